"""The sessions as a calendar file (RFC 5545), one event a session, for the whole day. Pure."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator

from runstrong_pdf.mail.letter import key_of
from runstrong_pdf.model.club import Day, Made
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pdf.metadata import PRODUCER

LONGEST_LINE = 75
"""Bytes of one line; longer ones are folded."""


def calendar_file(made: Made, club: str, texts: Texts, now: dt.datetime) -> str:
    """Return the file's text, empty where no session has a date."""
    if not any(day.date for day in made.days):
        return ""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_escaped(PRODUCER)}//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for day in made.days:
        if day.date:
            lines += _event(day, made, club, texts, now)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(day: Day, made: Made, club: str, texts: Texts, now: dt.datetime) -> Iterator[str]:
    date = dt.date.fromisoformat(day.date or "")
    person = key_of(made).person  # the event of a changed plan replaces that of the old one
    label = texts("week.label", number=day.week, session=day.session).strip()
    yield "BEGIN:VEVENT"
    yield f"UID:{_short(f'{person} {day.week} {day.session}')}@runstrong-pdf"
    yield f"DTSTAMP:{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{date:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{date + dt.timedelta(days=1):%Y%m%d}"
    minutes = texts("minutes", number=day.minutes)
    yield f"SUMMARY:{_escaped(f'{made.title}: {label} ({minutes})')}"
    yield f"DESCRIPTION:{_escaped(f'{club}, {made.code}, {made.file}')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _escaped(text: str) -> str:
    """Return text with the characters escaped that mean something in a calendar file."""
    return re.sub(r"([\\;,])", r"\\\1", re.sub(r"[\x00-\x1f\x7f]+", " ", text))


def _folded(line: str) -> str:
    """Break a line at 75 bytes, never inside a character."""
    if len(line.encode()) <= LONGEST_LINE:
        return line
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > LONGEST_LINE - 1:
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join([*parts, part])
