"""The plainest boxes of a column: headings, paragraphs, lines to write on."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import NamedTuple

from runstrong_pdf.layout.flow import Block
from runstrong_pdf.layout.sheet import WRITING, Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import arrow_up, care, chevron, cross
from runstrong_pdf.layout.text import MM, Said, fitting, is_one_line, width
from runstrong_pdf.layout.theme import LABEL, Style
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

BELOW_LINES = 2.0
"""Millimetres more than usual between the last line to write on and what comes below."""
APART = 3.0
"""Millimetres between a heading and what stands at the end of its line."""
BELOW_RULE = 2.2
"""Millimetres between a heading's rule and its capitals."""


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
    """Flowing text, with a number or a sign before it or none.

    Attributes:
        text: its words; of several lengths the first that takes one line, else the last.
        listed: whether it is an entry of a list.
        least: millimetres that it takes at least.
        sign: a number, or `care`, `cross`, `up`, `back`, or nothing.
        heard: what the sign says to who does not see it.
    """

    text: str | Said
    style: Style
    listed: bool = False
    least: float = 0.0
    sign: str = ""
    heard: str = ""

    def height(self, measure: float) -> float:
        """Return the height of its lines."""
        room = measure - self._indent
        return max(paragraph_height(self._words(room), self.style, room), self.least)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print sign and words."""
        room = measure - self._indent
        with sheet.tag("LI") if self.listed else nullcontext():
            if self.sign and self.listed:
                with sheet.tag("Lbl"):
                    self._sign(sheet, x, y)
            with sheet.tag("LBody" if self.listed else "P"):
                if self.sign and not self.listed:
                    self._sign(sheet, x, y)
                sheet.paragraph(x + self._indent, y, room, self._words(room), self.style)

    def _words(self, room: float) -> str:
        if isinstance(self.text, str):
            return self.text
        face, size = self.style.face, self.style.size
        fit = (words for words in self.text[:-1] if is_one_line(words, face, size, room))
        return next(fit, self.text[-1])

    def _sign(self, sheet: Sheet, x: float, y: float) -> None:
        size, middle = self.style.size * 0.35, y + self.style.lead / 2 / MM
        match self.sign:
            case "care":
                care(sheet, x, middle - size * 0.44, size, self.heard)
            case "cross":
                cross(sheet, x + size / 2, middle, size * 0.56)
            case "up":
                arrow_up(sheet, x + size / 2, middle, size)
            case "back":
                chevron(sheet, x + size / 2, middle, size * 0.58, 1.3, back=True)
            case number:
                baseline = centred(middle, self.style.size)
                sheet.text(x, baseline, number, "display", self.style.size * 1.2)

    @property
    def _indent(self) -> float:
        return self.style.size * 0.49 if self.sign else 0.0


class Drawn(NamedTuple):
    """A box that a function draws, from left and top edge, in so much width and height."""

    paint: Callable[[Sheet, float, float, float, float], object]
    tall: float = 0.0

    def height(self, _measure: float) -> float:
        """Return its least height."""
        return self.tall

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Draw it."""
        self.paint(sheet, x, y, measure, high)


class Entry(NamedTuple):
    """A block as an entry of a list, below a light rule with so much air above and below."""

    block: Block
    air: float

    def height(self, measure: float) -> float:
        """Return the height of block and air."""
        return self.block.height(measure) + 2 * self.air

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        sheet.rule(x, y, x + measure)
        with sheet.tag("LI"), sheet.tag("LBody"):
            self.block.draw(sheet, x, y + self.air, measure, high - 2 * self.air)


class Heading(NamedTuple):
    """A heading shrunk to one line, and at its right end, or else below it, a few words.

    Attributes:
        text: its words, or several lengths of them.
        role: H2 to H6, or P.
        beside: the words at its end, or several lengths of them, in `beside_style`.
        place: the name that links and the outline jump to.
        above: weight of its rule in points, 0 for none.
        rise: millimetres above its capitals, below a rule BELOW_RULE if that is not said.
        lead: height of its line, below the rise, of its size.
    """

    text: str | Said
    size: float
    role: str = "H2"
    beside: str | Said = ()
    beside_style: Style = LABEL
    place: str = ""
    above: float = 0.0
    face: str = "display"
    rise: float = 0.0
    lead: float = CAP_HEIGHT + 0.24

    def height(self, measure: float) -> float:
        """Return the height of its line, and of words that have no room beside it."""
        told = self._told
        if not told or self._line(measure)[1]:
            return self._high
        return self._high + paragraph_height(told[-1], self.beside_style, measure)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it, and list it in the outline where it has a place."""
        if self.above:
            sheet.rule(x, y, x + measure, self.above)
        baseline = y + self._rise + self.size * CAP_HEIGHT / MM
        text, beside = self._line(measure)
        with sheet.tag(self.role):
            used = sheet.text(x, baseline, text, self.face, self.size, room=measure) + APART
        if self._told:
            style = self.beside_style
            with sheet.tag("P"):
                if beside:
                    top = baseline - (style.lead + style.size * CAP_HEIGHT) / 2 / MM
                    sheet.paragraph(x + used, top, measure - used, beside, style, align="right")
                else:
                    sheet.paragraph(x, y + self._high, measure, self._told[-1], style)
        if self.place:
            sheet.bookmark(text, self.place, y, 1)

    def _line(self, measure: float) -> tuple[str, str]:
        """Return the longest text with the longest words that fit beside it, or without any."""
        texts, style = _several(self.text), self.beside_style
        for text in texts:
            room = measure - width(text, self.face, self.size) - APART
            for told in self._told:
                if is_one_line(told, style.face, style.size, room):
                    return text, told
        return fitting(texts, self.face, self.size, measure), ""

    @property
    def _told(self) -> Said:
        return _several(self.beside)

    @property
    def _rise(self) -> float:
        return self.rise or (BELOW_RULE if self.above else 0.0)

    @property
    def _high(self) -> float:
        return self._rise + self.size * self.lead / MM


def _several(text: str | Said) -> Said:
    """Return a text, if there is any, as one of several lengths."""
    if isinstance(text, str):
        return (text,) if text else ()
    return text


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
        for index in range(max(least, int((high - BELOW_LINES) / self.step))):
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
