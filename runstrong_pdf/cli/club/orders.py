"""A row's cells, laid over the club's defaults, as the options of `runstrong plan`."""

import datetime as dt
import inspect
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from runstrong_pdf.cli import options
from runstrong_pdf.cli.club.folder import logo_file
from runstrong_pdf.cli.club.languages import language_of
from runstrong_pdf.cli.library import open_library
from runstrong_pdf.cli.plan import plan
from runstrong_pdf.cli.wishes import Wishes
from runstrong_pdf.errors import RosterError, RunstrongError
from runstrong_pdf.model.club import Club, Problem
from runstrong_pdf.model.club import Wishes as Cells

COUNTS = frozenset({"push_ups", "sessions", "minutes", "weeks"})
SWITCHES = frozenset({"large_print"})
"""Columns that are yes or no."""
OPTION = re.compile(r"--([a-z-]+):?")
COLUMN = r"\1"
"""What an option is called in a roster."""
Findings = tuple[Problem, ...]
"""Problems of cells; their rows are filled in by whoever knows them."""


@dataclass(frozen=True)
class Order:
    """What a member asked for.

    Attributes:
        wishes: as typed, without the name; without the start where it shapes nothing but dates.
        start: the Monday of week 1, or None.
    """

    wishes: Wishes
    start: dt.date | None


class OrderBook:
    """Turns cells into orders; equal cells are looked at once.

    Args:
        club: whose defaults hold where a cell is empty.
        folder: where the club's files lie.

    Attributes:
        notes: what is worth knowing about the defaults.

    Raises:
        RosterError: with everything that is wrong with the defaults, said once and not of each row.
    """

    def __init__(self, club: Club, folder: Path) -> None:
        self._defaults = _defaults(club, folder)
        self._languages = open_library(str(self._defaults["templates"])).languages()
        self._known: dict[Cells, tuple[Order | None, Findings]] = {}
        _, self._of_defaults = self._read({})
        lines = {one: f"{folder}/club.toml: {_setting(one)}" for one in self._of_defaults}
        if any(one.grave for one in lines):
            raise RosterError("\n".join(line for one, line in lines.items() if one.grave))
        self.notes = tuple(lines.values())

    def order(self, cells: Cells) -> tuple[Order | None, Findings]:
        """Return the order of a row's cells, or None, and what is to be said about them."""
        if cells not in self._known:
            order, findings = self._read(dict(cells))
            own = tuple(one for one in findings if one not in self._of_defaults)
            self._known[cells] = order, own
        return self._known[cells]

    def _read(self, cells: Mapping[str, str]) -> tuple[Order | None, Findings]:
        given = {column.replace("-", "_"): cell for column, cell in cells.items()}
        values = {**self._defaults, **given}
        if "push_ups" in given and "level" not in given:
            values["level"] = ""  # the number says more than the club's default
        elif "level" in given and "push_ups" not in given:
            values["push_ups"] = None
        findings = [*_foreign(values, self._languages), *_mondays(values)]
        wishes = self._wishes(values)
        for check in (wishes.request, wishes.paperwork):
            try:
                check()
            except RunstrongError as error:
                findings += findings_of(error)
        if any(one.grave for one in findings):
            return None, tuple(findings)
        findings += [replace(_finding(note, ""), grave=False) for note in wishes.notes()]
        wishes = replace(wishes, paper=wishes.paperwork().paper)  # of this computer's country
        start = wishes.start_date
        if start and not wishes.race:
            wishes = replace(wishes, start="")
        return Order(wishes, start), tuple(findings)

    def _wishes(self, values: Mapping[str, object]) -> Wishes:
        known: dict[str, Any] = {field.name: values[field.name] for field in fields(Wishes)}
        for name in known.keys() & COUNTS:
            if isinstance(known[name], str):
                known[name] = int(str(known[name]))
        for name in known.keys() & SWITCHES:
            known[name] = _switched(known[name])
        return Wishes(**known)


def findings_of(error: RunstrongError) -> Findings:
    """Return an error of the command line as problems of columns."""
    found = []
    for problem in error.problems:
        hint = f" ({OPTION.sub(COLUMN, problem.remedy)})" if problem.remedy else ""
        option = f"--{problem.field.replace('_', '-')}: " if problem.field else ""
        found += [_finding(line, hint) for line in f"{option}{problem.message}".splitlines()]
    return tuple(found)


def _finding(line: str, hint: str) -> Problem:
    found = OPTION.match(line)
    text = line[found.end() :].strip() if found else line
    return Problem(0, found[1] if found else "", OPTION.sub(COLUMN, text) + hint)


def _setting(found: Problem) -> str:
    """Return a problem of a default with the key that club.toml has it under."""
    name = found.column.replace("-", "_")
    key = name if name in Club.model_fields else f"defaults.{name}"
    return f"{key}: {found.text}" if name else found.text


def _defaults(club: Club, folder: Path) -> dict[str, object]:
    """Return every option: the club's default where it has one, else the command line's."""
    typed = {name: p.default for name, p in inspect.signature(plan).parameters.items()}
    own = club.defaults.model_dump()
    if own["push_ups"] is not None and "level" not in club.defaults.model_fields_set:
        own["level"] = ""
    constant: dict[str, object] = {"name": "", "club": club.name, "contact": club.contact}
    constant |= {"colour": club.colour, "link": club.link, "link_text": club.link_text}
    constant["logo"] = str(logo_file(club, folder) or "")
    constant["templates"] = str(folder / club.templates) if club.templates else ""
    return {**typed, **own, **constant}


def _switched(value: object) -> bool:
    return value is True or value == "yes"


def _foreign(values: dict[str, object], there: Collection[str]) -> Iterator[Problem]:
    """Call a language as its file is called, or say that the sheets are not in it."""
    try:
        values["language"] = language_of(str(values["language"]), there)
    except ValueError as error:
        yield Problem(0, "language", str(error))


def _mondays(values: dict[str, object]) -> Iterator[Problem]:
    """Move a start to the next Monday, and say so."""
    try:
        day = options.date("", str(values["start"])) if values["start"] else None
    except RunstrongError:
        return  # the wishes say what is wrong with it
    monday = day and day + dt.timedelta(days=-day.weekday() % 7)
    if monday != day:
        values["start"] = str(monday)
        yield Problem(0, "start", f"{day} is not a Monday; week 1 begins on {monday}", grave=False)
