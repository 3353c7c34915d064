"""The checker can see: for each of its checks, a sound plan is spoilt in one way and found out.

A check that no spoilt plan trips would let every plan pass, and the walk would prove nothing.
"""

import copy
import itertools
import json
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from runstrong_pdf.library import Library
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning import make_plan
from tests.planning.reading import Json
from tests.planning.rules import RULES, broken

EXERCISES = Path(__file__).parents[2] / "templates" / "exercises"
Spoil = Callable[[Json], object]

PLANS: dict[str, dict[str, Any]] = {
    "default": {},
    "long": {"weeks": 12, "level": "experienced", "minutes": 60},
    "bands": {"weeks": 10, "level": "intermediate", "kit": ["band"]},
    "bare": {"weeks": 8, "kit": []},
    "older": {"weeks": 8, "avoid": ["older-adult"]},
    "pregnant": {"weeks": 8, "avoid": ["pregnancy"]},
    "single": {"weeks": 8, "sessions": 1},
    "race": {"weeks": 10, "start": "2026-12-07", "race": "2027-02-14"},
    "hard-runs": {"weeks": 6, "runs": [{"day": day, "kind": "hard"} for day in range(7)]},
}


@cache
def _made(name: str) -> str:
    return make_plan(Request(**PLANS[name]), Library()).model_dump_json()


def row(plan: Json, week: int = 1, session: int = 0, number: int = 0) -> Json:
    """Return one row of a plan; weeks count from 1."""
    found: Json = plan["weeks"][week - 1]["sessions"][session]["rows"][number]
    return found


def first(plan: Json, **wanted: object) -> tuple[Json, Json, Json]:
    """Return week, session and row of the first row whose exercise has these facts."""
    for week in plan["weeks"]:
        for session in week["sessions"]:
            for found in session["rows"]:
                facts = plan["exercises"][found["exercise"]]
                if all(facts[key] == value for key, value in wanted.items()):
                    return week, session, found
    raise AssertionError(wanted)


def without(plan: Json, **wanted: object) -> None:
    """Take every row out whose exercise has these facts."""
    for week in plan["weeks"]:
        for session in week["sessions"]:
            session["rows"] = [
                found
                for found in session["rows"]
                if any(
                    plan["exercises"][found["exercise"]][key] != value
                    for key, value in wanted.items()
                )
            ]


def every_row(plan: Json, **values: object) -> None:
    for week in plan["weeks"]:
        for session in week["sessions"]:
            for found in session["rows"]:
                found.update(values)


def every_exercise(plan: Json, **values: object) -> None:
    for facts in plan["exercises"].values():
        facts.update(values)


def swapped(plan: Json) -> None:
    """Put the first session's second exercise before its first."""
    rows = plan["weeks"][0]["sessions"][0]["rows"]
    rows[1], rows[2] = rows[2], rows[1]


def repeated_week(plan: Json) -> None:
    build = [week for week in plan["weeks"] if week["kind"] in {"intro", "build"}]
    for before, week in itertools.pairwise(build):
        if week["kind"] == "build":
            for key in ("sessions", "rest_seconds", "round_rest_seconds"):
                week[key] = copy.deepcopy(before[key])
            return


def loaded(plan: Json, kind: str) -> list[Json]:
    """Return all rows of the first exercise that is done twice or more with a band or a weight."""
    rows: dict[str, list[Json]] = {}
    for week in plan["weeks"]:
        for session in week["sessions"]:
            for found in session["rows"]:
                if found[kind] and week["kind"] in {"intro", "build"}:
                    rows.setdefault(found["exercise"], []).append(found)
    return next(found for found in rows.values() if len(found) > 1)


def heavier_when_light(plan: Json) -> None:
    light = next(week for week in plan["weeks"] if week["kind"] == "light")
    for earlier in plan["weeks"][: light["number"]]:
        for session in earlier["sessions"]:
            for found in session["rows"]:
                if found["band"]:
                    found["band"] = ["tan"] if earlier is not light else ["gold"]


def new_load_at_high_reps(plan: Json) -> None:
    rows = loaded(plan, "kg")
    rows[0]["kg"], rows[-1]["kg"] = [4.0], [4.4]
    rows[-1]["reps"] = plan["exercises"][rows[-1]["exercise"]]["reps"][1]


def mixed_up_days(plan: Json) -> None:
    plan["weeks"][0]["sessions"][1]["day"] = plan["weeks"][0]["sessions"][0]["day"] + 1


def legs_before_hard_run(plan: Json) -> None:
    rename(plan, "dumbbell-squat")


def rename(plan: Json, slug: str) -> None:
    """Let a row of week 2 have another exercise, with the facts of its own."""
    found = row(plan, week=2)
    plan["exercises"][slug] = dict(plan["exercises"][found["exercise"]])
    found["exercise"] = slug


def run_on_all_other_days(plan: Json) -> None:
    days = {session["day"] for session in plan["weeks"][0]["sessions"]}
    plan["runs"] = [None if day in days else "easy" for day in range(7)]


