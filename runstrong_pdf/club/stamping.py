"""Stamps people in batches that share a template, in any process or on any machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from runstrong_pdf.club.members import MemberList
from runstrong_pdf.club.templates import RunTemplates
from runstrong_pdf.errors import Problem, RunstrongError
from runstrong_pdf.files import write_if_changed
from runstrong_pdf.model.person import Person
from runstrong_pdf.rendering import Stamper, unpack

PER_BATCH = 50


@dataclass(frozen=True, slots=True)
class Batch:
    """People who share a template.

    Attributes:
        template: its key.
        stored: the template, as it is kept.
        copies: for each file the person's place in the list of members, the person, its name.
        folder: where to write; empty to hand the tails back instead, if disks are not shared.
    """

    template: str
    stored: bytes
    copies: tuple[tuple[int, Person, str], ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Stamped:
    """What became of one file.

    Attributes:
        sha256: of the whole file.
        written: False if the file was there already, byte for byte.
        problems: why it could not be made.
        tail: its personal end, if the batch names no folder.
    """

    place: int
    sha256: bytes = b""
    written: bool = False
    problems: tuple[Problem, ...] = ()
    tail: bytes = b""


def batches(listed: MemberList, templates: RunTemplates, folder: str) -> Iterator[Batch]:
    """Yield everybody in batches, one template after the other."""
    members = listed.members
    for key, places in listed.by_template().items():
        stored = templates.stored(key)
        for first in range(0, len(places), PER_BATCH):
            some = places[first : first + PER_BATCH]
            copies = ((place, members[place].person, members[place].file) for place in some)
            yield Batch(key, stored, tuple(copies), folder)


def stamp_batch(batch: Batch) -> list[Stamped]:
    """Make every file of a batch: the work function."""
    stamper = _stamper(batch.template, batch.stored)
    prefix, found = stamper.known.template.prefix, list[Stamped]()
    for place, person, file in batch.copies:
        try:
            content, digest = stamper.tail(person)
            sha256 = bytes.fromhex(digest)
            if batch.folder:
                written = write_if_changed(f"{batch.folder}/{file}", prefix, content)
                found.append(Stamped(place, sha256, written))
            else:
                found.append(Stamped(place, sha256, tail=content))
        except RunstrongError as error:
            found.append(Stamped(place, problems=error.problems))
    return found


@lru_cache(maxsize=2)
def _stamper(key: str, stored: bytes) -> Stamper:
    """Return a template ready to stamp; batches of one template mostly follow one another."""
    assert key  # noqa: S101  the cache compares it before the long bytes
    return Stamper(unpack(stored))
