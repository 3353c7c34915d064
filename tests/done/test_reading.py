"""Files that come back: filled in by a viewer, saved by others, and every kind of wrong one."""

import io
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from runstrong_pdf import Plan, Request, UsageError, make_plan, read_done
from runstrong_pdf.model.person import Person
from runstrong_pdf.pages.plan_data import plan_json
from runstrong_pdf.pdf import filled
from runstrong_pdf.planning.after import after_plan, note_of, note_text
from tests.done.filling import filled_in
from tests.done.making import AFTER, NOTE, REQUEST, form, text_of
from tests.making import ZOE, plan_of
from tests.preflight.pdfs import drawn, write

MARKS = {
    "w6-A-1-1": "x",
    "w6-A-1-2": "x",
    "w6-A-2-1": "x",
    "did-6-B-1": "8",
    "feeling-6-B": "hard",
    "push-ups-after": "9",
}


@pytest.fixture
def sent(tmp_path: Path) -> Callable[[bytes], Path]:
    """Put a file down as somebody sent it."""

    def put(content: bytes, name: str = "sent.pdf") -> Path:
        file = tmp_path / name
        file.write_bytes(content)
        return file

    return put


def saved_anew(content: bytes, **options: Any) -> bytes:  # noqa: ANN401  pikepdf's own
    """Return a PDF as another program writes it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(out, **options)
    return out.getvalue()


def wrong(file: Path) -> str:
    """Return message and remedy of what is wrong with a file."""
    with pytest.raises(UsageError) as raised:
        read_done(file)
    (problem,) = raised.value.problems
    assert problem.remedy
    assert problem.where == str(file)
    return problem.message


# -- what is good ----------------------------------------------------------------------------------


def test_boxes_blanks_rings_and_checks_are_read(sent: Callable[..., Path]) -> None:
    done = read_done(sent(filled_in(form(), MARKS)))
    assert done.note == NOTE
    assert done.fields == {name: "Yes" if said == "x" else said for name, said in MARKS.items()}
    why = {f"{row.printed.session}{row.number}": row.why for row in done.last_week}
    assert (why["A1"], why["A2"], why["B1"], why["B2"]) == (
        "clean", "rounds missed", "fewer", "as printed",
    )  # fmt: skip


def test_an_empty_form_says_nothing_but_its_plan(sent: Callable[..., Path]) -> None:
    done = read_done(sent(form()))
    assert done.fields == {}
    assert done.after == AFTER


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False},
        {"linearize": True},
        {"encryption": pikepdf.Encryption(owner="secret", user="")},
    ],
)
def test_other_programs_keep_what_is_needed(
    sent: Callable[..., Path], options: dict[str, Any]
) -> None:
    done = read_done(sent(saved_anew(filled_in(form(), MARKS), **options)))
    assert set(done.fields) == set(MARKS)


def test_pages_taken_out_say_what_they_hold(sent: Callable[..., Path]) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(filled_in(form(), MARKS))) as document:
        del document.pages[0]
        document.save(out)
    assert set(read_done(sent(out.getvalue())).fields) == set(MARKS)


def test_a_plan_json_is_read_with_its_dates_and_name(sent: Callable[..., Path]) -> None:
    plan = plan_of(REQUEST)
    done = read_done(sent(plan_json(plan, ZOE).encode(), "plan.json"))
    assert (done.note, done.fields) == (note_of(plan), {})


def test_the_json_of_the_next_block_makes_the_one_after(sent: Callable[..., Path]) -> None:
    second = make_plan(REQUEST, after=after_plan(plan_of(REQUEST)))
    assert Plan.model_validate_json(second.model_dump_json()) == second
    done = read_done(sent(plan_json(second, Person()).encode(), "plan.json"))
    assert done.after.number == 3


def test_the_same_plan_carries_the_same_bytes() -> None:
    text = note_text(plan_of(REQUEST))
    assert text == note_text(make_plan(REQUEST))
    assert text.isascii()
    assert len(text) < 8_000


def test_no_name_no_date_and_no_path_travels() -> None:
    dated = make_plan(Request(start="2026-12-07", race="2027-01-16", avoid="wrist"))
    note = json.loads(note_text(dated))
    assert "2026" not in note_text(dated)
    assert "2027" not in note_text(dated)
    assert note["request"]["avoid"] == ["wrist"]
    assert not {"name", "club", "contact", "start", "race"} & set(note["request"])


# -- what is wrong ---------------------------------------------------------------------------------


def foreign() -> bytes:
    return form(note="")


def printed() -> bytes:
    return drawn(lambda canvas: write(canvas, "Week 6"))


def flattened() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(filled_in(form(), MARKS))) as document:
        document.flatten_annotations()
        document.save(out)
    return out.getvalue()


def locked() -> bytes:
    return saved_anew(form(), encryption=pikepdf.Encryption(owner="secret", user="secret"))


FLAT = "has no form: it was printed to a PDF or flattened, or is no plan of ours"
DAMAGED, NEITHER = "is damaged, or no PDF", "is neither a PDF nor a plan's JSON"
NO_JSON, NO_PLAN = "is no JSON that can be read", "is JSON, but not of a plan"
WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "foreign form": (foreign, "is a form, but no plan of ours that can be read again"),
    "printed to a PDF": (printed, FLAT),
    "flattened": (flattened, FLAT),
    "locked": (locked, "is locked with a password"),
    "hardly begun": (lambda: b"%PDF-1.7\nnothing", DAMAGED),
    "cut off": (lambda: form()[: len(form()) // 2], DAMAGED),
    "empty": (lambda: b"", NEITHER),
    "zip": (lambda: b"PK\x03\x04 a zip", NEITHER),
    "brace": (lambda: b"{", NO_JSON),
    "deep": (lambda: b'{"a":' * 100_000, NO_JSON),
    "not a number": (lambda: b'{"weeks": [NaN]}', NO_JSON),
    "other JSON": (lambda: b"{}", NO_PLAN),
    "other version": (lambda: b'{"weeks": 1, "schema_version": "2"}', NO_PLAN),
    "old": (lambda: b'{"weeks": 1, "schema_version": 1}', "is of version 1, this program reads 2"),
    "no code": (
        lambda: b'{"weeks": 1, "schema_version": 2}', "is no plan as the program writes it: code",
    ),
    "huge JSON": (lambda: b"{" + b" " * (9 << 20) + b"}", "is larger than any plan"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_file_is_one_clear_problem(sent: Callable[..., Path], kind: str) -> None:
    make, message = WRONG[kind]
    assert wrong(sent(make())) == message


def test_an_old_plan_is_told_by_its_version() -> None:
    assert wrong(Path("tests/data/plan-1.json").absolute()).startswith("is of version 1")


@pytest.mark.parametrize("name", ["missing.pdf", ".", "\0", "x" * 5000], ids="mfnl")
def test_what_is_no_file_is_said(name: str, tmp_path: Path) -> None:
    wrong(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names on POSIX only")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert wrong(tmp_path / "pipe.pdf") == "is no file"


def bad(**changes: object) -> str:
    """Return a note with something changed in what it says of the block before."""
    note = json.loads(text_of(NOTE))
    for key, value in changes.items():
        (note["after"] if key in note["after"] else note)[key] = value
    return json.dumps(note)


@pytest.mark.parametrize(
    "note",
    [
        "{}",
        "nonsense",
        "[1]",
        bad(version=2),
        bad(rows=[]),
        bad(rows=[{"week": 1}]),
        bad(session_sets={"Z": 1}),
        bad(session_sets={"A": -5}),
        bad(phase="steam"),
        bad(number=10**30),
        bad(request={"weeks": 99}),
        bad(request={"programme": "/etc/passwd.toml"}),
        bad(request={"programme": ["a"]}),
    ],
)
def test_a_note_that_was_tampered_with_is_a_problem(sent: Callable[..., Path], note: str) -> None:
    assert wrong(sent(form(note=note))) in {
        "was made by another version of the program", "is no plan as the program writes it",
        "is no JSON that can be read", NO_PLAN,
    }  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        {"exercise": "unheard-of"},
        {"reps": 10**9, "rounds": 10**9},
        {"reps": -3, "rounds": 0, "week": -1},
        {"kg": [999.0]},
        {"kg": [2.0], "band": ["gold"]},
        {"manner": "longer", "grip": "doubled"},
    ],
)
def test_impossible_doses_do_not_reach_the_plan(row: dict[str, object]) -> None:
    rows = tuple(one.model_copy(update=row) for one in AFTER.rows)
    plan = make_plan(REQUEST, after=AFTER.model_copy(update={"rows": rows}))
    assert set(plan.kg) <= set(REQUEST.dumbbells)


def test_a_reader_that_hangs_or_dies_is_stopped(
    sent: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sent(form())
    monkeypatch.setattr(filled, "SECONDS", 0.5)

    def worker(code: str) -> None:
        monkeypatch.setattr(filled, "worker_command", lambda *_: [sys.executable, "-c", code])

    worker("import time; time.sleep(600)")
    began = time.monotonic()
    assert wrong(file) == "takes too long to read"
    assert time.monotonic() - began < 300  # it was not waited for
    for crash in ("import os; os.abort()", "raise SystemExit(3)", "print('[1]')", "print('x')"):
        worker(crash)
        assert wrong(file) == "is damaged, or no PDF"


def test_a_huge_file_is_not_opened(sent: Callable[..., Path]) -> None:
    file = sent(form())
    with file.open("r+b") as stream:
        stream.truncate(200 << 20)  # a hole: it takes no room on the disk
    assert wrong(file) == "is larger than any plan"
