"""Painted shapes of a drawing -> content-stream operators.

Path data stays text: SVG writes `M10 -20`, PDF writes `5 10 m` here, so that every number of a path
is looked up rather than computed. The drawing's y axis points down and its body stands on zero;
paths count upwards, since that spares half of the minus signs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from runstrong_pdf.figures.drawing import Box
from runstrong_pdf.figures.paint import Painted
from runstrong_pdf.pdf.palette import Colours

GRID = 3
"""Drawing units (1/1000 body height) from one whole number of a path to the next: 0.08 mm on a
card of the guide, the width of a 300 dpi dot. A third less of the file for drawings."""
LETTERS_ONLY = str.maketrans("", "", "-0123456789 ")
NUMBERS_ONLY = str.maketrans("MLCZ", "    ")
SEGMENTS = {"M": "%s %s m ", "L": "%s %s l ", "C": "%s %s %s %s %s %s c ", "Z": " h "}
NUMBERS = re.compile(r"-?\d+")


class _OnGrid(dict[str, str]):
    """Coordinates in drawing units -> the nearest whole number of the grid, x or y.

    Args:
        step: drawing units of one of its numbers; below zero where it counts the other way.
    """

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = step

    def __missing__(self, number: str) -> str:
        self[number] = str(round(int(number) / self._step))
        return self[number]


ACROSS, UPWARDS = _OnGrid(GRID), _OnGrid(-GRID)


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
    paths = _paths("\n".join(dict.fromkeys(shape.path for shape in shapes)))
    for shape in shapes:
        path = paths[shape.path]
        if shape.kind == "hatch":
            lines.append(_hatched(shape, path, colours))
        elif shape.kind == "stroke" and not shape.contour:
            lines.append(_weighted(shape, path, colours))
        else:
            operators, state = _plain(shape, path, state, colours)
            lines.append(operators)
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
    """Clip to the shape and draw lines at 45 degrees across it."""
    lines = " ".join(_diagonals(shape.path, shape.pitch))
    line = f"0 J {colours.stroke(shape)} {shape.width / GRID:g} w"
    return f"q {path}W n {line} {lines} S Q"


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


def _paths(joined: str) -> Mapping[str, str]:
    """Turn every `M10 -20L30 -40Z`, a line each, into `5 10 m 15 20 l h `.

    All at once, since a drawing has hundreds of paths, and every step on each costs more than the
    numbers in it; an outline that comes three times, as rim, area and contour, is turned once.
    """
    numbers = joined.translate(NUMBERS_ONLY).split()
    xs, ys = map(ACROSS.__getitem__, numbers[::2]), map(UPWARDS.__getitem__, numbers[1::2])
    operators = map(_segments, joined.translate(LETTERS_ONLY).split("\n"))
    turned = "\n".join(operators) % tuple(chain.from_iterable(zip(xs, ys, strict=True)))
    return dict(zip(joined.split("\n"), turned.split("\n"), strict=True))


@cache
def _segments(letters: str) -> str:
    """Return the operators of a path's letters, with %s for each of their numbers."""
    return "".join([SEGMENTS[letter] for letter in letters])
