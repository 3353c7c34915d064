"""Patches on surfaces made of rings, such as a muscle on the trunk or hair on the head."""

from collections.abc import Callable, Sequence
from math import acos, atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.path import PATCH_TOLERANCE, cornered, smooth
from runstrong_pdf.figures.vectors import Axes, Point, Vector, along, dot

# (place, first angle, last angle); 0 = front, 90 = the figure's left, degrees.
PatchRow = tuple[float, float, float]

ARC_STEP = 22.0  # degrees between points along the first and the last row


class Ring(NamedTuple):
    """A horizontal cut: centre, axes, half width, half depth, and how the surface slopes there.

    `slope` is how fast the cut widens upwards; it decides how much of a cone's far side shows.
    """

    centre: Vector
    axes: Axes
    width: float
    depth: float
    slope: float

    def at(self, angle: float) -> Vector:
        """Return the point of the ring at an angle, degrees."""
        x, _, z = self.axes
        sideways = along(self.centre, x, self.width * sin(radians(angle)))
        return along(sideways, z, self.depth * cos(radians(angle)))


class _Arc(NamedTuple):
    ring: Ring
    first: float
    last: float

    def points(self, camera: Camera) -> list[Point]:
        """Return points along the arc on paper."""
        n = max(1, int((self.last - self.first) / ARC_STEP))
        step = (self.last - self.first) / n
        return [camera.flat(self.ring.at(self.first + step * i)) for i in range(n + 1)]


def patch(
    camera: Camera,
    rows: Sequence[PatchRow],
    ring: Callable[[float], Ring],
    *,
    least: float = 8.0,
    corners: bool = False,
) -> str:
    """Return the visible path of a patch, or "" if less than `least` degrees of it show.

    Each row is cut down to the arc that faces the camera, so that a patch wraps exactly onto
    the silhouette.
    """
    arcs: list[_Arc] = []
    seen = 0.0
    for place, first, last in rows:
        arc = _facing(camera, ring(place), first, last)
        if arc is None:
            continue
        seen += arc.last - arc.first
        if arc.last - arc.first >= 0.5:
            arcs.append(arc)
        elif arcs:
            break
    if len(arcs) < 2 or seen / len(rows) < least:
        return ""
    lefts = [camera.flat(a.ring.at(a.first)) for a in arcs]
    rights = [camera.flat(a.ring.at(a.last)) for a in arcs]
    runs = [lefts, arcs[-1].points(camera), rights[::-1], arcs[0].points(camera)[::-1]]
    return cornered(runs) if corners else smooth(runs, PATCH_TOLERANCE)


def _facing(camera: Camera, ring: Ring, first: float, last: float) -> _Arc | None:
    """Return the piece of a row that faces the camera, or None if the ring cannot be seen."""
    x, y, z = (dot(camera.towards, axis) for axis in ring.axes)
    nearest = degrees(atan2(x * ring.width, z * ring.depth))
    slant = ring.slope * y / max(hypot(x, z), 1e-6)
    half = degrees(acos(max(-1.0, min(1.0, slant))))
    if half > 178:
        return _Arc(ring, first, last)
    if half < 2:
        return None
    if last - first > 359:
        return _Arc(ring, nearest - half, nearest + half)
    nearest += 360 * round(((first + last) / 2 - nearest) / 360)
    low, high = nearest - half, nearest + half
    return _Arc(ring, min(max(first, low), high), min(max(last, low), high))
