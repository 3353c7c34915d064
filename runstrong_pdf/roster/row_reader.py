"""Rows of cells -> members with typed options, and every problem of every row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from runstrong_pdf.errors import Problem, ProblemCollector, RosterError, RunstrongError, UsageError
from runstrong_pdf.files import read_file
from runstrong_pdf.model.address import address_problem
from runstrong_pdf.model.fields import Kind
from runstrong_pdf.model.reading import read_option, yes_or_no
from runstrong_pdf.roster.columns import NAMES, OPTIONS, read_headings
from runstrong_pdf.roster.spreadsheet import LARGEST, Row, read_table

LONGEST_CELL = 200
Options = tuple[tuple[str, object], ...]
"""(name of the option, its value), sorted."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One member.

    Attributes:
        row: as the spreadsheet counts, the heading being row 1.
        name: empty if it cannot be used.
        print_name: its spelling on paper, where that is another.
        email: empty for those who get paper.
        send: whether mail may go to `email`; None if the cell is empty.
        options: what the other cells say, such as `("push_ups", 12)`; rows with the same cells
            share one.
    """

    row: int
    name: str
    email: str = ""
    send: bool | None = None
    options: Options = ()
    print_name: str = ""


@dataclass(frozen=True)
class Roster:
    """A roster as read.

    Attributes:
        rows: in the order of the file.
        problems: sorted by row.
        headings: what the column of an option, of `name`, `first-name`, `last-name`, `email` or
            `send` is called in the file.
    """

    rows: tuple[RosterRow, ...]
    problems: tuple[Problem, ...]
    headings: Mapping[str, str]


def read_roster_file(file: Path, kind: type[RunstrongError] = RosterError) -> Roster:
    """Return the members in a file, as `read_roster`; `kind` is raised if it cannot be read."""
    return read_roster(read_file(file, LARGEST, kind, "roster"), str(file))


def read_roster(content: bytes, name: str) -> Roster:
    r"""Return the members of a roster, and what is wrong with it.

    A row without a name that can be used is there too, so that its other cells can be looked at.

    Args:
        content: the bytes of a CSV or XLSX file.
        name: of the file, for its ending and for messages.

    Raises:
        RosterError: when the file cannot be read as a table at all.

    Example:
        >>> roster = read_roster("Name;Minutes\nZoë;30\nJo;5\n".encode(), "roster.csv")
        >>> roster.rows[0].options
        (('minutes', 30),)
        >>> str(roster.problems[0])
        'roster.csv: row 3, Minutes: 5 is not possible, at least 20'
    """
    try:
        (headings, *rows), guessed = read_table(content, name)
    except RosterError as error:
        raise error.located(where=name) from None
    reader = _RowReader(headings.cells)
    members = tuple(map(reader.read, rows))
    doubted = next((one for one in members if guessed and not one.name.isascii()), None)
    if doubted:  # one name that shows it says it
        text = f"the file does not say how its letters are encoded; if {doubted.name!r} is wrong"
        note = f"{text}, save it as CSV UTF-8"
        reader.problems.append(Problem("name", note, severity="note", row=doubted.row))
    if not members and all(one.severity == "note" for one in reader.problems):
        reader.problems.append(Problem("", "there is nobody in it, only column names"))
    labelled = (
        replace(one, where=name, label=one.label or reader.headings.get(one.field, ""))
        for one in reader.problems
    )
    problems = tuple(sorted(labelled, key=lambda one: one.row))
    return Roster(members, problems, MappingProxyType(reader.headings))


class _RowReader:
    """Reads row after row.

    Args:
        headings: the row that names the columns.

    Attributes:
        headings: what each column is called in the file.
        problems: grows; without file and label.
    """

    def __init__(self, headings: list[str]) -> None:
        self._columns, self.problems = read_headings(headings)
        self.headings: dict[str, str] = {}
        for column, heading in zip(self._columns, headings, strict=True):
            if column:
                self.headings.setdefault(column, heading)
        self._seen: dict[tuple[str, str], int] = {}
        self._read_cell = cache(_read_cell)  # equal cells are read once
        self._shared: dict[Options, Options] = {}

    def read(self, row: Row) -> RosterRow:
        """Return the member of one row."""
        cells = zip(self._columns, row.cells, strict=False)
        given = {column: cell for column, cell in cells if column and cell}
        name, print_name, email, send = "", "", "", None
        found = ProblemCollector()
        with found.collected():
            self._check_width(row.cells)
        with found.collected():
            name = self._name(given)
        with found.collected("print-name"):
            print_name = str(read_option("name", given.get("print-name", "")))
        with found.collected("email"):
            address = given.get("email", "").removeprefix("mailto:")
            if "email" in given and (problem := address_problem(address)):
                raise UsageError(problem)
            email = address
        with found.collected("send"):
            wanted = yes_or_no(given["send"]) if "send" in given else None
            if wanted and "email" not in given:
                raise UsageError("says yes, but there is no email address")
            send = wanted
        with found.collected("name"):
            first = self._seen.setdefault((name.casefold(), email.casefold()), row.number)
            if name and email and first != row.number:
                raise UsageError(f"is the same person as in row {first}, name and email")
        options = []
        for column in sorted(given.keys() & OPTIONS.keys()):
            value, problems = self._read_cell(column, given[column])
            found.problems += problems
            if not problems:
                options.append((column, value))
        self.problems += [replace(one, row=row.number) for one in found.problems]
        shared = self._shared.setdefault(tuple(options), tuple(options))
        return RosterRow(row.number, name, email, send, shared, print_name)

    def _check_width(self, cells: list[str]) -> None:
        width = len(self._columns)
        if beyond := next(filter(None, cells[width:]), ""):
            raise UsageError(
                f"has {len(cells)} cells, the first row has {width}; "
                f"in a CSV a cell with commas stands in quotation marks: {beyond[:30]!r}"
            )

    def _name(self, given: Mapping[str, str]) -> str:
        parts = (given.get("first-name", ""), given.get("last-name", ""))
        name = given.get("name") or " ".join(filter(None, parts))
        if not name and {*NAMES} & {*self._columns}:  # else it is said once, of the first row
            raise UsageError("is empty; everybody needs a name", field="name")
        return str(read_option("name", name))


def _read_cell(name: str, cell: str) -> tuple[object, tuple[Problem, ...]]:
    """Return the value of an option, and what is wrong with it."""
    if len(cell) > LONGEST_CELL:
        text = f"{cell[:30]!r}... has {len(cell)} letters; is a quotation mark not closed?"
        return None, (Problem(name, text),)
    if OPTIONS[name].kind is Kind.PROGRAMME and cell.lower().endswith(".toml"):
        text = f"{cell[:40]!r} is a file, not the name of a programme"
        return None, (
            Problem(name, text, "a roster names no files; write the name of a programme"),
        )
    try:
        return read_option(name, cell), ()
    except UsageError as error:
        return None, error.problems
