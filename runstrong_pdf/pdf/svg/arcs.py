"""Elliptical arcs as cubic curves (SVG 1.1, appendix F.6)."""

import math
from collections.abc import Iterator, Sequence

from runstrong_pdf.pdf.svg.matrix import Point

Curve = tuple[str, tuple[Point, ...]]


def arc(start: Point, values: Sequence[float], end: Point) -> list[Curve]:
    """Return the pieces of an arc.

    Args:
        values: radius x, radius y, rotation in degrees, large-arc flag, sweep flag, ...
    """
    rx, ry = abs(values[0]), abs(values[1])
    if start == end:
        return []
    if not rx or not ry:
        return [("l", (end,))]
    turn = math.radians(values[2])
    cos, sin = math.cos(turn), math.sin(turn)
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grown = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    rest = max(0.0, 1 / ((x / rx) ** 2 + (y / ry) ** 2) - 1)
    side = math.sqrt(rest) * (-1 if bool(values[3]) == bool(values[4]) else 1)
    cx, cy = side * rx * y / ry, -side * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    sweep = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if values[4] and sweep < 0:
        sweep += 2 * math.pi
    elif not values[4] and sweep > 0:
        sweep -= 2 * math.pi
    middle = (
        cos * cx - sin * cy + (start[0] + end[0]) / 2,
        sin * cx + cos * cy + (start[1] + end[1]) / 2,
    )

    def place(u: float, v: float) -> Point:
        return cos * rx * u - sin * ry * v + middle[0], sin * rx * u + cos * ry * v + middle[1]

    pieces = [("c", tuple(place(u, v) for u, v in unit)) for unit in _unit(first, sweep)]
    pieces[-1] = ("c", (*pieces[-1][1][:2], end))
    return pieces


def ellipse(cx: float, cy: float, rx: float, ry: float) -> tuple[Curve, ...]:
    """Return a closed ellipse."""
    curves = [
        ("c", tuple((cx + rx * u, cy + ry * v) for u, v in unit)) for unit in _unit(0, 2 * math.pi)
    ]
    return ("m", ((cx + rx, cy),)), *curves, ("h", ())


def _unit(first: float, sweep: float) -> Iterator[tuple[Point, Point, Point]]:
    """Yield curves along the unit circle, none longer than a quarter."""
    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    handle = 4 / 3 * math.tan(step / 4)
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        yield (
            (math.cos(a) - handle * math.sin(a), math.sin(a) + handle * math.cos(a)),
            (math.cos(b) + handle * math.sin(b), math.sin(b) - handle * math.cos(b)),
            (math.cos(b), math.sin(b)),
        )
