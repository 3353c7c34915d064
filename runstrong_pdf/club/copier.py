"""Files for the copier: print-all.pdf, and the handouts of one evening; whole or not at all."""

import datetime as dt
import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from runstrong_pdf.club.executors import Work
from runstrong_pdf.club.folder import PRINT, ClubFolder, of_club_toml
from runstrong_pdf.club.members import MemberList
from runstrong_pdf.club.next_block import current_members
from runstrong_pdf.club.templates import RunTemplates, able_members, all_problems, drawn_templates
from runstrong_pdf.errors import (
    OutputError,
    Problem,
    RosterError,
    StoppedError,
    UsageError,
    errors_in,
    expect,
    plain_line,
    some_of,
)
from runstrong_pdf.files import (
    OWNER_ONLY,
    check_replaceable,
    failing_as,
    file_name,
    make_folder,
    remove_abandoned,
    write_stream,
)
from runstrong_pdf.model.options import read_options
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.reading import read_option
from runstrong_pdf.model.sheets import handout_code
from runstrong_pdf.pages.person import lines_of
from runstrong_pdf.pdf.collected import Collection, Page, Printable
from runstrong_pdf.pdf.slots import ALPHABETS
from runstrong_pdf.pdf.writing import is_whole
from runstrong_pdf.rendering import Stamper, TemplateJob, job_key, template_job
from runstrong_pdf.template_cache import TemplateCache

MOST_COPIES = 1000
SESSION, NAMELESS = "session-", "-nameless"
"""How the names of files with handouts begin, and how they end where nobody is named in them."""


@dataclass(frozen=True)
class Copy:
    """One person's sheets in the file.

    Attributes:
        bookmark: what viewers show for them.
        template: the key of what they are printed from.
        beside: who stands on the other half of sheets that are cut; the same person if None.
    """

    bookmark: str
    person: Person
    template: str
    beside: Person | None = None


def two_on_a_sheet(copies: Iterable[Copy], cut: Container[str]) -> list[Copy]:
    """Return copies so that on sheets that are cut two people stand beside each other.

    Those whose sheets have all else alike; whoever is left over stands on both halves.

    Args:
        cut: the keys of the templates of such sheets.
    """
    found, waiting = list[Copy](), dict[tuple[str, dt.date | None], int]()
    for one in copies:
        alike = one.template, one.person.start
        if (place := waiting.pop(alike, None)) is not None:
            first = found[place]
            both = f"{first.bookmark}, {one.bookmark}"
            found[place] = replace(first, bookmark=both, beside=one.person)
            continue
        if one.template in cut:
            waiting[alike] = len(found)
        found.append(one)
    return found


def cut_templates(jobs: Mapping[str, TemplateJob]) -> set[str]:
    """Return the keys of the templates whose sheets are cut in the middle."""
    return {key for key, job in jobs.items() if job.sheets.two_up}


def flips_on_short_edge(copies: Iterable[Copy], cut: Container[str]) -> bool:
    """Whether all sheets are cut: then they are flipped on the short edge, else on the long."""
    return all(one.template in cut for one in copies)


def write_copies(
    file: Path,
    title: str,
    copies: Sequence[Copy],
    templates: RunTemplates,
    cut: Container[str],
    work: Work,
) -> None:
    """Write a file with many people's sheets, unless it is there already.

    Args:
        title: what viewers show for the file.
        cut: the keys of the templates whose sheets are cut in the middle.

    Raises:
        OutputError: when it cannot be written, somebody else's is there, or a template could
            not be drawn.
        StoppedError: when the run was stopped; the file is as it was.
    """
    said = hashlib.sha256(title.encode())
    for one in copies:
        said.update(repr((one.bookmark, one.person, one.template, one.beside)).encode())
    short_edge = flips_on_short_edge(copies, cut)

    def write(out: BinaryIO) -> None:
        collection = Collection(out, title, said.hexdigest(), short_edge=short_edge)
        for done in _filled(collection, copies, templates, cut):
            work.progress(done, len(copies), file.stem)
            if work.stop.is_set():
                raise StoppedError
        collection.finish()

    if not is_whole(file, said.hexdigest().encode()):
        check_replaceable(file)
        write_stream(file, write, mode=OWNER_ONLY)


