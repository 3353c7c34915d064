"""`runstrong next`: what it says, what it asks, and what it makes."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from runstrong_pdf import Plan
from runstrong_pdf.pages.plan_data import plan_json
from tests.conftest import Ran
from tests.done.filling import filled_in
from tests.done.making import REQUEST, form
from tests.making import ZOE, Made, plan_of

Run = Callable[..., Ran]


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., str]:
    """Put down a form of the plan with marks in it; return its name."""

    def put(**marks: str) -> str:
        wanted = {name.replace("_", "-"): said for name, said in marks.items()}
        (tmp_path / "done.pdf").write_bytes(filled_in(form(), wanted))
        return "done.pdf"

    return put


def made(file: Path) -> Plan:
    content = json.loads(file.read_text(encoding="utf-8"))
    for key in ("generator", "name", "club", "start"):
        del content[key]
    return Plan.model_validate(content)


def test_it_tells_what_it_understood_and_goes_on_from_there(
    run: Run, sheet: Callable[..., str], tmp_path: Path
) -> None:
    ran = run("next", sheet(did_6_A_2="8", w6_A_1_1="x"), "-o", "next.json")
    assert (ran.code, ran.out) == (0, b"next.json\n")
    lines = {line.split()[1]: line for line in ran.err.splitlines()[1:]}
    assert lines["single-arm-dumbbell-row"].endswith(" x 8 4 kg")
    assert "fewer: 8" in lines["single-arm-dumbbell-row"]
    assert "1 of 2 rounds" in lines["push-up"]
    assert "not filled in" in lines["dead-bug"]
    plan = made(tmp_path / "next.json")
    assert plan.after
    row = next(r for r in plan.weeks[0].sessions[0].rows if r.exercise == "single-arm-dumbbell-row")
    assert (row.reps, row.kg) == (8, (4.0,))


def test_options_of_the_training_are_laid_over_the_old_ones(
    run: Run, sheet: Callable[..., str], tmp_path: Path
) -> None:
    options = ("--weeks", "8", "--minutes", "30", "--kit", "chair,band", "--level", "beginner")
    ran = run("next", sheet(), *options, "-o", "next.json")
    assert ran.code == 0, ran.err
    plan = made(tmp_path / "next.json")
    asked = plan.request
    assert (asked.weeks, asked.minutes, asked.kit, asked.dumbbells) == (
        8, 30, ("chair", "band"), (),
    )  # fmt: skip


def test_what_cannot_be_read_stops_without_a_terminal(
    run: Run, sheet: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    name = sheet(did_6_A_2="felt great", did_6_A_1="nothing hurts")
    ran = run("next", name, "-o", "next.json")
    assert ran.code == 2
    assert "'felt great' counts as missed" in ran.err
    assert "'nothing hurts' counts as pain" in ran.err
    assert "--yes" in ran.err
    assert not (tmp_path / "next.json").exists()
    assert run("next", name, "--yes", "-o", "next.json").code == 0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_asks(
    run: Run, sheet: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("still great\n7\n"))
    ran = run("next", sheet(did_6_A_2="felt great"), "-o", "next.json")
    assert ran.code == 0, ran.err
    assert "fewer: 7" in ran.err
    assert "such as 8, 10 x 3 kg, easier, too hard, hurts" in ran.err


def test_an_empty_answer_leaves_what_is_not_certain_as_it_counts(
    run: Run, sheet: Callable[..., str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = sheet(did_6_A_2="felt great", did_6_A_1="nothing hurts")
    assert run("next", name, "--yes", "-o", "yes.json").code == 0
    monkeypatch.setattr("sys.stdin", Terminal("\n\n"))
    ran = run("next", name, "-o", "asked.json")
    assert ran.code == 0, ran.err
    assert "Enter: it counts as pain" in ran.err
    assert (tmp_path / "asked.json").read_bytes() == (tmp_path / "yes.json").read_bytes()


def test_a_level_is_offered_and_taken_only_when_asked_for(
    run: Run, sheet: Callable[..., str], tmp_path: Path
) -> None:
    name = sheet(push_ups_after="12")
    ran = run("next", name, "-o", "next.json")
    assert "--level intermediate" in ran.err
    assert made(tmp_path / "next.json").level == "beginner"
    ran = run("next", name, "--level", "intermediate", "-o", "next.json")
    assert "--level" not in ran.err
    assert made(tmp_path / "next.json").level == "intermediate"


def test_push_ups_offer_a_level_as_the_check_does(
    run: Run, sheet: Callable[..., str], tmp_path: Path
) -> None:
    ran = run("next", sheet(), "--push-ups", "25", "-o", "next.json")
    assert "--level experienced" in ran.err
    plan = made(tmp_path / "next.json")
    assert (plan.level, plan.request.push_ups) == ("beginner", 25)
    wrong = run("next", "done.pdf", "--push-ups", "many", "-o", "next.json")
    assert wrong.code == 2
    assert "--push-ups" in wrong.err
    options = ("--level", "intermediate", "--push-ups", "12")
    assert run("next", "done.pdf", *options, "-o", "next.json").code == 0
    assert made(tmp_path / "next.json").request.push_ups == 12
    fewer = run("next", "next.json", "--push-ups", "3", "-o", "third.json")
    assert "3 are fewer than intermediate stands for; the level stays" in fewer.err
    assert made(tmp_path / "third.json").level == "intermediate"


def test_what_hurt_is_left_out_whatever_yes_says(
    run: Run, sheet: Callable[..., str], tmp_path: Path
) -> None:
    ran = run("next", sheet(did_6_A_2="it hurt", did_6_A_4="0"), "--yes", "-o", "next.json")
    assert ran.code == 0, ran.err
    lines = {line.split()[1]: line for line in ran.err.splitlines()[1:]}
    assert "hurts: it hurt" in lines["single-arm-dumbbell-row"]
    assert lines["single-arm-dumbbell-row"].endswith("left out")
    assert "3 x 8 1 kg" in lines["dumbbell-shoulder-press"]
    assert "note: hurts: never done as printed" in ran.err
    there = {r.exercise for week in made(tmp_path / "next.json").weeks for s in week.sessions
             for r in s.rows}  # fmt: skip
    assert "single-arm-dumbbell-row" not in there


def test_too_hard_and_heavier_are_told(run: Run, sheet: Callable[..., str]) -> None:
    marks = {"feeling_6_A": "too_hard", "feeling_6_B": "too_hard", "did_6_B_1": "10 x 5kg"}
    ran = run("next", sheet(**marks), "-o", "next.json")
    lines = {line.split()[1]: line for line in ran.err.splitlines()[1:]}
    assert "too hard" in lines["push-up"]
    assert "heavier: 10 x 5kg" in run("next", sheet(did_6_B_1="10 x 5kg"), "-o", "2.json").err
    assert "note: too hard: the numbers of the week before" in ran.err
    assert "note: rests: " in ran.err


def test_fewer_than_six_weeks_away_change_nothing_and_say_so(
    run: Run, sheet: Callable[..., str]
) -> None:
    for weeks, told in (("0", False), ("1", True), ("5", True), ("6", False)):
        ran = run("next", sheet(), "--away", weeks, "-o", "next.json")
        assert ("fewer than 6 weeks change nothing" in ran.err) == told


def test_an_empty_option_is_left_out_and_dates_that_are_over_are_told(
    run: Run, sheet: Callable[..., str], tmp_path: Path
) -> None:
    empty = ("--push-ups", "", "--away", "", "--level", "")
    ran = run("next", sheet(), *empty, "-o", "next.json")
    assert ran.code == 0, ran.err
    past = run("next", "done.pdf", "--start", "2020-01-06", "-o", "past.json")
    assert "2020-01-06 is in the past" in past.err
    assert made(tmp_path / "next.json").level == "beginner"
    assert run("next", "done.pdf", "--push-ups", "12", "--level", "", "-o", "2.json").code == 0
    for odd in ("-1", "x"):
        ran = run("next", "done.pdf", "--away", odd, "-o", "3.json")
        assert (ran.code, f"--away: '{odd}' is no number of weeks" in ran.err) == (2, True)


def test_weeks_away_make_it_the_comeback(
    run: Run, sheet: Callable[..., str], tmp_path: Path
) -> None:
    name = sheet()
    run("next", name, "--away", "5", "-o", "next.json")
    assert made(tmp_path / "next.json").programme != "comeback"
    assert run("next", name, "--away", "6", "-o", "next.json").code == 0
    assert made(tmp_path / "next.json").programme == "comeback"


def test_json_of_a_plan_will_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(plan_json(plan_of(REQUEST), ZOE), encoding="utf-8")
    for turn, number in (("plan.json", 2), ("next.json", 3)):
        ran = run("next", turn, "-o", "next.json" if number == 2 else "third.json")
        assert ran.code == 0, ran.err
    after = made(tmp_path / "third.json").after
    assert after
    assert after.number == 3


def test_the_file_that_was_filled_in_is_never_written_over(
    run: Run, sheet: Callable[..., str], tmp_path: Path
) -> None:
    before = (tmp_path / sheet()).read_bytes()
    ran = run("next", "done.pdf", "--force", "-o", "done.pdf")
    assert ran.code == 6
    assert (tmp_path / "done.pdf").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"{}", b"name,email\n"], ids="epjc")
def test_a_wrong_file_is_a_usage_error(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sent.pdf").write_bytes(content)
    ran = run("next", "sent.pdf", "-o", "next.json")
    assert ran.code == 2
    assert ran.err.startswith("error: sent.pdf: ")
    assert "\n  try: " in ran.err
    assert "Traceback" not in ran.err


def test_a_whole_plan_filled_in_makes_the_next_pdf(run: Run, default: Made, tmp_path: Path) -> None:
    week = default.plan.weeks[-1]
    second = week.sessions[0].rows[1]
    marks = {
        f"w6-{session.key}-{number}-{box}": "x"
        for session in week.sessions
        for number, row in enumerate(session.rows, 1)
        for box in range(1, row.rounds + 1)
    }
    marks |= {"did-6-A-2": str(second.reps - 1), "feeling-6-A": "right", "push-ups-after": "9"}
    (tmp_path / "done.pdf").write_bytes(filled_in(default.pdf, marks))
    ran = run("next", "done.pdf", "--name", "Zoë", "-o", "next.pdf")
    assert ran.code == 0, ran.err
    assert f"fewer: {second.reps - 1}" in ran.err
    assert "--level intermediate" in ran.err
    again = (tmp_path / "next.pdf").read_bytes()
    assert run("next", "done.pdf", "--name", "Zoë", "--force", "-o", "next.pdf").code == 0
    assert (tmp_path / "next.pdf").read_bytes() == again
    ran = run("next", "next.pdf", "-o", "third.json")
    assert ran.code == 0, ran.err
