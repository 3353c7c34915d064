"""Rosters as people save them, and as nobody should."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.errors import Problem, RosterError
from runstrong_pdf.model.words import Kit, Level, Run
from runstrong_pdf.roster import Roster, RosterRow, read_roster

PLAIN = "name,email,kit\nZoë Łuczak,zoe@example.org,band\nJo,,\n"


def read(content: bytes | str, name: str = "r.csv") -> Roster:
    return read_roster(content if isinstance(content, bytes) else content.encode(), name)


def people(content: bytes | str, name: str = "r.csv") -> tuple[RosterRow, ...]:
    roster = read(content, name)
    assert errors(roster) == []
    return roster.rows


def errors(roster: Roster) -> list[Problem]:
    return [problem for problem in roster.problems if problem.severity == "error"]


def problems(content: bytes | str) -> list[str]:
    return [str(problem) for problem in errors(read(content))]


# -- files as spreadsheets write them -------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_delimiter_and_line_end(
    encoding: str, delimiter: str, end: str
) -> None:
    content = PLAIN.replace(",", delimiter).replace("\n", end).encode(encoding)
    assert people(content) == (
        RosterRow(2, "Zoë Łuczak", "zoe@example.org", None, (("kit", (Kit.BAND,)),)),
        RosterRow(3, "Jo"),
    )


def test_windows_1252() -> None:
    assert people("Name;E-Mail\nJosé Müller;j@example.org\n".encode("cp1252"))[0].name == (
        "José Müller"
    )


def test_bytes_that_are_no_text_at_all() -> None:
    with pytest.raises(RosterError, match="neither UTF-8"):
        read_roster(b"name\n\x81\x8d\xff", "r.csv")


def test_the_line_that_tells_excel_the_delimiter() -> None:
    assert people("sep=;\nname;kit\nJo;band,chair\n")[0] == RosterRow(
        2, "Jo", options=(("kit", (Kit.BAND, Kit.CHAIR)),)
    )
    assert people("sep=\t\nname\tkit\nJo\tband\n".encode("utf-16"))[0].name == "Jo"


def test_headers_in_any_case_and_by_other_names() -> None:
    (one,) = people("Vorname;SURNAME;E-mail Address;Press_ups;Equipment\nA;B;a@b.org;7;band\n")
    assert one == RosterRow(2, "A B", "a@b.org", None, (("kit", (Kit.BAND,)), ("push_ups", 7)))


@pytest.mark.parametrize("header", ["Prénom;Nom;Courriel", "VORNAME;Nachname;E-Mail"])
def test_headers_of_other_languages_and_with_accents(header: str) -> None:
    assert people(f"{header}\nZoë;Müller;z@x.org\n") == (RosterRow(2, "Zoë Müller", "z@x.org"),)


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
    (note,) = read(content).problems
    assert (note.row, note.field, note.severity) == (3, "name", "note")
    assert "save it as CSV UTF-8" in note.message
    assert read("name\nŁucja\n").problems == ()


def test_empty_rows_are_counted_and_left_out() -> None:
    found = people("\nname,kit\n\nJo,\n,\n , \nBo,band\n\n")
    assert [(one.row, one.name) for one in found] == [(4, "Jo"), (7, "Bo")]


def test_quoted_newlines_and_doubled_quotation_marks() -> None:
    (one,) = people('name,kit\n"Anna ""Ace""\r\nSmith","band,\nchair"\n')
    assert one.name == 'Anna "Ace" Smith'
    assert dict(one.options)["kit"] == (Kit.BAND, Kit.CHAIR)


def test_accents_are_joined_to_their_letters() -> None:
    assert people("name\nZoe\u0308\n")[0].name == "Zoë"


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("kit", "band; chair and Dumbbells", (Kit.BAND, Kit.CHAIR, Kit.DUMBBELLS)),
        ("kit", "band + chair", (Kit.BAND, Kit.CHAIR)),
        ("kit", "None", ()),
        ("bands", "red/green", ("red", "green")),
        ("dumbbells", "1,5 kg; 3kg", (1.5, 3.0)),
        ("dumbbells", "1,2,4", (1.0, 2.0, 4.0)),
        ("avoid", "low back, Wrist", ("wrist", "low-back")),
        (
            "runs",
            "Tuesday hard; thu:easy, Sun - long",
            (Run(1, "hard"), Run(3, "easy"), Run(6, "long")),
        ),
        ("start", "7.12.2026", dt.date(2026, 12, 7)),
        ("race", "2027-02-14", dt.date(2027, 2, 14)),
        ("push-ups", "12.0", 12),
        ("level", "Beginner", Level.BEGINNER),
        ("large-print", "Ja", True),
        ("programme", "Couch to floor", "couch-to-floor"),
        ("edition", "Week Sheets", "week-sheets"),
        ("language", "Deutsch", "Deutsch"),
        ("kit", " ", None),
    ],
)
def test_cells_as_people_write_them(column: str, cell: str, value: object) -> None:
    (one,) = people(f'name,{column}\nJo,"{cell}"\n')
    found = {} if value is None else {column.replace("-", "_"): value}
    assert dict(one.options) == found
    assert repr(dict(one.options)) == repr(found)  # of the same types, too


def test_equal_cells_share_their_options() -> None:
    rows = people("name,kit,minutes\n" + "".join(f"Jo {i},band,{30 + i % 2}\n" for i in range(99)))
    assert len({id(one.options) for one in rows}) == 2
    assert len({one.options for one in rows}) == 2


def test_what_the_columns_are_called() -> None:
    roster = read("Vorname;Nachname;E-Mail;Liegestütze;Telefon\nA;B;a@b.org;7;1\n")
    assert roster.headings == {
        "first-name": "Vorname",
        "last-name": "Nachname",
        "email": "E-Mail",
        "push_ups": "Liegestütze",
    }


def test_a_mail_link_is_an_address() -> None:
    assert people("name,email\nJo,mailto:j@x.org\n")[0].email == "j@x.org"


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
        ("name,programme\nJo,x.TOML\n", ["row 2, programme: 'x.TOML' is a file"]),
        ("name,programme\nJo,../x\n", ["row 2, programme: '../x' is not the name"]),
        ("name,minutes\nJo,5\n", ["row 2, minutes: 5 is not possible, at least 20"]),
        ("name,kit\nJo,bnad\n", ["row 2, kit: 'bnad' is not known; did you mean band?"]),
        ("name,large type\nJo,perhaps\n", ["row 2, large type: 'perhaps' is neither yes nor"]),
        ("Name\nJo\u200b\n", ["row 2, Name: has a character that cannot be seen (U+200B)"]),
        (f"name\n{'Jo' * 41}\n", ["row 2, name: 'JoJo", "has 82 letters, at most 80"]),
        (
            f'name,Runs\nJo,"tue{"," * 200}"\n',
            ["row 2, Runs: 'tue,", "has 203 letters; is a quotation mark not closed?"],
        ),
        ("name,kit\nJo,band,chair\n", ["row 2: has 3 cells, the first row has 2"]),
        ("name,kitt\nJo,band\n", ["row 1, kitt: this column is not used; did you mean kit?"]),
        ("name,email,E-Mail\nJo,,\n", ["row 1, email: the column is there 2 times"]),
        ("Jo,j@x.org\n", ["row 1, name: there is no column 'name'"]),
        ("name\n", ["there is nobody in it"]),
        ("name,phone\n", ["there is nobody in it"]),
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


def test_a_problem_is_data() -> None:
    roster = read("Name,Press-ups,Mail,Send\nJo,many,x,perhaps\n,1/2,,\n")
    assert [(p.where, p.row, p.field, p.label) for p in roster.problems] == [
        ("r.csv", 2, "email", "Mail"),
        ("r.csv", 2, "send", "Send"),
        ("r.csv", 2, "push_ups", "Press-ups"),
        ("r.csv", 3, "name", "Name"),
        ("r.csv", 3, "push_ups", "Press-ups"),
    ]
    assert {p.severity for p in roster.problems} == {"error"}


def test_equal_cells_are_wrong_in_every_row() -> None:
    assert problems("name,kit\nJo,boat\nBo,boat\n") == [
        f"r.csv: row {row}, kit: 'boat' is not known; possible: chair, band, anchor, dumbbells"
        for row in (2, 3)
    ]


def test_a_row_without_a_usable_name_is_there_without_it() -> None:
    one, two = read("name,minutes\n,30\nJo\u202e,30\n").rows
    assert (one.name, two.name) == ("", "")
    assert one.options == two.options == (("minutes", 30),)


def test_a_column_of_the_clubs_own_is_only_mentioned() -> None:
    roster = read("name,phone\nJo,123\n")
    assert roster.rows == (RosterRow(2, "Jo"),)
    assert roster.problems == (
        Problem("", "this column is not used", "", "note", "r.csv", 1, "phone"),
    )


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        (b'name,notes\nJo,"never closed\nBo,\n', "row 2: a quotation mark opens here"),
        (b'name\n"Jo" Smith\n', "row 2: text follows a closing quotation mark"),
        (b"name\n" + b"x" * 200_000, "row 2: a cell is far too long"),
        (b"\xd0\xcf\x11\xe0rest", "is an old Excel file"),
    ],
)
def test_what_is_no_table(content: bytes, part: str) -> None:
    with pytest.raises(RosterError, match=f"^r.csv: {part}") as caught:
        read_roster(content, "r.csv")
    (problem,) = caught.value.problems
    assert problem.where == "r.csv"
    assert problem.row == (2 if "row 2" in part else 0)


def test_a_web_page_is_no_table() -> None:
    page = b"<html><table><tr><td>Name</td></tr><tr><td>Ann</td></tr></table></html>"
    assert "there is no column 'name'" in "\n".join(map(str, errors(read(page, "r.xls"))))


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
    options = (("dumbbells", (2.5,)), ("push_ups", 12), ("start", dt.date(2026, 12, 7)))
    assert people(out.getvalue(), "r.xlsx") == (
        RosterRow(2, "Zoë", "z@x.org", send=True, options=options),
        RosterRow(4, "Jo"),
    )


def test_odd_cells_of_xlsx() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "Minutes", "Start", "Kit"])
    for value in (dt.time(7, 30), dt.timedelta(hours=40), 1e300, 10**40, True, "#REF!", "x" * 9999):
        sheet.append([value, value, value, value])
    sheet["H2"] = "beside"
    out = io.BytesIO()
    book.save(out)
    roster = read(out.getvalue(), "r.xlsx")
    assert [row.row for row in roster.rows] == [2, 3, 4, 5, 6, 7, 8]
    wrong = {(problem.row, problem.field) for problem in roster.problems}
    assert wrong >= {(row, field) for row in range(2, 9) for field in ("minutes", "start", "kit")}


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
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        roster = read_roster(content, "r.csv")
    except RosterError:
        return
    check(roster)


@given(st.lists(HEADERS, min_size=1, max_size=8), st.lists(st.lists(CELLS, max_size=9), max_size=6))
def test_any_cells_are_read_or_named(headers: list[str], rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["name", *headers], *rows])
    try:
        roster = read_roster(out.getvalue().encode(errors="replace"), "r.csv")
    except RosterError:
        return
    check(roster)
    last = max((one.row for one in roster.rows), default=0)
    assert all(0 <= one.row <= max(last, len(rows) * 90 + 2) for one in roster.problems)


def check(roster: Roster) -> None:
    """Whatever comes out is one line without control characters in the places that matter."""
    assert [one.row for one in roster.problems] == sorted(one.row for one in roster.problems)
    assert {one.where for one in roster.problems} <= {"r.csv"}
    named = {problem.row for problem in errors(roster)}
    for one in roster.rows:
        assert one.name or named & {1, one.row}
        assert one.name == " ".join(one.name.split())
        assert one.name.isprintable()
        assert one.email.isprintable()
        assert " " not in one.email
        assert one.options == tuple(sorted(one.options))
        assert all(value is not None for _, value in one.options)
        assert "\x00" not in str(one.options)


def test_a_name_may_be_spelled_another_way_on_paper() -> None:
    found = people("Name,Print Name\n山田 太郎,Yamada Tarō\nJo,\n")
    assert [(one.name, one.print_name) for one in found] == [
        ("山田 太郎", "Yamada Tarō"),
        ("Jo", ""),
    ]
