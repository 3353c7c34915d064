"""The plainest boxes of a column: headings, paragraphs, lines to write on."""

from contextlib import nullcontext
from typing import NamedTuple

from runstrong_pdf.layout.sheet import WRITING, Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import LABEL, Style
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

APART = 2.0
"""Millimetres more than usual between the last line to write on and what comes below."""


class Rule(NamedTuple):
    """A rule across the column, without any height.

    Attributes:
        weight: in points.
        place: what links and the outline jump to, if anything, where it has that `name`.
    """

    weight: float
    name: str = ""
    place: str = ""

    def height(self, _measure: float) -> float:
        """Return no height."""
        return 0.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Rule it, and list it in the outline where it has a place."""
        sheet.rule(x, y, x + measure, self.weight)
        if self.place:
            sheet.bookmark(self.name, self.place, y, 1)


class Paragraph(NamedTuple):
    """Flowing text.

    Attributes:
        listed: whether it is an entry of a list.
        least: millimetres that it takes at least.
    """

    text: str
    style: Style
    listed: bool = False
    least: float = 0.0

    def height(self, measure: float) -> float:
        """Return the height of its lines."""
        return max(paragraph_height(self.text, self.style, measure), self.least)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it."""
        with (
            sheet.tag("LI") if self.listed else nullcontext(),
            sheet.tag("LBody" if self.listed else "P"),
        ):
            sheet.paragraph(x, y, measure, self.text, self.style)


class Heading(NamedTuple):
    """A heading shrunk to one line, with a rule above it or none.

    Attributes:
        role: H2 to H6.
        beside: a few words at the right end of its line, or below it where they do not fit.
        place: the name that links and the outline jump to.
        above: weight of its rule in points, 0 for none.
    """

    text: str
    size: float
    role: str = "H2"
    beside: str = ""
    beside_style: Style = LABEL
    place: str = ""
    above: float = 0.0
    face: str = "display"

    def height(self, measure: float) -> float:
        """Return its height with its rule."""
        high = self._baseline() + self.size * 0.24 / MM
        if self._on_one_line(measure):
            return high
        return high + paragraph_height(self.beside, self.beside_style, measure)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it, and list it in the outline where it has a place."""
        if self.above:
            sheet.rule(x, y, x + measure, self.above)
        baseline = y + self._baseline()
        with sheet.tag(self.role):
            sheet.text(x, baseline, self.text, self.face, self.size, room=measure)
        if self.beside:
            style = self.beside_style
            with sheet.tag("P"):
                if self._on_one_line(measure):
                    right = x + measure
                    sheet.text(right, baseline, self.beside, style.face, style.size, align="right")
                else:
                    below = baseline + self.size * 0.24 / MM
                    sheet.paragraph(x, below, measure, self.beside, style)
        if self.place:
            sheet.bookmark(self.text, self.place, y, 1)

    def _on_one_line(self, measure: float) -> bool:
        if not self.beside:
            return True
        words = width(self.beside, self.beside_style.face, self.beside_style.size)
        return width(self.text, self.face, self.size) + 4.0 + words <= measure

    def _baseline(self) -> float:
        return self.size * CAP_HEIGHT / MM + (2.2 if self.above else 0.0)


class WritingLines(NamedTuple):
    """Rules to write on, as many as its height holds; the first one begins after a label.

    Attributes:
        step: from one line to the next.
        least: how many lines it has at least.
        name, tip: of the field that each line is, with `{line}` for its number; printed only
            where there is no name.
    """

    label: str
    style: Style
    step: float
    least: int = 1
    name: str = ""
    tip: str = ""

    def height(self, _measure: float) -> float:
        """Return the height of the lines that it has at least."""
        return self.least * self.step

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print label and lines."""
        least = max(self.least, min(1, int(high / self.step + 1e-6)))
        for index in range(max(least, int((high - APART) / self.step))):
            line, left = y + self.step * (index + 1) - 1.0, x
            if index == 0 and self.label:
                with sheet.tag("P"):
                    style = self.style
                    left += sheet.text(x, line - 0.6, self.label, style.face, style.size) + 1.5
            if not self.name:
                sheet.rule(left, line, x + measure, WRITING)
                continue
            name, tip = self.name.format(line=index + 1), self.tip.format(line=index + 1)
            size = self.style.size
            sheet.writing_line(left, line, x + measure, name, tip, size=size)
