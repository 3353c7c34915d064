"""`props` of a pose file: the equipment in the picture."""

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from runstrong_pdf.figures import values
from runstrong_pdf.figures.values import Table


def _anchor(value: object, read: ValidatorFunctionWrapHandler) -> object:
    """Tell in one line what an anchor may be, not three ways in which it is none."""
    try:
        return read(value)
    except ValidationError:
        raise ValueError(
            f"{value!r} is no anchor; allowed: a joint, [x, y, z] or [joint, [x, y, z]]; "
            f"joints: {', '.join((*values.MIDDLE, *values.PAIRED))}"
        ) from None


Anchor = Annotated[
    values.Joint | values.Place | tuple[values.Joint, values.Place], WrapValidator(_anchor)
]


def _at_least(count: int, what: str) -> AfterValidator:
    """Return what refuses lists that are too short."""

    def enough(points: tuple[object, ...]) -> tuple[object, ...]:
        if len(points) < count:
            raise ValueError(f"needs at least {count} {what}; it has {len(points)}")
        return points

    return AfterValidator(enough)


Way = Annotated[tuple[Anchor, ...], _at_least(2, "anchors")]


class Mat(Table):
    """An exercise mat under everything that is low."""

    type: Literal["mat"]


class Dumbbell(Table):
    """A dumbbell in one hand or in each, or one between both palms."""

    type: Literal["dumbbell"]
    hand: Literal["both", "left", "right", "between"] = "both"
    size: Annotated[float, values.within(0.5, 1.2)] = 1.0

    @property
    def fists(self) -> tuple[str, ...]:
        """The hands that hold one of their own."""
        return {"both": ("left", "right"), "between": ()}.get(self.hand, (self.hand,))


class Band(Table):
    """A taut band through joints or points [x, y, z]."""

    type: Literal["band"]
    through: Way
    colour: str | None = None


class Towel(Table):
    """A towel held taut: wide and pale."""

    type: Literal["towel"]
    through: Way


class Panel(Table):
    """A flat thing of any outline: a hold on a wall, the side of a boat, water, a ball, a racket.

    `net` strings it; number its corners evenly round the middle then.
    """

    type: Literal["panel"]
    corners: Annotated[tuple[Anchor, ...], _at_least(3, "corners")]
    colour: Literal["wood", "steel", "wall", "water", "white", "yellow"] = "wood"
    round: bool = False
    net: bool = False


class Chair(Table):
    """A kitchen chair; `at` is the middle of the front edge of its seat on the floor plan."""

    type: Literal["chair"]
    at: values.Spot = (0.0, 0.0)
    turn: values.Around = 0.0
    seat: values.Size = 0.262


class Step(Table):
    """A solid block, such as a step or a worktop; `at` is the middle of its front edge."""

    type: Literal["step"]
    at: values.Spot = (0.0, 0.0)
    turn: values.Around = 0.0
    height: values.Size = 0.12
    width: values.Size = 0.40
    depth: values.Size = 0.22


class Wall(Table):
    """A wall across the room at `z`."""

    type: Literal["wall"]
    z: values.Length | None = None
    height: values.Size = 1.0


class DoorAnchor(Table):
    """A door with the loop a band is fixed to, near its edge, at a point [x, y, z]."""

    type: Literal["anchor"]
    at: values.Place


def _named(value: object) -> object:
    """Let `"mat"` stand for `{ type = "mat" }`."""
    return {"type": value} if isinstance(value, str) else value


Prop = Annotated[
    Annotated[
        Mat | Dumbbell | Band | Towel | Panel | Chair | Step | Wall | DoorAnchor,
        Field(discriminator="type"),
    ],
    BeforeValidator(_named),
]
