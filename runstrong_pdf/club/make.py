"""Makes everybody's PDF, the lists and print-all.pdf; for the mail the sheets of one week.

All is checked before anything is written; a plan that several people share is drawn once and
stamped for each. Also found, and moved aside: plans of people who are no longer on the roster.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from runstrong_pdf.club.copier import (
    Copy,
    copier_jobs,
    cut_templates,
    two_on_a_sheet,
    write_copies,
)
from runstrong_pdf.club.executors import Executor, Work
from runstrong_pdf.club.folder import LEFT, MANIFEST, PRINT_ALL, SUMMARY, WEEKS, ClubFolder
from runstrong_pdf.club.ledgers import begin_ledger
from runstrong_pdf.club.lists import Entry, write_manifest, write_summary
from runstrong_pdf.club.members import Member, MemberList, race_notes, read_members
from runstrong_pdf.club.next_block import current_members
from runstrong_pdf.club.outbox import CHANGED, Outbox, club_texts
from runstrong_pdf.club.templates import (
    RunTemplates,
    able_members,
    all_problems,
    drawn_templates,
    in_order,
    stamp_everybody,
)
from runstrong_pdf.errors import (
    MailError,
    OutputError,
    Problem,
    ProblemCollector,
    RosterError,
    RunstrongError,
    StoppedError,
    UsageError,
    errors_in,
)
from runstrong_pdf.files import (
    FileNamer,
    check_replaceable,
    failing_as,
    make_folder,
)
from runstrong_pdf.mail.settings import rate_of, sender_of
from runstrong_pdf.model.club import LeftOut, Made
from runstrong_pdf.model.remedies import GO_ON, MAKE_AGAIN
from runstrong_pdf.rendering import TemplateJob, job_key, job_page
from runstrong_pdf.template_cache import TemplateCache


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


def check_members(
    folder: ClubFolder, work: Work, today: dt.date | None = None, *, drawn: bool = True
) -> tuple[Problem, ...]:
    """Return every problem of every row; what was found until then, if it was stopped.

    Args:
        drawn: whether templates are drawn, to see whether everybody's lines fit.
    """
    listed = current_members(folder, work.cache)
    near = race_notes(folder, listed, today)
    found = (*folder.notes, *mail_problems(folder), *listed.problems, *near)
    if not drawn:
        return in_order(found)
    with drawn_templates(listed.jobs, 0, work) as (templates, _):
        return in_order((*found, *all_problems(folder, listed, templates, work)))


def preview_page(folder: ClubFolder, cache: TemplateCache, row: int, page: int, dpi: int) -> bytes:
    """Return a page of the member in a row as a PNG, as `Club.preview` does."""
    listed = current_members(folder, cache)
    member = next((one for one in listed.members if one.row == row), None)
    if member is None:
        raise UsageError(f"row {row} cannot be given a plan as it is", "see its problems")
    return job_page(listed.jobs[member.template], member.person, page, dpi, cache)


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
    folder: ClubFolder,
    work: Work,
    today: dt.date | None,
    *,
    print_all: bool,
    skip_problems: bool,
    hidden: bool,
) -> MakeReport:
    """Make everything, as `Club.make` does."""
    listed, stop = current_members(folder, work.cache), work.stop
    printing, counterparts = copier_jobs(listed.jobs if print_all else {}, work.cache)
    jobs = {**listed.jobs, **printing}
    with drawn_templates(jobs, len(listed.members), work) as (templates, executor):
        notes = all_problems(folder, listed, templates, work)
        able, told, left_out = listed, notes, set[int]()
        if not stop.is_set():
            able, told = able_members(listed, notes, skip_problems=skip_problems)
            left_out = {one.row for one in errors_in(notes)}
        run = _Run(folder, able, templates, work)
        if not stop.is_set():
            run.write_everybody(executor)
        if not stop.is_set():
            run.write_lists(_left_out(listed, errors_in(notes)))
        if print_all and not stop.is_set():
            run.write_copier_file(printing, counterparts, hidden=hidden)
    problems = (*told, *race_notes(folder, able, today), *run.failures)
    if run.failures and not stop.is_set():
        raise OutputError(problems)
    return MakeReport(
        members=len(able.members),
        folder=folder.output,
        made=run.made,
        up_to_date=run.there - run.made,
        files=tuple(run.files),
        problems=problems,
        strangers=() if stop.is_set() else strangers(folder.output, listed),
        mailed=sum(member.send for member in able.members),
        left_out=len(left_out),
        stopped=stop.is_set(),
    )


def _left_out(listed: MemberList, errors: Iterable[Problem]) -> tuple[LeftOut, ...]:
    """Return the rows that have an error, as the roster names them, each with all that is wrong."""
    wrong: dict[int, list[str]] = {}
    for one in errors:
        wrong.setdefault(one.row, []).append(str(replace(one, where="", row=0)))
    return tuple(
        LeftOut(row=one.row, name=one.name, email=one.email, why="; ".join(wrong[one.row]))
        for one in listed.rows
        if one.row in wrong
    )


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
        listed, folder = self._listed, self._folder.output
        for one in stamp_everybody(listed, self._templates, folder, executor, self._work):
            if one.problems:
                row = listed.members[one.place].row
                self._fail(replace(problem, row=row) for problem in one.problems)
            else:
                self._digests[one.place] = one.sha256
                self.there += 1
                self.made += one.written

    def write_lists(self, left_out: Sequence[LeftOut]) -> None:
        """Write summary.csv and manifest.json for all whose file is there; begin the ledger."""
        manifest = self._folder.digest(), self._entries(), left_out
        self._write(SUMMARY, lambda file: write_summary(file, self._entries()))
        self._write(MANIFEST, lambda file: write_manifest(file, *manifest))
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
        title, cut = self._folder.settings.name, cut_templates(printing)
        shown = (one for one in self._listed.members if hidden or not one.hidden)
        ones = (Copy(one.person.name, one.person, counterparts[one.template]) for one in shown)
        copies, templates, work = two_on_a_sheet(ones, cut), self._templates, self._work
        if copies:
            with suppress(StoppedError):
                self._write(
                    PRINT_ALL, lambda file: write_copies(file, title, copies, templates, cut, work)
                )

    def _entries(self) -> Iterator[Entry]:
        for member, digest in zip(self._listed.members, self._digests, strict=True):
            if digest:
                yield Entry(member, digest.hex(), self._templates.plan(member.template))

    def _write(self, name: str, write: Callable[[Path], object]) -> None:
        """Write a file, or note why it cannot be, and go on with the next."""
        file = self._folder.output / name
        try:
            write(file)
        except OutputError as error:
            self._fail(error.located(where=str(file)).problems)
        else:
            self.files.append(file)

    def _fail(self, problems: Iterable[Problem]) -> None:
        self.failures += [replace(one, remedy=one.remedy or GO_ON) for one in problems]


def strangers(folder: Path, listed: MemberList) -> tuple[str, ...]:
    """Return the PDFs that belong to nobody on the roster."""
    ours = {PRINT_ALL, *(member.file for member in listed.members)}
    names = (file.name for file in folder.glob("*.pdf"))
    return tuple(sorted(name for name in names if name not in ours))


# -- the sheets of one week, made when they are to be mailed ---------------------------------------


def week_outbox(outbox: Outbox, week: int | None, today: dt.date, work: Work) -> Outbox:
    """Return an outbox with the sheets of one week instead of whole plans; they are made now.

    Args:
        week: its number; None for the week that today lies in, by the start of everybody's plan.

    Raises:
        UsageError: when no plan has such a week.
        MailError: when plans are out of date.
        OutputError: when sheets cannot be written.
    """
    if week is None and not any(made.start for made in outbox.everybody):
        text = "no plan has a date, so that nobody can say which week it is"
        raise UsageError(text, "say which, or give a start in club.toml", field="week")
    if week and not any(week <= len(made.weeks) for made in outbox.everybody):
        raise UsageError(f"no plan has a week {week}", field="week")
    everybody = {
        made.row: of_week
        for made in outbox.everybody
        if (of_week := _of_week(made, week, today)) is not None
    }
    wanted = {made.row for made in outbox.made if made.row in everybody and made.send}
    for row, sha256 in _write_week(outbox.folder, {row: everybody[row] for row in wanted}, work):
        everybody[row] = everybody[row].model_copy(update={"sha256": sha256})
    people = tuple(everybody[made.row] for made in outbox.made if made.row in everybody)
    return replace(outbox, everybody=tuple(everybody.values()), made=people)


def _of_week(made: Made, week: int | None, today: dt.date) -> Made | None:
    """Return what one person is to get of a week; None if the plan has no such week."""
    if week is None:
        if not made.start:
            return None
        week = (today - dt.date.fromisoformat(made.start)).days // 7 + 1
    if not 1 <= week <= len(made.weeks):
        return None
    file = f"{made.file.removesuffix('.pdf')}-week-{week}.pdf"
    return made.model_copy(update={"week": week, "file": file})


def _write_week(
    folder: ClubFolder, people: Mapping[int, Made], work: Work
) -> Iterator[tuple[int, str]]:
    """Make the sheets of people, by row; yield each row and the hash of its file."""
    listed, place = _week_members(folder, people, work), folder.path / WEEKS
    with drawn_templates(listed.jobs, len(listed.members), work) as (templates, executor):
        if work.stop.is_set():  # not all of them were drawn
            return
        if wrong := list(_out_of_date(listed, people, templates)):
            raise MailError(wrong)
        for one in stamp_everybody(listed, templates, place, executor, work):
            member = listed.members[one.place]
            if one.problems:
                raise MailError([listed.located(p, member.row) for p in one.problems])
            yield member.row, one.sha256.hex()


def _week_members(folder: ClubFolder, people: Mapping[int, Made], work: Work) -> MemberList:
    """Return these members with the templates of their week."""
    listed = current_members(folder, work.cache)
    jobs, keys = dict[str, TemplateJob](), dict[tuple[str, int], str]()
    members = list[Member]()
    for member in (one for one in listed.members if one.row in people):
        made = people[member.row]
        alike = member.template, made.week
        if alike not in keys:
            job = listed.jobs[member.template]
            sheets = replace(job.sheets, edition="week-sheets", sheet=str(made.week), two_up=False)
            job = replace(job, sheets=sheets)
            keys[alike] = job_key(job, work.cache)
            jobs[keys[alike]] = job
        members.append(replace(member, template=keys[alike], file=made.file))
    return replace(listed, members=tuple(members), jobs=jobs)


def _out_of_date(
    listed: MemberList, people: Mapping[int, Made], templates: RunTemplates
) -> Iterator[Problem]:
    """Yield who has another plan than the one that was made, or one that cannot be drawn."""
    for key, places in listed.by_template().items():
        failed = templates.failures.get(key, ())
        code = "" if failed else templates.plan(key).outline.code
        for member in (listed.members[place] for place in places):
            yield from (listed.located(problem, member.row) for problem in failed)
            if not failed and code != people[member.row].code:
                yield Problem("", CHANGED, MAKE_AGAIN, where=listed.file, row=member.row)


# -- who left ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LeftReport:
    """What `Club.left` found.

    Attributes:
        files: the plans, where they are now.
        problems: files that were not made by runstrong, and stay.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def plans_left(folder: ClubFolder, cache: TemplateCache, *, move: bool) -> LeftReport:
    """Return the PDFs in `output` that belong to nobody on the roster, as `Club.left` does."""
    listed = read_members(folder, cache, {})
    if errors := errors_in(listed.problems):
        raise RosterError(errors)
    found, problems = list[Path](), list[Problem]()
    names = strangers(folder.output, listed) if folder.output.is_dir() else ()
    for file in (folder.output / name for name in names):
        try:
            check_replaceable(file)
            found.append(file)
        except OutputError as error:
            problems.append(Problem("", f"stays: {error}", severity="warning"))
    if move and found:
        left = folder.path / LEFT
        make_folder(left, private=True)
        with failing_as(OutputError, left, "cannot be filled"):
            namer = FileNamer(".pdf", [there.stem for there in left.iterdir()])
            found = [file.replace(left / namer.name(file.stem)) for file in found]
    return LeftReport(tuple(found), tuple(problems))
