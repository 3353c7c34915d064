"""The default plan equals the one that a coach wrote out, row for row."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from runstrong_pdf.library import Library
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning import make_plan

TABLE = tomllib.loads(Path(__file__).with_name("default-six-week.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(Request(), Library())


def test_week_totals(plan: Plan) -> None:
    asked = [(w["sets"], w["push"], w["pull"], tuple(w["reserve"])) for w in TABLE["weeks"]]
    got = [(w.sets, w.push_sets, w.pull_sets, w.reserve) for w in plan.weeks]
    assert got == asked


@pytest.mark.parametrize("key", ["A", "B"])
@pytest.mark.parametrize("number", range(1, 7))
def test_sessions(plan: Plan, number: int, key: str) -> None:
    week, table = plan.weeks[number - 1], TABLE["weeks"][number - 1][key]
    session = next(session for session in week.sessions if session.key == key)
    assert (session.sets, session.minutes) == (table["sets"], table["minutes"])
    assert week.rest_seconds == table["rest"]
    assert [_row(row) for row in table["rows"]] == [
        (row.exercise, row.rounds, row.reps) for row in session.rows
    ]
    assert [(row.band, row.kg) for row in session.rows] == [
        _load(slug, words) for slug, *_, words in table["rows"]
    ]


def _row(row: list[Any]) -> tuple[str, int, int]:
    slug, rounds, number, _ = row
    return slug, rounds, number


def _load(slug: str, words: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the bands and kilograms that the coach wrote; `as week 5` is what stands there."""
    if earlier := re.match(r"as week (\d)", words):
        week = TABLE["weeks"][int(earlier[1]) - 1]
        rows = (row for key in ("A", "B") for row in week[key]["rows"])
        return _load(*next((name, said) for name, _, _, said in rows if name == slug))
    kg = re.match(r"([\d-]+) kg", words)
    bands = tuple(colour for colour in ("tan", "yellow", "red") if colour in words.split())
    return bands, tuple(map(float, kg[1].split("-"))) if kg else ()


def test_running_week(plan: Plan) -> None:
    assert plan.days == (
        "rest", "hard-run", "A", "easy-run", "B", "easy-run-or-rest", "long-run",
    )  # fmt: skip


def test_warm_up_and_stretches(plan: Plan) -> None:
    assert (plan.warm_up_seconds, plan.stretch_seconds) == (300, 378)
    assert list(plan.stretches) == [
        "cat-cow", "gentle-cobra", "overhead-triceps-stretch", "clasped-hands-chest-opener",
    ]  # fmt: skip


def test_same_request_same_plan() -> None:
    once, twice = (make_plan(Request(), Library()) for _ in range(2))
    assert once.model_dump_json() == twice.model_dump_json()
