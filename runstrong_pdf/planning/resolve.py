"""Weeks + Library -> Plan: every total, what stands around the sessions, and the code."""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import CrossTraining, Move, Stretch, WarmUp
from runstrong_pdf.model.plan import (
    Block,
    CrossTrainingDay,
    LastDose,
    Plan,
    Prescription,
    Session,
    Week,
)
from runstrong_pdf.model.programme import Programme, Reserve, SessionKey
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Caution, Kit, Level, WeekKind
from runstrong_pdf.planning.athlete import INTERMEDIATE_PUSH_UPS
from runstrong_pdf.planning.explain import reasons
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

SHORTEST_MINUTES, SHORT_MINUTES = 20, 30
"""At 20 minutes four moves, three minutes or more; below 30 five moves, four minutes (R30)."""
MOST_STRETCH_SECONDS = 480
"""What four stretches take at most (R32): cautions can leave none but those done on both sides."""
SHORT_HOLD_SECONDS = 15
"""Two holds of this length below 30 minutes; 10 to 30 s are enough (R32)."""
OLDER_HOLD_SECONDS = 30
"""From 65 on holds stay at 30 to 60 s (R32)."""
CHANGE_SECONDS = 10
"""Getting from one warm-up or stretch to the next, or from one hold to the next [judgement]."""
MORE_STRETCHES = 4
"""What the stretching sheet has room for beside the four that are always there."""
GENTLE = ("core", "both", "push")
"""What suits a light week, best first: Pilates, swimming, yoga [judgement]."""
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
    said = {slug: note for slug, note in outline.words.notes.items() if slug not in OWN_LADDER}
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
        counts={slug: said[slug] for slug in exercises if slug in said},
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
    who, words = outline.task.athlete, outline.words
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


# -- around the sessions ---------------------------------------------------------------------------


def warm_ups_for(
    programme: Programme, minutes: int, avoid: Collection[Caution], moves: Mapping[Slug, WarmUp]
) -> dict[Slug, WarmUp]:
    """Return the warm-up moves, fewer where time is short, with what cautions swap or ask for."""
    whole = len(programme.warm_up)
    many = 4 if minutes == SHORTEST_MINUTES else 5 if minutes < SHORT_MINUTES else whole
    asked = [slug for slug, move in moves.items() if set(move.asked_by) & set(avoid)]
    chosen = _swapped(programme.warm_up[:many], avoid, moves, asked)
    for _ in asked:
        chosen.remove(next((slug for slug in chosen if moves[slug].yields), chosen[-1]))
    return {slug: moves[slug] for slug in (*chosen, *asked)}


def stretches_for(
    programme: Programme, minutes: int, avoid: Collection[Caution], moves: Mapping[Slug, Stretch]
) -> dict[Slug, Stretch]:
    """Return the four stretches that are always there, but for what a caution swaps (R32)."""
    slugs, older = _swapped(programme.stretches, avoid, moves), "older-adult" in avoid
    short = minutes < SHORT_MINUTES and not older
    held = {slug: _held(moves[slug], short=short, older=older) for slug in slugs}
    if older or stretch_seconds(held.values()) <= MOST_STRETCH_SECONDS:
        return held
    return {slug: _held(moves[slug], short=True, older=False) for slug in slugs}


def _held(stretch: Stretch, *, short: bool, older: bool) -> Stretch:
    """Return a stretch with a shorter hold where time is short, a longer one from 65 on.

    Of a movement done on both sides half as many repetitions are short.
    """
    if stretch.kind == "dynamic":
        half = (stretch.repetitions + 1) // 2
        few = short and stretch.per_side
        return stretch.model_copy(update={"repetitions": half}) if few else stretch
    seconds = stretch.hold_seconds
    if older:
        seconds = max(seconds, OLDER_HOLD_SECONDS)
    elif short:
        seconds = min(seconds, SHORT_HOLD_SECONDS)
    same = seconds == stretch.hold_seconds
    return stretch if same else stretch.model_copy(update={"hold_seconds": seconds})


