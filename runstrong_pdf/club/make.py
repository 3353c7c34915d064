"""The walk of a club night: read, check everything, draw each plan once, stamp everybody."""

import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from runstrong_pdf.club.copier import CopierFile, Copy, StoppedError, two_on_a_sheet
from runstrong_pdf.club.executors import GO_ON, Executor, all_cores, open_executor
from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.club.ledgers import begin_ledger
from runstrong_pdf.club.lists import MANIFEST, SUMMARY, Entry, write_manifest, write_summary
from runstrong_pdf.club.members import MemberList, copier_jobs
from runstrong_pdf.club.next_block import current_members
from runstrong_pdf.club.templates import (
    RunTemplates,
    Stamped,
    batches,
    stamp_batch,
    template_problems,
)
from runstrong_pdf.club.texts import club_texts
from runstrong_pdf.errors import (
    OutputError,
    Problem,
    ProblemCollector,
    RosterError,
    RunstrongError,
    UsageError,
    expect,
)
from runstrong_pdf.files import (
    failing_as,
    make_folder,
    remove_abandoned,
    write_if_changed,
)
from runstrong_pdf.mail.settings import rate_of, sender_of
from runstrong_pdf.progress import Progress
from runstrong_pdf.rendering import (
    CompiledPlan,
    Stamper,
    TemplateJob,
    draw_template,
    read_template,
    unpack,
)
from runstrong_pdf.template_cache import TemplateCache

COPIER_FILE = "print-all.pdf"
MOST_JOBS = 1024
WORTH_A_DRAWING, WORTH_A_PROCESS = 1, 500
"""Templates or members from which more processes pay: starting one costs what 100 files do."""


@dataclass(frozen=True)
class Work:
    """Where and how a run works.

    Attributes:
        cache: where templates are kept from one run to the next.
        jobs: how many processes; 0 for as many as are worth it.
        dask: address of a Dask scheduler to work on; empty for this machine.
        progress: told how far it is.
        stop: ends the run when it is set; files that were begun are finished.
    """

    cache: TemplateCache
    progress: Progress
    jobs: int
    dask: str
    stop: threading.Event

    def __post_init__(self) -> None:
        """Refuse what a run cannot work with."""
        expect(
            progress=(self.progress, "__call__"),
            jobs=(self.jobs, range(MOST_JOBS + 1)),
            dask=(self.dask, str),
            stop=(self.stop, "is_set"),
        )


@dataclass(frozen=True)
class MakeReport:
    """What `Club.make` did.

    Attributes:
        members: how many people get a plan.
        mailed: how many of them get it by mail, too.
        left_out: how many rows were left out for what is wrong with them.
        made: how many PDFs were written.
        up_to_date: how many were there already, byte for byte.
        folder: where they are.
        files: what was written beside them: summary.csv, manifest.json, print-all.pdf.
        problems: what is worth knowing; as warnings, why rows were left out; and files that could
            not be written, if it was stopped.
        strangers: names of PDFs in the folder that belong to nobody on the roster.
        stopped: whether it was stopped; the next run goes on from there.
    """

    members: int
    folder: Path
    made: int = 0
    up_to_date: int = 0
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    strangers: tuple[str, ...] = ()
    mailed: int = 0
    left_out: int = 0
    stopped: bool = False


def check_members(folder: ClubFolder, work: Work, *, drawn: bool = True) -> tuple[Problem, ...]:
    """Return every problem of every row; what was found until then, if it was stopped.

    Args:
        drawn: whether templates are drawn, to see whether everybody's lines fit.
    """
    listed = current_members(folder, work.cache)
    found = (*folder.notes, *mail_problems(folder), *listed.problems)
    if not drawn:
        return _sorted(found)
    with drawn_templates(listed.jobs, 0, work) as (templates, _):
        return _sorted((*found, *all_problems(folder, listed, templates, work)))


