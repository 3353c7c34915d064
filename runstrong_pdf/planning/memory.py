"""What every exercise was last done with, and the week that this makes (rules R11, R17, R18)."""

import math
from dataclasses import dataclass

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import WeekKind
from runstrong_pdf.planning.easing import Rows
from runstrong_pdf.planning.limits import Bounds
from runstrong_pdf.planning.loads import Load
from runstrong_pdf.planning.work import Work

RANGE_STEPS = 4
"""From the bottom to the top of a range in about four weeks [judgement]."""
SECONDS_STEP = 5
"""Holds grow in round numbers; repetitions by one or by even numbers, as sides take turns."""
LOADING = frozenset({WeekKind.INTRO, WeekKind.BUILD})
"""Weeks that the next ones are measured against (R18)."""


@dataclass(frozen=True, slots=True)
class Dose:
    """What an exercise was last done with in a loading week; `tops` counts weeks at the top."""

    rounds: int
    reps: int
    load: Load
    tops: int = 0


Memory = dict[tuple[SessionKey, Slug], Dose]
Sources = dict[SessionKey, SessionKey]
"""Each session of a week with the one it repeats; itself, but for a third session."""


def recall(memory: Memory, key: SessionKey, slug: Slug) -> Dose | None:
    """Return the last dose in this session, else in any."""
    return memory.get((key, slug)) or next((d for (_, s), d in memory.items() if s == slug), None)


def base(
    rows: Rows,
    memory: Memory,
    kind: WeekKind,
    sources: Sources,
    bounds: Bounds,
) -> Rows:
    """Return the week before anything is added: last time's dose, two rounds unless it builds."""
    based: Rows = {}
    for key, works in rows.items():
        full = kind in {WeekKind.BUILD, WeekKind.RACE}
        most = bounds.most_rounds(key) if full else min(bounds.rounds_new, bounds.rounds_most)
        found = [(work, recall(memory, sources[key], work.slug)) for work in works]
        based[key] = [_base_row(work, last, kind, bounds.rounds_new, most) for work, last in found]
    return based


def _base_row(work: Work, last: Dose | None, kind: WeekKind, new: int, most: int) -> Work:
    if last is None:
        return work.at(rounds=new)
    rounds = min(last.rounds, most)
    eases = kind in {WeekKind.LIGHT, WeekKind.RACE}
    reps = max(work.exercise.reps[0], last.reps - rep_step(work)) if eases else last.reps
    return Work(work.move, last.load, rounds, reps, work.rest_before_seconds)


def rep_step(work: Work) -> int:
    """Return how many repetitions, or seconds of a hold, make one step up."""
    low, high = work.exercise.reps
    step = max(1, math.ceil((high - low) / RANGE_STEPS))
    if work.exercise.unit.is_time:
        return math.ceil(step / SECONDS_STEP) * SECONDS_STEP
    return step if step == 1 else step // 2 * 2


def remember(rows: Rows, memory: Memory, kind: WeekKind, sources: Sources) -> Memory:
    """Return the memory after a week; light weeks count only for what is new in them (R18)."""
    after = dict(memory)
    loading = kind in LOADING
    for key, works in rows.items():
        for work in works:
            here = (sources[key], work.slug)
            if sources[key] == key and (loading or not recall(memory, key, work.slug)):
                after[here] = _dose(work, memory.get(here), loading=loading)
    return after


def _dose(work: Work, last: Dose | None, *, loading: bool) -> Dose:
    top = loading and work.reps >= work.exercise.reps[1]
    same = last is not None and last.load == work.load
    tops = (last.tops if last and same else 0) + 1 if top else 0
    return Dose(work.rounds, work.reps, work.load, tops)
