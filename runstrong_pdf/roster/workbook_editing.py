"""Cells of a workbook written anew, and rows taken out of it; everything else in the file stays.

Rows below those that are taken out move up, with all that belongs to them. Where something counts
on rows staying where they are, such as formulas, comments, pictures or charts, none is taken out:
only the spreadsheet program itself knows all that has to move.
"""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from html import unescape
from xml.sax.saxutils import escape  # it writes; nothing is read with it

from runstrong_pdf.errors import Problem, RosterError
from runstrong_pdf.roster.markup import (
    EMPTY_LIST,
    RANGE,
    RANGE_OF_A_SHEET,
    Element,
    Move,
    SheetText,
    elements,
    moved,
    moved_tag,
    sheet_meant,
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
ANCHORED = {
    "controls": "buttons",
    "oleObjects": "embedded files",
    "brk": "page breaks",
}
"""What stands at rows of the sheet without being in them."""
RULES = ("conditionalFormatting", "dataValidation")
"""What goes by formulas that are meant for the first cell of a range."""
FORMULAS = ("formula", "formula1", "formula2")
BELONGING = (*RULES, "mergeCell", "ignoredError", "protectedRange")
"""What is of some cells only, and goes when they go."""
TEXT_IN_FORMULA = re.compile(r'"[^"]*"')
ROW_IN_FORMULA = re.compile(r"(?<![\w.])\$?[A-Z]{1,3}(\$?)(\d+)(?![\w.(])|(\$?)(\d+):\$?(\d+)")
NO_FORMULAS = re.compile(r"/(sharedStrings|styles|theme\d*)\.xml$")
"""Parts in which there are none, whatever their words look like."""


# -- cells ----------------------------------------------------------------------------------------


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
    last = max(
        number
        for number, row in rows.items()
        if any(elements(sheet.text, *SAYS, begin=row.inside, end=row.inside_end))
    )
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


# -- rows -----------------------------------------------------------------------------------------


@damage_as_error()
def without_book_rows(content: bytes, numbers: Collection[int]) -> bytes:
    """Return a workbook without some rows of its members' sheet.

    Raises:
        RosterError: when something counts on rows staying where they are.
    """
    sheet = SheetText(content)
    move = _up(numbers)
    first = min(numbers)
    if what := next(_counting(sheet, first, move), ""):
        text = f"row {first} cannot be taken out here: {what} go by where the rows stand"
        raise RosterError(text, IN_ITS_PROGRAM)
    rows = [(row.begin, row.end, "") for number, row in sheet.rows() if number in numbers]
    sheet.text = spliced(sheet.text, rows)
    sheet.cut_links(lambda ref: not moved(ref, move))
    belonging = _with_ranges(sheet.text, *BELONGING)
    gone = [(one.begin, one.end, "") for one, ranges in belonging if not moved(ranges, move)]
    sheet.text = EMPTY_LIST.sub("", spliced(sheet.text, gone))
    sheet.text = tags().sub(lambda tag: moved_tag(tag, move), sheet.text)
    sheet.move_what_belongs(move)
    sheet.sweep_strings()
    return sheet.content()


def _up(numbers: Collection[int]) -> Move:
    """Return where rows are after some were taken out."""
    gone = sorted({*numbers})

    def move(first: int, last: int) -> tuple[int, int] | None:
        begin, end = first - bisect_left(gone, first), last - bisect_right(gone, last)
        return (begin, end) if begin <= end else None

    return move


def _with_ranges(text: str, *names: str) -> Iterator[tuple[Element, str]]:
    """Yield elements and the cells they are about; a newer Excel has others called so, without."""
    for one in elements(text, *names):
        if ranges := one.attributes.get("sqref", one.attributes.get("ref", "")):
            yield one, ranges


def _first_cell(ranges: str) -> str:
    """Return the cell for which the formulas of a rule are meant."""
    return ranges.partition(" ")[0].partition(":")[0]


def _counting(sheet: SheetText, first: int, move: Move) -> Iterator[str]:
    """Yield what counts on where rows from the first one on are, in words."""
    yield from _beside_the_cells(sheet, first)
    for number, row in sheet.rows():
        for formula in sheet.formulas(row):
            if number >= first or _rows_in(formula, sheet)[1] >= first:
                yield "formulas"
    yield from _rules(sheet, first, move)
    others = {*sheet.book.part_names} - {sheet.sheet.part, sheet.book.main_part}
    for part in sorted(others):
        if part.endswith(".xml") and not NO_FORMULAS.search(part):
            yield from _in_another_part(sheet, part, first)


def _rules(sheet: SheetText, first: int, move: Move) -> Iterator[str]:
    """Yield `rules` for those whose formulas would mean other cells."""
    text = sheet.text
    for rule, ranges in _with_ranges(text, *RULES):
        stays = _first_cell(moved(ranges, move)) in {"", _first_cell(ranges)}
        for one in elements(text, *FORMULAS, begin=rule.inside, end=rule.inside_end):
            fixed, any_row = _rows_in(unescape(text[one.inside : one.inside_end]), sheet)
            if fixed >= first or (any_row and not stays):
                yield "rules for formats or values"
    for newer in elements(text, "extLst"):
        for one in elements(text, "f", "sqref", begin=newer.inside, end=newer.inside_end):
            words = unescape(text[one.inside : one.inside_end])
            gone = one.name == "sqref" and _first_cell(moved(words, move)) != _first_cell(words)
            if gone or (one.name == "f" and _rows_in(words, sheet)[1] >= first):
                yield "rules for formats or values"


def _beside_the_cells(sheet: SheetText, first: int) -> Iterator[str]:
    yield from (ANCHORED[one.name] for one in elements(sheet.text, *ANCHORED))
    for text in sheet.related("drawing").values():  # LibreOffice writes one, if an empty one
        rows = (int(text[one.inside : one.inside_end]) + 1 for one in elements(text, "row"))
        if max(rows, default=0) >= first:
            yield "pictures or charts"
    for text in sheet.related("comments").values():
        rows = (_rows_in(one.attributes["ref"], sheet)[1] for one in elements(text, "comment"))
        if max(rows, default=0) >= first:
            yield "comments"


def _in_another_part(sheet: SheetText, part: str, first: int) -> Iterator[str]:
    text, name = sheet.part(part), sheet.sheet.name
    if any(one.attributes.get("sheet") == name for one in elements(text, "worksheetSource")):
        yield "pivot tables"
    for found in RANGE_OF_A_SHEET.finditer(unescape(text)):
        if sheet_meant(found) == name and _rows_in(found[3], sheet)[1] >= first:
            yield "formulas or charts of other sheets"


def _rows_in(formula: str, sheet: SheetText) -> tuple[int, int]:
    """Return the last row of a sheet that a formula on it names for good (`$2`), and at all."""

    def own(found: re.Match[str]) -> str:
        return found[3] if sheet_meant(found) == sheet.sheet.name else ""

    fixed, rows = [0], [0]
    here = RANGE_OF_A_SHEET.sub(own, TEXT_IN_FORMULA.sub("", formula))
    for one in ROW_IN_FORMULA.finditer(here):
        rows += [int(number) for number in (one[2], one[4], one[5]) if number]
        fixed += [int(number) for mark, number in ((one[1], one[2]), (one[3], one[4])) if mark]
    return max(fixed), max(rows)
