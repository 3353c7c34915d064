"""The look of one edition: paper, colour roles, type scale (docs/pages.md)."""

from dataclasses import dataclass, replace
from typing import NamedTuple

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


SAFETY = Style("condensed", 9.5, 12.1)
LABEL = Style("condensed", 9.5, 10.8)
LINK_LABEL = Style("body", 9.8, 12.4)
LINK_ADDRESS = Style("condensed", 10.2, 12.0)
FOOTER = Style("condensed", 8.5, 10.0, 8.5)


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
        compact: whether a head says the least.
        wide: whether a page is a whole sheet, on which things stand side by side.
        panel: width of the picture on a card.
        gap: air between parts.
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
    compact: bool
    wide: bool
    panel: float
    gap: float

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


LARGE = Scale(
    body=Style("body", 16, 19.6, 16),
    strong=Style("name", 16, 19.6, 16),
    narrow=Style("condensed", 16, 18.6, 16),
    safety=Style("condensed", 16, 18.2, 16),
    title=30,
    section=21,
    name=21,
    number=22,
    dose=31,
    week=34,
    bib=(38, 33),
    bib_figure=58,
    box=8,
    box_gap=2.6,
    blank=(32, 9.6),
    did=34,
    line=10.5,
    picture=70,
    taller=14,
    compact=False,
    wide=False,
    panel=70,
    gap=5,
)
"""Sixteen points and up, for eyes that find the normal sheets too small."""
NORMAL = Scale(
    body=Style("body", 10, 12.4),
    strong=Style("name", 11, 13.2),
    narrow=Style("condensed", 9.8, 11.4),
    safety=Style("condensed", 9.5, 12.1),
    title=30,
    section=17,
    name=11.5,
    number=12,
    dose=17,
    week=27,
    bib=(31, 22.5),
    bib_figure=46,
    box=5,
    box_gap=1.6,
    blank=(20, 6),
    did=30,
    line=6.1,
    picture=35.2,
    taller=20,
    compact=False,
    wide=True,
    panel=66,
    gap=3.4,
)
"""Whole sheets that are read at arm's length."""
WALL = NORMAL._replace(
    narrow=Style("condensed", 12, 12.4, 11),
    strong=Style("name", 17, 20),
    section=20,
    week=42,
    box=10.5,
    gap=4,
)
"""A chart that is looked at from across the room."""
SMALL = Scale(
    body=Style("body", 9.6, 11.8),
    strong=Style("name", 10, 11.8),
    narrow=Style("condensed", 10, 11.8),
    safety=Style("condensed", 9.2, 10.9),
    title=20,
    section=14,
    name=11,
    number=11.5,
    dose=14.5,
    week=20,
    bib=(25, 21.5),
    bib_figure=40,
    box=5,
    box_gap=1.6,
    blank=(20, 5.2),
    did=25,
    line=7.4,
    picture=35,
    taller=13,
    compact=True,
    wide=False,
    panel=46,
    gap=2.6,
)
"""A page half as large, read at the same distance as a whole one."""
HANDOUT = Scale(
    body=Style("condensed", 12, 14.2),
    strong=Style("name", 12, 14.2),
    narrow=Style("condensed", 12, 14.2),
    safety=Style("condensed", 12, 14.2),
    title=34,
    section=18,
    name=14.5,
    number=14.5,
    dose=30,
    week=34,
    bib=(40, 33),
    bib_figure=64,
    box=8.4,
    box_gap=2.2,
    blank=(0, 0),
    did=0,
    line=10.5,
    picture=44,
    taller=60,
    compact=False,
    wide=True,
    panel=30,
    gap=2.4,
)
"""A session that a group reads standing up."""
HALF_HANDOUT = HANDOUT._replace(
    body=Style("condensed", 9.6, 11),
    strong=Style("name", 9.8, 11.4),
    narrow=Style("condensed", 9.2, 10.4),
    safety=Style("condensed", 9.2, 10.7),
    title=24,
    section=14,
    name=11,
    number=11,
    dose=18,
    week=24,
    bib=(22, 20),
    bib_figure=44,
    box=5,
    box_gap=1.5,
    picture=22,
    panel=16,
)
"""The same on half a sheet."""
