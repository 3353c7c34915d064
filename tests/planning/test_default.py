"""The default plan follows the one that a coach wrote out (written.toml)."""

from pathlib import Path

import pytest

from runstrong_pdf.library import Library, parse, read_toml
from runstrong_pdf.model.plan import Plan, Session
from runstrong_pdf.model.programme import Programme, Row
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning import make_plan

FILE = Path(__file__).with_name("written.toml")
COACHED = parse(Programme, read_toml(FILE), FILE.name)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(Request(), Library())


def test_weeks(plan: Plan) -> None:
    coached = [(week.kind, week.phase, week.title, week.reserve) for week in COACHED.weeks]
    assert [(w.kind, w.phase, w.title, w.reserve) for w in plan.weeks] == coached


@pytest.mark.parametrize("key", ["A", "B"])
@pytest.mark.parametrize("number", range(1, 7))
def test_rows_and_rounds(plan: Plan, number: int, key: str) -> None:
    asked = [(row.exercise, row.rounds) for row in _lines(number, key)]
    assert [(row.exercise, row.rounds) for row in _session(plan, number, key).rows] == asked


@pytest.mark.parametrize("key", ["A", "B"])
def test_first_doses(plan: Plan, key: str) -> None:
    known: set[str] = set()
    for number in range(1, 7):
        rows = _session(plan, number, key).rows
        for row, line in zip(rows, _lines(number, key), strict=True):
            if row.exercise not in known:
                asked = (line.exercise, line.reps, line.band, line.kg, line.manner)
                assert (row.exercise, row.reps, row.band, row.kg, row.manner) == asked
        known |= {row.exercise for row in rows}


def _session(plan: Plan, number: int, key: str) -> Session:
    return next(s for s in plan.weeks[number - 1].sessions if s.key == key)


def _lines(number: int, key: str) -> tuple[Row, ...]:
    sessions = COACHED.weeks[number - 1].sessions
    return next(lines for letter, lines in sessions.items() if letter == key)


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
