"""A running club: its settings, and the manifest of what was made for each member."""

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from runstrong_pdf.errors import MailError
from runstrong_pdf.model.address import name_and_address
from runstrong_pdf.model.record import Record

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}
RATE = re.compile(
    r"(?P<count>\d{1,6})\s*(?:(?:mails?|messages?|emails?)\s*)?(?:per|every|each|in|an?|/)\s*"
    r"(?P<times>\d{1,4})?\s*(?P<unit>second|minute|hour|day)s?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Rate:
    """How fast mail may go out: at most `count` messages in any stretch of `seconds`."""

    count: int
    seconds: float
    words: str


def parse_rate(words: str) -> Rate:
    """Return a rate that is given in words. Raises MailError.

    Example:
        >>> parse_rate("50 per 5 minutes")
        Rate(count=50, seconds=300, words='50 per 5 minutes')
    """
    found = RATE.fullmatch(words.strip())
    if not found or int(found["count"]) == 0 or found["times"] == "0":
        raise MailError(
            f"{words!r} is not a rate",
            'for example rate = "50 per 5 minutes", "20 per minute" or "500 per day"',
        )
    seconds = int(found["times"] or 1) * SECONDS[found["unit"].lower()]
    return Rate(int(found["count"]), seconds, words.strip())


def _one_line(text: str) -> str:
    """Refuse what could break out of a line on paper or a header of a message."""
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("must be one line without control characters")
    return " ".join(text.split())


DIGEST_LENGTH = 16
"""Hexadecimal digits; the digests of one row before and after a change are compared, no more."""
Line = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
"""One line of text."""


def _iso_day(text: str) -> str:
    """Refuse what is no day."""
    dt.date.fromisoformat(text)
    return text


def options_digest(options: tuple[tuple[str, object], ...]) -> str:
    """Return a digest of what a row of the roster asks for; the name stands in the manifest."""
    return _digest(repr(options))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGEST_LENGTH]


IsoDay = Annotated[str, AfterValidator(_iso_day)]
"""A day as 2026-12-07."""


class MailLogin(Record):
    """Login through the browser instead of a password.

    Attributes:
        provider: who logs in; empty for a password.
        client_id, client_secret: of the application that the club has registered there. The secret
            of a program that people install is none; only Google wants it.
    """

    provider: Literal["", "microsoft", "google"] = ""
    client_id: Line = ""
    client_secret: Line = ""


class Mail(Record):
    """How the club sends mail. No password is ever kept here: see the comments in club.toml.

    Attributes:
        sender: `from` in the file: the address the mail comes from, with or without a name.
        reply_to_group: where answers of a group go, by the group as the roster has it.
        rate: in plain words, such as `50 per 5 minutes`.
        family: people with the same address get one message with all their PDFs.
        list_unsubscribe: an address or web page for people who want no more mail; where answers go
            if it is left out. With `{address}` in a web page one click is enough.
        largest_mb: the largest message in megabytes that may go out.
        timeout: seconds to wait for an answer of the server.
    """

    sender: Line = Field("", alias="from")
    reply_to: Line = ""
    reply_to_group: Annotated[dict[str, Line], Field(default_factory=dict)]
    subject: Line = ""
    host: Line = ""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "tls"] = "starttls"
    user: Line = ""
    rate: Line = "50 per 5 minutes"
    family: bool = False
    list_unsubscribe: Line = ""
    largest_mb: Annotated[float, Field(gt=0, le=100)] = 20
    timeout: Annotated[float, Field(gt=0, le=3600)] = 60
    login: MailLogin = MailLogin()

    @property
    def sender_name(self) -> str:
        """The name that the mail comes from; empty for the club's."""
        return name_and_address(self.sender)[0]

    @property
    def sender_address(self) -> str:
        """The address that the mail comes from."""
        return name_and_address(self.sender)[1]


