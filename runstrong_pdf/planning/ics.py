"""The plan as a calendar (iCalendar, RFC 5545): every session on its day, and the race."""

from collections.abc import Iterator
from datetime import date, timedelta

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.planning.icalendar import Event, calendar_text

PRODUCT = "-//RunStrong PDF//plan//EN"


def calendar(plan: Plan) -> str:
    """Return the calendar file's text. Raises UsageError where no start date is known."""
    if plan.request.start is None:
        raise UsageError(
            "a calendar needs dates, but there is neither a start nor a race",
            "give the Monday of week 1",
            field="start",
        )
    return calendar_text(_events(plan, plan.request.start), PRODUCT)


def _events(plan: Plan, start: date) -> Iterator[Event]:
    """Yield an event a session; the stamp is the start date, so that the bytes never change."""
    stamp = f"{start:%Y%m%d}T000000Z"
    for week in plan.weeks:
        for session in week.sessions:
            day = start + timedelta(weeks=week.number - 1, days=session.day)
            summary = f"{plan.title}: {week.number}{session.key}, {session.minutes} min"
            uid = f"{plan.code}-{day:%Y%m%d}-session@runstrong"
            yield Event(uid, stamp, day, summary, _description(plan, week, session))
    if plan.race_week and (race := plan.request.race):
        yield Event(f"{plan.code}-{race:%Y%m%d}-race@runstrong", stamp, race, "Race")


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
