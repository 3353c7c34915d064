"""The lower half of the wall chart: what each session holds, with the dose of every week.

A column is a stage, a block in it a session; a single stage may have its sessions side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from math import fsum

from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.text import width
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import Brief, span
from runstrong_pdf.pages.wall_fit import Fit
from runstrong_pdf.pages.wall_moves import MoveRow, Table, tables
from runstrong_pdf.pages.wall_rows import Block, Stage, Time, stages

GAP, BLOCK_GAP = 5.0, 2.0
TALLEST_ROW = 24.0
BADGE = 6.2
WORTH_A_NOTE = 0.75
"""Points of type given up where that makes room for the notes of all rows."""


def cards(brief: Brief, fit: Fit, height: float) -> "Cards | None":
    """Return the moves in the arrangement that suits them, None where they cannot be read."""
    sides = (False, True) if len(stages(brief.plan)) == 1 else (True,)
    tried = (Cards(brief, fit, height, stacked=stacked) for stacked in sides)
    return max((one for one in tried if one.table), key=Cards.legibility, default=None)


@dataclass(frozen=True)
class Column:
    """Blocks one above the other; None where a stage lacks a letter.

    Attributes:
        stage: whose head stands above; None where the column before has it.
    """

    stage: Stage | None
    blocks: tuple[Block | None, ...]


@dataclass(frozen=True)
class Cards:
    """Blocks of moves in columns.

    Attributes:
        height: millimetres that they may use.
        stacked: whether the sessions of a stage stand one above the other, not side by side.
    """

    brief: Brief
    fit: Fit
    height: float
    stacked: bool

    def legibility(self) -> tuple[float, float]:
        """Return what makes one arrangement better than another: size of type and pictures."""
        return (self.table.size, self.table.picture) if self.table else (0.0, 0.0)

    def draw(self, sheet: Sheet, y: float) -> None:
        """Print everything from its top edge; there must be a `table`."""
        x, tops = self.brief.paper.left, list(self._tops(y + self.fit.stage_head))
        for column, wide in zip(self._columns, self._widths(), strict=True):
            if column.stage:
                room = wide if self.stacked else self.brief.paper.measure
                self._head(sheet, column.stage, x, y, room)
            for block, top in zip(column.blocks, tops, strict=True):
                if block:
                    self._block(sheet, block, x, top, wide)
            x += wide + GAP

    # -- measures ------------------------------------------------------------------------------

    @cached_property
    def _columns(self) -> tuple[Column, ...]:
        return tuple(_columns(stages(self.brief.plan), self.brief.plan, stacked=self.stacked))

    @cached_property
    def _tiers(self) -> list[int]:
        """Return how many rows each tier of blocks needs."""
        tiers = zip_longest(*(column.blocks for column in self._columns))
        return [max(len(block.moves) for block in tier if block) for tier in tiers]

    def _tops(self, y: float) -> Iterator[float]:
        for rows in self._tiers:
            yield y
            y += self.fit.block_head + rows * self._row_high + BLOCK_GAP

    @cached_property
    def _row_high(self) -> float:
        heads = len(self._tiers) * (self.fit.block_head + BLOCK_GAP) - BLOCK_GAP
        return min(TALLEST_ROW, (self.height - self.fit.stage_head - heads) / sum(self._tiers))

    @cached_property
    def table(self) -> Table | None:
        """The largest type and pictures that fit, None where nothing can be read."""
        if self._row_high < self.fit.shortest_row:
            return None
        fits = [t for t in tables(self.brief, self._row_high) if fsum(self._needs(t)) <= self._room]
        worth = (table for table in fits if table.size >= fits[0].size - WORTH_A_NOTE)
        noted = (table for table in worth if fsum(self._needs(table, noted=True)) <= self._room)
        return next(noted, fits[0] if fits else None)

    @property
    def _room(self) -> float:
        return self.brief.paper.measure - GAP * (len(self._columns) - 1)

    def _needs(self, table: Table, *, noted: bool = False) -> list[float]:
        """Return the least width of each column, or that at which the rows' notes fit too."""
        return [
            max(table.needs(block, noted=noted) for block in column.blocks if block)
            for column in self._columns
        ]

    def _widths(self) -> list[float]:
        """Return equal widths, except where a column needs more."""
        assert self.table  # noqa: S101  nothing is drawn without
        needs, wants = self._needs(self.table), self._needs(self.table, noted=True)
        spare = self._room - fsum(needs)
        for index in sorted(range(len(needs)), key=lambda i: wants[i] - needs[i]):
            if wants[index] - needs[index] <= spare:
                spare -= wants[index] - needs[index]
                needs[index] = wants[index]
        level, free = 0.0, self._room
        for index, need in enumerate(sorted(needs, reverse=True)):
            level = free / (len(needs) - index)
            if need <= level:
                break
            free -= need
        return [max(need, level) for need in needs]

    # -- drawing -------------------------------------------------------------------------------

    def _head(self, sheet: Sheet, stage: Stage, x: float, y: float, room: float) -> None:
        """Print the phase with its pattern, its weeks and rests."""
        texts, week = self.brief.texts, stage.weeks[0]
        hatch(sheet, texts(f"phase_pattern.{week.phase}"), x, y + 0.6, 9, 5)
        sheet.rect(x, y + 0.6, 9, 5, 0.6, outline=0.8)
        numbers = [str(stage.weeks[0].number), str(stage.weeks[-1].number)]
        key = "wall.weeks" if len(stage.weeks) > 1 else "wall.one_week"
        weeks, rests = texts(key, weeks=span(numbers, texts)), _rests(stage, texts)
        with sheet.tag("H2"):
            used = 13.4 + sheet.text(x + 11, y + 5.4, texts(f"phase.{week.phase}"), "display", 16)
            if width(weeks, "name", 9) <= room - used:
                sheet.text(x + used, y + 5.4, weeks, "name", 12, room=room - used)
            else:
                rests = [f"{weeks}, {words}" for words in rests]
        said = next((words for words in rests if width(words, "condensed", 9) <= room), rests[-1])
        with sheet.tag("P"):
            sheet.text(x, y + 9.8, said, "condensed", 10, room=room)

    def _block(self, sheet: Sheet, block: Block, x: float, y: float, wide: float) -> None:
        assert self.table  # noqa: S101  nothing is drawn without
        table, high = self.table, self._row_high
        text = x + table.picture + table.gap
        pitch = table.pitch(block, x + wide - text)
        with sheet.tag("Table"):
            with sheet.tag("TR"):
                self._letter(sheet, block.key, x, y, text)
                for index, time in enumerate(block.times):
                    with sheet.tag("TH", scope="Column"):
                        left = text + index * pitch
                        sheet.text(left, y + 5.0, _label(time), "name", table.size)
                sheet.empty_cell()
            y += self.fit.block_head
            sheet.rule(x, y, x + wide, 1.0)
            for index, move in enumerate(block.moves):
                if index:
                    same = block.moves[index - 1].circuit == move.circuit
                    sheet.rule(x, y, x + wide, 0.35 if same else 1.1)
                MoveRow(table, move, pitch).draw(sheet, x, y, wide, high)
                y += high
            sheet.rule(x, y, x + wide)

    def _letter(self, sheet: Sheet, key: str, x: float, y: float, text: float) -> None:
        """Print a block's letter, and the word before the numbers of its weeks."""
        assert self.table  # noqa: S101  nothing is drawn without
        with sheet.tag("TH", scope="Column"):
            badge(sheet, self.brief.look, key, x, y, BADGE, 12.5)
            week, size = self.brief.texts("wall.week_of"), max(9.0, self.table.size * 0.92)
            if width(week, "condensed", size) <= text - 1.6 - x - BADGE - 0.8:
                sheet.text(text - 1.6, y + 5.0, week, "condensed", size, align="right")


def _columns(found: Sequence[Stage], plan: Plan, *, stacked: bool) -> Iterator[Column]:
    keys = [key for key in plan.session_keys if any(b.key == key for s in found for b in s.blocks)]
    for stage in found:
        own = {block.key: block for block in stage.blocks}
        blocks = tuple(own.get(key) for key in keys)
        if stacked:
            yield Column(stage, blocks)
        else:
            yield from (Column(None if i else stage, (block,)) for i, block in enumerate(blocks))


def _label(time: Time) -> str:
    """Return the week's number."""
    return str(time.week.number)


def _rests(stage: Stage, texts: Texts) -> list[str]:
    """Return what is said of the rests, at length and in short."""
    sessions = (session for week in stage.weeks for session in week.sessions)
    blocks = [block for session in sessions for block in session.blocks if len(block.rows) > 1]
    rest = [block.rest_seconds for block in blocks]
    rounds = [block.round_rest_seconds for block in blocks]
    between = span([str(min(rest)), str(max(rest))], texts)
    after = span([str(min(rounds)), str(max(rounds))], texts)
    return [
        texts("wall.rests", rest=between, round_rest=after),
        texts("wall.rests_short", rest=between, round_rest=after),
    ]
