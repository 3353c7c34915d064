"""One file for the copier with many people's sheets, whole or not at all."""

import datetime as dt
import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import BinaryIO

from runstrong_pdf.club.templates import RunTemplates
from runstrong_pdf.errors import StoppedError
from runstrong_pdf.files import OWNER_ONLY, check_replaceable, write_stream
from runstrong_pdf.model.person import Person
from runstrong_pdf.pages.person import lines_of
from runstrong_pdf.pdf.collected import Collection, Page, Printable
from runstrong_pdf.pdf.writing import is_whole
from runstrong_pdf.progress import Progress
from runstrong_pdf.rendering import Stamper


@dataclass(frozen=True)
class Copy:
    """One person's sheets in the file.

    Attributes:
        bookmark: what viewers show for them.
        template: the key of what they are printed from.
        beside: who stands on the other half of sheets that are cut; the same person if None.
    """

    bookmark: str
    person: Person
    template: str
    beside: Person | None = None


def two_on_a_sheet(copies: Iterable[Copy], cut: Container[str]) -> list[Copy]:
    """Return copies so that on sheets that are cut two people stand beside each other.

    Those whose sheets have all else alike; whoever is left over stands on both halves.

    Args:
        cut: the keys of the templates of such sheets.
    """
    found, waiting = list[Copy](), dict[tuple[str, dt.date | None], int]()
    for one in copies:
        alike = one.template, one.person.start
        if (place := waiting.pop(alike, None)) is not None:
            first = found[place]
            both = f"{first.bookmark}, {one.bookmark}"
            found[place] = replace(first, bookmark=both, beside=one.person)
            continue
        if one.template in cut:
            waiting[alike] = len(found)
        found.append(one)
    return found


@dataclass(frozen=True)
class CopierFile:
    """What goes into one file for the copier.

    Attributes:
        title: what viewers show for the file.
        cut: the keys of the templates whose sheets are cut in the middle.
    """

    title: str
    copies: Sequence[Copy]
    templates: RunTemplates
    cut: Container[str] = ()

    @property
    def all_cut(self) -> bool:
        """Whether all sheets are cut: then they are flipped on the short edge, else the long."""
        return all(one.template in self.cut for one in self.copies)

    def write(self, file: Path, progress: Progress, stop: Event) -> None:
        """Write the file, unless it is there already.

        Raises:
            OutputError: when it cannot be written, somebody else's is there, or a template could
                not be drawn.
            StoppedError: when the run was stopped; the file is as it was.
        """
        identity = self._identity()

        def write(out: BinaryIO) -> None:
            collection = Collection(out, self.title, identity, short_edge=self.all_cut)
            for done in self._filled(collection):
                progress(done, len(self.copies), file.stem)
                if stop.is_set():
                    raise StoppedError
            collection.finish()

        if not is_whole(file, identity.encode()):
            check_replaceable(file)
            write_stream(file, write, mode=OWNER_ONLY)

    def _identity(self) -> str:
        """Return a hash of all that goes into the file."""
        said = hashlib.sha256(self.title.encode())
        for one in self.copies:
            said.update(repr((one.bookmark, one.person, one.template, one.beside)).encode())
        return said.hexdigest()

    def _filled(self, collection: Collection) -> Iterator[int]:
        """Add everybody's sheets; yield how many are there."""
        ready: dict[str, tuple[Stamper, Printable]] = {}
        dated: dict[tuple[str, dt.date | None], tuple[Page, ...]] = {}
        for done, one in enumerate(self.copies, 1):
            if one.template not in ready:
                stamper = Stamper(self.templates.plan(one.template))
                whole = self.templates.whole(one.template)
                ready[one.template] = stamper, collection.add_template(whole.template)
            stamper, printable = ready[one.template]
            start = one.person.start
            if (one.template, start) not in dated:
                cut = one.template in self.cut
                pages = collection.add_dates(printable, stamper.dates(start), cut=cut)
                dated[one.template, start] = pages
            pages, own = dated[one.template, start], lines_of(one.person)
            beside = lines_of(one.beside) if one.beside else None
            collection.add(one.bookmark, printable.press, pages, own, beside)
            yield done
