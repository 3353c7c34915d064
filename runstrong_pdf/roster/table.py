"""Bytes of a spreadsheet -> rows of clean cells, as CSV in any usual encoding, or XLSX."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TextIO

from runstrong_pdf.errors import RosterError
from runstrong_pdf.roster.headers import column_of

LARGEST = 32 * 1024 * 1024
"""Bytes: some 300,000 members. Anything larger is a mistake or an attack."""
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESS = "cp1252"
"""What Excel of western countries saves; every other 8-bit code would decode as well."""
CHUNK = 64 * 1024
DELIMITERS = ",;\t"
SEPARATOR = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)
"""The line by which Excel tells itself the delimiter; its own count of rows leaves it out."""
COMMENT = re.compile(r"[\ufeff\"\s]*#(\s|$)")
"""How a row begins that is for people only: `# ` in its first cell that is not empty."""
Row = tuple[int, list[str]]
"""Number as the spreadsheet counts, and its cells."""


def rows(content: bytes, name: str) -> Iterator[Row]:
    """Yield every row that is neither empty nor a comment.

    Raises:
        RosterError: when the file is not a spreadsheet that can be read.
    """
    if len(content) > LARGEST:
        raise RosterError(f"{name}: is larger than a roster may be ({LARGEST // 1048576} MB)")
    if content.startswith(b"PK") or name.lower().endswith((".xlsx", ".xlsm")):
        from runstrong_pdf.roster.workbook import workbook_rows  # noqa: PLC0415  an extra

        found = workbook_rows(content, name)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RosterError(f"{name}: is an old Excel file", "save it as .xlsx or CSV")
    else:
        found = _csv_rows(_opened(content, name), name)
    for number, cells in enumerate(found, 1):
        clean = [_clean(cell) for cell in cells]
        first = next(filter(None, clean), "")
        if first and not COMMENT.match(first):
            yield number, clean


def _clean(cell: str) -> str:
    """Return a cell on one line with single spaces, accents joined to their letters."""
    return " ".join(unicodedata.normalize("NFC", cell).split())


def is_guessed(content: bytes) -> bool:
    """Whether nothing but the lack of a better explanation says what a CSV is encoded in."""
    return not content.startswith(b"PK") and not _decodes(content, _encoding(content))


def _opened(content: bytes, name: str) -> TextIO:
    """Return the text of a file; it is decoded as it is read, a federation's is long."""
    encoding = next((e for e in (_encoding(content), GUESS) if _decodes(content, e)), None)
    if encoding is None:
        raise RosterError(
            f"{name}: is neither UTF-8, UTF-16 nor Windows-1252 text", "save it again as CSV UTF-8"
        )
    return io.TextIOWrapper(io.BytesIO(content), encoding, newline="")


def _decodes(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), CHUNK):
            decoder.decode(content[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(content: bytes) -> str:
    """Return the encoding that the first bytes tell; a NUL beside a letter is UTF-16."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    if content[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if content[:1] == b"\0" else "utf-8"


def _csv_rows(file: TextIO, name: str) -> Iterator[list[str]]:
    first = file.readline()
    told = SEPARATOR.fullmatch(first)
    while not told and first and (not first.strip() or COMMENT.match(first)):
        first = file.readline()
    delimiter = told[1] if told else _delimiter(first)
    if not told:
        file.seek(0)
    number = 0
    try:
        for cells in csv.reader(file, delimiter=delimiter, strict=True):
            number += 1
            yield cells
    except csv.Error as error:
        raise RosterError(
            f"{name}: row {number + 1}: {_meaning(error)}",
            "in a CSV, a cell with quotation marks stands in quotation marks, each of them doubled",
        ) from None


def _meaning(error: csv.Error) -> str:
    text = str(error)
    if "end of data" in text:
        return "a quotation mark opens here and is never closed"
    if "expected after" in text:
        return "text follows a closing quotation mark"
    return "a cell is far too long" if "limit" in text else text


def _delimiter(header: str) -> str:
    """Return the delimiter by which the first row that is not empty names the most columns."""
    return max(DELIMITERS, key=lambda mark: (_named(header.split(mark)), header.count(mark)))


def _named(cells: Iterable[str]) -> int:
    return sum(bool(column_of(cell.strip().strip('"'))) for cell in cells)
