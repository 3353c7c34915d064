"""Fills the slots of a template for one person: constant bytes + a short tail.

One plan is a batch of one; a roster is the same, many times.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from runstrong_pdf.errors import OutputError
from runstrong_pdf.pdf.metadata import Metadata, info, xmp
from runstrong_pdf.pdf.slots import MissingCharacterError, SlotPlace, fill
from runstrong_pdf.pdf.template import Glyph, Template
from runstrong_pdf.pdf.xref import Entry, cross_reference

Values = Mapping[str, str | Sequence[str]]
"""Text by slot key; of several candidates the first that fits is printed."""


def stamp(template: Template, values: Values, meta: Metadata) -> bytes:
    """Return one person's file.

    Raises:
        OutputError: when a text does not fit its place even at the smallest size.
        MissingCharacterError: when a character was not announced when the template was made.
    """
    objects = [
        (template.personal[page], _stream(b"", _page(slots, template, values)))
        for page, slots in groupby(template.slots, key=lambda slot: slot.page)
    ]
    objects.append((template.info, info(meta)))
    objects.append((template.xmp, _stream(b"/Type/Metadata/Subtype/XML", xmp(meta))))
    return template.prefix + _tail(template, objects)


def _page(slots: Iterable[SlotPlace], template: Template, values: Values) -> bytes:
    lines = [_slot(slot, template, values[slot.key]) for slot in slots]
    return "".join(lines).encode()


def _slot(slot: SlotPlace, template: Template, value: str | Sequence[str]) -> str:
    candidates = (value,) if isinstance(value, str) else value
    for text in candidates:
        glyphs = _known(text, template.glyphs[slot.role])
        size = _fitting_size(slot, glyphs)
        if size:
            return _painted(slot, glyphs, size)
    raise OutputError(
        f"page {slot.page}: {candidates[-1][:60]!r} is too long for its place ({slot.key})",
        "give a shorter text",
    )


def _known(text: str, glyphs: Mapping[str, Glyph]) -> list[Glyph]:
    for character in text:
        if character not in glyphs:
            raise MissingCharacterError(text, character)
    return [glyphs[character] for character in text]


def _fitting_size(slot: SlotPlace, glyphs: list[Glyph]) -> float:
    """Return the type size at which the text fits, or 0."""
    if _width(slot, glyphs, slot.size) <= slot.width:
        return slot.size
    tracks = slot.track * max(0, len(glyphs) - 1)
    size = slot.size * (slot.width - tracks) / max(_width(slot, glyphs, slot.size) - tracks, 1e-6)
    return size if size >= slot.floor - 1e-6 else 0.0


def _width(slot: SlotPlace, glyphs: list[Glyph], size: float) -> float:
    letters = sum(glyph[2] for glyph in glyphs) * size / 1000
    return letters + slot.track * max(0, len(glyphs) - 1)


def _painted(slot: SlotPlace, glyphs: list[Glyph], size: float) -> str:
    if not glyphs:
        return f"{slot.opening} EMC\n"
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[slot.align]
    x = slot.x - share * _width(slot, glyphs, size)
    runs = groupby(glyphs, key=lambda glyph: glyph[0])
    shown = " ".join(
        f"{font} {size:.3g} Tf <{b''.join(glyph[1] for glyph in run).hex()}> Tj"
        for font, run in runs
    )
    spacing = (f"{slot.track:g} Tc ", " 0 Tc") if slot.track else ("", "")
    place = f"{fill(slot.colour)} {spacing[0]}{x:.2f} {slot.y:.2f} Td"
    return f"{slot.opening} BT {place} {shown}{spacing[1]} ET EMC\n"


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def _tail(template: Template, objects: list[tuple[int, bytes]]) -> bytes:
    """Return the personal objects, their cross-reference and the content's own hash as the ID."""
    start = len(template.prefix)
    out = bytearray()
    entries: dict[int, Entry] = {}
    for n, body in objects:
        entries[n] = (1, start + len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    digest = hashlib.sha256(template.prefix + out).hexdigest()[:32].encode()
    xref = start + len(out)
    entries[template.size] = (1, xref, 0)
    trailer = b"/Root %d 0 R/Info %d 0 R/Prev %d/ID[<%s><%s>]" % (
        template.root,
        template.info,
        template.prefix_xref,
        digest,
        digest,
    )
    out += cross_reference(template.size, entries, trailer)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % xref
