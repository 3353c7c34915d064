"""Plans with cautions: what week 1 and the last week hold, as a physiotherapist would have it."""

from typing import Any

import pytest

from runstrong_pdf.errors import UsageError
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.programme import CautionRule
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning import make_plan
from tests.making import plan_of
from tests.planning.checker import broken
from tests.planning.references import reference

LIBRARY = Library()
FLAGGED = ("08", "09", "12", "13", "14")
OPTIONS = (
    "weeks", "level", "push_ups", "kit", "bands", "dumbbells", "sessions", "minutes", "avoid",
)  # fmt: skip


def plan(**options: Any) -> Plan:  # noqa: ANN401  any option
    return make_plan(Request(**options), LIBRARY)


def exercises(made: Plan, week: int) -> dict[str, list[str]]:
    sessions = made.weeks[week].sessions
    return {s.key: [row.exercise for block in s.blocks for row in block.rows] for s in sessions}


def of_reference(name: str) -> tuple[dict[str, Any], Plan]:
    wanted = reference(name)
    asked = {key: wanted["request"][key] for key in OPTIONS if wanted["request"][key]}
    return wanted, plan(**asked)


PROGRAMMES: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "low-back": (
        "intro build build intro light build build build",
        {
            "A": "push-up seated-band-row band-overhead-press standing-ytw diamond-push-up"
            " band-double-external-rotation bird-dog dead-bug",
            "B": "wide-push-up seated-band-row side-plank-knees towel-isometric-row"
            " band-lateral-raise standing-hip-hinge band-biceps-curl forearm-bird-dog",
        },
        {
            "A": "single-arm-dumbbell-row diamond-push-up band-pull-apart dumbbell-floor-press"
            " dumbbell-lateral-raise plank-to-press dumbbell-biceps-curl",
            "B": "dumbbell-floor-press dumbbell-pullover forearm-plank band-pull-apart farmer-carry"
            " seated-band-row standing-hip-hinge",
        },
    ),
    "neck": (
        "intro build build intro light build build build",
        {
            "A": "push-up seated-band-row band-overhead-press doorway-external-rotation dead-bug"
            " bodyweight-reverse-lunge",
            "B": "wide-push-up band-bent-over-row dead-bug band-double-external-rotation"
            " band-lateral-raise bodyweight-squat band-biceps-curl standing-hip-hinge",
        },
        {
            "A": "single-arm-dumbbell-row diamond-push-up band-pull-apart dumbbell-shoulder-press"
            " dumbbell-lateral-raise plank-to-press dumbbell-lunge",
            "B": "dumbbell-floor-press dumbbell-pullover forearm-plank dumbbell-reverse-fly"
            " dumbbell-lunge band-bent-over-row prone-cobra-raise",
        },
    ),
    "high-bp": (
        "intro build intro build light intro build build",
        {
            "A": "push-up prone-ytw bent-knee-chair-dip prone-pulldown knee-wide-push-up"
            " knee-plank-to-press reverse-snow-angel knee-diamond-push-up dead-bug",
            "B": "incline-push-up towel-pulls bird-dog prone-ytw wall-slide side-plank-knees"
            " prone-cobra-raise",
        },
        {
            "A": "push-up single-arm-dumbbell-row dead-bug band-chest-press band-pull-apart"
            " dumbbell-lateral-raise alternate-front-raise",
            "B": "dumbbell-floor-press seated-band-row dumbbell-squat prone-ytw"
            " knee-plank-to-press dumbbell-lunge prone-cobra-raise",
        },
    ),
    "osteoporosis": (
        "intro build intro build light intro build build",
        {
            "A": "incline-push-up prone-ytw wall-slide prone-pulldown knee-plank-to-press"
            " reverse-snow-angel standing-hip-hinge",
            "B": "incline-push-up towel-isometric-row bird-dog prone-ytw bodyweight-reverse-lunge"
            " side-plank-knees prone-cobra-raise",
        },
        {
            "A": "push-up single-arm-dumbbell-row dead-bug seated-dumbbell-press band-pull-apart"
            " dumbbell-lateral-raise dumbbell-romanian-deadlift",
            "B": "dumbbell-floor-press seated-band-row dumbbell-squat prone-ytw"
            " knee-plank-to-press farmer-carry prone-cobra-raise",
        },
    ),
    "youth": (
        "intro build intro build light intro build build",
        {
            "A": "push-up prone-ytw bent-knee-chair-dip prone-pulldown knee-wide-push-up"
            " knee-plank-to-press reverse-snow-angel knee-diamond-push-up mountain-climber",
            "B": "incline-push-up towel-isometric-row bird-dog prone-ytw wall-slide"
            " side-plank-knees prone-cobra-raise",
        },
        {
            "A": "push-up single-arm-dumbbell-row dead-bug seated-dumbbell-press band-pull-apart"
            " band-lateral-raise dumbbell-squat",
            "B": "dumbbell-floor-press seated-band-row dumbbell-squat prone-ytw"
            " knee-plank-to-press bodyweight-reverse-lunge prone-cobra-raise",
        },
    ),
}
"""Eight weeks, intermediate, two sessions of 40 minutes, chair, band and dumbbells: the kinds of
the weeks, and the exercises of the first and of the last one."""


