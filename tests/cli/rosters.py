"""Makes rosters that nobody should hand over, each from its number: cells, files, and damage."""

import csv
import io
import random
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

GOOD: Mapping[str, tuple[str, ...]] = {
    "name": ("Zoë Łuczak", "Anna Smith", "O'Neil, Jr.", "山田"),
    "first-name": ("Zoë", "-Jo"),
    "Nachname": ("Müller", "=Smith"),
    "email": ("", "a@example.org", "Zoë <z@example.org>", "MAILTO:b@example.org"),
    "E-Mail": ("c@example.org",),
    "level": ("",),
    "push-ups": ("",),
    "kit": ("", "band; chair und Dumbbells"),
    "dumbbells": ("",),
    "minutes": ("", "40.0"),
    "avoid": ("", "none"),
    "start": ("", "2026-12-07", "7.12.2026", "46363", "13/12/2026"),
    "language": ("", "en"),
    "edition": ("", "stretching"),
    "send": ("", "no", "FALSCH", "0.0"),
    "phone": ("", "0123", "=1+1"),
}
"""What is right in each column; one plan for all, because every other would have to be drawn."""
ODD_HEADINGS = (
    "name",
    "kitt",
    "",
    "programme",
    "runs",
    "bands",
    "\x1b[2J",
    "\u202e",
    "=1",
    "#",
    "A" * 999,
)
EVIL = (
    *(
        "../../x",
        "/etc/passwd",
        "..\\..\\x",
        "C:\\x",
        "CON",
        ".",
        "..",
        "x/y",
        "~",
        "$(id)",
        "`id`",
    ),
    *("=1+1", "@SUM(A1)", "+1", "-1", "'=1", "=cmd|'/c calc'!A0", '=HYPERLINK("http://x")'),
    *("<b>x</b>", "&amp;", "]]>", ") Tj ET", "%PDF-1.7", "endobj", "{contact}", "{0}", "%s", "\\"),
    *("a@b.org\r\nBcc: e@x.org", "x\nSubject: e", "=?utf-8?q?Bcc:_e?=", "a@b.org,c@d.org"),
    *("\x00", "\x1b]0;x\x07", "\x9b2J", "\u202egnp", "\u2066x", "\ufeff", "\u200b", "\u0300" * 40),
    *(
        "😀",
        "\u05e9\u05dc",
        "日本",
        "\ufffd",
        "\U000e0041",
        "ﷺ" * 9,
        "A" * 250,
        "A" * 70_000,
        " " * 99,
    ),
    *("1e999", "9" * 30, "nan", "inf", "-1", "0x10", "1,5,2", "2,5", "12:60", "31.2.2026", "46363"),
    *("1/2/2026", "#REF!", "#N/A", "####", "none", "None", "null", "TRUE", "WAHR", "ja", "?", '"'),
    *(
        "../x.toml",
        "x.toml",
        "klingon",
        "en/../de",
        "mailto:",
        "@",
        "a@b",
        "a@" + "b" * 300 + ".org",
    ),
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman")
Made = tuple[str, bytes]
"""The name of a roster, and its bytes."""


def hostile_roster(number: int) -> Made:
    """Return the roster of a number."""
    dice = random.Random(number)  # noqa: S311  the same rosters every time
    kind: Callable[[random.Random], Made] = dice.choice(
        (_csv, _csv, _workbook, _workbook, _damaged, _damaged, _other)
    )
    return kind(dice)


def _cells(dice: random.Random) -> list[list[str]]:
    """Return a table, mostly with names, and mostly of what people write in such columns."""
    heads = dice.sample(sorted(GOOD), dice.randrange(1, 7))
    if dice.random() < 0.9:
        heads = list(dict.fromkeys(["name", *heads]))
    if dice.random() < 0.2:
        heads[dice.randrange(len(heads))] = dice.choice(ODD_HEADINGS)
    badly, wide = dice.choice((0.0, 0.02, 0.5)), dice.choice((0, 0, 0, 0, 1, -1))
    rows = [
        [
            dice.choice(EVIL if dice.random() < badly else GOOD.get(head, ("",)))
            for head in (*heads, *heads)[: len(heads) + wide]
        ]
        for _ in range(dice.randrange(1, 6))
    ]
    above = [["Our club 2026"]] * (dice.random() < 0.1)
    return [*above, heads, *rows]


def _csv(dice: random.Random) -> Made:
    out = io.StringIO()
    mark, end = dice.choice(",;\t"), dice.choice(("\n", "\r\n", "\r"))
    csv.writer(out, delimiter=mark, lineterminator=end).writerows(_cells(dice))
    text = dice.choice(("", "", f"sep={mark}\n", "# ours\n", "\n\n")) + out.getvalue()
    return "roster.csv", text.encode(dice.choice(ENCODINGS), errors="replace")


def _workbook(dice: random.Random) -> Made:
    book = openpyxl.Workbook()
    for number in range(dice.choice((1, 1, 1, 2, 3))):
        sheet = book.active if not number else book.create_sheet(f"S{number}")
        for cells in _cells(dice):
            sheet.append([_value(dice, cell) for cell in cells])
        if number and dice.random() < 0.5:
            sheet.sheet_state = "hidden"
        for _ in range(dice.choice((0, 0, 1, 3))):
            _change(dice, sheet, dice.randrange(1, 6), dice.randrange(1, 5))
    out = io.BytesIO()
    book.save(out)
    return "roster.xlsx", _packed(_parts(out.getvalue()))


def _change(dice: random.Random, sheet: Any, row: int, column: int) -> None:  # noqa: ANN401
    """Merge, hide, strike out, or put something far away."""
    match dice.randrange(4):
        case 0:
            sheet.merge_cells(None, row, column, row + 2, column + dice.randrange(2))
        case 1:
            sheet.row_dimensions[row].hidden = True
        case 2:
            sheet.cell(row, column).font = openpyxl.styles.Font(strike=True)
        case _:
            sheet.cell(dice.choice((99, 1_048_576)), dice.choice((1, 16_384))).value = "x"


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook, without the one that holds the time."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = (name for name in packed.namelist() if name != "docProps/core.xml")
        return {name: packed.read(name) for name in names}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in parts.items():
            packed.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _value(dice: random.Random, cell: str) -> object:
    """Return what a workbook can hold of a cell."""
    text = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000]
    return dice.choice((1e300, -1, True, 46363, None)) if dice.random() < 0.02 else text


