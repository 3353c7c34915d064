"""Rows taken out of a workbook; those below move up, with all that belongs to them.

Where something counts on rows staying where they are, such as formulas, comments, pictures or
charts, nothing is taken out: only the spreadsheet program itself knows all that has to move.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from html import unescape

from runstrong_pdf.errors import RosterError
from runstrong_pdf.roster.markup import (
    EMPTY_LIST,
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
from runstrong_pdf.roster.workbook import IN_ITS_PROGRAM, damage_as_error

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


@damage_as_error()
def without_book_rows(content: bytes, numbers: Collection[int]) -> bytes:
    """Return a workbook without some rows of its members' sheet.

    Raises:
        RosterError: when something counts on rows staying where they are.
    """
    sheet = SheetText(content)
    move = _up(numbers)
    _check_nothing_counts_on(sheet, min(numbers), move)
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


def _check_nothing_counts_on(sheet: SheetText, first: int, move: Move) -> None:
    """Raise RosterError if anything counts on where rows from the first one on are."""
    what = next(_counting(sheet, first, move), None)
    if what:
        text = f"row {first} cannot be taken out here: {what} go by where the rows stand"
        raise RosterError(text, IN_ITS_PROGRAM)


def _counting(sheet: SheetText, first: int, move: Move) -> Iterator[str]:
    """Yield what counts on where rows are, in words."""
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
