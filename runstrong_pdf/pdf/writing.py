"""Writes a PDF object by object as a stream; only where each one stands is kept in memory."""

import zlib
from array import array
from collections.abc import Iterable
from typing import BinaryIO

from runstrong_pdf.pdf.freeze import HEADER
from runstrong_pdf.pdf.xref import UP


class ObjectWriter:
    """A file that grows by objects.

    Args:
        out: where it is written to, from its beginning.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._where = 0
        self._kinds = bytearray((0,))
        self._places = array("Q", (0,))
        self._indexes = array("H", (65535,))
        self._write(HEADER)

    def reserve(self) -> int:
        """Return the number of an object that will be written later."""
        self._kinds.append(0)
        self._places.append(0)
        self._indexes.append(0)
        return len(self._kinds) - 1

    def put(self, n: int, body: bytes) -> int:
        """Write object `n`, and return `n`."""
        self._kinds[n], self._places[n] = 1, self._where
        self._write(b"%d 0 obj\n%s\nendobj\n" % (n, body))
        return n

    def pack(self, objects: Iterable[tuple[int, bytes]]) -> None:
        """Write objects that are no streams together, compressed."""
        offsets, content = [], bytearray()
        container = self.reserve()
        for index, (n, body) in enumerate(objects):
            offsets.append(b"%d %d" % (n, len(content)))
            content += body + b"\n"
            self._kinds[n], self._places[n], self._indexes[n] = 2, container, index
        head = b" ".join(offsets) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(offsets), len(head))
        self.put(container, stream(entries, head + bytes(content), packed=True))

    def finish(self, trailer: bytes) -> None:
        """Write the cross-reference; `trailer` holds Root, Info and ID."""
        n, where = self.reserve(), self._where
        self._kinds[n], self._places[n] = 1, where
        packer, rows = zlib.compressobj(), bytearray()
        above = bytes(8)
        for kind, place, index in zip(self._kinds, self._places, self._indexes, strict=True):
            row = bytes((kind,)) + place.to_bytes(5, "big") + index.to_bytes(2, "big")
            difference = [(a - b) & 255 for a, b in zip(row, above, strict=True)]
            rows += packer.compress(UP + bytes(difference))
            above = row
        rows += packer.flush()
        entries = b"/Type/XRef/Size %d/W[1 5 2]%s/DecodeParms<</Predictor 12/Columns 8>>" % (
            n + 1,
            trailer,
        )
        body = b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
        self._write(b"%d 0 obj\n%s\nendobj\n" % (n, body % (entries, len(rows), bytes(rows))))
        self._write(b"startxref\n%d\n%%%%EOF\n" % where)

    def _write(self, content: bytes) -> None:
        self._out.write(content)
        self._where += len(content)


def stream(entries: bytes, content: bytes, *, packed: bool) -> bytes:
    """Return a stream object's body."""
    if packed:
        content, entries = zlib.compress(content), entries + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)
