"""Everything `runstrong plan` was asked for, as typed, and the records it turns into."""

import datetime as dt
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
        if self.race:  # the last week leads up to it, three days before it or more (R28)
            last = options.date("--race", self.race) - dt.timedelta(days=3)
            return last - dt.timedelta(days=last.weekday(), weeks=self.weeks - 1)
        return None

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
        for option, planned in NOT_YET.items():
            if getattr(self, option).lower() in planned:
                value = getattr(self, option).lower()
                raise UsageError(f"--{option}: {value!r} is planned, but not there yet")
        if self.colour:
            parse_colour(self.colour)
        return Paperwork(
            edition=options.one_of("--edition", self.edition, EDITIONS),
            paper=options.paper(self.paper, PAPERS),
            ink=options.one_of("--ink", self.ink, INKS),
            colour=self.colour,
            forms=self.forms,
        )

    def request(self) -> "Request":
        """Return what to train. Raises UsageError."""
        from runstrong_pdf.cli.training import request  # noqa: PLC0415  a stamped copy needs none

        return request(self)
