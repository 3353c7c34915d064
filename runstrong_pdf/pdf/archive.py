"""What an archivable file (PDF/A-2a, ISO 19005-2) has beside an accessible one.

Colours mean the same for ever because the file brings the profile of its screen colours.
"""

from typing import TYPE_CHECKING

from runstrong_pdf.pdf.streams import Ready, packed_stream
from runstrong_pdf.pdf.structure import number
from runstrong_pdf.resources import data_folder

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

PROFILE = "sRGB2014.icc"


def output_intent(document: "PDFDocument") -> Ready:
    """Return what says that red, green and blue are those of sRGB (6.2.3).

    The profile is that of the International Color Consortium.
    """
    content = (data_folder("templates") / "colour" / PROFILE).read_bytes()
    return Ready(
        b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        b"/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)"
        b"/DestOutputProfile %d 0 R>>" % number(document, Ready(packed_stream(b"/N 3", content)))
    )
