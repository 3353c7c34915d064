"""Levels, loads, days, races, words: what single options do; and what is refused, and why."""

import re
from datetime import date, time, timedelta
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Any

import pytest

from runstrong_pdf.errors import NoProgrammeError, RunstrongError, TemplateError, UsageError
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.fields import WEEKDAYS
from runstrong_pdf.model.options import read_options
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.plan import Plan, Prescription
from runstrong_pdf.model.programme import CautionRule
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Run
from runstrong_pdf.pages.icalendar import calendar
from runstrong_pdf.planning import make_plan
from runstrong_pdf.planning.picks import LEAD_INS
from runstrong_pdf.planning.placing import place
from tests.planning.checker import broken
from tests.planning.sampling import MONDAY

LIBRARY = Library()
GENTLEST = {"heel-slide", "pelvic-floor-breathing", "standing-hip-hinge"}
"""Where one begins after a birth or from 65 on."""


def plan(**options: Any) -> Plan:  # noqa: ANN401  any option
    return make_plan(Request(**options), LIBRARY)


def rows(made: Plan) -> list[Prescription]:
    return [row for week in made.weeks for session in week.sessions for row in session.rows]


@pytest.mark.parametrize(
    ("options", "error", "both"),
    [
        ({"sessions": 1, "focus": "split"}, UsageError, ("focus: split", "1 session a week")),
        ({"kit": [], "bands": ["red"]}, UsageError, ("bands: red", "kit")),
        ({"kit": [], "dumbbells": [2]}, UsageError, ("dumbbells: 2 kg", "kit")),
        (
            {"level": "experienced", "push_ups": 3},
            UsageError,
            ("level: experienced", "push-ups than 3"),
        ),
        ({"start": "2026-12-08"}, UsageError, ("start: 2026-12-08", "Monday")),
        (
            {"start": "2026-12-07", "race": "2026-12-01"},
            UsageError,
            ("race: 2026-12-01", "start, 2026-12-07"),
        ),
        (
            {"start": "2026-12-07", "race": "2026-12-12"},
            UsageError,
            ("race: 2026-12-12", "first week"),
        ),
        ({"start": "2026-12-07", "race": "2026-12-16"}, UsageError, ("race: 2026-12-16", "Wed")),
        (
            {"sessions": 3, "runs": [{"day": day, "kind": "off"} for day in range(5)]},
            UsageError,
            ("sessions: 3", "running days"),
        ),
        (
            {"runs": [{"day": 1, "kind": "hard"}, {"day": 1, "kind": "easy"}]},
            UsageError,
            ("hard", "easy"),
        ),
        ({"programme": "bands-only", "kit": []}, NoProgrammeError, ("band", "the kit")),
        ({"programme": "express"}, NoProgrammeError, ("20 to 25", "not 40")),
        ({"programme": "in-season"}, NoProgrammeError, ("1 session a week", "not 2")),
        ({"programme": "race-build-up"}, NoProgrammeError, ("race", "none inside the plan")),
        ({"without": ["push-upp"]}, UsageError, ("without: there is no 'push-upp'", "push-up")),
    ],
)
def test_refusals_name_both_sides(
    options: dict[str, Any], error: type[RunstrongError], both: tuple[str, str]
) -> None:
    with pytest.raises(error) as raised:
        plan(**options)
    assert all(side in str(raised.value) for side in both)
    assert raised.value.remedy or "did you mean" in str(raised.value)


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        ({"programme": "bands-only", "kit": ["dumbbells"]}, "add band to the kit, or"),
        ({"programme": "express"}, "choose 25 minutes, or"),
        (
            {"programme": "in-season", "minutes": 60},
            "choose 1 session a week and choose 40 minutes, or",
        ),
        ({"programme": "race-build-up"}, "give the day of a race, or"),
    ],
)
def test_a_programme_that_does_not_fit_says_which_option_would(
    options: dict[str, Any], remedy: str
) -> None:
    with pytest.raises(NoProgrammeError) as raised:
        plan(**options)
    assert raised.value.remedy.startswith(remedy)
    assert "choose the programme" in raised.value.remedy


