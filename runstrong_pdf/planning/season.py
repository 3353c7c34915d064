"""Slots -> weeks: every week of the plan, dosed from the one before (rules R11 to R22, R28)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from runstrong_pdf.model.programme import Programme, SessionKey, Stage
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Phase, WeekKind
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.dosing import Coach, Memory, base, progress, recall, remember
from runstrong_pdf.planning.easing import Rows, possible, trimmed
from runstrong_pdf.planning.filling import fill
from runstrong_pdf.planning.framing import SHORT_MINUTES
from runstrong_pdf.planning.ladder import LOADED_LEGS, Catalogue, Place
from runstrong_pdf.planning.limits import (
    BACK_MOST,
    CHEST_MOST,
    FIRST_SESSION_SETS,
    MUSCLE_LEAST,
    MUSCLE_LEAST_FEW,
    NO_LIMIT,
    ROUNDS_LEAST,
    ROUNDS_MOST,
    SESSION_SETS,
    WEEK_SETS,
    Bounds,
    Past,
    rows_for,
    session_target,
    week_sets,
)
from runstrong_pdf.planning.order import arrange, rested
from runstrong_pdf.planning.phases import WeekFrame
from runstrong_pdf.planning.resting import SHORTEST_REST, rest_seconds, unhurried
from runstrong_pdf.planning.shape import excess, tally
from runstrong_pdf.planning.work import Work

ROUND_REST = 75
"""Seconds between rounds (training/default-six-week.md)."""
LOADING = frozenset({WeekKind.INTRO, WeekKind.BUILD})


@dataclass(frozen=True, slots=True)
class Brief:
    """All that stays the same from week to week."""

    request: Request
    athlete: Athlete
    programme: Programme
    stages: tuple[Stage, ...]
    frames: tuple[WeekFrame, ...]
    catalogue: Catalogue
    eves: frozenset[SessionKey]
    main_seconds: float
    waives: frozenset[str]

    @property
    def target(self) -> int:
        """Sets that a full session aims at."""
        return session_target(self.request.minutes, self.athlete.level, self.request.sessions)


@dataclass(frozen=True, slots=True)
class Dosed:
    """One week's rows, with what else its sheet says."""

    frame: WeekFrame
    rows: dict[SessionKey, tuple[Work, ...]]
    sources: dict[SessionKey, SessionKey]
    rest_seconds: int
    sets_limit: int | None


@dataclass(slots=True)
class Progress:
    """What one week hands to the next."""

    past: list[Past] = field(default_factory=list)
    memory: Memory = field(default_factory=dict)
    filled: Rows = field(default_factory=dict)
    kept: Rows = field(default_factory=dict)
    began_light: bool = False


def season(brief: Brief) -> tuple[Dosed, ...]:
    """Return every week, first to last. Raises NoProgrammeError."""
    so_far = Progress()
    return tuple(_week(frame, brief, so_far) for frame in brief.frames)


def _week(frame: WeekFrame, brief: Brief, so_far: Progress) -> Dosed:
    stage = brief.stages[frame.stage]
    if frame.starts:
        so_far.filled = fill(
            brief.programme.slots(brief.request.focus), stage, brief.athlete, brief.catalogue,
            {key: _place(brief, frame, key) for key in ("A", "B")},
            alternate=brief.request.sessions == 1,
        )  # fmt: skip
        so_far.kept = {}
    sources = _sources(frame, brief, so_far)
    bounds = _bounds(frame, brief, so_far, sources)
    if frame.starts:
        so_far.began_light = frame.kind is WeekKind.LIGHT
        so_far.filled = _trimmed(so_far.filled, bounds, brief)
    rows = {key: _known_rows(s, frame, so_far) for key, s in sources.items()}
    rows = {key: _spared(key, works, frame, brief) for key, works in rows.items()}
    rows = _dosed(rows, frame, brief, so_far, sources, bounds)
    _hand_on(rows, frame, so_far, sources)
    rest = unhurried(rows, bounds) if frame.kind is WeekKind.BUILD else bounds.rest_seconds
    return Dosed(
        frame=frame,
        rows={key: tuple(rested(works, rest)) for key, works in rows.items()},
        sources=sources,
        rest_seconds=rest,
        sets_limit=None if bounds.week_sets == NO_LIMIT else bounds.week_sets,
    )


def _known_rows(source: SessionKey, frame: WeekFrame, so_far: Progress) -> list[Work]:
    """Return a session's rows; after a light first week those that are no news come back."""
    kept, filled = so_far.kept.get(source), so_far.filled[source]
    if not kept or not (so_far.began_light and frame.kind in LOADING):
        return kept or filled
    stayed = {work.slug for work in kept}
    return [w for w in filled if w.slug in stayed or recall(so_far.memory, source, w.slug)]


def _trimmed(filled: Rows, bounds: Bounds, brief: Brief) -> Rows:
    """Choose the rows of a stage; sessions that take turns must each be complete."""
    if brief.request.sessions > 1:
        return trimmed(filled, bounds)
    return {key: trimmed({key: works}, bounds)[key] for key, works in filled.items()}


def _spared(key: SessionKey, works: list[Work], frame: WeekFrame, brief: Brief) -> list[Work]:
    """Leave loaded legs out of race week, and before a hard or long run (R24)."""
    if frame.kind is WeekKind.RACE or key in brief.eves:
        return [work for work in works if work.slug not in LOADED_LEGS]
    return works


