"""The wall chart in a single column: a row a week, a box a session, a pattern a phase."""

from dataclasses import dataclass

from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge, chequered_line
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.brief import Brief, in_lane, reserve
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pages.column.row import outline
from runstrong_pdf.pages.wall_chart import beside_box
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

PATTERN, WEEK, RESERVE = 0.03, 0.085, 0.11
"""Of the measure: the phase's pattern, the week's number, the repetitions in reserve."""
SESSION = {1: 0.2, 2: 0.175, 3: 0.14}
"""Of the measure: one session, by how many a week has."""


@dataclass(frozen=True)
class Columns:
    """Where the columns begin."""

    brief: Brief
    x: float
    measure: float

    @property
    def week(self) -> float:
        """The week's number, right of the pattern."""
        return self.x + (PATTERN + 0.015) * self.measure

    @property
    def aim(self) -> float:
        """Title, phase and dates."""
        return self.week + WEEK * self.measure

    @property
    def reserve(self) -> float:
        """Repetitions in reserve."""
        return self.x + (1 - RESERVE) * self.measure

    def session(self, index: int) -> float:
        """The box of a session."""
        count = len(self.brief.lanes)
        return self.reserve - (count - index) * SESSION[count] * self.measure


@dataclass(frozen=True)
class ChartHead:
    """What stands in each column."""

    brief: Brief

    def height(self, measure: float) -> float:
        """Return the height of the longest head."""
        keep = self.brief.texts("cover.column_reserve")
        return paragraph_height(keep, self._style, RESERVE * measure) + 1.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a table row of column heads."""
        brief, style, texts = self.brief, self._style, self.brief.texts
        columns = Columns(brief, x, measure)
        baseline = y + high - 1.0 - style.size * 0.1
        with sheet.tag("TR"):
            for key, left in (("week", x), ("aim", columns.aim)):
                with sheet.tag("TH", scope="Column"):
                    word = texts(f"cover.column_{key}")
                    sheet.text(left, baseline, word, style.face, style.size)
            for index, lane in enumerate(brief.lanes):
                with sheet.tag("TH", scope="Column"):
                    left = columns.session(index)
                    if lane:
                        wide = style.size * 0.5
                        top = baseline - style.size * CAP_HEIGHT / 2 / MM - wide / 2
                        badge(sheet, brief.look, lane, left, top, wide, style.size)
                        left += wide + style.size * 0.1 - width(" ", "name", style.size)
                    day = texts(f"short_day.{brief.usual_day(lane) + 1}")
                    heard = f" {day}" if lane else day
                    sheet.text(left, baseline, heard, "name", style.size)
            with sheet.tag("TH", scope="Column"):
                keep = texts("cover.column_reserve")
                room = RESERVE * measure
                top = y + high - 1.0 - paragraph_height(keep, style, room)
                sheet.paragraph(columns.reserve, top, room, keep, style)
        sheet.rule(x, y + high, x + measure, 1.4)

    @property
    def _style(self) -> Style:
        narrow = scale_of(self.brief).narrow
        return Style(narrow.face, narrow.size, narrow.size * 1.08)


@dataclass(frozen=True)
class ChartRow:
    """One week."""

    brief: Brief
    week: Week
    new_phase: bool = False

    def height(self, _measure: float) -> float:
        """Return the height of two lines."""
        scale = scale_of(self.brief)
        return 2 * scale.narrow.lead / MM + 1.2

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a table row."""
        brief, scale, week = self.brief, scale_of(self.brief), self.week
        columns, middle = Columns(brief, x, measure), y + high / 2
        if week.number > 1:
            sheet.rule(x, y, x + measure, 1.0 if self.new_phase else 0.35)
        pattern = brief.texts(f"phase_pattern.{week.phase}")
        hatch(sheet, pattern, x, y, PATTERN * measure, high)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                size = scale.week * 0.8
                number = str(week.number)
                sheet.text(columns.week, centred(middle, size), number, "display", size)
            with sheet.tag("TD"):
                self._aim(sheet, columns.aim, columns.session(0) - columns.aim - 2, middle)
            for index, lane in enumerate(brief.lanes):
                if session := in_lane(week, lane):
                    with sheet.tag("TD"):
                        left = columns.session(index)
                        room = columns.session(index + 1) - left - 1
                        self._tick(
                            sheet,
                            session,
                            lane,
                            Area(left, middle - scale.box / 2, room, scale.box),
                        )
                else:
                    sheet.empty_cell()
            with sheet.tag("TD"):
                style = scale.strong
                text, baseline = reserve(week, brief.texts), centred(middle, style.size)
                sheet.text(columns.reserve, baseline, text, style.face, style.size)

    def _aim(self, sheet: Sheet, x: float, room: float, middle: float) -> None:
        brief, scale, week = self.brief, scale_of(self.brief), self.week
        style, lead = scale.narrow, scale.narrow.lead / MM
        upper, lower = (
            centred(middle - lead / 2, style.size),
            centred(middle + lead / 2, style.size),
        )
        sheet.text(x, upper, week.title, scale.strong.face, style.size, room=room)
        phase = brief.texts(f"phase.{week.phase}")
        if brief.dated:
            sheet.slot(f"dates.{week.number}", x, lower, style.face, style.size, room)
        else:
            sheet.text(x, lower, phase, style.face, style.size, room=room)

    def _tick(self, sheet: Sheet, session: Session, lane: str, cell: Area) -> None:
        """Print a session's box, as high as its cell, and what its head does not say."""
        brief, scale = self.brief, scale_of(self.brief)
        style = scale.narrow
        field = f"cover.{self.week.number}.{session.key}"
        tip = brief.texts("cover.box_tip", week=self.week.number, session=session.key)
        sheet.tick_box(cell.x, cell.y, cell.h, field, tip, outline(scale))
        left = cell.x + cell.h + style.size * 0.1
        room = cell.x + cell.w - left
        tries = beside_box(brief, session, lane)
        words = next((t for t in tries if width(t, style.face, style.size) <= room), "")
        sheet.text(left, centred(cell.y + cell.h / 2, style.size), words, style.face, style.size)


@dataclass(frozen=True)
class FinishLine:
    """A rule and two rows of squares below the last week."""

    brief: Brief

    def height(self, _measure: float) -> float:
        """Return its height, the same in both inks."""
        return 4.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it; without squares where ink is saved."""
        sheet.rule(x, y, x + measure, 1.4)
        if not self.brief.look.ink_saver:
            chequered_line(sheet, x, y + 0.4, measure)