def preview_page(folder: ClubFolder, cache: TemplateCache, row: int, page: int, dpi: int) -> bytes:
    """Return a page of the member in a row as a PNG, as `Club.preview` does."""
    from runstrong_pdf.pdf.raster import page_png  # noqa: PLC0415  pdfium only for pictures

    listed = current_members(folder, cache)
    member = next((one for one in listed.members if one.row == row), None)
    if member is None:
        raise UsageError(f"row {row} cannot be given a plan as it is", "see its problems")
    kept = read_template(member.template, cache)
    known = unpack(kept or draw_template(listed.jobs[member.template], page=page))
    return page_png(Stamper(known).stamp(member.person), page if kept else 1, dpi)


def mail_problems(folder: ClubFolder) -> tuple[Problem, ...]:
    """Return what is wrong with the club's mail: what is written in its settings and texts."""
    settings, found = folder.settings, ProblemCollector()
    if settings.mail.sender:  # else nothing is mailed yet
        with found.collected():
            sender_of(settings)
    with found.collected():
        rate_of(settings)
    with found.collected():
        club_texts(folder)
    return tuple(found.problems)


def make_files(
    folder: ClubFolder, work: Work, *, print_all: bool, skip_problems: bool, hidden: bool
) -> MakeReport:
    """Make everything.

    Args:
        hidden: print also those whose row is hidden in the roster or struck out.
        skip_problems: leave out the rows that have an error, and make all others.

    Raises:
        RosterError: with every problem, before anything is written.
        OutputError: when files could not be written; all others are there.
    """
    listed = current_members(folder, work.cache)
    able, left_out = listed, tuple[Problem, ...]()
    printing, counterparts = copier_jobs(listed.jobs if print_all else {}, work.cache)
    with drawn_templates({**listed.jobs, **printing}, len(listed.members), work) as (
        templates,
        executor,
    ):
        notes = all_problems(folder, listed, templates, work)
        if not work.stop.is_set():
            able, left_out = able_members(listed, notes, skip_problems=skip_problems)
        run = _Run(folder, able, templates, work)
        if not work.stop.is_set():
            make_folder(folder.output, private=True)
            remove_abandoned(folder.output)
            run.write_everybody(executor)
        if not work.stop.is_set():
            run.write_lists()
            run.begin_ledger()
        if print_all and not work.stop.is_set():
            run.write_copier_file(printing, counterparts, hidden=hidden)
    warnings = (replace(one, severity="warning") for one in left_out)
    problems = (*(one for one in notes if one not in left_out), *warnings, *run.failures)
    if run.failures and not work.stop.is_set():
        raise OutputError(problems)
    return MakeReport(
        members=len(able.members),
        folder=folder.output,
        made=run.made,
        up_to_date=run.there - run.made,
        files=tuple(run.files),
        problems=problems,
        strangers=() if work.stop.is_set() else strangers(folder.output, listed),
        mailed=sum(member.send for member in able.members),
        left_out=len({problem.row for problem in left_out}),
        stopped=work.stop.is_set(),
    )


def able_members(
    listed: MemberList, problems: tuple[Problem, ...], *, skip_problems: bool
) -> tuple[MemberList, tuple[Problem, ...]]:
    """Return those whose rows have no error, and the errors of all others.

    Args:
        skip_problems: leave those others out, rather than raise RosterError with all problems.
    """
    errors = tuple(problem for problem in problems if problem.severity == "error")
    able = listed.without({problem.row for problem in errors})
    of_rows = all(map(listed.is_of_a_row, errors))
    if errors and not (skip_problems and of_rows and able.members):
        raise RosterError(problems)
    return able, errors


