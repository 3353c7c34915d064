"""The cover and what belongs before week 1, in a single column."""

from collections.abc import Iterator

from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import Chapter, ColumnPage, chapter_pages, scale_of
from runstrong_pdf.pages.column.chart import ChartHead, ChartRow, FinishLine
from runstrong_pdf.pages.column.cover_bib import CoverBib
from runstrong_pdf.pages.column.preparation import Boxed, Contact, KitLine, LinkBox, Step
from runstrong_pdf.pages.cover import advice
from runstrong_pdf.pages.cover_foot import how_steps, kit_list

MOST_ON_COVER = 8
"""Weeks whose chart stands below the bib; a longer one has a page of its own."""


def cover_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the cover, and the pages that it goes on to."""
    label = brief.texts("cover.label")
    items = tuple(_items(brief))
    return chapter_pages(Chapter(brief, "0", label, label, brief.plan.title, items, ()))


def _items(brief: Brief) -> Iterator[Item]:
    scale, texts = scale_of(brief), brief.texts
    gap = scale.gap
    yield Item(CoverBib(brief))
    if brief.plan.refer_first:
        yield Item(Boxed((texts("cover.refer"),), scale.body), gap=gap)
    before, after = (_chart, _preparation)
    if len(brief.plan.weeks) > MOST_ON_COVER:
        before, after = after, before
    yield from before(brief)
    yield from after(brief)
    warnings = tuple(texts.some("cover.warnings"))
    yield Item(Boxed(warnings, scale.body, texts("cover.stop"), scale.section), gap=gap)
    yield Item(Paragraph(texts("cover.disclaimer"), scale.body), gap=gap * 0.8, holds=True)
    yield Item(Contact(brief), gap=gap * 0.3)
    if brief.link:
        yield Item(LinkBox(brief, brief.link), gap=gap)


def _preparation(brief: Brief) -> Iterator[Item]:
    """Yield what to lay ready and how it works, each of them on one page."""
    scale, texts, gap = scale_of(brief), brief.texts, scale_of(brief).gap
    notes = " ".join((*brief.plan.notes, *advice(brief)))
    if notes:
        yield Item(Paragraph(notes, scale.body), gap=gap * 0.6)
    yield Item(Heading(texts("cover.kit"), scale.section), gap=gap, holds=True)
    kit = kit_list(brief)
    for index, (name, weeks, words) in enumerate(kit):
        line, holds = KitLine(brief, name, weeks, words), index < len(kit) - 1
        yield Item(line, gap=gap * 0.4, within="L", holds=holds)
    yield Item(Heading(texts("cover.how"), scale.section), gap=gap, holds=True)
    steps = how_steps(brief)
    for number, step in enumerate(steps, 1):
        block, holds = Step(number, step, scale), number < len(steps)
        yield Item(block, gap=gap * 0.3, within="L", holds=holds)


def _chart(brief: Brief) -> Iterator[Item]:
    scale, weeks = scale_of(brief), brief.plan.weeks
    title = brief.texts("cover.glance", weeks=brief.texts(f"number.{len(weeks)}"))
    ticks = brief.texts("cover.ticks", ticks=sum(len(week.sessions) for week in weeks))
    heading = Heading(
        title, scale.section, beside=ticks, beside_style=scale.narrow, place="chart", level=1
    )
    yield Item(heading, gap=scale.gap, holds=True)
    head = ChartHead(brief)
    yield Item(head, gap=scale.gap * 0.3, holds=True, within="Table")
    for index, week in enumerate(weeks):
        before = weeks[index - 1] if index else week
        row = ChartRow(brief, week, new_phase=week.phase != before.phase)
        yield Item(row, within="Table", again=head, grow=scale.gap, holds=True)
    yield Item(FinishLine(brief))
