"""`runstrong plan`, run for real: what it writes, what it says, and how it leaves."""

import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.reading import first_text, opened, page_texts, plain

Run = Callable[..., Ran]
ROOT = Path(__file__).parents[2]


Command = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def environment(shared_cache: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "RUNSTRONG_CACHE": str(shared_cache)}


@pytest.fixture
def command(tmp_path: Path, environment: dict[str, str]) -> Command:
    """Run `runstrong` in a process of its own; what another test drew is only stamped."""

    def command(*words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            [sys.executable, "-m", "runstrong_pdf", *words],
            cwd=tmp_path,
            env=environment,
            check=False,
            **{"capture_output": True, **options},
        )

    return command


def is_clear(ran: Ran, code: int, *parts: str) -> None:
    """Check the exit code, and that stderr says what is wrong and where."""
    assert ran.code == code, ran.err
    assert ran.out == b""
    assert "Traceback" not in ran.err
    assert ran.err.strip()
    for part in parts:
        assert part in ran.err


# -- what it writes -------------------------------------------------------------------------------


def test_defaults_make_one_pdf_in_output(command: Command, tmp_path: Path) -> None:
    done = command("plan", "--paper", "a4")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr.decode() == (
        "21 pages, A4; print it at 100 %, or see first whether it prints well: "
        "runstrong check output/upper-body-6-weeks.pdf\n"
    )
    path = done.stdout.decode()
    assert path == "output/upper-body-6-weeks.pdf\n"
    assert path.endswith(".pdf\n")
    assert path.count("\n") == 1
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files == [tmp_path / path.strip()]
    pdf = files[0].read_bytes()
    with opened(pdf) as document:
        assert document.check_pdf_syntax() == []
    texts = page_texts(pdf)
    assert "Six weeks at a glance" in texts[0]
    assert "Bodyweight" in texts[2]
    assert len(texts) >= 15


def test_output_is_ready_to_share(command: Command, tmp_path: Path) -> None:
    """Others may read the file as far as the umask says."""
    done = command("plan", "--edition", "stretching", "-o", "s.pdf", umask=0o022)
    assert done.returncode == 0
    assert (tmp_path / "s.pdf").stat().st_mode & 0o777 == 0o644


def test_pdf_goes_to_standard_output(command: Command, tmp_path: Path) -> None:
    done = command("plan", "--edition", "stretching", "-o", "-")
    assert done.returncode == 0
    assert done.stdout.startswith(b"%PDF-1.7")
    assert done.stdout.endswith(b"%%EOF\n")
    assert list(tmp_path.iterdir()) == []


def test_json_is_the_whole_plan(run: Run, tmp_path: Path) -> None:
    ran = run("plan", "--name", "Zoë", "--start", "2026-12-07", "-o", "plan.json")
    assert ran.code == 0
    assert ran.out == b"plan.json\n"
    plan = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert plan["schema_version"] == 2
    assert plan["name"] == "Zoë"
    assert plan["start"] == "2026-12-07"
    assert len(plan["weeks"]) == 6
    for week in plan["weeks"]:
        assert week["sets"] == sum(session["sets"] for session in week["sessions"])
        for session in week["sessions"]:
            rows = [row for block in session["blocks"] for row in block["rows"]]
            assert session["sets"] == sum(row["rounds"] for row in rows)
            assert session["date"].startswith(("2026-12", "2027-01"))


