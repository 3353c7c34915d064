"""Programme + Library -> Plan: looks up every exercise and computes every total."""

import hashlib
import math
from collections.abc import Iterable, Mapping

from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.model.programme import Programme, Row, SessionKey, WrittenWeek
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning.estimate import (
    circuit_seconds,
    set_seconds,
    stretch_seconds,
    warm_up_seconds,
)


def resolve(slug: str, programme: Programme, request: Request, library: Library) -> Plan:
    """Return the plan of a written-out programme.

    Raises:
        TemplateError: when the programme names something that the library lacks.
    """
    exercises = library.many(Exercise, _named(programme))
    warm_ups = library.many(WarmUp, programme.warm_up)
    stretches = library.many(Stretch, programme.stretches)
    frame = warm_up_seconds(warm_ups.values()) + stretch_seconds(stretches.values())
    weeks = tuple(
        _week(number, week, programme, exercises, frame)
        for number, week in enumerate(programme.weeks, 1)
    )
    rows = [row for week in programme.weeks for s in week.sessions.values() for row in s]
    return Plan(
        code=_code(programme, weeks),
        programme=slug,
        title=programme.title,
        request=request,
        kit=programme.kit,
        bands=tuple(c for c in library.bands if any(c in row.band for row in rows)),
        kg=tuple(sorted({kg for row in rows for kg in row.kg})),
        days=programme.days,
        weeks=weeks,
        warm_up_seconds=warm_up_seconds(warm_ups.values()),
        stretch_seconds=stretch_seconds(stretches.values()),
        warm_ups=warm_ups,
        stretches=stretches,
        more_stretches=library.many(Stretch, programme.more_stretches),
        exercises=exercises,
    )


def _named(programme: Programme) -> tuple[str, ...]:
    """Return the slugs of all exercises in the order in which the weeks bring them."""
    rows = (row for week in programme.weeks for rows in week.sessions.values() for row in rows)
    return tuple(dict.fromkeys(row.exercise for row in rows))


def _week(
    number: int,
    week: WrittenWeek,
    programme: Programme,
    exercises: Mapping[str, Exercise],
    frame_seconds: int,
) -> Week:
    sessions = tuple(
        _session(key, rows, week, programme.days.index(key), exercises, frame_seconds)
        for key, rows in week.sessions.items()
    )
    return Week(
        number=number,
        sessions=sessions,
        sets=sum(session.sets for session in sessions),
        push_sets=sum(session.push_sets for session in sessions),
        pull_sets=sum(session.pull_sets for session in sessions),
        **week.model_dump(exclude={"sessions"}),
    )


def _session(
    key: SessionKey,
    rows: Iterable[Row],
    week: WrittenWeek,
    day: int,
    exercises: Mapping[str, Exercise],
    frame_seconds: int,
) -> Session:
    prescriptions = tuple(_prescription(row, exercises[row.exercise]) for row in rows)
    main = circuit_seconds(prescriptions, week.rest_seconds, week.round_rest_seconds)
    seconds = frame_seconds + main
    return Session(
        key=key,
        day=day,
        rows=prescriptions,
        sets=sum(row.rounds for row in prescriptions),
        push_sets=_sets(prescriptions, exercises, "push"),
        pull_sets=_sets(prescriptions, exercises, "pull"),
        rounds=max(row.rounds for row in prescriptions),
        seconds=seconds,
        minutes=math.ceil(seconds / 60),
    )


def _prescription(row: Row, exercise: Exercise) -> Prescription:
    return Prescription(
        **row.model_dump(),
        unit=exercise.unit,
        cue=row.tip or exercise.cue,
        set_seconds=set_seconds(exercise, row.reps),
    )


def _sets(rows: Iterable[Prescription], exercises: Mapping[str, Exercise], balance: str) -> int:
    return sum(row.rounds for row in rows if exercises[row.exercise].balance == balance)


def _code(programme: Programme, weeks: tuple[Week, ...]) -> str:
    """Name the training itself: two plans with one code have the same weeks, row for row."""
    content = "".join(week.model_dump_json() for week in weeks)
    digest = hashlib.sha256(content.encode()).hexdigest()[:4].upper()
    return f"{programme.code}{len(weeks)}-{digest}"
