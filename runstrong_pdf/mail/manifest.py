"""Reads `output/manifest.json`: what was made for whom, and from which settings. Pure."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import PurePath, PureWindowsPath
from typing import Any

from runstrong_pdf.errors import MailError, Problem
from runstrong_pdf.model.club import ClubSettings, Made, Manifest

NAME = "manifest.json"
MAKE_AGAIN = "make the plans again"
DIGEST_LENGTH = 16
"""Hexadecimal digits; the digests of one row before and after a change are compared, no more."""


def read_manifest(content: bytes) -> Manifest:
    """Return what was made for everybody. Raises MailError."""
    try:  # errors of json and of pydantic
        tables = json.loads(content)
        people = tuple(_people(tables["people"]))
        made = Manifest.model_construct(settings=str(tables["settings"]), people=people)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise MailError("is damaged, or of another version", MAKE_AGAIN, where=NAME) from error
    for person in made.people:
        if not _is_plain(person.file) or not re.fullmatch(r"[0-9a-f]{64}", person.sha256):
            raise MailError([Problem("", "is damaged", MAKE_AGAIN, where=NAME, row=person.row)])
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


def settings_digest(club: ClubSettings, logo: str) -> str:
    """Return a digest of all in club.toml that shapes the sheets.

    Args:
        logo: hash of the picture's content.
    """
    only_of_mail = {"mail", "texts", "roster"}
    kept = club.model_dump(mode="json", exclude=only_of_mail)
    kept["defaults"].pop("send", None)
    return _digest(json.dumps(kept) + logo)


def options_digest(options: tuple[tuple[str, object], ...]) -> str:
    """Return a digest of what a row of the roster asks for; the name stands in the manifest."""
    return _digest(repr(options))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGEST_LENGTH]
