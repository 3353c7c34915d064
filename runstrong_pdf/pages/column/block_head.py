"""The head of a block: which rows, the rest after each, the rounds above their boxes."""

from dataclasses import dataclass

from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.circuits import Circuit, circuit_start
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pages.column.row import boxes_width
from runstrong_pdf.pages.row_words import fitting


@dataclass(frozen=True)
class BlockHead:
    """A line above the rows of a block."""

    brief: Brief
    circuit: Circuit
    columns: int

    def height(self, _measure: float) -> float:
        """Return the height of its line."""
        return scale_of(self.brief).strong.lead / MM + 0.8

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print the words on the left, the numbers of the rounds on the right."""
        scale = scale_of(self.brief)
        sheet.rule(x, y, x + measure, 1.4)
        baseline, style = y + high - scale.strong.size * 0.1, scale.strong
        left = x + measure - boxes_width(scale, self.columns)
        room = left - x - scale.strong.size * 0.3
        with sheet.tag("H3"):
            words = fitting(circuit_start(self.circuit, self.brief.texts), *style[:2], room)
            sheet.text(x, baseline, words, style.face, style.size, room=room)
        with sheet.tag("P"):
            for column in range(self.circuit.block.rounds):
                middle = left + column * (scale.box + scale.box_gap) + scale.box / 2
                number, size = f"{column + 1} ", scale.narrow.size
                sheet.text(middle, baseline, number, "name", size, align="centre")
