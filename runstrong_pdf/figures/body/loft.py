"""Slices of the head: points and ellipsoids given in the axes of a joint."""

from runstrong_pdf.figures.outline import Ellipsoid
from runstrong_pdf.figures.profiles import Row
from runstrong_pdf.figures.vectors import Axes, Vector, add, scale, to_world


def place(joint: Vector, axes: Axes, offset: Vector) -> Vector:
    """Return the point `offset` (left, up, front; body heights) from a joint."""
    return add(joint, to_world(axes, offset))


def slice_at(joint: Vector, axes: Axes, row: Row) -> Ellipsoid:
    """Return the ellipsoid of a ring row: (height, half width, half depth, front, thickness)."""
    height, width, depth, front, thick = row
    x, y, z = axes
    size = (scale(x, width), scale(y, thick), scale(z, depth))
    return place(joint, axes, (0.0, height, front)), size
