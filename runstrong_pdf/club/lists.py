"""What stands beside the PDFs: summary.csv for people, manifest.json for the mail and read by it.

And failures.csv, the list of those whom the mail did not reach.
"""

import codecs
import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING, Any, BinaryIO

from runstrong_pdf.club.folder import MANIFEST, ClubFolder
from runstrong_pdf.club.status import DeliveryStatus
from runstrong_pdf.errors import MailError, Problem, plain_line
from runstrong_pdf.files import (
    OWNER_ONLY,
    check_replaceable,
    failing_as,
    make_folder,
    read_file,
    remove,
    write_stream,
)
from runstrong_pdf.model.club import Day, LeftOut, Made, Manifest, options_digest
from runstrong_pdf.model.remedies import MAKE_AGAIN, MAKE_FIRST

if TYPE_CHECKING:
    from runstrong_pdf.club.members import Member
    from runstrong_pdf.rendering import CompiledPlan

LARGEST = 256 * 1024 * 1024
"""Bytes of a plan, or of the manifest of a club of a hundred thousand."""
COLUMNS = (
    *("row", "name", "email", "send", "file", "plan", "code", "level", "weeks", "sessions"),
    *("start", "pages", "sha256"),
)
STATUS = ("row", "name", "email", "file", "state", "when", "why")
NOT_REACHED = ("name", "email", "reason", "row")
SUMMARY_BEGINS = codecs.BOM_UTF8 + b'"row","name","email"'
FAILURES_BEGIN = codecs.BOM_UTF8 + b'"name","email","reason","row"'
MANIFEST_BEGINS = b'{"settings": "'
"""How such files begin: nobody else's is replaced."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet would calculate, also in full width; with an apostrophe
before it is text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person and what was made for them."""

    member: "Member"
    sha256: str
    plan: "CompiledPlan"


def write_summary(file: Path, entries: Iterable[Entry]) -> None:
    """Write the table, as Excel and LibreOffice open it. Raises OutputError."""
    check_replaceable(file, begins=SUMMARY_BEGINS)
    _write_table(file, COLUMNS, (map(str, _cells(entry)) for entry in entries))


def write_failures(file: Path, failed: Sequence[DeliveryStatus]) -> None:
    """Write who was not reached and why, as a roster that can be read; none if there is nobody.

    Raises:
        OutputError: when it cannot be written, or somebody else's is there.
    """
    if failed:
        make_folder(file.parent, private=True)
        check_replaceable(file, begins=FAILURES_BEGIN)
        rows = ((one.name, one.email, one.detail, str(one.row)) for one in failed)
        _write_table(file, NOT_REACHED, rows)
    elif file.exists():
        check_replaceable(file, begins=FAILURES_BEGIN)
        remove(file)


def forget_failures(file: Path, is_theirs: Callable[[str, str], bool]) -> bool:
    """Take the lines with somebody's name and address out of the list; return whether one was.

    Raises:
        OutputError: when it cannot be read or written.
    """
    if not file.is_file():
        return False
    content = read_file(file, LARGEST)
    if not content.startswith(FAILURES_BEGIN):
        return False  # somebody else's
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline="")))[1:]
    cells = [[_unmarked(cell) for cell in row] for row in rows]
    kept = [row for row in cells if not is_theirs(*[*row, "", ""][:2])]
    if len(kept) == len(rows):
        return False
    if kept:
        _write_table(file, NOT_REACHED, kept)
    else:
        remove(file)
    return True


def status_table(people: Iterable[DeliveryStatus]) -> bytes:
    """Return where everybody's plan stands as a table, as Excel and LibreOffice open it."""
    table, rows = io.BytesIO(), []
    for one in people:
        when = f"{one.when:%Y-%m-%d %H:%M}" if one.when else ""
        cells = (str(one.row), one.name, one.email, one.file, one.state, when, one.detail)
        rows.append([plain_line(cell) for cell in cells])  # a terminal may show them
    _fill_table(table, STATUS, rows)
    return table.getvalue()


