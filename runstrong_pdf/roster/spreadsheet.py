"""Bytes of a spreadsheet -> rows of clean cells: CSV in any usual encoding, or XLSX.

Of a workbook the one sheet that names the columns is read.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from types import MappingProxyType

from runstrong_pdf.errors import Problem, RosterError, plain_line
from runstrong_pdf.model.fields import FIELDS, PERSONAL_HEADINGS
from runstrong_pdf.roster.workbook import (
    ENDINGS,
    SAVE_AGAIN,
    Merge,
    Row,
    Sheet,
    Workbook,
    Wrong,
    damage_as_error,
    is_workbook,
)

LARGEST = 32 * 1024 * 1024
"""Bytes: some 300,000 members. Anything larger is no roster."""
MOST_ROWS = 300_000
"""What a workbook may have."""
MOST_MERGES, MOST_MERGED = 50_000, 1_000_000
"""Merged cells, and the rows that they may cover in all."""
NAMES = ("name", "first-name", "last-name")
"""Columns that make up somebody's name; one of them must be there."""
OPTIONS = MappingProxyType(
    {name: field for name, field in FIELDS.items() if field.headings is not None}
)
"""Options of a plan that have a column."""
SYNONYMS = MappingProxyType(
    {field.column: (name, field.headings or ()) for name, field in OPTIONS.items()}
    | {column: (column, synonyms) for column, synonyms in PERSONAL_HEADINGS.items()}
)
"""What each column is the column of, and its synonyms."""
TITLES = 10
"""Rows in which the names of the columns are looked for; above them may stand a title."""
DELIMITERS = ",;\t"
SEPARATOR = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)
"""The line by which Excel tells itself the delimiter; its own count of rows leaves it out."""
COMMENT = re.compile(r"[\ufeff\"\s]*#(\s|$)")
"""How a row begins that is for people only: `# ` in its first cell that is not empty."""
OTHERS = (
    (r"<", "is a web page or XML that is only called a spreadsheet"),
    (r"MIME-Version:", "is a web page that is only called a spreadsheet"),
    (r"%PDF-", "is a PDF, not a spreadsheet"),
    (r"\{\\rtf", "is a text document, not a spreadsheet"),
    (r"BEGIN:VCARD", "is a file of contacts, not a spreadsheet"),
)
"""How files begin that are taken for rosters, and what they are."""
PACKED = (
    (b"application/vnd.oasis.opendocument", "is an OpenDocument file"),
    (b"Index/Document.iwa", "is a file of Numbers"),
    (b"xl/workbook.bin", "is a binary Excel file (.xlsb)"),
    (b"word/document.xml", "is a text document, not a spreadsheet"),
)
"""Names in packed files that are not XLSX, and what they are."""
BROKEN_LETTER: Wrong = (
    "has a letter that is damaged: {!r}",
    "type it again, and save it as CSV UTF-8",
)
MERGED: Wrong = "is merged with the cell beside it", "separate the two cells"
TOO_MERGED = "has far too many merged cells", "separate them"


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        rows: those that are neither empty nor a comment, the one with the names first.
        sheet: the name of the sheet, where there are several.
        decimal_comma: whether 2,5 is a number, as in what countries with that comma save.
        guess: how the letters were read, in words, if the file does not tell.
        problems: what is worth knowing of the file as a whole.
    """

    rows: list[Row]
    sheet: str = ""
    decimal_comma: bool = False
    guess: str = ""
    problems: tuple[Problem, ...] = ()


def read_table(content: bytes, name: str) -> Table:
    """Return the rows of a spreadsheet.

    Cells are on one line with single spaces, accents joined to their letters.

    Args:
        content: the bytes of a CSV or XLSX file.
        name: of the file, for its ending.

    Raises:
        RosterError: when the file is no spreadsheet that can be read, or there is no row in it.
    """
    if is_workbook(content) or name.lower().endswith(ENDINGS):
        table = _of_workbook(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise RosterError("is locked with a password", "save it without one, or as CSV")
        raise RosterError("is an old Excel file", "save it as .xlsx or CSV")
    else:
        found = decoded(content)
        for begins, what in OTHERS:
            if re.match(rf"[\ufeff\s]*{begins}", found.text, re.IGNORECASE):
                raise RosterError(what, SAVE_AGAIN)
        table = _of_csv(found)
    if not table.rows:
        raise RosterError("is empty", "runstrong club new example  shows what it looks like")
    return table


def clean_cell(cell: str) -> str:
    """Return the text of a cell on one line, accents joined to their letters."""
    return TEXT_MARK.sub("", " ".join(unicodedata.normalize("NFC", cell).split()))


def _clean(rows: Iterable[Row]) -> list[Row]:
    """Return rows with clean cells, without those that are empty, comments or above the names."""
    clean = cache(clean_cell)
    table = []
    for row in rows:
        row.cells[:] = map(clean, row.cells)
        first = next(filter(None, row.cells), "")
        if row.wrong or (first and not COMMENT.match(first)):
            table.append(row)
    head = next((place for place, row in enumerate(table[:TITLES]) if _names(row)), 0)
    return table[head:]


def _names(row: Row) -> bool:
    """Whether a row names the columns."""
    return not {*NAMES}.isdisjoint(map(meaning, row.cells))


# -- what columns are called: in any case, with any spacing, by common synonyms --------------------


def _bare(heading: str) -> str:
    """Return a heading's letters and figures without case, accents and marks."""
    return words_of(heading).replace(" ", "")


