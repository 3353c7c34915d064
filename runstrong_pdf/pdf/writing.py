"""Writes a PDF object by object as a stream; only where each one stands is kept in memory."""

import hashlib
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from runstrong_pdf.pdf.streams import object_stream
from runstrong_pdf.pdf.syntax import HEADER, differences, ended

ENDING = b"%% %s %s\nstartxref\n%d\n%%%%EOF\n"
FINISHED = re.compile(rb"% (\w+) ([0-9a-f]{64})\nstartxref\n(\d+)\n%%EOF\n\Z")
WIDTH = 8
"""Bytes of a row of the cross-reference: kind 1, place 5, index 2."""
BLOCK = 4096 * WIDTH
"""Bytes of rows that are packed together; the first row of a block stands as it is."""
LAST, CHUNK = 300, 1024 * 1024
"""Bytes at the end of a file, the ending among them; bytes that are read at once."""


class ObjectWriter:
    """A file that grows by objects.

    Args:
        out: where it is written to, from its beginning.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._where, self._hash = 0, hashlib.sha256()
        self._rows = bytearray(b"\0\0\0\0\0\0\xff\xff")
        self._write(HEADER)

    def reserve(self) -> int:
        """Return the number of an object that will be written later."""
        self._rows += bytes(WIDTH)
        return len(self._rows) // WIDTH - 1

    def put(self, n: int, body: bytes) -> int:
        """Write object `n`, and return `n`."""
        self._note(n, 1, self._where, 0)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (n, body))
        return n

    def pack(self, objects: Sequence[tuple[int, bytes]]) -> None:
        """Write objects that are no streams together, compressed."""
        container = self.reserve()
        for index, (n, _) in enumerate(objects):
            self._note(n, 2, container, index)
        self.put(container, object_stream(objects))

    def finish(self, trailer: bytes, remark: bytes) -> None:
        """Write the cross-reference, and a comment with `remark` and a hash of what is before it.

        Args:
            trailer: holds Root, Info and ID.
        """
        n, where = self.reserve(), self._where
        self._note(n, 1, where, 0)
        starts = range(0, len(self._rows), BLOCK)
        blocks = (self._rows[at : at + BLOCK] for at in starts)
        rows = zlib.compress(b"".join(b"\0" + differences(block, WIDTH)[1:] for block in blocks))
        self._write(
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 5 2]%s/Filter/FlateDecode"
            b"/DecodeParms<</Predictor 12/Columns 8>>/Length %d>>\nstream\n"
            % (n, n + 1, trailer, len(rows))
        )
        self._write(ended(rows) + b"\nendobj\n")
        self._hash.update(b"%d" % where)
        self._write(ENDING % (remark, self._hash.hexdigest().encode(), where))

    def _note(self, n: int, kind: int, place: int, index: int) -> None:
        """Note where a reserved object is."""
        row = bytes((kind,)) + place.to_bytes(5, "big") + index.to_bytes(2, "big")
        self._rows[n * WIDTH : (n + 1) * WIDTH] = row

    def _write(self, content: bytes | bytearray) -> None:
        self._out.write(content)
        self._hash.update(content)
        self._where += len(content)


def is_whole(file: Path, remark: bytes) -> bool:
    """Whether a file was finished with this remark, and no byte of it has changed since."""
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            opened.seek(max(0, file.stat().st_size - LAST))
            start = opened.tell()
            found = FINISHED.search(opened.read())
            if not found or found[1] != remark:
                return False
            left, state = start + found.start(), hashlib.sha256()
            opened.seek(0)
            while part := opened.read(min(left, CHUNK)):
                state.update(part)
                left -= len(part)
            state.update(found[3])
            return state.hexdigest().encode() == found[2]
    except OSError:
        return False
