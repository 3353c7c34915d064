"""Cross-reference streams: where every object of a file begins."""

import zlib
from collections.abc import Mapping

UP = b"\x02"
"""The PNG predictor that stores each row as its difference from the row above."""
Entry = tuple[int, int, int]
"""One row: kind, offset or container, generation or index."""


def cross_reference(n: int, entries: Mapping[int, Entry], trailer: bytes) -> bytes:
    """Return a cross-reference stream as object `n`; `trailer` holds Root, Prev, Info, ID."""
    index: list[list[int]] = []
    rows = bytearray()
    above = bytes(7)
    for entry in sorted(entries):
        if not index or entry != sum(index[-1]):
            index.append([entry, 0])
        index[-1][1] += 1
        kind, where, extra = entries[entry]
        row = bytes((kind,)) + where.to_bytes(4, "big") + extra.to_bytes(2, "big")
        rows += UP + bytes((a - b) % 256 for a, b in zip(row, above, strict=True))
        above = row
    packed = zlib.compress(bytes(rows), 9)
    sections = b" ".join(b"%d %d" % (first, count) for first, count in index)
    return (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%s]%s/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>\nstream\n"
        % (n, n + 1, sections, trailer, len(packed))
        + packed
        + b"\nendstream\nendobj\n"
    )
