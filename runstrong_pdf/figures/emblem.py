"""A drawing for a thumb's width: what cannot be seen there is left out, and costs no bytes.

At 0.013 mm a unit a step of five units is half a contour's width on paper.
"""

import re
from functools import cache

from runstrong_pdf.figures.drawing import Frame, Shape

STEP = 5
"""Units of 1/1000 body height to which an emblem's points are moved."""
LETTER = re.compile("([MLCZ])")


def emblem(frame: Frame) -> Frame:
    """Return a frame without shade, its points on a coarser grid and those that meet left out."""
    seen = (shape for shape in frame.shapes if not shape.tone.endswith("shade"))
    return frame._replace(shapes=tuple(_coarse(shape) for shape in seen))


def _coarse(shape: Shape) -> Shape:
    pieces = LETTER.split(shape.path)
    kept: list[str] = []
    here: list[str] = []
    for letter, numbers in zip(pieces[1::2], pieces[2::2], strict=True):
        moved = [_on_grid(number) for number in numbers.split()]
        if letter in "LC" and moved == here * (len(moved) // 2):
            continue  # ends where it begins
        kept.append(letter + " ".join(moved))
        here = moved[-2:] or here
    return shape._replace(path="".join(kept))


@cache
def _on_grid(number: str) -> str:
    return str(round(int(number) / STEP) * STEP)
