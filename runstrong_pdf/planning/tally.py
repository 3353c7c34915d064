"""Sets by what the rules count."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from runstrong_pdf.planning.work import Work


class Tally(NamedTuple):
    """Sets of one session or week; `push_rows`, `pull_rows` and `raises` count exercises."""

    sets: int
    push: int
    pull: int
    chest: int
    back: int
    vertical: int
    push_rows: int
    pull_rows: int
    raises: int


def tally(works: Sequence[Work]) -> Tally:
    """Count some rows."""
    sets = push = pull = chest = back = vertical = push_rows = pull_rows = raises = 0
    for work in works:
        move, rounds = work.move, work.rounds
        sets += rounds
        if move.chest:
            chest += rounds
        if move.raises:
            raises += 1
        if move.balance == "push":
            push += rounds
            push_rows += 1
            if move.vertical:
                vertical += rounds
        elif move.balance == "pull":
            pull += rounds
            pull_rows += 1
            if move.back:
                back += rounds
    return Tally(sets, push, pull, chest, back, vertical, push_rows, pull_rows, raises)


def total(tallies: Iterable[Tally]) -> Tally:
    """Add up the sessions of a week."""
    return Tally(*map(sum, zip(*tallies, strict=True)))
