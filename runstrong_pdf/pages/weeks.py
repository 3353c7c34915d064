"""The weeks in a single column: a list of what is done on which day, then a session a page."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from runstrong_pdf.layout.blocks import Heading, Paragraph, Rule, WritingLines
from runstrong_pdf.layout.flow import Item, parted
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.blanks import Feeling
from runstrong_pdf.pages.brief import Brief, dates_room, week_titles
from runstrong_pdf.pages.chapter import Chapter, Pages, chapter_pages, in_largest_type, week_chapter
from runstrong_pdf.pages.circuits import circuit_items, circuits
from runstrong_pdf.pages.furniture import band_check, band_order, ways_out
from runstrong_pdf.pages.strips import AroundKey, TickedStrip, around
from runstrong_pdf.pages.week_head import Days, WeekHead

MORE_AIR = 12.0
"""Spare height that goes below each week."""
PICTURE = 0.25
"""Height of the pictures of warm-up and stretches at least, of the width of a row's figures."""


def weeks_pages(brief: Brief) -> Pages:
    """Return the pages with every week's days."""
    return in_largest_type(brief, "W", brief.texts("column.weeks"), _list, even=True)


def _list(brief: Brief) -> Iterator[Item]:
    scale, texts = brief.scale, brief.texts
    yield Item(Heading(texts("column.weeks"), scale.title), holds=True)
    for week in brief.plan.weeks:
        title, phase = week_titles(brief, week)[1], texts(f"phase.{week.phase}")
        phase += texts("week.light") if week.kind == "light" else ""
        head = Heading(title, scale.section, "H3", phase, scale.narrow, above=1.4)
        yield Item(head, gap=scale.gap * 0.25, holds=True)
        yield Item(WeekGoal(brief, week), holds=True)
        yield Item(Days(brief, week), gap=scale.gap * 0.2, grow=MORE_AIR)


Above = tuple[Literal["check", "order", "help"], ...]
"""What stands above the rows: the band check, the order of bands, help for too hard or hurts."""


class WeekGoal(NamedTuple):
    """The goal of a week, and at the end of its first line the dates where there are any."""

    brief: Brief
    week: Week

    def height(self, measure: float) -> float:
        """Return the height of the goal."""
        return self._goal.height(measure - self._dates)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        style, room = self.brief.scale.narrow, self._dates
        self._goal.draw(sheet, x, y, measure - room, high)
        if self.brief.dated:
            key, baseline = (
                f"dates.{self.week.number}",
                centred(y + style.lead / 2 / MM, style.size),
            )
            with sheet.tag("P"):
                at = x + measure, baseline, style.face, style.size
                sheet.slot(key, *at, room, align="right")

    @property
    def _goal(self) -> Paragraph:
        return Paragraph(self.week.goal, self.brief.scale.narrow)

    @property
    def _dates(self) -> float:
        """The width of the dates."""
        brief = self.brief
        return dates_room(brief.texts, brief.scale.narrow.size) if brief.dated else 0.0


# -- a session, on two pages where the type is large -----------------------------------------------


def session_pages(brief: Brief, week: Week, session: Session) -> Pages:
    """Return the pages of one session.

    No line above the rows costs a page, and none but the band check and a rule for pain parts a
    block. Where there is room help comes first, then the order of the bands, then where the session
    goes on, then a line for notes.
    """
    banded = bool(band_check(brief, (session,)))
    places: tuple[Above, ...] = (("check", "order", "help"), ("check", "order"), ("check",), ())
    ways = (
        (above, chapter_pages(_chapter(brief, week, session, lines=lines, above=above)))
        for above in (places if banded else places[:2])
        for lines in (1, 0)
    )

    ruled = ways_out(brief, (session,)).hurts != brief.texts("week.hurts")

    def cost(way: tuple[Above, Pages]) -> tuple[int, bool, bool, int, bool, int, bool]:
        above, pages = way
        broken = parted([page.column for page in pages])
        silent, unhelped = not pages[0].chapter.onward, "help" not in above
        unchecked = "check" not in above
        return len(pages), unchecked, ruled and unhelped, broken, unhelped, -len(above), silent

    return min(ways, key=cost)[1]


def _chapter(brief: Brief, week: Week, session: Session, *, lines: int, above: Above) -> Chapter:
    texts, items = brief.texts, _items(brief, week, session, lines, above)
    foot = [*brief.plan.warnings, texts("safety.stop")]
    foot += ["" if key in above else words for key, words in _of_bands(brief, session)]
    chapter = week_chapter(brief, week, session.key, items, (" ".join(filter(None, foot)),))
    running = texts("column.running", number=week.number, session=session.key)
    onward = texts("column.onward")
    return chapter._replace(running=running, even=True, spread=True, onward=onward)


def _items(brief: Brief, week: Week, session: Session, least: int, above: Above) -> Iterator[Item]:
    scale = brief.scale
    yield Item(WeekHead(brief, week, session), holds=True)
    yield Item(
        _strip(brief, week, session, "warm_up"), gap=scale.gap * 0.4, holds=True, grow=scale.box
    )
    ways = ways_out(brief, (session,))
    if "help" in above:
        yield Item(Paragraph(f"{ways.hard} {ways.hurts}", scale.narrow), holds=True)
    told = [words for key, words in _of_bands(brief, session) if key in above and words]
    if words := " ".join(told):
        yield Item(Paragraph(words, scale.safety), holds=True)
    yield from circuit_items(brief, week, session, circuits(session), grow=scale.taller, role="H3")
    yield Item(_strip(brief, week, session, "stretch"), holds=True, grow=scale.box)
    yield Item(Rule(0.35), holds=True)
    yield Item(Feeling(brief, week, session), holds=True)
    hard = () if "help" in above else (ways.hard, ways.hurts)
    below = (*hard, ways.easy, ways.half)
    yield Item(Paragraph(" ".join(below), scale.narrow), holds=True)
    name = f"notes.{week.number}.{session.key}.{{line}}"
    tip = brief.texts("field.notes", week=week.number, session=session.key, line="{line}")
    lines = WritingLines(brief.texts("notes"), scale.narrow, scale.line, least, name, tip)
    yield Item(lines, fills=True)


def _of_bands(brief: Brief, session: Session) -> Iterator[tuple[str, str]]:
    yield "check", band_check(brief, (session,))
    yield "order", band_order(brief, (session,))


def _strip(brief: Brief, week: Week, session: Session, key: AroundKey) -> TickedStrip:
    picture = PICTURE * brief.scale.picture
    return TickedStrip(brief, week, (session,), key, around(brief, key), picture)
