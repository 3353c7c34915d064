"""Measuring and breaking text. Widths in millimetres, sizes in points.

`**bold**` switches to the face's heavier cut; a no-break space never breaks.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from math import fsum, inf
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
Said = tuple[str, ...]
"""One line in several lengths, the longest first."""


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
    return tuple([_line(words.runs[begin:end]) for begin, end in pairwise([*starts, None])])


NARROWED = range(1, 13)
"""Fiftieths of its measure that a paragraph gives up, so that its last line is no single word."""


def settle(text: str, role: str, size: float, measure: float) -> tuple[Line, ...]:
    """Break like `wrap`, a little narrower where the last line would be a single word."""
    lines = wrap(text, role, size, measure)
    for fiftieths in NARROWED if _is_alone(lines[-1]) and len(lines) > 1 else ():
        narrower = wrap(text, role, size, measure * (1 - fiftieths / 50))
        if len(narrower) > len(lines):
            break
        if not _is_alone(narrower[-1]):
            return narrower
    return lines


def _is_alone(line: Line) -> bool:
    """Whether a line is a single word."""
    return " " not in "".join([run.text for run in line])


@lru_cache(maxsize=2048)
def balance(text: str, role: str, size: float, measure: float) -> tuple[Line, ...]:
    """Break like `wrap`, with lines of even length: no last line of one word."""
    words, room = _words(text, role), _room(measure, size)
    count = line_count(text, role, size, measure)
    if count < 2:
        return wrap(text, role, size, measure)

    def narrowed(step: int) -> float:
        return measure * (0.5 + 0.5 * step / 23)

    def fits(step: int) -> bool:
        starts, widest = _broken(words, _room(narrowed(step), size))
        return len(starts) == count and widest <= room

    return wrap(text, role, size, narrowed(bisect_left(range(23), x=True, key=fits)))


@lru_cache(maxsize=8192)
def line_count(text: str, role: str, size: float, measure: float) -> int:
    """Return how many lines a paragraph has, whether balanced or not."""
    return len(_broken(_words(text, role), _room(measure, size))[0])


def is_one_line(text: str, role: str, size: float, measure: float) -> bool:
    """Whether a text with its bold parts has room on one line."""
    _, widest = _broken(_words(text, role), inf)
    return widest <= _room(measure, size)


def natural_width(text: str, role: str, size: float) -> float:
    """Return the width of a text with its bold parts on one line."""
    return _broken(_words(text, role), inf)[1] * size / 1000 / MM


def widest_word(text: str, role: str, size: float) -> float:
    """Return the width of what cannot be broken."""
    return _words(text, role).widest * size / 1000 / MM


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


def fitting(line: Said, face: str, size: float, room: float) -> str:
    """Return the longest wording that has room, else the shortest."""
    return next((words for words in line if width(words, face, size) <= room), line[-1])


def shared(room: float, wides: Sequence[float]) -> list[float]:
    """Share a width among what stands side by side: alike where all fit, else by what each needs.

    Example:
        >>> shared(30.0, [4.0, 9.0, 10.0]), shared(30.0, [4.0, 9.0, 11.0])
        ([10.0, 10.0, 10.0], [6.0, 11.0, 13.0])
    """
    if max(wides) * len(wides) <= room:
        return [room / len(wides)] * len(wides)
    air = (room - fsum(wides)) / len(wides)
    return [wide + air for wide in wides]


class _Words(NamedTuple):
    """What stands between spaces.

    Attributes:
        runs: of each word, several where boldness changes within it.
        wides: of each word, per thousandth of the type size; spaces: of a space before each.
        widest: of all words.
    """

    runs: tuple[Line, ...]
    wides: tuple[int, ...]
    spaces: tuple[int, ...]
    widest: int


@lru_cache(maxsize=4096)  # a paragraph is broken at several sizes and measures
def _words(text: str, role: str) -> _Words:
    """Split at spaces."""
    words: list[list[Run]] = [[]]
    for index, part in enumerate(text.split("**")):
        cut = HEAVIER[role] if index % 2 else role
        for place, piece in enumerate(part.split(" ")):
            if place:
                words.append([])
            if piece:
                words[-1].append(Run(piece, cut))
    runs = tuple([tuple(word) for word in words if word]) or ((),)
    faces = {cut: face(cut) for cut in {run.face for word in runs for run in word} or {role}}
    wides = tuple([sum([faces[cut].thousandths(piece) for piece, cut in word]) for word in runs])
    before = {cut: known.thousandths(" ") for cut, known in faces.items()}
    spaces = tuple([before[word[0].face] if word else 0 for word in runs])
    return _Words(runs, wides, spaces, max(wides))


def _room(measure: float, size: float) -> float:
    """Return what has room in millimetres, per thousandth of the type size."""
    return (measure + HAIR) * MM * 1000 / size


def _broken(words: _Words, room: float) -> tuple[list[int], int]:
    """Return the number of every line's first word, and the width of the widest line."""
    starts, used, widest = [0], words.wides[0], 0
    for number in range(1, len(words.wides)):
        wide, space = words.wides[number], words.spaces[number]
        if used + space + wide > room:
            starts.append(number)
            widest, used = max(widest, used), wide
        else:
            used += space + wide
    return starts, max(widest, used)


def _line(words: Sequence[Line]) -> Line:
    """Return words with their spaces, in as few runs as can be."""
    if len({run.face for word in words for run in word}) == 1:
        text = " ".join(["".join([run.text for run in word]) for word in words])
        return (Run(text, words[0][0].face),)
    runs = list(words[0])
    for first, *more in words[1:]:
        runs += (Run(f" {first.text}", first.face), *more)
    return tuple(
        Run("".join([run.text for run in alike]), cut)
        for cut, alike in groupby(runs, key=attrgetter("face"))
    )
