"""Path data -> straight lines and cubic curves in absolute coordinates, all that a PDF has."""

import re
from collections.abc import Iterator

from runstrong_pdf.pdf.svg.arcs import arc
from runstrong_pdf.pdf.svg.errors import SvgError
from runstrong_pdf.pdf.svg.matrix import LARGEST, NUMBER, Point

Segment = tuple[str, tuple[Point, ...]]
"""m, l or c with its points, or h (close) without."""
Path = tuple[Segment, ...]
COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
SEPARATOR = re.compile(r"[\s,]*")
FLAG = re.compile("[01]")
MOST_SEGMENTS = 100_000


def path_of(text: str) -> Path:
    """Return the segments of a `d` attribute. Raises SvgError."""
    pen = _Pen()
    for letter, values in _commands(text):
        pen.draw(letter, values)
        if len(pen.segments) > MOST_SEGMENTS:
            raise SvgError(f"has a path of more than {MOST_SEGMENTS:,} pieces; simplify it")
    return tuple(pen.segments)


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; repeated numbers repeat their command."""
    place = _skip(text, 0)
    letter = ""
    while place < len(text):
        if text[place].upper() in COUNTS:
            letter, place = text[place], _skip(text, place + 1)
        elif not letter or letter in "Zz":
            raise _broken(text, place)
        values: list[float] = []
        for index in range(COUNTS[letter.upper()]):
            flag = letter in "Aa" and index in {3, 4}
            found = (FLAG if flag else NUMBER).match(text, place)
            if not found:
                raise _broken(text, place)
            values.append(float(found[0]))
            place = _skip(text, found.end())
        if any(not abs(value) < LARGEST for value in values):
            raise SvgError("has a number out of all bounds in a path")
        yield letter, values
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _skip(text: str, place: int) -> int:
    found = SEPARATOR.match(text, place)
    return found.end() if found else place


def _broken(text: str, place: int) -> SvgError:
    return SvgError(f"has a broken path near {text[max(0, place - 10) : place + 20]!r}")


class _Pen:
    """Follows commands and writes segments."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._handle: Point | None = None
        self._last = ""

    def draw(self, letter: str, values: list[float]) -> None:
        """Do one command."""
        kind = letter.upper()
        if not self.segments and kind != "M":
            raise SvgError(f"has a path that begins with {letter!r} instead of M")
        x, y = self._at if letter.islower() else (0.0, 0.0)
        if kind == "H":
            points = [(values[0] + x, self._at[1])]
        elif kind == "V":
            points = [(self._at[0], values[0] + y)]
        else:
            pairs = values[-2:] if kind == "A" else values
            points = [(a + x, b + y) for a, b in zip(pairs[::2], pairs[1::2], strict=True)]
        handle = self._handle if self._handle is not None else self._at
        mirrored = 2 * self._at[0] - handle[0], 2 * self._at[1] - handle[1]
        self._handle = None
        self._write(kind, points, values, mirrored)
        self._last = kind

    def _write(self, kind: str, points: list[Point], values: list[float], mirrored: Point) -> None:
        if kind == "Z":
            self.segments.append(("h", ()))
            self._at = self._start
            return
        if kind in "MLHV":
            self.segments.append(("m" if kind == "M" else "l", (points[0],)))
        elif kind in "CS":
            first = mirrored if self._last in {"C", "S"} else self._at
            controls = points if kind == "C" else [first, *points]
            self.segments.append(("c", tuple(controls)))
            self._handle = controls[1]
        elif kind in "QT":
            middle = mirrored if self._last in {"Q", "T"} else self._at
            middle = points[0] if kind == "Q" else middle
            self.segments.append(("c", _raised(self._at, middle, points[-1])))
            self._handle = middle
        else:
            self.segments += arc(self._at, values, points[0])
        self._at = points[-1]
        if kind == "M":
            self._start = self._at


def _raised(start: Point, middle: Point, end: Point) -> tuple[Point, ...]:
    """Return a quadratic curve's cubic form."""
    near = start[0] + 2 / 3 * (middle[0] - start[0]), start[1] + 2 / 3 * (middle[1] - start[1])
    far = end[0] + 2 / 3 * (middle[0] - end[0]), end[1] + 2 / 3 * (middle[1] - end[1])
    return near, far, end
