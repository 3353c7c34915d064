"""The most and the least of everything, sizes of sessions (docs/training-rules.md#sets)."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from runstrong_pdf.model.words import Level, Phase, WeekKind
from runstrong_pdf.planning.athlete import Care
from runstrong_pdf.planning.picks import PickedBlock

BANDS_OF_MINUTES = ((53, 60), (38, 40), (28, 30), (25, 25), (20, 20))
"""From how many minutes on a session counts as one of 60, 40, 30, 25 or 20."""
SHORT, LONG = 28, 38
"""Below the first a session is one circuit; from the second on it is a full one."""

SESSION_SETS: Mapping[int, tuple[int, int, int]] = {
    20: (10, 10, 10), 25: (12, 12, 12), 30: (16, 16, 16), 40: (20, 22, 22), 60: (20, 24, 27),
}  # fmt: skip
"""Most sets of a session by its size and the level (R14)."""
FLAT_SETS = (12, 14)
"""The same where sets stay as they are, below 38 minutes and from there on (C23)."""
SMALL_THIRD_SETS = 10
"""Of a third session where steps are half ones: 65 and over, pregnancy, after a birth."""
THIRD_SESSION_SETS = 17
"""Most sets of a third session."""
FIRST_SESSION_SETS = 18
"""Sets of a beginner's first session (R14)."""
EASY_SETS = 12
"""Sets of a session in easy weeks, such as those of a comeback."""
MOST_ROUNDS = (3, 4, 4)
"""Rounds by level (R11)."""
USUAL_ROUNDS = 3
"""Rounds that a block grows to."""
CHEST_MOST, BACK_MOST = (10, 14, 18), (14, 18, 22)
"""Weekly sets by level (R13)."""
LEAST_SETS, LEAST_SETS_ONCE = 4, 3
"""Weekly sets of chest and of back: the least, and with one session a week (R13)."""
VERTICAL_SETS = 3
"""Overhead pushing sets of a week, or half of all (R07)."""
MORE_FOR_THREE = (2, 4)
"""With three sessions a week the caps of R13 are so much higher."""
SHORTEST_THAT_GROWS, LEAST_GROWTH = 6, 1.1
"""Weeks from which sets end no lower than they began; in a long plan a tenth higher (C08)."""
LEAST_KEPT = 0.9
"""The same with one session a week or short ones, where a row makes much of a difference (C08)."""
GROWTH, GROWTH_SETS, GROWTH_ONE_ROUND = 1.25, 3, 4
"""A week against the highest of the three before: 25 %, or three sets more; four for each of two
sessions while one round grows to two (R15)."""
LIGHT_SHARE, SMALL_LIGHT_SHARE, SMALL_WEEK = 0.70, 0.75, 20
"""A light week against the same, and where that had 20 sets or fewer (R17)."""
RACE_SHARE = 0.5
LOOK_BACK = 3
NEXT_SHARE = 0.9
"""Sets of the first week of a next block against the last week of the one before (C20)."""
NO_LIMIT = 10_000
FAST_REST, FAST_ROUND_REST = 120, 135
"""Seconds of rest of a fast lift (R31, C06)."""
LEAST_REST = 30
LEAST_ROUND_REST = 60
HARD_REST, HARD_ROUND_REST = 60, 90
"""Seconds of rest in the first block of the experienced in an hour."""
SAME_MUSCLE_REST = 60
"""Seconds from set to set of the same muscle (R31)."""
BIG_MUSCLES = frozenset(
    {"transversus abdominis", "rectus abdominis", "obliques", "quadratus lumborum", "iliopsoas",
     "erector spinae", "multifidus", "gluteus maximus", "quadriceps femoris", "hamstrings"}
)  # fmt: skip
"""Trunk and legs, of which R31 asks no rest."""


class Past(NamedTuple):
    """What one week before this one held."""

    kind: WeekKind
    sets: int
    one_round: bool = False


def muscle_sets(level: Level, sessions: int) -> tuple[int, int]:
    """Return the most weekly sets of chest and of back (R13)."""
    more = MORE_FOR_THREE if sessions > 2 else (0, 0)
    return CHEST_MOST[level.number - 1] + more[0], BACK_MOST[level.number - 1] + more[1]


