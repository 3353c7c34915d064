"""`runstrong new exercise|programme|words`: from a file to begin with to a plan that uses it."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from runstrong_pdf.checks import check_file
from runstrong_pdf.errors import OutputError
from runstrong_pdf.files import write_new
from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.starters import start_file
from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.mark.parametrize(
    ("words", "files", "in_plan"),
    [
        (
            ("exercise", "Zoë's", "push-up"),
            ["exercises/zoe-s-push-up.toml", "images/zoe-s-push-up.toml"],
            '"exercise": "zoe-s-push-up"',
        ),
        (
            ("exercise", "Slow row", "--from", "band-bent-over-row"),
            ["exercises/slow-row.toml", "images/slow-row.toml"],
            '"exercise": "slow-row"',
        ),
        (
            ("programme", "Friday night"),
            ["programmes/friday-night.toml"],
            '"code": "FN',
        ),
        (("program", "Core"), ["programmes/core.toml"], '"code": "CO'),
    ],
)
def test_a_file_to_begin_with_comes_into_a_plan_as_the_next_step_says(
    words: tuple[str, ...], files: list[str], in_plan: str, run: Run, tmp_path: Path
) -> None:
    begun = run("new", *words)
    assert begun.code == 0, begun.err
    assert begun.out.decode().splitlines() == [f"my-club/{file}" for file in files]
    check, plan = (line.split()[1:] for line in begun.err.splitlines()[-2:])
    checked = run(*check)
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.decode().count("all right") == len(files)
    made = run(*plan, "-o", "p.json")
    assert (made.code, made.err) == (0, "")
    assert in_plan in (tmp_path / "p.json").read_text()


def test_words_to_begin_with_are_printed(run: Run, tmp_path: Path) -> None:
    assert run("new", "words", "it", "--templates", "own").out == b"own/languages/it\n"
    file = tmp_path / "own" / "languages" / "it" / "words.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Then warm up", "Poi il riscaldamento"), encoding="utf-8")
    assert run("check", "own").err == ""
    made = run("plan", "--templates", "own", "--language", "it", "--sheet", "1A", "-o", "p.pdf")
    assert (made.code, made.err.count("note:")) == (0, 0), made.err


def test_one_of_ours_is_copied_under_its_own_name(run: Run, tmp_path: Path) -> None:
    assert run("new", "exercise", "bird-dog").code == 0
    own = Library(tmp_path / "my-club").one(Exercise, "bird-dog")
    assert own.cues == Library().one(Exercise, "bird-dog").cues


@pytest.mark.parametrize("slug", Library().slugs(Exercise)[::9])
def test_every_exercise_is_one_to_begin_with(slug: str, tmp_path: Path) -> None:
    files = start_file("exercise", "Mine", tmp_path, slug)
    assert [check_file(file) for file in files] == [(), ()]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("exercise",), 2, "error: a name is missing\n  try: runstrong new exercise"),
        (("exercise", "\u5c71"), 2, "error: '\u5c71' has too few letters"),
        (("exercise", "x" * 41), 2, "error: 'xxx"),
        (("exercise", "x", "--from", "pushup"), 2, "error: --from: there is no 'pushup', did you"),
        (("words", "de", "--from", "en"), 2, "error: --from: only an exercise"),
        (("words", "../x"), 2, "error: '../x' is not the name of a language"),
        (("exercize", "x"), 2, "error: 'exercize' cannot be begun; possible: exercise"),
    ],
)
def test_what_cannot_be_begun(
    words: tuple[str, ...], code: int, said: str, run: Run, tmp_path: Path
) -> None:
    ran = run("new", *words)
    assert (ran.code, ran.err[: len(said)]) == (code, said)
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    pose = tmp_path / "my-club" / "images" / "mine.toml"
    pose.parent.mkdir(parents=True)
    pose.write_text("mine")
    ran = run("new", "exercise", "mine")
    assert (ran.code, pose.read_text()) == (6, "mine")
    assert ran.err.startswith("error: my-club/images/mine.toml: is there already")
    assert [file.name for file in tmp_path.rglob("*.toml")] == ["mine.toml"]


@pytest.mark.parametrize(
    "words", [("club", "new", "a/b"), ("new", "exercise", "x"), ("new", "words", "x")]
)
@pytest.mark.parametrize("room", [0, 1, 2])
def test_a_full_disk_leaves_nothing(
    words: tuple[str, ...], room: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, rename = iter(range(room)), Path.replace

    def renamed(self: Path, target: Path) -> Path:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", renamed)
    files = {"club": 2, "exercise": 2, "words": 200}[words[words[0] == "new"]]
    ran = run(*words)
    if room >= files:
        assert ran.code == 0
        return
    assert (ran.code, ran.out) == (6, b"")
    assert "cannot be written: No space left on device" in ran.err
    assert not list(tmp_path.iterdir())


def test_folders_that_were_there_stay(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    wrong = {tmp_path / "there" / "new" / "a": b"a", tmp_path / "there" / ("x" * 300): b"b"}
    with pytest.raises(OutputError):
        write_new(wrong)
    assert [*tmp_path.rglob("*")] == [tmp_path / "there"]