def _filled(
    collection: Collection, copies: Sequence[Copy], templates: RunTemplates, cut: Container[str]
) -> Iterator[int]:
    """Add everybody's sheets; yield how many are there."""
    ready: dict[str, tuple[Stamper, Printable]] = {}
    dated: dict[tuple[str, dt.date | None], tuple[Page, ...]] = {}
    for done, one in enumerate(copies, 1):
        if one.template not in ready:
            stamper = Stamper(templates.plan(one.template))  # keeps no constant bytes
            whole = templates.whole(one.template)
            ready[one.template] = stamper, collection.add_template(whole.template)
        stamper, printable = ready[one.template]
        alike = one.template, one.person.start
        if alike not in dated:
            dates = stamper.dates(one.person.start)
            dated[alike] = collection.add_dates(printable, dates, cut=one.template in cut)
        beside = lines_of(one.beside) if one.beside else None
        collection.add(one.bookmark, printable.press, dated[alike], lines_of(one.person), beside)
        yield done


def copier_jobs(
    jobs: Mapping[str, TemplateJob], cache: TemplateCache
) -> tuple[dict[str, TemplateJob], dict[str, str]]:
    """Return the jobs of the file for the copier, by key; and the key of each job's counterpart.

    They have printed squares instead of form fields. People whose sheets differ in nothing but
    alphabets share one.
    """
    groups: dict[TemplateJob, list[str]] = {}
    for key, job in jobs.items():
        printed = replace(job, alphabets=(), sheets=replace(job.sheets, forms=False))
        groups.setdefault(printed, []).append(key)
    found, counterparts = dict[str, TemplateJob](), dict[str, str]()
    for printed, keys in groups.items():
        used = {name for key in keys for name in jobs[key].alphabets}
        job = replace(printed, alphabets=tuple(name for name in ALPHABETS if name in used))
        key = job_key(job, cache)
        found[key] = job
        counterparts.update(dict.fromkeys(keys, key))
    return found, counterparts


# -- handouts of an evening ------------------------------------------------------------------------


@dataclass(frozen=True)
class HandoutReport:
    """What `Club.print_session` did.

    Attributes:
        file: everybody's handouts, one after the other.
        handouts: how many.
        left_out: how many rows were left out for what is wrong with them.
        cut: whether two stand on a sheet that is cut, on some at least.
        short_edge: whether sheets are to be flipped on the short edge; on the long one if not.
        problems: what is worth knowing; as warnings, who was left out and why.
        stopped: whether it was stopped; then the file is as it was.
    """

    file: Path
    handouts: int
    cut: bool = False
    short_edge: bool = False
    problems: tuple[Problem, ...] = ()
    stopped: bool = False
    left_out: int = 0


def print_session(
    folder: ClubFolder,
    work: Work,
    session: str,
    *,
    copies: int,
    two_up: bool | None,
    skip_problems: bool,
    hidden: bool,
) -> HandoutReport:
    """Write the handouts of one session, one week, or all, as `Club.print_session` does."""
    expect(
        session=(session, str),
        copies=(copies, range(MOST_COPIES + 1)),
        two_up=(two_up, bool, None),
    )
    try:
        code = handout_code(str(read_option("sheet", session)))
    except UsageError as error:
        raise UsageError(map(_of_session, error.problems)) from None
    if not session.strip():
        raise UsageError("names no session", "such as 3B; 3 for a week; or all", field="session")
    asked = {"edition": "handout", "sheet": session, "large_print": False, "forms": False}
    if two_up is not None:
        asked["two_up"] = two_up
    file = folder.path / PRINT / f"{SESSION}{file_name(code)}{NAMELESS * bool(copies)}.pdf"
    if copies:
        return _nameless(folder, work, asked, copies, file)
    return _everybodys(folder, work, asked, file, skip_problems=skip_problems, hidden=hidden)


