"""The muscles a pose file may name, and the marks they leave on limbs and trunk.

Angles in degrees around a limb (0 = its front, 90 = outer side) or around the trunk (0 = front,
90 = the figure's left, 180 = back); places as shares of the bone or the spine.
"""

from typing import Annotated, NamedTuple

from runstrong_pdf.figures.proportions import BODY, PROFILES
from runstrong_pdf.figures.values import Table, one_of
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
