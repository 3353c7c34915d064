"""The look of one edition: paper, colour roles, type scale (PAGES sections 2 to 6)."""

from dataclasses import dataclass

from runstrong_pdf.layout.colour import (
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
    """A page's size in millimetres, and the width of the text on it."""

    name: str
    width: float
    height: float
    measure: float = MEASURE

    @property
    def left(self) -> float:
        """The left edge of the measure; the right margin is as wide."""
        return (self.width - self.measure) / 2

    @property
    def bottom(self) -> float:
        """Where content ends above the footer rule."""
        return self.height - FOOTER_RULE - 1.2


A4 = Paper("a4", 210.0, 297.0)
LETTER = Paper("letter", 215.9, 279.4)
A5 = Paper("a5", 148.0, 210.0, measure=126.0)
HALF_LETTER = Paper("half-letter", 139.7, 215.9, measure=118.0)
PAPERS = {paper.name: paper for paper in (A4, LETTER, A5)}
HALVES = {"a4": A5, "letter": HALF_LETTER}
"""The page that a folded or cut sheet has twice."""


@dataclass(frozen=True)
class Look:
    """Colour roles.

    Attributes:
        accent: fills only: bib strip, session badge, vest of the figures.
        on_accent: lettering on the accent.
        accent_ink: the accent as type of 22 pt or more, dark enough for white paper.
        tint: picture panels of guide and stretching.
        keyline: whether an accent fill needs a black outline to be seen.
        ink_saver: no filled areas; patterns instead of tints.
    """

    accent: RGB
    on_accent: RGB
    accent_ink: RGB
    tint: RGB
    keyline: bool
    ink_saver: bool = False


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


INK_SAVER = Look(WHITE, BLACK, BLACK, WHITE, keyline=True, ink_saver=True)


@dataclass(frozen=True)
class Style:
    """A role of text: face, size and leading in points, and the size it may shrink to."""

    face: str
    size: float
    lead: float
    floor: float = 9.0


GOAL = Style("body", 10, 12.4)
COVER_TEXT = Style("body", 9.8, 12.4)
BOXED_TEXT = Style("body", 9.5, 11.9)
GUIDE_TEXT = Style("condensed", 10.2, 11.8)
STRETCH_TEXT = Style("condensed", 10.2, 12.2)
SAFETY = Style("condensed", 9.5, 12.1)
LABEL = Style("condensed", 9.5, 10.8)
LINK_LABEL = Style("body", 9.8, 12.4)
LINK_ADDRESS = Style("condensed", 10.2, 12.0)
FOOTER = Style("condensed", 8.5, 10.0, 8.5)
