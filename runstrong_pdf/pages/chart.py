"""The chart of the cover: a row a week, a box a session, a pattern a phase."""

from collections.abc import Iterator
from itertools import groupby
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge, chequered_line, hatch
from runstrong_pdf.layout.text import MM, fitting, parted, width
from runstrong_pdf.layout.theme import Scale, Style
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.model.words import Kit, Phase
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, in_lane, reserve
from runstrong_pdf.pages.cards import heaviest
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

PATTERN, WEEK = 0.03, 0.085
"""Of the measure: the phase's pattern, the week's number."""
PHASE = 0.18
"""Of the measure, on a whole sheet: the phase's name and what it is about as a picture."""
SESSION = {1: 0.2, 2: 0.175, 3: 0.14}
"""Of the measure: one session, by how many a week has."""
LARGEST_BOX = 13.0
"""Millimetres of a box that leaves room for minutes."""
FINISH = 4.0
"""Millimetres of the finish line, the same in both inks."""
PHASE_KIT = {
    Phase.BODYWEIGHT: set[Kit](),
    Phase.BANDS: {Kit.BAND},
    Phase.DUMBBELLS: {Kit.DUMBBELLS},
}


class Columns(NamedTuple):
    """Where the columns begin, and how wide some are.

    Attributes:
        phase: right of its pattern.
        aim: title, dates or phase, `room` wide.
        sessions: the box of each, and where the last one ends.
        reserve: repetitions in reserve, `keep` wide.
    """

    x: float
    measure: float
    phase: float
    week: float
    aim: float
    room: float
    sessions: tuple[float, ...]
    reserve: float
    keep: float


def columns_of(brief: Brief, x: float, measure: float) -> Columns:
    """Return the columns of a chart from x on."""
    wide, count = brief.scale.wide, len(brief.lanes)
    phase = x + (PATTERN + 0.015) * measure
    week = phase + (PHASE * measure if wide else 0.0)
    aim, keep = week + WEEK * measure, measure * (0.14 if wide else 0.11)
    reserve, share = x + measure - keep, 0.33 / count if wide else SESSION[count]
    sessions = tuple(reserve - left * share * measure for left in range(count, -1, -1))
    room = sessions[0] - aim - 4
    return Columns(x, measure, phase, week, aim, room, sessions, reserve, keep)


