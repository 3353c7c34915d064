"""The rows of a very long cross-reference, kept small while a file is written.

Half a million objects are usual for a federation. Rows lie in blocks; a block is compressed as
soon as every row of it is known.
"""

import zlib
from collections.abc import Iterator

from runstrong_pdf.pdf.xref import UP

WIDTH = 8
"""Bytes of a row: kind 1, place 5, index 2."""
PER_BLOCK = 4096
BLANK = bytes(WIDTH)
NONE = b"\x00"
"""The predictor that changes nothing."""


class RowStore:
    """Kind, place and index of every object."""

    def __init__(self) -> None:
        self._open: dict[int, bytearray] = {0: bytearray(b"\0\0\0\0\0\0\xff\xff")}
        self._unknown: dict[int, int] = {0: PER_BLOCK - 1}
        self._closed: dict[int, bytes] = {}
        self._count = 1

    def reserve(self) -> int:
        """Return the next object number."""
        block = self._count // PER_BLOCK
        if block not in self._open:
            self._open[block], self._unknown[block] = bytearray(), PER_BLOCK
        self._open[block] += BLANK
        self._count += 1
        return self._count - 1

    def put(self, n: int, kind: int, place: int, index: int) -> None:
        """Note where a reserved object is, once."""
        block, row = divmod(n, PER_BLOCK)
        packed = bytes((kind,)) + place.to_bytes(5, "big") + index.to_bytes(2, "big")
        self._open[block][row * WIDTH : (row + 1) * WIDTH] = packed
        self._unknown[block] -= 1
        if not self._unknown[block]:
            self._closed[block] = zlib.compress(_differences(self._open.pop(block)))

    def packed(self) -> bytearray:
        """Return all rows as the content of the cross-reference stream, and let go of them."""
        packer, content = zlib.compressobj(), bytearray()
        for block in self._blocks():
            content += packer.compress(block)
        content += packer.flush()
        return content

    def _blocks(self) -> Iterator[bytes]:
        for block in range(-(-self._count // PER_BLOCK)):
            if block in self._closed:
                yield zlib.decompress(self._closed.pop(block))
            else:
                yield _differences(self._open[block])


def _differences(rows: bytearray) -> bytes:
    """Return a block with PNG predictors: its first row as it is, each other less the one above.

    All bytes are subtracted at once, in one long number whose top bits keep borrows apart.
    """
    above = BLANK + rows[:-WIDTH]
    top = int.from_bytes(b"\x80" * len(rows), "big")
    a, b = int.from_bytes(rows, "big"), int.from_bytes(above, "big")
    less = ((a | top) - (b & ~top)) ^ ((a ^ ~b) & top)
    found = less.to_bytes(len(rows), "big")
    out = bytearray((WIDTH + 1) * (len(rows) // WIDTH))
    out[:: WIDTH + 1] = NONE + UP * (len(rows) // WIDTH - 1)
    for column in range(WIDTH):
        out[column + 1 :: WIDTH + 1] = found[column::WIDTH]
    return bytes(out)
