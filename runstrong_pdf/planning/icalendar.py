"""Days in a calendar file (iCalendar, RFC 5545): one event each, for the whole day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_LINE = 75
"""Bytes of one line; longer ones are folded."""

CONTROLS = dict.fromkeys([*range(32), 127], " ")
ESCAPED = str.maketrans({**CONTROLS, "\n": "\\n", "\\": "\\\\", ";": "\\;", ",": "\\,"})
"""What stands for a character that means something in a calendar file."""


@dataclass(frozen=True)
class Event:
    """One day of the calendar.

    Attributes:
        uid: an event of the same identifier replaces the one before.
        stamp: when it was written, as `20261207T000000Z`.
    """

    uid: str
    stamp: str
    day: date
    summary: str
    description: str = ""


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
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{event.summary.translate(ESCAPED)}"
    if event.description:
        yield f"DESCRIPTION:{event.description.translate(ESCAPED)}"
    yield "TRANSP:TRANSPARENT"
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
