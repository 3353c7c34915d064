"""Single-column pages: the same plan in large print, and on pages of half the size."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.booklet import Pages, folded
from runstrong_pdf.pages.column.chapter import ColumnPage
from runstrong_pdf.pages.column.cover import cover_pages
from runstrong_pdf.pages.column.guide import guide_pages
from runstrong_pdf.pages.column.know_how import know_how_pages
from runstrong_pdf.pages.column.moves import stretching_pages, warm_up_pages
from runstrong_pdf.pages.column.progress import log_pages, progress_pages
from runstrong_pdf.pages.column.session import session_pages
from runstrong_pdf.pages.column.weeks import weeks_pages
from runstrong_pdf.pages.column.what_next import what_next_pages


def _sessions(brief: Brief) -> Iterator[Pages]:
    for week in brief.weeks:
        for session in week.sessions:
            yield tuple(session_pages(brief, week, session))


def _week_sheets(brief: Brief) -> Iterator[Pages]:
    if not brief.only:
        yield tuple(weeks_pages(brief))
    yield tuple(warm_up_pages(brief))
    yield from _sessions(brief)


def _programme(brief: Brief) -> Iterator[Pages]:
    """Yield all chapters but the log."""
    yield tuple(cover_pages(brief))
    yield from _week_sheets(brief)
    yield tuple(guide_pages(brief))
    yield tuple(know_how_pages(brief))
    yield tuple(stretching_pages(brief))
    yield tuple(progress_pages(brief))


def _full(brief: Brief) -> Iterator[ColumnPage]:
    yield from chain.from_iterable(_programme(brief))
    yield from log_pages(brief)
    yield from what_next_pages(brief)


def _booklet(brief: Brief) -> Iterator[ColumnPage]:
    inside = chain(_programme(brief), [tuple(what_next_pages(brief))])
    return folded(brief, inside, tuple(log_pages(brief)))


PAGES: Mapping[str, Callable[[Brief], Iterator[ColumnPage]]] = {
    "full": _full,
    "booklet": _booklet,
    "week-sheets": lambda brief: chain.from_iterable(_week_sheets(brief)),
    "guide": lambda brief: chain(warm_up_pages(brief), guide_pages(brief), know_how_pages(brief)),
    "stretching": stretching_pages,
}
"""The pages of every edition that is set in a single column."""
