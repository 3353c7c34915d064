"""A chapter: the boxes that flow through it at any size, and the pages that it becomes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from math import fsum
from typing import NamedTuple, TypeVar

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.flow import Column, Item, SideBySide, draw_column, paginate
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.plan import Week
from runstrong_pdf.pages.brief import Brief, week_titles
from runstrong_pdf.pages.furniture import safety, safety_height
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

LARGER = (1.03, 1.06, 1.1, 1.15, 1.2, 1.25, 1.3)
"""How much larger type may be where pages have room."""
A_LITTLE = 1.1
"""How much larger it may be where rows and pictures can use the room as well."""
T = TypeVar("T")


class Chapter(NamedTuple):
    """What flows over one or more pages.

    Attributes:
        code: the end of the plan code on its first page.
        label: what viewers call it; bookmark: what the outline calls it.
        running: what its second and later pages begin with.
        items: its boxes.
        safety: the lines that stand at the foot of each of its pages.
        onward: what stands before them where the chapter goes on on the next page; left out where
            that would cost a page.
        even: whether its pages are to be about equally full.
        spread: whether two pages of it want to lie open side by side.
        name: what errors call it, if that is not its label.
    """

    brief: Brief
    code: str
    label: str
    bookmark: str
    running: str
    items: tuple[Item, ...]
    safety: tuple[str, ...]
    even: bool = False
    spread: bool = False
    onward: str = ""
    name: str = ""


def week_chapter(
    brief: Brief, week: Week, keys: str, items: Iterable[Item], safety: Sequence[str]
) -> Chapter:
    """Return a chapter with the sessions `keys` of a week, or with all of it."""
    label, bookmark = week_titles(brief, week, keys)
    code = f"W{week.number}{keys}"
    name = brief.texts.inside(label)
    return Chapter(brief, code, label, bookmark, "", tuple(items), tuple(safety), name=name)


class Page(NamedTuple):
    """One page of a chapter, `number` of `total`."""

    chapter: Chapter
    column: Column
    number: int
    total: int

    @property
    def brief(self) -> Brief:
        """What it draws."""
        return self.chapter.brief

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self._part(self.chapter.name or self.chapter.label)

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self._part(self.chapter.label)

    def _part(self, name: str) -> str:
        """Return what a chapter is called, with the number of a second or later page."""
        if self.number == 1:
            return name
        return self.brief.texts("column.label", label=name, number=self.number)

    @property
    def bookmark(self) -> str:
        """What the outline calls this chapter, on its first page."""
        return self.chapter.bookmark if self.number == 1 else ""

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        part = "" if self.number == 1 else f"-{self.number}"
        return f"{self.chapter.code}{part}"

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        brief, scale = self.brief, self.brief.scale
        paper, y = brief.paper, brief.paper.top
        if self.number > 1:
            self._running_head(sheet, y)
            y += running_height(scale)
        draw_column(sheet, self.column, paper.left, y, paper.measure)
        onward = self.chapter.onward if self.number < self.total else ""
        safety(sheet, brief, _foot(self.chapter.safety, onward))

    def _running_head(self, sheet: Sheet, y: float) -> None:
        """Say which chapter goes on here; a screen reader has heard it."""
        brief, scale = self.brief, self.brief.scale
        left, right = brief.paper.left, brief.paper.left + brief.paper.measure
        style = scale.narrow
        baseline = y + style.size * CAP_HEIGHT / MM
        with sheet.artifact("Pagination"):
            part = brief.texts("column.part", number=self.number, total=self.total)
            used = sheet.text(right, baseline, part, style.face, style.size, align="right")
            room = brief.paper.measure - used - 4
            sheet.text(left, baseline, self.chapter.running, "name", style.size, room=room)


Pages = tuple[Page, ...]


def in_largest_type(
    brief: Brief,
    code: str,
    label: str,
    items: Callable[[Brief], Iterable[Item]],
    *,
    running: str = "",
    foot: Iterable[str] = ("safety.stop",),
    even: bool = False,
    most: float = LARGER[-1],
) -> Pages:
    """Return the pages of a chapter in the largest type that needs no more of them.

    Args:
        code, label, even: as of the chapter; its label is its bookmark, too.
        items: makes its boxes in the type of a brief.
        running: as of the chapter, if that is not its label.
        foot: the keys of the lines at the foot of its pages.
        most: how much larger its type may be.
    """
    lines = tuple(brief.texts(key) for key in foot)

    def made(brief: Brief) -> Pages:
        flow = tuple(items(brief))
        return chapter_pages(
            Chapter(brief, code, label, label, running or label, flow, lines, even)
        )

    def enlarged(share: float) -> Pages | None:
        try:
            larger = made(brief.scaled_type(share))
        except OutputError:  # something is higher than a page then
            return None
        return larger if len(larger) <= len(pages) else None

    pages = made(brief)
    return largest(enlarged, most, pages)


def largest(enlarged: Callable[[float], T | None], most: float, usual: T) -> T:
    """Return what is made in the largest type that can be.

    Args:
        enlarged: makes it in type so many times as large, if it can be.
        most: how much larger that may be.
        usual: what was made in usual type.
    """
    shares = [share for share in LARGER if share <= most]
    best, low, high = usual, 0, len(shares)
    while low < high:
        middle = (low + high) // 2
        if (found := enlarged(shares[middle])) is None:
            high = middle
        else:
            best, low = found, middle + 1
    return best


def chapter_pages(chapter: Chapter) -> Pages:
    """Return the pages of a chapter; that it goes on is said where that costs no further page.

    Raises:
        OutputError: when something is higher than a page; the message names the chapter.
    """
    silent = chapter._replace(onward="")
    columns = _columns(silent)
    said = _columns(chapter) if chapter.onward and len(columns) > 1 else columns
    if len(said) > len(columns):
        chapter, said = silent, columns
    return tuple(Page(chapter, column, at, len(said)) for at, column in enumerate(said, 1))


def _columns(chapter: Chapter) -> list[Column]:
    """Break a chapter into pages, all of which have room to say that it goes on."""
    brief = chapter.brief
    first = page_height(brief, _foot(chapter.safety, chapter.onward))
    later = first - running_height(brief.scale)
    try:
        return paginate(chapter.items, brief.paper.measure, first, later, even=chapter.even)
    except OutputError as error:
        name = chapter.name or chapter.label
        raise OutputError(f"{name}: {error}", error.remedy) from error


def _foot(lines: Sequence[str], onward: str) -> Sequence[str]:
    """Return the lines at the foot of a page, before them that it goes on."""
    return [f"{onward} {lines[0]}", *lines[1:]] if onward else lines


def page_height(brief: Brief, lines: Sequence[str]) -> float:
    """Return the height of a page above its safety lines."""
    paper, scale = brief.paper, brief.scale
    foot = safety_height(lines, paper.measure, scale.safety)
    return paper.bottom - paper.top - (foot + scale.above_safety if foot else 0.0)


def running_height(scale: Scale) -> float:
    """Return the height of the head of a second page, with the air below it."""
    return scale.narrow.size * CAP_HEIGHT / MM + scale.narrow.size * 0.27


def spaced(items: Iterable[Item], gap: float) -> tuple[Item, ...]:
    """Return items with more air above the first of them."""
    first, *others = items
    return (replace(first, gap=gap), *others)


def abreast(
    brief: Brief, units: Iterable[Iterable[Item]], gap: float, columns: int = 2
) -> Iterator[Item]:
    """Yield units of boxes one below the other, on whole sheets in rows of `columns`."""
    parts = [spaced(unit, gap) for unit in units]
    columns = min(columns, len(parts))
    if not brief.scale.wide or columns < 2:
        yield from chain.from_iterable(parts)
        return
    for start in range(0, len(parts), columns):
        row = parts[start : start + columns]
        yield beside(row + [()] * (columns - len(row)))


def beside(stacks: Sequence[tuple[Item, ...]]) -> Item:
    """Return stacks as one item; a list that all of them belong to is around them all."""
    items = list(chain.from_iterable(stacks))
    withins = {item.within for item in items}
    within = withins.pop() if len(withins) == 1 else ""
    if within:
        stacks = [tuple(replace(item, within="") for item in stack) for stack in stacks]
    grow = max(fsum(item.grow for item in stack) for stack in stacks)
    return Item(SideBySide(tuple(stacks)), gap=items[0].gap, within=within, grow=grow)


def balanced(brief: Brief, parts: Sequence[tuple[Item, ...]]) -> Item:
    """Return parts in two columns, of which the longer is as short as can be."""
    cuts = range(1, len(parts) + 1)
    ways = [beside([tuple(chain(*parts[:cut])), tuple(chain(*parts[cut:]))]) for cut in cuts]
    return min(ways, key=lambda way: way.height(brief.paper.measure))
