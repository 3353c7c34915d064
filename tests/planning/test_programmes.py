"""Every shipped programme suits whom it says, and a coach's own works in ten lines."""

import re
import tomllib
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from runstrong_pdf.errors import NoProgrammeError, TemplateError
from runstrong_pdf.library import Library
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit, Level
from runstrong_pdf.planning import make_plan
from runstrong_pdf.planning.audit import audit
from tests.planning.sampling import MONDAY

LIBRARY = Library()
SHIPPED = LIBRARY.slugs(Programme)
WRITTEN = Path(__file__).with_name("written.toml").read_text("utf-8")
TEN_LINES = """
name = "Tuesday group"
title = "Riverside core and back"
purpose = "For our Tuesday group: bodyweight and one band, half an hour."
code = "TG"
like = "bodyweight-to-dumbbells"
keeps = ["bodyweight", "bands"]
needs = ["band"]
minutes_range = [30, 40]
by_name = true
"""
SLOTS = """
[full]
A = [
  { bodyweight = ["knee-push-up", "push-up", "push-up"], bands = "push-up" },
  { bodyweight = "towel-isometric-row", bands = "seated-band-row" },
  { bodyweight = "dead-bug", bands = "pallof-press" },
  { bodyweight = "prone-ytw", bands = "band-pull-apart" },
  { bodyweight = ["-", "pike-push-up", "pike-push-up"], bands = "band-overhead-press" },
  { bodyweight = "prone-cobra-raise", bands = "prone-cobra-raise" },
  { bodyweight = "mountain-climber", bands = "mountain-climber" },
]
B = [
  { bodyweight = "incline-push-up", bands = "band-chest-press" },
  { bodyweight = "prone-pulldown", bands = "band-bent-over-row" },
  { bodyweight = "side-plank-knees", bands = "side-plank-knees" },
  { block = 2, bodyweight = "bird-dog", bands = "bird-dog" },
  { bodyweight = "reverse-snow-angel", bands = "band-double-external-rotation" },
  { bodyweight = "prone-cobra-raise", bands = "prone-cobra-raise" },
]
"""


def request(slug: str, **options: Any) -> Request:  # noqa: ANN401  any option
    return Request(**{"programme": slug, "kit": list(Kit), **options})


def own(folder: Path, text: str, name: str = "tuesday") -> Library:
    """Return a library with a programme of a coach's own."""
    (folder / "programmes").mkdir(exist_ok=True)
    (folder / "programmes" / f"{name}.toml").write_text(text, encoding="utf-8")
    return Library(folder)


def told(folder: Path, text: str) -> str:
    """Return everything that is found in a programme, errors only."""
    found = audit("tuesday", own(folder, text))
    return "\n".join(str(each) for each in found if each.severity == "error")


def listed(plan: Plan, week: int, key: str = "A") -> list[list[str]]:
    """Return the exercises of a session, block by block."""
    session = next(s for s in plan.weeks[week - 1].sessions if s.key == key)
    return [[row.exercise for row in block.rows] for block in session.blocks]


# -- what is shipped ------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SHIPPED)
def test_nothing_to_find(slug: str) -> None:
    assert audit(slug, LIBRARY) == []


@pytest.mark.parametrize("weeks", range(4, 13))
@pytest.mark.parametrize("slug", SHIPPED)
def test_whom_it_says_it_suits_gets_a_plan(slug: str, weeks: int, *, whole: bool) -> None:
    """At a level that changes from week to week and programme to programme; `--whole` at all."""
    programme = LIBRARY.one(Programme, slug)
    levels = list(Level)
    turn = (SHIPPED.index(slug) + weeks) % len(levels)
    for level, sessions, minutes in product(
        levels if whole else [levels[turn]],
        set(programme.sessions_a_week),
        set(programme.minutes_range),
    ):
        asked = request(
            slug,
            weeks=weeks,
            level=level,
            sessions=sessions,
            minutes=minutes,
            start=MONDAY,
            race=MONDAY + timedelta(weeks=weeks, days=-1) if programme.race else None,
        )
        plan = make_plan(asked, LIBRARY)
        assert (plan.programme, len(plan.weeks)) == (slug, weeks)
        assert all(s.minutes <= minutes for week in plan.weeks for s in week.sessions)


