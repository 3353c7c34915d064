"""The cross-reference of a file that is written object by object."""

import io
import re
import zlib

from runstrong_pdf.pdf.writing import BLOCK, WIDTH, ObjectWriter


def test_a_long_cross_reference_tells_where_every_object_is() -> None:
    out = io.BytesIO()
    writer = ObjectWriter(out)
    numbers = [writer.reserve() for _ in range(2 * BLOCK // WIDTH + 10)]
    for n in reversed(numbers):
        writer.put(n, b"<</Own %d>>" % n)
    writer.finish(b"/Root 1 0 R", b"remark")
    written = out.getvalue()
    where = int(written.split(b"startxref\n")[1].split(b"\n")[0])
    found = re.search(rb"/Length (\d+)>>\nstream\n", written[where:])
    assert found
    rows = zlib.decompress(written[where + found.end() :][: int(found[1])])
    above = bytes(WIDTH)
    for n in range(len(numbers) + 2):
        predictor, *row = rows[n * (WIDTH + 1) : (n + 1) * (WIDTH + 1)]
        known = above if predictor else bytes(WIDTH)
        above = bytes((a + b) % 256 for a, b in zip(row, known, strict=True))
        if n in numbers:
            begins = int.from_bytes(above[1:6], "big")
            assert above[0] == 1
            assert written[begins:].startswith(b"%d 0 obj\n<</Own %d>>" % (n, n))
