"""The wall chart of the cover: a row a week, a box a session, a pattern a phase."""

from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.symbols import badge, chequered_line
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import MEASURE
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.model.words import Kit, Phase
from runstrong_pdf.pages.brief import Brief, in_lane, reserve

PHASE_COLUMN, WEEK_COLUMN, RESERVE_COLUMN = 42.0, 14.0, 25.0
DATES_COLUMN, NARROW_DATES_COLUMN = 38.0, 37.0
"""Narrow beside three sessions, whose minutes would touch the next box."""
CHART_HEAD = 8.6
PHASE_KIT: Mapping[Phase, frozenset[Kit]] = MappingProxyType(
    {
        Phase.BODYWEIGHT: frozenset(),
        Phase.BANDS: frozenset({Kit.BAND}),
        Phase.DUMBBELLS: frozenset({Kit.DUMBBELLS}),
    }
)


class WallChart(NamedTuple):
    """The whole programme as a table to tick."""

    brief: Brief

    def draw(self, sheet: Sheet, y: float, rows_height: float) -> float:
        """Print title and table from y, rows as high as given in all; return the lower edge."""
        brief, left = self.brief, self.brief.paper.left
        weeks = brief.plan.weeks
        ticks = sum(len(week.sessions) for week in weeks)
        with sheet.tag("H2"):
            title = brief.texts("cover.glance", weeks=brief.texts(f"number.{len(weeks)}"))
            used = sheet.text(left, y, title, "display", 19)
        with sheet.tag("P"):
            text = brief.texts("cover.ticks", ticks=ticks)
            sheet.text(left + used + 3, y, text, "body", 10)
        sheet.bookmark(title, "chart", y - 8, 1)
        y += 3.6
        high = rows_height / len(weeks)
        with sheet.tag("Table"):
            self._chart_head(sheet, y)
            y += CHART_HEAD
            sheet.rule(left, y, left + MEASURE, 1.4)
            for _, group in groupby(weeks, key=lambda week: week.phase):
                y = self._phase(sheet, tuple(group), y, high)
        sheet.rule(left, y, left + MEASURE, 1.4)
        if not brief.look.ink_saver:
            chequered_line(sheet, left, y + 0.4, MEASURE)
        return y + 4.0  # in both inks, so that the pages match

    def _session_left(self, index: int) -> float:
        """Return the left edge of a session's column."""
        before = PHASE_COLUMN + WEEK_COLUMN + self._dates_column
        room = MEASURE - before - RESERVE_COLUMN
        return self.brief.paper.left + before + index * room / len(self.brief.lanes)

    @property
    def _dates_column(self) -> float:
        return DATES_COLUMN if len(self.brief.lanes) < 3 else NARROW_DATES_COLUMN

    def _chart_head(self, sheet: Sheet, y: float) -> None:
        brief, left = self.brief, self.brief.paper.left
        baseline = y + 6.0
        with sheet.tag("TR"):
            for key, x in (("phase", left), ("week", left + PHASE_COLUMN)):
                with sheet.tag("TH", scope="Column"):
                    sheet.text(x, baseline, brief.texts(f"cover.column_{key}"), "condensed", 10.5)
            with sheet.tag("TH", scope="Column"):
                x = left + PHASE_COLUMN + WEEK_COLUMN
                what = brief.texts("cover.column_dates" if brief.dated else "cover.column_aim")
                sheet.text(x, baseline, what, "condensed", 10.5)
            for index, lane in enumerate(brief.lanes):
                with sheet.tag("TH", scope="Column"):
                    self._session_head(sheet, lane, self._session_left(index), y)
            with sheet.tag("TH", scope="Column"):
                x = left + MEASURE - RESERVE_COLUMN
                sheet.text(x, baseline, brief.texts("cover.column_reserve"), "condensed", 10.5)

    def _session_head(self, sheet: Sheet, lane: str, x: float, y: float) -> None:
        """Print a session's badge and day, or only the day where two take turns."""
        brief = self.brief
        name = "short_day" if len(brief.lanes) > 2 else "day"
        if lane:
            badge(sheet, brief.look, lane, x, y + 1.0, 6.6, 13)
        day = brief.texts(f"{name}.{brief.usual_day(lane) + 1}")
        sheet.text(x + (8.4 if lane else 0), y + 6.0, day, "name", 11)

    def _phase(self, sheet: Sheet, weeks: tuple[Week, ...], y: float, high: float) -> float:
        brief, left = self.brief, self.brief.paper.left
        phase, tall = weeks[0].phase, len(weeks) * high
        hatch(sheet, brief.texts(f"phase_pattern.{phase}"), left, y, 5.5, tall)
        for edge in (left, left + 5.5):
            sheet.line([(edge, y), (edge, y + tall)], 0.8)
        for index, week in enumerate(weeks):
            with sheet.tag("TR"):
                if index == 0:
                    self._phase_cell(
                        sheet, week, Area(left + 8, y, PHASE_COLUMN - 10, tall), len(weeks)
                    )
                self._week(sheet, week, y + index * high, high)
            line_from = left + PHASE_COLUMN if index < len(weeks) - 1 else left
            last = week.number == len(brief.plan.weeks)
            if not last:
                weight = 0.35 if index < len(weeks) - 1 else 1.0
                sheet.rule(line_from, y + (index + 1) * high, left + MEASURE, weight)
        return y + tall

    def _phase_cell(self, sheet: Sheet, week: Week, area: Area, rows: int) -> None:
        brief = self.brief
        with sheet.tag("TH", scope="Row", rows=rows):
            sheet.text(area.x, area.y + 5.6, brief.texts(f"phase.{week.phase}"), "display", 14)
            if area.h > 16:
                row = _shown_row(week, brief)
                picture = Area(area.x, area.y + 6.8, area.w, area.h - 7.8)
                band = row.band[-1] if row.band else ""
                brief.pictures.draw(sheet, row.exercise, picture, which=("end",), band=band)

    def _week(self, sheet: Sheet, week: Week, y: float, high: float) -> None:
        brief, left, middle = self.brief, self.brief.paper.left, y + high / 2
        with sheet.tag("TH", scope="Row"):
            size = min(24.0, high * 2)
            x = left + PHASE_COLUMN
            sheet.text(x, centred(middle, size), str(week.number), "display", size)
        with sheet.tag("TD"):
            self._aim(sheet, week, left + PHASE_COLUMN + WEEK_COLUMN, middle, high)
        box = min(8.0 if len(brief.lanes) < 3 else 6.0, high - 1.6)
        for index, lane in enumerate(brief.lanes):
            if session := in_lane(week, lane):
                with sheet.tag("TD"):
                    field = Area(self._session_left(index), middle - box / 2, box, box)
                    self._tick(sheet, week, session, lane, field)
            else:
                sheet.empty_cell()
        with sheet.tag("TD"):
            x = left + MEASURE - RESERVE_COLUMN
            text = reserve(week, brief.texts)
            sheet.text(x, centred(middle, 12), text, "name", 12)

    def _tick(self, sheet: Sheet, week: Week, session: Session, lane: str, box: Area) -> None:
        """Print a session's box, and beside it what its head does not say."""
        texts = self.brief.texts
        tip = texts("cover.box_tip", week=week.number, session=session.key)
        sheet.tick_box(box.x, box.y, box.w, f"cover.{week.number}.{session.key}", tip, 1.1)
        room = self._session_left(1) - self._session_left(0) - box.w - 2.8
        tries = beside_box(self.brief, session, lane)
        words = next((t for t in tries if width(t, "condensed", 9) <= room), tries[-1])
        baseline = centred(box.y + box.h / 2, 10.5)
        sheet.text(box.x + box.w + 1.8, baseline, words, "condensed", 10.5, room=room)

    def _aim(self, sheet: Sheet, week: Week, x: float, middle: float, high: float) -> None:
        room = self._dates_column - 2
        if not self.brief.dated:
            face = "name" if width(week.title, "name", 9.5) <= room else "condensed"
            sheet.text(x, centred(middle, 10.5), week.title, face, 10.5, room=room)
        elif high < 10:
            key = f"dates.{week.number}"
            sheet.slot(key, x, centred(middle, 10.5), "name", 10.5, room)
        else:
            sheet.slot(f"dates.{week.number}", x, middle - 0.5, "name", 10.5, room)
            sheet.text(x, middle + 4.0, week.title, "condensed", 10.5, room=room)


def beside_box(brief: Brief, session: Session, lane: str) -> tuple[str, ...]:
    """Return what stands beside a session's box, the longest first.

    Its letter where sessions take turns, its day where that is not the usual one, its minutes.
    """
    key = "" if lane else session.key
    odd = session.day != brief.usual_day(lane)
    day = brief.texts(f"short_day.{session.day + 1}") if odd else ""
    minutes = brief.texts("minutes_short", number=session.minutes)
    told = " ".join(word for word in (key, day) if word)
    return (f"{told}   {minutes}".strip(), f"{told} {minutes}".strip(), told or minutes)


def _shown_row(week: Week, brief: Brief) -> Prescription:
    """Return the first row that shows what the phase is about: its own kit, or a push-up."""
    wanted = PHASE_KIT[week.phase]
    rows = [row for session in week.sessions for row in session.rows]
    own = [row for row in rows if set(brief.plan.exercises[row.exercise].kit) == wanted]
    return (own or rows)[0]
