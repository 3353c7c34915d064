"""No build week repeats the loading week before it: one row moves where all are full (R18)."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from runstrong_pdf.errors import NoProgrammeError
from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.planning.dosing import Coach, harder_manner, harder_rung, unchanged
from runstrong_pdf.planning.easing import Rows, importance, possible
from runstrong_pdf.planning.memory import Memory, Sources, recall
from runstrong_pdf.planning.shape import excess
from runstrong_pdf.planning.work import Work

Order = Callable[[Rows], Rows]
"""Puts the rows of every session in their final order."""


def varied(rows: Rows, coach: Coach, in_order: Order) -> Rows:
    """Return the week, with one row harder if it would only repeat what came before.

    Loads are left alone: those are earned by the top number twice (R20). A harder rung or manner
    begins at the bottom of its range, which also gives time back where a session is full.
    """
    if not repeats(rows, coach.sources, coach.memory):
        return rows
    trials = [
        in_order({**rows, key: [*rows[key][:i], harder, *rows[key][i + 1 :]]})
        for key, i, harder in _harder(rows, coach)
    ]
    found = (trial for trial in trials if not excess(trial, coach.bounds))
    return next(found, None) or _with_room_made(trials, coach, in_order) or rows


def _with_room_made(trials: Sequence[Rows], coach: Coach, in_order: Order) -> Rows | None:
    """Return a week whose less important rows give the time back that a harder one takes.

    Rounds or repetitions, and only where there are none to spare a whole row.
    """
    fewer_rows = None
    for trial in trials:
        with suppress(NoProgrammeError):
            eased = in_order(possible(trial, coach.bounds))
            if excess(eased, coach.bounds) or repeats(eased, coach.sources, coach.memory):
                continue
            if _rounds_gained(trial, eased):
                continue
            if all(len(eased[key]) == len(works) for key, works in trial.items()):
                return eased
            fewer_rows = fewer_rows or eased
    return fewer_rows


def _rounds_gained(trial: Rows, eased: Rows) -> bool:
    """Whether balance has cost some row a round more: that would be a second change (R18)."""
    before = {(key, work.slug): work.rounds for key, works in trial.items() for work in works}
    return any(w.rounds > before[key, w.slug] for key, works in eased.items() for w in works)


def repeats(rows: Rows, sources: Sources, memory: Memory) -> bool:
    """Whether every row of the sessions' own is what it last was; a third session has none."""
    own = [(key, work) for key, works in rows.items() for work in works if sources[key] == key]
    lasts = [(recall(memory, key, work.slug), work) for key, work in own]
    return all(last is not None and unchanged(work, last) for last, work in lasts)


def _harder(rows: Rows, coach: Coach) -> list[tuple[SessionKey, int, Work]]:
    """Return every row made harder: the fullest first, then the most important."""
    own = {key: works for key, works in rows.items() if coach.sources[key] == key}
    placed = [(key, i, work) for key, works in own.items() for i, work in enumerate(works)]
    placed.sort(key=lambda row: (-_fullness(row[2]), -importance(row[2]), row[:2]))
    steps = [(k, i, w, harder_rung(w, k, rows, coach) or harder_manner(w)) for k, i, w in placed]
    return [(k, i, step) for k, i, w, step in steps if step is not w]


def _fullness(work: Work) -> float:
    """Return how far up its range a row is, 0 to 1."""
    return (work.reps - work.low) / max(1, work.high - work.low)
