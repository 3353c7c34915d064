"""One file for the copier from many people's sheets, written as a stream.

What people share (drawings, fonts, the constant part of every page) is written once, so a person
costs little more than their own text, and of that, what stands alike on many pages, or in many
people's sheets, is written once, too. Everybody begins on a right-hand page: printed on both
sides, no sheet carries two people. For print only: no tags, no form fields.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle, repeat
from typing import BinaryIO, NamedTuple

from runstrong_pdf.pdf.objects import REFERENCE, Sheet, head_of, read_objects, renumbered, sheets
from runstrong_pdf.pdf.stamp import Press, Values
from runstrong_pdf.pdf.streams import packed_stream
from runstrong_pdf.pdf.strings import text_string
from runstrong_pdf.pdf.template import Template
from runstrong_pdf.pdf.writing import ObjectWriter
from runstrong_pdf.resources import PRODUCER

PER_NODE = 64
"""People under one node of the page tree."""
Kid = tuple[int, int]
"""Number of a node of the page tree, and of the pages below it."""


class Printable(NamedTuple):
    """A template whose shared objects stand in the file."""

    press: Press
    sheets: tuple[Sheet, ...]


class Page(NamedTuple):
    """A page as all have it who begin on the same day.

    Attributes:
        entries: of its dictionary, up to the contents that are a person's own.
        personal: the template's numbers for those.
        width: in points.
    """

    entries: bytes
    personal: tuple[int, ...]
    width: float


class Bookmark(NamedTuple):
    """A bookmark that waits for the number of the next one."""

    number: int
    entries: bytes


class Collection:
    """The file for the copier.

    Args:
        out: where it is written to, from its beginning.
        title: what the file is called.
        identity: hexadecimal hash of all that goes into it; it closes the file, see `is_whole`.
        short_edge: printed on both sides, its sheets are flipped on the short edge.
    """

    def __init__(
        self, out: BinaryIO, title: str, identity: str, *, short_edge: bool = False
    ) -> None:
        self._file = ObjectWriter(out)
        self._title = title
        self._once: dict[bytes, int] = {}
        self._dated: dict[bytes, int] = {}
        self._root, self._tree, self._outline = (self._file.reserve() for _ in range(3))
        self._blank = self._file.put(self._file.reserve(), b"<<>>")
        self._nodes: list[Kid] = []
        self._leaves: list[Kid] = []
        self._node = 0
        self._bookmark: Bookmark | None = None
        self._first_bookmark = self._people = 0
        self._identity = identity.encode()
        self._flipped = b"Short" if short_edge else b"Long"

    def add_template(self, template: Template) -> Printable:
        """Write what all people with this template share; return what `add` needs of it."""
        objects = read_objects(template)
        numbers: dict[int, int] = {}

        def number(n: int) -> int:
            if n not in numbers:
                numbers[n] = self._shared(_led(objects[n], number))
            return numbers[n]

        found = [
            sheet._replace(
                resources=b"%d 0 R" % self._shared(_led(sheet.resources, number)),
                base=number(sheet.base),
            )
            for sheet in sheets(objects, template)
        ]
        return Printable(Press(replace(template, prefix=b"")), tuple(found))

    def add_dates(
        self, printable: Printable, dated: Values, *, cut: bool = False
    ) -> tuple[Page, ...]:
        """Write the texts that many people have alike; return their pages, an even number.

        Args:
            cut: whether sheets are cut in the middle. In a file that is flipped on the long edge
                their backs are printed upside down: so they are upright when a half is turned.
        """
        texts, pages = printable.press.printed(dated), list[Page]()
        for number, sheet in enumerate(printable.sheets):
            turned = b"/Rotate 180" * (cut and number % 2 and self._flipped == b"Long")
            contents = [sheet.base, *self._text(texts, sheet.personal, self._dated)]
            pages.append(_page(sheet, contents, turned))
        if len(pages) % 2:
            blank = printable.sheets[-1]._replace(resources=b"%d 0 R" % self._blank, personal=())
            pages.append(_page(blank, ()))
        return tuple(pages)

    def add(
        self,
        name: str,
        press: Press,
        pages: Sequence[Page],
        own: Values,
        beside: Values | None = None,
    ) -> None:
        """Write one person's pages, or two people's on sheets that are cut.

        Args:
            name: of the bookmark.
            press, pages: of a template, and as `add_dates` returns them.
            own: the texts that are not dates.
            beside: those of the right half of every front, if they are another person's.
        """
        self._node = self._node or self._file.reserve()
        texts = _halves(press, pages, own, beside) if beside else repeat(press.printed(own))
        end, objects = b"]/Parent %d 0 R>>" % self._node, list[tuple[int, bytes]]()
        once: dict[bytes, int] = {}
        for page, text in zip(pages, texts, strict=False):
            body = page.entries
            for n in self._text(text, page.personal, once):
                body += b" %d 0 R" % n
            objects.append((self._file.reserve(), body + end))
        self._leaves += [(n, 1) for n, _ in objects]
        self._file.pack([*objects, *self._marked(name, objects[0][0])])
        self._people += 1
        if self._people % PER_NODE == 0:
            self._close_node()

    def finish(self) -> None:
        """Write the page tree, the catalogue and the cross-reference."""
        self._close_node()
        self._file.put(self._tree, _kids(self._nodes, b""))
        last = self._bookmark
        ends = b""
        if last:
            self._file.put(last.number, b"<<%s>>" % last.entries)
            ends = b"/First %d 0 R/Last %d 0 R" % (self._first_bookmark, last.number)
        self._file.put(self._outline, b"<</Type/Outlines%s/Count %d>>" % (ends, self._people))
        self._file.put(
            self._root,
            b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageMode/UseOutlines/ViewerPreferences"
            b"<</Duplex/DuplexFlip%sEdge/DisplayDocTitle true>>>>"
            % (self._tree, self._outline, self._flipped),
        )
        title, maker = text_string(self._title), text_string(PRODUCER)
        info = self._file.reserve()
        self._file.put(info, b"<</Title%s/Creator%s/Producer%s>>" % (title, maker, maker))
        trailer = (self._root, info, self._identity[:32], self._identity[:32])
        self._file.finish(b"/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % trailer, self._identity)

    def _shared(self, body: bytes) -> int:
        """Write an object unless its like is there already; return its number."""
        key = hashlib.sha256(body).digest()
        if key not in self._once:
            self._once[key] = self._file.put(self._file.reserve(), body)
        return self._once[key]

    def _text(
        self, texts: Mapping[int, bytes], personal: Iterable[int], once: dict[bytes, int]
    ) -> Iterator[int]:
        """Write a page's texts, unless they are there already or empty; yield their numbers."""
        for content in filter(None, map(texts.get, personal)):
            if content not in once:
                once[content] = self._file.put(self._file.reserve(), packed_stream(b"", content))
            yield once[content]

    def _marked(self, name: str, page: int) -> list[tuple[int, bytes]]:
        """Return the bookmark of the person before, now that its follower has a number."""
        before, number = self._bookmark, self._file.reserve()
        links = b"/Prev %d 0 R" % before.number if before else b""
        entries = b"/Title%s/Parent %d 0 R/Dest[%d 0 R/Fit]%s"
        filled = entries % (text_string(name), self._outline, page, links)
        self._bookmark = Bookmark(number, filled)
        if before is None:
            self._first_bookmark = number
            return []
        return [(before.number, b"<<%s/Next %d 0 R>>" % (before.entries, number))]

    def _close_node(self) -> None:
        if self._leaves:
            self._file.put(self._node, _kids(self._leaves, b"/Parent %d 0 R" % self._tree))
            self._nodes.append((self._node, len(self._leaves)))
        self._leaves, self._node = [], 0


