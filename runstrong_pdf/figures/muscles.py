"""The muscles a pose file may name, and the marks they leave on limbs and trunk.

Angles in degrees around a limb (0 = its front, 90 = outer side) or around the trunk (0 = front,
90 = the figure's left, 180 = back); places as shares of the bone or the spine.
"""

from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from runstrong_pdf.figures.values import Table
from runstrong_pdf.figures.vectors import Vector


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


LIMB_MARKS: dict[str, tuple[LimbMark, ...]] = {
    "upper_arm": (
        LimbMark("biceps", 0.22, 0.98, 0.0, 68),
        LimbMark("triceps", 0.16, 0.99, 180.0, 76),
        LimbMark("front_delts", -0.16, 0.44, (0.0, 0.6, 1.0), 62),
        LimbMark("side_delts", -0.18, 0.46, (1.0, 0.8, 0.0), 66),
        LimbMark("rear_delts", -0.16, 0.44, (0.9, 0.5, -1.0), 62),
    ),
    "forearm": (
        LimbMark("forearms", 0.04, 0.75, 0.0, 75),
        LimbMark("extensors", 0.04, 0.75, 180.0, 75),
    ),
    "thigh": (
        LimbMark("quads", 0.06, 0.95, 8.0, 70),
        LimbMark("hamstrings", 0.14, 0.97, 180.0, 68),
        LimbMark("glutes", -0.20, 0.30, 165.0, 84),
    ),
    "shin": (LimbMark("calves", 0.08, 0.62, 180.0, 66),),
}


class Oval(NamedTuple):
    """A rounded patch on the trunk: from `low` to `high` on the spine, `left` to `right` around."""

    low: float
    high: float
    left: float
    right: float


# The chest fans out from the breastbone to the armpit, the trapezius from the spine to the top of
# the shoulder: rows of (spine, first angle, last angle).
FANS: dict[str, tuple[Vector, ...]] = {
    "chest": (
        (0.715, 8.0, 44.0),
        (0.722, 4.0, 54.0),
        (0.740, 2.5, 62.0),
        (0.780, 2.5, 70.0),
        (0.840, 2.5, 76.0),
        (0.890, 2.5, 74.0),
        (0.930, 4.0, 64.0),
        (0.955, 12.0, 50.0),
    ),
    "traps": (
        (0.760, 168.0, 178.0),
        (0.820, 146.0, 178.0),
        (0.880, 122.0, 178.0),
        (0.930, 98.0, 178.0),
        (0.960, 80.0, 178.0),
        (1.000, 66.0, 178.0),
        (1.040, 64.0, 178.0),
    ),
}
TRUNK_MARKS: dict[str, tuple[Oval, ...]] = {
    "abs": (Oval(0.08, 0.66, -38, 38),),
    "obliques": (Oval(0.12, 0.60, 42, 98), Oval(0.12, 0.60, -98, -42)),
    "lats": (Oval(0.30, 0.82, 92, 162), Oval(0.30, 0.82, 198, 268)),
    "upper_back": (Oval(0.48, 0.95, 120, 177), Oval(0.48, 0.95, 183, 240)),
    "lower_back": (Oval(0.06, 0.54, 142, 178), Oval(0.06, 0.54, 182, 218)),
}
# Up the neck the trapezius goes on: rows of (number of the neck's ring, first and last angle).
NECK_TRAPS = ((0, 62.0, 178.0), (1, 68.0, 178.0), (2, 96.0, 178.0), (3, 120.0, 176.0))

ON_TRUNK = (*FANS, *TRUNK_MARKS)
ON_LIMBS = tuple(mark.muscle for marks in LIMB_MARKS.values() for mark in marks)
# A muscle of a limb, or of one side of the trunk, may be marked on one side only.
ONE_SIDED = (*ON_LIMBS, "chest", "obliques", "lats", "upper_back", "traps")
NAMES = (*ON_TRUNK, *ON_LIMBS, *(f"{s} {m}" for s in ("left", "right") for m in ONE_SIDED))


def _muscle(name: str) -> str:
    if name not in NAMES:
        raise ValueError(f"unknown muscle {name!r}; allowed: {', '.join(NAMES)}")
    return name


Muscle = Annotated[str, AfterValidator(_muscle)]


class MuscleTable(Table):
    """The muscles that work most, and those that help."""

    primary: tuple[Muscle, ...] = ()
    secondary: tuple[Muscle, ...] = ()


class Marked(NamedTuple):
    """The muscles to highlight."""

    primary: frozenset[str]
    secondary: frozenset[str]

    def role(self, muscle: str, side: str = "") -> str | None:
        """Return the colour role of a muscle (of one side), or None if it is not marked."""
        names = {muscle, f"{side} {muscle}"}
        if names & self.primary:
            return "m1"
        return "m2" if names & self.secondary else None


def marked(table: MuscleTable) -> Marked:
    """Return the muscles that a table of a pose file highlights."""
    return Marked(frozenset(table.primary), frozenset(table.secondary))
