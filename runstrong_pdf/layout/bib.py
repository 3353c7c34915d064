"""The race number: four pin holes, a strip in the club colour, one giant figure."""

from contextlib import nullcontext
from typing import NamedTuple

from runstrong_pdf.layout.flow import Item, SideBySide, Stack
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM, fitted
from runstrong_pdf.layout.theme import Look
from runstrong_pdf.model.colour import WHITE
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

TRACK = 0.6
"""Points between the letters on the strip."""
CLEAR = 1.5
"""Millimetres between a figure and what stands above and below it, at least."""
AROUND = 6.6
"""Millimetres that the pin holes of a strip take beside its lettering."""


class Bib(NamedTuple):
    """A bib as wide and high as its place.

    Attributes:
        tall: millimetres that it is high at least.
        top: lettering on the strip.
        figure: the giant figure, no higher than there is room; empty leaves room to write.
        bottom: lettering at the foot, or the key of a slot when `bottom_is_slot`.
        strip: height of the strip; top_size: its lettering in points.
        role: what its lettering is for a screen reader, or nothing where that is said around it.
    """

    look: Look
    tall: float
    top: str
    figure: str = ""
    bottom: str = ""
    bottom_is_slot: bool = False
    figure_size: float = 50.0
    bottom_size: float = 10.0
    strip: float = 5.2
    top_size: float = 9.5
    role: str = "P"

    def height(self, _measure: float) -> float:
        """Return its height."""
        return self.tall

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Draw card and lettering."""
        self._card(sheet, Area(x, y, measure, high))
        with sheet.tag(self.role) if self.role else nullcontext():
            self._lettering(sheet, Area(x, y, measure, high))

    def _lettering(self, sheet: Sheet, area: Area) -> None:
        y, wide, high, middle = area.y, area.w, area.h, area.x + area.w / 2
        size, ink = self.top_size, self.look.on_accent
        strip = centred(y + self.strip / 2, size)
        room = wide - AROUND - TRACK * len(self.top) / MM
        size = fitted(self.top, "name", size, room, sheet.paper.smallest) or size
        sheet.text(middle, strip, self.top, "name", size, align="centre", colour=ink, track=TRACK)
        foot = self.bottom_size * 1.25 / MM if self.bottom else 0
        free = high - self.strip - foot
        if self.figure:
            most = (free - 2 * CLEAR) * MM / CAP_HEIGHT
            size = min(self.figure_size, max(most, sheet.paper.smallest))
            baseline = centred(y + self.strip + free / 2, size)
            sheet.text(middle, baseline, self.figure, "display", size, align="centre")
        self._foot(sheet, middle, y + high - 1.9, wide - 7.4)

    def _foot(self, sheet: Sheet, middle: float, baseline: float, room: float) -> None:
        size = self.bottom_size
        if self.bottom and self.bottom_is_slot:
            with sheet.artifact():  # the name is said once a document, on the cover
                sheet.slot(self.bottom, middle, baseline, "name", size, room, align="centre")
        elif self.bottom:
            sheet.text(middle, baseline, self.bottom, "name", size, align="centre", room=room)

    def _card(self, sheet: Sheet, box: Area) -> None:
        scale = min(1.6, max(0.9, box.w / 34))
        radius, holes = 2.2 * scale, (2.1 * scale, 0.62 * scale)
        draw_card(sheet, self.look, box, self.strip, radius, holes, (1.1, 0.9, 0.6))


def draw_card(
    sheet: Sheet,
    look: Look,
    box: Area,
    strip: float,
    radius: float,
    holes: tuple[float, float],
    lines: tuple[float, float, float],
) -> None:
    """Draw an empty race number.

    Args:
        strip: its height; radius: of the corners.
        holes: how far from the edges their middles are, and their radius.
        lines: points; of the outline, of the strip's lower edge where that is needed, of the holes.
    """
    (x, y, w, h), (inset, hole), (outline, edge, thin) = box, holes, lines
    with sheet.clip(x, y, w, h, radius):
        sheet.rect(x, y, w, strip, inside=look.accent)
    if look.keyline:
        sheet.line([(x, y + strip), (x + w, y + strip)], edge)
    sheet.rect(x, y, w, h, radius, outline=outline)
    for hx in (x + inset, x + w - inset):
        for hy in (y + strip / 2, y + h - inset):
            sheet.circle(hx, hy, hole, inside=WHITE, outline=thin)


def beside_bib(
    bib: Bib, wide: float, words: Stack, gutter: float, *, fills: bool = False
) -> SideBySide:
    """Return a bib and beside it words, whose heading is read first.

    Args:
        fills: whether the bib is as high as the words.
    """
    card = (Item(bib, fills=fills),)
    return SideBySide((card, words), first=wide, gutter=gutter, headed=True)
