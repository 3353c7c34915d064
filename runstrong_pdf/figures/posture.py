"""A posture: everything the skeleton needs to know to be posed, part by part.

The same tables serve in a pose file, where only what differs from the stance is written.
"""

from typing import Literal, Self

from pydantic import Field

from runstrong_pdf.figures.direction import Direction
from runstrong_pdf.figures.joints import Reference
from runstrong_pdf.figures.tables import Table
from runstrong_pdf.figures.vectors import Vector

HandShape = Literal["fist", "flat", "open", "relaxed", "catch", "point", "clasp"]
FootMode = Literal["flat", "toes", "heel", "point", "free"]
Azimuth = Literal["front", "side", "back", "front-side", "side-front", "in"] | float
AZIMUTHS = {
    "front": 0.0,
    "side": 90.0,
    "back": 180.0,
    "front-side": 45.0,
    "side-front": 45.0,
    "in": -35.0,
}


class PelvisPose(Table):
    """Where the pelvis is (body heights) and how it is turned (degrees; pitch 90 = face down)."""

    at: Vector = (0.0, 0.52, 0.0)
    pitch: float = 0.0
    turn: float = 0.0
    roll: float = 0.0


class SpinePose(Table):
    """How the spine bends, degrees; `upper` (0 to 1) moves the bend from low to high."""

    bend: float = 0.0
    side: float = 0.0
    twist: float = 0.0
    upper: float = 0.5


class HeadPose(Table):
    """How the head is held: angles in degrees, or the direction of its `look`."""

    nod: float = 0.0
    turn: float = 0.0
    tilt: float = 0.0
    look: Direction | None = None


class GirdlePose(Table):
    """Extra movement of one shoulder, body heights."""

    out: float = 0.0
    up: float = 0.0
    front: float = 0.0


class ArmPose(Table):
    """One arm, placed by angles (`raise`) or by a target for its hand (`at`)."""

    raised: float | None = Field(None, alias="raise")
    toward: Azimuth = "side"
    bend: float = 4.0
    forearm: Direction = "front"
    at: Vector | None = None
    origin: Reference = Field("floor", alias="from")
    elbow: Direction | None = None
    hand: HandShape = "relaxed"
    palm: Direction | None = None
    fingers: Direction | None = None
    shoulder: GirdlePose = GirdlePose()


class LegPose(Table):
    """One leg, placed by angles (`raise`) or by a target for its foot (`at`)."""

    raised: float | None = Field(None, alias="raise")
    toward: Azimuth = "front"
    bend: float = 4.0
    shin: Direction = "feet-back"
    at: Vector | None = None
    origin: Reference = Field("floor", alias="from")
    knee: Direction | None = None
    knee_at: Vector | None = None
    knee_from: Reference = "floor"
    foot: FootMode = "flat"
    toe_out: float = 0.0
    turn_foot: float = 0.0
    heel: float = 92.0
    toe_up: float = 78.0
    point: float | None = None


class ArmTables(Table):
    """The arms of a frame."""

    both: ArmPose | None = None
    left: ArmPose | None = None
    right: ArmPose | None = None


class LegTables(Table):
    """The legs of a frame."""

    both: LegPose | None = None
    left: LegPose | None = None
    right: LegPose | None = None


class Posture(Table):
    """A complete posture."""

    pelvis: PelvisPose = PelvisPose()
    spine: SpinePose = SpinePose()
    head: HeadPose = HeadPose()
    arms: dict[str, ArmPose]
    legs: dict[str, LegPose]

    def with_pelvis(self, **changes: float | Vector) -> Self:
        """Return the posture with a few measures of its pelvis replaced."""
        return self.model_copy(update={"pelvis": self.pelvis.model_copy(update=changes)})
