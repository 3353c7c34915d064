"""A part of the picture: what it looks like, and the samples that decide what hides what.

Line weights count in 1/1000 body height.
"""

from dataclasses import dataclass, field
from typing import Protocol

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.drawing import Kind, Shape
from runstrong_pdf.figures.vectors import Point, Vector

FINE = 2  # small things inside a contour
LEAST_MUSCLE = 0.0007  # square body heights; a smaller sliver of a muscle would say nothing
RIM = 9  # the outer contour: half of it shows outside the fills
FINGER_LINE = 6  # contours on both sides of a finger, together
FINGER_RIM = 9
LIGHT: Point = (-0.45, 0.89)  # direction to the light on paper

# How far the shade reaches across a limb, the trunk and the head.
LIMB_SHADE = 0.36
TRUNK_SHADE = 0.22
HEAD_SHADE = 0.16

# Which ends of a limb segment run on into the next segment.
START = "start"
END = "end"

# x, y on paper, radius, depth; all in body heights.
Sample = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Contours:
    """The paths of an outline: its area, the line around it, and the strip in the shade."""

    fill: str
    stroke: str
    shade: str = ""


class Outline(Protocol):
    """Something that knows its contours once it is known which of its ends are open."""

    def contours(self, opened: frozenset[str]) -> Contours:
        """Return the contours; an open end is not stroked."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the surface of a part: a muscle, hair, a neckline."""

    role: str
    path: str
    kind: Kind = "fill"
    width: int = 0


@dataclass(frozen=True, slots=True)
class Coat:
    """One layer of a part: an outline in one colour and the marks on it."""

    role: str
    outline: Outline | Contours
    marks: tuple[Mark, ...] = ()
    stays_open: bool = True  # whether an open far end shows in this coat
    marks_over: bool = False  # whether its marks cover its contour, as hair does that of a head


@dataclass(frozen=True, slots=True)
class Cord:
    """Something long and thin with round ends, such as a finger: strokes instead of an outline.

    `core` is the path down its middle, contoured on both sides; `root` is the same begun deeper
    in what it grows from, to cover the contour there. Its width counts in 1/1000 body height.
    """

    role: str
    core: str
    root: str
    width: int


@dataclass(slots=True)
class Part:
    """A part of the figure or of the equipment.

    Attributes:
        name: "torso", "left.hand", "chair.seat", ...
        samples: balls that stand for its volume when parts are compared.
        coats: its layers, if it is a part of the body.
        shapes: what to paint, if it is equipment.
        bias: how much nearer than it is it counts, body heights.
        far: whether it belongs to the far side of the body.
        opened: ends that run on into a part already painted.
        hangs: a thigh that hangs down, under the vest whatever its depth.
        reach: where it is on paper, if its samples only decide its depth.
    """

    name: str
    samples: list[Sample]
    coats: tuple[Coat | Cord, ...] = ()
    shapes: tuple[Shape, ...] = ()
    bias: float = 0.0
    far: bool = False
    hangs: bool = False
    opened: set[str] = field(default_factory=set)
    reach: tuple[Sample, ...] = ()


def sampled(camera: Camera, balls: list[tuple[Vector, float]]) -> list[Sample]:
    """Return the samples of balls (centre, radius)."""
    return [(*camera.flat(centre), radius, camera.depth(centre)) for centre, radius in balls]
