"""What comes next, in a single column: two lines a row, with a blank for what was done."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import Chapter, ColumnPage, chapter_pages, scale_of
from runstrong_pdf.pages.next_words import (
    after,
    last_loading_week,
    last_words,
    next_blank,
    next_tip,
)
from runstrong_pdf.pages.row_words import fitting


def what_next_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the pages of every row's last dose and what comes next."""
    label = brief.texts("next.label")
    lines, items = (brief.texts("safety.stop"),), tuple(_items(brief))
    return chapter_pages(Chapter(brief, "X", label, label, label, items, lines, even=True))


def _items(brief: Brief) -> Iterator[Item]:
    texts, scale, week = brief.texts, scale_of(brief), last_loading_week(brief.plan)
    yield Item(Heading(texts("next.title"), scale.title), holds=True)
    yield Item(Paragraph(texts("next.how"), scale.narrow), gap=scale.gap * 0.4)
    yield Item(Paragraph(texts("next.away"), scale.narrow), gap=scale.gap * 0.2)
    for session in week.sessions:
        title = texts("next.last", week=week.number, session=session.key)
        head = Heading(title, scale.section, role="H3", above=1.4)
        yield Item(head, gap=scale.gap, holds=True)
        for number, row in enumerate(session.rows, 1):
            block = NextRow(brief, week, session, number, row)
            yield Item(block, gap=scale.gap * 0.2, within="L", grow=scale.gap * 1.4)


@dataclass(frozen=True)
class NextRow:
    """A row's name and last dose, below them what comes next, and a blank for what was done."""

    brief: Brief
    week: Week
    session: Session
    number: int
    row: Prescription

    def height(self, measure: float) -> float:
        """Return the height of the dose and of what comes next."""
        scale = scale_of(self.brief)
        words = paragraph_height(self._after(), scale.narrow, self._room(measure))
        return scale.strong.lead / MM + words + 1.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it below a rule, its words halfway down to the next."""
        scale, texts, row = scale_of(self.brief), self.brief.texts, self.row
        style, lead, room = scale.strong, scale.strong.lead / MM, self._room(measure)
        sheet.rule(x, y, x + measure)
        top = y + (high - self.height(measure)) / 2
        names = self.brief.plan.exercises[row.exercise].names
        told = fitting(last_words(row, texts), scale.narrow.face, style.size, room * 0.5)
        beside = width(told, scale.narrow.face, style.size) + style.size * 0.5
        tries = tuple(f"{self.number}  {name}" for name in names)
        name = fitting(tries, style.face, style.size, room - beside)
        with sheet.tag("LI"), sheet.tag("LBody"):
            baseline = top + lead * 0.8
            with sheet.tag("P"):
                sheet.text(x, baseline, name, style.face, style.size, room=room - beside)
            with sheet.tag("P"):
                right = x + room
                sheet.text(right, baseline, told, scale.narrow.face, style.size, align="right")
            with sheet.tag("P"):
                sheet.paragraph(x, top + lead, room, self._after(), scale.narrow)
            self._blank(sheet, x + measure, y, high)

    def _blank(self, sheet: Sheet, right: float, y: float, high: float) -> None:
        """Print the line for what was done, as high as the row."""
        scale, line = scale_of(self.brief), y + high - 2.2
        style, left = scale.narrow, right - scale.did
        with sheet.tag("P"):
            words = self.brief.texts("lane.did")
            used = sheet.text(left, line - 0.6, words, style.face, style.size)
        name = next_blank(self.brief, self.week, self.session, self.number, self.row)
        tip = next_tip(self.brief, self.session, self.row)
        sheet.blank(left + used + 1.0, line, right, high - 3.2, name, tip)

    def _after(self) -> str:
        told = after(self.row, self.brief.plan, self.brief.texts)[0]
        return self.brief.texts("next.then", told=told)

    def _room(self, measure: float) -> float:
        return measure - scale_of(self.brief).did - 4
