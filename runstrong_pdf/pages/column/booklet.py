"""The order of a booklet: sessions that take two pages lie open, the log is the back cover.

What would stay blank has lines to write on.
"""

from collections.abc import Iterable, Iterator

from runstrong_pdf.layout.blocks import Heading, WritingLines
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import Chapter, ColumnPage, chapter_pages, scale_of

SHEET = 4
"""Pages on one folded sheet."""
Pages = tuple[ColumnPage, ...]


def folded(brief: Brief, inside: Iterable[Pages], back: Pages) -> Iterator[ColumnPage]:
    """Yield the pages of a booklet.

    Args:
        inside: chapters in reading order.
        back: the last chapter; its last page is the back cover.
    """
    pages: list[ColumnPage] = []
    blanks = 0
    for chapter in inside:
        starts_right = len(pages) % 2 == 0  # the cover is a right-hand page
        if len(chapter) == 2 and starts_right and chapter[0].chapter.spread:
            blanks += 1
            pages += _notes(brief, blanks)
        pages += chapter
    while (len(pages) + len(back)) % SHEET:
        blanks += 1
        pages += _notes(brief, blanks)
    yield from pages
    yield from back


def _notes(brief: Brief, number: int) -> Iterator[ColumnPage]:
    """Yield a page of lines to write on."""
    scale, title = scale_of(brief), brief.texts("notes")
    items = (
        Item(Heading(title, scale.title), holds=True),
        Item(WritingLines("", scale.narrow, scale.line), fills=True),
    )
    return chapter_pages(Chapter(brief, f"N{number}", title, "", title, items, ()))