@pytest.mark.parametrize("caution", PROGRAMMES)
def test_a_whole_programme(caution: str) -> None:
    kinds, first, last = PROGRAMMES[caution]
    kit = ["chair", "band", "dumbbells"]
    made = plan(weeks=8, level="intermediate", sessions=2, minutes=40, kit=kit, avoid=[caution])
    assert " ".join(week.kind.value for week in made.weeks) == kinds
    assert exercises(made, 0) == {key: names.split() for key, names in first.items()}
    assert exercises(made, -1) == {key: names.split() for key, names in last.items()}
    assert not broken(made.model_dump(mode="json"))


@pytest.mark.parametrize("name", FLAGGED)
def test_reference_plans_with_cautions_come_out_of_their_request_lines(name: str) -> None:
    wanted, made = of_reference(name)
    assert [week.kind.value for week in made.weeks] == [week["kind"] for week in wanted["weeks"]]
    assert [week.phase.value for week in made.weeks] == [week["phase"] for week in wanted["weeks"]]
    assert [week.part for week in made.weeks] == [week["part"] for week in wanted["weeks"]]
    for key, rows in exercises(made, 0).items():
        session = next(s for s in wanted["weeks"][0]["sessions"] if s["key"] == key)
        assert {row["exercise"] for block in session["blocks"] for row in block["rows"]} == {*rows}
    assert not broken(made.model_dump(mode="json"))


@pytest.mark.parametrize("rule", LIBRARY.all(CautionRule).items(), ids=lambda item: item[0])
def test_lists_of_a_caution_name_what_there_is(rule: tuple[str, CautionRule]) -> None:
    known = set(LIBRARY.all(Exercise))
    slug, found = rule
    waiting = {*found.later, *found.from_week, *found.manners, *found.every_session}
    assert {*found.starts, *found.never, *found.named, *waiting} <= known, slug
    assert not {*found.starts, *found.named, *waiting} & {*found.never}, slug
    assert not {*found.starts} & {*found.later, *found.from_week}, slug


@pytest.mark.parametrize(
    "pair", [("youth", "older-adult"), ("pregnancy", "older-adult"), ("postnatal", "older-adult")]
)
def test_ages_that_exclude_each_other(pair: tuple[str, str]) -> None:
    with pytest.raises(UsageError) as raised:
        plan(avoid=list(pair))
    assert "physiotherapist" in raised.value.remedy


def test_under_16_takes_one_load_step_from_the_top() -> None:
    made = plan(weeks=12, kit=["chair", "band", "dumbbells"], avoid=["youth"], minutes=40)
    rows = [row for week in made.weeks for s in week.sessions for b in s.blocks for row in b.rows]
    steps = [row for row in rows if row.step == "load"]
    assert steps
    for row in steps:
        assert row.otherwise is not None
        assert row.otherwise.reps == made.exercises[row.exercise].reps[1]


