"""The know-how in a single column: each topic with its bib and lead, then its sections."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import MM, fitted
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.know_how import BibFact, Grid, Section, Topic
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import Chapter, ColumnPage, chapter_pages, scale_of
from runstrong_pdf.pages.column.progress import Entry
from runstrong_pdf.pages.column.sports import sport_items
from runstrong_pdf.pages.column.table import Cell, TableRow
from runstrong_pdf.pages.grids import FIRST, LENGTHS
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

BAND_SHARES = (0.2, 0.26, 0.27, 0.27)
"""Widths of colour, maker's name, force at twice and at three times the length."""


def know_how_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the pages of all topics; none where there are no topics."""
    if not brief.topics:
        return
    title = brief.texts("know_how.title")
    lines = [brief.texts("safety.stop")]
    if any(section.shows == "bands" for topic in brief.topics for section in topic.sections):
        lines.append(brief.texts("safety.band"))
    items = tuple(_items(brief, title))
    yield from chapter_pages(Chapter(brief, "K", title, title, title, items, (" ".join(lines),)))


def _items(brief: Brief, title: str) -> Iterator[Item]:
    yield Item(Heading(title, scale_of(brief).title), holds=True)
    for topic in brief.topics:
        yield from _topic(brief, topic)


def _topic(brief: Brief, topic: Topic) -> Iterator[Item]:
    yield Item(TopicHead(brief, topic), gap=scale_of(brief).gap * 1.4, holds=True)
    for section in topic.sections:
        yield from _section(brief, section)


def _section(brief: Brief, section: Section) -> Iterator[Item]:
    scale = scale_of(brief)
    gap = scale.gap * 0.5
    if section.heading:
        yield Item(SectionHead(brief, section.heading), gap=gap, holds=True)
    if section.shows == "bands":
        yield from _band_scale(brief)
    if section.shows == "sports":
        yield from sport_items(brief)
    if section.table:
        yield from _grid(brief, section.table)
    for text in section.paragraphs:
        yield Item(Paragraph(text, scale.narrow), gap=gap * 0.5)
    for number, text in enumerate(section.points, 1):
        holds = number == len(section.points) - 1  # the last one is not left alone on a page
        yield Item(Entry(text, scale), gap=gap * 0.4, within="L", holds=holds)


def _grid(brief: Brief, table: Grid) -> Iterator[Item]:
    """Yield a written table; the column of the plan's own level is bold."""
    wide = (1 - FIRST) / (len(table.columns) - 1)
    shares = (FIRST, *(wide for _ in table.columns[1:]))
    own = [column == brief.plan.level for column in table.columns]
    heads = (Cell(column, bold=bold) for column, bold in zip(table.columns, own, strict=True))
    head = TableRow(brief, tuple(heads), shares, head=True)
    yield Item(head, within="Table", holds=True)
    for row in table.rows:
        cells = (_cell(brief, text, bold=own[i] or i == 0) for i, text in enumerate(row))
        holds = row is not table.rows[-1]
        yield Item(TableRow(brief, tuple(cells), shares), within="Table", again=head, holds=holds)


def _cell(brief: Brief, text: str, *, bold: bool) -> Cell:
    """Return one cell; the name of a band colour gets its swatch."""
    colour = next((colour for colour in brief.bands if colour == text), None)
    if colour is None:
        return Cell(text, bold)
    return Cell(brief.texts(f"band.{colour}"), bold, colour)


def _band_scale(brief: Brief) -> Iterator[Item]:
    """Yield every colour with its forces, the plan's own in bold, and the ruler."""
    texts, scale = brief.texts, scale_of(brief)
    heads = tuple(Cell(texts(f"know_how.band_column_{number}")) for number in range(1, 5))
    head = TableRow(brief, heads, BAND_SHARES, head=True)
    yield Item(head, within="Table", holds=True)
    for colour, band in brief.bands.items():
        bold = colour in brief.plan.bands
        forces = (
            Cell(texts("know_how.force", kg=f"{kg:.1f}", lb=f"{lb:.1f}"), bold)
            for kg, lb in zip(band.kilograms, band.pounds, strict=True)
        )
        word = Cell(texts(f"band.{colour}"), bold, colour)
        cells = (word, Cell(band.maker_name, bold), *forces)
        row = TableRow(brief, cells, BAND_SHARES)
        yield Item(row, within="Table", again=head, holds=True)
    yield Item(Paragraph(texts("know_how.band_bold"), scale.narrow), gap=scale.gap * 0.2)
    yield Item(Ruler(brief), gap=scale.gap * 0.3)


