"""Stances: a few numbers a coach knows become a full posture."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from math import acos, atan2, cos, degrees, radians, sin, sqrt
from typing import Literal

from runstrong_pdf.figures import values
from runstrong_pdf.figures.posture import ArmPose, HeadPose, LegPose, PelvisPose, Posture, SpinePose
from runstrong_pdf.figures.proportions import (
    ANKLE_HEIGHT,
    BALL,
    HIP_HALF,
    KNEE_REST,
    SHIN,
    SHOULDER_LEVEL,
    SIDES,
    SPINE,
    THIGH,
)
from runstrong_pdf.figures.skeleton import Skeleton, posed, shoulder, trunk_of
from runstrong_pdf.figures.values import Table
from runstrong_pdf.figures.vectors import dot, subtract, unit

# What a frame changes about the posture of its stance.
Adjust = Callable[[Posture], Posture]


class Stance(Table):
    """The numbers of one stance."""

    @abstractmethod
    def posture(self, adjust: Adjust) -> Posture:
        """Return the posture these numbers stand for, before it is adjusted.

        A stance that searches for a fit, such as a plank with its elbows bent so far, needs
        `adjust` to know where the hands will be.
        """


def symmetric(
    pelvis: PelvisPose, arm: ArmPose, leg: LegPose, bend: float = 0.0, nod: float = 0.0
) -> Posture:
    """Return a posture whose left and right limbs do the same; spine and head in degrees."""
    arms, legs = dict.fromkeys(SIDES, arm), dict.fromkeys(SIDES, leg)
    spine, head = SpinePose(bend=bend), HeadPose(nod=nod)
    return Posture(pelvis=pelvis, spine=spine, head=head, arms=arms, legs=legs)


HANGING_ARM = ArmPose(raised=8, toward="side", bend=12, forearm="front", hand="relaxed", palm="in")

# Share of a forward bend that the head takes back, so that the eyes stay ahead.
HEAD_UP = 0.45
SEAT_HEIGHT = 0.262
BUTTOCK = 0.062  # from a seat to the middle of the hips
FLOOR_BUTTOCK = 0.072


class Stand(Stance):
    """On both feet. `hinge`: bow from the hips; `knees`: bend (degrees)."""

    knees: values.Fold = 4.0
    hinge: values.Hinge = 0.0
    feet: values.Apart = 0.16  # distance between the feet, body heights
    toe_out: values.ToeOut = 8.0
    sit_back: values.Length | None = None  # how far the hips go back, body heights

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Stand with the weight over the feet."""
        knees, hinge = radians(self.knees), radians(self.hinge)
        back = 0.15 * sin(hinge) + 0.10 * sin(knees) if self.sit_back is None else self.sit_back
        reach2 = THIGH**2 + SHIN**2 + 2 * THIGH * SHIN * cos(knees)
        aside = self.feet / 2 - HIP_HALF
        height = ANKLE_HEIGHT + sqrt(max(0.01, reach2 - back**2 - aside**2))
        return symmetric(
            PelvisPose(at=(0.0, height, -back), pitch=self.hinge),
            HANGING_ARM,
            LegPose(at=(self.feet / 2, 0.0, 0.0), foot="flat", toe_out=self.toe_out),
            nod=-HEAD_UP * self.hinge,
        )


class SitFloor(Stance):
    """On the floor with the legs forward."""

    feet: values.Apart = 0.11

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Sit with the heels on the floor."""
        return symmetric(
            PelvisPose(at=(0.0, FLOOR_BUTTOCK, 0.0)),
            ArmPose(raised=20, toward="front", bend=30, forearm="front"),
            LegPose(at=(self.feet / 2, 0.0, 0.445), foot="heel", knee="up", toe_out=6),
        )


class SitChair(Stance):
    """On a chair."""

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Sit with both feet flat."""
        return symmetric(
            PelvisPose(at=(0.0, SEAT_HEIGHT + BUTTOCK, 0.0), pitch=2.0),
            ArmPose(raised=20, toward="front", bend=60, forearm="front"),
            LegPose(at=(0.06, 0.0, 0.235), foot="flat", knee="up", toe_out=6),
        )


