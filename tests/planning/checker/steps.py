"""How a row moves on: R12, R18 to R20, C07, C19, C20, C24, C30, C31."""

import math
from collections.abc import Iterator

from tests.planning.checker.facts import Json
from tests.planning.checker.progress import next_weight
from tests.planning.checker.records import Findings, Plan, Row, held, load_change
from tests.planning.checker.volume import first_sets
from tests.planning.checker.words import HOME_WORKOUT, LOADING, ON_THE_FLOOR, OWN_COUNT

FIRST_PUSH_UPS = {2: 6, 3: 12}
"""Where no push-ups were counted: 0.6 of those that a level asks for, 10 and 20 (C31)."""
TINY = 1e-9


def r12_range(plan: Plan) -> Findings:
    """R12: the number stays inside the range of its exercise, and is not above the top printed."""
    for row in plan.rows:
        if not row.fact.low <= row.reps <= row.fact.high:
            yield f"{row} x {row.reps} of {row.fact.low} to {row.fact.high}"
        if row.json["top"] and row.reps > row.json["top"]:
            yield f"{row} x {row.reps}, the top printed is {row.json['top']}"


def r18_one_thing(plan: Plan) -> Findings:
    """R18: of rounds, repetitions, load and manner one at most goes up; one number at a time."""
    for row in plan.rows:
        last = row.last
        if last is None or (row.reps <= last.reps and row.rounds <= last.rounds):
            continue  # load and manner never go up together
        ups = [
            name
            for name, up in (
                ("reps", row.reps > last.reps),
                ("rounds", row.rounds > last.rounds),
                ("load", row.change > 0),
                ("manner", row.change == 0 and row.pace > last.pace),
            )
            if up
        ]
        if len(ups) > 1:
            yield f"{row}: {' and '.join(ups)} go up after week {last.week}"
        if ups == ["reps"] and row.reps > next_number(row, last.reps):
            yield f"{row}: {row.reps} after {last.reps} in week {last.week}"


def next_number(row: Row, reps: int) -> int:
    """Return the next number of the exercise; from between two numbers the one after the next."""
    above = [number for number in row.fact.numbers if number > reps]
    return (above or [reps])[:2][-1 if reps not in row.fact.numbers else 0]


def r18_new_manner(plan: Plan) -> Findings:
    """R18: a new manner starts two numbers lower, from the upper half of the range.

    And only where no heavier load comes first.
    """
    for row in plan.rows:
        last = row.last
        if last is None or row.change or row.pace <= last.pace:
            continue
        below = [number for number in row.fact.numbers if number < last.reps][-2:]
        if row.reps > (below or [row.reps])[0] or last.reps < (row.fact.low + row.fact.high) // 2:
            yield f"{row}: another manner at {row.reps} after {last.reps}"
        following = next_weight(plan, last) if last.weight and last.grip == "usual" else None
        # A small muscle before a large step takes a manner where no week is left for two weeks
        # at the top; under 16 the load stays within one step of the first.
        waits = row.fact.isolation and not row.is_band and (following or 0) > 1.25 * last.weight
        if following and not waits and "youth" not in plan.avoid:
            yield f"{row}: another manner, though the next load is owned"


def r18_no_manner(plan: Plan) -> Findings:
    """R18: holds, climbers and fast lifts have no manner."""
    for row in plan.rows:
        if row.pace and (row.fact.hold or row.fact.fast or row.slug in HOME_WORKOUT[5]):
            yield f"{row}: {row.json['manner']}"


def r18_step_is_named(plan: Plan) -> Findings:
    """R18: `step` says how the row is harder than in its last loading week."""
    for row in plan.rows:
        step = row.json["step"]
        if row.last is None:
            right: set[str | None] = {"new", "rung"}
            if row.week == 1:  # nothing came before; after another plan its doses did
                known = plan.known | plan.earlier
                right |= {None, "reps", "round"} if row.slug in known else {None}
        else:
            right = {row.up}
            if row.change == 0 and row.pace == row.last.pace and row.reps > row.last.reps:
                right.add("reps")  # with fewer rounds, too
            if row.before is None:  # it comes back, or comes from another session
                right |= {"new", "rung"}
            if plan.weeks[row.week - 1].kind not in LOADING:
                right.add(None)  # with fewer rows block 1 may have one that was done once (65+)
        if step not in right:
            yield f"{row}: step {step}, not {' or '.join(sorted(map(str, right)))}"