def words_of(heading: str) -> str:
    """Return a heading's words without case, accents and marks; `KneePain` is two."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    letters = unicodedata.normalize("NFKD", parted.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", plain)


_KNOWN = MappingProxyType(
    {
        _bare(heading): meant
        for column, (meant, synonyms) in SYNONYMS.items()
        for heading in (column, *synonyms)
    }
)


def meaning(heading: str) -> str:
    """Return the option or personal column that a heading means, empty for none.

    Example:
        >>> meaning("Press_ups"), meaning("PRÉNOM"), meaning("phone")
        ('push_ups', 'first-name', '')
    """
    return _KNOWN.get(_bare(heading), "")


# -- the letters of a CSV: as the file itself tells, else guessed and said to be a guess -----------

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"),
)
"""How files begin, and how the rest of them is read then."""
GUESSES = (
    ("cp1252", "West European"),
    ("cp1250", "Central European"),
    ("mac_roman", "West European, of a Mac"),
    ("mac_latin2", "Central European, of a Mac"),
)
"""What spreadsheets save without saying so, the most usual first; the last two take every byte."""
USUAL = frozenset(
    "äöüßéèêëáàâãåæíìîïóòôõøœúùûýÿñçðþąćęłńśźżčďěňřšťůžőűășțÄÖÜÉÈÁÀÂÅÆÍÎÓÔØÚÑÇĄĆĘŁŃŚŹŻČĎŇŘŠŤŽŐŰ"
)
"""Letters beyond ASCII that European names have."""
TEXT_MARK = re.compile(r"^'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""The apostrophe by which a spreadsheet tells text from a formula; it is not part of the text."""
BROKEN = re.compile("[\udc80-\udcff]")
"""A byte that is no letter of the encoding of all the others."""
BEYOND, LIKELY = re.compile(r"[^\x00-\x7f]"), re.compile("[\xa0-\u052f\u1e00-\u20cf]")
"""What is not ASCII; what of it two bytes of a Mac hardly give by chance if they are read as UTF-8.
"""


@dataclass(frozen=True, slots=True)
class CsvText:
    """The text of a CSV, and how it is written.

    Attributes:
        mark: the bytes before it that tell its coding; empty for none.
        coding: as Python calls it.
        guess: how its letters were read, in words, if the file does not tell.
    """

    text: str
    mark: bytes
    coding: str
    guess: str = ""

    def encoded(self, text: str) -> bytes:
        """Return the bytes of a file with another text; what was `BROKEN` in this one stays."""
        return self.mark + text.encode(self.coding, "surrogateescape")


