"""Takes rows out of a roster; everything else in the file stays as it is."""

import codecs
import csv
from collections.abc import Collection
from dataclasses import dataclass, replace

from runstrong_pdf.errors import RosterError
from runstrong_pdf.roster.decoding import decoded
from runstrong_pdf.roster.row_reader import RosterRow, read_roster
from runstrong_pdf.roster.spreadsheet import opened_csv
from runstrong_pdf.roster.workbook import IN_ITS_PROGRAM, is_workbook
from runstrong_pdf.roster.workbook_rows import without_book_rows

WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


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
    rest, left = b"", list[RosterRow]()
    try:
        rest = take_out(content, numbers)
        left = [_unnumbered(row) for row in read_roster(rest, name).rows]
    except RosterError as error:
        raise error.located(where=name) from None
    except (UnicodeError, csv.Error):
        pass
    if not rest or left != wanted:
        raise RosterError("rows cannot be taken out here", IN_ITS_PROGRAM, where=name)
    return rest


def _unnumbered(row: RosterRow) -> RosterRow:
    return replace(row, row=0)


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
    """Take a CSV apart. Raises RosterError, UnicodeError or csv.Error when it cannot be."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    coding = next((coding for bom, coding in WIDE if content.startswith(bom)), "latin-1")
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
