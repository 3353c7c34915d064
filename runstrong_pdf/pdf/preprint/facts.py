"""What was seen on the pages of a PDF: plain records that travel as JSON, one a line."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file before its pages are looked at.

    Attributes:
        pages: how many it says it has.
        printable: whether its author allows printing.
        whole: whether its end is there.
    """

    pages: int
    printable: bool = True
    whole: bool = True


@dataclass(frozen=True)
class Unreadable:
    """Why a file cannot be looked at at all; completes `FILE: `."""

    reason: str


@dataclass(frozen=True)
class PageFacts:
    """What was seen on one page. Millimetres and points as printed; percentages of the paper.

    Attributes:
        number: from 1.
        smallest: the smallest size of text, in points; 0 where there is no text.
        smallest_text: a few words of it.
        unembedded: names of fonts that are not in the file.
        missing: letters that the font has no shape for, and that print as an empty box.
        missing_text: the words around the first.
        nameless: shapes that print, but stand for no letter when copied or read aloud.
        margins: from each edge to the nearest ink: left, top, right, bottom; empty on a blank page.
        cut: a few words of text that stands where most home printers do not print, or empty.
        pictures: how many raster pictures it has.
        coarsest: dots an inch of the worst of them as printed; 0 where there is none.
        pale: a few words of text that is hard to read in grey, or empty.
        pale_contrast: its contrast with what is behind it, 1 to 21.
        alike: names of two colours that lie side by side and look alike in grey, or empty.
        alike_where: where on the page.
        black: ink a mono printer would mostly use for it, and colour: ink on top, both in per
            cent of the paper (100 = solid).
        failure: why the page could not be looked at, or empty.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    smallest: float = 0.0
    smallest_text: str = ""
    unembedded: tuple[str, ...] = ()
    missing: int = 0
    missing_text: str = ""
    nameless: int = 0
    margins: tuple[float, ...] = ()
    cut: str = ""
    pictures: int = 0
    coarsest: float = 0.0
    pale: str = ""
    pale_contrast: float = 0.0
    alike: tuple[str, ...] = ()
    alike_where: str = ""
    black: float = 0.0
    colour: float = 0.0
    failure: str = ""


Seen = FileFacts | PageFacts | Unreadable
KINDS: dict[str, Callable[..., Seen]] = {
    kind.__name__: kind for kind in (FileFacts, PageFacts, Unreadable)
}


def to_line(seen: Seen) -> str:
    """Return a record as one line of JSON, ASCII only."""
    return json.dumps({type(seen).__name__: asdict(seen)})


def from_line(line: str) -> Seen:
    """Return the record that `to_line` wrote."""
    ((kind, values),) = json.loads(line).items()
    plain = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
    return KINDS[kind](**plain)
