"""Whole plans written by a coach, as the JSON of version 2 that a machine would make of them.

`reference/*.md` are tables that a person can read: a cell says `8/side 4 kg`, `6 slow*`, `-`. The
star is a row that takes a heavier load or a harder manner, and prints its condition. Totals and
minutes come from the table that each file carries, so that they are not this module's arithmetic.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

from tests.planning.reference_steps import COLOURS, Json, name_steps, rows_of

HERE = Path(__file__).parent
FOLDER = HERE / "reference"
TEMPLATES = HERE.parents[1] / "templates"
LEVELS = {1: "beginner", 2: "intermediate", 3: "experienced"}
MEDICAL = {"pregnancy", "postnatal"}
USUAL_RUNS = [None, "hard", None, "easy", None, "easy", "long"]
RUNS_WITH_THREE = [None, "easy", "hard", "easy", None, None, "long"]
DAYS = {1: (2,), 2: (2, 4), 3: (0, 2, 4)}
RACE = {"start": "2026-12-07", "race": "2027-01-17"}
"""Plan 10 leads up to a race on the Sunday of week 6."""
NOTES = {
    "05": ["One session a week starts a beginner well; two is what health bodies advise."],
    "07": ["The back gains endurance more than strength: a band adds what is missing."],
}
PROGRAMMES = {"06": "express", "07": "bodyweight-only", "10": "race-build-up"}

WARM_UP = (
    "march-and-swing", "shoulder-circles", "cross-body-swings", "quadruped-rotation",
    "scapular-push-up", "wrist-prep",
)  # fmt: skip
WARM_UPS = {
    "older-adult": {
        "quadruped-rotation": "standing-turns",
        "wrist-prep": "one-leg-stand",
    },
    "postnatal": {"scapular-push-up": "blade-squeezes"},
    "pregnancy": {"scapular-push-up": "blade-squeezes"},
    "shoulder": {
        "shoulder-circles": "shoulder-rolls",
        "cross-body-swings": "blade-squeezes",
        "quadruped-rotation": "standing-turns",
    },
    "wrist": {
        "quadruped-rotation": "standing-turns",
        "scapular-push-up": "blade-squeezes",
        "wrist-prep": "wrist-circles",
    },
}
STRETCHES = ("cat-cow", "gentle-cobra", "overhead-triceps-stretch", "clasped-hands-chest-opener")
OTHER_STRETCHES = {
    "older-adult": {"cat-cow": "standing-cat-cow"},
    "postnatal": {"gentle-cobra": "standing-side-bend"},
    "pregnancy": {"gentle-cobra": "standing-side-bend"},
    "shoulder": {
        "overhead-triceps-stretch": "low-triceps-stretch",
        "clasped-hands-chest-opener": "open-book",
    },
    "wrist": {"cat-cow": "standing-cat-cow"},
}
CELL = re.compile(
    r"(?P<reps>\d+)(?: s)?(?:/side)?"
    rf"(?: (?:(?P<kg>[\d.]+) kg|(?P<band>{'|'.join(COLOURS)})))?"
    r"(?: (?P<manner>slow|pause|shorter))?(?P<star>\*?)"
)
WEEK = re.compile(r"^\| (\d+) \| (\w+) \| (\w+) \| (.*?) \| (.*?) \| ([\d-]+) \|$", re.MULTILINE)
SESSION = re.compile(r"^## Session (\w), weeks? [\d-]+\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
TOTALS = re.compile(
    r"^\| (\d+) \| ([\d+ ]+) = (\d+) \| (\d+) / (\d+) \| ([\d/ ]+) \| [\d/ ]+ \| [\d, ]+ \|$",
    re.MULTILINE,
)

NAMES = tuple(sorted(path.stem for path in FOLDER.glob("[0-9]*.md")))


def reference(name: str) -> Json:
    """Return one plan's JSON, to be changed at will; `name` is its number or its whole name."""
    return deepcopy(_plan(next(found for found in NAMES if found.startswith(name))))


@cache
def _plan(name: str) -> Json:
    text = (FOLDER / f"{name}.md").read_text("utf-8")
    asked = _request_line(text)
    request = _request(name, asked)
    flags = set(request["avoid"])
    runs = [None] * 7 if flags & MEDICAL else USUAL_RUNS
    runs = RUNS_WITH_THREE if request["sessions"] == 3 else runs
    plan: Json = {
        "schema_version": 2,
        "code": "",
        "programme": PROGRAMMES.get(name[:2], "bodyweight-to-dumbbells"),
        "title": text.partition("\n")[0].removeprefix("# "),
        "request": request,
        "kit": request["kit"],
        "level": request["level"],
        "runs": runs,
        "days": ["rest"] * 7,
        "refer_first": bool(flags & MEDICAL),
        "race_week": request["weeks"] if request["race"] else None,
        "notes": NOTES.get(name[:2], []),
        "warm_ups": _moves("warm-ups", _warm_up(request)),
        "stretches": _moves("stretches", _swapped(STRETCHES, OTHER_STRETCHES, flags)),
        "more_stretches": {},
        "cross_training": {},
        "weeks": [],
        "after": _after(asked.get("after")),
    }
    if request["minutes"] < 30:
        for move in plan["stretches"].values():
            move["hold_seconds"] = min(move["hold_seconds"], 15)
    plan["warm_up_seconds"], plan["stretch_seconds"] = _frame(plan)
    assert plan["warm_up_seconds"] + plan["stretch_seconds"] == int(asked["frame"]), name
    tables = list(_tables(text))
    plan["exercises"] = {slug: exercise(slug) for slug in dict.fromkeys(row[2] for row in tables)}
    plan["steps"] = {slug: {"easier": facts["easier"]} for slug, facts in plan["exercises"].items()}
    _fill_weeks(plan, text, tables)
    name_steps(plan)
    return plan


