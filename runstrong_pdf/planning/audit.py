"""What a programme breaks, each finding with its rule: what `runstrong check` tells a coach."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from runstrong_pdf.errors import NoProgrammeError, Problem, UsageError
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Stretch, WarmUp
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit
from runstrong_pdf.planning.audit_stages import audit_stages
from runstrong_pdf.planning.audit_weeks import audit_weeks
from runstrong_pdf.planning.choosing import complete
from runstrong_pdf.planning.estimate import stretch_seconds, warm_up_seconds
from runstrong_pdf.planning.pipeline import make_plan

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


def audit(slug: Slug, library: Library) -> list[Problem]:
    """Return what is wrong with a programme, each with its place in the file.

    A rule that it breaks by itself is an error, and so is a programme that suits nobody. That it
    cannot suit some of those whom it says it is for is a warning.

    Raises:
        TemplateError: when the programme, or something that it names, cannot be read.

    Example:
        >>> audit("express", Library())
        []
    """
    programme = complete(library.one(Programme, slug), library)
    return [
        *_around(programme, library),
        *audit_weeks(programme, library),
        *audit_stages(programme, library),
        *_generated(slug, programme, library),
    ]


def _around(programme: Programme, library: Library) -> Iterator[Problem]:
    """Warm-up and stretches: long enough, and for all that is worked (R30, R32)."""
    warm = warm_up_seconds(library.many(WarmUp, programme.warm_up).values())
    stretches = library.many(Stretch, programme.stretches).values()
    if warm < LEAST_WARM_UP:
        yield Problem("warm_up", f"{warm} seconds, at least {LEAST_WARM_UP} (R30)")
    if (seconds := stretch_seconds(stretches)) < LEAST_STRETCH:
        yield Problem("stretches", f"{seconds} seconds, at least {LEAST_STRETCH} (R30)")
    covered = {muscle for stretch in stretches for muscle in stretch.muscles}
    missing = [what for muscle, what in STRETCHED.items() if muscle not in covered]
    if missing:
        yield Problem("stretches", f"nothing for {', '.join(missing)} (R32)")


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
    nobody = sum(map(len, failed.values())) == len(tried)
    for wrong, whom in failed.items():
        more = f" (and {len(whom) - 1} more)" if len(whom) > 1 else ""
        if nobody:
            yield Problem("", f"suits nobody: {wrong}")
        else:
            yield Problem("", f"for {whom[0]}{more}: {wrong}", severity="warning")
