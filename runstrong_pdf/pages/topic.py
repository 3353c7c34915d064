"""One topic of the know-how pages: bib and lead, then its sections in two columns."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import fitted
from runstrong_pdf.layout.theme import BOXED_TEXT, COLUMN, GUTTER, MEASURE
from runstrong_pdf.model.know_how import BibFact, Section, Topic
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.section import SectionBox
from runstrong_pdf.pages.sports import SportsTable

BIB_WIDTH, BIB_HEIGHT, BIB_ROOM = 27.0, 17.6, 32.0
LEAD_TOP = 9.6
BELOW_HEAD = 1.4
BETWEEN = 2.2
"""Millimetres between sections."""
Columns = tuple[tuple[Section, ...], tuple[Section, ...]]


class TopicBlock(NamedTuple):
    """Measures and prints a topic at full measure; it is never split."""

    brief: Brief
    topic: Topic

    def height(self) -> float:
        """Return the least height it needs."""
        return self._head_height() + fsum(self._part_height(part) for part in self._parts())

    def stretch(self) -> float:
        """Return how much more height it can use well."""
        shown = any(section.shows == "sports" for section in self.topic.sections)
        return SportsTable(self.brief).stretch() if shown else 0.0

    def draw(self, sheet: Sheet, y: float, more: float = 0.0) -> None:
        """Print it from y, `more` millimetres higher than it must be."""
        self._head(sheet, y)
        y += self._head_height()
        for part in self._parts():
            high = self._part_height(part)
            if part[0].shows == "sports":
                SportsTable(self.brief).draw(sheet, y, more)
                high += more
            else:
                self._columns(sheet, y, part)
            y += high

    # -- head ----------------------------------------------------------------------------------

    def _text_left(self) -> float:
        return BIB_ROOM if self.topic.bib else 0.0

    def _head_height(self) -> float:
        topic, high = self.topic, LEAD_TOP
        if topic.lead:
            high += paragraph_height(topic.lead, BOXED_TEXT, MEASURE - self._text_left())
        if topic.bib:
            high = max(high, 2.2 + BIB_HEIGHT)
        return high + BELOW_HEAD

    def _head(self, sheet: Sheet, y: float) -> None:
        topic, left = self.topic, self.brief.paper.left
        x = left + self._text_left()
        sheet.rule(left, y, left + MEASURE, 1.4)
        place = f"topic-{self.brief.topics.index(topic)}"
        sheet.bookmark(topic.title, place, y, 1)
        with sheet.tag("H3"):
            sheet.text(x, y + 7.4, topic.title, "display", 17, room=left + MEASURE - x, floor=12)
        if topic.bib:
            with sheet.tag("P"):
                _bib(topic.bib).draw(sheet, self.brief.look, left, y + 2.2)
        if topic.lead:
            with sheet.tag("P"):
                sheet.paragraph(x, y + LEAD_TOP, left + MEASURE - x, topic.lead, BOXED_TEXT)

    # -- sections ------------------------------------------------------------------------------

    def _parts(self) -> Iterator[tuple[Section, ...]]:
        """Yield runs of sections: one at full measure by itself, others for two columns."""
        for wide, run in groupby(self.topic.sections, lambda part: part.shows == "sports"):
            if wide:
                yield from ((section,) for section in run)
            else:
                yield tuple(run)

    def _part_height(self, part: tuple[Section, ...]) -> float:
        if part[0].shows == "sports":
            return SportsTable(self.brief).height()
        measure = _measure(part)
        return max(self._stack_height(column, measure) for column in self._split(part))

    def _stack_height(self, sections: Sequence[Section], measure: float) -> float:
        heights = [SectionBox(self.brief, section).height(measure) for section in sections]
        return fsum(heights) + BETWEEN * max(0, len(heights) - 1)

    def _split(self, part: tuple[Section, ...]) -> Columns:
        """Return the two columns whose longer one is shortest, in reading order."""
        splits = ((part[:cut], part[cut:]) for cut in range(1, len(part) + 1))
        return min(splits, key=lambda two: max(self._stack_height(one, COLUMN) for one in two))

    def _columns(self, sheet: Sheet, y: float, part: tuple[Section, ...]) -> None:
        measure = _measure(part)
        for index, column in enumerate(self._split(part)):
            x, top = self.brief.paper.left + index * (COLUMN + GUTTER), y
            for section in column:
                box = SectionBox(self.brief, section)
                box.draw(sheet, x, top, measure)
                top += box.height(measure) + BETWEEN


def _measure(part: tuple[Section, ...]) -> float:
    """Return how wide sections are set: in columns, or across where one of words stands alone."""
    alone = len(part) == 1 and not (part[0].table or part[0].shows)
    return MEASURE if alone else COLUMN


def _bib(fact: BibFact) -> Bib:
    size = fitted(fact.figure, "display", 26, BIB_WIDTH - 8, 12) or 12
    return Bib(
        BIB_WIDTH, BIB_HEIGHT, fact.top, fact.figure, fact.bottom, figure_size=size, strip=5.0
    )
