"""Roster rows -> members with a template and a file name each, and every problem of every row."""

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from types import MappingProxyType

from runstrong_pdf.club.folder import MANIFEST, PRINT_ALL, SUMMARY, ClubFolder
from runstrong_pdf.errors import Problem, ProblemCollector
from runstrong_pdf.files import FileNamer
from runstrong_pdf.library import open_library
from runstrong_pdf.model.options import PlanOptions, near_race_notes, read_options
from runstrong_pdf.model.person import Person
from runstrong_pdf.pdf.slots import alphabets_of
from runstrong_pdf.rendering import TemplateJob, job_key, template_job
from runstrong_pdf.roster.row_reader import Options, RosterRow, read_roster_file
from runstrong_pdf.template_cache import TemplateCache

OURS = tuple(PurePath(name).stem for name in (PRINT_ALL, SUMMARY, MANIFEST))
"""What no member's file is called."""
NOTHING: Mapping[str, object] = MappingProxyType({})
UP_TO_RACE = ("weeks", "race", "start")
"""Options that say when weeks begin that end with a race."""
CellsRead = tuple[PlanOptions | None, tuple[Problem, ...]]
"""What cells ask for, None if that cannot be, and their own problems."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person who gets a plan.

    Attributes:
        row: as the spreadsheet counts.
        name: as the roster has it.
        person: what is printed.
        send: whether mail goes to `email`.
        cells: what the row asks for; members who ask for the same share one.
        edition: which kind of sheets, in words (`Sheets.kind`).
        template: the key of the template that their file is stamped from.
        file: name of their PDF.
        hidden: whether their row is hidden in the roster or struck out.
        group: of the club, as the roster has it.
    """

    row: int
    name: str
    person: Person
    email: str
    send: bool
    cells: Options
    edition: str
    template: str
    file: str
    hidden: bool
    group: str


@dataclass(frozen=True)
class MemberList:
    """Everybody on a roster who can be given a plan.

    Attributes:
        members: in the order of the roster.
        jobs: what the templates are drawn from, by key, in the order they were first asked for.
        problems: errors and notes of the rows and of the file as a whole.
        headings: what the roster calls its columns.
        file: the roster's path, and of several sheets the one that was read.
        rows: all rows, also of those who cannot be given one.
    """

    members: tuple[Member, ...]
    jobs: Mapping[str, TemplateJob]
    problems: tuple[Problem, ...]
    headings: Mapping[str, str]
    file: str
    rows: tuple[RosterRow, ...] = ()

    def by_template(self) -> dict[str, list[int]]:
        """Return the places of all members in the list by the key of their template."""
        groups: dict[str, list[int]] = {key: [] for key in self.jobs}
        for place, member in enumerate(self.members):
            groups[member.template].append(place)
        return groups

    def without(self, rows: set[int]) -> "MemberList":
        """Return the list without the members of some rows."""
        if not rows:
            return self
        members = tuple(member for member in self.members if member.row not in rows)
        used = {member.template for member in members}
        jobs = {key: job for key, job in self.jobs.items() if key in used}
        return replace(self, members=members, jobs=jobs)

    def located(self, problem: Problem, row: int) -> Problem:
        """Return a problem of an option as one of a row, with the roster's own heading."""
        label = self.headings.get(problem.field, "")
        return replace(problem, where=self.file, row=row, label=label)


def read_members(
    folder: ClubFolder,
    cache: TemplateCache,
    ways: Mapping[str, str],
    asked: Mapping[str, object] = NOTHING,
) -> MemberList:
    """Return the members of a club. Raises RosterError when the roster is no table at all.

    Args:
        ways: what the block before leaves to each of them, by name, as JSON; empty in the first.
        asked: options that hold for everybody, whatever roster and club.toml say.
    """
    roster = read_roster_file(folder.roster_file)
    read, namer, members = _cells_reader(folder, asked), FileNamer(".pdf", OURS), list[Member]()
    jobs, keys = dict[str, TemplateJob](), dict[tuple[Options, tuple[str, ...], str], str]()
    listed = MemberList((), jobs, (), roster.headings, roster.where, tuple(roster.rows))
    problems = list(roster.problems)
    for row in roster.rows:
        options, found = read(row.options)
        problems += [listed.located(problem, row.row) for problem in found]
        if options is None or not row.name:
            continue
        printed = row.print_name or row.name
        person = replace(options.person, name=printed, start=options.request.first_monday)
        way = ways.get(row.name, "")
        alike = row.options, alphabets_of(printed), way
        if alike not in keys:
            job = template_job(options.request, person, options.sheets, options.templates, way)
            keys[alike] = job_key(job, cache)
            jobs.setdefault(keys[alike], job)
        member = Member(
            row=row.row,
            name=row.name,
            person=person,
            email=row.email,
            send=folder.mails(row),
            cells=row.options,
            edition=f"{options.sheets.kind} {options.request.language}",
            template=keys[alike],
            file=namer.name(row.name),
            hidden=row.hidden,
            group=row.group,
        )
        members.append(member)
    return replace(listed, members=tuple(members), problems=tuple(problems))


def race_notes(
    folder: ClubFolder, listed: MemberList, today: dt.date | None
) -> tuple[Problem, ...]:
    """Return whose weeks would have begun already, as their race is near; none without a day."""
    found: dict[Problem, None] = {}
    if today is None:
        return ()
    for member in listed.members:
        own = {name: value for name, value in member.cells if name in UP_TO_RACE}
        asked = {name: folder.defaults.get(name) for name in UP_TO_RACE} | own
        for note in near_race_notes(read_options(asked).request, today):
            of_club = replace(note, where=str(folder.settings_file))
            found[listed.located(note, member.row) if own else of_club] = None
    return tuple(found)


def _cells_reader(
    folder: ClubFolder, asked: Mapping[str, object]
) -> Callable[[Options], CellsRead]:
    """Return what reads cells over the club's defaults; equal rows are read once."""
    library = open_library(folder.templates)
    of_defaults = read_options(folder.defaults).notes  # said of club.toml

    @functools.cache
    def read(cells: Options) -> CellsRead:
        own = dict(cells)
        values = {**folder.defaults, **own}
        if "push_ups" in own and "level" not in own:
            values.pop("level", None)  # the number says more than the club's default
        elif "level" in own and "push_ups" not in own:
            values.pop("push_ups", None)
        if own.get("edition", "handout") != "handout":  # the club's defaults are for its handouts
            values.update({name: None for name in ("sheet", "two_up") if name not in own})
        values.update(asked)
        found, options = ProblemCollector(), None
        with found.collected():
            values["language"] = library.language_of(str(values["language"]))
        with found.collected():
            options = read_options(values)
        if found.problems or options is None:
            return None, tuple(found.problems)
        return options, tuple(note for note in options.notes if note not in of_defaults)

    return read
