"""Fills slots with personal text: glyph codes, the size that fits, the operators of the page.

A roster fills in the same words again and again: dates and club for everybody, a name on every
page. So each place remembers what it held last, and lines are remembered up to a bound.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from runstrong_pdf.errors import OutputError
from runstrong_pdf.pdf.slots import MissingCharacterError, SlotPlace
from runstrong_pdf.pdf.template import Glyphs

MOST_LINES = 64
SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}
LEADING = 1.1
"""From line to line, in type sizes."""
TWO_LINES = 0.48
"""Of a slot's type size, what two lines may have that stand where one was to be."""
CAPS = 0.7
"""Height of capitals, in type sizes."""
Text = str | Sequence[str]
"""A text, or candidates of which the first that fits is printed; a line feed parts two lines."""


class GlyphLine:
    """One line of text in one face.

    Args:
        text: what it says.
        known: the face's glyphs. A character that is missing raises MissingCharacterError.

    Attributes:
        width: in thousandths of the type size.
    """

    def __init__(self, text: str, known: Glyphs) -> None:
        try:
            self.width = sum(map(known.widths.__getitem__, text))
        except KeyError as missing:
            raise MissingCharacterError.of(text, missing.args[0]) from None
        self._runs = [
            (font, "".join(run).translate(known.codes))
            for font, run in groupby(text, key=known.fonts.__getitem__)
        ]

    def shown(self, size: float) -> str:
        """Return the operators that show the line at a size."""
        return " ".join([f"{font} {size:.3g} Tf <{codes}> Tj" for font, codes in self._runs])


class LineCache:
    """Lines of text in the faces of one template, remembered up to a bound.

    Args:
        glyphs: the template's, by face role and character.
    """

    def __init__(self, glyphs: Mapping[str, Glyphs]) -> None:
        self._glyphs = glyphs
        self._lines: dict[tuple[str, str], GlyphLine] = {}

    def line(self, role: str, text: str) -> GlyphLine:
        """Return a line. Raises MissingCharacterError."""
        line = self._lines.get((role, text))
        if line is None:
            if len(self._lines) >= MOST_LINES:
                self._lines.clear()
            line = self._lines[role, text] = GlyphLine(text, self._glyphs[role])
        return line


class SlotText:
    """Where text stands on any number of pages: a footer says the same on each of them.

    Everything that is the same for all texts is worked out once.

    Args:
        slot: any of those that stand here.
        lines: of its template.
    """

    def __init__(self, slot: SlotPlace, lines: LineCache) -> None:
        self.slot = slot
        self._lines = lines
        self._last: tuple[Text | None, str] = (None, "")

    def shown(self, value: Text) -> str:
        """Return the operators that print the first candidate that fits; empty for no text.

        Raises:
            OutputError: when none fits even at the smallest size.
            MissingCharacterError: when a character was not announced.
        """
        last = self._last
        if last[0] != value:
            last = value, self._first_fitting((value,) if isinstance(value, str) else value)
            self._last = last  # as a whole: a cluster's worker stamps in several threads
        return last[1]

    def _first_fitting(self, candidates: Sequence[str]) -> str:
        for text in candidates:
            shown = self._lined(text) if "\n" in text else self._on_one_line(text)
            if shown is not None:
                return shown
        slot = self.slot
        raise OutputError(
            f"page {slot.page}: {candidates[-1][:60]!r} is too long for its place ({slot.key})",
            "give a shorter text",
        )

    def _on_one_line(self, text: str) -> str | None:
        """Return the operators of a text, None where it does not fit."""
        line = self._lines.line(self.slot.role, text)
        size = _fitting_size(self.slot, line)
        return self._painted(line, size, self.slot.y) if size else None

    def _lined(self, text: str) -> str | None:
        """Return the operators of several lines, whose middle is where one would have it."""
        slot = self.slot
        lines = [self._lines.line(slot.role, part) for part in text.split("\n")]
        most = max(slot.floor, slot.size * TWO_LINES)
        size = min(most, *(_fitting_size(slot, line) for line in lines))
        if not size:
            return None
        top = slot.y + (CAPS * (slot.size - size) + LEADING * (len(lines) - 1) * size) / 2
        return "".join(
            self._painted(line, size, top - number * LEADING * size)
            for number, line in enumerate(lines)
        )

    def _painted(self, line: GlyphLine, size: float, y: float) -> str:
        if not line.width:
            return ""
        x = self.slot.x - SHARE[self.slot.align] * line.width * size / 1000
        return f"BT 0 g {x:.2f} {y:.2f} Td {line.shown(size)} ET "


def _fitting_size(slot: SlotPlace, line: GlyphLine) -> float:
    """Return the type size at which the text fits, or 0."""
    wide = line.width * slot.size / 1000
    if wide <= max(slot.width, 0.0):  # no text fits everywhere
        return slot.size
    size = slot.size * slot.width / wide
    return size if size >= slot.floor - 1e-6 else 0.0