@pytest.mark.parametrize(
    ("push_ups", "level"),
    [
        (0, "beginner"),
        (7, "beginner"),
        (8, "intermediate"),
        (19, "intermediate"),
        (20, "experienced"),
    ],
)
def test_push_ups_pick_the_level(push_ups: int, level: str) -> None:
    assert plan(push_ups=push_ups, weeks=7).level == level


def test_few_push_ups_start_at_a_worktop() -> None:
    made = plan(push_ups=2, weeks=8)
    first = {row.exercise for session in made.weeks[0].sessions for row in session.rows}
    assert "incline-push-up" in first
    assert "push-up" not in made.exercises


def test_single_exercises_are_left_out() -> None:
    usual = plan(weeks=8)
    out = ["push-up", "dead-bug", "dumbbell-lateral-raise"]
    assert set(out) <= set(usual.exercises)
    made = plan(weeks=8, without=out)
    assert not set(out) & set(made.exercises)
    assert made.request.without == tuple(out)


def test_every_name_that_nobody_has_is_told() -> None:
    with pytest.raises(UsageError) as raised:
        plan(without="dead-bugg, zzz")
    first, second = raised.value.problems
    assert str(first) == "without: there is no 'dead-bugg', did you mean dead-bug?"
    assert str(second) == "without: there is no 'zzz'"


@pytest.mark.parametrize(
    ("link", "said"),
    [("harder = 'nix'", "there is no 'nix'"), ("easier = 'own'", "leads round in a circle")],
)
def test_an_exercise_of_ones_own_whose_ladder_cannot_be(
    tmp_path: Path, link: str, said: str
) -> None:
    shipped = LIBRARY.path("exercises/push-up.toml").read_text(encoding="utf-8")
    kept = [line for line in shipped.splitlines() if not line.startswith(link[:6])]
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "own.toml").write_text("\n".join([link, *kept]), encoding="utf-8")
    with pytest.raises(TemplateError) as raised:
        make_plan(Request(use=("own",)), tmp_path)
    assert str(raised.value.problems[0]).startswith(f"exercises/own.toml: {link[:6]}: {said}")


@pytest.mark.parametrize("kept", ["plank", "push-up", "nothing at all"])
def test_who_leaves_out_too_much_is_told_so(kept: str) -> None:
    others = [slug for slug in LIBRARY.slugs(Exercise) if kept not in slug]
    for avoid in ([], ["knee"]):
        with pytest.raises(NoProgrammeError) as raised:
            plan(without=others, avoid=avoid)
        assert raised.value.remedy.startswith("leave fewer exercises out")


def test_sore_wrists_push_up_on_handles_once_they_can() -> None:
    assert "handle-push-up" in plan(avoid=["wrist"], push_ups=12, weeks=8).exercises
    for few in ({"push_ups": 7}, {"level": "beginner"}):
        assert "handle-push-up" not in plan(avoid=["wrist"], weeks=8, **few).exercises


@pytest.mark.parametrize("avoid", [[], ["wrist"], ["low-back"], ["high-bp"], ["elbow"]])
def test_who_can_do_more_does_not_begin_at_the_gentlest(avoid: list[str]) -> None:
    named = {slug for caution in avoid for slug in LIBRARY.one(CautionRule, caution).starts}
    assert not GENTLEST - named & set(plan(avoid=avoid, weeks=8, kit=["chair"]).exercises)


def test_a_health_question_comes_first() -> None:
    made = plan(avoid=["pregnancy"], level="experienced")
    assert made.refer_first
    assert made.level == "beginner"


