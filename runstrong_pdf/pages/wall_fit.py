"""How closely the wall chart is set: what a long programme gives up so that all of it fits."""

from dataclasses import dataclass, replace


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


ROOMY = Fit(
    header=21.0,
    bib=True,
    titles=True,
    dates=True,
    moves=True,
    phase=8.8,
    reserve=7.8,
    number=42,
    above=3.0,
    finish=3.8,
    stage_head=11.0,
    block_head=7.0,
    shortest_row=7.0,
)
SNUG = replace(
    ROOMY,
    header=15.6,
    bib=False,
    moves=False,
    reserve=7.8,
    number=38,
    above=2.6,
    finish=1.0,
    shortest_row=6.4,
)
TIGHT = replace(
    SNUG,
    titles=False,
    dates=False,
    phase=8.2,
    reserve=7.7,
    number=34,
    above=2.0,
    stage_head=10.4,
    block_head=6.6,
    shortest_row=5.9,
)
FITS = (ROOMY, SNUG, TIGHT)
"""The settings in the order in which they are tried."""
