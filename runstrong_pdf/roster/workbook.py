"""A workbook (XLSX) as its file has it: sheets, rows, what is hidden, struck out, merged, unknown.

Only rows and cells that are there are read, so a stray cell far below or far right costs nothing.
Nothing is calculated: a formula has the value that the spreadsheet stored beside it.
"""

import datetime as dt
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from xml.etree.ElementTree import Element, iterparse  # expat bounds what entities grow to

from runstrong_pdf.errors import RosterError

ENDINGS = (".xlsx", ".xlsm")
LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes. Whatever unpacks to more is no roster."""
LONGEST_TEXT = 64 * 1024 * 1024
"""Bytes of a part that is changed: some 50,000 members with every column."""
SAVE_AGAIN = "open it in your spreadsheet program and save it as .xlsx or CSV"
IN_ITS_PROGRAM = "change it in your spreadsheet program, and save it"
MOST_ELEMENTS = 8_000_000
"""Pieces of a part that are looked at: some 150,000 members with every column."""
MOST_COLUMNS = 200
"""What is looked at of a row."""
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of Excel's own formats that show a number as a date."""
TEXT_FORMAT = "49"
"""The number of Excel's own format that shows a number as it was typed."""
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Parts of a format that do not say what kind it is: texts, spaces, colours."""
DAY_ONE, DAY_ONE_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
"""What days are counted from, so that all since March 1900 are right; and as old Macs do it."""
LAST_DAY = 2_958_465
"""The number of 9999-12-31."""
Wrong = tuple[str, str]
"""What is wrong with a cell, and what to do about it."""
NO_VALUE: Wrong = (
    "is a formula whose value the file does not hold",
    "open it in your spreadsheet program and save it again, or put the value into the cell",
)
SHOWS_ERROR = "is a formula that the spreadsheet could not work out ({})"
PUT_VALUE = "put the value itself into the cell"


def is_workbook(content: bytes) -> bool:
    """Whether a file is packed as workbooks are."""
    return content.startswith(b"PK")


@contextmanager
def damage_as_error() -> Iterator[None]:
    """Let whatever a damaged file makes its reading raise be a RosterError."""
    try:
        yield
    except RosterError:
        raise
    except Exception:  # noqa: BLE001  it can be anything
        raise RosterError(
            "is not an XLSX file that can be read; it may be damaged", SAVE_AGAIN
        ) from None


class Style(NamedTuple):
    """What a cell's format says: whether its number is a date or text, whether it is struck out."""

    is_date: bool = False
    struck: bool = False
    is_text: bool = False


@dataclass(slots=True)
class Row:
    """A row of a spreadsheet.

    Attributes:
        number: as the spreadsheet counts.
        cells: texts as a person would have typed them, by column from 0.
        hidden: by a filter, or by hand.
        struck: columns whose text is struck out.
        wrong: columns whose value is not known, why, and what to do.
    """

    number: int
    cells: list[str]
    hidden: bool = False
    struck: set[int] = field(default_factory=set)
    wrong: dict[int, Wrong] = field(default_factory=dict)

    def put(self, column: int, text: str) -> None:
        """Put a text into a cell."""
        self.cells += [""] * (column + 1 - len(self.cells))
        self.cells[column] = text


class Sheet(NamedTuple):
    """A sheet: its name, whether it is hidden, and where the file has it."""

    name: str
    hidden: bool
    part: str


class Merge(NamedTuple):
    """Cells that are one: rows as the spreadsheet counts, columns from 0."""

    top: int
    bottom: int
    left: int
    right: int