def _request_line(text: str) -> dict[str, str]:
    line = re.search(r"^request: (.*)$", text, re.MULTILINE)
    assert line
    return {key: value for key, _, value in (p.strip().partition(" ") for p in line[1].split(";"))}


def _request(name: str, asked: dict[str, str]) -> Json:
    def words(key: str) -> list[str]:
        found = (word.strip() for word in asked.get(key, "").split(","))
        return [word for word in found if word not in {"", "-", "none"}]

    return {
        "weeks": int(asked["weeks"]),
        "level": asked["level"],
        "push_ups": int(asked["push-ups"]) if "push-ups" in asked else None,
        "kit": words("kit"),
        "bands": words("bands"),
        "dumbbells": [float(kg) for kg in words("dumbbells")],
        "sessions": int(asked["sessions"]),
        "minutes": int(asked["minutes"]),
        "focus": "full",
        "programme": None,
        "avoid": words("avoid"),
        "without": [],
        "runs": [],
        "start": None,
        "race": None,
    } | (RACE if name.startswith("10") else {})


def _warm_up(request: Json) -> tuple[str, ...]:
    moves = WARM_UP[:4] if request["minutes"] < 25 else WARM_UP
    return _swapped(moves, WARM_UPS, request["avoid"])


def _swapped(
    slugs: Iterable[str], swaps: dict[str, dict[str, str]], flags: Iterable[str]
) -> tuple[str, ...]:
    others: dict[str, str] = {}
    for flag in flags:
        others |= swaps.get(flag, {})
    return tuple(others.get(slug, slug) for slug in slugs)


def _moves(folder: str, slugs: Iterable[str]) -> dict[str, Json]:
    return {
        slug: {"caution": []}
        | tomllib.loads((TEMPLATES / folder / f"{slug}.toml").read_text("utf-8"))
        for slug in slugs
    }


def _frame(plan: Json) -> tuple[int, int]:
    """Return seconds of warm-up and stretches, with ten from one move to the next."""
    warm = sum(move["seconds"] + 10 for move in plan["warm_ups"].values()) - 10
    stretch = 0
    for move in plan["stretches"].values():
        sides = 1 + move["per_side"]
        moving = move["repetitions"] * move.get("seconds_per_repetition", 0) * sides + 10
        held = (move["hold_seconds"] + 10) * move["repetitions"] * sides
        stretch += moving if move["kind"] == "dynamic" else held
    return warm, stretch


@cache
def _new_exercises() -> Json:
    return tomllib.loads((FOLDER / "new-exercises.toml").read_text("utf-8"))


def exercise(slug: str) -> Json:
    """Return an exercise as a plan has it: from its own file, else from the proposed ones."""
    path = TEMPLATES / "exercises" / f"{slug}.toml"
    if path.exists():
        told = tomllib.loads(path.read_text("utf-8"))
    else:
        told = _new_exercises()[slug]
        told = told | {"level": LEVELS[told["level"]], "kit": [], "safety": "Stop at pain."}
    usual: Json = {
        "kit": [], "caution": [], "effort": "controlled", "load_class": None, "easier": None,
        "harder": None, "start_band": None, "start_kg": None,
    }  # fmt: skip
    return usual | told


Cell = tuple[int, str, str, int, str, int, int, int, int | None]
"""Week, session, exercise, block, cell, rounds, rest, round rest, rest before."""


def _tables(text: str) -> Iterator[Cell]:
    for key, body in SESSION.findall(text):
        lines = [
            [c.strip() for c in line.strip("|").split("|")] for line in body.strip().splitlines()
        ]
        weeks = [int(number) for number in lines[0][2:]]
        rounds: list[str] = []
        rest, round_rest = 0, 0
        for block, what, *cells in lines[2:]:
            if block.startswith("**"):
                rounds = cells
                rest, round_rest = map(int, re.findall(r"(\d+) s", what))
                continue
            slug, before = what.split("`")[1], re.search(r"rest (\d+) s first", what)
            for week, cell, many in zip(weeks, cells, rounds, strict=True):
                if "-" not in {cell, many}:
                    first = int(before[1]) if before else None
                    yield week, key, slug, int(block), cell, int(many), rest, round_rest, first