def r18_crowded_week(plan: Plan) -> Findings:
    """R18: where most rows take a load or manner, no block gains a round, no fast lift enters.

    A row that comes from another session with a round more than there is no block that gains one.
    """
    for session in plan.all_sessions:
        steps = [row.json["step"] for row in session.rows]
        many = sum(step in {"load", "manner"} for step in steps) > len(steps) / 2
        enters = any(row.fact.fast and row.last is None for row in session.rows)
        gains = any(row.before and row.json["step"] == "round" for row in session.rows)
        if many and session.week > 1 and (gains or enters):
            yield f"{session}: most rows step, and there is a round more or a new lift"


def r19_one_colour(plan: Plan) -> Findings:
    """R19: a band gets one colour heavier at a time; doubled it is too much for one step."""
    for row in plan.rows:
        if row.is_band and row.last and row.load > row.last.load + 1:
            yield f"{row}: {held(row)} after {held(row.last)}"


def r18_new_colour(plan: Plan) -> Findings:
    """R18: a new colour is earned at the top and starts at the low end."""
    for row in plan.rows:
        if row.change < 1 or not row.is_band:
            continue
        if row.reps > row.fact.low + 2:
            yield f"{row}: a new colour at {row.reps}"
        if _best(plan, row) < easy_top(row):
            yield f"{row}: a new colour after {_best(plan, row)} of {easy_top(row)}"


def easy_top(row: Row) -> int:
    """Return the number from which a small step of load is taken: low + 4 from 8 on, else high."""
    low, high = row.fact.low, row.fact.high
    return min(low + 4, high) if low >= 8 else high


def _at_old_load(plan: Plan, row: Row) -> list[Row]:
    """Return the loading rows of the exercise before this one at the load of its last dose."""
    last, history = row.last, plan.history.get(row.slug, ())
    if last is None:
        return []
    return [old for old in history if old.week < row.week and not load_change(old, last)]


def _best(plan: Plan, row: Row) -> int:
    return max((old.reps for old in _at_old_load(plan, row)), default=0)


def r20_steps_are_earned(plan: Plan) -> Findings:
    """R20: a heavier weight is earned; more than half as much again is refused.

    Above 10 % after low + 4; above 25 % after a week at the top, a small muscle after two, with
    two in reserve.
    """
    for row, last in weight_steps(plan):
        jump, high = row.weight / last.weight - 1, row.fact.high
        place = f"{row}: {last.weight:g} to {row.weight:g} kg"
        if jump > 0.5 + TINY:
            yield place
        if row.fact.fast:
            continue
        old = _at_old_load(plan, row)
        best = max((dose.reps for dose in old), default=0)
        if jump > 0.25 + TINY:
            weeks = len({dose.week for dose in old if dose.reps >= high})
            if weeks < (2 if row.fact.isolation else 1):
                yield f"{place} after {weeks} weeks at {high}"
            if last.week > 0 and last.reserve < 2:
                yield f"{place} with {last.reserve} in reserve"
        elif jump > 0.1 + TINY and best < easy_top(row):
            yield f"{place} after {best} of {easy_top(row)}"


def weight_steps(plan: Plan) -> Iterator[tuple[Row, Row]]:
    """Yield rows whose weight went up, held as before, with their last dose."""
    for row in plan.rows:
        if row.change > 0 and not row.is_band and row.last and row.grip == row.last.grip:
            yield row, row.last


def c30_next_load(plan: Plan) -> Findings:
    """C30, R20: the next weight is the lightest owned that is 8 % heavier; it starts low.

    Up to 10 % keeps the number, up to 25 % takes three off.
    """
    for row, last in weight_steps(plan):
        following, jump = next_weight(plan, last), row.weight / last.weight - 1
        if row.weight != following:
            yield f"{row}: {row.weight:g} kg after {last.weight:g}, the next is {following}"
        less = 0 if jump <= 0.1 + TINY else 3 if jump <= 0.25 + TINY else last.reps
        if not row.fact.fast and row.reps > max(row.fact.low, last.reps - less):
            yield f"{row}: {row.weight:g} kg at {row.reps} after {last.reps}"


