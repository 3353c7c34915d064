"""The last page: every row's last dose, a blank for what was done, and what comes next."""

from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.theme import COVER_TEXT, MEASURE, TOP
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.furniture import safety, safety_height
from runstrong_pdf.pages.next_words import (
    after,
    last_loading_week,
    last_words,
    next_blank,
    next_tip,
)
from runstrong_pdf.pages.row_words import fitting

COLUMNS = (52.0, 51.0, 20.0, 55.0)
"""Widths of exercise, last dose, blank, what comes next."""
TALLEST_ROW, SHORTEST_ROW = 8.7, 5.2
HEAD = 8.6


class WhatNextPage(NamedTuple):
    """The sheet from which the next plan is made."""

    brief: Brief
    code: str = "X"

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("next.page_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("next.label")

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.label

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        brief, texts, left = self.brief, self.brief.texts, self.brief.paper.left
        with sheet.tag("H2"):
            sheet.text(left, TOP + 9.2, texts("next.title"), "display", 30)
        y = TOP + 12.4
        for key in ("next.how", "next.away"):
            with sheet.tag("P"):
                y += sheet.paragraph(left, y, MEASURE, texts(key), COVER_TEXT)
        lines = [texts("safety.stop")]
        week = last_loading_week(brief.plan)
        rows = sum(len(session.rows) for session in week.sessions)
        room = brief.paper.bottom - safety_height(lines) - 2.0 - y - HEAD * len(week.sessions)
        high = min(TALLEST_ROW, room / rows)
        if high < SHORTEST_ROW:
            raise OutputError(f"{self.name}: week {week.number} has too many exercises")
        for session in week.sessions:
            y = self._session(sheet, week, session, y, high)
        safety(sheet, brief, lines)

    def _session(self, sheet: Sheet, week: Week, session: Session, y: float, high: float) -> float:
        """Print a session as a table; return its lower edge."""
        with sheet.tag("Table"):
            self._head(sheet, week, session, y)
            y += HEAD
            sheet.rule(self.brief.paper.left, y, self.brief.paper.left + MEASURE, 1.4)
            for number, row in enumerate(session.rows, 1):
                self._row(sheet, week, session, number, row, y, high)
                y += high
                sheet.rule(self.brief.paper.left, y, self.brief.paper.left + MEASURE)
        return y

    def _lefts(self) -> list[float]:
        left = self.brief.paper.left
        return [left + sum(COLUMNS[:index]) for index in range(len(COLUMNS))]

    def _head(self, sheet: Sheet, week: Week, session: Session, y: float) -> None:
        texts, (x, *others) = self.brief.texts, self._lefts()
        baseline = y + HEAD - 1.6
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Column"):
                badge(sheet, self.brief.look, session.key, x, y + 2.4, 5.4, 11)
                words = texts("next.last", week=week.number, session=session.key)
                sheet.text(x + 7.0, baseline, words, "name", 11)
            for key, left in zip(("last", "did", "next"), others, strict=True):
                with sheet.tag("TH", scope="Column"):
                    sheet.text(left, baseline, texts(f"next.column_{key}"), "condensed", 10)

    def _row(
        self,
        sheet: Sheet,
        week: Week,
        session: Session,
        number: int,
        row: Prescription,
        y: float,
        high: float,
    ) -> None:
        brief, texts, (x, *others) = self.brief, self.brief.texts, self._lefts()
        baseline, room = centred(y + high / 2, 10), COLUMNS[0] - 8.5
        name = fitting(brief.plan.exercises[row.exercise].names, "name", 9.0, room)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                sheet.text(x, baseline, str(number), "display", 10.5)
                sheet.text(x + 7.0, baseline, name, "name", 10, room=room)
            with sheet.tag("TD"):
                words = fitting(last_words(row, texts), "name", 9.0, COLUMNS[1] - 2)
                sheet.text(others[0], baseline, words, "name", 10, room=COLUMNS[1] - 2)
            with sheet.tag("TD"):
                field = next_blank(brief, week, session, number, row)
                tip = next_tip(brief, session, row)
                right, line = others[1] + COLUMNS[2] - 4, y + high - 1.0
                sheet.writing_line(others[1], line, right, field, tip, below=y + 0.4)
            with sheet.tag("TD"):
                words = fitting(after(row, brief.plan, texts), "condensed", 9.0, COLUMNS[3])
                sheet.text(others[2], baseline, words, "condensed", 10, room=COLUMNS[3])
