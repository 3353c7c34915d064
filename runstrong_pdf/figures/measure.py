"""How much room shapes take."""

import re
from collections.abc import Iterable

from runstrong_pdf.figures.drawing import Box, Shape

NUMBERS = re.compile(r"-?\d+")


def bounds(shapes: Iterable[Shape]) -> Box:
    """Return the box around shapes, 1/1000 body height, their stroke widths included."""
    left = top = 10**6
    right = bottom = -(10**6)
    for shape in shapes:
        numbers = [int(n) for n in NUMBERS.findall(shape.path)]
        xs, ys, half = numbers[::2], numbers[1::2], (shape.width + shape.edge + 1) // 2
        left, right = min(left, min(xs) - half), max(right, max(xs) + half)
        top, bottom = min(top, min(ys) - half), max(bottom, max(ys) + half)
    return left, top, right, bottom
