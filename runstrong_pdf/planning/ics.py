"""The plan as a calendar (iCalendar, RFC 5545): every session on its day, and the race."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan, Session, Week
from runstrong_pdf.planning.icalendar import Event, calendar_text

Describe = Callable[[Week, Session], str]
"""Returns what stands in the event of a session."""
PRODUCT = "-//RunStrong PDF//plan//EN"
FIRST_DAY = date(2020, 1, 1)
"""From which the days are counted that say which of two calendars is the newer one."""
NOBODY = Person()


def calendar(
    plan: Plan,
    person: Person = NOBODY,
    describe: Describe = lambda week, _: week.goal,
    today: date | None = None,
) -> str:
    """Return the calendar file's text.

    An event is known by person, week and session: a calendar that was written on the same day or
    later moves the events of an earlier one, and doubles none.

    Args:
        person: whom it is for, and the time of day.
        today: when it is written; without it the bytes are the same on every day.

    Raises:
        UsageError: where no start date is known.
    """
    if plan.request.start is None:
        raise UsageError(
            "a calendar needs dates, but there is neither a start nor a race",
            "give the Monday of week 1",
            field="start",
        )
    return calendar_text(_events(plan, plan.request.start, person, describe, today), PRODUCT)


def _events(
    plan: Plan, start: date, person: Person, describe: Describe, today: date | None
) -> Iterator[Event]:
    """Yield an event a session, stamped with the day, else with the start."""
    stamp = f"{today or start:%Y%m%d}T000000Z"
    sequence = (today - FIRST_DAY).days if today else 0
    who = hashlib.sha256(f"{person.name}\n{person.club}".casefold().encode()).hexdigest()[:16]
    block = f"{who}-{plan.after.number if plan.after else 1}"
    for week in plan.weeks:
        for session in week.sessions:
            code = f"{week.number}{session.key}"
            yield Event(
                uid=f"{block}-{code}@runstrong",
                stamp=stamp,
                day=start + timedelta(weeks=week.number - 1, days=session.day),
                summary=f"{plan.title}: {code}, {session.minutes} min",
                description=describe(week, session),
                at=person.at,
                minutes=session.minutes,
                sequence=sequence,
            )
    if plan.race_week and (race := plan.request.race):
        yield Event(f"{block}-race@runstrong", stamp, race, "Race", sequence=sequence)
