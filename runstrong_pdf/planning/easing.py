"""Makes a week possible: adds what a rule asks for, takes away what a limit forbids."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from runstrong_pdf.errors import NoProgrammeError
from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.planning.limits import NO_LIMIT, PULL_ROWS_SHARE, Bounds
from runstrong_pdf.planning.loads import BODYWEIGHT
from runstrong_pdf.planning.shape import Helps, excess, lacks, too_long
from runstrong_pdf.planning.tally import Tally, tally
from runstrong_pdf.planning.work import Work

Rows = dict[SessionKey, list[Work]]
Placed = tuple[SessionKey, int, Work]

_LEAST_FIRST = (
    "arm-isolation",
    "shoulder-isolation",
    "spinal-extension",
    "core",
    "whole-body",
    "scapular",
    "vertical-push",
    "vertical-pull",
    "horizontal-push",
    "horizontal-pull",
)
IMPORTANCE = {pattern: rank for rank, pattern in enumerate(_LEAST_FIRST)}
"""Least important first: small before large, pulls last (R02, R06) [judgement]."""


def importance(work: Work) -> int:
    """Return how long a row stays when time runs short, and how soon it gains a round."""
    loaded = work.load != BODYWEIGHT and work.move.balance != "push"
    if work.move.balance == "neutral" and work.exercise.pattern == "scapular":
        return -1
    pattern = "core" if work.move.core else work.exercise.pattern
    return 4 * IMPORTANCE[pattern] + 2 * loaded + (not work.move.foreign)


def possible(rows: Rows, bounds: Bounds) -> Rows:
    """Return the week with rounds added and rows dropped until every rule holds.

    Raises:
        NoProgrammeError: saying what is missing, where no dose would do.
    """
    rows = trimmed(rows, bounds)
    _mend(rows, bounds)
    while (helps := excess(rows, bounds)) and _ease(rows, bounds, helps, mends=True):
        pass
    if helps or lacks(rows, bounds):
        raise _impossible(rows, bounds)
    return rows


def trimmed(rows: Rows, bounds: Bounds) -> Rows:
    """Return the week with no more rows than time allows, pushes no more than pulls."""
    rows = {key: list(works) for key, works in rows.items()}
    loose = replace(
        bounds, week_sets=NO_LIMIT, session_sets=NO_LIMIT, seconds=NO_LIMIT,
        chest=(0, NO_LIMIT), back=(0, NO_LIMIT), pull_share=PULL_ROWS_SHARE,
    )  # fmt: skip
    while (helps := excess(rows, loose)) and _ease(rows, loose, helps, mends=False):
        pass
    return rows


def _impossible(rows: Rows, bounds: Bounds) -> NoProgrammeError:
    parts = {part.partition(" in session ")[0] for part in lacks(rows, bounds)}
    missing = sorted(parts) or ["room for the least that a session needs (R29)"]
    return NoProgrammeError(f"the plan would lack {' and '.join(missing)}")


def _mend(rows: Rows, bounds: Bounds) -> None:
    """Add rounds where chest, back or pulling would fall short (R02, R03, R13)."""
    count = _total(rows)
    while count.chest < bounds.chest[0] and _raise(rows, bounds, lambda _k, w: w.move.chest):
        count = _total(rows)
    while count.back < bounds.back[0] and _raise(rows, bounds, lambda _k, w: w.move.back):
        count = _total(rows)
    for key, works in rows.items():
        _pull_enough(key, works, rows, bounds)
    count = _total(rows)
    while count.pull < count.push and _raise(rows, bounds, lambda _k, w: w.move.balance == "pull"):
        count = _total(rows)


def _pull_enough(key: SessionKey, works: list[Work], rows: Rows, bounds: Bounds) -> None:
    """Add pulling rounds to one session until they stand beside its pushing (R03)."""
    count = tally(works)
    while count.pull < bounds.pull_share * count.push:
        if not _raise(rows, bounds, lambda k, w: k == key and w.move.balance == "pull"):
            return
        count = tally(works)


def _total(rows: Rows) -> Tally:
    return tally([work for works in rows.values() for work in works])


def _raise(rows: Rows, bounds: Bounds, helps: Helps) -> bool:
    """Give the most important row that helps one more round; fewest rounds first."""
    chosen = [
        (work.rounds, -importance(work), key, i)
        for key, i, work in _each(rows)
        if helps(key, work) and work.rounds < bounds.most_rounds(key)
    ]
    if not chosen:
        return False
    *_, key, i = min(chosen)
    rows[key][i] = rows[key][i].at(rounds=rows[key][i].rounds + 1)
    return True


def _ease(rows: Rows, bounds: Bounds, helps: Helps, *, mends: bool) -> bool:
    """Take a round, repetitions or a row from the least important; say if one could go."""
    helping = [(key, i, work) for key, i, work in _each(rows) if helps(key, work)]
    sets = {key: tally(works).sets for key, works in rows.items()}
    helping.sort(key=lambda row: (row[0] != "C", -sets[row[0]], importance(row[2]), -row[1]))
    return (
        _ease_rounds(rows, helping, bounds)
        or _ease_reps(rows, helping, bounds)
        or _drop(rows, helping, bounds, mends=mends)
    )


def _ease_rounds(rows: Rows, helping: Sequence[Placed], bounds: Bounds) -> bool:
    could = [row for row in helping if row[2].rounds > bounds.rounds_least]
    before = lacks(rows, bounds) if could else frozenset()
    for key, i, work in could:
        rows[key][i] = work.at(rounds=work.rounds - 1)
        if lacks(rows, bounds) <= before:
            return True
        rows[key][i] = work
    return False


def _ease_reps(rows: Rows, helping: Sequence[Placed], bounds: Bounds) -> bool:
    """Only for a session that is too long: back to the bottom of a range (R29)."""
    long = {key for key, works in rows.items() if too_long(works, bounds)}
    for key, i, work in helping:
        if key in long and work.reps > work.low:
            rows[key][i] = work.at(reps=work.low)
            return True
    return False


def _drop(rows: Rows, helping: Sequence[Placed], bounds: Bounds, *, mends: bool) -> bool:
    before = lacks(rows, bounds)
    for key, i, _ in helping:
        trial = {k: list(v) for k, v in rows.items()}
        del trial[key][i]
        if mends:
            _mend(trial, bounds)
        if lacks(trial, bounds) <= before:
            rows.update(trial)
            return True
    return False


def _each(rows: Rows) -> Iterator[Placed]:
    for key, works in rows.items():
        for i, work in enumerate(works):
            yield key, i, work
