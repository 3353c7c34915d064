"""Rosters as people save them, and as nobody should."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runstrong_pdf.errors import Problem, RosterError
from runstrong_pdf.model.words import Kit, Level, Run
from runstrong_pdf.roster import workbook as workbook_module
from runstrong_pdf.roster.row_reader import Roster, RosterRow, read_headings, read_roster
from runstrong_pdf.roster.spreadsheet import LARGEST
from tests.workbooks import as_excel_writes, saved

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


@pytest.mark.parametrize(
    "header",
    [
        "Prénom;Nom;Courriel",
        "VORNAME;Nachname;E-Mail",
        "Vorname;Nachname;E-Mail-Adresse",
        "Prénom;Nom;Adresse e-mail",
        "Nombre;Apellidos;Correo electrónico",
        "First;Last;Adres e-mail",
    ],
)
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


@pytest.mark.parametrize(
    ("encoding", "names", "words"),
    [
        ("cp1252", ["Zoë", "Jürgen Müller", "Seán O\u2019Neil", "Renée"], "West European"),
        ("cp1250", ["Łucja Šimek", "Żaneta", "Jiří Dvořák", "Győző"], "Central European"),
        (
            "mac_roman",
            ["Jürgen", "Zoë", "Renée", "Mañana", "Łukasz"[1:]],
            "West European, of a Mac",
        ),
        ("mac_latin2", ["Żaneta", "Jiří", "Łukasz", "Dvořák"], "Central European, of a Mac"),
    ],
)
def test_a_guessed_encoding_is_said_with_the_doubtful_names(
    encoding: str, names: list[str], words: str
) -> None:
    roster = read("\n".join(["name", "Jo", *names]).encode(encoding))
    assert [one.name for one in roster.rows[1:]] == names
    (note,) = roster.problems
    assert (note.row, note.field, note.severity) == (3, "name", "note")
    assert f"read as {words}: " in note.message
    assert "save it as CSV UTF-8" in note.remedy
    assert all(name in note.message for name in names if not name.isascii())


def test_no_more_names_are_listed_than_can_be_read() -> None:
    names = [f"Zoë {number}" for number in range(99)]
    (note,) = read("\n".join(["name", *names]).encode("cp1252")).problems
    assert note.message.endswith("Zoë 4 and 94 more")
    assert read("name\nŁucja\n").problems == ()


def test_one_odd_byte_is_a_problem_of_its_row_and_no_name_is_guessed() -> None:
    content = 'name,notes\n"Zoë\n",\nJürgen,\nRen*,\nŁucja,\n'.encode().replace(b"*", b"\xe9")
    roster = read(content)
    assert [one.name for one in roster.rows] == ["Zoë", "Jürgen", "", "Łucja"]
    assert list(map(str, roster.problems[-1:])) == [
        "r.csv: row 4, name: has a letter that is damaged: 'Ren?'"
    ]


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
        ("dumbbells", "1,5 kg; 3kg", "1.5 kg;  3kg"),
        ("dumbbells", "2, 5", (2.0, 5.0)),
        ("dumbbells", "2.5, 5", (2.5, 5.0)),
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


@pytest.mark.parametrize(
    ("cell", "kilograms"),
    [("2,5", (2.5,)), ("2,5 kg", "2.5 kg"), ("2,5 / 4", (2.5, 4)), ("1,2,4", (1, 2, 4))],
)
def test_a_comma_is_a_decimal_comma_where_semicolons_part_the_cells(
    cell: str, kilograms: tuple[float, ...] | str
) -> None:
    assert people(f"Name;Hanteln\nAnna;{cell}\n")[0].options == (("dumbbells", kilograms),)


@pytest.mark.parametrize(
    ("cell", "readings"),
    [
        ("2,5", "2.5 kg, or 2 kg and 5 kg"),
        ("2,5 and 4", "2.5 kg, or 2 kg and 5 kg"),
        ("1,5,2,5", "1.5 kg and 2.5 kg, or 1 kg and 5 kg and 2 kg and 5 kg"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_elsewhere_a_comma_between_figures_is_asked_about(
    cell: str, readings: str, delimiter: str
) -> None:
    (problem,) = errors(read(f'name{delimiter}dumbbells\nJo{delimiter}"{cell}"\n'))
    assert f"can be read in two ways: {readings}" in problem.message
    assert problem.remedy.startswith("write ")


@pytest.mark.parametrize(
    "cell",
    ["a@x.org\u200b", "\u2060 a@x.org", "MAILTO:a@x.org", "Ann <a@x.org>", "\ufeffmailto: a@x.org"],
)
def test_an_address_as_it_is_copied(cell: str) -> None:
    assert people(f"name,email\nAnn,{cell}\n")[0].email == "a@x.org"


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


@pytest.mark.parametrize(
    ("name", "first", "called"),
    [("Müller", "Jo", "Jo Müller"), ("Jo Müller", "Jo", "Jo Müller"), ("Müller", "", "Müller")],
)
def test_a_name_beside_a_first_name_is_that_of_the_family(
    name: str, first: str, called: str
) -> None:
    assert people(f"Name;Vorname\n{name};{first}\n")[0].name == called


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
        ("name,Gesundheit\nJo,Knie\n", ["row 1, Gesundheit: this column is not used, though it "]),
        (
            "name,Ausrüstung\nJo,Stuhl\n",
            ["row 2, Ausrüstung: 'Stuhl' is not known; did you mean ch"],
        ),
        (
            "name,Einschränkung\nJo,Knie\n",
            ["row 2, Einschränkung: 'Knie' is not known; did you me"],
        ),
        ("name,email\nNia <nia@example.org>,\n", ["row 2, name: has an email address in it"]),
        ("name,print name\nNia,nia@example.org\n", ["row 2, print name: has an email address"]),
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
    ("heading", "also", "severity"),
    [("Kontakt", "", "warning"), ("emial", "", "error"), ("Kontakt", "email", "note")],
)
def test_a_column_full_of_addresses_is_not_passed_over(
    heading: str, also: str, severity: str
) -> None:
    roster = read(f"name,{heading},{also}\nJo,jo@x.org,\nKim,,\nZoë,<z@x.org>,\nAnn,?,\n")
    (found,) = roster.problems
    assert (found.label, found.severity) == (heading, severity)
    assert ("full of email addresses" in found.message) is (severity == "warning")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        (b'name,notes\nJo,"never closed\nBo,\n', "row 2: a quotation mark opens here"),
        (b'name\n"Jo" Smith\n', "row 2: text follows a closing quotation mark"),
        (b"name\n" + b"x" * 200_000, "row 2: a cell is far too long"),
        (b"\xd0\xcf\x11\xe0rest", "is an old Excel file"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is locked with a passw"),
        (b" <html><table><tr><td>Name</td></tr></table></html>", "is a web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "is a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "is a web page or XML"),
        (b"MIME-Version: 1.0\n", "is a web page"),
        (b"%PDF-1.7\n", "is a PDF"),
    ],
)
def test_what_is_no_table(content: bytes, part: str) -> None:
    with pytest.raises(RosterError, match=f"^r.csv: {part}") as caught:
        read_roster(content, "r.csv")
    (problem,) = caught.value.problems
    assert problem.where == "r.csv"
    assert problem.row == (2 if "row 2" in part else 0)


# -- XLSX -----------------------------------------------------------------------------------------

Rows = Sequence[Sequence[object]]
THREE: Rows = (("Name", "Email"), ("Ann", "a@x.org"), ("Bob", "b@x.org"), ("Cid", "c@x.org"))


def workbook(*sheets: tuple[str, Rows]) -> Any:  # noqa: ANN401  of a library without types
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


def test_texts_that_cells_share() -> None:
    strings = (
        "<si><t>Name</t></si><si><r><t>Zo</t></r><r><rPr><b/></rPr><t>ë</t></r></si>"
        '<si><t>山田</t><rPh sb="0" eb="1"><t>ヤマダ</t></rPh></si>'
    )
    cells = """<row r="2"><c r="B2" t="s"><v>0</v></c><c t="str"><v>Send</v></c></row>
        <row><c r="B3" t="s"><v>1</v></c><c t="b"><v>0</v></c></row>
        <row><c r="B4" t="s"><v>2</v></c><c t="str"><f>""</f><v/></c></row>"""
    assert people(as_excel_writes(cells, strings=strings), "r.xlsx") == (
        RosterRow(3, "Zoë", send=False),
        RosterRow(4, "山田"),
    )


def test_xlsx() -> None:
    rows: Rows = (
        ("Name", "Email", "Start", "Push-ups", "Dumbbells", "Send", "Race"),
        ("Zoë", "z@x.org", dt.datetime(2026, 12, 7), 12.0, 2.3, True, dt.date(2027, 2, 14)),  # noqa: DTZ001
        (None, None),
        ("Jo", None, "", None, None),
    )
    options = (
        *(("dumbbells", (2.3,)), ("push_ups", 12)),
        *(("race", dt.date(2027, 2, 14)), ("start", dt.date(2026, 12, 7))),
    )
    assert people(saved(workbook(("Sheet", rows))), "r.xlsx") == (
        RosterRow(2, "Zoë", "z@x.org", send=True, options=options),
        RosterRow(4, "Jo"),
    )


def test_dates_of_a_workbook_that_counts_from_1904() -> None:
    book = workbook(("S", (("Name", "Start"), ("Jo", dt.date(2026, 12, 7)))))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert dict(people(saved(book), "r.xlsx")[0].options) == {"start": dt.date(2026, 12, 7)}


def test_a_format_of_the_clubs_own_shows_a_date() -> None:
    book = workbook(("S", (("Name", "Start", "Minutes"), ("Jo", 46363, 30))))
    book.active["B2"].number_format = 'dddd" the "d.mm.yy'
    book.active["C2"].number_format = '0" min"'
    (one,) = people(saved(book), "r.xlsx")
    assert dict(one.options) == {"start": dt.date(2026, 12, 7), "minutes": 30}


def test_odd_cells_of_xlsx() -> None:
    book = workbook(("S", (("Name", "Minutes", "Start", "Kit"),)))
    for value in (dt.time(7, 30), dt.timedelta(hours=40), 1e300, 10**40, True, "x" * 9999):
        book.active.append([value, value, value, value])
    book.active["H2"] = "beside"
    roster = read(saved(book), "r.xlsx")
    assert [row.row for row in roster.rows] == [2, 3, 4, 5, 6, 7]
    wrong = {(problem.row, problem.field) for problem in roster.problems}
    assert wrong >= {(row, field) for row in range(2, 8) for field in ("minutes", "start", "kit")}
    assert "what stands beside the table is not read, as in row 2" in str(roster.problems[0])


def test_the_sheet_that_names_the_columns_is_read_and_named() -> None:
    summary: Rows = (("Export summary",), ("Sheet", "Table"))
    book = workbook(("Read me", summary), ("Members", (("Name", "Kit"), ("Jo", "boat"))))
    roster = read(saved(book), "r.xlsx")
    assert [one.name for one in roster.rows] == ["Jo"]
    assert str(roster.problems[0]).startswith("r.xlsx, sheet Members: row 2, Kit: 'boat'")


def test_a_title_above_the_names_is_left_out() -> None:
    rows: Rows = (("Riverside Runners 2026",), (), *THREE)
    assert people(saved(workbook(("S", rows))), "r.xlsx")[0] == RosterRow(4, "Ann", "a@x.org")
    assert people("Riverside Runners 2026\n\nName;Kit\nAnn;band,chair\n")[0].row == 4


def test_several_sheets_with_names_are_a_question() -> None:
    book = workbook(("Now", THREE), ("Lists", (("beginner",),)), ("Old", THREE))
    with pytest.raises(RosterError, match="a column of names on 2 sheets: Now, Old") as error:
        read(saved(book), "r.xlsx")
    assert error.value.remedy.startswith("hide or remove all of them but")
    book["Old"].sheet_state = "hidden"
    roster = read(saved(book), "r.xlsx")
    assert len(roster.rows) == 3
    (note,) = roster.problems
    assert (note.severity, note.message) == ("note", "hidden sheets are not read, here 1: Old")


def test_names_on_a_hidden_sheet_alone_are_not_taken() -> None:
    book = workbook(("Read me", (("Export summary",),)), ("Members", THREE))
    book["Members"].sheet_state = "veryHidden"
    with pytest.raises(RosterError, match="on a hidden sheet: Members"):
        read(saved(book), "r.xlsx")


def test_rows_that_are_hidden_or_struck_out_are_marked_and_noted() -> None:
    book = workbook(("S", (*THREE, ("Dan", "d@x.org"), ("Eve", "e@x.org"))))
    book.active.row_dimensions[3].hidden = True
    for cell in ("A4", "B5"):
        book.active[cell].font = openpyxl.styles.Font(strike=True)
    roster = read(saved(book), "r.xlsx")
    assert [one.row for one in roster.rows if one.hidden] == [3, 4, 5]
    (note,) = roster.problems
    assert note.severity == "note"
    assert "get no mail and no copies unasked, here 3: 3, 4, 5" in note.message


def test_a_merged_cell_counts_for_all_its_rows() -> None:
    book = workbook(("S", (("Name", "Level", "Kit"), ("Ann", "beginner", "band"), ("Bob",))))
    book.active.merge_cells("B2:B3")
    one, two = people(saved(book), "r.xlsx")
    assert dict(one.options)["level"] == dict(two.options)["level"] == Level.BEGINNER
    assert "kit" not in dict(two.options)
    book.active.merge_cells("A3:B3")
    (problem,) = errors(read(saved(book), "r.xlsx"))
    assert (problem.row, problem.message) == (3, "is merged with the cell beside it")


def test_a_formula_without_its_value_is_a_problem_of_its_cell() -> None:
    rows: Rows = (("First name", "Name", "Email"), ("Ann", "=A2", '=LOWER(A2)&"@x.org"'))
    found = errors(read(saved(workbook(("S", rows))), "r.xlsx"))
    assert [(one.row, one.label) for one in found] == [(2, "Name"), (2, "Email")]
    assert {one.message for one in found} == {"is a formula whose value the file does not hold"}


def test_a_formula_with_its_value_is_its_value() -> None:
    cells = """<row><c t="str"><v>Name</v></c><c t="str"><v>Minutes</v></c></row>
        <row><c t="str"><f>"Jo"</f><v>Jo</v></c><c><f>10*3</f><v>30</v></c></row>"""
    assert people(as_excel_writes(cells), "r.xlsx") == (
        RosterRow(2, "Jo", options=(("minutes", 30),)),
    )


def test_a_formula_that_could_not_be_worked_out_is_a_problem() -> None:
    rows: Rows = (("Name", "Email"), ("#REF!", "#N/A"), ("Jo", "j@x.org"))
    for content, name in (
        (saved(workbook(("S", rows))), "r.xlsx"),
        (b"Name,Email\n#REF!,#N/A\n#BEZUG!,#NV\n", "r.csv"),
    ):
        found = errors(read(content, name))
        assert {(2, "Name"), (2, "Email")} <= {(one.row, one.label) for one in found}
        assert "#NV" not in [one.email for one in read(content, name).rows]


def test_a_stray_cell_at_the_end_of_the_sheet_costs_nothing() -> None:
    book = workbook(("S", THREE))
    book.active["XFD1048576"] = "stray"
    book.active["A1048575"] = "Zoë"
    assert [one.row for one in people(saved(book), "r.xlsx")] == [2, 3, 4, 1_048_575]


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b"name\nJo\n", b""])
def test_damaged_xlsx(content: bytes) -> None:
    with pytest.raises(RosterError, match="not an XLSX file"):
        read_roster(content, "r.xlsx")


NAME = '<row><c t="str"><v>Name</v></c></row><row><c t="str"><v>Jo</v></c></row>'
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 50}">' for n in range(9))


@pytest.mark.parametrize(
    "content",
    [
        as_excel_writes(f"{NAME}&e8;", doctype=f"<!DOCTYPE x [{LAUGHS}]>"),
        as_excel_writes(NAME + '<mergeCell ref="A2:A1048576"/>' * 3),
        as_excel_writes(NAME + '<mergeCell ref="B9:B9"/>' * 50_001),
        as_excel_writes(NAME.replace("row", "xxx" * 9999)),
        as_excel_writes("<a>" * 99_999 + NAME),
        as_excel_writes('<row r="x"/>'),
        as_excel_writes(
            NAME + '<row><c r="A3" t="str"><v>Ida</v></c><c r="3"><v>knee</v></c></row>'
        ),
        as_excel_writes('<row><c t="s"><v>9</v></c></row>'),
        as_excel_writes('<row><c s="9"><v>9</v></c></row>'),
        as_excel_writes("<row><c><v>nine</v></c></row>"),
    ],
)
def test_a_workbook_that_nobody_should_write_is_refused(content: bytes) -> None:
    assert len(content) < LARGEST
    with pytest.raises(RosterError):
        read(content, "r.xlsx")


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument file"),
        ("Index/Document.iwa", "", "a file of Numbers"),
        ("xl/workbook.bin", "", "a binary Excel file"),
        ("word/document.xml", "", "a text document"),
    ],
)
def test_another_kind_of_packed_file_is_called_by_its_name(part: str, text: str, said: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(part, text)
    with pytest.raises(RosterError, match=said):
        read(out.getvalue(), "r.ods")


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook_module, "LARGEST_UNPACKED", 100_000)
    assert people(as_excel_writes(NAME), "r.xlsx")
    with pytest.raises(RosterError, match="unpacks to more"):
        read(as_excel_writes(f"{NAME}<x>{' ' * 100_000}</x>"), "r.xlsx")
    monkeypatch.setattr(workbook_module, "MOST_ELEMENTS", 1000)
    with pytest.raises(RosterError, match="far more than a roster"):
        read(as_excel_writes("<x/>" * 1000 + NAME), "r.xlsx")


def test_what_is_no_part_of_the_table_is_not_kept() -> None:
    cells = f'{"<x/><row/>" * 50_000}{NAME}<row><c r="{"Z" * 99}1" t="str"><v>x</v></c></row>'
    assert [one.row for one in people(as_excel_writes(cells), "r.xlsx")] == [50_002]


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
@example(b"\n\x01\n\x00")
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
        assert one.name or named & {*range(1, roster.rows[0].row), one.row}
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


HEALTH = """
    Health, health_form, Known injuries, KneePain, Back pain, Painful joints, Knee, Low back
    Illness
    Diagnosis, Disability, Asthma, Conditions, Gesundheit, Vorerkrankung, Krankheiten
    Rückenschmerzen, Sportverletzung, Santé, Maladies, Problèmes de santé, Enfermedades, Dolores
    Choroby, Urazy
