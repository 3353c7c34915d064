"""Reads `output/manifest.json`: what was made for whom, and whether that still holds. Pure."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import PurePath, PureWindowsPath
from typing import Any

from runstrong_pdf.errors import MailError, Problem
from runstrong_pdf.model.club import Club, Made, Manifest, Recipient, Wishes

NAME = "manifest.json"
MAKE_AGAIN = "make the plans again"
DIGEST_LENGTH = 16
"""Hexadecimal digits; the digests of one row before and after a change are compared, no more."""


def read_manifest(content: bytes, remedy: str = MAKE_AGAIN) -> Manifest:
    """Return what was made for everybody. Raises MailError, with this remedy."""
    try:
        tables = json.loads(content)
        people = tuple(_people(tables["people"]))
        made = Manifest.model_construct(settings=str(tables["settings"]), people=people)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:  # of pydantic, too
        raise MailError("is damaged, or of another version", remedy, where=NAME) from error
    for person in made.people:
        if not _is_plain(person.file) or not re.fullmatch(r"[0-9a-f]{64}", person.sha256):
            raise MailError([Problem("", "is damaged", remedy, where=NAME, row=person.row)])
    return made


def _people(people: list[object]) -> Iterator[Made]:
    """Yield one person after the other; those with the same plan share its weeks and days."""
    shared: dict[object, Any] = {}
    people.reverse()
    while people:
        made = Made.model_validate(people.pop())
        weeks, days = (shared.setdefault(part, part) for part in (made.weeks, made.days))
        yield made.model_copy(update={"weeks": weeks, "days": days})


def _is_plain(file: str) -> bool:
    """Return whether a name is a PDF inside the folder on any system."""
    inside = PurePath(file).name == file and PureWindowsPath(file).name == file
    return inside and file.endswith(".pdf") and file.isprintable()


def changed_rows(
    made: tuple[Made, ...], roster: tuple[Recipient, ...], *, send: bool, where: str = ""
) -> tuple[Problem, ...]:
    """Return the rows of the roster that have changed since the plans were made.

    Mail goes to nobody but those whom the roster names now, and no plan that is no longer theirs.

    Args:
        send: what holds for an empty cell in the column `send`.
        where: the roster's file.
    """
    then = {one.row: (one.name, one.email, one.send, one.asked) for one in made}
    now = {}
    for person in roster:
        wanted = send if person.send is None else person.send
        mailed = wanted and bool(person.email)
        now[person.row] = (person.name, person.email, mailed, options_digest(person.wishes))
    rows = sorted(row for row in then.keys() | now.keys() if then.get(row) != now.get(row))
    changed = "has changed since the plans were made"
    return tuple(Problem("", changed, MAKE_AGAIN, where=where, row=row) for row in rows)


def settings_digest(club: Club, logo: str) -> str:
    """Return a digest of all in club.toml that shapes the sheets.

    Args:
        logo: hash of the picture's content.
    """
    only_of_mail = {"mail", "texts", "roster"}
    kept = club.model_dump(mode="json", exclude=only_of_mail)
    del kept["defaults"]["send"]
    return _digest(json.dumps(kept) + logo)


def options_digest(options: Wishes) -> str:
    """Return a digest of a row's cells; the name stands in the manifest itself."""
    return _digest(repr(options))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGEST_LENGTH]
