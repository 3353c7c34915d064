"""Where everybody goes on in a club's next block: `block-2.json` in its folder, and later ones."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from runstrong_pdf.club.folder import ClubFolder
from runstrong_pdf.errors import RosterError
from runstrong_pdf.files import read_file
from runstrong_pdf.model.plan import After
from runstrong_pdf.model.record import Record

FIRST, LAST = 2, 99
"""The first block that comes after another one, and the last that there can be."""
FILE = re.compile(r"block-([1-9][0-9]?)\.json")
LARGEST = 32 * 1024 * 1024
"""Bytes that such a file may have."""
ANEW = "remove it, and make the block again"


class WayOn(Record):
    """Where one member goes on.

    Attributes:
        code: of the plan before; after: place in the list of what plans leave.
        filled: whether it is from a PDF that came back.
    """

    code: str
    after: Annotated[int, Field(ge=0)]
    filled: bool = False


class BlockFile(Record):
    """What one such file says: members by name; who is not in it begins anew."""

    version: Literal[1] = 1
    block: Annotated[int, Field(ge=FIRST, le=LAST)]
    afters: tuple[After, ...]
    members: dict[str, WayOn]


def block_file(folder: ClubFolder, number: int) -> Path:
    """Return the file of a block."""
    return folder.path / f"block-{number}.json"


def current_block(folder: ClubFolder) -> int:
    """Return the number of the block that a club is in: 1 if there is no file."""
    names = (FILE.fullmatch(file.name) for file in folder.path.glob("block-*.json"))
    return max((int(name[1]) for name in names if name), default=1)


def read_block(folder: ClubFolder, number: int) -> BlockFile:
    """Return where everybody goes on in a block. Raises RosterError."""
    file = block_file(folder, number)
    content = read_file(file, LARGEST, RosterError, "list of members")
    try:
        found = BlockFile.model_validate_json(content)
    except ValidationError:
        raise RosterError("is not as the program wrote it", ANEW, where=str(file)) from None
    if any(way.after >= len(found.afters) for way in found.members.values()):
        raise RosterError("is not as the program wrote it", ANEW, where=str(file))
    return found


def ways_on(folder: ClubFolder, number: int) -> Mapping[str, str]:
    """Return what the block before leaves to each member, as JSON; nothing in the first block."""
    if number < FIRST:
        return {}
    found = read_block(folder, number)
    said = [after.model_dump_json() for after in found.afters]
    return {name: said[way.after] for name, way in found.members.items()}
