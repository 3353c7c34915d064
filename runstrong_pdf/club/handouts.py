"""Handouts for one evening, in one file for the copier: everybody's own, or a nameless one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from runstrong_pdf.club.copier import CopierFile, Copy, two_on_a_sheet
from runstrong_pdf.club.folder import ClubFolder, club_key
from runstrong_pdf.club.members import MemberList
from runstrong_pdf.club.next_block import current_members
from runstrong_pdf.club.running import Work
from runstrong_pdf.club.templates import RunTemplates, able_members, all_problems, drawn_templates
from runstrong_pdf.errors import (
    OutputError,
    Problem,
    RosterError,
    StoppedError,
    UsageError,
    expect,
    plain_line,
    some_of,
)
from runstrong_pdf.files import failing_as, file_name, make_folder, remove_abandoned
from runstrong_pdf.model.options import read_options
from runstrong_pdf.model.reading import read_option
from runstrong_pdf.model.sheets import handout_code
from runstrong_pdf.rendering import job_key, template_job

MOST_COPIES = 1000
SESSION, NAMELESS = "session-", "-nameless"
"""How the names of our files begin, and how they end where nobody is named in them."""


@dataclass(frozen=True)
class HandoutReport:
    """What `Club.print_session` did.

    Attributes:
        file: everybody's handouts, one after the other.
        handouts: how many.
        cut: whether two stand on a sheet that is cut, on some at least.
        short_edge: whether sheets are to be flipped on the short edge; on the long one if not.
        problems: what is worth knowing; as warnings, who was left out.
        stopped: whether it was stopped; then the file is as it was.
    """

    file: Path
    handouts: int
    cut: bool = False
    short_edge: bool = False
    problems: tuple[Problem, ...] = ()
    stopped: bool = False


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
    file = folder.printed / f"{SESSION}{file_name(code)}{NAMELESS * bool(copies)}.pdf"
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
        having, without = _having_it(listed, templates)
        notes = all_problems(folder, having, templates, work)
        if work.stop.is_set():
            return HandoutReport(file, 0, stopped=True)
        able, told = able_members(having, notes, skip_problems=skip_problems)
        cut = {key for key, job in able.jobs.items() if job.sheets.two_up}
        copies = [Copy(one.name, one.person, one.template) for one in able.members]
        report = HandoutReport(file, len(copies), problems=(*without, *told))
        return _written(folder, work, report, two_on_a_sheet(copies, cut), templates, cut)


def _nameless(
    folder: ClubFolder, work: Work, asked: Mapping[str, object], copies: int, file: Path
) -> HandoutReport:
    try:
        options = read_options({**folder.defaults, **asked})
    except UsageError as error:
        where = str(folder.settings_file)
        raise RosterError(
            replace(one, field=club_key(one.field), where=where) for one in error.problems
        ) from None
    person = replace(options.person, start=options.request.first_monday)
    job = template_job(options.request, person, options.sheets, options.templates)
    key, cut = job_key(job, work.cache), options.sheets.two_up
    with drawn_templates({key: job}, 0, work) as (templates, _):
        for problems in templates.failures.values():
            raise UsageError(_of_session(one) for one in problems)
        # two of them stand on a sheet that is cut
        sheets = [Copy(str(n + 1), person, key) for n in range(-(-copies // 2) if cut else copies)]
        report = HandoutReport(file, 2 * len(sheets) if cut else copies)
        return _written(folder, work, report, sheets, templates, {key} if cut else set())


def files_with_names(folder: ClubFolder) -> list[Path]:
    """Return the files for the copier that people are named in. Raises OutputError."""
    with failing_as(OutputError, folder.printed):
        found = sorted(folder.printed.glob(f"{SESSION}*.pdf"))
    return [file for file in found if not file.stem.endswith(NAMELESS)]


def _written(
    folder: ClubFolder,
    work: Work,
    report: HandoutReport,
    copies: Sequence[Copy],
    templates: RunTemplates,
    cut: set[str],
) -> HandoutReport:
    make_folder(folder.printed, private=True)
    remove_abandoned(folder.printed)
    collected = CopierFile(folder.settings.name, copies, templates, cut)
    report = replace(report, cut=bool(cut), short_edge=collected.all_cut)
    try:
        collected.write(report.file, work.progress, work.stop)
    except StoppedError:
        return replace(report, stopped=True)
    return report


def _having_it(
    listed: MemberList, templates: RunTemplates
) -> tuple[MemberList, tuple[Problem, ...]]:
    """Return those whose plan has the session, and a warning with the others' names.

    Raises:
        UsageError: when nobody's plan has it.
    """
    missing = {
        key: problem
        for key, problems in templates.failures.items()
        for problem in problems
        if problem.field == "sheet"
    }
    out = [one for one in listed.members if one.template in missing]
    if not out:
        return listed, ()
    if len(out) == len(listed.members):
        raise UsageError(dict.fromkeys(map(_of_session, missing.values())))
    text = f"{len(out)} of {len(listed.members)} have no such session and are left out: "
    warning = Problem("", text + some_of(plain_line(one.name) for one in out), severity="warning")
    return listed.without({one.row for one in out}), (warning,)


def _of_session(problem: Problem) -> Problem:
    return replace(problem, field="session") if problem.field == "sheet" else problem
