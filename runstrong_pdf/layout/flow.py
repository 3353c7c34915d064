"""Boxes that measure themselves and flow down a column, page after page. Millimetres.

A column is filled from the top; stacks of boxes can stand side by side in it. What belongs together
stays together; a table that goes on begins its next page with its head again; spare height goes to
what can use it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import groupby
from math import fsum, inf
from typing import NamedTuple, Protocol

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import HAIR
from runstrong_pdf.layout.theme import GUTTER

WIDEST = 0.42
"""Of the measure: a first column of a width of its own, at most."""
STEPS = 40
"""How many heights are tried in the search for pages that are about equally full."""


class Block(Protocol):
    """A box that knows its height before it is drawn."""

    def height(self, measure: float) -> float:
        """Return the least height that it needs in a column `measure` wide."""

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it with its top left corner at (x, y); `high` is at least its height."""


@dataclass  # not frozen, for thousands are made and that would take three times as long
class Item:
    """A block in a flow.

    Attributes:
        gap: air above it, left out at the top of a page.
        holds: whether it stays with the item after it, as a heading does.
        within: the element that neighbouring items share, `L` or `Table`; or none.
        again: what is printed again above it where it begins a page: the head of its table.
        grow: how many millimetres of spare height it can use.
        fills: whether it takes all spare height that is left after that.
    """

    block: Block
    gap: float = 0.0
    holds: bool = False
    within: str = ""
    again: "Item | None" = None
    grow: float = 0.0
    fills: bool = False
    _heights: dict[float, float] = field(default_factory=dict, compare=False, repr=False)

    def height(self, measure: float) -> float:
        """Return the height of its block, which is measured once for each width of a column.

        Copies with another gap share what was measured.
        """
        if measure not in self._heights:
            self._heights[measure] = self.block.height(measure)
        return self._heights[measure]


Stack = tuple[Item, ...]
"""Items one below the other."""


class Placed(NamedTuple):
    """A block with its place in the column, from the column's top."""

    block: Block
    y: float
    high: float
    within: str = ""


Column = tuple[Placed, ...]


def paginate(
    items: Sequence[Item], measure: float, first: float, later: float, *, even: bool = False
) -> list[Column]:
    """Break a flow into columns.

    Args:
        first, later: the height of the first column, and of all others.
        even: whether the columns are to be about equally full, instead of the last one short.

    Raises:
        OutputError: when items that stay together are higher than a column.
    """
    clusters = list(_clusters(items, measure))
    pages = _filled(clusters, first, later)
    if even and len(pages) > 1:
        pages = _evened(clusters, measure, first, later, len(pages))
    rooms = [first, *(later for _ in pages[1:])]
    return [_placed(page, measure, room) for page, room in zip(pages, rooms, strict=True)]


def parted(pages: Sequence[Stack | Column]) -> int:
    """Return on how many pages a list goes on from the page before."""
    return sum(bool(page[0].within) for page in pages[1:])


def draw_column(sheet: Sheet, column: Column, x: float, y: float, measure: float) -> None:
    """Print a column from (x, y); neighbours within one list or table share its element."""
    for within, group in groupby(column, key=lambda placed: placed.within):
        with sheet.tag(within) if within else nullcontext():
            for block, top, high, _ in group:
                block.draw(sheet, x, y + top, measure, high)


def height_of(items: Sequence[Item], measure: float) -> float:
    """Return the least height of items one below the other."""
    if not items:
        return 0.0
    again = items[0].again.height(measure) if items[0].again else 0.0
    gaps = fsum(item.gap for item in items[1:])
    return again + gaps + fsum(item.height(measure) for item in items)


