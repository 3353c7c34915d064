"""Cells of a roster are written back in its own format; every other byte stays as it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf import Club, RosterError
from runstrong_pdf.roster.editing import changed_roster, roster_table, with_cells, without_rows
from tests.club.making import SMALL, club_in

CELLS = st.text(st.characters(codec="cp1252", exclude_categories=["C", "Z"]), max_size=8)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_one_cell_is_written_and_nothing_else(coding: str, end: str, mark: str) -> None:
    lines = ["name|kit", 'Zoë|"chair\nband"', "# note|x", "Jörg|none"]
    text = (end.join(lines) + end).replace("|", mark)
    after = text.replace("Jörg", "Jürgen")
    assert with_cells(text.encode(coding), "r.csv", {(4, 0): "Jürgen"}) == after.encode(coding)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_line_that_names_the_delimiter_moves_no_row(coding: str) -> None:
    content = "sep=;\r\nname;email\r\nZoë;\r\nJo;jo@example.org\r\n"
    after = content.replace("Zoë;", "Zoë;zoe@example.org")
    changed = with_cells(content.encode(coding), "r.csv", {(2, 1): "zoe@example.org"})
    assert changed == after.encode(coding)
    without = without_rows(changed, "r.csv", {3})
    assert without == after.replace("Jo;jo@example.org\r\n", "").encode(coding)


def test_what_would_be_read_otherwise_is_not_written() -> None:
    with pytest.raises(RosterError, match="would not be read"):
        with_cells(b"name,kit\nZoe,none\nJo,none\n", "r.csv", {(3, 0): "# Jo"})  # a comment


@given(cells=st.dictionaries(st.tuples(st.integers(2, 4), st.integers(0, 1)), CELLS))
def test_what_was_written_is_read(cells: dict[tuple[int, int], str]) -> None:
    content = b"name,kit\nA,B\nC,D\nE,F\n"
    cells = {place: f"x{text}" for place, text in cells.items()}  # else an empty row, or a comment
    before = roster_table(content, "r.csv").rows
    after = roster_table(with_cells(content, "r.csv", cells), "r.csv").rows
    for row, kept in before.items():
        wanted = tuple(cells.get((row, column), cell) for column, cell in enumerate(kept))
        assert after[row] == wanted


def test_rows_are_added_and_taken_out() -> None:
    content = b"sep=;\r\nname;kit\r\nZoe;none\r\nJo;chair"
    digest = roster_table(content, "r.csv").digest
    changed = changed_roster(content, "r.csv", digest, {(9, 0): "New; one"}, {2})
    assert changed == b'sep=;\r\nname;kit\r\nJo;chair\r\n"New; one";\r\n'


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    club = Club.open(club_in(tmp_path / "club", "name,kit\nZoe,none\n", f'name = "Club"\n{SMALL}'))
    file, table = tmp_path / "club" / "roster.csv", club.roster_table()
    before = file.read_bytes()
    with pytest.raises(RosterError, match="changed meanwhile"):
        club.write_roster("another", {(2, 0): "Jo"})
    for place in ((1, 0), (2, 9), (0, 0)):
        with pytest.raises(RosterError, match="no such cell"):
            club.write_roster(table.digest, {place: "Jo"})
    assert file.read_bytes() == before
    with pytest.raises(RosterError, match="letters of this file"):
        with_cells("name\nZoë\n".encode("cp1252"), "r.csv", {(2, 0): "日"})
