"""How a command leaves: whatever stdout, stderr, the terminal and the home folder are."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
ROOT = Path(__file__).parents[2]
PLAN = ("plan", "--weeks", "4", "--kit", "none", "--edition", "stretching")


@pytest.fixture
def ended(tmp_path: Path, shared_cache: Path) -> Run:
    """Run `runstrong` in a process of its own, inside a line of shell, and return how it left."""
    known = {"PYTHONPATH": str(ROOT), "RUNSTRONG_CACHE": str(shared_cache), "LANG": "C.UTF-8"}

    def ended(*words: str, line: str = "{}", **environment: str) -> Ran:
        script = line.format(f'"{sys.executable}" -m runstrong_pdf "$@"')
        done = subprocess.run(
            ["bash", "-c", script, "runstrong", *words],
            cwd=tmp_path,
            env={**os.environ, **known, **environment},
            capture_output=True,
            check=False,
        )
        said = done.stderr.decode(errors="replace")
        assert "Traceback" not in said
        return Ran(done.returncode, done.stdout, said)

    return ended


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "latin-1"])
def test_letters_that_a_code_page_has_not(encoding: str, ended: Run, tmp_path: Path) -> None:
    """On Windows, `> log.txt` and the Task Scheduler write in an old code page."""
    ran = ended(*PLAN, "-o", "Łuczak.pdf", PYTHONIOENCODING=encoding)
    assert (ran.code, ran.out) == (0, b"\\u0141uczak.pdf\n")
    assert (tmp_path / "Łuczak.pdf").is_file()
    ran = ended(*PLAN, "--kit", "Łódź", PYTHONIOENCODING=encoding)
    assert ran.code == 2
    assert "is not known" in ran.err


def test_a_reader_that_leaves_before_the_path_is_told(ended: Run, tmp_path: Path) -> None:
    ran = ended(*PLAN, "-o", "p.pdf", line="{} > >(exec true)")
    assert ran.code == 0, ran.err
    assert (tmp_path / "p.pdf").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", [(*PLAN, "-o", "p.pdf"), ("exercises",), ("programmes",)])
def test_a_full_disk_under_stdout(words: tuple[str, ...], ended: Run) -> None:
    ran = ended(*words, line="{} > /dev/full")
    assert ran.code == 6
    assert "standard output cannot be written: No space left on device" in ran.err


@pytest.mark.parametrize("line", ["{} >&-", "{} 2>&-", "{} 2> /dev/full"])
def test_streams_that_are_closed_or_full_do_not_stop_a_plan(
    line: str, ended: Run, tmp_path: Path
) -> None:
    assert ended(*PLAN, "-o", "p.pdf", line=line).code == 0
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_a_home_that_is_none(ended: Run) -> None:
    assert ended(*PLAN, "-o", "p.pdf", HOME="/dev/null", RUNSTRONG_CACHE="").code == 0


def test_nothing_in_the_home_folder_is_run(ended: Run, tmp_path: Path) -> None:
    for name in (".reportlab_mods", ".reportlab_settings"):
        (tmp_path / name).write_text("raise SystemExit(9)")
    assert ended(*PLAN, "-o", "p.pdf", HOME=str(tmp_path), RUNSTRONG_CACHE="off").code == 0


@pytest.mark.parametrize("off", ["off", "no", "0", "FALSE", "none"])
def test_a_cache_can_be_switched_off_in_any_words(
    off: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNSTRONG_CACHE", off)
    assert run(*PLAN, "-o", "p.pdf").code == 0
    assert [file.name for file in tmp_path.iterdir()] == ["p.pdf"]


def test_a_link_is_followed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "p.pdf").symlink_to(tmp_path / "shelf" / "plan.pdf")
    assert run(*PLAN, "-o", "p.pdf").out == b"p.pdf\n"
    assert (tmp_path / "p.pdf").is_symlink()
    assert (tmp_path / "shelf" / "plan.pdf").is_file()


@pytest.mark.parametrize(
    ("output", "code", "said"),
    [
        ("noext", 2, "'noext' does not say what kind of file it is"),
        (" ", 2, "is only a space"),
        ("plan.docx", 2, "'docx' is not possible here"),
        ("circle.pdf", 6, "leads in a circle"),
        ("kept.pdf", 6, "is protected against writing"),
        ("x" * 300 + ".pdf", 6, "File name too long"),
        ("file.pdf/p.pdf", 6, ""),
    ],
)
def test_outputs_that_cannot_be(
    output: str, code: int, said: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "circle.pdf").symlink_to("circle.pdf")
    (tmp_path / "kept.pdf").write_bytes(b"RunStrong PDF")
    (tmp_path / "kept.pdf").chmod(0o444)
    (tmp_path / "file.pdf").touch()
    before = sorted(tmp_path.iterdir())
    ran = run(*PLAN, "-o", output)
    assert (ran.code, ran.out) == (code, b"")
    assert said in ran.err
    assert "\n  try: " in ran.err or output.startswith(("x", "file", "plan"))
    assert sorted(tmp_path.iterdir()) == before


def test_the_module_and_the_script_are_alike(ended: Run, tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("runstrong")
    for words in (("plan", "--help"), ("plam",), ("club",)):
        done = subprocess.run([script, *words], cwd=tmp_path, capture_output=True, check=False)
        assert ended(*words) == Ran(done.returncode, done.stdout, done.stderr.decode())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan", "--wks", "4"), "error: there is no option --wks; did you mean --weeks?\n"),
        (("plan", "--zzz"), "error: there is no option --zzz\n"),
        (("plan", "--weeks"), "error: --weeks: its value is missing\n"),
        (("plan", "--two-up=3"), "error: --two-up: takes no value\n"),
        (("plam",), "error: 'plam' is no command; did you mean plan? possible: plan, new"),
        (("show",), "error: missing argument 'name'\n"),
        (("plan", "extra"), "error: 'extra' is no file with options, such as me.toml\n"),
        (("club", "check", "x", "--jobs", "x"), "error: --jobs: is not a whole number\n"),
        (
            ("club", "check", "x", "--jobs", "-1"),
            "error: --jobs: must be greater than or equal to 0\n",
        ),
        (("club", "mak"), "error: 'mak' is no command; did you mean make?\n"),
        (("club", "zzz"), "error: 'zzz' is no command\n"),
    ],
)
def test_one_style_for_every_error(words: tuple[str, ...], said: str, run: Run) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.startswith(said)
    assert "\n  try: runstrong" in ran.err


def test_american_spellings_are_taken_silently(run: Run) -> None:
    words = ("--color", "#7a1f3d", "--program", "bodyweight-only", "-o", "p.pdf")
    ran = run(*PLAN, *words)
    assert (ran.code, ran.out) == (0, b"p.pdf\n"), ran.err
    assert "color" not in ran.err
    assert run("programs").out == run("programmes").out


def test_a_file_for_a_closed_stdout_is_an_error(ended: Run) -> None:
    ran = ended(*PLAN, "-o", "-", line="{} >&-")
    assert ran.code == 6
    assert "standard output is closed" in ran.err
