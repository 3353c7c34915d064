"""Where the frames of a drawing stand when it fills a file of its own."""

from collections.abc import Sequence
from typing import NamedTuple

from runstrong_pdf.figures.drawing import Frame
from runstrong_pdf.figures.paint import Painted

HEIGHT_MM = 60
"""Printed height of a standing body, as in the drawings of `images/`."""
MARGIN, GAP = 20, 60
"""Drawing units (1/1000 body height) around the picture and between two frames, as there."""


class PaintedFrame(NamedTuple):
    """A frame, and its shapes in the colours of a theme."""

    frame: Frame
    shapes: Sequence[Painted]


class Placed(NamedTuple):
    """A frame with the top left corner of its box on the sheet, in drawing units."""

    frame: Frame
    shapes: Sequence[Painted]
    x: float
    y: float


class Arrangement(NamedTuple):
    """Frames on a sheet of `width` x `height` drawing units."""

    width: int
    height: int
    placed: tuple[Placed, ...]


def side_by_side(
    frames: Sequence[PaintedFrame], insets: Sequence[PaintedFrame] = ()
) -> Arrangement:
    """Stand frames on one ground line, and insets beside them half-way up."""
    ground = max(f.box[3] for f, _ in frames)
    everything = (*frames, *insets)
    tall = max(ground - min(f.box[1] for f, _ in frames), *(_height(f) for f, _ in everything))
    placed = []
    x = MARGIN
    for index, (frame, shapes) in enumerate(everything):
        above = tall - (ground - frame.box[1])
        y = above if index < len(frames) else (tall - _height(frame)) / 2
        placed.append(Placed(frame, shapes, x, MARGIN + y))
        x += frame.box[2] - frame.box[0] + GAP
    return Arrangement(x - GAP + MARGIN, tall + 2 * MARGIN, tuple(placed))


def _height(frame: Frame) -> int:
    return frame.box[3] - frame.box[1]
