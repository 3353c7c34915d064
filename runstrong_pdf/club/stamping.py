"""Stamps a batch of people who share a template: a work function for any process or machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from runstrong_pdf.errors import Problem, RunstrongError
from runstrong_pdf.files import write_if_changed
from runstrong_pdf.model.person import Person
from runstrong_pdf.rendering import Stamper, unpack


class Copy(NamedTuple):
    """One person's file: the person's place in the list of members, and the file's name."""

    place: int
    person: Person
    file: str


@dataclass(frozen=True, slots=True)
class Batch:
    """People who share a template.

    Attributes:
        template: its key.
        stored: the template, as it is kept.
        folder: where to write; empty to hand the tails back instead, if disks are not shared.
    """

    template: str
    stored: bytes
    copies: tuple[Copy, ...]
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


def stamp_batch(batch: Batch) -> list[Stamped]:
    """Make every file of a batch."""
    stamper = _stamper(batch.template, batch.stored)
    return list(_stamped(batch, stamper))


def _stamped(batch: Batch, stamper: Stamper) -> Iterator[Stamped]:
    prefix = stamper.known.template.prefix
    for place, person, file in batch.copies:
        try:
            content, digest = stamper.tail(person)
            sha256 = bytes.fromhex(digest)
            if batch.folder:
                written = write_if_changed(f"{batch.folder}/{file}", prefix, content)
                yield Stamped(place, sha256, written)
            else:
                yield Stamped(place, sha256, tail=content)
        except RunstrongError as error:
            yield Stamped(place, problems=error.problems)


@lru_cache(maxsize=2)
def _stamper(key: str, stored: bytes) -> Stamper:
    """Return a template ready to stamp; batches of one template mostly follow one another."""
    assert key  # noqa: S101  the cache compares it before the long bytes
    return Stamper(unpack(stored))
