"""Rows of a table in a single column; words wrap in their cells, a band has its swatch."""

from dataclasses import dataclass
from math import fsum

from runstrong_pdf.layout.pattern import swatch
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.words import BandColour
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

INSET = 1.2
"""Millimetres between two cells."""


@dataclass(frozen=True)
class Cell:
    """What stands in one cell; `band` puts a swatch before it."""

    text: str
    bold: bool = False
    band: BandColour | None = None


@dataclass(frozen=True)
class TableRow:
    """One row.

    Attributes:
        shares: the width of each column, of the measure.
        head: whether these are the column heads.
    """

    brief: Brief
    cells: tuple[Cell, ...]
    shares: tuple[float, ...]
    head: bool = False

    def height(self, measure: float) -> float:
        """Return the height of its fullest cell with the air around it."""
        rooms = (self._room(cell, share, measure) for cell, share in self._pairs())
        heights = (
            paragraph_height(cell.text, self._style(cell), room)
            for cell, room in zip(self.cells, rooms, strict=True)
        )
        return max(heights) + self._air

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print the cells and the rule below them."""
        with sheet.tag("TR"):
            for index, (cell, share) in enumerate(self._pairs()):
                role = "TH" if self.head or index == 0 else "TD"
                scope = ("Column" if self.head else "Row") if role == "TH" else ""
                with sheet.tag(role, scope=scope):
                    self._cell(sheet, cell, x, y + self._air / 2, share, measure)
                x += share * measure
        left = x - fsum(self.shares) * measure
        sheet.rule(left, y + high, x, 1.0 if self.head else 0.35)

    def _pairs(self) -> list[tuple[Cell, float]]:
        return list(zip(self.cells, self.shares, strict=True))

    def _cell(
        self, sheet: Sheet, cell: Cell, x: float, y: float, share: float, measure: float
    ) -> None:
        style, room = self._style(cell), self._room(cell, share, measure)
        if cell.band:
            band, wide = self.brief.bands[cell.band], self._swatch
            tall = wide * 0.64
            top = y + (style.lead / MM - tall) / 2
            colour, plain = self.brief.band_colour(cell.band), self.brief.look.ink_saver
            swatch(sheet, colour, band.pattern, x, top, w=wide, h=tall, plain_paper=plain)
            x += share * measure - INSET - room
        sheet.paragraph(x, y, room, cell.text, style)

    def _room(self, cell: Cell, share: float, measure: float) -> float:
        used = self._swatch + self._style(cell).size * 0.12 if cell.band else 0.0
        return share * measure - INSET - used

    def _style(self, cell: Cell) -> Style:
        narrow = scale_of(self.brief).narrow
        return Style("name" if cell.bold else narrow.face, narrow.size, narrow.lead)

    @property
    def _swatch(self) -> float:
        return scale_of(self.brief).narrow.size * CAP_HEIGHT * 0.78

    @property
    def _air(self) -> float:
        return scale_of(self.brief).narrow.size * 0.1
