"""The columns of the wall chart's weeks and its boxes: a row a session, a cell a week."""

from dataclasses import dataclass

from runstrong_pdf.layout.sheet import Align, Sheet, centred
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.text import width
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.brief import Brief, in_lane
from runstrong_pdf.pages.row_words import fitting

LABELS = 20.0
"""Width of the column with the sessions' letters."""
AIR = 1.6
"""Between a column's rule and its text."""
WIDE = 23.0
"""A column at least so wide has date and minutes beside its boxes, else below."""
LINE = 4.3


@dataclass(frozen=True)
class Grid:
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


@dataclass(frozen=True)
class Boxes:
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