SPOILT: list[tuple[str, str, Spoil]] = [
    ("r01_regions", "default", lambda p: every_exercise(p, regions=["chest"])),
    ("r02_pull_at_least_push", "default", lambda p: without(p, balance="pull")),
    ("r03_each_session_balanced", "default", lambda p: without(p, pattern="horizontal-push")),
    ("r04_extension_and_rotation", "default", lambda p: every_exercise(p, primary=["obliques"])),
    ("r05_alternates", "default", swapped),
    ("r06_order", "default", lambda p: every_exercise(p, effort="fast")),
    ("r07_raises_and_overhead", "default", lambda p: every_exercise(p, pattern="vertical-push")),
    ("r08_level_and_kit", "default", lambda p: p["request"].update(kit=[])),
    ("r09_beginners", "long", lambda p: p.update(level="beginner")),
    ("r10_coached_lifts", "long", lambda p: every_row(p, reps=6)),
    ("r11_rounds", "default", lambda p: row(p).update(rounds=4)),
    ("r11_older_adults_build_up", "older", lambda p: every_row(p, rounds=1)),
    ("r12_reps", "default", lambda p: row(p).update(reps=60)),
    ("r13_chest_and_back", "default", lambda p: every_row(p, rounds=1)),
    ("r14_session_sets", "default", lambda p: row(p).update(rounds=3)),
    ("r15_growth", "default", lambda p: [r.update(rounds=3) for r in rows_in(p, 2)]),
    ("r16_intro_weeks", "default", lambda p: p["weeks"][2].update(reserve=[1, 2])),
    ("r17_light_weeks", "long", heavier_when_light),
    ("r18_one_thing", "long", new_load_at_high_reps),
    ("r18_something_moves", "long", repeated_week),
    ("r19_bands", "bands", lambda p: loaded(p, "band")[-1].update(band=["gold"])),
    ("r20_dumbbells", "long", lambda p: loaded(p, "kg")[-1].update(kg=[40.0])),
    ("r20_first_loads", "long", lambda p: first(p, kit=["dumbbells"])[2].update(kg=[40.0])),
    ("r21_phases", "long", lambda p: [w.update(reserve=[1, 2]) for w in p["weeks"]]),
    ("r22_cumulative", "long", lambda p: every_row(p, exercise="band-pull-apart", band=[])),
    ("r23_two_days_apart", "default", mixed_up_days),
    ("r24_legs_before_hard_runs", "hard-runs", legs_before_hard_run),
    ("r25_light_before_hard_runs", "hard-runs", lambda p: row(p).update(rounds=3)),
    ("r26_same_day", "default", lambda p: p.update(runs=["long"] * 7)),
    ("r27_free_day", "default", run_on_all_other_days),
    ("r28_race_week", "race", lambda p: p["weeks"][-1].update(kind="build")),
    ("r29_time", "default", lambda p: p["request"].update(minutes=20)),
    ("r29_time", "bands", lambda p: p["request"].update(minutes=60)),
    ("r30_warm_up_and_stretch", "default", lambda p: p["warm_ups"].clear()),
    ("r31_rests", "default", lambda p: p["weeks"][0].update(rest_seconds=10)),
    ("r31_care", "older", lambda p: p["weeks"][0].update(round_rest_seconds=60)),
    ("r32_stretches", "default", lambda p: p["stretches"]["gentle-cobra"].update(hold_seconds=90)),
    ("r33_cautions", "default", lambda p: p["request"].update(avoid=["wrist"])),
    (
        "r33_only_what_is_avoided_gives_way",
        "default",
        lambda p: p["request"].update(avoid=["pregnancy"]),
    ),
    ("r34_referral", "pregnant", lambda p: p.update(refer_first=False)),
    ("r35_safety_lines", "default", lambda p: every_exercise(p, safety="")),
    ("r36_ladder", "default", lambda p: rename(p, "out-of-nowhere")),
    ("r37_honest_about_no_kit", "bare", lambda p: p.update(notes=[])),
    ("r39_totals", "default", lambda p: p["weeks"][0].update(sets=99)),
]


def rows_in(plan: Json, week: int) -> list[Json]:
    return [found for session in plan["weeks"][week - 1]["sessions"] for found in session["rows"]]


@pytest.mark.parametrize("name", PLANS)
def test_the_plans_are_sound_before_they_are_spoilt(name: str) -> None:
    assert broken(json.loads(_made(name))) == []


@pytest.mark.parametrize(("check", "name", "spoil"), SPOILT, ids=[f"{s[0]}-{s[1]}" for s in SPOILT])
def test_each_check_sees_what_it_is_for(check: str, name: str, spoil: Spoil) -> None:
    plan = json.loads(_made(name))
    spoil(plan)
    rule = next(rule for rule in RULES if rule.__name__ == check)
    found = list(rule(plan))
    assert found, f"{check} sees nothing wrong"
    assert all(finding.startswith(f"R{check[1:3]} ") for finding in found)


def test_no_check_is_left_out() -> None:
    assert {check for check, _, _ in SPOILT} == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize("name", PLANS)
def test_the_facts_that_the_checker_reads_are_those_of_the_catalogue(name: str) -> None:
    """What a plan says of an exercise stands word for word in the exercise's own file."""
    for slug, facts in json.loads(_made(name))["exercises"].items():
        file = tomllib.loads((EXERCISES / f"{slug}.toml").read_text("utf-8"))
        told = {key: facts[key] for key in file if key in facts}
        assert told == {key: file[key] for key in told}, slug
        assert {"balance", "pattern", "level", "reps", "primary", "regions"} <= told.keys()
        assert [facts["kit"], facts["caution"]] == [file.get("kit", []), file.get("caution", [])]