def _led(body: bytes, number: Callable[[int], int]) -> bytes:
    """Return an object whose references are written before it."""
    for found in REFERENCE.findall(head_of(body)):
        number(int(found))
    return renumbered(body, number)


def _page(sheet: Sheet, contents: Iterable[int], turned: bytes = b"") -> Page:
    """Return a page that shows streams, one after the other."""
    listed = b" ".join([b"%d 0 R" % n for n in contents])
    entries = b"<</Type/Page/MediaBox%s%s/Resources %s/Contents[%s"
    width = float(sheet.box.strip(b"[] ").split()[2])
    return Page(entries % (sheet.box, turned, sheet.resources, listed), sheet.personal, width)


def _halves(
    press: Press, pages: Sequence[Page], own: Values, beside: Values
) -> Iterator[dict[int, bytes]]:
    """Yield for every page what prints two people's texts, each on their half of the sheet.

    Behind the left half of a front is the right half of the back.
    """
    middle = pages[0].width / 2
    front, back = (
        {n: text + right[n] for n, text in press.printed(one, right=middle).items()}
        for one, right in (
            (own, press.printed(beside, left=middle)),
            (beside, press.printed(own, left=middle)),
        )
    )
    return cycle((front, back))


def _kids(kids: Iterable[Kid], entries: bytes) -> bytes:
    kids = list(kids)
    listed = b" ".join(b"%d 0 R" % n for n, _ in kids)
    return b"<</Type/Pages%s/Count %d/Kids[%s]>>" % (entries, sum(n for _, n in kids), listed)
