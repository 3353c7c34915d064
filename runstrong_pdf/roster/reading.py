"""Rows of cells -> recipients, and every problem of every row."""

from collections.abc import Iterator, Mapping

from runstrong_pdf.errors import RosterError
from runstrong_pdf.model.club import Problem, Recipient, Wishes
from runstrong_pdf.roster.cells import address, wish, yes_or_no
from runstrong_pdf.roster.headers import PERSONAL, columns
from runstrong_pdf.roster.table import Row, is_guessed, rows

GUESSED = (
    "the file does not say how its letters are encoded; if {!r} is wrong, save it as CSV UTF-8"
)


def read_roster(content: bytes, name: str) -> tuple[tuple[Recipient, ...], tuple[Problem, ...]]:
    """Return the members of a roster, in its order, and what is wrong with it.

    Args:
        content: the bytes of a CSV or XLSX file.
        name: of the file, for its ending and for messages.

    Raises:
        RosterError: when the file cannot be read as a table at all.
    """
    problems: list[Problem] = []
    people = tuple(each_recipient(content, name, problems))
    return people, tuple(sorted(problems))


def each_recipient(content: bytes, name: str, problems: list[Problem]) -> Iterator[Recipient]:
    """Yield the members one after the other, and add what is wrong to `problems`.

    A row without a name comes with an empty one, so that its other cells can be looked at, too.

    Raises:
        RosterError: when the file cannot be read as a table at all.
    """
    table = rows(content, name)
    first = next(table, None)
    if first is None:
        raise RosterError(f"{name}: is empty", "runstrong club new DIR shows what it looks like")
    reader = _Reader(first, problems)
    nobody, guessed = True, is_guessed(content)
    for row in table:
        nobody = False
        person = reader.read(row)
        if guessed and not person.name.isascii():
            guessed = False  # one name says it
            problems.append(Problem(person.row, "name", GUESSED.format(person.name), grave=False))
        yield person
    if nobody and not problems:
        problems.append(Problem(0, "", "there is nobody in it, only column names"))


class _Reader:
    """Reads row after row.

    Args:
        header: the row that names the columns.
        problems: the list to add to.
    """

    def __init__(self, header: Row, problems: list[Problem]) -> None:
        self._columns, found = columns(header[1])
        self._problems = problems
        problems += found
        self._headers = dict(zip(self._columns, header[1], strict=True))
        self._seen: dict[int, int] = {}
        self._shared: dict[Wishes, Wishes] = {}

    def read(self, row: Row) -> Recipient:
        """Return the member of one row."""
        number, cells = row
        beyond = [cell for cell in cells[len(self._columns) :] if cell]
        if beyond:
            self._wrong(
                number,
                "",
                f"has {len(cells)} cells, the first row has {len(self._columns)}; "
                f"in a CSV a cell with commas stands in quotation marks: {beyond[0][:30]!r}",
            )
        given = {c: cell for c, cell in zip(self._columns, cells, strict=False) if c and cell}
        name = self._name(number, given)
        email, send = self._mail(number, given)
        wishes = tuple(sorted(self._wishes(number, given)))
        self._check_once(number, name, email)
        return Recipient(number, name, email, send, self._shared.setdefault(wishes, wishes))

    def _name(self, number: int, given: Mapping[str, str]) -> str:
        parts = (given.get("first-name", ""), given.get("last-name", ""))
        name = given.get("name") or " ".join(part for part in parts if part)
        if not name and not {"name", "first-name", "last-name"} & self._headers.keys():
            return ""  # said once of the first row
        if not name:
            self._wrong(number, "name", "is empty; everybody needs a name")
        return name

    def _mail(self, number: int, given: Mapping[str, str]) -> tuple[str, bool | None]:
        email, send = "", None
        try:
            email = address(given["email"]) if "email" in given else ""
        except ValueError as error:
            self._wrong(number, "email", str(error))
        try:
            send = yes_or_no(given["send"]) if "send" in given else None
        except ValueError as error:
            self._wrong(number, "send", str(error))
        if send and "email" not in given:
            self._wrong(number, "send", "says yes, but there is no email address")
        return email, send

    def _wishes(self, number: int, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for column, cell in given.items():
            if column not in PERSONAL:
                try:
                    yield column, wish(column, cell)
                except ValueError as error:
                    self._wrong(number, column, str(error))

    def _check_once(self, number: int, name: str, email: str) -> None:
        if not (name and email):
            return
        key = hash((name.casefold(), email.casefold()))  # a number weighs less than two texts
        first = self._seen.setdefault(key, number)
        if first != number:
            self._wrong(number, "name", f"is the same person as in row {first}, name and email")

    def _wrong(self, number: int, column: str, text: str) -> None:
        self._problems.append(Problem(number, self._headers.get(column, column), text))