def _fill_weeks(plan: Json, text: str, tables: list[Cell]) -> None:
    totals = {int(number): rest for number, *rest in TOTALS.findall(text)}
    part, before = 1, None
    for found in WEEK.findall(text):
        number, (sets, total, push, pull, minutes) = int(found[0]), totals[int(found[0])]
        reserve = [int(r) for r in found[5].split("-")]
        week: Json = {
            "number": number,
            "kind": found[1],
            "phase": found[2],
            "title": found[3],
            "goal": found[4],
            "reserve": [reserve[0], reserve[-1]],
            "sets": int(total),
            "push_sets": int(push),
            "pull_sets": int(pull),
            "cross_training": None,
        }
        if before:
            kit = before["phase"] != week["phase"]
            with_kit = len(plan["weeks"]) > 1 and before["phase"] != plan["weeks"][-2]["phase"]
            part += kit or (before["kind"] == "light" and not with_kit)
        week["part"] = part
        mine = [cell for cell in tables if cell[0] == number]
        week["sessions"] = [
            _session(plan, week, mine, key, day, int(own), int(longest))
            for key, day, own, longest in zip(
                sorted({cell[1] for cell in mine}),
                DAYS[plan["request"]["sessions"]],
                sets.split("+"),
                minutes.split("/"),
                strict=False,
            )
        ]
        plan["weeks"].append(week)
        before = week


def _session(
    plan: Json, week: Json, cells: list[Cell], key: str, day: int, sets: int, minutes: int
) -> Json:
    blocks: dict[int, Json] = {}
    for _, session, slug, block, text, rounds, rest, round_rest, first in cells:
        if session != key:
            continue
        row = _row(plan, week, slug, text, rounds)
        row["rest_before_seconds"] = first
        blocks.setdefault(
            block,
            {"rounds": rounds, "rest_seconds": rest, "round_rest_seconds": round_rest, "rows": []},
        )["rows"].append(row)
    rows = [row for block in blocks.values() for row in block["rows"]]
    balance = [(plan["exercises"][row["exercise"]]["balance"], row["rounds"]) for row in rows]
    run = plan["runs"][day]
    return {
        "key": key,
        "day": day,
        "blocks": list(blocks.values()),
        "sets": sets,
        "push_sets": sum(rounds for side, rounds in balance if side == "push"),
        "pull_sets": sum(rounds for side, rounds in balance if side == "pull"),
        "seconds": _seconds(plan, list(blocks.values())),
        "minutes": minutes,
        "reserve": week["reserve"],
        "run": run,
        "hours_after_run": 6 if run in {"hard", "long"} else 0,
        "near_run": False,
    }


def _seconds(plan: Json, blocks: list[Json]) -> float:
    """Return the estimate as one would count it with a watch: set, rest, set, rest ..."""
    total: float = plan["warm_up_seconds"] + plan["stretch_seconds"]
    for number, block in enumerate(blocks):
        rest, between = block["rest_seconds"], block["round_rest_seconds"]
        for turn in range(block["rounds"]):
            for row in block["rows"]:
                total += row["set_seconds"] + (row["rest_before_seconds"] or rest)
            total += between - rest if turn else 0
        total += between - rest if number else -rest
    return total


def _row(plan: Json, week: Json, slug: str, text: str, rounds: int) -> Json:
    cell = CELL.fullmatch(text)
    assert cell, text
    facts = plan["exercises"][slug]
    reps, manner = int(cell["reps"]), cell["manner"] or "usual"
    sides = 2 if facts["unit"].endswith("per-side") else 1
    each = facts["seconds_per_rep"] + {"slow": 1, "pause": 2}.get(manner, 0)
    careful = facts["effort"] == "fast" or slug == "dumbbell-overhead-squat"
    return {
        "exercise": slug,
        "rounds": rounds,
        "reps": reps,
        "band": [cell["band"]] if cell["band"] else [],
        "kg": [float(cell["kg"])] if cell["kg"] else [],
        "each_hand": bool(cell["kg"]),
        "manner": manner,
        "grip": "usual",
        "rest_before_seconds": None,
        "reserve": [3, 4] if careful and week["reserve"][0] < 3 else None,
        "note": None,
        "tip": None,
        "unit": facts["unit"],
        "cue": facts.get("cue", ""),
        "set_seconds": reps * each * sides + (5 if sides == 2 else 0),
        "instead_of": None,
        "because": None,
        "step": None,
        "top": None,
        "otherwise": None,
        "star": bool(cell["star"]),
    }


def _after(name: str | None) -> Json | None:
    """Return what a plan tells the block after it."""
    if name is None:
        return None
    old = _plan(name)
    loading = [week for week in old["weeks"] if week["kind"] in {"intro", "build"}]
    keys = ("exercise", "rounds", "reps", "band", "kg", "manner", "grip")
    return {
        "session_sets": {s["key"]: s["sets"] for s in old["weeks"][-1]["sessions"]},
        "rows": [
            {key: row[key] for key in keys} | {"session": session["key"], "week": week["number"]}
            for week in loading[-3:]
            for session in week["sessions"]
            for row in rows_of(session)
        ],
    }
