"""Places an exercise's frames in a box: one scale, one ground line, widths by what they show.

A photo of one's own takes the place of all frames.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Literal, NamedTuple

from runstrong_pdf.figures.drawing import Drawing, Frame
from runstrong_pdf.figures.theme import Theme
from runstrong_pdf.layout.film_strip import FilmStrip
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.symbols import chevron, chevron_down
from runstrong_pdf.layout.text import MM
from runstrong_pdf.pdf.embedded import EmbeddedPhoto

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


class Area(NamedTuple):
    """A box on the sheet in millimetres."""

    x: float
    y: float
    w: float
    h: float


Rows = tuple[tuple[Frame, ...], ...]
"""Frames of a drawing, row by row."""


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

    def has_inset(self, slug: str) -> bool:
        """Whether a drawing has an inset, such as the hands from above."""
        drawing = self.drawings[slug]
        return isinstance(drawing, Drawing) and bool(drawing.insets)

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
        drawing = self.drawings[slug]
        frames = self.frames(slug, which)
        with sheet.figure(
            area.x, area.y, area.w, area.h, said or _alt(drawing, frames, named=named)
        ):
            if not isinstance(drawing, Drawing):
                self._photo(sheet, slug, drawing, area, stand)
                return
            if arrange == "best":
                rows, scale = self.arranged(frames, area, gap)
            else:
                rows, scale = (frames,), self.scale(frames, area, gap)
            signs = arrange == "best" and gap >= CHEVRON
            stand = stand if len(rows) == 1 else "bottom"
            for row, place in _row_areas(rows, area, gap):
                self._row(
                    sheet,
                    slug,
                    row,
                    place,
                    gap,
                    band,
                    min(largest, scale),
                    stand=stand,
                    signs=signs,
                )
                if signs and place.y + place.h < area.y + area.h - gap:
                    chevron_down(sheet, area.x + area.w / 2, place.y + place.h + gap / 2)

    def _photo(self, sheet: Sheet, slug: str, photo: "Photo", area: Area, stand: str) -> None:
        """Print a photo as large as it fits, whole."""
        canvas, key = sheet.canvas, f"{slug} photo"
        if not canvas.has_form(key):
            canvas.photo(key, EmbeddedPhoto(photo, grey=self.ink_saver))
        room_w, room_h = area.w - 2 * PAD, area.h - 2 * PAD
        wide = min(room_w, room_h * photo.ratio)
        high = wide / photo.ratio
        left = area.x + (area.w - wide) / 2
        below = PAD + ((room_h - high) / 2 if stand == "centre" else 0.0)
        bottom = sheet.up(area.y + area.h - below)
        canvas.place_photo(key, sheet.across(left), bottom, wide * MM, high * MM)

    def draw_inset(self, sheet: Sheet, slug: str, area: Area) -> None:
        """Print the first inset of a drawing, such as the hands from above, if it has one."""
        drawing = self.drawings[slug]
        if not isinstance(drawing, Drawing) or not drawing.insets:
            return
        frame = drawing.insets[0]
        strip = FilmStrip((frame,))
        key = f"{slug} {frame.name}"
        if not sheet.canvas.has_form(key):
            self._store(sheet, key, slug, strip, "")
        left, top, right, bottom = frame.box
        scale = min(area.w / (right - left), area.h / (bottom - top))
        line = self._contour(scale)
        x = area.x + area.w - right * scale
        with sheet.figure(area.x, area.y, area.w, area.h, f"{drawing.name}: {frame.description}."):
            sheet.place_drawing(key, x, area.y - top * scale, scale * MM, line, None)

    def _contour(self, scale: float) -> float:
        """Return the width of contours, in units, at a scale in millimetres a unit."""
        units, points = INK_CONTOUR if self.ink_saver else CONTOUR
        return max(units, points / (scale * MM))

    def _store(self, sheet: Sheet, key: str, slug: str, strip: FilmStrip, band: str) -> None:
        """Store a strip; line art stays with grey levels, which need no coloured ink."""
        drawing = self.drawings[slug]
        assert isinstance(drawing, Drawing)  # noqa: S101  a photo has no strips
        form = drawing.forms.get(strip.names) or strip.form(small=slug in self.emblems)
        if self.ink_saver:
            sheet.canvas.form(key, strip.box, form.line_art)
            return
        theme = self.theme(drawing.skin, band)
        sheet.canvas.form(key, strip.box, form.colour, [theme.colour(*ink) for ink in form.inks])

    def _row(
        self,
        sheet: Sheet,
        slug: str,
        frames: tuple[Frame, ...],
        area: Area,
        gap: float,
        band: str,
        scale: float,
        *,
        stand: str,
        signs: bool,
    ) -> None:
        top, bottom = min(f.box[1] for f in frames), max(f.box[3] for f in frames)
        spare = area.h - 2 * PAD - (bottom - top) * scale
        below = spare / 2 if stand == "centre" else 0.0
        cut = any(frame.cropped for frame in frames)
        lowest = area.y + area.h - (0.0 if cut and stand == "bottom" else PAD + below)
        ground = lowest - bottom * scale
        used = fsum((f.box[2] - f.box[0]) * scale + 2 * PAD for f in frames) + gap * (
            len(frames) - 1
        )
        left = area.x
        for index, frame in enumerate(frames):
            share = (frame.box[2] - frame.box[0]) * scale + 2 * PAD + (area.w - used) / len(frames)
            self._place(sheet, slug, frame, band, left + share / 2, ground, scale)
            left += share + gap
            if signs and index < len(frames) - 1:
                chevron(sheet, left - gap / 2, area.y + area.h / 2, 2.0)

    def _place(
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
        if not sheet.canvas.has_form(key):
            self._store(sheet, key, slug, strip, band or drawing.band)
        left = middle - (frame.box[0] + frame.box[2]) / 2 * scale
        line = self._contour(scale)
        window = strip.window(frame) if whole else None
        shift = strip.shift(frame) * scale
        sheet.place_drawing(key, left - shift, ground, scale * MM, line, window)


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
