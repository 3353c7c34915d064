"""What a week must have, and what it has too much of (rules R01 to R05, R07, R13 to R15, R29)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.planning.estimate import circuit_seconds
from runstrong_pdf.planning.limits import Bounds
from runstrong_pdf.planning.work import Work

Draft = Mapping[SessionKey, Sequence[Work]]
Helps = Callable[[SessionKey, Work], bool]
"""Whether easing a row helps against an excess."""

REGIONS = frozenset({"chest", "back", "core", "shoulders"})
"""What every session covers (R01)."""
VERTICAL_SETS = 3
"""Weekly overhead pushing sets that are always allowed; else half of the pushing (R07)."""
MOST_RAISES = 2
"""Shoulder-isolation exercises in a session (R07)."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Sets by what the rules count."""

    sets: int
    push: int
    pull: int
    chest: int
    back: int
    vertical: int


def tally(works: Sequence[Work]) -> Tally:
    """Count the sets of some rows."""
    sets = push = pull = chest = back = vertical = 0
    for work in works:
        move, n = work.move, work.rounds
        sets += n
        push += n if move.balance == "push" else 0
        pull += n if move.balance == "pull" else 0
        chest += n if move.chest else 0
        back += n if move.back else 0
        vertical += n if move.vertical else 0
    return Tally(sets, push, pull, chest, back, vertical)


def lacks(draft: Draft, bounds: Bounds) -> frozenset[str]:
    """Return what a week or one of its sessions is missing, in words.

    A third session repeats another one in turn, so it does not count for R04.
    """
    missing = {
        f"{part} in session {key}"
        for key, works in draft.items()
        for part in _session_lacks(works, bounds)
    }
    rows = [work for works in draft.values() for work in works]
    week = tally(rows)
    if week.push > week.pull:
        missing.add("as much pulling as pushing in a week (R02)")
    if not bounds.tapers:
        own = [work for key, works in draft.items() if key != "C" for work in works]
        if "extension" not in bounds.waives and not any(work.move.extension for work in own):
            missing.add("an exercise for the lower back (R04)")
        if "rear" not in bounds.waives and not any(work.move.rear for work in own):
            missing.add("an exercise for the back of the shoulder (R04)")
        if week.chest < bounds.chest[0]:
            missing.add("enough chest work in a week (R13)")
        if week.back < bounds.back[0]:
            missing.add("enough back work in a week (R13)")
    return frozenset(missing)


def _session_lacks(works: Sequence[Work], bounds: Bounds) -> Iterator[str]:
    count = tally(works)
    if not any(work.exercise.pattern == "horizontal-push" for work in works):
        yield "a horizontal push (R03)"
    if not count.pull:
        yield "a pulling exercise (R03)"
    if count.pull < bounds.pull_share * count.push:
        yield "enough pulling beside the pushing (R03)"
    if not any(work.move.core for work in works):
        yield "a core exercise (R03)"
    if not REGIONS.issubset(region for work in works for region in work.exercise.regions):
        yield "chest, back, core or shoulders (R01)"


def excess(draft: Draft, bounds: Bounds) -> Helps | None:
    """Return which rows to ease because a limit is passed, or None."""
    for key, works in draft.items():
        helps = _session_excess(key, works, bounds)
        if helps:
            return helps
    return _week_excess([work for works in draft.values() for work in works], bounds)


def _week_excess(rows: Sequence[Work], bounds: Bounds) -> Helps | None:
    week = tally(rows)
    if week.sets > bounds.week_sets:
        return lambda _key, _work: True
    if week.chest > bounds.chest[1]:
        return lambda _key, work: work.move.chest
    if week.back > bounds.back[1]:
        return lambda _key, work: work.move.back
    if week.push > week.pull:
        return lambda _key, work: work.move.balance == "push"
    if week.vertical > max(VERTICAL_SETS, week.push // 2):
        return lambda _key, work: work.move.vertical
    return None


def _session_excess(key: SessionKey, works: Sequence[Work], bounds: Bounds) -> Helps | None:
    count = tally(works)
    if count.pull < bounds.pull_share * count.push:
        return lambda at, work: at == key and work.move.balance == "push"
    for balance in ("push", "pull"):
        if sum(work.move.balance == balance for work in works) > (len(works) + 1) // 2:
            return _of_balance(key, balance)
    if sum(work.exercise.pattern == "shoulder-isolation" for work in works) > MOST_RAISES:
        return lambda at, work: at == key and work.exercise.pattern == "shoulder-isolation"
    if len(works) > bounds.rows or count.sets > bounds.session_sets or too_long(works, bounds):
        return lambda at, _work: at == key
    return None


def too_long(works: Sequence[Work], bounds: Bounds) -> bool:
    """Whether a session takes more than its time (R29)."""
    return circuit_seconds(works, bounds.rest_seconds, bounds.round_rest_seconds) > bounds.seconds


def _of_balance(key: SessionKey, balance: str) -> Helps:
    return lambda at, work: at == key and work.move.balance == balance
