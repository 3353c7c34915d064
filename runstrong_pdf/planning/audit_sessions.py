"""What one session breaks, whoever wrote it: each finding with its rule."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from runstrong_pdf.model.words import Kit, Level
from runstrong_pdf.planning.eligibility import BEGINNERS_NEVER
from runstrong_pdf.planning.limits import (
    BIG_MUSCLES,
    FAST_REST,
    FIRST_SESSION_SETS,
    MOST_ROUNDS,
    SAME_MUSCLE_REST,
)
from runstrong_pdf.planning.made import MadeBlock, rows_of, sets_of
from runstrong_pdf.planning.picks import FEWEST_ROWS, RAISES_MOST, REAR, REGIONS, TWINS, is_small
from runstrong_pdf.planning.rounds import PULL_SHARE
from runstrong_pdf.planning.row import Row
from runstrong_pdf.planning.trades import MOST_COLOURS, MOST_WEIGHTS

MOST_SETS = (20, 24, 28)
"""Of a session, by level (R14)."""
MOST_EXERCISES = 10
"""Of a session (C14)."""
LEAST_WORK, WORK_SHARE, WORK_MINUTES = 240, 0.18, 45
"""Seconds of work in a build session, and its share of the minutes, of which 45 count (C13)."""
LESS_ROUND_REST = 15
"""Seconds that rests between rounds are longer than those between exercises (C12)."""


class Finding(NamedTuple):
    """What breaks a rule, and which."""

    text: str
    rule: str


def least_work(minutes: int, most: int = WORK_MINUTES) -> float:
    """Return the seconds of work that a build session has at least (C13).

    Args:
        most: minutes that count; of longer sessions no more.
    """
    return max(LEAST_WORK, WORK_SHARE * min(minutes, most) * 60 if minutes >= 30 else 0)


def sides(blocks: Sequence[MadeBlock]) -> tuple[int, int]:
    """Return the pushing and the pulling sets of a session."""
    rows = rows_of(blocks)
    push, pull = (
        sum(row.rounds for row in rows if row.exercise.balance == side) for side in ("push", "pull")
    )
    return push, pull


def lacks(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what every session has and this one has not (R01, R03)."""
    patterns = [row.exercise.pattern for row in rows]
    if "horizontal-push" not in patterns:
        yield Finding("a horizontal push", "R03")
    if not any(row.exercise.balance == "pull" for row in rows):
        yield Finding("a pulling exercise", "R03")
    if not any(pattern.startswith("core") for pattern in patterns):
        yield Finding("a core exercise", "R03")
    if missing := REGIONS.difference(*[row.exercise.regions for row in rows]):
        yield Finding(f"anything for {', '.join(sorted(missing))}", "R01")


