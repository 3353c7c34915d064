"""People who left: their plans are listed and moved aside; and what comes next is said."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.club.making import ROSTER, SMALL, club_in
from tests.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def club(tmp_path: Path, run: Run) -> Path:
    """A club of three whose plans were made; then two of them left."""
    folder = club_in(tmp_path / "club")
    assert run("club", "make", str(folder)).code == 0
    return club_in(folder, "name\nAnna Smith\n")


def test_plans_of_people_who_left_are_listed_and_stay(run: Run, club: Path) -> None:
    ran = run("club", "left", str(club))
    assert ran.code == 0
    gone = [club / "output/anna-smith-2.pdf", club / "output/zoë-łuczak.pdf"]
    assert ran.out.decode().splitlines() == list(map(str, gone))
    assert all(file.exists() for file in gone)
    assert "--move moves them" in ran.err


def test_they_are_moved_aside_beside_those_that_are_there(run: Run, club: Path) -> None:
    plan = (club / "output/zoë-łuczak.pdf").read_bytes()
    (club / "left").mkdir()
    (club / "left/zoë-łuczak.pdf").write_bytes(b"an older one")
    ran = run("club", "left", str(club), "--move")
    assert ran.code == 0
    assert "2 plans of people who left, moved aside" in ran.err
    assert (club / "left/zoë-łuczak.pdf").read_bytes() == b"an older one"
    assert (club / "left/zoë-łuczak-2.pdf").read_bytes() == plan
    assert not (club / "output/zoë-łuczak.pdf").exists()
    assert (club / "output/anna-smith.pdf").exists()
    assert (club / "output/print-all.pdf").exists()
    assert "nobody on the roster" not in run("club", "make", str(club)).err
    assert "0 plans of people who left" in run("club", "left", str(club)).err
    if sys.platform != "win32":
        assert (club / "left").stat().st_mode & 0o077 == 0


def test_somebody_elses_pdf_and_doubtful_rosters_move_nothing(run: Run, club: Path) -> None:
    (club / "output/hall.pdf").write_bytes(b"%PDF-1.7 the hall's plan")
    ran = run("club", "left", str(club), "--move")
    assert ran.code == 0
    assert "stays: " in ran.err
    assert (club / "output/hall.pdf").exists()
    club_in(club, "name,kit\nAnna Smith,boat\n")
    ran = run("club", "left", str(club), "--move")
    assert ran.code == 5
    assert (club / "output/anna-smith.pdf").exists()


def test_who_left_is_forgotten_also_where_plans_were_moved(run: Run, club: Path) -> None:
    assert run("club", "make", str(club)).code == 0
    assert run("club", "left", str(club), "--move").code == 0
    ran = run("club", "forget", str(club), "Zoë Łuczak", "--yes")
    assert ran.code == 0, ran.err
    assert not list(club.rglob("zoë*"))
    assert (club / "left/anna-smith-2.pdf").exists()
    ran = run("club", "forget", str(club), "Zoë Łuczak", "--yes")
    assert ran.code == 5
    assert "nothing is known of 'Zoë Łuczak'" in ran.err


def test_a_plan_of_somebody_called_alike_is_left_to_look_at(run: Run, club: Path) -> None:
    assert run("club", "make", str(club)).code == 0
    ran = run("club", "forget", str(club), "Anna Smith", "--yes", "--email", "anna@example.org")
    assert ran.code == 0, ran.err
    assert "anna-smith-2.pdf: may be theirs, or of somebody called alike" in ran.err
    assert (club / "output/anna-smith-2.pdf").exists()
    assert (club / "roster.csv").read_text() == "name\nAnna Smith\n"


def test_what_comes_next_is_said(run: Run, tmp_path: Path) -> None:
    club = club_in(tmp_path / "our club", ROSTER)
    ran = run("club", "check", str(club))
    assert ran.err.splitlines()[-1] == f'next: runstrong club make "{club}"'
    ran = run("club", "make", str(club))
    assert f'next: runstrong club mail "{club}"' in ran.err
    assert f'runstrong club left "{club}"' not in ran.err
    ran = run("club", "status", str(club))
    assert "on paper: no address in the roster" in ran.err
    assert "send is no: has an address" in ran.err
    club_in(club, "name\nJo\n", f'name = "Riverside"\n{SMALL}')
    ran = run("club", "make", str(club))
    assert ran.err.splitlines()[-1] == f"next: print {club}/output/print-all.pdf; nobody gets mail"
    assert f'runstrong club left "{club}" --move' in ran.err


def test_who_was_left_out_is_there_with_all_that_is_wrong(run: Run, tmp_path: Path) -> None:
    rows = "Jo,jo@example.org,expert,9\nAnna,,,\n,kim@example.org,,\nLee,no address,,\n"
    club = club_in(tmp_path / "club", f"name,email,level,minutes\n{rows}")
    assert run("club", "make", str(club), "--skip-problems").code == 0
    ran = run("club", "status", str(club))
    jo, anna, kim, lee, counted = ran.out.decode().splitlines()
    assert jo.startswith("left out      Jo    <jo@example.org>, level: 'expert' is not known")
    assert "; minutes: 9 is not possible" in jo
    assert anna == "on paper      Anna  anna.pdf"
    assert kim == "left out            <kim@example.org>, name: is empty; everybody needs a name"
    assert lee.startswith("left out      Lee   email: ")
    assert counted == "3 left out, 1 on paper"
    assert "left out: put the row right, and make the plans again" in ran.err
    assert b'"3","Anna"' in run("club", "status", str(club), "--csv").out
    assert run("club", "forget", str(club), "Jo", "--yes").code == 0
    assert not any(b"jo@" in file.read_bytes() for file in club.rglob("*.*"))
    (club / "roster.csv").write_text("name\nAnna\n")
    assert run("club", "make", str(club)).code == 0
    assert run("club", "status", str(club)).out.decode().splitlines()[-1] == "1 on paper"
