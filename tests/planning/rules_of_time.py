"""Rules R23 to R39: days, minutes, rests, cautions, totals."""

import itertools
import math
from collections.abc import Iterator
from datetime import date

from tests.planning.reading import (
    CORE_MUSCLES,
    LOADED_LEGS,
    Finding,
    Json,
    count,
    fact,
    level,
    many_sessions,
    muscle_sets,
    pull,
    push,
    rows_of,
    sessions,
    stage_starts,
    week_sets,
)


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
    """A day for nothing, if a choice of days that is no worse before hard runs leaves one."""
    running = {day for day, run in enumerate(plan["runs"]) if run in {"easy", "hard", "long"}}
    off = {day for day, run in enumerate(plan["runs"]) if run == "off"}
    eves = {day for day in range(7) if plan["runs"][(day + 1) % 7] in {"hard", "long"}}
    choices = [
        set(days)
        for days in itertools.combinations(sorted(set(range(7)) - off), plan["request"]["sessions"])
        if all(b - a >= 2 for a, b in itertools.pairwise((*days, days[0] + 7)))
    ]
    fewest = min(len(days & eves) for days in choices)
    free = [days for days in choices if len(days & eves) == fewest and len(days | running) < 7]
    for week in plan["weeks"]:
        busy = running | {session["day"] for session in week["sessions"]}
        if free and week["kind"] != "race" and len(busy) == 7:
            yield f"R27 week {week['number']}: no free day, though {sorted(free[0])} leaves one"


def race_ordinal(plan: Json) -> int | None:
    """Days from the first Monday to the race, as the sessions' days are counted."""
    start, race = plan["request"]["start"], plan["request"]["race"]
    if not start or not race:
        return None
    return date.fromisoformat(race).toordinal() - date.fromisoformat(start).toordinal()


