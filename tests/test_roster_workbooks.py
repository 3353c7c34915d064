"""A workbook is changed cell by cell and row by row; everything else in it stays as it is."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.pagebreak import Break

from runstrong_pdf import Club, RosterError
from runstrong_pdf.roster import workbook as workbook_module
from runstrong_pdf.roster.editing import changed_roster, roster_table, with_cells, without_rows
from runstrong_pdf.roster.spreadsheet import clean_cell
from tests.club.making import SMALL, club_in
from tests.workbooks import a_club, as_excel_writes, opened, saved, with_table

MAIN = "http://schemas.openxmlformats.org"
STRINGS = "".join(f"<si><t>{word}</t></si>" for word in ("Name", "Zoë", "Jo", "Kit", "band"))
CELLS = """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>3</v></c></row>
<row r="2" ht="30"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>4</v></c></row>
<row r="3"><c t="s"><v>2</v></c><c r="D3"><v>7</v></c></row><row r="4" ht="9"/>"""


def club_with(tmp_path: Path, content: bytes) -> Club:
    folder = club_in(tmp_path / "club", toml=f'name = "Club"\nroster = "m.xlsx"\n{SMALL}')
    (folder / "m.xlsx").write_bytes(content)
    return Club.open(folder)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def names(content: bytes) -> list[str]:
    return [row[0] for row in roster_table(content, "m.xlsx").rows.values()]


# -- cells ----------------------------------------------------------------------------------------


def test_cells_are_written_and_people_added_with_their_formats(tmp_path: Path) -> None:
    club = club_with(tmp_path, saved(a_club()))
    file = club.folder / "m.xlsx"
    before, table = file.read_bytes(), club.roster_table()
    new = {(7, 0): "Eva & <Co>", (7, 2): "2027-02-01", (7, 3): "8", (7, 5): "007", (8, 0): "Uma"}
    changed = {(3, 3): "12", (4, 1): "jo@example.com", (5, 4): "no", (5, 2): "2027-01-04"}
    after = club.write_roster(table.digest, {**changed, **new})
    assert (after.rows[3][3], after.rows[4][1]) == ("12", "jo@example.com")
    assert after.rows[5][2:5] == ("2027-01-04", "5", "no")
    assert after.rows[7] == ("Eva & <Co>", "", "2027-02-01", "8", "", "007")
    assert list(after.rows) == [3, 4, 5, 6, 7, 8]
    assert not [one for one in club.check(drawn=False) if one.severity == "error"]
    sheet = opened(file.read_bytes()).active
    assert (sheet["D3"].value, sheet["E5"].value, sheet["F7"].value) == (12, False, "007")
    assert sheet["C5"].is_date
    assert sheet["C7"].is_date
    assert {sheet.cell(7, column).border.bottom.style for column in range(1, 7)} == {"thin"}
    assert not sheet.row_dimensions[7].hidden
    links = [sheet.cell(row, 2).hyperlink for row in (3, 4, 5)]
    assert [link and link.target for link in links] == ["mailto:z@example.org", None,
                                                        "mailto:a@example.org"]  # fmt: skip
    kept = {"xl/styles.xml", "xl/theme/theme1.xml", "xl/worksheets/sheet2.xml", "_rels/.rels"}
    old, now = parts(before), parts(file.read_bytes())
    assert {name for name in old if old[name] == now[name]} >= kept
    assert list(old) == list(now)


def test_what_reaches_to_the_last_row_reaches_to_the_new_one() -> None:
    content = with_cells(saved(a_club()), "m.xlsx", {(9, 0): "Eva"})
    book = opened(content)
    assert book.active.auto_filter.ref == "A2:F7"
    assert [str(one.sqref) for one in book.active.conditional_formatting] == ["A3:F7"]
    assert [str(one.sqref) for one in book.active.data_validations.dataValidation] == ["E3:E7"]
    assert book.defined_names["Members"].attr_text == "'Our members'!$A$3:$F$7"
    assert [str(one) for one in book.active.merged_cells.ranges] == ["A1:D1"]
    content = with_cells(saved(with_table(a_club())), "m.xlsx", {(9, 0): "Eva"})
    assert opened(content).active.tables["People"].ref == "A2:F7"


def test_texts_that_cells_share_and_rows_without_cells() -> None:
    content = as_excel_writes(CELLS, strings=STRINGS, main=MAIN)
    written = with_cells(content, "m.xlsx", {(2, 0): "Zoe", (3, 1): "none", (9, 0): "Eva"})
    assert roster_table(written, "m.xlsx").rows == {
        2: ("Zoe", "band"), 3: ("Jo", "none"), 4: ("Eva", ""),
    }  # fmt: skip
    text = parts(written)["sheet.xml"].decode()
    assert '<row r="2" ht="30"><c r="A2" t="inlineStr">' in text
    assert '<c r="D3"><v>7</v></c></row><row r="4" ht="9"><c r="A4"' in text
    assert text.count("<row") == 4
    assert "Zoë" not in parts(written)["book/strings.xml"].decode()
    assert "<t>band</t>" in parts(written)["book/strings.xml"].decode()


def test_names_with_a_prefix_stay_so() -> None:
    cells = '<x:row><x:c t="str"><x:v>Name</x:v></x:c></x:row><x:row r="2"/>'
    content = as_excel_writes("", main=MAIN)
    head, foot = '<x:worksheet xmlns:x="', '"><x:sheetData>{}</x:sheetData></x:worksheet>'
    sheet = head + f"{MAIN}/spreadsheetml/main" + foot.format(cells)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts(content).items():
            packed.writestr(name, sheet if name == "sheet.xml" else part)
    written = with_cells(out.getvalue(), "m.xlsx", {(2, 0): "Zoë"})
    assert names(written) == ["Zoë"]
    assert b'<x:row r="2"><x:c r="A2" t="inlineStr"><x:is>' in parts(written)["sheet.xml"]


def formula(book: Any) -> None:  # noqa: ANN401  of a library without types
    book.active["D3"] = "=1+2"


def merged(book: Any) -> None:  # noqa: ANN401
    book.active.merge_cells("D3:D4")


def protected(book: Any) -> None:  # noqa: ANN401
    book.active.protection.sheet = True


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(formula, "is a formula"), (merged, "is merged with others"), (protected, "is protected")],
)
def test_what_would_be_spoiled_is_said_and_nothing_is_written(
    tmp_path: Path, spoil: Callable[[Any], None], said: str
) -> None:
    book = a_club()
    spoil(book)
    club = club_with(tmp_path, saved(book))
    before, digest = (club.folder / "m.xlsx").read_bytes(), club.roster_table().digest
    with pytest.raises(RosterError, match=said) as caught:
        club.write_roster(digest, {(3, 3): "9", (5, 0): "Eva"})
    assert caught.value.remedy
    assert (club.folder / "m.xlsx").read_bytes() == before
    assert [path.name for path in sorted(club.folder.iterdir())] == [
        "club.toml", "m.xlsx", "roster.csv",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["# Zoë", "\ufffe"])
def test_what_would_not_be_read_as_it_was_written_is_not_written(text: str) -> None:
    with pytest.raises(RosterError) as caught:
        with_cells(saved(a_club()), "m.xlsx", {(3, 0): text})
    assert caught.value.remedy


def test_below_totals_nobody_is_added() -> None:
    book = with_table(a_club())
    book.active.tables["People"].totalsRowCount = 1
    with pytest.raises(RosterError, match="row of totals"):
        with_cells(saved(book), "m.xlsx", {(9, 0): "Eva"})


def test_the_last_row_of_a_sheet_has_none_below_it() -> None:
    book = a_club()
    book.active["A1048576"] = "Zoë"
    with pytest.raises(RosterError, match="no room"):
        with_cells(saved(book), "m.xlsx", {(2_000_000, 0): "Eva"})


def test_what_is_too_large_is_not_held_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    content = saved(a_club())
    monkeypatch.setattr(workbook_module, "LONGEST_TEXT", 2000)
    with pytest.raises(RosterError, match="too large to be changed"):
        with_cells(content, "m.xlsx", {(3, 0): "Eva"})


@pytest.mark.parametrize("odd", ["<!-- x -->", "<![CDATA[x]]>"])
def test_what_is_written_in_an_unusual_way_is_left_alone(odd: str) -> None:
    content = as_excel_writes(CELLS + odd, strings=STRINGS)
    assert names(content) == ["Zoë", "Jo"]
    with pytest.raises(RosterError, match="unusual way"):
        with_cells(content, "m.xlsx", {(2, 0): "Eva"})
    with pytest.raises(RosterError, match="unusual way"):
        without_rows(content, "m.xlsx", {2})


@pytest.mark.parametrize(
    "odd",
    ["<hyperlinks><hyperlink/></hyperlinks>", "<mergeCells><mergeCell/></mergeCells>",
     '<dataValidations><dataValidation sqref="?"/></dataValidations>'],
)  # fmt: skip
def test_a_damaged_workbook_is_a_problem_and_no_bug(odd: str) -> None:
    with suppress(RosterError):
        assert names(with_cells(with_newer(odd), "m.xlsx", {(3, 0): "Eva"}))
    with suppress(RosterError):
        assert names(without_rows(with_newer(odd), "m.xlsx", {4}))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=6)


@given(
    cells=st.dictionaries(st.tuples(st.integers(3, 9), st.sampled_from([0, 1, 3, 5])), TEXTS),
    without=st.sets(st.integers(3, 6)),
)
@settings(max_examples=40, deadline=None)
def test_what_was_written_is_read(cells: dict[tuple[int, int], str], without: set[int]) -> None:
    content = saved(a_club())
    cells = {place: f"x{text}" for place, text in cells.items()}
    rows = {number: [*row] for number, row in roster_table(content, "m.xlsx").rows.items()}
    for (row, column), text in sorted(cells.items()):
        rows.setdefault(row, [""] * 6)[column] = clean_cell(text)
    digest = roster_table(content, "m.xlsx").digest
    changed = changed_roster(content, "m.xlsx", digest, cells, without)
    wanted = [tuple(row) for number, row in rows.items() if number not in without]
    assert [*roster_table(changed, "m.xlsx").rows.values()] == wanted
    assert opened(changed).active.max_row == len(wanted) + 2


# -- rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("numbers", [{3}, {4}, {3, 5}, {6}, {3, 4, 5, 6}])
def test_rows_below_move_up_with_all_that_belongs_to_them(numbers: set[int]) -> None:
    book = a_club()
    for row in range(3, 7):
        book.active.row_dimensions[row].height = 10 * row
        book.active[f"D{row}"].font = Font(size=row + 6)
    content = without_rows(saved(book), "m.xlsx", numbers)
    kept = [row for row in range(3, 7) if row not in numbers]
    sheet, last = opened(content).active, 6 - len(numbers)
    for now, row in enumerate(kept, 3):
        assert sheet[f"D{now}"].value == row
        assert sheet[f"D{now}"].font.size == row + 6
        assert sheet.row_dimensions[now].height == 10 * row
        assert bool(sheet.row_dimensions[now].hidden) == (row == 6)
        assert sheet[f"B{now}"].hyperlink.ref == f"B{now}"
        assert sheet[f"B{now}"].hyperlink.target == f"mailto:{sheet[f'B{now}'].value}"
    assert sheet.auto_filter.ref == f"A2:F{last}"
    rules = [str(one.sqref) for one in sheet.conditional_formatting]
    assert rules == ([f"A3:F{last}"] if kept else [])
    assert sheet.freeze_panes == "A3"
    assert sheet.column_dimensions["B"].width == 31
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:D1"]
    everything = b"".join(parts(content).values()).decode()
    for row, name in enumerate(("Jo", "Ada", "Ida"), 4):
        assert (f">{name}<" in everything) == (row in kept)
    assert "hyperlinks></" not in everything
    assert everything.count("mailto:") == len(kept)


def test_a_table_gets_shorter_and_shared_texts_go() -> None:
    content = without_rows(saved(with_table(a_club())), "m.xlsx", {4})
    assert opened(content).active.tables["People"].ref == "A2:F5"
    content = without_rows(as_excel_writes(CELLS, strings=STRINGS, main=MAIN), "m.xlsx", {2})
    assert roster_table(content, "m.xlsx").rows == {2: ("Jo", "")}
    assert "Zoë" not in parts(content)["book/strings.xml"].decode()
    assert '<c t="s"><v>2</v></c><c r="D2">' in parts(content)["sheet.xml"].decode()


def test_true_and_false_as_libreoffice_writes_them_move_too() -> None:
    yes = '<c r="B{0}" t="b"><f aca="false">TRUE()</f><v>1</v></c>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>{name}</v></c>{yes.format(n)}</row>'
                   for n, name in ((2, "Zoë"), (3, "Jo")))  # fmt: skip
    head = '<row r="1"><c r="A1" t="str"><v>Name</v></c><c r="B1" t="str"><v>Send</v></c></row>'
    content = as_excel_writes(head + rows)
    changed = with_cells(content, "m.xlsx", {(3, 1): "no"})
    rest = without_rows(changed, "m.xlsx", {2})
    assert roster_table(rest, "m.xlsx").rows == {2: ("Jo", "no")}
    assert b'<c r="B2" t="b"><v>0</v></c>' in parts(rest)["sheet.xml"]


def counting_cell(book: Any) -> None:  # noqa: ANN401
    book.active["H6"] = "=D6*2"


def counting_above(book: Any) -> None:  # noqa: ANN401
    book.active["H1"] = "=SUM(D3:D6)"


def counting_elsewhere(book: Any) -> None:  # noqa: ANN401
    book["Lists"]["B2"] = "=COUNTIF('Our members'!$D$3:$D$6,\">3\")"


def comment(book: Any) -> None:  # noqa: ANN401
    book.active["A5"].comment = Comment("trains alone", "Anna")


def chart(book: Any) -> None:  # noqa: ANN401
    drawn = BarChart()
    drawn.add_data(Reference(book.active, min_col=4, min_row=3, max_row=6))
    book["Lists"].add_chart(drawn, "D1")


def picture_beside(book: Any) -> None:  # noqa: ANN401
    drawn = BarChart()
    drawn.add_data(Reference(book["Lists"], min_col=1, min_row=1, max_row=2))
    book.active.add_chart(drawn, "J5")


def page_break(book: Any) -> None:  # noqa: ANN401
    book.active.row_breaks.append(Break(id=4))


def rule_for_one_cell(book: Any) -> None:  # noqa: ANN401
    rule = book.active.data_validations.dataValidation[0]
    rule.formula1 = "$H$4:$H$9"


NEWER = (
    '<extLst><ext xmlns:x14="http://x" xmlns:xm="http://xm" uri="{}"><x14:dataValidations>'
    '<x14:dataValidation type="list"><x14:formula1><xm:f>Lists!$A$1:$A$9</xm:f></x14:formula1>'
    "<xm:sqref>E3:E6</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
"""Values to choose from on another sheet, as Excel writes them since 2010."""


def with_newer(rule: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts(saved(a_club())).items():
            newer = f"{rule}</worksheet>".encode()
            here = part.replace(b"</worksheet>", newer) if "sheet1.xml" in name else part
            packed.writestr(name, here)
    return out.getvalue()


def test_values_to_choose_from_on_another_sheet_move_with_their_rows() -> None:
    shorter = parts(without_rows(with_newer(NEWER), "m.xlsx", {4}))["xl/worksheets/sheet1.xml"]
    assert b"<xm:sqref>E3:E5</xm:sqref>" in shorter
    longer = parts(with_cells(with_newer(NEWER), "m.xlsx", {(9, 0): "Eva"}))
    assert b"<xm:sqref>E3:E7</xm:sqref>" in longer["xl/worksheets/sheet1.xml"]
    for odd in (NEWER.replace("E3:E6", "E4"), NEWER.replace("Lists!$A$1:$A$9", "$H$1:$H$9")):
        with pytest.raises(RosterError, match="rules for formats or values"):
            without_rows(with_newer(odd), "m.xlsx", {4})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (counting_cell, "formulas"), (counting_above, "formulas"), (comment, "comments"),
        (counting_elsewhere, "other sheets"), (chart, "other sheets"),
        (picture_beside, "pictures or charts"), (page_break, "page breaks"),
        (rule_for_one_cell, "rules for formats or values"),
    ],
)  # fmt: skip
def test_where_something_counts_on_rows_none_is_taken_out(
    tmp_path: Path, spoil: Callable[[Any], None], said: str
) -> None:
    book = a_club()
    spoil(book)
    club = club_with(tmp_path, saved(book))
    before, digest = (club.folder / "m.xlsx").read_bytes(), club.roster_table().digest
    with pytest.raises(RosterError, match=f"row 4 cannot be taken out here: .*{said}") as caught:
        club.write_roster(digest, without={4})
    assert "spreadsheet program" in caught.value.remedy
    assert (club.folder / "m.xlsx").read_bytes() == before
    assert club.write_roster(digest, {(3, 0): "Zoe"}).rows[3][0] == "Zoe"


def test_what_stands_above_counts_on_nothing_below() -> None:
    book = a_club()
    book.active["A1"].comment = Comment("since 1980", "Anna")
    book.active["H1"] = "=TODAY()"
    book.active["H2"] = '="A5"&COUNTA(Lists!A1:A99)'
    assert names(without_rows(saved(book), "m.xlsx", {4})) == ["Zoë", "Ada", "Ida"]


def test_a_linked_roster_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is written, for those who could read it."""
    club = club_with(tmp_path, saved(a_club()))
    shared = club.folder / "shared.xlsx"
    (club.folder / "m.xlsx").rename(shared)
    shared.chmod(0o640)
    (club.folder / "m.xlsx").symlink_to(shared)
    club.write_roster(club.roster_table().digest, {(3, 0): "Zoe"})
    assert (club.folder / "m.xlsx").is_symlink()
    assert names(shared.read_bytes())[0] == "Zoe"
    assert shared.stat().st_mode & 0o777 == 0o640
