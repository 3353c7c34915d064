"""The limits of one week, from its kind, the level and the weeks before (R11 to R17, R28)."""

from collections.abc import Iterable, Sequence

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.words import WeekKind
from runstrong_pdf.planning.brief import Brief
from runstrong_pdf.planning.framing import SHORT_MINUTES
from runstrong_pdf.planning.limits import (
    BACK_MOST,
    CHEST_MOST,
    FIRST_SESSION_SETS,
    MUSCLE_LEAST,
    MUSCLE_LEAST_FEW,
    MUSCLE_LEAST_ONE_SESSION,
    NO_LIMIT,
    ONE_SET,
    ROUND_REST,
    ROUNDS_LEAST,
    ROUNDS_MOST,
    SESSION_SETS,
    WEEK_SETS,
    Bounds,
    Past,
    rows_for,
    week_sets,
)
from runstrong_pdf.planning.resting import SHORTEST_REST, rest_seconds
from runstrong_pdf.planning.weeks import WeekFrame

FOUR_WEEKS = 4
"""A plan this short has no light week, so its last week adds nothing (R17)."""


def bounds_of(
    frame: WeekFrame, brief: Brief, past: Sequence[Past], keys: Iterable[SessionKey]
) -> Bounds:
    """Return what the sessions `keys` of one week may hold."""
    n, care = brief.athlete.level.number - 1, brief.athlete.care
    race = frame.kind is WeekKind.RACE
    least = 0 if race else _muscle_least(frame, brief)
    first = frame.number == 1 and n == 0
    one_set = care.one_set_first and frame.number == 1
    most = ONE_SET if one_set else ROUNDS_LEAST if race else min(ROUNDS_MOST[n], care.rounds_most)
    return Bounds(
        week_sets=_week_sets(frame, brief, past),
        session_sets=FIRST_SESSION_SETS if first else SESSION_SETS[n],
        rounds_least=ONE_SET if race or care.one_set_first else ROUNDS_LEAST,
        rounds_new=ONE_SET if race or one_set else ROUNDS_LEAST,
        rounds_most=most,
        chest=(least, CHEST_MOST[n]),
        back=(least, BACK_MOST[n]),
        rows=rows_for(brief.request.minutes, brief.target),
        seconds=brief.main_seconds,
        frame_seconds=brief.request.minutes * 60 - brief.main_seconds,
        rest_seconds=_rest(frame, brief),
        round_rest_seconds=_round_rest(brief),
        two_rounds=frozenset(key for key in keys if key == "C" or key in brief.eves),
        tapers=race,
        waives=brief.waives,
    )


def _week_sets(frame: WeekFrame, brief: Brief, past: Sequence[Past]) -> int:
    weeks, sessions = brief.request.weeks, brief.request.sessions
    holds = frame.number == weeks and (sessions == 1 or weeks == FOUR_WEEKS)
    limit = week_sets(frame.kind, past, starts=frame.starts, last_holds=holds)
    if limit is None:
        return NO_LIMIT
    most = WEEK_SETS[sessions][brief.athlete.level.number - 1]
    return min(limit, most) if frame.kind is WeekKind.BUILD else limit


def _muscle_least(frame: WeekFrame, brief: Brief) -> int:
    care = brief.athlete.care
    if care.one_set_first and frame.number == 1:
        return ONE_SET
    if care.one_set_first and brief.request.sessions == 1:
        return MUSCLE_LEAST_ONE_SESSION
    few = brief.request.sessions == 1 or frame.kind is WeekKind.LIGHT or care.one_set_first
    return MUSCLE_LEAST_FEW if few else MUSCLE_LEAST


def _rest(frame: WeekFrame, brief: Brief) -> int:
    care, short = brief.athlete.care, brief.request.minutes < SHORT_MINUTES
    least = care.short_rest_seconds if short else care.rest_seconds
    usual = SHORTEST_REST if short else brief.stages[frame.stage].rest_seconds
    return rest_seconds(max(usual, least), brief.target, brief.main_seconds)


def _round_rest(brief: Brief) -> int:
    care = brief.athlete.care
    short = brief.request.minutes < SHORT_MINUTES
    return max(ROUND_REST, care.short_round_rest_seconds if short else care.round_rest_seconds)
