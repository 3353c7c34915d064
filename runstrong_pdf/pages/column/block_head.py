"""The head of a block: which rows, how often round, the rests, the rounds above their boxes."""

from dataclasses import dataclass

from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.circuits import Circuit, circuit_rests, circuit_title
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pages.column.row import boxes_width
from runstrong_pdf.pages.row_words import fitting


@dataclass(frozen=True)
class BlockHead:
    """A line above the rows of a block; two where its words are too long for one."""

    brief: Brief
    circuit: Circuit
    columns: int

    def height(self, measure: float) -> float:
        """Return the height of its lines."""
        lines = 1 if self._beside(measure) else 2
        return lines * scale_of(self.brief).strong.lead / MM + 0.8

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print title and rests on the left, the numbers of the rounds on the right."""
        scale, texts = scale_of(self.brief), self.brief.texts
        sheet.rule(x, y, x + measure, 1.4)
        last = y + high - scale.strong.size * 0.1
        first = last if self._beside(measure) else last - scale.strong.lead / MM
        style = scale.narrow
        with sheet.tag("H3"):
            title = circuit_title(self.circuit, texts)
            used = sheet.text(x, first, title, scale.strong.face, scale.strong.size)
        left = x + measure - self._rounds_width()
        at = x + used + self._gap if first == last else x
        rests = fitting(self._rests(), style.face, style.size, left - at - self._gap)
        if rests:
            with sheet.tag("P"):
                sheet.text(at, last, rests, style.face, style.size)
        self._rounds(sheet, left, last)

    def _rounds(self, sheet: Sheet, x: float, y: float) -> None:
        scale = scale_of(self.brief)
        with sheet.tag("P"):
            for column in range(self.circuit.block.rounds):
                middle = x + column * (scale.box + scale.box_gap) + scale.box / 2
                number, size = str(column + 1), scale.narrow.size
                sheet.text(middle, y, number, "name", size, align="centre")

    @property
    def _gap(self) -> float:
        return scale_of(self.brief).strong.size * 0.3

    def _rests(self) -> tuple[str, ...]:
        return circuit_rests(self.circuit, self.brief.texts)

    def _rounds_width(self) -> float:
        return boxes_width(scale_of(self.brief), self.columns)

    def _beside(self, measure: float) -> bool:
        """Whether title and rests have room on one line."""
        scale, title = scale_of(self.brief), circuit_title(self.circuit, self.brief.texts)
        used = width(title, scale.strong.face, scale.strong.size) + self._rounds_width()
        rests = width(self._rests()[-1], scale.narrow.face, scale.narrow.size)
        return used + rests + 2 * self._gap <= measure
