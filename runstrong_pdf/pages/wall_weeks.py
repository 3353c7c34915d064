"""The upper half of the wall chart: a column a week, a row a session, a box to tick in each."""

from dataclasses import dataclass
from itertools import groupby
from statistics import mode

from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.sheet import Align, Sheet, broken, centred
from runstrong_pdf.layout.symbols import badge, chequered_line, reserve_rings
from runstrong_pdf.layout.text import MM, line_width, width
from runstrong_pdf.layout.theme import LABEL, Style
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.brief import Brief, reserve
from runstrong_pdf.pages.person import short_date
from runstrong_pdf.pages.wall_fit import Fit
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

LABELS = 18.0
"""Width of the column with the sessions' letters."""
DATES, KIND = 5.6, 5.6
"""Heights of rows."""
AIR = 1.6
"""Between a column's rule and its text."""
WIDE = 23.0
"""A column at least so wide has date and minutes beside its boxes, else below."""
LINE = 4.3
TITLES = tuple(
    (Style("name", size, size * 1.16), lines)
    for lines, sizes in ((1, (13, 12, 11.5, 11)), (2, (12, 11, 10.5, 10, 9.5, 9)), (3, (9.5, 9)))
    for size in sizes
)
"""Styles of the titles and how many lines they may have, the best first."""


