"""The editions: which pages each has, and how they stand on paper."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol

from runstrong_pdf.errors import UsageError
from runstrong_pdf.layout.imposition import Side, booklet, one_up, two_alike
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.theme import WHOLES
from runstrong_pdf.pages import column
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.guide import guide_pages
from runstrong_pdf.pages.column.moves import warm_up_pages
from runstrong_pdf.pages.column.progress import log_pages
from runstrong_pdf.pages.column.what_next import what_next_pages
from runstrong_pdf.pages.cover import COVER, CoverPage
from runstrong_pdf.pages.know_how import know_how_pages
from runstrong_pdf.pages.log import log_fits
from runstrong_pdf.pages.progress import ProgressPage
from runstrong_pdf.pages.stretching import StretchingPage
from runstrong_pdf.pages.week import week_pages


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
    """

    brief: Brief
    pages: tuple[Page, ...]
    sides: tuple[Side, ...]
    raised: int = 0

    @property
    def folded(self) -> bool:
        """Whether its sheets are printed on both sides and folded."""
        return any(len({place.page for place in side.places}) > 1 for side in self.sides)


def make_edition(name: str, brief: Brief, *, sheet: str = "", two_up: bool = False) -> Edition:
    """Return the edition `name`, one of `model.fields.EDITIONS`, on the pages of `brief`.

    Args:
        sheet: the session of a handout, such as `3B`, or the only week of week sheets, such as `3`.
            Raises UsageError for one there is not.
        two_up: whether a handout stands twice on a sheet that is cut.
    """
    if name == "wall":
        from runstrong_pdf.pages.wall import wall_brief  # noqa: PLC0415  its eight modules

        brief = wall_brief(brief)
    elif name == "week-sheets" and sheet:
        brief = replace(brief, only=_week(brief, sheet))
    kinds = PAGES
    if brief.scale:
        kinds = column.PAGES
    pages = tuple(_handout(brief, sheet) if name == "handout" else kinds[name](brief))
    raised = 0 if pages[0].code == COVER else 1
    return Edition(brief, pages, _sides(name, brief, len(pages), two_up=two_up), raised)


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
    from runstrong_pdf.pages.handout_back import HandoutBackPage  # noqa: PLC0415  the same

    week, session = chosen(brief, sheet)
    front = HandoutPage(brief, week, session)
    yield front
    yield HandoutBackPage(brief, front.code)


def _full(brief: Brief) -> Iterator[Page]:
    yield CoverPage(brief)
    yield ProgressPage(brief)  # behind the cover: printed on both sides, a phase is a sheet
    yield from week_pages(brief)
    yield from _guide(brief)
    yield StretchingPage(brief)
    if not log_fits(brief):
        yield from log_pages(brief)
    yield from what_next_pages(brief)


def _guide(brief: Brief) -> Iterator[Page]:
    yield from warm_up_pages(brief)
    yield from guide_pages(brief)
    yield from know_how_pages(brief)


def _stretching(brief: Brief) -> Iterator[Page]:
    yield StretchingPage(brief)


def _wall(brief: Brief) -> Iterator[Page]:
    from runstrong_pdf.pages.wall import WallPage  # noqa: PLC0415  no other edition needs it

    yield WallPage(brief)


PAGES: Mapping[str, Callable[[Brief], Iterator[Page]]] = {
    "full": _full,
    "week-sheets": week_pages,
    "wall": _wall,
    "guide": _guide,
    "stretching": _stretching,
}