class Chart(NamedTuple):
    """The whole programme as a table to tick.

    Attributes:
        field: what the names of its boxes begin with.
        written: whether there is a line for a week's dates where they are not known.
    """

    brief: Brief
    field: str = "cover"
    written: bool = False

    def height(self, measure: float) -> float:
        """Return the height of head, rows and finish line."""
        columns = columns_of(self.brief, 0.0, measure)
        return self._head_height(measure) + fsum(self._rows(columns, 0.0)) + FINISH

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it; rows share what height there is."""
        brief, columns = self.brief, columns_of(self.brief, x, measure)
        weeks, bottom = brief.plan.weeks, y + high - FINISH
        with sheet.tag("Table"):
            self._head(sheet, columns, y)
            y += self._head_height(measure)
            sheet.rule(x, y, x + measure, 1.4)
            rows = zip(weeks, self._rows(columns, bottom - y), strict=True)
            for _, group in groupby(rows, key=lambda row: row[0].phase):
                phase = tuple(group)
                self._phase(sheet, columns, phase, y)
                y += fsum(tall for _, tall in phase)
        sheet.rule(x, bottom, x + measure, 1.4)
        if not brief.look.ink_saver:
            chequered_line(sheet, x, bottom + 0.4, measure)

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    def _rows(self, columns: Columns, high: float) -> list[float]:
        """Return the height of each week: equal, or at least what its title takes.

        Where no cell has the phase, its name stands below.
        """
        weeks, lead = self.brief.plan.weeks, self._scale.narrow.lead
        more = self.written or not self._scale.wide
        lines = [len(self._titled(week, columns)[0]) + more for week in weeks]
        least = [many * lead / MM + 1.2 for many in lines]
        if max(least) * len(weeks) <= high:
            return [high / len(weeks)] * len(weeks)
        spare = max(0.0, high - fsum(least)) / len(weeks)
        return [one + spare for one in least]

    # -- head ----------------------------------------------------------------------------------

    @property
    def _style(self) -> Style:
        narrow = self._scale.narrow
        return narrow._replace(lead=narrow.size * 1.08)

    @property
    def _letter(self) -> float:
        """Points of a session's letter."""
        return max(self._style.size, self._scale.box * 1.9)

    def _head_height(self, measure: float) -> float:
        keep = self.brief.texts("cover.column_reserve")
        room = columns_of(self.brief, 0.0, measure).keep
        return max(paragraph_height(keep, self._style, room), self._letter * 0.5) + 1.0

    def _head(self, sheet: Sheet, columns: Columns, y: float) -> None:
        """Print a table row of column heads."""
        style, texts, wide = self._style, self.brief.texts, self._scale.wide
        foot = y + self._head_height(columns.measure) - 1.0
        baseline = foot - (style.lead - style.size * CAP_HEIGHT) / 2 / MM
        heads = {"phase": columns.x} if wide else {}
        heads |= {"week": columns.week if wide else columns.x, "aim": columns.aim}
        with sheet.tag("TR"):
            for key, left in heads.items():
                with sheet.tag("TH", scope="Column"):
                    sheet.text(left, baseline, texts(f"cover.column_{key}"), style.face, style.size)
            for index, lane in enumerate(self.brief.lanes):
                with sheet.tag("TH", scope="Column"):
                    self._session_head(sheet, lane, columns.sessions[index], baseline)
            with sheet.tag("TH", scope="Column"):
                keep = texts("cover.column_reserve")
                top = foot - paragraph_height(keep, style, columns.keep)
                sheet.paragraph(columns.reserve, top, columns.keep, keep, style)

    def _session_head(self, sheet: Sheet, lane: str, x: float, baseline: float) -> None:
        """Print a session's badge and day, or only the day where two take turns."""
        style = self._style
        if lane:
            wide = self._letter * 0.5
            top = baseline - style.size * CAP_HEIGHT / 2 / MM - wide / 2
            badge(sheet, self.brief.look, lane, x, top, wide, self._letter)
            x += wide + style.size * 0.1 - width(" ", "name", style.size)
        day = self.brief.texts(f"short_day.{self.brief.usual_day(lane) + 1}")
        sheet.text(x, baseline, f" {day}" if lane else day, "name", style.size)

    # -- rows ----------------------------------------------------------------------------------

    def _phase(
        self, sheet: Sheet, columns: Columns, rows: tuple[tuple[Week, float], ...], y: float
    ) -> None:
        """Print the weeks of a phase, each with its height."""
        x, first, wide = columns.x, rows[0][0], self._scale.wide
        tall, edge = fsum(high for _, high in rows), PATTERN * columns.measure
        hatch(sheet, PHASE_PATTERNS[first.phase], x, y, edge, tall)
        for left in (x, x + edge):
            sheet.line([(left, y), (left, y + tall)], 0.8)
        for week, row in rows:
            opens = week is first
            if week.number > 1:
                left = x if opens else columns.week if wide else columns.phase
                sheet.rule(left, y, x + columns.measure, 1.0 if opens else 0.35)
            with sheet.tag("TR"):
                if opens and wide:
                    area = Area(columns.phase, y, columns.week - columns.phase - 2.0, tall)
                    with sheet.tag("TH", scope="Row", rows=len(rows)):
                        self._phase_cell(sheet, week, area)
                self._week(sheet, columns, week, y, row)
            y += row

    def _phase_cell(self, sheet: Sheet, week: Week, area: Area) -> None:
        """Print what the phase is called, and a picture of what it is about."""
        brief, size = self.brief, self._scale.section * 0.82
        name = brief.texts(f"phase.{week.phase}")
        head = size * 0.42
        low = area.h < head + 1.5
        baseline = centred(area.y + area.h / 2, size) if low else area.y + head - 0.4
        sheet.text(area.x, baseline, name, "display", size, room=area.w)
        if area.h > 16:
            row = shown_row(week, brief)
            picture = Area(area.x, area.y + head + 0.8, area.w, area.h - head - 1.6)
            band = heaviest(row.band)
            brief.pictures.draw(sheet, row.exercise, picture, which=("end",), band=band)

    def _week(self, sheet: Sheet, columns: Columns, week: Week, y: float, row: float) -> None:
        middle, scale = y + row / 2, self._scale
        with sheet.tag("TH", scope="Row"):
            size = min(scale.week * 0.85, row * 2)
            number = str(week.number)
            sheet.text(columns.week, centred(middle, size), number, "display", size)
        with sheet.tag("TD"):
            self._aim(sheet, week, columns, middle, row)
        box = min(scale.box * 1.5, LARGEST_BOX, row - 1.0) if scale.wide else scale.box
        for index, lane in enumerate(self.brief.lanes):
            if session := in_lane(week, lane):
                left, right = columns.sessions[index], columns.sessions[index + 1] - 1
                cell = Area(left, middle - box / 2, right - left, box)
                with sheet.tag("TD"):
                    self._tick(sheet, week, session, lane, cell)
            else:
                sheet.empty_cell()
        with sheet.tag("TD"):
            style = scale.strong
            text, baseline = reserve(week, self.brief.texts), centred(middle, style.size)
            sheet.text(columns.reserve, baseline, text, style.face, style.size)

    def _aim(self, sheet: Sheet, week: Week, columns: Columns, middle: float, row: float) -> None:
        """Print a week's title, and below it its dates, or the phase that no cell names."""
        brief, style = self.brief, self._scale.narrow
        x, room, lead = columns.aim, columns.room, style.lead / MM
        below = brief.dated or self.written or not self._scale.wide
        lines, face = self._titled(week, columns)
        if below and row < (len(lines) + 1) * lead:  # no room for what the other sheets say too
            sheet.slot(f"dates.{week.number}", x, centred(middle, style.size), "name", 10, room)
            return
        y = centred(middle - (len(lines) - 1 + below) * lead / 2, style.size)
        for line in lines:
            sheet.text(x, y, line, face, style.size, room=room)
            y += lead
        if brief.dated:
            sheet.slot(f"dates.{week.number}", x, y, style.face, style.size, room)
        elif self.written:
            tip = brief.texts("field.dates", week=week.number)
            sheet.writing_line(x, y + 0.8, x + room, f"dates.{week.number}", tip)
        elif below:
            phase = brief.texts(f"phase.{week.phase}")
            sheet.text(x, y, phase, style.face, style.size, room=room)

    def _titled(self, week: Week, columns: Columns) -> tuple[list[str], str]:
        """Return a week's title on one line or more, and its face: the bolder where that fits."""
        style, room = self._scale.narrow, columns.room
        for face in ("name", style.face):
            if width(week.title, face, style.floor) <= room:
                return [week.title], face
        return parted(week.title, style.face, style.size, room), style.face

    def _tick(self, sheet: Sheet, week: Week, session: Session, lane: str, cell: Area) -> None:
        """Print a session's box, as high as its cell, and what its head does not say."""
        style = self._scale.narrow
        field = f"{self.field}.{week.number}.{session.key}"
        tip = self.brief.texts("cover.box_tip", week=week.number, session=session.key)
        sheet.tick_box(cell.x, cell.y, cell.h, field, tip, self._scale.outline)
        left = cell.x + cell.h + style.size * 0.1
        tries = tuple(self._beside(session, lane))
        words = fitting((*tries, ""), style.face, style.size, cell.x + cell.w - left)
        sheet.text(left, centred(cell.y + cell.h / 2, style.size), words, style.face, style.size)

    def _beside(self, session: Session, lane: str) -> Iterator[str]:
        """Yield what stands beside a session's box, the longest first.

        Its letter where sessions take turns, its day where that is not the usual one, its minutes.
        """
        brief, odd = self.brief, session.day != self.brief.usual_day(lane)
        day = brief.texts(f"short_day.{session.day + 1}") if odd else ""
        minutes = brief.texts("minutes_short", number=session.minutes)
        told = " ".join(filter(None, ("" if lane else session.key, day)))
        yield f"{told}   {minutes}".strip()
        yield f"{told} {minutes}".strip()
        yield told or minutes


def shown_row(week: Week, brief: Brief) -> Prescription:
    """Return the first row that shows what the phase is about: its own kit, or a push-up."""
    wanted = PHASE_KIT[week.phase]
    rows = [row for session in week.sessions for row in session.rows]
    own = [row for row in rows if set(brief.plan.exercises[row.exercise].kit) == wanted]
    return (own or rows)[0]
