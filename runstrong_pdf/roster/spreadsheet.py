"""Bytes of a spreadsheet -> rows of clean cells: CSV in any usual encoding, or XLSX.

XLSX is read through openpyxl (extra `xlsx`), and only its first sheet.
"""

import codecs
import csv
import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from runstrong_pdf.errors import Problem, RosterError
from runstrong_pdf.roster.columns import meaning

LARGEST, LARGEST_UNPACKED = 32 * 1024 * 1024, 256 * 1024 * 1024
"""Bytes: some 300,000 members. Anything larger, or that unpacks to more, is no roster."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 200
"""What is looked at of a sheet; Excel has no more rows."""
GUESS = "cp1252"
"""What Excel of western countries saves; every other 8-bit code would decode as well."""
DELIMITERS = ",;\t"
SEPARATOR = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)
"""The line by which Excel tells itself the delimiter; its own count of rows leaves it out."""
TEXT_MARK = re.compile(r"^'(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""The apostrophe by which a spreadsheet tells text from a formula; it is not part of the text."""
COMMENT = re.compile(r"[\ufeff\"\s]*#(\s|$)")
"""How a row begins that is for people only: `# ` in its first cell that is not empty."""


class Row(NamedTuple):
    """A row: its number as the spreadsheet counts, and its cells."""

    number: int
    cells: list[str]


def read_table(content: bytes, name: str) -> tuple[list[Row], bool]:
    """Return every row that is neither empty nor a comment, and whether the encoding is a guess.

    Cells are on one line with single spaces, accents joined to their letters.

    Args:
        content: the bytes of a CSV or XLSX file.
        name: of the file, for its ending.

    Raises:
        RosterError: when the file is no spreadsheet that can be read, or there is no row in it.
    """
    guessed = False
    if content.startswith(b"PK") or name.lower().endswith((".xlsx", ".xlsm")):
        found = _workbook_rows(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RosterError("is an old Excel file", "save it as .xlsx or CSV")
    else:
        text, guessed = _decoded(content)
        found = _csv_rows(text)
    table = []
    for number, cells in enumerate(found, 1):
        clean = [
            TEXT_MARK.sub("", " ".join(unicodedata.normalize("NFC", cell).split()), 1)
            for cell in cells
        ]
        first = next(filter(None, clean), "")
        if first and not COMMENT.match(first):
            table.append(Row(number, clean))
    if not table:
        raise RosterError("is empty", "runstrong club new example  shows what it looks like")
    return table, guessed


# -- CSV ------------------------------------------------------------------------------------------


def _decoded(content: bytes) -> tuple[str, bool]:
    """Return the text of a CSV, and whether only the lack of a better idea says its encoding."""
    told = "utf-8-sig"  # with its mark or without
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        told = "utf-16"
    elif b"\0" in content[:2]:  # a NUL beside a letter
        told = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    for encoding in (told, GUESS):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding), encoding != told
    raise RosterError(
        "is neither UTF-8, UTF-16 nor Windows-1252 text", "save it again as CSV UTF-8"
    )


def _csv_rows(text: str) -> Iterator[list[str]]:
    file = io.StringIO(text, newline="")
    first = file.readline()
    told = SEPARATOR.fullmatch(first)
    while not told and first and (not first.strip() or COMMENT.match(first)):
        first = file.readline()
    if not told:
        file.seek(0)
    rows = csv.reader(file, delimiter=told[1] if told else _delimiter(first), strict=True)
    number = 0
    try:
        for cells in rows:
            number += 1
            yield cells
    except csv.Error as error:
        remedy = (
            "in a CSV, a cell with quotation marks stands in quotation marks, each of them doubled"
        )
        raise RosterError([Problem("", _meaning(error), remedy, row=number + 1)]) from None


def _meaning(error: csv.Error) -> str:
    text = str(error)
    if "end of data" in text:
        return "a quotation mark opens here and is never closed"
    if "expected after" in text:
        return "text follows a closing quotation mark"
    return "a cell is far too long" if "limit" in text else text


def _delimiter(first: str) -> str:
    """Return the delimiter by which the first row that is not empty names the most columns."""

    def fit(mark: str) -> tuple[int, int]:
        cells = first.split(mark)
        return sum(bool(meaning(cell.strip().strip('"'))) for cell in cells), len(cells)

    return max(DELIMITERS, key=fit)


# -- XLSX -----------------------------------------------------------------------------------------


def _workbook_rows(content: bytes) -> Iterator[list[str]]:
    try:
        import openpyxl  # noqa: PLC0415  an extra
    except ImportError:
        raise RosterError(
            "reading XLSX needs openpyxl, which is not installed",
            'pip install ".[xlsx]" in the folder of RunStrong, or save the sheet as CSV',
        ) from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED:
                raise ValueError("it unpacks to more than a roster may be")  # noqa: TRY301  said below
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
        for row in islice(rows, MOST_ROWS):
            yield ["" if value is None else _text(value) for value in row]
    except Exception as error:  # noqa: BLE001  a damaged file makes openpyxl raise anything
        why = str(error) or type(error).__name__
        raise RosterError(
            f"is not an XLSX file that can be read ({why[:150]})", "save it again, or as CSV"
        ) from None


def _text(value: object) -> str:
    """Return a cell as a person would have typed it."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
