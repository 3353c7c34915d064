"""The names that must exist, in a programme, a request and the ladders of exercises."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from runstrong_pdf.errors import Problem, TemplateError, UsageError
from runstrong_pdf.library import FOLDERS, Library, unknown
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Record, Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Phase
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.eligibility import LAST_PART, Place, why_not
from runstrong_pdf.planning.picks import LEAD_INS, Catalogue

NOT_FOR: Mapping[Because, str] = {
    "kit": "it needs kit that is not owned",
    "level": "it is above this level",
    "caution": "it is ruled out by what is to be spared",
    "load": "no owned band or weight is light enough for it",
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
    wrong = [Problem("use", f"{slug}: {NOT_FOR[why]}") for slug, why in reasons if why]
    lifts = [slug for slug in who.use if slug in LEAD_INS]
    wrong += [
        Problem("use", f"{slug}: a fast lift comes once its lead-ins stood") for slug in lifts
    ]
    if wrong:
        raise UsageError(wrong)


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
