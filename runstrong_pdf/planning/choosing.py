"""Which programme fits, and what would have to change where none does."""

from collections.abc import Mapping

from runstrong_pdf.errors import NoProgrammeError, UsageError
from runstrong_pdf.library import Library, unknown
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Slug
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.dates import Race

OWN = {"weeks": (), "by_name": False, "race": False, "needs": ()}
"""What a programme never takes over from the one it is like."""


def choose(
    request: Request, athlete: Athlete, race: Race | None, library: Library
) -> tuple[Slug, Programme]:
    """Return the programme asked for, or the one that fits best.

    Raises:
        NoProgrammeError: naming what does not fit and the nearest programme that does.
        UsageError: for a split that one session a week cannot have, or a name nobody has.
    """
    if request.focus == "split" and request.sessions == 1:
        raise UsageError(
            "--focus split needs a push day and a pull day, but --sessions is 1",
            "use --sessions 2, or --focus full",
        )
    if request.programme:
        if request.programme not in library.slugs(Programme):
            raise UsageError(f"--programme: {unknown(request.programme, library.slugs(Programme))}")
        named = library.one(Programme, request.programme)
        wrong = misfits(named, request, athlete, race)
        if not wrong:
            return request.programme, complete(named, library)
        near = best(library.all(Programme), request, athlete, race)
        raise NoProgrammeError(
            f"{request.programme} {'; '.join(wrong)}",
            f"change that, or use --programme {near}, the nearest that fits",
        )
    slug = best(library.all(Programme), request, athlete, race)
    return slug, complete(library.one(Programme, slug), library)


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
        raise NoProgrammeError("no programme fits", f"{near} would, but {'; '.join(wrong)}")
    return max(sorted(fitting), key=lambda slug: _closeness(fitting[slug], athlete))


def _closeness(programme: Programme, athlete: Athlete) -> tuple[bool, int, int, int]:
    """For a race first, then the most specific about time, then by kit used and not missed."""
    low, high = programme.minutes_range
    kit = set(programme.kit)
    return programme.race, low - high, len(kit & athlete.kit), -len(kit - athlete.kit)


def misfits(
    programme: Programme, request: Request, athlete: Athlete, race: Race | None
) -> list[str]:
    """Return what keeps a programme from fitting, each with the option to change."""
    wrong = []
    if athlete.level not in programme.levels:
        wrong.append(f"is for {', '.join(programme.levels)}, --level is {athlete.level}")
    missing = [kit.value for kit in programme.needs if kit not in athlete.kit]
    if missing:
        wrong.append(f"needs {' and '.join(missing)}, {_lack(missing, request)}")
    low, high = programme.sessions_a_week
    if not low <= request.sessions <= high:
        wrong.append(f"has {_span(low, high)} sessions a week, --sessions is {request.sessions}")
    low, high = programme.minutes_range
    if not low <= request.minutes <= high:
        wrong.append(f"takes {_span(low, high)} minutes, --minutes is {request.minutes}")
    if programme.race and race is None:
        wrong.append("leads up to a race, but --race names none inside the plan")
    return wrong


def _lack(missing: list[str], request: Request) -> str:
    """Say what keeps the kit away: not owned, latex, or no load light enough."""
    if not set(missing) & set(request.kit):
        return "which --kit does not have"
    if "latex" in request.avoid and Kit.BAND in missing:
        return "which --avoid latex rules out"
    return "of which nothing owned is light enough to start with"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"


def complete(programme: Programme, library: Library) -> Programme:
    """Return the programme with what it takes over from the one it is `like`."""
    if not programme.like:
        return programme
    parent = complete(library.one(Programme, programme.like), library)
    own = {key: getattr(programme, key) for key in programme.model_fields_set}
    if programme.keeps:
        own["stages"] = tuple(stage for stage in parent.stages if stage.name in programme.keeps)
    return parent.model_copy(update={**OWN, **own})
