"""The training log: a row a session, on the progress page or on a page of its own."""

from collections.abc import Sequence
from itertools import groupby

from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.theme import MEASURE
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.blanks import log_blank, logged
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pdf.fields import Option

COLUMNS = (14.0, 10.0, 27.0, 40.0, 27.0, 60.0)
"""Widths of week, session, date, effort, best set, notes."""
MOST_ON_PROGRESS_PAGE = 14
"""More sessions than this get a page of their own, with rows that can be written in."""


def log_fits(brief: Brief) -> bool:
    """Whether the log has room on the progress page."""
    return sum(len(week.sessions) for week in brief.plan.weeks) <= MOST_ON_PROGRESS_PAGE


def log(sheet: Sheet, brief: Brief, y: float, high: float) -> float:
    """Print the training log into `high` millimetres from y; return its lower edge."""
    texts, left = brief.texts, brief.paper.left
    edges = [left]
    for wide in COLUMNS:
        edges.append(edges[-1] + wide)
    entries = sum(len(week.sessions) for week in brief.plan.weeks)
    row = min(8.7, high / entries)
    sheet.bookmark(texts("progress.log"), "log", y - 2, 1)
    with sheet.tag("Table"):
        with sheet.tag("TR"):
            for index in range(len(COLUMNS)):
                with sheet.tag("TH", scope="Column"):
                    word = texts(f"progress.column_{index + 1}")
                    sheet.text(edges[index], y + 3.4, word, "name", 10)
        y += 5.4
        top = y
        sheet.rule(left, y, left + MEASURE, 1.4)
        for phase, group in groupby(brief.plan.weeks, key=lambda week: week.phase):
            for week in group:
                tall = row * len(week.sessions)
                _week(sheet, brief, week, edges, y, row)
                hatch(sheet, texts(f"phase_pattern.{phase}"), left, y, 4.0, tall, spread=0.72)
                y += tall
                sheet.rule(left, y, left + MEASURE)
            sheet.rule(left, y, left + MEASURE, 1.0)
    for x in (left, left + 4.0, *(edge - 2 for edge in edges[2:6])):
        sheet.line([(x, top), (x, y)], 0.8 if x <= left + 4 else 0.35)
    with sheet.tag("P"):
        sheet.text(edges[3], y + 4.2, texts("progress.scale"), "condensed", 9.5)
    return y


def _week(sheet: Sheet, brief: Brief, week: Week, edges: list[float], y: float, row: float) -> None:
    tall = row * len(week.sessions)
    for index, session in enumerate(week.sessions):
        top, middle = y + index * row, y + (index + 0.5) * row
        if index:
            sheet.rule(edges[1], top, edges[0] + MEASURE)
        with sheet.tag("TR"):
            if index == 0:
                with sheet.tag("TH", scope="Row", rows=len(week.sessions)):
                    size = min(16.0, tall * 1.8)
                    text = str(week.number)
                    sheet.text(edges[0] + 6, centred(y + tall / 2, size), text, "display", size)
            with sheet.tag("TH", scope="Row"):
                size = min(5.4, row - 1.0)
                letter = max(9.0, size * 1.95)
                badge(
                    sheet,
                    brief.look,
                    session.key,
                    edges[1],
                    middle - size / 2,
                    size,
                    letter,
                )
            _cell(sheet, brief, week, session, "date", edges[2:4], top, row)
            with sheet.tag("TD"):
                answers = logged(brief, week, session)
                _effort(sheet, answers, edges[3], middle, min(2.3, row / 2 - 0.6))
            _cell(sheet, brief, week, session, "best", edges[4:6], top, row)
            _cell(sheet, brief, week, session, "noticed", edges[5:7], top, row)


def _cell(
    sheet: Sheet,
    brief: Brief,
    week: Week,
    session: Session,
    key: str,
    sides: list[float],
    y: float,
    high: float,
) -> None:
    """Leave a table cell to write or type in, between the rules left of two columns."""
    left, right = sides
    name, tip = log_blank(brief, week, session, key)
    with sheet.tag("TD"):
        sheet.text_field(left - 1.5, y + 0.4, right - left - 1.0, high - 0.8, name, tip, 10)


def _effort(
    sheet: Sheet, answers: Sequence[Option], x: float, middle: float, radius: float
) -> None:
    for number, answer in enumerate(answers, 1):
        cx = x + 2.6 + (number - 1) * 7
        sheet.ring(cx, middle, radius, answer, 0.8)
        sheet.text(cx, centred(middle, 9.5), str(number), "condensed", 9.5, align="centre")