@pytest.mark.parametrize(
    ("options", "slug"),
    [
        ({}, "bodyweight-to-dumbbells"),
        ({"kit": []}, "bodyweight-only"),
        ({"kit": ["band"]}, "bands-only"),
        ({"kit": ["dumbbells"]}, "dumbbells-only"),
        ({"avoid": ["latex"]}, "bodyweight-to-dumbbells"),
        ({"minutes": 20}, "express"),
        ({"race": "2027-02-14"}, "race-build-up"),
    ],
)
def test_what_fits_best(options: dict[str, Any], slug: str) -> None:
    assert make_plan(Request(**options), LIBRARY).programme == slug


def test_kit_says_what_a_programme_uses() -> None:
    for slug, phases in (
        ("bodyweight-only", {"bodyweight"}),
        ("bands-only", {"bodyweight", "bands"}),
        ("dumbbells-only", {"bodyweight", "dumbbells"}),
    ):
        plan = make_plan(request(slug, weeks=8), LIBRARY)
        assert {week.phase for week in plan.weeks} == phases
        loads = {kind for row in rows(plan) for kind in ("band", "kg") if getattr(row, kind)}
        assert loads == {"band" if kit == "bands" else "kg" for kit in phases - {"bodyweight"}}


def rows(plan: Plan) -> list[Any]:
    return [row for week in plan.weeks for session in week.sessions for row in session.rows]


def test_a_comeback_begins_with_two_easy_weeks() -> None:
    plan = make_plan(request("comeback", weeks=8), LIBRARY)
    first, second = plan.weeks[:2]
    assert [first.title, second.title] == ["Start easy", "Still easy"]
    assert first.reserve == second.reserve == (4, 4)
    assert first.sets >= second.sets
    assert all(session.sets <= 12 for week in (first, second) for session in week.sessions)
    usual = make_plan(request("bodyweight-to-dumbbells", weeks=8), LIBRARY)
    assert first.sets < 0.8 * usual.weeks[0].sets


def test_easy_weeks_have_short_sessions_however_long_and_many_they_are(tmp_path: Path) -> None:
    text = TEN_LINES.replace("[30, 40]", "[30, 60]") + "easy_weeks = 2\n"
    options = {"weeks": 8, "sessions": 3, "minutes": 60}
    plan = make_plan(request("tuesday", **options), own(tmp_path, text))
    sets = [session.sets for week in plan.weeks for session in week.sessions]
    assert max(sets[:6]) <= 12 < max(sets[6:])


def test_in_season_nothing_gains_rounds() -> None:
    plan = make_plan(request("in-season", weeks=8, sessions=1, minutes=30), LIBRARY)
    assert not [row for row in rows(plan) if row.step == "round"]
    assert [week.kind for week in plan.weeks] == ["intro", *["build"] * 7]


# -- a coach's own --------------------------------------------------------------------------------


def test_a_coachs_own(tmp_path: Path) -> None:
    library = own(tmp_path, TEN_LINES)
    assert audit("tuesday", library) == []
    plan = make_plan(request("tuesday", weeks=8, minutes=30), library)
    assert {week.phase for week in plan.weeks} == {"bodyweight", "bands"}
    assert not any(row.kg for row in rows(plan))


def test_the_programme_of_the_handbook_works(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "own-files.md").read_text("utf-8")
    whole, stages, weeks, *_ = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    library = own(tmp_path, whole)
    assert audit("tuesday", library) == []
    plan = make_plan(request("tuesday", minutes=30, kit=["band"]), library)
    assert listed(plan, 1)[0][0] == "knee-push-up"
    assert {"stages"} == set(tomllib.loads(stages))
    assert {"level", "minutes", "weeks"} == set(tomllib.loads(weeks))