def _everybodys(
    folder: ClubFolder,
    work: Work,
    asked: Mapping[str, object],
    file: Path,
    *,
    skip_problems: bool,
    hidden: bool,
) -> HandoutReport:
    listed = current_members(folder, work.cache, asked)
    away = {one.row for one in listed.members if one.hidden and not hidden}
    listed = listed.without(away)
    if away and not listed.members:
        raise UsageError("everybody's row is hidden or struck out", "show the rows")
    with drawn_templates(listed.jobs, 0, work) as (templates, _):
        having = _having_it(listed, templates)
        notes = all_problems(folder, having, templates, work)
        if work.stop.is_set():
            return HandoutReport(file, 0, stopped=True)
        able, told = able_members(having, notes, skip_problems=skip_problems)
        left_out = {one.row for one in errors_in(notes)}
        told = (*_without_it(listed.without(left_out), able), *told)
        cut = cut_templates(able.jobs)
        copies = [Copy(one.name, one.person, one.template) for one in able.members]
        report = HandoutReport(file, len(copies), problems=told, left_out=len(left_out))
        return _written(folder, work, report, two_on_a_sheet(copies, cut), templates, cut)


def _nameless(
    folder: ClubFolder, work: Work, asked: Mapping[str, object], copies: int, file: Path
) -> HandoutReport:
    try:
        options = read_options({**folder.defaults, **asked})
    except UsageError as error:
        settings = folder.settings_file
        raise RosterError(of_club_toml(one, settings) for one in error.problems) from None
    person = replace(options.person, start=options.request.first_monday)
    job = template_job(options.request, person, options.sheets, options.templates)
    key, cut = job_key(job, work.cache), options.sheets.two_up
    with drawn_templates({key: job}, 0, work) as (templates, _):
        for problems in templates.failures.values():
            raise UsageError(_of_session(one) for one in problems)
        # two of them stand on a sheet that is cut
        sheets = [Copy(str(n + 1), person, key) for n in range(-(-copies // 2) if cut else copies)]
        report = HandoutReport(file, 2 * len(sheets) if cut else copies)
        if report.handouts > copies:
            note = f"two stand on a sheet, so that there are {report.handouts}"
            report = replace(report, problems=(Problem("copies", note, severity="note"),))
        return _written(folder, work, report, sheets, templates, {key} if cut else set())


def _written(
    folder: ClubFolder,
    work: Work,
    report: HandoutReport,
    copies: Sequence[Copy],
    templates: RunTemplates,
    cut: set[str],
) -> HandoutReport:
    make_folder(folder.path / PRINT, private=True)
    remove_abandoned(folder.path / PRINT)
    report = replace(report, cut=bool(cut), short_edge=flips_on_short_edge(copies, cut))
    try:
        write_copies(report.file, folder.settings.name, copies, templates, cut, work)
    except StoppedError:
        return replace(report, stopped=True)
    return report


def _having_it(listed: MemberList, templates: RunTemplates) -> MemberList:
    """Return those whose plan has the session.

    Raises:
        UsageError: when nobody's plan has it.
    """
    missing = {
        key: problem
        for key, problems in templates.failures.items()
        for problem in problems
        if problem.field == "sheet"
    }
    out = {one.row for one in listed.members if one.template in missing}
    if out and len(out) == len(listed.members):
        raise UsageError(dict.fromkeys(map(_of_session, missing.values())))
    return listed.without(out)


def _without_it(listed: MemberList, having: MemberList) -> Iterator[Problem]:
    """Yield a warning with the names of those whose plan does not have the session."""
    have = {one.row for one in having.members}
    out = [one for one in listed.members if one.row not in have]
    if out:
        text = f"{len(out)} of {len(listed.members)} have no such session and are left out: "
        text += some_of(plain_line(one.name) for one in out)
        yield Problem("", text, severity="warning")


def _of_session(problem: Problem) -> Problem:
    return replace(problem, field="session") if problem.field == "sheet" else problem


def files_with_names(folder: ClubFolder) -> list[Path]:
    """Return the files for the copier that people are named in. Raises OutputError."""
    with failing_as(OutputError, folder.path / PRINT):
        found = sorted((folder.path / PRINT).glob(f"{SESSION}*.pdf"))
    return [file for file in found if not file.stem.endswith(NAMELESS)]
