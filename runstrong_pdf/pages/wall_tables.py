"""What a stage of the wall chart holds: its sessions side by side, with the dose of every week."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, span
from runstrong_pdf.pages.wall_moves import (
    DOSES,
    GAP,
    SMALLEST_PICTURE,
    WIDEST_PICTURE,
    MoveRow,
    Type,
)
from runstrong_pdf.pages.wall_rows import Block, Stage

GUTTER = 6.0
HEAD, BLOCK_HEAD, BADGE = 11.0, 9.6, 8.4
WEEK = 14.0
"""Type of the weeks over the doses."""
TALLEST_ROW = 34.0
HOW = Style("condensed", 13, 15)


@dataclass(frozen=True)
class StageTables:
    """A block with a head, and a table a session; `type` is what fits `high` millimetres."""

    brief: Brief
    stage: Stage
    high: float

    def draw(self, sheet: Sheet, y: float) -> None:
        """Print everything from its top edge; there must be a `type`."""
        x = self.brief.paper.left
        y = self._head(sheet, x, y)
        for block in self.stage.blocks:
            self._table(sheet, block, x, y)
            x += self._wide + GUTTER

    @property
    def title(self) -> str:
        """Phase and weeks, as they are heard and listed."""
        return self.brief.texts("wall.phase_heard", phase=self._phase, weeks=self._weeks)

    @property
    def _phase(self) -> str:
        return self.brief.texts(f"phase.{self.stage.weeks[0].phase}")

    @property
    def _weeks(self) -> str:
        weeks, texts = self.stage.weeks, self.brief.texts
        numbers = [str(weeks[0].number), str(weeks[-1].number)]
        key = "wall.weeks" if len(weeks) > 1 else "wall.one_week"
        return texts(key, weeks=span(numbers, texts))

    # -- measures ------------------------------------------------------------------------------

    @cached_property
    def type(self) -> Type | None:
        """The largest type that fits with pictures that can be made out, None if none does."""
        return next((type_ for type_ in self._types() if self._fits(type_)), None)

    def _types(self) -> Iterator[Type]:
        for size in DOSES:
            yield Type(self.brief, size)

    def _fits(self, type_: Type) -> bool:
        words = max(type_.needs(block) for block in self.stage.blocks)
        return self._row_high >= type_.row and SMALLEST_PICTURE + GAP + words <= self._wide

    @property
    def _wide(self) -> float:
        many = len(self.stage.blocks)
        return (self.brief.paper.measure - GUTTER * (many - 1)) / many

    @cached_property
    def _row_high(self) -> float:
        how = paragraph_height(self._how, HOW, self.brief.paper.measure)
        rows = max(len(block.moves) for block in self.stage.blocks)
        return min(TALLEST_ROW, (self.high - HEAD - how - 2.0 - BLOCK_HEAD) / rows)

    def _picture(self, type_: Type) -> float:
        """Return the width of pictures: as much as the words leave and makes them larger."""
        free = self._wide - GAP - max(type_.needs(block) for block in self.stage.blocks)
        return min(free, WIDEST_PICTURE, self._row_high * 2.2)

    # -- drawing -------------------------------------------------------------------------------

    @property
    def _how(self) -> str:
        """How a block goes, and its rests."""
        sessions = (session for week in self.stage.weeks for session in week.sessions)
        blocks = [block for session in sessions for block in session.blocks if len(block.rows) > 1]
        rest = [block.rest_seconds for block in blocks] or [0]
        rounds = [block.round_rest_seconds for block in blocks] or [0]
        texts = self.brief.texts
        between = span([str(min(rest)), str(max(rest))], texts)
        after = span([str(min(rounds)), str(max(rounds))], texts)
        return texts("wall.how", rest=between, round_rest=after)

    def _head(self, sheet: Sheet, x: float, y: float) -> float:
        """Print phase, weeks and how it goes; return the lower edge."""
        measure = self.brief.paper.measure
        pattern = PHASE_PATTERNS[self.stage.weeks[0].phase]
        hatch(sheet, pattern, x, y, 14, 8.4)
        sheet.rect(x, y, 14, 8.4, 0.8, outline=0.8)
        with sheet.tag("H2"):
            used = 17 + sheet.text(x + 17, y + 8.3, self._phase, "display", 34) + 4
            sheet.text(x + used, y + 8.3, self._weeks, "name", 22, room=measure - used)
        with sheet.tag("P"):
            high = sheet.paragraph(x, y + HEAD, measure, self._how, HOW)
        return y + HEAD + high + 2.0

    def _table(self, sheet: Sheet, block: Block, x: float, y: float) -> None:
        assert self.type  # noqa: S101  nothing is drawn without
        type_, picture = self.type, self._picture(self.type)
        text = x + picture + GAP
        least = type_.pitch(block)
        pitch = min(least * 1.6, (x + self._wide - text) / len(block.times))
        with sheet.tag("Table"):
            with sheet.tag("TR"):
                with sheet.tag("TH", scope="Column"):
                    badge(sheet, self.brief.look, block.key, x, y, BADGE, 17)
                for index, words in enumerate(self._heads(block, pitch)):
                    with sheet.tag("TH", scope="Column"):
                        sheet.text(text + index * pitch, y + 6.8, words, "name", WEEK)
                sheet.empty_cell()
            y += BLOCK_HEAD
            sheet.rule(x, y, x + self._wide, 1.4)
            for index, move in enumerate(block.moves):
                if index:
                    same = block.moves[index - 1].circuit == move.circuit
                    sheet.rule(x, y, x + self._wide, 0.35 if same else 2.4)
                row = Area(x, y, self._wide, self._row_high)
                MoveRow(type_, move).draw(sheet, row, picture, pitch)
                y += self._row_high
            sheet.rule(x, y, x + self._wide, 1.4)

    def _heads(self, block: Block, pitch: float) -> list[str]:
        """Return the heads of the weeks, their numbers alone where they stand close."""
        numbers = [str(time.week.number) for time in block.times]
        words = [self.brief.texts("wall.one_week", weeks=number) for number in numbers]
        widest = max(width(text, "name", WEEK) for text in words)
        return words if widest + 2.0 <= pitch else numbers