def test_a_stage_that_does_not_stay_is_skipped(tmp_path: Path) -> None:
    library = own(tmp_path, TEN_LINES.replace('["bodyweight", "bands"]', '["bands"]'))
    plan = make_plan(request("tuesday", weeks=6), library)
    assert {week.phase for week in plan.weeks} == {"bands"}


def test_one_slot_is_one_row(tmp_path: Path) -> None:
    plan = make_plan(request("tuesday", weeks=4), own(tmp_path, TEN_LINES + SLOTS))
    assert listed(plan, 1) == [
        ["knee-push-up", "towel-isometric-row", "dead-bug", "prone-ytw"],
        ["prone-cobra-raise", "mountain-climber"],
    ]
    assert listed(plan, 1, "B") == [
        ["incline-push-up", "prone-pulldown", "side-plank-knees"],
        ["bird-dog", "reverse-snow-angel", "prone-cobra-raise"],
    ]
    assert listed(plan, 3)[0][:2] == ["push-up", "seated-band-row"]


def test_slots_are_dosed_like_any_others(tmp_path: Path) -> None:
    library = own(tmp_path, TEN_LINES + SLOTS)
    assert not [each for each in audit("tuesday", library) if each.severity == "error"]
    plan = make_plan(request("tuesday", weeks=8), library)
    assert sum(week.kind == "light" for week in plan.weeks) == 1
    assert {row.step for row in rows(plan)} >= {"new", "reps", "round", None}
    assert plan.weeks[-1].sets >= plan.weeks[0].sets


@pytest.mark.parametrize("minutes", [20, 25, 30, 60])
@pytest.mark.parametrize("sessions", [1, 2, 3])
def test_slots_fit_any_session(tmp_path: Path, sessions: int, minutes: int) -> None:
    text = TEN_LINES.replace("[30, 40]", "[20, 60]") + SLOTS
    plan = make_plan(
        request("tuesday", weeks=5, sessions=sessions, minutes=minutes), own(tmp_path, text)
    )
    assert all(session.minutes <= minutes for week in plan.weeks for session in week.sessions)
    assert listed(plan, 1)[0][:2] == ["knee-push-up", "towel-isometric-row"]


def test_one_session_keeps_its_first_block_and_takes_turns(tmp_path: Path) -> None:
    library = own(tmp_path, TEN_LINES + SLOTS)
    plan = make_plan(request("tuesday", weeks=6, sessions=1), library)
    odd, even = listed(plan, 1), listed(plan, 2)
    assert odd[0] == even[0]
    assert odd[1:] != even[1:]


STAGES = """
[[stages]]
name = "ground"
phase = "bodyweight"
[[stages]]
name = "first"
phase = "bands"
[[stages]]
name = "second"
phase = "bands"
"""


def test_stages_of_one_phase_are_its_parts(tmp_path: Path) -> None:
    second = SLOTS.replace("bodyweight =", "ground =").replace("bands =", "first =")
    second = second.replace(
        'first = "band-pull-apart"', 'first = "band-pull-apart", second = "band-face-pull"'
    )
    second = re.sub(r'first = ("[a-z-]+") }', r"first = \1, second = \1 }", second)
    text = TEN_LINES.replace('keeps = ["bodyweight", "bands"]\n', "") + STAGES + second
    plan = make_plan(request("tuesday", weeks=8, level="intermediate"), own(tmp_path, text))
    assert "band-pull-apart" in listed(plan, 2)[0]
    assert "band-face-pull" in listed(plan, 6)[0]
    assert {week.phase for week in plan.weeks} == {"bodyweight", "bands"}


