"""Makes a week possible: adds what a rule asks for, takes away what a limit forbids."""

from collections.abc import Iterator

from runstrong_pdf.errors import NoProgrammeError
from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.planning.limits import Bounds
from runstrong_pdf.planning.loads import BODYWEIGHT
from runstrong_pdf.planning.shape import PULL_SHARE, Helps, Tally, excess, lacks, tally
from runstrong_pdf.planning.work import Work

Rows = dict[SessionKey, list[Work]]

IMPORTANCE = (
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
"""Least important first: small before large, pulls last (S1 order, R02) [judgement]."""


def importance(work: Work) -> int:
    """Return how long a row stays when time runs short, and how soon it gains a round."""
    loaded = work.load != BODYWEIGHT
    if work.balance == "neutral" and work.exercise.pattern == "scapular":
        return -1
    pattern = "core" if work.core else work.exercise.pattern
    return 2 * IMPORTANCE.index(pattern) + loaded


def possible(rows: Rows, bounds: Bounds) -> Rows:
    """Return the week with rounds added and rows dropped until every rule holds.

    Raises:
        NoProgrammeError: saying what is missing, where no dose would do.
    """
    rows = {key: list(works) for key, works in rows.items()}
    _mend(rows, bounds)
    helps = excess(rows, bounds)
    while helps:
        if not _ease(rows, bounds, helps):
            raise _impossible(rows, bounds)
        helps = excess(rows, bounds)
    if lacks(rows, bounds):
        raise _impossible(rows, bounds)
    return rows


def _impossible(rows: Rows, bounds: Bounds) -> NoProgrammeError:
    missing = sorted(lacks(rows, bounds)) or ["room for the least that a session needs (R29)"]
    return NoProgrammeError(f"the plan would lack {' and '.join(missing)}")


def _mend(rows: Rows, bounds: Bounds) -> None:
    """Add rounds where chest, back or pulling would fall short (R02, R03, R13)."""
    while _total(rows).chest < bounds.chest[0] and _raise(rows, bounds, lambda _k, w: w.chest):
        pass
    while _total(rows).back < bounds.back[0] and _raise(rows, bounds, lambda _k, w: w.back):
        pass
    for key, works in rows.items():
        while tally(works).pull < PULL_SHARE * tally(works).push:
            if not _raise(rows, bounds, lambda k, w, at=key: k == at and w.balance == "pull"):  # type: ignore[misc]
                break
    while _total(rows).pull < _total(rows).push:
        if not _raise(rows, bounds, lambda _k, w: w.balance == "pull"):
            break


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


def _ease(rows: Rows, bounds: Bounds, helps: Helps) -> bool:
    """Take a round, or else a row, from the longest session's least important; say if one could."""
    before = lacks(rows, bounds)
    helping = [(key, i, work) for key, i, work in _each(rows) if helps(key, work)]
    sets = {key: tally(works).sets for key, works in rows.items()}
    helping.sort(key=lambda row: (-sets[row[0]], importance(row[2]), -ord(row[0]), -row[1]))
    for drops in (False, True):
        for key, i, work in helping:
            fewer = work.rounds - 1
            if drops or fewer >= bounds.rounds_least:
                kept = [] if drops else [work.at(rounds=fewer)]
                trial = {**rows, key: [*rows[key][:i], *kept, *rows[key][i + 1 :]]}
                if lacks(trial, bounds) <= before:
                    rows[key] = trial[key]
                    return True
    return False


def _each(rows: Rows) -> Iterator[tuple[SessionKey, int, Work]]:
    for key, works in rows.items():
        for i, work in enumerate(works):
            yield key, i, work
