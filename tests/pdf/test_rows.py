"""The rows of a cross-reference that are kept packed."""

import zlib

from runstrong_pdf.pdf.rows import PER_BLOCK, RowStore


def test_a_long_cross_reference_is_the_same_in_blocks() -> None:
    store = RowStore()
    number = 2 * PER_BLOCK + 10
    for n in range(1, number):
        assert store.reserve() == n
    for n in range(number - 1, 0, -1):
        store.put(n, 1 + n % 2, n * 77_777, n % 50)
    rows = zlib.decompress(store.packed())
    above = bytes(8)
    for n in range(number):
        kind, *packed = rows[n * 9 : n * 9 + 9]
        above = (
            bytes((a + b) % 256 for a, b in zip(packed, above, strict=True))
            if kind
            else bytes(packed)
        )
        if n:
            assert above == bytes((1 + n % 2,)) + (n * 77_777).to_bytes(5, "big") + bytes(
                (0, n % 50)
            )
