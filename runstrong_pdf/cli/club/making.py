"""Writes what a club night needs: a PDF a person, print-all.pdf, summary.csv, manifest.json."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

from runstrong_pdf.cli.club.compiling import Templates, by_recipe
from runstrong_pdf.cli.club.engine import Engine
from runstrong_pdf.cli.club.enrolling import Roll
from runstrong_pdf.cli.club.member import Member
from runstrong_pdf.cli.club.papers import Entry, write_manifest, write_summary
from runstrong_pdf.cli.club.progress import Progress
from runstrong_pdf.cli.club.recipe import Recipe, unpacked
from runstrong_pdf.cli.club.stamping import Batch, Copy, Outcome, SharedTexts, stamped
from runstrong_pdf.errors import RunstrongError
from runstrong_pdf.files import write_if_changed, write_stream
from runstrong_pdf.pages.person import Outline
from runstrong_pdf.pdf.collected import Collection, Printable, is_this

DIGEST = 32
PER_BATCH = 50


@dataclass
class Tally:
    """What a run has done so far.

    Attributes:
        there, made: how many files are as they should be, and how many were written for it.
    """

    hashes: bytearray
    there: int = 0
    made: int = 0
    problems: list[str] = field(default_factory=list)

    def note(self, number: int, sha256: str, *, made: bool) -> None:
        """Note that a member's file is there."""
        self.hashes[number * DIGEST : (number + 1) * DIGEST] = bytes.fromhex(sha256)
        self.there += 1
        self.made += made

    def digests(self) -> Iterator[bytes]:
        """Yield the SHA-256 of every file, by the member's place; zeros where it failed."""
        for start in range(0, len(self.hashes), DIGEST):
            yield bytes(self.hashes[start : start + DIGEST])


def make_files(roll: Roll, templates: Templates, engine: Engine, tally: Tally) -> None:
    """Write everybody's PDF; what cannot be written is listed in the tally."""
    progress = Progress("writing", len(roll.members))
    folder = roll.output
    for outcomes in engine.run(stamped, _batches(roll, templates, engine)):
        for outcome in outcomes:
            member = roll.members[outcome.number]
            _note(_written(outcome, member, folder, templates), member, tally)
        progress.add(len(outcomes))
    progress.close()


def _batches(roll: Roll, templates: Templates, engine: Engine) -> Iterator[Batch]:
    club = roll.club
    folder = str(roll.output) if engine.shares_disk else ""
    for key, numbers in by_recipe(roll).items():
        stored = templates.stored(key)
        for first in range(0, len(numbers), PER_BATCH):
            copies = tuple(_copy(n, roll.members[n]) for n in numbers[first : first + PER_BATCH])
            yield Batch(key, stored, club.name, club.contact, copies, folder)


def _copy(number: int, member: Member) -> Copy:
    return Copy(number, member.name, member.start, member.file)


def _written(outcome: Outcome, member: Member, folder: Path, templates: Templates) -> Outcome:
    """Put prefix and tail together here, where the one who stamped could not."""
    if not outcome.tail:
        return outcome
    prefix = templates.prefix(member.recipe.key)
    try:
        made = write_if_changed(f"{folder}/{member.file}", prefix, outcome.tail)
    except RunstrongError as error:
        return Outcome(outcome.number, error=str(error))
    return Outcome(outcome.number, outcome.sha256, made)


def _note(outcome: Outcome, member: Member, tally: Tally) -> None:
    if outcome.error:
        tally.problems.append(f"row {member.row}: {outcome.error}")
        return
    tally.note(outcome.number, outcome.sha256, made=outcome.made)


def write_papers(roll: Roll, templates: Templates, tally: Tally) -> list[Path]:
    """Write summary.csv and manifest.json for all whose file is there; return their paths."""
    known: dict[str, tuple[Outline, Mapping[str, Any]]] = {}
    for key in roll.recipes:
        found = unpacked(templates.stored(key))
        known[key] = found.plan, found.summary

    def entries() -> Iterator[Entry]:
        for member, digest in zip(roll.members, tally.digests(), strict=True):
            if any(digest):
                yield Entry(member, digest.hex(), *known[member.recipe.key])

    folder = roll.output
    summary, manifest = folder / "summary.csv", folder / "manifest.json"
    write_stream(summary, lambda out: write_summary(out, entries()))
    write_stream(manifest, lambda out: write_manifest(out, roll.settings, entries()))
    return [summary, manifest]


def write_print_all(
    roll: Roll, templates: Templates, printing: dict[str, Recipe], tally: Tally
) -> Path:
    """Write one file for the copier with everybody's sheets; return its path."""
    path = roll.output / "print-all.pdf"
    identity = _identity(roll, printing, tally)
    if is_this(path, identity):
        return path
    progress = Progress("print-all", len(roll.members))
    club = roll.club

    def write(out: BinaryIO) -> None:
        collection = Collection(out, club.name, identity)
        ready: dict[str, tuple[SharedTexts, Printable]] = {}
        for member in roll.members:
            key = printing[member.recipe.key].key
            if key not in ready:
                found = unpacked(templates.stored(key))
                printable = collection.add_template(found.template)
                known = replace(found, template=replace(found.template, prefix=b""))
                ready[key] = SharedTexts(club.name, club.contact, known), printable
            shared, printable = ready[key]
            values, _ = shared.values(member.name, member.start)
            collection.add(member.name, printable, values)
            progress.add(1)
        collection.finish()

    write_stream(path, write)
    progress.close()
    return path


def _identity(roll: Roll, printing: dict[str, Recipe], tally: Tally) -> str:
    """Return the hash of everybody's file and of the templates for the copier, in order."""
    found = hashlib.sha256(roll.club.name.encode())
    for member, digest in zip(roll.members, tally.digests(), strict=True):
        found.update(printing[member.recipe.key].key.encode() + digest)
    return found.hexdigest()
