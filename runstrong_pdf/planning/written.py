"""Weeks for paper: a coach's own where they fit exactly, else the season's with its words."""

from runstrong_pdf.model.programme import (
    PlanWords,
    Programme,
    Reserve,
    Row,
    SessionKey,
    WeekWords,
    WrittenWeek,
)
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level, WeekKind
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.brief import Brief
from runstrong_pdf.planning.care import ORDINARY
from runstrong_pdf.planning.ladder import Catalogue
from runstrong_pdf.planning.season import Dosed
from runstrong_pdf.planning.weeks import WeekFrame
from runstrong_pdf.planning.work import Work

ONE_HANDED = frozenset({"single-arm-dumbbell-row", "dumbbell-kickback", "dumbbell-snatch"})
"""Lifts with a single dumbbell."""
FAR: Reserve = (4, 4)
"""Light and race weeks, and a beginner's first (R14, R17; docs/training-rules.md#effort)."""
LEARNING: Reserve = (3, 4)
"""New equipment, and a beginner's second week (R16)."""
WORKING: Reserve = (2, 3)
"""Build weeks."""


def as_written(
    programme: Programme, request: Request, athlete: Athlete, catalogue: Catalogue
) -> tuple[WrittenWeek, ...] | None:
    """Return the coach's own weeks if they were written for exactly this request."""
    asked = (request.weeks, athlete.level, request.minutes, request.focus)
    meant = (len(programme.weeks), programme.level, programme.minutes, "full")
    if not programme.weeks or asked != meant or request.push_ups is not None:
        return None  # who knows the push-ups gets targets made from them
    if athlete.care != ORDINARY:
        return None
    rows = [row for week in programme.weeks for rows in week.sessions.values() for row in rows]
    sessions = max(len(week.sessions) for week in programme.weeks)
    if sessions != request.sessions or not all(_suits(r, catalogue, athlete) for r in rows):
        return None
    return programme.weeks


def _suits(row: Row, catalogue: Catalogue, athlete: Athlete) -> bool:
    exercise = catalogue[row.exercise]
    return (
        set(exercise.kit) <= athlete.kit
        and not athlete.avoid.intersection(exercise.caution)
        and set(row.band) <= set(athlete.colours)
        and set(row.kg) <= set(athlete.kilograms)
    )


def in_words(dosed: Dosed, brief: Brief) -> WrittenWeek:
    """Return a dosed week as a coach would have written it."""
    frame, stage = dosed.frame, brief.stages[dosed.frame.stage]
    words = _words(frame, brief)
    return WrittenWeek(
        phase=stage.phase,
        kind=frame.kind,
        title=words.title,
        goal=words.goal,
        reserve=reserve(frame, brief),
        rest_seconds=dosed.rest_seconds,
        round_rest_seconds=dosed.round_rest_seconds,
        sessions={
            key: tuple(_row(w, brief.words, key, brief) for w in works)
            for key, works in dosed.rows.items()
        },
    )


def _words(frame: WeekFrame, brief: Brief) -> WeekWords:
    """Return a title and a goal that are true of the week."""
    if frame.rests:
        return brief.words.rests
    again = 1 < frame.number <= brief.programme.easy_weeks and brief.request.sessions > 1
    if again and frame.kind is WeekKind.INTRO and not frame.starts and brief.words.easy:
        return brief.words.easy
    last = frame.number == brief.request.weeks
    return brief.stages[frame.stage].words.of(frame.kind, frame.count, last=last)


def reserve(frame: WeekFrame, brief: Brief) -> Reserve:
    """Return how many clean repetitions to keep."""
    beginner = brief.athlete.level is Level.BEGINNER
    first = frame.number == 1 and beginner
    if first or frame.kind in {WeekKind.LIGHT, WeekKind.RACE}:
        return FAR
    if frame.number <= brief.programme.easy_weeks:
        return FAR
    learning = frame.kind is WeekKind.INTRO or (frame.number == 2 and beginner)
    return LEARNING if learning else WORKING


def _row(work: Work, words: PlanWords, key: SessionKey, brief: Brief) -> Row:
    fast = work.exercise.effort == "fast" or work.slug == "dumbbell-overhead-squat"
    unsure = work.slug != "push-up" or brief.athlete.push_ups is None
    easy = brief.athlete.level is Level.BEGINNER
    note = words.notes.get(work.slug) if unsure and (easy or work.slug != "push-up") else None
    return Row(
        exercise=work.slug,
        rounds=work.rounds,
        reps=work.reps,
        band=(work.load.band,) if work.load.band else (),
        kg=(work.load.kg,) if work.load.kg else (),
        manner=work.load.manner,
        each_hand=bool(work.load.kg) and work.slug not in ONE_HANDED,
        rest_before_seconds=work.rest_before_seconds,
        reserve=FAR if key in brief.eves else LEARNING if fast else None,
        note=note,
        tip=words.fast if work.exercise.effort == "fast" else words.manner.get(work.load.manner),
    )
