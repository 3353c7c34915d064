"""Fills the slots of a template for one person: constant bytes + a short tail.

One plan is a batch of one; a roster is the same, many times, with the same words again and again:
dates and club for everybody, a name on every page. So each place remembers what it held last, and
lines are remembered up to a bound.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, groupby
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.pdf.metadata import Metadata, info, xmp
from runstrong_pdf.pdf.slots import MissingCharacterError, SlotPlace
from runstrong_pdf.pdf.syntax import CrossReference, stream_object
from runstrong_pdf.pdf.template import Glyphs, Template

MOST_LINES = 64
SHARE = {"left": 0.0, "centre": 0.5, "right": 1.0}
LEADING = 1.1
"""From line to line, in type sizes."""
TWO_LINES = 0.48
"""Of a slot's type size, what two lines may have that stand where one was to be."""
CAPS = 0.7
"""Height of capitals, in type sizes."""
Text = str | Sequence[str]
"""A text, or candidates of which the first that fits is printed; a line feed parts two lines."""


class GlyphLine:
    """One line of text in one face.

    Args:
        text: what it says.
        known: the face's glyphs. A character that is missing raises MissingCharacterError.

    Attributes:
        width: in thousandths of the type size.
    """

    def __init__(self, text: str, known: Glyphs) -> None:
        try:
            self.width = sum(map(known.widths.__getitem__, text))
        except KeyError as missing:
            raise MissingCharacterError.of(text, missing.args[0]) from None
        self._runs = [
            (font, "".join(run).translate(known.codes))
            for font, run in groupby(text, key=known.fonts.__getitem__)
        ]

    def shown(self, size: float) -> str:
        """Return the operators that show the line at a size."""
        return " ".join([f"{font} {size:.3g} Tf <{codes}> Tj" for font, codes in self._runs])


class LineCache:
    """Lines of text in the faces of one template, remembered up to a bound.

    Args:
        glyphs: the template's, by face role and character.
    """

    def __init__(self, glyphs: Mapping[str, Glyphs]) -> None:
        self._glyphs = glyphs
        self._lines: dict[tuple[str, str], GlyphLine] = {}

    def line(self, role: str, text: str) -> GlyphLine:
        """Return a line. Raises MissingCharacterError."""
        line = self._lines.get((role, text))
        if line is None:
            if len(self._lines) >= MOST_LINES:
                self._lines.clear()
            line = self._lines[role, text] = GlyphLine(text, self._glyphs[role])
        return line


class SlotText:
    """Where text stands on any number of pages: a footer says the same on each of them.

    Everything that is the same for all texts is worked out once.

    Args:
        slot: any of those that stand here.
        lines: of its template.
    """

    def __init__(self, slot: SlotPlace, lines: LineCache) -> None:
        self.slot = slot
        self._lines = lines
        self._last: tuple[Text | None, str] = (None, "")

    def shown(self, value: Text) -> str:
        """Return the operators that print the first candidate that fits; empty for no text.

        Raises:
            OutputError: when none fits even at the smallest size.
            MissingCharacterError: when a character was not announced.
        """
        last = self._last
        if last[0] != value:
            last = value, self._first_fitting((value,) if isinstance(value, str) else value)
            self._last = last  # as a whole: a cluster's worker stamps in several threads
        return last[1]

    def _first_fitting(self, candidates: Sequence[str]) -> str:
        for text in candidates:
            shown = self._lined(text) if "\n" in text else self._on_one_line(text)
            if shown is not None:
                return shown
        slot = self.slot
        raise OutputError(
            f"page {slot.page}: {candidates[-1][:60]!r} is too long for its place ({slot.key})",
            "give a shorter text",
        )

    def _on_one_line(self, text: str) -> str | None:
        """Return the operators of a text, None where it does not fit."""
        line = self._lines.line(self.slot.role, text)
        size = _fitting_size(self.slot, line)
        return self._painted(line, size, self.slot.y) if size else None

    def _lined(self, text: str) -> str | None:
        """Return the operators of several lines, whose middle is where one would have it."""
        slot = self.slot
        lines = [self._lines.line(slot.role, part) for part in text.split("\n")]
        most = max(slot.floor, slot.size * TWO_LINES)
        size = min(most, *(_fitting_size(slot, line) for line in lines))
        if not size:
            return None
        top = slot.y + (CAPS * (slot.size - size) + LEADING * (len(lines) - 1) * size) / 2
        return "".join(
            self._painted(line, size, top - number * LEADING * size)
            for number, line in enumerate(lines)
        )

    def _painted(self, line: GlyphLine, size: float, y: float) -> str:
        if not line.width:
            return ""
        x = self.slot.x - SHARE[self.slot.align] * line.width * size / 1000
        return f"BT 0 g {x:.2f} {y:.2f} Td {line.shown(size)} ET "


def _fitting_size(slot: SlotPlace, line: GlyphLine) -> float:
    """Return the type size at which the text fits, or 0."""
    wide = line.width * slot.size / 1000
    if wide <= max(slot.width, 0.0):  # no text fits everywhere
        return slot.size
    size = slot.size * slot.width / wide
    return size if size >= slot.floor - 1e-6 else 0.0


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
