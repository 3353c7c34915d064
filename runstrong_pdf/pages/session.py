"""One session on a page of its own, or on two where the type is large."""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import WritingLines
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import hatch
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, dates_room, day_room, reserve
from runstrong_pdf.pages.chapter import Chapter, ColumnPage, chapter_pages
from runstrong_pdf.pages.circuits import circuit_items, circuits
from runstrong_pdf.pages.furniture import has_band
from runstrong_pdf.pages.row_words import missed, session_facts, with_run
from runstrong_pdf.pages.strips import Feeling, TickedStrip, stretch_cells, warm_up_cells
from runstrong_pdf.pdf.fonts import CAP_HEIGHT


def session_pages(brief: Brief, week: Week, session: Session) -> Iterator[ColumnPage]:
    """Yield the pages of one session; a line for notes never costs a further page."""
    pages = tuple(chapter_pages(_chapter(brief, week, session, lines=1)))
    if len(pages) > 1:
        without = tuple(chapter_pages(_chapter(brief, week, session, lines=0)))
        pages = without if len(without) < len(pages) else pages
    yield from pages


def _chapter(brief: Brief, week: Week, session: Session, *, lines: int) -> Chapter:
    texts = brief.texts
    label = texts("week.label", number=week.number, session=session.key)
    return Chapter(
        brief,
        code=f"W{week.number}{session.key}",
        label=label,
        bookmark=texts("week.bookmark", label=label, title=week.title),
        running=texts("column.running", number=week.number, session=session.key),
        items=tuple(_items(brief, week, session, lines)),
        safety=(_safety(brief, session),),
        even=True,
        spread=True,
    )


def _items(brief: Brief, week: Week, session: Session, least: int) -> Iterator[Item]:
    plan, scale = brief.plan, brief.scale
    yield Item(SessionHead(brief, week, session), holds=True)
    cells, seconds = warm_up_cells(plan, brief.texts), plan.warm_up_seconds
    warm_up = TickedStrip(brief, week, session, "warm_up", seconds, cells)
    yield Item(warm_up, gap=scale.gap * 0.4, holds=True)
    yield from circuit_items(brief, week, session, circuits(session), grow=scale.taller, role="H3")
    cells, seconds = stretch_cells(plan, brief.texts), plan.stretch_seconds
    stretches = TickedStrip(brief, week, session, "stretch", seconds, cells)
    yield Item(stretches, holds=True)
    yield Item(Feeling(brief, week, session), holds=True)
    name = f"notes.{week.number}.{session.key}.{{line}}"
    tip = brief.texts("field.notes", week=week.number, session=session.key, line="{line}")
    lines = WritingLines(brief.texts("notes"), scale.narrow, scale.line, least, name, tip)
    yield Item(lines, fills=True)


def _safety(brief: Brief, session: Session) -> str:
    lines = [*brief.plan.warnings, brief.texts("safety.stop")]
    if has_band(brief, [row.exercise for row in session.rows]):
        lines.append(brief.texts("safety.band"))
    return " ".join(lines)