def test_json_to_standard_output(run: Run) -> None:
    ran = run("plan", "-o", "-", "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["generator"].startswith("RunStrong PDF")


def test_text_names_every_exercise(run: Run, tmp_path: Path) -> None:
    ran = run("plan", "-o", "plan.txt", "--name", "Zoë Łuczak")
    assert ran.code == 0
    text = (tmp_path / "plan.txt").read_text(encoding="utf-8")
    plan = json.loads(run("plan", "-o", "-", "--format", "json").out)
    for exercise in plan["exercises"].values():
        assert (exercise["short_name"] or exercise["name"]) in text  # as on the sheets
    assert "Zoë Łuczak" in text
    assert "Stop and ask for help" in text
    assert "**" not in text


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("--format", "json"), "output/zoe-luczak-6-weeks.json"),
        (("--weeks", "4"), "output/zoe-luczak-4-weeks.pdf"),
        (("--sheet", "3b"), "output/zoe-luczak-6-weeks-handout-3B.pdf"),
        (("--sheet", "3A", "--two-up"), "output/zoe-luczak-6-weeks-handout-3A-two-up.pdf"),
        (("--edition", "wall"), "output/zoe-luczak-6-weeks-wall.pdf"),
        (
            ("--edition", "stretching", "--large-print"),
            "output/zoe-luczak-6-weeks-stretching-large-print.pdf",
        ),
        (("--edition", "wall", "-o", "new/folder/"), "new/folder/zoe-luczak-6-weeks-wall.pdf"),
        (("--edition", "wall", "-o", "."), "zoe-luczak-6-weeks-wall.pdf"),
    ],
)
def test_a_file_is_called_whose_which_and_what(
    words: tuple[str, ...], file: str, run: Run, tmp_path: Path
) -> None:
    ran = run("plan", "--name", "Zoë Łuczak", *words)
    assert (ran.code, ran.out.decode()) == (0, f"{file}\n"), ran.err
    assert (tmp_path / file).is_file()


@pytest.mark.parametrize("name", ["Андрей Иванов", "Ελένη", "김 민준", "\U00020000" * 60])
def test_other_scripts_keep_their_letters_in_the_file_name(
    name: str, run: Run, tmp_path: Path
) -> None:
    ran = run("plan", "--name", name, "--format", "json")
    assert ran.code == 0, ran.err
    (file,) = (tmp_path / "output").iterdir()
    assert file.name.startswith(name.lower().replace(" ", "-")[:40])


def test_a_title_says_what_is_printed(run: Run, tmp_path: Path) -> None:
    for words, title in (
        (("--sheet", "3B"), "Upper body for runners, 6 weeks: Zoë (handout 3B)"),
        (
            ("--edition", "stretching", "--large-print"),
            "Upper body for runners, 6 weeks: Zoë (stretching, large print)",
        ),
    ):
        assert run("plan", "--name", "Zoë", *words, "-o", "p.pdf").code == 0
        with opened((tmp_path / "p.pdf").read_bytes()) as document:
            assert str(document.docinfo["/Title"]) == title


def test_a_file_that_is_replaced_is_said_to_be(run: Run) -> None:
    assert "replaced" not in run("plan", "-o", "p.json").err
    assert run("plan", "-o", "p.json").err == "replaced the p.json that was there\n"


def test_every_handout_of_a_week_or_of_all_in_one_file(run: Run, tmp_path: Path) -> None:
    for sheet, pages in (("2", 4), ("all", 16)):
        ran = run("plan", "--weeks", "4", "--kit", "none", "--sheet", sheet, "-o", "h.pdf")
        assert f"{pages} pages, A4" in ran.err
        with opened((tmp_path / "h.pdf").read_bytes()) as document:
            assert len(document.pages) == pages
            assert document.check_pdf_syntax() == []


# -- notes: what was asked for and changes nothing ------------------------------------------------


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        (("--paper", "a4", "--ink", "saver", "-o", "p.txt"), {"paper", "ink"}),
        (("--sheet", "3B", "--pdfa", "--contact", "us", "-o", "p.json"),
         {"sheet", "pdfa", "contact"}),
        (("--start", "2126-12-02", "--edition", "wall", "--contact", "C", "-o", "p.ics"),
         {"edition", "contact"}),
        (("--edition", "stretching", "--start", "2126-12-02", "-o", "p.pdf"), {"start"}),
        (("--edition", "wall", "--contact", "us", "-o", "p.pdf"), {"contact"}),
        (("--edition", "wall", "--colour", "#7a1f3d", "--ink", "saver", "-o", "p.pdf"), {"colour"}),
        (("--edition", "wall", "--no-forms", "-o", "p.png"), {"forms"}),
        (("--start", "2020-01-06", "-o", "p.json"), {"start"}),
        (("--race", "2020-01-06", "-o", "p.json"), {"race"}),
        (("--name", "Zoë", "--club", "C", "-o", "p.json"), set()),
        (("--sheet", "3B", "--contact", "us", "-o", "p.pdf"), set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)  # fmt: skip