def _swapped(
    named: Sequence[Slug],
    avoid: Collection[Caution],
    moves: Mapping[Slug, Move],
    reserved: Collection[Slug] = (),
) -> list[Slug]:
    """Return the moves with stand-ins for what the cautions rule out (R33).

    A move names its own stand-in; where that is ruled out, there already or reserved, any other
    will do that takes about as long.
    """
    found: list[Slug] = []
    for slug in named:
        taken = {*found, *named, *reserved} - {slug}
        may = [s for s in moves if s not in taken and not set(moves[s].caution) & set(avoid)]
        here: Slug | None = slug
        tried: set[Slug] = set()
        while here and here in moves and here not in may and here not in tried:
            tried.add(here)
            here = moves[here].instead
        if here not in may:
            here = min(may, key=lambda s: _unlikeness(moves[slug], moves[s]), default=None)
        found += [here] if here else []
    return found


def _unlikeness(one: Move, other: Move) -> tuple[int, int]:
    """Return how far two moves differ: stretches in muscles first, all in length."""
    shared, apart = 0, 0
    if isinstance(one, Stretch) and isinstance(other, Stretch):
        shared = len(set(one.muscles) & set(other.muscles))
        apart = stretch_seconds([one]) - stretch_seconds([other])
    if isinstance(one, WarmUp) and isinstance(other, WarmUp):
        apart = one.seconds - other.seconds
    return -shared, abs(apart)


def more_stretches(
    rows: Iterable[Row],
    stretches: Mapping[Slug, Stretch],
    always: Iterable[Slug],
    avoid: Collection[Caution],
) -> dict[Slug, Stretch]:
    """Return the stretches for what was worked most, beside those that are always there."""
    worked: Counter[str] = Counter()
    for row in rows:
        for muscle in row.exercise.primary:
            worked[muscle] += row.rounds
    shown = {stretches[slug].shown for slug in always}
    others = [
        slug
        for slug, stretch in stretches.items()
        if stretch.shown not in shown and not set(stretch.caution) & set(avoid)
    ]
    others.sort(key=lambda slug: (-sum(worked[m] for m in stretches[slug].muscles), slug))
    return {slug: stretches[slug] for slug in others[:MORE_STRETCHES]}


def warm_up_seconds(moves: Iterable[WarmUp]) -> int:
    """Return the length of a warm-up with its changes."""
    seconds = [move.seconds for move in moves]
    return sum(seconds) + CHANGE_SECONDS * (len(seconds) - 1)


def stretch_seconds(stretches: Iterable[Stretch]) -> int:
    """Return the length of a stretching block with its changes."""
    seconds = 0
    for stretch in stretches:
        if stretch.kind == "dynamic":
            moving = stretch.repetitions * stretch.seconds_per_repetition * stretch.sides
            seconds += moving + CHANGE_SECONDS
        else:
            once = stretch.hold_seconds + CHANGE_SECONDS
            seconds += once * stretch.repetitions * stretch.sides
    return seconds


def suggestions(
    kinds: Sequence[WeekKind],
    activities: Mapping[Slug, CrossTraining],
    avoid: Collection[Caution],
) -> list[CrossTrainingDay | None]:
    """Return one suggestion a week: the article's sports first, gentle in light weeks.

    What a caution rules out is never suggested (R33).
    """
    suits = [slug for slug, sport in activities.items() if not set(sport.caution) & set(avoid)]
    turn = sorted(suits, key=lambda slug: (not activities[slug].seed, slug))
    gentle = sorted(
        (slug for slug in turn if activities[slug].balance in GENTLE),
        key=lambda slug: GENTLE.index(activities[slug].balance),
    )
    found: list[CrossTrainingDay | None] = []
    for number, kind in enumerate(kinds):
        if kind is WeekKind.RACE or not turn:
            found.append(None)
            continue
        light = kind is WeekKind.LIGHT
        slug = gentle[0] if light and gentle else turn[number % len(turn)]
        low, high = activities[slug].minutes
        minutes = low if light or number == 0 else (low + high) // 2 // 5 * 5
        found.append(CrossTrainingDay(activity=slug, minutes=minutes))
    return found


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
