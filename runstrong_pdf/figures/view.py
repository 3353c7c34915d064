"""`view` of a pose file: where the camera stands."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from runstrong_pdf.figures.ranges import Around, Camera
from runstrong_pdf.figures.tables import Table

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
    pitch: Camera = 8.0
    crop: Literal["upper"] | None = None


def _preset(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value not in VIEWS:
        raise ValueError(f"unknown view {value!r}; allowed: {', '.join(VIEWS)}, or a table")
    return VIEWS[value]


View = Annotated[ViewTable, BeforeValidator(_preset)]
