"""What comes back decides the next block: no row of its week 1 stands above what counts."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrong_pdf import Plan, make_plan, next_notes
from runstrong_pdf.done.blanks import SCALE
from runstrong_pdf.done.judging import Done
from runstrong_pdf.library import open_library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import DoneRow, PlanNote, Prescription
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning.after import note_of
from runstrong_pdf.planning.loads import MANNER_RANK
from tests.done.making import NOTE
from tests.making import plan_of
from tests.planning.checker import broken

KITS = ("chair, band, dumbbells", "none", "chair, band", "dumbbells")
SAID = (
    "", "0", "3", "4", "5", "6", "7", "9", "3 x 1 kg", "12 yellow", "too hard", "skipped", "easier",
    "lighter", "half", "knees", "felt great", "1 round", "2 knees", "hurts",
)  # fmt: skip
REQUESTS = (
    *(Request(kit=kit) for kit in KITS),
    Request(level="intermediate", weeks=8, minutes=45),
    Request(level="experienced", minutes=30),
    Request(units="lb", weeks=8, sessions=3),
    Request(sessions=1, minutes=20),
    Request(push_ups=2),
    Request(avoid="low-back"),
    Request(avoid="older-adult", kit="chair, band"),
    Request(avoid=("wrist", "knee")),
    Request(dumbbells=(2.0, 5.0), bands=("green",)),
)


def note_for(kit: str) -> PlanNote:
    return note_after(Request(kit=kit))


@cache
def note_after(request: Request) -> PlanNote:
    return note_of(plan_of(request))


def filled(note: PlanNote, said: str | tuple[str, ...]) -> Done:
    """Return a plan with something in every blank of its last week."""
    week = [row for row in note.after.rows if row.week == note.after.rows[-1].week]
    number = dict.fromkeys("ABC", 0)
    fields = {}
    for at, row in enumerate(week):
        number[row.session] += 1
        word = said if isinstance(said, str) else said[at % len(said)]
        fields[f"did-{row.week}-{row.session}-{number[row.session]}"] = word
    return Done(note, {name: word for name, word in fields.items() if word})


def next_of(done: Done) -> Plan:
    return make_plan(done.next_request(), after=done.after)


def is_above(row: Prescription, counts: DoneRow) -> bool:
    """Whether a row is more than what counts: its load, manner, number or rounds."""
    now, was = ([SCALE.index(one) for one in dose.band] for dose in (row, counts))
    if (row.kg, now) != (counts.kg, was):
        return (row.kg, now) > (counts.kg, was)
    slower = MANNER_RANK[row.manner] - MANNER_RANK[counts.manner]
    if slower:
        return slower > 0
    return row.reps > counts.reps or row.rounds > counts.rounds


def check_first_week(done: Done) -> None:
    """No row of week 1 is above what counts of it, unless a note says why."""
    plan = next_of(done)
    told = [one.message for one in next_notes(done, plan)]
    out = {*done.after.left_out}
    counts = {(one.counts.session, one.counts.exercise): one.counts for one in done.last_week}
    for session in plan.weeks[0].sessions:
        for row in session.rows:
            assert row.exercise not in out
            known = counts.get((session.key, row.exercise))
            if known and is_above(row, known):
                name = f"{session.key} {row.exercise}: "
                assert any(one.startswith(name) for one in told), (row, known, told)
                lowest = plan.exercises[row.exercise].reps[0]
                assert row.reps in {known.reps, lowest}, (row, known)


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("said", ["0", "4", "5", "too hard", "felt great", "2 knees"])
def test_no_row_of_week_1_stands_above_what_counts(kit: str, said: str) -> None:
    check_first_week(filled(note_for(kit), said))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(REQUESTS), st.lists(st.sampled_from(SAID), min_size=3, max_size=7))
def test_no_row_stands_above_what_counts_whatever_is_written(
    request: Request, said: list[str]
) -> None:
    check_first_week(filled(note_after(request), tuple(said)))


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("said", ["0", "4", "5", "too hard"])
def test_what_takes_the_place_of_what_was_too_hard_keeps_the_rules(kit: str, said: str) -> None:
    plan = next_of(filled(note_for(kit), said))
    assert broken(plan.model_dump(mode="json")) == []


def test_who_could_not_do_it_gets_the_easier_exercise_in_its_place() -> None:
    note = note_for(KITS[0])
    done = Done(note, {"did-6-A-1": "0"})
    assert done.last_week[0].printed.exercise == "push-up"
    week = next_of(done).weeks[0]
    first = next(session for session in week.sessions if session.key == "A").rows[0]
    assert (first.exercise, first.reps) == ("knee-push-up", 5)


def notes_of(done: Done) -> list[str]:
    return [one.message for one in next_notes(done, next_of(done))]


def test_a_row_that_begins_lower_after_weeks_without_says_so() -> None:
    done = filled(note_for(KITS[0]), "")
    plan = next_of(done)
    late, met = set[tuple[int, str]](), set[str]()
    last = {(one.counts.exercise, one.counts.manner): one.counts.reps for one in done.last_week}
    for week in plan.weeks:
        rows = [row for session in week.sessions for row in session.rows]
        for row in (row for row in rows if row.exercise not in met and week.number > 1):
            if row.reps < last.get((row.exercise, row.manner), 0):
                late.add((week.number, row.exercise))
        met |= {row.exercise for row in rows}
    assert late
    for number, exercise in sorted(late):
        assert any(
            one.startswith(f"week {number}: ") and f" {exercise} comes back" in one
            for one in notes_of(done)
        )


@pytest.mark.parametrize("field", ["push-ups-before", "push-ups-after"])
def test_an_impossible_push_up_check_is_told(field: str) -> None:
    done = Done(note_for("none"), {field: "99999"})
    assert f"{field}: '99999' is no number of push-ups: it changes nothing" in notes_of(done)
    assert [one.counts_as for one in done.unclear] == ["empty"]


def test_core_work_that_is_lost_is_told() -> None:
    note = note_for(KITS[0])
    exercises = open_library().all(Exercise)
    core = sorted(slug for slug, one in exercises.items() if one.pattern.startswith("core"))
    done = Done(note, {"did-6-A-3": "hurts"})
    assert done.last_week[2].printed.exercise == "dead-bug"
    assert not any("core work" in one for one in notes_of(done))  # another one has its place
    after = done.after.model_copy(update={"left_out": tuple(core)})
    plan = make_plan(done.next_request(), after=after)
    (told,) = [one.message for one in next_notes(done, plan) if "core work" in one.message]
    assert told.startswith("no core work in session A of week 1, session B of week 1")
    assert "dead-bug left out" in told


def test_what_is_offered_as_an_answer_is_understood() -> None:
    for note in (NOTE, *map(note_for, KITS)):
        done = filled(note, "nearly")
        assert {one.counts_as for one in done.unclear} == {"missed"}
        for one in done.unclear:
            for answer in one.such_as:
                left = {other.field for other in done.answered({one.field: answer}).unclear}
                assert one.field not in left, (one.row, answer)


def test_what_is_not_certain_is_no_success() -> None:
    for row in filled(NOTE, "nearly").last_week:
        assert row.why == "not certain"
        low = open_library().all(Exercise)[row.printed.exercise].reps[0]
        assert row.counts != row.printed or row.printed.reps == low


@pytest.mark.parametrize("units", ["kg", "lb"])
def test_a_new_exercise_begins_with_a_load_that_was_named(units: str) -> None:
    first = plan_of(Request(units=units))
    plan = next_of(filled(note_of(first), ""))
    known = {row.exercise for row in note_of(first).after.rows}
    for week in plan.weeks:
        for row in (row for session in week.sessions for row in session.rows):
            named = {*row.kg} <= {*first.kg} and {*row.band} <= {*first.bands}
            assert row.exercise in known or named, row
            known.add(row.exercise)


@pytest.mark.parametrize("kit", ["chair, band, dumbbells", "chair, band"])
def test_what_is_lighter_is_a_load_that_was_named(kit: str) -> None:
    first = plan_of(Request(kit=kit))
    for said in ("0", "lighter", "3 x 0.5 kg", "12 tan"):
        done = filled(note_for(kit), said)
        for row in done.last_week:
            assert {*row.counts.kg} <= {*first.kg}
            assert {*row.counts.band} <= {*first.bands}
