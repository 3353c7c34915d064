"""The wall chart: the whole programme to hang up and tick, an overview and a page a stage.

What is looked for from across the room is largest: week, boxes, letters, dates; what each session
holds is read from 1.5 metres. Enlarged to 141 % it fills A3.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import Heading
from runstrong_pdf.layout.flow import Item, draw_column, paginate
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.theme import TOP, WALL, Style
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, span, whole_minutes
from runstrong_pdf.pages.chart import Chart
from runstrong_pdf.pages.furniture import has_band, safety, safety_height
from runstrong_pdf.pages.strips import Cell, PictureStrip, stretch_cells, warm_up_cells
from runstrong_pdf.pages.wall_rows import Stage, parts, stage, stages
from runstrong_pdf.pages.wall_tables import StageTables

MEASURE = 186.0
"""A poster needs no margin for holes."""
BIB, HEADER = 30.0, 21.0
BELOW_HEADER, BELOW_WEEKS, ABOVE_FOOT = 2.0, 5.0, 2.4
FOOT = Style("condensed", 12, 14.2)
LEAST_PICTURE, TALLER_PICTURE = 6.0, 20.0
TALLER_WEEK = 11.0
"""Millimetres that the row of a week can grow."""


def wall_brief(brief: Brief) -> Brief:
    """Return the brief with the wider measure of a poster, in its sizes."""
    return replace(brief, paper=replace(brief.paper, measure=MEASURE), scale=WALL)


def wall_pages(brief: Brief) -> Iterator["WallPage | StagePage"]:
    """Yield the overview and a page a stage; one page where all of it can be read on that.

    Raises OutputError for a session that is too long for a page.
    """
    pages = [found for one in stages(brief.plan) for found in _readable(brief, one)]
    if len(pages) == 1:
        alone = WallPage(brief, pages[0])
        if alone.tables and alone.tables.type:
            yield alone
            return
    yield WallPage(brief)
    for number, found in enumerate(pages, 2):
        yield StagePage(brief, found, number)


def _readable(brief: Brief, found: Stage) -> Iterator[Stage]:
    """Yield a stage as it is, or in as few pieces as can be read from afar."""
    if StagePage(brief, found, 2).tables.type:
        yield found
        return
    pieces = parts(found)
    if len(pieces) == 1 and len(found.blocks) > 1:
        half = (len(found.blocks) + 1) // 2
        halves = found.blocks[:half], found.blocks[half:]
        pieces = tuple(found._replace(blocks=blocks) for blocks in halves)
    elif len(pieces) == 1 and len(found.weeks) > 1:
        half = (len(found.weeks) + 1) // 2
        keys = {block.key for block in found.blocks}
        cut = (stage(weeks) for weeks in (found.weeks[:half], found.weeks[half:]))
        pieces = tuple(_of(one, keys) for one in cut)
    elif len(pieces) == 1:
        raise OutputError(
            f"{brief.texts('wall.page_name')}: this programme has too many exercises for one page",
            "the edition week-sheets has a page a week",
        )
    for piece in pieces:
        yield from _readable(brief, piece)


def _of(found: Stage, keys: set[str]) -> Stage:
    return found._replace(blocks=tuple(block for block in found.blocks if block.key in keys))


class StagePage(NamedTuple):
    """What the sessions of a stage hold."""

    brief: Brief
    stage: Stage
    number: int

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("wall.page_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.tables.title

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.label

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        return f"WALL-{self.number}"

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        self.tables.draw(sheet, TOP)
        safety(sheet, self.brief, self._lines(), FOOT)

    @property
    def tables(self) -> StageTables:
        """The tables of its sessions, in the room that there is."""
        foot = safety_height(self._lines(), self.brief.paper.measure, FOOT)
        high = self.brief.paper.bottom - foot - ABOVE_FOOT - TOP
        return StageTables(self.brief, self.stage, high)

    def _lines(self) -> list[str]:
        moves = (move for block in self.stage.blocks for move in block.moves)
        lines = [self.brief.texts("safety.stop")]
        if has_band(self.brief, [move.rows[0].exercise for move in moves]):
            lines.append(self.brief.texts("safety.band"))
        return lines


class WallPage(NamedTuple):
    """The overview: weeks and boxes; below them `only`, or what comes before and after."""

    brief: Brief
    only: Stage | None = None
    code: str = "WALL"

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("wall.page_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("wall.label")

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.label

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        paper, y = self.brief.paper, TOP + HEADER + BELOW_HEADER
        self._head(sheet, TOP)
        if self.tables:
            self._chart.draw(sheet, paper.left, y, paper.measure, self._weeks_high)
            self.tables.draw(sheet, y + self._weeks_high + BELOW_WEEKS)
        else:
            column = paginate(tuple(self._items()), paper.measure, self._room, self._room)[0]
            draw_column(sheet, column, paper.left, y, paper.measure)
        safety(sheet, self.brief, self._lines(), FOOT)

    @property
    def tables(self) -> StageTables | None:
        """What the sessions hold, where this page has it."""
        room = self._room - self._weeks_high - BELOW_WEEKS
        return StageTables(self.brief, self.only, room) if self.only else None

    @property
    def _chart(self) -> Chart:
        return Chart(self.brief, "wall", written=True)

    @property
    def _weeks_high(self) -> float:
        """The least height of the weeks."""
        return self._chart.height(self.brief.paper.measure)

    @property
    def _room(self) -> float:
        """The height between head and foot."""
        foot = safety_height(self._lines(), self.brief.paper.measure, FOOT)
        return self.brief.paper.bottom - foot - ABOVE_FOOT - TOP - HEADER - BELOW_HEADER

    def _lines(self) -> list[str]:
        """Return what stands at the foot."""
        plan, texts = self.brief.plan, self.brief.texts
        lines = [*plan.warnings, *plan.notes]
        if self.only:
            for key, seconds, cells in self._framing():
                moves = ", ".join(f"{cell.what} {cell.how_much}" for cell in cells)
                lines.append(texts(f"wall.{key}", minutes=whole_minutes(seconds), moves=moves))
        lines.append(texts("safety.stop"))
        if self.only and has_band(self.brief, list(plan.exercises)):
            lines.append(texts("safety.band"))
        return lines

    # -- what comes before and after -----------------------------------------------------------

    def _framing(self) -> Iterator[tuple[str, int, list[Cell]]]:
        """Yield words, seconds and moves of warm-up and stretches."""
        plan, texts = self.brief.plan, self.brief.texts
        yield "warm_up", plan.warm_up_seconds, warm_up_cells(plan, texts)
        yield "stretch", plan.stretch_seconds, stretch_cells(plan, texts)

    def _items(self) -> Iterator[Item]:
        """Yield the weeks, warm-up and stretches."""
        scale = self.brief.scale
        yield Item(self._chart, grow=TALLER_WEEK * len(self.brief.plan.weeks))
        for key, seconds, cells in self._framing():
            title = self.brief.texts(f"wall.{key}_head", minutes=whole_minutes(seconds))
            yield Item(Heading(title, scale.section), gap=scale.gap, holds=True)
            strip = PictureStrip(self.brief, cells, scale.narrow, LEAST_PICTURE)
            yield Item(strip, grow=TALLER_PICTURE)

    # -- head ----------------------------------------------------------------------------------

    def _head(self, sheet: Sheet, y: float) -> None:
        brief, texts, left = self.brief, self.brief.texts, self.brief.paper.left
        x, room = left + BIB + 5, MEASURE - BIB - 5
        with sheet.tag("H2"):
            sheet.text(x, y + 10.2, brief.plan.title, "display", 34, room=room, floor=16)
        weeks = str(len(brief.plan.weeks))
        bib = Bib(BIB, HEADER, texts("wall.bib"), weeks, figure_size=40)
        with sheet.tag("P"):
            bib.draw(sheet, brief.look, left, y)
        line = y + HEADER - 1.6
        used = self._facts(sheet, x, line)
        self._who(sheet, x + used, line, room - used)

    def _facts(self, sheet: Sheet, x: float, y: float) -> float:
        """Print how many sessions, how long, from when to when; return the width."""
        texts, weeks, start = self.brief.texts, self.brief.plan.weeks, x
        minutes = [session.minutes for week in weeks for session in week.sessions]
        facts = (
            (str(sum(len(week.sessions) for week in weeks)), texts("wall.sessions")),
            (span([str(min(minutes)), str(max(minutes))], texts), texts("cover.minutes")),
        )
        with sheet.tag("P"):
            for figure, words in facts:
                x += sheet.text(x, y, figure, "display", 17) + 1.2
                x += sheet.text(x, y, words, "name", 11) + 5
        return x - start

    def _who(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print club and name; lines to write on where there is neither."""
        brief = self.brief
        if brief.named or brief.clubbed:
            with sheet.tag("P"):
                sheet.slot("who", x + room, y, "name", 14, room, align="right")
            return
        for key, left, wide in (("name", x, room * 0.55), ("club", x + room * 0.6, room * 0.4)):
            labelled_blank(sheet, brief.texts(f"cover.{key}"), key, left, y, left + wide, 11)
