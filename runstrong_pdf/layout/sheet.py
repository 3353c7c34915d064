"""One sheet of paper while it is drawn: millimetres from the top left corner.

Text belongs to the innermost tag, shapes are decoration. Every text and tick box is noted with
its place, so that tests can prove that nothing overlaps, leaves its frame or is too small.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.surface import Surface
from runstrong_pdf.layout.text import (
    HAIR,
    MM,
    Line,
    balance,
    fitted,
    line_count,
    line_width,
    settle,
    widest_word,
    width,
)
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.colour import BLACK, RGB
from runstrong_pdf.pdf.fonts import CAP_HEIGHT
from runstrong_pdf.pdf.interactive import Interactive, Option, Rect
from runstrong_pdf.pdf.slots import SlotPlace

Align = Literal["left", "centre", "right"]
HEADINGS = frozenset({"H2", "H3", "H4", "H5", "H6"})
LINE = 1.35
"""Height of a line to type on, per type size."""
WRITING = 0.75
"""Points: a line to write on, which two photocopies leave whole in either ink."""
EDGE = 5.9
"""Millimetres at the paper's edge where no home printer prints."""


@dataclass(kw_only=True)
class Sheet(Surface):
    """A page in progress.

    Attributes:
        name: what an error message calls this page.
        number: its place in reading order, from 0.
        raised: how many levels headings are raised: 1 in a file without the cover's H1.
        shown: on which page of the file the guide shows an exercise, from 1.
        spoken: how an abbreviation is read aloud, empty for other texts.
        foreign: the languages of texts that are not in the document's.
    """

    interactive: Interactive
    name: str
    number: int = 0
    raised: int = 0
    shown: Mapping[str, int] = field(default_factory=dict)
    spoken: Callable[[str], str] = str
    foreign: Mapping[str, str] = field(default_factory=dict)

    # -- text ----------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        text: str,
        face: str,
        size: float,
        *,
        align: Align = "left",
        colour: RGB = BLACK,
        track: float = 0.0,
        room: float | None = None,
        floor: float | None = None,
        language: str = "",
    ) -> float:
        """Print one line with its baseline at y and return its width.

        Args:
            language: of a piece of a longer text, where it is not the document's.
            room: the widest it may be; it shrinks to `floor` points to fit, or to the page's
                smallest size.

        Raises:
            OutputError: when it does not fit even then.
        """
        if room is not None:
            size = self._shrunk(text, face, size, room, floor or self.paper.smallest)
        wide = width(text, face, size, track)
        left = x - {"left": 0.0, "centre": wide / 2, "right": wide}[align]
        self._check_edges(text, left, left + wide)
        at, heard = (self.across(left), self.up(y)), self.spoken(text)
        language = language or self.foreign.get(text, "")
        self.canvas.text(*at, text, face, size, colour, track, heard, language)
        self.note(
            "text", left, y - size * CAP_HEIGHT / MM, wide, size * CAP_HEIGHT / MM, size, text
        )
        return wide

    def _check_edges(self, text: str, left: float, right: float) -> None:
        if left < EDGE or right > self.paper.width - EDGE:
            raise OutputError(
                f"{self.name}: {text[:60]!r} runs over the edge of the paper",
                "give a shorter text in the template",
            )

    def _shrunk(self, text: str, face: str, size: float, room: float, floor: float) -> float:
        smaller = fitted(text, face, size, room, floor)
        if smaller is None:
            raise OutputError(
                f"{self.name}: {text[:60]!r} needs {width(text, face, floor):.1f} mm "
                f"at {floor:g} pt, but has {room:.1f} mm",
                "give a shorter text in the template",
            )
        return smaller

    def slot(
        self,
        key: str,
        x: float,
        y: float,
        face: str,
        size: float,
        room: float,
        *,
        align: Align = "left",
        floor: float | None = None,
    ) -> None:
        """Reserve the place of a personal text; arguments as for `text`."""
        smallest = floor or self.paper.smallest
        at = self.across(x), self.up(y)
        self.canvas.slot(SlotPlace(key, *at, face, size, smallest, room * MM, align))
        left = x - {"left": 0.0, "centre": room / 2, "right": room}[align]
        self.note("text", left, y - size * CAP_HEIGHT / MM, room, size * CAP_HEIGHT / MM, size, key)

    def runs(
        self, x: float, y: float, line: Sequence[tuple[str, str]], size: float, language: str = ""
    ) -> float:
        """Print (text, face) pieces one after the other and return the width of all."""
        start = x
        for text, face in line:
            x += self.text(x, y, text, face, size, language=language)
        return x - start

    def paragraph(
        self,
        x: float,
        y: float,
        measure: float,
        text: str,
        style: Style,
        *,
        align: Align = "left",
        even: bool = False,
    ) -> float:
        """Print a paragraph whose first line begins at the top edge y; return its height."""
        style, lines = shaped(text, style, measure, even=even)
        for index, line in enumerate(lines):
            wide = line_width(line, style.size)
            if wide > measure + HAIR:
                raise OutputError(f"{self.name}: a word of {text[:60]!r} is wider than its column")
            left = x + {"left": 0.0, "centre": (measure - wide) / 2, "right": measure - wide}[align]
            baseline = y + (style.lead * (index + 0.5) + style.size * CAP_HEIGHT / 2) / MM
            last = index == len(lines) - 1
            pieces = [(run.text, run.face) for run in line]
            if not last:  # the space that the line break swallowed, for text extraction
                pieces[-1] = (pieces[-1][0] + " ", pieces[-1][1])
            self.runs(left, baseline, pieces, style.size, self.foreign.get(text, ""))
        return len(lines) * style.lead / MM

    # -- tags ----------------------------------------------------------------------------------

    def tag(
        self, role: str, *, alt: str | None = None, scope: str = "", rows: int = 1
    ) -> AbstractContextManager[object]:
        """Open a structure element.

        Args:
            scope: Column or Row for a table's header cell.
            rows: how many rows a table cell spans.
        """
        if role in HEADINGS:
            role = f"H{int(role[1]) - self.raised}"
        attributes = {"O": "/Table", "Scope": f"/{scope}"} if scope else {}
        if rows > 1:
            attributes["RowSpan"] = str(rows)
        return self.canvas.tag(role, alt=alt, attributes=attributes)

    def empty_cell(self) -> None:
        """Leave a table cell empty."""
        with self.tag("TD"):
            pass

    def figure(
        self, x: float, y: float, w: float, h: float, alt: str
    ) -> AbstractContextManager[object]:
        """Open a Figure element with its box and alternative text."""
        left, bottom, right, top = self.rectangle(x, y, w, h)
        box = f"[{left:.0f} {bottom:.0f} {right:.0f} {top:.0f}]"
        attributes = {"O": "/Layout", "BBox": box, "Placement": "/Block"}
        self.note("figure", x, y, w, h, 0.0, alt)
        return self.canvas.tag("Figure", alt=alt, attributes=attributes)

    def artifact(self, kind: str = "Layout") -> AbstractContextManager[object]:
        """Print something that a screen reader skips."""
        return self.canvas.artifact(kind)

    # -- what can be clicked -------------------------------------------------------------------

    def tick_box(
        self, x: float, y: float, size: float, name: str, tip: str, line: float = 0.9
    ) -> None:
        """Print an empty square that is a form field too; `line` is its outline in points."""
        self.interactive.tick_box(self.rectangle(x, y, size, size), self.weight(line), name, tip)
        self.note("box", x, y, size, size, size, name)

    def tick_ring(
        self, x: float, y: float, radius: float, name: str, tip: str, line: float
    ) -> None:
        """Print a ring around (x, y) that can be marked by itself; `line` in points."""
        rect, line = self._ring(x, y, radius, line, name)
        self.interactive.tick_ring(rect, line, name, tip)

    def ring(self, x: float, y: float, radius: float, option: Option, line: float) -> None:
        """Print a ring around (x, y) that is one answer of a form field's; `line` in points."""
        rect, line = self._ring(x, y, radius, line, f"{option.field}.{option.answer}")
        self.interactive.ring(rect, line, option)

    def _ring(
        self, x: float, y: float, radius: float, line: float, name: str
    ) -> tuple[Rect, float]:
        """Note a ring; return the square around its outline, and how heavy that is."""
        self.note("ring", x - radius, y - radius, 2 * radius, 2 * radius, 2 * radius, name)
        line = self.weight(line)
        reach = radius + line / 2 / MM
        return self.rectangle(x - reach, y - reach, 2 * reach, 2 * reach), line

    def text_field(
        self, x: float, y: float, w: float, h: float, name: str, tip: str, size: float = 9.0
    ) -> None:
        """Let a reader type where the paper has room to write; nothing is printed.

        Args:
            name: unique in the file; tip: what a screen reader says; size: of the type in points.
        """
        self.interactive.text_field(self.rectangle(x, y, w, h), name, tip, size)
        self.note("field", x, y, w, h, size, name)

    def writing_line(
        self, x0: float, y: float, x1: float, name: str, tip: str, size: float = 9.0
    ) -> None:
        """Rule a line to write on, on which one can type as well."""
        self.rule(x0, y, x1, WRITING)
        high = size * LINE / MM
        self.text_field(x0, y - high, x1 - x0, high - HAIR, name, tip, size)

    def blank(self, x0: float, y: float, x1: float, high: float, name: str, tip: str) -> None:
        """Rule a line with room for a hand above it, on which one can type as well."""
        self.rule(x0, y, x1, WRITING)
        self.text_field(x0, y - high, x1 - x0, high - HAIR, name, tip, 11)

    def link(self, x: float, y: float, w: float, h: float, contents: str, place: str) -> None:
        """Make an area a jump to a named place; call it inside a Link element."""
        self.interactive.link(self.rectangle(x, y, w, h), contents, place)

    def web_link(self, x: float, y: float, w: float, h: float, contents: str, address: str) -> None:
        """Make an area open an address in ASCII; call it inside a Link element."""
        self.interactive.web_link(self.rectangle(x, y, w, h), contents, address)

    def bookmark(self, title: str, place: str, y: float, level: int) -> None:
        """List a height of this page in the outline."""
        self.interactive.bookmark(self.number, title, place, self.up(y), level)