def test_a_fast_lift_is_first_and_alone(tmp_path: Path) -> None:
    lifts = """
    [full]
    A = [
      { dumbbells = "push-up" },
      { dumbbells = "single-arm-dumbbell-row" },
      { dumbbells = "dead-bug" },
      { dumbbells = "band-pull-apart" },
      { dumbbells = "dumbbell-shoulder-press" },
      { dumbbells = "dumbbell-romanian-deadlift" },
      { dumbbells = "dumbbell-clean" },
    ]
    B = [
      { dumbbells = "dumbbell-floor-press" },
      { dumbbells = "seated-band-row" },
      { dumbbells = "side-plank" },
      { dumbbells = "prone-ytw" },
    ]
    """
    text = re.sub("keeps.*\n", "", TEN_LINES) + lifts
    plan = make_plan(request("tuesday", weeks=12, level="intermediate"), own(tmp_path, text))
    blocks = [s.blocks for week in plan.weeks for s in week.sessions]
    clean = [b for b in blocks if "dumbbell-clean" in [row.exercise for x in b for row in x.rows]]
    assert clean
    assert {tuple(row.exercise for row in found[0].rows) for found in clean} == {
        ("dumbbell-clean",)
    }
    assert {found[0].rest_seconds for found in clean} == {120}
    first = plan.weeks[3]
    assert "dumbbell-clean" not in {row.exercise for s in first.sessions for row in s.rows}


def test_slots_that_are_no_whole_session_are_refused(tmp_path: Path) -> None:
    text = TEN_LINES + SLOTS.replace('"dead-bug"', '"wall-slide"').replace(
        '"mountain-climber"', '"bodyweight-squat"'
    ).replace('"pallof-press"', '"bodyweight-reverse-lunge"')
    with pytest.raises(NoProgrammeError, match=r"would lack a core exercise in session A \(R03\)"):
        make_plan(request("tuesday"), own(tmp_path, text))
    assert "suits nobody: the plan would lack a core exercise" in told(tmp_path, text)


def test_sessions_that_are_too_much_alike_are_named(tmp_path: Path) -> None:
    alike = SLOTS.replace('"incline-push-up"', '"push-up"')
    for a, b in (("prone-pulldown", "towel-isometric-row"), ("side-plank-knees", "dead-bug")):
        alike = alike.replace(f'bodyweight = "{a}"', f'bodyweight = "{b}"')
    alike = alike.replace('bodyweight = "reverse-snow-angel"', 'bodyweight = "prone-ytw"')
    found = audit("tuesday", own(tmp_path, TEN_LINES + alike))
    said = "full: bodyweight: A and B share 4 of 6 exercises, at most 40 % (C16)"
    assert (said, "warning") in {(str(each), each.severity) for each in found}


# -- weeks written out ----------------------------------------------------------------------------


def test_written_weeks_break_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, WRITTEN) == ""


def test_a_written_race_week_needs_no_race(tmp_path: Path) -> None:
    before, last = WRITTEN.rsplit("[[weeks]]", 1)
    text = "[[weeks]]".join([before, re.sub("kind = .*", 'kind = "race"', last)])
    plan = make_plan(Request(programme="tuesday"), own(tmp_path, text))
    assert plan.weeks[-1].kind == "race"
    assert [reason.text for reason in plan.why if reason.topic == "race"] == [
        "week 6 gives way to a race, as the coach wrote it"
    ]


