"""Rows of cells -> members with typed options, and every problem of every row."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType

from runstrong_pdf.errors import (
    Problem,
    ProblemCollector,
    RosterError,
    RunstrongError,
    UsageError,
    plain_line,
    some_of,
)
from runstrong_pdf.files import read_file
from runstrong_pdf.model.address import (
    address_problem,
    comparable_address,
    name_and_address,
    person_key,
)
from runstrong_pdf.model.fields import SAFETY_WORDS, Kind
from runstrong_pdf.model.reading import read_option, yes_or_no
from runstrong_pdf.roster.spreadsheet import (
    LARGEST,
    NAMES,
    OPTIONS,
    SYNONYMS,
    Table,
    meaning,
    read_table,
    words_of,
)
from runstrong_pdf.roster.workbook import PUT_VALUE, Row

LONGEST_CELL = 200
Options = tuple[tuple[str, object], ...]
"""(name of the option, its value), sorted."""
UNSEEN = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Characters that nobody sees, and that come along when an address is copied."""
SHOWN_ERROR = re.compile(r"#(N/A|[A-ZÄÖÜÉÍÓÚ]+[!?]|DIV/0!|NV|#+)", re.IGNORECASE)
"""What a spreadsheet shows of a cell that it could not work out, or that is too narrow."""
WITH_COMMAS = re.compile(r"\d+(?:,\d+)+")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One member.

    Attributes:
        row: as the spreadsheet counts, the heading being row 1.
        name: empty if it cannot be used.
        print_name: its spelling on paper, where that is another.
        group: of the club, such as its juniors; for the words of the mail and where answers go.
        email: empty for those who get paper.
        send: whether mail may go to `email`; None if the cell is empty.
        options: what the other cells say, such as `("push_ups", 12)`; rows with the same cells
            share one.
        hidden: whether the row is hidden in the spreadsheet, or name or address struck out.
    """

    row: int
    name: str
    email: str = ""
    send: bool | None = None
    options: Options = ()
    hidden: bool = False
    print_name: str = ""
    group: str = ""


@dataclass(frozen=True)
class Roster:
    """A roster as read.

    Attributes:
        rows: in the order of the file.
        problems: sorted by row.
        headings: what the column of an option, of `name`, `first-name`, `last-name`, `email` or
            `send` is called in the file.
        where: the file, and of several sheets the one that was read.
    """

    rows: tuple[RosterRow, ...]
    problems: tuple[Problem, ...]
    headings: Mapping[str, str]
    where: str


def read_roster_file(file: Path, kind: type[RunstrongError] = RosterError) -> Roster:
    """Return the members in a file, as `read_roster`; `kind` is raised if it cannot be read."""
    return read_roster(read_roster_bytes(file, kind), str(file))


def read_roster_bytes(file: Path, kind: type[RunstrongError] = RosterError) -> bytes:
    """Return the bytes of a roster's file; `kind` is raised if it cannot be read."""
    return read_file(file, LARGEST, kind, "roster")


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
        table = read_table(content, name)
    except RosterError as error:
        raise error.located(where=name) from None
    where = f"{name}, sheet {plain_line(table.sheet)[:31]}" if table.sheet else name
    reader = _RowReader(table)
    members = tuple(map(reader.read, table.rows[1:]))
    if not members and all(one.severity == "note" for one in reader.problems):
        reader.problems.append(Problem("", "there is nobody in it, only column names"))
    reader.problems += _notes(table, members)
    labelled = (
        replace(one, where=where, label=one.label or reader.headings.get(one.field, ""))
        for one in reader.problems
    )
    problems = tuple(sorted(labelled, key=lambda one: one.row))
    return Roster(members, problems, MappingProxyType(reader.headings), where)


def _notes(table: Table, members: Sequence[RosterRow]) -> Iterator[Problem]:
    """Yield what is worth knowing of a roster as a whole."""
    yield from table.problems
    doubtful = {one.name: one.row for one in members if not one.name.isascii()}
    if table.guess and doubtful:
        text = f"the file does not say how its letters are encoded; read as {table.guess}:"
        again = "if that is wrong, save it as CSV UTF-8"
        row = next(iter(doubtful.values()))
        yield Problem("name", f"{text} {some_of(doubtful)}", again, "note", row=row)
    if hidden := [one.row for one in members if one.hidden]:
        text = "rows that are hidden or struck out get no mail and no copies unasked,"
        yield Problem("", f"{text} here {len(hidden)}: {some_of(hidden)}", severity="note")


