"""The race number: four pin holes, a strip in the club colour, one giant figure; heads with one."""

from typing import NamedTuple

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import MM, fitted
from runstrong_pdf.layout.theme import Look, Scale
from runstrong_pdf.model.colour import WHITE
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

TRACK = 0.6
"""Points between the letters on the strip."""
CLEAR = 1.5
"""Millimetres between a figure and what stands above and below it, at least."""
AROUND = 6.6
"""Millimetres that the pin holes of a strip take beside its lettering."""


class Bib(NamedTuple):
    """A bib of `width` x `height` millimetres.

    Attributes:
        top: lettering on the strip.
        figure: the giant figure, no higher than there is room; empty leaves room to write.
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
        room = self.width - AROUND - TRACK * len(self.top) / MM
        size = fitted(self.top, "name", size, room, sheet.paper.smallest) or size
        sheet.text(middle, strip, self.top, "name", size, align="centre", colour=ink, track=TRACK)
        foot = self.bottom_size * 1.25 / MM if self.bottom else 0
        free = self.height - self.strip - foot
        if self.figure:
            high = (free - 2 * CLEAR) * MM / CAP_HEIGHT
            size = min(self.figure_size, max(high, sheet.paper.smallest))
            baseline = centred(y + self.strip + free / 2, size)
            sheet.text(middle, baseline, self.figure, "display", size, align="centre")
        self._foot(sheet, middle, y + self.height - 1.9)

    def _foot(self, sheet: Sheet, middle: float, baseline: float) -> None:
        size, room = self.bottom_size, self.width - 7.4
        if self.bottom and self.bottom_is_slot:
            with sheet.artifact():  # the name is said once a document, on the cover
                sheet.slot(self.bottom, middle, baseline, "name", size, room, align="centre")
        elif self.bottom:
            sheet.text(middle, baseline, self.bottom, "name", size, align="centre", room=room)

    def _card(self, sheet: Sheet, look: Look, x: float, y: float) -> None:
        scale = min(1.6, max(0.9, self.width / 34))
        box, radius, inset = Area(x, y, self.width, self.height), 2.2 * scale, 2.1 * scale
        draw_card(sheet, look, box, self.strip, radius, (inset, 0.62 * scale), (1.1, 0.9, 0.6))


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


class BibHead(NamedTuple):
    """A title with what leads in below it, beside a bib where there is one.

    Attributes:
        size: of the title in points.
        place: the name that the outline jumps to; such a head has a rule above it.
    """

    look: Look
    scale: Scale
    title: str
    size: float
    lead: str = ""
    bib: Bib | None = None
    role: str = "H3"
    place: str = ""

    def height(self, measure: float) -> float:
        """Return the height of bib or words, below a rule."""
        words = self._title
        if self.lead:
            words += paragraph_height(self.lead, self.scale.narrow, measure - self._left)
        return self._above + max(words, self.bib.height if self.bib else 0.0)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it."""
        if self.place:
            sheet.rule(x, y, x + measure, 1.4)
            sheet.bookmark(self.title, self.place, y, 1)
        y += self._above
        left, room = x + self._left, measure - self._left
        with sheet.tag(self.role):
            baseline = y + self.size * CAP_HEIGHT / MM
            sheet.text(left, baseline, self.title, "display", self.size, room=room)
        if self.bib:
            with sheet.tag("P"):
                self.bib.draw(sheet, self.look, x, y)
        if self.lead:
            with sheet.tag("P"):
                sheet.paragraph(left, y + self._title, room, self.lead, self.scale.narrow)

    @property
    def _above(self) -> float:
        return 1.0 + self.scale.gap * 0.3 if self.place else 0.0

    @property
    def _title(self) -> float:
        return self.size * (1.15 if self.place else 0.95) / MM

    @property
    def _left(self) -> float:
        return self.bib.width + self.scale.gap if self.bib else 0.0