def _damaged(dice: random.Random) -> Made:
    """Return a file with damage: of its bytes, or of the text within a workbook."""
    name, content = dice.choice((_csv, _workbook, _workbook))(dice)
    if name == "roster.csv" or dice.random() < 0.3:
        return name, _spoilt(dice, content)
    parts = {
        part: _spoilt(dice, text) if dice.random() < 0.3 else text
        for part, text in _parts(content).items()
        if dice.random() < 0.97
    }
    return name, _packed(parts)


def _spoilt(dice: random.Random, content: bytes) -> bytes:
    start, end = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    odd = dice.choice(
        (b"", b"\0", b"\xff", b"\x80" * 9, b'"', b"<", b"&x;", content[start:end], b"-1")
    )
    return dice.choice(
        (
            content[:start],
            content[:start] + odd + content[start:],
            content[:start] + odd + content[end:],
        )
    )


def _other(dice: random.Random) -> Made:
    """Return what is no roster at all, or hardly."""
    content = dice.choice(
        (
            *(b"", b"\0" * 99, b"\xff" * 99, bytes(range(256)), b"\n" * 9999, b"," * 9999, b'"'),
            *(b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0" * 99, b"%PDF-1.7"),
            *(b"<html><table>", b"<?xml version='1.0'?>", b"{\\rtf1", b'{"name": "x"}', b"GIF89a"),
            *(
                b"name\n" * 9999,
                b"name," * 9999 + b"\nx",
                b"name\n" + b'"' * 9999,
                b"name\nx" + b"\r",
            ),
        )
    )
    return dice.choice(("roster.csv", "roster.xlsx", "roster.xls", "roster", "roster.ods")), content
