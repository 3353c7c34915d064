"""The outline of a chain of balls and ellipsoids as the camera sees it.

Every ellipsoid projects to an ellipse, and the hull of two neighbours is the shape of the flesh
between them. The union of those hulls is found by scanning across the axis of the chain: the
highest and the lowest point on every scan line. That holds in any view, however foreshortened.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin, sqrt

from runstrong_pdf.figures.vectors import Axes, Camera, Point, Vector

Ball = tuple[Vector, float]
Ellipsoid = tuple[Vector, Axes]
Blob = Ball | Ellipsoid
# (support value, x, y) of a blob in each of a fixed set of directions.
Support = list[tuple[float, float, float]]

# Scan lines at the very ends would touch a single point; they are moved in by this share.
END_INSET = 0.0006


@dataclass(frozen=True, slots=True)
class Envelope:
    """Two runs of points, both in the direction of the axis, and their places along it."""

    upper: list[Point]
    lower: list[Point]
    places: list[float]


def envelope(
    camera: Camera,
    blobs: Sequence[Blob],
    axis: Point,
    *,
    directions: int = 16,
    scans: int = 11,
    groups: Iterable[tuple[int, ...]] | None = None,
    at: Iterable[float] = (),
) -> Envelope:
    """Return the outline of a chain of `blobs`, scanned along the unit direction `axis` on paper.

    So many `directions` of tangents approximate each ellipse, and the scan takes so many steps,
    with a line `at` each of these places along the axis. `groups` are hulled together; by default
    each blob with the next.
    """
    rows = support(camera, blobs, directions)
    pairs = groups if groups is not None else [(i, i + 1) for i in range(len(rows) - 1)]
    ax, ay = axis
    hulls = [
        [(x * ax + y * ay, y * ax - x * ay) for x, y in hull([rows[i] for i in group])]
        for group in pairs
    ]
    places = _scan_lines(hulls, scans, at)
    low, high = _extremes(hulls, places)
    upper, lower, kept = [], [], []
    for u, v0, v1 in zip(places, low, high, strict=True):
        if v1 >= v0:
            kept.append(u)
            upper.append((u * ax - v1 * ay, u * ay + v1 * ax))
            lower.append((u * ax - v0 * ay, u * ay + v0 * ax))
    return Envelope(upper, lower, kept)


def support(camera: Camera, blobs: Sequence[Blob], count: int) -> list[Support]:
    """Return, for every blob, its outermost point in each of `count` directions."""
    return [_support_of(camera, blob, _directions(count)) for blob in blobs]


def _support_of(camera: Camera, blob: Blob, directions: tuple[Point, ...]) -> Support:
    centre, size = blob
    cx, cy = camera.flat(centre)
    if isinstance(size, float):
        r = size
        return [(nx * cx + ny * cy + r, cx + nx * r, cy + ny * r) for nx, ny in directions]
    (ax, ay), (bx, by), (cx2, cy2) = (camera.flat(axis) for axis in size)
    row = []
    for nx, ny in directions:
        s, t, w = nx * ax + ny * ay, nx * bx + ny * by, nx * cx2 + ny * cy2
        q = sqrt(s * s + t * t + w * w) or 1e-9
        x, y = (s * ax + t * bx + w * cx2) / q, (s * ay + t * by + w * cy2) / q
        row.append((nx * cx + ny * cy + q, cx + x, cy + y))
    return row


@cache
def _directions(count: int) -> tuple[Point, ...]:
    return tuple((cos(2 * pi * i / count), sin(2 * pi * i / count)) for i in range(count))


def hull(rows: Sequence[Support]) -> list[Point]:
    """Return the convex hull of several blobs: the best of them in every direction."""
    if len(rows) == 2:
        return [(a[1], a[2]) if a > b else (b[1], b[2]) for a, b in zip(*rows, strict=True)]
    return [max(candidates)[1:] for candidates in zip(*rows, strict=True)]


def _scan_lines(hulls: list[list[Point]], scans: int, at: Iterable[float]) -> list[float]:
    """Return places along the axis, close together at both ends where the outline turns."""
    first = min(u for polygon in hulls for u, _ in polygon)
    last = max(u for polygon in hulls for u, _ in polygon)
    places = [first + (last - first) * (0.5 - 0.5 * cos(pi * i / scans)) for i in range(scans + 1)]
    places[0] += (last - first) * END_INSET
    places[-1] -= (last - first) * END_INSET
    return sorted([*places, *(u for u in at if first < u < last)])


def _extremes(hulls: list[list[Point]], places: list[float]) -> tuple[list[float], list[float]]:
    """Return the lowest and highest value of all hulls on every scan line.

    Hulls run anticlockwise: where one goes on along the axis that is its lower side.
    """
    low, high = [9.0] * len(places), [-9.0] * len(places)
    for polygon in hulls:
        u0, v0 = polygon[-1]
        for u1, v1 in polygon:
            far = u1 - u0
            slope = (v1 - v0) / far if abs(far) > 1e-12 else 0.0
            if far > 0:
                for j in range(bisect_left(places, u0), bisect_right(places, u1)):
                    v = v0 + slope * (places[j] - u0)
                    low[j] = min(low[j], v)
            else:
                for j in range(bisect_left(places, u1), bisect_right(places, u0)):
                    v = v0 + slope * (places[j] - u0)
                    high[j] = max(high[j], v)
            u0, v0 = u1, v1
    return low, high


def convex(points: Iterable[Point]) -> list[Point]:
    """Return the convex hull of points, anticlockwise (monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _half(ordered) + _half(ordered[::-1])


def _half(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for p in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
            chain.pop()
        chain.append(p)
    return chain[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
