"""Cells of a workbook written anew; everything else in the file stays as it is."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from xml.sax.saxutils import escape  # it writes; nothing is read with it

from runstrong_pdf.errors import Problem, RosterError
from runstrong_pdf.roster.markup import (
    RANGE,
    Element,
    SheetText,
    elements,
    moved_tag,
    spliced,
    tags,
)
from runstrong_pdf.roster.workbook import IN_ITS_PROGRAM, LAST_DAY, column_of, damage_as_error

SAYS = ("v", "is", "f")
"""What is in a cell that is not empty."""
GROWING = frozenset({"autoFilter", "conditionalFormatting", "dataValidation", "dimension"})
"""What reaches to the last row, and to rows that are added below it."""
TOTALS = re.compile(r"\stotalsRowCount=[\"'][1-9]")
MOST_ROWS = 1_048_576
"""What a sheet has, whatever is in them."""
Cells = Mapping[int, str]
"""Texts by column, from 0."""


@damage_as_error()
def with_book_cells(
    content: bytes, changed: Mapping[int, Cells], added: Iterable[Cells], like: int
) -> bytes:
    """Return a workbook with other values in some cells of its members' sheet.

    Args:
        content: a workbook that can be read as a roster.
        changed: by the number of the row: cells of rows that are there.
        added: the cells of rows that come last.
        like: the row whose formats rows have that are added; 0 for none.

    Raises:
        RosterError: when a cell is a formula or merged, or rows cannot be added.
    """
    sheet = SheetText(content)
    rows = dict(sheet.rows())
    last = max(number for number, row in rows.items() if _says(sheet.text, row))
    places = {(number, column) for number, cells in changed.items() for column in cells}
    _check_values(sheet, rows, places)
    wanted = {**changed, **dict(enumerate(added, last + 1))}
    if max(wanted) > MOST_ROWS:
        raise RosterError("has no room below its last row", IN_ITS_PROGRAM)
    pattern = sheet.cells(rows[like]) if like else ()
    formats = {column: one.attributes.get("s", "") for column, one in pattern}
    pieces, end = [], rows[last].end
    for number, cells in wanted.items():
        row, styles = rows.get(number), formats if number > last else {}
        if row and number > last:  # it was empty
            end = row.end
        written = _row(sheet, rows[last].prefix, number, row, cells, styles)
        pieces.append((row.begin if row else end, row.end if row else end, written))
    sheet.text = spliced(sheet.text, pieces)
    sheet.cut_links(lambda ref: _place(ref) in places)
    sheet.sweep_strings()
    if len(wanted) > len(changed):
        _grow(sheet, last, max(wanted))
    return sheet.content()


def _says(text: str, row: Element) -> bool:
    """Whether there is anything in a row."""
    return any(elements(text, *SAYS, begin=row.inside, end=row.inside_end))


def _place(ref: str) -> tuple[int, int]:
    """Return row and column of a single cell; nothing that is one for several."""
    found = RANGE.fullmatch(ref)
    return (int(found[2]), column_of(found[1])) if found and not found[4] else (0, 0)


def _check_values(
    sheet: SheetText, rows: Mapping[int, Element], places: set[tuple[int, int]]
) -> None:
    """Raise RosterError for cells that are more than a value."""
    wrong: dict[tuple[int, int], str] = {}
    for number in {row for row, _ in places}:
        for column, cell in sheet.cells(rows[number]):
            if any(True for _ in sheet.formulas(cell)):
                wrong[number, column] = "is a formula"
    for merge in elements(sheet.text, "mergeCell"):
        found = RANGE.fullmatch(merge.attributes["ref"])
        if found and found[4]:
            left, right = column_of(found[1]), column_of(found[3])
            for row, column in places:
                if int(found[2]) <= row <= int(found[4]) and left <= column <= right:
                    wrong[row, column] = "is merged with others"
    if problems := [
        Problem("", wrong[place], IN_ITS_PROGRAM, row=place[0])
        for place in sorted(places & {*wrong})
    ]:
        raise RosterError(problems)


def _row(
    sheet: SheetText,
    prefix: str,
    number: int,
    row: Element | None,
    cells: Cells,
    formats: Mapping[int, str],
) -> str:
    """Return the text of a row with other cells; what else is in it stays.

    Args:
        formats: of cells that are not there yet.
    """
    there = dict(sheet.cells(row)) if row else {}
    parts = {column: sheet.text[one.begin : one.end] for column, one in there.items()}
    for column in {**formats, **cells}:
        old = there.get(column)
        style = old.attributes.get("s", "") if old else formats.get(column, "")
        if column in cells or not old:
            place = f"{_letters(column)}{number}"
            yes_or_no = bool(old and old.attributes.get("t") == "b")
            value = _value(sheet, prefix, cells.get(column, ""), style, yes_or_no=yes_or_no)
            said = f' s="{style}"' if style else ""
            parts[column] = f'<{prefix}c r="{place}"{said}{value}'
    inside = "".join(parts[column] for column in sorted(parts))
    if not row:
        return f'<{prefix}row r="{number}">{inside}</{prefix}row>'
    tag = sheet.text[row.begin : row.inside].removesuffix(">").removesuffix("/")
    after = max((one.end for one in there.values()), default=row.inside)
    rest = sheet.text[after : row.inside_end] if row.inside_end > row.inside else ""
    return f"{tag}>{inside}{rest}</{prefix}row>"


def _value(sheet: SheetText, prefix: str, text: str, style: str, *, yes_or_no: bool) -> str:
    """Return what is in a cell, from the end of its tag on: what is a number or a day stays one."""
    number = _number(sheet, text, style)
    if not text:
        return "/>"
    if yes_or_no and text in {"yes", "no"}:
        return f' t="b"><{prefix}v>{text == "yes":d}</{prefix}v></{prefix}c>'
    if number:
        return f"><{prefix}v>{number}</{prefix}v></{prefix}c>"
    words = f"<{prefix}is><{prefix}t>{escape(text)}</{prefix}t></{prefix}is>"
    return f' t="inlineStr">{words}</{prefix}c>'


def _number(sheet: SheetText, text: str, style: str) -> str:
    """Return the number that stands for a text in a format; empty if it has to be text."""
    kind = sheet.book.styles[int(style or 0)]
    if kind.is_date:
        with suppress(ValueError):
            days = (dt.date.fromisoformat(text) - sheet.book.day_one).days
            return str(days) if 1 <= days <= LAST_DAY else ""
    elif not kind.is_text and re.fullmatch(r"-?\d{1,15}(\.\d+)?", text, re.ASCII):
        return text if f"{float(text):.15g}" == text else ""
    return ""


def _letters(column: int) -> str:
    """Return what a column is called, such as B."""
    rest, letter = divmod(column, 26)
    return (_letters(rest - 1) if rest else "") + chr(65 + letter)


def _grow(sheet: SheetText, last: int, new: int) -> None:
    """Let what reaches to the last row reach to the new one. Raises RosterError below totals."""
    if any(TOTALS.search(text) for text in sheet.related("table").values()):
        raise RosterError("has a row of totals, below which nobody can be added", IN_ITS_PROGRAM)

    def move(begin: int, end: int) -> tuple[int, int]:
        return (begin, new) if begin < end == last else (begin, end)

    sheet.text = tags().sub(
        lambda tag: moved_tag(tag, move) if tag["name"] in GROWING else tag[0], sheet.text
    )
    sheet.move_what_belongs(move)
