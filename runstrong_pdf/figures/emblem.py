"""A drawing for a thumb's width: what cannot be seen there is left out, and costs no bytes.

At 0.013 mm a unit a step of five units is a tenth of a contour's width on paper.
"""

import re
from dataclasses import replace

from runstrong_pdf.figures.drawing import Frame, Shape

STEP = 5
"""Units of 1/1000 body height to which an emblem's points are moved."""
NUMBER = re.compile(r"-?\d+")
SEGMENT = re.compile(r"[MLCZ][^MLCZ]*")
POINT = re.compile(r"-?\d+ -?\d+")


def emblem(frame: Frame) -> Frame:
    """Return a frame without shade, its points on a coarser grid and those that meet left out."""
    seen = (shape for shape in frame.shapes if not shape.tone.endswith("shade"))
    return replace(frame, shapes=tuple(_coarse(shape) for shape in seen))


def _coarse(shape: Shape) -> Shape:
    return replace(shape, path=_without_stops(NUMBER.sub(_on_grid, shape.path)))


def _on_grid(number: re.Match[str]) -> str:
    return str(round(int(number.group()) / STEP) * STEP)


def _without_stops(path: str) -> str:
    """Leave out the segments that end where they begin."""
    kept, here = [], ""
    for segment in SEGMENT.findall(path):
        points = POINT.findall(segment)
        if segment[0] in "LC" and all(point == here for point in points):
            continue
        kept.append(segment)
        here = points[-1] if points else here
    return "".join(kept)
