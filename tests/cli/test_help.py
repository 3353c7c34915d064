"""Every command explains itself, and explains itself with an example that works."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from runstrong_pdf.model.words import Caution
from tests.conftest import Ran

Run = Callable[..., Ran]
OPTIONS = (
    *("weeks", "level", "push-ups", "kit", "bands", "dumbbells", "sessions", "minutes", "focus"),
    *(
        "programme",
        "name",
        "club",
        "colour",
        "contact",
        "start",
        "runs",
        "race",
        "avoid",
        "edition",
        "sheet",
        "two-up",
    ),
    *("paper", "ink", "no-forms", "templates", "output", "format"),
)
COMMANDS = ("plan", "next", "exercises", "show", "programmes", "check")


def test_help_lists_every_command(run: Run) -> None:
    ran = run("--help")
    assert ran.code == 0
    listed = re.findall(
        r"^  ([a-z]+) +\S", ran.out.decode().partition("Commands:")[2], re.MULTILINE
    )
    assert set(COMMANDS) <= set(listed)
    for command in listed:
        assert "Example:" in run(command, "--help").out.decode(), command


def test_no_command_is_the_help(run: Run) -> None:
    ran = run()
    assert "Commands:" in ran.out.decode() + ran.err
    assert "Traceback" not in ran.err


def test_version(run: Run) -> None:
    ran = run("--version")
    assert ran.code == 0
    assert re.fullmatch(rb"runstrong \d+\.\d+\.\d+\n", ran.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_shows_an_example(command: str, run: Run) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert ran.err == ""
    said = " ".join(ran.out.decode().split())
    assert f"Usage: runstrong {command}" in said
    assert f"Example: runstrong {'plan' if command == 'programmes' else command}" in said


@pytest.mark.parametrize("command", ["plan", "exercises", "show", "programmes"])
def test_the_example_works(command: str, run: Run, tmp_path: Path) -> None:
    said = " ".join(run(command, "--help").out.decode().split())
    example = shlex.split(said.partition("Example: ")[2])
    assert example[0] == "runstrong"
    ran = run(*example[1:])
    assert ran.code == 0, ran.err
    assert ran.out
    if "-o" in example:
        assert (tmp_path / example[example.index("-o") + 1]).stat().st_size > 1000


def test_every_option_of_the_public_command_line_is_there(run: Run) -> None:
    said = run("plan", "--help").out.decode()
    for option in OPTIONS:
        assert f"--{option}" in said, option


def test_an_unknown_command_names_itself(run: Run) -> None:
    ran = run("plam")
    assert ran.code == 2
    assert "plam" in ran.err


# -- looking things up ----------------------------------------------------------------------------


def test_exercises_as_table_and_as_json(run: Run) -> None:
    table = run("exercises")
    records = json.loads(run("exercises", "--json").out)
    assert len(records) > 60
    for slug in records:
        assert f"{slug} " in table.out.decode()
    assert table.err.strip() == f"{len(records)} exercises"


def test_exercises_can_be_filtered(run: Run) -> None:
    bands = json.loads(run("exercises", "--kit", "band", "--level", "beginner", "--json").out)
    assert bands
    assert all(set(record["kit"]) <= {"band"} for record in bands.values())
    assert {record["level"] for record in bands.values()} == {"beginner"}
    rows = json.loads(run("exercises", "--pattern", "horizontal-pull", "--json").out)
    assert {record["pattern"] for record in rows.values()} == {"horizontal-pull"}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("exercises", "--level", "beginer"), "did you mean beginner?"),
        (("exercises", "--kit", "rope"), "chair, band, anchor, dumbbells"),
        (("exercises", "--pattern", "sideways"), "horizontal-push"),
        (("show", "pushup"), "push-up"),
        (("show", "xyzzy"), "runstrong exercises"),
        (("show", "push-up", "-o", "p.docx"), "svg"),
        (("show", "push-up", "--ink", "gold"), "colour, saver"),
    ],
)
def test_what_is_not_known_gets_a_hint(words: tuple[str, ...], part: str, run: Run) -> None:
    ran = run(*words)
    assert ran.code == 2, ran.err
    assert part in ran.err
    assert ran.out == b""


def test_show_tells_how_an_exercise_is_done(run: Run) -> None:
    said = run("show", "Push-up").out.decode()
    for part in ("Push-up", "pectoralis major", "take care:", "easier: Knee push-up"):
        assert part in said
    for name in ("cat-cow", "wrist-prep", "swimming"):
        assert run("show", name).code == 0


@pytest.mark.parametrize(
    ("ending", "head"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF-")]
)
def test_show_puts_the_picture_into_a_file(
    ending: str, head: bytes, run: Run, tmp_path: Path
) -> None:
    ran = run("show", "push-up", "-o", f"p.{ending}")
    assert ran.code == 0, ran.err
    assert head in (tmp_path / f"p.{ending}").read_bytes()[:200]
    if ending != "svg":
        assert run("show", "push-up", "--ink", "saver", "-o", f"p.{ending}").code == 0


def test_programmes_are_listed_with_their_purpose(run: Run) -> None:
    said = run("programmes").out.decode()
    assert "bodyweight-to-dumbbells: " in said


def test_check_finds_nothing_wrong_with_what_is_shipped(run: Run) -> None:
    root = Path(__file__).parents[2]
    files = [root / "templates/exercises/push-up.toml", root / "templates/warm-ups/inchworm.toml"]
    ran = run("check", *(str(file) for file in files if file.is_file()))
    assert ran.code == 0, ran.err


def test_check_lists_every_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('name = "X"\npattern = "sideways"\nlevle = "beginner"\n')
    (tmp_path / "b.toml").write_text("hello = 1\n")
    ran = run("check", "a.toml", "b.toml", "c.toml")
    assert ran.code == 3
    for part in ("a.toml: pattern", "did you mean level?", "b.toml: is neither", "c.toml: cannot"):
        assert part in ran.err


# -- explanations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("R16", ("R16 New exercises come in gently", "An intro week has no more sets", "Source:")),
        ("r16", ("R16 New exercises",)),
        ("C04", ("C04", "Lifts come after their lead-ins", "except: a block after")),
        (
            "low-back",
            (
                "begins with: pull, core, hinge",
                "never: Y-T-W and pulldown face down, superman",
                "also: the band",
            ),
        ),
        ("Low back", ("low-back",)),
        ("latex", ("also: the same plan with latex-free bands",)),
    ],
)
def test_a_rule_or_a_caution_is_explained(name: str, parts: tuple[str, ...], run: Run) -> None:
    said = " ".join(run("explain", name).out.decode().split())
    for part in parts:
        assert part in said
    assert not re.search(r"\]\(|\*\*|`|\|", said)


def test_every_rule_and_caution_can_be_explained(run: Run) -> None:
    names = [f"R{n:02}" for n in range(1, 40)] + [f"C{n:02}" for n in range(1, 32)]
    for name in [*names, *get_args(Caution)]:
        ran = run("explain", name)
        assert ran.code == 0, ran.err
        assert len(ran.out.splitlines()) > 1, name


def test_what_cannot_be_explained_says_what_can(run: Run) -> None:
    ran = run("explain", "lowback")
    assert (ran.code, ran.out) == (2, b"")
    assert "'lowback' is no rule and no caution; did you mean low-back?" in ran.err
    assert "R01 to R39" in ran.err