class SessionHead(NamedTuple):
    """Bib, title, phase, day; what the week is for; how to rest and when to stop a set."""

    brief: Brief
    week: Week
    session: Session

    def height(self, measure: float) -> float:
        """Return the height of the bib and of the lines below it."""
        scale = self.brief.scale
        lines = 2 + (not self._on_one_line(measure - scale.bib[0] - scale.gap))
        words = self._title_height() + lines * scale.body.lead / MM
        beside = words + self._goal_height(measure)
        how = paragraph_height(self._how(), scale.narrow, measure)
        return max(scale.bib[1], beside) + scale.gap * 0.3 + how

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        scale, week = self.brief.scale, self.week
        left = x + scale.bib[0] + scale.gap
        room = x + measure - left
        line, lead = y + self._title_height(), scale.body.lead / MM
        with sheet.tag("H2"):
            self._bib().draw(sheet, self.brief.look, x, y)
            baseline, floor = y + scale.week * CAP_HEIGHT / MM + 0.5, scale.section
            sheet.text(left, baseline, week.title, "display", scale.week, room=room, floor=floor)
        self._phase(sheet, left, line, room)
        below = self._day(sheet, left, line + lead, room)
        with sheet.tag("P"):
            sheet.paragraph(left, below, room, week.goal, scale.narrow, even=True)
        with sheet.tag("P"):
            how = paragraph_height(self._how(), scale.narrow, measure)
            sheet.paragraph(x, y + high - how, measure, self._how(), scale.narrow)

    def _bib(self) -> Bib:
        brief, scale = self.brief, self.brief.scale
        wide, tall = scale.bib
        return Bib(
            wide,
            tall,
            brief.texts("week.bib"),
            f"{self.week.number}{self.session.key}",
            "first-name" if brief.named else "",
            bottom_is_slot=True,
            figure_size=scale.bib_figure,
            bottom_size=scale.strong.size,
            strip=4.6 if scale.compact else scale.strong.size * 0.42,
            top_size=max(9.0, brief.paper.smallest),
        )

    def _title_height(self) -> float:
        return self.brief.scale.week * 0.98 / MM

    def _goal_height(self, measure: float) -> float:
        scale = self.brief.scale
        room = measure - scale.bib[0] - scale.gap
        return paragraph_height(self.week.goal, scale.narrow, room)

    def _phase(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        brief, style = self.brief, self.brief.scale.strong
        cap = style.size * CAP_HEIGHT / MM
        baseline = y + (style.lead + style.size * CAP_HEIGHT) / 2 / MM
        wide, tall = cap * 1.9, cap * 1.25
        top = baseline - cap / 2 - tall / 2
        hatch(sheet, PHASE_PATTERNS[self.week.phase], x, top, wide, tall)
        sheet.rect(x, top, wide, tall, 0.6, outline=0.8)
        words = brief.texts(f"phase.{self.week.phase}")
        if self.week.kind == "light":
            words += brief.texts("week.light")
        with sheet.tag("P"):
            at = wide + cap * 0.6
            at += sheet.text(x + at, baseline, words, style.face, style.size) + cap
            narrow, rest = brief.scale.narrow, room - at
            if brief.dated and rest >= dates_room(
                brief.texts, narrow.floor
            ):  # the day says its own
                key = f"dates.{self.week.number}"
                sheet.slot(key, x + at, baseline, narrow.face, narrow.size, rest)

    def _day(self, sheet: Sheet, x: float, y: float, room: float) -> float:
        """Print the day, and what the session holds beside or below it; return the lower edge."""
        brief, session, style = self.brief, self.session, self.brief.scale.strong
        narrow, lead = brief.scale.narrow, brief.scale.body.lead / MM
        baseline = y + (style.lead + style.size * CAP_HEIGHT) / 2 / MM
        with sheet.tag("P"):
            if brief.dated:
                key, wide = f"day.{self.week.number}.{session.key}", self._day_wide
                sheet.slot(key, x, baseline, style.face, style.size, min(wide, room))
            else:
                sheet.text(x, baseline, brief.weekday(session), style.face, style.size)
        with sheet.tag("P"):
            if self._on_one_line(room):
                right, facts = x + room, self._facts
                sheet.text(right, baseline, facts, narrow.face, narrow.size, align="right")
                return y + lead
            sheet.text(x, baseline + lead, self._facts, narrow.face, narrow.size, room=room)
        return y + 2 * lead

    @property
    def _facts(self) -> str:
        return session_facts(self.brief, self.week, self.session)

    @property
    def _day_wide(self) -> float:
        """The width of the day, with its date where it has one."""
        brief, style = self.brief, self.brief.scale.strong
        if brief.dated:
            return day_room(brief, self.session, style.size)
        return width(brief.weekday(self.session), style.face, style.size)

    def _on_one_line(self, room: float) -> bool:
        """Whether the day has room beside what the session holds."""
        narrow = self.brief.scale.narrow
        return self._day_wide + 3 + width(self._facts, narrow.face, narrow.size) <= room

    def _how(self) -> str:
        """Return how to rest, what to keep, how fast; and how it goes with a run that day."""
        texts, week, session = self.brief.texts, self.week, self.session
        how = texts("column.how", reserve=reserve(week, texts))
        if not self.brief.scale.compact:
            how = texts("column.with_tempo", how=how, tempo=texts("week.tempo"))
        if run := with_run(session, texts):
            how = texts("column.with_run", how=how, run=run[:1].upper() + run[1:])
        last = missed(week, self.brief.plan, texts) or texts(f"week.rows{self.brief.knee}")
        return " ".join((how, texts(f"week.too_hard{self.brief.knee}"), last))
