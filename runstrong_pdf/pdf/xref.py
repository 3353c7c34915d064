"""Cross-reference streams: where every object of a file begins."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from struct import Struct

from runstrong_pdf.pdf.strings import ended

UP = b"\x02"
"""The PNG predictor that stores each row as its difference from the row above."""
Entry = tuple[int, int, int]
"""One row: kind, offset or container, generation or index."""
ROW = Struct(">BIH")


def cross_reference(n: int, entries: Mapping[int, Entry], trailer: bytes) -> bytes:
    """Return a cross-reference stream as object `n`; `trailer` holds Root, Prev, Info, ID."""
    table = b"".join([ROW.pack(*entries[entry]) for entry in sorted(entries)])
    above = bytes(ROW.size) + table
    steps = bytes([(a - b) % 256 for a, b in zip(table, above, strict=False)])
    starts = range(0, len(steps), ROW.size)
    packed = zlib.compress(b"".join([UP + steps[at : at + ROW.size] for at in starts]), 9)
    return (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%s]%s/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>\nstream\n"
        % (n, n + 1, _sections(entries), trailer, len(packed))
        + ended(packed)
        + b"\nendobj\n"
    )


class CrossReference:
    """The cross-reference of a personal file: the same objects for everybody, at other places.

    Args:
        numbers: of the objects in the order in which they are written, the stream itself last.
    """

    def __init__(self, numbers: Sequence[int]) -> None:
        self._order = sorted(range(len(numbers)), key=numbers.__getitem__)
        self._row = Struct(">" + "BIH" * len(numbers))
        head = b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%s]/Length %d"
        n = numbers[-1]
        self._head = head % (n, n + 1, _sections(numbers), self._row.size)

    def stream(self, offsets: Sequence[int], trailer: bytes) -> bytes:
        """Return the object; a hundred bytes are not worth packing."""
        rows = self._row.pack(*chain.from_iterable((1, offsets[i], 0) for i in self._order))
        return b"%b%b>>\nstream\n%b\nendstream\nendobj\n" % (self._head, trailer, rows)


def _sections(numbers: Iterable[int]) -> bytes:
    """Return first number and length of every run of consecutive numbers."""
    index: list[list[int]] = []
    for n in sorted(numbers):
        if not index or n != sum(index[-1]):
            index.append([n, 0])
        index[-1][1] += 1
    return b" ".join(b"%d %d" % (first, count) for first, count in index)
