"""Vectors and axes in space, as plain tuples, and the camera that brings them on paper.

The camera is orthographic, so that nothing is distorted by distance.
"""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

Vector = tuple[float, float, float]
Axes = tuple[Vector, Vector, Vector]
Point = tuple[float, float]

ZERO: Vector = (0.0, 0.0, 0.0)
UP: Vector = (0.0, 1.0, 0.0)
WORLD: Axes = ((1.0, 0.0, 0.0), UP, (0.0, 0.0, 1.0))


def add(a: Vector, b: Vector) -> Vector:
    """Return a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def subtract(a: Vector, b: Vector) -> Vector:
    """Return a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vector, factor: float) -> Vector:
    """Return a times `factor`."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def along(a: Vector, direction: Vector, far: float) -> Vector:
    """Return the point `far` away from `a` in `direction`."""
    return (a[0] + direction[0] * far, a[1] + direction[1] * far, a[2] + direction[2] * far)


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product (right-handed)."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vector) -> float:
    """Return the length of `a`."""
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def between(a: Vector, b: Vector, t: float) -> Vector:
    """Return the point that is the share `t` of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def unit(a: Vector) -> Vector:
    """Return `a` with length 1, or ZERO if it has no length."""
    n = length(a)
    return (a[0] / n, a[1] / n, a[2] / n) if n > 1e-9 else ZERO


def square_to(a: Vector, axis: Vector) -> Vector:
    """Return the unit direction of `a` seen along the unit `axis`, or ZERO if they are parallel."""
    return unit(along(a, axis, -dot(a, axis)))


def rotate(a: Vector, axis: Vector, degrees: float) -> Vector:
    """Return `a` turned about the unit `axis` (right-handed)."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    turned = cross(axis, a)
    kept = dot(axis, a) * (1 - c)
    return (
        a[0] * c + turned[0] * s + axis[0] * kept,
        a[1] * c + turned[1] * s + axis[1] * kept,
        a[2] * c + turned[2] * s + axis[2] * kept,
    )


def rotate_axes(axes: Axes, index: int, degrees: float) -> Axes:
    """Return `axes` turned about its own axis number `index`."""
    if not degrees:
        return axes
    x, y, z = (
        axis if i == index else rotate(axis, axes[index], degrees) for i, axis in enumerate(axes)
    )
    return (x, y, z)


def sized(axes: Axes, x: float, y: float, z: float) -> Axes:
    """Return `axes` with the lengths x, y and z instead of 1."""
    return (scale(axes[0], x), scale(axes[1], y), scale(axes[2], z))


def to_world(axes: Axes, a: Vector) -> Vector:
    """Return in world coordinates what is `a` in `axes`."""
    x, y, z = axes
    return (
        x[0] * a[0] + y[0] * a[1] + z[0] * a[2],
        x[1] * a[0] + y[1] * a[1] + z[1] * a[2],
        x[2] * a[0] + y[2] * a[1] + z[2] * a[2],
    )


def place(origin: Vector, axes: Axes, offset: Vector) -> Vector:
    """Return the point that is `offset` from `origin` in `axes`."""
    return add(origin, to_world(axes, offset))


def to_local(axes: Axes, a: Vector) -> Vector:
    """Return in `axes` what is `a` in world coordinates."""
    return (dot(axes[0], a), dot(axes[1], a), dot(axes[2], a))


def unit_on_paper(x: float, y: float) -> Point:
    """Return the 2-D direction of (x, y) with length 1, or (0, 0)."""
    n = sqrt(x * x + y * y)
    return (x / n, y / n) if n > 1e-12 else (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Camera:
    """Three directions: to the right and up on paper, and towards the camera."""

    right: Vector
    up: Vector
    towards: Vector

    @classmethod
    def facing(cls, turn: float, pitch: float) -> "Camera":
        """Aim the camera so that the figure faces towards us at 0 degrees, to the right at 90.

        `pitch` is how far the camera looks down, degrees.
        """
        ct, st = cos(radians(turn)), sin(radians(turn))
        cp, sp = cos(radians(pitch)), sin(radians(pitch))
        return cls((ct, 0.0, st), (st * sp, cp, -ct * sp), (-st * cp, sp, ct * cp))

    def flat(self, v: Vector) -> Point:
        """Return where `v` (a point or a direction) is on paper, in body heights."""
        r, u = self.right, self.up
        return (
            r[0] * v[0] + r[1] * v[1] + r[2] * v[2],
            u[0] * v[0] + u[1] * v[1] + u[2] * v[2],
        )

    def depth(self, v: Vector) -> float:
        """Return how near `v` is, in body heights; larger is nearer."""
        d = self.towards
        return d[0] * v[0] + d[1] * v[1] + d[2] * v[2]

    def heading(self, v: Vector, otherwise: Point = (1.0, 0.0), least: float = 0.0) -> Point:
        """Return the unit direction of `v` on paper.

        `otherwise` stands in where `v` points at the camera, that is where less than `least`
        of its length can be seen.
        """
        x, y = self.flat(v)
        return unit_on_paper(x, y) if sqrt(x * x + y * y) > least else otherwise
