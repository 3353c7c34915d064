"""A leg: thigh, shin and foot."""

from math import cos, radians, sin
from typing import NamedTuple

from runstrong_pdf.figures.direction import resolve
from runstrong_pdf.figures.posture import AZIMUTHS, LegPose
from runstrong_pdf.figures.proportions import (
    ANKLE_HEIGHT,
    BALL,
    HEEL,
    HIP_HALF,
    INSTEP,
    SHIN,
    SIDES,
    THIGH,
    TOE,
)
from runstrong_pdf.figures.reach import Reach, reach
from runstrong_pdf.figures.skeleton import Bone, Foot, Skeleton, target_of
from runstrong_pdf.figures.vectors import (
    UP,
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
    to_world,
    unit,
)

STRAIGHT = 0.06  # sine of the knee bend below which the leg counts as straight
SOLE = 0.012  # from the sole's surface to the points that stand for it
HEEL_REST = 0.046  # height of the ankle above a heel that rests on the floor
POINTED = 18.0  # degrees between shin and a pointed foot
AT_REST = 88.0  # degrees between shin and a foot held freely
TOES_FLAT: Vector = (0.0, -0.05, 1.0)


class _Planted(NamedTuple):
    """An ankle, and the foot if its placing already says how it is held."""

    ankle: Vector
    foot: Foot | None


def solve_leg(body: Skeleton, pose: LegPose, side: str) -> None:
    """Add one leg to the skeleton."""
    sign, pelvis = SIDES[side], body.axes["pelvis"]
    hip = add(body.joints["pelvis"], to_world(pelvis, (sign * HIP_HALF, 0.0, 0.0)))
    hint = resolve(pose.knee or "front", sign, pelvis)
    foot = None
    if pose.at is None:
        knee, ankle = _by_angles(pose, sign, hip, pelvis)
    else:
        planted = _planted(pose, target_of(body, pose.at, pose.origin, sign), sign)
        foot = planted.foot
        if pose.knee is None and pose.foot == "flat" and foot is not None:
            hint = foot.toes  # knees track over the toes
        reached = _reached(body, pose, sign, hip, planted.ankle, hint)
        knee, ankle, body.misses[f"{side} foot"] = reached
    _name_joints(body, side, pelvis, hint, (hip, knee, ankle))
    shin = body.bones[f"{side}.shin"]
    _name_foot(body, side, ankle, foot or _hanging(pose, shin))


def _by_angles(pose: LegPose, sign: int, hip: Vector, pelvis: Axes) -> tuple[Vector, Vector]:
    toward = AZIMUTHS[pose.toward] if isinstance(pose.toward, str) else pose.toward
    raised = radians(pose.raised if pose.raised is not None else 0.0)
    out = sign * sin(raised) * sin(radians(toward))
    thigh = to_world(pelvis, (out, -cos(raised), sin(raised) * cos(radians(toward))))
    knee = along(hip, thigh, THIGH)
    fold = square_to(resolve(pose.shin, sign, pelvis), thigh)
    bend = radians(pose.bend)
    return knee, along(knee, add(scale(thigh, cos(bend)), scale(fold, sin(bend))), SHIN)


def _planted(pose: LegPose, target: Vector, sign: int) -> _Planted:
    """Return where the ankle is when the foot stands on `target`."""
    out = radians(pose.toe_out)
    ahead = (sign * sin(out), 0.0, -cos(out) if pose.turn_foot else cos(out))
    match pose.foot:
        case "flat":
            return _Planted(along(target, UP, ANKLE_HEIGHT), Foot(ahead, UP, ahead))
        case "toes":
            tip = radians(pose.heel)
            forward, up = (0.0, -sin(tip), -cos(tip)), (0.0, -cos(tip), sin(tip))
            ankle = along(along(target, UP, SOLE), forward, -BALL)
            return _Planted(along(ankle, up, ANKLE_HEIGHT - 0.030), Foot(forward, up, TOES_FLAT))
        case "heel":
            tip = radians(pose.toe_up)
            forward = (ahead[0] * cos(tip), sin(tip), ahead[2] * cos(tip))
            up = (-ahead[0] * sin(tip), cos(tip), -ahead[2] * sin(tip))
            return _Planted(along(target, UP, HEEL_REST), Foot(forward, up, forward))
        case _:
            return _Planted(target, None)


def _reached(
    body: Skeleton, pose: LegPose, sign: int, hip: Vector, ankle: Vector, hint: Vector
) -> Reach:
    """Aim the knee first if the pose says where it is; otherwise bend the leg to its target."""
    if pose.knee_at is None:
        return reach(hip, ankle, THIGH, SHIN, hint)
    aim = target_of(body, pose.knee_at, pose.knee_from, sign)
    knee = along(hip, unit(subtract(aim, hip)), THIGH)
    return Reach(knee, along(knee, unit(subtract(ankle, knee)), SHIN), 0.0)


def _name_joints(
    body: Skeleton, side: str, pelvis: Axes, hint: Vector, joints: tuple[Vector, Vector, Vector]
) -> None:
    hip, knee, ankle = joints
    sign = SIDES[side]
    thigh, shin = unit(subtract(knee, hip)), unit(subtract(ankle, knee))
    bent = length(cross(thigh, shin)) > STRAIGHT
    front = square_to(scale(shin, -1), thigh) if bent else square_to(hint, thigh)
    if front == ZERO:
        front = square_to(pelvis[2], thigh)
    lower = square_to(thigh, shin) if bent else square_to(front, shin)
    names = body.joints
    names[f"{side}.hip"], names[f"{side}.knee"], names[f"{side}.ankle"] = joints
    body.bones[f"{side}.thigh"] = Bone(hip, knee, thigh, front, scale(cross(thigh, front), -sign))
    body.bones[f"{side}.shin"] = Bone(knee, ankle, shin, lower, scale(cross(shin, lower), -sign))


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
