"""Measuring and breaking text. Widths in millimetres, sizes in points.

`**bold**` switches to the face's heavier cut; a no-break space never breaks.
"""

from bisect import bisect_left
from functools import lru_cache
from itertools import groupby
from math import fsum
from typing import NamedTuple

from runstrong_pdf.pdf.fonts import HEAVIER, face

MM = 72 / 25.4
"""Points in a millimetre."""
HAIR = 0.01
"""Millimetres of tolerance against rounding."""


class Run(NamedTuple):
    """A piece of a line in one face."""

    text: str
    face: str


Line = tuple[Run, ...]


@lru_cache(maxsize=8192)
def width(text: str, role: str, size: float, track: float = 0.0) -> float:
    """Return the width of one line; `track` is extra points between letters."""
    return (face(role).width(text, size) + track * max(0, len(text) - 1)) / MM


def line_width(line: Line, size: float) -> float:
    """Return the width of a line of runs."""
    return fsum(width(run.text, run.face, size) for run in line)


@lru_cache(maxsize=2048)
def wrap(text: str, role: str, size: float, measure: float) -> tuple[Line, ...]:
    """Break a paragraph into lines no wider than `measure`, as long as each word fits."""
    lines: list[Line] = []
    line: list[Run] = []
    used = 0.0
    for word in _words(text, role):
        wide = line_width(word, size)
        space = width(" ", word[0].face, size)
        if line and used + space + wide > measure + HAIR:
            lines.append(_joined(line))
            line, used = [], 0.0
        if line:
            line.append(Run(" ", word[0].face))
            used += space
        line.extend(word)
        used += wide
    lines.append(_joined(line))
    return tuple(lines)


@lru_cache(maxsize=2048)
def balance(text: str, role: str, size: float, measure: float) -> tuple[Line, ...]:
    """Break like `wrap`, with lines of even length: no last line of one word."""
    count = len(wrap(text, role, size, measure))
    if count < 2:
        return wrap(text, role, size, measure)

    def narrowed(step: int) -> tuple[Line, ...]:
        return wrap(text, role, size, measure * (0.5 + 0.5 * step / 23))

    def fits(step: int) -> bool:
        lines = narrowed(step)
        return len(lines) == count and all(line_width(x, size) <= measure + HAIR for x in lines)

    return narrowed(bisect_left(range(23), x=True, key=fits))


def parted(text: str, role: str, size: float, measure: float) -> list[str]:
    """Return the lines of a text in one face, of even length."""
    return ["".join(run.text for run in line) for line in balance(text, role, size, measure)]


def fitted(text: str, role: str, size: float, measure: float, floor: float) -> float | None:
    """Return the largest size up to `size` at which `text` fits, None below `floor`."""
    natural = width(text, role, size)
    if natural <= measure + HAIR:
        return size
    smaller = size * measure / natural
    return smaller if smaller >= floor - 1e-6 else None


def _words(text: str, role: str) -> list[Line]:
    """Split at spaces into words, each a run or several where boldness changes within it."""
    words: list[list[Run]] = [[]]
    for index, part in enumerate(text.split("**")):
        cut = HEAVIER[role] if index % 2 else role
        for place, piece in enumerate(part.split(" ")):
            if place:
                words.append([])
            if piece:
                words[-1].append(Run(piece, cut))
    return [tuple(word) for word in words if word]


def _joined(line: list[Run]) -> Line:
    return tuple(
        Run("".join([run.text for run in runs]), face)
        for face, runs in groupby(line, key=lambda run: run.face)
    )