class _Run:
    """What one run writes.

    Attributes:
        there, made: how many PDFs are as they should be, and how many were written for it.
        files: what was written beside them.
        failures: what could not be written.
    """

    def __init__(
        self, folder: ClubFolder, listed: MemberList, templates: RunTemplates, work: Work
    ) -> None:
        self._folder, self._listed, self._templates, self._work = folder, listed, templates, work
        self._digests: list[bytes] = [b""] * len(listed.members)
        self.there = self.made = 0
        self.files: list[Path] = []
        self.failures: list[Problem] = []

    def write_everybody(self, executor: Executor) -> None:
        """Write everybody's PDF."""
        folder = str(self._folder.output) if executor.shares_disk else ""
        done, total = 0, len(self._listed.members)
        for results in executor.run(stamp_batch, batches(self._listed, self._templates, folder)):
            for one in results if folder else self._written(results):
                self._note(one)
            done += len(results)
            self._work.progress(done, total, "writing")
            if self._work.stop.is_set():
                return

    def write_lists(self) -> None:
        """Write summary.csv and manifest.json for all whose file is there."""
        plans = {}
        for key in self._listed.jobs:
            known = unpack(self._templates.stored(key))
            plans[key] = replace(known, template=replace(known.template, prefix=b""))
        with self._writing(SUMMARY) as file:
            write_summary(file, self._entries(plans))
        with self._writing(MANIFEST) as file:
            write_manifest(file, self._folder.digest(), self._entries(plans))

    def begin_ledger(self) -> None:
        """Begin the ledger of the mail, if anybody gets mail; note why it cannot be."""
        if any(member.send for member in self._listed.members):
            try:
                begin_ledger(self._folder)
            except RunstrongError as error:
                self._fail(error.problems)

    def write_copier_file(
        self,
        printing: Mapping[str, TemplateJob],
        counterparts: Mapping[str, str],
        *,
        hidden: bool,
    ) -> None:
        """Write one file for the copier with everybody's sheets.

        Args:
            printing: what the templates for the copier are drawn from, by key.
            counterparts: the key of the template for the copier, by that of the member's own.
            hidden: also those whose row is hidden or struck out.
        """
        cut = {key for key, job in printing.items() if job.sheets.two_up}
        copies = two_on_a_sheet(
            (
                Copy(one.person.name, one.person, counterparts[one.template])
                for one in self._listed.members
                if hidden or not one.hidden
            ),
            cut,
        )
        if not copies:
            return
        collected = CopierFile(self._folder.settings.name, copies, self._templates, cut)
        with suppress(StoppedError), self._writing(COPIER_FILE) as file:
            collected.write(file, self._work.progress, self._work.stop)

    def _written(self, batch: Sequence[Stamped]) -> Iterator[Stamped]:
        """Put prefix and tails together here, where the one who stamped could not."""
        members = self._listed.members
        prefix = unpack(self._templates.stored(members[batch[0].place].template)).template.prefix
        for one in batch:
            file = f"{self._folder.output}/{members[one.place].file}"
            try:
                written = not one.problems and write_if_changed(file, prefix, one.tail)
                yield replace(one, written=written)
            except OutputError as error:
                yield replace(one, problems=error.problems)

    def _note(self, one: Stamped) -> None:
        if one.problems:
            row = self._listed.members[one.place].row
            self._fail(replace(problem, row=row) for problem in one.problems)
        else:
            self._digests[one.place] = one.sha256
            self.there += 1
            self.made += one.written

    def _entries(self, plans: Mapping[str, CompiledPlan]) -> Iterator[Entry]:
        for member, digest in zip(self._listed.members, self._digests, strict=True):
            if digest:
                yield Entry(member, digest.hex(), plans[member.template])

    @contextmanager
    def _writing(self, name: str) -> Iterator[Path]:
        """Note a file that is written, or why it cannot be, and go on with the next."""
        file = self._folder.output / name
        try:
            yield file
            self.files.append(file)
        except OutputError as error:
            self._fail(error.problems)

    def _fail(self, problems: Iterable[Problem]) -> None:
        self.failures += [replace(one, remedy=one.remedy or GO_ON) for one in problems]


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
        found += template_problems(listed, templates, folder)
    return _sorted(found)


def _sorted(found: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.severity == "error", one.row)))


def strangers(folder: Path, listed: MemberList) -> tuple[str, ...]:
    """Return the PDFs that belong to nobody on the roster."""
    ours = {COPIER_FILE, *(member.file for member in listed.members)}
    names = (file.name for file in folder.glob("*.pdf"))
    return tuple(sorted(name for name in names if name not in ours))
