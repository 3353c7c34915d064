"""What stands on the floor, and the floor: solid things with flat faces, mat, wall and shadow.

Light comes from the upper left of the paper.
"""

from collections.abc import Sequence
from math import fsum

from runstrong_pdf.figures.drawing import LINE, Shape
from runstrong_pdf.figures.outline import Blob, convex, hull, support
from runstrong_pdf.figures.part import FINE, Part, sampled
from runstrong_pdf.figures.path import ellipse, polygon
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.props import Chair, DoorAnchor, Mat, Prop, Step, Wall
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.values import ARM
from runstrong_pdf.figures.vectors import (
    WORLD,
    Axes,
    Camera,
    Point,
    Vector,
    add,
    cross,
    dot,
    place,
    rotate_axes,
    scale,
    subtract,
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

# x from, x to, z from, z to: the floor plan of everything low, in body heights.
Extent = tuple[float, float, float, float]


def solid(camera: Camera, role: str, faces: Sequence[Sequence[Vector]]) -> tuple[Shape, ...]:
    """Return the shapes of a convex solid: corners of each face, anticlockwise from outside."""
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
        return place(centre, axes, (x * half[0], y * half[1], z * half[2]))

    faces = [[corner(signs) for signs in face] for face in BOX_FACES]
    longest = half.index(max(half))
    reach = scale(axes[longest], half[longest])
    radius = max(sorted(half)[1], 0.012)
    steps = [-1 + 2 * i / (BOX_SAMPLES - 1) for i in range(BOX_SAMPLES)]
    balls = [(add(centre, scale(reach, step)), radius) for step in steps]
    return Part(name, sampled(camera, balls), shapes=solid(camera, role, faces))


# The chair, body heights
CHAIR_HALF_WIDTH = 0.120
CHAIR_DEPTH = 0.225
CHAIR_TOP = 0.520
SEAT_THICKNESS = 0.012  # half
LEG = 0.012  # half its thickness
BACKREST = (0.470, 0.045, 0.009)  # height of its middle, half height, half thickness
CHAIR_SHADOW = ((-0.13, -0.24), (-0.13, 0.0), (0.13, 0.0), (0.13, -0.24))  # x, z of its corners

WALL_MARGIN = 0.20  # how far a wall reaches past what is in front of it
DOOR = (0.17, 0.51, 0.009)  # half sizes of a door
DOOR_BESIDE = 0.03  # how much of it is on the other side of the loop
DOOR_HANDLE = (0.030, 0.007, 0.028)  # half sizes: like the loop it is on both sides of the door
HANDLE_HEIGHT = 0.56
ANCHOR_LOOP = (0.016, 0.024, 0.016)  # half sizes
ON_DOOR = 0.08  # how much nearer than it is what is on a door counts


def _standing(at: Point, turn: float) -> tuple[Vector, Axes]:
    """Return where a thing stands on the floor, and its axes: x to its left, z to its front."""
    return (at[0], 0.0, at[1]), rotate_axes(WORLD, 1, turn)


def _chair_parts(camera: Camera, chair: Chair) -> list[Part]:
    """Return legs, seat and back of a kitchen chair."""
    origin, axes = _standing(chair.at, chair.turn)
    aside, behind, half_depth = CHAIR_HALF_WIDTH - 0.014, 0.012 - CHAIR_DEPTH, CHAIR_DEPTH / 2
    legs = (("front", chair.seat / 2 - SEAT_THICKNESS, -0.016), ("back", CHAIR_TOP / 2, behind))
    middle, high, thick = BACKREST
    boxes = [
        (f"{end}_leg{sign}", "wood_dark", (sign * aside, half, z), (LEG, half, LEG))
        for sign in (1, -1)
        for end, half, z in legs
    ]
    level = chair.seat - SEAT_THICKNESS
    boxes += [
        ("seat", "wood", (0.0, level, -half_depth), (CHAIR_HALF_WIDTH, SEAT_THICKNESS, half_depth)),
        ("back", "wood", (0.0, middle, behind), (CHAIR_HALF_WIDTH - 0.02, high, thick)),
    ]
    parts = [
        box(camera, f"chair.{name}", role, place(origin, axes, at), half, axes)
        for name, role, at, half in boxes
    ]
    # A row along the longest edge of the seat would not cover it.
    grid = [(x, level, z) for x in (-0.08, 0.0, 0.08) for z in (-0.02, -0.08, -0.14, -0.20)]
    parts[-2].samples = sampled(camera, [(place(origin, axes, spot), 0.028) for spot in grid])
    return parts


def _step_parts(camera: Camera, step: Step) -> list[Part]:
    """Return a block to stand on or lean on."""
    origin, axes = _standing(step.at, step.turn)
    half = (step.width / 2, step.height / 2, step.depth / 2)
    block = box(
        camera, "step.block", "wood", place(origin, axes, (0.0, half[1], -half[2])), half, axes
    )
    grid = [(x, y, z) for x in (-0.8, 0.0, 0.8) for y in (-0.6, 0.6) for z in (-0.7, 0.7)]
    spots = ((x * half[0], half[1] * (1 + y), half[2] * (z - 1)) for x, y, z in grid)
    radius = min(half) * 0.8
    block.samples = sampled(camera, [(place(origin, axes, spot), radius) for spot in spots])
    return [block]


def wall_shapes(camera: Camera, wall: Wall, extent: Extent) -> list[Shape]:
    """Return a wall behind the figure in all frames: a pale plane with its edge on the floor."""
    x0, x1, _, z1 = extent
    ends, z = (x0 - WALL_MARGIN, x1 + WALL_MARGIN), z1 if wall.z is None else wall.z
    low = [camera.flat((x, 0.0, z)) for x in ends]
    high = [camera.flat((x, wall.height, z)) for x in ends[::-1]]
    plane = polygon(low + high)
    return [
        Shape("fill", "wall", plane),
        Shape("stroke", "wall_edge", plane, LINE // 2),
        Shape("stroke", "wall_edge", polygon(low), LINE),
    ]


def _door_parts(camera: Camera, anchor: DoorAnchor) -> list[Part]:
    """Return a door, its handle, and the loop near its edge that holds a band."""
    x, y, z = anchor.at
    width, height, thick = DOOR
    z += thick
    door = box(camera, "door.leaf", "wood", (x + width - DOOR_BESIDE, height, z), DOOR)
    loop = box(camera, "door.loop", "steel", (x, y, z), ANCHOR_LOOP)
    handle = box(camera, "door.handle", "steel", (x + 0.01, HANDLE_HEIGHT, z), DOOR_HANDLE)
    loop.bias = handle.bias = ON_DOOR
    return [door, handle, loop]


def furniture_parts(camera: Camera, thing: Chair | Step | DoorAnchor) -> list[Part]:
    """Return the parts of what stands on the floor."""
    match thing:
        case Chair():
            return _chair_parts(camera, thing)
        case Step():
            return _step_parts(camera, thing)
        case DoorAnchor():
            return _door_parts(camera, thing)


LOW = 0.30  # joints below this height count for the mat
MAT_MARGIN = 0.08
MAT_HALF_WIDTH = 0.20
BESIDE_MAT = 0.22  # from its middle, arms spread wider lie beside it
MAT_THICKNESS = 0.010
SHADOW_HEIGHT = (0.42, 0.26)  # higher ones cast no shadow: of the trunk, of limbs
SHADOW_DIRECTIONS = 6
LIFTED = 0.08  # a foot whose ball is higher stands on nothing
# Chains of (joint, radius) that cast a shadow.
TRUNK_CHAIN = (("pelvis", 0.072), ("chest", 0.072)), (("chest", 0.070), ("head", 0.040))
LIMB_CHAINS = (
    (("hip", 0.050), ("knee", 0.036)),
    (("knee", 0.034), ("ankle", 0.022), ("toe", 0.020)),
    (("shoulder", 0.032), ("elbow", 0.023)),
    (("elbow", 0.022), ("wrist", 0.017), ("fingertips", 0.016)),
)


def extent_of(bodies: Sequence[Skeleton]) -> Extent:
    """Return the floor plan of everything low in all frames, or of everything if nothing is low.

    Of a body that lies forward, arms spread wide do not count.
    """
    points = [item for body in bodies for item in body.joints.items()]
    low = [item for item in points if item[1][1] < LOW] or points
    xs, zs = [p[0] for _, p in low], [p[2] for _, p in low]
    rest = [p[0] for name, p in low if name.rpartition(".")[2] not in ARM]
    x0, x1 = min(xs), max(xs)
    if rest and low is not points and max(rest) - min(rest) < 2 * BESIDE_MAT:
        x0, x1 = max(x0, -BESIDE_MAT), min(x1, BESIDE_MAT)
    return x0, x1, min(zs), max(zs)


def room_of(bodies: Sequence[Skeleton]) -> Extent:
    """Return the floor plan of everything in all frames."""
    xs, _, zs = zip(*(point for body in bodies for point in body.joints.values()), strict=True)
    return min(xs), max(xs), min(zs), max(zs)


def ground_shapes(
    camera: Camera, body: Skeleton, props: Sequence[Prop], extent: Extent
) -> list[Shape]:
    """Return mat and shadows."""
    on_mat = any(isinstance(prop, Mat) for prop in props)
    shapes = _mat(camera, extent) if on_mat else []
    on_feet = not on_mat and min(body.joints[f"{side}.ball"][1] for side in SIDES) < LIFTED
    role = "shadow_mat" if on_mat else "shadow"
    shadow = "".join(_limb_shadows(camera, body)) if on_mat else ""
    for prop in props:
        if isinstance(prop, Chair):
            origin, axes = _standing(prop.at, prop.turn)
            corners = [place(origin, axes, (x, 0.0, z)) for x, z in CHAIR_SHADOW]
            shadow += polygon([camera.flat(corner) for corner in corners])
    if shadow:
        shapes.append(Shape("fill", role, shadow))
    if on_feet:
        oval = _foot_shadow(camera, body)
        shapes += [Shape("fill", role, oval), Shape("fine", "shadow_edge", oval, FINE)]
    return shapes


def _mat(camera: Camera, extent: Extent) -> list[Shape]:
    x0, x1, z0, z1 = extent
    middle = (x0 + x1) / 2
    half = max(MAT_HALF_WIDTH, (x1 - x0) / 2 + 0.04)
    left, right = middle - half, middle + half
    near, far = z0 - MAT_MARGIN, z1 + MAT_MARGIN
    corners = [(left, near), (right, near), (right, far), (left, far)]
    top = [camera.flat((x, 0.0, z)) for x, z in corners]
    low = [camera.flat((x, -MAT_THICKNESS, z)) for x, z in corners]
    edge, face = polygon(convex(top + low)), polygon(top)
    return [
        Shape("fill", "mat_edge", edge),
        Shape("fill", "mat", face),
        Shape("fine", "ink", edge, LINE),
    ]


def _limb_shadows(camera: Camera, body: Skeleton) -> list[str]:
    paths = []
    for number, chain in enumerate(_chains(body)):
        highest = SHADOW_HEIGHT[number >= len(TRUNK_CHAIN)]
        if fsum(point[1] for point, _ in chain) / len(chain) > highest:
            continue
        flat: list[Blob] = [
            ((x, 0.0, z), ((r, 0.0, 0.0), (0.0, 0.0, r), (0.0, 0.0, 0.0))) for (x, _, z), r in chain
        ]
        paths.append(polygon(hull(support(camera, flat, SHADOW_DIRECTIONS))))
    return paths


def _chains(body: Skeleton) -> list[list[tuple[Vector, float]]]:
    joints = body.joints
    chains = [[(joints[name], r) for name, r in chain] for chain in TRUNK_CHAIN]
    for side in SIDES:
        chains += [[(joints[f"{side}.{name}"], r) for name, r in chain] for chain in LIMB_CHAINS]
    return chains


def _foot_shadow(camera: Camera, body: Skeleton) -> str:
    low = [f"{side}." for side in SIDES if body.joints[f"{side}.ball"][1] < LIFTED]
    feet = [body.joints[side + name] for side in low for name in ("heel", "toe")]
    points = [camera.flat((x, 0.0, z)) for x, _, z in feet]
    xs = [x for x, _ in points]
    height = fsum(y for _, y in points) / len(points)
    half = (max(xs) - min(xs)) / 2 + 0.07
    return ellipse(((max(xs) + min(xs)) / 2, height), (half, 0.0), (0.0, 0.024))