@pytest.mark.parametrize(
    "avoid",
    [
        ["pregnancy", "high-bp"],
        ["wrist", "shoulder", "pregnancy"],
        ["wrist", "shoulder", "low-back", "high-bp", "pregnancy", "postnatal", "neck", "elbow"],
    ],
)
def test_several_cautions_and_no_kit_still_get_a_plan(avoid: list[str]) -> None:
    made = plan(avoid=avoid, kit=[])
    tags = {tag for exercise in made.exercises.values() for tag in exercise.caution}
    tags |= {tag for warm_up in made.warm_ups.values() for tag in warm_up.caution}
    tags |= {tag for stretch in made.stretches.values() for tag in stretch.caution}
    assert not tags & set(avoid)


def test_warm_up_and_stretches_spare_what_hurts() -> None:
    made = plan(avoid=["wrist"])
    assert "wrist-circles" in made.warm_ups
    assert "wrist-prep" not in made.warm_ups
    assert "standing-cat-cow" in made.stretches
    assert "forearm-stretch" not in made.more_stretches


def test_no_lying_face_down_in_pregnancy() -> None:
    assert "gentle-cobra" in plan().stretches
    assert "gentle-cobra" not in plan(avoid=["pregnancy"]).stretches


def test_only_owned_loads() -> None:
    made = plan(weeks=12, bands=["yellow", "green"], dumbbells=[2, 5])
    assert {band for row in rows(made) for band in row.band} <= {"yellow", "green"}
    assert {kg for row in rows(made) for kg in row.kg} <= {2, 5}


def test_weights_that_are_too_heavy_do_not_lead_to_the_bottom_of_the_ladder() -> None:
    bands = plan(dumbbells=[4, 8], weeks=7)
    assert "band-chest-press" in bands.exercises
    none = plan(dumbbells=[4, 8], kit=["chair", "dumbbells"], weeks=7)
    assert "push-up" in none.exercises
    assert "wall-push-up" not in none.exercises


def test_kit_that_is_too_heavy_stays_at_home_and_the_plan_says_so() -> None:
    made = plan(dumbbells=[16], kit=["chair", "band", "dumbbells"])
    assert made.programme == "bands-only"
    assert any("dumbbells" in note for note in made.notes)
    with pytest.raises(NoProgrammeError, match="suits it to begin with"):
        plan(programme="dumbbells-only", dumbbells=[16])


def test_light_loads_are_made_up_for_by_tempo_grip_and_repetitions() -> None:
    made = plan(dumbbells=[3], bands=["yellow"], level="intermediate", weeks=8)
    first = {row.exercise: row for row in reversed(rows(made))}
    assert first["dumbbell-floor-press"].manner == "slow"
    assert first["seated-band-row"].manner == "slow"
    assert "slow" in first["dumbbell-floor-press"].cue


def test_long_plans_keep_moving_when_every_load_is_used_up() -> None:
    made = plan(weeks=12, bands=["red"], kit=["band"], level="intermediate")
    assert {"slow", "shorter"} <= {row.manner for row in rows(made)}


def test_from_65_on_it_starts_with_one_set_and_lighter() -> None:
    made, usual = plan(avoid=["older-adult"], weeks=8), plan(weeks=8)
    assert {row.rounds for session in made.weeks[0].sessions for row in session.rows} == {1}
    assert max(row.rounds for row in rows(made)) > 1
    first = [session.blocks[0] for week in made.weeks for session in week.sessions]
    assert all(block.round_rest_seconds >= 120 for block in first)
    lightest = {row.exercise: row.band for row in reversed(rows(made))}
    heavier = {row.exercise: row.band for row in reversed(rows(usual))}
    assert lightest["seated-band-row"] == ("tan",)
    assert heavier["seated-band-row"] == ("red",)


