"""From a posture to joints in space: trunk and head, then legs and arms.

Bones have exact lengths; a limb is placed by angles, or reaches for a target with two bones.
"""

from dataclasses import dataclass, field
from math import cos, radians, sin, sqrt
from typing import NamedTuple

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures.posture import AZIMUTHS, ArmPose, HeadPose, LegPose, Posture, SpinePose
from runstrong_pdf.figures.proportions import (
    ANKLE_HEIGHT,
    BALL,
    FOREARM,
    GRIP,
    HAND,
    HEEL,
    HIP_HALF,
    INSTEP,
    NECK,
    PALM,
    PALM_THICKNESS,
    SHIN,
    SHOULDER_HALF,
    SHOULDER_LEVEL,
    SIDES,
    SPINE,
    SPINE_STEPS,
    THIGH,
    TOE,
    UPPER_ARM,
)
from runstrong_pdf.figures.values import Direction, resolve
from runstrong_pdf.figures.vectors import (
    UP,
    WORLD,
    ZERO,
    Axes,
    Vector,
    add,
    along,
    between,
    cross,
    length,
    place,
    rotate_axes,
    scale,
    square_to,
    subtract,
    to_local,
    to_world,
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


class Limb(NamedTuple):
    """A kind of limb."""

    joints: tuple[str, str, str]
    bones: tuple[str, str]
    lengths: tuple[float, float]
    straight: float  # sine of the bend below which it counts as straight
    folds: int  # 1 where the lower bone folds to the front of the upper one, -1 where to its back


LEG = Limb(("hip", "knee", "ankle"), ("thigh", "shin"), (THIGH, SHIN), 0.06, -1)
ARM = Limb(("shoulder", "elbow", "wrist"), ("upper_arm", "forearm"), (UPPER_ARM, FOREARM), 0.08, 1)
SOLE = 0.012  # from the sole's surface to the points that stand for it
HEEL_REST = 0.046  # height of the ankle above a heel that rests on the floor
POINTED = 18.0  # degrees between shin and a pointed foot
AT_REST = 88.0  # degrees between shin and a foot held freely
TOES_FLAT: Vector = (0.0, -0.05, 1.0)


def solve_leg(body: Skeleton, pose: LegPose, side: str) -> None:
    """Add one leg to the skeleton."""
    sign, pelvis = SIDES[side], body.axes["pelvis"]
    hip = place(body.joints["pelvis"], pelvis, (sign * HIP_HALF, 0.0, 0.0))
    hint = resolve(pose.knee or "front", sign, pelvis)
    foot = None
    if pose.at is None:
        knee, ankle = _by_angles(pose, sign, hip, pelvis, LEG, "feet-back")
    else:
        ankle, foot = _planted(pose, target_of(body, pose.at, pose.origin, sign), sign)
        if pose.knee is None and pose.foot == "flat" and foot is not None:
            hint = foot.toes  # knees track over the toes
        reached = _reached(body, pose, sign, hip, ankle, hint)
        knee, ankle, body.misses[f"{side} foot"] = reached
    _name_bones(body, side, LEG, (hip, knee, ankle), hint, pelvis[2])
    shin = body.bones[f"{side}.shin"]
    _name_foot(body, side, ankle, foot or _hanging(pose, shin))


def _by_angles(
    pose: ArmPose | LegPose, sign: int, start: Vector, axes: Axes, limb: Limb, *folds: Direction
) -> tuple[Vector, Vector]:
    """Return knee and ankle, or elbow and wrist; it folds the first way that is not along it."""
    toward = AZIMUTHS[pose.toward] if isinstance(pose.toward, str) else pose.toward
    raised, bend = radians(pose.raised if pose.raised is not None else 0.0), radians(pose.bend)
    out = sign * sin(raised) * sin(radians(toward))
    upper = to_world(axes, (out, -cos(raised), sin(raised) * cos(radians(toward))))
    ways = (square_to(resolve(fold, sign, axes), upper) for fold in folds)
    fold = next((way for way in ways if way != ZERO), ZERO)
    middle = along(start, upper, limb.lengths[0])
    lower = add(scale(upper, cos(bend)), scale(fold, sin(bend)))
    return middle, along(middle, lower, limb.lengths[1])


def _planted(pose: LegPose, target: Vector, sign: int) -> tuple[Vector, Foot | None]:
    """Return the ankle of a foot on `target`, and the foot if that says how it is held."""
    out = radians(pose.toe_out)
    ahead = (sign * sin(out), 0.0, -cos(out) if pose.turn_foot else cos(out))
    match pose.foot:
        case "flat":
            return along(target, UP, ANKLE_HEIGHT), Foot(ahead, UP, ahead)
        case "toes":
            tip = radians(pose.heel)
            forward, up = (0.0, -sin(tip), -cos(tip)), (0.0, -cos(tip), sin(tip))
            ankle = along(along(target, UP, SOLE), forward, -BALL)
            return along(ankle, up, ANKLE_HEIGHT - 0.030), Foot(forward, up, TOES_FLAT)
        case "heel":
            tip = radians(pose.toe_up)
            forward = (ahead[0] * cos(tip), sin(tip), ahead[2] * cos(tip))
            up = (-ahead[0] * sin(tip), cos(tip), -ahead[2] * sin(tip))
            return along(target, UP, HEEL_REST), Foot(forward, up, forward)
        case _:
            return target, None


def _reached(
    body: Skeleton, pose: LegPose, sign: int, hip: Vector, ankle: Vector, hint: Vector
) -> Reach:
    """Aim the knee first if the pose says where it is; otherwise bend the leg to its target."""
    if pose.knee_at is None:
        return reach(hip, ankle, THIGH, SHIN, hint)
    aim = target_of(body, pose.knee_at, "floor", sign)
    knee = along(hip, unit(subtract(aim, hip)), THIGH)
    return Reach(knee, along(knee, unit(subtract(ankle, knee)), SHIN), 0.0)


def _name_bones(
    body: Skeleton, side: str, limb: Limb, joints: tuple[Vector, Vector, Vector], *hints: Vector
) -> None:
    """Add the joints and the two bones of a limb.

    The front of a straight one is at the first of the `hints` that is not along it.
    """
    start, middle, end = joints
    upper, lower = unit(subtract(middle, start)), unit(subtract(end, middle))
    if length(cross(upper, lower)) > limb.straight:
        front = square_to(scale(lower, limb.folds), upper)
        fold = square_to(scale(upper, -limb.folds), lower)
    else:
        ways = (square_to(hint, upper) for hint in hints)
        front = next((way for way in ways if way != ZERO), ZERO)
        fold = square_to(front, lower)
    sign = -SIDES[side]
    for name, joint in zip(limb.joints, joints, strict=True):
        body.joints[f"{side}.{name}"] = joint
    first, second = (f"{side}.{bone}" for bone in limb.bones)
    body.bones[first] = Bone(start, middle, upper, front, scale(cross(upper, front), sign))
    body.bones[second] = Bone(middle, end, lower, fold, scale(cross(lower, fold), sign))


def _hanging(pose: LegPose, shin: Bone) -> Foot:
    """Return a foot that nothing holds: at an angle to the shin."""
    pointed = pose.foot == "point"
    angle = radians(pose.point if pose.point is not None else POINTED if pointed else AT_REST)
    forward = add(scale(shin.axis, cos(angle)), scale(shin.front, sin(angle)))
    up = square_to(shin.front if pointed else scale(shin.axis, -1), forward)
    return Foot(forward, up, forward)


def _name_foot(body: Skeleton, side: str, ankle: Vector, foot: Foot) -> None:
    def at(ahead: float, down: float) -> Vector:
        return along(along(ankle, foot.forward, ahead), foot.up, -down)

    names = body.joints
    names[f"{side}.ball"] = at(BALL, ANKLE_HEIGHT - SOLE)
    names[f"{side}.toe"] = along(names[f"{side}.ball"], unit(foot.toes), TOE - BALL)
    names[f"{side}.heel"] = at(-HEEL, ANKLE_HEIGHT - SOLE)
    names[f"{side}.instep"] = at(INSTEP, ANKLE_HEIGHT)
    body.feet[side] = foot


# How far joints move the shoulder girdle: up and in when the arm rises, forward and back with it.
SHOULDER_RISE = 0.040
SHOULDER_IN = 0.022
SHOULDER_FORWARD = 0.020
SHOULDER_BACK = 0.022
ELBOW_HINT = "back-down-slightly out"
# The shoulder moves with the arm and the arm with the shoulder: three rounds settle it.
GIRDLE_ROUNDS = 3
FIST_REACH = 0.05


def solve_arm(body: Skeleton, pose: ArmPose, side: str) -> None:
    """Add one arm to the skeleton."""
    sign, chest = SIDES[side], body.axes["chest"]
    shift = ZERO
    start = elbow = wrist = ZERO
    miss = 0.0
    for _ in range(GIRDLE_ROUNDS):
        start = shoulder(body, sign, shift)
        elbow, wrist, miss = _placed_arm(body, pose, sign, start)
        shift = _girdle(to_local(chest, unit(subtract(elbow, start))), pose)
    body.misses[f"{side} hand"] = miss
    if pose.at is not None:
        behind = resolve(pose.elbow or ELBOW_HINT, sign, chest)
    else:
        behind = scale(resolve(pose.forearm, sign, chest), -1)
    _name_bones(body, side, ARM, (start, elbow, wrist), scale(behind, -1), (0.1, 0.3, 0.95))
    _name_hand(body, pose, side)


def _placed_arm(
    body: Skeleton, pose: ArmPose, sign: int, start: Vector
) -> tuple[Vector, Vector, float]:
    """Return elbow, wrist and how far the hand misses its target."""
    chest = body.axes["chest"]
    if pose.at is None:
        folds = (pose.forearm, "front-slightly in")
        return (*_by_angles(pose, sign, start, chest, ARM, *folds), 0.0)
    target = target_of(body, pose.at, pose.origin, sign)
    hint = resolve(pose.elbow or ELBOW_HINT, sign, chest)
    if pose.hand == "flat":
        fingers = resolve(pose.fingers or "forward", sign, WORLD)
        wrist = along(along(target, fingers, -PALM), UP, PALM_THICKNESS)
        return reach(start, wrist, UPPER_ARM, FOREARM, hint)
    if pose.fingers is not None or pose.hand == "catch":
        fingers = resolve(pose.fingers or "in", sign, chest)
        return reach(start, along(target, fingers, -PALM), UPPER_ARM, FOREARM, hint)
    # The hand continues the forearm, so the two reach as one bone.
    elbow, palm, miss = reach(start, target, UPPER_ARM, FOREARM + PALM, hint)
    return elbow, along(elbow, unit(subtract(palm, elbow)), FOREARM), miss


def _girdle(upper: Vector, pose: ArmPose) -> Vector:
    """Return how far an upper arm (in chest axes) moves its shoulder: [out, up, front]."""
    _, rise, ahead = upper
    lifted = smoothstep((rise + 0.35) / 1.35)
    extra = pose.shoulder
    front = SHOULDER_FORWARD * max(0.0, ahead) - SHOULDER_BACK * max(0.0, -ahead)
    return (
        -SHOULDER_IN * lifted + extra.out,
        SHOULDER_RISE * lifted + extra.up,
        front + extra.front,
    )


def _name_hand(body: Skeleton, pose: ArmPose, side: str) -> None:
    wrist, names = body.joints[f"{side}.wrist"], body.joints
    lower, out = body.bones[f"{side}.forearm"].axis, body.bones[f"{side}.upper_arm"].out
    hand = _hand(pose, SIDES[side], body.axes["chest"], lower, out)
    fist = hand.shape == "fist"
    palm = along(wrist, hand.fingers, PALM)
    names[f"{side}.hand"] = along(palm, hand.palm, GRIP) if fist else palm
    names[f"{side}.fingertips"] = along(wrist, hand.fingers, FIST_REACH if fist else HAND)
    body.hands[side] = hand


def _hand(pose: ArmPose, sign: int, chest: Axes, lower: Vector, out: Vector) -> Hand:
    if pose.hand == "flat":
        fingers = resolve(pose.fingers or "forward", sign, WORLD)
        return Hand("flat", fingers, square_to(scale(UP, -1), fingers))
    fingers = lower if pose.fingers is None else resolve(pose.fingers, sign, chest)
    facing = scale(out, -1) if pose.palm is None else resolve(pose.palm, sign, chest)
    palm = square_to(facing, fingers)
    if palm == ZERO:
        palm = square_to(scale(chest[0], -sign), fingers)
    return Hand(pose.hand, fingers, palm)


def posed(posture: Posture) -> Skeleton:
    """Solve a posture: trunk, legs, then arms.

    An arm that reaches for a point of the other arm is solved after it.
    """
    body = trunk_of(posture)
    for side in SIDES:
        solve_leg(body, posture.legs[side], side)
    for side in sorted(SIDES, key=lambda s: posture.arms[s].origin.startswith(("left.", "right."))):
        solve_arm(body, posture.arms[side], side)
    return body
