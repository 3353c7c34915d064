"""`runstrong new`: from a few answers to an open plan; and the file that keeps them."""

import datetime as dt
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
ANSWERS = ("Zo\u00eb \u0141uczak", "1", "12", "2", "30", "wrist", "2126-12-02")
"""To every question, in order."""


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Answer the questions; return what was opened in the end."""

    def answer(*answers: str) -> list[str]:
        opened, left = list[str](), iter(answers)

        def given(_prompt: str = "") -> str:
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", given)
        monkeypatch.setattr("typer.launch", opened.append)
        return opened

    return answer


def test_from_the_questions_to_the_open_plan(
    run: Run, answering: Callable[..., list[str]], tmp_path: Path
) -> None:
    opened = answering(*ANSWERS)
    ran = run("new")
    assert ran.code == 0, ran.err
    assert opened == [ran.out.decode().strip()] == ["output/zoe-luczak-6-weeks.pdf"]
    kept = tomllib.loads((tmp_path / "me.toml").read_text(encoding="utf-8"))
    assert kept == {
        "name": "Zo\u00eb \u0141uczak", "kit": "none", "push_ups": "12", "sessions": "2",
        "minutes": "30", "avoid": "wrist", "start": "2126-12-02",
    }  # fmt: skip


def test_the_file_and_the_command_that_is_shown_make_the_same_plan(
    run: Run, answering: Callable[..., list[str]], tmp_path: Path
) -> None:
    answering(*ANSWERS)
    said = run("new", "--no-open").err
    shown = next(line for line in said.splitlines() if line.startswith("  runstrong plan --"))
    assert run("plan", "me.toml", "-o", "a.json").code == 0
    assert run(*shlex.split(shown)[1:], "-o", "b.json").code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_enter_takes_what_is_usual(run: Run, answering: Callable[..., list[str]]) -> None:
    answering(*[""] * 7)
    ran = run("new")
    assert (ran.code, ran.out) == (0, b"output/upper-body-6-weeks.pdf\n")


def test_what_is_not_possible_is_asked_again(
    run: Run, answering: Callable[..., list[str]], tmp_path: Path
) -> None:
    answering("Jo", "9", "1", "many", "", "7", "3 times", "", "neck,foot", "neck", "")
    ran = run("new", "jo.toml", "--no-open")
    assert ran.code == 0, ran.err
    for part in ("error: '9' is not", "error: 'many' is not", "error: 7 is not", "error: 'foot'"):
        assert part in ran.err
    kept = tomllib.loads((tmp_path / "jo.toml").read_text(encoding="utf-8"))
    assert kept == {"name": "Jo", "kit": "none", "sessions": "3", "avoid": "neck"}


def test_answers_may_be_in_ones_own_words(
    run: Run, answering: Callable[..., list[str]], tmp_path: Path
) -> None:
    answering("Jo", "nothing", "I don't know", "2 times a week", "30 min", "no", "next Monday")
    assert run("new", "--no-open").code == 0
    kept = tomllib.loads((tmp_path / "me.toml").read_text(encoding="utf-8"))
    monday = kept.pop("start")
    assert kept == {"name": "Jo", "kit": "none", "sessions": "2", "minutes": "30"}
    (tmp_path / "me.toml").unlink()
    day = dt.date.fromisoformat(monday)
    short = f"{day.day}.{day.month}."
    answering("Jo", "1", "about 12", "2 x", "40", "?", short)
    assert run("new", "--no-open").code == 0
    kept = tomllib.loads((tmp_path / "me.toml").read_text(encoding="utf-8"))
    assert (kept["start"], kept["push_ups"]) == (monday, "12")


def test_who_stops_in_between_leaves_nothing(
    run: Run, answering: Callable[..., list[str]], tmp_path: Path
) -> None:
    answering("Jo", "1")
    assert run("new").code == 130
    assert list(tmp_path.iterdir()) == []


def test_answers_are_never_written_over(
    run: Run, answering: Callable[..., list[str]], tmp_path: Path
) -> None:
    (tmp_path / "me.toml").write_text("weeks = 4\n")
    answering(*ANSWERS)
    ran = run("new")
    assert ran.code == 6
    assert "try: runstrong plan me.toml" in ran.err
    assert (tmp_path / "me.toml").read_text() == "weeks = 4\n"


def test_the_file_can_be_checked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text('weeks = 4\nkit = "chair"\n')
    assert run("check", "me.toml").out == b"me.toml: all right\n"
    (tmp_path / "me.toml").write_text("weeks = 99\n")
    ran = run("check", "me.toml")
    assert (ran.code, ran.err) == (3, "error: me.toml: weeks: 99 is not possible, at most 12\n")


def test_what_is_typed_goes_before_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text('weeks = 4\nkit = ["chair"]\npush-ups = 5\n')
    ran = run("plan", "me.toml", "--weeks", "5", "--format", "json")
    assert (ran.code, ran.out) == (0, b"output/upper-body-5-weeks.json\n"), ran.err


def test_files_lie_beside_the_file_that_names_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine" / "own" / "exercises").mkdir(parents=True)
    (tmp_path / "mine" / "me.toml").write_text('templates = "own"\nlogo = "no.svg"\n')
    ran = run("plan", "mine/me.toml", "--edition", "stretching", "-o", "p.pdf")
    assert ran.code == 2
    assert "mine/no.svg" in ran.err
    assert "no such folder" not in ran.err


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        (
            "me.toml",
            "wekes = 4",
            2,
            "error: me.toml: wekes: is not a known key; did you mean",
        ),
        ("me.toml", "weeks = 99", 2, "error: me.toml: weeks: 99 is not possible"),
        ("me.toml", "name = 3", 2, "error: me.toml: name: 3 is not text"),
        ("me.toml", 'kit = "none"\nbands = "red"', 2, "error: me.toml: bands: red given, but"),
        ("me.toml", 'programme = "no"', 2, "error: me.toml: programme: there is no 'no'"),
        ("me.toml", 'use = "no"', 2, "error: me.toml: use: there is no 'no'"),
        ("me.toml", 'logo = "no.svg"', 2, "error: me.toml: logo: no.svg: there is no such file"),
        ("me.toml", "weeks = [[[", 3, "error: me.toml: is not valid TOML"),
        ("me.txt", "weeks = 4", 2, "error: 'me.txt' is no file with options"),
    ],
)
def test_a_file_that_is_wrong(
    name: str, text: str, code: int, said: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    ran = run("plan", name, "-o", "p.pdf")
    assert ran.code == code
    assert ran.err.startswith(said)


def test_only_what_stands_in_the_file_is_blamed_on_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text("weeks = 99\nminutes = 99\n")
    ran = run("plan", "me.toml", "--weeks", "98")
    assert "error: me.toml: minutes: 99 is not possible" in ran.err
    assert "error: --weeks: 98 is not possible" in ran.err
    (tmp_path / "me.toml").write_text('start = "2020-01-06"\n')
    assert "note: me.toml: start: 2020" in run("plan", "me.toml", "-o", "p.json").err


def test_a_plan_that_cannot_be_opened_is_there_all_the_same(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("typer.launch", lambda _: 1)
    ran = run("plan", "--edition", "stretching", "-o", "p.pdf", "--open")
    assert ran.code == 0
    assert f"note: {tmp_path / 'p.pdf'} could not be opened; open it by hand" in ran.err
    assert (tmp_path / "p.pdf").is_file()
