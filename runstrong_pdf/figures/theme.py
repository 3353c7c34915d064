"""Themes: what colour, hatching or line every role gets, and a frame painted in one.

The colours that no club decides are data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from runstrong_pdf.figures.drawing import LINE, Frame, Ink
from runstrong_pdf.library import read_toml
from runstrong_pdf.model.colour import BLACK, RGB, WHITE, contrast, difference, luminance, mix, rgb

CLUB = "#006B5E"
COLOURS: dict[str, Any] = read_toml(Path(__file__).with_name("colours.toml"))
SKINS: tuple[str, ...] = COLOURS["skins"]
FIXED: dict[str, str] = COLOURS["roles"]
BANDS: dict[str, str] = COLOURS["bands"]
INK = FIXED["ink"]
BAND = "green"
ENOUGH_CONTRAST = 46.5  # Lab distance
ENOUGH_IN_GREY = 1.4  # contrast ratio
PALE_MAT, PALE_MAT_EDGE = "#EDF0F2", "#BFC5CC"  # where the club is nearly white

DARK_CODE = "#1A212E"  # shade is a mix towards this
DARK = rgb(DARK_CODE)
PALE = 18.0  # Lab distance from white below which a mat in the colour of the club is not seen
# Contours on dark skin and dark shorts are light, or limb and limb would run together.
DARK_COAT = 0.20  # luminance
LIGHT_LINE = 0.32  # how much white is in them
MUSCLE_EDGE = 0.5  # how much of DARK is around a muscle, to tell it from skin in grey print
EDGE = 0.45  # how much of DARK_CODE is in the edges of solid things
# How much of DARK_CODE is in the shade of each role.
SHADES = {"skin": 0.13, "vest": 0.20, "shorts": 0.28}
SHADE = 0.15
FAR = 0.18  # how much of DARK_CODE is in a limb on the far side
M2_SKIN = 0.45  # how much skin is in the second highlight

# Roles that have the colour of another one in every colour theme, where they are not in shade.
ALIKE = {"stripe": "vest"} | {
    role: next(first for first in FIXED if FIXED[first] == code) for role, code in FIXED.items()
}


class Hatch(NamedTuple):
    """Parallel lines: distance from line to line and width of a line, 1/1000 body height."""

    pitch: float
    width: float


@dataclass(frozen=True, eq=False)
class Theme:
    """How shapes are painted."""

    colours: Mapping[str, RGB]  # of every role
    line_art: bool = False  # black lines on white, no shade
    hatches: Mapping[str, Hatch] = field(default_factory=dict)  # roles hatched instead of filled
    hidden: frozenset[str] = frozenset()  # roles that are not painted at all
    rim: float = 1.0  # how heavy the outer contour is, of that in colour
    finger: float = 1.0  # how heavy contours of fingers and bars are, of those in colour
    far: float = FAR  # how much of `dark` is in a limb on the far side
    dark: RGB = DARK  # what shade is mixed from
    ribbon: float = 1.0  # how much heavier than in colour the edges of bands and towels are
    band: float = 1.0  # how much wider than in colour a band is

    def colour(self, role: str, tone: str, light: int) -> RGB:
        """Return the colour of a role in a tone; `light` in per cent, below 0 darker."""
        base = self.colours[role]
        if self.line_art:
            return mix(base, self.dark, self.far) if tone == "far" and base == WHITE else base
        if tone == "far":
            base = mix(base, self.dark, self.far)
        if tone == "shade":
            base = mix(base, self.dark, SHADES.get(role, SHADE))
        if light:
            base = mix(base, WHITE if light > 0 else self.dark, abs(light) / 100)
        return base


def ink_of(role: str, tone: str, light: int) -> Ink:
    """Return what stands for all that has the same colour in every colour theme.

    Example:
        >>> ink_of("stripe", "far", 0), ink_of("stripe", "shade", 0)
        (('vest', 'far', 0), ('stripe', 'shade', 0))
    """
    return role if tone == "shade" else ALIKE.get(role, role), tone, light


def accent_for(vest: RGB, skin: RGB) -> RGB:
    """Return the first highlight that can be told from the vest and from skin, or else the best.

    It must suit every skin tone beside the one asked for, so that all figures of a document have
    the same highlight.
    """
    others = (vest, skin, *map(rgb, SKINS))

    def nearest(code: str) -> float:
        return min(difference(rgb(code), other) for other in others)

    enough = (code for code in COLOURS["accents"] if nearest(code) > ENOUGH_CONTRAST)
    return rgb(next(enough, max(COLOURS["accents"], key=nearest)))


@cache
def colour_theme(
    club: str = CLUB, skin: int | str = 2, band: str | None = None, paper: str = "#FFFFFF"
) -> Theme:
    """Return the theme for colour printers.

    Args:
        club: colour of the vest, "#RRGGBB".
        skin: number of a skin tone, 1 (light) to 6 (dark), or "#RRGGBB".
        band: name or "#RRGGBB" of the colour of bands.
        paper: colour of the panel behind the picture, for the halo of arrows.
    """
    vest = rgb(club)
    tone = rgb(SKINS[skin - 1] if isinstance(skin, int) else skin)
    hair = rgb(COLOURS["hairs"][skin - 1 if isinstance(skin, int) else 1])
    accent = accent_for(vest, tone)
    shorts = [rgb(code) for code in COLOURS["shorts"]]
    colours = {role: rgb(code) for role, code in FIXED.items()} | {
        "vest": vest,
        "stripe": vest,
        "shorts": next((s for s in shorts if contrast(s, vest) > ENOUGH_IN_GREY), shorts[-1]),
        "skin": tone,
        "m1": accent,
        "m2": mix(accent, tone, M2_SKIN),
        "scarf": mix(vest, rgb(INK), 0.45),
        "hair": hair,
        "stubble": mix(tone, hair, 0.42),
        "band": rgb(BANDS.get(band or BAND, band or "")),
        "halo": rgb(paper),
        "ghost": mix(WHITE, rgb(INK), 0.10),
        "ghost_edge": mix(WHITE, rgb(INK), 0.50),
    }
    pale = difference(vest, WHITE) < PALE
    colours["mat"] = rgb(PALE_MAT) if pale else mix(vest, WHITE, 0.78)
    colours["mat_edge"] = rgb(PALE_MAT_EDGE) if pale else mix(vest, WHITE, 0.5)
    for role in ("steel", "wood", "wood_dark"):
        colours[f"{role}_edge"] = mix(colours[role], rgb(DARK_CODE), EDGE)
    for role in ("skin", "shorts"):
        coat = colours[role]
        light = mix(coat, WHITE, LIGHT_LINE)
        colours[f"{role}_line"] = light if luminance(coat) < DARK_COAT else colours["ink"]
    dark = luminance(tone) < DARK_COAT
    for role in ("m1", "m2"):
        colours[f"{role}_edge"] = mix(colours[role], WHITE if dark else DARK, MUSCLE_EDGE)
    colours["shadow_mat"] = mix(colours["mat"], colours["ink"], 0.16)
    return Theme(colours)


INK_HATCHES = {"m1": Hatch(17.0, 4.6), "m2": Hatch(26.0, 2.8)}
# A towel between two bold lines, a bold black band between two white ones.
INK_RIBBON = 3.2
INK_BAND = 1.2
INK_RIM, INK_FINGER = 0.6, 0.9
INK_STUBBLE = 0.35  # a shaved head seen from behind is no face
INK_FAR = 0.10  # the one tint, of far limbs and shadows: it may be lost without harm


@cache
def ink_theme(paper: str = "#FFFFFF") -> Theme:
    """Return the ink saver: line art that survives a cheap laser printer and a copier."""
    colours = dict.fromkeys(colour_theme().colours, WHITE)
    colours |= dict.fromkeys(COLOURS["line_art_black"], BLACK)
    colours["halo"] = rgb(paper)
    colours |= {"stubble": mix(WHITE, BLACK, INK_STUBBLE), "scarf": mix(WHITE, BLACK, INK_FAR)}
    colours["shadow_mat"] = mix(WHITE, BLACK, INK_FAR)  # what lifts off the mat is seen by it
    return Theme(
        colours,
        line_art=True,
        hatches=INK_HATCHES,
        hidden=frozenset({"shadow", "shadow_edge"}),
        rim=INK_RIM,
        finger=INK_FINGER,
        far=INK_FAR,
        dark=BLACK,
        ribbon=INK_RIBBON,
        band=INK_BAND,
    )


PaintedKind = Literal["fill", "stroke", "hatch"]
Cap = Literal["round", "butt"]

# Strokes that keep their weight on paper however large the picture is.
CONTOURS = frozenset({"stroke", "rim", "fine", "hint"})
NO_DASH, DASH = (0.0, 0.0), (20.0, 11.0)  # of a hint, 1/1000 body height


class Painted(NamedTuple):
    """One thing to print; lengths in 1/1000 body height.

    "fill" its path, "stroke" it, or "hatch": clip to it and draw lines at 45 degrees.
    """

    kind: PaintedKind
    path: str  # of the shape, as it is
    rgb: RGB
    width: float = 0.0  # of the stroke or of a hatching line
    cap: Cap = "round"  # how strokes end
    pitch: float = 0.0  # from one hatching line to the next
    contour: bool = False  # an ordinary outline, which a page may give one weight at every size
    dash: tuple[float, float] = NO_DASH  # lengths of a dash and of a gap
    ink: Ink = ("ink", "", 0)  # what has this colour in every theme


class Style(NamedTuple):
    """What a theme makes of a kind of shape; `scale` multiplies its width, `edge` its edge."""

    kind: PaintedKind
    rgb: RGB
    scale: float
    cap: Cap
    width: float
    pitch: float
    edge: float = 1.0


def paint(frame: Frame, theme: Theme, outline: float = 1.0) -> tuple[Painted, ...]:
    """Paint a frame; `outline` is a factor for contours and hatching.

    With it they keep their weight when the picture is printed larger or smaller.
    """
    out = []
    for shape in frame.shapes:
        style = style_of(theme, shape.kind, shape.role, shape.tone, shape.light)
        if style is not None:
            kind, rgb, scale, cap, width, pitch, edge = style
            if shape.kind in CONTOURS or kind == "hatch":
                scale *= outline
            width = (width or shape.width) * scale + shape.edge * edge * outline
            contour = shape.kind == "stroke" and (shape.width == LINE or theme.line_art)
            contour = contour or shape.kind == "fine"
            dash = DASH if shape.kind == "hint" else NO_DASH
            ink = ink_of(shape.role, shape.tone, shape.light)
            pitch *= scale
            out.append(Painted(kind, shape.path, rgb, width, cap, pitch, contour, dash, ink))
    return tuple(out)


@lru_cache(maxsize=4096)
def style_of(theme: Theme, kind: str, role: str, tone: str, light: int) -> Style | None:
    """Return how a theme paints a kind of shape, or None if it leaves it out."""
    unseen = tone == "shade" if theme.line_art else kind == "fine"
    if role in theme.hidden or unseen:
        return None
    colour = theme.colour(role, tone, light)
    if kind == "fill":
        hatch = theme.hatches.get(role)
        if hatch is not None:
            return Style("hatch", theme.colours["ink"], 1.0, "butt", hatch.width, hatch.pitch)
        return Style("fill", colour, 0.0, "round", 0.0, 0.0)
    if kind == "hint":
        shown = theme.colours["ink"] if theme.line_art else colour
        return Style("stroke", shown, 1.0, "butt", 0.0, 0.0)
    scale = theme.rim if kind == "rim" else theme.band if role == "band" else 1.0
    if kind == "butt":
        return Style("stroke", colour, scale, "butt", 0.0, 0.0, theme.ribbon)
    return Style("stroke", colour, scale, "round", 0.0, 0.0, theme.finger)
