"""`preflight.check`: a report for any file, and no file that can harm who asks for it."""

import doctest
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from unittest.mock import Mock

import pikepdf
import pytest

from runstrong_pdf.errors import Problem
from runstrong_pdf.preflight import FileFacts, PageFacts, Report, check
from runstrong_pdf.preflight.report import Unreadable, make_report
from runstrong_pdf.preflight.supervisor import facts_from_workers
from tests.preflight.pdfs import drawn, exploding, raw, saved, write

SPOILED_DRAWING = (
    "import os, sys; from runstrong_pdf.preflight import worker; real = worker.rasterise\n"
    "def spoiled(*given):\n  {}\n  return real(*given)\n"
    "worker.rasterise = spoiled; worker.main(sys.argv[1])"
)
"""The worker with something else that happens before a page is drawn."""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    pages = [lambda canvas: write(canvas, "Three sets of ten")] * 3
    (tmp_path / "good.pdf").write_bytes(drawn(*pages))
    return tmp_path / "good.pdf"


def spoil(monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    code = SPOILED_DRAWING.format(statement)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    monkeypatch.setattr(
        "runstrong_pdf.preflight.supervisor.worker_command",
        lambda _, file: [sys.executable, "-c", code, file],
    )


@pytest.mark.parametrize("name", ["report", "supervisor", "text"])
def test_examples_of_the_docstrings(name: str) -> None:
    result = doctest.testmod(import_module(f"runstrong_pdf.preflight.{name}"))
    assert result.attempted > 0
    assert result.failed == 0


# -- reports --------------------------------------------------------------------------------------


def test_a_good_file(good: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told: list[tuple[int, int, str]] = []
    report = check(good, progress=lambda *step: told.append(step))
    assert (report.file, report.facts, report.problems) == (good, FileFacts(3), ())
    assert report.printable
    assert [page.number for page in report.pages] == [1, 2, 3]
    assert report.summary()[0] == "3 pages, A4"
    assert told == [(done, 3, "pages") for done in range(4)]
    assert capfd.readouterr() == ("", "")


def test_errors_and_warnings_are_problems_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(drawn(lambda canvas: write(canvas, "Too low", 100, 5, 5)))
    report = check(file)
    assert [problem.severity for problem in report.problems] == ["error", "warning"]
    assert {problem.where for problem in report.problems} == {str(file)}
    assert report.problems[1] == Problem(
        "",
        'page 1: text of 5.0 points, such as "Too low", is hard to read; 9 and more is comfortable',
        severity="warning",
        where=str(file),
    )
    assert not report.printable


def test_a_warning_alone_can_be_printed() -> None:
    report = make_report(Path("a.pdf"), FileFacts(1, complete=False), [PageFacts(1, margins=(9,))])
    assert {problem.severity for problem in report.problems} == {"warning"}
    assert report.printable


@pytest.mark.parametrize(("content", "said"), [(b"hello", "is not a PDF"), (None, "No such file")])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "a.pdf"
    if content:
        file.write_bytes(content)
    report = check(file)
    assert report == Report(file, None, (), report.problems)
    (problem,) = report.problems
    assert (problem.severity, problem.where) == ("error", str(file))
    assert said in problem.message
    assert not report.printable
    assert report.summary() == ()


# -- the worker process ---------------------------------------------------------------------------


def test_a_page_that_never_ends_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "endless.pdf"
    file.write_bytes(exploding(12))
    known, page = facts_from_workers(file, page_seconds=3)
    assert known == FileFacts(1)
    assert isinstance(page, PageFacts)
    assert page.failure.startswith("cannot be drawn")


def test_a_page_that_takes_too_long(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, "import time; time.sleep(60)")
    _, *pages = facts_from_workers(good, page_seconds=2)
    assert pages == [PageFacts(n, failure="cannot be drawn in time") for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "statement", ["os.abort()", "raise MemoryError", "bytearray(2 << 30)"], ids=str.split
)
def test_a_crash_is_a_problem_of_the_page(
    good: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    spoil(monkeypatch, statement)
    report = check(good)
    assert not report.printable
    (problem,) = report.problems
    assert problem.message == "pages 1-3 cannot be drawn: damaged, or too much for 1 GB"


def test_the_pages_after_a_crash_are_looked_at(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, "given[0].get_rotation() and os.abort()")
    with pikepdf.open(good, allow_overwriting_input=True) as document:
        document.pages[1].rotate(90, relative=False)
        document.save()
    report = check(good)
    assert [bool(page.failure) for page in report.pages] == [False, True, False]


def test_a_file_of_which_nothing_can_be_drawn_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(saved(raw(b"100 100 50 50 re f", pages=7)))
    spoil(monkeypatch, "os.abort()")
    report = check(file)
    assert [page.number for page in report.pages] == [1, 2, 3]
    assert "only 3 of 7 pages were looked at: too many cannot be drawn" in str(report.problems[-1])


def test_many_pages_are_told_in_order(tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(saved(raw(b"100 100 50 50 re f", pages=40)))
    told: list[int] = []
    report = check(file, progress=lambda done, _total, _what: told.append(done))
    assert [page.number for page in report.pages] == list(range(1, 41))
    assert told == list(range(41))


def test_a_bug_is_no_problem_of_the_file(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, "raise KeyError('a bug')")
    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*KeyError: 'a bug'"):
        check(good)


def test_what_a_library_prints_does_not_disturb(
    good: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(monkeypatch, "os.write(1, b'noise'); os.write(2, b'noise'); print('noise')")
    assert check(good).problems == ()
    assert capfd.readouterr() == ("", "")


def test_a_folder_of_strange_files_is_not_imported(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "socket", "pypdfium2", "runstrong_pdf"):
        (good.parent / f"{name}.py").write_text("raise SystemExit('run from the current folder')")
    monkeypatch.chdir(good.parent)
    assert check(Path(good.name)).problems == ()


def test_progress_that_raises_stops_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_from_workers, "__defaults__", (600.0, 600.0))
    file = tmp_path / "endless.pdf"
    file.write_bytes(exploding(12))
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        check(file, progress=Mock(side_effect=KeyboardInterrupt))
    assert time.monotonic() - began < 300  # the page was not waited for


def test_a_file_that_is_taken_away(tmp_path: Path) -> None:
    (facts,) = facts_from_workers(tmp_path / "gone.pdf")
    assert isinstance(facts, Unreadable)
    assert "cannot be read" in facts.reason


def test_pages_for_which_there_is_no_time(tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(saved(raw(b"100 100 50 50 re f", pages=100)))
    assert list(facts_from_workers(file, file_seconds=0)) == [FileFacts(100)]
