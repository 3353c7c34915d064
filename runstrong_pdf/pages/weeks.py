"""The weeks in a single column: a list of what is done on which day, then a session a page."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Heading, Rule, WritingLines
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, parted, width
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.blanks import Feeling
from runstrong_pdf.pages.brief import Brief, dates_room, week_titles
from runstrong_pdf.pages.chapter import Chapter, Pages, chapter_pages, in_largest_type, week_chapter
from runstrong_pdf.pages.circuits import circuit_items, circuits
from runstrong_pdf.pages.furniture import band_check, has_band, ways_out
from runstrong_pdf.pages.strips import AroundKey, TickedStrip, around
from runstrong_pdf.pages.week_head import Days, WeekHead
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

MORE_AIR = 12.0
"""Spare height that goes below each week."""
PICTURE = 0.25
"""Height of the pictures of warm-up and stretches at least, of the width of a row's figures."""


def weeks_pages(brief: Brief) -> Pages:
    """Return the pages with every week's days."""
    return in_largest_type(brief, "W", brief.texts("column.weeks"), _list, even=True)


def _list(brief: Brief) -> Iterator[Item]:
    scale = brief.scale
    yield Item(Heading(brief.texts("column.weeks"), scale.title), holds=True)
    for week in brief.plan.weeks:
        yield Item(WeekListHead(brief, week), gap=scale.gap * 0.25, holds=True)
        yield Item(Days(brief, week), gap=scale.gap * 0.2, grow=MORE_AIR)


class WeekListHead(NamedTuple):
    """Number and title of a week, its phase and dates; below, its goal."""

    brief: Brief
    week: Week

    def height(self, measure: float) -> float:
        """Return the height of the head and its goal."""
        goal = paragraph_height(self.week.goal, self.brief.scale.narrow, measure)
        return self._head(measure) + goal

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it below a rule."""
        brief, scale = self.brief, self.brief.scale
        style, phase, right = scale.narrow, self._phase, x + measure
        sheet.rule(x, y, right, 1.4)
        lines, baseline = self._lines(measure), y + 2.0 + scale.section * CAP_HEIGHT / MM
        room = measure - (self._beside if self._on_one_line(measure) else 0.0)
        with sheet.tag("H3"):
            for index, line in enumerate(lines):
                at = baseline + index * self._lead
                sheet.text(x, at, line, "display", scale.section, room=room)
        if not self._on_one_line(measure):
            baseline += len(lines) * self._lead
        used = width(phase, style.face, style.size) + 3
        with sheet.tag("P"):
            sheet.text(right, baseline, phase, style.face, style.size, align="right")
        if brief.dated:
            with sheet.tag("P"):
                key, room = f"dates.{self.week.number}", self._dates
                sheet.slot(key, right - used, baseline, style.face, style.size, room, align="right")
        with sheet.tag("P"):
            sheet.paragraph(x, y + self._head(measure), measure, self.week.goal, style)

    @property
    def _phase(self) -> str:
        phase = self.brief.texts(f"phase.{self.week.phase}")
        return phase + (self.brief.texts("week.light") if self.week.kind == "light" else "")

    @property
    def _dates(self) -> float:
        """The width of the dates."""
        return (
            dates_room(self.brief.texts, self.brief.scale.narrow.size) if self.brief.dated else 0.0
        )

    @property
    def _title(self) -> str:
        return week_titles(self.brief, self.week)[1]

    def _on_one_line(self, measure: float) -> bool:
        """Whether phase and dates have room beside the title, which may shrink a little."""
        scale, room = self.brief.scale, measure - self._beside
        floor = max(scale.narrow.floor, scale.section * 0.75)
        return width(self._title, "display", floor) <= room

    @property
    def _beside(self) -> float:
        style = self.brief.scale.narrow
        return width(self._phase, style.face, style.size) + self._dates + 3

    def _lines(self, measure: float) -> list[str]:
        """Return the title, on more than one line where it is wider than a page."""
        if self._on_one_line(measure):
            return [self._title]
        return parted(self._title, "display", self.brief.scale.section, measure)

    @property
    def _lead(self) -> float:
        return self.brief.scale.section * 1.05 / MM

    def _head(self, measure: float) -> float:
        lines = len(self._lines(measure)) + (not self._on_one_line(measure))
        return 2.0 + lines * self._lead


# -- a session, on two pages where the type is large -----------------------------------------------


def session_pages(brief: Brief, week: Week, session: Session) -> Pages:
    """Return the pages of one session.

    A line for notes costs no page, nor the band check above its rows instead of at the foot, nor
    that it goes on: what is to be checked comes first, then where it goes on, then the line.
    """
    banded = has_band(brief, [row.exercise for row in session.rows])
    ways = (
        (early, chapter_pages(_chapter(brief, week, session, lines=lines, early=early)))
        for early in ((True, False) if banded else (True,))
        for lines in (1, 0)
    )

    def cost(way: tuple[bool, Pages]) -> tuple[int, bool, bool]:
        early, pages = way
        return len(pages), not early, not pages[0].chapter.onward

    return min(ways, key=cost)[1]


def _chapter(brief: Brief, week: Week, session: Session, *, lines: int, early: bool) -> Chapter:
    texts, items = brief.texts, _items(brief, week, session, lines, early=early)
    foot = [*brief.plan.warnings, texts("safety.stop")]
    if not early:
        foot.append(texts("safety.band"))
    chapter = week_chapter(brief, week, session.key, items, (" ".join(foot),))
    running = texts("column.running", number=week.number, session=session.key)
    onward = texts("column.onward")
    return chapter._replace(running=running, even=True, spread=True, onward=onward)


def _items(
    brief: Brief, week: Week, session: Session, least: int, *, early: bool
) -> Iterator[Item]:
    scale = brief.scale
    yield Item(WeekHead(brief, week, session), holds=True)
    yield Item(
        _strip(brief, week, session, "warm_up"), gap=scale.gap * 0.4, holds=True, grow=scale.box
    )
    yield from band_check(brief, (session,)) if early else ()
    yield from circuit_items(brief, week, session, circuits(session), grow=scale.taller, role="H3")
    yield Item(_strip(brief, week, session, "stretch"), holds=True, grow=scale.box)
    yield Item(Rule(0.35), holds=True)
    yield Item(Feeling(brief, week, session), holds=True)
    yield replace(ways_out(brief, scale.narrow), holds=True)
    name = f"notes.{week.number}.{session.key}.{{line}}"
    tip = brief.texts("field.notes", week=week.number, session=session.key, line="{line}")
    lines = WritingLines(brief.texts("notes"), scale.narrow, scale.line, least, name, tip)
    yield Item(lines, fills=True)


def _strip(brief: Brief, week: Week, session: Session, key: AroundKey) -> TickedStrip:
    picture = PICTURE * brief.scale.picture
    return TickedStrip(brief, week, (session,), key, around(brief, key), picture)