def test_what_nothing_uses_is_noted(words: tuple[str, ...], noted: set[str], run: Run) -> None:
    ran = run("plan", *words)
    assert ran.code == 0, ran.err
    assert set(re.findall(r"^note: --([\w-]+): (?!2126)", ran.err, re.MULTILINE)) == noted


def test_how_to_reach_the_club_stands_on_the_handout(run: Run, tmp_path: Path) -> None:
    for paper in (("--paper", "a4"), ("--paper", "a5"), ("--two-up",)):
        words = ("--sheet", "1A", "--contact", "coach@example.org", *paper, "-o", "h.pdf")
        assert run("plan", *words).code == 0
        assert "coach@example.org" in page_texts((tmp_path / "h.pdf").read_bytes())[1]


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x", "/root/x", "con", "...", "~"])
def test_a_name_never_leaves_the_folder(name: str, run: Run, tmp_path: Path) -> None:
    ran = run("plan", "--name", name, "--format", "json")
    assert ran.code == 0, ran.err
    (file,) = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert file.parent == tmp_path / "output"
    assert file.stem.lower() not in {"con", ""}
    assert json.loads(file.read_text(encoding="utf-8"))["name"] == name


@pytest.mark.parametrize(
    ("place", "paper"),
    [("en_US.UTF-8", 612), ("en_CA", 612), ("de_DE.UTF-8", 595), ("C", 595), ("", 595)],
)
def test_paper_follows_the_country(
    place: str, paper: int, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LANG", place)
    assert run("plan", "--edition", "stretching", "-o", "s.pdf").code == 0
    with opened((tmp_path / "s.pdf").read_bytes()) as document:
        assert int(document.pages[0].mediabox[2]) == paper


@pytest.mark.parametrize(
    ("edition", "pages"),
    [
        ("week-sheets", range(6, 7)),
        ("wall", range(4, 5)),
        ("handout", range(2, 3)),
        ("guide", range(5, 13)),
        ("stretching", range(1, 2)),
    ],
)
def test_editions(edition: str, pages: range, run: Run, tmp_path: Path) -> None:
    assert run("plan", "--edition", edition, "-o", "e.pdf").code == 0
    with opened((tmp_path / "e.pdf").read_bytes()) as document:
        assert len(document.pages) in pages
        assert document.check_pdf_syntax() == []


def test_two_halves_say_how_they_are_printed_and_cut(run: Run) -> None:
    ran = run("plan", "--edition", "handout", "--two-up", "-o", "halves.pdf")
    assert (ran.code, ran.out) == (0, b"halves.pdf\n")
    for words in ("both sides", "short edge", "cut along the line"):
        assert words in ran.err


def test_a_booklet_says_how_it_is_printed_and_folded(run: Run, tmp_path: Path) -> None:
    ran = run("plan", "--edition", "booklet", "-o", "booklet.pdf")
    assert (ran.code, ran.out) == (0, b"booklet.pdf\n")
    for words in ("both sides", "short edge", "fold", "staple"):
        assert words in ran.err
    assert (tmp_path / "booklet.pdf").stat().st_size > 100_000


def test_a_start_that_is_no_monday_is_moved_and_said(run: Run, tmp_path: Path) -> None:
    ran = run("plan", "--start", "2026-12-09", "-o", "p.json")
    assert ran.code == 0
    assert "2026-12-14" in ran.err
    assert json.loads((tmp_path / "p.json").read_text())["start"] == "2026-12-14"


@pytest.mark.parametrize("option", ["--weeks", "--sessions", "--minutes", "--push-ups"])
@pytest.mark.parametrize("value", ["six", "6.5", "6" * 5000])
def test_a_number_that_is_none_is_named(option: str, value: str, run: Run) -> None:
    ran = run("plan", option, value)
    assert ran.code == 2
    assert option in ran.err
    assert "Input should" not in ran.err


@pytest.mark.parametrize("option", ["--weeks", "--kit", "--start", "--language", "--paper"])
def test_an_empty_variable_is_an_option_left_out(option: str, run: Run) -> None:
    assert run("plan", option, "", "-o", "empty.json").code == 0
    assert run("plan", "-o", "plain.json").code == 0
    assert Path("empty.json").read_bytes() == Path("plain.json").read_bytes()


def test_an_empty_variable_leaves_the_option_of_a_file_as_it_is(run: Run) -> None:
    Path("me.toml").write_text('weeks = 8\nkit = "band"\n', encoding="utf-8")
    assert run("plan", "me.toml", "--weeks", "", "--kit", " ", "-o", "empty.json").code == 0
    assert run("plan", "me.toml", "-o", "plain.json").code == 0
    assert Path("empty.json").read_bytes() == Path("plain.json").read_bytes()
    assert len(json.loads(Path("plain.json").read_bytes())["weeks"]) == 8


def test_an_anchor_without_a_band_is_remarked_upon(run: Run) -> None:
    ran = run("plan", "--kit", "Chair, anchor", "-o", "p.json")
    assert ran.code == 0
    assert "note: --kit: an anchor holds a band" in ran.err
    assert "anchor" not in run("plan", "--kit", "band,anchor", "-o", "q.json").err


def test_explain_goes_to_stderr_and_speaks_of_names(run: Run) -> None:
    options = ("--push-ups", "12", "--without", "superman", "--use", "wall-slide")
    ran = run("plan", "--explain", *options, "-o", "p.json")
    assert ran.code == 0
    assert ran.out == b"p.json\n"
    lines = ran.err.splitlines()
    assert lines[0].startswith("programme: Upper body for runners, which fits chair, band")
    assert "exercise: Prone back raise instead of Superman: you left that out" in lines
    assert any(line.endswith("you asked for it") for line in lines)
    assert len(lines) <= 15
    assert not re.search("[a-z]-[a-z]+-[a-z]", ran.err.replace("Y-T-W", ""))


def test_weights_in_pounds_are_in_pounds_wherever_people_read_them(
    run: Run, tmp_path: Path
) -> None:
    pounds = ("--units", "lb", "--dumbbells", "5,8,12", "--explain")
    assert run("plan", *pounds, "-o", "p.json").code == 0
    plan = json.loads((tmp_path / "p.json").read_text())
    assert plan["request"]["dumbbells"] == [2.27, 3.63, 5.44]
    assert set(plan["kg"]) <= {2.27, 3.63, 5.44}
    ran = run("plan", *pounds, "-o", "p.txt")
    text = (tmp_path / "p.txt").read_text() + ran.err
    assert not re.search(r"\d\s?kg", text)
    assert re.search(r"\b8\s?lb", text)
    assert run("next", "p.json", "-o", "next.json").code == 0
    after = json.loads((tmp_path / "next.json").read_text())["request"]
    assert (after["dumbbells"], after["units"]) == ([2.27, 3.63, 5.44], "lb")


def test_without_a_word_of_weights_pounds_are_those_that_shops_sell(
    run: Run, tmp_path: Path
) -> None:
    assert run("plan", "--units", "lb", "-o", "p.pdf").code == 0
    texts = page_texts((tmp_path / "p.pdf").read_bytes())
    assert [text for text in texts if re.search(r"\d\skg", text) and "How strong" not in text] == []
    assert "dumbbells each of 2, 6, 8 lb" in texts[0]


# -- exit code 2: what was typed ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("--weeks", "99"), ("--weeks", "99", "12")),
        (("--weeks", "3"), ("--weeks", "3", "4")),
        (("--weeks", "six"), ("--weeks", "whole number")),
        (("--sessions", "4"), ("--sessions", "4", "3")),
        (("--minutes", "61"), ("--minutes", "61", "60")),
        (("--push-ups", "-1"), ("--push-ups", "-1", "0")),
        (("--level", "hard"), ("--level", "'hard'", "beginner, intermediate, experienced")),
        (("--level", "beginer"), ("--level", "did you mean beginner?")),
        (("--kit", "kettlebell"), ("--kit", "'kettlebell'", "chair, band, anchor, dumbbells")),
        (("--kit", "none,band"), ("--kit", "none")),
        (("--bands", "purple"), ("--bands", "'purple'", "tan, yellow, red")),
        (("--dumbbells", "2,heavy"), ("--dumbbells", "'heavy'", "not a weight")),
        (("--dumbbells", "-2"), ("--dumbbells", "-2", "more than 0")),
        (("--dumbbells", "7,5"), ("--dumbbells", "two ways", "7.5", "7, 5")),
        (("--kit", "boat", "--sessions", "9"), ("--kit: 'boat'", "--sessions: 9", "at most 3")),
        (("--start", "soon", "--runs", "x"), ("--start: 'soon'", "2026-12-07", "--runs: 'x'")),
        (("--edition", "poster", "--ink", "red"), ("--edition: 'poster'", "--ink: 'red'")),
        (("--weeks", "999999999", "--race", "2027-02-14"), ("--weeks: 999999999", "at most 12")),
        (("--dumbbells", "nan"), ("--dumbbells", "nan")),
        (("--dumbbells", "inf"), ("--dumbbells", "'inf'", "not a weight")),
        (("--focus", "arms"), ("--focus", "'arms'", "full, split")),
        (("--avoid", "toe"), ("--avoid", "'toe'", "wrist, elbow, shoulder", "hip, knee, ankle")),
        (("--runs", "tue:hard,someday:easy"), ("--runs", "'som", "mon, tue")),
        (("--runs", "tue:uphill"), ("--runs", "'uphill'", "easy, hard, long")),
        (("--start", "2026-02-30"), ("--start", "'2026-02-30'", "2026-12-07")),
        (("--start", "7/12/2026"), ("--start", "'7/12/2026'", "2026-12-07")),
        (("--start", "tomorrow"), ("--start", "'tomorrow'")),
        (("--start", "9999-12-31"), ("--start",)),
        (("--start", "9999-12-06"), ("--start",)),
        (("--start", "0001-01-01"), ("--start",)),
        (("--race", "2027-13-01"), ("--race", "'2027-13-01'")),
        (("--start", "2026-12-07", "--race", "2026-12-01"), ("--race: 2026-12-01", "2026-12-07")),
        (("--edition", "poster"), ("--edition", "'poster'", "week-sheets")),
        (("--sheet", "3B", "--edition", "full"), ("--sheet: is for the edition handout",)),
        (("--two-up", "--edition", "wall"), ("--two-up: is for the edition handout",)),
        (("--edition", "handout", "--sheet", "9Z"), ("--sheet", "'9Z'", "possible: 1A, 1B, 2A")),
        (("--paper", "a3"), ("--paper", "'a3'", "a4, letter")),
        (("--paper", "a5", "--large-print"), ("--paper", "too small", "a4 or letter")),
        (("--paper", "a5", "--edition", "booklet"), ("'a5'", "printed on a4 or letter and folded")),
        (("--large-print", "--edition", "booklet"), ("'booklet'", "large print", "week-sheets")),
        (("--ink", "gold"), ("--ink", "'gold'", "colour, saver")),
        (("--colour", "red"), ("--colour", "'red'", "#7a1f3d")),
        (("--language", "xx"), ("--language", "'xx'", "possible: de, en, es, fr, pl")),
        (("--format", "docx"), ("--format", "'docx'", "pdf, png, json")),
        (("-o", "plan.docx"), ("--output", "'docx'", "pdf, png, json")),
        (("--kit", "none", "--dumbbells", "3"), ("--dumbbells: 3 kg", "the kit")),
        (("--nonsense",), ("--nonsense",)),
        (("extra",), ("extra",)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_bad_values_are_named_with_what_is_possible(
    words: tuple[str, ...], parts: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    ran = run("plan", *words)
    is_clear(ran, 2, *parts)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--colour", "--edition", "--paper", "--ink"])
def test_a_bad_look_is_refused_whatever_is_written(option: str, run: Run) -> None:
    is_clear(run("plan", option, "nonsense", "-o", "p.json"), 2, option, "nonsense")


def test_all_wrong_options_are_listed_at_once(run: Run) -> None:
    ran = run("plan", "--weeks", "99", "--sessions", "9", "--minutes", "5")
    is_clear(ran, 2, "--weeks: 99", "--sessions: 9", "--minutes: 5")


# -- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>&amp; Co", "<b>&amp; Co"),
        ("two\nlines\tand  more", "two lines and more"),
        ("'; DROP TABLE", "'; DROP TABLE"),
        ("(open \\ bracket", "(open \\ bracket"),
        ("Zoë {name} %s", "Zoë {name} %s"),
        ("Jo\u00a0Ann", "Jo Ann"),
        ("W" * 20, "W" * 20),
        ("Maximiliana-Theodora von und zu Hohenlohe-Langenburg", "Maximiliana-Theodora"),
    ],
)
def test_odd_names_are_printed_as_they_are(name: str, shown: str, run: Run, tmp_path: Path) -> None:
    edition = "full" if name.startswith(("(open", "Maxi")) else "handout"
    ran = run("plan", "--edition", edition, "--name", name, "--club", name, "-o", "p.pdf")
    assert ran.code == 0, ran.err
    pdf = (tmp_path / "p.pdf").read_bytes()
    with opened(pdf) as document:
        assert document.check_pdf_syntax() == []
    assert first_text(pdf).count(shown) >= 2


@pytest.mark.parametrize(
    ("option", "text", "parts"),
    [
        ("--name", "x" * 300, ("300 letters", "80")),
        ("--name", "Zoë 👟", ("U+1F45F", "athletic shoe", "Latin")),
        ("--name", "محمد", ("(U+06", "Latin")),
        ("--name", "a\x07b", ("U+0007",)),
        ("--name", "a\u202eb", ("U+202E",)),
        ("--name", "\ud800", ()),
        ("--club", "x" * 300, ("300 letters", "60")),
        ("--club", "Run 👟", ("U+1F45F",)),
        ("--contact", "x" * 300, ("300 letters", "60")),
        ("--contact", "👟", ("U+1F45F",)),
    ],
)
def test_what_cannot_be_printed_is_refused_by_option(
    option: str, text: str, parts: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    ran = run("plan", option, text, "-o", "p.pdf")
    is_clear(ran, 2, option, *parts)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_", ["json", "txt"])
def test_a_name_that_is_not_drawn_may_have_any_letters(format_: str, run: Run) -> None:
    ran = run("plan", "--name", "محمد 👟", "--format", format_, "-o", "-")
    assert ran.code in {0, 2}, ran.err
    assert "Traceback" not in ran.err


# -- exit code 3: templates -----------------------------------------------------------------------


def test_a_template_folder_that_is_not_there(run: Run) -> None:
    is_clear(run("plan", "--templates", "nowhere", "-o", "p.json"), 3, "nowhere")


def test_an_unknown_programme_is_named_with_the_known_ones(run: Run) -> None:
    ran = run("plan", "--programme", "bodyweight-to-dumbells", "-o", "p.json")
    is_clear(ran, 2, "'bodyweight-to-dumbells'", "did you mean bodyweight-to-dumbbells")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"name = [[[", "TOML"),
        (b"a=" + b"[" * 10_000, "nested"),
        (b"#" * 1_000_000, "KB"),
        (b"", "is missing"),
    ],
    ids=["not UTF-8", "not TOML", "nested", "1 MB", "empty"],
)
def test_hostile_templates_are_named(content: bytes, part: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "exercises"
    folder.mkdir(parents=True)
    (folder / "push-up.toml").write_bytes(content)
    ran = run("plan", "--templates", str(tmp_path / "mine"), "-o", "p.pdf")
    is_clear(ran, 3, "push-up.toml", part)
    assert not (tmp_path / "p.pdf").exists()


def test_a_folder_in_a_templates_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine" / "exercises" / "push-up.toml").mkdir(parents=True)
    ran = run("plan", "--templates", str(tmp_path / "mine"), "-o", "p.json")
    is_clear(ran, 3, "push-up.toml", "cannot be read")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_template(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine" / "exercises" / "push-up.toml"
    file.parent.mkdir(parents=True)
    file.touch(0o000)
    ran = run("plan", "--templates", str(tmp_path / "mine"), "-o", "p.json")
    is_clear(ran, 3, "push-up.toml", "cannot be read")


def test_words_of_ones_own_are_printed(run: Run, tmp_path: Path) -> None:
    words = tmp_path / "mine" / "languages" / "en" / "words.toml"
    words.parent.mkdir(parents=True)
    shipped = (ROOT / "templates" / "languages" / "en" / "words.toml").read_text(encoding="utf-8")
    words.write_text(shipped.replace("What you need", "Bring along"), encoding="utf-8")
    ran = run("plan", "--templates", str(tmp_path / "mine"), "-o", "p.pdf")
    assert ran.code == 0, ran.err
    assert "Bring along" in page_texts((tmp_path / "p.pdf").read_bytes())[0]


def test_words_too_long_for_the_page_name_the_page(run: Run, tmp_path: Path) -> None:
    words = tmp_path / "mine" / "languages" / "en" / "words.toml"
    words.parent.mkdir(parents=True)
    shipped = (ROOT / "templates" / "languages" / "en" / "words.toml").read_text(encoding="utf-8")
    longer = shipped.replace("Stretch and wind down", "Stretch and wind down " * 8)
    words.write_text(longer, encoding="utf-8")
    ran = run("plan", "--templates", str(tmp_path / "mine"), "-o", "p.pdf")
    is_clear(ran, 6, "error: Stretching: ")
    assert not (tmp_path / "p.pdf").exists()


# -- exit code 4: no programme fits ---------------------------------------------------------------


def test_a_plan_that_cannot_be_made_says_what_would(run: Run, tmp_path: Path) -> None:
    ran = run("plan", "--programme", "express", "--minutes", "60", "-o", "p.pdf")
    is_clear(ran, 4, "try: choose", "minutes")
    assert list(tmp_path.iterdir()) == []


# -- exit code 6: the file ------------------------------------------------------------------------


def test_a_missing_folder(run: Run, tmp_path: Path) -> None:
    is_clear(run("plan", "-o", "no/such/p.json"), 6, "no/such")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["/dev/full", "/dev/null"])
def test_not_a_file(target: str, run: Run) -> None:
    is_clear(run("plan", "--format", "json", "-o", target), 6, target)


def test_a_file_of_somebody_else_is_kept(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "thesis.pdf"
    file.write_bytes(b"%PDF-1.4 my only copy")
    is_clear(run("plan", "-o", "thesis.pdf"), 6, "thesis.pdf", "--force")
    assert file.read_bytes() == b"%PDF-1.4 my only copy"
    assert run("plan", "--edition", "stretching", "-o", "thesis.pdf", "--force").code == 0
    assert file.read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize("ending", ["pdf", "json", "txt"])
def test_our_own_file_is_replaced(ending: str, run: Run, tmp_path: Path) -> None:
    for name in ("Zoë", "Anna"):
        ran = run("plan", "--edition", "stretching", "--name", name, "-o", f"p.{ending}")
        assert ran.code == 0, ran.err
    assert [file.name for file in tmp_path.iterdir()] == [f"p.{ending}"]


def test_an_empty_file_is_nobodys(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.json").touch()
    assert run("plan", "-o", "p.json").code == 0


def test_output_is_a_file_instead_of_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "output").write_text("mine")
    is_clear(run("plan", "--format", "json"), 6, "output")
    assert (tmp_path / "output").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(0o500)
    is_clear(run("plan", "-o", "locked/p.json"), 6, "locked/p.json")
    assert list(folder.iterdir()) == []


def test_a_folder_that_takes_no_files(run: Run) -> None:
    """Works for root too: nobody can make a file in /proc."""
    is_clear(run("plan", "-o", "/proc/p.json"), 6, "/proc/p.json", "cannot be written")


def test_a_full_disk_leaves_nothing_behind(command: Command, tmp_path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = command("plan", "-o", "p.json", preexec_fn=little_room)
    assert done.returncode == 6, done.stderr.decode()
    assert b"p.json: cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_the_older_file(command: Command, tmp_path: Path) -> None:
    older = b'{"generator": "RunStrong PDF 0.0"}'
    (tmp_path / "p.json").write_bytes(older)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = command("plan", "-o", "p.json", preexec_fn=little_room)
    assert done.returncode == 6
    assert [file.name for file in tmp_path.iterdir()] == ["p.json"]
    assert (tmp_path / "p.json").read_bytes() == older


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("ending", ["json", "pdf"])
def test_standard_output_that_is_full(ending: str, command: Command) -> None:
    with Path("/dev/full").open("wb") as full:
        done = command(
            "plan", "--edition", "stretching", "--format", ending, "-o", "-",
            stdout=full, stderr=subprocess.PIPE, capture_output=False,
        )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert done.returncode == 6


def test_a_reader_that_leaves_early_is_no_error(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    words = [sys.executable, "-m", "runstrong_pdf", "plan", "--format", "pdf", "-o", "-"]
    with subprocess.Popen(
        words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


# -- in a process of its own ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--weeks", "99"), 2),
        (("--templates", "nowhere"), 3),
        (("-o", "no/such/p.json"), 6),
    ],
)
def test_exit_codes_reach_the_shell(
    words: tuple[str, ...], code: int, command: Command, tmp_path: Path
) -> None:
    done = command("plan", *words)
    assert done.returncode == code
    assert done.stderr.startswith(b"error: ")
    assert done.stdout == b""
    assert list(tmp_path.iterdir()) == []


def test_letters_beyond_ascii_in_a_bare_locale(tmp_path: Path, shared_cache: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    environment |= {"RUNSTRONG_CACHE": str(shared_cache), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "runstrong_pdf", "plan", "--name", "Zoë 👟", "-o", "p.pdf"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr.decode()
    assert b"Traceback" not in done.stderr


# -- pictures of the sheets -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edition", "ending", "head"),
    [
        ("week-sheets", "png", b"\x89PNG"),
        ("stretching", "png", b"\x89PNG"),
    ],
)
def test_sheets_as_a_picture(
    run: Run, tmp_path: Path, edition: str, ending: str, head: bytes
) -> None:
    file = tmp_path / f"sheets.{ending}"
    words = ("plan", "--edition", edition)
    assert run(*words, "-o", file.name).out == f"{file.name}\n".encode()
    assert file.read_bytes().startswith(head)
    assert run(*words, "-o", file.name).code == 0, "its own file may be written over"
    assert run(*words, "--format", ending, "-o", "-").out == file.read_bytes()


def test_pdfium_is_loaded_for_pictures_alone(tmp_path: Path, environment: dict[str, str]) -> None:
    program = (
        "import sys; from runstrong_pdf.cli.app import main\nsys.argv = {}\ntry: main()\n"
        "except SystemExit: pass\nprint('pypdfium2' in sys.modules, file=sys.stderr)"
    )
    for file, loaded in (("a.pdf", b"False"), ("a.png", b"True")):
        words = ["runstrong", "plan", "--edition", "stretching", "-o", str(tmp_path / file)]
        done = subprocess.run(
            [sys.executable, "-c", program.format(words)],
            env=environment,
            capture_output=True,
            check=True,
        )
        assert done.stderr.splitlines()[-1] == loaded, file


# -- plain text -----------------------------------------------------------------------------------


def test_plain_text_says_what_comes_before_after_and_how(run: Run) -> None:
    options = ("--kit", "none", "--weeks", "12", "--level", "intermediate", "--format", "txt")
    text = run("plan", *options, "-o", "-").out.decode()
    assert "Before every session, 5\u00a0min: March, swing; Arm circles; " in text
    assert "After every session, 6\u00a0min: Cat-cow" in text
    assert "(Three slow counts down or back)" in text


def test_plain_text_and_sheets_tell_the_same_minutes(run: Run) -> None:
    text = plain(run("plan", "--format", "txt", "-o", "-").out.decode())
    said = re.findall(r"(?:Before|After) every session, (\d+ min)", text)
    sheet = page_texts(run("plan", "--edition", "week-sheets", "-o", "-").out)[0]
    assert re.findall(r"(?:Warm-up|Stretch)\W+(\d+ min)", sheet) == said
