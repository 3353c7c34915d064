"""Names in a template that must exist: exercises, stretches, pictures, programmes."""

from collections.abc import Iterator

from runstrong_pdf.errors import Problem
from runstrong_pdf.library import Library, unknown
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Record, Slug
from runstrong_pdf.pages.drawings import PICTURED
from runstrong_pdf.planning.names import names_in


def broken_links(record: Record, slug: Slug, library: Library) -> Iterator[Problem]:
    """Yield a problem for every name in `record` that leads nowhere, or round in a circle.

    `slug` is the name of its own file, which need not lie in the library.
    """
    if isinstance(record, Exercise):
        yield from _ladder_problems(record, slug, library)
    for place, kind, name in _named(record):
        known = library.slugs(kind)
        if name not in known:
            yield Problem(place, unknown(name, known))


def missing_picture(record: Record, slug: Slug, library: Library) -> Iterator[Problem]:
    """Yield a warning if the pages picture such a thing and there is no picture of it yet."""
    if isinstance(record, PICTURED) and library.image(slug) is None:
        said = f"has no picture yet: images/{slug}.toml (a pose), or .jpg, .png, .webp"
        yield Problem("", said, severity="warning")


def _ladder_problems(exercise: Exercise, slug: Slug, library: Library) -> Iterator[Problem]:
    """Yield what is wrong with the easier and the harder exercise of one; reads only its ladder."""
    known = tuple(sorted({*library.slugs(Exercise), slug}))
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


def _named(record: Record) -> Iterator[tuple[str, type[Record], Slug]]:
    """Yield each name that must exist: where it stands, what kind of thing it names, the name."""
    if isinstance(record, WarmUp | Stretch) and record.instead:
        yield "instead", type(record), record.instead
    if isinstance(record, Programme):
        yield from names_in(record)
