"""Sets personal text into its slots: glyph codes, the size that fits, the operators of the page.

A roster sets the same words again and again (dates, the club, a name on every page), so lines
and finished slots are remembered, up to a bound.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.pdf.slots import MissingCharacterError, SlotPlace, fill
from runstrong_pdf.pdf.template import Glyph

MOST_REMEMBERED = 2000
SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Line(NamedTuple):
    """One line of text: (font, hexadecimal codes) of every run, width in thousandths, letters."""

    runs: tuple[tuple[str, str], ...]
    width: float
    letters: int


class Setter:
    """Sets text in the faces of one template.

    Args:
        glyphs: the template's, by face role and character.
    """

    def __init__(self, glyphs: Mapping[str, Mapping[str, Glyph]]) -> None:
        self._glyphs = glyphs
        self._lines: dict[tuple[str, str], Line] = {}
        self._slots: dict[tuple[SlotPlace, object], str] = {}

    def slot(self, slot: SlotPlace, value: str | Sequence[str]) -> str:
        """Return the operators that print the first candidate that fits.

        Raises:
            OutputError: when none fits even at the smallest size.
            MissingCharacterError: when a character was not announced.
        """
        key = (slot, value if isinstance(value, str) else tuple(value))
        found = self._slots.get(key)
        if found is None:
            if len(self._slots) >= MOST_REMEMBERED:
                self._slots.clear()
            found = self._slots[key] = self._first_fitting(slot, value)
        return found

    def _first_fitting(self, slot: SlotPlace, value: str | Sequence[str]) -> str:
        candidates = (value,) if isinstance(value, str) else value
        for text in candidates:
            line = self._line(slot.role, text)
            size = _fitting_size(slot, line)
            if size:
                return _painted(slot, line, size)
        raise OutputError(
            f"page {slot.page}: {candidates[-1][:60]!r} is too long for its place ({slot.key})",
            "give a shorter text",
        )

    def _line(self, role: str, text: str) -> Line:
        line = self._lines.get((role, text))
        if line is None:
            if len(self._lines) >= MOST_REMEMBERED:
                self._lines.clear()
            line = self._lines[role, text] = _set(text, self._glyphs[role])
        return line


def _set(text: str, known: Mapping[str, Glyph]) -> Line:
    for character in text:
        if character not in known:
            raise MissingCharacterError(text, character)
    glyphs = [known[character] for character in text]
    runs = tuple(
        (font, b"".join([glyph[1] for glyph in run]).hex())
        for font, run in groupby(glyphs, key=lambda glyph: glyph[0])
    )
    return Line(runs, sum(glyph[2] for glyph in glyphs), len(glyphs))


def _fitting_size(slot: SlotPlace, line: Line) -> float:
    """Return the type size at which the text fits, or 0."""
    if _width(slot, line, slot.size) <= slot.width:
        return slot.size
    tracks = slot.track * max(0, line.letters - 1)
    size = slot.size * (slot.width - tracks) / max(line.width * slot.size / 1000, 1e-6)
    return size if size >= slot.floor - 1e-6 else 0.0


def _width(slot: SlotPlace, line: Line, size: float) -> float:
    return line.width * size / 1000 + slot.track * max(0, line.letters - 1)


def _painted(slot: SlotPlace, line: Line, size: float) -> str:
    if not line.runs:
        return f"{slot.opening} EMC\n"
    x = slot.x - SHARE[slot.align] * _width(slot, line, size)
    shown = " ".join(f"{font} {size:.3g} Tf <{codes}> Tj" for font, codes in line.runs)
    spacing = (f"{slot.track:g} Tc ", " 0 Tc") if slot.track else ("", "")
    place = f"{fill(slot.colour)} {spacing[0]}{x:.2f} {slot.y:.2f} Td"
    return f"{slot.opening} BT {place} {shown}{spacing[1]} ET EMC\n"
