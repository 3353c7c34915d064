"""One row and how it moves on: round, repetitions, load, rung, manner, or something new (R18)."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Because, StepKind
from runstrong_pdf.model.programme import Manner
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.loads import (
    CLIMBERS,
    MANNER_RANK,
    Load,
    first_load,
    is_big_step,
    next_load,
    next_manner,
)
from runstrong_pdf.planning.picks import is_small

SWITCH_SIDES_SECONDS = 5
"""Changing sides within one set (R29)."""
MANNER_SECONDS: dict[Manner, int] = {"slow": 1, "pause": 2}
"""What a repetition takes longer: lowered in three counts instead of two, or paused for two."""
CLIMBER_STEPS = (20, 24, 30, 36, 40)
LONG_SET_SECONDS = 70
"""A set this long goes up by one repetition, not by two."""
WEEKS_AT_TOP = 2
"""Weeks that a small muscle stays at its top number before a step of more than 25 % (R20)."""
OWN_LADDER = frozenset({"push-up", "wide-push-up", "diamond-push-up", "handle-push-up"})
"""Push-ups whose first number comes from the push-ups owned (C31)."""
FIRST_SHARE = 0.6
"""Of the push-ups owned: the most of a first dose (C31)."""

MOST_FEWER, MOST_FEWER_SECONDS = 2, 10
"""What a row may begin lower in a next block or another session (C19, C20)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise in one session of one week.

    Attributes:
        week: the week of this dose.
        step: how it is harder than in the last loading week; otherwise: the dose of that week.
        weeks_at_top: loading weeks in a row at its top number; held: in a row unchanged.
    """

    slug: str
    exercise: Exercise
    rounds: int
    reps: int
    load: Load
    week: int
    step: StepKind | None = None
    otherwise: "Row | None" = None
    weeks_at_top: int = 0
    held: int = 0
    rest_before: int | None = None
    instead_of: str | None = None
    because: Because | None = None

    @property
    def seconds(self) -> float:
        """Working time of one set."""
        return self.seconds_at(self.reps)

    def seconds_at(self, reps: int) -> float:
        """Working time of one set of so many repetitions, both sides where it is done on each."""
        exercise = self.exercise
        once = reps * (exercise.seconds_per_rep + MANNER_SECONDS.get(self.load.manner, 0))
        return 2 * once + SWITCH_SIDES_SECONDS if exercise.unit.per_side else once

    def moved(
        self,
        *,
        rounds: int,
        week: int,
        reps: int | None = None,
        load: Load | None = None,
        step: StepKind | None = None,
        otherwise: "Row | None" = None,
        weeks_at_top: int | None = None,
        held: int = 0,
    ) -> "Row":
        """Return the row with another dose; what told of the last step is gone."""
        return Row(  # replace() would take a tenth of all planning
            slug=self.slug,
            exercise=self.exercise,
            rounds=rounds,
            reps=self.reps if reps is None else reps,
            load=load or self.load,
            week=week,
            step=step,
            otherwise=otherwise,
            weeks_at_top=self.weeks_at_top if weeks_at_top is None else weeks_at_top,
            held=held,
            instead_of=self.instead_of,
            because=self.because,
        )


@lru_cache(maxsize=512)
def numbers(low: int, high: int, *, hold: bool) -> tuple[int, ...]:
    """Return the numbers that a row goes through, from low to high.

    Example:
        >>> numbers(5, 12, hold=False), numbers(8, 15, hold=False), numbers(15, 45, hold=True)
        ((5, 6, 8, 10, 12), (8, 10, 12, 15), (15, 20, 25, 30, 40, 45))
    """
    if (low, high) == CLIMBERS and not hold:
        return CLIMBER_STEPS
    found = [low]
    while found[-1] < high:
        last = found[-1]
        following = last + ((5 if last < 30 else 10) if hold else 1 if last <= 5 else 2)
        found.append(high if following > high - 2 else following)  # just below it falls out
    return tuple(found)


def steps_of(exercise: Exercise) -> tuple[int, ...]:
    """Return the numbers of one exercise."""
    return numbers(*exercise.reps, hold=exercise.unit.is_time)


def first_row(
    slug: str,
    exercise: Exercise,
    athlete: Athlete,
    rounds: int,
    week: int,
    *,
    short: bool,
    early: bool = False,
    higher: bool = False,
) -> Row | None:
    """Return an exercise's first dose, or None where no load owned suits (C24, C31).

    Args:
        short: whether the session is one of twenty minutes, which starts low.
        early: whether weights are to step soon, so that they start a number higher (C03).
        higher: whether all rows do (C13).
    """
    load = first_load(slug, exercise, athlete)
    if load is None:
        return None
    reps = _first_reps(slug, exercise, athlete, short=short)
    weighs = early and bool(load.kg) and exercise.load_class == "compound"
    own = slug in OWN_LADDER or (athlete.care.flat and "push-up" in slug)
    gentle = own or exercise.effort == "fast" or slug in athlete.care.manners
    if ((weighs and not athlete.care.small_steps) or higher) and not gentle:
        second = _second(exercise, athlete)
        reps = min(max(reps, second), math.ceil(sum(exercise.reps) / 2))
    if load.amount:
        reps = max(reps, min(athlete.care.first_reps, sum(exercise.reps) // 2))
    return Row(slug, exercise, rounds, reps, load, week, step="new")


def _second(exercise: Exercise, athlete: Athlete) -> int:
    """Return the number after the first; with half steps no higher than without a caution."""
    if not athlete.care.small_steps:
        return steps_of(exercise)[1]
    second = exercise.reps[0] + 1
    return second if athlete.care.flat else min(second, exercise.first_reps)


def _first_reps(slug: str, exercise: Exercise, athlete: Athlete, *, short: bool) -> int:
    low, high = exercise.reps
    if slug in OWN_LADDER:
        return _first_push_ups(slug, exercise, athlete, short=short)
    row = bool(exercise.kit) and exercise.balance == "pull" and exercise.load_class == "compound"
    careful = athlete.care.small_steps and not (row or athlete.care.first_reps)
    start = low if short or careful else exercise.first_reps
    middle = math.ceil((low + high) / 2)
    hold = athlete.care.longest_hold if exercise.unit.is_time else None
    return low if hold and hold < high else min(max(start, low), middle)


def _first_push_ups(slug: str, exercise: Exercise, athlete: Athlete, *, short: bool) -> int:
    """At most 0.6 of the push-ups owned; two numbers under the top, one where they are counted."""
    ladder = steps_of(exercise)
    if athlete.push_ups is None and athlete.level.number == 1:
        return ladder[0]
    most = FIRST_SHARE * athlete.least_push_ups
    below = ladder[: -1 if athlete.push_ups is not None else -2]
    best = max((n for n in below if n <= most), default=ladder[0])
    best = min(best, ladder[1]) if short else best
    middle = math.ceil(sum(exercise.reps) / 2)
    return best if slug in {"push-up", "handle-push-up"} else min(best, middle)


def top(row: Row, athlete: Athlete) -> int:
    """Return the number at which the row moves on: low + 4, or the high end (R20).

    In short sessions a set without a load moves on before it takes too long.
    """
    most = _top(row, athlete)
    if row.load.amount or row.exercise.unit.is_time or athlete.longest_set is None:
        return most
    if row.seconds_at(most) <= athlete.longest_set:
        return most
    quick = [n for n in steps_of(row.exercise) if row.seconds_at(n) <= athlete.longest_set]
    return max(row.exercise.reps[0], min(most, max(quick, default=0)))


def _top(row: Row, athlete: Athlete) -> int:
    low, high = row.exercise.reps
    hold = athlete.care.longest_hold if row.exercise.unit.is_time else None
    if hold:
        return max(low, min(high, hold))
    whole = athlete.care.top_first or low < 8 or is_small(row.exercise)
    if not row.load.amount or whole or row.exercise.unit.is_time:
        return high
    following = next_load(row.load, athlete)
    if following is None or is_big_step(row.load, following):
        return high
    return next(n for n in steps_of(row.exercise) if n >= min(high, low + 4))


def _next_number(row: Row, most: int, athlete: Athlete) -> int:
    """Return the next number of repetitions or seconds, at most the top."""
    care = athlete.care.small_steps or row.seconds >= LONG_SET_SECONDS
    if care and not row.exercise.unit.is_time:
        return min(row.reps + 1, most)
    return min(most, next((n for n in steps_of(row.exercise) if n > row.reps), row.reps))


def advance(
    last: Row, athlete: Athlete, rounds: int, week: int, *, weeks_left: int, begins: bool
) -> Row:
    """Return the row of a loading week after its last one (R18): one step, or none at all.

    Args:
        last: the row of the last loading week; rounds: what the block does now.
        weeks_left: loading weeks after this one; begins: whether a part begins, where alone a fast
            lift gets heavier.
    """
    if rounds > last.rounds:
        return last.moved(rounds=rounds, week=week, step="round")
    most = top(last, athlete)
    if last.reps < most:
        reps = _next_number(last, most, athlete)
        at_top = int(reps >= most)
        return last.moved(rounds=rounds, reps=reps, week=week, step="reps", weeks_at_top=at_top)
    following = next_load(last.load, athlete)
    fixed = last.exercise.effort == "fast" and not begins
    if fixed or last.slug in athlete.care.stepped:
        following = None
    if following:
        waits = is_small(last.exercise) and is_big_step(last.load, following)
        if not waits or last.weeks_at_top >= WEEKS_AT_TOP:
            return _heavier(last, following, rounds, week)
        if weeks_left:
            return hold(last, rounds, week)
    early = last.reps < math.ceil(sum(last.exercise.reps) / 2)
    slower = None if early else next_manner(last.exercise, last.load, athlete)
    if slower and not athlete.care.allows_manner(last.slug, slower.manner):
        slower = None
    harder = slowed(last, slower, rounds, week) if slower else None
    if harder and harder.seconds <= (athlete.longest_set or harder.seconds):
        return harder
    return hold(last, rounds, week)


def is_spent(row: Row, patient: Athlete) -> bool:
    """Whether a row has no number, load or manner left to go to, however long its sets take."""
    return "push-up" not in row.slug and steps_left(row, patient, 1, 1) == 0


def steps_left(row: Row, patient: Athlete, weeks: int, enough: int) -> int:
    """Return in how many of some weeks a row gets harder, `enough` at most.

    However long its sets take.
    """
    steps = 0
    for week in range(weeks):
        row = advance(row, patient, row.rounds, row.week, weeks_left=weeks - week - 1, begins=True)
        steps += row.step is not None
        if steps == enough:
            break
    return steps


def hold(last: Row, rounds: int, week: int) -> Row:
    """Return the same dose once more."""
    at_top = last.weeks_at_top + 1 if last.weeks_at_top else 0
    return last.moved(rounds=rounds, week=week, held=last.held + 1, weeks_at_top=at_top)


def _heavier(last: Row, load: Load, rounds: int, week: int) -> Row:
    return last.moved(
        rounds=rounds,
        reps=last.exercise.reps[0],
        load=load,
        week=week,
        step="load",
        otherwise=last,
        weeks_at_top=0,
    )


def slowed(last: Row, load: Load, rounds: int, week: int) -> Row:
    """A new manner begins two numbers lower."""
    below = [n for n in steps_of(last.exercise) if n < last.reps]
    reps = (below or [last.reps])[-2:][0]
    return last.moved(
        rounds=rounds, reps=reps, load=load, week=week, step="manner", otherwise=last,
        weeks_at_top=0,
    )  # fmt: skip


def lightened(last: Row, rounds: int, week: int) -> Row:
    """Return the row of a light or race week: the same load, one number lower."""
    below = [n for n in steps_of(last.exercise) if n < last.reps]
    reps = below[-1] if below else last.reps
    return last.moved(rounds=rounds, reps=reps, week=week)


def a_little_fewer(last: Row) -> Row:
    """Return a dose one number lower, as far as that is not easier (C19, C20)."""
    below = max((n for n in steps_of(last.exercise) if n < last.reps), default=last.reps)
    most = MOST_FEWER_SECONDS if last.exercise.unit.is_time else MOST_FEWER
    return replace(last, reps=below) if last.reps - below <= most else last


def is_harder(row: Row, before: Row | None) -> bool:
    """Whether a row is new, or harder than a dose before it."""
    return before is None or step_between(row, before) is not None


def step_between(row: Row, before: Row) -> StepKind | None:
    """Return what makes a row harder than a dose before it; None where nothing does (C01)."""
    now, was = row.load, before.load
    if now is not was:
        heavier = now.amount - was.amount
        if heavier:
            return "load" if heavier > 0 else None
        pace = MANNER_RANK[now.manner] - MANNER_RANK[was.manner]
        if pace:
            return "manner" if pace > 0 else None
    if row.rounds > before.rounds:
        return "round"
    return "reps" if row.reps > before.reps and row.rounds == before.rounds else None
