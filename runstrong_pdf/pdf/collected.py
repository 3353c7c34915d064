"""One file for the copier from many people's sheets, written as a stream.

What people share (drawings, fonts, the constant part of every page) is written once, so a person
costs little more than their own text, and of that, what stands alike on many pages, or in many
people's sheets, is written once, too. Everybody begins on a right-hand page: printed on both
sides, no sheet carries two people. For print only: no tags, no form fields.
"""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle, repeat
from typing import BinaryIO, NamedTuple

from runstrong_pdf.pdf.stamp import Press, Values
from runstrong_pdf.pdf.streams import packed_stream
from runstrong_pdf.pdf.syntax import text_string
from runstrong_pdf.pdf.template import Template
from runstrong_pdf.pdf.writing import ObjectWriter
from runstrong_pdf.resources import PRODUCER

REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
COLUMNS = 7
_STREAM = re.compile(rb">>\s*stream\r?\n")


class Sheet(NamedTuple):
    """One page of a template.

    Attributes:
        box: its MediaBox. resources: its dictionary of resources, or the reference to it.
        base: object number of the constant content; personal: those of the personal content.
    """

    box: bytes
    resources: bytes
    base: int
    personal: tuple[int, ...]


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


# -- the objects of a template, read out of its constant bytes -------------------------------------


def read_objects(template: Template) -> dict[int, bytes]:
    """Return the body of every constant object by its number."""
    prefix = template.prefix
    entries = dict(_entries(prefix, template.prefix_xref))
    placed = sorted(where for kind, where, _ in entries.values() if kind == 1)
    ends = dict(zip(placed, (*placed[1:], len(prefix)), strict=True))
    objects = {
        n: _body(prefix[where : ends[where]])
        for n, (kind, where, _) in entries.items()
        if kind == 1
    }
    for n, (kind, _, _) in entries.items():
        if kind == 1 and b"/Type/ObjStm" in objects[n][:40]:
            objects.update(_unpacked(objects.pop(n)))
    return objects


def sheets(objects: Mapping[int, bytes], template: Template) -> Iterator[Sheet]:
    """Yield the pages in their order."""
    pages = _number(objects[template.root], b"Pages")
    kids = re.search(rb"/Kids\s*\[(.*?)\]", objects[pages], re.DOTALL)
    assert kids  # noqa: S101  we wrote it
    for kid in REFERENCE.findall(kids[1]):
        page = objects[int(kid)]
        contents = [int(n) for n in REFERENCE.findall(_value(page, b"Contents", objects))]
        base, *own = contents
        box = _value(page, b"MediaBox", objects)
        yield Sheet(box, _value(page, b"Resources", {}), base, tuple(own))


def head_of(body: bytes) -> bytes:
    """Return the dictionary of a stream, or the whole of any other object."""
    found = _STREAM.search(body)
    return body[: found.start() + 2] if found else body


def renumbered(body: bytes, number: Callable[[int], int]) -> bytes:
    """Return an object with every reference in its dictionary led elsewhere."""
    head = head_of(body)
    led = REFERENCE.sub(lambda found: b"%d 0 R" % number(int(found[1])), head)
    return led + body[len(head) :]


def _entries(prefix: bytes, where: int) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """Yield the rows of the cross-reference stream (see `syntax`)."""
    head = head_of(prefix[where:])
    start = prefix.index(b"stream\n", where + len(head)) + 7
    length = _number(head, b"Length", b"")
    rows = zlib.decompress(prefix[start : start + length])
    index = re.search(rb"/Index\[([\d ]+)\]", head)
    assert index  # noqa: S101  we wrote it
    ends = [int(word) for word in index[1].split()]
    numbers = [first + i for first, n in zip(ends[::2], ends[1::2], strict=True) for i in range(n)]
    above = bytes(COLUMNS)
    for place, n in enumerate(numbers):
        row = rows[place * (COLUMNS + 1) + 1 : (place + 1) * (COLUMNS + 1)]
        above = bytes((a + b) % 256 for a, b in zip(row, above, strict=True))
        kind, offset, extra = above[0], above[1:5], above[5:]
        yield n, (kind, int.from_bytes(offset, "big"), int.from_bytes(extra, "big"))


def _body(raw: bytes) -> bytes:
    return raw[raw.index(b"obj") + 3 : raw.rindex(b"endobj")].strip(b"\r\n")


def _unpacked(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the objects of an object stream."""
    head = head_of(body)
    start = body.index(b"stream\n", len(head)) + 7
    content = zlib.decompress(body[start : start + _number(head, b"Length", b"")])
    first = _number(head, b"First", b"")
    words = [int(word) for word in content[:first].split()]
    offsets = [first + offset for offset in words[1::2]]
    for n, here, end in zip(words[::2], offsets, (*offsets[1:], len(content)), strict=True):
        yield n, content[here:end].strip()


def _number(body: bytes, key: bytes, after: bytes = b" 0 R") -> int:
    found = re.search(rb"/%s\s+(\d+)%s" % (key, after), body)
    assert found  # noqa: S101  we wrote it
    return int(found[1])


def _value(page: bytes, key: bytes, objects: Mapping[int, bytes]) -> bytes:
    """Return an array, a dictionary or a reference; a reference is followed into `objects`."""
    rest = page[page.index(b"/" + key) + len(key) + 1 :].lstrip()
    if found := REFERENCE.match(rest):
        return objects.get(int(found[1]), found[0])
    if rest.startswith(b"["):
        return rest[: rest.index(b"]") + 1]
    depth = 0
    for mark in re.finditer(rb"<<|>>", rest):
        depth += 1 if mark[0] == b"<<" else -1
        if not depth:
            return rest[: mark.end()]
    raise ValueError(f"{key.decode()} has no end")
