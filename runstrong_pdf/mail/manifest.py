"""Reads `output/manifest.json`: what was made for whom. Pure: bytes in, records out."""

import json
import re
from pathlib import PurePath, PureWindowsPath

from pydantic import ValidationError

from runstrong_pdf.errors import MailError
from runstrong_pdf.model.club import Made, Recipient
from runstrong_pdf.model.problems import problems

NAME = "manifest.json"
AGAIN = "runstrong club make DIR, then this command again"


def read_manifest(content: bytes) -> tuple[Made, ...]:
    """Return everybody that a plan was made for. Raises MailError."""
    try:
        people = json.loads(content)["people"]
        made = tuple(Made.model_validate(person) for person in people)
    except ValidationError as error:
        raise MailError("\n".join(problems(error, NAME, Made)), AGAIN) from error
    except (ValueError, KeyError, TypeError) as error:
        raise MailError(f"{NAME}: is damaged", AGAIN) from error
    for person in made:
        if not _plain(person.file) or not re.fullmatch(r"[0-9a-f]{64}", person.sha256):
            raise MailError(f"{NAME}: row {person.row}: is damaged", AGAIN)
    return made


def _plain(file: str) -> bool:
    """Whether a name is a PDF inside the folder on any system."""
    inside = PurePath(file).name == file and PureWindowsPath(file).name == file
    return inside and file.endswith(".pdf") and file.isprintable()


def differences(
    made: tuple[Made, ...], roster: tuple[Recipient, ...], *, send: bool
) -> tuple[str, ...]:
    """Return where the roster has changed since the plans were made, one line for each row.

    Mail goes to nobody but those whom the roster names now.

    Args:
        send: what holds for an empty cell in the column `send`.
    """
    then = {person.row: (person.name, person.email, person.send) for person in made}
    now = {}
    for one in roster:
        wanted = send if one.send is None else one.send
        now[one.row] = (one.name, one.email, wanted and bool(one.email))
    rows = sorted(row for row in then.keys() | now.keys() if then.get(row) != now.get(row))
    return tuple(f"row {row}: has changed since the plans were made" for row in rows)
