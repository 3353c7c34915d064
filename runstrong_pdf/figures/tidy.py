"""Leaves out of paths what nobody can see: bytes that would be paid for in every file.

Numbers count in 1/1000 body height, 0.04 mm on the largest page.
"""

import re
from functools import lru_cache
from math import hypot

from runstrong_pdf.figures.drawing import Shape

SAME = 1.5
"""Whole segments nearer than this to where the pen stands are left out."""
FLAT = 0.4
"""A curve that bulges less than this is drawn as a line."""
SEGMENT = re.compile(r"([LCZ])([-\d ]*)")
SUBPATH = re.compile("M[^M]*")


def tidied(shape: Shape) -> Shape:
    """Return a shape without segments that lead nowhere, its straight curves as lines."""
    return shape._replace(path="".join(map(_tidied, SUBPATH.findall(shape.path))))


@lru_cache(maxsize=4096)
def _tidied(subpath: str) -> str:
    begin = subpath[1:].partition("L")[0].partition("C")[0].partition("Z")[0]
    out, (x, y) = [f"M{begin}"], map(int, begin.split())
    segments = SEGMENT.findall(subpath)
    for place, (letter, numbers) in enumerate(segments):
        values = [int(number) for number in numbers.split()]
        last_chance = len(out) == 1 and place >= len(segments) - 2
        if values and not last_chance and _nowhere(x, y, values):
            continue
        if letter == "C" and _bulge(x, y, values) < FLAT:
            letter, numbers = "L", f"{values[4]} {values[5]}"  # noqa: PLW2901  the same, shorter
        out.append(letter + numbers)
        if values:
            x, y = values[-2:]
    return "".join(out)


def _nowhere(x: int, y: int, values: list[int]) -> bool:
    return all(
        hypot(px - x, py - y) < SAME for px, py in zip(values[::2], values[1::2], strict=True)
    )


def _bulge(x: int, y: int, values: list[int]) -> float:
    """Return how far a curve may lie off its chord; one that runs past its ends is no line."""
    x1, y1, x2, y2, x3, y3 = (
        value - origin for value, origin in zip(values, (x, y) * 3, strict=True)
    )
    far = hypot(x3, y3)
    if not far:
        return hypot(x1, y1) + hypot(x2, y2)
    along = [(px * x3 + py * y3) / far for px, py in ((x1, y1), (x2, y2))]
    if min(along) < -FLAT or max(along) > far + FLAT:
        return far
    off = [abs(px * y3 - py * x3) / far for px, py in ((x1, y1), (x2, y2))]
    return 0.75 * max(off)