class SideBySide(NamedTuple):
    """Stacks of boxes beside each other, read one after the other.

    Attributes:
        first: the width of the first column at most; all columns are alike where it is 0.
        shares: of what the first column leaves, the widths of the others, if they are not alike.
        gutter: millimetres between two columns.
        headed: whether the second column begins with the heading of all, which is read first.
        folded: whether dots in the middle show where to fold the sheet.
    """

    stacks: tuple[Stack, ...]
    first: float = 0.0
    gutter: float = GUTTER
    shares: tuple[float, ...] = ()
    headed: bool = False
    folded: bool = False

    def height(self, measure: float) -> float:
        """Return the height of the highest stack."""
        wides = self._wides(measure)
        return max(height_of(one, wide) for one, wide in zip(self.stacks, wides, strict=True))

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print them from one top edge."""
        fold = x + measure / 2
        columns: list[tuple[Column, float, float]] = []
        for wide, stack in zip(self._wides(measure), self.stacks, strict=True):
            columns.append((_placed(stack, wide, high), x, wide))
            x += wide + self.gutter
        if self.headed:
            second, left, wide = columns[1]
            columns[1] = second[1:], left, wide
            columns.insert(0, (second[:1], left, wide))
        for column, left, wide in columns:
            draw_column(sheet, column, left, y, wide)
        if self.folded:
            sheet.dotted((fold, y), (fold, y + high))

    def _wides(self, measure: float) -> list[float]:
        """Return the width of every column."""
        many = len(self.stacks)
        alike = (measure + self.gutter) / many - self.gutter
        first = min(self.first, measure * WIDEST) or alike
        left = measure - first - self.gutter * (many - 1)
        shares = self.shares or [1 / (many - 1 or 1)] * (many - 1)
        return [first, *(left * share for share in shares)]


# -- breaking -------------------------------------------------------------------------------------

FILLED = 40.0
"""Millimetres of lines to write on that are of use."""
UNNOTICED = 8.0
"""Millimetres at the foot of a page that do not look empty."""


class _Cluster(NamedTuple):
    """What stays together, with its height at the top of a page and below other things."""

    items: Stack
    first: float
    later: float


def _clusters(items: Iterable[Item], measure: float) -> Iterator[_Cluster]:
    """Yield what stays together."""
    cluster: list[Item] = []
    for item in items:
        cluster.append(item)
        if not item.holds:
            yield _cluster(cluster, measure)
            cluster = []
    if cluster:
        yield _cluster(cluster, measure)


def _cluster(items: list[Item], measure: float) -> _Cluster:
    later = fsum(item.gap + item.height(measure) for item in items)
    return _Cluster(tuple(items), height_of(items, measure), later)


def _filled(clusters: list[_Cluster], first: float, later: float) -> list[Stack]:
    """Put as many clusters on each page as fit."""
    pages: list[Stack] = [()]
    room, high = first, 0.0
    for cluster in clusters:
        if pages[-1] and high + cluster.later > room + HAIR:
            pages.append(())
            room = later
        high = high + cluster.later if pages[-1] else cluster.first
        pages[-1] += cluster.items
        if high > room + HAIR:
            raise OutputError(
                f"what stands together needs {high:.0f} mm in a column of {room:.0f} mm",
                "give a shorter text in the template",
            )
    return pages


def _evened(
    clusters: list[_Cluster], measure: float, first: float, later: float, count: int
) -> list[Stack]:
    """Return as many pages, best those on which no list goes on from the page before.

    Then those with the least height that nothing can use, then the least full.
    """
    best: list[Stack] = []
    least = (inf, inf, inf)
    for step in range(STEPS):
        share = 1 - step / STEPS
        try:
            pages = _filled(clusters, first * share, later * share)
        except OutputError:
            break
        if len(pages) > count:
            break
        rooms = [first, *(later for _ in pages[1:])]
        left = [r - height_of(page, measure) for page, r in zip(pages, rooms, strict=True)]
        wasted = fsum(_wasted(page, spare) for page, spare in zip(pages, left, strict=True))
        found = (
            parted(pages),
            round(wasted, 6),
            -min(left),
        )  # rounded, or the last bit would decide
        if found < least:
            best, least = pages, found
    return best


def _wasted(page: Stack, spare: float) -> float:
    """Return how much of a page's spare height would stay empty."""
    filled = FILLED if any(item.fills for item in page) else UNNOTICED
    return max(0.0, spare - fsum(item.grow for item in page) - filled)


# -- placing --------------------------------------------------------------------------------------


def _placed(page: Stack, measure: float, room: float) -> Column:
    extra = _extra(page, room - height_of(page, measure))
    column: list[Placed] = []
    y = 0.0
    for index, (item, more) in enumerate(zip(page, extra, strict=True)):
        if index == 0 and item.again:
            high = item.again.height(measure)
            column.append(Placed(item.again.block, y, high, item.within))
            y += high
        y += item.gap if index else 0.0
        high = item.height(measure) + more
        column.append(Placed(item.block, y, high, item.within))
        y += high
    return tuple(column)


def _extra(items: Stack, spare: float) -> list[float]:
    """Share out the spare height: evenly among what can grow, the rest to what fills."""
    extra = [0.0] * len(items)
    order = sorted((i for i, item in enumerate(items) if item.grow), key=lambda i: items[i].grow)
    for done, index in enumerate(order):
        extra[index] = min(items[index].grow, max(0.0, spare) / (len(order) - done))
        spare -= extra[index]
    filling = [index for index, item in enumerate(items) if item.fills]
    for index in filling:
        extra[index] += max(0.0, spare) / len(filling)
    return extra
