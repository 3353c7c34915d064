"""Rules R01 to R37 read from a plan's JSON alone, with arithmetic of their own.

`broken(plan)` takes plain dicts and returns `"R05 week 3 A: ..."` for everything that breaks a rule.
Nothing here imports the engine: a stranger could run it on `runstrong plan -o plan.json`.
"""

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]
Finding = str

LEVEL = {"beginner": 1, "intermediate": 2, "experienced": 3}
CORE_MUSCLES = {"transversus abdominis", "obliques", "rectus abdominis", "iliopsoas"}
BACK_MUSCLES = {
    "latissimus dorsi", "rhomboids", "middle trapezius", "lower trapezius", "posterior deltoid",
}  # fmt: skip
REAR = {
    "prone-ytw", "weighted-prone-ytw", "band-pull-apart", "band-double-external-rotation",
    "dumbbell-reverse-fly", "band-face-pull",
}  # fmt: skip
NEVER_LEVEL_1 = {
    "thruster", "dumbbell-clean", "dumbbell-snatch", "dumbbell-jerk", "push-press",
    "dumbbell-overhead-squat", "superman", "chair-dip", "wide-push-up", "diamond-push-up",
    "plank-to-press",
}  # fmt: skip
COACHED = {"dumbbell-snatch": (3, 5), "dumbbell-jerk": (3, 5), "dumbbell-overhead-squat": (4, 8)}
LOADED_LEGS = {
    "dumbbell-squat", "dumbbell-lunge", "thruster", "dumbbell-clean", "dumbbell-snatch",
    "dumbbell-jerk", "dumbbell-romanian-deadlift", "dumbbell-overhead-squat",
}  # fmt: skip
COLOURS = ["tan", "yellow", "red", "green", "blue", "black", "silver", "gold"]
ISOLATION = {"shoulder-isolation", "arm-isolation"}


def broken(plan: Json) -> list[Finding]:
    """Return every rule that the plan breaks."""
    return [finding for rule in RULES for finding in rule(plan)]


def sessions(plan: Json) -> Iterator[tuple[str, Json, Json]]:
    for week in plan["weeks"]:
        for session in week["sessions"]:
            yield f"week {week['number']} {session['key']}", week, session


def rows_of(week: Json) -> list[Json]:
    return [row for session in week["sessions"] for row in session["rows"]]


def fact(plan: Json, row: Json) -> Json:
    found: Json = plan["exercises"][row["exercise"]]
    return found


def count(plan: Json, rows: list[Json], wanted: Callable[[Json], bool]) -> int:
    return sum(row["rounds"] for row in rows if wanted(fact(plan, row)))


def push(exercise: Json) -> bool:
    return bool(exercise["balance"] == "push")


def pull(exercise: Json) -> bool:
    return bool(exercise["balance"] == "pull")


def level(plan: Json) -> int:
    return LEVEL[plan["level"]]


def many_sessions(plan: Json) -> bool:
    return bool(plan["request"]["sessions"] >= 2)


def stage_starts(plan: Json) -> set[int]:
    """First weeks of a stage: there new exercises come in."""
    weeks = plan["weeks"]
    changes = {b["number"] for a, b in itertools.pairwise(weeks) if a["stage"] != b["stage"]}
    return {1} | changes


