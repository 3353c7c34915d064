"""The plan as a calendar (iCalendar, RFC 5545): every session on its day, and the race."""

from collections.abc import Iterator
from datetime import date, timedelta

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.plan import Plan, Prescription, Session, Week

PRODUCT = "-//RunStrong PDF//plan//EN"
LONGEST_LINE = 73
"""Bytes of a line before it is folded; RFC 5545 allows 75."""


def calendar(plan: Plan) -> str:
    """Return the calendar file's text. Raises UsageError where no start date is known."""
    if plan.request.start is None:
        raise UsageError(
            "a calendar needs dates, but --start and --race are both left out",
            "add --start with the Monday of week 1",
        )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines += [line for event in _events(plan, plan.request.start) for line in event]
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _events(plan: Plan, start: date) -> Iterator[list[str]]:
    for week in plan.weeks:
        for session in week.sessions:
            day = start + timedelta(weeks=week.number - 1, days=session.day)
            summary = f"{plan.title}: {week.number}{session.key}, {session.minutes} min"
            yield _event(plan.code, summary, day, start, _description(plan, week, session))
    if plan.race_week and plan.request.race:
        yield _event(plan.code, "Race", plan.request.race, start, "")


def _event(code: str, summary: str, day: date, stamp: date, description: str) -> list[str]:
    """Return one all-day event; the stamp is the start date, so that the bytes never change."""
    return [
        "BEGIN:VEVENT",
        f"UID:{code}-{day:%Y%m%d}-{'race' if summary == 'Race' else 'session'}@runstrong",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        *([f"DESCRIPTION:{_escaped(description)}"] if description else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _description(plan: Plan, week: Week, session: Session) -> str:
    rows = [f"{plan.exercises[row.exercise].name}: {_dose(row)}" for row in session.rows]
    gap = f"At least {session.hours_after_run} h after the run." if session.hours_after_run else ""
    return "\n".join(part for part in (week.goal, *rows, gap) if part)


def _dose(row: Prescription) -> str:
    unit = " s" if row.unit.is_time else ""
    side = " each side" if row.unit.per_side else ""
    load = "".join(f", {kg:g} kg" for kg in row.kg) + "".join(f", {band}" for band in row.band)
    manner = f" ({row.tip})" if row.manner != "usual" and row.tip else ""
    return f"{row.rounds} x {row.reps}{unit}{side}{load}{manner}"


def _escaped(text: str) -> str:
    for character in ("\\", ";", ","):
        text = text.replace(character, "\\" + character)
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line that is too long, never inside a character."""
    pieces, here = [], ""
    for character in line:
        if len((here + character).encode()) > LONGEST_LINE:
            pieces.append(here)
            here = ""
        here += character
    return "\r\n ".join([*pieces, here])
