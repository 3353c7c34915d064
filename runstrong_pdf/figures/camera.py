"""The camera: orthographic, placed by two angles, so that nothing is distorted by distance."""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import Annotated, Literal

from pydantic import BeforeValidator

from runstrong_pdf.figures.values import Around, CameraPitch, Table
from runstrong_pdf.figures.vectors import Point, Vector, unit_on_paper


@dataclass(frozen=True, slots=True)
class Camera:
    """Three directions: to the right and up on paper, and towards the camera."""

    right: Vector
    up: Vector
    towards: Vector

    @classmethod
    def facing(cls, turn: float, pitch: float) -> "Camera":
        """Aim the camera so that the figure faces towards us at 0 degrees, to the right at 90.

        `pitch` is how far the camera looks down, degrees.
        """
        ct, st = cos(radians(turn)), sin(radians(turn))
        cp, sp = cos(radians(pitch)), sin(radians(pitch))
        return cls((ct, 0.0, st), (st * sp, cp, -ct * sp), (-st * cp, sp, ct * cp))

    def flat(self, v: Vector) -> Point:
        """Return where `v` (a point or a direction) is on paper, in body heights."""
        r, u = self.right, self.up
        return (
            r[0] * v[0] + r[1] * v[1] + r[2] * v[2],
            u[0] * v[0] + u[1] * v[1] + u[2] * v[2],
        )

    def depth(self, v: Vector) -> float:
        """Return how near `v` is, in body heights; larger is nearer."""
        d = self.towards
        return d[0] * v[0] + d[1] * v[1] + d[2] * v[2]

    def heading(self, v: Vector, otherwise: Point = (1.0, 0.0), least: float = 0.0) -> Point:
        """Return the unit direction of `v` on paper.

        `otherwise` stands in where `v` points at the camera, that is where less than `least`
        of its length can be seen.
        """
        x, y = self.flat(v)
        return unit_on_paper(x, y) if sqrt(x * x + y * y) > least else otherwise


# An exact side view (90) would hide the far limbs; a pitch below 4 makes the floor a line.
VIEWS: dict[str, dict[str, float]] = {
    "front": {"turn": 0, "pitch": 6},
    "three-quarter": {"turn": 35, "pitch": 10},
    "side": {"turn": 74, "pitch": 10},
    "floor": {"turn": 62, "pitch": 14},
    "high": {"turn": 28, "pitch": 26},
    "back": {"turn": 180, "pitch": 8},
}


class ViewTable(Table):
    """The camera, degrees; `crop = "upper"` cuts the picture at mid-thigh."""

    turn: Around = 0.0
    pitch: CameraPitch = 8.0
    crop: Literal["upper"] | None = None


def _preset(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value not in VIEWS:
        raise ValueError(f"unknown view {value!r}; allowed: {', '.join(VIEWS)}, or a table")
    return VIEWS[value]


View = Annotated[ViewTable, BeforeValidator(_preset)]
