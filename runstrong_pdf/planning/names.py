"""The names in a programme that must exist: exercises, warm-ups, stretches, another programme."""

from collections.abc import Iterator

from runstrong_pdf.errors import Problem, TemplateError, UsageError
from runstrong_pdf.library import Library, unknown
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Record, Slug
from runstrong_pdf.model.request import Request

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


def check_without(request: Request, library: Library) -> None:
    """Refuse to leave out what nobody has. Raises UsageError with every such name."""
    known = library.slugs(Exercise)
    wrong = [Problem("without", unknown(n, known)) for n in request.without if n not in known]
    if wrong:
        raise UsageError(wrong)
