"""The sessions of one member as a calendar file, one event a session. Pure."""

import datetime as dt
import hashlib
from collections.abc import Iterator

from runstrong_pdf.mail.letter import key_of
from runstrong_pdf.model.club import Made
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.planning.icalendar import Event, calendar_text
from runstrong_pdf.resources import PRODUCER


def calendar_file(made: Made, club: str, texts: Texts, now: dt.datetime) -> str:
    """Return the file's text, empty where no session has a date."""
    events = list(_events(made, club, texts, now))
    return calendar_text(events, f"-//{PRODUCER}//EN", method="PUBLISH") if events else ""


def _events(made: Made, club: str, texts: Texts, now: dt.datetime) -> Iterator[Event]:
    """Yield an event a session; those of a changed plan replace the ones of the old plan."""
    person, stamp = key_of(made).person, f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    for day in made.days:
        if day.date:
            label = texts("week.label", number=day.week, session=day.session).strip()
            minutes = texts("minutes", number=day.minutes)
            yield Event(
                uid=f"{_short(f'{person} {day.week} {day.session}')}@runstrong-pdf",
                stamp=stamp,
                day=dt.date.fromisoformat(day.date),
                summary=f"{made.title}: {label} ({minutes})",
                description=f"{club}, {made.code}, {made.file}",
            )


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