def test_race_week_without_a_start_is_the_last() -> None:
    made = plan(weeks=8, race="2027-02-14")
    assert made.request.start == date(2027, 2, 14) - timedelta(days=55)
    assert made.race_week == 8
    (session,) = made.weeks[-1].sessions
    assert session.day <= 3
    assert made.weeks[-2].kind == "light"
    assert session.day == 2, "four days before a Sunday's race, where nothing speaks against it"


@pytest.mark.parametrize("day", ["2027-02-15", "2027-02-16", "2027-02-17"])
def test_a_race_early_in_the_week_ends_the_plan_or_is_rested_from(day: str) -> None:
    ends = plan(weeks=8, race=day)
    assert ends.race_week == 8
    assert ends.request.start == date(2027, 2, 8) - timedelta(weeks=7)
    inside = plan(weeks=8, start="2027-01-04", race=day)
    assert [week.kind for week in inside.weeks[5:]] == ["race", "race", "build"]
    before, after = (week.sessions for week in inside.weeks[5:7])
    assert len(before) == len(after) == 1
    assert after[0].day - date.fromisoformat(day).weekday() >= 2


def test_no_day_before_the_race_moves_its_session_a_week_earlier() -> None:
    runs = [{"day": day, "kind": "off"} for day in (0, 1, 2, 5)]
    made = plan(weeks=6, start="2027-01-04", race="2027-02-04", runs=runs, sessions=1)
    assert made.race_week == 4
    assert [week.kind for week in made.weeks[3:5]] == ["race", "race"]


@pytest.mark.parametrize("week", [3, 4])
def test_a_short_plan_brings_the_band_before_its_race(week: int) -> None:
    race = MONDAY + timedelta(weeks=week, days=-2)
    made = plan(weeks=4, start=MONDAY, race=race)
    assert "bands" in {w.phase for w in made.weeks}


def test_a_session_before_a_hard_run_is_light_and_says_so() -> None:
    runs = [{"day": day, "kind": "hard"} for day in range(7)]
    made = plan(runs=runs, weeks=6)
    sessions = [session for week in made.weeks for session in week.sessions]
    assert all(session.near_run and session.rounds <= 2 for session in sessions)
    assert any("light" in note for note in made.notes)
    assert all(session.hours_after_run == 6 for session in sessions)


def test_race_week_keeps_a_day_that_was_named() -> None:
    made = plan(race="2027-01-31", days=["mon", "fri"])
    assert [session.day for session in made.weeks[-1].sessions] == [0]
    late = plan(race="2027-01-28", days=["wed", "sat"])
    assert any("those named are too near the race" in reason.text for reason in late.why)


def test_why_is_true_of_loads_that_are_too_light_or_held_otherwise() -> None:
    light = " ".join(r.text for r in plan(kit=["dumbbells"], dumbbells=[1.5]).why)
    assert "Single-arm dumbbell row: no owned band or weight suits it" in light
    bent = " ".join(reason.text for reason in plan(dumbbells=[1.5, 2]).why)
    assert "in place of 1 kg, with which a runner at beginner level begins: 2 kg with bent" in bent


def test_two_weeks_that_give_way_to_a_race_have_a_session_each() -> None:
    made = plan(start="2026-12-07", race="2026-12-29", weeks=6)
    said = [reason.text for reason in made.why if reason.topic == "race"]
    assert said == [
        "weeks 3 and 4 give way to the race: one session each, half the sets, on Fri (R28)"
    ]


def test_it_explains_itself() -> None:
    made = plan(weeks=8, avoid=["elbow"], level="intermediate")
    topics = {reason.topic for reason in made.why}
    assert {"programme", "level", "weeks", "exercise", "load", "day"} <= topics
    assert any("what is avoided" in reason.text for reason in made.why)
    older = plan(weeks=8, avoid=["older-adult"], bands=["tan", "red"])
    said = " ".join(reason.text for reason in older.why)
    assert all(part in said for part in ("65 or over", "120 s", "lighter", "One-leg stand"))


