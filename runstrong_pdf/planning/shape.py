"""What a week must have, and what it has too much of (rules R01 to R05, R07, R13 to R15, R29)."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.planning.estimate import circuit_seconds
from runstrong_pdf.planning.limits import Bounds
from runstrong_pdf.planning.tally import Tally, tally, total
from runstrong_pdf.planning.work import Work

Draft = Mapping[SessionKey, Sequence[Work]]
Helps = Callable[[SessionKey, Work], bool]
"""Whether easing a row helps against an excess."""

REGIONS = frozenset({"chest", "back", "core", "shoulders"})
"""What every session covers (R01)."""
EVERY_SESSION = {
    "horizontal push": "a horizontal push (R03)",
    "pull": "a pulling exercise (R03)",
    "core exercise": "a core exercise (R03)",
}
EVERY_WEEK = {
    "extension": "an exercise for the lower back (R04)",
    "rear": "an exercise for the back of the shoulder (R04)",
}
VERTICAL_SETS = 3
"""Weekly overhead pushing sets that are always allowed; else half of the pushing (R07)."""
MOST_RAISES = 2
"""Shoulder-isolation exercises in a session (R07)."""


def lacks(draft: Draft, bounds: Bounds) -> frozenset[str]:
    """Return what a week or one of its sessions is missing, in words."""
    counts = {key: tally(works) for key, works in draft.items()}
    found = list(_week_lacks(draft, total(counts.values()), bounds))
    for key, works in draft.items():
        found += [f"{part} in session {key}" for part in _session_lacks(works, counts[key], bounds)]
    return frozenset(found)


def _session_lacks(works: Sequence[Work], count: Tally, bounds: Bounds) -> list[str]:
    covered = frozenset().union(*[work.move.covers for work in works])
    found = [words for part, words in EVERY_SESSION.items() if part not in covered]
    if not covered >= REGIONS:
        found.append("chest, back, core or shoulders (R01)")
    if count.pull < bounds.pull_share * count.push:
        found.append("enough pulling beside the pushing (R03)")
    return found


def _week_lacks(draft: Draft, week: Tally, bounds: Bounds) -> Iterator[str]:
    """A third session repeats another one in turn, so it does not count for R04."""
    if week.push > week.pull:
        yield "as much pulling as pushing in a week (R02)"
    if bounds.tapers:
        return
    own = [work.move.covers for key, works in draft.items() if key != "C" for work in works]
    covered = bounds.waives.union(*own)
    yield from (words for part, words in EVERY_WEEK.items() if part not in covered)
    if week.chest < bounds.chest[0]:
        yield "enough chest work in a week (R13)"
    if week.back < bounds.back[0]:
        yield "enough back work in a week (R13)"


def excess(draft: Draft, bounds: Bounds) -> Helps | None:
    """Return which rows to ease because a limit is passed, or None."""
    counts = {key: tally(works) for key, works in draft.items()}
    for key, works in draft.items():
        helps = _session_excess(key, works, counts[key], bounds)
        if helps:
            return helps
    return _week_excess(total(counts.values()), bounds)


def _session_excess(
    key: SessionKey, works: Sequence[Work], count: Tally, bounds: Bounds
) -> Helps | None:
    half = (len(works) + 1) // 2
    if count.pull < bounds.pull_share * count.push or count.push_rows > half:
        return lambda at, work: at == key and work.move.balance == "push"
    if count.pull_rows > half:
        return lambda at, work: at == key and work.move.balance == "pull"
    if count.raises > MOST_RAISES:
        return lambda at, work: at == key and work.move.raises
    if len(works) > bounds.rows or count.sets > bounds.session_sets or too_long(works, bounds):
        return lambda at, _work: at == key
    return None


def _week_excess(week: Tally, bounds: Bounds) -> Helps | None:
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


def too_long(works: Sequence[Work], bounds: Bounds) -> bool:
    """Whether a session takes more than its time (R29)."""
    return circuit_seconds(works, bounds.rest_seconds, bounds.round_rest_seconds) > bounds.seconds
