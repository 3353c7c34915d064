"""A roster as a table of cells; cells and rows changed in it, all else in the file stays."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from runstrong_pdf.errors import Problem, RosterError, plain_line
from runstrong_pdf.model.address import comparable_address, person_key
from runstrong_pdf.roster.row_reader import RosterRow, read_roster
from runstrong_pdf.roster.spreadsheet import (
    NAMES,
    CsvText,
    clean_cell,
    decoded,
    meaning,
    opened_csv,
    read_table,
)
from runstrong_pdf.roster.workbook import IN_ITS_PROGRAM, is_workbook
from runstrong_pdf.roster.workbook_editing import Cells, with_book_cells, without_book_rows


@dataclass(frozen=True)
class RosterTable:
    """A roster as it stands in its file.

    Attributes:
        headings: what the columns are called there.
        columns: the option or personal column that each means; empty for one that is not used.
        rows: by the number that the spreadsheet gives them: the cells, as many as headings.
        digest: changes with the file.
    """

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...]]
    digest: str


def roster_table(content: bytes, name: str) -> RosterTable:
    r"""Return a roster as a table.

    Raises:
        RosterError: when the file cannot be read as a table at all.

    Example:
        >>> roster_table(b"Name,Press-ups\nJo,8\n", "roster.csv").rows
        {2: ('Jo', '8')}
    """
    table = read_table(content, name)
    head, *rows = table.rows
    width = len(head.cells)
    return RosterTable(
        headings=tuple(head.cells),
        columns=tuple(map(meaning, head.cells)),
        rows={row.number: tuple((row.cells + [""] * width)[:width]) for row in rows},
        digest=sha256(content).hexdigest(),
    )


def check_roster(content: bytes, name: str) -> None:
    """Raise RosterError unless a file can be a roster."""
    try:
        found = roster_table(content, name)
    except RosterError as error:
        raise error.located(where=name) from None
    if {*NAMES}.isdisjoint(found.columns):
        raise RosterError("has no column with names", where=name)


def changed_roster(
    content: bytes,
    name: str,
    digest: str,
    cells: Mapping[tuple[int, int], str],
    without: Collection[int],
) -> bytes:
    """Return a roster with other values in some cells, and without some rows.

    Args:
        digest: of the table that the changes are of.
        content, name, cells: as for `with_cells`.

    Raises:
        RosterError: as `with_cells` and `without_rows`, or when the file has changed since.
    """
    if sha256(content).hexdigest() != digest:
        raise RosterError("was changed meanwhile", "load the page again", where=name)
    changed = with_cells(content, name, cells)
    return without_rows(changed, name, without) if without else changed


def with_cells(content: bytes, name: str, cells: Mapping[tuple[int, int], str]) -> bytes:
    r"""Return a roster with other values in some cells.

    Args:
        content: a roster that can be read.
        name: of the file, for its ending.
        cells: by the number of the row, as the spreadsheet counts, and the place of the column,
            from 0; a row that is not there comes last.

    Raises:
        RosterError: when only a spreadsheet program can write it, such as a cell with a formula, or
            a letter cannot be written.

    Example:
        >>> with_cells(b"name;kit\r\nZoe;none\r\n", "roster.csv", {(2, 1): "chair;band"})
        b'name;kit\r\nZoe;"chair;band"\r\n'
    """
    table = read_table(content, name)
    head, *members = table.rows
    width, shown = len(head.cells), {row.number for row in table.rows}
    wanted: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(cells.items()):
        if not 0 <= column < width or row <= head.number:
            raise RosterError("there is no such cell", where=name)
        wanted.setdefault(row, {})[column] = plain_line(text)
    if not wanted:
        return content
    changed = {number: row for number, row in wanted.items() if number in shown}
    added = [row for number, row in wanted.items() if number not in shown]
    if is_workbook(content):
        plain = [row.number for row in members if not row.hidden and not row.struck]
        written = with_book_cells(content, changed, added, plain[-1] if plain else 0)
    else:
        written = _in_csv(content, name, width, changed, added)
    meant = [_with(row.cells, changed.get(row.number, {}), width) for row in members]
    meant += [_with([], row, width) for row in added]
    found = [_with(row.cells, {}, width) for row in read_table(written, name).rows[1:]]
    if found != [row for row in meant if any(row)]:
        raise RosterError("would not be read as it was written here", IN_ITS_PROGRAM, where=name)
    return written


def _with(cells: Sequence[str], changes: Cells, width: int) -> list[str]:
    """Return all cells of a row, some of them others, as they are read."""
    row = dict(enumerate(cells)) | {place: clean_cell(text) for place, text in changes.items()}
    return [row.get(place, "") for place in range(width)]


def without_rows(content: bytes, name: str, numbers: Collection[int]) -> bytes:
    r"""Return a roster without some rows.

    Args:
        content: a roster that can be read.
        name: of the file, for its ending.
        numbers: of the rows, as the spreadsheet counts.

    Raises:
        RosterError: when only a spreadsheet program can take them out.

    Example:
        >>> without_rows(b"name\r\nZoe\r\nJo\r\n", "roster.csv", {2})
        b'name\r\nJo\r\n'
    """
    before = read_roster(content, name).rows
    wanted = [_unnumbered(row) for row in before if row.row not in numbers]
    take_out = without_book_rows if is_workbook(content) else _without_lines
    try:
        rest = take_out(content, numbers)
        left = [_unnumbered(row) for row in read_roster(rest, name).rows]
    except RosterError as error:
        raise error.located(where=name) from None
    except (UnicodeError, csv.Error):
        raise RosterError("rows cannot be taken out here", IN_ITS_PROGRAM, where=name) from None
    if left != wanted:
        raise RosterError("rows cannot be taken out here", IN_ITS_PROGRAM, where=name)
    return rest


def _unnumbered(row: RosterRow) -> RosterRow:
    return replace(row, row=0)


def hold_back(
    content: bytes, name: str, before: Sequence[RosterRow]
) -> tuple[bytes, tuple[str, ...]]:
    r"""Return a CSV in which nobody gets mail who got none, being hidden in the workbook before.

    A CSV hides and strikes out nobody: it says no in its column `send`, which is added if need be.
    Who is meant is known by name or by address; whoever was there twice, once in sight, is not.

    Args:
        before: the rows of the workbook.

    Returns:
        The file and the names of those people.

    Raises:
        RosterError: when that cannot be written into the file.

    Example:
        >>> hidden = RosterRow(2, "Zoe", "zoe@example.org", hidden=True)
        >>> hold_back(b"Name,Email\nZoe,zoe@example.org\nJo,jo@example.org\n", "r.csv", [hidden])
        (b'Name,Email,send\nZoe,zoe@example.org,no\nJo,jo@example.org\n', ('Zoe',))
    """
    shown = {person_key(row.name, row.email) for row in before if not row.hidden}
    seen = {comparable_address(row.email) for row in before if not row.hidden}
    names = {person_key(row.name, "") for row in before if row.hidden and row.name}
    addresses = {comparable_address(row.email) for row in before if row.hidden} - seen - {""}
    found = read_roster(content, name).rows
    held = {
        row.row: row.name
        for row in found
        if person_key(row.name, row.email) not in shown
        if person_key(row.name, "") in names or comparable_address(row.email) in addresses
    }
    if not held:
        return content, ()
    table = read_table(content, name)
    head = table.rows[0]
    columns = [meaning(cell) for cell in head.cells]
    column = columns.index("send") if "send" in columns else len(columns)
    changed = {row: {column: "no"} for row in held}
    if column == len(columns):
        changed[head.number] = {column: "send"}
    written = _in_csv(content, name, max(len(columns), column + 1), changed, ())
    wanted = [replace(row, send=False) if row.row in held else row for row in found]
    if list(read_roster(written, name).rows) != wanted:
        people = ", ".join(map(plain_line, held.values()))
        text = f"are hidden or struck out in the roster so far: {people}"
        raise RosterError(text, "write no for them in a column send, or take them out", where=name)
    return written, tuple(held.values())


# -- CSV ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CsvParts:
    """A CSV taken apart into the lines of its rows.

    Attributes:
        head: what stands before the rows, such as `sep=;`.
        lines: of each row, with its line ends; a cell may go over several.
    """

    file: CsvText
    delimiter: str
    head: str
    lines: tuple[str, ...]

    def encoded(self, lines: Iterable[str]) -> bytes:
        """Return the bytes of a file with other rows."""
        return self.file.encoded(self.head + "".join(lines))


def csv_parts(content: bytes) -> CsvParts:
    """Take a CSV apart that can be read as a roster."""
    found = decoded(content)
    file, delimiter = opened_csv(found.text)
    head = found.text[: file.tell()]
    lines, rows, start = file.readlines(), list[str](), 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for _ in reader:
        rows.append("".join(lines[start : reader.line_num]))
        start = reader.line_num
    return CsvParts(found, delimiter, head, tuple(rows))


def _without_lines(content: bytes, numbers: Collection[int]) -> bytes:
    """Return a CSV without the lines of some rows."""
    parts = csv_parts(content)
    return parts.encoded(line for n, line in enumerate(parts.lines, 1) if n not in numbers)


def _in_csv(
    content: bytes, name: str, width: int, changed: Mapping[int, Cells], added: Sequence[Cells]
) -> bytes:
    """Return a CSV with other cells, its rows no shorter than `width`."""
    parts = csv_parts(content)
    lines = dict(enumerate(parts.lines, 1))
    usual_end = _line_end(parts.lines[0]) or "\n"
    for number, cells in {**changed, **dict(enumerate(added, max(lines) + 1))}.items():
        _check_letters(cells.values(), parts.file.coding, number, name)
        before = lines.get(number, "")
        old = next(csv.reader([before], delimiter=parts.delimiter), []) if before else []
        row = dict(enumerate([*old, *[""] * (width - len(old))])) | dict(cells)
        out = io.StringIO()
        csv.writer(out, delimiter=parts.delimiter).writerow(row.values())
        lines[number] = out.getvalue().removesuffix("\r\n") + (_line_end(before) or usual_end)
    *others, last = lines.values()
    ended = (line if _line_end(line) else line + usual_end for line in others)
    return parts.encoded([*ended, last])


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _check_letters(texts: Iterable[str], coding: str, row: int, name: str) -> None:
    """Raise RosterError if a file cannot hold some letter."""
    try:
        "".join(texts).encode(coding)
    except UnicodeEncodeError as error:
        said = f"{error.object[error.start]!r} cannot be written in the letters of this file"
        remedy = "save the file as CSV UTF-8 first"
        raise RosterError([Problem("", said, remedy, where=name, row=row)]) from None
