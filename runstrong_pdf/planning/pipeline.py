"""Request + Library -> Plan, in the order in which a coach would think."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

from runstrong_pdf.errors import NoProgrammeError, TemplateError, expect, some_of
from runstrong_pdf.library import Library, open_library
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.plan import After, Plan
from runstrong_pdf.model.programme import CautionRule, Programme, SessionLists
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import BandColour, Kit, Phase
from runstrong_pdf.planning.after import memories, with_ladders, with_met
from runstrong_pdf.planning.athlete import Athlete, athlete
from runstrong_pdf.planning.choosing import (
    check_exercises,
    check_ladders,
    check_names,
    check_use,
    choose,
    comes_after,
    nearest_that_fits,
    programme_called,
)
from runstrong_pdf.planning.eligibility import fitting, usable_kit
from runstrong_pdf.planning.limits import NEXT_SHARE, SHORT, size_of
from runstrong_pdf.planning.made import Log, MadeWeek, Misfit, Outline, Task, rows_of
from runstrong_pdf.planning.parts import Known, first_week, weeks_of
from runstrong_pdf.planning.picks import FEWEST_LIGHT, LEAD_INS, MAIN_PULLS
from runstrong_pdf.planning.placing import Race, place, race_in, with_room
from runstrong_pdf.planning.resolve import (
    resolve,
    stretch_seconds,
    stretches_for,
    warm_up_seconds,
    warm_ups_for,
)
from runstrong_pdf.planning.review import lacks, lacks_in_week
from runstrong_pdf.planning.season import Span, season
from runstrong_pdf.planning.sessions import (
    Stages,
    as_written,
    laid_over,
    lists_of,
    uneven,
    weeks_as_written,
)


def make_plan(
    request: Request = Request(),  # noqa: B008  frozen
    templates: Library | Path | str = "",
    *,
    after: After | None = None,
) -> Plan:
    """Return the whole resolved plan for a request.

    Args:
        templates: a folder laid over the shipped templates, or a library that is open already;
            empty for the shipped ones alone.
        after: what the block before leaves, as `next_block` finds it; None for a first plan.

    Raises:
        UsageError: when two options contradict each other; the message names both.
        NoProgrammeError: when no programme fits; the remedy names the nearest that would.
        TemplateError: when a file of one's own cannot be used; with every problem.

    Example:
        >>> plan = make_plan(Request(weeks=8, kit=("chair", "band"), sessions=3))
        >>> plan.title, len(plan.weeks), plan.session_keys
        ('Strength that travels', 8, ('A', 'B', 'C'))
    """
    expect(request=(request, Request), after=(after, After, None))
    library = templates if isinstance(templates, Library) else open_library(templates)
    library = library.in_language(request.language)
    request = replace(request, language=library.language)
    if named := request.programme:
        own = named.endswith(".toml")
        slug = library.adopt(Programme, Path(named)) if own else programme_called(named, library)
        request = replace(request, programme=slug)
    try:
        return _made(request, library, after)
    except NoProgrammeError as error:
        out = sorted({*after.left_out} - {*request.use}) if after else []
        if error.remedy and not out:
            raise
        text = error.problems[0].message
        remedy = error.remedy or nearest_that_fits(
            request, lambda other: _made(other, library, after).programme
        )
        if not out:
            raise NoProgrammeError(text, remedy) from error
        text += f"; the block before leaves out {some_of(out, 3)}"
        remedy += "; or ask for those that do not hurt all the same"
        raise NoProgrammeError(text, remedy, field="use") from error


def _made(request: Request, library: Library, after: After | None) -> Plan:
    check_exercises(request, library)
    request = replace(request, start=request.first_monday)
    who, too_heavy = _who(request, library, after)
    race = race_in(request)
    usual = not who.care.given_runs_only
    running = place(request.runs, request.sessions, request.days, usual=usual)
    race = with_room(race, running, request) if race else None
    slug, programme = choose(request, who, race, library)
    check_names(programme, library)
    who = replace(who, kit=who.kit & set(programme.kit))
    about = programme, request.minutes, who.avoid
    warm_ups = warm_ups_for(*about, library.all(WarmUp))
    stretches = stretches_for(*about, library.all(Stretch))
    span = _span(request, who, programme, race)
    if after:
        who, span = with_ladders(who, after), with_met(span, after)
    frames = season(span)
    task = Task(
        athlete=who,
        catalogue=library.all(Exercise),
        minutes=request.minutes,
        size=size_of(request.minutes),
        sessions=request.sessions,
        frame_seconds=warm_up_seconds(warm_ups.values()) + stretch_seconds(stretches.values()),
        frames=frames,
        eves=frozenset(running.eves),
        hard_runs=sum(run == "hard" for run in running.runs),
        no_kit=all(frame.phase is Phase.BODYWEIGHT for frame in frames),
        split=request.focus == "split",
        grows=programme.grows,
        easy_weeks=programme.easy_weeks,
        sets_before=after.session_sets if after and span.met else {},
    )
    outline = Outline(
        slug, programme, request, task, running, race, span, warm_ups, stretches, too_heavy,
        after=after,
    )  # fmt: skip
    return resolve(_with_weeks(outline, library), library)


def _who(request: Request, library: Library, after: After | None) -> tuple[Athlete, frozenset[Kit]]:
    """Return who trains, with what suits them, and the kit that is too heavy to begin with."""
    who = athlete(request, library.bands, library.all(CautionRule))
    if after:  # what somebody asks for now says more than the block before
        out = {*after.left_out} - {*request.use}
        named = () if request.dumbbells else after.named_kg
        easier = {slug: other for slug, other in after.easier.items() if slug in out}
        colours = frozenset[BandColour]() if request.bands else after.named_bands
        who = replace(
            who, without=who.without | out, easier=easier, named=named, named_colours=colours
        )
    catalogue = library.all(Exercise)
    check_ladders(library)
    who = replace(who, fits=fitting(who, catalogue))
    check_use(who, catalogue)
    usable = usable_kit(who, catalogue)
    starts = [catalogue[slug] for slug in who.care.starts & who.fits]
    no_row = bool(starts) and all(e.pattern not in MAIN_PULLS for e in starts)
    few = request.sessions == 1 and request.minutes < SHORT  # one pull a week has room
    falls_back = who.care.falls_back or ((no_row or few) and not who.care.named)
    care = replace(who.care, falls_back=falls_back)
    return replace(who, kit=usable, care=care), who.kit - usable - {Kit.ANCHOR}


def _with_weeks(outline: Outline, library: Library) -> Outline:
    """Return the outline with its weeks: a coach's own where they fit exactly, else made ones."""
    task, request, programme = outline.task, outline.request, outline.programme
    written = as_written(programme, request, task.athlete, task.catalogue)
    if written and not task.eves and not outline.race:
        wrong = uneven(written, task.catalogue)
        if problems := [replace(each, where=outline.programme.name) for each in wrong]:
            raise TemplateError(problems)
        weeks = weeks_as_written(written, task.catalogue)
        task = replace(task, frames=tuple(week.frame for week in weeks))
        return replace(outline, task=task, weeks=weeks, written=written)
    after = outline.after
    logs = memories(after, task, afresh=not outline.goes_on) if after else ((Log(),),)
    weeks = _weeks(task, _lists(outline, library), logs)
    _check_whole(weeks, outline)
    _check_used(weeks, outline)
    return replace(outline, weeks=weeks)


