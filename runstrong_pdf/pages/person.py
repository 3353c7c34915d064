"""The texts that differ from person to person, by slot key."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from runstrong_pdf.model.person import AFTER_A_NAME, Person, first_name
from runstrong_pdf.model.sheets import Sheets, handout_code
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pdf.metadata import Metadata

if TYPE_CHECKING:
    from runstrong_pdf.model.plan import Plan


LONGEST_WORD = 30
"""Letters of a single word from which it may be broken."""
PERSONAL_WORDS = ("date", "day", "document", "lane", "month", "plural")
"""Parts of the words from which dates and what a file says of itself are put together."""


class Outline(NamedTuple):
    """What of a plan the personal texts need; small enough to be kept beside a template.

    Attributes:
        weeks: for each week its sessions as (letter, day from 0 for Monday).
        sheets: what is printed of the plan, as its title says it; empty for the whole.
    """

    title: str
    code: str
    weeks: tuple[tuple[tuple[str, int], ...], ...]
    sheets: str = ""


def outline(plan: "Plan", sheets: str = "") -> Outline:
    """Return the outline of a plan."""
    weeks = (tuple((session.key, session.day) for session in w.sessions) for w in plan.weeks)
    return Outline(plan.title, plan.code, tuple(weeks), sheets)


def sheets_title(sheets: Sheets, texts: Texts) -> str:
    """Return what is printed of a plan, such as `handout 3B, large print`; empty for the whole."""
    key = f"document.edition.{sheets.edition.replace('-', '_')}"
    words = [] if sheets.edition == "full" else [texts(key, sheet=handout_code(sheets.sheet))]
    return ", ".join([*words, *([texts("document.large_print")] if sheets.large_print else [])])


def personal_words(texts: Texts) -> dict[str, str]:
    """Return of the words those that stamping needs."""
    return {key: text for key, text in texts.entries.items() if key.split(".")[0] in PERSONAL_WORDS}


def personal_texts(person: Person, plan: Outline, texts: Texts) -> dict[str, str | Sequence[str]]:
    """Return the text of every slot that the pages of `plan` may have."""
    return {**dated_texts(person.start, plan, texts), **lines_of(person)}


def lines_of(person: Person) -> dict[str, str | Sequence[str]]:
    """Return the texts of the slots that say who a sheet is for and from."""
    return {
        "name": tuple(_name(person.name)),
        "club": person.club,
        "contact": person.contact,
        "who": tuple(_who(person)),
        "first-name": tuple(_first_name(person.name)),
    }


def dated_texts(start: dt.date | None, plan: Outline, texts: Texts) -> dict[str, str]:
    """Return the texts of the slots with a date; none without a start."""
    return dict(_dates(start, plan, texts)) if start else {}


def _who(person: Person) -> Iterator[str]:
    """Yield club and name, for a narrow place the name or the club alone, then shorter ones."""
    if person.club and person.name:
        yield f"{person.club}  ·  {person.name}"
    yield person.name or person.club
    names = person.name.split(" ")
    while len(names) > 1 and names[-1].strip(".,").casefold() in AFTER_A_NAME:
        del names[-1]
    if len(names) > 2:
        yield f"{names[0].rstrip(',')} ... {names[-1].rstrip(',')}"
    yield from _fewer_words(person.name or person.club)


def _fewer_words(text: str) -> Iterator[str]:
    """Yield a text with one word less each time, to none, and a sign that some are missing."""
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        yield f"{' '.join(words[:count])} ..."  # dots are in every alphabet
    yield ""


def _name(name: str) -> Iterator[str]:
    """Yield a name on one line, and on two lines that are as even as can be.

    It breaks between words, after a hyphen, and in the middle of a single word.
    """
    yield name
    breaks = [at + 1 for at, letter in enumerate(name[:-1]) if letter in " -"]
    if breaks:
        at = min(breaks, key=lambda at: abs(len(name) - 2 * at))
        yield f"{name[:at].rstrip()}\n{name[at:]}"
    elif len(name) > LONGEST_WORD:
        half = len(name) // 2
        yield f"{name[:half]}-\n{name[half:]}"


def _first_name(name: str) -> Iterator[str]:
    """Yield the first name in capitals, as it is, its initial, and nothing."""
    first = first_name(name)
    yield first.upper()
    yield first
    yield first[:1]
    yield ""


def _dates(start: dt.date, plan: Outline, texts: Texts) -> Iterator[tuple[str, str]]:
    yield "start", short_date(start, texts)
    yield "finish", short_date(start + dt.timedelta(weeks=len(plan.weeks), days=-1), texts)
    for number, sessions in enumerate(plan.weeks, 1):
        monday = start + dt.timedelta(weeks=number - 1)
        yield f"dates.{number}", _span(monday, monday + dt.timedelta(days=6), texts)
        for key, weekday in sessions:
            day = monday + dt.timedelta(days=weekday)
            yield (
                f"day.{number}.{key}",
                texts(
                    "lane.dated_day",
                    weekday=texts(f"day.{weekday + 1}"),
                    date=short_date(day, texts),
                ),
            )


def metadata(person: Person, plan: Outline, texts: Texts) -> Metadata:
    """Return what the file says of itself."""
    key = "document.title_for" if person.name else "document.title"
    title = texts(key, plan=plan.title, weeks=len(plan.weeks), name=person.name)
    return Metadata(
        title=texts("document.title_of", title=title, sheets=plan.sheets) if plan.sheets else title,
        author=person.club,
        subject=texts("document.subject", code=plan.code),
        keywords=texts("document.keywords"),
        language=texts.language,
    )


def short_date(day: dt.date, texts: Texts) -> str:
    """Return a date such as `5 Jan`."""
    return texts("date.short", day=day.day, month=texts(f"month.{day.month}"))


def _span(first: dt.date, last: dt.date, texts: Texts) -> str:
    if first.month == last.month:
        month = texts(f"month.{last.month}")
        return texts("date.within_month", first=first.day, last=last.day, month=month)
    return texts("date.across_months", first=short_date(first, texts), last=short_date(last, texts))
