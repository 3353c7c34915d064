"""The words of a message: the shipped or the club's own texts with their fields filled in. Pure.

They become the subject, the text, the same text as HTML, and the sessions as a calendar file.
"""

import datetime as dt
import hashlib
import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from runstrong_pdf.errors import MailError, Problem, plain, plain_line
from runstrong_pdf.mail.message import Message, Recipient, message_key
from runstrong_pdf.model.club import ClubSettings, Family, Made
from runstrong_pdf.model.person import first_name
from runstrong_pdf.model.texts import Texts, unmarked
from runstrong_pdf.pages.icalendar import Event, calendar_text
from runstrong_pdf.pages.person import short_date
from runstrong_pdf.resources import PRODUCER

WRITTEN = ("greeting", "message", "dates", "closing")
"""The parts of a message's text, from first to last."""
OF_ONE_WEEK = {"subject": "week-subject", "message": "week-message"}
"""Parts that are others where only the sheets of one week are sent."""
PARTS = ("subject", *WRITTEN, "week", *OF_ONE_WEEK.values())
"""The files under `templates/mail/`; a text of the same name in club.toml goes before."""
FIELDS = (
    "calendar_file",
    "club",
    "code",
    "contact",
    "file",
    "first_day",
    "first_name",
    "name",
    "number",
    "or_contact",
    "title",
    "weeks",
)
"""What may stand in braces."""
FIELDS_OF_A_WEEK = ("number", "sessions", "week")
"""The same for the line of one week."""


@dataclass(frozen=True)
class MessageTexts:
    """The texts of all messages of one run.

    Attributes:
        parts: text by name (`PARTS`), fields still in braces.
        frame: the HTML around the body.
        texts: the words on paper, for weekdays and months.
    """

    parts: Mapping[str, str]
    frame: str
    texts: Texts

    def message(self, family: Family, club: ClubSettings, now: dt.datetime) -> Message:
        """Return what one person is written, or a family: one greeting, then what is for whom."""
        to = tuple(self._recipient(made, club, now) for made in family)
        each = [self._fields(made, one, club) for made, one in zip(family, to, strict=True)]
        if len({fields["first_name"] for fields in each}) < len(each):
            each = [{**fields, "first_name": fields["name"]} for fields in each]
        of_all = {name: self.texts.joined(fields[name] for fields in each) for name in FIELDS}
        others = OF_ONE_WEEK if family[0].week else {}
        subject = _filled(self.parts[others.get("subject", "subject")], of_all)
        written = [_filled(self.parts["greeting"], of_all)]
        for made, one, fields in zip(family, to, each, strict=True):
            if len(family) > 1:
                written.append(f"{fields['first_name']}:")
            written.append(_filled(self.parts[others.get("message", "message")], fields))
            if one.calendar:
                written.append(_filled(self.parts["dates"], fields))
            care = [unmarked(line) for line in (*made.warnings, *made.advice)]
            written += ["\n".join(care)] if care else []
        text = "\n\n".join([*written, _filled(self.parts["closing"], of_all)])
        return Message(to, subject, text, _page(self.frame, text, subject, self.texts.language))

    def _recipient(self, made: Made, club: ClubSettings, now: dt.datetime) -> Recipient:
        return Recipient(
            key=message_key(made),
            name=made.name,
            address=made.email,
            file=made.file,
            calendar_file=made.file.removesuffix(".pdf") + ".ics",
            calendar=session_calendar(made, club.name, self.texts, now),
        )

    def _fields(self, made: Made, recipient: Recipient, club: ClubSettings) -> dict[str, str]:
        """Return what stands for the fields in braces (`FIELDS`)."""
        return {
            "name": made.name,
            "first_name": first_name(made.name),
            "club": club.name,
            "contact": club.contact,
            "or_contact": f" ({club.contact})" if club.contact else "",
            "title": made.title,
            "code": made.code,
            "file": made.file,
            "calendar_file": recipient.calendar_file,
            "first_day": self._first_day(made),
            "weeks": self._weeks(made),
            "number": str(made.week or ""),
        }

    def _first_day(self, made: Made) -> str:
        """Return the date of the first session in words, empty if none has a date."""
        first = min((day.date for day in made.mailed_days if day.date), default="")
        if not first:
            return ""
        day = dt.date.fromisoformat(first)
        weekday, date = self.texts(f"day.{day.weekday() + 1}"), short_date(day, self.texts)
        return self.texts("lane.dated_day", weekday=weekday, date=date)

    def _weeks(self, made: Made) -> str:
        """Return one line a week: what it is about, and its days with their minutes."""
        lines = []
        for number, week in enumerate(made.weeks, 1):
            if made.week not in {0, number}:
                continue
            days = (
                f"{self.texts(f'short_day.{day.weekday + 1}')} "
                f"{self.texts('minutes_short', number=day.minutes)}"
                for day in made.days
                if day.week == number
            )
            fields = {"number": str(number), "week": week, "sessions": ", ".join(days)}
            lines.append("- " + plain_line(_filled(self.parts["week"], fields)))
        return "\n".join(lines)


