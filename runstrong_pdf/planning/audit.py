"""What a programme breaks, each finding with its rule: what `runstrong check` tells a coach."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from runstrong_pdf.errors import NoProgrammeError, Problem, TemplateError, UsageError
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Focus, Kit
from runstrong_pdf.planning.audit_weeks import alike, audit_weeks
from runstrong_pdf.planning.choosing import complete
from runstrong_pdf.planning.estimate import stretch_seconds, warm_up_seconds
from runstrong_pdf.planning.names import check_names
from runstrong_pdf.planning.pipeline import make_plan
from runstrong_pdf.planning.slots import rows_at

SOME_MONDAY = date(2024, 1, 1)
"""Any Monday does: only the distance to the race counts."""
SIX_WEEKS = 42
"""Days of a plan of the usual length."""
LEAST_WARM_UP, LEAST_STRETCH = 240, 240
"""Seconds before and after a session of the usual length (R30, R32)."""
STRETCHED = {
    "erector spinae": "the back",
    "rectus abdominis": "the front of the trunk",
    "pectoralis major": "the chest",
    "triceps brachii": "the back of the arm",
}
"""What the stretches cover together, by one muscle of it (R32)."""
FOCUSES: tuple[Focus, ...] = ("full", "split")


def audit(slug: Slug, library: Library) -> list[Problem]:
    """Return what is wrong with a programme, each with its place in the file.

    A rule that its own weeks break is an error, and so is a programme that suits nobody. What is
    about progress is a warning, and so is that it cannot suit some of those it says it is for.

    Raises:
        TemplateError: when the programme, or something that it names, cannot be read.

    Example:
        >>> audit("express", Library())
        []
    """
    programme = complete(library.one(Programme, slug), library)
    check_names(programme, library)
    warm = warm_up_seconds(library.many(WarmUp, programme.warm_up).values())
    stretches = stretch_seconds(library.many(Stretch, programme.stretches).values())
    return [
        *_around(programme, library, warm, stretches),
        *audit_weeks(programme, library.all(Exercise), warm + stretches),
        *_slots(programme),
        *_generated(slug, programme, library),
    ]


def _around(programme: Programme, library: Library, warm: int, stretches: int) -> Iterator[Problem]:
    """Warm-up and stretches: long enough, and for all that is worked (R30, R32)."""
    if warm < LEAST_WARM_UP:
        yield Problem("warm_up", f"{warm} seconds, at least {LEAST_WARM_UP} (R30)")
    if stretches < LEAST_STRETCH:
        yield Problem("stretches", f"{stretches} seconds, at least {LEAST_STRETCH} (R30)")
    moves = library.many(Stretch, programme.stretches).values()
    covered = {muscle for stretch in moves for muscle in stretch.muscles}
    missing = [what for muscle, what in STRETCHED.items() if muscle not in covered]
    if missing:
        yield Problem("stretches", f"nothing for {', '.join(missing)} (R32)")


def _slots(programme: Programme) -> Iterator[Problem]:
    """Sessions that are too much alike; the planner would change some rows of B (C16)."""
    for focus, stage in product(FOCUSES, programme.kept):
        sessions = programme.slots(focus)
        if sessions:
            a, b = (
                {slug for slug, _ in rows_at(sessions[key], stage, programme.level)}
                for key in ("A", "B")
            )
            for text, rule in alike(a, b):
                said = f"{stage}: {text} ({rule})"
                yield Problem(focus, said, "other exercises will stand in B", "warning")


def _generated(slug: Slug, programme: Programme, library: Library) -> Iterator[Problem]:
    """Try the ends of what the programme says it suits, with all kit; say each thing once."""
    ends = sorted(set(programme.sessions_a_week)), sorted(set(programme.minutes_range))
    tried = list(product(programme.levels, *ends))
    failed: defaultdict[str, list[str]] = defaultdict(list)
    for level, sessions, minutes in tried:
        request = Request(
            programme=slug,
            level=level,
            sessions=sessions,
            minutes=minutes,
            kit=tuple(Kit),
            start=SOME_MONDAY,
            race=SOME_MONDAY + timedelta(days=SIX_WEEKS - 1) if programme.race else None,
        )
        try:
            make_plan(request, library)
        except (NoProgrammeError, UsageError) as error:
            times = f"{sessions} session{'s' if sessions > 1 else ''}"
            failed[str(error)].append(f"level {level}, {times}, {minutes} minutes")
        except TemplateError:
            continue  # written weeks that are no circuits: told by their place
    nobody = sum(map(len, failed.values())) == len(tried)
    for wrong, whom in failed.items():
        more = f" (and {len(whom) - 1} more)" if len(whom) > 1 else ""
        if nobody:
            yield Problem("", f"suits nobody: {wrong}")
        else:
            yield Problem("", f"for {whom[0]}{more}: {wrong}", severity="warning")
