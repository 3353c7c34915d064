"""The race number: four pin holes, a strip in the club colour, one giant figure."""

from typing import NamedTuple

from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import Look
from runstrong_pdf.model.colour import WHITE


class Bib(NamedTuple):
    """A bib of `width` x `height` millimetres.

    Attributes:
        top: lettering on the strip.
        figure: the giant figure; empty leaves room to write.
        bottom: lettering at the foot, or the key of a slot when `bottom_is_slot`.
        strip: height of the strip; top_size: its lettering in points.
    """

    width: float
    height: float
    top: str
    figure: str = ""
    bottom: str = ""
    bottom_is_slot: bool = False
    figure_size: float = 50.0
    bottom_size: float = 10.0
    strip: float = 5.2
    top_size: float = 9.5

    def draw(self, sheet: Sheet, look: Look, x: float, y: float) -> None:
        """Draw the bib with its top left corner at (x, y); its text joins the open element."""
        self._card(sheet, look, x, y)
        middle = x + self.width / 2
        size, ink = self.top_size, look.on_accent
        strip = centred(y + self.strip / 2, size)
        sheet.text(middle, strip, self.top, "name", size, align="centre", colour=ink, track=0.6)
        foot = self.bottom_size * 1.25 / MM if self.bottom else 0
        centre = y + self.strip + (self.height - self.strip - foot) / 2
        if self.figure:
            baseline = centred(centre, self.figure_size)
            sheet.text(middle, baseline, self.figure, "display", self.figure_size, align="centre")
        self._foot(sheet, middle, y + self.height - 1.9)

    def _foot(self, sheet: Sheet, middle: float, baseline: float) -> None:
        size, room = self.bottom_size, self.width - 8.6
        if self.bottom and self.bottom_is_slot:
            with sheet.artifact():  # the name is said once a document, on the cover
                sheet.slot(self.bottom, middle, baseline, "name", size, room, align="centre")
        elif self.bottom:
            sheet.text(middle, baseline, self.bottom, "name", size, align="centre", room=room)

    def _card(self, sheet: Sheet, look: Look, x: float, y: float) -> None:
        scale = min(1.6, max(0.9, self.width / 34))
        radius = 2.2 * scale
        with sheet.clip(x, y, self.width, self.height, radius):
            sheet.rect(x, y, self.width, self.strip, inside=look.accent)
        if look.keyline:
            sheet.line([(x, y + self.strip), (x + self.width, y + self.strip)], 0.9)
        sheet.rect(x, y, self.width, self.height, radius, outline=1.1)
        inset, hole = 2.1 * scale, 0.62 * scale
        for hx in (x + inset, x + self.width - inset):
            for hy in (y + self.strip / 2, y + self.height - inset):
                sheet.circle(hx, hy, hole, inside=WHITE, outline=0.6)