def shaped(
    text: str, style: Style, measure: float, *, even: bool = False
) -> tuple[Style, tuple[Line, ...]]:
    """Break a paragraph into lines, evened out where asked; it shrinks until its words fit.

    Down to the floor of its style: with a word that is wider even then, it keeps its size.
    """
    style = _with_words_fitted(text, style, measure)
    return style, (balance if even else settle)(text, style.face, style.size, measure)


def _with_words_fitted(text: str, style: Style, measure: float) -> Style:
    widest = widest_word(text, style.face, style.size)
    share = measure / widest if widest > measure + HAIR else 1.0
    if share == 1 or style.size * share < style.floor - 1e-6:
        return style
    return style._replace(size=style.size * share, lead=style.lead * share)


def broken(text: str, style: Style, measure: float, *, even: bool = False) -> tuple[Line, ...]:
    """Break a paragraph into lines, evened out where asked."""
    return shaped(text, style, measure, even=even)[1]


def paragraph_height(text: str, style: Style, measure: float) -> float:
    """Return the height that `Sheet.paragraph` will use."""
    style = _with_words_fitted(text, style, measure)
    return line_count(text, style.face, style.size, measure) * style.lead / MM


def centred(y: float, size: float) -> float:
    """Return the baseline that centres capitals of `size` points on y."""
    return y + size * CAP_HEIGHT / 2 / MM