def _dosed(
    rows: Rows,
    frame: WeekFrame,
    brief: Brief,
    so_far: Progress,
    sources: dict[SessionKey, SessionKey],
    bounds: Bounds,
) -> Rows:
    rows = base(rows, so_far.memory, frame.kind, sources, bounds)
    rows = _settled(rows, bounds)
    easy = frame.number <= brief.programme.easy_weeks or frame.kind not in LOADING
    if easy:
        return rows
    assert brief.programme.words  # noqa: S101  the pipeline completes it
    place = _place(brief, frame, "A")
    coach = Coach(
        athlete=brief.athlete,
        catalogue=brief.catalogue,
        memory=so_far.memory,
        sources=sources,
        bounds=bounds,
        place=replace(place, eve=bool(brief.eves)),
        target=brief.target if brief.programme.grows else 0,
        hold_tip=brief.programme.words.hold,
    )
    further = _in_order(progress(rows, coach, frame.kind), bounds)
    return rows if excess(further, bounds) else further


def _settled(rows: Rows, bounds: Bounds) -> Rows:
    """Return the week within its limits, in its final order with its longer rests."""
    rows = _in_order(possible(rows, bounds), bounds)
    while excess(rows, bounds):
        rows = _in_order(possible(rows, bounds), bounds)
    return rows


def _in_order(rows: Rows, bounds: Bounds) -> Rows:
    return {key: rested(arrange(works), bounds.rest_seconds) for key, works in rows.items()}


def _hand_on(
    rows: Rows, frame: WeekFrame, so_far: Progress, sources: dict[SessionKey, SessionKey]
) -> None:
    so_far.memory = remember(rows, so_far.memory, frame.kind, sources)
    so_far.began_light &= frame.kind not in LOADING
    sets = tally([work for works in rows.values() for work in works]).sets
    so_far.past.append(Past(frame.kind, sets))
    for key, works in rows.items():
        if sources[key] == key and (frame.kind in LOADING or key not in so_far.kept):
            so_far.kept[key] = [replace(w, tip=None) if w.tip else w for w in works]


def _place(brief: Brief, frame: WeekFrame, key: SessionKey) -> Place:
    return Place(brief.stages[frame.stage].phase, frame.number, eve=key in brief.eves)


def _sources(
    frame: WeekFrame, brief: Brief, so_far: Progress
) -> dict[SessionKey, SessionKey]:
    """Return the sessions of a week; one alone takes turns, a third repeats (FACTS 7.2)."""
    odd: SessionKey = "A" if frame.number % 2 else "B"
    if frame.kind is WeekKind.RACE:
        return {key: key for key in (_race_session(frame, brief, so_far),)}
    if brief.request.sessions == 1:
        return {odd: odd}
    both: dict[SessionKey, SessionKey] = {"A": "A", "B": "B"}
    return {**both, "C": odd} if brief.request.sessions == 3 else both


def _race_session(frame: WeekFrame, brief: Brief, so_far: Progress) -> SessionKey:
    """The known session with more pulling than pushing (R02, R28)."""
    known: list[SessionKey] = sorted(so_far.kept)
    if brief.request.sessions == 1:
        known = ["B" if frame.number % 2 else "A"]
    def surplus(key: SessionKey) -> int:
        count = tally([work.at(rounds=1) for work in so_far.kept[key]])
        return count.pull - count.push
    return max(known, key=surplus)


def _bounds(
    frame: WeekFrame, brief: Brief, so_far: Progress, sources: dict[SessionKey, SessionKey]
) -> Bounds:
    n, sessions = brief.athlete.level.number - 1, brief.request.sessions
    race = frame.kind is WeekKind.RACE
    holds = frame.number == brief.request.weeks and (sessions == 1 or brief.request.weeks == 4)
    limit = week_sets(frame.kind, so_far.past, starts=frame.starts, last_holds=holds)
    few = sessions == 1 or frame.kind is WeekKind.LIGHT
    least = MUSCLE_LEAST_FEW if few else MUSCLE_LEAST
    first = frame.number == 1 and n == 0
    short = brief.request.minutes < SHORT_MINUTES
    usual = SHORTEST_REST if short else brief.stages[frame.stage].rest_seconds
    return Bounds(
        week_sets=NO_LIMIT if limit is None else min(limit, _most(frame, brief)),
        session_sets=FIRST_SESSION_SETS if first else SESSION_SETS[n],
        rounds_least=1 if race else ROUNDS_LEAST,
        rounds_most=ROUNDS_LEAST if race else ROUNDS_MOST[n],
        chest=(0 if race else least, CHEST_MOST[n]),
        back=(0 if race else least, BACK_MOST[n]),
        rows=rows_for(brief.request.minutes, brief.target),
        seconds=brief.main_seconds,
        frame_seconds=brief.request.minutes * 60 - brief.main_seconds,
        rest_seconds=rest_seconds(usual, brief.target, brief.main_seconds),
        round_rest_seconds=ROUND_REST,
        two_rounds=frozenset({key for key in sources if key == "C" or key in brief.eves}),
        tapers=race,
        waives=brief.waives,
    )


def _most(frame: WeekFrame, brief: Brief) -> int:
    if frame.kind is not WeekKind.BUILD:
        return NO_LIMIT
    return WEEK_SETS[brief.request.sessions][brief.athlete.level.number - 1]


def usable(stages: Sequence[Stage], kit: frozenset[Kit]) -> tuple[Stage, ...]:
    """Return the stages whose equipment is owned."""
    asks = {Phase.BANDS: Kit.BAND, Phase.DUMBBELLS: Kit.DUMBBELLS}
    return tuple(s for s in stages if s.phase not in asks or asks[s.phase] in kit)
