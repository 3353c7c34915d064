"""Frames in a row, and what of them is stored in a file: the content of a PDF form."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from runstrong_pdf.figures.drawing import Box, Form, Frame, emblem
from runstrong_pdf.figures.paint import Painted, paint
from runstrong_pdf.figures.theme import colour_theme, ink_theme
from runstrong_pdf.pdf.drawing import drawing_operators
from runstrong_pdf.pdf.palette import Colours, NumberedColours, PlainColours
from runstrong_pdf.pdf.streams import packed

RIM_FACTOR = 1.4
"""The heavy outer contour is stored for a figure of medium size."""
EDGE = 20
"""Air round a frame's box for the outer half of its contours."""


class FilmStrip(NamedTuple):
    """Frames in a row, each moved to the right of the one before."""

    frames: tuple[Frame, ...]

    @property
    def names(self) -> str:
        """What its frames are called, with a space between them."""
        return " ".join(frame.name for frame in self.frames)

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

    def form(self, *, small: bool = False, pack: Callable[[str], bytes] = packed) -> Form:
        """Return the strip as it is stored.

        Args:
            small: whether it is only shown small, and stored as such.
            pack: what makes a zlib stream of operators.
        """
        frames = [emblem(frame) if small else frame for frame in self.frames]
        painted = [paint(frame, colour_theme(), RIM_FACTOR) for frame in frames]
        inks = sorted({shape.ink for shapes in painted for shape in shapes})
        drawn = [paint(frame, ink_theme(), RIM_FACTOR) for frame in frames]
        colour = self._operators(painted, NumberedColours(inks))
        return Form(pack(colour), tuple(inks), pack(self._operators(drawn, PlainColours())))

    def _operators(self, painted: Iterable[Sequence[Painted]], colours: Colours) -> str:
        """Return the content; contours take the width in force where it is placed."""
        parts = []
        for frame, shapes in zip(self.frames, painted, strict=True):
            content = drawing_operators(shapes, frame.box, colours, cropped=frame.cropped)
            shift = self.shift(frame)
            parts.append(f"q 1 0 0 1 {shift} 0 cm {content} Q" if len(self.frames) > 1 else content)
        return "\n".join(parts)
