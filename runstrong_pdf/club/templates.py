"""The templates of one run: from the cache, else drawn; what only shows in them; stamping.

Drawing and stamping are work functions: they run in any process or on any machine.
"""

import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path

from runstrong_pdf.club.executors import Executor, Work, all_cores, open_executor
from runstrong_pdf.club.folder import AT_TOP, ClubFolder, of_club_toml
from runstrong_pdf.club.members import Member, MemberList
from runstrong_pdf.errors import (
    OutputError,
    Problem,
    RosterError,
    RunstrongError,
    StoppedError,
    as_warnings,
    errors_in,
)
from runstrong_pdf.files import (
    failing_as,
    make_folder,
    read_file,
    remove_abandoned,
    write_if_changed,
    write_whole,
)
from runstrong_pdf.model.options import read_options
from runstrong_pdf.model.person import Person
from runstrong_pdf.progress import Progress
from runstrong_pdf.rendering import (
    CompiledPlan,
    Stamper,
    TemplateJob,
    draw_template,
    read_template,
    unpack,
)
from runstrong_pdf.template_cache import MOST_BYTES, TemplateCache

PER_BATCH = 50
"""Files that are stamped as one task."""
WORTH_A_DRAWING, WORTH_A_PROCESS = 1, 500
"""Templates or members from which more processes pay: starting one costs what 100 files do."""
OTHER_SPELLING = "a column 'print name' may have another spelling for paper"
DrawnTemplate = tuple[str, bytes | tuple[Problem, ...]]
"""A key, and the template as it is kept, or why there is none."""


class RunTemplates:
    """The templates of one run, each in a file of its own: memory holds one at a time.

    Args:
        folder: a temporary one.
        cache: what earlier runs have drawn is there.

    Attributes:
        failures: why a template could not be drawn, by key.
    """

    def __init__(self, folder: Path, cache: TemplateCache) -> None:
        self._folder = folder
        self._cache = cache
        self._plans: dict[str, CompiledPlan] = {}
        self.failures: dict[str, tuple[Problem, ...]] = {}

    def missing(self, jobs: Mapping[str, TemplateJob]) -> dict[str, TemplateJob]:
        """Take what the cache has; return the other jobs."""
        left = dict(jobs)
        for key in jobs:
            if known := read_template(key, self._cache):
                self._take(key, known)
                del left[key]
        return left

    def draw(
        self,
        jobs: Mapping[str, TemplateJob],
        executor: Executor,
        progress: Progress,
        stop: threading.Event | None = None,
    ) -> None:
        """Have templates drawn; what cannot be is noted in `failures`. Raises OutputError."""
        for done, (key, drawn) in enumerate(_drawn(jobs, executor), 1):
            if isinstance(drawn, bytes):
                self._take(key, unpack(drawn))
                self._cache.keep(key, drawn)
            else:
                self.failures[key] = drawn
            progress(done, len(jobs), "drawing")
            if stop and stop.is_set():
                return

    def plan(self, key: str) -> CompiledPlan:
        """Return a plan without the constant bytes of its template.

        Raises:
            OutputError: when the template could not be drawn.
            StoppedError: when the run was stopped before it was.
        """
        if key in self.failures:
            raise OutputError(self.failures[key])
        if key not in self._plans:
            raise StoppedError
        return self._plans[key]

    def whole(self, key: str) -> CompiledPlan:
        """Return a plan with them. Raises as `plan`."""
        return _with_prefix(self.plan(key), read_file(self._folder / key, MOST_BYTES))

    def _take(self, key: str, known: CompiledPlan) -> None:
        write_whole(self._folder / key, known.template.prefix)
        self._plans[key] = _with_prefix(known, b"")


def _with_prefix(plan: CompiledPlan, prefix: bytes) -> CompiledPlan:
    return replace(plan, template=replace(plan.template, prefix=prefix))


@contextmanager
def drawn_templates(
    jobs: Mapping[str, TemplateJob], members: int, work: Work
) -> Iterator[tuple[RunTemplates, Executor]]:
    """Have the templates of all jobs drawn; yield them, and who drew them and can stamp."""
    with failing_as(OutputError, "", "there is no place for temporary files"):
        made = tempfile.TemporaryDirectory(prefix="runstrong-", ignore_cleanup_errors=True)
    with made as folder:
        templates = RunTemplates(Path(folder), work.cache)
        missing = templates.missing(jobs)
        worth_more = len(missing) > WORTH_A_DRAWING or members > WORTH_A_PROCESS
        processes = work.jobs or (all_cores() if worth_more else 1)
        with open_executor(processes, work.dask) as executor:
            templates.draw(missing, executor, work.progress, work.stop)
            yield templates, executor


def all_problems(
    folder: ClubFolder, listed: MemberList, templates: RunTemplates, work: Work
) -> tuple[Problem, ...]:
    """Return all problems, each once: notes first, in the order of the rows."""
    found = [*folder.notes, *listed.problems]
    if not work.stop.is_set():
        found += _template_problems(listed, templates, folder)
    return in_order(found)


