"""Standing, sitting and kneeling."""

from math import cos, radians, sin, sqrt

from runstrong_pdf.figures.posture import HeadPose, LegPose, PelvisPose, Posture, SpinePose
from runstrong_pdf.figures.proportions import ANKLE_HEIGHT, HIP_HALF, KNEE_REST, SHIN, THIGH
from runstrong_pdf.figures.ranges import Apart, Fold, Hinge, Length, Round, ToeOut
from runstrong_pdf.figures.stances.stance import HANGING_ARM, Adjust, Stance, arm_on_lap, symmetric

# Share of a forward bend that the head takes back, so that the eyes stay ahead.
HEAD_UP = 0.62
MOST_HEAD_UP = 70.0  # degrees
SEAT_HEIGHT = 0.262
BUTTOCK = 0.062  # from a seat to the middle of the hips
FLOOR_BUTTOCK = 0.072


class Stand(Stance):
    """On both feet. `hinge`: bow from the hips; `knees`: bend; `round`: of the back (degrees)."""

    knees: Fold = 4.0
    hinge: Hinge = 0.0
    feet: Apart = 0.16  # distance between the feet, body heights
    round: Round = 0.0
    toe_out: ToeOut = 8.0
    sit_back: Length | None = None  # how far the hips go back, body heights

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Stand with the weight over the feet."""
        knees, hinge = radians(self.knees), radians(self.hinge)
        back = 0.15 * sin(hinge) + 0.10 * sin(knees) if self.sit_back is None else self.sit_back
        reach2 = THIGH**2 + SHIN**2 + 2 * THIGH * SHIN * cos(knees)
        aside = self.feet / 2 - HIP_HALF
        bow = HEAD_UP * (self.hinge + self.round)
        height = ANKLE_HEIGHT + sqrt(max(0.01, reach2 - back**2 - aside**2))
        return symmetric(
            PelvisPose(at=(0.0, height, -back), pitch=self.hinge),
            SpinePose(bend=self.round),
            HeadPose(nod=-max(-MOST_HEAD_UP, min(MOST_HEAD_UP, bow))),
            HANGING_ARM,
            LegPose(at=(self.feet / 2, 0.0, 0.0), foot="flat", toe_out=self.toe_out),
        )


class SitFloor(Stance):
    """On the floor with the legs forward. `lean` and `round` in degrees."""

    lean: Hinge = 0.0
    round: Round = 0.0
    feet: Apart = 0.11

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Sit with the heels on the floor."""
        return symmetric(
            PelvisPose(at=(0.0, FLOOR_BUTTOCK, 0.0), pitch=self.lean),
            SpinePose(bend=self.round),
            HeadPose(),
            arm_on_lap(30),
            LegPose(at=(self.feet / 2, 0.0, 0.445), foot="heel", knee="up", toe_out=6),
        )


class SitChair(Stance):
    """On a chair whose seat is `seat` body heights above the floor."""

    seat: Apart = SEAT_HEIGHT
    lean: Hinge = 2.0
    round: Round = 0.0

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Sit with both feet flat."""
        return symmetric(
            PelvisPose(at=(0.0, self.seat + BUTTOCK, 0.0), pitch=self.lean),
            SpinePose(bend=self.round),
            HeadPose(),
            arm_on_lap(60),
            LegPose(at=(0.06, 0.0, 0.235), foot="flat", knee="up", toe_out=6),
        )


class Kneel(Stance):
    """Upright on both knees. `hinge` and `round` in degrees."""

    hinge: Hinge = 0.0
    round: Round = 0.0

    def posture(self, adjust: Adjust) -> Posture:  # noqa: ARG002
        """Kneel with the shins on the floor behind."""
        return symmetric(
            PelvisPose(at=(0.0, KNEE_REST + THIGH - 0.001, 0.01), pitch=self.hinge),
            SpinePose(bend=self.round),
            HeadPose(),
            HANGING_ARM,
            LegPose(knee_at=(0.06, KNEE_REST, 0.0), at=(0.06, 0.03, -0.3), foot="point"),
        )
