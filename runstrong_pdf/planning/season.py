"""Slots -> weeks: every week of the plan, dosed from the ones before (rules R11 to R22, R28)."""

from dataclasses import dataclass, field
from functools import partial

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.words import WeekKind
from runstrong_pdf.planning.bounding import bounds_of
from runstrong_pdf.planning.brief import Brief
from runstrong_pdf.planning.dosing import Coach, progress
from runstrong_pdf.planning.easing import Rows, possible
from runstrong_pdf.planning.limits import NO_LIMIT, Bounds, Past
from runstrong_pdf.planning.memory import LOADING, Memory, Sources, base, remember
from runstrong_pdf.planning.order import arrange, rested
from runstrong_pdf.planning.resting import REST_STEP, unhurried
from runstrong_pdf.planning.shape import excess
from runstrong_pdf.planning.staging import (
    back_again,
    kept_rows,
    sources_of,
    stage_rows,
    week_rows,
)
from runstrong_pdf.planning.tally import tally
from runstrong_pdf.planning.varying import repeats, varied
from runstrong_pdf.planning.weeks import WeekFrame
from runstrong_pdf.planning.work import Work


@dataclass(frozen=True, slots=True)
class Dosed:
    """One week's rows, with what else its sheet says."""

    frame: WeekFrame
    rows: dict[SessionKey, tuple[Work, ...]]
    sources: Sources
    rest_seconds: int
    round_rest_seconds: int
    sets_limit: int | None


@dataclass(frozen=True, slots=True)
class SoFar:
    """What one week hands to the next.

    Attributes:
        filled: the rows that the stage began with; kept: those still in use.
        began_light: whether the stage has had only a light week yet.
        rest_cut: seconds that rounds rest less, since nothing else could change.
    """

    past: tuple[Past, ...] = ()
    memory: Memory = field(default_factory=dict)
    filled: Rows = field(default_factory=dict)
    kept: Rows = field(default_factory=dict)
    began_light: bool = False
    rest_cut: int = 0


def season(brief: Brief) -> tuple[Dosed, ...]:
    """Return every week, first to last. Raises NoProgrammeError."""
    so_far, weeks = SoFar(), []
    for frame in brief.frames:
        dosed, so_far = _week(frame, brief, so_far)
        weeks.append(dosed)
    return tuple(weeks)


def _week(frame: WeekFrame, brief: Brief, before: SoFar) -> tuple[Dosed, SoFar]:
    sources = sources_of(frame, brief, before.kept)
    bounds = bounds_of(frame, brief, before.past, sources).resting_less(before.rest_cut)
    filled = stage_rows(frame, brief, bounds) if frame.starts else before.filled
    kept = {} if frame.starts else before.kept
    if before.began_light and frame.kind in LOADING:
        kept = back_again(filled, kept, {slug for _, slug in before.memory})
    began_light = frame.kind is WeekKind.LIGHT if frame.starts else before.began_light
    begun = week_rows(frame, brief, sources, {**filled, **kept})
    rows, cut = _dosed(begun, frame, brief, before.memory, sources, bounds), before.rest_cut
    if frame.kind is WeekKind.BUILD and repeats(rows, sources, before.memory):
        less = bounds.resting_less(REST_STEP)
        if less != bounds:
            rows, bounds = _dosed(begun, frame, brief, before.memory, sources, less), less
            cut += REST_STEP
    after = SoFar(
        past=(*before.past, Past(frame.kind, _sets(rows))),
        memory=remember(rows, before.memory, frame.kind, sources),
        filled=filled,
        kept=kept_rows(kept, rows, sources, frame.kind),
        began_light=began_light and frame.kind not in LOADING,
        rest_cut=cut,
    )
    return _sheet(rows, frame, sources, bounds), after


def _sheet(rows: Rows, frame: WeekFrame, sources: Sources, bounds: Bounds) -> Dosed:
    rest = unhurried(rows, bounds) if frame.kind is WeekKind.BUILD else bounds.rest_seconds
    return Dosed(
        frame=frame,
        rows={key: tuple(rested(works, rest)) for key, works in rows.items()},
        sources=sources,
        rest_seconds=rest,
        round_rest_seconds=bounds.round_rest_seconds,
        sets_limit=None if bounds.week_sets == NO_LIMIT else bounds.week_sets,
    )


def _dosed(
    rows: Rows, frame: WeekFrame, brief: Brief, memory: Memory, sources: Sources, bounds: Bounds
) -> Rows:
    """Last time's dose made possible, then one step further where the week is for that."""
    rows = _settled(base(rows, memory, frame.kind, sources, bounds), bounds)
    if frame.number <= brief.programme.easy_weeks or frame.kind not in LOADING:
        return rows
    coach = Coach(
        athlete=brief.athlete,
        catalogue=brief.catalogue,
        memory=memory,
        sources=sources,
        bounds=bounds,
        place=brief.place(frame, eve=bool(brief.eves)),
        target=brief.target if brief.programme.grows else 0,
    )
    further = _in_order(progress(rows, coach, frame.kind), bounds)
    rows = rows if excess(further, bounds) else further
    if frame.kind is not WeekKind.BUILD:
        return rows
    return varied(rows, coach, partial(_in_order, bounds=bounds))


def _settled(rows: Rows, bounds: Bounds) -> Rows:
    """Return the week within its limits, in its final order with its longer rests."""
    rows = _in_order(possible(rows, bounds), bounds)
    while excess(rows, bounds):
        rows = _in_order(possible(rows, bounds), bounds)
    return rows


def _in_order(rows: Rows, bounds: Bounds) -> Rows:
    return {key: rested(arrange(works), bounds.rest_seconds) for key, works in rows.items()}


def _sets(rows: Rows) -> int:
    return sum(tally(works).sets for works in rows.values())