def in_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems, each once: notes first, in the order of the rows."""
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.severity == "error", one.row)))


def able_members(
    listed: MemberList, problems: tuple[Problem, ...], *, skip_problems: bool
) -> tuple[MemberList, tuple[Problem, ...]]:
    """Return those whose rows have no error; and the problems, why others are left out as warnings.

    Args:
        skip_problems: leave those others out, rather than raise RosterError with all problems.
    """
    errors = errors_in(problems)
    able = listed.without({problem.row for problem in errors})
    of_rows = all(one.where.startswith(listed.file) and one.row > 1 for one in errors)
    if errors and not (skip_problems and of_rows and able.members):
        raise RosterError(problems)
    return able, (*(one for one in problems if one not in errors), *as_warnings(errors))


def _template_problems(
    listed: MemberList, templates: RunTemplates, folder: ClubFolder
) -> Iterator[Problem]:
    """Yield what only shows in the templates: plans that cannot be, lines that do not fit."""
    of_all = _wrong_for_all(folder) if templates.failures else frozenset()
    for key, places in listed.by_template().items():
        members = [listed.members[place] for place in places]
        if failed := templates.failures.get(key):
            yield from (of_club_toml(one, folder.settings_file) for one in failed if one in of_all)
            rest = [one for one in failed if one not in of_all]
            for member in members:
                yield from (_located(problem, member, listed, folder) for problem in rest)
            continue
        stamper = Stamper(templates.plan(key))
        for member in members:
            try:
                stamper.check(member.person)
            except RunstrongError as error:
                yield from (_located(one, member, listed, folder) for one in error.problems)


def _wrong_for_all(folder: ClubFolder) -> frozenset[Problem]:
    """Return what no plan can be made for with the club's defaults alone."""
    try:
        options = read_options(folder.defaults)
        from runstrong_pdf.planning import make_plan  # noqa: PLC0415  what is known needs none

        make_plan(options.request, options.templates)
    except RunstrongError as error:
        return frozenset(one for one in error.problems if one.field and not one.where)
    return frozenset()


def _located(problem: Problem, member: Member, listed: MemberList, folder: ClubFolder) -> Problem:
    """Return a problem where it can be fixed: a file of its own, club.toml, or the row."""
    if problem.where:
        return problem
    of_club = problem.field in {*AT_TOP, "club"} or (problem.field != "name" and not member.cells)
    if of_club:
        return of_club_toml(problem, folder.settings_file)
    if problem.field == "name":
        problem = replace(problem, remedy=f"{problem.remedy}; {OTHER_SPELLING}")
    return listed.located(problem, member.row)


def _drawn(jobs: Mapping[str, TemplateJob], executor: Executor) -> Iterator[DrawnTemplate]:
    """Yield every template; what needs a file of the club's is drawn where the file lies."""
    here = {k: job for k, job in jobs.items() if job.needs_files and not executor.shares_disk}
    yield from executor.run(draw, [(k, job) for k, job in jobs.items() if k not in here])
    yield from map(draw, here.items())


def draw(task: tuple[str, TemplateJob]) -> DrawnTemplate:
    """Plan and draw: the work function. A request that cannot be met comes back as its problems."""
    key, job = task
    try:
        return key, draw_template(job)
    except RunstrongError as error:
        return key, error.problems


# -- stamping -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Batch:
    """People who share a template.

    Attributes:
        plan: with the constant bytes of its template.
        copies: for each file the person's place in the list of members, the person, its name.
        folder: where to write; empty to hand the tails back instead, if disks are not shared.
    """

    plan: CompiledPlan
    copies: tuple[tuple[int, Person, str], ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Stamped:
    """What became of one file.

    Attributes:
        sha256: of the whole file.
        written: False if the file was there already, byte for byte.
        problems: why it could not be made.
        tail: its personal end, if the batch names no folder.
    """

    place: int
    sha256: bytes = b""
    written: bool = False
    problems: tuple[Problem, ...] = ()
    tail: bytes = b""


def stamp_everybody(
    listed: MemberList, templates: RunTemplates, folder: Path, executor: Executor, work: Work
) -> Iterator[Stamped]:
    """Write everybody's file into a folder and yield what became of it, until it is to stop."""
    make_folder(folder, private=True)
    remove_abandoned(folder)
    here, done = str(folder) if executor.shares_disk else "", 0
    for stamped in executor.run(stamp_batch, batches(listed, templates, here)):
        if here:
            yield from stamped
        else:
            prefix = templates.whole(listed.members[stamped[0].place].template).template.prefix
            files = (f"{folder}/{listed.members[one.place].file}" for one in stamped)
            yield from map(_written, stamped, files, repeat(prefix))
        done += len(stamped)
        work.progress(done, len(listed.members), "writing")
        if work.stop.is_set():
            return


def _written(one: Stamped, file: str, prefix: bytes) -> Stamped:
    """Put prefix and tail together here, where the one who stamped could not."""
    try:
        written = not one.problems and write_if_changed(file, prefix, one.tail)
        return replace(one, written=written)
    except OutputError as error:
        return replace(one, problems=error.problems)


def batches(listed: MemberList, templates: RunTemplates, folder: str) -> Iterator[Batch]:
    """Yield everybody in batches, one template after the other."""
    members = listed.members
    for key, places in listed.by_template().items():
        plan = templates.whole(key)
        for first in range(0, len(places), PER_BATCH):
            some = places[first : first + PER_BATCH]
            copies = ((place, members[place].person, members[place].file) for place in some)
            yield Batch(plan, tuple(copies), folder)


def stamp_batch(batch: Batch) -> list[Stamped]:
    """Make every file of a batch: the work function."""
    stamper, prefix, found = Stamper(batch.plan), batch.plan.template.prefix, list[Stamped]()
    for place, person, file in batch.copies:
        try:
            tail, digest = stamper.tail(person)
            written = False
            if batch.folder:
                written, tail = write_if_changed(f"{batch.folder}/{file}", prefix, tail), b""
            found.append(Stamped(place, bytes.fromhex(digest), written, tail=tail))
        except RunstrongError as error:
            found.append(Stamped(place, problems=error.problems))
    return found
