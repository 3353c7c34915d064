"""How closely the wall chart is set: what a long programme gives up so that all of it fits."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fit:
    """One setting of the page; millimetres.

    Attributes:
        header: height of the head; bib: whether it has the race number.
        titles: whether the weeks' titles are printed.
        dates: whether every box has its date or minutes, also where that makes rows higher.
        moves: whether the foot names the moves of warm-up and stretching.
        phase, reserve: heights of these rows of the weeks.
        number: largest type of a week's number, in points; its row is `above` higher than it.
        finish: height of the finish line.
        stage_head, block_head: heights of the heads over the moves.
        shortest_row: the least height of a move's row; below that the next setting is tried.
    """

    header: float
    bib: bool
    titles: bool
    dates: bool
    moves: bool
    phase: float
    reserve: float
    number: float
    above: float
    finish: float
    stage_head: float
    block_head: float
    shortest_row: float


ROOMY = Fit(21.0, True, True, True, True, 8.8, 7.4, 42, 3.0, 3.8, 11.0, 7.0, 7.0)
SNUG = Fit(15.6, False, True, True, False, 8.8, 7.0, 38, 2.6, 1.0, 10.8, 6.8, 6.4)
TIGHT = Fit(15.6, False, False, False, False, 8.2, 6.6, 34, 2.0, 1.0, 10.2, 6.6, 5.9)
FITS = (ROOMY, SNUG, TIGHT)
"""The settings in the order in which they are tried."""
