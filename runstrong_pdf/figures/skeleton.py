"""From a posture to joints in space: trunk and head, and how two bones reach for a target."""

from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures.posture import HeadPose, Posture, SpinePose
from runstrong_pdf.figures.proportions import (
    NECK,
    SHOULDER_HALF,
    SHOULDER_LEVEL,
    SPINE,
    SPINE_STEPS,
)
from runstrong_pdf.figures.vectors import (
    UP,
    WORLD,
    ZERO,
    Axes,
    Vector,
    add,
    along,
    between,
    length,
    place,
    rotate_axes,
    scale,
    square_to,
    subtract,
    unit,
)

# The neck follows this share of what the head does, and leans forward by nature.
NECK_SHARE = 0.5
NECK_LEAN = 6.0  # degrees
NECK_BACK = 0.004
SHOULDER_BACKSET = 0.004
CHEST_LEVEL = 0.72


@dataclass(frozen=True, slots=True)
class Bone:
    """A limb segment: its two joints, and the directions along it, to its front and outwards."""

    start: Vector
    end: Vector
    axis: Vector
    front: Vector
    out: Vector


@dataclass(frozen=True, slots=True)
class Hand:
    """How a hand is held: shape, direction of the fingers, direction the palm faces."""

    shape: str
    fingers: Vector
    palm: Vector


@dataclass(frozen=True, slots=True)
class Foot:
    """How a foot is held: directions from heel to ball, up from the sole, and of the toes."""

    forward: Vector
    up: Vector
    toes: Vector


@dataclass(slots=True)
class Skeleton:
    """A posed body. Filled joint by joint while it is solved, only read afterwards."""

    spine: list[tuple[Vector, Axes]]
    belly: float = 0.0
    joints: dict[str, Vector] = field(default_factory=dict)
    axes: dict[str, Axes] = field(default_factory=dict)
    bones: dict[str, Bone] = field(default_factory=dict)
    hands: dict[str, Hand] = field(default_factory=dict)
    feet: dict[str, Foot] = field(default_factory=dict)
    misses: dict[str, float] = field(default_factory=dict)


def trunk_of(posture: Posture) -> Skeleton:
    """Solve pelvis, spine, neck and head; the limbs are added by `arm` and `leg`."""
    pelvis = posture.pelvis
    axes = rotate_axes(WORLD, 1, pelvis.turn)
    axes = rotate_axes(axes, 2, pelvis.roll)
    axes = rotate_axes(axes, 0, pelvis.pitch)
    spine = _spine(pelvis.at, axes, posture.spine)
    top, chest = spine[-1]
    body = Skeleton(spine, posture.spine.belly)
    body.joints["pelvis"], body.axes["pelvis"] = pelvis.at, axes
    body.joints["chest"], body.axes["chest"] = spine[int(SPINE_STEPS * CHEST_LEVEL)][0], chest
    body.joints["neck"] = along(top, chest[2], -NECK_BACK)
    body.axes["neck"] = _turned(chest, posture.head, NECK_SHARE, NECK_LEAN)
    body.axes["head"] = _turned(chest, posture.head, 1.0, 0.0)
    body.joints["head"] = along(body.joints["neck"], body.axes["neck"][1], NECK)
    return body


def _spine(foot: Vector, pelvis: Axes, pose: SpinePose) -> list[tuple[Vector, Axes]]:
    """Return points and axes from hips to neck in equal steps."""

    def axes_at(s: float) -> Axes:
        low, high = 0.02 + 0.36 * pose.upper, 0.62 + 0.38 * pose.upper
        share = smoothstep((s - low) / (high - low))
        axes = rotate_axes(pelvis, 1, pose.twist * share)
        axes = rotate_axes(axes, 2, pose.side * share)
        return rotate_axes(axes, 0, pose.bend * share)

    line = [(foot, pelvis)]
    for i in range(1, SPINE_STEPS + 1):
        middle = axes_at((i - 0.5) / SPINE_STEPS)
        point = along(line[-1][0], middle[1], SPINE / SPINE_STEPS)
        line.append((point, axes_at(i / SPINE_STEPS)))
    return line


def _turned(chest: Axes, pose: HeadPose, share: float, lean: float) -> Axes:
    axes = rotate_axes(chest, 1, pose.turn * share)
    axes = rotate_axes(axes, 2, -pose.tilt * share)
    return rotate_axes(axes, 0, pose.nod * share + lean)


def smoothstep(t: float) -> float:
    """Return 0 below 0, 1 above 1, and an S-curve between."""
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)


def shoulder(body: Skeleton, sign: float, shift: Vector = ZERO) -> Vector:
    """Return a shoulder joint; `shift` is how far the girdle has moved it, [out, up, front]."""
    step = SPINE_STEPS * SHOULDER_LEVEL
    below, above = body.spine[int(step)][0], body.spine[int(step) + 1][0]
    out, up, front = shift
    offset = (sign * (SHOULDER_HALF + out), up, front - SHOULDER_BACKSET)
    return place(between(below, above, step % 1), body.axes["chest"], offset)


def reference(body: Skeleton, name: str, sign: float) -> tuple[Vector, Axes]:
    """Return the origin and the axes that a pose file means by `from`."""
    match name:
        case "floor":
            return ZERO, WORLD
        case "shoulder":
            return shoulder(body, sign), WORLD
        case "chest" | "head" | "pelvis":
            return body.joints[name], body.axes[name]
        case "neck":
            return body.joints[name], body.axes["chest"]
        case _ if name in body.joints:
            return body.joints[name], WORLD
        case _:
            raise TemplateError(
                f"from: {name} is not placed yet: legs are placed first, then the arms, an arm "
                "that reaches for the other one last"
            )


def target_of(body: Skeleton, at: Vector, origin: str, sign: float) -> Vector:
    """Return the point a pose file means by `at` (mirrored for the right limb) and `from`."""
    start, axes = reference(body, origin, sign)
    return place(start, axes, (at[0] * sign, at[1], at[2]))


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
    """Bend a limb so that its end is at the target, or as near as its two bones allow.

    Its elbow or knee points in the direction of the `hint`.
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
