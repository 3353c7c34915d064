"""The face in which viewers set what is typed into fields.

It brings Europe's Latin, Greek and Cyrillic, so that no viewer has to find letters of its own: many
have none beyond those of western Europe, and leave out the others. A code is two bytes, the number
of a glyph; glyphs stand in the order of their characters (tools/build_fonts.py).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfbase.ttfonts import TTFontFace

from runstrong_pdf.pdf.repairs import character_map
from runstrong_pdf.pdf.streams import TIGHT, Ready, packed_stream
from runstrong_pdf.pdf.structure import number
from runstrong_pdf.resources import data_folder

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

FILE = "FiraSansCondensed-Fields"
SYMBOLIC = 4
"""The flag of a face that has letters beyond those of western Europe."""


class FieldResources(PDFObject):
    """The faces that fields name: of what is typed, and of the marks that a viewer draws anew.

    Those are of Zapf Dingbats, which every viewer has.
    """

    def format(self, document: "PDFDocument") -> bytes:
        """Return the resource dictionary, and add the face of what is typed."""
        marks = b"<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>"
        return b"<</Font<</Typed %d 0 R/ZaDb%s>>>>" % (_typed_face(document), marks)


def _typed_face(document: "PDFDocument") -> int:
    """Add a composite font (ISO 32000-1, 9.7) to a document; return its object number."""

    def add(body: bytes) -> int:
        return number(document, Ready(body))

    name, face = FILE.encode(), _face()
    descriptor = add(
        b"<</Type/FontDescriptor/FontName/%s/Flags %d/ItalicAngle 0/StemV 80"
        b"%s/FontFile2 %d 0 R>>" % (name, SYMBOLIC, face.heights, add(face.program))
    )
    descendant = add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDToGIDMap/Identity/FontDescriptor %d 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[1[%s]]>>"
        % (name, descriptor, face.widths)
    )
    return add(
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]"
        b"/ToUnicode %d 0 R>>" % (name, descendant, add(face.meaning))
    )


class _Face(NamedTuple):
    """What documents say of the face: its program and its map to Unicode as packed streams."""

    program: bytes
    meaning: bytes
    heights: bytes
    widths: bytes


@cache
def _face() -> _Face:
    file = data_folder("templates") / "fonts" / f"{FILE}.ttf"
    face, content = TTFontFace(str(file)), file.read_bytes()
    codes = sorted(face.charToGlyph.items(), reverse=True)  # a glyph is its first character
    glyphs = sorted({glyph: code for code, glyph in codes if glyph}.items())
    meaning = character_map("<0000> <FFFF>", "range", _ranges(glyphs)).encode()
    return _Face(
        packed_stream(b"/Length1 %d" % len(content), content, TIGHT),
        packed_stream(b"", meaning, TIGHT),
        b"/FontBBox[%d %d %d %d]/Ascent %d/Descent %d/CapHeight %d"
        % (*face.bbox, face.ascent, face.descent, face.capHeight),
        b" ".join(b"%d" % face.charWidths[code] for _, code in glyphs),
    )


def _ranges(glyphs: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield first glyph, last glyph and first character of those that follow one another.

    Only the last byte of a number may differ in a range (ISO 32000-1, 9.10.3).
    """
    runs: list[list[int]] = []
    for glyph, code in glyphs:
        if runs and glyph & 255 and code & 255 and code - glyph == runs[-1][2] - runs[-1][0]:
            runs[-1][1] = glyph
        else:
            runs.append([glyph, glyph, code])
    return (f"<{first:04X}> <{last:04X}> <{code:04X}>" for first, last, code in runs)
