"""Rules R11 to R22: rounds, repetitions, loads, and how they grow."""

import itertools
from collections.abc import Iterator

from tests.planning.reading import (
    COLOURS,
    Finding,
    Json,
    fact,
    level,
    many_sessions,
    muscle_sets,
    pull,
    rows_of,
    sessions,
    stage_starts,
    week_sets,
)


def r11_rounds(plan: Json) -> Iterator[Finding]:
    older = "older-adult" in plan["request"]["avoid"]
    most = 3 if level(plan) == 1 or older else 4
    for place, week, session in sessions(plan):
        least = 1 if week["kind"] == "race" or older else 2
        first = older and week["number"] == 1
        for row in session["rows"]:
            if not least <= row["rounds"] <= (1 if first else most):
                yield f"R11 {place}: {row['exercise']} {row['rounds']} rounds"


def r12_reps(plan: Json) -> Iterator[Finding]:
    for place, _, session in sessions(plan):
        for row in session["rows"]:
            low, high = fact(plan, row)["reps"]
            if not low <= row["reps"] <= high:
                yield f"R12 {place}: {row['exercise']} x {row['reps']}"


def r13_chest_and_back(plan: Json) -> Iterator[Finding]:
    chest_most, back_most = ((10, 14), (14, 18), (18, 22))[level(plan) - 1]
    for week in plan["weeks"]:
        older = "older-adult" in plan["request"]["avoid"]  # start with one set
        few = not many_sessions(plan) or week["kind"] == "light" or older
        least = 0 if week["kind"] == "race" else 3 if few else 4
        least = 1 if older and week["number"] == 1 else least
        least = min(least, 2) if older and not many_sessions(plan) else least
        chest, back = muscle_sets(plan, week)
        if not least <= chest <= chest_most or not least <= back <= back_most:
            yield f"R13 week {week['number']}: chest {chest}, back {back}"


def r11_older_adults_build_up(plan: Json) -> Iterator[Finding]:
    """One set first, then two or three where the plan is long enough and not held down."""
    if "older-adult" not in plan["request"]["avoid"] or len(plan["weeks"]) < 6:
        return
    most = max(row["rounds"] for week in plan["weeks"] for row in rows_of(week))
    free = plan["programme"] != "in-season" and plan["race_week"] is None
    if free and many_sessions(plan) and most < 2:
        yield "R11 one set from the first week to the last"


def r14_session_sets(plan: Json) -> Iterator[Finding]:
    most = (20, 24, 28)[level(plan) - 1]
    for place, week, session in sessions(plan):
        sets = sum(row["rounds"] for row in session["rows"])
        first = level(plan) == 1 and week["number"] == 1
        if sets > (18 if first else most):
            yield f"R14 {place}: {sets} sets"
        if first and session["reserve"][0] < 4:
            yield f"R14 {place}: {session['reserve']} in reserve"


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
        elif _manner(row) > _manner(last):
            up.append("manner")
            if row["reps"] != fact(plan, row)["reps"][0]:
                yield f"{place}: {row['manner']} at {row['reps']} reps"
        if len(up) > 1:
            yield f"{place}: {' and '.join(up)} go up"


def _manner(row: Json) -> int:
    """How hard the manner is; only a band can be held longer or shorter."""
    return ("longer", "usual", "slow", "shorter", "pause").index(row["manner"])


def r18_something_moves(plan: Json) -> Iterator[Finding]:
    """A build week is never the loading week before it once more, row for row."""
    before: dict[str, list[Json]] = {}
    rested = None
    if len(plan["request"]["avoid"]) > 1 and plan["request"]["minutes"] < 30:
        return  # three exercises are left, at their least: nothing may change but the tick boxes
    for week in plan["weeks"]:
        own = [session for session in week["sessions"] if not session["repeats"]]
        same = all(before.get(s["key"]) == [_dose(row) for row in s["rows"]] for s in own)
        rests = (week["rest_seconds"], week["round_rest_seconds"])
        if week["kind"] == "build" and same and rests == rested:
            yield f"R18 week {week['number']} repeats the one before"
        if week["kind"] in {"intro", "build"}:
            before |= {s["key"]: [_dose(row) for row in s["rows"]] for s in own}
            rested = (week["rest_seconds"], week["round_rest_seconds"])


def _dose(row: Json) -> Json:
    keys = ("exercise", "rounds", "reps", "band", "kg", "manner")
    return {key: row[key] for key in keys}


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


def r20_first_loads(plan: Json) -> Iterator[Finding]:
    """What is owned and too light is made up for; nothing begins much too heavy."""
    first: dict[str, tuple[Json, Json]] = {}
    for _, _, session in sessions(plan):
        for row in session["rows"]:
            first.setdefault(row["exercise"], (session, row))
    n = level(plan) - 1
    lighter = {"older-adult", "high-bp"} & set(plan["request"]["avoid"])
    for slug, (session, row) in first.items():
        exercise = fact(plan, row)
        share, step = 1.0, 0
        if row["kg"]:
            share = min(row["kg"]) / exercise["start_kg"][n] / (0.75 if lighter else 1)
        if row["band"]:
            step = COLOURS.index(row["band"][0]) - COLOURS.index(exercise["start_band"][n])
            step += bool(lighter) and exercise["start_band"][n] != "tan"
        if plan["programme"] == "bodyweight-to-dumbbells" and plan["code"].startswith("UB6-"):
            continue  # a coach wrote these weeks; tests/planning/test_default.py checks them
        held = not exercise["unit"].startswith("reps") or exercise["effort"] == "fast"
        if (
            share > (1.34 if lighter else 1.25)
            or step > 1
            or (step == 1 and row["manner"] == "usual")
        ):
            yield f"R20 {slug} begins too heavy: {row['kg']} {row['band']} {row['manner']}"
        if (share < 0.799 or step < 0) and row["manner"] == "usual" and not held:
            yield f"R20 {slug} begins too light: {row['kg']} {row['band']}"
        full = session["minutes"] >= plan["request"]["minutes"] - 5
        full = full or row["because"] == "progress"  # a harder version begins low (R18)
        few = row["reps"] <= exercise["reps"][0] and not held and not full
        if (share < 0.499 or step < -1) and few:
            yield f"R20 {slug} begins far too light with {row['reps']} reps"


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
        can = can and plan["programme"] != "dumbbells-only"
        if weeks[0]["phase"] == "dumbbells" and can and not band and not plan["request"]["bands"]:
            yield f"R22 stage {stage}: no band pull"