def test_written_weeks_are_printed_as_they_stand(tmp_path: Path) -> None:
    text = WRITTEN.replace('title = "Start easy"', 'title = "Hello"').replace(
        'exercise = "wall-slide", rounds = 2, reps = 8',
        'exercise = "wall-slide", rounds = 2, reps = 9, note = "slowly", tip = "Up and down"',
    )
    library = own(tmp_path, text)
    plan = make_plan(Request(programme="tuesday"), library)
    written = library.one(Programme, "tuesday").weeks
    assert plan.weeks[0].title == "Hello"
    for week, said in zip(plan.weeks, written, strict=True):
        assert (week.kind, week.phase, week.reserve) == (said.kind, said.phase, said.reserve)
        for session in week.sessions:
            doses = [(r.exercise, r.rounds, r.reps, r.kg, r.band) for r in session.rows]
            lines = said.sessions[session.key]
            assert doses == [(r.exercise, r.rounds, r.reps, r.kg, r.band) for r in lines]
    row = next(row for row in plan.weeks[0].sessions[1].rows if row.exercise == "wall-slide")
    assert (row.note, row.cue) == ("slowly", "Up and down")
    assert [week.part for week in plan.weeks] == [1, 1, 2, 2, 3, 4]


def test_written_rows_know_their_step(tmp_path: Path) -> None:
    plan = make_plan(Request(programme="tuesday"), own(tmp_path, WRITTEN))
    second = {row.exercise: row.step for row in plan.weeks[1].sessions[1].rows}
    assert second["incline-push-up"] == "round"
    assert second["wall-slide"] == "reps"
    heavier = WRITTEN.replace("reps = 10, kg = [4.0]", "reps = 8, kg = [5.0]")
    plan = make_plan(Request(programme="tuesday"), own(tmp_path, heavier))
    row = next(r for r in plan.weeks[5].sessions[0].rows if r.exercise.startswith("single-arm"))
    assert row.step == "load"


def test_rows_of_equal_rounds_are_a_circuit(tmp_path: Path) -> None:
    plan = make_plan(Request(programme="tuesday"), own(tmp_path, WRITTEN))
    assert [[len(b.rows) for b in s.blocks] for s in plan.weeks[0].sessions] == [[4, 5], [4, 3]]
    assert [[len(b.rows) for b in s.blocks] for s in plan.weeks[4].sessions] == [[3, 4], [4, 3]]
    assert [[b.rounds for b in s.blocks] for s in plan.weeks[5].sessions] == [[2, 3], [3, 2]]


def test_a_row_with_rounds_of_its_own_is_refused(tmp_path: Path) -> None:
    text = WRITTEN.replace('"bird-dog", rounds = 3', '"bird-dog", rounds = 2')
    said = "weeks[2].sessions.B: bird-dog has 2 rounds, its neighbours have others (C05)"
    assert said in told(tmp_path, text)
    with pytest.raises(TemplateError, match=re.escape(said)):
        make_plan(Request(programme="tuesday"), own(tmp_path, text))


@pytest.mark.parametrize(
    "options",
    [
        {"weeks": 8},
        {"level": "intermediate"},
        {"minutes": 30},
        {"sessions": 3},
        {"push_ups": 5},
        {"kit": ["chair", "band"]},
        {"dumbbells": [2, 5]},
        {"avoid": ["elbow"]},
        {"without": ["dead-bug"]},
        {"race": "2027-02-14"},
    ],
)
def test_other_options_are_planned(options: dict[str, Any], tmp_path: Path) -> None:
    text = WRITTEN.replace('title = "Start easy"', 'title = "Hello"')
    plan = make_plan(Request(programme="tuesday", **options), own(tmp_path, text))
    assert plan.programme == "tuesday"
    assert "Hello" not in {week.title for week in plan.weeks}


