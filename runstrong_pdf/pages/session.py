"""One session on a page of its own, or on two where the type is large."""

from collections.abc import Iterator

from runstrong_pdf.layout.blocks import Paragraph, WritingLines
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.chapter import Chapter, Pages, chapter_pages, week_chapter
from runstrong_pdf.pages.circuits import circuit_items, circuits
from runstrong_pdf.pages.furniture import has_band, limits_and_bands
from runstrong_pdf.pages.strips import Feeling, TickedStrip, stretch_cells, warm_up_cells
from runstrong_pdf.pages.week_head import WeekHead


def session_pages(brief: Brief, week: Week, session: Session) -> Pages:
    """Return the pages of one session; a line for notes costs no page, nor that it goes on."""
    ways = (chapter_pages(_chapter(brief, week, session, lines=lines)) for lines in (1, 0))
    return min(ways, key=lambda pages: (len(pages), not pages[0].chapter.onward))


def _chapter(brief: Brief, week: Week, session: Session, *, lines: int) -> Chapter:
    texts, items = brief.texts, _items(brief, week, session, lines)
    chapter = week_chapter(brief, week, session.key, items, (_safety(brief, session),))
    running = texts("column.running", number=week.number, session=session.key)
    onward = texts("column.onward")
    return chapter._replace(running=running, even=True, spread=True, onward=onward)


def _items(brief: Brief, week: Week, session: Session, least: int) -> Iterator[Item]:
    plan, scale = brief.plan, brief.scale
    yield Item(WeekHead(brief, week, session), holds=True)
    cells, seconds = warm_up_cells(plan, brief.texts), plan.warm_up_seconds
    warm_up = TickedStrip(brief, week, session, "warm_up", seconds, cells)
    yield Item(warm_up, gap=scale.gap * 0.4, holds=True)
    yield from circuit_items(brief, week, session, circuits(session), grow=scale.taller, role="H3")
    cells, seconds = stretch_cells(plan, brief.texts), plan.stretch_seconds
    stretches = TickedStrip(brief, week, session, "stretch", seconds, cells)
    yield Item(stretches, holds=True)
    yield Item(Feeling(brief, week, session), holds=True)
    if not scale.compact:  # a small sheet says it in the week's list
        eased = limits_and_bands(brief, [row.exercise for row in session.rows])
        yield Item(Paragraph(eased, scale.narrow), holds=True)
    name = f"notes.{week.number}.{session.key}.{{line}}"
    tip = brief.texts("field.notes", week=week.number, session=session.key, line="{line}")
    lines = WritingLines(brief.texts("notes"), scale.narrow, scale.line, least, name, tip)
    yield Item(lines, fills=True)


def _safety(brief: Brief, session: Session) -> str:
    lines = [*brief.plan.warnings, brief.texts("safety.stop")]
    if has_band(brief, [row.exercise for row in session.rows]):
        lines.append(brief.texts("safety.band"))
    return " ".join(lines)
