"""Reads a plan's JSON: what its rows count as. Plain dicts, nothing of the engine."""

import itertools
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
    "dumbbell-reverse-fly", "band-face-pull", "standing-ytw",
}  # fmt: skip
NEVER_LEVEL_1 = {
    "thruster", "dumbbell-clean", "dumbbell-snatch", "dumbbell-jerk", "push-press",
    "dumbbell-overhead-squat", "superman", "chair-dip", "wide-push-up", "diamond-push-up",
    "plank-to-press",
}  # fmt: skip
COACHED = {"dumbbell-snatch": (3, 5), "dumbbell-jerk": (3, 5), "dumbbell-overhead-squat": (4, 8)}
LOADED_LEGS = {
    "dumbbell-squat", "dumbbell-lunge", "thruster", "dumbbell-clean", "dumbbell-snatch",
    "dumbbell-jerk", "dumbbell-romanian-deadlift", "dumbbell-overhead-squat", "push-press",
}  # fmt: skip
COLOURS = ["tan", "yellow", "red", "green", "blue", "black", "silver", "gold"]
ISOLATION = {"shoulder-isolation", "arm-isolation"}


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


def muscle_sets(plan: Json, week: Json) -> tuple[int, int]:
    chest = count(plan, rows_of(week), lambda e: "pectoralis major" in e["primary"])
    back = count(plan, rows_of(week), lambda e: pull(e) and bool(BACK_MUSCLES & set(e["primary"])))
    return chest, back


def week_sets(plan: Json) -> list[int]:
    return [sum(row["rounds"] for row in rows_of(week)) for week in plan["weeks"]]
