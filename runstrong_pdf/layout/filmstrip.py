"""Frames of one drawing stored side by side in one form; each is shown through a window.

Frames of an exercise repeat much of each other, so that one stored strip is a fifth smaller than
its frames alone. Units are 1/1000 body height, y down.
"""

from typing import NamedTuple

from runstrong_pdf.figures.drawing import Box, Frame
from runstrong_pdf.figures.paint import paint
from runstrong_pdf.figures.theme import Theme
from runstrong_pdf.pdf.drawing import drawing_operators
from runstrong_pdf.pdf.palette import Inks

RIM_FACTOR = 1.4
"""The heavy outer contour is stored for a figure of medium size."""
EDGE = 20
"""Air round a frame's box for the outer half of its contours."""


class FilmStrip(NamedTuple):
    """Frames in a row, each moved to the right of the one before."""

    frames: tuple[Frame, ...]

    @property
    def box(self) -> Box:
        """The box of the whole strip."""
        windows = [self.window(frame) for frame in self.frames]
        return (
            min(window[0] for window in windows),
            min(window[1] for window in windows),
            max(window[2] for window in windows),
            max(window[3] for window in windows),
        )

    def shift(self, frame: Frame) -> int:
        """Return how far to the right a frame was moved."""
        before = self.frames[: self.frames.index(frame)]
        start = frame.box[0] if before else 0
        first = self.frames[0].box[0]
        moved = sum(f.box[2] - f.box[0] + 2 * EDGE for f in before)
        return first + moved - start if before else 0

    def window(self, frame: Frame) -> Box:
        """Return the part of the strip that shows one frame."""
        shift = self.shift(frame)
        left, top, right, bottom = frame.box
        below = 0 if frame.cropped else EDGE
        return (left - EDGE + shift, top - EDGE, right + EDGE + shift, bottom + below)

    def operators(self, theme: Theme, inks: Inks) -> str:
        """Return the content of the form; contours take the width in force where it is placed."""
        parts = []
        for frame in self.frames:
            painted = paint(frame, theme, RIM_FACTOR)
            content = drawing_operators(painted, frame.box, inks, cropped=frame.cropped)
            shift = self.shift(frame)
            parts.append(f"q 1 0 0 1 {shift} 0 cm {content} Q" if len(self.frames) > 1 else content)
        return "\n".join(parts)
