"""A drawing: shapes with colour roles, in painter's order. No colour is decided here.

Numbers count in 1/1000 body height, x to the right, y down; the origin is the same in all frames
of a drawing, so that hands and feet that stay where they are do not jump.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Box = tuple[int, int, int, int]

Kind = Literal["fill", "stroke", "rim", "fine", "line", "butt"]
Tone = Literal["", "shade", "far", "far-shade"]


class Shape(NamedTuple):
    """One painted thing.

    Attributes:
        kind: "fill" an area; "stroke" a contour, which keeps its weight however large the picture
            is printed; "rim" the heavy outer contour; "fine" a contour only line art needs;
            "line" a stroke that is a thing itself (a bar, an arrow) and grows with the picture;
            "butt" such a stroke with square ends (a band).
        role: what it is: skin, vest, shorts, hair, shoe, sole, m1, m2 (muscles), ink, band, ...
        path: SVG path data, absolute M L C Z only, one segment a letter, whole numbers.
        width: stroke width; 0 for fills.
        edge: what a contour on both sides adds to the width of a "line" or "butt"; like other
            contours it keeps its weight.
        tone: "shade" turned from the light, "far" on the far side of the body, or both.
        light: a face of a solid thing, per cent lighter (+) or darker (-) than its role.
    """

    kind: Kind
    role: str
    path: str
    width: int = 0
    tone: Tone = ""
    light: int = 0
    edge: int = 0


class Frame(NamedTuple):
    """One picture.

    Attributes:
        name: "start", "middle" or "end"; "hands" for the inset, "front" and "back" for a map.
        shapes: what to paint, in order.
        box: left, top, right and bottom of everything to be seen.
        cropped: an edge of the box is a cut: what lies outside must be clipped.
        description: what a reader who does not see the picture is told.
    """

    name: str
    shapes: tuple[Shape, ...]
    box: Box
    cropped: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All pictures of one exercise.

    Attributes:
        name: the exercise.
        frames: start, middle and end, as far as there are any.
        insets: further pictures, such as the hands from above.
        skin: number of the skin tone, 1 (light) to 6 (dark), that this figure has by default.
        band: colour of the band where nothing else is asked for; empty for the theme's own.
    """

    name: str
    frames: tuple[Frame, ...]
    insets: tuple[Frame, ...] = ()
    skin: int = 2
    band: str = ""