def test_every_exercise_says_how_it_moves_on() -> None:
    made = plan(weeks=8)
    assert set(made.steps) == set(made.exercises)
    step = made.steps["seated-band-row"]
    assert step.top <= step.high
    assert step.next_band in {"green", "blue"}


def test_cross_training_rests_in_race_week() -> None:
    made = plan(weeks=8, race="2027-02-14")
    assert made.weeks[-1].cross_training is None
    assert all(week.cross_training for week in made.weeks[:-1])


def test_cross_training_is_nothing_that_is_avoided() -> None:
    made = plan(weeks=12, avoid=["pregnancy", "shoulder"])
    assert set(made.cross_training) <= {"yoga", "nordic-walking"}
    assert all(week.cross_training for week in made.weeks)


def test_calendar() -> None:
    text = calendar(plan(start=MONDAY))
    assert text.count("BEGIN:VEVENT") == 12
    assert "DTSTART;VALUE=DATE:20261209" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    with pytest.raises(UsageError, match=r"^start: "):
        calendar(plan())


def lines(text: str, name: str) -> list[str]:
    return [line for line in text.split("\r\n") if line.partition(":")[0] == name]


def test_a_later_calendar_moves_the_events_of_an_earlier_one() -> None:
    """Events are known by person, week and session, whatever else changes."""
    zoe, today = Person(name="Zoë", club="Riverside"), date(2026, 11, 1)
    first = calendar(plan(start=MONDAY), zoe, today=today)
    longer = plan(start=MONDAY + timedelta(weeks=1), weeks=8, kit="band", runs="tue:hard")
    later = calendar(longer, zoe, today=today + timedelta(days=3))
    assert len(lines(first, "UID")) == len(set(lines(first, "UID"))) == 12
    assert set(lines(first, "UID")) < set(lines(later, "UID"))
    (old,), (new,) = set(lines(first, "SEQUENCE")), set(lines(later, "SEQUENCE"))
    assert int(new.partition(":")[2]) > int(old.partition(":")[2])
    assert lines(later, "DTSTAMP")[0] > lines(first, "DTSTAMP")[0]
    jo = calendar(plan(start=MONDAY), Person(name="Jo", club="Riverside"))
    assert not set(lines(jo, "UID")) & set(lines(first, "UID"))
    assert jo == calendar(plan(start=MONDAY), Person(name="Jo", club="Riverside"))


def test_a_calendar_with_a_time_of_day_reminds() -> None:
    made = plan(start=MONDAY, weeks=4)
    text = calendar(made, Person(at=time(18, 30)))
    assert text.count("BEGIN:VALARM") == text.count("TRIGGER:-PT30M") == 8
    first = made.weeks[0].sessions[0]
    day = MONDAY + timedelta(days=first.day)
    assert lines(text, "DTSTART")[0] == f"DTSTART:{day:%Y%m%d}T183000"
    assert lines(text, "DURATION")[0] == f"DURATION:PT{first.minutes}M"


@pytest.mark.parametrize(
    ("owned", "kg"), [((5, 10, 15), 10), ((1, 10), 10), ((7, 11), 7), ((8, 10), 8)]
)
def test_of_two_weights_the_nearer_is_taken(owned: tuple[int, ...], kg: int) -> None:
    """Nine kilograms are where an experienced runner begins the two-arm row."""
    made = plan(level="experienced", weeks=8, kit=["chair", "dumbbells"], dumbbells=owned)
    first = next(row for row in rows(made) if row.exercise == "dumbbell-bent-over-row")
    assert first.kg == (kg,)


