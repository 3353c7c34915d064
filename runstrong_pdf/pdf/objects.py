"""Reads the objects back out of a template's constant bytes, to print its pages again and again."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from runstrong_pdf.pdf.template import Template

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
    """Yield the rows of the cross-reference stream (see `xref`)."""
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
