"""The most and the least of everything (rules R11, R13 to R17, R28).

Sets of a session and a week: docs/training-rules.md#sessions-and-sets.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.words import Level, WeekKind

ROUNDS_LEAST = 2
ROUNDS_MOST = (3, 4, 4)
"""Rounds by level (R11)."""
SESSION_SETS = (20, 24, 28)
"""Sets in a session by level (R14)."""
FIRST_SESSION_SETS = 18
"""Sets in a beginner's first session (R14)."""
WEEK_SETS = {1: (20, 24, 28), 2: (40, 46, 52), 3: (48, 60, 66)}
"""Sets in a build week by sessions a week and level [judgement]."""
CHEST_MOST = (10, 14, 18)
BACK_MOST = (14, 18, 22)
"""Weekly sets by level (R13)."""
MUSCLE_LEAST = 4
MUSCLE_LEAST_FEW = 3
"""Weekly sets for chest and back; the few of a single session or a light week (R13)."""
MUSCLE_LEAST_ONE_SESSION = 2
"""The same from 65 on with one session a week, while one set grows to two [judgement]."""
ONE_SET = 1
"""From 65 on week 1 has one set of everything, which R13 gives way to."""
GROWTH, GROWTH_SETS = 1.25, 3
"""A week against the highest of the three before: 25 % or three sets more (R15)."""
LIGHT_SHARE, LIGHT_SETS = 0.70, 1
"""A light week against the same (R17)."""
RACE_SHARE = 0.5
"""Race week against the last loading week (R28)."""
NO_LIMIT = 10_000
"""Stands for "no limit", as in week 1, which has no weeks before it."""
PULL_SHARE = 0.7
"""Pulling against pushing sets in every session (R03)."""
PULL_ROWS_SHARE = 0.6
"""The same while rows are chosen; one more round for the pulls makes up the rest [judgement]."""
ROUND_REST, SHORTEST_ROUND_REST = 75, 45
"""Seconds between rounds [judgement]; shorter where nothing else can change (R31)."""
LOOK_BACK = 3
MINUTES_PER_SET = 2
"""A set takes about two minutes of the session, warm-up and stretch included."""
MOST_ROWS = 9
"""Rows that fit a Letter page."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one week may hold. `seconds` is the main part of a session, `frame_seconds` the rest.

    Attributes:
        rounds_new: rounds of what is new, and of everything in intro and light weeks.
        two_rounds: sessions that stay at two rounds: a third one, and one before a hard run.
        tapers: whether the least of R04 and R13 give way to the half of R28.
        waives: what R04 asks for and the cautions rule out altogether (R33).
    """

    week_sets: int
    session_sets: int
    rounds_least: int
    rounds_new: int
    rounds_most: int
    chest: tuple[int, int]
    back: tuple[int, int]
    rows: int
    seconds: float
    frame_seconds: float
    rest_seconds: int
    round_rest_seconds: int
    two_rounds: frozenset[SessionKey]
    tapers: bool = False
    pull_share: float = PULL_SHARE
    waives: frozenset[str] = frozenset()

    def resting_less(self, seconds: int) -> Self:
        """Return the same with shorter rests between rounds, where those are not asked for."""
        rest = self.round_rest_seconds - seconds
        if not SHORTEST_ROUND_REST <= rest < self.round_rest_seconds <= ROUND_REST:
            return self
        return replace(self, round_rest_seconds=rest)

    def most_rounds(self, key: SessionKey) -> int:
        """Return the most rounds of a row of one session."""
        return min(2, self.rounds_most) if key in self.two_rounds else self.rounds_most


@dataclass(frozen=True, slots=True)
class Past:
    """What one week before this one held."""

    kind: WeekKind
    sets: int


def week_sets(
    kind: WeekKind, past: Sequence[Past], *, starts: bool, last_holds: bool
) -> int | None:
    """Return the most sets a week may have beside its neighbours, or None in week 1."""
    if not past:
        return None
    highest = max(week.sets for week in past[-LOOK_BACK:])
    loading = [week.sets for week in past if week.kind in {WeekKind.INTRO, WeekKind.BUILD}]
    before = [week.sets for week in past if week.kind is not WeekKind.RACE][-1]
    if kind is WeekKind.RACE:
        return math.floor(RACE_SHARE * min(loading[-1], highest))
    if kind is WeekKind.LIGHT:
        light = math.floor(LIGHT_SHARE * highest + LIGHT_SETS)
        return min(light, past[-1].sets) if starts else light
    if kind is WeekKind.INTRO:
        return before
    growth = math.floor(max(GROWTH * highest, highest + GROWTH_SETS))
    return min(growth, before) if last_holds else growth


def session_target(minutes: int, level: Level, sessions: int) -> int:
    """Return how many sets a full session aims at (docs/training-rules.md#sessions-and-sets)."""
    n = level.number - 1
    share = WEEK_SETS[sessions][n] // sessions
    return min(minutes // MINUTES_PER_SET, SESSION_SETS[n], share + (sessions == 3) * 2)


def rows_for(minutes: int, target: int) -> int:
    """Return how many exercises a session has: few when time is short, two to three sets each."""
    by_time = 5 if minutes < 25 else 6 if minutes < 35 else 8 if minutes < 45 else MOST_ROWS
    return max(5, min(by_time, target // 2 - (target >= 16) * 1))
