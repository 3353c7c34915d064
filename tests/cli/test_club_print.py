"""Handouts for an evening: one file for the copier, everybody's own or nameless ones."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from tests.club.making import club_in
from tests.conftest import Ran
from tests.reading import page_texts

Run = Callable[..., Ran]
ROSTER = """name,sessions,edition,large-print,start
Zoë Łuczak,2,full,yes,2026-12-07
Anna Smith,3,stretching,,
Anna Smith,2,,,
"""
TOML = 'name = "Riverside Runners"\n[defaults]\npaper = "a4"\n'


@pytest.fixture
def club(tmp_path: Path, run: Run, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A club of three."""
    del run  # it sets the scene
    monkeypatch.setenv("RUNSTRONG_CACHE", str(shared_cache))
    return club_in(tmp_path / "club", ROSTER, TOML)


def printed(club: Path, name: str) -> tuple[bytes, tuple[str, ...]]:
    """Return a file for the copier, and the texts of its pages without spaces."""
    pdf = (club / "print" / name).read_bytes()
    return pdf, tuple(text.replace(" ", "") for text in page_texts(pdf))


def test_everybodys_handout_of_a_session_is_one_file(run: Run, club: Path) -> None:
    before = sorted(club.iterdir())
    ran = run("club", "print", str(club), "--session", "3b")
    assert ran.code == 0, ran.err
    assert ran.out.decode().split() == [str(club / "print/session-3b.pdf")]
    assert "3 handouts" in ran.err
    pdf, texts = printed(club, "session-3b.pdf")
    assert len(texts) == 6
    for number, name in enumerate(("ZoëŁuczak", "AnnaSmith", "AnnaSmith")):
        assert name in texts[2 * number]
        assert "W3B" in texts[2 * number]
        assert "W3B-S" in texts[2 * number + 1]
    assert sorted(set(club.iterdir()) - set(before)) == [club / "print"]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert "/AcroForm" not in opened.Root


