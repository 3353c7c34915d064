"""A roster as a table of cells; cells and rows changed in it, all else in the file stays."""

import codecs
import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from runstrong_pdf.errors import Problem, RosterError, plain_line
from runstrong_pdf.model.address import comparable_address, person_key
from runstrong_pdf.roster.row_reader import RosterRow, read_roster
from runstrong_pdf.roster.spreadsheet import (
    GUESSES,
    NAMES,
    Table,
    clean_cell,
    decoded,
    meaning,
    opened_csv,
    read_table,
)
from runstrong_pdf.roster.workbook import IN_ITS_PROGRAM, is_workbook
from runstrong_pdf.roster.workbook_editing import Cells, with_book_cells, without_book_rows

CODES = {words: code for code, words in GUESSES}

MARKS = (
    *((codecs.BOM_UTF8, "latin-1"), (codecs.BOM_UTF16_LE, "utf-16-le")),
    *((codecs.BOM_UTF16_BE, "utf-16-be"), (b"", "latin-1")),
)
"""How files begin that tell their coding, and how their text is read here."""


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
        written = _in_csv(content, name, table, changed, added)
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
    written = _in_csv(content, name, table, changed, ())
    wanted = [replace(row, send=False) if row.row in held else row for row in found]
    if list(read_roster(written, name).rows) != wanted:
        people = ", ".join(map(plain_line, held.values()))
        text = f"are hidden or struck out in the roster so far: {people}"
        raise RosterError(text, "write no for them in a column send, or take them out", where=name)
    return written, tuple(held.values())


# -- CSV ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CsvParts:
    """A CSV taken apart into the lines of its rows; only what is ASCII need be understood.

    Attributes:
        coding: of the text: a wide one, or latin-1, by which every byte stays what it is.
        head: what stands before the rows, such as `sep=;`.
        lines: of each row, with its line ends; a cell may go over several.
    """

    mark: bytes
    coding: str
    delimiter: str
    head: str
    lines: tuple[str, ...]

    @property
    def line_end(self) -> str:
        """How the first row ends."""
        first = self.lines[0] if self.lines else ""
        return first[len(first.rstrip("\r\n")) :] or "\n"

    def encoded(self, text: str) -> bytes:
        """Return the bytes of a file with other rows."""
        return self.mark + (self.head + text).encode(self.coding, "surrogatepass")


def csv_parts(content: bytes) -> CsvParts:
    """Take a CSV apart that can be read as a roster."""
    mark, coding = next(each for each in MARKS if content.startswith(each[0]))
    if b"\0" in content[:2]:  # a NUL beside a letter
        coding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    text = content[len(mark) :].decode(coding, "surrogatepass" if coding != "latin-1" else "strict")
    delimiter = opened_csv(decoded(content)[0])[1]
    file, _ = opened_csv(text)
    head = text[: file.tell()]
    lines, found, start = file.readlines(), list[str](), 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    for _ in reader:
        found.append("".join(lines[start : reader.line_num]))
        start = reader.line_num
    return CsvParts(mark, coding, delimiter, head, tuple(found))


def _without_lines(content: bytes, numbers: Collection[int]) -> bytes:
    """Return a CSV without the lines of some rows."""
    parts = csv_parts(content)
    kept = (line for number, line in enumerate(parts.lines, 1) if number not in numbers)
    return parts.encoded("".join(kept))


def _in_csv(
    content: bytes, name: str, table: Table, changed: Mapping[int, Cells], added: Sequence[Cells]
) -> bytes:
    """Return a CSV with other cells."""
    parts = csv_parts(content)
    code = CODES.get(table.guess, "utf-8")
    lines = dict(enumerate(parts.lines, 1))
    places = {place for cells in (*changed.values(), *added) for place in cells}
    width = max(len(table.rows[0].cells), *(place + 1 for place in places))
    for number, cells in {**changed, **dict(enumerate(added, max(lines) + 1))}.items():
        before = lines.get(number, "")
        old = next(csv.reader([before], delimiter=parts.delimiter), []) if before else []
        new = [*old, *[""] * (width - len(old))]
        for column, text in cells.items():
            new[column] = _as_stored(text, code, parts, number, name)
        lines[number] = _line(new, parts, before)
    text = "".join(_ended(line, parts) for line in list(lines.values())[:-1])
    return parts.encoded(text + list(lines.values())[-1])


def _as_stored(text: str, code: str, parts: CsvParts, row: int, name: str) -> str:
    """Return text as the file's letters are read here: byte by byte, but for UTF-16."""
    if parts.coding != "latin-1":
        return text
    try:
        return text.encode(code).decode("latin-1")
    except UnicodeEncodeError as error:
        letter = text[error.start]
        said = f"{letter!r} cannot be written in the letters of this file"
        raise RosterError(
            [Problem("", said, "save the file as CSV UTF-8 first", where=name, row=row)]
        ) from None


def _line(cells: list[str], parts: CsvParts, before: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=parts.delimiter).writerow(cells)
    return out.getvalue().removesuffix("\r\n") + (
        before[len(before.rstrip("\r\n")) :] or parts.line_end
    )


def _ended(line: str, parts: CsvParts) -> str:
    return line if line.endswith(("\r", "\n")) else line + parts.line_end
