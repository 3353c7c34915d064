"""What is wrong with a posed body: limbs out of reach, joints that cannot, flesh in flesh."""

from collections.abc import Iterator
from math import acos, degrees, hypot

from runstrong_pdf.figures.arrows import arrow_points
from runstrong_pdf.figures.body import figure_parts
from runstrong_pdf.figures.collision import collisions
from runstrong_pdf.figures.draw import Scene
from runstrong_pdf.figures.pose import Pose
from runstrong_pdf.figures.proportions import SIDES, THICKNESS
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.vectors import dot

MISS = 0.004  # body heights a hand or foot may miss its target
SUNK = 0.014  # body heights a limb may be pressed into the floor
TRUNK_SUNK = 0.020
ARROW_CLEAR = 1.0  # share of its radius an arrow must keep from the middle of a limb
MOST_FOLD = 154.0  # degrees an elbow or knee can bend
MOST_EXTENSION = -0.62  # cosine between a thigh drawn back and the front of the pelvis


def check(pose: Pose) -> tuple[str, ...]:
    """Return a warning for everything in a pose that a body could not do."""
    scene = Scene(pose)
    warnings: list[str] = []
    for name, body in scene.bodies.items():
        problems = (*_misses(body), *_sunk(body), *_folded(body), *collisions(body))
        warnings += [f"[{name}] {problem}" for problem in problems]
    return (*warnings, *_crossing(scene))


def _misses(body: Skeleton) -> Iterator[str]:
    for limb, miss in body.misses.items():
        if miss > MISS:
            yield f"{limb} misses its target by {miss:.3f} body heights"


def _sunk(body: Skeleton) -> Iterator[str]:
    """Yield joints that lie too deep in the floor."""
    for joint, point in body.joints.items():
        thickness = THICKNESS.get(joint.rpartition(".")[2])
        if thickness is None:
            continue
        depth = thickness - point[1]
        if depth > (SUNK if "." in joint else TRUNK_SUNK):
            yield f"{joint.replace('.', ' ')} is {depth:.3f} body heights below the floor"


def _folded(body: Skeleton) -> Iterator[str]:
    for side in SIDES:
        for joint, upper, lower in (("knee", "thigh", "shin"), ("elbow", "upper_arm", "forearm")):
            cosine = dot(body.bones[f"{side}.{upper}"].axis, body.bones[f"{side}.{lower}"].axis)
            bend = degrees(acos(max(-1.0, min(1.0, cosine))))
            if bend > MOST_FOLD:
                yield f"{side} {joint} is bent {bend:.0f} degrees; a joint bends {MOST_FOLD:.0f}"
        if dot(body.bones[f"{side}.thigh"].axis, body.axes["pelvis"][2]) < MOST_EXTENSION:
            yield f"{side} hip is stretched backwards further than a hip goes"


def _crossing(scene: Scene) -> Iterator[str]:
    """Yield arrows that lie across the body."""
    for number, arrow in enumerate(scene.pose.arrow, 1):
        body, camera = scene.bodies[arrow.on], scene.camera(arrow.on)
        points = arrow_points(camera, arrow, body, scene.postures)
        for part in figure_parts(camera, body, scene.marked, scene.hair):
            if any(
                hypot(x - px, y - py) < radius * ARROW_CLEAR
                for x, y, radius, _ in part.samples
                for px, py in points
            ):
                yield f"[{arrow.on}] arrow {number} crosses the {part.name.replace('.', ' ')}"
