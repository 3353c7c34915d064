"""The measures of the body, in shares of its height: bones here, flesh and muscles in `body.toml`.

Angles of muscles in degrees around a limb (0 = its front, 90 = outer side) or around the trunk
(0 = front, 90 = the figure's left, 180 = back); places as shares of the bone or the spine.
"""

from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from runstrong_pdf.figures.values import Table, one_of
from runstrong_pdf.figures.vectors import Vector
from runstrong_pdf.library import read_toml

SIDES = {"left": 1, "right": -1}

# Bones
THIGH = 0.243
SHIN = 0.243
UPPER_ARM = 0.172
FOREARM = 0.150
SPINE = 0.290  # from the middle of the hips to the base of the neck
NECK = 0.062
PALM = 0.042  # from the wrist to the middle of the palm
HAND = 0.101  # from the wrist to the fingertips
GRIP = 0.012  # from the middle of the palm to the middle of a fist around a bar

# Girdles
HIP_HALF = 0.047
SHOULDER_HALF = 0.100
SHOULDER_LEVEL = 0.925  # where on the spine the shoulders sit, 0 = hips, 1 = neck

# Feet, from the ankle joint
ANKLE_HEIGHT = 0.044
HEEL = 0.036
BALL = 0.082
TOE = 0.118
INSTEP = 0.045

# The spine is solved in this many equal steps, so that its length is exact however it bends.
SPINE_STEPS = 12

# Thickness of the flesh under a joint that may lie on the floor
THICKNESS = {
    "elbow": 0.023,
    "wrist": 0.0155,
    "knee": 0.034,
    "ankle": 0.020,
    "pelvis": 0.058,
    "chest": 0.055,
}
KNEE_REST = 0.036  # height of a knee joint that rests on the floor
PALM_THICKNESS = 0.024  # height of the wrist above the surface a flat hand lies on

Row = tuple[float, ...]
Profile = tuple[Row, ...]

BODY: dict[str, Any] = read_toml(Path(__file__).with_name("body.toml"))


def _densified(rows: Profile, parts: int = 2) -> Profile:
    """Return the table with intermediate rows on a Catmull-Rom curve, so that no corner shows."""
    out: list[Row] = []
    for i in range(len(rows) - 1):
        four = rows[max(i - 1, 0)], rows[i], rows[i + 1], rows[min(i + 2, len(rows) - 1)]
        out += [_catmull_rom(*four, j / parts) for j in range(parts)]
    return (*out, rows[-1])


def _catmull_rom(before: Row, a: Row, b: Row, after: Row, t: float) -> Row:
    width = b[0] - a[0]
    row = [a[0] + width * t]
    for k in range(1, len(a)):
        leave = (b[k] - before[k]) / ((b[0] - before[0]) or 1) * width
        arrive = (after[k] - a[k]) / ((after[0] - a[0]) or 1) * width
        row.append(
            (2 * t**3 - 3 * t * t + 1) * a[k]
            + (t**3 - 2 * t * t + t) * leave
            + (3 * t * t - 2 * t**3) * b[k]
            + (t**3 - t * t) * arrive
        )
    return tuple(row)


PROFILES = {name: _densified(rows) for name, rows in BODY["limbs"].items()}
TRUNK, HEAD, HAIR = (_densified(BODY["cuts"][name]) for name in ("trunk", "head", "hair"))
TRAPEZIUS: Profile = BODY["cuts"]["trapezius"]
SHORTS_GROW = 0.0045  # cloth stands off the thigh
SHORTS_END = 0.46  # share of the thigh the shorts cover
HEM = 0.19  # where on the spine the vest ends


def measures(profile: Profile, at: float) -> Row:
    """Return the measures of `profile` at a place, between its rows where need be."""
    if at <= profile[0][0]:
        return profile[0][1:]
    for a, b in pairwise(profile):
        if at <= b[0]:
            t = (at - a[0]) / (b[0] - a[0])
            return tuple(x + (y - x) * t for x, y in zip(a[1:], b[1:], strict=True))
    return profile[-1][1:]


class LimbMark(NamedTuple):
    """A muscle as a sector of a limb: from `first` to `last` along it, `half` degrees each way.

    `around` is the angle of its middle, or, for muscles that stay with the trunk however the limb
    turns, a direction in chest axes (x outwards).
    """

    muscle: str
    first: float
    last: float
    around: float | Vector
    half: float


MUSCLES = BODY["muscles"]
LIMB_MARKS: dict[str, tuple[LimbMark, ...]] = {
    segment: tuple(LimbMark(muscle, *row) for muscle, row in MUSCLES[segment].items())
    for segment in PROFILES
}
OVALS: dict[str, tuple[float, float, float, float]] = MUSCLES["ovals"]
FANS: dict[str, tuple[Vector, ...]] = MUSCLES["fans"]
NECK_TRAPS: tuple[Vector, ...] = MUSCLES["neck"]

ON_TRUNK = (*FANS, *OVALS)
ON_LIMBS = tuple(mark.muscle for marks in LIMB_MARKS.values() for mark in marks)
# A muscle of a limb, or of one side of the trunk, may be marked on one side only.
ONE_SIDED = (*ON_LIMBS, "chest", "obliques", "lats", "upper_back", "traps")
NAMES = (*ON_TRUNK, *ON_LIMBS, *(f"{s} {m}" for s in ("left", "right") for m in ONE_SIDED))

Muscle = Annotated[str, one_of(NAMES, "muscle")]


class MuscleTable(Table):
    """The muscles that work most, and those that help."""

    primary: tuple[Muscle, ...] = ()
    secondary: tuple[Muscle, ...] = ()

    def role(self, muscle: str, side: str = "") -> str | None:
        """Return the colour role of a muscle (of one side), or None if it is not marked."""
        one = f"{side} {muscle}"
        if muscle in self.primary or one in self.primary:
            return "m1"
        return "m2" if muscle in self.secondary or one in self.secondary else None
