"""Rules R01 to R10: what a session holds."""

import itertools
from collections.abc import Iterator

from tests.planning.reading import (
    COACHED,
    ISOLATION,
    LEVEL,
    NEVER_LEVEL_1,
    REAR,
    Finding,
    Json,
    count,
    fact,
    level,
    pull,
    push,
    rows_of,
    sessions,
)


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
