"""Streams of a PDF file, packed tightly: operators, forms, photos.

The dictionary is written directly, without the white space and line breaks of ReportLab's. What is
drawn once is packed by libdeflate: a twentieth smaller than by the tightest zlib, in half its
time, and the same bytes whatever zlib a Python was built with.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import deflate
from reportlab.pdfbase.pdfdoc import PDFObject

from runstrong_pdf.pdf.structure import number
from runstrong_pdf.pdf.syntax import shortest, stream_object

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

    from runstrong_pdf.pdf.picture import Photo, Samples


LEVEL, TIGHT = 8, 10
"""Of 12: 10 takes five times as long, for a seventh less where much recurs, else a fiftieth; 9 a
sixth longer, for nothing."""
FILTER = b"/Filter/FlateDecode"


def packed(content: bytes | str) -> bytes:
    """Return content as tight as can be; it takes the place of zlib in ReportLab's own streams."""
    return bytes(
        deflate.zlib_compress(content.encode() if isinstance(content, str) else content, TIGHT)
    )


def packed_stream(entries: bytes, content: bytes, level: int = LEVEL) -> bytes:
    """Return a stream object's body, packed if that makes it smaller."""
    tight = bytes(deflate.zlib_compress(content, level))
    if len(tight) + len(FILTER) < len(content):
        content, entries = tight, entries + FILTER
    return stream_object(entries, content)


def object_stream(objects: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the body of a stream that holds objects, by number, which are no streams."""
    offsets, content = [], bytearray()
    for n, body in objects:
        offsets.append(b"%d %d" % (n, len(content)))
        content += body + b"\n"
    head = b" ".join(offsets) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d" % (len(offsets), len(head))
    return packed_stream(entries, head + bytes(content))


class Ready(PDFObject):
    """An object that is written as it is."""

    __RefOnly__ = 1

    def __init__(self, body: bytes) -> None:
        self._body = body

    def format(self, document: "PDFDocument") -> bytes:  # noqa: ARG002  ReportLab passes it
        """Return the object."""
        return self._body


class Stream(PDFObject):
    """A stream of the document.

    Args:
        content: what it holds, one byte a character.
    """

    __RefOnly__ = 1

    def __init__(self, content: str) -> None:
        self._content = content.encode("latin-1")

    def format(self, document: "PDFDocument") -> bytes:
        """Return dictionary and packed content."""
        return packed_stream(self.entries(document), self._content)

    def entries(self, document: "PDFDocument") -> bytes:  # noqa: ARG002  for those that refer
        """Return the entries of its dictionary, besides length and filter."""
        return b""


class Form(Stream):
    """Operators that can be painted at any number of places.

    Args:
        box: left, bottom, right, top of what they paint.
        content: operators, or a zlib stream of them.
        resources: what they refer to, if anything.
    """

    def __init__(
        self,
        box: tuple[float, float, float, float],
        content: str | bytes,
        resources: PDFObject | None = None,
    ) -> None:
        super().__init__(content if isinstance(content, str) else "")
        self.box = box
        self.resources = resources
        self._ready = content if isinstance(content, bytes) else b""

    def format(self, document: "PDFDocument") -> bytes:
        """Return dictionary and packed content."""
        if self._ready:
            return stream_object(self.entries(document) + FILTER, self._ready)
        return super().format(document)

    def entries(self, document: "PDFDocument") -> bytes:
        """Return its box and its resources."""
        edges = " ".join(shortest(edge, 2) for edge in self.box)
        found = b" %d 0 R" % number(document, self.resources) if self.resources else b"<<>>"
        return b"/Subtype/Form/BBox[%s]/Resources%s" % (edges.encode(), found)


class EmbeddedPhoto(PDFObject):
    """An Image XObject whose pixels are computed when the document is frozen.

    Args:
        grey: whether it is printed in black and white.

    Attributes:
        width: points; the widest place so far.
    """

    __RefOnly__ = 1

    def __init__(self, photo: "Photo", *, grey: bool) -> None:
        self.photo = photo
        self.grey = grey
        self.width = 0.0

    def format(self, document: "PDFDocument") -> bytes:
        """Return the stream, and add the stream of its transparency to the document."""
        samples, alpha = self.photo.printed(self.width, grey=self.grey)
        mask = b"/SMask %d 0 R" % number(document, Ready(_stream(alpha, b""))) if alpha else b""
        return _stream(samples, mask)


def _stream(samples: "Samples", more: bytes) -> bytes:
    colours = b"/DeviceRGB" if samples.colours == 3 else b"/DeviceGray"
    rows = b"/DecodeParms<</Predictor 15/Colors %d/Columns %d>>" % (samples.colours, samples.width)
    packing = b"/FlateDecode" + rows if samples.lossless else b"/DCTDecode"
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8/Filter%s%s"
        % (samples.width, samples.height, colours, packing, more)
    )
    return stream_object(entries, samples.data)