def _check_whole(weeks: Sequence[MadeWeek], outline: Outline) -> None:
    """Refuse what a coach's slots or exercises left out leave no whole session of (R01 to R04)."""
    request, programme = outline.request, outline.programme
    own = bool(programme.slots(request.focus))
    whole = (own or request.without) and not request.avoid  # cautions may leave gaps (R33)
    lacking: dict[str, None] = {}
    for week in (week for week in weeks if week.frame.loading):
        for key, blocks in week.sessions.items():
            rows = rows_of(blocks)
            few = len(rows) < FEWEST_LIGHT if request.without else not rows
            found = [*lacks(rows)] if whole or few else []
            lacking |= {f"{each.text} in session {key} ({each.rule})": None for each in found}
        found = [*lacks_in_week(week.rows)] if whole and own else []
        lacking |= {f"{each.text} ({each.rule})": None for each in found}
    if lacking:
        remedy = f"add it to the slots of {programme.name}" if own else ""
        raise NoProgrammeError(f"the plan would lack {', '.join(lacking)}", remedy)


def _check_used(weeks: Sequence[MadeWeek], outline: Outline) -> None:
    """Refuse a plan without an exercise that is to be in it. Raises NoProgrammeError."""
    there = {row.slug for week in weeks for row in week.rows}
    missing = [slug for slug in outline.request.use if slug not in there]
    if missing:
        text = f"there is no place for {', '.join(missing)} beside what every session needs"
        after = [comes_after(slug) for slug in missing if slug in LEAD_INS]
        raise NoProgrammeError("; ".join([text, *after]))


