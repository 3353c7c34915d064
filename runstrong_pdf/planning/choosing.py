"""Which programme fits, what to change where none does, and whether all names exist."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

from runstrong_pdf.errors import (
    NoProgrammeError,
    Problem,
    RunstrongError,
    TemplateError,
    UsageError,
)
from runstrong_pdf.library import ENGLISH, FOLDERS, Library, unknown
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Record, Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Level, Phase
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.eligibility import LAST_PART, Place, why_not
from runstrong_pdf.planning.picks import LEAD_INS, Catalogue
from runstrong_pdf.planning.placing import Race

OWN = {"weeks": (), "by_name": False, "race": False, "needs": ()}
"""What a programme never takes over from the one it is like."""
NEVER_EMPTY = frozenset({"stages", "full", "split", "warm_up", "stretches"})
"""What it takes over where it says that there is none: a warm-up there always is (R30)."""
MOST_WEEKS = 12
"""Weeks of the longest plan."""
PHASE_OF: Mapping[Kit, Phase] = {
    Kit.CHAIR: Phase.BODYWEIGHT,
    Kit.BAND: Phase.BANDS,
    Kit.ANCHOR: Phase.BANDS,
    Kit.DUMBBELLS: Phase.DUMBBELLS,
}
"""The phase that each piece of kit comes with; a chair stays in all of them."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit.

    Attributes:
        wrong: both sides of it, beginning with a verb whose subject is the programme.
        change: the option to change; empty where it is about health or weights, not a choice.
    """

    wrong: str
    change: str


def misfits(
    programme: Programme, request: Request, athlete: Athlete, race: Race | None
) -> tuple[Misfit, ...]:
    """Return what keeps a programme from fitting, each with the option to change."""
    return tuple(_misfits(programme, request, athlete, race))


def _misfits(
    programme: Programme, request: Request, athlete: Athlete, race: Race | None
) -> Iterator[Misfit]:
    if athlete.level not in programme.levels:
        wrong = f"is for {', '.join(programme.levels)}, the level is {athlete.level}"
        yield Misfit(wrong, "" if athlete.refer_first else f"choose level {programme.levels[0]}")
    missing = [kit.value for kit in programme.needs if kit not in athlete.kit]
    if missing:
        lack, change = _lack(missing, request)
        yield Misfit(f"needs {' and '.join(missing)}, {lack}", change)
    low, high = programme.sessions_a_week
    if not low <= request.sessions <= high:
        wrong = f"has {_times(low, high, 'session')} a week, not {request.sessions}"
        n = _nearest(request.sessions, low, high)
        yield Misfit(wrong, f"choose {_times(n, n, 'session')} a week")
    low, high = programme.minutes_range
    if not low <= request.minutes <= high:
        wrong = f"takes {_times(low, high, 'minute')}, not {request.minutes}"
        yield Misfit(wrong, f"choose {_nearest(request.minutes, low, high)} minutes")
    if programme.race and race is None:
        wrong = "leads up to a race, but there is none inside the plan"
        yield Misfit(wrong, "give the day of a race")


def _lack(missing: list[str], request: Request) -> tuple[str, str]:
    """Say what keeps the kit away: not owned, or no load that suits."""
    unowned = set(missing) - set(request.kit)
    if unowned:
        return "which the kit does not have", f"add {' and '.join(sorted(unowned))} to the kit"
    return "of which nothing owned suits it to begin with", ""


def _nearest(asked: int, low: int, high: int) -> int:
    return min(max(asked, low), high)


def _times(low: int, high: int, what: str) -> str:
    many = what if (low, high) == (1, 1) else f"{what}s"
    return f"{low} {many}" if low == high else f"{low} to {high} {many}"


def programme_called(name: str, library: Library) -> Slug:
    """Return the programme of a slug, or of an English name with dashes. Raises UsageError."""
    slugs = library.slugs(Programme)
    if name in slugs:
        return name
    for slug, programme in library.in_language(ENGLISH).all(Programme).items():
        if "-".join(programme.name.lower().split()) == name:
            return slug
    raise UsageError(unknown(name, slugs), field="programme")


def choose(
    request: Request, athlete: Athlete, race: Race | None, library: Library
) -> tuple[Slug, Programme]:
    """Return the programme asked for, or the one that fits best.

    Raises:
        NoProgrammeError: naming what does not fit and the nearest programme that does.
        UsageError: for a split that one session a week cannot have.
    """
    if request.focus == "split" and request.sessions == 1:
        raise UsageError(
            "split needs a push day and a pull day, but there is 1 session a week",
            "choose 2 sessions, or the focus full",
            field="focus",
        )
    if request.programme:
        named = _whole(request.programme, library)
        wrong = misfits(named, request, athlete, race)
        if not wrong:
            return request.programme, named
        near = best(_all(library), request, athlete, race)
        raise NoProgrammeError(
            f"{request.programme} {_told(wrong)}",
            ", or ".join([*_changes(wrong), f"choose the programme {near}, the nearest that fits"]),
        )
    programmes = _all(library)
    slug = best(programmes, request, athlete, race)
    return slug, programmes[slug]


def _all(library: Library) -> dict[Slug, Programme]:
    library.all(Programme)  # every problem of every file at once
    return {slug: _whole(slug, library) for slug in library.slugs(Programme)}


def _whole(slug: Slug, library: Library) -> Programme:
    """Return a programme with what it takes over. Raises TemplateError naming its file."""
    try:
        return complete(library.one(Programme, slug), library)
    except TemplateError as error:
        raise error.located(where=f"programmes/{slug}.toml") from None


def best(
    programmes: Mapping[Slug, Programme], request: Request, athlete: Athlete, race: Race | None
) -> Slug:
    """Return the programme that fits and uses most of what is owned. Raises NoProgrammeError."""
    fitting = {
        slug: programme
        for slug, programme in programmes.items()
        if not programme.by_name and not misfits(programme, request, athlete, race)
    }
    if not fitting:
        near = min(programmes, key=lambda s: len(misfits(programmes[s], request, athlete, race)))
        wrong = misfits(programmes[near], request, athlete, race)
        changes = " and ".join(m.change for m in wrong if m.change)
        remedy = f"{near} is the nearest, but {_told(wrong)}" + (f": {changes}" if changes else "")
        raise NoProgrammeError("no programme fits", remedy)
    return max(sorted(fitting), key=lambda slug: _closeness(fitting[slug], athlete))


def _told(wrong: Iterable[Misfit]) -> str:
    return "; it ".join(misfit.wrong for misfit in wrong)


def _changes(wrong: Iterable[Misfit]) -> list[str]:
    """Return what to change as one remedy, if options alone would do."""
    changes = [misfit.change for misfit in wrong]
    return [" and ".join(changes)] if all(changes) else []


def _closeness(programme: Programme, athlete: Athlete) -> tuple[bool, int, int, int]:
    """For a race first, then the most specific about time, then by kit used and not missed."""
    low, high = programme.minutes_range
    kit = set(programme.kit)
    return programme.race, low - high, len(kit & athlete.kit), -len(kit - athlete.kit)


def complete(programme: Programme, library: Library, children: tuple[Slug, ...] = ()) -> Programme:
    """Return the programme with what it takes over from the one it is `like`.

    Raises:
        TemplateError: when programmes are like one another in a circle, or name no known stage.
    """
    if not programme.like:
        return _with_stages(programme)
    if programme.like in children:
        circle = " -> ".join((*children, programme.like))
        raise TemplateError(f"leads round in a circle: {circle}", field="like")
    parent = complete(library.one(Programme, programme.like), library, (*children, programme.like))
    own = {key: getattr(programme, key) for key in programme.model_fields_set}
    own = {key: value for key, value in own.items() if value or key not in NEVER_EMPTY}
    if "stages" in own:
        own = {"keeps": (), **own}
    return _with_stages(parent.model_copy(update={**OWN, **own}))


def _with_stages(programme: Programme) -> Programme:
    """Return the programme with the kit of the stages that stay; refuse stages nobody knows."""
    sessions = (*programme.full.values(), *programme.split.values())
    slots = sorted({name for session in sessions for slot in session for name in slot.choices})
    for place, names in (("keeps", programme.keeps), ("a slot", slots)):
        for name in names:
            if name not in programme.stage_names:
                said = unknown(name, programme.stage_names)
                raise TemplateError(said, field=place)
    phases = {Phase.BODYWEIGHT, *programme.kept.values()}
    kit = tuple(kit for kit in programme.kit if PHASE_OF[kit] in phases)
    return programme.model_copy(update={"kit": kit})


def nearest_that_fits(request: Request, programme_of: Callable[[Request], str]) -> str:
    """Return which one option to change, and the programme that then fits; the fewest minutes."""

    def fits(other: Request) -> str:
        with suppress(RunstrongError):
            return programme_of(other)
        return ""

    for change, other in _others(request):
        if programme := fits(other):
            for longer in range(request.minutes + 1, other.minutes):
                if fewest := fits(replace(request, minutes=longer)):
                    return f"choose {longer} minutes: {fewest} would fit"
            return f"{change}: {programme} would fit"
    return "no single option fixes this: ask a physiotherapist for exercises that suit you"


def _others(request: Request) -> Iterator[tuple[str, Request]]:
    """Yield requests with one option changed, never a caution left out; smallest change first."""
    if request.without:
        yield "leave fewer exercises out", replace(request, without=())
    for minutes in (request.minutes + 10, request.minutes + 20):
        if minutes <= 60:
            yield f"choose {minutes} minutes", replace(request, minutes=minutes)
    for weeks in range(request.weeks + 1, MOST_WEEKS + 1) if request.use else ():
        yield f"choose {weeks} weeks", replace(request, weeks=weeks)
    for kit in (Kit.BAND, Kit.DUMBBELLS, Kit.CHAIR):
        if kit not in request.kit:
            yield f"add {kit} to the kit", replace(request, kit=(*request.kit, kit))
    for sessions in (2, 1, 3):
        if sessions != request.sessions:
            many = "1 session" if sessions == 1 else f"{sessions} sessions"
            yield f"choose {many} a week", replace(request, sessions=sessions)
    if request.use:
        yield "use fewer exercises", replace(request, use=())


# -- names -----------------------------------------------------------------------------------------

NOT_FOR: Mapping[Because, str] = {
    "kit": "it needs kit that is not owned",
    "level": "it is above this level",
    "caution": "it is ruled out by what is to be spared",
    "load": "no owned band or weight suits it to begin with",
}
"""Why somebody cannot do an exercise in any week."""
NONE = "-"
"""Stands in a slot for no exercise at this level."""


def names_in(programme: Programme) -> Iterator[tuple[str, type[Record], Slug]]:
    """Yield each name that must exist: where it stands, what kind of thing it names, the name."""
    if programme.like:
        yield "like", Programme, programme.like
    for slug in programme.warm_up:
        yield "warm_up", WarmUp, slug
    for slug in programme.stretches:
        yield "stretches", Stretch, slug
    yield from _names_in_slots(programme)
    for number, week in enumerate(programme.weeks, 1):
        for key, rows in week.sessions.items():
            for line, row in enumerate(rows, 1):
                yield f"weeks[{number}].sessions.{key}[{line}]", Exercise, row.exercise


def _names_in_slots(programme: Programme) -> Iterator[tuple[str, type[Record], Slug]]:
    for focus, sessions in (("full", programme.full), ("split", programme.split)):
        for key, slots in sessions.items():
            for number, slot in enumerate(slots, 1):
                for stage, choice in slot.choices.items():
                    several = (choice,) if isinstance(choice, str) else choice
                    for slug in several:
                        if slug != NONE:
                            yield f"{focus}.{key}[{number}].{stage}", Exercise, slug


def check_names(programme: Programme, library: Library) -> None:
    """Refuse a programme that names what nobody has. Raises TemplateError with every such name."""
    wrong = [
        Problem(place, unknown(name, library.slugs(kind)), where=programme.name)
        for place, kind, name in names_in(programme)
        if name not in library.slugs(kind)
    ]
    if wrong:
        raise TemplateError(wrong)


def check_exercises(request: Request, library: Library) -> None:
    """Refuse to leave out or to use what nobody has. Raises UsageError with every such name."""
    known = library.slugs(Exercise)
    named = [("without", name) for name in request.without] + [("use", n) for n in request.use]
    remedy = "runstrong exercises lists what there is"
    wrong = [
        Problem(field, unknown(name, known), remedy) for field, name in named if name not in known
    ]
    both = sorted({*request.use} & {*request.without})
    wrong += [Problem("use", f"{name} is also to be left out") for name in both]
    if wrong:
        raise UsageError(wrong)


def check_use(who: Athlete, catalogue: Catalogue) -> None:
    """Refuse to use what somebody cannot do in any week. Raises UsageError, saying why."""
    late = Place(Phase.DUMBBELLS, LAST_PART, dict.fromkeys(catalogue, LAST_PART))
    reasons = ((slug, why_not(slug, catalogue[slug], who, late)) for slug in who.use)
    wrong = [
        Problem("use", _unusable(slug, why), _remedy(why, catalogue[slug], who))
        for slug, why in reasons
        if why
    ]
    if wrong:
        raise UsageError(wrong)


def _unusable(slug: Slug, why: Because) -> str:
    after = f"; {comes_after(slug)}" if why == "level" and slug in LEAD_INS else ""
    return f"{slug}: {NOT_FOR[why]}{after}"


def _remedy(why: Because, exercise: Exercise, who: Athlete) -> str:
    """Return what to change so that an exercise can be used; empty where it is about health."""
    if why == "kit":
        return f"add {' and '.join(kit for kit in exercise.kit if kit not in who.kit)} to the kit"
    if why != "level" or who.refer_first:
        return ""
    level = max(exercise.level, Level.INTERMEDIATE, key=lambda level: level.number)
    return f"choose level {level}"


def comes_after(slug: Slug) -> str:
    """Say which exercises have to stand before a lift, and for how many weeks (C04)."""
    weeks, groups = LEAD_INS[slug]
    leads = ", and ".join(" or ".join(sorted(group)) for group in groups)
    return f"{slug} comes after {weeks} loading week{'s' * (weeks > 1)} with {leads}"


@lru_cache(maxsize=8)
def check_ladders(library: Library) -> None:
    """Refuse exercises whose easier or harder one cannot be; looked at once for each library.

    Raises:
        TemplateError: with all of them.
    """
    wrong = [
        replace(problem, where=f"{FOLDERS[Exercise]}/{slug}.toml")
        for slug, exercise in library.all(Exercise).items()
        for problem in ladder_problems(exercise, slug, library)
    ]
    if wrong:
        raise TemplateError(wrong)


def ladder_problems(exercise: Exercise, slug: Slug, library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the easier and the harder exercise of one; reads only its ladder."""
    known = library.slugs(Exercise)
    if slug not in known:
        known = tuple(sorted((*known, slug)))
    for key, link in (("easier", exercise.easier), ("harder", exercise.harder)):
        if link and link not in known:
            yield Problem(key, unknown(link, known))
        elif link and _circles(link, key, slug, library):
            yield Problem(key, "leads round in a circle")
    easier = exercise.easier
    if easier and easier in library.slugs(Exercise):
        level = library.one(Exercise, easier).level
        if level.number > exercise.level.number:
            yield Problem("easier", f"{easier} is of a higher level")


def _circles(here: Slug | None, key: str, slug: Slug, library: Library) -> bool:
    """Whether the way from `here` by easier (or harder) exercises comes to `slug`."""
    seen: set[Slug] = set()
    while here in library.slugs(Exercise) and here != slug and here not in seen:
        seen.add(here)
        here = getattr(library.one(Exercise, here), key)
    return here == slug