def decoded(content: bytes) -> CsvText:
    """Return the text of a CSV.

    A single byte that does not belong into a UTF-8 file is left `BROKEN`: its cell is wrong, and
    no reason to read every other name wrongly.

    Raises:
        RosterError: when it is no text.
    """
    mark, coding = next(each for each in MARKS if content.startswith(each[0]))
    if b"\0" in content[:2]:  # a NUL beside a letter
        coding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    told = content[len(mark) :]
    with suppress(UnicodeDecodeError):
        return CsvText(told.decode(coding), mark, coding)
    if coding == "utf-8":
        text = told.decode(coding, "surrogateescape")
        broken = len(BROKEN.findall(text))
        if len(LIKELY.findall(text)) >= broken or len(BEYOND.findall(text)) > 10 * broken:
            return CsvText(text, mark, coding)
        guess = min(_guesses(content), key=lambda guess: _oddity(guess.text))
        if _oddity(guess.text) <= broken:
            return guess
    raise RosterError(
        "is neither UTF-8, UTF-16 nor any other text of Europe", "save it again as CSV UTF-8"
    )


def _guesses(content: bytes) -> Iterator[CsvText]:
    for coding, words in GUESSES:
        with suppress(UnicodeDecodeError):
            yield CsvText(content.decode(coding), b"", coding, words)


def _oddity(text: str) -> int:
    """Return how little a text looks like names: 4 for what hardly can be, 1 for a rare letter."""
    odd = 0
    for found in BEYOND.finditer(text):
        letter, place = found[0], found.start()
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        kind = unicodedata.category(letter)
        if kind in {"Lu", "Ll"}:
            inside = letter.isupper() and before.isalpha()  # a capital within a word
            hardly = inside and (before.islower() or after.islower())
        elif kind[0] in "PZ":  # a curly apostrophe is right
            hardly = letter != "\u2019" and before.isalpha() and after.isalpha()
        else:
            hardly = before.isalpha() or after.isalpha()
        odd += 4 if hardly else letter not in USUAL
    return odd


# -- CSV ------------------------------------------------------------------------------------------


def opened_csv(text: str) -> tuple[io.StringIO, str]:
    """Return a CSV, ready to read its first row, and its delimiter."""
    file = io.StringIO(text, newline="")
    told = SEPARATOR.fullmatch(file.readline())
    if not told:
        file.seek(0)
    return file, told[1] if told else _delimiter(text)


def _of_csv(found: CsvText) -> Table:
    file, delimiter = opened_csv(found.text)
    rows = (
        Row(number, cells, wrong=_broken(cells))
        for number, cells in enumerate(_csv_rows(file, delimiter), 1)
    )
    return Table(_clean(rows), decimal_comma=delimiter == ";", guess=found.guess)


def _csv_rows(file: io.StringIO, delimiter: str) -> Iterator[list[str]]:
    number = 0
    try:
        for cells in csv.reader(file, delimiter=delimiter, strict=True):
            number += 1
            yield cells
    except csv.Error as error:
        remedy = (
            "in a CSV, a cell with quotation marks stands in quotation marks, each of them doubled"
        )
        raise RosterError([Problem("", _meaning(error), remedy, row=number + 1)]) from None


def _broken(cells: list[str]) -> dict[int, Wrong]:
    """Return which cells hold a byte that is no letter."""
    text, remedy = BROKEN_LETTER
    return {
        place: (text.format(BROKEN.sub("?", cell)[:40]), remedy)
        for place, cell in enumerate(cells)
        if not cell.isascii() and BROKEN.search(cell)
    }


def _meaning(error: csv.Error) -> str:
    text = str(error)
    if "end of data" in text:
        return "a quotation mark opens here and is never closed"
    if "expected after" in text:
        return "text follows a closing quotation mark"
    return "a cell is far too long" if "limit" in text else text


