"""Fills the slots of a template for one person: constant bytes + a short tail.

One plan is a batch of one; a roster is the same, many times.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from runstrong_pdf.pdf.metadata import Metadata, info, xmp
from runstrong_pdf.pdf.slot_text import LineCache, SlotText, Text
from runstrong_pdf.pdf.strings import stream_object
from runstrong_pdf.pdf.template import Template
from runstrong_pdf.pdf.xref import CrossReference

Values = Mapping[str, Text]
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
    """A template made ready for many people: what they have in common is worked out once."""

    def __init__(self, template: Template) -> None:
        self.template = template
        lines, streams = LineCache(template.glyphs), dict[int, list[SlotText]]()
        for slot in template.slots:
            streams.setdefault(slot.stream, []).append(SlotText(slot, lines))
        self._streams = [PersonalStream(n, places) for n, places in streams.items()]
        self._tightest = _tightest(chain(*streams.values()))
        self._cross_reference = CrossReference(
            (*streams, template.info, template.xmp, template.size)
        )

    def check(self, values: Values) -> None:
        """Raise as `tail` would; looks only at the slots of `values`."""
        for place in self._tightest:
            if place.slot.key in values:
                place.shown(values[place.slot.key])

    def printed(
        self, values: Values, left: float = -math.inf, right: float = math.inf
    ) -> dict[int, bytes]:
        """Return by personal stream what prints the texts of `values` alone, without tags.

        Args:
            left, right: between which the texts stand, in points.
        """
        return {
            stream.number: "".join(
                place.shown(values[place.slot.key])
                for place in stream.places
                if place.slot.key in values and left <= place.slot.x < right
            ).encode()
            for stream in self._streams
        }

    def tail(self, values: Values, meta: Metadata) -> Tail:
        """Return what makes the constant bytes one person's file. Raises as `stamp` does."""
        template = self.template
        packet = xmp(meta, archivable=template.archivable)
        objects = [
            *(stream.filled(values) for stream in self._streams),
            _object(template.info, info(meta)),
            _object(template.xmp, stream_object(b"/Type/Metadata/Subtype/XML", packet)),
        ]
        offsets = list(accumulate(map(len, objects), initial=len(template.prefix)))
        content, digest = b"".join(objects), template.prefix_hash.copy()
        digest.update(content)
        own = digest.hexdigest()[:32].encode()
        trailer = b"/Root %d 0 R/Info %d 0 R/Prev %d/ID[<%s><%s>]" % (
            template.root,
            template.info,
            template.prefix_xref,
            own,
            own,
        )
        end = self._cross_reference.stream(offsets, trailer)
        end += b"startxref\n%d\n%%%%EOF\n" % offsets[-1]
        digest.update(end)
        return Tail(content + end, digest.hexdigest())


class PersonalStream:
    """The texts that stand on the same pages.

    It remembers what it held last, for dates are the same for many people.

    Args:
        number: of the object.
        places: where the texts stand.
    """

    def __init__(self, number: int, places: Sequence[SlotText]) -> None:
        self.number = number
        self.places = places
        self._keys = [place.slot.key for place in places]
        self._last: tuple[list[Text], bytes] = [], b""

    def filled(self, values: Values) -> bytes:
        """Return the object with the texts of `values`."""
        texts, last = list(map(values.__getitem__, self._keys)), self._last
        if texts != last[0]:
            marked = [
                f"{place.slot.opening} {place.shown(text)}EMC\n"
                for place, text in zip(self.places, texts, strict=True)
            ]
            last = texts, _object(self.number, stream_object(b"", "".join(marked).encode()))
            self._last = last  # as a whole: a cluster's worker stamps in several threads
        return last[1]


def _tightest(places: Iterable[SlotText]) -> list[SlotText]:
    """Return of the places with the same text in the same type only the narrowest."""
    found: dict[tuple[object, ...], SlotText] = {}
    for place in sorted(places, key=lambda one: -one.slot.width):
        slot = place.slot
        found[slot.key, slot.role, slot.size, slot.floor] = place
    return list(found.values())


def _object(n: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (n, body)