@dataclass(frozen=True)
class WeekTable:
    """The whole programme to tick."""

    brief: Brief
    fit: Fit

    def height(self) -> float:
        """Return its height with the finish line."""
        return (
            self._sessions_top()
            + self._row_high() * len(self._keys())
            + self.fit.reserve
            + self.fit.finish
        )

    def draw(self, sheet: Sheet, y: float) -> None:
        """Print the table from its top edge."""
        brief, left, right = self.brief, self.brief.paper.left, self._right
        weeks, bottom = brief.plan.weeks, y + self.height() - self.fit.finish
        self._phases(sheet, y)
        sheet.rule(left, y + self.fit.phase, right, 1.4)
        with sheet.tag("Table"):
            self._numbers(sheet, y + self.fit.phase)
            top = y + self.fit.phase + self._number_high()
            if any(week.kind != "build" and week.kind != "intro" for week in weeks):
                self._kinds(sheet, top)
                top += KIND
            self._dates(sheet, top)
            if self._title():
                self._titles(sheet, top + DATES)
            top = y + self._sessions_top()
            for key in self._keys():
                sheet.rule(left, top, right)
                self._session_row(sheet, key, top)
                top += self._row_high()
            sheet.rule(left, top, right)
            self._reserves(sheet, top)
        sheet.rule(left, bottom, right, 1.4)
        if self.fit.finish > 2 and not brief.look.ink_saver:
            chequered_line(sheet, left, bottom + 0.3, brief.paper.measure)
        for index in range(len(weeks)):
            new = index and weeks[index].phase != weeks[index - 1].phase
            edge = self._left(index)
            sheet.line(
                [(edge, y + (0 if new else self.fit.phase)), (edge, bottom)], 1.4 if new else 0.35
            )

    # -- measures ------------------------------------------------------------------------------

    @property
    def _right(self) -> float:
        return self.brief.paper.left + self.brief.paper.measure

    @property
    def _column(self) -> float:
        return (self.brief.paper.measure - LABELS) / len(self.brief.plan.weeks)

    def _left(self, index: int) -> float:
        return self.brief.paper.left + LABELS + index * self._column

    def _middle(self, index: int) -> float:
        return self._left(index) + self._column / 2

    def _keys(self) -> tuple[str, ...]:
        """Return a letter a row, or one nameless row where A and B take turns."""
        return self.brief.plan.session_keys if self.brief.columns > 1 else ("",)

    def _number_size(self) -> float:
        return min(self.fit.number, self._column * 2.4)

    def _number_high(self) -> float:
        return self._number_size() * CAP_HEIGHT / MM + self.fit.above

    def _title(self) -> Style | None:
        """Return the largest style in which every title fits its column, None if none does."""
        if not self.fit.titles:
            return None
        return next((style for style, lines in TITLES if self._fits(style, lines)), None)

    def _fits(self, style: Style, most: int) -> bool:
        room = self._column - AIR
        titles = [broken(week.title, style, room) for week in self.brief.plan.weeks]
        return all(
            len(lines) <= most and all(line_width(line, style.size) <= room for line in lines)
            for lines in titles
        )

    def _titles_high(self) -> float:
        style, room = self._title(), self._column - AIR
        if not style:
            return 0.0
        count = max(len(broken(w.title, style, room, even=True)) for w in self.brief.plan.weeks)
        return count * style.lead / MM + 1.8

    def _sessions_top(self) -> float:
        kinds = {week.kind for week in self.brief.plan.weeks}
        special = KIND if kinds - {"build", "intro"} else 0.0
        return self.fit.phase + self._number_high() + special + DATES + self._titles_high()

    @property
    def _box(self) -> float:
        return min(11.0, max(9.0, self._column * 0.45))

    @property
    def _wide(self) -> bool:
        return self._column >= WIDE

    def _row_high(self) -> float:
        sessions = (session for week in self.brief.plan.weeks for session in week.sessions)
        lines = max(len(self._said(session)) for session in sessions) + self._stamped
        if self._wide:
            return max(self._box + 2.0, lines * LINE + 1.6)
        return self._box + lines * LINE + (2.2 if lines else 1.6)

    @property
    def _stamped(self) -> bool:
        """Whether every box has its date."""
        return self.brief.dated and (self._wide or self.fit.dates)

    # -- head ----------------------------------------------------------------------------------

    def _phases(self, sheet: Sheet, y: float) -> None:
        """Print a pattern and a name over the weeks of each phase."""
        index = 0
        with sheet.tag("P"):
            for phase, group in groupby(self.brief.plan.weeks, key=lambda week: week.phase):
                left, count = self._left(index), len(tuple(group))
                wide, word = count * self._column, self.brief.texts(f"phase.{phase}")
                pattern = self.brief.texts(f"phase_pattern.{phase}")
                hatch(sheet, pattern, left, y + self.fit.phase - 3, wide, 3)
                sheet.line(
                    [(left, y + self.fit.phase - 3), (left + wide, y + self.fit.phase - 3)], 0.8
                )
                if width(word, "display", 9) <= wide - AIR:
                    sheet.text(
                        left + AIR / 2, y + self.fit.phase - 4, word, "display", 15, room=wide - AIR
                    )
                index += count

    def _numbers(self, sheet: Sheet, y: float) -> None:
        size, high = self._number_size(), self._number_high()
        with sheet.tag("TR"):
            self._row_label(sheet, y + high / 2, "wall.week", "Column")
            for index, week in enumerate(self.brief.plan.weeks):
                with sheet.tag("TH", scope="Column"):
                    middle = self._middle(index)
                    number = str(week.number)
                    baseline = centred(y + high / 2, size)
                    sheet.text(middle, baseline, number, "display", size, align="centre")

    def _row_label(self, sheet: Sheet, middle: float, key: str, scope: str = "Row") -> None:
        with sheet.tag("TH", scope=scope):
            text, left = self.brief.texts(key), self.brief.paper.left
            lines = broken(text, LABEL, LABELS - AIR)
            top = middle - len(lines) * LABEL.lead / MM / 2
            sheet.paragraph(left, top, LABELS - AIR, text, LABEL)

    def _kinds(self, sheet: Sheet, y: float) -> None:
        """Print in a frame what is special about a week."""
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                pass
            for index, week in enumerate(self.brief.plan.weeks):
                words = self._special(week)
                with sheet.tag("TD"):
                    if words:
                        self._pill(sheet, words, self._middle(index), y)

    def _special(self, week: Week) -> list[str]:
        texts, race = self.brief.texts, self.brief.plan.request.race
        if week.number == self.brief.plan.race_week:
            day = short_date(race, texts) if race else ""
            return [texts("wall.race_on", date=day), texts("wall.race")]
        return [texts("wall.light_week"), texts("wall.light")] if week.kind == "light" else []

    def _pill(self, sheet: Sheet, tries: list[str], middle: float, y: float) -> None:
        room, size = self._column - 2.4, 10.5
        word = next((w for w in tries if width(w, "name", size) <= room - 2), tries[-1])
        wide = min(room, width(word, "name", size) + 4)
        sheet.rect(middle - wide / 2, y + 0.1, wide, KIND - 0.6, 1.2, outline=1.1)
        baseline = centred(y + KIND / 2 - 0.2, size)
        sheet.text(middle, baseline, word, "name", size, align="centre", room=wide - 1.4)

    def _dates(self, sheet: Sheet, y: float) -> None:
        with sheet.tag("TR"):
            self._row_label(sheet, y + DATES / 2, "wall.dates")
            for index, week in enumerate(self.brief.plan.weeks):
                with sheet.tag("TD"):
                    x, room = self._middle(index), self._column - AIR
                    if self.brief.dated:
                        size = 12.0
                        key = f"{'dates' if self._wide else 'monday'}.{week.number}"
                        y_text = centred(y + DATES / 2, size)
                        sheet.slot(key, x, y_text, "name", size, room, align="centre", floor=9.5)
                    else:
                        sheet.rule(x - room / 2, y + DATES - 0.8, x + room / 2, 0.5)

    def _titles(self, sheet: Sheet, y: float) -> None:
        style, high = self._title(), self._titles_high()
        assert style  # noqa: S101  else there is no such row
        with sheet.tag("TR"):
            self._row_label(sheet, y + high / 2, "wall.aim")
            for index, week in enumerate(self.brief.plan.weeks):
                with sheet.tag("TD"):
                    room = self._column - AIR
                    x = self._left(index) + AIR / 2
                    lines = broken(week.title, style, room, even=True)
                    top = y + (high - len(lines) * style.lead / MM) / 2
                    sheet.paragraph(x, top, room, week.title, style, align="centre", even=True)

    # -- sessions ------------------------------------------------------------------------------

    def _session_row(self, sheet: Sheet, key: str, y: float) -> None:
        high = self._row_high()
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                self._session_label(sheet, key, y + high / 2)
            for index, week in enumerate(self.brief.plan.weeks):
                session = next((s for s in week.sessions if key in {s.key, ""}), None)
                with sheet.tag("TD"):
                    if session:
                        self._tick(sheet, week, session, index, y)

    def _session_label(self, sheet: Sheet, key: str, middle: float) -> None:
        x = self.brief.paper.left
        if key:
            badge(sheet, self.brief.look, key, x, middle - 4.6, 9.2, 19)
            x += 10.2
        day = self.brief.texts(f"short_day.{self._usual_day(key) + 1}")
        sheet.text(x, centred(middle, 12), day, "name", 12, room=LABELS - AIR)

    def _usual_day(self, key: str) -> int:
        """Return the weekday of most sessions in a row."""
        sessions = [s for week in self.brief.plan.weeks for s in week.sessions]
        return mode(session.day for session in sessions if key in {session.key, ""})

    def _tick(self, sheet: Sheet, week: Week, session: Session, index: int, y: float) -> None:
        """Print a session's box, with date and minutes beside it where that fits, else below."""
        box, turn = self._box, self._turn(session)
        tip = self.brief.texts("cover.box_tip", week=week.number, session=session.key)
        field = f"wall.{week.number}.{session.key}"
        dated = f"date.{week.number}.{session.key}" if self._stamped else ""
        lines, room = self._said(session), self._column - AIR
        if self._wide:
            left = self._left(index) + max(AIR, (self._column - box - 16) / 2)
            x, high = left + box + 1.4, LINE * (len(lines) + bool(dated))
            top = y + (self._row_high() - high) / 2 - 0.2
            sheet.tick_box(left, y + (self._row_high() - box) / 2, box, field, tip, 1.4)
            self._stack(sheet, lines, dated, x, top, self._left(index + 1) - x - 0.4, "left")
            return
        letter = width(turn, "display", 12) + 1.0 if turn else 0.0
        left = self._middle(index) - (box + letter) / 2
        sheet.tick_box(left, y + 0.8, box, field, tip, 1.4)
        if turn:
            sheet.text(left + box + 1.0, centred(y + 0.8 + box / 2, 12), turn, "display", 12)
        self._stack(sheet, lines, dated, self._middle(index), y + box + 1.1, room, "centre")

    def _turn(self, session: Session) -> str:
        """Return the letter that a box's row does not say: whose turn it is, what is repeated."""
        return session.key if self.brief.columns == 1 else session.repeats or ""

    def _stack(
        self,
        sheet: Sheet,
        lines: list[str],
        dated: str,
        x: float,
        y: float,
        room: float,
        align: Align,
    ) -> None:
        size = 10.5 if self._wide else 9.5
        if dated:
            sheet.slot(dated, x, y + LINE - 0.9, "name", size, room, align=align)
            y += LINE
        for line in lines:
            sheet.text(x, y + LINE - 0.9, line, "condensed", size, align=align, room=room)
            y += LINE

    def _said(self, session: Session) -> list[str]:
        """Return the lines beside or below a box that are the same for everybody."""
        texts, lines = self.brief.texts, []
        if self._wide and self._turn(session):
            key = "wall.turn" if self.brief.columns == 1 else "wall.like"
            lines.append(texts(key, session=self._turn(session)))
        key = session.key if self.brief.columns > 1 else ""
        if session.day != self._usual_day(key) and (self._wide or not self.brief.dated):
            lines.append(texts(f"short_day.{session.day + 1}"))
        if self._wide or (self.fit.dates and not self.brief.dated):
            lines.append(texts("minutes_short", number=session.minutes))
        return lines

    def _reserves(self, sheet: Sheet, y: float) -> None:
        middle = y + self.fit.reserve / 2
        with sheet.tag("TR"):
            self._row_label(sheet, middle, "wall.reserve")
            for index, week in enumerate(self.brief.plan.weeks):
                with sheet.tag("TD"):
                    text, size = reserve(week, self.brief.texts), 15.0
                    rings = 3.2 * week.reserve[1] + 1.6
                    used = width(text, "display", size)
                    if used + rings > self._column - AIR:
                        rings = 0.0
                    x = self._middle(index) - (used + rings) / 2
                    sheet.text(x, centred(middle, size), text, "display", size)
                    if rings:
                        reserve_rings(sheet, x + used + 1.6, middle, week.reserve)
