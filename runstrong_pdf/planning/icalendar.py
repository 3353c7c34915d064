"""Days in a calendar file (iCalendar, RFC 5545): one event each, for the whole day or at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

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
