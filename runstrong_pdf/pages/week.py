"""The week sheet: one page a week, session A left, session B right.

A week that does not fit so (a single session, three sessions, or very long ones) gets a page a
session instead, its exercises down the left column and then down the right.
"""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.sheet import Sheet, broken
from runstrong_pdf.layout.symbols import reserve_rings
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import COLUMN, GOAL, GUTTER, LABEL, MEASURE, SAFETY, TOP
from runstrong_pdf.model.plan import CrossTrainingDay, Prescription, Session, Week
from runstrong_pdf.pages.brief import Brief, plain_muscles, reserve
from runstrong_pdf.pages.furniture import has_band, punch_mark, safety, safety_height
from runstrong_pdf.pages.lane import (
    FEEL,
    HEAD,
    NOTE_LINE,
    ROW_WITHOUT_NOTES,
    SHORTEST_ROW,
    TALLEST_ROW,
    Lane,
    feelings,
    notes,
)
from runstrong_pdf.pages.strips import (
    RUNNING_HEIGHT,
    running_week,
    stretch_cells,
    ticked_strip,
    warm_up_cells,
)

HEADER = 25.5
WARM_UP, STRETCH = 12.6, 12.0
STRIPS_TOP = TOP + HEADER + 2.0
LANES_TOP = STRIPS_TOP + RUNNING_HEIGHT + WARM_UP + 2.6
ABOVE_STRETCH = 1.8
TALLEST_SESSION_ROW = 36.0


class WeekPage(NamedTuple):
    """One sheet: a whole week, or one session of it where `alone` is given."""

    brief: Brief
    week: Week
    alone: Session | None = None

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("week.page_name", number=self.week.number)

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        key = self.alone.key if self.alone else ""
        return self.brief.texts("week.label", number=self.week.number, session=key).strip()

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.brief.texts("week.bookmark", label=self.label, title=self.week.title)

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        return f"W{self.week.number}{self.alone.key if self.alone else ''}"

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        brief, week = self.brief, self._shown
        header(sheet, brief, week, TOP)
        running_week(sheet, brief, self.week, STRIPS_TOP)
        texts, plan = brief.texts, brief.plan
        y = STRIPS_TOP + RUNNING_HEIGHT
        cells = warm_up_cells(plan, texts)
        seconds = plan.warm_up_seconds
        ticked_strip(sheet, brief, week, y, WARM_UP, "warm_up", seconds, cells, 8.0)
        bottom = self._bottom()
        if self.alone:
            self._session(sheet, self.alone, bottom)
        else:
            self._lanes(sheet, bottom)
        cells = stretch_cells(plan, texts)
        seconds = plan.stretch_seconds
        ticked_strip(
            sheet, brief, week, bottom + ABOVE_STRETCH, STRETCH, "stretch", seconds, cells, 12.5
        )
        safety(sheet, brief, self._safety_lines())
        punch_mark(sheet, brief)

    @property
    def _shown(self) -> Week:
        """The week with only the sessions of this sheet."""
        return self.week.model_copy(update={"sessions": (self.alone,)}) if self.alone else self.week

    def row_height(self) -> float:
        """Return the height of the rows of both lanes; may be too low to print."""
        rows = max(len(session.rows) for session in self.week.sessions)
        space = self._bottom() - LANES_TOP - HEAD - FEEL
        high = min(TALLEST_ROW, (space - NOTE_LINE) / rows)
        return high if high >= ROW_WITHOUT_NOTES else space / rows

    def _bottom(self) -> float:
        """Return the lower edge of the lanes."""
        lines = safety_height(self._safety_lines())
        return self.brief.paper.bottom - lines - 1.2 - STRETCH - ABOVE_STRETCH

    def _safety_lines(self) -> list[str]:
        brief = self.brief
        slugs = [row.exercise for session in self._shown.sessions for row in session.rows]
        lines = [brief.texts("safety.stop")]
        if has_band(brief, slugs):
            lines.append(brief.texts("safety.band"))
        suggestion = self.week.cross_training
        if suggestion and suggestion.activity in brief.plan.cross_training:
            lines.insert(0, cross_training_line(brief, suggestion))
        return lines

    def _lanes(self, sheet: Sheet, bottom: float) -> None:
        left = self.brief.paper.left
        columns = max(session.rounds for session in self.week.sessions)
        high = self.row_height()
        for index, session in enumerate(self.week.sessions):
            x = left + index * (COLUMN + GUTTER)
            lane = Lane(self.brief, self.week, session, _numbered(session), columns)
            y = lane.draw(sheet, x, LANES_TOP, high)
            feelings(sheet, self.brief, self.week, session, x, y + 1.5)
            self._notes(sheet, session.key, x, y + FEEL, bottom)
        fold = self.brief.paper.width / 2
        sheet.dotted((fold, LANES_TOP), (fold, bottom))

    def _session(self, sheet: Sheet, session: Session, bottom: float) -> None:
        left, rows = self.brief.paper.left, _numbered(session)
        half = (len(rows) + 1) // 2
        columns = session.rounds
        high = min(TALLEST_SESSION_ROW, (bottom - LANES_TOP - HEAD - FEEL - 3 * NOTE_LINE) / half)
        if high < SHORTEST_ROW:
            raise OutputError(f"{self.name}: session {session.key} has too many exercises")
        first = Lane(self.brief, self.week, session, rows[:half], columns)
        y = first.draw(sheet, left, LANES_TOP, high)
        feelings(sheet, self.brief, self.week, session, left, y + 1.5)
        self._notes(sheet, session.key, left, y + FEEL, bottom)
        x = left + COLUMN + GUTTER
        second = Lane(self.brief, self.week, session, rows[half:], columns, first=False)
        y = second.draw(sheet, x, LANES_TOP, high)
        self._notes(sheet, f"{session.key}.more", x, y, bottom)

    def _notes(self, sheet: Sheet, key: str, x: float, y: float, bottom: float) -> None:
        """Rule lines for what was noticed in a session; a page alone has a second lot of them."""
        week = self.week.number
        tip = self.brief.texts("field.notes", week=week, session=key[0], line="{line}")
        notes(sheet, self.brief, f"{week}.{key}", tip, x, y, bottom)


