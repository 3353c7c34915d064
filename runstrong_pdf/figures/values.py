"""The values a pose file takes: lengths and angles within limits, joints, directions in words."""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator

from runstrong_pdf.figures.vectors import (
    UP,
    WORLD,
    ZERO,
    Axes,
    Point,
    Vector,
    along,
    scale,
    to_world,
    unit,
)


class Table(BaseModel):
    """A table of a pose file; an unknown key is an error, and so is `nan` or `inf`."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False
    )


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
Belly = Annotated[float, within(-0.03, 0.05, HEIGHTS)]
Size = Annotated[float, within(0.005, FURTHEST, HEIGHTS)]
Share = Annotated[float, within(0, 1)]

# Angles
Around = Annotated[float, within(-360, 360, DEGREES)]
Pitch = Annotated[float, within(-180, 180, DEGREES)]
CameraPitch = Annotated[float, within(-89, 89, DEGREES)]
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

MIDDLE = ("pelvis", "chest", "neck", "head")
ARM = ("shoulder", "elbow", "wrist", "hand", "fingertips")
LEG = ("hip", "knee", "ankle", "heel", "ball", "toe", "instep")
PAIRED = tuple(f"{side}.{name}" for side in ("left", "right") for name in ARM + LEG)
# `from` may also name the place itself, or the limb's own shoulder.
REFERENCES = ("floor", "shoulder", *MIDDLE, *PAIRED)


def one_of(names: Sequence[str], what: str) -> AfterValidator:
    """Return what refuses names that are not known, saying which are."""

    def known(name: str) -> str:
        if name not in names:
            raise ValueError(f"unknown {what} {name!r}; allowed: {', '.join(names)}")
        return name

    return AfterValidator(known)


Joint = Annotated[str, one_of((*MIDDLE, *PAIRED), "joint")]
Reference = Annotated[str, one_of(REFERENCES, "reference")]

# Words that follow the body; the sign is +1 for the left limb, -1 for the right one.
BODY: dict[str, Callable[[Axes, float], Vector]] = {
    "out": lambda axes, sign: scale(axes[0], sign),
    "in": lambda axes, sign: scale(axes[0], -sign),
    "left": lambda axes, _: axes[0],
    "right": lambda axes, _: scale(axes[0], -1),
    "head": lambda axes, _: axes[1],
    "feet": lambda axes, _: scale(axes[1], -1),
    "front": lambda axes, _: axes[2],
    "back": lambda axes, _: scale(axes[2], -1),
}
# Words that follow the room.
ROOM: dict[str, Vector] = {
    "up": UP,
    "down": scale(UP, -1),
    "forward": WORLD[2],
    "backward": scale(WORLD[2], -1),
}
SLIGHTLY = "slightly "
SLIGHTLY_WEIGHT = 0.35


def _read(value: object) -> "str | Vector":
    if isinstance(value, str):
        for word in value.split("-"):
            if word.strip().removeprefix(SLIGHTLY) not in BODY | ROOM:
                raise ValueError(
                    f"unknown direction word {word!r}; allowed: {', '.join(BODY | ROOM)}, "
                    f'joined with "-", each with "slightly " before it if need be'
                )
        return value
    if isinstance(value, list | tuple) and len(value) == 3:
        out, up, front = value
        if all(isinstance(n, int | float) and isfinite(n) for n in value) and any(value):
            return (float(out), float(up), float(front))
    raise ValueError(f"a direction is words or three numbers [out, up, front], not {value!r}")


Direction = Annotated[str | Vector, PlainValidator(_read)]


def resolve(direction: str | Vector, sign: float, axes: Axes) -> Vector:
    """Return the unit direction in the world of words or [out, up, front].

    The sign is +1 for a limb of the left side, -1 for the right; words refer to the body part
    that has the `axes`.
    """
    if not isinstance(direction, str):
        out, up, front = direction
        return unit(to_world(axes, (out * sign, up, front)))
    total = ZERO
    for part in direction.split("-"):
        word = part.strip()
        weight = SLIGHTLY_WEIGHT if word.startswith(SLIGHTLY) else 1.0
        word = word.removeprefix(SLIGHTLY)
        total = along(total, ROOM[word] if word in ROOM else BODY[word](axes, sign), weight)
    return unit(total)
