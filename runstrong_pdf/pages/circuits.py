"""The blocks of a session: which rows, how often round, how long to rest; in words and on paper."""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import MM, fitted, width
from runstrong_pdf.layout.theme import ONE_LINE, Style
from runstrong_pdf.model.plan import Block, Prescription, Session, Week
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.row import Row, marked
from runstrong_pdf.pages.row_words import FULL, Detail


class Circuit(NamedTuple):
    """A block with its place in the session.

    Attributes:
        number: which block it is, from 1.
        first: the number of its first row; numbers go on through the session.
        rows: its rows with their numbers; fewer where a column ends within the block.
        after: the rest before the next block in seconds, 0 where stretches follow.
    """

    number: int
    block: Block
    first: int
    rows: tuple[tuple[int, Prescription], ...]
    after: int

    @property
    def alone(self) -> bool:
        """Whether the block is a single exercise, with sets instead of rounds."""
        return len(self.block.rows) == 1

    @property
    def begins(self) -> bool:
        """Whether its first row stands here."""
        return self.rows[0][0] == self.first

    @property
    def ends(self) -> bool:
        """Whether its last row stands here."""
        return self.rows[-1][0] == self.first + len(self.block.rows) - 1


def circuits(session: Session) -> tuple[Circuit, ...]:
    """Return the blocks of a session with their rows numbered."""
    blocks = session.blocks
    starts = accumulate((len(block.rows) for block in blocks[:-1]), initial=1)
    rests = *(block.round_rest_seconds for block in blocks[1:]), 0
    return tuple(
        Circuit(number, block, start, tuple(enumerate(block.rows, start)), rest)
        for number, (block, start, rest) in enumerate(zip(blocks, starts, rests, strict=True), 1)
    )


def circuit_title(circuit: Circuit, texts: Texts) -> str:
    """Return which rows, such as `Block 1: 1-2-3-4`, or that it goes on from another column."""
    if not circuit.begins:
        return texts("block.continued", block=circuit.number)
    rows = "-".join(str(circuit.first + at) for at in range(len(circuit.block.rows)))
    return texts("block.numbered", block=circuit.number, rows=rows)


def circuit_rounds(circuit: Circuit, texts: Texts) -> str:
    """Return how often it is done, such as `2 rounds`."""
    return texts("block.sets" if circuit.alone else "block.rounds", n=circuit.block.rounds)


def circuit_rests(circuit: Circuit, texts: Texts) -> str:
    """Return the rests in the order in which they come, nothing where there are none."""
    rests = ", ".join(_rests(circuit, texts))
    return texts("block.rest", rests=rests) if rests else ""


def _rests(circuit: Circuit, texts: Texts) -> Iterator[str]:
    """Yield the rest between exercises, that after rounds, and one before the next block."""

    def seconds(number: int) -> str:
        return texts("seconds", number=number)

    block, after = circuit.block, circuit.after
    if circuit.alone and block.rounds > 1:
        yield texts("block.between_sets", rest=seconds(block.rest_seconds))
    elif not circuit.alone:
        yield texts("block.between", rest=seconds(block.rest_seconds))
        if block.rounds > 1:
            same = after in {0, block.round_rest_seconds}
            key = "block.after_rounds" if same else "block.between_rounds"
            yield texts(key, rest=seconds(block.round_rest_seconds))
            after = 0 if same else after
    if circuit.ends and after:
        row = circuit.first + len(block.rows)
        yield texts("block.before", rest=seconds(after), row=row)


def halved(
    blocks: tuple[Circuit, ...], slack: int = 1
) -> tuple[tuple[Circuit, ...], tuple[Circuit, ...]]:
    """Split a session's blocks over two columns, between two blocks unless that is lopsided.

    Args:
        slack: how many rows more than half may stand in one column.
    """
    counts = [len(circuit.rows) for circuit in blocks]
    half = (sum(counts) + 1) // 2
    ends = list(accumulate(counts))[:-1]
    at = min(ends, key=lambda end: max(end, sum(counts) - end), default=0)
    if ends and max(at, sum(counts) - at) <= half + slack:
        return blocks[: ends.index(at) + 1], blocks[ends.index(at) + 1 :]
    return _cut(blocks, half)


