"""PDF syntax without ReportLab: text, numbers, colours, streams, cross-references."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from struct import Struct

from runstrong_pdf.model.colour import RGB

Entry = tuple[int, int, int]
"""One row: kind, offset or container, generation or index."""
ROW = Struct(">BIH")
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The second line says that more than text follows."""
NOTE_KEY = b"XXRunStrong"
"""Where a field has its note: names that begin with XX are for private use (ISO 32000-1, annex E),
and a viewer that saves a form keeps what it does not know in the dictionaries of its fields."""
ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\n": r"\n", "\r": r"\r"})
"""What would end or change a string. All other codes stand as they are: one byte each, where
octal escapes would make a page a twentieth larger."""


def shown_codes(codes: bytes) -> str:
    """Return glyph codes as they stand in the operand of Tj, one character a byte."""
    return codes.decode("latin-1").translate(ESCAPED)


@lru_cache(maxsize=64)  # most of what a club's files say of themselves they all say
def text_string(text: str) -> bytes:
    """Return `text` as a PDF text string: ASCII where it can be, else UTF-16."""
    if text.isascii():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})".encode()
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def stream_object(entries: bytes, content: bytes) -> bytes:
    """Return the body of a stream as it is."""
    return b"<<%s/Length %d>>\nstream\n%b" % (entries, len(content), ended(content))


def ended(content: bytes) -> bytes:
    """Return a stream's content and its end: a carriage return is not taken for an end of line."""
    return content + (b"\r\nendstream" if content.endswith(b"\r") else b"\nendstream")


@lru_cache(maxsize=1024)
def fill(colour: RGB) -> str:
    """Return the operator that sets the fill colour."""
    return _colour(colour, "rg", "g")


@lru_cache(maxsize=1024)
def stroke(colour: RGB) -> str:
    """Return the operator that sets the stroke colour."""
    return _colour(colour, "RG", "G")


def _colour(colour: RGB, coloured: str, grey: str) -> str:
    is_grey = len(set(colour)) == 1
    numbers = (shortest(part, 3) for part in (colour[:1] if is_grey else colour))
    return " ".join([*numbers, grey if is_grey else coloured])


def shortest(value: float, decimals: int = 1) -> str:
    """Return a number without needless zeros."""
    digits = "%.*f" % (decimals, value)  # noqa: UP031  in two thirds of the time
    return digits.rstrip("0").rstrip(".") or "0"


def cross_reference(n: int, entries: Mapping[int, Entry], trailer: bytes) -> bytes:
    """Return a cross-reference stream as object `n`; `trailer` holds Root, Prev, Info, ID."""
    table = b"".join([ROW.pack(*entries[entry]) for entry in sorted(entries)])
    packed = zlib.compress(differences(table, ROW.size), 9)
    return (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Index[%s]%s/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>\nstream\n"
        % (n, n + 1, _sections(entries), trailer, len(packed))
        + ended(packed)
        + b"\nendobj\n"
    )


def differences(rows: bytes | bytearray, width: int) -> bytearray:
    """Return rows as PNG predictors pack them best: each byte less the one above (predictor 2).

    All bytes are subtracted at once, in one long number whose top bits keep borrows apart.
    """
    above = bytes(width) + rows[:-width]
    top = int.from_bytes(b"\x80" * len(rows), "big")
    a, b = int.from_bytes(rows, "big"), int.from_bytes(above, "big")
    less = (((a | top) - (b & ~top)) ^ ((a ^ ~b) & top)).to_bytes(len(rows), "big")
    out = bytearray(b"\2" * (len(rows) // width * (width + 1)))
    for column in range(width):
        out[column + 1 :: width + 1] = less[column::width]
    return out


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
