"""The order of a session: pushes and pulls never follow their own kind (rules R05, R06, R31)."""

from collections.abc import Sequence
from itertools import pairwise

from runstrong_pdf.planning.work import Work

SAME_MUSCLE_REST = 60
"""Seconds before a row that works the muscle of the row before it (R31)."""
FAST_REST = 120
"""Seconds before a fast lift (R31)."""


def arrange(works: Sequence[Work]) -> list[Work]:
    """Return the rows in the programme's order, moved only where two of a kind would meet."""
    left = sorted(_compounds_first(works), key=lambda work: work.exercise.effort != "fast")
    if all(_differ(a, b) for a, b in pairwise(left)):
        return left
    ordered: list[Work] = []
    while left:
        following = next((w for w in left if _may_follow(w, ordered, left)), left[0])
        left.remove(following)
        ordered.append(following)
    return ordered


def _compounds_first(works: Sequence[Work]) -> list[Work]:
    """Let each side's isolation moves change places with its compounds (R06)."""
    sides = {
        side: iter(sorted((w for w in works if w.move.balance == side), key=is_isolation))
        for side in ("push", "pull", "neutral")
    }
    return [next(sides[work.move.balance]) for work in works]


def is_isolation(work: Work) -> bool:
    """Whether a row works one joint only, as R06 counts it."""
    single = work.exercise.pattern in {"shoulder-isolation", "arm-isolation"}
    return work.move.balance != "neutral" and (single or work.exercise.load_class == "isolation")


def _differ(before: Work, after: Work) -> bool:
    """Whether two rows may be neighbours (R05)."""
    return after.move.balance == "neutral" or before.move.balance != after.move.balance


def _may_follow(work: Work, ordered: Sequence[Work], left: Sequence[Work]) -> bool:
    """Whether `work` differs from the row before, and the rest can still take turns after it."""
    if ordered and not _differ(ordered[-1], work):
        return False
    rest = [other.move.balance for other in left if other is not work]
    for balance in ("push", "pull"):
        room = len(rest) - rest.count(balance) + (work.move.balance != balance)
        if rest.count(balance) > room:
            return False
    return True


def rested(works: Sequence[Work], rest_seconds: int) -> list[Work]:
    """Return the rows with the longer rests that R31 asks for."""
    return [
        work.resting(_rest_before(work, before, rest_seconds))
        for work, before in zip(works, (None, *works[:-1]), strict=True)
    ]


def _rest_before(work: Work, before: Work | None, rest_seconds: int) -> int | None:
    if work.exercise.effort == "fast":
        return FAST_REST
    same = before and set(work.exercise.primary) & set(before.exercise.primary)
    return SAME_MUSCLE_REST if same and rest_seconds < SAME_MUSCLE_REST else None
