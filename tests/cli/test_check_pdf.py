"""`runstrong check FILE.pdf`: verdict, messages, exit codes, and no file that can do harm."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from runstrong_pdf.preflight.supervisor import facts_from_workers
from tests.conftest import Ran
from tests.preflight.pdfs import box, drawn, photo, raw, saved, write

Run = Callable[..., Ran]
SCREENFUL = 24


def everything_wrong(canvas: Canvas) -> None:
    """Draw a page with one of each mistake."""
    write(canvas, "Sets \u4e09 times", 100, 700)
    write(canvas, "Printed by Club Riverside", 100, 5, 5)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 650, "Not embedded")
    canvas.drawImage(photo(60, 60), 100, 100, 200, 200)
    box(canvas, "#ff0000", 0, 400, 100, 60)
    box(canvas, "#008200", 100, 400, 100, 60)
    write(canvas, "yellow on white", 300, 400, 12, "#ffe000")


# -- verdicts -------------------------------------------------------------------------------------


def test_a_good_pdf_is_all_right_and_described(run: Run, tmp_path: Path) -> None:
    pages = [lambda canvas: write(canvas, "Three sets of ten", 100, 500)] * 3
    (tmp_path / "good.pdf").write_bytes(drawn(*pages))
    ran = run("check", "good.pdf")
    assert (ran.code, ran.err) == (0, "")
    first, *facts = ran.out.decode().splitlines()
    assert first == "good.pdf: all right"
    assert facts[0] == "  3 pages, A4"
    assert facts[1] == '  smallest text 12.0 points: "Three sets of ten", page 1'
    assert "ink a page" in facts[-1]


def test_every_mistake_is_named_with_page_and_remedy(run: Run, tmp_path: Path) -> None:
    pages = [lambda canvas: write(canvas, "Fine"), everything_wrong, everything_wrong]
    (tmp_path / "bad.pdf").write_bytes(drawn(*pages))
    ran = run("check", "bad.pdf")
    assert ran.code == 3
    assert ran.out.startswith(b"bad.pdf: will not print well, see the errors\n")
    lines = ran.err.splitlines()
    assert len(lines) + len(ran.out.splitlines()) < SCREENFUL
    for said in (
        'error: bad.pdf: pages 2-3: 2 letters print as empty boxes, as in "Sets \u25a1 times"',
        'error: bad.pdf: pages 2-3: text within 4.2 mm of the edge, such as "Printed by',
        "warning: bad.pdf: pages 2-3: the font Helvetica is not in the file",
        'warning: bad.pdf: pages 2-3: text of 5.0 points, such as "Printed by Club Riverside"',
        "warning: bad.pdf: pages 2-3: a picture prints at 22 dots an inch and looks blurred",
        'warning: bad.pdf: pages 2-3: in black and white, "yellow on white" is hard to read',
        "warning: bad.pdf: pages 2-3: in black and white, red and green at the left",
    ):
        assert [line for line in lines if line.startswith(said)], (said, lines)


def test_what_may_harm_is_a_warning_and_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bleed.pdf").write_bytes(drawn(lambda c: box(c, "#006b5e", 0, 700, 600, 150)))
    ran = run("check", "bleed.pdf")
    assert ran.code == 0
    assert ran.out.startswith(b"bleed.pdf: can be printed, see the warnings\n")
    assert "page 1: text, lines, pictures or colour go within 4.2 mm of the edge" in ran.err
    assert "(left, top, right)" in ran.err


def test_pages_of_different_size(run: Run, tmp_path: Path) -> None:
    document = raw(b"100 100 50 50 re f", pages=4)
    document.pages[1].obj.MediaBox = pikepdf.Array([0, 0, 842, 595])
    document.pages[3].obj.MediaBox = pikepdf.Array([0, 0, 800, 800])
    (tmp_path / "mixed.pdf").write_bytes(saved(document))
    ran = run("check", "mixed.pdf")
    assert ran.code == 0
    assert "page 4: the paper is 282 x 282 mm, not A4, Letter or A5" in ran.err
    assert "the pages differ in size: pages 1-3 A4, page 4 282 x 282 mm" in ran.err
    assert "4 pages, 2 A4, 1 A4 lying, 1 282 x 282 mm" in ran.out.decode()


@pytest.mark.parametrize("size", [(242, 153), (420, 595), (720, 540)], ids=["card", "a5", "slide"])
def test_nothing_of_a_page_smaller_than_the_sheet_is_cut_off(
    run: Run, tmp_path: Path, size: tuple[float, float]
) -> None:
    (tmp_path / "card.pdf").write_bytes(drawn(lambda c: write(c, "Emergency", 3, 3), size=size))
    ran = run("check", "card.pdf")
    assert ran.code == 0
    assert "error" not in ran.err
    small = "smaller than a sheet: printed in the middle of it" in ran.out.decode()
    assert small == (ran.err == "") == (size != (420, 595))  # there is A5 paper, too


def test_several_files_and_a_folder(run: Run, tmp_path: Path) -> None:
    good = drawn(lambda canvas: write(canvas, "Fine"))
    (tmp_path / "sheets").mkdir()
    for name in ("a", "b", "c", "d"):
        (tmp_path / "sheets" / f"{name}.pdf").write_bytes(good)
    two = run("check", "sheets/a.pdf", "sheets/b.PDF", "sheets/c.pdf")
    assert two.code == 3
    assert two.err == "error: sheets/b.PDF: cannot be read: No such file\n"
    assert two.out.count(b"all right\n  1 page, A4\n") == 2
    folder = run("check", "sheets")
    assert (folder.code, folder.err) == (0, "")
    assert folder.out.decode() == "".join(f"sheets/{name}.pdf: all right\n" for name in "abcd")


def test_text_of_a_pdf_cannot_move_the_cursor(run: Run, tmp_path: Path) -> None:
    content = b"BT /C 5 Tf 2 500 Td (\\033[2Jlook\\033]0;x\\007 out) Tj ET"
    document = raw(content)
    face = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    face.BaseFont = pikepdf.Name("/Odd#1b[31m")
    document.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(C=face))
    (tmp_path / "odd.pdf").write_bytes(saved(document))
    ran = run("check", "odd.pdf")
    assert "look" in ran.err
    assert b"\x1b" not in ran.out + ran.err.encode()


# -- files that are not right ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pdf", "said"),
    [
        (b"hello", "is not a PDF, whatever its name says"),
        (b"%PDF-1.7\nhello", "is damaged, or has no pages"),
        (saved(raw(b"f"), pikepdf.Encryption(owner="o", user="u")), "is locked with a password"),
        (saved(raw(b"")), "every page is blank"),
    ],
)
def test_what_cannot_be_printed_says_why(run: Run, tmp_path: Path, pdf: bytes, said: str) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf)
    ran = run("check", "a.pdf")
    assert ran.code == 3
    assert f"error: a.pdf: {said}" in ran.err
    assert "Traceback" not in ran.err


def test_pages_for_which_there_is_no_time_are_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "long.pdf").write_bytes(saved(raw(b"100 100 50 50 re f", pages=1000)))
    hurried = partial(facts_from_workers, file_seconds=0)
    monkeypatch.setattr("runstrong_pdf.preflight.supervisor.facts_from_workers", hurried)
    ran = run("check", "long.pdf")
    assert ran.code == 0
    assert "only 0 of 1,000 pages were looked at, for lack of time" in ran.err


def test_other_commands_do_not_pay_for_it(tmp_path: Path) -> None:
    environment = {**os.environ, "RUNSTRONG_CACHE": "off"}  # so that the plan is drawn
    ask = "import sys, runstrong_pdf.cli.app as app\ntry: app.main()\nfinally: print(*sys.modules)"
    for words in (
        ["--help"],
        ["plan", "--edition", "stretching", "-o", "x.pdf"],
        ["check", "x.pdf"],
    ):
        command = [sys.executable, "-c", ask, *words]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, check=True
        )
        assert b"pypdfium2" not in done.stdout.split(), words