class Wording(Record):
    """The club's own words in the email; empty for the shipped ones (`templates/mail/`)."""

    greeting: Annotated[str, Field(max_length=2000)] = ""
    message: Annotated[str, Field(max_length=10000)] = ""
    closing: Annotated[str, Field(max_length=2000)] = ""


class ClubSettings(Record):
    """A club.toml, as it is written.

    Attributes:
        roster: the file with the members, beside club.toml: .csv or .xlsx.
        logo: a picture file beside club.toml; empty for none.
        link: a web page or mail address behind a QR code on the cover; link_text: what is there.
        templates: a folder of the club's own templates, beside club.toml; empty for none.
        defaults: what holds for every member whose cell is empty, by the name of the option
            (`model/fields.py`); and `send`, whether members with an email address get mail.
    """

    name: Annotated[Line, Field(min_length=1)]
    contact: Line = ""
    colour: Line = ""
    logo: Line = ""
    link: Line = ""
    link_text: Line = ""
    roster: Line = "roster.csv"
    templates: Line = ""
    defaults: Annotated[dict[str, object], Field(default_factory=dict)]
    mail: Annotated[Mail, Field(default_factory=Mail)]
    texts: Wording = Wording()

    def digest(self, files: str) -> str:
        """Return a digest of all that shapes the sheets.

        Args:
            files: hashes of the files that do, such as the logo.
        """
        kept = self.model_dump(mode="json", exclude={"mail", "texts", "roster"})
        kept["defaults"].pop("send", None)
        return _digest(json.dumps(kept) + files)


class Day(Record):
    """One session in the manifest. Week from 1, weekday from 0 for Monday, date in ISO or None."""

    week: int
    session: str
    weekday: int
    date: IsoDay | None = None
    minutes: int


class Made(Record):
    """One person in `output/manifest.json`: what the mail needs.

    Attributes:
        send: the roster's yes or no, never True without an email address.
        hidden: whether the row is hidden in the roster or struck out.
        group: of the club, as the roster has it; level: of the plan.
        printed: how the name is spelled on paper; empty if as it is.
        unsubscribed: whether the address is on the club's list of those who want no mail; never
            in the manifest.
        week: the only week that the file has sheets of; 0 for all, as everywhere in the manifest.
        file: name of the PDF inside the output folder.
        sha256: of that file, hexadecimal.
        code: the plan's, as it stands on every sheet; title: what the plan is called.
        edition: which kind of sheets, in words (`Sheets.kind`).
        weeks: one short line for each week.
        start: the Monday of week 1 in ISO, or None.
        warnings, advice: what the plan says to somebody with a caution (`Plan`).
        asked: digest of the options that it was made for.
    """

    row: int
    name: str
    email: str
    send: bool
    file: str
    sha256: str
    code: str
    edition: str
    title: str
    weeks: tuple[str, ...]
    start: IsoDay | None
    days: tuple[Day, ...]
    asked: str
    warnings: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    hidden: bool = False
    group: str = ""
    level: str = ""
    printed: str = ""
    unsubscribed: bool = False
    week: int = 0

    @property
    def language(self) -> str:
        """Of the sheets, as the file of its words is called."""
        return self.edition.rpartition(" ")[2]

    @property
    def mailed_days(self) -> tuple[Day, ...]:
        """The sessions that the file has sheets of."""
        return tuple(day for day in self.days if self.week in {0, day.week})


Family = tuple[Made, ...]
"""The people of one message: one, or several who share an address."""


class LeftOut(Record):
    """One row of the roster that there is no plan for, and why."""

    row: int
    name: str
    email: str
    why: str


class Manifest(Record):
    """`output/manifest.json`: what was made for whom.

    Attributes:
        settings: digest of the club.toml that it was made by.
        left_out: rows that were left out for what is wrong with them.
    """

    settings: str
    people: tuple[Made, ...]
    left_out: tuple[LeftOut, ...] = ()