def r20_bridges(plan: Plan) -> Findings:
    """R20: a change of grip is earned at the top and starts low; shared weights part with a part.

    Bent elbows, a weight in both hands and a doubled band bridge steps that are too big.
    """
    for row in plan.rows:
        last = row.last
        if last is None or row.change < 1 or row.grip == last.grip:
            continue
        best = _best(plan, row)
        if row.reps > row.fact.low or best < easy_top(row):
            yield f"{row}: held otherwise at {row.reps} after {best}"
        if last.grip == "shared" and plan.part(row) == plan.part(last):
            yield f"{row}: a weight in each hand inside a part"


def r20_fast_lifts(plan: Plan) -> Findings:
    """R20: a fast lift gets heavier only at the start of a part, when its top was printed."""
    for row, last in weight_steps(plan):
        inside = plan.part(row) == plan.part(last)
        if row.fact.fast and (inside or _best(plan, row) < row.fact.high):
            yield f"{row}: {row.weight:g} kg after {last.reps} x {last.weight:g} kg"


def c07_conditions(plan: Plan) -> Findings:
    """C07: a row with step load, rung or manner prints the last loading dose, which was at top."""
    for row in plan.rows:
        otherwise = row.json["otherwise"]
        if row.json["step"] not in {"load", "rung", "manner"}:
            if otherwise and row.json["step"] != "new":
                yield f"{row}: another dose printed beside step {row.json['step']}"
            continue
        if otherwise is None:
            yield f"{row}: no other dose beside step {row.json['step']}"
            continue
        last = next(
            (old for old in _last_doses(plan, row, otherwise) if _same(otherwise, old, row)), None
        )
        if last is None:
            yield f"{row}: the dose beside it is not that of its last loading week"
        elif last.week > 0 and not (last.json["top"] and last.reps >= last.json["top"]):
            yield f"{row}: step at {last.reps}, the top printed is {last.json['top']}"


def _last_doses(plan: Plan, row: Row, otherwise: Json) -> list[Row]:
    """Return the last doses of an exercise: in the session, else all of the last week it was in.

    So also where that week's load is heavier than the session's own (C19).

    Those of the block before count where this one has none.
    """
    slug = otherwise["exercise"]
    if slug == row.slug and row.last and row.last.key == row.key:
        return [row.last]
    earlier = [old for old in plan.history.get(slug, ()) if old.week < row.week]
    earlier = [old for old in earlier if old.week > 0] or earlier
    same = [old for old in earlier if old.key == row.key]
    latest = [old for old in earlier if old.week == earlier[-1].week]
    if same and not same[-1].load < latest[0].load:
        return same[-1:]
    return latest


def _same(otherwise: Json, last: Row, row: Row) -> bool:
    """Whether it is the last dose, in no more rounds than the block has now."""
    keys = ("reps", "manner", "grip")
    if otherwise["rounds"] != min(last.rounds, row.rounds):
        return False
    loads = all(list(otherwise[key]) == list(last.json[key]) for key in ("band", "kg"))
    week = last.week < 1 or otherwise["week"] == last.week
    return week and loads and all(otherwise[key] == last.json[key] for key in keys)


def r36_up_the_ladder(plan: Plan) -> Findings:
    """R36: a rung is the harder version of an exercise of the last loading week.

    That one is not in the session any more. Beginners see the easier version in print.
    """
    exercises = plan.json["exercises"]
    for session in plan.all_sessions:
        for row in session.rows:
            if row.json["step"] != "rung" or not row.json["otherwise"]:
                continue
            easier = row.json["otherwise"]["exercise"]
            earlier = session.earlier
            doses = [old for old in plan.history.get(easier, ()) if old.week < row.week]
            there = any(earlier is None or old.week >= earlier.week for old in doses)
            links = exercises[row.slug]["easier"], exercises.get(easier, {}).get("harder")
            if easier in session.slugs or not there or not {easier, row.slug} & set(links):
                yield f"{row} is no rung above {easier}"
    for slug, step in plan.json.get("steps", {}).items():
        if plan.level == 1 and exercises[slug]["easier"] != step["easier"]:
            yield f"{slug}: no easier version printed"