SPOILT = [
    ("reserve = [4, 4]", "reserve = [2, 3]", ("R14", "R16")),
    (", rest_before_seconds = 60", "", ("R31",)),
    ('"push-up", rounds = 3, reps = 8', '"push-up", rounds = 3, reps = 9', ("R18",)),
    ("rounds = 3, reps = 10, kg = [3.0]", "rounds = 3, reps = 11, kg = [5.0]", ("R18", "R20")),
    ('rounds = 3, reps = 10, band = ["red"]', 'rounds = 2, reps = 10, band = ["blue"]', ("R19",)),
    ('kind = "light"', 'kind = "build"', ("R17",)),
    ("minutes = 40", "minutes = 30", ("R29",)),
    ('exercise = "incline-push-up"', 'exercise = "wall-slide"', ("R03", "C14")),
    ('"towel-isometric-row", rounds = 2, reps = 20', '"wide-push-up", rounds = 4, reps = 3',
     ("R02", "R05", "R08", "R11", "R12")),
    ('"bird-dog"', '"dumbbell-clean"', ("C04", "R06", "R08", "C11")),
    ('"seated-dumbbell-press"', '"scaption-raise"', ("R07",)),
    ("round_rest_seconds = 75", "round_rest_seconds = 40", ("C12",)),
    ('title = "A third round"', 'title = "Start easy"', ("C10",)),
    ('"dead-bug", rounds = 2, reps = 8', '"dead-bug", rounds = 2, reps = 5', ("C19",)),
    ('"prone-cobra-raise", rounds = 2, reps = 6', '"wall-slide", rounds = 2, reps = 8', ("R04",)),
    ('"knee-wide-push-up", rounds = 2, reps = 5', '"knee-wide-push-up", rounds = 2, reps = 12',
     ("R16",)),
    ("sessions.B = [", 'sessions.B = [\n{ exercise = "band-face-pull", rounds = 3, reps = 15 },',
     ("C05", "R13")),
]  # fmt: skip


@pytest.mark.parametrize(("was", "becomes", "rules"), SPOILT, ids=["-".join(s[2]) for s in SPOILT])
def test_each_mistake_of_a_coach_is_named(
    was: str, becomes: str, rules: tuple[str, ...], tmp_path: Path
) -> None:
    assert was in WRITTEN
    found = told(tmp_path, WRITTEN.replace(was, becomes))
    assert all(f"({rule})" in found for rule in rules), found


def test_a_week_that_grows_too_fast_is_named(tmp_path: Path) -> None:
    before, first, second, *others = WRITTEN.split("[[weeks]]")
    second = re.sub("rounds = [23]", "rounds = 4", second)
    found = told(tmp_path, "[[weeks]]".join([before, first, second, *others]))
    assert "weeks[2]: 64 sets, at most 40 (R15)" in found


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('stretches = ["cat-cow", "gentle-cobra", "clasped-hands-chest-opener"]', "R32"),
        ('warm_up = ["march-and-swing"]', "R30"),
    ],
)
def test_what_stands_around_is_looked_at(line: str, rule: str, tmp_path: Path) -> None:
    assert f"({rule})" in told(tmp_path, TEN_LINES + line)


@pytest.mark.parametrize(
    ("pattern", "becomes", "rules"),
    [
        (r"reps = \d+(.*week 2)?", "reps = 8", ("C01", "C02", "C09")),
        (r"rounds = 3", "rounds = 2", ("C01",)),
        (r"rounds = 2", "rounds = 3", ("C08",)),
    ],
)
def test_progress_is_advice(
    pattern: str, becomes: str, rules: tuple[str, ...], tmp_path: Path
) -> None:
    before, *weeks = WRITTEN.split("[[weeks]]")
    spoilt = [re.sub(pattern, becomes, week) for week in weeks]
    if "C08" in rules:
        spoilt[1:] = weeks[1:]
    text = "[[weeks]]".join([before, *spoilt])
    found = audit("tuesday", own(tmp_path, text))
    advice = " ".join(str(each) for each in found if each.severity == "warning")
    assert all(f"({rule})" in advice for rule in rules), advice


