"""The sheets of one week for everybody who gets mail, made when they are to be sent."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from runstrong_pdf.club.executors import Work
from runstrong_pdf.club.folder import WEEKS, ClubFolder
from runstrong_pdf.club.members import Member, MemberList
from runstrong_pdf.club.next_block import current_members
from runstrong_pdf.club.outbox import CHANGED, Outbox
from runstrong_pdf.club.templates import RunTemplates, drawn_templates, stamp_everybody
from runstrong_pdf.errors import MailError, Problem, UsageError
from runstrong_pdf.files import make_folder, remove_abandoned
from runstrong_pdf.model.club import Made
from runstrong_pdf.model.remedies import MAKE_AGAIN
from runstrong_pdf.rendering import TemplateJob, job_key


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
    for row, sha256 in _written(outbox.folder, {row: everybody[row] for row in wanted}, work):
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


def _written(
    folder: ClubFolder, people: Mapping[int, Made], work: Work
) -> Iterator[tuple[int, str]]:
    """Make the sheets of people, by row; yield each row and the hash of its file."""
    listed = _listed(folder, people, work)
    with drawn_templates(listed.jobs, len(listed.members), work) as (templates, executor):
        if work.stop.is_set():  # not all of them were drawn
            return
        if wrong := list(_out_of_date(listed, people, templates)):
            raise MailError(wrong)
        make_folder(folder.path / WEEKS, private=True)
        remove_abandoned(folder.path / WEEKS)
        for one in stamp_everybody(listed, templates, folder.path / WEEKS, executor, work):
            member = listed.members[one.place]
            if one.problems:
                raise MailError([listed.located(p, member.row) for p in one.problems])
            yield member.row, one.sha256.hex()


def _listed(folder: ClubFolder, people: Mapping[int, Made], work: Work) -> MemberList:
    """Return these members with the templates of their week."""
    listed = current_members(folder, work.cache)
    jobs, keys = dict[str, TemplateJob](), dict[tuple[str, int], str]()
    members = list[Member]()
    for member in listed.members:
        if made := people.get(member.row):
            alike = member.template, made.week
            if alike not in keys:
                job = _week_job(listed.jobs[member.template], made.week)
                keys[alike] = job_key(job, work.cache)
                jobs[keys[alike]] = job
            members.append(replace(member, template=keys[alike], file=made.file))
    return replace(listed, members=tuple(members), jobs=jobs)


def _week_job(job: TemplateJob, week: int) -> TemplateJob:
    sheets = replace(job.sheets, edition="week-sheets", sheet=str(week), two_up=False)
    return replace(job, sheets=sheets)


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