def r28_race_week(plan: Json) -> Iterator[Finding]:
    """The week with the last session lightens; a week that begins with the race rests from it."""
    sets, race, own = week_sets(plan), race_ordinal(plan), plan["race_week"]
    n = len(plan["weeks"])
    if race is None or not 0 <= race <= 7 * n + 2:
        if own is not None:
            yield f"R28 week {own} lightens for no race"
        return
    races = {week for week in (own, race // 7 + 1) if week and week <= n}
    if own not in {race // 7 + 1, race // 7}:
        yield f"R28 week {own} for a race on day {race}"
    for i, week in enumerate(plan["weeks"]):
        if (week["number"] in races) != (week["kind"] == "race"):
            yield f"R28 week {i + 1} is {week['kind']}"
        for session in week["sessions"]:
            after = 7 * i + session["day"] - race
            if -3 < after < (2 if week["number"] in races else 1):
                yield f"R28 week {i + 1}: session {after} days after the race"
        if week["number"] in races:
            yield from _race_week(plan, i, sets)


def _race_week(plan: Json, i: int, sets: list[int]) -> Iterator[Finding]:
    week, before = plan["weeks"][i], plan["weeks"][:i]
    seen = {row["exercise"] for earlier in before for row in rows_of(earlier)}
    loading = [s for s, w in zip(sets[:i], before, strict=True) if w["kind"] in {"intro", "build"}]
    if len(week["sessions"]) != 1 or sets[i] > 0.5 * loading[-1]:
        yield f"R28 week {i + 1}: {len(week['sessions'])} sessions, {sets[i]} sets"
    if {row["exercise"] for row in rows_of(week)} - seen:
        yield f"R28 week {i + 1}: new exercises"


USUAL_SETS = {1: (20, 24, 28), 2: (40, 46, 52), 3: (48, 60, 66)}  # the most of a build week


def set_seconds(plan: Json, row: Json) -> float:
    exercise = fact(plan, row)
    sides = 2 if exercise["unit"].endswith("per-side") else 1
    slower = {"slow": 1, "pause": 2}.get(row["manner"], 0)
    seconds = row["reps"] * (exercise["seconds_per_rep"] + slower) * sides
    return float(seconds + (5 if sides == 2 else 0))


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
    return float(total + (rounds - 1) * (week["round_rest_seconds"] - rest) - rest)


def r29_time(plan: Json) -> Iterator[Finding]:
    most = plan["request"]["minutes"]
    races = {week["number"] for week in plan["weeks"] if week["kind"] == "race"}
    starts = stage_starts(plan)  # R17 leaves such a stage few rows, R16 and R36 allow no new ones
    first_weeks = [week for week in plan["weeks"] if week["number"] in starts]
    began_light = {week["stage"] for week in first_weeks if week["kind"] == "light"}
    for place, week, session in sessions(plan):
        minutes = math.ceil(session_seconds(plan, week, session) / 60)
        if minutes != session["minutes"] or minutes > most:
            yield f"R29 {place}: {minutes} minutes, printed {session['minutes']}, allowed {most}"
        after_race = races & set(range(week["number"] - 3, week["number"]))  # R15 looks back three
        short = minutes < 0.75 * most and not after_race and week["stage"] not in began_light
        if week["kind"] == "build" and short and not _capped(plan, week, session):
            yield f"R29 {place}: only {minutes} of {most} minutes"


def _capped(plan: Json, week: Json, session: Json) -> bool:
    """Whether R13 to R17 keep a build session short, or it is light, or for 65 and over."""
    n = level(plan) - 1
    chest, back = muscle_sets(plan, week)
    sets = sum(row["rounds"] for row in session["rows"])
    total = sum(row["rounds"] for row in rows_of(week))
    return (
        sets >= (20, 24, 28)[n] - 1
        or chest >= (10, 14, 18)[n] - 1
        or back >= (14, 18, 22)[n] - 1
        or total >= _most_sets(plan, week) - 1
        or session["near_run"]
        or bool(session["repeats"])
        or "older-adult" in plan["request"]["avoid"]  # builds up slowly, rests two minutes
    )


def _most_sets(plan: Json, week: Json) -> float:
    """Return what R15, R17 and the most of a build week leave it."""
    sets, i, request = week_sets(plan), week["number"] - 1, plan["request"]
    if not i:
        return math.inf
    highest = max(sets[max(0, i - 3) : i])
    usual = USUAL_SETS[request["sessions"]][level(plan) - 1]
    holds = week["number"] == len(sets) and (request["sessions"] == 1 or len(sets) == 4)
    before = [s for s, w in zip(sets[:i], plan["weeks"], strict=False) if w["kind"] != "race"]
    most = math.floor(max(1.25 * highest, highest + 3))
    return min(most, usual, before[-1] if holds else most)


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


def r31_care(plan: Json) -> Iterator[Finding]:
    """From 65 on two minutes of rest, more rest in pregnancy, nothing fast."""
    avoid, short = set(plan["request"]["avoid"]), plan["request"]["minutes"] < 30
    older = "older-adult" in avoid
    for week in plan["weeks"]:
        least = 120 if older or not short else 90
        if {"older-adult", "pregnancy"} & avoid and week["round_rest_seconds"] < least:
            yield f"R31 week {week['number']}: {week['round_rest_seconds']} s between rounds"
        if older and week["rest_seconds"] < (45 if short else 60):
            yield f"R31 week {week['number']}: {week['rest_seconds']} s between exercises"
    for slug, exercise in plan["exercises"].items():
        if avoid & {"older-adult", "pregnancy", "osteoporosis"} and exercise["effort"] == "fast":
            yield f"R31 {slug} is fast"


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
    no_cobra = {"pregnancy", "low-back"} & set(plan["request"]["avoid"])
    front = "obliques" if no_cobra else "rectus abdominis"
    if not {"erector spinae", front, "pectoralis major", "triceps brachii"} <= muscles:
        yield f"R32 the block covers only {muscles}"
    least = 180 if plan["request"]["minutes"] == 20 else 240
    if not least <= plan["stretch_seconds"] <= 480:
        yield f"R32 {plan['stretch_seconds']} s of stretching"


def r33_cautions(plan: Json) -> Iterator[Finding]:
    avoid = set(plan["request"]["avoid"])
    for table in ("exercises", "warm_ups", "stretches", "more_stretches", "cross_training"):
        for slug, move in plan[table].items():
            if avoid & set(move["caution"]):
                yield f"R33 {table} {slug}: {avoid & set(move['caution'])}"


def r33_only_what_is_avoided_gives_way(plan: Json) -> Iterator[Finding]:
    """The article's four stretches are always there, but for what a caution rules out."""
    hard_on = {
        "cat-cow": {"wrist"},
        "gentle-cobra": {"pregnancy", "low-back"},
        "overhead-triceps-stretch": {"shoulder"},
        "clasped-hands-chest-opener": {"shoulder"},
    }
    avoid = set(plan["request"]["avoid"])
    for slug, cautions in hard_on.items():
        if (slug in plan["stretches"]) == bool(avoid & cautions):
            yield f"R33 {slug} with {sorted(avoid)}"
    if len(plan["stretches"]) != 4:
        yield f"R33 {len(plan['stretches'])} stretches"
    if ("older-adult" in avoid) != ("one-leg-stand" in plan["warm_ups"]) and len(avoid) < 2:
        yield "R33 balance is for 65 and over"


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
    starts = stage_starts(plan)
    seen: set[str] = set()
    letters: set[str] = set()
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
