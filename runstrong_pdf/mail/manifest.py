"""Reads `output/manifest.json`: what was made for whom. Pure: bytes in, records out."""

import json
import re
from collections.abc import Iterator
from pathlib import PurePath, PureWindowsPath
from typing import Any

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.asked import mark_of_wishes
from runstrong_pdf.model.club import Made, Manifest, Recipient

NAME = "manifest.json"


def read_manifest(content: bytes, remedy: str) -> Manifest:
    """Return what was made for everybody. Raises MailError, with this remedy."""
    try:
        tables = json.loads(content)
        people = tuple(_thrifty(tables["people"]))
        made = Manifest.model_construct(settings=str(tables["settings"]), people=people)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:  # of pydantic, too
        raise MailError(f"{NAME}: is damaged, or of another version", remedy) from error
    for person in made.people:
        if not _plain(person.file) or not re.fullmatch(r"[0-9a-f]{64}", person.sha256):
            raise MailError(f"{NAME}: row {person.row}: is damaged", remedy)
    return made


def _thrifty(people: list[object]) -> Iterator[Made]:
    """Yield one person after the other; those with the same plan share its weeks and days."""
    shared: dict[object, Any] = {}
    people.reverse()
    while people:
        made = Made.model_validate(people.pop())
        weeks, days = (shared.setdefault(part, part) for part in (made.weeks, made.days))
        yield made.model_copy(update={"weeks": weeks, "days": days})


def _plain(file: str) -> bool:
    """Whether a name is a PDF inside the folder on any system."""
    inside = PurePath(file).name == file and PureWindowsPath(file).name == file
    return inside and file.endswith(".pdf") and file.isprintable()


def differences(
    made: tuple[Made, ...], roster: tuple[Recipient, ...], *, send: bool
) -> tuple[str, ...]:
    """Return where the roster has changed since the plans were made, one line for each row.

    Mail goes to nobody but those whom the roster names now, and no plan that is no longer theirs.

    Args:
        send: what holds for an empty cell in the column `send`.
    """
    then = {one.row: (one.name, one.email, one.send, one.asked) for one in made}
    now = {}
    for person in roster:
        wanted = send if person.send is None else person.send
        mailed, asked = wanted and bool(person.email), mark_of_wishes(person.wishes)
        now[person.row] = (person.name, person.email, mailed, asked)
    rows = sorted(row for row in then.keys() | now.keys() if then.get(row) != now.get(row))
    return tuple(f"row {row}: has changed since the plans were made" for row in rows)