def week_pages(brief: Brief) -> Iterator[WeekPage]:
    """Yield the sheets of every week: one a week where it fits, else one a session."""
    for week in brief.plan.weeks:
        page = WeekPage(brief, week)
        if len(week.sessions) == 2 and page.row_height() >= SHORTEST_ROW:
            yield page
        else:
            yield from (WeekPage(brief, week, session) for session in week.sessions)


def cross_training_line(brief: Brief, suggestion: CrossTrainingDay) -> str:
    """Return the week's suggestion beside running and strength, on one line."""
    activity = brief.plan.cross_training[suggestion.activity]
    muscles = plain_muscles(activity.primary, brief.texts)
    lines = [
        brief.texts(
            "extra.cross_training",
            activity=activity.name[:1].lower() + activity.name[1:],
            minutes=suggestion.minutes,
            muscles=", ".join(muscles[:count]),
        )
        for count in range(len(muscles), 0, -1)
    ]
    return next((line for line in lines if len(broken(line, SAFETY, MEASURE)) == 1), lines[-1])


def header(sheet: Sheet, brief: Brief, week: Week, y: float) -> None:
    """Print bib, phase, title and goal, and the three numbers of the week."""
    left, texts = brief.paper.left, brief.texts
    bottom = "first-name" if brief.named else ""
    bib = Bib(31, HEADER, texts("week.bib"), str(week.number), bottom, bottom_is_slot=True)
    x = left + 36
    with sheet.tag("H2"):
        bib.draw(sheet, brief.look, left, y)
        sheet.text(x, y + 14.4, week.title, "display", 27, room=68, floor=20)
    _phase(sheet, brief, week, x, y)
    with sheet.tag("P"):
        sheet.paragraph(x, y + 16.6, 68, week.goal, GOAL, even=True)
    _numbers(sheet, brief, week, left + MEASURE - 68, y)


def _phase(sheet: Sheet, brief: Brief, week: Week, x: float, y: float) -> None:
    pattern = brief.texts(f"phase_pattern.{week.phase}")
    hatch(sheet, pattern, x, y, 9, 4.4)
    sheet.rect(x, y, 9, 4.4, 0.6, outline=0.8)
    with sheet.tag("P"):
        words = brief.texts(f"phase.{week.phase}")
        if week.kind == "light":
            words += brief.texts("week.light")
        used = sheet.text(x + 11, y + 3.5, words, "name", 10.5)
        if brief.dated:
            room = 57 - used - 3
            sheet.slot(f"dates.{week.number}", x + 14 + used, y + 3.5, "condensed", 10.5, room)


def _numbers(sheet: Sheet, brief: Brief, week: Week, x: float, y: float) -> None:
    """Print rest between exercises, rest between rounds, repetitions in reserve, and the tempo."""
    texts = brief.texts
    sheet.line([(x - 4, y), (x - 4, y + HEADER)], 0.35)
    unit = texts("week.seconds_unit")
    numbers = (
        (str(week.rest_seconds), unit, texts("week.rest_between_exercises")),
        (str(week.round_rest_seconds), unit, texts("week.rest_between_rounds")),
        (reserve(week, texts), "", texts("week.in_reserve")),
    )
    for index, (figure, sign, label) in enumerate(numbers):
        left = x + index * 23.5
        with sheet.tag("P"):
            used = sheet.text(left, y + 7.4, figure, "display", 25)
            if sign:
                sheet.text(left + used + 0.8, y + 7.4, sign, "display", 15.5)
            sheet.paragraph(left, y + 8.9, 22.5, label, LABEL)
    reserve_rings(sheet, x + 47, y + 8.9 + 2 * LABEL.lead / MM + 2.6, week.reserve)
    with sheet.tag("P"):
        sheet.text(x, y + HEADER - 0.3, texts("week.tempo"), "condensed", 9.5, room=68)


def _numbered(session: Session) -> tuple[tuple[int, Prescription], ...]:
    return tuple(enumerate(session.rows, 1))
