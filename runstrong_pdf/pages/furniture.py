"""What stands on many pages: footer, safety lines, frames."""

from collections.abc import Iterable, Iterator, Sequence
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Drawn, Paragraph
from runstrong_pdf.layout.flow import Item, SideBySide
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.brief import Brief, day_room
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

PAGE_NUMBER = 14.0
"""Room for the page number at the right end of a footer of 8.5 pt."""
WIDEST_CODES = "W12A-2", "WALL-12"
"""The widest codes of pages: what stands before a code has the same room on all of them."""


def footer(sheet: Sheet, brief: Brief, code: str, number: int, total: int) -> None:
    """Print plan, person, plan code and page number; artifacts, as every page repeats them."""
    paper, left, size = brief.paper, brief.paper.left, brief.paper.footer
    right = left + paper.measure
    baseline = paper.height - paper.foot
    sheet.rule(left, paper.footer_rule, right)
    with sheet.artifact("Pagination"):
        whose = brief.named or brief.clubbed
        title = 0.0
        if brief.scale.wide or not whose:  # a narrow footer has room for one of them
            title = sheet.text(left, baseline, brief.plan.title, "name", size) + 3
        page = brief.texts("footer.page", number=number, total=total)
        sheet.text(right, baseline, page, "name", size, align="right")
        end = right - PAGE_NUMBER * size / 8.5
        code_width = sheet.text(end, baseline, code, "condensed", size, align="right")
        if whose:
            x = left + title
            codes = (width(f"{brief.plan.code}-{c}", "condensed", size) for c in WIDEST_CODES)
            room = end - max(code_width, *codes) - 3 - x
            sheet.slot("who", x, baseline, "condensed", size, room, floor=size)


def safety_height(lines: Sequence[str], measure: float, style: Style) -> float:
    """Return the height of the safety lines in millimetres."""
    return fsum(paragraph_height(line, style, measure) for line in lines)


def safety(sheet: Sheet, brief: Brief, lines: Sequence[str]) -> None:
    """Print safety lines directly above the footer."""
    measure, style = brief.paper.measure, brief.scale.safety
    y = brief.paper.bottom - safety_height(lines, measure, style)
    for line in lines:
        with sheet.tag("P"):
            y += sheet.paragraph(brief.paper.left, y, measure, line, style)


def print_day(
    sheet: Sheet,
    brief: Brief,
    week: Week,
    session: Session,
    x: float,
    y: float,
    size: float,
    room: float,
) -> None:
    """Print the day of a session on the baseline y, with its date where it has one."""
    if brief.dated:
        key, wide = f"day.{week.number}.{session.key}", day_room(brief, session, size)
        sheet.slot(key, x, y, "name", size, min(wide, room))
    else:
        sheet.text(x, y, brief.weekday(session), "name", size)


def print_facts(
    sheet: Sheet, x: float, y: float, facts: Iterable[tuple[str, str]], size: float, words: float
) -> float:
    """Print large figures before their words on the baseline y; return the right edge."""
    with sheet.tag("P"):
        for figure, told in facts:
            x += sheet.text(x, y, figure, "display", size) + 1.2
            x += sheet.text(x, y, told, "name", words) + size * 0.28
    return x


def has_band(brief: Brief, slugs: list[str]) -> bool:
    """Whether any of these exercises uses a band."""
    return any("band" in brief.plan.exercises[slug].kit for slug in slugs)


def band_check(brief: Brief, sessions: Iterable[Session]) -> str:
    """Return what is to be looked at before sessions with a band, nothing where they use none."""
    slugs = [row.exercise for session in sessions for row in session.rows]
    return brief.texts("safety.band") if has_band(brief, slugs) else ""


def band_order(brief: Brief, sessions: Iterable[Session]) -> str:
    """Return the order of the bands, nothing where sessions use none or there is one."""
    bands = [brief.texts(f"band.{colour}") for colour in brief.plan.bands]
    if len(bands) < 2 or not band_check(brief, sessions):
        return ""
    return brief.texts("week.bands", bands=", ".join(bands))


def band_words(brief: Brief, sessions: Sequence[Session]) -> str:
    """Return the band check and the order of the bands."""
    return f"{band_check(brief, sessions)} {band_order(brief, sessions)}".strip()


class WaysOut(NamedTuple):
    """What to do where a session does not suit."""

    hard: str
    easy: str
    hurts: str
    half: str


def ways_out(brief: Brief, sessions: Iterable[Session]) -> WaysOut:
    """Return what to do where it is too hard, too easy, sore or too long.

    A sore joint has a rule of its own; lighter is only what has a load.
    """
    loaded = any(row.band or row.kg for session in sessions for row in session.rows)
    ruled = brief.texts("plan.advice.pain") in brief.plan.advice
    hurts = "hurts_pain_rule" if ruled else "hurts"
    keys = f"too_hard{'_loaded' * loaded}{brief.knee}", "too_easy", hurts, "half_time"
    return WaysOut(*(brief.texts(f"week.{key}") for key in keys))


def ways_in_columns(brief: Brief, sessions: Iterable[Session], style: Style) -> Item:
    """Return the ways out in two columns, of which a rule for sore joints has one for itself."""
    ways = ways_out(brief, sessions)
    if ways.hurts != brief.texts("week.hurts"):
        return in_columns(((ways.hard, ways.easy, ways.half), (ways.hurts,)), style)
    return in_columns(((ways.hard, ways.easy), (ways.hurts, ways.half)), style)


def in_columns(columns: Iterable[Iterable[str]], style: Style) -> Item:
    """Return lines in columns, without those that are empty."""
    stacks = (tuple(Item(Paragraph(line, style)) for line in lines if line) for lines in columns)
    return Item(SideBySide(tuple(stack for stack in stacks if stack)))


class Boxed(NamedTuple):
    """Paragraphs in a heavy frame, with a heading or without.

    Attributes:
        texts: those of each column.
        air: between two of them, per point of their type.
    """

    texts: tuple[tuple[str, ...], ...]
    style: Style
    title: str = ""
    title_size: float = 0.0
    air: float = 0.1

    def height(self, measure: float) -> float:
        """Return the height of frame and words."""
        words = self._words.height(measure - 2 * self._inset)
        return words + self._head + 2 * self._inset * 0.7

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print frame and words."""
        sheet.rect(x, y, measure, high, 2, outline=1.6)
        left, room = x + self._inset, measure - 2 * self._inset
        y += self._inset * 0.7
        if self.title:
            with sheet.tag("H2"):
                baseline = y + self.title_size * CAP_HEIGHT / MM
                sheet.text(left, baseline, self.title, "display", self.title_size, room=room)
        y += self._head
        self._words.draw(sheet, left, y, room, self._words.height(room))

    @property
    def _words(self) -> SideBySide:
        gap = self.style.size * self.air
        stacks = (
            tuple(Item(Paragraph(t, self.style), gap=gap) for t in some) for some in self.texts
        )
        return SideBySide(tuple(stacks))

    @property
    def _inset(self) -> float:
        return self.style.size * 0.26

    @property
    def _head(self) -> float:
        return self.title_size * 1.1 / MM


def contact(brief: Brief, gap: float = 0.0) -> Iterator[Item]:
    """Yield the line to reach the club, where there is one."""
    style = brief.scale.strong

    def paint(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
        with sheet.tag("P"):
            sheet.slot("contact", x, y + high - 1.0, style.face, style.size, wide)

    if brief.reachable:
        yield Item(Drawn(paint, style.lead / MM), gap=gap)