def _delimiter(text: str) -> str:
    """Return the delimiter by which one of the first rows names the most columns."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()]
    lines = [line for line in lines if not COMMENT.match(line)][:TITLES]

    def fit(mark: str) -> tuple[int, int]:
        rows = [line.split(mark) for line in lines]
        known = [sum(bool(meaning(cell.strip().strip('"'))) for cell in cells) for cells in rows]
        return max(known, default=0), max(map(len, rows[:1]), default=0)

    return max(DELIMITERS, key=fit)


# -- XLSX -----------------------------------------------------------------------------------------


def _of_workbook(content: bytes) -> Table:
    for mark, what in PACKED:
        if mark in content:
            raise RosterError(what, SAVE_AGAIN)
    with damage_as_error():
        book = Workbook(content)
        sheet, problems = members_sheet(book)
        rows = _clean(_rows(book, sheet))
    width = len(rows[0].cells) if rows else 0
    if beside := [row.number for row in rows if any(row.cells[width:])]:
        text = f"what stands beside the table is not read, as in row {beside[0]}"
        problems = (*problems, Problem("", text, severity="note"))
    for row in rows:
        del row.cells[width:]
    return Table(rows, sheet.name if len(book.sheets) > 1 else "", problems=problems)


def members_sheet(book: Workbook) -> tuple[Sheet, tuple[Problem, ...]]:
    """Return the sheet that names the columns, and what is worth knowing of the others.

    Raises:
        RosterError: where several do, or only one that is hidden.
    """
    hidden = [sheet for sheet in book.sheets if sheet.hidden]
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    found = [sheet for sheet in shown if _names_columns(book, sheet)]
    if len(found) > 1:
        raise RosterError(
            f"has a column of names on {len(found)} sheets: {_listed(found)}",
            "hide or remove all of them but the one with the members",
        )
    if not found and (away := [sheet for sheet in hidden if _names_columns(book, sheet)]):
        raise RosterError(f"has its column of names on a hidden sheet: {_listed(away)}", "show it")
    if not hidden:
        return (*found, *shown)[0], ()
    text = f"hidden sheets are not read, here {len(hidden)}: {_listed(hidden)}"
    return (*found, *shown)[0], (Problem("", text, severity="note"),)


def _listed(sheets: Sequence[Sheet]) -> str:
    more = ", ..." if len(sheets) > 5 else ""
    return ", ".join(plain_line(sheet.name)[:31] for sheet in sheets[:5]) + more


def _names_columns(book: Workbook, sheet: Sheet) -> bool:
    rows = (part for part in book.parts(sheet) if isinstance(part, Row))
    return any(_names(row) for row in _clean(islice(rows, TITLES))[:1])


def _rows(book: Workbook, sheet: Sheet) -> Iterable[Row]:
    rows, merges = dict[int, Row](), list[Merge]()
    for part in book.parts(sheet):
        if isinstance(part, Merge):
            merges.append(part)
        else:
            rows[part.number] = part
        if len(rows) > MOST_ROWS:
            raise RosterError(f"has more than {MOST_ROWS:,} rows", "keep the members' rows only")
        if len(merges) > MOST_MERGES:
            raise RosterError(*TOO_MERGED)
    _fill(rows, merges)
    return rows.values()


def _fill(rows: Mapping[int, Row], merges: Iterable[Merge]) -> None:
    """Let a merged cell count for all of its rows; over several columns it is a problem."""
    left = MOST_MERGED
    for merge in merges:
        first = rows.get(merge.top)
        text = "".join(first.cells[merge.left : merge.left + 1]) if first else ""
        if not first or not text:
            continue
        if merge.left != merge.right:
            first.wrong[merge.left] = MERGED
        left -= merge.bottom - merge.top
        if left < 0:
            raise RosterError(*TOO_MERGED)
        for number in range(merge.top + 1, merge.bottom + 1):
            if number in rows:
                rows[number].put(merge.left, text)