class Workbook:
    """A workbook; whatever is wrong with the file raises some error of its reading.

    Attributes:
        main_part: the part that lists the sheets.
        part_names: of all parts.
        strings_part: the part with the texts that cells share; empty for none.
    """

    def __init__(self, content: bytes) -> None:
        self._packed = zipfile.ZipFile(io.BytesIO(content))
        if sum(entry.file_size for entry in self._packed.infolist()) > LARGEST_UNPACKED:
            raise RosterError("unpacks to more than a roster may be", "save the members alone")
        relations = self.relations("")
        self.main_part = next(part for kind, part in relations.values() if kind == "officeDocument")
        self.part_names = tuple(self._packed.namelist())
        self._others = self.relations(self.main_part)
        self.strings_part = self._other("sharedStrings")

    def text(self, part: str) -> str:
        """Return the text of a part. Raises RosterError for what is too long to be held."""
        if self._packed.getinfo(part).file_size > LONGEST_TEXT:
            raise RosterError("is too large to be changed here", IN_ITS_PROGRAM)
        return self._packed.read(part).decode("utf-8-sig", "replace")

    def with_parts(self, texts: Mapping[str, str]) -> bytes:
        """Return the bytes of a workbook in which some parts have other texts."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for entry in self._packed.infolist():
                text = texts.get(entry.filename)
                kept = self._packed.read(entry) if text is None else text.encode()
                packed.writestr(entry, kept, entry.compress_type)
        return out.getvalue()

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its sheets of cells, from the left."""
        found = []
        for element in self._elements(self.main_part, "sheet"):
            key = next((value for name, value in element.items() if name.endswith("}id")), "")
            kind, part = self._others.get(key, ("", ""))
            if kind == "worksheet":
                hidden = element.get("state", "visible") != "visible"
                found.append(Sheet(element.get("name", ""), hidden, part))
        return tuple(found)

    def parts(self, sheet: Sheet) -> Iterator[Row | Merge]:
        """Yield the rows of a sheet that have cells, then which of its cells are one."""
        number = 0
        for element in self._elements(sheet.part, "row", "mergeCell"):
            if _tag(element) == "mergeCell":
                first, _, last = element.get("ref", "").partition(":")
                ends = first, last or first
                yield Merge(*map(_row, ends), *map(column_of, ends))
                continue
            number = int(element.get("r", number + 1))
            row = Row(number, [], element.get("hidden") in {"1", "true"})
            column = -1
            for cell in element:
                place = cell.get("r")
                column = column_of(place) if place else column + 1
                if column < 0:
                    raise RosterError(f"has a cell without a column in row {number}", SAVE_AGAIN)
                if column < MOST_COLUMNS:
                    self._read(cell, row, column)
            if row.cells:
                yield row

    def _read(self, cell: Element, row: Row, column: int) -> None:
        parts = {_tag(part): part for part in cell}
        kind, style = cell.get("t", "n"), self.styles[int(cell.get("s", 0))]
        value, text = (parts["v"].text or "") if "v" in parts else "", ""
        if "f" in parts and not value and kind != "str":
            row.wrong[column] = NO_VALUE
        elif kind == "e":
            row.wrong[column] = SHOWS_ERROR.format(value[:10]), PUT_VALUE
        else:
            text = self._text(kind, value, parts.get("is"), style)
        if text or column in row.wrong:
            row.put(column, text)
        if text and style.struck:
            row.struck.add(column)

    def _text(self, kind: str, value: str, inline: Element | None, style: Style) -> str:
        """Return a cell as a person would have typed it."""
        if kind == "inlineStr":
            return "" if inline is None else _said(inline)
        if not value or kind in {"str", "d"}:
            return value
        if kind == "s":
            return self._strings[int(value)]
        if kind == "b":
            return "no" if value in {"0", "false"} else "yes"
        number = float(value)
        if style.is_date and 1 <= number <= LAST_DAY:
            return (self.day_one + dt.timedelta(int(number))).isoformat()
        return f"{number:.15g}"

    @cached_property
    def day_one(self) -> dt.date:
        """What its days are counted from."""
        old = any(
            element.get("date1904") in {"1", "true"}
            for element in self._elements(self.main_part, "workbookPr")
        )
        return DAY_ONE_1904 if old else DAY_ONE

    @cached_property
    def _strings(self) -> list[str]:
        """The texts that cells share."""
        part = self.strings_part
        return [_said(element) for element in self._elements(part, "si")] if part else []

    @cached_property
    def styles(self) -> list[Style]:
        """Its formats, as cells count them."""
        part = self._other("styles")
        formats, fonts, found = dict[str, str](), list[bool](), list[Style]()
        for element in self._elements(part, "numFmts", "fonts", "cellXfs") if part else ():
            for one in element:
                if _tag(one) == "numFmt":
                    formats[one.get("numFmtId", "")] = one.get("formatCode", "")
                elif _tag(one) == "font":
                    strike = next((each for each in one if _tag(each) == "strike"), None)
                    fonts.append(strike is not None and strike.get("val") not in {"0", "false"})
                elif _tag(one) == "xf":
                    number, font = one.get("numFmtId", "0"), int(one.get("fontId", "0"))
                    struck = any(fonts[font : font + 1])
                    found.append(Style(_is_date(number, formats), struck, number == TEXT_FORMAT))
        return found or [Style()]

    def _other(self, sought: str) -> str:
        """Return the part of a kind that the main part names; empty for none."""
        return next((part for kind, part in self._others.values() if kind == sought), "")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part of the file is related to: kind and part, by key."""
        folder = posixpath.dirname(part)
        found = {}
        for element in self._elements(relations_part(part), "Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = kind, target.lstrip("/")
        return found

    def _elements(self, part: str, *tags: str) -> Iterator[Element]:
        """Yield the elements of these names of a part; nothing else of it is kept."""
        path, kept, left = list[Element](), 0, MOST_ELEMENTS
        known = dict[str, bool]()
        with self._packed.open(part) as stream:
            for event, element in iterparse(stream, ("start", "end")):  # noqa: S314  see above
                wanted = known.get(element.tag)
                if wanted is None:
                    wanted = known[element.tag] = _tag(element) in tags
                if event == "start":
                    path.append(element)
                    kept += wanted
                    continue
                path.pop()
                if wanted:
                    yield element
                    kept -= 1
                if path and not kept:
                    path[-1].remove(element)
                left -= 1
                if left < 0:
                    raise RosterError("holds far more than a roster", "save the members alone")


def relations_part(part: str) -> str:
    """Return the part that says what a part is related to."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _tag(element: Element) -> str:
    """Return the name of an element without its namespace, of which there are two editions."""
    return element.tag.rpartition("}")[2]


def _said(element: Element) -> str:
    """Return the text of a cell, without the hints on how it is pronounced."""
    if _tag(element) == "t":
        return element.text or ""
    return "".join(_said(part) for part in element if _tag(part) != "rPh")


def _is_date(number: str, formats: dict[str, str]) -> bool:
    if number not in formats:
        return number.isdecimal() and int(number) in DATE_FORMATS
    return bool(re.search("[dmyh]", NOT_SHOWN.sub("", formats[number]), re.IGNORECASE))


def column_of(place: str) -> int:
    """Return the column of a place such as B7, from 0."""
    number = 0
    for letter in place:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def _row(place: str) -> int:
    return int(re.sub("[A-Z$]", "", place))
