"""What is wrong with a posed body: limbs out of reach, joints that cannot, flesh in flesh."""

from collections.abc import Iterator
from math import acos, degrees

from runstrong_pdf.figures.collision import collisions
from runstrong_pdf.figures.crossing import crossings
from runstrong_pdf.figures.draw import Scene
from runstrong_pdf.figures.pose import Pose
from runstrong_pdf.figures.proportions import SIDES, THICKNESS
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.vectors import dot

MISS = 0.004  # body heights a hand or foot may miss its target
SUNK = 0.014  # body heights a limb may be pressed into the floor
TRUNK_SUNK = 0.020
MOST_FOLD = 154.0  # degrees an elbow or knee can bend
MOST_EXTENSION = -0.62  # cosine between a thigh drawn back and the front of the pelvis


def check(pose: Pose) -> tuple[str, ...]:
    """Return a warning for everything in a pose that a body could not do."""
    scene = Scene(pose)
    warnings: list[str] = []
    for name, body in scene.bodies.items():
        problems = (*_misses(body), *_sunk(body), *_folded(body), *collisions(body))
        warnings += [f"[{name}] {problem}" for problem in problems]
    return (*warnings, *crossings(scene))


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
