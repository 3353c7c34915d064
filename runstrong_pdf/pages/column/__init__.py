"""Single-column pages: the same plan in large print, and on pages of half the size."""

from collections.abc import Callable, Iterator, Mapping

from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import ColumnPage
from runstrong_pdf.pages.column.cover import cover_pages
from runstrong_pdf.pages.column.guide import guide_pages
from runstrong_pdf.pages.column.moves import stretching_pages, warm_up_pages
from runstrong_pdf.pages.column.progress import log_pages, progress_pages
from runstrong_pdf.pages.column.session import session_pages
from runstrong_pdf.pages.column.weeks import weeks_pages


def _week_sheets(brief: Brief) -> Iterator[ColumnPage]:
    yield from weeks_pages(brief)
    yield from warm_up_pages(brief)
    for week in brief.plan.weeks:
        for session in week.sessions:
            yield from session_pages(brief, week, session)


def _full(brief: Brief) -> Iterator[ColumnPage]:
    yield from cover_pages(brief)
    yield from _week_sheets(brief)
    yield from guide_pages(brief)
    yield from stretching_pages(brief)
    yield from progress_pages(brief)
    yield from log_pages(brief)


PAGES: Mapping[str, Callable[[Brief], Iterator[ColumnPage]]] = {
    "full": _full,
    "week-sheets": _week_sheets,
    "guide": guide_pages,
    "stretching": stretching_pages,
}
"""The pages of every edition that is set in a single column."""