class Kneel(Stance):
    """Upright on both knees."""

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Kneel with the shins on the floor behind."""
        return symmetric(
            PelvisPose(at=(0.0, KNEE_REST + THIGH - 0.001, 0.01)),
            HANGING_ARM,
            LegPose(knee_at=(0.06, KNEE_REST, 0.0), at=(0.06, 0.03, -0.3), foot="point"),
        )


OUT_OF_REACH = 0.004
STRAIGHT_LEG = (THIGH + SHIN) * 0.998
TO_SHOULDERS = SPINE * SHOULDER_LEVEL
# The shoulders of a plank on straight arms, from which the place of the hands follows.
PLANK_SHOULDERS = 0.335
TOE_BASE = (BALL + 0.0125, 0.011)  # height and forward place of the ankle above tucked toes
KNEE_BASE = (0.042, 0.0)
SHIN_LIFT = 0.14  # height of the ankles of a plank on the knees, which are plain to see so


class Plank(Stance):
    """Feet (or knees) at z = 0, head forward, one line from there to the shoulders.

    Either `elbow_bend` (degrees) or `shoulder_height` (body heights) says how low it is.
    """

    elbow_bend: values.Fold = 6.0
    shoulder_height: values.Apart | None = None
    on: Literal["toes", "knees"] = "toes"
    hips: values.Little = 0.0  # how far the hips are off the line, body heights
    feet: values.Apart = 0.18
    hands: values.Apart = 0.24
    hands_z: values.Length | None = None
    elbows: values.Direction = "feet-out-back"
    nod: values.Nod = -10.0

    def posture(self, adjust: Adjust) -> Posture:
        """Hold the body as a board whose height follows from the elbows."""
        if self.shoulder_height is not None:
            return self._at(self.shoulder_height)

        def excess(height: float) -> float:
            return elbow_bend(posed(adjust(self._at(height)))) - self.elbow_bend

        return self._at(round(bisect(excess, 0.06, 0.38, 13), 4))

    def _at(self, shoulder_height: float) -> Posture:
        (y, z), leg_length = (TOE_BASE, STRAIGHT_LEG) if self.on == "toes" else (KNEE_BASE, THIGH)
        board = leg_length + TO_SHOULDERS
        up = (shoulder_height - y) / board
        ahead = sqrt(max(0.01, 1 - up * up))
        base, top = (0.0, y, z), (0.0, y + up * board, z + ahead * board)
        hips = (
            0.0,
            y + up * leg_length + ahead * self.hips,
            z + ahead * leg_length - up * self.hips,
        )
        leg_way, trunk_way = unit(subtract(hips, base)), unit(subtract(top, hips))
        hips = (0.0, y + leg_way[1] * leg_length, z + leg_way[2] * leg_length)
        hands_z = self.hands_z
        if hands_z is None:
            hands_z = round(z + sqrt(board**2 - (PLANK_SHOULDERS - y) ** 2), 3)
        aside = self.feet / 2
        leg = LegPose(at=(aside, 0.0, 0.0), foot="toes", knee="down")
        if self.on == "knees":
            knee, ankle = (aside, KNEE_BASE[0], 0.0), (aside, SHIN_LIFT, -0.3)
            leg = LegPose(knee_at=knee, at=ankle, foot="point")
        return symmetric(
            PelvisPose(at=hips, pitch=degrees(atan2(trunk_way[2], trunk_way[1]))),
            planted_hand(self.hands / 2, hands_z, self.elbows),
            leg,
            nod=self.nod,
        )


HANDS_AHEAD = 0.270  # of the knees, on all fours


class AllFours(Stance):
    """Knees at z = 0, hands under the shoulders, arms straight; `bend` of the spine in degrees."""

    bend: values.Round = 0.0
    shoulder_height: values.Apart = 0.361
    nod: values.Nod = -14.0

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Tilt and place the pelvis so that the hands stay planted however the spine bends."""
        pitch = hips_z = 0.0
        for _ in range(4):
            pitch = bisect(partial(self._too_high, hips_z), 20.0, 150.0, 11)
            ahead = shoulder(trunk_of(self._at(pitch, hips_z)), 1)[2]
            hips_z = max(-0.09, min(0.09, hips_z + (HANDS_AHEAD - ahead) * 0.9))
        return self._at(pitch, hips_z)

    def _too_high(self, hips_z: float, pitch: float) -> float:
        return shoulder(trunk_of(self._at(pitch, hips_z)), 1)[1] - self.shoulder_height

    def _at(self, pitch: float, hips_z: float) -> Posture:
        return symmetric(
            PelvisPose(at=(0.0, KNEE_REST + sqrt(THIGH**2 - hips_z**2), hips_z), pitch=pitch),
            planted_hand(0.10, HANDS_AHEAD + 0.036, "feet-slightly out"),
            LegPose(knee_at=(0.055, KNEE_REST, 0.0), at=(0.055, 0.03, -0.3), foot="point"),
            bend=self.bend,
            nod=self.nod,
        )


class Prone(Stance):
    """Face down, head forward; `nod` in degrees."""

    feet: values.Apart = 0.10
    nod: values.Nod = -10.0

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Lie on the front with the hands beside the head."""
        return symmetric(
            PelvisPose(at=(0.0, 0.062, 0.0), pitch=90.0),
            planted_hand(0.13, 0.2, "feet-up"),
            LegPose(at=(self.feet / 2, 0.03, -0.484), knee="down", foot="point"),
            nod=self.nod,
        )


class Supine(Stance):
    """Face up, head forward, knees bent."""

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Lie on the back with the feet flat on the floor."""
        return symmetric(
            PelvisPose(at=(0.0, 0.070, 0.0), pitch=-90, turn=180),
            ArmPose(raised=25, toward="side", bend=5, forearm="feet"),
            LegPose(at=(-0.07, 0.0, -0.24), foot="flat", knee="up", turn_foot=180),
        )


def planted_hand(aside: float, ahead: float, elbow: values.Direction) -> ArmPose:
    """Return an arm whose palm is flat on the floor, body heights aside and ahead."""
    return ArmPose(at=(aside, 0.0, ahead), hand="flat", fingers="forward", elbow=elbow)


def elbow_bend(body: Skeleton) -> float:
    """Return the mean bend of the elbows, degrees; far below zero if a hand is out of reach."""
    total = 0.0
    for side in SIDES:
        upper, lower = body.bones[f"{side}.upper_arm"].axis, body.bones[f"{side}.forearm"].axis
        total += degrees(acos(max(-1.0, min(1.0, dot(upper, lower)))))
        if body.misses[f"{side} hand"] > OUT_OF_REACH:
            return -999.0
    return total / 2


def bisect(excess: Callable[[float], float], low: float, high: float, rounds: int) -> float:
    """Return where `excess`, which falls from `low` to `high`, passes zero."""
    for _ in range(rounds):
        middle = (low + high) / 2
        if excess(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


STANCES: dict[str, type[Stance]] = {
    "stand": Stand,
    "sit_chair": SitChair,
    "sit_floor": SitFloor,
    "kneel": Kneel,
    "plank": Plank,
    "all_fours": AllFours,
    "prone": Prone,
    "supine": Supine,
}