@pytest.mark.parametrize(
    ("pattern", "becomes", "said"),
    [
        (r"reserve = \[2, 3\]", "reserve = [1, 2]", "weeks[4]: 1 in reserve before new equipment"),
        (r'"[a-z-]*push-up"', '"chair-dip"', "weeks[1] to [2]: no push-up"),
        (r', band = \["[a-z]+"\]', "", "weeks[5] to [6]: no pull with a band"),
        (r"\nsessions\.B = \[\n(  .*\n)*\]", "", "bands for a single week of one session"),
    ],
    ids=["reserve", "push-up", "band", "length"],
)
def test_what_stages_break_is_named(pattern: str, becomes: str, said: str, tmp_path: Path) -> None:
    before, *weeks = WRITTEN.split("[[weeks]]")
    spoilt = [re.sub(pattern, becomes, week) for week in weeks]
    if "single" in said:
        spoilt[3] = spoilt[3].replace('phase = "bands"', 'phase = "dumbbells"')
    assert spoilt != weeks
    assert said in told(tmp_path, "[[weeks]]".join([before, *spoilt]))


# -- what cannot be -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("minutes_range = [10, 90]", ("minutes_range[1]", "at least 20")),
        ("minutes_range = [40, 30]", ("minutes_range", "smaller number")),
        ("sessions_a_week = [0, 5]", ("sessions_a_week", "at most 3")),
        ("levels = []", ("levels", "1 at least")),
        ('keeps = ["bodyweight", "band"]', ("keeps", "'band'", "bands")),
        ('code = "tues"', ("code", "two or three capital letters")),
        ('[full]\nA = [ { bodyweight = "push-up" } ]', ("full", "A and B")),
        (
            '[full]\nA = [ { bands = "push" } ]\nB = [ { bands = "dead-bug" } ]',
            ("A[1].bands", "push"),
        ),
        (
            '[full]\nA = [ { band = "push-up" } ]\nB = [ { bands = "dead-bug" } ]',
            ("slot", "'band'"),
        ),
        ('[full]\nA = [ { block = 9 } ]\nB = [ { bands = "dead-bug" } ]', ("block", "at most 3")),
        (
            '[[stages]]\nname = "x"\nphase = "bands"\n[[stages]]\nname = "y"\nphase = "bodyweight"',
            ("stages", "order"),
        ),
        ("\n".join(['[[stages]]\nname = "x"\nphase = "bands"'] * 4), ("4 of the phase bands", "3")),
    ],
)
def test_what_cannot_be_says_what_could(line: str, named: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    key = line.partition(" ")[0]
    kept = [old for old in TEN_LINES.splitlines() if old.partition(" ")[0] != key]
    text = "\n".join([*kept, line, ""])
    (tmp_path / "programmes" / "tuesday.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as raised:
        audit("tuesday", Library(tmp_path))
    assert all(part in str(raised.value) for part in named)


def test_programmes_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    for one, other in (("tuesday", "friday"), ("friday", "tuesday")):
        text = TEN_LINES.replace("bodyweight-to-dumbbells", other).replace("keeps", "# keeps")
        (tmp_path / "programmes" / f"{one}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match="circle"):
        audit("tuesday", Library(tmp_path))


def test_a_programme_that_suits_nobody_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    full = '\n[full]\nA = [ { bodyweight = "push-up" } ]\nB = [ { bodyweight = "push-up" } ]\n'
    (tmp_path / "programmes" / "tuesday.toml").write_text(TEN_LINES + full, encoding="utf-8")
    found = audit("tuesday", Library(tmp_path))
    assert found
    errors = [finding for finding in found if finding.severity == "error"]
    assert errors
    assert all(str(finding).startswith("suits nobody: ") for finding in errors)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("kit", [(), (Kit.BAND,), tuple(Kit)])
def test_nobody_is_set_back_when_a_stage_begins(kit: tuple[Kit, ...]) -> None:
    """Who has done the whole side plank does not return to the knees; nor to an incline."""
    for level in (Level.INTERMEDIATE, Level.EXPERIENCED):
        plan = make_plan(Request(weeks=12, level=level, kit=kit), LIBRARY)
        used = {row.exercise for week in plan.weeks[4:] for s in week.sessions for row in s.rows}
        assert not used & {"side-plank-knees", "incline-push-up", "knee-push-up", "wall-push-up"}
