"""Outline + Library -> Plan: looks up every exercise and computes every total."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import count

from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch
from runstrong_pdf.model.plan import CrossTrainingDay, Plan, Prescription, Session, Week
from runstrong_pdf.model.programme import Row, SessionKey
from runstrong_pdf.model.words import Kit, Level
from runstrong_pdf.planning.code import plan_code
from runstrong_pdf.planning.cross_training import suggestions
from runstrong_pdf.planning.estimate import (
    circuit_seconds,
    set_seconds,
    stretch_seconds,
    warm_up_seconds,
)
from runstrong_pdf.planning.explain import notes, reasons
from runstrong_pdf.planning.framing import more_stretches
from runstrong_pdf.planning.outline import Outline, OutlineWeek
from runstrong_pdf.planning.placing import HARD, HOURS_AFTER_HARD_RUN, before_hard
from runstrong_pdf.planning.steps import steps
from runstrong_pdf.planning.written import FAR

Exercises = Mapping[str, Exercise]


def resolve(outline: Outline, library: Library) -> Plan:
    """Return the plan with every total.

    Raises:
        TemplateError: when the programme names something that the library lacks.
    """
    request = outline.request
    rows = [r for w in outline.weeks for s in w.written.sessions.values() for r in s]
    exercises = library.many(Exercise, dict.fromkeys(row.exercise for row in rows))
    activities = library.all(CrossTraining)
    cross = suggestions(
        [week.written.kind for week in outline.weeks], activities, outline.athlete.avoid
    )
    weeks = tuple(map(partial(_week, outline, exercises), count(1), outline.weeks, cross))
    used_kit = {kit for exercise in exercises.values() for kit in exercise.kit}
    plan = Plan(
        code="",  # made from all the rest
        programme=outline.slug,
        title=outline.programme.title,
        request=replace(request, level=request.level or Level.BEGINNER),
        kit=tuple(kit for kit in Kit if kit in used_kit),
        bands=tuple(c for c in library.bands if any(c in row.band for row in rows)),
        kg=tuple(sorted({kg for row in rows for kg in row.kg})),
        days=outline.running.plan,
        weeks=weeks,
        warm_up_seconds=warm_up_seconds(outline.warm_ups.values()),
        stretch_seconds=stretch_seconds(outline.stretches.values()),
        warm_ups=outline.warm_ups,
        stretches=outline.stretches,
        more_stretches=more_stretches(
            rows, exercises, library.all(Stretch), outline.stretches, outline.athlete.avoid
        ),
        exercises=exercises,
        level=outline.athlete.level,
        runs=outline.running.runs,
        refer_first=outline.athlete.refer_first,
        race_week=outline.race.week if outline.race else None,
        notes=notes(outline),
        steps=steps(rows, exercises, outline.athlete, library.all(Exercise)),
        cross_training={d.activity: activities[d.activity] for d in cross if d},
        why=reasons(outline, exercises),
    )
    return plan.model_copy(update={"code": plan_code(outline.programme.code, plan)})


def _week(
    outline: Outline,
    exercises: Exercises,
    number: int,
    week: OutlineWeek,
    cross_training: CrossTrainingDay | None,
) -> Week:
    sessions = tuple(_session(key, week, outline, exercises) for key in week.written.sessions)
    return Week(
        number=number,
        sessions=sessions,
        sets=sum(session.sets for session in sessions),
        push_sets=sum(session.push_sets for session in sessions),
        pull_sets=sum(session.pull_sets for session in sessions),
        stage=week.stage + 1,
        sets_limit=week.sets_limit,
        cross_training=cross_training,
        **{key: getattr(week.written, key) for key in _WEEK_FIELDS},
    )


_WEEK_FIELDS = ("phase", "kind", "title", "goal", "reserve", "rest_seconds", "round_rest_seconds")


def _session(key: SessionKey, week: OutlineWeek, outline: Outline, exercises: Exercises) -> Session:
    written, day, running = week.written, week.days[key], outline.running
    rows = tuple(_prescription(key, r, week, exercises) for r in written.sessions[key])
    frame = warm_up_seconds(outline.warm_ups.values()) + stretch_seconds(outline.stretches.values())
    seconds = frame + circuit_seconds(rows, written.rest_seconds, written.round_rest_seconds)
    near_run = before_hard(day, running.runs)
    run = running.runs[day]
    return Session(
        key=key,
        day=day,
        rows=rows,
        sets=sum(row.rounds for row in rows),
        push_sets=_sets(rows, exercises, "push"),
        pull_sets=_sets(rows, exercises, "pull"),
        rounds=max(row.rounds for row in rows),
        seconds=seconds,
        minutes=math.ceil(seconds / 60),
        reserve=FAR if near_run else written.reserve,
        repeats=week.repeats.get(key),
        run=run,
        hours_after_run=HOURS_AFTER_HARD_RUN if run in HARD else 0,
        near_run=near_run,
    )


def _prescription(
    key: SessionKey, row: Row, week: OutlineWeek, exercises: Exercises
) -> Prescription:
    exercise = exercises[row.exercise]
    instead_of, because = week.stands_for.get((key, row.exercise), (None, None))
    return Prescription(
        **vars(row),
        unit=exercise.unit,
        cue=row.tip or exercise.cue,
        set_seconds=set_seconds(exercise, row.reps, row.manner),
        instead_of=instead_of,
        because=because,
    )


def _sets(rows: Iterable[Prescription], exercises: Exercises, balance: str) -> int:
    return sum(row.rounds for row in rows if exercises[row.exercise].balance == balance)