# -- single exercises that are to be in it --------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({}, ("knee-wide-push-up",)),
        ({"kit": "none", "weeks": 4}, ("curl-up",)),
        ({"sessions": 3, "level": "intermediate"}, ("superman",)),
        ({"avoid": "knee", "minutes": 30}, ("band-triceps-extension",)),
    ],
)
def test_what_is_to_be_used_is_used_and_no_rule_breaks(
    options: dict[str, Any], wanted: tuple[str, ...]
) -> None:
    made = plan(**options, use=wanted)
    assert set(wanted) <= set(made.exercises)
    assert broken(made.model_dump(mode="json")) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"use": "superman"}, "use: superman: it is above this level"),
        ({"use": "band-pull-apart", "kit": "none"}, "use: band-pull-apart: it needs kit that is"),
        ({"use": "superman", "level": "experienced", "avoid": "low-back"}, "ruled out by what is"),
        ({"use": "thruster"}, "thruster comes after 1 loading week with dumbbell-squat, and"),
        ({"use": "push-up", "without": "push-up"}, "use: push-up is also to be left out"),
        ({"use": "pushup,nonsense"}, "use: there is no 'nonsense'"),
    ],
)
def test_what_cannot_be_used_says_why(options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        plan(**options)
    assert said in str(raised.value)


def test_what_has_no_place_is_never_left_out_without_a_word() -> None:
    """One session a week has room for its own needs, not for seven pushes beside."""
    pushes = "push-up,wide-push-up,knee-push-up,incline-push-up,knee-wide-push-up,decline-push-up"
    with pytest.raises(NoProgrammeError, match="there is no place for "):
        plan(sessions=1, minutes=20, level="experienced", use=pushes)


# -- days for strength ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "runs"),
    [("tue,fri", ""), ("fri, mon", ""), ("sat", ""), ("mon,wed,fri", ""),
     ("wed,fri", "tue:hard,thu:easy,sun:long"), ("mon,fri", "tue:hard,sun:long")],
)  # fmt: skip
def test_sessions_fall_on_the_days_that_were_named(days: str, runs: str) -> None:
    request = read_options({"days": days, "runs": runs}).request
    made = make_plan(request, LIBRARY)
    wanted = [WEEKDAYS.index(day) for day in request.days]
    assert request.sessions == len(wanted)
    for week in made.weeks:
        assert [session.day for session in week.sessions] == wanted
    assert broken(made.model_dump(mode="json")) == []


