"""The upper half of the wall chart: a column a week, with its phase, dates, title and boxes."""

from dataclasses import dataclass
from itertools import groupby

from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.sheet import Sheet, broken, centred, paragraph_height
from runstrong_pdf.layout.symbols import chequered_line
from runstrong_pdf.layout.text import MM, line_width, width
from runstrong_pdf.layout.theme import LABEL, Style
from runstrong_pdf.model.plan import Week
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, reserve, span
from runstrong_pdf.pages.person import short_date
from runstrong_pdf.pages.wall_boxes import AIR, LABELS, Boxes, Grid
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

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


@dataclass(frozen=True)
class WeekTable:
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
