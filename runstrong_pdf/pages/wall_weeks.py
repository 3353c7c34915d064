"""The upper half of the wall chart: a column a week, with its phase, dates, title and boxes."""

from itertools import groupby
from typing import NamedTuple

from runstrong_pdf.layout.sheet import Align, Sheet, broken, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge, chequered_line, hatch
from runstrong_pdf.layout.text import MM, line_width, width
from runstrong_pdf.layout.theme import LABEL, Style
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, in_lane, reserve, span
from runstrong_pdf.pages.person import short_date
from runstrong_pdf.pages.row_words import fitting
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

LABELS = 20.0
"""Width of the column with the sessions' letters."""
AIR = 1.6
"""Between a column's rule and its text."""
WIDE = 23.0
"""A column at least so wide has date and minutes beside its boxes, else below."""
LINE = 4.3


class Grid(NamedTuple):
    """A column for the labels and one for each week; millimetres from the paper's left edge."""

    brief: Brief

    @property
    def right(self) -> float:
        """The right edge of all."""
        return self.brief.paper.left + self.brief.paper.measure

    @property
    def column(self) -> float:
        """The width of a week."""
        return (self.brief.paper.measure - LABELS) / len(self.brief.plan.weeks)

    @property
    def wide(self) -> bool:
        """Whether text has room beside a box."""
        return self.column >= WIDE

    def left(self, index: int) -> float:
        """Return the left edge of a week, counted from 0."""
        return self.brief.paper.left + LABELS + index * self.column

    def middle(self, index: int) -> float:
        """Return the middle of a week."""
        return self.left(index) + self.column / 2


class Boxes(NamedTuple):
    """The rows to tick; every box has its date, or its minutes."""

    grid: Grid

    @property
    def row_high(self) -> float:
        """The height of a row."""
        sessions = (session for week in self.grid.brief.plan.weeks for session in week.sessions)
        lines = max(len(self._said(session)) for session in sessions) + self._stamped
        if self.grid.wide:
            return max(self._box + 2.0, lines * LINE + 1.6)
        return self._box + lines * LINE + (2.2 if lines else 1.6)

    @property
    def _stamped(self) -> bool:
        """Whether every box has its date."""
        return self.grid.brief.dated

    @property
    def _box(self) -> float:
        return min(11.5, max(9.0, self.grid.column * 0.45))

    def draw_row(self, sheet: Sheet, key: str, y: float) -> None:
        """Print the row of a letter from its top edge, a cell a week."""
        high = self.row_high
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                self._session_label(sheet, key, y + high / 2)
            for index, week in enumerate(self.grid.brief.plan.weeks):
                session = in_lane(week, key)
                with sheet.tag("TD"):
                    if session:
                        self._tick(sheet, week, session, index, y)

    def _session_label(self, sheet: Sheet, key: str, middle: float) -> None:
        x, room = self.grid.brief.paper.left, LABELS - AIR
        if key:
            badge(sheet, self.grid.brief.look, key, x, middle - 4.6, 9.2, 19)
            x, room = x + 10.2, room - 10.2
        day = self.grid.brief.texts(f"short_day.{self.grid.brief.usual_day(key) + 1}")
        sheet.text(x, centred(middle, 12), day, "name", 12, room=room)

    def _tick(self, sheet: Sheet, week: Week, session: Session, index: int, y: float) -> None:
        """Print a session's box, with date and minutes beside it where that fits, else below."""
        box, turn = self._box, self._turn(session)
        tip = self.grid.brief.texts("cover.box_tip", week=week.number, session=session.key)
        field = f"wall.{week.number}.{session.key}"
        dated = f"date.{week.number}.{session.key}" if self._stamped else ""
        lines, room = self._said(session), self.grid.column - AIR
        if self.grid.wide:
            left = self.grid.left(index) + max(AIR, (self.grid.column - box - 16) / 2)
            x, high = left + box + 1.4, LINE * (len(lines) + bool(dated))
            top = y + (self.row_high - high) / 2 - 0.2
            sheet.tick_box(left, y + (self.row_high - box) / 2, box, field, tip, 1.4)
            self._stack(sheet, lines, dated, x, top, self.grid.left(index + 1) - x - 0.4, "left")
            return
        letter = width(turn, "display", 12) + 1.0 if turn else 0.0
        left = self.grid.middle(index) - (box + letter) / 2
        sheet.tick_box(left, y + 0.8, box, field, tip, 1.4)
        if turn:
            sheet.text(left + box + 1.0, centred(y + 0.8 + box / 2, 12), turn, "display", 12)
        self._stack(sheet, lines, dated, self.grid.middle(index), y + box + 1.1, room, "centre")

    def _turn(self, session: Session) -> str:
        """Return the letter that a box's row does not say, where sessions take turns."""
        return session.key if self.grid.brief.columns == 1 else ""

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
        size = 10.5 if self.grid.wide else 9.5
        if dated:
            sheet.slot(dated, x, y + LINE - 0.9, "name", size, room, align=align)
            y += LINE
        for line in lines:
            sheet.text(x, y + LINE - 0.9, line, "condensed", size, align=align, room=room)
            y += LINE

    def _said(self, session: Session) -> list[str]:
        """Return the lines beside or below a box that are the same for everybody."""
        texts, lines = self.grid.brief.texts, []
        if self.grid.wide and (turn := self._turn(session)):
            room = self.grid.column - self._box - AIR - 1.8
            words = (texts("wall.turn", session=turn), turn)
            lines.append(fitting(words, "condensed", 10.5, room))
        key = session.key if self.grid.brief.columns > 1 else ""
        if session.day != self.grid.brief.usual_day(key) and (
            self.grid.wide or not self.grid.brief.dated
        ):
            lines.append(texts(f"short_day.{session.day + 1}"))
        if self.grid.wide or not self.grid.brief.dated:
            lines.append(texts("minutes_short", number=session.minutes))
        return lines


