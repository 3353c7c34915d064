"""Rosters as people save them, and as nobody should."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrong_pdf.errors import RosterError
from runstrong_pdf.model.club import Problem, Recipient, listed
from runstrong_pdf.roster import read_roster

PLAIN = "name,email,kit\nZoë Łuczak,zoe@example.org,band\nJo,,\n"


def people(content: bytes | str, name: str = "r.csv") -> tuple[Recipient, ...]:
    found, problems = read_roster(content if isinstance(content, bytes) else content.encode(), name)
    assert [problem for problem in problems if problem.grave] == []
    return found


def problems(content: bytes | str) -> list[str]:
    _, found = read_roster(content if isinstance(content, bytes) else content.encode(), "r.csv")
    return listed([problem for problem in found if problem.grave], "r.csv")


# -- files as spreadsheets write them -------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_delimiter_and_line_end(
    encoding: str, delimiter: str, end: str
) -> None:
    content = PLAIN.replace(",", delimiter).replace("\n", end).encode(encoding)
    assert people(content) == (
        Recipient(2, "Zoë Łuczak", "zoe@example.org", None, (("kit", "band"),)),
        Recipient(3, "Jo"),
    )


def test_windows_1252() -> None:
    assert people("Name;E-Mail\nJosé Müller;j@example.org\n".encode("cp1252"))[0].name == (
        "José Müller"
    )


def test_bytes_that_are_no_text_at_all() -> None:
    with pytest.raises(RosterError, match="neither UTF-8"):
        read_roster(b"name\n\x81\x8d\xff", "r.csv")


def test_the_line_that_tells_excel_the_delimiter() -> None:
    assert people("sep=;\nname;kit\nJo;band,chair\n")[0] == Recipient(
        2, "Jo", wishes=(("kit", "band,chair"),)
    )
    assert people("sep=\t\nname\tkit\nJo\tband\n".encode("utf-16"))[0].name == "Jo"


def test_headers_in_any_case_and_by_other_names() -> None:
    (one,) = people("Vorname;SURNAME;E-mail Address;Press_ups;Equipment\nA;B;a@b.org;7;band\n")
    assert one == Recipient(2, "A B", "a@b.org", None, (("kit", "band"), ("push-ups", "7")))


@pytest.mark.parametrize("header", ["Prénom;Nom;Courriel", "VORNAME;Nachname;E-Mail"])
def test_headers_of_other_languages_and_with_accents(header: str) -> None:
    assert people(f"{header}\nZoë;Müller;z@x.org\n") == (Recipient(2, "Zoë Müller", "z@x.org"),)


def test_a_last_name_alone_is_a_name() -> None:
    assert people("Nom;Courriel\nZoë Müller;z@x.org\n")[0].name == "Zoë Müller"


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_comments_are_left_out(delimiter: str) -> None:
    rows = [
        "# our list, of 2026",
        "name,kit",
        "# who,what",
        "#1 Jo,band",
        '"# a, b"',
        "#,",
        " # x,",
    ]
    (one,) = people("\n".join(rows).replace(",", delimiter))
    assert (one.row, one.name) == (4, "#1 Jo")


def test_a_guessed_encoding_is_mentioned() -> None:
    content = "name\nJo\nŁucja Šimek\nŻaneta\n".encode("cp1250")
    _, (note,) = read_roster(content, "r.csv")
    assert (note.row, note.grave) == (3, False)
    assert "save it as CSV UTF-8" in note.text
    assert read_roster("name\nŁucja\n".encode(), "r.csv")[1] == ()


def test_empty_rows_are_counted_and_left_out() -> None:
    found = people("\nname,kit\n\nJo,\n,\n , \nBo,band\n\n")
    assert [(one.row, one.name) for one in found] == [(4, "Jo"), (7, "Bo")]


def test_quoted_newlines_and_doubled_quotation_marks() -> None:
    (one,) = people('name,kit\n"Anna ""Ace""\r\nSmith","band,\nchair"\n')
    assert one.name == 'Anna "Ace" Smith'
    assert dict(one.wishes)["kit"] == "band,chair"


def test_accents_are_joined_to_their_letters() -> None:
    assert people("name\nZoe\u0308\n")[0].name == "Zoë"


@pytest.mark.parametrize(
    ("column", "cell", "typed"),
    [
        ("kit", "band; chair and Dumbbells", "band,chair,dumbbells"),
        ("kit", "band + chair", "band,chair"),
        ("bands", "red/green", "red,green"),
        ("dumbbells", "1,5 kg; 3kg", "1.5,3"),
        ("dumbbells", "1,2,4", "1,2,4"),
        ("avoid", "low back, Wrist", "low-back,wrist"),
        ("runs", "Tuesday hard; thu:easy, Sun - long", "tue:hard,thu:easy,sun:long"),
        ("start", "7.12.2026", "2026-12-07"),
        ("race", "2027-02-14", "2027-02-14"),
        ("push-ups", "12.0", "12"),
        ("level", "Beginner", "beginner"),
        ("large-print", "Ja", "yes"),
        ("programme", "Couch to floor", "couch-to-floor"),
    ],
)
def test_cells_as_people_write_them(column: str, cell: str, typed: str) -> None:
    (one,) = people(f'name,{column}\nJo,"{cell}"\n')
    assert dict(one.wishes) == {column: typed}


@pytest.mark.parametrize(
    ("cell", "meant"), [("yes", True), ("X", True), ("NEIN", False), ("0", False), ("", None)]
)
def test_send(cell: str, meant: bool | None) -> None:  # noqa: FBT001
    assert people(f"name,email,send\nJo,j@x.org,{cell}\n")[0].send is meant


# -- every problem, with row and column -----------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("name,email\nJo,jo@x\n", ["row 2, email: 'jo@x' is not one email address"]),
        ("name,e-mail\nJo,a@x.org b@x.org\n", ["row 2, e-mail:"]),
        ("name,email\nJo,a..b@x.org\n", ["row 2, email:"]),
        ("name,email\n,a@x.org\n", ["row 2, name: is empty"]),
        ("name,send\nJo,perhaps\n", ["row 2, send: 'perhaps' is neither yes nor no"]),
        ("name,send\nJo,yes\n", ["row 2, send: says yes, but there is no email"]),
        ("name,Start\nJo,7/12/2026\n", ["row 2, Start: '7/12/2026' can be read in two ways"]),
        ("name,push ups\nJo,many\n", ["row 2, push ups: 'many' is not a whole number"]),
        ("name,programme\nJo,../../x.toml\n", ["row 2, programme:"]),
        ("name,kit\nJo,band,chair\n", ["row 2: has 3 cells, the first row has 2"]),
        ("name,kitt\nJo,band\n", ["row 1, kitt: this column is not used; did you mean kit?"]),
        ("name,email,E-Mail\nJo,,\n", ["row 1, email: the column is there 2 times"]),
        ("Jo,j@x.org\n", ["row 1, name: there is no column 'name'"]),
        ("name\n", ["there is nobody in it"]),
        ("name,email\nJo,j@x.org\nBo,b@x.org\nJO,J@x.org\n", ["row 4, name: is the same person"]),
    ],
)
def test_a_problem_names_its_place(content: str, parts: list[str]) -> None:
    found = "\n".join(problems(content))
    for part in parts:
        assert part in found


def test_all_problems_are_listed_at_once() -> None:
    found = problems("name,email,send,start\n,x,y,z\n,a@b.c,maybe,1/1/1\n")
    assert len(found) >= 5
    assert {line.partition(",")[0] for line in found} == {"r.csv: row 2", "r.csv: row 3"}


def test_a_column_of_the_clubs_own_is_only_mentioned() -> None:
    found, notes = read_roster(b"name,phone\nJo,123\n", "r.csv")
    assert found == (Recipient(2, "Jo"),)
    assert notes == (Problem(1, "phone", "this column is not used", grave=False),)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        (b'name,notes\nJo,"never closed\nBo,\n', "row 2: a quotation mark opens here"),
        (b'name\n"Jo" Smith\n', "row 2: text follows a closing quotation mark"),
        (b"name\n" + b"x" * 200_000, "row 2: a cell is far too long"),
        (b"\xd0\xcf\x11\xe0rest", "an old Excel file"),
    ],
)
def test_what_is_no_table(content: bytes, part: str) -> None:
    with pytest.raises(RosterError, match=part):
        read_roster(content, "r.csv")


# -- XLSX -----------------------------------------------------------------------------------------


def test_xlsx() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "Email", "Start", "Push-ups", "Dumbbells", "Send"])
    sheet.append(["Zoë", "z@x.org", dt.datetime(2026, 12, 7), 12.0, 2.5, True])  # noqa: DTZ001
    sheet.append([None, None])
    sheet.append(["Jo", None, "", None, "=1+1"])
    out = io.BytesIO()
    book.save(out)
    wishes = (("dumbbells", "2.5"), ("push-ups", "12"), ("start", "2026-12-07"))
    assert people(out.getvalue(), "r.xlsx") == (
        Recipient(2, "Zoë", "z@x.org", send=True, wishes=wishes),
        Recipient(4, "Jo"),
    )


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b"name\nJo\n", b""])
def test_damaged_xlsx(content: bytes) -> None:
    pytest.importorskip("openpyxl")
    with pytest.raises(RosterError, match="not an XLSX file"):
        read_roster(content, "r.xlsx")


# -- hostile rosters ------------------------------------------------------------------------------

CELLS = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        ["../../etc/passwd", "=cmd|'/c calc'!A0", "a@b.org\nBcc: x@y.org", "\x00", "\u202e"]
    ),
)
HEADERS = st.sampled_from(
    ["name", "email", "kit", "start", "runs", "dumbbells", "send", "push-ups", "odd", "", "name"]
)


@given(st.binary(max_size=2000))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        found, wrong = read_roster(content, "r.csv")
    except RosterError:
        return
    check(found, wrong)


@given(st.lists(HEADERS, min_size=1, max_size=8), st.lists(st.lists(CELLS, max_size=9), max_size=6))
@settings(deadline=None)
def test_any_cells_are_read_or_named(headers: list[str], rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["name", *headers], *rows])
    try:
        found, problems_ = read_roster(out.getvalue().encode(errors="replace"), "r.csv")
    except RosterError:
        return
    check(found, problems_)
    last = max((one.row for one in found), default=0)
    assert all(0 <= problem.row <= max(last, len(rows) * 90 + 2) for problem in problems_)


def check(found: tuple[Recipient, ...], wrong: tuple[Problem, ...]) -> None:
    """Whatever comes out is one line without control characters in the places that matter."""
    named = {problem.row for problem in wrong if problem.grave}
    for one in found:
        assert one.name or named & {1, one.row}
        assert one.name == " ".join(one.name.split())
        assert one.email.isprintable()
        assert " " not in one.email
