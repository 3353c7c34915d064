"""The texts that differ from person to person, by slot key."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.texts import Texts

LONGEST_NAME = 60
"""Letters of a name or club that still fit the cover at a legible size."""


@dataclass(frozen=True)
class Person:
    """Who a sheet is for and from; empty means a line to write on.

    Attributes:
        start: the Monday of week 1, or None.
    """

    name: str = ""
    club: str = ""
    contact: str = ""
    start: dt.date | None = None


def checked_name(option: str, text: str) -> str:
    """Return `text` on one line with single spaces. Raises UsageError when it is too long."""
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME:
        raise UsageError(
            f"{option}: {name[:30]!r}... has {len(name)} letters, "
            f"at most {LONGEST_NAME} fit on the sheet"
        )
    return name


def personal_texts(person: Person, plan: Plan, texts: Texts) -> dict[str, str | Sequence[str]]:
    """Return the text of every slot that the pages of `plan` may have."""
    values: dict[str, str | Sequence[str]] = {
        "name": person.name,
        "club": person.club,
        "contact": person.contact,
        "who": tuple(_who(person)),
        "first-name": tuple(_first_name(person.name)),
    }
    if person.start:
        values.update(_dates(person.start, plan, texts))
    return values


def _who(person: Person) -> Iterator[str]:
    """Yield club and name, then the name or the club alone for a narrow place."""
    yield "  ·  ".join(part for part in (person.club, person.name) if part)
    yield person.name or person.club


def _first_name(name: str) -> Iterator[str]:
    """Yield the first name in capitals, as it is, its initial, and nothing."""
    first = name.split(" ")[0]
    yield first.upper()
    yield first
    yield first[:1]
    yield ""


def _dates(start: dt.date, plan: Plan, texts: Texts) -> Iterator[tuple[str, str]]:
    yield "start", short_date(start, texts)
    yield "finish", short_date(start + dt.timedelta(weeks=len(plan.weeks), days=-1), texts)
    for week in plan.weeks:
        monday = start + dt.timedelta(weeks=week.number - 1)
        yield f"dates.{week.number}", _span(monday, monday + dt.timedelta(days=6), texts)
        for session in week.sessions:
            day = monday + dt.timedelta(days=session.day)
            yield f"day.{week.number}.{session.key}", texts(
                "lane.dated_day",
                weekday=texts(f"day.{session.day + 1}"),
                date=short_date(day, texts),
            )


def short_date(day: dt.date, texts: Texts) -> str:
    """Return a date such as `5 Jan`."""
    return texts("date.short", day=day.day, month=texts(f"month.{day.month}"))


def _span(first: dt.date, last: dt.date, texts: Texts) -> str:
    if first.month == last.month:
        month = texts(f"month.{last.month}")
        return texts("date.within_month", first=first.day, last=last.day, month=month)
    return texts(
        "date.across_months", first=short_date(first, texts), last=short_date(last, texts)
    )
