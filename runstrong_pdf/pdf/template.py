"""A frozen document: constant bytes and slots, as plain data that can be kept in a cache."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from runstrong_pdf.pdf.slots import SlotPlace

if TYPE_CHECKING:
    from hashlib import _Hash


GlyphRun = tuple[str, str, list[str], list[float]]
"""Font, characters, and of each its code and its width; see `Glyphs`."""


class Glyphs(NamedTuple):
    """How the characters of one face are written.

    Attributes:
        fonts: the font resource, by character.
        codes: the hexadecimal code in that font, by code point, as `str.translate` takes it.
        widths: in thousandths of the type size, by character.
    """

    fonts: dict[str, str]
    codes: dict[int, str]
    widths: dict[str, float]

    @classmethod
    def of(cls, runs: Iterable[GlyphRun]) -> Self:
        """Return the glyphs of all runs."""
        found = cls({}, {}, {})
        for font, characters, codes, widths in runs:
            found.fonts.update(dict.fromkeys(characters, font))
            found.codes.update(zip(map(ord, characters), codes, strict=True))
            found.widths.update(zip(characters, widths, strict=True))
        return found

    def runs(self) -> Iterator[GlyphRun]:
        """Yield characters of one font that follow one another, which is short to store."""
        for font, characters in groupby(self.fonts, key=self.fonts.__getitem__):
            run = "".join(characters)
            yield font, run, [self.codes[ord(c)] for c in run], [self.widths[c] for c in run]


@dataclass(frozen=True)
class Template:
    """A document without its personal text.

    Attributes:
        prefix: the constant bytes.
        prefix_xref: offset of their cross-reference stream.
        size: the number of objects so far.
        root, info, xmp: object numbers of the catalogue and of the two metadata objects.
        slots: the places of personal text, each once, however many pages show it.
        glyphs: by face role, what is needed to write each character of the roster.
        archivable: whether it is PDF/A-2a, which each person's metadata must say too.
    """

    prefix: bytes
    prefix_xref: int
    size: int
    root: int
    info: int
    xmp: int
    slots: tuple[SlotPlace, ...]
    glyphs: Mapping[str, Glyphs]
    archivable: bool = False

    @cached_property
    def prefix_hash(self) -> "_Hash":
        """The SHA-256 of the constant bytes, for those who copy it and go on."""
        return hashlib.sha256(self.prefix)

    def to_bytes(self, note: Mapping[str, Any]) -> bytes:
        """Return the template as the checksum of a line of JSON, that line, and the constant bytes.

        Args:
            note: what the owner wants to find again with the template; JSON values.
        """
        head = {
            "numbers": [self.prefix_xref, self.size, self.root, self.info, self.xmp],
            "prefix": self.prefix_hash.hexdigest(),
            "slots": self.slots,
            "glyphs": {role: list(glyphs.runs()) for role, glyphs in self.glyphs.items()},
            "archivable": self.archivable,
            "note": dict(note),
        }
        line = json.dumps(head).encode()
        return b"%b\n%b\n%b" % (_checksum(line), line, self.prefix)


def from_bytes(stored: bytes) -> tuple[Template, dict[str, Any]]:
    """Return a stored template and its note. Raises ValueError when the bytes are damaged."""
    checksum, line, prefix = stored.split(b"\n", 2)
    if _checksum(line) != checksum:
        raise ValueError("the stored template is damaged")
    head = json.loads(line)
    slots = tuple(SlotPlace(*row) for row in head["slots"])
    glyphs = {role: Glyphs.of(runs) for role, runs in head["glyphs"].items()}
    xref, size, root, info, xmp = head["numbers"]
    template = Template(prefix, xref, size, root, info, xmp, slots, glyphs, head["archivable"])
    if template.prefix_hash.hexdigest() != head["prefix"]:
        raise ValueError("the stored template is damaged")
    return template, head["note"]


def _checksum(line: bytes) -> bytes:
    return hashlib.sha256(line).hexdigest().encode()
