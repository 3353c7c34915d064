"""A frame in a theme: what a page prints, shape by shape, with every path untouched."""

from functools import lru_cache
from typing import Literal, NamedTuple

from runstrong_pdf.figures.drawing import LINE, Frame, Ink
from runstrong_pdf.figures.theme import Theme, ink_of
from runstrong_pdf.model.colour import RGB

PaintedKind = Literal["fill", "stroke", "hatch"]
Cap = Literal["round", "butt"]

# Strokes that keep their weight on paper however large the picture is.
CONTOURS = frozenset({"stroke", "rim", "fine", "hint"})
NO_DASH, DASH = (0.0, 0.0), (20.0, 11.0)  # of a hint, 1/1000 body height


class Painted(NamedTuple):
    """One thing to print.

    Attributes:
        kind: "fill" the path, "stroke" it, or "hatch": clip to it and draw lines at 45 degrees.
        path: the path of the shape, as it is.
        rgb: the colour, each part from 0 to 1.
        width: of the stroke or of a hatching line, 1/1000 body height.
        cap: how strokes end.
        pitch: distance between hatching lines, 1/1000 body height.
        contour: whether it is an ordinary outline, which a page may give one weight at every
            size.
        dash: lengths of a dash and of a gap, 1/1000 body height; (0, 0) for an unbroken stroke.
        ink: what has this colour in every theme.
    """

    kind: PaintedKind
    path: str
    rgb: RGB
    width: float = 0.0
    cap: Cap = "round"
    pitch: float = 0.0
    contour: bool = False
    dash: tuple[float, float] = (0.0, 0.0)
    ink: Ink = ("ink", "", 0)


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
