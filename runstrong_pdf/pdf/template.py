"""A frozen document: constant bytes and slots, as plain data that can be kept in a cache."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from runstrong_pdf.pdf.slots import SlotPlace

Glyph = tuple[str, bytes, float]
"""Font resource, code in that font, width in thousandths of the type size."""


@dataclass(frozen=True)
class Template:
    """A document without its personal text; plain data, so that it can be pickled and cached.

    Attributes:
        prefix: the constant bytes.
        prefix_xref: offset of their cross-reference stream.
        size: the number of objects so far.
        root, info, xmp: object numbers of the catalogue and of the two metadata objects.
        personal: object number of each page's personal stream, by page number.
        glyphs: by face role, what is needed to write each character of the roster.
        archivable: whether it is PDF/A-2a, which each person's metadata must say too.
    """

    prefix: bytes
    prefix_xref: int
    size: int
    root: int
    info: int
    xmp: int
    personal: Mapping[int, int]
    slots: tuple[SlotPlace, ...]
    glyphs: Mapping[str, Mapping[str, Glyph]]
    archivable: bool = False

    def to_bytes(self, note: Mapping[str, Any]) -> bytes:
        """Return the template as a checksum, a line of JSON and the constant bytes.

        Args:
            note: what the owner wants to find again with the template; JSON values.
        """
        head = {
            "numbers": [self.prefix_xref, self.size, self.root, self.info, self.xmp],
            "personal": list(self.personal.items()),
            "slots": [list(slot) for slot in self.slots],
            "glyphs": {
                role: {
                    character: [font, code.hex(), width]
                    for character, (font, code, width) in g.items()
                }
                for role, g in self.glyphs.items()
            },
            "archivable": self.archivable,
            "note": dict(note),
        }
        content = json.dumps(head).encode() + b"\n" + self.prefix
        return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


def from_bytes(stored: bytes) -> tuple[Template, dict[str, Any]]:
    """Return a stored template and its note. Raises ValueError when the bytes are damaged."""
    checksum, _, content = stored.partition(b"\n")
    if hashlib.sha256(content).hexdigest().encode() != checksum:
        raise ValueError("the stored template is damaged")
    line, _, prefix = content.partition(b"\n")
    head = json.loads(line)
    slots = tuple(SlotPlace(*row)._replace(colour=tuple(row[8])) for row in head["slots"])
    glyphs = {
        role: {c: (font, bytes.fromhex(code), width) for c, (font, code, width) in g.items()}
        for role, g in head["glyphs"].items()
    }
    xref, size, root, info, xmp = head["numbers"]
    personal = dict(head["personal"])
    template = Template(
        prefix, xref, size, root, info, xmp, personal, slots, glyphs, head["archivable"]
    )
    return template, head["note"]
