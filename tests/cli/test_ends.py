"""How a command leaves: whatever stdout, stderr, the terminal and the home folder are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAN = ("plan", "--weeks", "4", "--kit", "none", "--edition", "stretching")


def ended(*words: str, cwd: Path, line: str = "{}", **environment: str) -> tuple[int, bytes, str]:
    """Run `runstrong` in a process of its own, inside a line of shell; return how it left."""
    script = line.format(f'"{sys.executable}" -m runstrong_pdf "$@"')
    known = {**os.environ, "PYTHONPATH": str(ROOT), "RUNSTRONG_CACHE": "off", "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", script, "runstrong", *words],
        cwd=cwd,
        env={**known, **environment},
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode(errors="replace")
    assert "Traceback" not in said
    return done.returncode, done.stdout, said


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "latin-1"])
def test_letters_that_a_code_page_has_not(encoding: str, tmp_path: Path) -> None:
    """On Windows, `> log.txt` and the Task Scheduler write in an old code page."""
    code, out, _ = ended(*PLAN, "-o", "Łuczak.pdf", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert (code, out) == (0, b"\\u0141uczak.pdf\n")
    assert (tmp_path / "Łuczak.pdf").is_file()
    code, _, said = ended(*PLAN, "--kit", "Łódź", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert code == 2
    assert "is not known" in said


def test_a_reader_that_leaves_before_the_path_is_told(tmp_path: Path) -> None:
    code, _, said = ended(*PLAN, "-o", "p.pdf", cwd=tmp_path, line="{} > >(exec true)")
    assert code == 0, said
    assert (tmp_path / "p.pdf").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", [(*PLAN, "-o", "p.pdf"), ("exercises",), ("programmes",)])
def test_a_full_disk_under_stdout(words: tuple[str, ...], tmp_path: Path) -> None:
    code, _, said = ended(*words, cwd=tmp_path, line="{} > /dev/full")
    assert code == 6
    assert "standard output cannot be written: No space left on device" in said


@pytest.mark.parametrize("line", ["{} >&-", "{} 2>&-", "{} 2> /dev/full"])
def test_streams_that_are_closed_or_full_do_not_stop_a_plan(line: str, tmp_path: Path) -> None:
    code, _, _ = ended(*PLAN, "-o", "p.pdf", cwd=tmp_path, line=line)
    assert code == 0
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_a_home_that_is_none(tmp_path: Path) -> None:
    words = (*PLAN, "-o", "p.pdf")
    assert ended(*words, cwd=tmp_path, HOME="/dev/null", RUNSTRONG_CACHE="")[0] == 0


def test_nothing_in_the_home_folder_is_run(tmp_path: Path) -> None:
    for name in (".reportlab_mods", ".reportlab_settings"):
        (tmp_path / name).write_text("raise SystemExit(9)")
    assert ended(*PLAN, "-o", "p.pdf", cwd=tmp_path, HOME=str(tmp_path))[0] == 0


@pytest.mark.parametrize("off", ["off", "no", "0", "FALSE", "none"])
def test_a_cache_can_be_switched_off_in_any_words(off: str, tmp_path: Path) -> None:
    assert ended(*PLAN, "-o", "p.pdf", cwd=tmp_path, RUNSTRONG_CACHE=off)[0] == 0
    assert [file.name for file in tmp_path.iterdir()] == ["p.pdf"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "p.pdf").symlink_to(tmp_path / "shelf" / "plan.pdf")
    assert ended(*PLAN, "-o", "p.pdf", cwd=tmp_path)[:2] == (0, b"p.pdf\n")
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
def test_outputs_that_cannot_be(output: str, code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "circle.pdf").symlink_to("circle.pdf")
    (tmp_path / "kept.pdf").write_bytes(b"RunStrong PDF")
    (tmp_path / "kept.pdf").chmod(0o444)
    (tmp_path / "file.pdf").touch()
    before = sorted(tmp_path.iterdir())
    left, out, err = ended(*PLAN, "-o", output, cwd=tmp_path)
    assert (left, out) == (code, b"")
    assert said in err
    assert "\n  try: " in err or output.startswith(("x", "file", "plan"))
    assert sorted(tmp_path.iterdir()) == before


def test_the_module_and_the_script_are_alike(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("runstrong")
    for words in (("--help",), ("plan", "--help"), ("plan", "--weeks"), ("plam",), ("club",)):
        ran = subprocess.run([script, *words], cwd=tmp_path, capture_output=True, check=False)
        same = (ran.returncode, ran.stdout, ran.stderr.decode())
        assert ended(*words, cwd=tmp_path) == same


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan", "--wks", "4"), "error: there is no option --wks; did you mean --weeks?\n"),
        (("plan", "--zzz"), "error: there is no option --zzz\n"),
        (("plan", "--weeks"), "error: --weeks: its value is missing\n"),
        (("plan", "--two-up=3"), "error: --two-up: takes no value\n"),
        (("next", "p.pdf", "--away", "x"), "error: --away: is not a whole number\n"),
        (("next", "p.pdf", "--away", "-1"), "error: --away: must be greater than or equal to 0\n"),
        (("plam",), "error: 'plam' is no command; did you mean plan? possible: plan, new"),
        (("show",), "error: missing argument 'name'\n"),
        (("plan", "extra"), "error: 'extra' is no file with options, such as me.toml\n"),
        (("club", "mak"), "error: 'mak' is no command; did you mean make?\n"),
        (("club", "zzz"), "error: 'zzz' is no command\n"),
    ],
)
def test_one_style_for_every_error(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    code, out, err = ended(*words, cwd=tmp_path)
    assert (code, out) == (2, b"")
    assert err.startswith(said)
    assert "\n  try: runstrong" in err


def test_american_spellings_are_taken_silently(tmp_path: Path) -> None:
    words = ("--color", "#7a1f3d", "--program", "bodyweight-only", "-o", "p.pdf")
    code, out, err = ended(*PLAN, *words, cwd=tmp_path)
    assert (code, out) == (0, b"p.pdf\n"), err
    assert "color" not in err
    assert ended("programs", cwd=tmp_path)[1] == ended("programmes", cwd=tmp_path)[1]
