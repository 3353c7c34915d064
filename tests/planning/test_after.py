"""The next block goes on where a plan ended (docs/next-block.md, C20), whatever was asked for."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from runstrong_pdf.model.plan import DoneRow, Plan, Prescription
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level, Phase, WeekKind
from runstrong_pdf.planning import make_plan
from runstrong_pdf.planning.after import after_plan, note_of
from tests.making import plan_of, shipped

FIVE = (1.0, 2.0, 3.0, 4.0, 5.0)
DEFAULT = Request(dumbbells=FIVE)
REQUESTS = [
    DEFAULT,
    Request(weeks=8, level="intermediate", minutes=45, dumbbells=FIVE),
    Request(weeks=6, kit="chair, band", minutes=20),
    Request(weeks=6, kit="none", level="intermediate"),
    Request(weeks=8, sessions=1, minutes=45),
    Request(weeks=8, kit="chair, band", minutes=30, avoid="low-back"),
]


def next_of(request: Request, **changes: Any) -> Plan:  # noqa: ANN401  options of a request
    """Return the block after a plan that was done as printed."""
    return make_plan(replace(request, **changes), shipped(), after=after_plan(plan_of(request)))


def rows(plan: Plan, week: int) -> Iterator[tuple[str, Prescription]]:
    for session in plan.weeks[week - 1].sessions:
        for row in session.rows:
            yield session.key, row


# -- the default -----------------------------------------------------------------------------------


def test_the_default_goes_on_as_the_reference_plan_does() -> None:
    plan = next_of(DEFAULT)
    kinds = [week.kind.value for week in plan.weeks]
    assert kinds == ["build", "build", "build", "build", "light", "build"]
    assert {week.phase for week in plan.weeks} == {Phase.DUMBBELLS}
    assert plan.weeks[0].title == "Pick up where you stopped"
    assert plan.weeks[0].reserve == (3, 3)
    assert plan.after
    before = plan_of(DEFAULT).weeks[-1]
    assert plan.after.number == 2
    assert plan.after.session_sets == {session.key: session.sets for session in before.sessions}
    heavier = {r.exercise for week in (2, 3, 4) for _, r in rows(plan, week) if r.step == "load"}
    main = {"single-arm-dumbbell-row", "dumbbell-floor-press", "seated-band-row"}
    assert main <= {row.exercise for _, row in rows(plan, 1)}
    assert main <= heavier


def test_variants_change() -> None:
    before = {row.exercise for _, row in rows(plan_of(DEFAULT), 6)}
    now = {row.exercise for _, row in rows(next_of(DEFAULT), 1)}
    assert 4 <= len(now - before) <= 0.6 * len(now)


@pytest.mark.parametrize("request_", REQUESTS, ids=range(len(REQUESTS)))
def test_the_first_week_is_about_the_last_one(request_: Request) -> None:
    """C20: the same loads, two repetitions or ten seconds fewer at most, 0.9 of the sets."""
    before, plan = after_plan(plan_of(request_)), next_of(request_)
    last: dict[tuple[str, str], DoneRow] = {}
    for done in before.rows:
        last["", done.exercise] = last[done.session, done.exercise] = done
    first = plan.weeks[0]
    assert first.kind is WeekKind.BUILD
    assert first.sets >= 0.9 * sum(before.session_sets.values())
    for key, row in rows(plan, 1):
        was = last.get((key, row.exercise)) or last.get(("", row.exercise))
        if was:
            assert (row.band, row.kg, row.manner) == (was.band, was.kg, was.manner)
            fewer = 10 if plan.exercises[row.exercise].unit.is_time else 2
            assert was.reps - fewer <= row.reps <= was.reps


# -- what was changed ------------------------------------------------------------------------------


def test_fewer_repetitions_and_lighter_loads_are_where_it_begins() -> None:
    after = after_plan(plan_of(DEFAULT))
    changed: dict[str, dict[str, object]] = {
        "single-arm-dumbbell-row": {"reps": 8, "kg": (4.0,), "manner": "usual"},
        "dumbbell-floor-press": {"reps": 12, "kg": (2.0,), "manner": "usual"},
    }
    done = tuple(
        row.model_copy(update=changed.get(row.exercise, {})) if row.week == 6 else row
        for row in after.rows
    )
    plan = make_plan(DEFAULT, shipped(), after=after.model_copy(update={"rows": done}))
    doses = {row.exercise: (row.reps, row.kg) for _, row in rows(plan, 1)}
    assert doses["single-arm-dumbbell-row"] == (8, (4.0,))
    assert doses["dumbbell-floor-press"] == (12, (2.0,))


@pytest.mark.parametrize(
    ("old", "new", "week"),
    [("chair", "chair, band", 2), ("chair, band", "chair, band, dumbbells", 3)],
)
def test_kit_bought_since_comes_with_an_intro(old: str, new: str, week: int) -> None:
    plan = next_of(Request(weeks=8, kit=old), kit=new)
    kinds = {found.number: found.kind for found in plan.weeks}
    assert kinds[week] is WeekKind.INTRO
    kit = {kit for _, row in rows(plan, week) for kit in plan.exercises[row.exercise].kit}
    before = {kit for _, row in rows(plan, week - 1) for kit in plan.exercises[row.exercise].kit}
    assert kit - before - {"chair"}


def test_a_new_level_keeps_weights_and_colours() -> None:
    before = after_plan(plan_of(DEFAULT))
    loads = {row.exercise: (row.band, row.kg) for row in before.rows}
    plan = next_of(DEFAULT, level=Level.INTERMEDIATE)
    known = [(row.exercise, (row.band, row.kg)) for _, row in rows(plan, 1)]
    assert plan.level is Level.INTERMEDIATE
    assert all(loads.get(exercise, load) == load for exercise, load in known)


def test_a_weight_that_was_sold_is_not_planned() -> None:
    plan = next_of(DEFAULT, dumbbells=(1.0, 2.0))
    assert set(plan.kg) <= {1.0, 2.0}
    bare = next_of(DEFAULT, kit=(), dumbbells=())
    assert (bare.kg, bare.bands) == ((), ())


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pl"])
def test_week_1_speaks_of_weights_and_bands_only_where_there_are_some(language: str) -> None:
    kits = ("none", "chair, band", "chair, band, dumbbells")
    texts = shipped().texts(language)
    for kit, phase in zip(kits, Phase, strict=True):
        request = Request(kit=kit, language=language)
        assert next_of(request).weeks[0].goal == texts(f"plan.again.{phase}")


def test_after_weeks_away_the_comeback_begins_lighter() -> None:
    plan = next_of(replace(DEFAULT, weeks=8), programme="comeback")
    before = {row.exercise: row for row in after_plan(plan_of(replace(DEFAULT, weeks=8))).rows}
    assert plan.weeks[0].phase is Phase.BODYWEIGHT
    assert plan.weeks[0].reserve == (4, 4)
    seen: set[str] = set()
    for week, _ in enumerate(plan.weeks, 1):
        for _, row in rows(plan, week):
            if row.kg and row.exercise in before and row.exercise not in seen:
                assert row.kg < before[row.exercise].kg or row.kg == (1.0,)
                seen.add(row.exercise)
    assert seen


@pytest.mark.parametrize(
    "request_",
    [
        Request(weeks=10, level="intermediate", minutes=53, kit="chair, band",
                bands=("red", "gold"), avoid=("knee", "pregnancy", "youth"),
                start="2026-12-07", race="2027-02-05"),
        Request(weeks=12, sessions=3, minutes=38, kit="band, anchor", bands="blue", avoid="knee",
                runs="mon:easy,tue:off,thu:long,fri:easy,sun:off"),
        Request(weeks=12, push_ups=24, sessions=3, minutes=49, kit="dumbbells", dumbbells=(2.0,),
                avoid=("wrist", "low-back", "pregnancy"),
                runs="mon:easy,wed:hard,fri:hard,sat:hard,sun:easy"),
    ],
    ids=range(3),
)  # fmt: skip
def test_no_session_is_printed_twice_where_hardly_anything_is_left_to_add(
    request_: Request,
) -> None:
    """C01: who is at the end of most rows has another exercise rather than the week before."""
    first = plan_of(request_)
    note = note_of(first)
    second = make_plan(note.request, shipped(), after=note.after)
    for plan in (first, second):
        before: dict[str, list[object]] = {}
        for week in (week for week in plan.weeks if week.kind.is_loading):
            for session in week.sessions:
                doses: list[object] = [
                    (row.exercise, row.rounds, row.reps, row.band, row.kg, row.manner)
                    for row in session.rows
                ]
                assert before.get(session.key) != doses
                before[session.key] = doses


def test_what_a_sore_back_may_do_slowly_now_is_slow_from_the_first_part_on() -> None:
    """C23: the block before counts, and until then the hinge has numbers to add."""
    request = Request(weeks=6, kit="none", minutes=45, avoid="low-back")
    hinges = [
        row for w in (1, 2, 3, 4) for _, row in rows(next_of(request), w) if "hinge" in row.exercise
    ]
    assert [(row.reps, row.manner) for row in hinges] == [
        (15, "usual"), (10, "slow"), (12, "slow"), (15, "slow"),
    ]  # fmt: skip


def test_what_a_sore_back_may_do_slowly_only_later_begins_low() -> None:
    """Where all other rows begin a number higher, as in a long plan without kit (C13)."""
    plan = plan_of(Request(weeks=10, kit="none", minutes=45, avoid="low-back"))
    hinge = next(row for _, row in rows(plan, 1) if row.exercise == "standing-hip-hinge")
    assert hinge.reps == plan.exercises["standing-hip-hinge"].reps[0]


# -- block after block -----------------------------------------------------------------------------


def test_block_three_knows_block_one() -> None:
    first = after_plan(plan_of(DEFAULT))
    second = next_of(DEFAULT)
    after = after_plan(second)
    assert (after.number, after.part) == (3, first.part + second.weeks[-1].part)
    known = {row.exercise for row in (*after.rows, *after.earlier)}
    assert {row.exercise for row in (*first.rows, *first.earlier)} <= known
    assert after.weeks_done["push-up"] == first.weeks_done["push-up"] + 5
    third = make_plan(DEFAULT, shipped(), after=after)
    assert [week.number for week in third.weeks] == [1, 2, 3, 4, 5, 6]


def test_the_same_block_before_gives_the_same_plan() -> None:
    plan = next_of(DEFAULT)
    again = Plan.model_validate_json(plan.model_dump_json())
    assert again == plan
    assert make_plan(DEFAULT, shipped(), after=again.after) == plan


@pytest.mark.parametrize("weeks", [6, 9])
def test_a_race_in_the_next_block_gets_its_light_week(weeks: int) -> None:
    plan = make_plan(
        Request(weeks=weeks, race="2027-01-16", dumbbells=FIVE), shipped(),
        after=after_plan(plan_of(DEFAULT)),
    )  # fmt: skip
    assert plan.race_week == weeks
    assert plan.weeks[weeks - 2].kind is WeekKind.LIGHT