def r01_regions(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        covered = {r for row in session["rows"] for r in fact(plan, row)["regions"]}
        missing = {"chest", "back", "core", "shoulders"} - covered
        if missing:
            yield f"R01 {place}: no {missing}"


def r02_pull_at_least_push(plan: Json) -> Iterator[Finding]:
    for week in plan["weeks"]:
        pushes, pulls = count(plan, rows_of(week), push), count(plan, rows_of(week), pull)
        if pulls < pushes:
            yield f"R02 week {week['number']}: pull {pulls}, push {pushes}"


def r03_each_session_balanced(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        rows = session["rows"]
        pushes, pulls = count(plan, rows, push), count(plan, rows, pull)
        if pulls < 1 or pulls < 0.7 * pushes:
            yield f"R03 {place}: pull {pulls}, push {pushes}"
        if not any(fact(plan, row)["pattern"] == "horizontal-push" for row in rows):
            yield f"R03 {place}: no horizontal push"
        if not any(fact(plan, row)["pattern"].startswith("core") for row in rows):
            yield f"R03 {place}: no core"


def r04_extension_and_rotation(plan: Json) -> Iterator[Finding]:
    """Gives way to R33 where cautions rule all of a kind out, if the plan says so."""
    for week in plan["weeks"]:
        if week["kind"] == "race":
            continue
        rows = rows_of(week)
        said = " ".join(plan["notes"]) if plan["request"]["avoid"] else ""
        extends = any("erector spinae" in fact(plan, row)["primary"] for row in rows)
        if not extends and "lower back" not in said:
            yield f"R04 week {week['number']}: no back extension or hinge"
        if not any(row["exercise"] in REAR for row in rows) and "the shoulder" not in said:
            yield f"R04 week {week['number']}: nothing for the back of the shoulder"


def r05_alternates(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        balances = [fact(plan, row)["balance"] for row in session["rows"]]
        for a, b in itertools.pairwise(balances):
            if a == b != "neutral":
                yield f"R05 {place}: {a} after {b}"


def r06_order(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        facts = [fact(plan, row) for row in session["rows"]]
        for position, exercise in enumerate(facts):
            if exercise["effort"] == "fast" and position > 1:
                yield f"R06 {place}: fast lift in position {position + 1}"
        for side in ("push", "pull"):
            mine = [e for e in facts if e["balance"] == side]
            alone = [e["load_class"] == "isolation" or e["pattern"] in ISOLATION for e in mine]
            if alone and alone[0] and not all(alone):
                yield f"R06 {place}: isolation before the first compound {side}"


def r07_raises_and_overhead(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        raises = [r for r in session["rows"] if fact(plan, r)["pattern"] == "shoulder-isolation"]
        if len(raises) > 2:
            yield f"R07 {place}: {len(raises)} raises"
    for week in plan["weeks"]:
        overhead = count(plan, rows_of(week), lambda e: e["pattern"] == "vertical-push")
        if overhead > max(3, count(plan, rows_of(week), push) / 2):
            yield f"R07 week {week['number']}: {overhead} overhead sets"


def r08_level_and_kit(plan: Json) -> Iterator[Finding]:
    owned = set(plan["request"]["kit"])
    for slug, exercise in plan["exercises"].items():
        if LEVEL[exercise["level"]] > level(plan):
            yield f"R08 {slug} is {exercise['level']}"
        if not set(exercise["kit"]) <= owned:
            yield f"R08 {slug} needs {exercise['kit']}"
    for place, _, session in sessions(plan):
        for row in session["rows"]:
            bands, weights = plan["request"]["bands"], plan["request"]["dumbbells"]
            if (bands and set(row["band"]) - set(bands)) or (
                weights and set(row["kg"]) - set(weights)
            ):
                yield f"R08 {place}: {row['exercise']} has a load that is not owned"


def r09_beginners(plan: Json) -> Iterator[Finding]:
    if level(plan) == 1:
        for slug in NEVER_LEVEL_1 & set(plan["exercises"]):
            yield f"R09 {slug}"


def r10_coached_lifts(plan: Json) -> Iterator[Finding]:
    for place, week, session in sessions(plan):
        for row in session["rows"]:
            if row["exercise"] not in COACHED:
                continue
            low, high = COACHED[row["exercise"]]
            reserve = row["reserve"] or session["reserve"]
            if level(plan) < 3 or week["number"] < 3 or not low <= row["reps"] <= high:
                yield f"R10 {place}: {row['exercise']} x {row['reps']}"
            if reserve[0] < 3:
                yield f"R10 {place}: {row['exercise']} with {reserve} in reserve"


def r11_rounds(plan: Json) -> Iterator[Finding]:
    most = 3 if level(plan) == 1 else 4
    for place, week, session in sessions(plan):
        least = 1 if week["kind"] == "race" else 2
        for row in session["rows"]:
            if not least <= row["rounds"] <= most:
                yield f"R11 {place}: {row['exercise']} {row['rounds']} rounds"


def r12_reps(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        for row in session["rows"]:
            low, high = fact(plan, row)["reps"]
            if not low <= row["reps"] <= high:
                yield f"R12 {place}: {row['exercise']} x {row['reps']}"


def muscle_sets(plan: Json, week: Json) -> tuple[int, int]:
    chest = count(plan, rows_of(week), lambda e: "pectoralis major" in e["primary"])
    back = count(plan, rows_of(week), lambda e: pull(e) and bool(BACK_MUSCLES & set(e["primary"])))
    return chest, back


def r13_chest_and_back(plan: Json) -> Iterator[Finding]:
    chest_most, back_most = ((10, 14), (14, 18), (18, 22))[level(plan) - 1]
    for week in plan["weeks"]:
        few = not many_sessions(plan) or week["kind"] == "light"
        least = 0 if week["kind"] == "race" else 3 if few else 4
        chest, back = muscle_sets(plan, week)
        if not least <= chest <= chest_most or not least <= back <= back_most:
            yield f"R13 week {week['number']}: chest {chest}, back {back}"


def r14_session_sets(plan: Json) -> Iterator[Finding]:
    most = (20, 24, 28)[level(plan) - 1]
    for place, week, session in sessions(plan):
        sets = sum(row["rounds"] for row in session["rows"])
        first = level(plan) == 1 and week["number"] == 1
        if sets > (18 if first else most):
            yield f"R14 {place}: {sets} sets"
        if first and session["reserve"][0] < 4:
            yield f"R14 {place}: {session['reserve']} in reserve"


def week_sets(plan: Json) -> list[int]:
    return [sum(row["rounds"] for row in rows_of(week)) for week in plan["weeks"]]


def r15_growth(plan: Json) -> Iterator[Finding]:
    sets = week_sets(plan)
    for i in range(1, len(sets)):
        highest = max(sets[max(0, i - 3) : i])
        if sets[i] > max(1.25 * highest, highest + 3):
            yield f"R15 week {i + 1}: {sets[i]} sets after {highest}"


def r16_intro_weeks(plan: Json) -> Iterator[Finding]:
    sets, starts, seen = week_sets(plan), stage_starts(plan), set()
    for i, week in enumerate(plan["weeks"]):
        if week["number"] in starts:
            if i and sets[i] > sets[i - 1]:
                yield f"R16 week {i + 1}: {sets[i]} sets after {sets[i - 1]}"
            if week["reserve"][0] < 3:
                yield f"R16 week {i + 1}: {week['reserve']} in reserve"
            for row in rows_of(week):
                low, high = fact(plan, row)["reps"]
                if row["exercise"] not in seen and row["reps"] > (low + high) / 2:
                    yield f"R16 week {i + 1}: new {row['exercise']} x {row['reps']}"
        seen |= {row["exercise"] for row in rows_of(week)}


def r17_light_weeks(plan: Json) -> Iterator[Finding]:
    sets, n = week_sets(plan), len(plan["weeks"])
    if not many_sessions(plan) or n == 4:
        before = [s for s, w in zip(sets, plan["weeks"], strict=True) if w["kind"] != "race"]
        if plan["weeks"][-1]["kind"] != "race" and before[-1] > before[-2]:
            yield f"R17 last week: {before[-1]} sets after {before[-2]}"
        return
    loading = 0
    for i, week in enumerate(plan["weeks"]):
        easy = week["kind"] in {"light", "race"}
        loading = 0 if easy else loading + 1
        if loading > 4:
            yield f"R17 week {i + 1}: the {loading}th loading week in a row"
        if n >= 6 and i + 1 in {5, 10} and not easy:
            yield f"R17 week {i + 1} is not light"
        if easy and i and sets[i] > 0.70 * max(sets[max(0, i - 3) : i]) + 1:
            yield f"R17 week {i + 1}: {sets[i]} sets"
        if easy and any(s["reserve"][0] < 4 for s in week["sessions"]):
            yield f"R17 week {i + 1}: {week['reserve']} in reserve"
    yield from _no_load_up_when_light(plan)


def _no_load_up_when_light(plan: Json) -> Iterator[Finding]:
    known: dict[str, float] = {}
    for week in plan["weeks"]:
        for row in rows_of(week):
            load = _load(row)
            if week["kind"] in {"light", "race"} and load > known.get(row["exercise"], load):
                yield f"R17 week {week['number']}: heavier {row['exercise']}"
            known[row["exercise"]] = max(load, known.get(row["exercise"], 0))


def _load(row: Json) -> float:
    if row["band"]:
        return float(max(COLOURS.index(colour) for colour in row["band"]))
    return float(max(row["kg"], default=0))


def last_doses(plan: Json) -> Iterator[tuple[Json, Json, Json, Json]]:
    """Yield week, session, row and the row's last dose in a loading week."""
    known: dict[tuple[str, str], Json] = {}
    for week in plan["weeks"]:
        now: dict[tuple[str, str], Json] = {}
        for session in week["sessions"]:
            key = session["repeats"] or session["key"]
            for row in session["rows"]:
                here = (key, row["exercise"])
                anywhere = [known[k] for k in known if k[1] == row["exercise"]]
                last = known.get(here) or (anywhere[-1] if anywhere else None)
                if last:
                    yield week, session, row, last
                if not session["repeats"] and (week["kind"] in {"intro", "build"} or not last):
                    now[here] = row
        known |= now


def r18_one_thing(plan: Json) -> Iterator[Finding]:
    for week, session, row, last in last_doses(plan):
        place = f"R18 week {week['number']} {session['key']}: {row['exercise']}"
        up = [key for key in ("rounds", "reps") if row[key] > last[key]]
        if _load(row) > _load(last):
            up.append("load")
            if row["reps"] != fact(plan, row)["reps"][0]:
                yield f"{place}: a new load at {row['reps']} reps"
        if len(up) > 1:
            yield f"{place}: {' and '.join(up)} go up"


def r19_bands(plan: Json) -> Iterator[Finding]:
    for week, _, row, last in last_doses(plan):
        if row["band"] and _load(row) - _load(last) > 1:
            yield f"R19 week {week['number']}: {row['exercise']} skips a colour"


def r20_dumbbells(plan: Json) -> Iterator[Finding]:
    tops: dict[tuple[str, str], int] = {}
    for week in plan["weeks"]:
        for session in week["sessions"]:
            if session["repeats"] or week["kind"] in {"light", "race"}:
                continue
            for row in session["rows"]:
                here = (session["key"], row["exercise"])
                at_top = row["reps"] == fact(plan, row)["reps"][1] and week["reserve"][0] >= 2
                tops[here] = tops.get(here, 0) + 1 if at_top else tops.get(here, 0)
    for week, session, row, last in last_doses(plan):
        if not row["kg"] or _load(row) <= _load(last):
            continue
        jump, low = _load(row) / _load(last) - 1, fact(plan, row)["reps"][0]
        place = f"R20 week {week['number']} {session['key']}: {row['exercise']} +{jump:.0%}"
        if jump > 0.5:
            yield place
        if jump > 0.1 and row["reps"] > last["reps"] - 3:
            yield f"{place} with {row['reps']} after {last['reps']}"
        key = (session["repeats"] or session["key"], row["exercise"])
        if jump > 0.25 and (row["reps"] != low or tops.get(key, 0) < 2):
            yield f"{place} not earned"


def r21_phases(plan: Json) -> Iterator[Finding]:
    starts = stage_starts(plan)
    for before, week in itertools.pairwise(plan["weeks"]):
        if week["number"] in starts and before["reserve"][0] < 2:
            yield f"R21 week {week['number']}: new equipment after {before['reserve']}"
    least = 1 if many_sessions(plan) else 2
    for stage in {week["stage"] for week in plan["weeks"]}:
        length = sum(week["stage"] == stage for week in plan["weeks"])
        if length < least:
            yield f"R21 stage {stage}: {length} weeks"


def r22_cumulative(plan: Json) -> Iterator[Finding]:
    for stage in {week["stage"] for week in plan["weeks"]}:
        weeks = [week for week in plan["weeks"] if week["stage"] == stage]
        rows = [row for week in weeks for row in rows_of(week)]
        loading = [week for week in weeks if week["kind"] != "race"]
        alternates = not many_sessions(plan) and len(loading) < 2
        if not alternates and not any("push-up" in row["exercise"] for row in rows):
            yield f"R22 stage {stage}: no push-up"
        band = any(row["band"] and pull(fact(plan, row)) for row in rows)
        can = "band" in plan["request"]["kit"] and "latex" not in plan["request"]["avoid"]
        if weeks[0]["phase"] == "dumbbells" and can and not band and not plan["request"]["bands"]:
            yield f"R22 stage {stage}: no band pull"


def days_of(plan: Json) -> list[int]:
    return [
        7 * (week["number"] - 1) + session["day"]
        for week in plan["weeks"]
        for session in sorted(week["sessions"], key=lambda s: s["day"])
    ]


def r23_two_days_apart(plan: Json) -> Iterator[Finding]:
    for a, b in itertools.pairwise(days_of(plan)):
        if b - a < 2:
            yield f"R23 day {a} and day {b}"


def is_eve(plan: Json, session: Json) -> bool:
    return plan["runs"][(session["day"] + 1) % 7] in {"hard", "long"}


def r24_legs_before_hard_runs(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        legs = {row["exercise"] for row in session["rows"]} & LOADED_LEGS
        if is_eve(plan, session) and legs:
            yield f"R24 {place}: {legs}"


def r25_light_before_hard_runs(plan: Json) -> Iterator[Finding]:
    hard = {day for day, run in enumerate(plan["runs"]) if run in {"hard", "long"}}
    eves = {(day - 1) % 7 for day in hard}
    off = {day for day, run in enumerate(plan["runs"]) if run == "off"}
    n = plan["request"]["sessions"]
    free = [
        days
        for days in itertools.combinations(sorted(set(range(7)) - eves - off), n)
        if all(b - a >= 2 for a, b in itertools.pairwise((*days, days[0] + 7)))
    ]
    for place, week, session in sessions(plan):
        if not is_eve(plan, session):
            continue
        if free and week["kind"] != "race":
            yield f"R25 {place}: before a hard run, though {free[0]} is free"
        if any(row["rounds"] > 2 for row in session["rows"]) or session["reserve"][0] < 4:
            yield f"R25 {place}: not light"
        if not session["near_run"] or (week["kind"] != "race" and not plan["notes"]):
            yield f"R25 {place}: without a note"


def r26_same_day(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        run = plan["runs"][session["day"]]
        if session["run"] != run:
            yield f"R26 {place}: run {session['run']}, the week says {run}"
        if run in {"hard", "long"} and session["hours_after_run"] < 6:
            yield f"R26 {place}: {session['hours_after_run']} h after a {run} run"


def r27_free_day(plan: Json) -> Iterator[Finding]:
    running = {day for day, run in enumerate(plan["runs"]) if run in {"easy", "hard", "long"}}
    for week in plan["weeks"]:
        busy = running | {session["day"] for session in week["sessions"]}
        if len(running) + len(week["sessions"]) <= 6 and len(busy) == 7:
            yield f"R27 week {week['number']}: no free day"


def r28_race_week(plan: Json) -> Iterator[Finding]:
    request, sets = plan["request"], week_sets(plan)
    race = plan["race_week"]
    for i, week in enumerate(plan["weeks"]):
        if (week["number"] == race) != (week["kind"] == "race"):
            yield f"R28 week {i + 1} is {week['kind']}"
        if week["number"] != race:
            continue
        seen = {row["exercise"] for before in plan["weeks"][:i] for row in rows_of(before)}
        loading = [
            s
            for s, w in zip(sets[:i], plan["weeks"][:i], strict=True)
            if w["kind"] in {"intro", "build"}
        ]
        if len(week["sessions"]) != 1 or sets[i] > 0.5 * loading[-1]:
            yield f"R28 week {i + 1}: {len(week['sessions'])} sessions, {sets[i]} sets"
        if {row["exercise"] for row in rows_of(week)} - seen:
            yield f"R28 week {i + 1}: new exercises"
        day = _weekday(request["race"])
        if any(day - session["day"] < 3 for session in week["sessions"]):
            yield f"R28 week {i + 1}: less than three days before the race"


def _weekday(iso: str) -> int:
    year, month, day = map(int, iso.split("-"))
    shift = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)[month - 1]
    year -= month < 3
    return (year + year // 4 - year // 100 + year // 400 + shift + day - 1) % 7


def set_seconds(plan: Json, row: Json) -> float:
    exercise = fact(plan, row)
    sides = 2 if exercise["unit"].endswith("per-side") else 1
    return float(row["reps"] * exercise["seconds_per_rep"] * sides + (5 if sides == 2 else 0))


def frame_seconds(plan: Json) -> tuple[int, int]:
    warm = sum(move["seconds"] for move in plan["warm_ups"].values())
    warm += 10 * (len(plan["warm_ups"]) - 1)
    stretch = 0
    for move in plan["stretches"].values():
        sides = 2 if move["per_side"] else 1
        if move["kind"] == "dynamic":
            stretch += move["repetitions"] * move["seconds_per_repetition"] * sides + 10
        else:
            stretch += (move["hold_seconds"] + 10) * move["repetitions"] * sides
    return warm, stretch


def session_seconds(plan: Json, week: Json, session: Json) -> float:
    rows, rest = session["rows"], week["rest_seconds"]
    total = float(sum(frame_seconds(plan)))
    for row in rows:
        before = row["rest_before_seconds"] or rest
        total += row["rounds"] * (set_seconds(plan, row) + before)
    rounds = max(row["rounds"] for row in rows)
    return total + (rounds - 1) * (week["round_rest_seconds"] - rest) - rest


def r29_time(plan: Json) -> Iterator[Finding]:
    most = plan["request"]["minutes"]
    for place, week, session in sessions(plan):
        minutes = math.ceil(session_seconds(plan, week, session) / 60)
        if minutes != session["minutes"] or minutes > most:
            yield f"R29 {place}: {minutes} minutes, printed {session['minutes']}, allowed {most}"
        short = minutes < 0.75 * most
        if week["kind"] == "build" and short and not _capped(plan, week, session):
            yield f"R29 {place}: only {minutes} of {most} minutes"


def _capped(plan: Json, week: Json, session: Json) -> bool:
    """Whether R13 to R15 keep a build session short, cautions leave too little, or it is light."""
    n = level(plan) - 1
    chest, back = muscle_sets(plan, week)
    sets = sum(row["rounds"] for row in session["rows"])
    total = sum(row["rounds"] for row in rows_of(week))
    return (
        sets >= (20, 24, 28)[n] - 1
        or chest >= (10, 14, 18)[n] - 1
        or back >= (14, 18, 22)[n] - 1
        or total >= (week["sets_limit"] or 10_000) - 1
        or session["near_run"]
        or bool(session["repeats"])
        or bool(plan["request"]["avoid"])
    )


def r30_warm_up_and_stretch(plan: Json) -> Iterator[Finding]:
    warm, stretch = frame_seconds(plan)
    if (warm, stretch) != (plan["warm_up_seconds"], plan["stretch_seconds"]):
        yield f"R30 {warm} and {stretch} s, printed otherwise"
    if warm < (180 if plan["request"]["minutes"] == 20 else 240) or stretch < 180:
        yield f"R30 warm-up {warm} s, stretch {stretch} s"


def r31_rests(plan: Json) -> Iterator[Finding]:
    for place, week, session in sessions(plan):
        if week["rest_seconds"] < 30:
            yield f"R31 {place}: {week['rest_seconds']} s between exercises"
        for row in session["rows"]:
            fast = fact(plan, row)["effort"] == "fast"
            if fast and (row["rest_before_seconds"] or 0) < 120:
                yield f"R31 {place}: {row['exercise']} without two minutes before it"
        for a, b in itertools.pairwise(session["rows"]):
            shared = set(fact(plan, a)["primary"]) & set(fact(plan, b)["primary"]) - CORE_MUSCLES
            if shared and (b["rest_before_seconds"] or week["rest_seconds"]) < 60:
                yield f"R31 {place}: {shared} twice running"


def r32_stretches(plan: Json) -> Iterator[Finding]:
    block = plan["stretches"].values()
    older = "older-adult" in plan["request"]["avoid"]
    for move in block:
        if move["kind"] == "static" and (
            not (30 if older else 10) <= move["hold_seconds"] <= (60 if older else 30)
            or move["repetitions"] != 2
        ):
            yield f"R32 {move['name']}: {move['repetitions']} x {move['hold_seconds']} s"
    muscles = {muscle for move in block for muscle in move["muscles"]}
    if not {"erector spinae", "rectus abdominis", "pectoralis major", "triceps brachii"} <= muscles:
        yield f"R32 the block covers only {muscles}"
    least = 180 if plan["request"]["minutes"] == 20 else 240
    if not least <= plan["stretch_seconds"] <= 480:
        yield f"R32 {plan['stretch_seconds']} s of stretching"


def r33_cautions(plan: Json) -> Iterator[Finding]:
    avoid = set(plan["request"]["avoid"])
    for slug, exercise in plan["exercises"].items():
        if avoid & set(exercise["caution"]):
            yield f"R33 {slug}: {avoid & set(exercise['caution'])}"


def r34_referral(plan: Json) -> Iterator[Finding]:
    medical = {"pregnancy", "postnatal", "high-bp", "osteoporosis", "youth"}
    if medical & set(plan["request"]["avoid"]) and not (
        plan["refer_first"] and plan["level"] == "beginner"
    ):
        yield "R34 a yes in the health questions without referral at level 1"


def r35_safety_lines(plan: Json) -> Iterator[Finding]:
    for slug, exercise in plan["exercises"].items():
        if not exercise["safety"]:
            yield f"R35 {slug}: no safety line"


def r36_ladder(plan: Json) -> Iterator[Finding]:
    """Outside a stage's first weeks a new exercise is a harder rung of a known one."""
    starts, seen, letters = stage_starts(plan), set(), set()
    for week in plan["weeks"]:
        if week["number"] in starts:
            letters = set()
        for session in week["sessions"]:
            first_time = session["key"] not in letters and not many_sessions(plan)
            for row in session["rows"]:
                new = row["exercise"] not in seen and week["number"] not in starts
                if new and not first_time and not _above_known(row["exercise"], seen, plan):
                    yield f"R36 week {week['number']}: {row['exercise']} out of nowhere"
        letters |= {session["key"] for session in week["sessions"]}
        seen |= {row["exercise"] for row in rows_of(week)}
    for slug, step in plan["steps"].items():
        if level(plan) == 1 and plan["exercises"][slug]["easier"] != step["easier"]:
            yield f"R36 {slug}: no easier option"


def _above_known(slug: str, seen: set[str], plan: Json) -> bool:
    return any(plan["exercises"][known]["harder"] == slug for known in seen)


def r37_honest_about_no_kit(plan: Json) -> Iterator[Finding]:
    loaded = any(row["band"] or row["kg"] for week in plan["weeks"] for row in rows_of(week))
    if not loaded and not any("back" in note for note in plan["notes"]):
        yield "R37 bodyweight only, without the word about the back"


def r39_totals(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        rows = session["rows"]
        own = (sum(r["rounds"] for r in rows), count(plan, rows, push), count(plan, rows, pull))
        if own != (session["sets"], session["push_sets"], session["pull_sets"]):
            yield f"R39 {place}: totals {own}"
        if session["rounds"] != max(row["rounds"] for row in rows) or len(rows) > 9:
            yield f"R39 {place}: {len(rows)} rows"
        if len({row["exercise"] for row in rows}) < len(rows):
            yield f"R39 {place}: an exercise twice"
        if any(row["set_seconds"] != set_seconds(plan, row) for row in rows):
            yield f"R39 {place}: set seconds"
    for week in plan["weeks"]:
        rows = rows_of(week)
        own = (sum(r["rounds"] for r in rows), count(plan, rows, push), count(plan, rows, pull))
        if own != (week["sets"], week["push_sets"], week["pull_sets"]):
            yield f"R39 week {week['number']}: totals {own}"
        if len(week["sessions"]) != (1 if week["kind"] == "race" else plan["request"]["sessions"]):
            yield f"R39 week {week['number']}: {len(week['sessions'])} sessions"
    if len(plan["weeks"]) != plan["request"]["weeks"]:
        yield f"R39 {len(plan['weeks'])} weeks"


RULES: tuple[Callable[[Json], Iterator[Finding]], ...] = tuple(
    rule for name, rule in sorted(globals().items()) if name.startswith("r") and name[1:3].isdigit()
)
