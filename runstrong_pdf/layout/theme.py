"""The look of one edition: paper, colour roles, type scale (docs/pages.md)."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from runstrong_pdf.model.colour import (
    BLACK,
    RGB,
    WHITE,
    contrast,
    darkened,
    mix,
    parse_colour,
    saturation,
)

MEASURE = 178.0
"""Width of the text on every full sheet; only the height of a page changes."""
GUTTER = 6.0
COLUMN = (MEASURE - GUTTER) / 2
TOP = 10.5
"""From the paper's top edge to the first line of content."""
FOOTER_BASELINE = 10.2
FOOTER_RULE = 14.6
"""From the paper's bottom edge."""
DEFAULT_ACCENT = "#006B5E"


@dataclass(frozen=True)
class Paper:
    """A page's size in millimetres, and the width of the text on it.

    Attributes:
        smallest, footer: the type size in points below which no text shrinks, and the footer's.
        top: where content begins; foot: the footer's baseline, from the bottom edge.
    """

    name: str
    width: float
    height: float
    measure: float = MEASURE
    smallest: float = 9.0
    footer: float = 8.5
    top: float = TOP
    foot: float = FOOTER_BASELINE

    @property
    def left(self) -> float:
        """The left edge of the measure; the right margin is as wide."""
        return (self.width - self.measure) / 2

    @property
    def bottom(self) -> float:
        """Where content ends above the footer rule."""
        return self.footer_rule - 1.2

    @property
    def footer_rule(self) -> float:
        """Where the rule above the footer lies."""
        above = FOOTER_RULE - FOOTER_BASELINE + (self.footer - 8.5) * 0.3
        return self.height - self.foot - above


A4 = Paper("a4", 210.0, 297.0)
LETTER = Paper("letter", 215.9, 279.4)
A5 = Paper("a5", 148.0, 210.0, measure=126.0, top=9.0, foot=9.0)
HALF_LETTER = Paper("half-letter", 139.7, 215.9, measure=118.0, top=9.0, foot=9.0)
PAPERS = {paper.name: paper for paper in (A4, LETTER, A5)}
HALVES = {"a4": A5, "letter": HALF_LETTER}
"""The page that a folded or cut sheet has twice."""
WHOLES = {half.name: PAPERS[whole] for whole, half in HALVES.items()}
"""The sheet that is folded or cut into such pages."""
LARGE_PAPERS = {name: replace(paper, smallest=16.0, footer=16.0) for name, paper in PAPERS.items()}
"""Pages in large print."""


class Look(NamedTuple):
    """Colour roles.

    Attributes:
        accent: fills only: bib strip, session badge, vest of the figures.
        on_accent: lettering on the accent.
        accent_ink: the accent as type of 22 pt or more, dark enough for white paper.
        tint: picture panels of guide and stretching.
        keyline: whether an accent fill needs a black outline to be seen.
        ink_saver: no filled areas; patterns instead of tints; letters of the lighter cuts.
        pen: how heavy rules and outlines are, of what a page asks for.
    """

    accent: RGB
    on_accent: RGB
    accent_ink: RGB
    tint: RGB
    keyline: bool
    ink_saver: bool = False
    pen: float = 1.0


def colour_look(accent: str = DEFAULT_ACCENT) -> Look:
    """Return the colour edition in a club colour such as `#7a1f3d`. Raises UsageError."""
    club = parse_colour(accent)
    grey = saturation(club) < 0.12
    return Look(
        accent=club,
        on_accent=WHITE if contrast(club, WHITE) >= 4.5 else BLACK,
        accent_ink=BLACK if grey else darkened(club, 4.5),
        tint=mix(club, WHITE, 0.93),
        keyline=contrast(club, WHITE) < 3.0,
    )


INK_SAVER = Look(WHITE, BLACK, BLACK, WHITE, keyline=True, ink_saver=True, pen=0.45)


class Style(NamedTuple):
    """A role of text: face, size and leading in points, and the size it may shrink to."""

    face: str
    size: float
    lead: float
    floor: float = 9.0

    def scaled(self, share: float) -> "Style":
        """Return the same in type so many times as large, but not below its floor."""
        share = max(share, min(1.0, self.floor / self.size))
        return self._replace(size=self.size * share, lead=self.lead * share)

    def smallest(self) -> "Style":
        """Return the same in the smallest type it may have."""
        return self.scaled(self.floor / self.size)


LABEL = Style("condensed", 9.5, 10.8)
ONE_LINE = 0.88
"""Of the usual type, where words take one line then: that little is not noticed."""


