"""`props` of a pose file: the equipment in the picture."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from runstrong_pdf.figures.joints import Joint
from runstrong_pdf.figures.tables import Table
from runstrong_pdf.figures.vectors import Point, Vector

Anchor = Joint | Vector | tuple[Joint, Vector]


class Mat(Table):
    """An exercise mat under everything that is low."""

    type: Literal["mat"]


class Dumbbell(Table):
    """A dumbbell in one hand or in each."""

    type: Literal["dumbbell"]
    hand: Literal["both", "left", "right"] = "both"


class Band(Table):
    """A taut band through joints or points [x, y, z]."""

    type: Literal["band"]
    through: tuple[Anchor, ...] = Field(min_length=2)
    colour: str | None = None


class Towel(Table):
    """A towel held taut: wide and pale."""

    type: Literal["towel"]
    through: tuple[Anchor, ...] = Field(min_length=2)


class Chair(Table):
    """A kitchen chair; `at` is the middle of the front edge of its seat on the floor plan."""

    type: Literal["chair"]
    at: Point = (0.0, 0.0)
    turn: float = 0.0
    seat: float = 0.262


class Step(Table):
    """A solid block, such as a step or a worktop; `at` is the middle of its front edge."""

    type: Literal["step"]
    at: Point = (0.0, 0.0)
    turn: float = 0.0
    height: float = 0.12
    width: float = 0.40
    depth: float = 0.22


class Wall(Table):
    """A wall across the room at `z`, or along it at `x`."""

    type: Literal["wall"]
    z: float | None = None
    x: float | None = None
    height: float = 1.0


class DoorAnchor(Table):
    """The edge of a door with the loop a band is fixed to, at a point [x, y, z]."""

    type: Literal["anchor"]
    at: Vector


def _named(value: object) -> object:
    """Let `"mat"` stand for `{ type = "mat" }`."""
    return {"type": value} if isinstance(value, str) else value


Prop = Annotated[
    Annotated[
        Mat | Dumbbell | Band | Towel | Chair | Step | Wall | DoorAnchor,
        Field(discriminator="type"),
    ],
    BeforeValidator(_named),
]
