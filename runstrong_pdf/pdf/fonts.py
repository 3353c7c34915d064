"""The five faces, their twins, and the face of fields: widths, the check of characters.

ReportLab draws an empty box for a missing character without a word; here it is an error that
names the character. Each face is a small Latin file and a larger one (Vietnamese, Greek,
Cyrillic) that is opened only when a text needs it.

Each has a twin of a lighter cut, which takes a third less ink (the display face two thirds) and is
spaced as wide (tools/build_fonts.py): what is measured in one face holds for its twin.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
from reportlab.pdfbase.pdfdoc import PDFObject
from reportlab.pdfbase.ttfonts import TTFontFace

from runstrong_pdf.pdf.slots import MissingCharacterError
from runstrong_pdf.pdf.streams import TIGHT, Ready, packed, packed_stream
from runstrong_pdf.pdf.structure import number
from runstrong_pdf.resources import data_folder

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument


def to_unicode_map(_font: str, subset: list[int]) -> str:
    """Return a ToUnicode map without U+0000 targets (Matterhorn 31-028), 100 entries a block.

    Replaces `ttfonts.makeToUnicodeCMap`, which maps unused codes to U+0000, writes blocks longer
    than the specification allows and breaks above U+FFFF.
    """
    pairs = [(code, character) for code, character in enumerate(subset) if character]
    entries = (
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in pairs
    )
    return character_map("<00> <FF>", "char", entries)


def character_map(codes: str, kind: Literal["char", "range"], entries: Iterable[str]) -> str:
    """Return a ToUnicode map.

    Args:
        codes: the first and the last code there may be.
        kind: whether an entry is about one code or a range of them.
        entries: what codes mean, in PDF syntax.
    """
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        codes,
        "endcodespacerange",
    ]
    rest = iter(entries)
    while block := list(islice(rest, 100)):
        lines += [f"{len(block)} beginbf{kind}", *block, f"endbf{kind}"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


rl_config.useA85 = 0  # ASCII85 makes every stream a quarter larger
rl_config.ttfAsciiReadable = 0  # leaves unused ASCII out of the embedded subsets
ttfonts.makeToUnicodeCMap = to_unicode_map  # type: ignore[assignment]
pdfdoc.PDFZCompress.encode = packed  # type: ignore[assignment,method-assign]

CAP_HEIGHT = 0.69
"""Height of Fira Sans capitals per em, in every cut; for optical alignment."""

FILES: Mapping[str, str] = MappingProxyType(
    {
        "body": "FiraSans-Regular",
        "strong": "FiraSans-SemiBold",
        "condensed": "FiraSansCondensed-Regular",
        "name": "FiraSansCondensed-SemiBold",
        "display": "FiraSansExtraCondensed-ExtraBold",
    }
)
"""Face by role (docs/pages.md#type)."""

HEAVIER: Mapping[str, str] = MappingProxyType(
    {
        "body": "strong",
        "strong": "strong",
        "condensed": "name",
        "name": "name",
        "display": "display",
    }
)
"""What `**bold**` means in each face."""


@dataclass(frozen=True, eq=False)
class Face:
    """One face. Widths are thousandths of the type size; `file` is named without its ending."""

    file: str
    latin: ttfonts.TTFont
    _widths: dict[str, int] = field(default_factory=dict)

    def width(self, text: str, size: float) -> float:
        """Return the width of one line in points. Raises MissingCharacterError."""
        return _thousandths(self, text) * size / 1000

    def thousandths(self, text: str) -> int:
        """Return the width of one line per type size. Raises MissingCharacterError."""
        widths = self._widths
        try:
            return sum(map(widths.__getitem__, text))
        except KeyError:
            for character in text:
                if character not in widths:
                    self._learn(character, text)
            return self.thousandths(text)

    def runs(self, text: str) -> list[tuple[ttfonts.TTFont, str]]:
        """Split `text` into runs of one font file. Raises MissingCharacterError."""
        if not self.width(text, 1) or self.latin.face.charToGlyph.keys() >= set(map(ord, text)):
            return [(self.latin, text)] if text else []
        fonts = ((self._font_of(character, text), character) for character in text)
        return [
            (font, "".join(character for _, character in run))
            for font, run in groupby(fonts, key=lambda pair: pair[0])
        ]

    def _learn(self, character: str, text: str) -> None:
        font = self._font_of(character, text)
        self._widths[character] = font.face.charWidths[ord(character)]

    def _font_of(self, character: str, text: str) -> ttfonts.TTFont:
        if ord(character) in self.latin.face.charToGlyph:
            return self.latin
        more = _open(f"{self.file}-More")
        if ord(character) in more.face.charToGlyph:
            return more
        raise MissingCharacterError.of(text, character)


@lru_cache(maxsize=8192)  # a text is measured at several sizes, to break lines and to place them
def _thousandths(face: Face, text: str) -> int:
    return face.thousandths(text)


@cache
def face(role: str, *, lighter: bool = False) -> Face:
    """Return the face for a role of `FILES`, or its lighter twin, registered with ReportLab."""
    file = FILES[role] + "-Lighter" * lighter
    return Face(file, _open(file))


def check_characters(text: str) -> None:
    """Raise MissingCharacterError unless every character of `text` can be drawn."""
    face("body").width(text, 1)


def printable(characters: str) -> str:
    """Return those of `characters` that can be drawn."""
    font = face("body")
    more = _open(f"{font.file}-More") if not characters.isascii() else font.latin
    known = font.latin.face.charToGlyph.keys() | more.face.charToGlyph.keys()
    return "".join(character for character in characters if ord(character) in known)


@cache
def _open(name: str) -> ttfonts.TTFont:
    font = ttfonts.TTFont(name, str(data_folder("templates") / "fonts" / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


FIELDS_FACE = "FiraSansCondensed-Fields"
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
    """Add the face in which viewers set what is typed into fields; return its object number.

    It brings Europe's Latin, Greek and Cyrillic, so that no viewer has to find letters of its own:
    many have none beyond those of western Europe, and leave out the others. It is a composite font
    (ISO 32000-1, 9.7): a code is two bytes, the number of a glyph; glyphs stand in the order of
    their characters (tools/build_fonts.py).
    """

    def add(body: bytes) -> int:
        return number(document, Ready(body))

    name, face = FIELDS_FACE.encode(), _face()
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
    file = data_folder("templates") / "fonts" / f"{FIELDS_FACE}.ttf"
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
