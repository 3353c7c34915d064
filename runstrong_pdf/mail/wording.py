"""The words of a message: the shipped or the club's own texts with their fields filled in. Pure."""

import datetime as dt
import html
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.diary import calendar_file
from runstrong_pdf.mail.headers import one_line
from runstrong_pdf.mail.letter import Letter, key_of
from runstrong_pdf.model.club import Club, Made
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.model.person import first_name

PARTS = ("subject", "greeting", "message", "dates", "closing", "week")
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
    "or_contact",
    "title",
    "weeks",
)
"""What may stand in braces."""
OF_A_WEEK = ("number", "sessions", "week")
"""The same for the line of one week."""


@dataclass(frozen=True)
class Wording:
    """The texts of all messages of one run.

    Attributes:
        parts: text by name (`PARTS`), fields still in braces.
        frame: the HTML around the body.
        texts: the words on paper, for weekdays and months.
    """

    parts: Mapping[str, str]
    frame: str
    texts: Texts

    def letter(self, made: Made, club: Club, now: dt.datetime) -> Letter:
        """Return what one person is written."""
        stem = made.file.removesuffix(".pdf")
        dated = calendar_file(made, club.name, self.texts, now)
        fields = {**_fields(made, club, f"{stem}.ics", self.texts), "weeks": self._weeks(made)}
        subject = _filled(self.parts["subject"], fields)
        wanted = [part for part in PARTS[1:-1] if dated or part != "dates"]
        text = "\n\n".join(_filled(self.parts[part], fields) for part in wanted)
        return Letter(
            key=key_of(made),
            name=made.name,
            address=made.email,
            subject=subject,
            text=text,
            html=_page(self.frame, text, subject, self.texts.language),
            file=made.file,
            calendar_file=f"{stem}.ics",
            calendar=dated,
        )

    def _weeks(self, made: Made) -> str:
        """Return one line a week: what it is about, and its days with their minutes."""
        lines = []
        for number, week in enumerate(made.weeks, 1):
            days = (
                f"{self.texts(f'short_day.{day.weekday + 1}')} "
                f"{self.texts('minutes_short', number=day.minutes)}"
                for day in made.days
                if day.week == number
            )
            fields = {"number": str(number), "week": week, "sessions": ", ".join(days)}
            lines.append("- " + one_line(_filled(self.parts["week"], fields)))
        return "\n".join(lines)


def check_wording(parts: Mapping[str, str]) -> None:
    """Raise MailError where a text has a field that is not known, or a lone brace."""
    for part, text in parts.items():
        known = OF_A_WEEK if part == "week" else FIELDS
        try:
            fields = [(name, spec, conv) for _, name, spec, conv in Formatter().parse(text)]
        except ValueError as error:
            raise MailError(
                f"the mail's {part}: a brace has no partner ({error}); write {{{{ for a {{"
            ) from error
        for name, spec, conversion in fields:
            if name is not None and (name not in known or spec or conversion):
                raise MailError(
                    f"the mail's {part}: {{{name}}} is not known, known: {', '.join(known)}"
                )


def _fields(made: Made, club: Club, calendar: str, texts: Texts) -> dict[str, str]:
    dates = sorted(day.date for day in made.days if day.date)
    return {
        "name": made.name,
        "first_name": first_name(made.name),
        "club": club.name,
        "contact": club.contact,
        "or_contact": f" ({club.contact})" if club.contact else "",
        "title": made.title,
        "code": made.code,
        "file": made.file,
        "first_day": _long_date(dates[0], texts) if dates else "",
        "calendar_file": calendar,
    }


def _filled(text: str, fields: Mapping[str, str]) -> str:
    return text.strip().format_map(fields)


def _long_date(iso: str, texts: Texts) -> str:
    day = dt.date.fromisoformat(iso)
    weekday, month = texts(f"day.{day.weekday() + 1}"), texts(f"month.{day.month}")
    return f"{weekday} {texts('date.short', day=day.day, month=month)}"


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
