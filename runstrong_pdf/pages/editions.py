"""The editions: which pages each has, and how they stand on paper."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, count
from types import MappingProxyType
from typing import NamedTuple

from runstrong_pdf.errors import UsageError
from runstrong_pdf.layout.blocks import Heading, Rule, WritingLines
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.theme import HALF_HANDOUT, HANDOUT, MEASURE, WHOLES, Paper
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.chapter import Chapter, Page, Pages, chapter_pages
from runstrong_pdf.pages.cover import COVER, cover_pages
from runstrong_pdf.pages.guide import CARD, guide_pages
from runstrong_pdf.pages.know_how import know_how_pages
from runstrong_pdf.pages.moves import stretching_pages, warm_up_pages
from runstrong_pdf.pages.progress import written_pages
from runstrong_pdf.pages.week import week_pages
from runstrong_pdf.pages.weeks import session_pages, weeks_pages
from runstrong_pdf.pages.what_next import what_next_pages


class Place(NamedTuple):
    """A page on a side of paper.

    Attributes:
        page: its number in reading order, from 0.
        origin: where its left edge lies, in millimetres.
        again: whether this is a further copy, which a screen reader skips.
    """

    page: int
    origin: float = 0.0
    again: bool = False


class Side(NamedTuple):
    """One side of a sheet of paper in millimetres; `cut` where it is cut in the middle."""

    width: float
    height: float
    places: tuple[Place, ...]
    cut: bool = False


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
    pages = tuple(chain.from_iterable(_chapters(name, brief, sheet)))
    raised = 0 if pages[0].code == COVER else 1
    sides = _sides(name, brief, len(pages), two_up=two_up)
    return Edition(brief, pages, sides, raised, dict(_shown(pages)))


def _shown(pages: Iterable[Page]) -> Iterator[tuple[Slug, int]]:
    """Yield the exercises of the guide with the numbers of their pages."""
    for number, page in enumerate(pages, 1):
        for placed in page.column:
            block = placed.block
            if isinstance(block, Rule) and block.place.startswith(CARD):
                yield block.place.removeprefix(CARD), number


def _sides(name: str, brief: Brief, many: int, *, two_up: bool) -> tuple[Side, ...]:
    """Return the sides of paper on which the pages stand."""
    if name == "booklet":
        return booklet(many, brief.paper, WHOLES[brief.paper.name])
    if two_up:
        return two_alike(many, brief.paper, WHOLES[brief.paper.name])
    return one_up(many, brief.paper)


def _week(brief: Brief, sheet: str) -> int:
    """Return the number of the week that a sheet is of. Raises UsageError."""
    numbers = {str(week.number): week.number for week in brief.plan.weeks}
    wanted = sheet.strip().upper().removeprefix("W")
    if wanted not in numbers:
        text = f"week {sheet[:40]!r} is not in this plan; possible: {', '.join(numbers)}"
        raise UsageError(text, field="sheet")
    return numbers[wanted]


# -- chapters in reading order ---------------------------------------------------------------------


def _chapters(name: str, brief: Brief, sheet: str) -> Iterator[Iterable[Page]]:
    match name:
        case "handout":
            yield _handout(brief, sheet)
        case "wall":
            from runstrong_pdf.pages.wall import wall_pages  # noqa: PLC0415  no other needs it

            yield wall_pages(brief)
        case "week-sheets":
            yield from _weeks(brief)
        case "guide":
            yield from (warm_up_pages(brief), guide_pages(brief), know_how_pages(brief))
        case "stretching":
            yield stretching_pages(brief)
        case _:
            progress, log = written_pages(brief)
            programme, last = _programme(brief, progress), what_next_pages(brief)
            if name == "booklet":
                yield folded(brief, chain(programme, [last]), log)
            else:
                yield from (*programme, log, last)


def _programme(brief: Brief, progress: Pages) -> Iterator[Iterable[Page]]:
    """Yield all chapters but the last; progress stands behind the cover of whole sheets.

    Printed on both sides, a phase is a sheet then.
    """
    yield cover_pages(brief)
    if brief.scale.wide:
        yield progress
    yield from _weeks(brief)
    if brief.scale.wide:
        yield warm_up_pages(brief)
    yield from (guide_pages(brief), know_how_pages(brief), stretching_pages(brief))
    if not brief.scale.wide:
        yield progress


def _weeks(brief: Brief) -> Iterator[Iterable[Page]]:
    """Yield the sheets of weeks; in a single column what all have in common, then sessions."""
    if brief.scale.wide:
        yield week_pages(brief)
        return
    if not brief.only:
        yield weeks_pages(brief)
    yield warm_up_pages(brief)
    for week in brief.weeks:
        yield from (session_pages(brief, week, session) for session in week.sessions)


def _handout(brief: Brief, sheet: str) -> Iterator[Page]:
    from runstrong_pdf.pages.handout import chosen, handout_front  # noqa: PLC0415  no other needs it
    from runstrong_pdf.pages.handout_back import handout_back  # noqa: PLC0415  the same

    for week, session in chosen(brief, sheet):
        front = handout_front(brief, week, session)
        yield from (front, handout_back(brief, session, front.code))


# -- booklets: sessions of two pages lie open, the log is the back cover --------------------------

SHEET = 4
"""Pages on one folded sheet."""


def folded(brief: Brief, inside: Iterable[Iterable[Page]], back: Pages) -> tuple[Page, ...]:
    """Return the pages of a booklet.

    Args:
        inside: chapters in reading order.
        back: the last chapter; its last page is the back cover.
    """
    pages: list[Page] = []
    blank = _notes(brief)
    for chapter in map(tuple, inside):
        starts_right = len(pages) % 2 == 0  # the cover is a right-hand page
        opens = len(chapter) == 2 and chapter[0].chapter.spread
        if starts_right and opens:
            pages.append(next(blank))
        pages += chapter
    while (len(pages) + len(back)) % SHEET:
        pages.append(next(blank))
    return (*pages, *back)


def _notes(brief: Brief) -> Iterator[Page]:
    """Yield pages of lines to write on, without end."""
    scale, title = brief.scale, brief.texts("notes")
    items = (
        Item(Heading(title, scale.title), holds=True),
        Item(WritingLines("", scale.narrow, scale.line), fills=True),
    )
    for number in count(1):
        yield from chapter_pages(Chapter(brief, f"N{number}", title, "", title, items, ()))


# -- imposition: one page a side, two to be folded, or one twice to be cut -------------------------


def one_up(count: int, paper: Paper) -> tuple[Side, ...]:
    """Return a side for every page."""
    return tuple(Side(paper.width, paper.height, (Place(page),)) for page in range(count))


def two_alike(count: int, half: Paper, whole: Paper) -> tuple[Side, ...]:
    """Return a side for every page, which stands on it twice: one cut gives two sets."""
    left, right = _origins(half, whole)
    pairs = ((Place(page, left), Place(page, right, again=True)) for page in range(count))
    return tuple(Side(whole.height, whole.width, pair, cut=True) for pair in pairs)


def booklet(count: int, half: Paper, whole: Paper) -> tuple[Side, ...]:
    """Return the sides of sheets that are printed on both sides, laid together, folded, stapled.

    The number of pages is filled up to a multiple of four with blank ones at the end.
    """
    sides, origins = (-(-count // 4)) * 2, _origins(half, whole)
    found = []
    for side in range(sides):  # the outermost sheet first, front then back
        pages = (2 * sides - 1 - side, side)[:: -1 if side % 2 else 1]
        places = zip(pages, origins, strict=True)
        shown = tuple(Place(page, origin) for page, origin in places if page < count)
        found.append(Side(whole.height, whole.width, shown))
    return tuple(found)


def _origins(half: Paper, whole: Paper) -> tuple[float, float]:
    """Return the left edges of both halves, which meet at the fold of a sheet on its side."""
    return whole.height / 2 - half.width, whole.height / 2
