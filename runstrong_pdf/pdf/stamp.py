"""Fills the slots of a template for one person: constant bytes + a short tail.

One plan is a batch of one; a roster is the same, many times.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from runstrong_pdf.pdf.metadata import Metadata, info, xmp
from runstrong_pdf.pdf.slot_text import LineCache, SlotText
from runstrong_pdf.pdf.slots import SlotPlace
from runstrong_pdf.pdf.strings import ended
from runstrong_pdf.pdf.template import Template
from runstrong_pdf.pdf.xref import CrossReference

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
        self._places: list[SlotText] = []
        self._pages = [(template.personal[page], own) for page, own in self._marks()]
        self._tightest = _tightest(self._places)
        numbers = (*(n for n, _ in self._pages), template.info, template.xmp, template.size)
        self._cross_reference = CrossReference(numbers)

    def _marks(self) -> Iterable[tuple[int, list[tuple[str, int]]]]:
        """Return for each page how its slots begin, and which of the places they stand in."""
        lines, known = LineCache(self.template.glyphs), dict[SlotPlace, int]()
        pages: dict[int, list[tuple[str, int]]] = {}
        for slot in self.template.slots:
            alike = slot._replace(page=0, opening="")
            if alike not in known:
                known[alike] = len(known)
                self._places.append(SlotText(slot, lines))
            pages.setdefault(slot.page, []).append((slot.opening, known[alike]))
        return pages.items()

    def check(self, values: Values) -> None:
        """Raise as `tail` would; looks only at the slots of `values`."""
        for place in self._tightest:
            if place.slot.key in values:
                place.shown(values[place.slot.key])

    def pages(self, values: Values) -> list[tuple[int, bytes]]:
        """Return object number and content of every page's personal stream."""
        shown = [place.shown(values[place.slot.key]) for place in self._places]
        return [
            (n, "".join([f"{opening} {shown[place]}EMC\n" for opening, place in marks]).encode())
            for n, marks in self._pages
        ]

    def printed(
        self, values: Values, left: float = -math.inf, right: float = math.inf
    ) -> dict[int, bytes]:
        """Return by personal stream what prints the texts of `values` alone, without tags.

        Args:
            left, right: between which the texts stand, in points.
        """
        shown = {
            number: place.shown(values[place.slot.key])
            for number, place in enumerate(self._places)
            if place.slot.key in values and left <= place.slot.x < right
        }
        return {
            n: "".join([shown[place] for _, place in marks if place in shown]).encode()
            for n, marks in self._pages
        }

    def tail(self, values: Values, meta: Metadata) -> Tail:
        """Return what makes the constant bytes one person's file. Raises as `stamp` does."""
        template = self.template
        objects = [(n, _stream(b"", content)) for n, content in self.pages(values)]
        objects.append((template.info, info(meta)))
        packet = xmp(meta, archivable=template.archivable)
        objects.append((template.xmp, _stream(b"/Type/Metadata/Subtype/XML", packet)))
        start = len(template.prefix)
        out = bytearray()
        offsets = []
        for n, body in objects:
            offsets.append(start + len(out))
            out += b"%d 0 obj\n%b\nendobj\n" % (n, body)
        digest = self._prefix_hash.copy()
        digest.update(out)
        own = digest.hexdigest()[:32].encode()
        trailer = b"/Root %d 0 R/Info %d 0 R/Prev %d/ID[<%s><%s>]" % (
            template.root,
            template.info,
            template.prefix_xref,
            own,
            own,
        )
        xref = start + len(out)
        end = self._cross_reference.stream((*offsets, xref), trailer)
        end += b"startxref\n%d\n%%%%EOF\n" % xref
        digest.update(end)
        return Tail(bytes(out) + end, digest.hexdigest())


def _tightest(places: Iterable[SlotText]) -> list[SlotText]:
    """Return of the places with the same text in the same type only the narrowest."""
    found: dict[tuple[object, ...], SlotText] = {}
    for place in sorted(places, key=lambda one: -one.slot.width):
        slot = place.slot
        found[slot.key, slot.role, slot.size, slot.floor, slot.track] = place
    return list(found.values())


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s" % (entries, len(content), ended(content))
