"""Fills the slots of a template for one person: constant bytes + a short tail.

One plan is a batch of one; a roster is the same, many times.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from runstrong_pdf.pdf.metadata import Metadata, info, xmp
from runstrong_pdf.pdf.setting import Setter
from runstrong_pdf.pdf.slots import SlotPlace
from runstrong_pdf.pdf.template import Template
from runstrong_pdf.pdf.xref import Entry, cross_reference

Values = Mapping[str, str | Sequence[str]]
"""Text by slot key; of several candidates the first that fits is printed."""


def stamp(template: Template, values: Values, meta: Metadata) -> bytes:
    """Return one person's file.

    Raises:
        OutputError: when a text does not fit its place even at the smallest size.
        MissingCharacterError: when a character was not announced when the template was made.
    """
    return template.prefix + Press(template).tail(values, meta).content


class Tail(NamedTuple):
    """What follows the constant bytes in one person's file, and the whole file's SHA-256."""

    content: bytes
    sha256: str


class Press:
    """A template made ready for many people: what they have in common is worked out once.

    Args:
        template: whose slots are filled; its prefix is hashed here and never again.
    """

    def __init__(self, template: Template) -> None:
        self.template = template
        self._prefix_hash = hashlib.sha256(template.prefix)
        self._pages = [
            (template.personal[page], list(slots))
            for page, slots in groupby(template.slots, key=lambda slot: slot.page)
        ]
        self._setter = Setter(template.glyphs)
        self._tightest = _tightest(template.slots)

    def check(self, values: Values) -> None:
        """Raise as `tail` would; looks only at the slots of `values`."""
        for slot in self._tightest:
            if slot.key in values:
                self._setter.slot(slot, values[slot.key])

    def pages(self, values: Values) -> list[tuple[int, bytes]]:
        """Return object number and content of every page's personal stream."""
        setting = self._setter.slot
        return [
            (n, "".join([setting(slot, values[slot.key]) for slot in slots]).encode())
            for n, slots in self._pages
        ]

    def tail(self, values: Values, meta: Metadata) -> Tail:
        """Return what makes the constant bytes one person's file. Raises as `stamp` does."""
        objects = [(n, _stream(b"", content)) for n, content in self.pages(values)]
        objects.append((self.template.info, info(meta)))
        objects.append((self.template.xmp, _stream(b"/Type/Metadata/Subtype/XML", xmp(meta))))
        start = len(self.template.prefix)
        out = bytearray()
        entries: dict[int, Entry] = {}
        for n, body in objects:
            entries[n] = (1, start + len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
        digest = self._prefix_hash.copy()
        digest.update(out)
        end = _end(self.template, entries, start + len(out), digest.hexdigest()[:32].encode())
        digest.update(end)
        return Tail(bytes(out) + end, digest.hexdigest())


def _tightest(slots: Iterable[SlotPlace]) -> list[SlotPlace]:
    """Return of the slots with the same text in the same type only the narrowest."""
    found: dict[tuple[object, ...], SlotPlace] = {}
    for slot in sorted(slots, key=lambda slot: -slot.width):
        found[slot.key, slot.role, slot.size, slot.floor, slot.track] = slot
    return list(found.values())


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def _end(template: Template, entries: dict[int, Entry], xref: int, digest: bytes) -> bytes:
    """Return the cross-reference of the personal objects, with the content's hash as the ID."""
    entries[template.size] = (1, xref, 0)
    trailer = b"/Root %d 0 R/Info %d 0 R/Prev %d/ID[<%s><%s>]" % (
        template.root,
        template.info,
        template.prefix_xref,
        digest,
        digest,
    )
    out = cross_reference(template.size, entries, trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % xref