def check_message_texts(parts: Mapping[str, str]) -> None:
    """Raise MailError if a text has a field that is not known, or a lone brace."""
    problems = [
        Problem(part, wrong, where="mail texts")
        for part, text in parts.items()
        for wrong in _wrong_braces(text, FIELDS_OF_A_WEEK if part == "week" else FIELDS)
    ]
    if problems:
        raise MailError(problems)


def _wrong_braces(text: str, known: tuple[str, ...]) -> Iterator[str]:
    try:
        for _, name, spec, conversion in Formatter().parse(text):
            if name is not None and (name not in known or spec or conversion):
                yield f"{{{name}}} is not known; known: {', '.join(known)}"
    except ValueError as error:
        yield f"a brace has no partner ({error}); write {{{{ for a {{"


def _filled(text: str, fields: Mapping[str, str]) -> str:
    return text.strip().format_map(fields)


def _page(frame: str, text: str, subject: str, language: str) -> str:
    """Return the text as HTML: blank lines part paragraphs, lines with a hyphen are a list."""
    blocks = (_block(block.strip("\n")) for block in text.split("\n\n") if block.strip())
    page = frame.replace("{language}", html.escape(language))
    page = page.replace("{subject}", html.escape(subject))
    return page.replace("{body}", "\n".join(blocks))


def _block(block: str) -> str:
    lines = block.split("\n")
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{html.escape(line[2:])}</li>" for line in lines) + "</ul>"
    return "<p>" + "<br>\n".join(map(html.escape, lines)) + "</p>"


def session_calendar(made: Made, club: str, texts: Texts, now: dt.datetime) -> str:
    """Return the sessions of one member as iCalendar text, empty if none has a date.

    There is one event a session; those of a changed plan replace the ones of the old plan.
    """
    person, stamp = message_key(made).person, f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    about = f"{club}, {made.code}, {made.file}"
    asks = [unmarked(line) for line in made.warnings]
    events = []
    for day in made.mailed_days:
        if day.date:
            session = hashlib.sha256(f"{person} {day.week} {day.session}".encode()).hexdigest()
            label = texts("week.label", number=day.week, session=day.session).strip()
            minutes = texts("minutes", number=day.minutes)
            event = Event(
                uid=f"{session[:24]}@runstrong-pdf",
                stamp=stamp,
                day=dt.date.fromisoformat(day.date),
                summary=f"{made.title}: {label} ({minutes})",
                description="\n".join([about, *asks]),
            )
            events.append(event)
    return calendar_text(events, f"-//{PRODUCER}//EN", method="PUBLISH") if events else ""


# -- all messages of a dry run on one page, to read before anything is sent ------------------------

PREVIEW_BEGINS = b"<!doctype html>\n<!-- RunStrong: what would be mailed -->\n"
"""How a page of ours begins."""
HEAD = """<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ margin: 1em auto; max-width: 48em; padding: 0 1em; font: 16px/1.5 sans-serif }}
article {{ border-top: 1px solid; padding: 0.5em 0 }}
pre {{ white-space: pre-wrap; font: inherit }}
</style></head>
<body><h1>{title}</h1>
"""
MESSAGE = """<article><h2>{subject}</h2>
<p>To: {people}<br>With: {files}</p>
<pre lang="{language}">{text}</pre></article>
"""


def preview_page(title: str, messages: Iterable[tuple[Message, str]]) -> Iterator[bytes]:
    """Yield a page of HTML bit by bit.

    Args:
        messages: each with the language of its text.
    """
    yield PREVIEW_BEGINS
    yield _escaped(HEAD, title=title)
    for message, language in messages:
        files = [
            file
            for one in message.to
            for file in (one.file, *([one.calendar_file] if one.calendar else []))
        ]
        yield _escaped(
            MESSAGE,
            subject=message.subject,
            people=", ".join(f"{one.name} <{one.address}>" for one in message.to),
            files=", ".join(files),
            language=language,
            text=message.text,
        )
    yield b"</body></html>\n"


def _escaped(page: str, **texts: str) -> bytes:
    """Fill in a page, whatever the texts hold; it loads nothing, and forbids itself to."""
    safe = {
        name: html.escape("\n".join(map(plain, text.splitlines()))) for name, text in texts.items()
    }
    return page.format_map(safe).encode("utf-8", "replace")
