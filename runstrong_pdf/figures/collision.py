"""Flesh in flesh: hands and forearms that a pose has pushed into the trunk or the head."""

from collections.abc import Iterator
from math import fsum, sqrt

from runstrong_pdf.figures.body.trunk_form import TrunkForm
from runstrong_pdf.figures.profiles import TRUNK, measures
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.vectors import Vector, along, between, dot, subtract, to_local

# Places on the trunk that are compared, 0 = hips, 1 = neck.
PLACES = tuple(i / 24 for i in range(-3, 25))
HEAD_MIDDLE = 0.048  # above the head joint
HEAD_HALF = (0.047, 0.064, 0.060)
HAND_RADIUS = 0.011
FOREARM_RADIUS = 0.018
FOREARM_FROM = 0.45  # the share of the forearm nearest the elbow may touch the ribs
GIVE = 0.014  # how far flesh gives way, body heights


def collisions(body: Skeleton) -> Iterator[str]:
    """Yield every hand or forearm that is deeper in the body than flesh gives way."""
    trunk = TrunkForm(body)
    for side in SIDES:
        for limb, points, radius in _limb_points(body, side):
            for what, depth in (("trunk", _in_trunk), ("head", _in_head)):
                sunk = max(depth(trunk, point) for point in points) + radius
                if sunk > GIVE:
                    yield f"{side} {limb} is {sunk:.3f} body heights inside the {what}"


def _limb_points(body: Skeleton, side: str) -> Iterator[tuple[str, list[Vector], float]]:
    joints = body.joints
    wrist, elbow, tips = (joints[f"{side}.{name}"] for name in ("wrist", "elbow", "fingertips"))
    yield "hand", [between(wrist, tips, t) for t in (0.0, 0.4, 0.8)], HAND_RADIUS
    shares = (FOREARM_FROM, 0.65, 0.85)
    yield "forearm", [between(elbow, wrist, t) for t in shares], FOREARM_RADIUS


def _in_trunk(trunk: TrunkForm, point: Vector) -> float:
    """Return how deep a point is in the trunk; below 0 outside."""
    return max(_in_slice(trunk, place, point) for place in PLACES)


def _in_slice(trunk: TrunkForm, place: float, point: Vector) -> float:
    """Return how deep a point is in the ring at a place, if it is level with it."""
    centre, axes = trunk.axes_at(place)
    width, depth, front, _ = measures(TRUNK, place)
    x, y, z = to_local(axes, subtract(point, along(centre, axes[2], front)))
    if abs(y) > 0.012:
        return -1.0
    share = sqrt((x / width) ** 2 + (z / depth) ** 2)
    reach = sqrt(x * x + z * z)
    return (1 - share) * (reach / share if share > 1e-6 else depth)


def _in_head(trunk: TrunkForm, point: Vector) -> float:
    """Return how deep a point is in the head; below 0 outside."""
    body = trunk.body
    axes = body.axes["head"]
    middle = along(body.joints["head"], axes[1], HEAD_MIDDLE)
    offset = subtract(point, middle)
    local = to_local(axes, offset)
    share = sqrt(fsum((v / half) ** 2 for v, half in zip(local, HEAD_HALF, strict=True)))
    reach = sqrt(dot(offset, offset))
    return (1 - share) * (reach / share if share > 1e-6 else min(HEAD_HALF))
