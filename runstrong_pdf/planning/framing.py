"""What stands before and after every session: warm-up and stretches (rules R30 and R32)."""

from collections import Counter
from collections.abc import Iterable, Mapping

from runstrong_pdf.model.catalogue import Exercise, Stretch
from runstrong_pdf.model.programme import Programme, Row
from runstrong_pdf.model.words import Caution, Slug

SHORTEST_MINUTES, SHORT_MINUTES = 20, 30
"""At 20 minutes four moves, three minutes or more; below 30 five moves, four minutes (R30)."""
SHORT_HOLD_SECONDS = 15
"""Two holds of this length below 30 minutes; 10 to 30 s are enough (R32)."""
OLDER_HOLD_SECONDS = 30
"""From 65 on holds stay at 30 to 60 s (R32)."""
MORE_STRETCHES = 4
"""What the stretching sheet has room for beside the four that are always there."""


def warm_up_slugs(programme: Programme, minutes: int) -> tuple[Slug, ...]:
    """Return the warm-up moves, fewer where time is short."""
    if minutes == SHORTEST_MINUTES:
        return programme.warm_up[:4]
    return programme.warm_up[:5] if minutes < SHORT_MINUTES else programme.warm_up


def stretch_slugs(programme: Programme, avoid: Iterable[Caution]) -> tuple[Slug, ...]:
    """Return the four stretches that are always there, but for what a caution swaps."""
    swaps: dict[Slug, Slug] = {}
    for caution in avoid:
        swaps |= programme.swapped_stretches.get(caution, {})
    return tuple(swaps.get(slug, slug) for slug in programme.stretches)


def held(
    stretches: Mapping[Slug, Stretch], minutes: int, avoid: Iterable[Caution]
) -> dict[Slug, Stretch]:
    """Return the stretches with shorter holds where time is short, longer ones from 65 on."""
    found = stretches.items()
    if "older-adult" in avoid:
        return {slug: _with_hold(s, max(s.hold_seconds, OLDER_HOLD_SECONDS)) for slug, s in found}
    if minutes >= SHORT_MINUTES:
        return dict(found)
    return {slug: _with_hold(s, min(s.hold_seconds, SHORT_HOLD_SECONDS)) for slug, s in found}


def _with_hold(stretch: Stretch, seconds: int) -> Stretch:
    if stretch.kind == "dynamic" or seconds == stretch.hold_seconds:
        return stretch
    return stretch.model_copy(update={"hold_seconds": seconds})


def more_stretches(
    rows: Iterable[Row],
    exercises: Mapping[Slug, Exercise],
    stretches: Mapping[Slug, Stretch],
    always: Iterable[Slug],
) -> dict[Slug, Stretch]:
    """Return the stretches for what was worked most, beside those that are always there."""
    worked: Counter[str] = Counter()
    for row in rows:
        for muscle in exercises[row.exercise].primary:
            worked[muscle] += row.rounds
    others = [slug for slug in stretches if slug not in set(always)]
    others.sort(key=lambda slug: (-sum(worked[m] for m in stretches[slug].muscles), slug))
    return {slug: stretches[slug] for slug in others[:MORE_STRETCHES]}
