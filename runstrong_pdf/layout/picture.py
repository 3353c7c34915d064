"""Places an exercise's frames in a box: one scale, one ground line, widths by what they show.

A photo of one's own takes the place of all frames.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Literal, NamedTuple

from runstrong_pdf.figures.drawing import Box, Drawing, Form, Frame, emblem
from runstrong_pdf.figures.theme import Painted, Theme, colour_theme, ink_theme, paint
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.symbols import chevron, chevron_down
from runstrong_pdf.layout.text import MM
from runstrong_pdf.pdf.drawing import Colours, NumberedColours, drawing_operators
from runstrong_pdf.pdf.streams import packed

if TYPE_CHECKING:
    from runstrong_pdf.pdf.picture import Photo

PAD = 0.4
"""Air around each frame in millimetres."""
CONTOUR, INK_CONTOUR = (4.2, 0.34), (2.3, 0.5)
"""Width of a contour in 1/1000 body height, and the points it is at least printed with: in colour,
and in line art, where contours are most of the ink."""
STACKING_GAIN = 1.12
"""Frames are stacked when that draws them at least so much larger."""
ODD = 3
"""Frames that may stand two above one."""
CHEVRON = 2.0
"""Millimetres between two frames from which a chevron has room there."""
RIM_FACTOR = 1.4
"""The heavy outer contour is stored for a figure of medium size."""
EDGE = 20
"""Air round a frame's box for the outer half of its contours."""


class Area(NamedTuple):
    """A box on the sheet in millimetres."""

    x: float
    y: float
    w: float
    h: float


