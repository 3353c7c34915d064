"""The editions: which pages each has, and how they stand on paper."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, Protocol

from runstrong_pdf.errors import UsageError
from runstrong_pdf.layout.blocks import Heading, WritingLines
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.imposition import Side, booklet, one_up, two_alike
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.theme import HALF_HANDOUT, HANDOUT, MEASURE, WHOLES
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.cards import Opening
from runstrong_pdf.pages.chapter import Chapter, ColumnPage, Pages, chapter_pages
from runstrong_pdf.pages.cover import COVER, cover_pages
from runstrong_pdf.pages.guide import CARD, guide_pages
from runstrong_pdf.pages.know_how import know_how_pages
from runstrong_pdf.pages.moves import stretching_pages, warm_up_pages
from runstrong_pdf.pages.progress import written_pages
from runstrong_pdf.pages.session import session_pages
from runstrong_pdf.pages.week import week_pages
from runstrong_pdf.pages.weeks import weeks_pages
from runstrong_pdf.pages.what_next import what_next_pages


class Page(Protocol):
    """A kind of page."""

    @property
    def name(self) -> str:
        """What an error calls this page."""

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""

    @property
    def bookmark(self) -> str:
        """What the outline calls this page; empty where it goes on from the one before."""

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""


class Edition(NamedTuple):
    """Pages in reading order, ready to be drawn, and the sides of paper they stand on.

    Attributes:
        brief: what the pages draw; its paper is the size of a page.
        raised: how many levels headings are raised: 1 where no page has the document's H1.
        shown: on which page the guide shows an exercise, from 1.
    """

    brief: Brief
    pages: tuple[Page, ...]
    sides: tuple[Side, ...]
    raised: int = 0
    shown: Mapping[Slug, int] = MappingProxyType({})

    def label(self, side: Side) -> str:
        """Return what viewers call a side of paper, such as `Week 1`."""
        return " · ".join(self.pages[place.page].label for place in side.places if not place.again)

    @property
    def folded(self) -> bool:
        """Whether its sheets are printed on both sides and folded."""
        return any(len({place.page for place in side.places}) > 1 for side in self.sides)


def make_edition(name: str, brief: Brief, *, sheet: str = "", two_up: bool = False) -> Edition:
    """Return the edition `name`, one of `model.fields.EDITIONS`, on the pages of `brief`.

    Args:
        sheet: whose handouts, or which week's sheets, as `Sheets.sheet`. Raises UsageError where
            there are none.
        two_up: whether a handout stands twice on a sheet that is cut.
    """
    if name == "wall":
        from runstrong_pdf.pages.wall import wall_brief  # noqa: PLC0415  its three modules

        brief = wall_brief(brief)
    elif name == "handout":
        whole = brief.paper.measure >= MEASURE
        brief = replace(brief, scale=HANDOUT if whole else HALF_HANDOUT, guided=False)
    elif name == "week-sheets" and sheet:
        brief = replace(brief, only=_week(brief, sheet))
    kinds = PAGES if brief.scale.wide else COLUMN_PAGES
    pages = tuple(_handout(brief, sheet) if name == "handout" else kinds[name](brief))
    raised = 0 if pages[0].code == COVER else 1
    sides = _sides(name, brief, len(pages), two_up=two_up)
    return Edition(brief, pages, sides, raised, dict(_shown(pages)))


def _shown(pages: Iterable[Page]) -> Iterator[tuple[Slug, int]]:
    """Yield the exercises of the guide with the numbers of their pages."""
    for number, page in enumerate(pages, 1):
        for placed in page.column if isinstance(page, ColumnPage) else ():
            block = placed.block
            if isinstance(block, Opening) and block.place.startswith(CARD):
                yield block.place.removeprefix(CARD), number


def _sides(name: str, brief: Brief, count: int, *, two_up: bool) -> tuple[Side, ...]:
    """Return the sides of paper on which the pages stand."""
    if name == "booklet":
        return booklet(count, brief.paper, WHOLES[brief.paper.name])
    if two_up:
        return two_alike(count, brief.paper, WHOLES[brief.paper.name])
    return one_up(count, brief.paper)


def _week(brief: Brief, sheet: str) -> int:
    """Return the number of the week that a sheet is of. Raises UsageError."""
    numbers = {str(week.number): week.number for week in brief.plan.weeks}
    wanted = sheet.strip().upper().removeprefix("W")
    if wanted not in numbers:
        text = f"week {sheet[:40]!r} is not in this plan; possible: {', '.join(numbers)}"
        raise UsageError(text, field="sheet")
    return numbers[wanted]


def _handout(brief: Brief, sheet: str) -> Iterator[Page]:
    from runstrong_pdf.pages.handout import HandoutPage, chosen  # noqa: PLC0415  no other needs it
    from runstrong_pdf.pages.handout_back import handout_back  # noqa: PLC0415  the same

    for week, session in chosen(brief, sheet):
        front = HandoutPage(brief, week, session)
        yield front
        yield handout_back(brief, front.code)


# -- whole sheets ---------------------------------------------------------------------------------


def _full(brief: Brief) -> Iterator[Page]:
    yield from cover_pages(brief)
    progress, log = written_pages(brief)
    yield from progress  # behind the cover: printed on both sides, a phase is a sheet
    yield from week_pages(brief)
    yield from _guide(brief)
    yield from stretching_pages(brief)
    yield from log
    yield from what_next_pages(brief)


def _guide(brief: Brief) -> Iterator[ColumnPage]:
    return chain(warm_up_pages(brief), guide_pages(brief), know_how_pages(brief))


def _wall(brief: Brief) -> Iterator[Page]:
    from runstrong_pdf.pages.wall import wall_pages  # noqa: PLC0415  no other edition needs it

    yield from wall_pages(brief)


PAGES: Mapping[str, Callable[[Brief], Iterable[Page]]] = {
    "full": _full,
    "week-sheets": week_pages,
    "wall": _wall,
    "guide": _guide,
    "stretching": stretching_pages,
}


# -- large print, A5, booklets --------------------------------------------------------------------


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
    """Yield all chapters that are read before something is written down."""
    yield tuple(cover_pages(brief))
    yield from _week_sheets(brief)
    yield tuple(guide_pages(brief))
    yield tuple(know_how_pages(brief))
    yield tuple(stretching_pages(brief))


def _full_column(brief: Brief) -> Iterator[ColumnPage]:
    yield from chain.from_iterable(_programme(brief))
    yield from chain(*written_pages(brief))
    yield from what_next_pages(brief)


def _booklet(brief: Brief) -> Iterator[ColumnPage]:
    progress, log = written_pages(brief)
    inside = chain(_programme(brief), [progress, tuple(what_next_pages(brief))])
    return folded(brief, inside, log)


COLUMN_PAGES: Mapping[str, Callable[[Brief], Iterable[Page]]] = {
    "full": _full_column,
    "booklet": _booklet,
    "week-sheets": lambda brief: chain.from_iterable(_week_sheets(brief)),
    "guide": _guide,
    "stretching": stretching_pages,
}
"""The pages of every edition that is set in a single column."""


# -- booklets: sessions of two pages lie open, the log is the back cover --------------------------

SHEET = 4
"""Pages on one folded sheet."""


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
    scale, title = brief.scale, brief.texts("notes")
    items = (
        Item(Heading(title, scale.title), holds=True),
        Item(WritingLines("", scale.narrow, scale.line), fills=True),
    )
    return chapter_pages(Chapter(brief, f"N{number}", title, "", title, items, ()))