def test_the_same_again_is_the_same_file(run: Run, club: Path) -> None:
    file = club / "print/session-2.pdf"
    assert run("club", "print", str(club), "--session", "2").code == 0
    before = file.stat().st_mtime_ns
    assert run("club", "print", str(club), "--session", "2").code == 0
    assert file.stat().st_mtime_ns == before
    club_in(club, ROSTER.replace("Zoë", "Zoe"), TOML)
    assert run("club", "print", str(club), "--session", "2").code == 0
    assert "ZoeŁuczak" in printed(club, "session-2.pdf")[1][0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_handouts_are_for_their_owner_only(run: Run, club: Path) -> None:
    assert run("club", "print", str(club), "--session", "1A").code == 0
    assert (club / "print").stat().st_mode & 0o077 == 0
    assert (club / "print/session-1a.pdf").stat().st_mode & 0o077 == 0


def test_whose_plan_has_no_such_session_is_left_out_by_name(run: Run, club: Path) -> None:
    ran = run("club", "print", str(club), "--session", "3C")
    assert ran.code == 0
    assert "2 of 3 have no such session and are left out: Zoë Łuczak, Anna Smith" in ran.err
    assert len(printed(club, "session-3c.pdf")[1]) == 2
    ran = run("club", "print", str(club), "--session", "9C")
    assert ran.code == 2
    assert "--session: '9C' is not in this plan; possible: 1A, 1B, 1C" in ran.err
    assert not (club / "print/session-9c.pdf").exists()


@pytest.mark.parametrize("session", ["", "../../x", "*", "3B\x1b[2J", "W" * 500])
def test_what_is_no_session_is_said_and_nothing_is_written(
    session: str, run: Run, club: Path
) -> None:
    for more in ((), ("--copies", "2")):
        ran = run("club", "print", str(club), "--session", session, *more)
        assert ran.code == 2
        assert "--session: " in ran.err
        assert "\x1b" not in ran.err
        assert not (club / "print").exists()


def test_who_is_counted_adds_up(run: Run, club: Path) -> None:
    club_in(club, f"{ROSTER}Jo,9,,,\nKim,1,,yes please,\nLee,1,,,\n", TOML)
    ran = run("club", "print", str(club), "--session", "3B", "--skip-problems")
    assert "1 of 4 have no such session and are left out: Lee" in ran.err
    assert "2 rows left out, see above\n3 handouts" in ran.err


def test_a_count_that_fills_the_last_sheet_says_so(run: Run, club: Path) -> None:
    two_up = ("club", "print", str(club), "--session", "1A", "--two-up", "--copies")
    assert "--copies: two stand on a sheet, so that there are 4\n" in run(*two_up, "3").err
    assert "so that" not in run(*two_up, "4").err


def test_a_wrong_row_stops_it_or_is_left_out(run: Run, club: Path) -> None:
    club_in(club, f"{ROSTER}Jo,9,,,\n", TOML)
    ran = run("club", "print", str(club), "--session", "3B")
    assert ran.code == 5
    assert "row 5, sessions:" in ran.err
    assert not (club / "print").exists()
    ran = run("club", "print", str(club), "--session", "3B", "--skip-problems")
    assert ran.code == 0
    assert "warning: " in ran.err
    assert len(printed(club, "session-3b.pdf")[1]) == 6


@pytest.mark.parametrize(("more", "pages", "said"), [((), 6, 3), (("--two-up",), 4, 4)])
def test_nameless_handouts_as_often_as_wished(
    more: tuple[str, ...], pages: int, said: int, run: Run, club: Path
) -> None:
    (club / "roster.csv").unlink()  # nobody is needed for them
    ran = run("club", "print", str(club), "--session", "3B", "--copies", "3", *more)
    assert ran.code == 0, ran.err
    assert f"{said} handouts" in ran.err
    pdf, texts = printed(club, "session-3b-nameless.pdf")
    assert len(texts) == pages
    assert len(set(texts)) == 2
    assert "RiversideRunners" in texts[0]
    assert ("cut along the line" in ran.err) == bool(more)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        edge = "Short" if more else "Long"
        assert opened.Root.ViewerPreferences.Duplex == f"/DuplexFlip{edge}Edge"


def test_two_people_whose_handouts_are_alike_share_a_sheet(run: Run, club: Path) -> None:
    club_in(club, "name,sessions\nAnna,2\nBen,2\nCleo,2\nDora,3\n", TOML)
    ran = run("club", "print", str(club), "--session", "3B", "--two-up")
    assert ran.code == 0, ran.err
    assert "4 handouts" in ran.err
    pdf = (club / "print/session-3b.pdf").read_bytes()
    named = ["Anna Ben", "Ben Anna", "Cleo Cleo", "Cleo Cleo", "Dora Dora", "Dora Dora"]
    assert [" ".join(_halves(page)) for page in pdfium.PdfDocument(pdf)] == named  # front, back
    assert "flip on the short edge" in ran.err


def test_backs_fit_where_some_sheets_are_cut_and_others_are_not(run: Run, club: Path) -> None:
    club_in(club, "name,sessions,edition,two-up\nAnna,2,handout,yes\nBen,2,handout,no\n", TOML)
    ran = run("club", "print", str(club), "--session", "3B")
    assert ran.code == 0, ran.err
    assert "flip on the long edge" in ran.err
    with pikepdf.open(club / "print/session-3b.pdf") as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert [int(page.get("/Rotate", 0)) for page in pdf.pages] == [0, 180, 0, 0]


def _halves(page: pdfium.PdfPage) -> Iterator[str]:
    """Yield whose each half of a side is."""
    width, height = page.get_size()
    text = page.get_textpage()
    for left in (0, width / 2):
        half = text.get_text_bounded(left, 0, left + width / 2, height)
        yield "+".join(sorted(set(re.findall("Anna|Ben(?!t)|Cleo|Dora", half))))


def test_somebody_elses_file_stays(run: Run, club: Path) -> None:
    (club / "print").mkdir()
    theirs = club / "print/session-3b.pdf"
    theirs.write_bytes(b"the hall is booked")
    ran = run("club", "print", str(club), "--session", "3B")
    assert ran.code == 6
    assert "was not made by runstrong" in ran.err
    assert theirs.read_bytes() == b"the hall is booked"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_folder_that_leads_elsewhere_is_refused(run: Run, club: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (club / "print").symlink_to(elsewhere)
    ran = run("club", "print", str(club), "--session", "3B")
    assert ran.code == 5
    assert "leads out of the club's folder" in ran.err
    assert not list(elsewhere.iterdir())