def lacks_in_week(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what every week has and this one has not (R04)."""
    patterns = {row.exercise.pattern for row in rows}
    slugs = {row.slug for row in rows}
    if "spinal-extension" not in patterns and "dumbbell-clean" not in slugs:
        yield Finding("an exercise for the lower back", "R04")
    if not slugs & REAR:
        yield Finding("an exercise for the back of the shoulder", "R04")


def session(
    blocks: Sequence[MadeBlock], level: Level, *, build: bool, minutes: int
) -> Iterator[Finding]:
    """Yield everything that a session breaks by itself; `build`: whether it is of a build week."""
    rows = rows_of(blocks)
    yield from (Finding(f"lacks {text}", rule) for text, rule in lacks(rows))
    yield from _sets(blocks, level)
    yield from _list(rows)
    for row in rows:
        yield from _dose(row, level)
    yield from order(blocks)
    yield from _rests(blocks)
    work = sum(row.rounds * row.seconds for row in rows)
    if build and work < (least := least_work(minutes)):
        yield Finding(f"{work / 60:.1f} minutes of work, at least {least / 60:.1f}", "C13")


def first_session(
    blocks: Sequence[MadeBlock], reserve: tuple[int, int], level: Level
) -> Iterator[Finding]:
    """Yield what is too much for a beginner's first week (R14)."""
    if level is not Level.BEGINNER:
        return
    if (sets := sets_of(blocks)) > FIRST_SESSION_SETS:
        yield Finding(f"{sets} sets, at most {FIRST_SESSION_SETS} in a first session", "R14")
    if reserve[0] < 4:
        yield Finding(f"{reserve[0]} in reserve, 4 in a beginner's first week", "R14")


def _sets(blocks: Sequence[MadeBlock], level: Level) -> Iterator[Finding]:
    push, pull = sides(blocks)
    if (sets := sets_of(blocks)) > (most := MOST_SETS[level.number - 1]):
        yield Finding(f"{sets} sets, at most {most}", "R14")
    if pull < PULL_SHARE * push:
        yield Finding(f"{pull} pulling sets beside {push} pushing", "R03")


def _list(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with the list of exercises (R07, C14, C15)."""
    slugs = [row.slug for row in rows]
    if not FEWEST_ROWS <= len(rows) <= MOST_EXERCISES:
        yield Finding(f"{len(rows)} exercises, allowed {FEWEST_ROWS}-{MOST_EXERCISES}", "C14")
    for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        yield Finding(f"{slug} stands here twice", "C14")
    for twins in TWINS:
        if len(alike := sorted(twins & set(slugs))) > 1:
            yield Finding(f"{' and '.join(alike)} are near twins", "C14")
    raises = sum(row.exercise.pattern == "shoulder-isolation" for row in rows)
    if raises > RAISES_MOST:
        yield Finding(f"{raises} raises for the shoulders, at most {RAISES_MOST}", "R07")
    for what, loads, most in (
        ("colours", {row.load.band for row in rows if row.load.band}, MOST_COLOURS),
        ("weights", {row.load.kg for row in rows if row.load.kg}, MOST_WEIGHTS),
    ):
        if len(loads) > most:
            yield Finding(f"{len(loads)} {what}, at most {most}", "C15")


def _dose(row: Row, level: Level) -> Iterator[Finding]:
    low, high = row.exercise.reps
    most = MOST_ROUNDS[level.number - 1]
    if not low <= row.reps <= high:
        yield Finding(f"{row.slug} x {row.reps}, its range is {low}-{high}", "R12")
    if not 2 <= row.rounds <= most:
        yield Finding(f"{row.slug} {row.rounds} rounds, allowed 2-{most}", "R11")
    if row.exercise.level.number > level.number:
        yield Finding(f"{row.slug} is for {row.exercise.level}", "R08")
    if level is Level.BEGINNER and row.slug in BEGINNERS_NEVER:
        yield Finding(f"{row.slug} is not for beginners", "R09")
    for kit, load in ((Kit.BAND, row.load.band), (Kit.DUMBBELLS, row.load.kg)):
        if kit in row.exercise.kit and not load:
            what = "no colour" if kit is Kit.BAND else "no weight"
            yield Finding(f"{row.slug} has {what}", "C11")


def order(blocks: Sequence[MadeBlock]) -> Iterator[Finding]:
    """Yield what follows what it should not, in every round and from block to block (R05, R06)."""
    for a, b in pairwise(rows_of(blocks)):
        if a.exercise.balance == b.exercise.balance != "neutral":
            yield Finding(f"{b.slug} follows {a.slug}, both {b.exercise.balance}", "R05")
    for block in blocks:
        a, b = block.rows[-1], block.rows[0]
        if len(block.rows) > 2 and a.exercise.balance == b.exercise.balance != "neutral":
            said = f"{b.slug} follows {a.slug} in the next round, both {b.exercise.balance}"
            yield Finding(said, "R05")
    for number, block in enumerate(blocks):
        for row in block.rows:
            if row.exercise.effort == "fast" and (number or len(block.rows) > 1):
                yield Finding(f"{row.slug} is fast, so it is first and in a block alone", "R06")
    for side in ("push", "pull"):
        mine = [row for row in rows_of(blocks) if row.exercise.balance == side]
        if mine and is_small(mine[0].exercise) and not all(is_small(r.exercise) for r in mine):
            said = f"{mine[0].slug} works one joint, before the larger {side}"
            yield Finding(said, "R06")


def _rests(blocks: Sequence[MadeBlock]) -> Iterator[Finding]:
    """Yield rests that are too short (R31, C12)."""
    before: Row | None = None
    for block in blocks:
        rest, between = block.rests.rest, block.rests.round_rest
        if len(block.rows) > 1 and between < rest + LESS_ROUND_REST:
            yield Finding(f"{between} s between rounds, {rest} s between exercises", "C12")
        for number, row in enumerate(block.rows):
            has = row.rest_before or (rest if number else max(rest, between))
            if row.exercise.effort == "fast" and has < FAST_REST:
                yield Finding(f"{row.slug} is fast and needs {FAST_REST} s of rest", "R31")
            same = set(row.exercise.primary) & set(before.exercise.primary if before else ())
            if (shared := sorted(same - BIG_MUSCLES)) and has < SAME_MUSCLE_REST:
                both = f"{row.slug} after {before.slug if before else ''}, both {', '.join(shared)}"
                yield Finding(f"{both}: {SAME_MUSCLE_REST} s of rest first", "R31")
            before = row
