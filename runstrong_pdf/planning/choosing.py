"""Which programme fits, and what would have to change where none does."""

from collections.abc import Iterable, Mapping

from runstrong_pdf.errors import NoProgrammeError, TemplateError, UsageError
from runstrong_pdf.library import Library, unknown
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Phase
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.dates import Race
from runstrong_pdf.planning.fitting import Misfit, misfits

OWN = {"weeks": (), "by_name": False, "race": False, "needs": ()}
"""What a programme never takes over from the one it is like."""
NEVER_EMPTY = frozenset({"stages", "full", "split", "warm_up", "stretches"})
"""What it takes over where it says that there is none: a warm-up there always is (R30)."""
PHASE_OF: Mapping[Kit, Phase] = {
    Kit.CHAIR: Phase.BODYWEIGHT,
    Kit.BAND: Phase.BANDS,
    Kit.ANCHOR: Phase.BANDS,
    Kit.DUMBBELLS: Phase.DUMBBELLS,
}
"""The phase that each piece of kit comes with; a chair stays in all of them."""


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
            "split needs a push day and a pull day, but there is 1 session a week",
            "choose 2 sessions, or the focus full",
            field="focus",
        )
    if request.programme:
        if request.programme not in library.slugs(Programme):
            known = unknown(request.programme, library.slugs(Programme))
            raise UsageError(known, field="programme")
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