def test_in_pregnancy_the_sets_stay_the_same() -> None:
    made = plan(weeks=8, kit=["chair", "band"], minutes=40, avoid=["pregnancy"])
    sets = {
        (s.key, s.sets) for week in made.weeks if week.kind.value != "light" for s in week.sessions
    }
    assert sets == {("A", 14), ("B", 12)}


def test_a_sore_knee_is_not_sent_to_the_knees_and_a_sore_shoulder_not_to_climbers() -> None:
    def rows_of(**options: Any) -> list[Any]:  # noqa: ANN401
        made = plan_of(Request(avoid="knee", **options))
        return [row for week in made.weeks for s in week.sessions for row in s.rows]

    uncounted = {row.exercise for row in rows_of()}
    assert "incline-push-up" in uncounted
    assert "push-up" not in uncounted
    rows = rows_of(push_ups=5)
    assert any(row.exercise == "push-up" for row in rows)
    assert all(row.note is None for row in rows if row.exercise == "push-up")
    sore = plan_of(Request(avoid="shoulder", level="experienced", weeks=12))
    assert not {"mountain-climber", "slow-mountain-climber"} & sore.exercises.keys()


@pytest.mark.parametrize("caution", sorted(LIBRARY.all(CautionRule).keys() - {"latex"}))
def test_nothing_avoided_is_said_to_be_easier_or_harder(caution: Any) -> None:  # noqa: ANN401  a word of a list
    made = plan(avoid=(caution,), weeks=8)
    catalogue, rule = LIBRARY.all(Exercise), LIBRARY.all(CautionRule)[caution]
    named = {slug for one in made.exercises.values() for slug in (one.easier, one.harder) if slug}
    bad = {slug for slug in named if slug in rule.never or caution in catalogue[slug].caution}
    assert named
    assert bad == set()


def test_an_exercise_left_out_is_not_said_to_be_easier_either() -> None:
    whole, without = plan(), plan(without=("knee-push-up",))
    assert whole.exercises["push-up"].easier == "knee-push-up"
    assert without.exercises["push-up"].easier == LIBRARY.all(Exercise)["knee-push-up"].easier


@pytest.mark.parametrize("kit", [["chair"], ["band"], ["chair", "band", "dumbbells"]])
def test_the_legs_of_a_sore_knee_hinge(kit: list[str]) -> None:
    for sessions in (1, 2, 3):
        made = plan(kit=kit, avoid=["knee"], sessions=sessions)
        assert {"standing-hip-hinge", "dumbbell-romanian-deadlift"} & made.exercises.keys()


@pytest.mark.parametrize(("kit", "minutes"), [([], 30), (["chair"], 30), (["band"], 28)])
def test_a_single_session_after_a_birth_can_be_made(kit: list[str], minutes: int) -> None:
    """What stays with two sessions leaves no time in a single one."""
    assert plan(weeks=6, kit=kit, sessions=1, minutes=minutes, avoid=["postnatal"]).weeks


@pytest.mark.parametrize("minutes", [28, 38, 60])
@pytest.mark.parametrize("sessions", [2, 3])
@pytest.mark.parametrize(
    "kit", [["chair"], ["band"], ["dumbbells"], ["chair", "band", "dumbbells"]]
)
def test_breathing_a_squat_and_a_hinge_stay_after_a_birth(
    kit: list[str], sessions: int, minutes: int
) -> None:
    made = plan(weeks=10, kit=kit, sessions=sessions, minutes=minutes, avoid=["postnatal"])
    for week in (week for week in made.weeks if week.kind.is_loading):
        slugs = {row.exercise for session in week.sessions for row in session.rows}
        assert "pelvic-floor-breathing" in slugs
        assert slugs & {"bodyweight-squat", "dumbbell-squat"}
        assert slugs & {"standing-hip-hinge", "dumbbell-romanian-deadlift"}