def c19_never_easier(plan: Plan) -> Findings:
    """C19: in a build week an exercise is not below its last loading dose.

    With the same load no fewer repetitions unless there are more rounds, and at most two fewer
    then, in an intro week, or where the last dose stood in another session.
    """
    for row in plan.rows:
        last = row.last
        kind = plan.weeks[row.week - 1].kind
        if last is None or kind not in LOADING:
            continue
        change = row.change or row.pace - last.pace
        if change < 0 and kind == "build":
            yield f"{row}: easier than in week {last.week}"
        may_drop = row.rounds > last.rounds or kind == "intro" or row.key != last.key
        allowed = (10 if row.fact.hold else 2) if may_drop else 0
        if change == 0 and row.reps < last.reps - allowed:
            yield f"{row}: {row.reps} after {last.reps} in week {last.week}"


def c24_first_numbers(plan: Plan) -> Findings:
    """C24, R16: what is new starts in the lower half of its range, a fast lift at its low end."""
    for slug, row in plan.first.items():
        low, high = row.fact.low, row.fact.high
        own = plan.push_ups is not None and slug in OWN_COUNT  # these follow C31
        if slug in plan.known or own:
            continue
        if row.reps > (low if row.fact.fast else math.ceil((low + high) / 2)):
            yield f"{row}: new at {row.reps} of {low} to {high}"


def c31_push_ups(plan: Plan) -> Findings:
    """C31: the first push-ups are 0.6 of those owned at most; a week adds two at most.

    Below three the hands are on a worktop in the first part. Beginners with fewer than eight, or
    without a count, do them from the knees; with a sore knee from a worktop.
    """
    counted = plan.push_ups or 0
    most = int(0.6 * counted) if counted >= 8 else FIRST_PUSH_UPS.get(plan.level)
    for slug in OWN_COUNT & plan.first.keys() - plan.known:
        row = plan.first[slug]
        if most and row.reps > max(most, row.fact.low):
            yield f"{row}: starts at {row.reps}, {counted or 'no'} push-ups counted"
    uncounted = plan.push_ups is None and plan.level == 1
    for row in plan.rows:
        if row.slug == "push-up" and uncounted and "knee" in plan.avoid:
            yield f"{row}: nobody counted them, and the knees do not help"
        last = row.last if row.slug in OWN_COUNT else None
        if last and row.pace == last.pace and row.reps > last.reps + 2:
            yield f"{row}: {row.reps} after {last.reps}"
        few = plan.push_ups is not None and plan.push_ups < 3 and row.slug in ON_THE_FLOOR
        if few and plan.part(row) == 1 and not plan.goes_on:
            yield f"{row}: on the floor with {plan.push_ups} push-ups"


def c20_next_block(plan: Plan) -> Findings:
    """C20: the next block starts with the loads of the last one and two repetitions fewer at most.

    After a break (comeback) known loads start one step lighter.
    """
    for row in plan.weeks[0].rows:
        if row.slug not in plan.known:
            continue
        olds = [old for old in plan.before if old.slug == row.slug]
        old = ([old for old in olds if old.key == row.key] or olds)[-1]
        change = load_change(row, old)
        if change > 0 or (change < 0 and plan.programme != "comeback"):
            yield f"{row}: {held(row)} after {held(old)}"
        fewer = 10 if row.fact.hold else 2
        if change == 0 and row.pace == old.pace and row.reps < old.reps - fewer:
            yield f"{row}: {row.reps} after {old.reps}"


def c20_next_block_sets(plan: Plan) -> Findings:
    """C20: its first week has nine tenths of the sets of the last one.

    Fewer sessions or minutes than before (the season of races, another request) leave less:
    a full first week of them is enough.
    """
    if plan.before_sets is None or plan.programme in {"in-season", "comeback"}:
        return
    sets = plan.weeks[0].sets
    if sets < min(0.9 * plan.before_sets, plan.sessions * first_sets(plan)):
        yield f"week 1: {sets} sets after {plan.before_sets}"
