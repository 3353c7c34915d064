"""The text of a workbook's parts: single elements are found and written anew, all else stays.

Whatever reads a workbook whole and writes it again loses what it does not know; openpyxl 3.1 loses
drawings, comments with answers and the values of all formulas, without which they cannot be read.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from typing import NamedTuple
from xml.sax.saxutils import escape  # it writes; nothing is read with it

from runstrong_pdf.errors import RosterError
from runstrong_pdf.roster.spreadsheet import members_sheet
from runstrong_pdf.roster.workbook import SAVE_AGAIN, Sheet, Workbook, column_of, relations_part


@cache
def tags(names: str = r"[\w.-]+") -> re.Pattern[str]:
    """Return what finds tags of well-formed XML without comments, declarations and CDATA."""
    return re.compile(
        rf"<(?P<close>/?)(?P<prefix>(?:[\w.-]+:)?)(?P<name>{names})"
        r"(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<empty>/?)>"
    )


ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
RANGE = re.compile(r"(\$?[A-Z]{0,3}\$?)(\d+)(?::(\$?[A-Z]{0,3}\$?)(\d+))?")
"""Cells or whole rows, such as B2, $A$2:$F$61 or 1:1."""
RANGE_OF_A_SHEET = re.compile(
    r"(?:'((?:[^']|'')+)'|([\w.]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?\d+:\$?\d+)"
)
LISTS = "hyperlinks|mergeCells|dataValidations|ignoredErrors|protectedRanges"
EMPTY_LIST = re.compile(rf"<((?:[\w.-]+:)?(?:{LISTS}))(?:\s[^<>]*)?></\1>")
"""A list of which everything was taken; Excel calls a file with one damaged."""

CONSTANTS = frozenset({"TRUE()", "FALSE()"})
CHAIN = "calcChain"
"""The part in which Excel keeps the places of all formulas, also of these."""
PLACES = frozenset({"ref", "sqref", "activeCell", "topLeftCell"})
"""Attributes that say which cells something is about."""

Move = Callable[[int, int], tuple[int, int] | None]
"""Says where rows from one to another are afterwards; None if they are gone."""


class Element(NamedTuple):
    """An element in a text: where its tag begins, its content, its last letter.

    Attributes:
        prefix: of its name, with the colon; empty for none.
    """

    prefix: str
    name: str
    attributes: Mapping[str, str]
    begin: int
    inside: int
    inside_end: int
    end: int


def elements(text: str, *names: str, begin: int = 0, end: int = sys.maxsize) -> Iterator[Element]:
    """Yield the elements of these names, none of which stands in another.

    Example:
        >>> [one.attributes for one in elements("<a><b c='1'/><b>2</b></a>", "b")]
        [{'c': '1'}, {}]
    """
    opened = None
    for tag in tags("|".join(names)).finditer(text, begin, end):
        if not tag["close"]:
            opened = tag
        if opened and (tag["close"] or tag["empty"]):
            found = {name: unescape(a or b) for name, a, b in ATTRIBUTE.findall(opened[0])}
            inside_end = tag.start() if tag["close"] else tag.end()
            place = opened.start(), opened.end(), inside_end, tag.end()
            yield Element(opened["prefix"], opened["name"], found, *place)
            opened = None


def spliced(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """Return a text with other words from one place to another.

    Example:
        >>> spliced("Zoe runs", [(0, 3, "Jo"), (8, 8, ".")])
        'Jo runs.'
    """
    parts, done = list[str](), 0
    for begin, end, words in sorted(pieces, key=lambda piece: piece[:2]):
        parts += [text[done:begin], words]
        done = end
    return "".join(parts) + text[done:]


# -- ranges ---------------------------------------------------------------------------------------


def moved(ranges: str, move: Move) -> str:
    """Return ranges as they are after a move; empty if none is left.

    Example:
        >>> moved("A1:B9 C3", lambda first, last: (first, last - 1) if last > 3 else None)
        'A1:B8'
    """
    found = []
    for one in ranges.split():
        match = RANGE.fullmatch(one)
        if not match:
            found.append(one)
        elif rows := move(int(match[2]), int(match[4] or match[2])):
            last = f":{match[3]}{rows[1]}" if match[4] else ""
            found.append(f"{match[1]}{rows[0]}{last}")
    return " ".join(found)


def moved_names(text: str, sheet: str, move: Move) -> str:
    """Return the main part in which the names of cells of a sheet have moved, also its filter."""

    def name(match: re.Match[str]) -> str:
        if sheet_meant(match) != sheet:
            return match[0]
        where = moved(match[3], move)
        return match[0].removesuffix(match[3]) + where if where else match[0]

    pieces = []
    for one in elements(text, "definedName"):
        words = unescape(text[one.inside : one.inside_end])
        pieces.append((one.inside, one.inside_end, escape(RANGE_OF_A_SHEET.sub(name, words))))
    return spliced(text, pieces)


def sheet_meant(match: re.Match[str]) -> str:
    """Return the name of the sheet in a `RANGE_OF_A_SHEET`."""
    return (match[1] or match[2]).replace("''", "'")


# -- the sheet with the members -------------------------------------------------------------------


class SheetText:
    """The text of the sheet with the members, and the texts of parts that go with it.

    Attributes:
        book, sheet: what it is of.
        text: of the sheet.
        others: of other parts, once they have changed.

    Raises:
        RosterError: when it is not written in the way that all spreadsheet programs write.
    """

    def __init__(self, content: bytes) -> None:
        self.book = Workbook(content)
        self.sheet: Sheet = members_sheet(self.book)[0]
        self.others: dict[str, str] = {}
        self.text = self.part(self.sheet.part)
        for element in elements(self.text, "sheetProtection"):
            if element.attributes.get("sheet") in {"1", "true"}:
                raise RosterError("is protected against changes", "end its protection first")

    def part(self, name: str) -> str:
        """Return the text of a part."""
        text = self.others.get(name) or self.book.text(name)
        if "<!" in text or "\0" in text:
            raise RosterError("is written in an unusual way", SAVE_AGAIN)
        return text

    def rows(self) -> Iterator[tuple[int, Element]]:
        """Yield its rows and their numbers."""
        number = 0
        for data in elements(self.text, "sheetData"):
            for row in elements(self.text, "row", begin=data.inside, end=data.inside_end):
                number = int(row.attributes.get("r", number + 1))
                yield number, row

    def cells(self, row: Element) -> Iterator[tuple[int, Element]]:
        """Yield the cells of a row and their columns, from 0."""
        column = -1
        for cell in elements(self.text, "c", begin=row.inside, end=row.inside_end):
            place = cell.attributes.get("r")
            column = column_of(place) if place else column + 1
            yield column, cell

    def formulas(self, within: Element) -> Iterator[str]:
        """Yield the formulas in a cell or row; what others share is empty.

        LibreOffice writes a cell that is only true or false as one that depends on nothing.
        """
        for one in elements(self.text, "f", begin=within.inside, end=within.inside_end):
            words = unescape(self.text[one.inside : one.inside_end])
            if words not in CONSTANTS or any(CHAIN in part for part in self.book.part_names):
                yield words

    def related(self, kind: str) -> dict[str, str]:
        """Return the parts of a kind that belong to it, such as its tables: texts by name."""
        if relations_part(self.sheet.part) not in self.book.part_names:
            return {}
        related = self.book.relations(self.sheet.part).values()
        return {part: self.part(part) for known, part in related if known == kind}

    def cut_links(self, is_gone: Callable[[str], bool]) -> None:
        """Cut the links of cells that are gone, and where they lead: it may be an address."""
        gone = [one for one in elements(self.text, "hyperlink") if is_gone(one.attributes["ref"])]
        keys = {
            value for one in gone for key, value in one.attributes.items() if key.endswith(":id")
        }
        self.text = spliced(self.text, ((one.begin, one.end, "") for one in gone))
        self.text = EMPTY_LIST.sub("", self.text)
        if keys:
            name = relations_part(self.sheet.part)
            text = self.part(name)
            cut = [one for one in elements(text, "Relationship") if one.attributes["Id"] in keys]
            self.others[name] = spliced(text, ((one.begin, one.end, "") for one in cut))

    def sweep_strings(self) -> None:
        """Cut the texts that no cell has any more."""
        name = self.book.strings_part
        if not name:
            return
        used = {number for sheet in self.book.sheets for number in self._strings_of(sheet)}
        text = self.part(name)
        cut = [
            (one.begin, one.end, f"<{one.prefix}si><{one.prefix}t/></{one.prefix}si>")
            for number, one in enumerate(elements(text, "si"))
            if number not in used
        ]
        self.others[name] = spliced(text, cut)

    def _strings_of(self, sheet: Sheet) -> Iterator[int]:
        text = self.text if sheet.part == self.sheet.part else self.part(sheet.part)
        for cell in elements(text, "c"):
            if cell.attributes.get("t") == "s":
                inside = next(elements(text, "v", begin=cell.inside, end=cell.inside_end), None)
                if inside:
                    yield int(text[inside.inside : inside.inside_end])

    def move_what_belongs(self, move: Move) -> None:
        """Move the cells of rules of a newer Excel, those with a name, of the filter and tables."""
        newer = [
            (one.inside, one.inside_end, where)
            for one in elements(self.text, "sqref")
            if (where := moved(self.text[one.inside : one.inside_end], move))
        ]
        self.text = spliced(self.text, newer)
        name = self.book.main_part
        self.others[name] = moved_names(self.part(name), self.sheet.name, move)
        for part, text in self.related("table").items():
            self.others[part] = tags().sub(lambda tag: moved_tag(tag, move), text)

    def content(self) -> bytes:
        """Return the bytes of the workbook."""
        return self.book.with_parts({**self.others, self.sheet.part: self.text})


def moved_tag(tag: re.Match[str], move: Move) -> str:
    """Return a tag whose ranges have moved; what would be gone stays."""

    def attribute(found: re.Match[str]) -> str:
        is_place = found[1] in PLACES or (found[1] == "r" and tag["name"] in {"row", "c"})
        where = moved(found[2] or found[3], move) if is_place else ""
        return f'{found[1]}="{where}"' if where else found[0]

    return ATTRIBUTE.sub(attribute, tag[0])
