"""Tables: rows of cells, tagged and ruled; columns as wide as asked for. A cell is a block."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Drawn
from runstrong_pdf.layout.flow import Block, Item
from runstrong_pdf.layout.sheet import Align, Sheet, paragraph_height
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import Style

Columns = Callable[[float], Sequence[float]]
"""The width of every column of a table so wide."""


class TableRow(NamedTuple):
    """One row.

    Attributes:
        cells: what stands in them; None in one that stays empty.
        heads: how many cells are the head of the row; spans: how many rows the first one has.
        head: whether these are the heads of the columns.
        least: millimetres that it is high at least.
        above, below: weights of its rules in points, 0 for none.
        edges: weight of the lines between columns.
        apart: millimetres between two cells.
    """

    cells: Sequence[Block | None]
    columns: Columns
    head: bool = False
    heads: int = 1
    spans: int = 1
    least: float = 0.0
    above: float = 0.0
    below: float = 0.0
    edges: float = 0.0
    apart: float = 0.0

    def height(self, measure: float) -> float:
        """Return the height of its fullest cell, or the least."""
        highs = (block.height(wide) for block, _, wide in self._placed(measure) if block)
        return max(self.least, *highs)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print rules and cells, each as high as the row."""
        for line, weight in ((y, self.above), (y + high, self.below)):
            if weight:
                sheet.rule(x, line, x + measure, weight)
        with sheet.tag("TR"):
            for index, (block, left, wide) in enumerate(self._placed(measure)):
                heads = bool(block) and (self.head or index < self.heads)
                scope = ("Column" if self.head else "Row") if heads else ""
                rows = 1 if index else self.spans
                with sheet.tag("TH" if heads else "TD", scope=scope, rows=rows):
                    if block:
                        block.draw(sheet, x + left, y, wide, high)
                if self.edges and index:
                    edge = x + left - self.apart
                    sheet.upright(edge, y, y + high, self.edges)

    def _placed(self, measure: float) -> Iterator[tuple[Block | None, float, float]]:
        """Yield every cell with its left edge and its width."""
        left = 0.0
        for block, wide in zip(self.cells, self.columns(measure), strict=True):
            yield block, left, wide - self.apart
            left += wide


def table_items(head: TableRow, rows: Iterable[TableRow], *, grow: float = 0.0) -> Iterator[Item]:
    """Yield a table that can go on on another page, below its head again.

    Args:
        grow: how much higher a row may be than it has to.
    """
    again = Item(head, within="Table", holds=True)
    yield again
    known = list(rows)
    for number, row in enumerate(known, 1):
        alone = number in {1, len(known) - 1}  # two rows at least on either page
        yield Item(row, within="Table", again=again, holds=alone, grow=grow)


def labelled(label: float, many: int) -> Columns:
    """Return a first column so wide, and so many alike beside it."""
    return lambda measure: [label, *[(measure - label) / many] * many]


def as_asked(rows: Iterable[Sequence["Words"]], apart: float) -> Columns:
    """Return columns as wide as their words ask for, with so much air between two of them.

    Spare width goes where it is asked for; words wrap, and shrink where even that is not enough.
    """
    asked = [
        list(zip(*(words.asks for words in cells), strict=True))
        for cells in zip(*rows, strict=True)
    ]
    leasts, wholes = ([max(wides) + apart for wides in some] for some in zip(*asked, strict=True))

    def columns(measure: float) -> list[float]:
        wides = wholes if fsum(wholes) <= measure else leasts
        if fsum(wides) > measure:
            return [wide * measure / fsum(wides) for wide in wides]
        share = (measure - fsum(wides)) / fsum(wholes)
        return [wide + share * whole for wide, whole in zip(wides, wholes, strict=True)]

    return columns


# -- what stands in cells --------------------------------------------------------------------------


class Words(NamedTuple):
    """Words, as many lines as they need.

    Attributes:
        stand: where spare height goes: 0 below them, 1 above, 0.5 on both sides.
        indent: millimetres before them, which `sign` is drawn in, centred on its height.
        air: millimetres above and below together.
    """

    text: str
    style: Style
    align: Align = "left"
    stand: float = 0.5
    air: float = 0.0
    indent: float = 0.0
    sign: Callable[[Sheet, float, float], None] | None = None

    def height(self, measure: float) -> float:
        """Return the height of its lines."""
        return paragraph_height(self.text, self.style, measure - self.indent) + self.air

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print them."""
        room = measure - self.indent
        tall = paragraph_height(self.text, self.style, room)
        top = y + self.air / 2 + (high - tall - self.air) * self.stand
        if self.sign:
            self.sign(sheet, x, top)
        sheet.paragraph(x + self.indent, top, room, self.text, self.style, align=self.align)

    @property
    def asks(self) -> tuple[float, float]:
        """The widths of its longest word, and of all of it on one line, in bold type."""
        wides = [
            width(text, "name", self.style.size) for text in (*self.text.split(" "), self.text)
        ]
        return self.indent + max(wides[:-1]), self.indent + wides[-1]


def tick(size: float, name: str, tip: str, outline: float) -> Drawn:
    """Return a tick box in the middle of its cell."""

    def paint(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
        left, top = x + (wide - size) / 2, y + (high - size) / 2
        sheet.tick_box(left, top, size, name, tip, outline)

    return Drawn(paint, size)


def to_write(name: str, tip: str, size: float) -> Drawn:
    """Return a cell to write or type in; its row has the height for it."""
    return Drawn(
        lambda sheet, x, y, wide, high: sheet.text_field(
            x, y + 0.4, wide, high - 0.8, name, tip, size
        )
    )
