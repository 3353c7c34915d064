"""What stands beside the PDFs: summary.csv for people, manifest.json for the mail."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

from runstrong_pdf.cli.club.member import Member
from runstrong_pdf.model.club import Day, Made
from runstrong_pdf.pages.person import Outline

COLUMNS = [
    "row",
    "name",
    "email",
    "send",
    "file",
    "plan",
    "code",
    "level",
    "weeks",
    "sessions",
    "start",
    "pages",
    "sha256",
]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would calculate."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person and what was made for them."""

    member: Member
    sha256: str
    plan: Outline
    summary: Mapping[str, Any]


def write_summary(out: BinaryIO, entries: Iterable[Entry]) -> None:
    """Write the table, as Excel and LibreOffice open it."""
    out.write(b"\xef\xbb\xbf")
    for row in chain([COLUMNS], map(_cells, entries)):
        cells = (_harmless(str(cell)).replace('"', '""') for cell in row)
        out.write(",".join(f'"{cell}"' for cell in cells).encode() + b"\r\n")


def write_manifest(out: BinaryIO, settings: str, entries: Iterable[Entry]) -> None:
    """Write what the mail needs to know, one person a line.

    Args:
        settings: the mark of club.toml.
    """
    out.write(b'{"settings": "%s", "people": [' % settings.encode())
    separator = b"\n"
    for entry in entries:
        out.write(separator + _made(entry).model_dump_json().encode())
        separator = b",\n"
    out.write(b"\n]}\n")


def _cells(entry: Entry) -> Iterator[object]:
    one = entry.member
    yield from (one.row, one.name, one.email, "yes" if one.send else "no", one.file)
    yield from (entry.plan.title, entry.plan.code, entry.summary["level"], len(entry.plan.weeks))
    yield max(len(week) for week in entry.plan.weeks)
    yield from (one.start or "", entry.summary["pages"], entry.sha256)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _made(entry: Entry) -> Made:
    one = entry.member
    return Made(
        row=one.row,
        name=one.name,
        email=one.email,
        send=one.send,
        file=one.file,
        sha256=entry.sha256,
        code=entry.plan.code,
        title=entry.plan.title,
        weeks=tuple(entry.summary["weeks"]),
        start=one.start.isoformat() if one.start else None,
        days=tuple(_day(day, one.start) for day in entry.summary["days"]),
        asked=one.asked,
    )


def _day(day: Mapping[str, Any], start: dt.date | None) -> Day:
    days = dt.timedelta(weeks=day["week"] - 1, days=day["weekday"])
    return Day(**day, date=(start + days).isoformat() if start else None)