"""
OTHERS = """
    Spain, Painter, Curazao, Intéressante, Healthcare worker, Paint colour, Campaign, No, No., phone
    Form returned, Membership, Krankenkasse, Air conditioning, Terms & conditions
    Terms and conditions, Emergency contact
"""


def test_a_column_that_speaks_of_health_is_never_passed_over_and_no_other_stops() -> None:
    """A new name, as the remedy says, is enough to go on."""
    for headings, severity, remedy in ((HEALTH, "error", "'form returned'"), (OTHERS, "note", "")):
        for heading in re.split(r",|\n", headings.strip()):
            (found,) = read_headings(["name", heading.strip()], 1)[1]
            assert (heading, found.severity) == (heading, severity)
            assert remedy in found.remedy


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Zoë Weiß,z@münchen.de", "ZOË WEISS,Z@xn--mnchen-3ya.de", True),
        ("Jo,jo@straße.example", "Jo,jo@strasse.example", False),
        ("Jo,jo@example.org", "Jo,ann@example.org", False),
        ("Jo,jo@example.org", "Ann,jo@example.org", False),
        ("Jo,", "Jo,", False),
    ],
)
def test_one_person_twice_is_noticed_however_the_address_is_written(
    first: str, second: str, *, same: bool
) -> None:
    roster = read_roster(f"name,email\n{first}\n{second}\n".encode(), "r.csv")
    assert ["is the same person as in row 2" in one.message for one in roster.problems] == [
        True
    ] * same
