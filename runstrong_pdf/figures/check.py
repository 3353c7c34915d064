"""What is wrong with a posed body: limbs out of reach, joints that cannot, flesh in flesh."""

from collections.abc import Iterator
from math import acos, degrees

from runstrong_pdf.errors import Problem, Severity
from runstrong_pdf.figures.collision import collisions
from runstrong_pdf.figures.crossing import crossings
from runstrong_pdf.figures.draw import Scene
from runstrong_pdf.figures.pose import Pose
from runstrong_pdf.figures.proportions import SIDES, THICKNESS
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.vectors import dot

MISS = 0.004  # body heights a hand or foot may miss its target
OUT_OF_REACH = 0.035  # body heights it may not: a mistake, not a trifle
BODY_CM = 170
SUNK = 0.014  # body heights a limb may be pressed into the floor
TRUNK_SUNK = 0.020
MOST_FOLD = 154.0  # degrees an elbow or knee can bend
MOST_EXTENSION = -0.62  # cosine between a thigh drawn back and the front of the pelvis


def check(pose: Pose) -> tuple[Problem, ...]:
    """Return a problem for everything in a pose that a body could not do; it is drawn all the same.

    A hand or foot that does not reach what it is to reach is an error, all else a warning.
    """
    scene = Scene(pose)
    found: list[Problem] = []
    for name, body in scene.bodies.items():
        found += [_problem(f"[{name}] {text}", "error") for text in _out_of_reach(body)]
        odd = (*_misses(body), *_sunk(body), *_folded(body), *collisions(body))
        found += [_problem(f"[{name}] {text}") for text in odd]
    return (*found, *map(_problem, crossings(scene)))


def _problem(text: str, severity: Severity = "warning") -> Problem:
    return Problem("", text, severity=severity)


def _out_of_reach(body: Skeleton) -> Iterator[str]:
    for limb, miss in body.misses.items():
        if miss > OUT_OF_REACH:
            short = f"{miss:.2f} body heights ({miss * BODY_CM:.0f} cm) are missing"
            yield f"{limb} cannot reach its target: {short}"


def _misses(body: Skeleton) -> Iterator[str]:
    for limb, miss in body.misses.items():
        if MISS < miss <= OUT_OF_REACH:
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
