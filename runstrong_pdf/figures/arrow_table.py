"""`[[arrow]]` of a pose file."""

from typing import Literal, Self

from pydantic import Field, model_validator

from runstrong_pdf.figures.joints import Joint
from runstrong_pdf.figures.tables import Table
from runstrong_pdf.figures.vectors import Point, Vector

FrameName = Literal["start", "middle", "end"]


class Arrow(Table):
    """An arrow: along the way a joint takes between two frames, or from a joint `to` somewhere.

    All offsets are on paper, [right, up] in body heights.
    """

    joint: Joint | None = None
    origin: Vector | None = Field(None, alias="from")  # a point in the room instead of a joint
    on: FrameName = "end"
    path: tuple[FrameName, FrameName] = ("start", "end")
    part: Point = (0.0, 1.0)  # which piece of the way is drawn
    shift: Point = (0.0, 0.0)
    from_shift: Point = (0.0, 0.0)
    to: Point | None = None
    bow: float = 0.0  # how far the arrow curves aside, as a share of its length
    both_ways: bool = False

    @model_validator(mode="after")
    def _begins_somewhere(self) -> Self:
        if self.joint is None and (self.origin is None or self.to is None):
            raise ValueError("an arrow needs a joint, or a point `from` together with `to`")
        return self
