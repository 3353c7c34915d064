"""What the rules know of an exercise, read from its facts in the plan's JSON."""

from functools import lru_cache
from typing import Any, NamedTuple

from tests.planning.checker.words import BACK_MUSCLES, LEVEL, REAR, TRUNK_AND_LEGS

Json = dict[str, Any]


class Fact(NamedTuple):
    """What the rules know of an exercise.

    Attributes:
        side: push, pull or neutral for the order of a session: a raise counts as a push, a curl
            as a pull, though neither counts as one in the balance of sets.
        family: what a list of first exercises binds: push, pull, rear, core, hinge, raise, other.
        muscles: main muscles that need a minute between two sets.
        numbers: the numbers that the exercise goes through from its low to its high end.
        extends: a hinge or an extension of the back.
    """

    slug: str
    level: int
    kit: frozenset[str]
    caution: frozenset[str]
    pattern: str
    balance: str
    side: str
    family: str
    regions: frozenset[str]
    muscles: tuple[str, ...]
    chest: bool
    back: bool
    extends: bool
    rear: bool
    isolation: bool
    fast: bool
    hold: bool
    sides: int
    seconds: float
    low: int
    high: int
    numbers: tuple[int, ...]


def fact_of(slug: str, exercise: Json) -> Fact:
    """Read an exercise; the same facts make the same record."""
    return _fact(
        slug,
        exercise["level"],
        exercise["pattern"],
        exercise["balance"],
        exercise["unit"],
        exercise["effort"],
        exercise["load_class"],
        exercise["seconds_per_rep"],
        *(tuple(exercise[key]) for key in ("reps", "primary", "regions", "kit", "caution")),
    )


@lru_cache(maxsize=512)
def _fact(
    slug: str,
    level: str,
    pattern: str,
    balance: str,
    unit: str,
    effort: str,
    load_class: str | None,
    seconds: float,
    reps: tuple[int, int],
    primary: tuple[str, ...],
    regions: tuple[str, ...],
    kit: tuple[str, ...],
    caution: tuple[str, ...],
) -> Fact:
    isolation = load_class == "isolation" or pattern in _ISOLATION
    hold = unit.startswith("seconds")
    low, high = reps
    return Fact(
        slug=slug,
        level=LEVEL[level],
        kit=frozenset(kit),
        caution=frozenset(caution),
        pattern=pattern,
        balance=balance,
        side=_side(pattern, balance, primary, isolation=isolation),
        family="rear" if slug in REAR else _family(pattern),
        regions=frozenset(regions),
        muscles=tuple(muscle for muscle in primary if muscle not in TRUNK_AND_LEGS),
        chest="pectoralis major" in primary,
        back=balance == "pull" and not BACK_MUSCLES.isdisjoint(primary),
        extends=pattern == "spinal-extension" or slug == "dumbbell-clean",
        rear=slug in REAR,
        isolation=isolation,
        fast=effort == "fast",
        hold=hold,
        sides=2 if unit.endswith("per-side") else 1,
        seconds=seconds,
        low=low,
        high=high,
        numbers=_numbers(low, high, hold=hold),
    )


CLIMBERS = (20, 24, 30, 36, 40)
_ISOLATION = {"shoulder-isolation", "arm-isolation"}
_FAMILIES = {"shoulder-isolation": "raise", "scapular": "rear", "spinal-extension": "hinge"}
UNKNOWN = Fact(
    slug="", level=1, kit=frozenset(), caution=frozenset(), pattern="", balance="neutral",
    side="neutral", family="other", regions=frozenset(), muscles=(), chest=False, back=False,
    extends=False, rear=False, isolation=False, fast=False, hold=False, sides=1, seconds=0, low=0,
    high=0, numbers=(),
)  # fmt: skip
"""Of an exercise that only the plan before had: its facts are not in this one."""


def _family(pattern: str) -> str:
    for ending in ("push", "pull"):
        if pattern.endswith(f"-{ending}"):
            return ending
    return "core" if pattern.startswith("core") else _FAMILIES.get(pattern, "other")


def _side(pattern: str, balance: str, primary: tuple[str, ...], *, isolation: bool) -> str:
    if balance != "neutral":
        return balance
    if pattern == "shoulder-isolation" or "triceps brachii" in primary:
        return "push" if isolation else "neutral"
    return "pull" if "biceps brachii" in primary else "neutral"


def _numbers(low: int, high: int, *, hold: bool) -> tuple[int, ...]:
    """Return 5 6 8 10 12; 8 10 12 15; 15 20 25 30 40 s: one up to 5, then two; holds five, ten."""
    if not hold and (low, high) == (20, 40):
        return CLIMBERS
    found = [low]
    while found[-1] < high:
        last = found[-1]
        step = (5 if last < 30 else 10) if hold else 1 if last <= 5 else 2
        found.append(high if last + step > high - 2 else last + step)
    return tuple(found)