@dataclass(frozen=True)
class TopicHead:
    """Title and lead, beside the bib with the topic's one fact."""

    brief: Brief
    topic: Topic

    def height(self, measure: float) -> float:
        """Return the height of bib or words, below a rule."""
        words = self._title
        if self.topic.lead:
            words += paragraph_height(self.topic.lead, self._scale.body, self._room(measure))
        return self._below_rule + max(words, self._bib[1] if self.topic.bib else 0.0)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it."""
        topic, scale = self.topic, self._scale
        sheet.rule(x, y, x + measure, 1.4)
        place = f"topic-{self.brief.topics.index(topic)}"
        sheet.bookmark(topic.title, place, y, 1)
        y += self._below_rule
        left, room = x + measure - self._room(measure), self._room(measure)
        with sheet.tag("H3"):
            baseline = y + scale.section * CAP_HEIGHT / MM
            sheet.text(left, baseline, topic.title, "display", scale.section, room=room)
        if topic.bib:
            with sheet.tag("P"):
                self._number(topic.bib).draw(sheet, self.brief.look, x, y)
        if topic.lead:
            with sheet.tag("P"):
                sheet.paragraph(left, y + self._title, room, topic.lead, scale.body)

    def _number(self, fact: BibFact) -> Bib:
        """Return the bib with the topic's one fact."""
        wide, tall = self._bib
        label = self._scale.strong.size
        size = fitted(fact.figure, "display", tall * 1.3, wide - 8, 10) or 10
        return Bib(
            wide,
            tall,
            fact.top,
            fact.figure,
            fact.bottom,
            figure_size=size,
            bottom_size=label,
            strip=label * 0.44,
            top_size=label,
        )

    @property
    def _scale(self) -> Scale:
        return scale_of(self.brief)

    @property
    def _below_rule(self) -> float:
        return 1.0 + self._scale.gap * 0.3

    @property
    def _title(self) -> float:
        return self._scale.section * 1.15 / MM

    @property
    def _bib(self) -> tuple[float, float]:
        """Width and height: as wide as twelve letters on its strip."""
        size = self._scale.strong.size
        return size * 2.7, size * 1.75

    def _room(self, measure: float) -> float:
        return measure - (self._bib[0] + self._scale.gap if self.topic.bib else 0.0)


@dataclass(frozen=True)
class SectionHead:
    """The heading of a section."""

    brief: Brief
    text: str

    def height(self, _measure: float) -> float:
        """Return the height of its line."""
        return self._size * 1.3 / MM

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it in bold."""
        with sheet.tag("H4"):
            baseline = y + high - self._size * 0.28 / MM
            sheet.text(x, baseline, self.text, "name", self._size, room=measure)

    @property
    def _size(self) -> float:
        return scale_of(self.brief).strong.size * 1.12


@dataclass(frozen=True)
class Ruler:
    """A band that is pulled out to three times its length, its stripes ever wider apart."""

    brief: Brief

    def height(self, _measure: float) -> float:
        """Return the height of bar and words."""
        style = scale_of(self.brief).narrow
        return self._bar + style.lead / MM

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        style, unit = scale_of(self.brief).narrow, measure / len(LENGTHS)
        for times, key in enumerate(LENGTHS, 1):
            left = x + (times - 1) * unit
            hatch(sheet, "v", left, y, unit, self._bar, spread=1.2 * times)
            sheet.rect(left, y, unit, self._bar, outline=0.8)
            with sheet.tag("P"):
                words = self.brief.texts(f"know_how.{key}")
                baseline = centred(y + self._bar + (high - self._bar) / 2, style.size)
                right = left + unit
                sheet.text(right, baseline, words, style.face, style.size, align="right")

    @property
    def _bar(self) -> float:
        return scale_of(self.brief).narrow.size * 0.28
