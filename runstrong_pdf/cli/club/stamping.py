"""Stamps a batch of people who share a template: a work function for any process or machine."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from runstrong_pdf.cli.club.recipe import Kept, unpacked
from runstrong_pdf.errors import RunstrongError
from runstrong_pdf.files import write_if_changed
from runstrong_pdf.pages.person import Person, metadata, personal_texts
from runstrong_pdf.pdf.stamp import Press, Values


@dataclass(frozen=True, slots=True)
class Copy:
    """One person's file.

    Attributes:
        number: place in the roster, from 0.
        file: name inside the output folder.
    """

    number: int
    name: str
    start: dt.date | None
    file: str


@dataclass(frozen=True, slots=True)
class Batch:
    """People who share a template.

    Attributes:
        stored: the template, as it is kept.
        folder: where to write; empty to hand the tails back instead, where disks are not shared.
    """

    key: str
    stored: bytes
    club: str
    contact: str
    copies: tuple[Copy, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        made: False where the file was there already, byte for byte.
        error: why it could not be made.
        tail: its personal end, where the batch names no folder.
    """

    number: int
    sha256: str = ""
    made: bool = False
    error: str = ""
    tail: bytes = b""


def stamped(batch: Batch) -> list[Outcome]:
    """Make every file of a batch: the work function."""
    known, press = _press(batch.key, batch.stored)
    texts = SharedTexts(batch.club, batch.contact, known)
    return [_outcome(copy, batch, texts, press) for copy in batch.copies]


class SharedTexts:
    """The texts of people who share a template; those of one start are worked out once.

    Args:
        club, contact: the same for everybody.
        known: the template and its plan.
    """

    def __init__(self, club: str, contact: str, known: Kept) -> None:
        self.known = known
        self._club, self._contact = club, contact
        self._dated: dict[dt.date | None, Values] = {}

    def values(self, name: str, start: dt.date | None) -> tuple[Values, Person]:
        """Return the text of every slot, and the person."""
        plan, texts = self.known.plan, self.known.texts
        if start not in self._dated:
            nobody = Person("", self._club, self._contact, start)
            self._dated[start] = personal_texts(nobody, plan, texts)
        person = Person(name, self._club, self._contact)
        return {**self._dated[start], **personal_texts(person, plan, texts)}, person


def _outcome(copy: Copy, batch: Batch, shared: SharedTexts, press: Press) -> Outcome:
    known = shared.known
    try:
        values, person = shared.values(copy.name, copy.start)
        tail = press.tail(values, metadata(person, known.plan, known.texts))
        if not batch.folder:
            return Outcome(copy.number, tail.sha256, tail=tail.content)
        made = write_if_changed(f"{batch.folder}/{copy.file}", known.template.prefix, tail.content)
    except RunstrongError as error:
        return Outcome(copy.number, error=str(error))
    return Outcome(copy.number, tail.sha256, made)


@lru_cache(maxsize=2)
def _press(key: str, stored: bytes) -> tuple[Kept, Press]:
    """Return a template ready to stamp; batches of one template mostly follow one another."""
    assert key  # noqa: S101  the cache compares it before the long bytes
    known = unpacked(stored)
    return known, Press(known.template)