def _weeks(task: Task, lists: Sequence[Stages], logs: Sequence[Sequence[Log]]) -> list[MadeWeek]:
    """Make every week with the first memory that gives a draft of week 1 enough sets (C20).

    With the fullest where none does.

    Args:
        logs: memories of the block before; those of a later group only where none of the groups
            before will do.

    Raises:
        NoProgrammeError: where they cannot be made with any.
    """
    wrong: Misfit | None = None
    for group in logs:
        for log, known in _fullest_first(task, lists, group):
            try:
                return weeks_of(task, lists, log, known)
            except Misfit as misfit:
                wrong = misfit
    raise NoProgrammeError(f"no sessions can be made of what is left: {wrong}") from wrong


def _fullest_first(
    task: Task, lists: Sequence[Stages], group: Sequence[Log]
) -> Iterator[tuple[Log, Known]]:
    """Yield memories whose first week has enough sets (C20), then the others, the fullest first.

    Their first weeks alone are made for that, each when it is asked for, and before a plan is read
    once more: what is changed then may still take a row out. Each comes with its parts made so far.
    """
    if len(group) == 1:
        yield group[0], {}
        return
    least = NEXT_SHARE * sum(task.sets_before.values())
    others: list[tuple[int, Log, Known]] = []
    for log in group:
        known: Known = {}
        try:
            sets = first_week(task, lists, log, known).sets
        except Misfit:
            continue
        if sets >= least:
            yield log, known
        else:
            others.append((sets, log, known))
    others.sort(key=itemgetter(0), reverse=True)
    yield from ((log, known) for _, log, known in others or [(0, group[0], {})])


def _span(request: Request, who: Athlete, programme: Programme, race: Race | None) -> Span:
    phases = [Phase.BODYWEIGHT]
    phases += [Phase.BANDS] if Kit.BAND in who.kit else []
    phases += [Phase.DUMBBELLS] if Kit.DUMBBELLS in who.kit else []
    first = next((phase for phase in phases if phase in programme.kept.values()), phases[0])
    return Span(
        request.weeks,
        request.sessions,
        who.level,
        tuple(phases),
        race=race.week if race else None,
        rests=race.week + 1 if race and len(race.weeks) > 1 else None,
        comeback=programme.easy_weeks > 0,
        in_season=not programme.grows,
        band_first=who.care.band_first,
        weights_last=who.care.weights_last,
        first=first,
    )


def _lists(outline: Outline, library: Library) -> Sequence[Stages]:
    """Return the session lists that apply: a caution's, then the level's, then everybody's.

    A coach's own slots stand in place of the level's, line by line.
    """
    who, task = outline.task.athlete, outline.task
    careful = next((rule.sessions for rule in who.care.rules if rule.sessions), None)
    own = lists_of(outline.programme, outline.request.focus, who.level, task.catalogue)
    shipped = (
        laid_over(own, library.one(SessionLists, who.level.value).stages),
        library.one(SessionLists, "everyone").stages,
    )
    return (careful, *shipped) if careful else shipped