def _cut(blocks: tuple[Circuit, ...], row: int) -> tuple[tuple[Circuit, ...], tuple[Circuit, ...]]:
    """Split after a row, inside a block where it must be."""
    left = [c._replace(rows=tuple(r for r in c.rows if r[0] <= row)) for c in blocks]
    right = [c._replace(rows=tuple(r for r in c.rows if r[0] > row)) for c in blocks]
    return tuple(c for c in left if c.rows), tuple(c for c in right if c.rows)


# -- on paper --------------------------------------------------------------------------------------


def circuit_items(
    brief: Brief,
    week: Week,
    session: Session,
    parts: Iterable[Circuit],
    *,
    grow: float,
    role: str,
    detail: Detail = FULL,
    leasts: Iterable[float] = (),
) -> Iterator[Item]:
    """Yield blocks, each with its head and its rows.

    Args:
        parts: the blocks, or what of them stands in one column.
        grow: how much higher a row may be than it has to.
        role: of the heads.
        leasts: the least heights of heads and rows, as they come.
    """
    least, columns = iter(leasts), max(one.rounds for one in week.sessions)
    for part in parts:
        head = CircuitHead(brief, part, role, next(least, 0.0))
        yield Item(head, gap=brief.scale.gap * 0.3, holds=True)
        for number, row in part.rows:
            block = Row(brief, week, session, number, row, columns, detail, next(least, 0.0))
            yield Item(block, within="L", grow=grow)


class CircuitHead(NamedTuple):
    """What stands above the rows of a block; `least`: its height at least, to stand level."""

    brief: Brief
    part: Circuit
    role: str
    least: float = 0.0

    def height(self, measure: float) -> float:
        """Return the height of its words, or the least."""
        rests = self._rests(measure).height(measure)
        return max(self.least, self._title_high(measure) + rests + 1.4)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print which rows, the rounds over the boxes, a word over the blanks; below, the rests."""
        scale, style, narrow = self.brief.scale, self._style, self.brief.scale.narrow
        rounds, texts = self.part.block.rounds, self.brief.texts
        left, high = x + measure - marked(scale, rounds), self._title_high(measure)
        sheet.rule(x, y, x + measure, 1.4)
        with sheet.tag(self.role):
            title = circuit_title(self.part, texts)
            sheet.paragraph(x, y + 0.7, self._room(measure), title, style)
        baseline = centred(y + 0.7 + high - style.lead / 2 / MM, style.size)
        with sheet.tag("P"):
            if self._counted(measure):
                words, end = f"{circuit_rounds(self.part, texts)} ", left - self._air
                sheet.text(end, baseline, words, narrow.face, style.size, align="right")
            for index in range(rounds):
                middle = left + index * (scale.box + scale.box_gap) + scale.box / 2
                number = f"{index + 1} "
                sheet.text(middle, baseline, number, style.face, style.size, align="centre")
            if wide := scale.blank[0]:
                at, words = x + measure - wide, texts("lane.or")
                sheet.text(at, baseline, words, narrow.face, style.size, room=wide)
        self._rests(measure).draw(sheet, x, y + 0.7 + high, measure, 0.0)

    @property
    def _style(self) -> Style:
        return self.brief.scale.narrow._replace(face="name")

    def _rests(self, measure: float) -> Paragraph:
        """Return the rests, a little smaller where they take one line then."""
        style = self.brief.scale.narrow
        rests = circuit_rests(self.part, self.brief.texts)
        floor = max(self.brief.paper.smallest, style.size * ONE_LINE)
        size = fitted(rests, style.face, style.size, measure, floor) or style.size
        return Paragraph(rests, style._replace(size=size))

    def _counted(self, measure: float) -> float:
        """Return the width of the number of rounds, 0 where the head has no room for it."""
        style, texts = self._style, self.brief.texts
        rounds = circuit_rounds(self.part, texts)
        counted = width(rounds, self.brief.scale.narrow.face, style.size) + self._air
        title = width(circuit_title(self.part, texts), style.face, style.size)
        free = measure - marked(self.brief.scale, self.part.block.rounds) - self._air
        return counted if title + counted <= free else 0.0

    @property
    def _air(self) -> float:
        return self.brief.scale.body.size * 0.15

    def _room(self, measure: float) -> float:
        """Return the width of the title."""
        marks = marked(self.brief.scale, self.part.block.rounds)
        return measure - marks - self._counted(measure) - self._air

    def _title_high(self, measure: float) -> float:
        title = circuit_title(self.part, self.brief.texts)
        return paragraph_height(title, self._style, self._room(measure))
