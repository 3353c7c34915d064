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
        move, n = work.move, work.rounds
        sets += n
        if move.balance == "push":
            push += n
            push_rows += 1
            vertical += n if move.vertical else 0
        elif move.balance == "pull":
            pull += n
            pull_rows += 1
            back += n if move.back else 0
        chest += n if move.chest else 0
        raises += move.raises
    return Tally(sets, push, pull, chest, back, vertical, push_rows, pull_rows, raises)


def total(tallies: Iterable[Tally]) -> Tally:
    """Add up the sessions of a week."""
    return Tally(*map(sum, zip(*tallies, strict=True)))
