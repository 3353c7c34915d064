"""The five faces and their twins: registration on first use, widths, the check of characters.

ReportLab draws an empty box for a missing character without a word; here it is an error that
names the character. Each face is a small Latin file and a larger one (Vietnamese, Greek,
Cyrillic) that is opened only when a text needs it.

Each has a twin of a lighter cut, which takes a third less ink (the display face two thirds) and is
spaced as wide (tools/build_fonts.py): what is measured in one face holds for its twin.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from types import MappingProxyType

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts

from runstrong_pdf.pdf.repairs import to_unicode_map
from runstrong_pdf.pdf.slots import MissingCharacterError
from runstrong_pdf.pdf.streams import packed
from runstrong_pdf.resources import data_folder

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