@pytest.mark.parametrize("sessions", [1, 2, 3])
def test_a_usual_running_week_is_fitted_to_the_days_that_were_named(sessions: int) -> None:
    """As many runs as usual, none that a session would suffer from, and a day for nothing."""
    best = place((), sessions)
    for days in combinations(range(7), sessions):
        if not all(b - a > 1 for a, b in pairwise((*days, days[0] + 7))):
            continue
        week = place((), sessions, [WEEKDAYS[day] for day in days])
        assert sorted(map(str, week.runs)) == sorted(map(str, best.runs))
        assert not week.eves
        assert {day for day, run in enumerate(week.runs) if run} | {*days} < {*range(7)}
        assert week.runs.index("long") in {5, 6}
        if days == tuple(best.days.values()):
            assert week._replace(named=frozenset()) == best
    named = [WEEKDAYS[day] for day in best.days.values()]
    assert place((), sessions, named, usual=False).runs == (None,) * 7  # C27


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"days": "tue,wed"}, "days: Tue, Wed: there must be a clear day between"),
        ({"days": "mon,sun"}, "days: Mon, Sun: there must be a clear day between"),
        ({"days": "tue", "sessions": 2}, "days: Tue: 1 day, but 2 a week"),
        ({"days": "tue,fri", "runs": "fri:off"}, "days: Fri cannot be, the running week says off"),
        ({"days": "tuseday"}, "days: 'tuseday' is not known; did you mean tue?"),
    ],
)
def test_days_that_cannot_be_say_why(options: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        plan(**options)
    assert said in str(raised.value)


@pytest.mark.parametrize(("owned", "noted"), [(None, True), (4, True), (7, True), (8, False)])
def test_who_owns_few_push_ups_may_finish_on_the_knees(owned: int | None, *, noted: bool) -> None:
    made = plan(push_ups=owned, level=None if owned else "beginner")
    first = next(row for row in rows(made) if row.exercise == "push-up")
    assert (first.note == "knees or full") is noted


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_plan_says_what_is_counted_where_it_is_not_repetitions(language: str) -> None:
    """Of every row that has a note, but for push-ups, whose note says how they are done."""
    made = plan(language=language)
    noted = {row.exercise: row.note for row in rows(made)}
    expected = {slug: note for slug, note in noted.items() if note and slug != "push-up"}
    assert expected
    assert made.counts == expected


def test_strength_is_not_beside_the_long_run_where_another_day_is_left() -> None:
    runs = (Run(1, "hard"), Run(3, "easy"), Run(5, "hard"), Run(6, "long"))
    request = Request(runs=runs)
    assert {session.day for session in make_plan(request).weeks[0].sessions} == {1, 3}


def test_the_pullover_holds_one_weight() -> None:
    made = make_plan(Request(weeks=12, level="experienced"))
    rows = [row for week in made.weeks for session in week.sessions for row in session.rows]
    pullovers = [row for row in rows if row.exercise == "dumbbell-pullover"]
    assert pullovers
    assert not any(row.each_hand for row in pullovers)


def test_a_caution_never_raises_where_an_exercise_begins() -> None:
    for caution in ("postnatal", "older-adult"):
        made = make_plan(Request(avoid=(caution,), kit=("chair", "band"), minutes=40))
        rows = [row for week in made.weeks for session in week.sessions for row in session.rows]
        lunges = [row.reps for row in rows if row.exercise == "bodyweight-reverse-lunge"]
        assert lunges[0] == 6


@pytest.mark.parametrize("lift", sorted(LEAD_INS))
def test_a_lift_is_used_where_its_lead_ins_stand_before_it(lift: str) -> None:
    for weeks, sessions in product((6, 12), (2, 3)):
        options: dict[str, Any] = {"level": "experienced", "weeks": weeks, "sessions": sessions}
        try:
            made = plan(**options, use=lift)
        except NoProgrammeError as error:
            assert f"{lift} comes after" in str(error)  # noqa: PT017  one of two ends
            known = r"(choose \d+ (weeks|sessions a week)|use fewer exercises): "
            assert re.match(known, error.remedy)  # noqa: PT017
            if number := re.match(r"choose (\d+) (weeks|sessions)", error.remedy):
                other = options | {number[2]: int(number[1])}
                assert lift in plan(**other, use=lift).exercises
        else:
            assert lift in made.exercises
            assert broken(made.model_dump(mode="json")) == []


@pytest.mark.parametrize(
    "options",
    [
        {"avoid": "older-adult", "sessions": 1, "minutes": 20},
        {"avoid": "older-adult", "sessions": 1, "minutes": 23},
        {"avoid": "older-adult,shoulder", "sessions": 1, "minutes": 20},
    ],
)
def test_the_minutes_of_a_remedy_are_the_fewest(options: dict[str, Any]) -> None:
    with pytest.raises(NoProgrammeError) as raised:
        plan(**options)
    number = re.match(r"choose (\d+) minutes: ", raised.value.remedy)
    assert number
    fewest = int(number[1])
    assert plan(**options | {"minutes": fewest}).weeks
    for minutes in range(options["minutes"], fewest):
        with pytest.raises(NoProgrammeError):
            plan(**options | {"minutes": minutes})


def test_what_is_above_the_level_says_which_level() -> None:
    for slug in (*LEAD_INS, "superman", "chair-dip"):
        with pytest.raises(UsageError) as raised:
            plan(use=slug)
        level = re.fullmatch(r"choose level (\w+)", raised.value.remedy)
        assert level
        try:
            plan(use=slug, level=level[1])
        except NoProgrammeError as error:
            assert "comes after" in str(error)  # noqa: PT017  what is left is time