class Scale(NamedTuple):
    """The sizes of what is printed; type in points, the rest in millimetres.

    Attributes:
        body, strong: text of full width, regular and bold; narrow: the same in fewer lines, and
            what a row says; safety: the lines at the foot.
        title, section: heads of a chapter and of a part.
        name, number, dose: an exercise's name, number and dose on its row.
        week: the title of a week; bib, bib_figure: its race number.
        box, box_gap: tick boxes; blank: width and height of the blank beside them; did: width of
            the one for what was done last of all.
        line: from one line to write on to the next.
        picture: width of the figures of a row; taller: what a row grows at most.
        wide: whether a page is a whole sheet, on which things stand side by side.
        panel: width of the picture on a card.
        gap: air between parts; above_safety: above the lines at the foot.
    """

    body: Style
    strong: Style
    narrow: Style
    safety: Style
    title: float
    section: float
    name: float
    number: float
    dose: float
    week: float
    bib: tuple[float, float]
    bib_figure: float
    box: float
    box_gap: float
    blank: tuple[float, float]
    did: float
    line: float
    picture: float
    taller: float
    wide: bool
    panel: float
    gap: float
    above_safety: float = 1.6

    @property
    def outline(self) -> float:
        """The weight of a tick box's outline in points."""
        return 0.9 if self.box < 7 else 1.2

    @property
    def heavy(self) -> float:
        """The weight of a box or ring that stands out: twice the usual even in little ink."""
        return 3.2 * self.outline

    @property
    def ring(self) -> float:
        """The radius of a ring to mark."""
        return self.box * 0.48

    def scaled(self, share: float) -> "Scale":
        """Return these sizes with type so many times as large, but titles and safety lines.

        In smaller type, doses and boxes are smaller, too.
        """
        return self._replace(
            dose=self.dose * min(1.0, share),
            box=self.box * min(1.0, share),
            body=self.body.scaled(share),
            strong=self.strong.scaled(share),
            narrow=self.narrow.scaled(share),
            section=self.section * share,
            name=self.name * share,
        )

    def tight(self) -> "Scale":
        """Return these sizes with rows as low as they may be on half a sheet."""
        return self._replace(
            body=self.body.smallest(),
            strong=self.strong.smallest(),
            narrow=self.narrow.smallest(),
            name=9.4,
            dose=14,
            box=4.5,
            picture=self.picture * 0.85,
            gap=1.2,
        )


def _styles(face: str, *sizes: tuple[float, float], handout: str = "") -> tuple[Style, ...]:
    """Return a role of text at every scale, by size and leading; large print never shrinks.

    Args:
        handout: its face on handouts, if it is another.
    """
    faces = (*[face] * 3, *[handout or face] * 2)
    styles = [Style(face, *size) for face, size in zip(faces, sizes, strict=True)]
    return styles[0]._replace(floor=styles[0].size), *styles[1:]


_SIZES: dict[str, tuple[Any, ...]] = {  # large print, whole sheet, half, handout, half of one
    "body": _styles(
        "body", (16, 19.6), (10, 12.4), (9.6, 11.8), (12, 14.2), (9.6, 11), handout="condensed"
    ),
    "strong": _styles("name", (16, 19.6), (11, 13.2), (10, 11.8), (12, 14.2), (9.8, 11.4)),
    "narrow": _styles("condensed", (16, 18.6), (9.8, 11.4), (10, 11.8), (12, 14.2), (9.2, 10.4)),
    "safety": _styles("condensed", (16, 18.2), (9.5, 12.1), (9.2, 10.9), (12, 14.2), (9.2, 10.7)),
    "title": (30, 30, 20, 34, 24),
    "section": (21, 17, 14, 18, 14),
    "name": (21, 11.5, 11, 14.5, 11),
    "number": (22, 12, 11.5, 14.5, 11),
    "dose": (31, 17, 14.5, 30, 18),
    "week": (34, 27, 20, 34, 24),
    "bib": ((38, 33), (31, 22.5), (25, 21.5), (40, 33), (23, 20)),
    "bib_figure": (58, 46, 40, 64, 44),
    "box": (8, 5, 5, 8.4, 5),
    "box_gap": (2.6, 1.6, 1.6, 2.2, 1.5),
    "blank": ((32, 9.6), (20, 6), (20, 5.2), (0, 0), (0, 0)),
    "did": (34, 30, 25, 0, 0),
    "line": (10.5, 6.1, 7.4, 10.5, 10.5),
    "picture": (70, 35.2, 35, 44, 22),
    "taller": (14, 20, 13, 60, 60),
    "wide": (False, True, False, True, True),
    "panel": (70, 66, 46, 30, 16),
    "gap": (5, 3.4, 2.6, 2.4, 2.4),
}
LARGE, NORMAL, SMALL, HANDOUT, HALF_HANDOUT = (
    Scale(**dict(zip(_SIZES, column, strict=True))) for column in zip(*_SIZES.values(), strict=True)
)
"""Of large print, sixteen points and up, for eyes that find the normal sheets too small; of whole
sheets that are read at arm's length; of a page half as large, read at the same distance; of a
session that a group reads standing up, and of the same on half a sheet."""
WALL = NORMAL._replace(
    narrow=Style("condensed", 12, 12.4, 11),
    strong=Style("name", 17, 20),
    safety=Style("condensed", 12, 14.2),
    section=20,
    week=42,
    box=10.5,
    gap=4,
    above_safety=2.4,
)
"""A chart that is looked at from across the room."""
