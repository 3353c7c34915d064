"""What is known of a PDF and its pages: plain records, and the JSON lines they travel in."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import get_args

from runstrong_pdf.model.units import paper_name

UNPRINTABLE_MM = 4.2
"""What most home printers leave white along every edge (a sixth of an inch)."""


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file before its pages are drawn.

    Attributes:
        pages: how many it says it has.
        printing_allowed: whether its author allows printing.
        complete: whether its end is there.
    """

    pages: int
    printing_allowed: bool = True
    complete: bool = True


@dataclass(frozen=True)
class Unreadable:
    """Why a file cannot be checked at all; completes `FILE: `."""

    reason: str


@dataclass(frozen=True)
class PageFacts:
    """What is known of one page. Millimetres and points are those of the printed page.

    Attributes:
        number: from 1.
        width: of the paper in millimetres, after rotation and crop.
        height: the same.
        crop_outside: whether its visible part is outside of it, so that all of it was looked at.
        notes_without_look: notes that are to be printed, and do not say how they look.
        smallest_size: the smallest size of text in points; 0 if there is no text.
        smallest_text: a few words of it.
        unembedded_fonts: names of fonts that are not in the file, whether or not this computer has
            another in their place.
        missing_glyphs: letters that the font has no glyph for, and that print as an empty box.
        missing_glyphs_text: the words around the first.
        unmapped_glyphs: glyphs that print, but stand for no letter when copied or read aloud.
        margins: millimetres from each edge to the nearest ink: left, top, right, bottom; empty on
            a blank page.
        clipped_text: a few words of text within `UNPRINTABLE_MM` of an edge, or empty.
        images: how many raster images it has.
        lowest_dpi: dots per inch of the coarsest of them as printed; 0 if there is none.
        pale_text: a few words of text that is hard to read in grey, or empty.
        pale_contrast: its contrast with what is behind it, 1 to 21.
        same_grey: names of two colours that are side by side and become one grey, or empty.
        same_grey_place: where on the page, such as `at the top`.
        black_ink: what a printer that replaces grey by black uses, in per cent of the paper:
            100 is solid.
        colour_ink: cyan, magenta and yellow on top of it, each up to 100.
        failure: why the page could not be checked, or empty. If not, nothing else is known.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    crop_outside: bool = False
    notes_without_look: int = 0
    smallest_size: float = 0.0
    smallest_text: str = ""
    unembedded_fonts: tuple[str, ...] = ()
    missing_glyphs: int = 0
    missing_glyphs_text: str = ""
    unmapped_glyphs: int = 0
    margins: tuple[float, ...] = ()
    clipped_text: str = ""
    images: int = 0
    lowest_dpi: float = 0.0
    pale_text: str = ""
    pale_contrast: float = 0.0
    same_grey: tuple[str, ...] = ()
    same_grey_place: str = ""
    black_ink: float = 0.0
    colour_ink: float = 0.0
    failure: str = ""

    @property
    def paper(self) -> str:
        """What the size of its paper is called."""
        return paper_name(self.width, self.height)


Facts = FileFacts | PageFacts | Unreadable
KINDS: dict[str, Callable[..., Facts]] = {kind.__name__: kind for kind in get_args(Facts)}


def to_line(facts: Facts) -> str:
    """Return a record as one line of JSON, ASCII only."""
    return json.dumps({type(facts).__name__: asdict(facts)}) + "\n"


def from_line(line: str | bytes) -> Facts:
    """Return the record that `to_line` wrote.

    Example:
        >>> from_line(to_line(FileFacts(pages=3, complete=False)))
        FileFacts(pages=3, printing_allowed=True, complete=False)
    """
    ((kind, values),) = json.loads(line).items()
    plain = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
    return KINDS[kind](**plain)
