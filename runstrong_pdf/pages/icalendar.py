"""The plan as a calendar (iCalendar, RFC 5545): one event each for a session, a race or a mail."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan, Session, Week

LONGEST_LINE = 75
"""Bytes of one line; longer ones are folded."""
REMINDER = 30
"""Minutes before an event with a time at which calendars remind of it."""

CONTROLS = dict.fromkeys([*range(32), 127], " ")
ESCAPED = str.maketrans({**CONTROLS, "\n": "\\n", "\\": "\\\\", ";": "\\;", ",": "\\,"})
"""What stands for a character that means something in a calendar file."""


@dataclass(frozen=True)
class Event:
    """One day of the calendar.

    Attributes:
        uid: an event of the same identifier replaces the one before.
        stamp: when it was written, as `20261207T000000Z`.
        at: the time of day where it happens, with a reminder before; None for the whole day.
        minutes: how long it takes from then on.
        sequence: of two events of one identifier that of the higher number holds.
    """

    uid: str
    stamp: str
    day: date
    summary: str
    description: str = ""
    at: time | None = None
    minutes: int = 0
    sequence: int = 0


def calendar_text(events: Iterable[Event], product: str, *, method: str = "") -> str:
    """Return the text of a calendar file.

    Args:
        product: who made it, as PRODID wants it.
        method: PUBLISH where it goes by mail; left out in a file.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{product}", "CALSCALE:GREGORIAN"]
    lines += [f"METHOD:{method}"] if method else []
    lines += [line for event in events for line in _lines(event)]
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.stamp}"
    if event.sequence:
        yield f"SEQUENCE:{event.sequence}"
    if event.at:
        yield f"DTSTART:{event.day:%Y%m%d}T{event.at:%H%M}00"
        yield f"DURATION:PT{event.minutes}M"
    else:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{event.summary.translate(ESCAPED)}"
    if event.description:
        yield f"DESCRIPTION:{event.description.translate(ESCAPED)}"
    yield "TRANSP:TRANSPARENT"
    if event.at:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{REMINDER}M")
        yield f"DESCRIPTION:{event.summary.translate(ESCAPED)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _folded(line: str) -> str:
    """Break a line at 75 bytes, never inside a character."""
    if (len(line) if line.isascii() else len(line.encode())) <= LONGEST_LINE:
        return line
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > LONGEST_LINE - 1:
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join([*parts, part])


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
        person: whom it is for, when they begin, and the time of day.
        today: when it is written; without it the bytes are the same on every day.

    Raises:
        UsageError: where no start date is known.
    """
    start = person.start or plan.request.start
    if start is None:
        raise UsageError(
            "a calendar needs dates, but there is neither a start nor a race",
            "give the Monday of week 1",
            field="start",
        )
    return calendar_text(_events(plan, start, person, describe, today), PRODUCT)


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
