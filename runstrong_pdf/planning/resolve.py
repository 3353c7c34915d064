"""Weeks + Library -> Plan: looks up every exercise, computes every total and the code."""

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import CrossTraining, Stretch
from runstrong_pdf.model.plan import (
    Block,
    CrossTrainingDay,
    LastDose,
    Plan,
    Prescription,
    Session,
    Week,
)
from runstrong_pdf.model.programme import Reserve, SessionKey
from runstrong_pdf.model.words import Kit, Level, WeekKind
from runstrong_pdf.planning.athlete import INTERMEDIATE_PUSH_UPS
from runstrong_pdf.planning.explain import reasons
from runstrong_pdf.planning.framing import (
    more_stretches,
    stretch_seconds,
    suggestions,
    warm_up_seconds,
)
from runstrong_pdf.planning.made import (
    MadeBlock,
    MadeWeek,
    Outline,
    rows_of,
    seconds_of,
    sets_of,
    sides,
)
from runstrong_pdf.planning.picks import LEAD_INS
from runstrong_pdf.planning.placing import (
    HARD,
    HOURS_AFTER_HARD_RUN,
    before_hard,
    race_week_day,
)
from runstrong_pdf.planning.row import OWN_LADDER, Row, top
from runstrong_pdf.planning.sessions import WrittenRow
from runstrong_pdf.planning.words import (
    FAR,
    Titles,
    advice,
    notes,
    reserve,
    steps,
    warnings,
    with_neighbours,
)

ONE_DUMBBELL = frozenset(
    {"single-arm-dumbbell-row", "dumbbell-kickback", "dumbbell-snatch", "dumbbell-pullover"}
)
"""Lifts with a single dumbbell, in one hand or in both."""


def resolve(outline: Outline, library: Library) -> Plan:
    """Return the plan with every total."""
    task, request, rows = outline.task, outline.request, outline.rows
    who = task.athlete
    exercises = {row.slug: with_neighbours(row.exercise, task.catalogue, who) for row in rows}
    activities = library.all(CrossTraining)
    cross = suggestions([frame.kind for frame in task.frames], activities, who.avoid)
    texts = library.texts(library.language)
    titles = Titles(outline, texts)
    used_kit = {kit for exercise in exercises.values() for kit in exercise.kit}
    plan = Plan(
        code="",  # made from all the rest
        programme=outline.slug,
        title=outline.programme.title,
        request=replace(request, level=request.level or Level.BEGINNER),
        kit=tuple(kit for kit in Kit if kit in used_kit),
        bands=tuple(c for c in library.bands if any(row.load.band == c for row in rows)),
        kg=tuple(sorted({row.load.kg for row in rows if row.load.kg})),
        days=outline.running.plan,
        weeks=tuple(
            _week(made, outline, titles, sport)
            for made, sport in zip(outline.weeks, cross, strict=True)
        ),
        warm_up_seconds=warm_up_seconds(outline.warm_ups.values()),
        stretch_seconds=stretch_seconds(outline.stretches.values()),
        warm_ups=outline.warm_ups,
        stretches=outline.stretches,
        more_stretches=more_stretches(rows, library.all(Stretch), outline.stretches, who.avoid),
        exercises=exercises,
        counts=_counts(outline, exercises),
        level=who.level,
        nth=task.frames[-1].nth,
        after=outline.after,
        runs=outline.running.runs,
        refer_first=who.refer_first,
        race_week=outline.race.week if outline.race else None,
        notes=notes(outline),
        warnings=warnings(who.avoid, texts),
        advice=advice(who.avoid, used_kit, texts),
        steps=steps(outline, exercises),
        cross_training={d.activity: activities[d.activity] for d in cross if d},
        why=reasons(outline, library),
    )
    return plan.model_copy(update={"code": plan_code(outline.programme.code, plan)})


def _counts(outline: Outline, exercises: Iterable[str]) -> dict[str, str]:
    """Return the notes that say what a number counts: all of the programme but on push-ups."""
    words = outline.programme.words
    assert words  # noqa: S101  the pipeline completes it
    counting = words.notes.keys() - OWN_LADDER
    return {slug: words.notes[slug] for slug in exercises if slug in counting}


def _week(made: MadeWeek, outline: Outline, titles: Titles, sport: CrossTrainingDay | None) -> Week:
    frame = made.frame
    said = outline.written[frame.number - 1] if outline.written else None
    words = said or titles.of(made)
    kept = said.reserve if said else reserve(frame, outline)
    days = [*outline.running.days.values()]
    if frame.kind is WeekKind.RACE and outline.race:
        days = [race_week_day(outline.running, outline.race, rests=frame.rests)]
    sessions = tuple(
        _session(key, blocks, day, kept, outline, loading=frame.loading)
        for (key, blocks), day in zip(made.sessions.items(), days, strict=False)
    )
    return Week(
        number=frame.number,
        phase=frame.phase,
        kind=frame.kind,
        title=words.title,
        goal=words.goal,
        reserve=kept,
        sessions=sessions,
        sets=made.sets,
        push_sets=sum(session.push_sets for session in sessions),
        pull_sets=sum(session.pull_sets for session in sessions),
        part=frame.part,
        cross_training=sport,
    )


