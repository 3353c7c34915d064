"""The plan as a calendar (iCalendar, RFC 5545): every session on its day, and the race."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.plan import Plan, Session, Week
from runstrong_pdf.planning.icalendar import Event, calendar_text

Describe = Callable[[Week, Session], str]
"""Returns what stands in the event of a session."""
PRODUCT = "-//RunStrong PDF//plan//EN"


def calendar(plan: Plan, describe: Describe = lambda week, _: week.goal) -> str:
    """Return the calendar file's text. Raises UsageError where no start date is known."""
    if plan.request.start is None:
        raise UsageError(
            "a calendar needs dates, but there is neither a start nor a race",
            "give the Monday of week 1",
            field="start",
        )
    return calendar_text(_events(plan, plan.request.start, describe), PRODUCT)


def _events(plan: Plan, start: date, describe: Describe) -> Iterator[Event]:
    """Yield an event a session; the stamp is the start date, so that the bytes never change."""
    stamp = f"{start:%Y%m%d}T000000Z"
    for week in plan.weeks:
        for session in week.sessions:
            day = start + timedelta(weeks=week.number - 1, days=session.day)
            summary = f"{plan.title}: {week.number}{session.key}, {session.minutes} min"
            uid = f"{plan.code}-{day:%Y%m%d}-session@runstrong"
            yield Event(uid, stamp, day, summary, describe(week, session))
    if plan.race_week and (race := plan.request.race):
        yield Event(f"{plan.code}-{race:%Y%m%d}-race@runstrong", stamp, race, "Race")
