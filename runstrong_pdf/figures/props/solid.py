"""Solid things with flat faces, lit from the upper left of the paper."""

from collections.abc import Sequence

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.drawing import Shape
from runstrong_pdf.figures.outline import convex
from runstrong_pdf.figures.part import Part, sampled
from runstrong_pdf.figures.path import polygon
from runstrong_pdf.figures.style import LINE
from runstrong_pdf.figures.vectors import (
    WORLD,
    Axes,
    Vector,
    add,
    cross,
    dot,
    scale,
    subtract,
    to_world,
    unit,
)

LIGHT: Vector = (-0.35, 0.85, 0.40)  # on paper: right, up, towards us
LIGHTEN = 30  # per cent, the most a face is lightened
DARKEN = 35
IN_VIEW = 0.04
# Corners of the six faces of a box, anticlockwise from outside, in half-sizes.
BOX_FACES = (
    ((1, -1, 1), (1, -1, -1), (1, 1, -1), (1, 1, 1)),
    ((-1, -1, -1), (-1, -1, 1), (-1, 1, 1), (-1, 1, -1)),
    ((-1, 1, 1), (1, 1, 1), (1, 1, -1), (-1, 1, -1)),
    ((-1, -1, -1), (1, -1, -1), (1, -1, 1), (-1, -1, 1)),
    ((-1, -1, 1), (1, -1, 1), (1, 1, 1), (-1, 1, 1)),
    ((1, -1, -1), (-1, -1, -1), (-1, 1, -1), (1, 1, -1)),
)
BOX_SAMPLES = 5


def solid(camera: Camera, role: str, faces: Sequence[Sequence[Vector]]) -> tuple[Shape, ...]:
    """Return the shapes of a convex solid.

    Args:
        camera: the view.
        role: its colour role.
        faces: corners of each face, anticlockwise from outside.
    """
    outline = polygon(convex(camera.flat(corner) for face in faces for corner in face))
    shapes = [Shape("fill", role, outline, light=-12)]
    edges = []
    for face in faces:
        normal = unit(cross(subtract(face[1], face[0]), subtract(face[2], face[1])))
        if dot(normal, camera.towards) > IN_VIEW:
            path = polygon([camera.flat(corner) for corner in face])
            shapes.append(Shape("fill", role, path, light=_light(camera, normal)))
            edges.append(Shape("stroke", f"{role}_edge", path, LINE // 2))
    if len(edges) > 1:
        shapes += edges
    return (*shapes, Shape("stroke", "ink", outline, LINE))


def _light(camera: Camera, normal: Vector) -> int:
    on_paper = (dot(normal, camera.right), dot(normal, camera.up), dot(normal, camera.towards))
    light = dot(on_paper, LIGHT)
    return round(LIGHTEN * light) if light > 0 else -round(DARKEN * min(1.0, -light))


def box(
    camera: Camera, name: str, role: str, centre: Vector, half: Vector, axes: Axes = WORLD
) -> Part:
    """Return a box with the half-sizes `half` along `axes`."""

    def corner(signs: tuple[int, int, int]) -> Vector:
        x, y, z = signs
        return add(centre, to_world(axes, (x * half[0], y * half[1], z * half[2])))

    faces = [[corner(signs) for signs in face] for face in BOX_FACES]
    longest = half.index(max(half))
    reach = scale(axes[longest], half[longest])
    radius = max(sorted(half)[1], 0.012)
    steps = [-1 + 2 * i / (BOX_SAMPLES - 1) for i in range(BOX_SAMPLES)]
    balls = [(add(centre, scale(reach, step)), radius) for step in steps]
    return Part(name, sampled(camera, balls), shapes=solid(camera, role, faces))
