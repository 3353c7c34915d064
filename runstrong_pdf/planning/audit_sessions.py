"""What one session that a coach wrote out breaks, each finding with its rule."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from runstrong_pdf.errors import Problem
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Stretch, WarmUp
from runstrong_pdf.model.programme import Programme, WrittenWeek
from runstrong_pdf.model.words import Level
from runstrong_pdf.planning.estimate import circuit_seconds, stretch_seconds, warm_up_seconds
from runstrong_pdf.planning.limits import (
    FIRST_SESSION_SETS,
    PULL_SHARE,
    ROUNDS_LEAST,
    ROUNDS_MOST,
    SESSION_SETS,
)
from runstrong_pdf.planning.order import FAST_REST, SAME_MUSCLE_REST, is_isolation
from runstrong_pdf.planning.shape import EVERY_SESSION, MOST_RAISES, REGIONS
from runstrong_pdf.planning.tally import tally
from runstrong_pdf.planning.work import Work

FAST_PLACES = 2
"""Fast lifts come first or second (R06)."""
FIRST_RESERVE = 4
"""Clean repetitions that a beginner keeps in the first week (R14)."""


def session_doses(works: Sequence[Work], place: str, level: Level) -> Iterator[Problem]:
    """Yield what a session lacks or has too much of (R01, R03, R07, R08, R11, R12, R14)."""
    n = level.number - 1
    count = tally(works)
    covered = frozenset().union(*[work.move.covers for work in works])
    lacking = [what for part, what in EVERY_SESSION.items() if part not in covered]
    yield from (Problem(place, f"lacks {what}") for what in lacking)
    if missing := sorted(REGIONS - covered):
        yield Problem(place, f"nothing for {', '.join(missing)} (R01)")
    if count.sets > SESSION_SETS[n]:
        yield Problem(place, f"{count.sets} sets, at most {SESSION_SETS[n]} (R14)")
    if count.pull < PULL_SHARE * count.push:
        yield Problem(place, f"{count.pull} pulling sets beside {count.push} pushing (R03)")
    if count.raises > MOST_RAISES:
        yield Problem(
            place, f"{count.raises} raises for the shoulders, at most {MOST_RAISES} (R07)"
        )
    for work in works:
        if not work.low <= work.reps <= work.high:
            yield Problem(
                place, f"{work.slug} x {work.reps}, its range is {work.low}-{work.high} (R12)"
            )
        if not ROUNDS_LEAST <= work.rounds <= ROUNDS_MOST[n]:
            yield Problem(
                place, f"{work.slug} {work.rounds} rounds, allowed 2-{ROUNDS_MOST[n]} (R11)"
            )
        if work.exercise.level.number > level.number:
            yield Problem(place, f"{work.slug} is for {work.exercise.level} (R08)")


def session_order(works: Sequence[Work], place: str, week: WrittenWeek) -> Iterator[Problem]:
    """Yield what follows what it should not, or too soon (R05, R06, R31)."""
    for a, b in pairwise(works):
        if a.move.balance == b.move.balance != "neutral":
            yield Problem(place, f"{b.slug} follows {a.slug}, both {b.move.balance} (R05)")
    for number, work in enumerate(works, 1):
        fast = work.exercise.effort == "fast"
        if fast and number > FAST_PLACES:
            yield Problem(place, f"{work.slug} is fast and has place {number}, not 1 or 2 (R06)")
        if fast and (work.rest_before_seconds or week.rest_seconds) < FAST_REST:
            yield Problem(
                place, f"{work.slug} is fast and needs {FAST_REST} s of rest before it (R31)"
            )
    for side in ("push", "pull"):
        mine = [work for work in works if work.move.balance == side]
        if mine and is_isolation(mine[0]) and not all(map(is_isolation, mine)):
            yield Problem(place, f"{mine[0].slug} works one joint, before the larger {side} (R06)")
    for a, b in pairwise(works):
        same = not (a.move.core and b.move.core) and set(a.exercise.primary) & set(
            b.exercise.primary
        )
        if same and (b.rest_before_seconds or week.rest_seconds) < SAME_MUSCLE_REST:
            shared = ", ".join(sorted(same))
            yield Problem(
                place, f"{b.slug} after {a.slug}, both {shared}: 60 s of rest first (R31)"
            )


def session_time(
    works: Sequence[Work], place: str, week: WrittenWeek, programme: Programme, library: Library
) -> Iterator[Problem]:
    """Yield a session that takes longer than the programme says (R29)."""
    warm = warm_up_seconds(library.many(WarmUp, programme.warm_up).values())
    stretch = stretch_seconds(library.many(Stretch, programme.stretches).values())
    main = circuit_seconds(works, week.rest_seconds, week.round_rest_seconds)
    if (seconds := warm + main + stretch) > 60 * programme.minutes:
        yield Problem(place, f"{seconds / 60:.0f} minutes, minutes is {programme.minutes} (R29)")


def first_session(
    works: Sequence[Work], place: str, week: WrittenWeek, level: Level
) -> Iterator[Problem]:
    """Yield what is too much for a beginner's first week (R14)."""
    if level is not Level.BEGINNER:
        return
    if (sets := tally(works).sets) > FIRST_SESSION_SETS:
        yield Problem(place, f"{sets} sets, at most {FIRST_SESSION_SETS} in a first session (R14)")
    if week.reserve[0] < FIRST_RESERVE:
        yield Problem(place, f"{week.reserve[0]} in reserve, 4 in a beginner's first week (R14)")
