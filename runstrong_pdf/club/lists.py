"""What stands beside the PDFs: summary.csv for people, manifest.json for the mail.

And failures.csv, the list of those whom the mail did not reach.
"""

import codecs
import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from runstrong_pdf.club.members import Member
from runstrong_pdf.club.status import DeliveryStatus
from runstrong_pdf.files import make_folder, remove, write_stream
from runstrong_pdf.mail.manifest import options_digest
from runstrong_pdf.model.club import Day, Made
from runstrong_pdf.rendering import CompiledPlan

SUMMARY, COPIER_FILE = "summary.csv", "print-all.pdf"
COLUMNS = (
    *("row", "name", "email", "send", "file", "plan", "code", "level", "weeks", "sessions"),
    *("start", "pages", "sha256"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would calculate."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person and what was made for them."""

    member: Member
    sha256: str
    plan: CompiledPlan


def write_summary(file: Path, entries: Iterable[Entry]) -> None:
    """Write the table, as Excel and LibreOffice open it. Raises OutputError."""
    rows = ([_harmless(str(cell)) for cell in _cells(entry)] for entry in entries)
    _write_table(file, COLUMNS, rows)


def write_failures(file: Path, failed: Sequence[DeliveryStatus]) -> None:
    """Write who was not reached and why, as a roster that can be read; none if there is nobody.

    Raises:
        OutputError: when it cannot be written.
    """
    if failed:
        make_folder(file.parent)
        rows = ((one.name, one.email, one.detail, str(one.row)) for one in failed)
        _write_table(file, ("name", "email", "reason", "row"), rows)
    else:
        remove(file)


def write_manifest(file: Path, settings: str, entries: Iterable[Entry]) -> None:
    """Write what the mail needs to know, one person a line. Raises OutputError.

    Args:
        settings: the digest of club.toml.
    """

    def write(out: BinaryIO) -> None:
        days: dict[object, tuple[Day, ...]] = {}
        out.write(b'{"settings": "%s", "people": [' % settings.encode())
        separator = b"\n"
        for entry in entries:
            out.write(separator + _made(entry, days).model_dump_json().encode())
            separator = b",\n"
        out.write(b"\n]}\n")

    write_stream(file, write)


def _write_table(file: Path, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    def write(out: BinaryIO) -> None:
        text = codecs.getwriter("utf-8-sig")(out)  # by its mark Excel knows UTF-8
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows(chain([columns], rows))

    write_stream(file, write)


def _cells(entry: Entry) -> Iterator[object]:
    one, outline, summary = entry.member, entry.plan.outline, entry.plan.summary
    yield from (one.row, one.person.name, one.email, "yes" if one.send else "no", one.file)
    yield from (outline.title, outline.code, summary["level"], len(outline.weeks))
    yield max(len(week) for week in outline.weeks)
    yield from (one.person.start or "", summary["pages"], entry.sha256)


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _made(entry: Entry, known_days: dict[object, tuple[Day, ...]]) -> Made:
    """Return a line of the manifest; the days of those who train alike are worked out once."""
    one, plan, start = entry.member, entry.plan, entry.member.person.start
    if (plan.outline.code, start) not in known_days:
        days = tuple(_day(day, start) for day in plan.summary["days"])
        known_days[plan.outline.code, start] = days
    return Made(
        row=one.row,
        name=one.person.name,
        email=one.email,
        send=one.send,
        file=one.file,
        sha256=entry.sha256,
        code=plan.outline.code,
        title=plan.outline.title,
        weeks=tuple(plan.summary["weeks"]),
        start=start.isoformat() if start else None,
        days=known_days[plan.outline.code, start],
        asked=options_digest(one.cells),
        refer_first=plan.summary["refer_first"],
    )


def _day(day: dict[str, int], start: dt.date | None) -> Day:
    days = dt.timedelta(weeks=day["week"] - 1, days=day["weekday"])
    return Day(**day, date=(start + days).isoformat() if start else None)