class _RowReader:
    """Reads row after row of a table.

    Attributes:
        headings: what each column is called in the file.
        problems: grows; without file and label.
    """

    def __init__(self, table: Table) -> None:
        head = table.rows[0]
        self._columns, self.problems = read_headings(head.cells, head.number)
        self.problems += [Problem("", *wrong, row=head.number) for wrong in head.wrong.values()]
        if "email" not in self._columns:
            unread = {one.label: one for one in _unread_addresses(table, self._columns)}
            self.problems = [
                unread.get(one.label, one) if one.severity == "note" else one
                for one in self.problems
            ]
        self.headings: dict[str, str] = {}
        for column, heading in zip(self._columns, head.cells, strict=True):
            if column:
                self.headings.setdefault(column, heading)
        self._seen: dict[str, int] = {}
        comma = table.decimal_comma
        self._read_cell = cache(partial(_read_cell, decimal_comma=comma))  # equal cells once
        self._shared: dict[Options, Options] = {}

    def read(self, row: Row) -> RosterRow:
        """Return the member of one row."""
        cells = zip(self._columns, row.cells, strict=False)
        given = {column: cell for column, cell in cells if column and cell}
        name, print_name, group, email, send = "", "", "", "", None
        found, unknown = ProblemCollector(), self._at(row.wrong)
        for column, place in unknown.items():
            found.problems.append(Problem(column, *row.wrong[place]))
            given.pop(column, None)
        with found.collected():
            self._check_width(row.cells)
        with found.collected("name"):
            name = self._name(given) if unknown.keys().isdisjoint(NAMES) else ""
        with found.collected("print-name"):
            print_name = printed_name(given.get("print-name", ""))
        with found.collected("group"):
            check_shown(cell := given.get("group", ""))
            group = str(read_option("name", cell))
        with found.collected("email"):
            check_shown(address := given.get("email", ""))
            email = address_in(address) if address else ""
        with found.collected("send"):
            wanted = yes_or_no(given["send"]) if "send" in given else None
            if wanted and "email" not in {*given, *unknown}:
                raise UsageError("says yes, but there is no email address")
            send = wanted
        with found.collected("name"):
            first = self._seen.setdefault(person_key(name, comparable_address(email)), row.number)
            if name and email and first != row.number:
                raise UsageError(f"is the same person as in row {first}, name and email")
        options = self._options(given, found)
        self.problems += [replace(one, row=row.number) for one in found.problems]
        struck = not {*NAMES, "email"}.isdisjoint(self._at(row.struck))
        hidden = row.hidden or struck
        return RosterRow(row.number, name, email, send, options, hidden, print_name, group)

    def _at(self, places: Iterable[int]) -> dict[str, int]:
        """Return the columns that mean something at some places."""
        known = (place for place in places if place < len(self._columns))
        return {self._columns[place]: place for place in known if self._columns[place]}

    def _options(self, given: Mapping[str, str], found: ProblemCollector) -> Options:
        """Return what the other cells say; rows with the same cells share one."""
        options = []
        for column in sorted(given.keys() & OPTIONS.keys()):
            value, problems = self._read_cell(column, given[column])
            found.problems += problems
            if not problems:
                options.append((column, value))
        return self._shared.setdefault(tuple(options), tuple(options))

    def _check_width(self, cells: list[str]) -> None:
        width = len(self._columns)
        if beyond := next(filter(None, cells[width:]), ""):
            raise UsageError(
                f"has {len(cells)} cells, the first row has {width}; "
                f"in a CSV a cell with commas stands in quotation marks: {beyond[:30]!r}"
            )

    def _name(self, given: Mapping[str, str]) -> str:
        name, first, last = (given.get(column, "") for column in NAMES)
        if "last-name" not in self._columns and first.casefold() not in name.casefold():
            name, last = "", name  # `Name` beside `Vorname` is the family's
        name = name or " ".join(filter(None, (first, last)))
        if not name and {*NAMES} & {*self._columns}:  # else it is said once, of the first row
            raise UsageError("is empty; everybody needs a name")
        for part in (name, first, last):
            check_shown(part)
        return printed_name(name)


def _read_cell(name: str, cell: str, *, decimal_comma: bool) -> tuple[object, tuple[Problem, ...]]:
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
        check_shown(cell)
        if OPTIONS[name].kind is Kind.WEIGHTS:
            cell = weights_in(cell, decimal_comma=decimal_comma)
        value = read_option(name, cell)
    except UsageError as error:
        return None, error.located(name).problems
    if OPTIONS[name].kind is Kind.WEIGHTS and re.search("[a-z]", cell, re.IGNORECASE):
        value = cell  # its units are its own, whatever the club's are
    return value, ()


# -- what the columns are called -------------------------------------------------------------------


def _unused(heading: str, row: int) -> Problem:
    """Say that a column means nothing: an error where it is a slip, or what is to be spared."""
    text, label = "this column is not used", heading[:40]
    if near := get_close_matches(heading.casefold(), SYNONYMS, 1, 0.75):  # a typing mistake?
        return Problem("", f"{text}; did you mean {near[0]}?", row=row, label=label)
    if SAFETY_WORDS.search(words_of(heading)) or _is_caution(heading):
        remedy = (
            "call it avoid; if it is not about what is to be spared, give it a name that does not "
            "speak of health, such as 'form returned', or take it out"
        )
        return Problem("", f"{text}, though it speaks of health", remedy, row=row, label=label)
    return Problem("", text, severity="note", row=row, label=label)


