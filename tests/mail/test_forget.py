"""A person is erased everywhere in a club's folder, and is mailed nothing twice all the same."""

import io
import os
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from runstrong_pdf.mail.copies import MessageCopies
from runstrong_pdf.mail.ledger import DeliveryState, LedgerEntry, open_ledger
from runstrong_pdf.mail.message import message_key
from runstrong_pdf.roster.row_reader import read_roster_file
from tests.club.making import SMALL
from tests.conftest import Ran
from tests.mail.making import make_folder, members, person
from tests.mail.serving import Mailbox, Trust, real_server

Run = Callable[..., Ran]
ROSTER = (
    "name,email,level\r\nZoë Łuczak,Zoe@example.org,\r\nAnna Smith,anna@example.org,\r\nJo,,\r\n"
)
PDF = b"%PDF-1.7\nRunStrong PDF\n"
TOML = """name = "Riverside"
{small}[mail]
from = "Riverside <club@example.org>"
host = "localhost"
port = {port}
user = "club@example.org"
rate = "9999 per minute"
"""


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder but the ledger, which every look renews."""
    found = (one for one in folder.rglob("*") if one.is_file() and one.name != "ledger.sqlite")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def knowing(folder: Path, *words: str) -> list[str]:
    """Return the files that one of some words stands in, in whatever encoding, or in their name."""
    ledger = folder / "ledger.sqlite"
    coded = {
        word.encode(coding)
        for one in words
        for word in {one, one.lower(), one.upper()}
        for coding in ("utf-8", "utf-16-be")
    }
    return [
        name
        for name, content in (*tree(folder).items(), ("ledger", ledger.read_bytes()))
        if any(word in content or word in name.encode() for word in coded)
    ]


def sent_club(run: Run, folder: Path, port: int) -> Path:
    """Make a club whose members have their plans by mail, and all else that may be there."""
    folder.mkdir(exist_ok=True)
    (folder / "club.toml").write_text(TOML.format(small=SMALL, port=port), "utf-8")
    (folder / "roster.csv").write_text(ROSTER, "utf-8", newline="")
    name = str(folder)
    for line in (
        "next",
        "print --session 1A",
        "mail --week 1",
        "mail",
        "mail --send",
        "mail --rebuild-ledger",
    ):
        command, *more = line.split()
        ran = run("club", command, name, *more)
        assert ran.code == 0, ran.err
    failed = (
        "\ufeff" + '"name","email","reason","row"\r\n"Zoë Łuczak","zoe@example.org","no","2"\r\n'
    )
    (folder / "mail/failures.csv").write_text(failed, "utf-8", newline="")
    return folder


def test_a_person_is_erased_everywhere_and_mailed_nothing_twice(
    run: Run, tmp_path: Path, trusted: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = Mailbox()
    with real_server(trusted, mailbox) as port:
        club = sent_club(run, tmp_path / "club", port)
        (club / "roster-before-1.csv").write_text(ROSTER, "utf-8", newline="")
        (club / "roster-before-2.xlsx").write_bytes(b"PK damaged")
        before = tree(club)
        assert {"ledger-before-1.sqlite", "block-2.json"} < before.keys()
        monkeypatch.setattr("sys.stdin", io.StringIO("zoe\n"))
        ran = run("club", "forget", str(club), "zoë łuczak")
        assert ran.code == 5
        assert (
            "row 2 of the roster, 1 roster from before, 1 plan, 1 message, 1 of them kept as copies"
            in ran.err
        )
        assert "nothing was erased" in ran.err
        assert tree(club) == before
        monkeypatch.setattr("sys.stdin", io.StringIO("zoë łuczak\n"))
        ran = run("club", "forget", str(club), "zoë łuczak")
        assert ran.code == 0, ran.err
        assert knowing(club, "Zoë Łuczak", "Zoë", "Łuczak", "zoe@example.org", "zoë-łuczak") == []
        roster = (club / "roster.csv").read_bytes().decode()
        assert roster == ROSTER.replace("Zoë Łuczak,Zoe@example.org,\r\n", "")
        assert (club / "roster-before-1.csv").read_bytes().decode() == roster
        assert "roster-before-2.xlsx: cannot be read, and may hold the name" in ran.err
        assert f"next: runstrong club make {club}" in ran.err
        assert run("club", "make", str(club)).code == 0
        ran = run("club", "mail", str(club), "--send")
        assert ran.code == 0, ran.err
        assert len(mailbox.taken) == 2
        # somebody puts the old roster back
        (club / "roster.csv").write_text(ROSTER, "utf-8", newline="")
        assert run("club", "make", str(club)).code == 0
        assert run("club", "mail", str(club), "--send").code == 0
        (club / "roster.csv").write_text(
            ROSTER.replace(".org,\r", ".org,experienced\r", 1), "utf-8"
        )
        toml = club / "club.toml"
        toml.write_text(toml.read_text("utf-8").replace("stretching", "wall"), "utf-8")
        assert run("club", "make", str(club)).code == 0
        ran = run("club", "mail", str(club), "--send")
        assert "2 have another plan already" in ran.err
    assert sorted(address for address, _ in mailbox.taken) == [
        "Zoe@example.org",
        "anna@example.org",
    ]


def small_club(folder: Path) -> Path:
    """Write a club whose first member has traces everywhere."""
    club = make_folder(folder, members(2), pdf=PDF)
    made = [person(*who, row=row) for row, who in enumerate(members(2), 2)]
    entries = {
        message_key(one): LedgerEntry(one.name, one.email, DeliveryState.SENT, "", 1, 5.0)
        for one in made
    }
    for name in ("ledger.sqlite", "ledger-before-1.sqlite"):
        with open_ledger(club / name) as ledger:
            ledger.fill(entries)
    for folder_name, one in (("sent", made[0]), ("sent", made[1]), ("dry-run", made[0])):
        copied = one.model_copy(update={"file": f"{one.row}.pdf"})
        MessageCopies(club / "mail" / folder_name).keep(copied, one.email.encode())
    (club / "print").mkdir()
    for place in ("output/print-all.pdf", "print/session-1a.pdf", "output/runner-1-2.pdf"):
        (club / place).write_bytes(PDF + b"Runner 1")
    failed = '\ufeff"name","email","reason","row"\r\n"Runner 1","runner1@example.org","no","2"\r\n'
    (club / "mail/failures.csv").write_text(failed, "utf-8", newline="")
    return club


def test_a_run_that_fails_anywhere_is_made_good_by_the_next(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ("Runner 1", "runner1@example.org")
    for failing in range(40):
        club, left = small_club(tmp_path / str(failing)), failing
        assert len(knowing(club, *theirs)) > 8

        def fails(real: Callable[..., Any]) -> Callable[..., Any]:
            def change(*given: Any, **more: Any) -> Any:  # noqa: ANN401
                nonlocal left
                left -= 1
                if left < 0:
                    raise OSError(28, "No space left on device")
                return real(*given, **more)

            return change

        with monkeypatch.context() as patched:
            patched.setattr(Path, "unlink", fails(Path.unlink))
            patched.setattr(Path, "replace", fails(Path.replace))
            ran = run("club", "forget", str(club), "Runner 1", "--yes")
        if ran.code:
            assert ran.code == 6, ran.err
            again = run("club", "forget", str(club), "Runner 1", "--yes")
            assert again.code == 0, again.err
        assert knowing(club, *theirs) == []
        with open_ledger(club / "ledger.sqlite") as ledger:
            assert [one.state for one in ledger.entries().values()] == [DeliveryState.SENT] * 2
        if ran.code == 0:
            break
    assert 8 < failing < 39


def test_what_the_ledger_keeps_says_no_name(run: Run, tmp_path: Path, trusted: Trust) -> None:
    with real_server(trusted, Mailbox()) as port:
        club = make_folder(tmp_path / "club", members(2), port=port)
        assert run("club", "mail", str(club), "--send").code == 0
    assert run("club", "forget", str(club), "Runner 1", "--yes").code == 0
    connection = sqlite3.connect(club / "ledger.sqlite")
    rows = connection.execute("SELECT person, name, address, state FROM messages").fetchall()
    connection.close()
    ((person, name, address, state),) = [row for row in rows if row[1] != "Runner 2"]
    assert (name, state) == ("", "sent")
    assert {person[:7], address[:7]} == {"sha256:"}
    assert not list(club.glob("ledger.sqlite-*"))
    if os.name == "posix":
        assert (club / "ledger.sqlite").stat().st_mode & 0o077 == 0


def test_of_several_called_so_the_address_says_who(run: Run, tmp_path: Path) -> None:
    people = [("Anna Smith", "a@example.org"), ("ANNA  SMITH", "b@example.org"), ("Anna Smith", "")]
    club = make_folder(tmp_path / "club", people, pdf=PDF)
    before = tree(club)
    ran = run("club", "forget", str(club), "Anna Smith", "--yes")
    assert ran.code == 5
    assert "no address, a@example.org, b@example.org" in ran.err
    assert tree(club) == before
    assert (
        run("club", "forget", str(club), "Anna Smith", "--yes", "--email", "B@example.org").code
        == 0
    )
    assert (
        club / "roster.csv"
    ).read_text() == 'name,email\n"Anna Smith",a@example.org\n"Anna Smith",\n'
    assert not (club / "output/member-3.pdf").exists()
    assert (club / "output/member-2.pdf").exists()


def test_what_is_to_be_made_again_is_told_and_nobody_says_that_nothing_was_made(
    run: Run, tmp_path: Path
) -> None:
    club = make_folder(tmp_path / "club", members(2))
    (club / "output/member-2.pdf").write_bytes(PDF)
    assert run("club", "forget", str(club), "Runner 1", "--yes").code == 0
    ran = run("club", "status", str(club))
    assert "manifest.json: is not there, though there are plans" in ran.err
    assert "try: runstrong club make" in ran.err


def test_two_on_paper_who_are_called_alike_are_not_guessed(run: Run, tmp_path: Path) -> None:
    club = make_folder(tmp_path / "club", [("Jo", ""), ("Jo", "")])
    before = tree(club)
    ran = run("club", "forget", str(club), "Jo", "--yes")
    assert ran.code == 5
    assert "rows 2, 3 cannot be told apart" in ran.err
    assert tree(club) == before


def test_nobody_is_called_so(run: Run, tmp_path: Path) -> None:
    club = make_folder(tmp_path / "club", members(2))
    before = tree(club)
    assert "did you mean Runner 1?" in run("club", "forget", str(club), "Runer 1", "--yes").err
    ran = run("club", "forget", str(club), "\x1b[2J", "--yes", "--email", "\x1b[2J")
    assert ran.code == 5
    assert "\x1b" not in ran.err
    assert tree(club) == before


def test_while_mail_goes_out_nothing_is_erased(run: Run, tmp_path: Path) -> None:
    club = make_folder(tmp_path / "club", members(2))
    with open_ledger(club / "ledger.sqlite"):
        before = tree(club)
        ran = run("club", "forget", str(club), "Runner 1", "--yes")
        assert tree(club) == before
    assert ran.code == 7
    assert "another run is sending" in ran.err


def with_workbook(club: Path, book: Any) -> None:  # noqa: ANN401  of a library without types
    toml = (club / "club.toml").read_text("utf-8")
    (club / "club.toml").write_text(toml.replace("[mail]", 'roster = "m.xlsx"\n[mail]', 1), "utf-8")
    for row in (("name", "email"), *members(2)):
        book.active.append(row)
    book.save(club / "m.xlsx")


def test_a_row_of_a_workbook_goes_too(run: Run, tmp_path: Path) -> None:
    club = make_folder(tmp_path / "club", members(2), pdf=PDF)
    with_workbook(club, openpyxl.Workbook())
    assert run("club", "forget", str(club), "Runner 1", "--yes").code == 0
    assert not (club / "output/member-2.pdf").exists()
    assert [row.name for row in read_roster_file(club / "m.xlsx").rows] == ["Runner 2"]
    with zipfile.ZipFile(club / "m.xlsx") as packed:
        assert not any(b"Runner 1" in packed.read(name) for name in packed.namelist())


def test_where_formulas_stand_the_row_is_taken_out_by_hand_first(run: Run, tmp_path: Path) -> None:
    club = make_folder(tmp_path / "club", members(2), pdf=PDF)
    book = openpyxl.Workbook()
    with_workbook(club, book)
    book.active["C3"] = "=B3"
    book.save(club / "m.xlsx")
    before = tree(club)
    ran = run("club", "forget", str(club), "Runner 1", "--yes")
    assert ran.code == 5
    assert "row 2 can only be taken out by your spreadsheet program" in ran.err
    assert "formulas go by where the rows stand" in ran.err
    assert tree(club) == before
    book.active.delete_rows(2)
    book.save(club / "m.xlsx")
    assert run("club", "forget", str(club), "Runner 1", "--yes").code == 0
    assert not (club / "output/member-2.pdf").exists()


def test_somebody_elses_files_stay(run: Run, tmp_path: Path) -> None:
    club = make_folder(tmp_path / "club", members(2))
    theirs = club / "output/print-all.pdf"
    theirs.write_bytes(b"my holiday")
    (club / "print").mkdir()
    for name in ("session-3b-nameless.pdf", "plan.pdf"):
        (club / "print" / name).write_bytes(PDF)
    ran = run("club", "forget", str(club), "Runner 1", "--yes")
    assert ran.code == 0
    assert "stays: " in ran.err
    assert theirs.read_bytes() == b"my holiday"
    assert len(list((club / "print").iterdir())) == 2
