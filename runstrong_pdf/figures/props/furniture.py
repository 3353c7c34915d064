"""Chair, step, wall and door edge."""

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.drawing import Shape
from runstrong_pdf.figures.part import Part, sampled
from runstrong_pdf.figures.path import polygon
from runstrong_pdf.figures.props.solid import box
from runstrong_pdf.figures.props.tables import Chair, DoorAnchor, Step, Wall
from runstrong_pdf.figures.style import LINE
from runstrong_pdf.figures.vectors import (
    WORLD,
    Axes,
    Point,
    Vector,
    add,
    rotate_axes,
    to_world,
)

# The chair, body heights
CHAIR_HALF_WIDTH = 0.120
CHAIR_DEPTH = 0.225
CHAIR_TOP = 0.520
SEAT_THICKNESS = 0.012  # half
LEG_THICKNESS = 0.012  # half
BACKREST = (0.470, 0.045, 0.009)  # height of its middle, half height, half thickness

WALL_MARGIN = 0.16  # how far a wall reaches past what is in front of it
DOOR = (0.060, 1.02)  # how much of a door is shown: width and height
ANCHOR_LOOP = 0.014


class Placing:
    """A thing's own axes on the floor plan: x to its left, z to its front."""

    def __init__(self, at: Point, turn: float) -> None:
        self.origin: Vector = (at[0], 0.0, at[1])
        self.axes: Axes = rotate_axes(WORLD, 1, turn)

    def at(self, x: float, y: float, z: float) -> Vector:
        """Return a point of the thing in the world."""
        return add(self.origin, to_world(self.axes, (x, y, z)))


def chair_parts(camera: Camera, chair: Chair) -> list[Part]:
    """Return legs, seat and back of a kitchen chair."""
    place = Placing(chair.at, chair.turn)
    axes, half_depth, thick = place.axes, CHAIR_DEPTH / 2, LEG_THICKNESS
    parts = []
    front = (chair.seat - 2 * SEAT_THICKNESS) / 2
    back = CHAIR_TOP / 2
    for sign in (1, -1):
        x = sign * (CHAIR_HALF_WIDTH - 0.014)
        size = (thick, front, thick)
        name = f"chair.front_leg{sign}"
        parts.append(box(camera, name, "wood_dark", place.at(x, front, -0.016), size, axes))
        size = (thick, back, thick)
        name, z = f"chair.back_leg{sign}", 0.012 - CHAIR_DEPTH
        parts.append(box(camera, name, "wood_dark", place.at(x, back, z), size, axes))
    centre = place.at(0.0, chair.seat - SEAT_THICKNESS, -half_depth)
    size = (CHAIR_HALF_WIDTH, SEAT_THICKNESS, half_depth)
    seat = box(camera, "chair.seat", "wood", centre, size, axes)
    seat.samples = _slab_samples(camera, place, chair.seat - SEAT_THICKNESS)
    middle, half_height, half_thick = BACKREST
    size = (CHAIR_HALF_WIDTH - 0.02, half_height, half_thick)
    rest = box(camera, "chair.back", "wood", place.at(0.0, middle, 0.012 - CHAIR_DEPTH), size, axes)
    return [*parts, seat, rest]


def _slab_samples(
    camera: Camera, place: Placing, height: float
) -> list[tuple[float, float, float, float]]:
    """Return samples all over a seat, which a row along its longest edge would not cover."""
    grid = [(x, z) for x in (-0.08, 0.0, 0.08) for z in (-0.02, -0.08, -0.14, -0.20)]
    return sampled(camera, [(place.at(x, height, z), 0.028) for x, z in grid])


def chair_footprint(chair: Chair) -> list[Vector]:
    """Return the corners of a chair's shadow on the floor."""
    place = Placing(chair.at, chair.turn)
    corners = ((-0.13, -0.24), (-0.13, 0.0), (0.13, 0.0), (0.13, -0.24))
    return [place.at(x, 0.0, z) for x, z in corners]


def step_parts(camera: Camera, step: Step) -> list[Part]:
    """Return a block to stand on or lean on."""
    place = Placing(step.at, step.turn)
    half = (step.width / 2, step.height / 2, step.depth / 2)
    centre = place.at(0.0, half[1], -half[2])
    block = box(camera, "step.block", "wood", centre, half, place.axes)
    grid = [(x, y, z) for x in (-0.8, 0.0, 0.8) for y in (-0.6, 0.6) for z in (-0.7, 0.7)]
    balls = [
        (place.at(x * half[0], half[1] * (1 + y), half[2] * (z - 1)), min(half) * 0.8)
        for x, y, z in grid
    ]
    block.samples = sampled(camera, balls)
    return [block]


def wall_shapes(
    camera: Camera, wall: Wall, extent: tuple[float, float, float, float]
) -> list[Shape]:
    """Return a wall behind everything: a pale plane with its edge on the floor.

    Args:
        camera: the view.
        wall: where it is.
        extent: least and greatest x, least and greatest z of the figure, body heights.
    """
    x0, x1, z0, z1 = extent
    if wall.x is not None:
        ends = ((wall.x, z0 - WALL_MARGIN), (wall.x, z1 + WALL_MARGIN))
    else:
        z = wall.z if wall.z is not None else z1
        ends = ((x0 - WALL_MARGIN, z), (x1 + WALL_MARGIN, z))
    (ax, az), (bx, bz) = ends
    low = [camera.flat((ax, 0.0, az)), camera.flat((bx, 0.0, bz))]
    high = [camera.flat((bx, wall.height, bz)), camera.flat((ax, wall.height, az))]
    plane = polygon(low + high)
    return [
        Shape("fill", "wall", plane),
        Shape("stroke", "wall_edge", plane, LINE // 2),
        Shape("stroke", "wall_edge", polygon(low), LINE),
    ]


def door_parts(camera: Camera, anchor: DoorAnchor) -> list[Part]:
    """Return the edge of a door and the loop that holds a band."""
    x, y, z = anchor.at
    half = (DOOR[0] / 2, DOOR[1] / 2, 0.009)
    door = box(camera, "door.edge", "wood", (x, half[1], z + half[2]), half)
    loop = box(camera, "door.loop", "steel", (x, y, z - 0.004), (0.010, ANCHOR_LOOP, 0.004))
    return [door, loop]
