"""The wall chart: the whole programme to hang up and tick, an overview and a page a stage.

What is looked for from across the room is largest: week, boxes, letters, dates; what each session
holds is read from 1.5 metres. Enlarged to 141 % it fills A3.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import Heading
from runstrong_pdf.layout.flow import Item, height_of
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.theme import WALL
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, span, whole_minutes
from runstrong_pdf.pages.chapter import Chapter, Page, chapter_pages, page_height, spaced
from runstrong_pdf.pages.chart import Chart
from runstrong_pdf.pages.furniture import has_band, print_facts
from runstrong_pdf.pages.strips import AroundKey, PictureStrip, around
from runstrong_pdf.pages.wall_tables import Stage, parts, stage, stage_items, stage_title, stages

MEASURE = 186.0
"""A poster needs no margin for holes."""
BIB, HEADER = 30.0, 21.0
BELOW_HEADER, BELOW_WEEKS = 2.0, 5.0
LEAST_PICTURE, TALLER_PICTURE = 6.0, 20.0
AROUND: tuple[AroundKey, ...] = ("warm_up", "stretch")
"""What comes before and after a session."""
TALLER_WEEK = 11.0
"""Millimetres that the row of a week can grow."""


def wall_brief(brief: Brief) -> Brief:
    """Return the brief with the wider measure of a poster, in its sizes."""
    return replace(brief, paper=replace(brief.paper, measure=MEASURE), scale=WALL)


def wall_pages(brief: Brief) -> Iterator[Page]:
    """Yield the overview and a page a stage; one page where all of it can be read on that.

    Raises OutputError for a session that is too long for a page.
    """
    found = [one for whole in stages(brief.plan) for one in _readable(brief, whole)]
    alone = _all_in_one(brief, found[0]) if len(found) == 1 else None
    first = chapter_pages(alone or _overview(brief))
    yield from first
    for number, one in enumerate(() if alone else found, len(first) + 1):
        title, lines = stage_title(brief, one), _lines_of(brief, one)
        items = stage_items(brief, one, page_height(brief, lines))
        yield from chapter_pages(Chapter(brief, f"WALL-{number}", title, title, "", items, lines))


def _readable(brief: Brief, found: Stage) -> Iterator[Stage]:
    """Yield a stage as it is, or in as few pieces as can be read from afar."""
    if stage_items(brief, found, page_height(brief, _lines_of(brief, found))):
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
        wrong = "this programme has too many exercises for one page"
        remedy = "the edition week-sheets has a page a week"
        raise OutputError(f"{brief.texts('wall.label')}: {wrong}", remedy)
    for piece in pieces:
        yield from _readable(brief, piece)


def _of(found: Stage, keys: set[str]) -> Stage:
    return found._replace(blocks=tuple(block for block in found.blocks if block.key in keys))


def _safety(brief: Brief, used: Iterable[Slug]) -> tuple[str, ...]:
    """Return the safety lines of a page with these exercises."""
    stop, band = brief.texts("safety.stop"), brief.texts("safety.band")
    return (stop, band) if has_band(brief, list(used)) else (stop,)


def _lines_of(brief: Brief, found: Stage) -> tuple[str, ...]:
    moves = (move for block in found.blocks for move in block.moves)
    return _safety(brief, (move.rows[0].exercise for move in moves))


# -- the overview ----------------------------------------------------------------------------------


def _overview(brief: Brief) -> Chapter:
    """Return the page of the weeks, the warm-up and the stretches."""
    plan, scale = brief.plan, brief.scale
    chart = Item(_chart(brief), gap=BELOW_HEADER, grow=TALLER_WEEK * len(plan.weeks))
    items = [Item(WallHead(brief)), chart]
    for key in AROUND:
        seconds, cells, _ = around(brief, key)
        title = brief.texts(f"wall.{key}_head", minutes=whole_minutes(seconds))
        items.append(Item(Heading(title, scale.section), gap=scale.gap, holds=True))
        strip = PictureStrip(brief, cells, scale.narrow, LEAST_PICTURE)
        items.append(Item(strip, grow=TALLER_PICTURE))
    return _first(brief, items, (*plan.warnings, *plan.notes, *_safety(brief, ())))


def _all_in_one(brief: Brief, only: Stage) -> Chapter | None:
    """Return the page of the weeks and of their only stage, if that can be read there."""
    plan = brief.plan
    framing = (_in_words(brief, key) for key in AROUND)
    lines = *plan.warnings, *plan.notes, *framing, *_safety(brief, plan.exercises)
    above = [Item(WallHead(brief)), Item(_chart(brief), gap=BELOW_HEADER)]
    room = page_height(brief, lines) - height_of(above, brief.paper.measure) - BELOW_WEEKS
    if found := stage_items(brief, only, room):
        return _first(brief, [*above, *spaced(found, BELOW_WEEKS)], lines)
    return None


def _first(brief: Brief, items: Iterable[Item], lines: tuple[str, ...]) -> Chapter:
    label = brief.texts("wall.label")
    return Chapter(brief, "WALL", label, label, "", tuple(items), lines)


def _chart(brief: Brief) -> Chart:
    return Chart(brief, "wall", written=True)


def _in_words(brief: Brief, key: AroundKey) -> str:
    """Return what comes before a session, or after it, on one line."""
    seconds, cells, _ = around(brief, key)
    moves = ", ".join(f"{cell.what} {cell.how_much}" for cell in cells)
    return brief.texts(f"wall.{key}", minutes=whole_minutes(seconds), moves=moves)


class WallHead(NamedTuple):
    """Bib and title; below it facts, and whose it is."""

    brief: Brief

    def height(self, _measure: float) -> float:
        """Return the height of the bib."""
        return HEADER

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        brief, texts, left = self.brief, self.brief.texts, x + BIB + 5
        with sheet.tag("H2"):
            room = measure - BIB - 5
            sheet.text(left, y + 10.2, brief.plan.title, "display", 34, room=room, floor=16)
        weeks = str(len(brief.plan.weeks))
        bib = Bib(brief.look, high, texts("wall.bib"), weeks, figure_size=40)
        bib.draw(sheet, x, y, BIB, high)
        line = y + high - 1.6
        self._who(sheet, self._facts(sheet, left, line), line, x + measure)

    def _facts(self, sheet: Sheet, x: float, y: float) -> float:
        """Print how many sessions and how long they are; return the right edge."""
        texts, weeks = self.brief.texts, self.brief.plan.weeks
        minutes = [session.minutes for week in weeks for session in week.sessions]
        facts = (
            (str(len(minutes)), texts("wall.sessions")),
            (span([min(minutes), max(minutes)], texts), texts("cover.minutes")),
        )
        return print_facts(sheet, x, y, facts, 17, 11)

    def _who(self, sheet: Sheet, x: float, y: float, right: float) -> None:
        """Print club and name; lines to write on where there is neither."""
        brief, room = self.brief, right - x
        if brief.named or brief.clubbed:
            with sheet.tag("P"):
                sheet.slot("who", right, y, "name", 14, room, align="right")
            return
        for key, left, wide in (("name", x, room * 0.55), ("club", x + room * 0.6, room * 0.4)):
            labelled_blank(sheet, brief.texts(f"cover.{key}"), key, left, y, left + wide, 11)
