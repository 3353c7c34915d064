"""How long things take (rule R29). All results in seconds."""

from collections.abc import Iterable

from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import Manner

CHANGE_SECONDS = 10
"""Getting from one warm-up or stretch to the next, or from one hold to the next [judgement]."""
SWITCH_SIDES_SECONDS = 5
"""Changing sides within one set (R29)."""

MANNER_SECONDS: dict[Manner, int] = {"slow": 1, "pause": 2}
"""What a repetition takes longer: lowered in three counts instead of two, or paused for two."""


def warm_up_seconds(moves: Iterable[WarmUp]) -> int:
    """Return the length of a warm-up with its changes."""
    seconds = [move.seconds for move in moves]
    return sum(seconds) + CHANGE_SECONDS * (len(seconds) - 1)


def stretch_seconds(stretches: Iterable[Stretch]) -> int:
    """Return the length of a stretching block with its changes."""
    return sum(_one_stretch(stretch) for stretch in stretches)


def _one_stretch(stretch: Stretch) -> int:
    if stretch.kind == "dynamic":
        moving = stretch.repetitions * stretch.seconds_per_repetition * stretch.sides
        return moving + CHANGE_SECONDS
    return (stretch.hold_seconds + CHANGE_SECONDS) * stretch.repetitions * stretch.sides


def set_seconds(exercise: Exercise, reps: int, manner: Manner = "usual") -> float:
    """Return the working time of one set, both sides where it is done on each."""
    sides = exercise.sides
    switching = SWITCH_SIDES_SECONDS if sides == 2 else 0
    per_rep = exercise.seconds_per_rep + MANNER_SECONDS.get(manner, 0)
    return reps * per_rep * sides + switching
