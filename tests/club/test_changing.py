"""Another roster takes the place of the club's, also of another kind; nobody gets mail by that."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from runstrong_pdf import Club, OutputError, RosterError
from runstrong_pdf.roster.editing import hold_back
from runstrong_pdf.roster.row_reader import RosterRow
from tests import workbooks
from tests.club.making import SMALL, club_in
from tests.mail.serving import PASSWORD, USER, Mailbox, Trust, real_server

TOML = f'# ours\nname = "Club"\nroster = "roster.csv"   # beside this file\n{SMALL}'
CSV = "name,email\nZoë,zoe@example.org\nJo,jo@example.org\nAda,\n"


def a_book(*hidden: int, struck: int = 0) -> bytes:
    """Return the people of the CSV in a workbook, some rows hidden, one name struck out."""
    book: Any = openpyxl.Workbook()
    for line in CSV.split():
        book.active.append(line.split(","))
    for row in hidden:
        book.active.row_dimensions[row].hidden = True
    if struck:
        book.active.cell(struck, 1).font = openpyxl.styles.Font(strike=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def test_a_workbook_takes_the_place_of_a_csv_and_the_reverse(tmp_path: Path) -> None:
    folder = club_in(tmp_path / "club", CSV, TOML)
    club, book = Club.open(folder), a_book(3, struck=2)
    done = club.replace_roster(book, "members.xlsx")
    assert names(folder) == ["club.toml", "roster-before-1.csv", "roster.xlsx"]
    assert (folder / "roster.xlsx").read_bytes() == book
    assert done.kept.read_text() == CSV
    assert (folder / "club.toml").read_text() == TOML.replace('csv" ', 'xlsx"')
    for again in (club, Club.open(folder)):  # what is open goes on with it, too
        assert [row.hidden for row in again.roster().rows] == [True, True, False]
    done = club.replace_roster(CSV.replace("Ada", "Ida").encode(), "x.csv")
    assert names(folder) == [
        "club.toml", "roster-before-1.csv", "roster-before-1.xlsx", "roster.csv",
    ]  # fmt: skip
    assert done.held_back == ("Zoë", "Jo")
    rows = club.roster().rows
    assert [(row.name, row.send) for row in rows] == [("Zoë", False), ("Jo", False), ("Ida", None)]
    assert (folder / "club.toml").read_text() == TOML


def test_nobody_elses_file_is_written_over(tmp_path: Path) -> None:
    folder = club_in(tmp_path / "club", CSV, TOML)
    (folder / "roster.xlsx").write_bytes(b"mine")
    (folder / "roster-before-1.csv").write_bytes(b"mine")
    done = Club.open(folder).replace_roster(a_book(), "x.xlsm")
    assert (done.file.name, done.kept.name) == ("roster.xlsm", "roster-before-2.csv")
    done = Club.open(folder).replace_roster(a_book(), "x.xlsx")
    assert (done.file.name, done.kept.name) == ("roster-2.xlsx", "roster-before-1.xlsm")
    assert (folder / "roster.xlsx").read_bytes() == b"mine"
    assert (folder / "roster-before-1.csv").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "toml", ['"roster" = \'roster.csv\'\nname = "C"\n', f'name = "C"\n{SMALL}', '\ufeffname = "C"']
)
def test_the_new_file_is_named_however_club_toml_is_written(tmp_path: Path, toml: str) -> None:
    folder = club_in(tmp_path / "club", CSV, toml)
    Club.open(folder).replace_roster(a_book(), "x.xlsx")
    assert Club.open(folder).settings.roster == "roster.xlsx"
    text = (folder / "club.toml").read_text()
    assert [line for line in toml.splitlines() if line not in text.splitlines()] in (
        [], ["\"roster\" = 'roster.csv'"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("toml", "name", "content"),
    [
        (TOML, "x.ods", b"PK\3\4mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
        (TOML, "x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        (TOML, "x.xlsx", b"PK"),
        (TOML, "x.csv", b"colour\nred\n"),
        ('name = "C"\nroster = """roster.csv"""\n', "x.xlsx", a_book()),
    ],
)
def test_what_cannot_be_changes_nothing(
    tmp_path: Path, toml: str, name: str, content: bytes
) -> None:
    folder = club_in(tmp_path / "club", CSV, toml)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(RosterError) as error:
        Club.open(folder).replace_roster(content, name)
    if name in {"x.ods", "x.xls"}:
        assert "save it as .xlsx or CSV" in error.value.problems[0].remedy
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


@pytest.mark.parametrize("step", ["write_new", "rewrite", "remove"])
def test_whatever_fails_one_of_the_two_is_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object, **_more: object) -> None:
        raise OutputError("no room", where="x")

    folder = club_in(tmp_path / "club", CSV, TOML)
    with monkeypatch.context() as patch:
        patch.setattr(f"runstrong_pdf.club.changing.{step}", full)
        if step == "remove":  # such as a file that a spreadsheet program has open
            Club.open(folder).replace_roster(a_book(struck=2), "x.xlsx")
        else:
            with pytest.raises(OutputError):
                Club.open(folder).replace_roster(a_book(struck=2), "x.xlsx")
    assert (folder / "roster.csv").read_text() == CSV
    assert Club.open(folder).roster().rows[0].hidden == (step == "remove")


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("Name;Mail;Send\nZOË;;\nJo;j@x.org;\n", "Name;Mail;Send\nZOË;;no\nJo;j@x.org;\n"),
        ("Name\nZoë\n", "Name,send\nZoë,no\n"),
        ("Name,Mail\nZoe,ZOE@x.org\n", "Name,Mail,send\nZoe,ZOE@x.org,no\n"),
        ("Name,Mail\nTwin,t@x.org\n", "Name,Mail\nTwin,t@x.org\n"),  # one of two is in sight
        ("Name,Mail\nKid,p@x.org\n", "Name,Mail\nKid,p@x.org\n"),  # a family's address
    ],
)
def test_who_is_held_back_is_known_by_name_or_address(content: str, wanted: str) -> None:
    before = [
        RosterRow(2, "Zoë", "zoe@x.org", hidden=True),
        RosterRow(3, "Twin", "t@x.org", hidden=True),
        RosterRow(4, "Twin", "t@x.org"),
        RosterRow(5, "Pa", "p@x.org", hidden=True),
        RosterRow(6, "Kid", "p@x.org"),
    ]
    assert hold_back(content.encode(), "r.csv", before)[0] == wanted.encode()


def test_what_cannot_be_written_into_the_csv_is_said(tmp_path: Path) -> None:
    folder = club_in(tmp_path / "club", CSV, TOML)
    club = Club.open(folder)
    club.replace_roster(a_book(struck=2), "x.xlsx")
    with pytest.raises(RosterError, match="struck out in the roster so far: Zoë"):
        club.replace_roster("name,email\nZoë,zoe@example.org\nJo,j@x.org,yes\n".encode(), "x.csv")
    assert club.roster().rows[0].hidden


def test_the_ledger_holds_whatever_the_roster_is(tmp_path: Path, trusted: Trust) -> None:
    mailbox = Mailbox()
    with real_server(trusted, mailbox) as port:
        mail = f'[mail]\nfrom = "Club <{USER}>"\nhost = "localhost"\nport = {port}\n'
        toml = f'name = "Club"\n{SMALL}send = true\n{mail}user = "{USER}"\n'
        folder = club_in(tmp_path / "club", "name,email\nZoë,zoe@example.org\n", toml)
        club = Club.open(folder)
        club.make()
        club.send(password=PASSWORD)
        assert [address for address, _ in mailbox.taken] == ["zoe@example.org"]
        for content, name in ((a_book(struck=3), "x.xlsx"), (CSV.encode(), "x.csv")):
            club.replace_roster(content, name)
            club.make()
            assert club.due() == ()  # Zoë has it, Jo is struck out, Ada has no address
            club.send(password=PASSWORD)
        assert len(mailbox.taken) == 1
    club.replace_roster(workbooks.saved(workbooks.a_club()), "y.xlsx")
    assert club.settings.mail.port == port
