"""Dumbbells: a hexagonal head at each end of a bar through the fist."""

from math import cos, pi, sin

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.drawing import Shape
from runstrong_pdf.figures.part import Part, sampled
from runstrong_pdf.figures.path import polyline
from runstrong_pdf.figures.props.solid import solid
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.style import LINE
from runstrong_pdf.figures.vectors import Vector, add, along, cross, dot, scale, square_to, unit

GRIP = (0.036, 0.013)  # middle of the bar: along the hand and off the palm
BAR = 0.016
BAR_HALF = 0.045
BAR_LIGHT = 28
HEAD_RADIUS = 0.037
HEAD = (0.034, 0.070)  # where a head begins and ends, from the middle of the bar
HEAD_BIAS = 0.034
BAR_BIAS = 0.020


def dumbbell_parts(camera: Camera, body: Skeleton, side: str) -> list[Part]:
    """Return the bar and the heads of the dumbbell in one hand."""
    hand, wrist = body.hands[side], body.joints[f"{side}.wrist"]
    handle = unit(cross(hand.palm, hand.fingers))
    ahead, off = GRIP
    centre = add(along(wrist, hand.fingers, ahead), scale(hand.palm, off))
    first = square_to(hand.fingers, handle)
    ring = (first, cross(handle, first))
    heads = [
        _head(camera, f"{side}.dumbbell{sign}", centre, scale(handle, sign), ring)
        for sign in (-1, 1)
    ]
    return [_bar(camera, f"{side}.bar", centre, handle), *heads]


def _bar(camera: Camera, name: str, centre: Vector, handle: Vector) -> Part:
    ends = [along(centre, handle, far) for far in (-BAR_HALF, BAR_HALF)]
    path = polyline([camera.flat(end) for end in ends])
    width = round(BAR * 1000)
    shapes = (
        Shape("line", "ink", path, width, edge=LINE),
        Shape("line", "steel", path, width, light=BAR_LIGHT),
    )
    samples = [(*camera.flat(end), BAR / 2, camera.depth(centre)) for end in ends]
    return Part(name, samples, shapes=shapes, bias=BAR_BIAS)


def _head(
    camera: Camera, name: str, centre: Vector, out: Vector, ring: tuple[Vector, Vector]
) -> Part:
    """Return one head; `out` is the unit direction from the hand to it."""
    inner, outer = (_hexagon(along(centre, out, far), ring) for far in HEAD)
    if dot(cross(*ring), out) < 0:  # corners must run anticlockwise seen from outside
        inner, outer = inner[::-1], outer[::-1]
    sides = [[inner[k], inner[(k + 1) % 6], outer[(k + 1) % 6], outer[k]] for k in range(6)]
    middle = sum(HEAD) / 2
    balls = [
        (along(centre, out, middle), 0.034),
        (along(centre, out, HEAD[0]), 0.025),
        (along(centre, out, HEAD[1]), 0.025),
    ]
    shapes = solid(camera, "steel", [outer, inner[::-1], *sides])
    return Part(name, sampled(camera, balls), shapes=shapes, bias=HEAD_BIAS)


def _hexagon(centre: Vector, ring: tuple[Vector, Vector]) -> list[Vector]:
    corners = []
    for k in range(6):
        angle = pi / 3 * k + pi / 6
        offset = add(scale(ring[0], cos(angle)), scale(ring[1], sin(angle)))
        corners.append(along(centre, offset, HEAD_RADIUS))
    return corners
