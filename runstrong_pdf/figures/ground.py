"""What the figure stands or lies on: a mat, and a flat shadow."""

from collections.abc import Sequence
from math import fsum

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.drawing import Shape
from runstrong_pdf.figures.outline import Blob, convex, hull, support
from runstrong_pdf.figures.path import ellipse, polygon
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.props.furniture import chair_footprint
from runstrong_pdf.figures.props.tables import Chair, Mat, Prop
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.style import FINE, LINE
from runstrong_pdf.figures.vectors import Vector

# x from, x to, z from, z to: the floor plan of everything low, in body heights.
Extent = tuple[float, float, float, float]

LOW = 0.30  # joints below this height count for the mat
MAT_MARGIN = 0.06
MAT_HALF_WIDTH = 0.17
MAT_THICKNESS = 0.010
SHADOW_HEIGHT = (0.34, 0.42)  # higher limbs cast no shadow; when standing, when low
LIFTED_ARM = 0.16
SHADOW_DIRECTIONS = 6
# Chains of (joint, radius) that cast a shadow.
TRUNK_CHAIN = (("pelvis", 0.072), ("chest", 0.072)), (("chest", 0.070), ("head", 0.040))
LIMB_CHAINS = (
    (("hip", 0.050), ("knee", 0.036)),
    (("knee", 0.034), ("ankle", 0.022), ("toe", 0.020)),
    (("shoulder", 0.032), ("elbow", 0.023)),
    (("elbow", 0.022), ("wrist", 0.017), ("fingertips", 0.016)),
)
ARM_CHAINS = ("shoulder", "elbow")


def extent_of(bodies: Sequence[Skeleton]) -> Extent:
    """Return the floor plan of everything low in all frames, or of everything if nothing is low."""
    points = [joint for body in bodies for joint in body.joints.values()]
    low = [p for p in points if p[1] < LOW] or points
    xs, zs = [p[0] for p in low], [p[2] for p in low]
    return min(xs), max(xs), min(zs), max(zs)


def ground_shapes(
    camera: Camera, body: Skeleton, props: Sequence[Prop], extent: Extent
) -> list[Shape]:
    """Return mat and shadows."""
    on_mat = any(isinstance(prop, Mat) for prop in props)
    shapes = _mat(camera, extent) if on_mat else []
    role = "shadow_mat" if on_mat else "shadow"
    shadow = "".join(_limb_shadows(camera, body))
    for prop in props:
        if isinstance(prop, Chair):
            shadow += polygon([camera.flat(corner) for corner in chair_footprint(prop)])
    if shadow:
        shapes.append(Shape("fill", role, shadow))
    if not on_mat and min(body.joints[f"{side}.ball"][1] for side in SIDES) < 0.05:
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
        Shape("fine", "ink", face, FINE),
    ]


def _limb_shadows(camera: Camera, body: Skeleton) -> list[str]:
    joints = body.joints
    highest = SHADOW_HEIGHT[joints["pelvis"][1] < 0.42]
    paths = []
    for chain in _chains(body):
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
        lifted = all(joints[f"{side}.{n}"][1] > LIFTED_ARM for n in ("fingertips", "elbow"))
        chains += [
            [(joints[f"{side}.{name}"], r) for name, r in chain]
            for chain in LIMB_CHAINS
            if not (lifted and chain[0][0] in ARM_CHAINS)
        ]
    return chains


def _foot_shadow(camera: Camera, body: Skeleton) -> str:
    points = []
    for side in SIDES:
        for name in ("heel", "toe"):
            x, _, z = body.joints[f"{side}.{name}"]
            points.append(camera.flat((x, 0.0, z)))
    xs = [x for x, _ in points]
    height = fsum(y for _, y in points) / 4
    half = (max(xs) - min(xs)) / 2 + 0.07
    return ellipse(((max(xs) + min(xs)) / 2, height), (half, 0.0), (0.0, 0.024))
