"""Painted shapes of a drawing -> content-stream operators, on a grid.

SVG writes `M10 -20`, here stands `3 7 m`. The drawing's y axis points down and its body stands on
zero; paths count upwards, since that spares half of the minus signs. What no printer shows is left
out: points that meet on the grid, or lie on the line between their neighbours.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import hypot

from runstrong_pdf.figures.drawing import Box, Ink
from runstrong_pdf.figures.theme import Painted
from runstrong_pdf.model.colour import RGB
from runstrong_pdf.pdf.streams import Ready
from runstrong_pdf.pdf.syntax import fill, stroke


class Colours:
    """How a content stream says colours: red, green, blue; or grey, printed with black ink alone.

    Attributes:
        opening: operators before the first colour.
    """

    opening = ""

    def fill(self, shape: Painted) -> str:
        """Return the operator that sets the fill colour."""
        return fill(shape.rgb)

    def stroke(self, shape: Painted) -> str:
        """Return the operator that sets the stroke colour."""
        return stroke(shape.rgb)


class NumberedColours(Colours):
    """Numbers of a palette: `17 sc` takes a third of the bytes of `0.953 0.824 0.722 rg`.

    A drawing sets its colour a hundred times, so that this is a thirtieth of a file; and its
    content is the same in every club's colours, so that it can be made ahead of time.

    Args:
        inks: what has the colour of each number.
    """

    opening = "/P cs/P CS "

    def __init__(self, inks: Iterable[Ink]) -> None:
        self._numbers = {ink: number for number, ink in enumerate(inks)}

    def fill(self, shape: Painted) -> str:
        """Return the operator that sets the fill colour."""
        return f"{self._numbers[shape.ink]} sc"

    def stroke(self, shape: Painted) -> str:
        """Return the operator that sets the stroke colour."""
        return f"{self._numbers[shape.ink]} SC"


class Palette(Ready):
    """The resources of drawings: an indexed colour space, what colour each number is."""

    def __init__(self, colours: Iterable[RGB]) -> None:
        table = bytes(round(part * 255) for colour in colours for part in colour)
        entries = len(table) // 3 - 1, table.hex().encode()
        super().__init__(b"<</ColorSpace<</P[/Indexed/DeviceRGB %d<%s>]>>>>" % entries)


GRID = 3
"""Drawing units (1/1000 body height) from one whole number of a path to the next: 0.08 mm on a
card of the guide, the width of a 300 dpi dot. A third less of the file for drawings."""
STRAIGHT = 0.4
"""How far, on the grid, a curve or a point may lie off the line that takes its place."""
SEGMENT = re.compile(r"([MLCZ])([-\d ]*)")
NUMBERS = re.compile(r"-?\d+")
OPERATORS = {"M": "m", "C": "c", "Z": "h"}
Point = tuple[int, int]


def drawing_operators(
    shapes: Sequence[Painted], box: Box, colours: Colours, *, cropped: bool
) -> str:
    """Return the operators that paint `shapes`, in units of 1/1000 body height, y down.

    Contours take the line width that is in force where the drawing is placed, as units of the
    grid, so that one stored drawing prints with lines of one weight at every size.
    """
    lines = [f"{colours.opening}{GRID} 0 0 {-GRID} 0 0 cm 1 j 1 J"]
    if cropped:
        left, top, right, bottom = (edge / GRID for edge in box)
        lines.append(f"{left:g} {-bottom:g} {right - left:g} {bottom - top:g} re W n")
    state = ("", "")
    paths = {path: _operators(path) for path in dict.fromkeys(shape.path for shape in shapes)}
    filled = ""
    for shape in shapes:
        path = paths[shape.path]
        if shape.kind == "hatch":
            lines.append(_hatched(shape, path, colours))
        elif shape.kind == "stroke" and not shape.contour:
            lines.append(_weighted(shape, path, colours))
        else:
            operators, state = _plain(shape, path, state, colours)
            if shape.kind == "stroke" and filled == shape.path:  # both at once
                operators = lines.pop().removesuffix(f"{path}f") + operators[:-1] + "B"
            lines.append(operators)
        filled = shape.path if shape.kind == "fill" else ""
    return "\n".join(lines)


State = tuple[str, str]
"""Fill colour and stroke colour that are in force."""


def _plain(shape: Painted, path: str, state: State, colours: Colours) -> tuple[str, State]:
    """Paint a fill or a contour, setting its colour only where it changed."""
    inside, outline = state
    if shape.kind == "fill":
        colour = colours.fill(shape)
        setting = "" if colour == inside else colour + " "
        return f"{setting}{path}f", (colour, outline)
    colour = colours.stroke(shape)
    setting = "" if colour == outline else colour + " "
    return f"{setting}{path}S", (inside, colour)


def _weighted(shape: Painted, path: str, colours: Colours) -> str:
    """Paint a stroke that has a width of its own."""
    cap = "0 J " if shape.cap == "butt" else ""
    if any(shape.dash):
        dash, gap = (length / GRID for length in shape.dash)
        cap += f"[{dash:g} {gap:g}] 0 d "
    return f"q {cap}{colours.stroke(shape)} {shape.width / GRID:.3g} w {path}S Q"


def _hatched(shape: Painted, path: str, colours: Colours) -> str:
    """Paint the shape white, clip to it and draw lines at 45 degrees across it."""
    lines = " ".join(_diagonals(shape.path, shape.pitch))
    line = f"0 J {colours.stroke(shape)} {shape.width / GRID:g} w"
    return f"q 1 g {path}W f {line} {lines} S Q"


def _diagonals(path: str, pitch: float) -> Iterator[str]:
    numbers = [int(number) for number in NUMBERS.findall(path)]
    xs, ys = numbers[::2], numbers[1::2]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    tall = bottom - top
    first = (left - tall - top) // pitch  # one phase for the whole drawing: neighbours line up
    x = first * pitch + top
    while x < right:
        if x + tall > left:
            ends = (x, -top, x + tall, -bottom)
            yield "{:.1f} {:g} m {:.1f} {:g} l".format(*(end / GRID for end in ends))
        x += pitch


def _operators(path: str) -> str:
    """Turn `M10 -21L30 40Z` into `3 7 m 10 -13 l h `."""
    out: list[str] = []
    line: list[Point] = []  # straight on from where the pen is
    for letter, numbers in SEGMENT.findall(path):
        points, text = _on_grid(numbers)
        if letter == "L" or (letter == "C" and _is_flat(line[-1], points)):
            line.append(points[-1])
            continue
        if len(line) > 1:
            out += _lines(line, alone=out[-1].endswith("m"))
        out.append(f"{text}{OPERATORS[letter]}")
        line = [*points[-1:]]
    if len(line) > 1:
        out += _lines(line, alone=out[-1].endswith("m"))
    return " ".join(out) + " "


@lru_cache(maxsize=16384)
def _on_grid(numbers: str) -> tuple[tuple[Point, ...], str]:
    """Return the points of a segment, and as text; outline and shade repeat them word for word."""
    values = [round(int(number) / GRID) for number in numbers.split()]
    points = tuple([(x, -y) for x, y in zip(values[::2], values[1::2], strict=True)])
    return points, "".join([f"{x} {y} " for x, y in points])


def _is_flat(pen: Point, curve: Sequence[Point]) -> bool:
    """Whether a curve bulges so little that a line may take its place."""
    first, second, end = curve
    most = STRAIGHT / 0.75
    return _off(first, pen, end) < most and _off(second, pen, end) < most


def _lines(points: Sequence[Point], *, alone: bool) -> Iterator[str]:
    """Yield lines from the first point to the last, over as few of the others as will do.

    Args:
        alone: whether nothing else is in the subpath: where it leads nowhere it is a dot.
    """
    at = 0
    while at < len(points) - 1:
        to = at + 1
        while to + 1 < len(points) and all(
            _off(point, points[at], points[to + 1]) < STRAIGHT for point in points[at + 1 : to + 1]
        ):
            to += 1
        if points[to] != points[at] or (alone and len(points) == to + 1 and not at):
            yield f"{points[to][0]} {points[to][1]} l"
        at = to


def _off(point: Point, begin: Point, end: Point) -> float:
    """Return how far a point lies off a line; past its ends, from the nearer of them."""
    x, y = point[0] - begin[0], point[1] - begin[1]
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    long = hypot(dx, dy)
    along = (x * dx + y * dy) / long if long else 0.0
    if long and 0 <= along <= long:
        return abs(x * dy - y * dx) / long
    return min(hypot(x, y), hypot(x - dx, y - dy))
