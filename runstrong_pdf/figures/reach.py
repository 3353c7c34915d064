"""Two bones that reach for a target: the law of cosines, with bone lengths always exact."""

from math import sqrt
from typing import NamedTuple

from runstrong_pdf.figures.vectors import (
    UP,
    ZERO,
    Vector,
    add,
    along,
    length,
    scale,
    square_to,
    subtract,
    unit,
)

# A limb is never quite straight, or its hint would lose its meaning.
STRAIGHTEST = 0.9995
LEAST_REACH = 1e-4
ANY_HINT: Vector = (0.13, -0.31, 0.94)


class Reach(NamedTuple):
    """Where the middle joint and the end came to lie, and how far the end is off its target."""

    middle: Vector
    end: Vector
    miss: float


def reach(root: Vector, target: Vector, upper: float, lower: float, hint: Vector) -> Reach:
    """Bend a limb so that its end is at the target, or as near as its length allows.

    Args:
        root: the shoulder or hip.
        target: where the end should be.
        upper: length of the first bone, body heights.
        lower: length of the second bone, body heights.
        hint: the direction in which the elbow or knee points.
    """
    way = subtract(target, root)
    wanted = length(way)
    far = min(max(wanted, abs(upper - lower) + LEAST_REACH), (upper + lower) * STRAIGHTEST)
    ahead = unit(way) if wanted > 1e-6 else scale(UP, -1)
    aside = square_to(hint, ahead)
    if aside == ZERO:
        aside = square_to(ANY_HINT, ahead)
    cosine = (upper * upper + far * far - lower * lower) / (2 * upper * far)
    cosine = max(-1.0, min(1.0, cosine))
    out = upper * sqrt(max(0.0, 1 - cosine * cosine))
    middle = add(root, add(scale(ahead, upper * cosine), scale(aside, out)))
    return Reach(middle, along(root, ahead, far), abs(wanted - far))