def _session(
    key: SessionKey,
    blocks: tuple[MadeBlock, ...],
    day: int,
    kept: Reserve,
    outline: Outline,
    *,
    loading: bool,
) -> Session:
    seconds = seconds_of(blocks, outline.task.frame_seconds)
    run = outline.running.runs[day]
    near_run = before_hard(day, outline.running.runs)
    push, pull = sides(rows_of(blocks))
    return Session(
        key=key,
        day=day,
        blocks=tuple(
            Block(
                rounds=b.rounds,
                rest_seconds=b.rests.rest,
                round_rest_seconds=b.rests.round_rest,
                rows=tuple(_prescription(row, outline, loading=loading) for row in b.rows),
            )
            for b in blocks
        ),
        sets=sets_of(blocks),
        push_sets=push,
        pull_sets=pull,
        seconds=seconds,
        minutes=math.ceil(seconds / 60),
        reserve=FAR if near_run else kept,
        run=run,
        hours_after_run=HOURS_AFTER_HARD_RUN if run in HARD else 0,
        near_run=near_run,
    )


def _prescription(row: Row, outline: Outline, *, loading: bool) -> Prescription:
    who, words = outline.task.athlete, outline.programme.words
    assert words  # noqa: S101  the pipeline completes it
    fast = row.slug in LEAD_INS and row.slug != "thruster"
    of_fast = words.fast if loading else words.fast_light
    tip = of_fast if fast else words.manner.get(row.load.manner)
    few = who.push_ups is None or who.push_ups < INTERMEDIATE_PUSH_UPS
    few = few and "knee" not in who.avoid  # then nothing is done from the knees
    noted = row.slug not in OWN_LADDER or (who.level is Level.BEGINNER and few)
    found = Prescription(
        **_dose(row),
        each_hand=bool(row.load.kg) and row.slug not in ONE_DUMBBELL and row.load.grip != "shared",
        rest_before_seconds=row.rest_before,
        reserve=(3, 4) if fast and loading else None,
        note=words.notes.get(row.slug) if noted else None,
        tip=tip,
        unit=row.exercise.unit,
        cue=tip or row.exercise.cue,
        set_seconds=row.seconds,
        instead_of=row.instead_of,
        because=row.because,
        step=row.step,
        top=max(row.reps, top(row, who)),
        otherwise=_last_dose(row.otherwise, row.rounds) if row.otherwise else None,
    )
    return found.model_copy(update=row.said) if isinstance(row, WrittenRow) else found


def _last_dose(last: Row, rounds: int) -> LastDose:
    """Return the dose to fall back on, in no more rounds than the block has now."""
    return LastDose(week=last.week, **{**_dose(last), "rounds": min(last.rounds, rounds)})


def _dose(row: Row) -> dict[str, Any]:
    load = row.load
    return {
        "exercise": row.slug,
        "rounds": row.rounds,
        "reps": row.reps,
        "band": (load.band,) if load.band else (),
        "kg": (load.kg,) if load.kg else (),
        "manner": load.manner,
        "grip": load.grip,
    }


# -- the code --------------------------------------------------------------------------------------

SIGNS = "23456789CFGHJMPQRVWX"
"""Signs that are not taken for one another and spell no word (those of Open Location Codes)."""
LENGTH = 6
"""20 ** 6 is 64 million: of 1,000 different plans, two share a code in less than 1 % of cases."""
PRINTED = ("title", "days", "weeks", "steps", "notes", "bands", "kg", "refer_first", "race_week")
"""What of a plan stands on its sheets besides facts of the library."""
LISTS = ("warm_ups", "stretches", "more_stretches")


def plan_code(letters: str, plan: Plan) -> str:
    """Return a code such as `UB6-4H7Q2R`: programme, weeks, fingerprint of all that is printed.

    Name, club, dates and paper do not count: a club's members with the same plan have one code.
    """
    printed = plan.model_dump(mode="json", include=set(PRINTED))
    printed |= {key: list(getattr(plan, key)) for key in LISTS}
    printed["avoid"] = sorted(plan.request.avoid)
    printed["race_day"] = plan.request.race.weekday() if plan.request.race else None
    if plan.request.units != "kg":
        printed["units"] = plan.request.units
    digest = hashlib.sha256(
        json.dumps(printed, sort_keys=True, check_circular=False).encode()
    ).digest()
    number = int.from_bytes(digest, "big")
    signs = [SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(LENGTH)]
    return f"{letters}{len(plan.weeks)}-{''.join(signs)}"
