"""Everything `runstrong plan` was asked for, as typed, and the records it turns into."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from runstrong_pdf.cli import options
from runstrong_pdf.errors import TemplateError, UsageError
from runstrong_pdf.model.colour import parse_colour
from runstrong_pdf.model.link import Link, checked_link
from runstrong_pdf.model.paperwork import COVERED, EDITIONS, INKS, LINKED, PAPERS, Paperwork
from runstrong_pdf.pages.person import Person, checked_name

if TYPE_CHECKING:
    from runstrong_pdf.model.request import Request

PERSONAL = frozenset({"name", "club", "contact"})


def read_bytes(file: str) -> bytes:
    """Return a programme file of the user's. Raises TemplateError."""
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise TemplateError(f"{file}: cannot be read: {error.strerror}") from error


def content_of(file: Path) -> str:
    """Return the hash of a file's content; empty where it cannot be read."""
    if not file.is_file():
        return ""
    with suppress(OSError), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""


@dataclass(frozen=True)
class Wishes:
    """The options of `runstrong plan` that decide its content; empty text = left out."""

    weeks: int
    level: str
    push_ups: int | None
    kit: str
    bands: str
    dumbbells: str
    sessions: int
    minutes: int
    focus: str
    programme: str
    name: str
    club: str
    contact: str
    start: str
    runs: str
    race: str
    avoid: str
    edition: str
    paper: str
    ink: str
    colour: str
    forms: bool
    pdfa: bool
    templates: str
    sheet: str = ""
    two_up: bool = False
    large_print: bool = False
    link: str = ""
    link_text: str = ""
    logo: str = ""
    language: str = "en"

    def training(self) -> dict[str, object]:
        """Return every option that decides the template, for its key in the cache."""
        shaping = (field.name for field in fields(self) if field.name not in PERSONAL)
        options = {name: getattr(self, name) for name in shaping}
        options["paper"] = self.paperwork().paper
        if self.programme.endswith(".toml"):
            options["programme"] = read_bytes(self.programme).hex()
        if self.logo:  # its alternative text names the club
            options["logo"] = [content_of(Path(self.logo)), self.club]
        return options

    @cached_property
    def start_date(self) -> dt.date | None:
        """The Monday of week 1; a note is printed once where another day was typed."""
        if self.start:
            return options.monday_from("--start", self.start)
        if self.race:  # the last week leads up to it, three days before it or more (R28)
            last = options.date("--race", self.race) - dt.timedelta(days=3)
            return last - dt.timedelta(days=last.weekday(), weeks=min(abs(self.weeks), 52) - 1)
        return None

    def notes(self) -> Iterator[str]:
        """Yield what is worth knowing about options that are right."""
        race = options.date("--race", self.race) if self.race else None
        if (
            race
            and self.start_date
            and race > self.start_date + dt.timedelta(weeks=self.weeks, days=2)
        ):
            yield f"--race: {race} is after the last week; the plan takes no account of it"
        owned = {word.strip().lower() for word in self.kit.split(",")}
        if "anchor" in owned and "band" not in owned:
            yield "--kit: an anchor holds a band, but there is no band in --kit"
        edition = self.paperwork().edition
        if self.logo and edition not in COVERED:
            yield f"--logo: only on the cover, which --edition {edition} has not"
        if self.link and edition not in LINKED:
            yield f"--link: --edition {edition} has no place for it"

    def person(self) -> Person:
        """Return who it is for. Raises UsageError."""
        return Person(
            checked_name("--name", self.name),
            checked_name("--club", self.club),
            checked_name("--contact", self.contact),
            self.start_date,
        )

    def paperwork(self) -> Paperwork:
        """Return how it looks. Raises UsageError with all that is wrong."""
        wrong = options.Wrong()
        edition, paper, ink, link = self.edition, self.paper, self.ink, None
        with wrong.noted():
            edition = options.one_of("--edition", edition, EDITIONS)
        with wrong.noted():
            paper = options.paper(paper, PAPERS)
        with wrong.noted():
            ink = options.one_of("--ink", ink, INKS)
        with wrong.noted():
            if self.colour:
                parse_colour(self.colour)
        with wrong.noted():
            link = self._checked_link()
        wrong.stop()
        paperwork = Paperwork(
            edition=edition,
            paper=paper,
            ink=ink,
            colour=self.colour,
            forms=self.forms,
            pdfa=self.pdfa,
            sheet=self.sheet,
            two_up=self.two_up,
            large_print=self.large_print,
            link=link,
            logo=self.logo,
            language=self.language,
        )
        options.check_together(paperwork)
        return paperwork

    def _checked_link(self) -> Link | None:
        text = checked_name("--link-text", self.link_text)
        if text and not self.link:
            raise UsageError("--link-text: says what is behind a link, but there is no --link")
        return checked_link("--link", self.link, text) if self.link else None

    def check(self) -> None:
        """Raise UsageError with all that is wrong; the training is read only where something is."""
        wrong = options.Wrong()
        for read in (self.paperwork, self.person):
            with wrong.noted():
                read()
        if wrong:
            with wrong.noted():
                self.request()
        wrong.stop()

    def request(self) -> "Request":
        """Return what to train. Raises UsageError."""
        from runstrong_pdf.cli.training import request  # noqa: PLC0415  a stamped copy needs none

        return request(self)