# -- the whole table -------------------------------------------------------------------------------

PHASE, DATES, KIND, RESERVE, FINISH = 8.8, 5.6, 5.6, 7.8, 3.8
"""Heights of rows, and of the finish line below them."""
NUMBER, ABOVE = 42.0, 3.0
"""Largest type of a week's number, and how much higher its row is than that."""
TITLES = tuple(
    (Style("name", size, size * 1.16), lines)
    for lines, sizes in ((1, (13, 12, 11.5, 11)), (2, (12, 11, 10.5, 10, 9.5, 9)), (3, (9.5, 9)))
    for size in sizes
)
"""Styles of the titles and how many lines they may have, the best first."""


class WeekTable(NamedTuple):
    """The whole programme to tick."""

    brief: Brief

    def height(self) -> float:
        """Return its height with the finish line."""
        return (
            self._sessions_top()
            + self._boxes.row_high * len(self.brief.lanes)
            + self._reserve_high
            + FINISH
        )

    def draw(self, sheet: Sheet, y: float) -> None:
        """Print the table from its top edge."""
        brief, left, right = self.brief, self.brief.paper.left, self._grid.right
        weeks, bottom = brief.plan.weeks, y + self.height() - FINISH
        self._phases(sheet, y)
        sheet.rule(left, y + PHASE, right, 1.4)
        with sheet.tag("Table"):
            self._numbers(sheet, y + PHASE)
            top = y + PHASE + self._number_high()
            if self._kinds_high:
                self._kinds(sheet, top)
                top += KIND
            self._dates(sheet, top)
            if self._title():
                self._titles(sheet, top + DATES)
            top = y + self._sessions_top()
            for key in self.brief.lanes:
                sheet.rule(left, top, right)
                self._boxes.draw_row(sheet, key, top)
                top += self._boxes.row_high
            sheet.rule(left, top, right)
            self._reserves(sheet, top)
        sheet.rule(left, bottom, right, 1.4)
        if not brief.look.ink_saver:
            chequered_line(sheet, left, bottom + 0.3, brief.paper.measure)
        for index in range(len(weeks)):
            new = index and weeks[index].phase != weeks[index - 1].phase
            edge = self._grid.left(index)
            sheet.line([(edge, y + (0 if new else PHASE)), (edge, bottom)], 1.4 if new else 0.35)

    @property
    def _grid(self) -> Grid:
        return Grid(self.brief)

    @property
    def _boxes(self) -> Boxes:
        return Boxes(self._grid)

    # -- measures ------------------------------------------------------------------------------

    def _number_size(self) -> float:
        return min(NUMBER, self._grid.column * 2.4)

    def _number_high(self) -> float:
        return self._number_size() * CAP_HEIGHT / MM + ABOVE

    @property
    def _kinds_high(self) -> float:
        """The height of the row that says which weeks are light or have the race."""
        return KIND if any(self._special(week) for week in self.brief.plan.weeks) else 0.0

    def _title(self) -> Style | None:
        """Return the largest style in which every title fits its column, None if none does."""
        return next((style for style, lines in TITLES if self._fits(style, lines)), None)

    def _fits(self, style: Style, most: int) -> bool:
        room = self._grid.column - AIR
        titles = [broken(week.title, style, room) for week in self.brief.plan.weeks]
        return all(
            len(lines) <= most and all(line_width(line, style.size) <= room for line in lines)
            for lines in titles
        )

    def _titles_high(self) -> float:
        style, room = self._title(), self._grid.column - AIR
        if not style:
            return 0.0
        count = max(len(broken(w.title, style, room, even=True)) for w in self.brief.plan.weeks)
        return count * style.lead / MM + 1.8

    def _sessions_top(self) -> float:
        return PHASE + self._number_high() + self._kinds_high + DATES + self._titles_high()

    @property
    def _reserve_high(self) -> float:
        label = self.brief.texts("wall.reserve")
        return max(RESERVE, paragraph_height(label, LABEL, LABELS - AIR) + 0.4)

    # -- head ----------------------------------------------------------------------------------

    def _phases(self, sheet: Sheet, y: float) -> None:
        """Print a pattern and a name over the weeks of each phase; who listens hears its weeks."""
        index = 0
        with sheet.tag("P"):
            for phase, group in groupby(self.brief.plan.weeks, key=lambda week: week.phase):
                weeks = [week.number for week in group]
                left, count = self._grid.left(index), len(weeks)
                wide, word = count * self._grid.column, self.brief.texts(f"phase.{phase}")
                pattern = PHASE_PATTERNS[phase]
                hatch(sheet, pattern, left, y + PHASE - 3, wide, 3)
                sheet.line([(left, y + PHASE - 3), (left + wide, y + PHASE - 3)], 0.8)
                if width(word, "display", 9) <= wide - AIR:
                    with sheet.tag("Span", alt=self._phase_heard(word, weeks)):
                        below, room = y + PHASE - 4, wide - AIR
                        sheet.text(left + AIR / 2, below, word, "display", 15, room=room)
                index += count

    def _phase_heard(self, phase: str, weeks: list[int]) -> str:
        texts = self.brief.texts
        numbers = span([str(weeks[0]), str(weeks[-1])], texts)
        said = texts("wall.weeks" if len(weeks) > 1 else "wall.one_week", weeks=numbers)
        return texts("wall.phase_heard", phase=phase, weeks=said)

    def _numbers(self, sheet: Sheet, y: float) -> None:
        size, high = self._number_size(), self._number_high()
        with sheet.tag("TR"):
            self._row_label(sheet, y + high / 2, "wall.week", "Column")
            for index, week in enumerate(self.brief.plan.weeks):
                with sheet.tag("TH", scope="Column"):
                    middle = self._grid.middle(index)
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
                        self._pill(sheet, words, self._grid.middle(index), y)

    def _special(self, week: Week) -> list[str]:
        texts, race = self.brief.texts, self.brief.plan.request.race
        if week.number == self.brief.plan.race_week:
            day = short_date(race, texts) if race else ""
            return [texts("wall.race_on", date=day), texts("wall.race")]
        return [texts("wall.light_week"), texts("wall.light")] if week.kind == "light" else []

    def _pill(self, sheet: Sheet, tries: list[str], middle: float, y: float) -> None:
        room, size = self._grid.column - 2.4, 10.5
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
                    x, room = self._grid.middle(index), self._grid.column - AIR
                    if self.brief.dated:
                        size = 12.0
                        key = f"{'dates' if self._grid.wide else 'monday'}.{week.number}"
                        y_text = centred(y + DATES / 2, size)
                        sheet.slot(key, x, y_text, "name", size, room, align="centre", floor=9.5)
                    else:
                        name = f"dates.{week.number}"
                        tip = self.brief.texts("field.dates", week=week.number)
                        line = y + DATES - 0.8
                        sheet.writing_line(x - room / 2, line, x + room / 2, name, tip)

    def _titles(self, sheet: Sheet, y: float) -> None:
        style, high = self._title(), self._titles_high()
        assert style  # noqa: S101  else there is no such row
        with sheet.tag("TR"):
            self._row_label(sheet, y + high / 2, "wall.aim")
            for index, week in enumerate(self.brief.plan.weeks):
                with sheet.tag("TD"):
                    room = self._grid.column - AIR
                    x = self._grid.left(index) + AIR / 2
                    lines = broken(week.title, style, room, even=True)
                    top = y + (high - len(lines) * style.lead / MM) / 2
                    sheet.paragraph(x, top, room, week.title, style, align="centre", even=True)

    def _reserves(self, sheet: Sheet, y: float) -> None:
        middle = y + self._reserve_high / 2
        with sheet.tag("TR"):
            self._row_label(sheet, middle, "wall.reserve")
            for index, week in enumerate(self.brief.plan.weeks):
                with sheet.tag("TD"):
                    text, size = reserve(week, self.brief.texts), 15.0
                    x, baseline = self._grid.middle(index), centred(middle, size)
                    sheet.text(x, baseline, text, "display", size, align="centre")
