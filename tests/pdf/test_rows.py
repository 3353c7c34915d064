"""The cross-reference of a file that is written object by object."""

import io
import re
import zlib
from functools import cache

from runstrong_pdf.pdf.writing import BLOCK, WIDTH, ObjectWriter


def test_a_long_cross_reference_tells_where_every_object_is() -> None:
    out = io.BytesIO()
    writer = ObjectWriter(out)
    numbers = [writer.reserve() for _ in range(2 * BLOCK // WIDTH + 10)]
    packed, alone = numbers[::3], sorted({*numbers} - {*numbers[::3]})
    for n in reversed(alone):
        writer.put(n, b"<</Own %d>>" % n)
    for first in range(0, len(packed), 400):
        writer.pack([(n, b"<</Own %d>>" % n) for n in packed[first : first + 400]])
    writer.finish(b"/Root 1 0 R", b"remark")
    written = out.getvalue()
    rows = read_rows(written)
    for n in alone:
        assert (rows[n][0], rows[n][2]) == (1, 0)
        assert written[rows[n][1] :].startswith(b"%d 0 obj\n<</Own %d>>" % (n, n))
    for place, n in enumerate(packed):
        kind, container, index = rows[n]
        assert (kind, index) == (2, place % 400)
        assert container > numbers[-1]
        assert rows[container][0] == 1
        assert packed_objects(written, rows[container][1])[index] == (n, b"<</Own %d>>" % n)


def read_rows(written: bytes) -> list[tuple[int, int, int]]:
    """Return kind, place and index of every object."""
    where = int(written.split(b"startxref\n")[1].split(b"\n")[0])
    rows, above, found = stream_at(written, where), bytes(WIDTH), []
    for at in range(0, len(rows), WIDTH + 1):
        predictor, *row = rows[at : at + WIDTH + 1]
        known = above if predictor else bytes(WIDTH)
        above = bytes((a + b) % 256 for a, b in zip(row, known, strict=True))
        found.append(
            (above[0], int.from_bytes(above[1:6], "big"), int.from_bytes(above[6:], "big"))
        )
    return found


@cache
def packed_objects(written: bytes, where: int) -> list[tuple[int, bytes]]:
    """Return the objects that a stream holds, by number."""
    first = int(written[where : where + 200].split(b"/First ")[1].split(b"/")[0].split(b">")[0])
    content = stream_at(written, where)
    numbers = map(int, content[:first].split()[::2])
    return list(zip(numbers, content[first:].splitlines(), strict=True))


def stream_at(written: bytes, where: int) -> bytes:
    """Return what a stream holds, unpacked."""
    found = re.compile(rb"\d+ 0 obj\n<<[^\n]*/Length (\d+)[^\n]*>>\nstream\n").match(written, where)
    assert found
    return zlib.decompress(written[found.end() :][: int(found[1])])