def week_sets(kind: WeekKind, past: Sequence[Past], sessions: int) -> int:
    """Return the most sets that a week may have after those before it (R15 to R17, R28)."""
    if not past:
        return NO_LIMIT
    most = max(week.sets for week in past[-LOOK_BACK:])
    if kind is WeekKind.RACE:
        return math.floor(RACE_SHARE * most)
    if kind is WeekKind.LIGHT:
        return math.floor((SMALL_LIGHT_SHARE if most <= SMALL_WEEK else LIGHT_SHARE) * most + 1)
    if kind is WeekKind.INTRO:
        return past[-1].sets if past[-1].kind.is_loading else most
    grown = max(math.floor(GROWTH * most), most + GROWTH_SETS)
    once = GROWTH_ONE_ROUND * min(sessions, 2)
    return max(grown, most + once) if past[-1].one_round else grown


def session_sets(size: int, level: Level, key: str, care: Care, *, no_kit: bool) -> int:
    """Return the most sets of a session; without kit an hour has no more than 40 minutes (R14)."""
    size = min(size, 40) if no_kit else size
    most = SESSION_SETS[min(size, 40) if care.one_round_first or care.flat else size]
    if care.short_third and key == "C":
        return SMALL_THIRD_SETS
    if care.flat:
        return FLAT_SETS[0 if size < LONG else 1]
    return min(most[level.number - 1], THIRD_SESSION_SETS if key == "C" else NO_LIMIT)


def most_rounds(level: Level, care: Care) -> int:
    """Return the most rounds of a block (R11)."""
    return min(USUAL_ROUNDS, MOST_ROUNDS[level.number - 1], care.most_rounds)


class Rests(NamedTuple):
    """Seconds between exercises, and between rounds."""

    rest: int
    round_rest: int


def rests(
    block: PickedBlock,
    place: tuple[int, int],
    circuits: int,
    phase: Phase,
    minutes: int,
    level: Level,
    care: Care,
    *,
    no_kit: bool,
    single: bool,
    less: int,
) -> Rests:
    """Return the rests of a block, the same in all weeks of a part (C12).

    Args:
        place: the block's place in the session, and how many blocks there are; circuits: how many
            of them are no fast lift.
        single: whether it is the one short session of a week.
        less: seconds that the last block rests less.
    """
    if block.alone:
        return Rests(FAST_REST, FAST_ROUND_REST)
    at, many = place
    last = at == many - 1
    usual = {Phase.BODYWEIGHT: 40 if no_kit else 30, Phase.BANDS: 40, Phase.DUMBBELLS: 45}[phase]
    if minutes < LONG:
        usual = LEAST_REST
    hard = level is Level.EXPERIENCED and minutes > 52 and phase is Phase.DUMBBELLS
    if hard and at == many - 2 and care.round_rest_seconds <= HARD_ROUND_REST:
        return Rests(HARD_REST, HARD_ROUND_REST)
    less_wanted = less
    less = less if last and circuits > 1 and not care.flat else 0
    rest = max(usual, care.rest_seconds) - less
    rest = max(LEAST_REST, rest)
    between = 75 if minutes >= LONG else 60
    if care.round_rest_seconds > between and (not last or many == 1):
        between = care.round_rest_seconds
    if less:
        between = 60
    if less_wanted and single and care.round_rest_seconds <= LEAST_ROUND_REST:
        between = rest + 15
    return Rests(rest, max(between, rest + 15))


def rest_before(earlier: Iterable[str], muscles: Iterable[str], rest: int) -> int | None:
    """Return 60 where the row before works the same muscle and the usual rest is shorter (R31)."""
    same = set(earlier) & set(muscles) - BIG_MUSCLES
    return SAME_MUSCLE_REST if same and rest < SAME_MUSCLE_REST else None


WORK_SECONDS = 500
"""A session with less work gains the next round first (C13: 486 in three quarters of an hour)."""


def size_of(minutes: int) -> int:
    """Return the size of session that so many minutes make: 20, 25, 30, 40 or 60.

    Example:
        >>> [size_of(minutes) for minutes in (20, 27, 35, 45, 60)]
        [20, 25, 30, 40, 60]
    """
    return next(size for least, size in BANDS_OF_MINUTES if minutes >= least)
