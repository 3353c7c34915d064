"""The first sheet of an XLSX file, through openpyxl (extra `xlsx`)."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator

from runstrong_pdf.errors import RosterError

LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes. A small file that unpacks to more is an attack."""
MOST_COLUMNS = 200


def workbook_rows(content: bytes, name: str) -> Iterator[list[str]]:
    """Yield the cells of every row, as text. Raises RosterError."""
    try:
        import openpyxl  # noqa: PLC0415  an extra
    except ImportError:
        raise RosterError(
            f"{name}: reading XLSX needs openpyxl, which is not installed",
            "pip install 'runstrong-pdf[xlsx]', or save the sheet as CSV",
        ) from None
    try:
        _check_size(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for row in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True):
            yield [_text(value) for value in row]
    except Exception as error:  # noqa: BLE001  a damaged file makes openpyxl raise anything
        raise RosterError(
            f"{name}: is not an XLSX file that can be read ({str(error) or type(error).__name__})"[
                :200
            ],
            "save it again, or as CSV",
        ) from None


def _check_size(content: bytes) -> None:
    """Raise ValueError for a small file that unpacks to a very large one."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > LARGEST_UNPACKED:
            raise ValueError("it unpacks to more than a roster may be")


def _text(value: object) -> str:
    """Return a cell as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
