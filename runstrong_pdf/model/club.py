"""A running club: its settings, its members as the roster has them, and what was made for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from runstrong_pdf.model.record import Record

LONGEST_LINE = 60
"""Letters of a club's name or contact that still fit the sheet; a cell may be as long as it is."""


def _one_line(text: str) -> str:
    """Refuse what could break out of a line on paper or a header of a message."""
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("must be one line without control characters")
    return " ".join(text.split())


Line = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
"""One line of text."""


class Defaults(Record):
    """What holds for every member whose cell is empty; written as on the command line.

    Attributes:
        paper, ink, forms, pdfa: the same for the whole club; there are no columns for them.
        large_print: yes or no; send: yes or no, for members who have an email address.
    """

    level: Line = ""
    push_ups: int | None = None
    kit: Line = "chair,band,dumbbells"
    bands: Line = ""
    dumbbells: Line = ""
    sessions: int = 2
    minutes: int = 40
    weeks: int = 6
    focus: Line = "full"
    programme: Line = ""
    avoid: Line = ""
    runs: Line = ""
    race: Line = ""
    start: Line = ""
    language: Line = "en"
    edition: Line = "full"
    large_print: bool = False
    send: bool = True
    paper: Line = ""
    ink: Line = "colour"
    forms: bool = True
    pdfa: bool = False


class Mail(Record):
    """How the club sends mail. No password is ever kept here: see the comments in club.toml.

    Attributes:
        sender: `from` in the file: the address the mail comes from, with or without a name.
        rate: in plain words, such as `50 per 5 minutes`.
        list_unsubscribe: an address or web page for people who want no more mail.
        largest_mb: the largest message in megabytes that may go out.
        timeout: seconds to wait for an answer of the server.
    """

    sender: Line = Field("", alias="from")
    reply_to: Line = ""
    subject: Line = ""
    host: Line = ""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "tls"] = "starttls"
    user: Line = ""
    rate: Line = "50 per 5 minutes"
    list_unsubscribe: Line = ""
    largest_mb: Annotated[float, Field(gt=0, le=100)] = 20
    timeout: Annotated[float, Field(gt=0, le=3600)] = 60


class Wording(Record):
    """The club's own words in the email; empty for the shipped ones (`templates/mail/`)."""

    greeting: Annotated[str, Field(max_length=2000)] = ""
    message: Annotated[str, Field(max_length=10000)] = ""
    closing: Annotated[str, Field(max_length=2000)] = ""


class Club(Record):
    """A club.toml.

    Attributes:
        roster: the file with the members, beside club.toml: .csv or .xlsx.
        logo: a picture file beside club.toml; empty for none.
        link: a web page or mail address behind a QR code on the cover; link_text: what is there.
        templates: a folder of the club's own templates, beside club.toml; empty for none.
    """

    name: Annotated[Line, Field(min_length=1, max_length=LONGEST_LINE)]
    contact: Annotated[Line, Field(max_length=LONGEST_LINE)] = ""
    colour: Line = ""
    logo: Line = ""
    link: Line = ""
    link_text: Line = ""
    roster: Line = "roster.csv"
    templates: Line = ""
    defaults: Defaults = Defaults()
    mail: Mail = Mail()
    texts: Wording = Wording()


Wishes = tuple[tuple[str, str], ...]
"""(option of `runstrong plan`, value as typed), sorted; members with the same cells share one."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One member. A plain record: a federation has tens of thousands of them in memory.

    Attributes:
        row: as the spreadsheet counts, the header being row 1.
        email: empty for those who get paper.
        send: whether mail may go to `email`; None where the cell is empty.
        wishes: the other cells that are not empty.
    """

    row: int
    name: str
    email: str = ""
    send: bool | None = None
    wishes: Wishes = ()


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with one cell, or worth knowing about it.

    Attributes:
        row: as the spreadsheet counts; 0 for the file as a whole.
        column: the header as it stands in the file; empty for the whole row.
        grave: whether nothing can be made before it is mended.
    """

    row: int
    column: str
    text: str
    grave: bool = True


def listed(problems: Iterable[Problem], file: str) -> list[str]:
    """Return `file: row 7, email: what is wrong` for every problem, in the order of rows."""
    return [f"{file}: {_place(problem)}{problem.text}" for problem in sorted(problems)]


def _place(problem: Problem) -> str:
    row = f"row {problem.row}" if problem.row else ""
    place = ", ".join(part for part in (row, problem.column) if part)
    return f"{place}: " if place else ""


class Day(Record):
    """One session in the manifest. Week from 1, weekday from 0 for Monday, date in ISO or None."""

    week: int
    session: str
    weekday: int
    date: str | None = None
    minutes: int


class Made(Record):
    """One person in `output/manifest.json`: what the mail needs.

    Attributes:
        send: the roster's yes or no, never True without an email address.
        file: name of the PDF inside the output folder.
        sha256: of that file, hexadecimal.
        code: the plan's, as it stands on every sheet; title: what the plan is called.
        weeks: one short line for each week.
        start: the Monday of week 1 in ISO, or None.
        asked: mark of the cells that it was made for.
    """

    row: int
    name: str
    email: str
    send: bool
    file: str
    sha256: str
    code: str
    title: str
    weeks: tuple[str, ...]
    start: str | None
    days: tuple[Day, ...]
    asked: str


class Manifest(Record):
    """`output/manifest.json`: what was made for whom.

    Attributes:
        settings: mark of the club.toml that it was made by.
    """

    settings: str
    people: tuple[Made, ...]