def _unread_addresses(table: Table, columns: Sequence[str]) -> Iterator[Problem]:
    """Yield a warning for every column that means nothing, though most in it are addresses."""
    head, *rows = table.rows
    for place, (heading, meant) in enumerate(zip(head.cells, columns, strict=True)):
        filled = [row.cells[place] for row in rows if row.cells[place:] and row.cells[place]]
        if heading and not meant and 2 * sum(map(_holds_address, filled)) > len(filled):
            text = "this column is not used, though it is full of email addresses"
            remedy = "call it email if these people are to get mail"
            yield Problem("", text, remedy, "warning", row=head.number, label=heading[:40])


def _holds_address(cell: str) -> bool:
    return not address_problem(name_and_address(cell)[1])


def _is_caution(heading: str) -> bool:
    """Whether a heading is itself something to be spared, such as `Knee`."""
    with suppress(UsageError):
        return bool(read_option("avoid", heading))
    return False


def read_headings(headings: Sequence[str], row: int) -> tuple[tuple[str, ...], list[Problem]]:
    """Return what each cell of the row with the names means, and what is wrong with it."""
    found = tuple(map(meaning, headings))
    problems = []
    columns = list(zip(headings, found, strict=True))
    for heading, meant in columns:
        if heading and not meant:
            problems.append(_unused(heading, row))
    for meant in filter(None, dict.fromkeys(found)):
        same = [heading for heading, one in columns if one == meant]
        if len(same) > 1:
            text = f"the column is there {len(same)} times ({', '.join(same)[:80]}), keep one"
            problems.append(Problem(meant, text, row=row))
    if not {*NAMES} & {*found}:
        first = ", ".join(filter(None, headings))[:60]
        text = f"there is no column 'name'; the first row must name the columns, it is: {first!r}"
        problems.append(Problem("name", text, row=row))
    return found, problems


# -- what a cell means where only the spreadsheet around it can tell -------------------------------


def printed_name(cell: str) -> str:
    """Return a name as it is printed. Raises UsageError if it cannot be, or holds an address."""
    if found := re.search(r"[^\s<]+@[^\s>]+", cell):
        text = f"has an email address in it, {found[0][:60]!r}, which would be printed"
        raise UsageError(text, "write it into the column 'email'")
    return str(read_option("name", cell))


def check_shown(cell: str) -> None:
    """Raise UsageError if a cell holds what a spreadsheet shows instead of a value."""
    if SHOWN_ERROR.fullmatch(cell):
        raise UsageError(
            f"{cell[:20]!r} is what a spreadsheet shows for a value that it does not have",
            PUT_VALUE,
        )


def address_in(cell: str) -> str:
    """Return the email address of a cell, also of a link or of `Zoë <zoe@example.org>`.

    Raises:
        UsageError: when there is none that can be written to.

    Example:
        >>> address_in("MAILTO:zoe@example.org"), address_in("Zoë <zoe@example.org>")
        ('zoe@example.org', 'zoe@example.org')
    """
    seen = re.sub(rf"^[\s{UNSEEN}]+|[\s{UNSEEN}]+$", "", cell)
    address = name_and_address(re.sub("^mailto: ?", "", seen, flags=re.IGNORECASE))[1]
    if problem := address_problem(address):
        raise UsageError(problem)
    return address


def weights_in(cell: str, *, decimal_comma: bool) -> str:
    """Return weights so that a comma is nothing but a decimal comma.

    Args:
        decimal_comma: whether the file comes from where 2,5 is a number.

    Raises:
        UsageError: with both readings, where nobody can tell them apart.

    Example:
        >>> weights_in("2,5 kg", decimal_comma=True), weights_in("1, 2, 4", decimal_comma=False)
        ('2.5 kg', '1; 2; 4')
    """
    text = re.sub(r",\s+", ";", cell)  # who writes a space after it means a list
    surely = decimal_comma or ";" in text
    return WITH_COMMAS.sub(lambda found: _numbers(found[0], surely=surely), text).replace(";", "; ")


def _numbers(text: str, *, surely: bool) -> str:
    """Return the numbers of a text such as 2,5 or 1,2,4."""
    parts = text.split(",")
    numbers = [int(part) for part in parts]
    if len(parts) == 2 and surely:
        return ".".join(parts)
    if len(parts) > 2 and numbers == sorted({*numbers}):  # nobody lists decimals like this
        return ";".join(parts)
    pairs = [f"{'.'.join(parts[place : place + 2])} kg" for place in range(0, len(parts), 2)]
    singly = " and ".join(f"{part} kg" for part in parts)
    raise UsageError(
        f"{text[:40]!r} can be read in two ways: {' and '.join(pairs)}, or {singly}",
        f"write {'; '.join(pairs).replace(' kg', '')} or {'; '.join(parts)}",
    )
