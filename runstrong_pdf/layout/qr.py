"""A link on paper: a QR code to scan or tap, and beside it the address to read and type."""

from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import HAIR, MM, fitted, width
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.address import Link
from runstrong_pdf.model.texts import Texts, unmarked
from runstrong_pdf.pdf.fonts import CAP_HEIGHT
from runstrong_pdf.pdf.shapes import QUIET, QrCode, qr_code

SMALLEST_MODULE = 0.5
"""Millimetres that the camera of an old phone tells apart at arm's length."""
BREAKS = "/-._?&=@"
"""After these an address is broken, where a line is full."""


class QrBox(NamedTuple):
    """A code of `size` millimetres in the white it needs, its words in `style` to the right."""

    link: Link
    texts: Texts
    size: float
    style: Style

    def height(self, measure: float) -> float:
        """Return the height of the code or its words, and of the white around the code."""
        return max(self.size + self._quiet, self._words_high(measure - self._indent)) + self._quiet

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print the code and its words. Raises OutputError where a phone could not read it."""
        self.check(sheet.name)
        y += self._quiet
        with sheet.figure(x, y, self.size, self.size, self._said("link.alt")):
            sheet.canvas.emit(self._code.operators(sheet.across(x), sheet.up(y), self.size * MM))
        room = measure - self._indent
        with sheet.tag("P"), sheet.tag("Link"):
            self._words(sheet, x + self._indent, y, room)
            tall = max(self.size, self._words_high(room))
            sheet.web_link(x, y, measure, tall, self._said("link.open"), self.link.address)

    @property
    def _code(self) -> QrCode:
        return qr_code(self.link.address)

    @property
    def _quiet(self) -> float:
        """Millimetres of white that the code needs on every side."""
        return QUIET * self.size / self._code.side

    @property
    def _indent(self) -> float:
        """Millimetres from the left edge of the code to its words."""
        return self.size + max(self._quiet, 3.0)

    def _words_high(self, room: float) -> float:
        lines, _ = address_lines(self.link.shown, room, self.style)
        return paragraph_height(self._label(), self.style, room) + len(lines) * self.style.lead / MM

    def check(self, place: str) -> None:
        """Raise OutputError, naming the page, where a phone could not read the code."""
        module = self.size / self._code.side
        if module < SMALLEST_MODULE:
            raise OutputError(
                f"{place}: a code of {self.size:g} mm for {self.link.shown[:60]!r} would have "
                f"modules of {module:.2f} mm; phones need {SMALLEST_MODULE:g} mm",
                "give a shorter link",
            )

    def _words(self, sheet: Sheet, x: float, y: float, measure: float) -> None:
        style = self.style
        y += sheet.paragraph(x, y, measure, self._label(), style)
        lines, size = address_lines(self.link.shown, measure, style)
        for index, line in enumerate(lines):
            baseline = y + (style.lead * (index + 0.5) + size * CAP_HEIGHT / 2) / MM
            sheet.text(x, baseline, line, style.face, size)

    def _label(self) -> str:
        """Return what to do, and what is to be found there."""
        text = unmarked(self.link.text)
        return self.texts("link.scan_for", text=text) if text else self.texts("link.scan")

    def _said(self, key: str) -> str:
        return self.texts(key, address=self.link.shown)


def address_lines(address: str, measure: float, style: Style) -> tuple[list[str], float]:
    """Break an address into lines no wider than `measure`, after a sign where there is one.

    Returns:
        The lines and their size: smaller than usual where that keeps all of it, or at least the
        name of the web site, in one piece.
    """
    face, size, floor = style.face, style.size, style.floor
    if smaller := fitted(address, face, size, measure, floor):
        return [address], smaller
    size = fitted(f"{address.partition('/')[0]}/", face, size, measure, floor) or size
    lines = [""]
    for sign in address:
        if width(lines[-1] + sign, face, size) > measure + HAIR:
            cut = max(lines[-1].rfind(mark) for mark in BREAKS) + 1
            cut = cut if cut > len(lines[-1]) // 2 else len(lines[-1])
            lines[-1:] = [lines[-1][:cut], lines[-1][cut:]]
        lines[-1] += sign
    return lines, size
