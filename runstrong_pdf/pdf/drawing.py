"""Painted shapes of a drawing -> content-stream operators.

Path data stays text: SVG writes `M10 20`, PDF writes `10 20 m`, so one substitution turns one
into the other. The drawing's y axis points down; the matrix that places it turns it over.
"""

import re
from collections.abc import Iterable, Iterator

from runstrong_pdf.figures.drawing import Box
from runstrong_pdf.figures.paint import Painted
from runstrong_pdf.pdf.slots import fill, stroke

LETTER = re.compile("([MLCZ])")
OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
NUMBERS = re.compile(r"-?\d+")


def drawing_operators(shapes: Iterable[Painted], box: Box, *, cropped: bool) -> str:
    """Return the operators that paint `shapes` in units of 1/1000 body height, y down.

    Contours take the line width that is in force where the drawing is placed, so that one stored
    drawing prints with lines of one weight at every size.
    """
    lines = ["1 j 1 J"]
    if cropped:
        left, top, right, bottom = box
        lines.append(f"{left} {top} {right - left} {bottom - top} re W n")
    state = ("", "")
    for shape in shapes:
        if shape.kind == "hatch":
            lines.append(_hatched(shape))
        elif shape.kind == "stroke" and not shape.contour:
            lines.append(_weighted(shape))
        else:
            operators, state = _plain(shape, state)
            lines.append(operators)
    return "\n".join(lines)


State = tuple[str, str]
"""Fill colour and stroke colour that are in force."""


def _plain(shape: Painted, state: State) -> tuple[str, State]:
    """Paint a fill or a contour, setting its colour only where it changed."""
    inside, outline = state
    if shape.kind == "fill":
        colour = fill(shape.rgb)
        setting = "" if colour == inside else colour + " "
        return f"{setting}{_path(shape.path)}f", (colour, outline)
    colour = stroke(shape.rgb)
    setting = "" if colour == outline else colour + " "
    return f"{setting}{_path(shape.path)}S", (inside, colour)


def _weighted(shape: Painted) -> str:
    """Paint a stroke that has a width of its own."""
    cap = "0 J " if shape.cap == "butt" else ""
    return f"q {cap}{stroke(shape.rgb)} {shape.width:.3g} w {_path(shape.path)}S Q"


def _hatched(shape: Painted) -> str:
    """Clip to the shape and draw lines at 45 degrees across it."""
    lines = " ".join(_diagonals(shape.path, shape.pitch))
    line = f"0 J {stroke(shape.rgb)} {shape.width:g} w"
    return f"q {_path(shape.path)}W n {line} {lines} S Q"


def _diagonals(path: str, pitch: float) -> Iterator[str]:
    numbers = [int(number) for number in NUMBERS.findall(path)]
    xs, ys = numbers[::2], numbers[1::2]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    tall = bottom - top
    first = (left - tall - top) // pitch  # one phase for the whole drawing: neighbours line up
    x = first * pitch + top
    while x < right:
        if x + tall > left:
            yield f"{x:.0f} {top} m {x + tall:.0f} {bottom} l"
        x += pitch


def _path(path: str) -> str:
    """Turn `M10 20L30 40Z` into `10 20 m 30 40 l h `; a split is the fastest way to do it."""
    pieces = LETTER.split(path)
    turned = [
        f"{at} {OPERATORS[what]} " for what, at in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
    return "".join(turned)
