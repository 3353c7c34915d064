"""An arm: shoulder girdle, upper arm, forearm and hand."""

from math import cos, radians, sin

from runstrong_pdf.figures.direction import resolve
from runstrong_pdf.figures.posture import AZIMUTHS, ArmPose
from runstrong_pdf.figures.proportions import (
    FOREARM,
    GRIP,
    HAND,
    PALM,
    PALM_THICKNESS,
    SHOULDER_BACK,
    SHOULDER_FORWARD,
    SHOULDER_IN,
    SHOULDER_RISE,
    SIDES,
    UPPER_ARM,
)
from runstrong_pdf.figures.reach import reach
from runstrong_pdf.figures.skeleton import Bone, Hand, Skeleton, shoulder, smoothstep, target_of
from runstrong_pdf.figures.vectors import (
    UP,
    WORLD,
    ZERO,
    Axes,
    Vector,
    add,
    along,
    cross,
    length,
    scale,
    square_to,
    subtract,
    to_local,
    to_world,
    unit,
)

ELBOW_HINT = "back-down-slightly out"
# The shoulder moves with the arm and the arm with the shoulder: three rounds settle it.
GIRDLE_ROUNDS = 3
# Sine of the elbow bend below which the arm counts as straight.
STRAIGHT = 0.08
FIST_REACH = 0.05


def solve_arm(body: Skeleton, pose: ArmPose, side: str) -> None:
    """Add one arm to the skeleton."""
    sign, chest = SIDES[side], body.axes["chest"]
    shift = ZERO
    start = elbow = wrist = ZERO
    miss = 0.0
    for _ in range(GIRDLE_ROUNDS):
        start = shoulder(body, sign, shift)
        elbow, wrist, miss = _placed(body, pose, sign, start)
        shift = _girdle(to_local(chest, unit(subtract(elbow, start))), pose)
    body.misses[f"{side} hand"] = miss
    _name_joints(body, pose, side, (start, elbow, wrist))


def _placed(
    body: Skeleton, pose: ArmPose, sign: int, start: Vector
) -> tuple[Vector, Vector, float]:
    """Return elbow, wrist and how far the hand misses its target."""
    chest = body.axes["chest"]
    if pose.at is None:
        return (*_by_angles(pose, sign, start, chest), 0.0)
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


def _by_angles(pose: ArmPose, sign: int, start: Vector, chest: Axes) -> tuple[Vector, Vector]:
    toward = AZIMUTHS[pose.toward] if isinstance(pose.toward, str) else pose.toward
    raised = radians(pose.raised if pose.raised is not None else 0.0)
    out = sign * sin(raised) * sin(radians(toward))
    upper = to_world(chest, (out, -cos(raised), sin(raised) * cos(radians(toward))))
    fold = square_to(resolve(pose.forearm, sign, chest), upper)
    if fold == ZERO:
        fold = square_to(resolve("front-slightly in", sign, chest), upper)
    elbow = along(start, upper, UPPER_ARM)
    bend = radians(pose.bend)
    lower = add(scale(upper, cos(bend)), scale(fold, sin(bend)))
    return elbow, along(elbow, lower, FOREARM)


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


def _name_joints(
    body: Skeleton, pose: ArmPose, side: str, joints: tuple[Vector, Vector, Vector]
) -> None:
    start, elbow, wrist = joints
    sign = SIDES[side]
    upper, lower = unit(subtract(elbow, start)), unit(subtract(wrist, elbow))
    front, fold = _fronts(upper, lower, pose, sign, body.axes["chest"])
    names = body.joints
    names[f"{side}.shoulder"], names[f"{side}.elbow"], names[f"{side}.wrist"] = joints
    out = scale(cross(upper, front), -sign)
    body.bones[f"{side}.upper_arm"] = Bone(start, elbow, upper, front, out)
    lower_out = scale(cross(lower, fold), -sign)
    body.bones[f"{side}.forearm"] = Bone(elbow, wrist, lower, fold, lower_out)
    hand = _hand(pose, sign, body.axes["chest"], lower, out)
    fist = hand.shape == "fist"
    palm = along(wrist, hand.fingers, PALM)
    names[f"{side}.hand"] = along(palm, hand.palm, GRIP) if fist else palm
    names[f"{side}.fingertips"] = along(wrist, hand.fingers, FIST_REACH if fist else HAND)
    body.hands[side] = hand


def _fronts(
    upper: Vector, lower: Vector, pose: ArmPose, sign: int, chest: Axes
) -> tuple[Vector, Vector]:
    """Return the directions to the front (the biceps side) of the upper arm and the forearm."""
    if length(cross(upper, lower)) >= STRAIGHT:
        return square_to(lower, upper), square_to(scale(upper, -1), lower)
    if pose.at is not None:
        behind = resolve(pose.elbow or ELBOW_HINT, sign, chest)
    else:
        behind = scale(resolve(pose.forearm, sign, chest), -1)
    front = square_to(scale(behind, -1), upper)
    if front == ZERO:
        front = square_to((0.1, 0.3, 0.95), upper)
    return front, square_to(front, lower)


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
