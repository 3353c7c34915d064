"""A part of the picture: what it looks like, and the samples that decide what hides what.

Of two segments of one limb the one painted later has its cap at the common joint flattened and
not stroked. That makes clean joints, with a natural crease on the inside of the bend. Line weights
count in 1/1000 body height.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import dist

from runstrong_pdf.figures.drawing import Kind, Shape
from runstrong_pdf.figures.outline import Blob, Envelope, envelope
from runstrong_pdf.figures.path import (
    FLAT,
    OUTLINE_TOLERANCE,
    SHADE_TOLERANCE,
    curves,
    fit,
    line,
    move,
    smooth,
    smooth_pieces,
)
from runstrong_pdf.figures.vectors import Camera, Point, Vector

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


@dataclass(frozen=True, slots=True)
class Contours:
    """The paths of an outline: its area, the line around it, and the strip in the shade."""

    fill: str
    stroke: str
    shade: str = ""


FLATTEN = 0.72  # how much of an open cap's bulge is taken away
SHADE_FLAT = 0.003
# A segment this short on paper points at the camera: it has caps but no sides.
SHORT = 0.05


@dataclass(frozen=True, slots=True)
class Tube:
    """An envelope cut into two sides and two caps at its joints, `start` and `end` on the axis.

    An open cap is flattened by the share `flatten`, one at the start that is not open by `blunt`.
    A `short` one points at the camera; its curves may be off by `tolerance` (body heights).
    """

    envelope: Envelope
    axis: Point
    start: float
    end: float
    flatten: float = FLATTEN
    blunt: float = 0.0
    shaded: bool = True
    short: bool = False
    tolerance: float = OUTLINE_TOLERANCE

    def contours(self, opened: frozenset[str]) -> Contours:
        """Return the contours with the caps at the `opened` ends left out of the stroke."""
        ends = frozenset[str]() if self.short else opened
        runs = self._runs(ends)
        loose = {number for number, end in ((1, END), (3, START)) if end in ends}
        pieces = smooth_pieces(runs, self.tolerance, FLAT, loose)
        first, opposite = move(runs[0][0]), move(runs[2][0])
        upper, cap_end, lower, cap_start = pieces
        fill = first + "".join(pieces) + "Z"
        match START in ends, END in ends:
            case True, True:
                stroke = first + upper + opposite + lower
            case True, False:
                stroke = first + upper + cap_end + lower
            case False, True:
                stroke = opposite + lower + cap_start + upper
            case _:
                stroke = fill
        return Contours(fill, stroke, self._shade(runs, pieces, ends) if self.shaded else "")

    def _runs(self, opened: frozenset[str]) -> list[list[Point]]:
        """Return upper side, end cap, lower side and start cap, in the order of the outline."""
        upper, lower = self.envelope.upper, self.envelope.lower
        i, j = self._joints()
        cap_end = upper[j:] + lower[j:][::-1]
        cap_start = lower[: i + 1][::-1] + upper[: i + 1]
        if END in opened:
            cap_end = self._flattened(cap_end, self.end, self.flatten)
        flat = self.flatten if START in opened else self.blunt
        if flat:
            cap_start = self._flattened(cap_start, self.start, flat)
        return [upper[i : j + 1], cap_end, lower[i : j + 1][::-1], cap_start]

    def _joints(self) -> tuple[int, int]:
        """Return the indexes of the scan lines at the two joints."""
        places = self.envelope.places
        last = len(places) - 1
        if self.short:
            return 0, last
        i = next((k for k, u in enumerate(places) if u >= self.start - 1e-9), 0)
        j = next((k for k in range(last, -1, -1) if places[k] <= self.end + 1e-9), last)
        return i, j

    def _flattened(self, cap: list[Point], joint: float, share: float) -> list[Point]:
        ax, ay = self.axis
        out = []
        for x, y in cap[1:-1]:
            back = (x * ax + y * ay - joint) * share
            out.append((x - ax * back, y - ay * back))
        return [cap[0], *out, cap[-1]]

    def _shade(self, runs: list[list[Point]], pieces: list[str], opened: frozenset[str]) -> str:
        """Return the strip along the side turned from the light; its edge repeats the outline."""
        side, inner = _shaded(runs, self.axis, LIMB_SHADE)
        edge, sign = runs[side], 1 - side
        start, end = self._rounding(runs, opened)
        first, last = (start, end) if sign > 0 else (end, start)
        before = self._ahead(inner[-1], -sign * first)
        after = self._ahead(inner[0], sign * last)
        back = "".join(curves(fit(inner, SHADE_TOLERANCE), SHADE_FLAT))
        return f"{move(before)}{line(edge[0])}{pieces[side]}{line(after)}{line(inner[0])}{back}Z"

    def _rounding(self, runs: list[list[Point]], opened: frozenset[str]) -> tuple[float, float]:
        """Return how far the shade reaches past each joint, so that it bends round the cap."""
        if self.short:
            return 0.0, 0.0
        widths = (dist(runs[0][0], runs[2][-1]), dist(runs[0][-1], runs[2][0]))
        start, end = (
            0.25 * width * (1.2 if name in opened else 1.0)
            for width, name in zip(widths, (START, END), strict=True)
        )
        return start, end

    def _ahead(self, p: Point, far: float) -> Point:
        return (p[0] + self.axis[0] * far, p[1] + self.axis[1] * far)


def closed_path(outline: Envelope, tolerance: float = OUTLINE_TOLERANCE) -> str:
    """Return the path around an envelope."""
    return smooth(_around(outline), tolerance)


def _around(outline: Envelope) -> list[list[Point]]:
    """Return the four runs of a closed outline: upper side, end, lower side, start."""
    up, down = outline.upper, outline.lower
    return [up, [up[-1], down[-1]], down[::-1], [down[0], up[0]]]


def shell(
    camera: Camera,
    blobs: Sequence[Blob],
    axis: Point,
    *,
    groups: Iterable[tuple[int, ...]] | None = None,
    shade: float = 0.0,
    detail: tuple[int, int] = (20, 18),
    tolerance: float = OUTLINE_TOLERANCE,
) -> Contours:
    """Return the outline of blobs; the share `shade` of its width lies in the shade.

    `detail` is how many directions and scans the envelope has; see there for the rest.
    """
    directions, scans = detail
    outline = envelope(camera, blobs, axis, directions=directions, scans=scans, groups=groups)
    runs = _around(outline)
    pieces = smooth_pieces(runs, tolerance)
    path = move(runs[0][0]) + "".join(pieces) + "Z"
    return Contours(path, path, _shade(runs, pieces, axis, shade) if shade else "")


def _shade(runs: list[list[Point]], pieces: list[str], axis: Point, share: float) -> str:
    """Return the strip along the side turned from the light; its edge repeats the outline."""
    side, inner = _shaded(runs, axis, share)
    back = "".join(curves(fit(inner, SHADE_TOLERANCE)))
    return f"{move(runs[side][0])}{pieces[side]}{line(inner[0])}{back}Z"


def _shaded(runs: list[list[Point]], axis: Point, share: float) -> tuple[int, list[Point]]:
    """Return which run is turned from the light, and the way back inside it."""
    lit_above = -axis[1] * LIGHT[0] + axis[0] * LIGHT[1] >= 0
    side = 2 if lit_above else 0
    pairs = zip(runs[side], runs[2 - side][::-1], strict=True)
    return side, [(x + (u - x) * share, y + (v - y) * share) for (x, y), (u, v) in pairs][::-1]


# x, y on paper, radius, depth; all in body heights.
Sample = tuple[float, float, float, float]


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
    outline: Tube | Contours
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
    """A part of the figure or of the equipment."""

    name: str  # "torso", "left.hand", "chair.seat", ...
    samples: list[Sample]  # balls that stand for its volume when parts are compared
    coats: tuple[Coat | Cord, ...] = ()  # its layers, if it is a part of the body
    shapes: tuple[Shape, ...] = ()  # what to paint, if it is equipment
    bias: float = 0.0  # how much nearer than it is it counts, body heights
    far: bool = False  # on the far side of the body
    hangs: bool = False  # a thigh that hangs down, under the vest whatever its depth
    opened: set[str] = field(default_factory=set)  # ends that run on into a part already painted
    reach: tuple[Sample, ...] = ()  # where it is on paper, if its samples only decide its depth


def sampled(camera: Camera, balls: list[tuple[Vector, float]]) -> list[Sample]:
    """Return the samples of balls (centre, radius)."""
    return [(*camera.flat(centre), radius, camera.depth(centre)) for centre, radius in balls]
