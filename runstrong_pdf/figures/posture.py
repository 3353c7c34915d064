"""A posture: everything the skeleton needs to know to be posed, part by part.

The same tables serve in a pose file, where only what differs from the stance is written.
"""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, PlainValidator

from runstrong_pdf.figures import values
from runstrong_pdf.figures.values import Table

HandShape = Literal["fist", "flat", "open", "spread", "relaxed", "catch", "clasp"]
FootMode = Literal["flat", "toes", "heel", "point", "free"]
AZIMUTHS = {
    "front": 0.0,
    "side": 90.0,
    "back": 180.0,
    "front-side": 45.0,
    "side-front": 45.0,
    "in": -35.0,
}


def _azimuth(value: object) -> str | float:
    """Read a word, or degrees around the body from the front."""
    if isinstance(value, str) and value in AZIMUTHS:
        return value
    if isinstance(value, int | float) and abs(value) <= 360:
        return float(value)
    words = ", ".join(AZIMUTHS)
    raise ValueError(f"{value!r} is not known; allowed: {words}, or -360 to 360 degrees")


Azimuth = Annotated[str | float, PlainValidator(_azimuth)]


class PelvisPose(Table):
    """Where the pelvis is (body heights) and how it is turned (degrees; pitch 90 = face down)."""

    at: values.Place = (0.0, 0.52, 0.0)
    pitch: values.Pitch = 0.0
    turn: values.Around = 0.0
    roll: values.Pitch = 0.0


class SpinePose(Table):
    """How the spine bends, degrees; `upper` (0 to 1) moves the bend from low to high.

    `belly` is how far breath or the muscles move the belly forward, body heights.
    """

    bend: values.Round = 0.0
    side: values.SideBend = 0.0
    twist: values.Twist = 0.0
    upper: values.Share = 0.5
    belly: values.Belly = 0.0


class HeadPose(Table):
    """How the head is held, degrees."""

    nod: values.Nod = 0.0
    turn: values.HeadTurn = 0.0
    tilt: values.HeadTilt = 0.0


class GirdlePose(Table):
    """Extra movement of one shoulder, body heights."""

    out: values.Little = 0.0
    up: values.Little = 0.0
    front: values.Little = 0.0


class ArmPose(Table):
    """One arm, placed by angles (`raise`) or by a target for its hand (`at`)."""

    raised: values.Raise | None = Field(None, alias="raise")
    toward: Azimuth = "side"
    bend: values.Fold = 4.0
    forearm: values.Direction = "front"
    at: values.Place | None = None
    origin: values.Reference = Field("floor", alias="from")
    elbow: values.Direction | None = None
    hand: HandShape = "relaxed"
    palm: values.Direction | None = None
    fingers: values.Direction | None = None
    shoulder: GirdlePose = GirdlePose()


class LegPose(Table):
    """One leg, placed by angles (`raise`) or by a target for its foot (`at`)."""

    raised: values.Raise | None = Field(None, alias="raise")
    toward: Azimuth = "front"
    bend: values.Fold = 4.0
    at: values.Place | None = None
    origin: values.Reference = Field("floor", alias="from")
    knee: values.Direction | None = None
    knee_at: values.Place | None = None
    foot: FootMode = "flat"
    toe_out: values.ToeOut = 0.0
    turn_foot: values.Around = 0.0
    heel: values.Foot = 92.0
    toe_up: values.Foot = 78.0
    point: values.Foot | None = None


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


AnyTable = TypeVar("AnyTable", bound=Table)


def blend(a: AnyTable, b: AnyTable, share: float) -> AnyTable:
    """Return the table, such as a posture, that is `share` (0 to 1) of the way from `a` to `b`."""
    names = type(a).model_fields
    values = {name: _values(getattr(a, name), getattr(b, name), share) for name in names}
    return a.model_copy(update=values)


def _values(a: Any, b: Any, share: float) -> Any:  # noqa: ANN401
    """Blend numbers, and tables and lists of numbers; of anything else take the nearer."""
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a + (b - a) * share
    if isinstance(a, Table) and type(a) is type(b):
        return blend(a, b, share)
    if isinstance(a, dict) and isinstance(b, dict):
        return {key: _values(a[key], b[key], share) for key in a}
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return tuple(_values(x, y, share) for x, y in zip(a, b, strict=True))
    return a if share < 0.5 else b
