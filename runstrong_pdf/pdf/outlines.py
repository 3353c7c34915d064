"""The outlines of an embedded TrueType face, as SVG path data in thousandths of the type size.

Reads only what our own subsets have: a byte map (cmap format 6), quadratic outlines, glyphs put
together from others (accents). OpenType specification, tables cmap, head, loca and glyf.
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

ON_CURVE, X_SHORT, Y_SHORT, REPEAT, X_SAME, Y_SAME = 1, 2, 4, 8, 16, 32
WORDS, ARE_OFFSETS, SCALED, MORE, TWO_SCALES, MATRIX = 1, 2, 8, 32, 64, 128


class Corner(NamedTuple):
    """A point of an outline; between two that lie off the curve another lies on it."""

    x: float
    y: float
    on: bool


Contour = list[Corner]


class Outlines:
    """The glyphs of one face.

    Args:
        data: the font file.
    """

    def __init__(self, data: bytes) -> None:
        count = struct.unpack_from(">H", data, 4)[0]
        rows = (struct.unpack_from(">4s4xII", data, 12 + 16 * i) for i in range(count))
        tables = {tag: data[start : start + size] for tag, start, size in rows}
        head = tables[b"head"]
        self._scale = 1000 / struct.unpack_from(">H", head, 18)[0]
        wide = struct.unpack_from(">h", head, 50)[0]
        loca = tables[b"loca"]
        places = struct.unpack(f">{len(loca) // (4 if wide else 2)}{'I' if wide else 'H'}", loca)
        self._places = places if wide else tuple(2 * place for place in places)
        self._glyf = tables[b"glyf"]
        self._codes = _byte_map(tables[b"cmap"])

    def path(self, code: int) -> str:
        """Return the path of the glyph that a byte stands for; empty for a space."""
        contours = self._contours(self._codes[code])
        return "".join(_path(contour, self._scale) for contour in contours)

    def _contours(self, glyph: int) -> list[Contour]:
        start, end = self._places[glyph : glyph + 2]
        if start == end:
            return []
        data = self._glyf[start:end]
        count = struct.unpack_from(">h", data)[0]
        return _simple(data, count) if count >= 0 else list(self._put_together(data))

    def _put_together(self, data: bytes) -> Iterator[Contour]:
        place, flags = 10, MORE
        while flags & MORE:
            flags, glyph = struct.unpack_from(">HH", data, place)
            dx, dy = struct.unpack_from(">hh" if flags & WORDS else ">bb", data, place + 4)
            place += 8 if flags & WORDS else 6
            numbers = 1 if flags & SCALED else 2 if flags & TWO_SCALES else 4 * bool(flags & MATRIX)
            scales = [n / 16384 for n in struct.unpack_from(f">{numbers}h", data, place)]
            place += 2 * numbers
            a, b, c, d = _matrix(scales)
            for contour in self._contours(glyph):
                yield [Corner(a * x + c * y + dx, b * x + d * y + dy, on) for x, y, on in contour]


def _byte_map(cmap: bytes) -> tuple[int, ...]:
    start = struct.unpack_from(">I", cmap, 8)[0]
    form, _, _, first, count = struct.unpack_from(">5H", cmap, start)
    assert (form, first) == (6, 0)  # noqa: S101  as ReportLab writes it
    return struct.unpack_from(f">{count}H", cmap, start + 10)


def _matrix(scales: Sequence[float]) -> Sequence[float]:
    if len(scales) == 4:
        return scales
    x, y = (scales[0], scales[-1]) if scales else (1.0, 1.0)
    return x, 0.0, 0.0, y


def _simple(data: bytes, count: int) -> list[Contour]:
    """Read the corners of a glyph that is made of `count` contours."""
    ends = struct.unpack_from(f">{count}H", data, 10)
    place = 10 + 2 * count
    place += 2 + struct.unpack_from(">H", data, place)[0]
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        flag = data[place]
        times = data[place + 1] + 1 if flag & REPEAT else 1
        flags += [flag] * times
        place += 2 if flag & REPEAT else 1
    xs, place = _coordinates(data, place, flags, X_SHORT, X_SAME)
    ys, _ = _coordinates(data, place, flags, Y_SHORT, Y_SAME)
    corners = [Corner(x, y, bool(f & ON_CURVE)) for x, y, f in zip(xs, ys, flags, strict=True)]
    return [corners[a + 1 : b + 1] for a, b in pairwise((-1, *ends))]


def _coordinates(
    data: bytes, place: int, flags: Sequence[int], short: int, same: int
) -> tuple[list[int], int]:
    """Read one coordinate of every corner, stored as differences; return where they end."""
    values, value = [], 0
    for flag in flags:
        if flag & short:
            value += data[place] if flag & same else -data[place]
            place += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, place)[0]
            place += 2
        values.append(value)
    return values, place


def _path(contour: Contour, scale: float) -> str:
    """Return a contour with quadratic curves."""
    corners = list(_with_middles([Corner(x * scale, y * scale, on) for x, y, on in contour]))
    first = next((i for i, corner in enumerate(corners) if corner.on), 0)
    corners = [*corners[first:], *corners[:first], corners[first]]
    out = [f"M{corners[0].x:.0f} {corners[0].y:.0f}"]
    for before, corner in pairwise(corners):
        if corner.on and before.on:
            out.append(f"L{corner.x:.0f} {corner.y:.0f}")
        elif corner.on:
            out.append(f"Q{before.x:.0f} {before.y:.0f} {corner.x:.0f} {corner.y:.0f}")
    return "".join(out) + "Z"


def _with_middles(contour: Contour) -> Iterator[Corner]:
    """Yield the corners, with those that are left out because they follow from their neighbours."""
    for before, corner in zip([contour[-1], *contour], contour, strict=False):
        if not (before.on or corner.on):
            yield Corner((before.x + corner.x) / 2, (before.y + corner.y) / 2, on=True)
        yield corner
