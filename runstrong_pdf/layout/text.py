"""Measuring and breaking text. Widths in millimetres, sizes in points.

`**bold**` switches to the face's heavier cut; a no-break space never breaks.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from math import fsum
from operator import attrgetter
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
    words = _words(text, role)
    starts, _ = _broken(words, _room(measure, size))
    return tuple(_line(words[begin:end]) for begin, end in pairwise([*starts, len(words)]))


@lru_cache(maxsize=2048)
def balance(text: str, role: str, size: float, measure: float) -> tuple[Line, ...]:
    """Break like `wrap`, with lines of even length: no last line of one word."""
    words, room = _words(text, role), _room(measure, size)
    count = len(_broken(words, room)[0])
    if count < 2:
        return wrap(text, role, size, measure)

    def narrowed(step: int) -> float:
        return measure * (0.5 + 0.5 * step / 23)

    def fits(step: int) -> bool:
        starts, widest = _broken(words, _room(narrowed(step), size))
        return len(starts) == count and widest <= room

    return wrap(text, role, size, narrowed(bisect_left(range(23), x=True, key=fits)))


def widest_word(text: str, role: str, size: float) -> float:
    """Return the width of what cannot be broken."""
    return max((word.wide for word in _words(text, role)), default=0) * size / 1000 / MM


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


class _Word(NamedTuple):
    """What stands between two spaces; its width, and that of a space before it, per type size."""

    runs: Line
    wide: int
    space: int


@lru_cache(maxsize=4096)  # a paragraph is broken at several sizes and measures
def _words(text: str, role: str) -> tuple[_Word, ...]:
    """Split at spaces into words, each a run or several where boldness changes within it."""
    words: list[list[Run]] = [[]]
    for index, part in enumerate(text.split("**")):
        cut = HEAVIER[role] if index % 2 else role
        for place, piece in enumerate(part.split(" ")):
            if place:
                words.append([])
            if piece:
                words[-1].append(Run(piece, cut))
    return tuple([_measured(word) for word in words if word]) or (_Word((), 0, 0),)


def _measured(word: list[Run]) -> _Word:
    wide = sum([face(run.face).thousandths(run.text) for run in word])
    return _Word(tuple(word), wide, face(word[0].face).thousandths(" "))


def _room(measure: float, size: float) -> float:
    """Return what has room in millimetres, per type size."""
    return (measure + HAIR) * MM * 1000 / size


def _broken(words: Sequence[_Word], room: float) -> tuple[list[int], int]:
    """Return the number of every line's first word, and the width of the widest line."""
    starts, used, widest = [0], words[0].wide, 0
    for number, (_, wide, space) in enumerate(words[1:], 1):
        if used + space + wide > room:
            starts.append(number)
            widest, used = max(widest, used), wide
        else:
            used += space + wide
    return starts, max(widest, used)


def _line(words: Sequence[_Word]) -> Line:
    """Return words with their spaces, in as few runs as can be."""
    runs = list(words[0].runs)
    for (first, *more), _, _ in words[1:]:
        runs += (Run(f" {first.text}", first.face), *more)
    return tuple(
        Run("".join([run.text for run in alike]), cut)
        for cut, alike in groupby(runs, key=attrgetter("face"))
    )
