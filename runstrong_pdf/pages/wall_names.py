"""The lower part of the wall chart of a long programme: what each session holds, in names alone."""

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.pages.brief import Brief, span
from runstrong_pdf.pages.wall_rows import Block, Stage, stages

SIZES = (13.0, 12.0, 11.0, 10.0, 9.2)
"""Type sizes of the names, the largest that fits."""
HEAD, GAP, AIR = 6.4, 4.0, 1.4
BADGE = 6.2


class Names(NamedTuple):
    """A band a stretch of weeks, a column a session."""

    brief: Brief
    style: Style

    def height(self) -> float:
        """Return the height of all bands."""
        return fsum(HEAD + self._tall(stage) + AIR for stage in stages(self.brief.plan))

    def draw(self, sheet: Sheet, y: float, room: float) -> None:
        """Print the bands one below the other, spread over the room there is."""
        found = stages(self.brief.plan)
        spare = min(8.0, (room - self.height()) / len(found))
        for stage in found:
            self._band(sheet, stage, y)
            y += HEAD + self._tall(stage) + AIR + spare

    def _band(self, sheet: Sheet, stage: Stage, y: float) -> None:
        brief, texts, x = self.brief, self.brief.texts, self.brief.paper.left
        week = stage.weeks[0]
        sheet.rule(x, y, x + brief.paper.measure, 1.0)
        hatch(sheet, texts(f"phase_pattern.{week.phase}"), x, y + 1.2, 8, 4.0)
        sheet.rect(x, y + 1.2, 8, 4.0, 0.6, outline=0.8)
        numbers = [str(week.number), str(stage.weeks[-1].number)]
        key = "wall.weeks" if len(stage.weeks) > 1 else "wall.one_week"
        with sheet.tag("H2"):
            words = texts(f"phase.{week.phase}")
            used = sheet.text(x + 10, y + 4.8, words, "display", 13)
            weeks = texts(key, weeks=span(numbers, texts))
            sheet.text(x + 12.5 + used, y + 4.8, weeks, "name", 10.5)
        if week.number == 1:
            with sheet.tag("P"):
                how, right = texts("wall.names_how"), x + brief.paper.measure
                sheet.text(right, y + 4.8, how, "condensed", 9.2, align="right")
        for index, block in enumerate(stage.blocks):
            self._session(sheet, block, x + index * (self._wide(stage) + GAP), y + HEAD, stage)

    def _session(self, sheet: Sheet, block: Block, x: float, y: float, stage: Stage) -> None:
        with sheet.tag("H3"):
            badge(sheet, self.brief.look, block.key, x, y + 0.4, BADGE, 12.5)
        left, room = x + BADGE + 1.6, self._wide(stage) - BADGE - 1.6
        with sheet.tag("P"):
            sheet.paragraph(left, y, room, self._moves(block), self.style)

    def _moves(self, block: Block) -> str:
        """Return the number of each circuit and the names of its moves."""
        return "   ".join(self._circuits(block))

    def _circuits(self, block: Block) -> Iterator[str]:
        exercises, texts = self.brief.plan.exercises, self.brief.texts
        for number in sorted({move.circuit for move in block.moves}):
            rows = (move.rows[0] for move in block.moves if move.circuit == number)
            moves = (exercises[row.exercise] for row in rows)
            names = ", ".join(move.short_name or move.name for move in moves)
            yield texts("wall.names", block=number, moves=names)

    def _wide(self, stage: Stage) -> float:
        many = len(stage.blocks)
        return (self.brief.paper.measure - GAP * (many - 1)) / many

    def _tall(self, stage: Stage) -> float:
        room = self._wide(stage) - BADGE - 1.6
        moves = (self._moves(block) for block in stage.blocks)
        return max(paragraph_height(text, self.style, room) for text in moves)


def names_in(brief: Brief) -> Iterator[Names]:
    """Yield the names in every size, the largest first."""
    for size in SIZES:
        yield Names(brief, Style("condensed", size, size * 1.16))
