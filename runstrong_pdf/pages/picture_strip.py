"""Moves side by side, each with its picture, its name and how much: to follow at a glance."""

from collections.abc import Sequence
from typing import NamedTuple

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.strips import Cell

GAP = 2.0
"""Millimetres between two moves."""
BODY = 1000.0
"""Units of a drawing that the height of the pictures has: nobody is drawn larger."""


class PictureStrip(NamedTuple):
    """A block of the moves of a warm-up or of stretches.

    Attributes:
        style: of the words; it shrinks where one of them is wider than its move.
        picture: height of the pictures.
    """

    brief: Brief
    cells: Sequence[Cell]
    style: Style
    picture: float

    def height(self, measure: float) -> float:
        """Return the height of pictures, names and doses."""
        style = self._fitted(measure)
        return self.picture + self._names_high(measure) + style.lead / MM + 0.8

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print every move as an item of a list."""
        wide, style = self._wide(measure), self._fitted(measure)
        below = y + self.picture + 0.4
        dose = below + self._names_high(measure) + style.lead * 0.78 / MM
        with sheet.tag("L"):
            for cell in self.cells:
                with sheet.tag("LI"), sheet.tag("LBody"):
                    picture = Area(x, y + 0.4, wide, self.picture - 0.4)
                    self.brief.pictures.draw(
                        sheet,
                        cell.picture,
                        picture,
                        stand="bottom",
                        arrange="best",
                        largest=self.picture / BODY,
                    )
                    with sheet.tag("P"):
                        sheet.paragraph(x, below, wide, cell.what, style, align="centre", even=True)
                        middle, size = x + wide / 2, style.size
                        sheet.text(middle, dose, cell.how_much, "display", size, align="centre")
                x += wide + GAP

    def _wide(self, measure: float) -> float:
        return (measure - GAP * (len(self.cells) - 1)) / len(self.cells)

    def _names_high(self, measure: float) -> float:
        wide, style = self._wide(measure), self._fitted(measure)
        return max(paragraph_height(cell.what, style, wide, even=True) for cell in self.cells)

    def _fitted(self, measure: float) -> Style:
        """Return the style in which every dose and the longest word fit their move."""
        style = self.style
        words = [(word, style.face) for cell in self.cells for word in cell.what.split(" ")]
        words += [(cell.how_much, "display") for cell in self.cells]
        widest = max(width(word, face, style.size) for word, face in words)
        shrink = min(1.0, self._wide(measure) / widest)
        size = max(self.brief.paper.smallest, style.size * shrink)
        return Style(style.face, size, style.lead * size / style.size)
