"""How long to rest between exercises: longer where there is time (rules R29 and R31)."""

from collections.abc import Mapping, Sequence

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.planning.estimate import circuit_seconds
from runstrong_pdf.planning.limits import Bounds
from runstrong_pdf.planning.work import Work

SHORTEST_REST, LONGEST_REST, REST_STEP = 30, 90, 15
"""Never below 30 seconds (R31); little is gained beyond 90 (Singer 2024)."""
AVERAGE_SET = 35
"""Seconds of work in a set, for a first guess [judgement]."""
FILLED = 0.9
"""Share of the main part that a first guess plans for; the rest is for longer sets [judgement]."""
SHORTEST_SHARE = 0.75
"""A build session uses at least this much of its time (R29)."""


def rest_seconds(usual: int, target: int, main_seconds: float) -> int:
    """Return the rest of every week: what the time leaves beside the sets aimed at."""
    room = FILLED * main_seconds / target - AVERAGE_SET
    return max(usual, min(LONGEST_REST, int(room // REST_STEP) * REST_STEP))


def unhurried(rows: Mapping[SessionKey, Sequence[Work]], bounds: Bounds) -> int:
    """Return the rest of a build week: longer while a session would be too short (R29)."""
    rest = bounds.rest_seconds
    least = SHORTEST_SHARE * (bounds.seconds + bounds.frame_seconds) - bounds.frame_seconds
    while rest < LONGEST_REST and min(_lengths(rows, rest, bounds)) < least:
        longer = min(LONGEST_REST, rest + REST_STEP)
        if max(_lengths(rows, longer, bounds)) > bounds.seconds:
            return rest
        rest = longer
    return rest


def _lengths(rows: Mapping[SessionKey, Sequence[Work]], rest: int, bounds: Bounds) -> list[float]:
    """Return the main part of every session at another rest."""
    return [
        circuit_seconds(_at_least(works, rest), rest, bounds.round_rest_seconds)
        for works in rows.values()
    ]


def _at_least(works: Sequence[Work], rest: int) -> list[Work]:
    """Drop longer rests that are no longer longer."""
    return [
        w.resting(None) if w.rest_before_seconds and w.rest_before_seconds <= rest else w
        for w in works
    ]
