"""No build week repeats the loading week before it: one row moves where all are full (R18)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from runstrong_pdf.errors import NoProgrammeError
from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.planning.dosing import Coach, harder_manner, harder_rung, unchanged
from runstrong_pdf.planning.easing import Rows, importance, possible
from runstrong_pdf.planning.shape import excess
from runstrong_pdf.planning.work import Work

Order = Callable[[Rows], Rows]
"""Puts the rows of every session in their final order."""


def varied(rows: Rows, coach: Coach, in_order: Order) -> Rows:
    """Return the week, with one row harder if it would only repeat what came before.

    Loads are left alone: those are earned by the top number twice (R20). A harder rung or manner
    begins at the bottom of its range, which also gives time back where a session is full.
    """
    if not _repeats(rows, coach):
        return rows
    trials = [
        in_order({**rows, key: [*rows[key][:i], harder, *rows[key][i + 1 :]]})
        for key, i, harder in _harder(rows, coach)
    ]
    found = (trial for trial in trials if not excess(trial, coach.bounds))
    return next(found, None) or next(_with_room_made(trials, coach, in_order), rows)


def _with_room_made(trials: Sequence[Rows], coach: Coach, in_order: Order) -> Iterator[Rows]:
    """Yield weeks in which a less important row gives the time back that a harder one takes."""
    for trial in trials:
        with suppress(NoProgrammeError):
            eased = in_order(possible(trial, coach.bounds))
            kept = all(len(eased[key]) == len(works) for key, works in trial.items())
            if kept and not excess(eased, coach.bounds) and not _repeats(eased, coach):
                yield eased


def _repeats(rows: Rows, coach: Coach) -> bool:
    """Whether every row of the sessions' own is what it last was; a third session has none."""
    own = [(key, work) for key, works in rows.items() for work in works if _own(key, coach)]
    lasts = [(coach.last(key, work), work) for key, work in own]
    return all(last is not None and unchanged(work, last) for last, work in lasts)


def _own(key: SessionKey, coach: Coach) -> bool:
    return coach.sources[key] == key


def _harder(rows: Rows, coach: Coach) -> list[tuple[SessionKey, int, Work]]:
    """Return every row made harder: the fullest first, then the most important."""
    placed = [(k, i, w) for k, ws in rows.items() if _own(k, coach) for i, w in enumerate(ws)]
    placed.sort(key=lambda row: (-_fullness(row[2]), -importance(row[2]), row[:2]))
    steps = [(k, i, w, harder_rung(w, k, rows, coach) or harder_manner(w)) for k, i, w in placed]
    return [(k, i, step) for k, i, w, step in steps if step is not w]


def _fullness(work: Work) -> float:
    """Return how far up its range a row is, 0 to 1."""
    return (work.reps - work.low) / max(1, work.high - work.low)
