"""Which numbers a pose file may hold: angles a body is capable of, places near the picture.

The ranges are generous: what a body cannot do after all, the checker tells.
"""

from typing import Annotated

from pydantic import AfterValidator

from runstrong_pdf.figures.vectors import Point, Vector

FURTHEST = 3.0  # body heights any point may be from the origin


def within(low: float, high: float, unit: str = "") -> AfterValidator:
    """Return what refuses numbers outside a range, saying which are allowed."""

    def checked(value: float) -> float:
        if not low <= value <= high:
            raise ValueError(f"{value:g} is out of range; allowed: {low:g} to {high:g}{unit}")
        return value

    return AfterValidator(checked)


def _near(place: tuple[float, ...]) -> tuple[float, ...]:
    for value in place:
        if abs(value) > FURTHEST:
            raise ValueError(
                f"{value:g} is out of range; allowed: {-FURTHEST:g} to {FURTHEST:g} body heights"
            )
    return place


DEGREES, HEIGHTS = " degrees", " body heights"

# Places and lengths
Place = Annotated[Vector, AfterValidator(_near)]
Spot = Annotated[Point, AfterValidator(_near)]
Length = Annotated[float, within(-FURTHEST, FURTHEST, HEIGHTS)]
Apart = Annotated[float, within(0, 1, HEIGHTS)]
Little = Annotated[float, within(-0.2, 0.2, HEIGHTS)]
Size = Annotated[float, within(0.005, FURTHEST, HEIGHTS)]
Share = Annotated[float, within(0, 1)]

# Angles
Around = Annotated[float, within(-360, 360, DEGREES)]
Pitch = Annotated[float, within(-180, 180, DEGREES)]
Camera = Annotated[float, within(-89, 89, DEGREES)]
Raise = Annotated[float, within(0, 180, DEGREES)]
Fold = Annotated[float, within(0, 170, DEGREES)]
Hinge = Annotated[float, within(-40, 120, DEGREES)]
Round = Annotated[float, within(-90, 120, DEGREES)]
SideBend = Annotated[float, within(-70, 70, DEGREES)]
Twist = Annotated[float, within(-100, 100, DEGREES)]
Nod = Annotated[float, within(-80, 80, DEGREES)]
HeadTurn = Annotated[float, within(-90, 90, DEGREES)]
HeadTilt = Annotated[float, within(-60, 60, DEGREES)]
ToeOut = Annotated[float, within(-90, 90, DEGREES)]
Foot = Annotated[float, within(-90, 180, DEGREES)]