def write_manifest(
    file: Path, settings: str, entries: Iterable[Entry], left_out: Sequence[LeftOut] = ()
) -> None:
    """Write what the mail needs to know, one person a line. Raises OutputError.

    Args:
        settings: the digest of club.toml.
        left_out: whom there is no plan for.
    """

    def write(out: BinaryIO) -> None:
        days: dict[object, tuple[Day, ...]] = {}
        out.write(MANIFEST_BEGINS + b'%s", "people": [' % settings.encode())
        separator = b"\n"
        for entry in entries:
            out.write(separator + _made(entry, days).model_dump_json().encode())
            separator = b",\n"
        out.write(b"\n]")
        if left_out:
            lines = ",\n".join(one.model_dump_json() for one in left_out)
            out.write(b', "left_out": [\n%s\n]' % lines.encode())
        out.write(b"}\n")

    check_replaceable(file, begins=MANIFEST_BEGINS)
    write_stream(file, write, mode=OWNER_ONLY)


def read_manifest(folder: ClubFolder) -> Manifest:
    """Return what was made for everybody. Raises MailError."""
    file = folder.output / MANIFEST
    with failing_as(MailError, file):
        if not file.exists():
            if any(folder.output.glob("*.pdf")):
                text = "is not there, though there are plans"
                raise MailError(text, MAKE_AGAIN, where=str(file))
            raise MailError("nothing has been made yet", MAKE_FIRST, where=str(file))
    content = read_file(file, LARGEST, MailError, "manifest", MAKE_AGAIN)
    try:  # errors of json and of pydantic
        tables = json.loads(content)
        people = tuple(_people(tables["people"]))
        left_out = tuple(map(LeftOut.model_validate, tables.get("left_out", ())))
        made = Manifest.model_construct(
            settings=str(tables["settings"]), people=people, left_out=left_out
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise MailError("is damaged, or of another version", MAKE_AGAIN, where=MANIFEST) from error
    for person in made.people:
        name = person.file  # it has to lie inside the folder on any system
        inside = name == PurePath(name).name == PureWindowsPath(name).name and name.isprintable()
        if not (inside and name.endswith(".pdf") and re.fullmatch(r"[0-9a-f]{64}", person.sha256)):
            raise MailError([Problem("", "is damaged", MAKE_AGAIN, where=MANIFEST, row=person.row)])
    return made


def _people(people: list[object]) -> Iterator[Made]:
    """Yield one person after the other; those with the same plan share its weeks and days."""
    shared: dict[object, Any] = {}
    people.reverse()
    while people:
        made = Made.model_validate(people.pop())
        weeks, days = (shared.setdefault(part, part) for part in (made.weeks, made.days))
        yield made.model_copy(update={"weeks": weeks, "days": days})


def _write_table(file: Path, columns: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a table in which nothing is calculated. Raises OutputError."""
    write_stream(file, lambda out: _fill_table(out, columns, rows), mode=OWNER_ONLY)


def _fill_table(out: BinaryIO, columns: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    harmless = ([f"'{one}" if one.startswith(FORMULA) else one for one in row] for row in rows)
    text = codecs.getwriter("utf-8-sig")(out)  # by its mark Excel knows UTF-8
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(chain([columns], harmless))


def _unmarked(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _cells(entry: Entry) -> Iterator[object]:
    one, outline, summary = entry.member, entry.plan.outline, entry.plan.summary
    yield from (one.row, one.name, one.email, "yes" if one.send else "no", one.file)
    yield from (outline.title, outline.code, summary["level"], len(outline.weeks))
    yield max(len(week) for week in outline.weeks)
    yield from (one.person.start or "", summary["pages"], entry.sha256)


def _made(entry: Entry, known_days: dict[object, tuple[Day, ...]]) -> Made:
    """Return a line of the manifest; the days of those who train alike are worked out once."""
    one, plan, start = entry.member, entry.plan, entry.member.person.start
    if (plan.outline.code, start) not in known_days:
        days = tuple(_day(day, start) for day in plan.summary["days"])
        known_days[plan.outline.code, start] = days
    return Made(
        row=one.row,
        name=one.name,
        printed="" if one.person.name == one.name else one.person.name,
        email=one.email,
        send=one.send,
        file=one.file,
        sha256=entry.sha256,
        code=plan.outline.code,
        edition=one.edition,
        title=plan.outline.title,
        weeks=tuple(plan.summary["weeks"]),
        start=start.isoformat() if start else None,
        days=known_days[plan.outline.code, start],
        asked=options_digest(one.cells),
        warnings=tuple(plan.summary["warnings"]),
        advice=tuple(plan.summary["advice"]),
        hidden=one.hidden,
        group=one.group,
        level=plan.summary["level"],
    )


def _day(day: dict[str, int], start: dt.date | None) -> Day:
    days = dt.timedelta(weeks=day["week"] - 1, days=day["weekday"])
    return Day(**day, date=(start + days).isoformat() if start else None)