Rows = tuple[tuple[Frame, ...], ...]
"""Frames of a drawing, row by row."""


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
        lefts, tops, rights, bottoms = zip(*map(self.window, self.frames), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def shift(self, frame: Frame) -> int:
        """Return how far to the right a frame was moved."""
        before = self.frames[: self.frames.index(frame)]
        moved = sum(f.box[2] - f.box[0] + 2 * EDGE for f in before)
        return self.frames[0].box[0] + moved - frame.box[0]

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
        return Form(pack(colour), tuple(inks), pack(self._operators(drawn, Colours())))

    def _operators(self, painted: Iterable[Sequence[Painted]], colours: Colours) -> str:
        """Return the content; contours take the width in force where it is placed."""
        parts = []
        for frame, shapes in zip(self.frames, painted, strict=True):
            content = drawing_operators(shapes, frame.box, colours, cropped=frame.cropped)
            shift = self.shift(frame)
            parts.append(f"q 1 0 0 1 {shift} 0 cm {content} Q" if len(self.frames) > 1 else content)
        return "\n".join(parts)


@dataclass
class Pictures:
    """The pictures of one document, each stored once in the file however often it is shown.

    Attributes:
        drawings: drawings and photos by slug.
        theme: returns the theme for a skin tone and a band colour ("" for the drawing's own).
        ink_saver: whether drawings are line art and photos grey.
        whole: drawings of which every frame is shown; their frames are stored together, because
            two frames compress a fifth better than one and one.
        emblems: drawings that are only shown small, and stored as such.
    """

    drawings: "Mapping[str, Drawing | Photo]"
    theme: Callable[[int, str], Theme]
    ink_saver: bool = False
    whole: frozenset[str] = frozenset()
    emblems: frozenset[str] = frozenset()

    def frames(self, slug: str, which: tuple[str, ...] | None = None) -> tuple[Frame, ...]:
        """Return the frames named in `which` as far as the drawing has them, or all.

        A photo has none.
        """
        drawing = self.drawings[slug]
        frames = drawing.frames if isinstance(drawing, Drawing) else ()
        return tuple(f for f in frames if which is None or f.name in which) or frames[:1]

    def is_cut(self, slug: str, which: tuple[str, ...] | None) -> bool:
        """Whether a body ends at the lower edge of its frame, where its picture is to stand."""
        return any(frame.cropped for frame in self.frames(slug, which))

    def inset(self, slug: str) -> Frame | None:
        """Return the inset of a drawing, such as the hands from above, if it has one."""
        drawing = self.drawings[slug]
        return next(iter(drawing.insets), None) if isinstance(drawing, Drawing) else None

    def scale(self, frames: tuple[Frame, ...], area: Area, gap: float) -> float:
        """Return millimetres a unit at which `frames` beside one another fill `area`."""
        wide = fsum(frame.box[2] - frame.box[0] for frame in frames)
        tall = max(f.box[3] for f in frames) - min(f.box[1] for f in frames)
        room = area.w - gap * (len(frames) - 1) - 2 * PAD * len(frames)
        return min(room / wide, (area.h - 2 * PAD) / tall)

    def arranged(self, frames: tuple[Frame, ...], area: Area, gap: float) -> tuple[Rows, float]:
        """Return the rows in which `frames` are largest, and their millimetres a unit.

        One row, unless more rows draw them clearly larger.
        """
        ways: list[Rows] = [(frames,)]
        if len(frames) > 1:
            ways += [tuple((frame,) for frame in frames)]
        if len(frames) == ODD:
            ways += [(frames[:2], frames[2:])]
        scales = [self._scale_of(rows, area, gap) for rows in ways]
        best = max(range(len(ways)), key=scales.__getitem__)
        chosen = best if scales[best] > scales[0] * STACKING_GAIN else 0
        return ways[chosen], scales[chosen]

    def _scale_of(self, rows: Rows, area: Area, gap: float) -> float:
        return min(self.scale(*row, gap) for row in _row_areas(rows, area, gap))

    def draw(
        self,
        sheet: Sheet,
        slug: str,
        area: Area,
        *,
        which: tuple[str, ...] | None = ("start", "end"),
        gap: float = 1.0,
        band: str = "",
        stand: Literal["centre", "bottom"] = "centre",
        arrange: Literal["row", "best"] = "row",
        largest: float = 1.0,
        named: bool = True,
        said: str = "",
    ) -> None:
        """Print frames of a drawing, or a photo, as one Figure with its alternative text.

        Args:
            stand: where spare height goes: on both sides, or above.
            arrange: "best" sets the frames in rows where that makes them larger, `gap` with a
                chevron.
            largest: millimetres a unit that the scale may not exceed.
            named: whether its text begins with the exercise's name; not where that was just read.
            said: its text, where another page says what is to be seen.
        """
        drawing, frames = self.drawings[slug], self.frames(slug, which)
        with sheet.figure(*area, said or _alt(drawing, frames, named=named)):
            if not isinstance(drawing, Drawing):
                self._photo(sheet, slug, drawing, area, stand)
                return
            rows: Rows = (frames,)
            scale = self.scale(frames, area, gap)
            if arrange == "best":
                rows, scale = self.arranged(frames, area, gap)
            signs = arrange == "best" and gap >= CHEVRON
            stand, scale = stand if len(rows) == 1 else "bottom", min(largest, scale)
            for row, place in _row_areas(rows, area, gap):
                for frame, left, middle, ground in _spots(row, place, gap, scale, stand):
                    if signs and left > place.x:
                        chevron(sheet, left - gap / 2, place.y + place.h / 2, 2.0)
                    self._frame(sheet, slug, frame, band, middle, ground, scale)
                if signs and place.y + place.h < area.y + area.h - gap:
                    chevron_down(sheet, area.x + area.w / 2, place.y + place.h + gap / 2)

    def draw_inset(
        self, sheet: Sheet, slug: str, area: Area, *, band: str = "", said: bool = True
    ) -> None:
        """Print the first inset of a drawing, such as the hands from above, if it has one.

        Args:
            said: whether it is heard, too; else it is told where the move is explained.
        """
        drawing, frame = self.drawings[slug], self.inset(slug)
        if not isinstance(drawing, Drawing) or frame is None:
            return
        left, top, right, bottom = frame.box
        scale = min(area.w / (right - left), area.h / (bottom - top))
        at = area.x + area.w - right * scale, area.y - top * scale
        words = f"{drawing.name}: {frame.description}."
        with sheet.figure(*area, words) if said else sheet.artifact():
            key, strip = f"{slug} {frame.name} {band}", FilmStrip((frame,))
            self._place(sheet, key, slug, strip, band or drawing.band, at, scale)

    def _photo(self, sheet: Sheet, slug: str, photo: "Photo", area: Area, stand: str) -> None:
        """Print a photo as large as it fits, whole."""
        room_w, room_h = area.w - 2 * PAD, area.h - 2 * PAD
        wide = min(room_w, room_h * photo.ratio)
        high = wide / photo.ratio
        below = PAD + ((room_h - high) / 2 if stand == "centre" else 0.0)
        x, y = area.x + (area.w - wide) / 2, area.y + area.h - below - high
        sheet.photo(f"{slug} photo", photo, x, y, wide, high, grey=self.ink_saver)

    def _frame(
        self,
        sheet: Sheet,
        slug: str,
        frame: Frame,
        band: str,
        middle: float,
        ground: float,
        scale: float,
    ) -> None:
        """Print one frame with the middle of its box at x = `middle` and its y = 0 at `ground`."""
        drawing = self.drawings[slug]
        assert isinstance(drawing, Drawing)  # noqa: S101  a photo has no frames to place
        whole = slug in self.whole
        strip = FilmStrip(drawing.frames if whole else (frame,))
        key = f"{slug} {'' if whole else frame.name} {band}"
        left = middle - (frame.box[0] + frame.box[2]) / 2 * scale - strip.shift(frame) * scale
        window = strip.window(frame) if whole else None
        self._place(sheet, key, slug, strip, band or drawing.band, (left, ground), scale, window)

    def _place(
        self,
        sheet: Sheet,
        key: str,
        slug: str,
        strip: FilmStrip,
        band: str,
        at: tuple[float, float],
        scale: float,
        window: Box | None = None,
    ) -> None:
        """Print a strip, or a window of it, with its origin `at` (x, y); store it first.

        Line art stays with grey levels, which need no coloured ink.
        """
        canvas, drawing = sheet.canvas, self.drawings[slug]
        assert isinstance(drawing, Drawing)  # noqa: S101  a photo has no strips
        if not canvas.has_form(key):
            form = drawing.forms.get(strip.names) or strip.form(small=slug in self.emblems)
            if self.ink_saver:
                canvas.form(key, strip.box, form.line_art)
            else:
                theme = self.theme(drawing.skin, band)
                colours = [theme.colour(*ink) for ink in form.inks]
                canvas.form(key, strip.box, form.colour, colours)
        units, points = INK_CONTOUR if self.ink_saver else CONTOUR
        line = max(units, points / (scale * MM))
        canvas.place(key, sheet.across(at[0]), sheet.up(at[1]), scale * MM, line, window)


def _spots(
    frames: tuple[Frame, ...], area: Area, gap: float, scale: float, stand: str
) -> Iterator[tuple[Frame, float, float, float]]:
    """Yield every frame of a row with left edge and middle of its share, and the ground line."""
    top, bottom = min(f.box[1] for f in frames), max(f.box[3] for f in frames)
    spare = area.h - 2 * PAD - (bottom - top) * scale
    below = spare / 2 if stand == "centre" else 0.0
    cut = any(frame.cropped for frame in frames)
    lowest = area.y + area.h - (0.0 if cut and stand == "bottom" else PAD + below)
    wides = [(frame.box[2] - frame.box[0]) * scale + 2 * PAD for frame in frames]
    air = (area.w - fsum(wides) - gap * (len(frames) - 1)) / len(frames)
    left = area.x
    for frame, wide in zip(frames, wides, strict=True):
        yield frame, left, left + (wide + air) / 2, lowest - bottom * scale
        left += wide + air + gap


def _alt(drawing: "Drawing | Photo", frames: tuple[Frame, ...], *, named: bool) -> str:
    """Return the name, and what can be seen; without the name where that says enough."""
    if isinstance(drawing, Drawing):
        said = ". ".join(f.description.rstrip(".") for f in frames if f.description)
    else:
        said = drawing.description.rstrip(".")
    if said and not named:
        return f"{said}."
    return f"{drawing.name}: {said}." if said else f"{drawing.name}."


def _row_areas(rows: Rows, area: Area, gap: float) -> Iterator[tuple[tuple[Frame, ...], Area]]:
    """Yield every row with its equal share of an area."""
    high = (area.h - gap * (len(rows) - 1)) / len(rows)
    for number, row in enumerate(rows):
        yield row, area._replace(y=area.y + number * (high + gap), h=high)
