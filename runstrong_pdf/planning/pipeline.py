"""Request + Library -> Plan, in the order in which a coach would think."""

from dataclasses import replace
from pathlib import Path

from runstrong_pdf.errors import NoProgrammeError
from runstrong_pdf.library import Library, open_library
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.programme import Programme, SessionKey, Stage, WrittenWeek
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Phase, WeekKind
from runstrong_pdf.planning.athlete import athlete
from runstrong_pdf.planning.brief import Brief, usable
from runstrong_pdf.planning.choosing import choose
from runstrong_pdf.planning.dates import Race, race_in, with_room, with_start
from runstrong_pdf.planning.estimate import stretch_seconds, warm_up_seconds
from runstrong_pdf.planning.framing import SHORT_MINUTES, held, stretch_slugs, warm_up_slugs
from runstrong_pdf.planning.ladder import Catalogue, ruled_out, too_heavy
from runstrong_pdf.planning.outline import Outline, OutlineWeek
from runstrong_pdf.planning.placing import RunningWeek, place, race_days, rested_days
from runstrong_pdf.planning.relax import nearest_that_fits
from runstrong_pdf.planning.resolve import resolve
from runstrong_pdf.planning.season import Dosed, season
from runstrong_pdf.planning.weeks import Span, frames
from runstrong_pdf.planning.written import as_written, in_words


def make_plan(
    request: Request = Request(),  # noqa: B008  frozen
    templates: Library | Path | str = "",
) -> Plan:
    """Return the whole resolved plan for a request.

    Args:
        templates: a folder laid over the shipped templates, or a library that is open already;
            empty for the shipped ones alone.

    Raises:
        UsageError: when two options contradict each other; the message names both.
        NoProgrammeError: when no programme fits; the remedy names the nearest that would.
        TemplateError: when a file of one's own cannot be used; with every problem.

    Example:
        >>> plan = make_plan(Request(weeks=8, kit=("chair", "band"), sessions=3))
        >>> plan.title, len(plan.weeks), plan.session_keys
        ('Strength that travels', 8, ('A', 'B', 'C'))
    """
    library = templates if isinstance(templates, Library) else open_library(templates)
    if request.programme and request.programme.endswith(".toml"):
        slug = library.adopt(Programme, Path(request.programme))
        request = replace(request, programme=slug)
    try:
        return resolve(_outline(request, library), library)
    except NoProgrammeError as error:
        if error.remedy:
            raise
        remedy = nearest_that_fits(request, lambda other: _outline(other, library))
        raise NoProgrammeError(error.problems[0].message, remedy) from error


def _outline(request: Request, library: Library) -> Outline:
    request = with_start(request)
    catalogue = library.all(Exercise)
    who = athlete(request, library.bands)
    heavy = too_heavy(catalogue, who) if request.bands or request.dumbbells else frozenset()
    who = replace(who, kit=who.kit - heavy - ({Kit.ANCHOR} if Kit.BAND in heavy else set()))
    race = race_in(request)
    running = place(request.runs, request.sessions)
    race = with_room(race, running, request) if race else None
    slug, programme = choose(request, who, race, library)
    who = replace(who, kit=who.kit & set(programme.kit))
    moves, stretching = library.all(WarmUp), library.all(Stretch)
    warm_ups = {
        slug: moves[slug] for slug in warm_up_slugs(programme, request.minutes, who.avoid, moves)
    }
    always = {slug: stretching[slug] for slug in stretch_slugs(programme, who.avoid, stretching)}
    stretches = held(always, request.minutes, who.avoid)
    outline = Outline(
        slug, programme, request, who, running, race, (), warm_ups, stretches, too_heavy=heavy
    )
    written = as_written(programme, request, who, catalogue)
    if written and not race and not running.eves:
        return replace(outline, weeks=_coached(written, running))
    brief, dosed = _season(outline, catalogue)
    weeks = tuple(_week(week, brief, running, race) for week in dosed)
    stages = usable(programme.stages, who.kit)
    skipped = tuple(stage.name for stage in stages if stage not in brief.stages)
    return replace(outline, weeks=weeks, waives=brief.waives, skipped=skipped)


def _season(outline: Outline, catalogue: Catalogue) -> tuple[Brief, tuple[Dosed, ...]]:
    """Dose every week; a first stage that cannot be filled gives way to the next (R33)."""
    stages = usable(outline.programme.stages, outline.athlete.kit)
    brief = _brief(outline, catalogue, stages)
    for first in range(1, len(stages)):
        try:
            return brief, season(brief)
        except NoProgrammeError:
            brief = _brief(outline, catalogue, stages[first:])
    return brief, season(brief)


def _brief(outline: Outline, catalogue: Catalogue, stages: tuple[Stage, ...]) -> Brief:
    request, programme, who = outline.request, outline.programme, outline.athlete
    assert programme.words  # noqa: S101  a complete programme has them
    frame_seconds = (
        warm_up_seconds(outline.warm_ups.values()) + stretch_seconds(outline.stretches.values())
    )  # fmt: skip
    span = Span(
        weeks=request.weeks,
        sessions=request.sessions,
        races=outline.race.weeks if outline.race else (),
        taper=programme.race,
        brief=request.minutes < SHORT_MINUTES,
        easy_weeks=programme.easy_weeks,
    )
    return Brief(
        request=request,
        athlete=who,
        programme=programme,
        words=programme.words,
        stages=stages,
        frames=frames([stage.phase for stage in stages], who.level, span),
        catalogue=catalogue,
        eves=outline.running.eves,
        main_seconds=request.minutes * 60 - frame_seconds,
        waives=ruled_out(catalogue, who),
    )


def _coached(weeks: tuple[WrittenWeek, ...], running: RunningWeek) -> tuple[OutlineWeek, ...]:
    phases: list[Phase] = list(dict.fromkeys(week.phase for week in weeks))
    return tuple(
        OutlineWeek(
            written=week,
            days={key: running.days[key] for key in week.sessions},
            stage=phases.index(week.phase),
            sets_limit=None,
            repeats={},
            stands_for={},
        )
        for week in weeks
    )


def _week(dosed: Dosed, brief: Brief, running: RunningWeek, race: Race | None) -> OutlineWeek:
    return OutlineWeek(
        written=in_words(dosed, brief),
        days=_days(dosed, running, race),
        stage=dosed.frame.stage,
        sets_limit=dosed.sets_limit,
        repeats={key: source for key, source in dosed.sources.items() if key != source},
        stands_for={
            (key, work.slug): (work.move.instead_of, work.move.because)
            for key, works in dosed.rows.items()
            for work in works
            if work.move.instead_of and work.move.because
        },
    )


def _days(dosed: Dosed, running: RunningWeek, race: Race | None) -> dict[SessionKey, int]:
    keys = tuple(dosed.rows)
    if dosed.frame.kind is not WeekKind.RACE or not race:
        return dict(zip(keys, running.days.values(), strict=False))
    fits = rested_days if dosed.frame.rests else race_days
    return {keys[0]: fits(running, race.day)[0]}
