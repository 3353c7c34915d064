"""Everything `runstrong plan` was asked for, as typed, and the records it turns into."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from runstrong_pdf.cli import options
from runstrong_pdf.errors import TemplateError, UsageError
from runstrong_pdf.layout.colour import parse_colour
from runstrong_pdf.model.paperwork import EDITIONS, INKS, PAPERS, Paperwork
from runstrong_pdf.pages.person import Person, checked_name

if TYPE_CHECKING:
    from runstrong_pdf.model.request import Request

NOT_YET = {"edition": ("wall", "handout", "booklet"), "paper": ("a5",)}
"""Values of the public command line that a later version will serve."""
PERSONAL = frozenset({"name", "club", "contact"})


def read_bytes(file: str) -> bytes:
    """Return a programme file of the user's. Raises TemplateError."""
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise TemplateError(f"{file}: cannot be read: {error.strerror}") from error


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
    templates: str

    def training(self) -> dict[str, object]:
        """Return every option that decides the template, for its key in the cache."""
        shaping = (field.name for field in fields(self) if field.name not in PERSONAL)
        options = {name: getattr(self, name) for name in shaping}
        options["paper"] = self.paperwork().paper
        if self.programme.endswith(".toml"):
            options["programme"] = read_bytes(self.programme).hex()
        return options

    @cached_property
    def start_date(self) -> dt.date | None:
        """The Monday of week 1; a note is printed once where another day was typed."""
        if self.start:
            return options.monday_from("--start", self.start)
        if self.race:  # the race falls into the last week
            race = options.date("--race", self.race)
            return race - dt.timedelta(days=race.weekday(), weeks=min(abs(self.weeks), 52) - 1)
        return None

    def notes(self) -> Iterator[str]:
        """Yield what is worth knowing about options that are right."""
        race = options.date("--race", self.race) if self.race else None
        if race and self.start_date and race >= self.start_date + dt.timedelta(weeks=self.weeks):
            yield f"--race: {race} is after the last week; the plan takes no account of it"

    def person(self) -> Person:
        """Return who it is for. Raises UsageError."""
        return Person(
            checked_name("--name", self.name),
            checked_name("--club", self.club),
            checked_name("--contact", self.contact),
            self.start_date,
        )

    def paperwork(self) -> Paperwork:
        """Return how it looks. Raises UsageError."""
        wrong = options.Wrong()
        edition, paper, ink = self.edition, self.paper, self.ink
        with wrong.noted():
            edition = options.one_of("--edition", self._there("edition"), EDITIONS)
        with wrong.noted():
            paper = options.paper(self._there("paper"), PAPERS)
        with wrong.noted():
            ink = options.one_of("--ink", self.ink, INKS)
        with wrong.noted():
            if self.colour:
                parse_colour(self.colour)
        wrong.stop()
        return Paperwork(edition, paper, ink, self.colour, self.forms)

    def _there(self, option: str) -> str:
        value = str(getattr(self, option))
        if value.lower() in NOT_YET[option]:
            raise UsageError(f"--{option}: {value.lower()!r} is planned, but not there yet")
        return value

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
