"""What a template file of one's own names must exist: exercises, stretches, pictures."""

from collections.abc import Iterator
from difflib import get_close_matches

from runstrong_pdf.library import Library, ladder_problems
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import Choice, Programme
from runstrong_pdf.model.record import Record

NONE = "-"
"""Stands in a slot for no exercise at this level."""


def broken_links(record: Record, slug: str, file: str, library: Library) -> Iterator[str]:
    """Yield a problem for every name in `record` that leads nowhere."""
    if isinstance(record, Exercise):
        place = f"exercises/{slug}.toml"
        for problem in ladder_problems({**library.all(Exercise), slug: record}):
            if problem.where == place:
                yield f"{file}: {problem.field}: {problem.message}"
    if isinstance(record, WarmUp | Stretch) and record.instead:
        known = library.slugs(type(record))
        if record.instead not in known:
            yield f"{file}: instead: {_unknown(record.instead, known)}"
    if isinstance(record, Programme):
        for place, kind, name in _named(record):
            if name not in library.slugs(kind):
                yield f"{file}: {place}: {_unknown(name, library.slugs(kind))}"


def missing_picture(record: Record, slug: str, library: Library) -> Iterator[str]:
    """Yield a warning where something that the pages picture has no picture yet."""
    pictured = isinstance(record, Exercise | WarmUp | Stretch | CrossTraining)
    if pictured and library.image(slug) is None:
        yield f"has no picture yet: images/{slug}.toml (a pose), or .jpg, .png, .webp"


Name = tuple[str, type[Record], str]
"""Where it stands, of what kind it is, what it says."""


def _named(programme: Programme) -> Iterator[Name]:
    if programme.like:
        yield "like", Programme, programme.like
    for slug in programme.warm_up:
        yield "warm_up", WarmUp, slug
    for slug in programme.stretches:
        yield "stretches", Stretch, slug
    yield from _in_slots(programme)
    for number, week in enumerate(programme.weeks, 1):
        for key, rows in week.sessions.items():
            for line, row in enumerate(rows, 1):
                yield f"weeks[{number}].sessions.{key}[{line}]", Exercise, row.exercise


def _in_slots(programme: Programme) -> Iterator[Name]:
    for focus, sessions in (("full", programme.full), ("split", programme.split)):
        for key, slots in sessions.items():
            for number, slot in enumerate(slots, 1):
                for stage, choice in slot.items():
                    for slug in _choices(choice):
                        yield f"{focus}.{key}[{number}].{stage}", Exercise, slug


def _choices(choice: Choice) -> tuple[str, ...]:
    several = (choice,) if isinstance(choice, str) else choice
    return tuple(slug for slug in several if slug != NONE)


def _unknown(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name, known, 3, 0.5)
    hint = f", did you mean {' or '.join(near)}?" if near else ""
    return f"there is no {name[:60]!r}{hint}"
