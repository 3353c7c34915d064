"""`[[arrow]]` of a pose file."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from runstrong_pdf.figures.joints import Joint
from runstrong_pdf.figures.ranges import Place, Share, Spot, within
from runstrong_pdf.figures.tables import Table

FrameName = Literal["start", "middle", "end"]
# How far an arrow curves aside, as a share of its length.
Bow = Annotated[float, within(-2, 2)]


class Arrow(Table):
    """An arrow: along the way a joint takes between two frames, or from a joint `to` somewhere.

    All offsets are on paper, [right, up] in body heights.
    """

    joint: Joint | None = None
    origin: Place | None = Field(None, alias="from")  # a point in the room instead of a joint
    on: FrameName = "end"
    path: tuple[FrameName, FrameName] = ("start", "end")
    part: tuple[Share, Share] = (0.0, 1.0)  # which piece of the way is drawn
    shift: Spot = (0.0, 0.0)
    from_shift: Spot = (0.0, 0.0)
    to: Spot | None = None
    bow: Bow = 0.0
    both_ways: bool = False

    @model_validator(mode="after")
    def _begins_somewhere(self) -> Self:
        if self.joint is None and (self.origin is None or self.to is None):
            raise ValueError("an arrow needs a joint, or a point `from` together with `to`")
        return self
