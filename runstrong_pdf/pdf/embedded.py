"""A photo as an object of the file: written once, at the size of the largest place it stands in."""

from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import PDFObject

from runstrong_pdf.pdf.streams import Ready
from runstrong_pdf.pdf.strings import stream_object
from runstrong_pdf.pdf.structure import number

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

    from runstrong_pdf.pdf.picture import Photo, Samples


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
