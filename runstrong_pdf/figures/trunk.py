"""The trunk: rings along a spine that may bend and twist, clothes and muscles on its surface."""

from collections.abc import Callable, Sequence
from functools import cache
from math import acos, atan2, cos, degrees, hypot, pi, radians, sin
from typing import NamedTuple

from runstrong_pdf.figures.outline import Blob, Ellipsoid
from runstrong_pdf.figures.part import (
    FINE,
    LEAST_MUSCLE,
    TRUNK_SHADE,
    Coat,
    Mark,
    Part,
    Sample,
    sampled,
    shell,
)
from runstrong_pdf.figures.path import PATCH_TOLERANCE, area, cornered, rounded, smooth
from runstrong_pdf.figures.proportions import (
    FANS,
    HEM,
    OVALS,
    SIDES,
    SPINE,
    SPINE_STEPS,
    TRUNK,
    MuscleTable,
    measures,
)
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.vectors import (
    Axes,
    Camera,
    Point,
    Vector,
    along,
    between,
    dot,
    length,
    sized,
    subtract,
    unit,
)

# (place, first angle, last angle); 0 = front, 90 = the figure's left, degrees.
PatchRow = tuple[float, float, float]

BELLY, BELLY_HALF = 0.24, 0.34  # the place on the spine the belly moves most at, and how far around
ARC_STEP = 22.0  # degrees between points along the first and the last row


class Ring(NamedTuple):
    """A horizontal cut: centre, axes, half width, half depth, and how the surface slopes there.

    `slope` is how fast the cut widens upwards; it decides how much of a cone's far side shows.
    """

    centre: Vector
    axes: Axes
    width: float
    depth: float
    slope: float

    def at(self, angle: float) -> Vector:
        """Return the point of the ring at an angle, degrees."""
        x, _, z = self.axes
        sideways = along(self.centre, x, self.width * sin(radians(angle)))
        return along(sideways, z, self.depth * cos(radians(angle)))


class _Arc(NamedTuple):
    ring: Ring
    first: float
    last: float

    def points(self, camera: Camera) -> list[Point]:
        """Return points along the arc on paper."""
        n = max(1, int((self.last - self.first) / ARC_STEP))
        step = (self.last - self.first) / n
        return [camera.flat(self.ring.at(self.first + step * i)) for i in range(n + 1)]


def patch(
    camera: Camera,
    rows: Sequence[PatchRow],
    ring: Callable[[float], Ring],
    *,
    least: float = 8.0,
    corners: bool = False,
) -> str:
    """Return the visible path of a patch, or "" if less than `least` degrees of it show.

    Each row is cut down to the arc that faces the camera, so that a patch wraps exactly onto
    the silhouette.
    """
    arcs: list[_Arc] = []
    seen = 0.0
    for place, first, last in rows:
        arc = _facing(camera, ring(place), first, last)
        if arc is None:
            continue
        seen += arc.last - arc.first
        if arc.last - arc.first >= 0.5:
            arcs.append(arc)
        elif arcs:
            break
    if len(arcs) < 2 or seen / len(rows) < least:
        return ""
    lefts = [camera.flat(a.ring.at(a.first)) for a in arcs]
    rights = [camera.flat(a.ring.at(a.last)) for a in arcs]
    runs = [lefts, arcs[-1].points(camera), rights[::-1], arcs[0].points(camera)[::-1]]
    return cornered(runs) if corners else smooth(runs, PATCH_TOLERANCE)


def _facing(camera: Camera, ring: Ring, first: float, last: float) -> _Arc | None:
    """Return the piece of a row that faces the camera, or None if the ring cannot be seen."""
    x, y, z = (dot(camera.towards, axis) for axis in ring.axes)
    nearest = degrees(atan2(x * ring.width, z * ring.depth))
    slant = ring.slope * y / max(hypot(x, z), 1e-6)
    half = degrees(acos(max(-1.0, min(1.0, slant))))
    if half > 178:
        return _Arc(ring, first, last)
    if half < 2:
        return None
    if last - first > 359:
        return _Arc(ring, nearest - half, nearest + half)
    nearest += 360 * round(((first + last) / 2 - nearest) / 360)
    low, high = nearest - half, nearest + half
    return _Arc(ring, min(max(first, low), high), min(max(last, low), high))


class TrunkForm:
    """The trunk of a body; places along it count from 0 at the hips to 1 at the neck."""

    def __init__(self, body: Skeleton) -> None:
        self.body = body

    def axes_at(self, s: float) -> tuple[Vector, Axes]:
        """Return a point of the spine and its axes; beyond the ends it goes on straight."""
        spine = self.body.spine
        step = min(max(s, 0.0), 1.0) * SPINE_STEPS
        i = min(int(step), SPINE_STEPS - 1)
        (p, a), (q, b) = spine[i], spine[i + 1]
        x, y, z = (unit(between(m, n, step - i)) for m, n in zip(a, b, strict=True))
        beyond = min(s, 0.0) + max(s - 1.0, 0.0)
        return along(between(p, q, step - i), y, beyond * SPINE), (x, y, z)

    def measures(self, s: float) -> tuple[float, float, float, float]:
        """Return half width, half depth, forward shift and thickness at a place on the spine."""
        width, depth, front, thick = measures(TRUNK, s)
        swell = self.body.belly / 2 * max(0.0, 1 - ((s - BELLY) / BELLY_HALF) ** 2)
        return width, depth + swell, front + swell, thick

    def slice(self, s: float, grow: float = 0.0, thickness: float | None = None) -> Ellipsoid:
        """Return the ellipsoid that stands for the trunk at a place on the spine."""
        centre, axes = self.axes_at(s)
        width, depth, front, thick = self.measures(s)
        thick = thick if thickness is None else thickness
        return along(centre, axes[2], front), sized(axes, width + grow, thick, depth + grow)

    def ring(self, s: float) -> Ring:
        """Return the cut through the trunk at a place on the spine."""
        centre, axes = self.axes_at(s)
        width, depth, front, _ = self.measures(s)
        below, above = self.measures(s - 0.02), self.measures(s + 0.02)
        slope = (above[0] + above[1] - below[0] - below[1]) / 2 / (0.04 * SPINE)
        return Ring(along(centre, axes[2], front), axes, width, depth, slope)


LEAST_ON_PAPER = 0.03
SHOULDER_BALL = 0.027  # fills the vest up to the shoulder
SHOULDER_BALL_PLACE = 0.16  # its share of the way from the shoulder to the neck
# The neckline: its lowest place and half its width in degrees; it ends on the slope to the neck.
# There is none at the back: from behind, figures would seem to be seen from the front.
NECKLINE = (0.925, 50.0)
NECK_RING, THROAT_RING = 1.075, 1.05
FRONT_SEEN = 0.15  # cosine; of a chest turned further away the neckline would be a blot


def trunk_parts(
    camera: Camera, body: Skeleton, marked: MuscleTable, *, bare_throat: bool
) -> list[Part]:
    """Return the hips in shorts and the torso in its vest, cut low where the throat is bare."""
    trunk = TrunkForm(body)
    up = subtract(body.joints["neck"], body.joints["pelvis"])
    axis = camera.heading(up, (0.0, 1.0), LEAST_ON_PAPER)
    hem = trunk.slice(HEM, grow=0.002, thickness=0.004)
    hips: list[Blob] = [*(trunk.slice(row[0]) for row in TRUNK if row[0] < HEM), hem]
    chest: list[Blob] = [hem, *(trunk.slice(row[0]) for row in TRUNK if row[0] > HEM)]
    groups = _shouldered(body, chest)
    below = shell(camera, hips, axis, shade=TRUNK_SHADE)
    above = shell(camera, chest, axis, groups=groups, shade=TRUNK_SHADE)
    marks = _marks(camera, trunk, marked, bare_throat=bare_throat)
    return [
        Part("pelvis", _samples(camera, hips), (Coat("shorts", below),)),
        Part("torso", _samples(camera, chest), (Coat("vest", above, marks),)),
    ]


def _shouldered(body: Skeleton, chest: list[Blob]) -> list[tuple[int, ...]]:
    """Add a ball at each shoulder to the chest; return what is hulled with what."""
    n = len(chest)
    groups: list[tuple[int, ...]] = [(i, i + 1) for i in range(n - 1)]
    for side in SIDES:
        place = between(body.joints[f"{side}.shoulder"], body.joints["neck"], SHOULDER_BALL_PLACE)
        chest.append((place, SHOULDER_BALL))
        ball = len(chest) - 1
        groups += [(ball, n - 3, n - 2), (ball, n - 1)]
    return groups


def _samples(camera: Camera, blobs: list[Blob]) -> list[Sample]:
    """Return samples as wide as the trunk, within limits: it is wider than it is deep."""
    balls = [
        (centre, size if isinstance(size, float) else min(max(length(size[0]), 0.03), 0.075))
        for centre, size in blobs
    ]
    return sampled(camera, balls)


def _marks(
    camera: Camera, trunk: TrunkForm, marked: MuscleTable, *, bare_throat: bool
) -> tuple[Mark, ...]:
    neckline: list[Mark] = []
    in_front = dot(trunk.body.axes["chest"][2], camera.towards) > FRONT_SEEN
    path = patch(camera, _scoop(), trunk.ring) if bare_throat and in_front else ""
    if path:
        # Seen from above, the throat is seen behind the front of the vest.
        throat = [camera.flat(trunk.ring(THROAT_RING).at(30.0 * i)) for i in range(12)]
        neckline = [Mark("skin", path), Mark("ink", path, "fine", FINE)]
        neckline.append(Mark("skin", rounded(throat)))
    muscles: list[Mark] = []
    for muscle, side, rows in _muscle_patches():
        role = marked.role(muscle, side)
        path = patch(camera, rows, trunk.ring) if role else ""
        if role and path and area(path) > LEAST_MUSCLE:
            muscles.append(Mark(role, path))
    # What works most is over what helps: the trapezius reaches over the muscles between the blades.
    return (*neckline, *sorted(muscles, key=lambda mark: mark.role, reverse=True))


@cache
def _muscle_patches() -> list[tuple[str, str, Sequence[PatchRow]]]:
    """Return every muscle of the trunk: its name, its side, and the rows of its patch."""
    ovals = {muscle: _oval_rows(*oval) for muscle, oval in OVALS.items()}
    patches: list[tuple[str, str, Sequence[PatchRow]]] = []
    for muscle, rows in (FANS | ovals).items():
        patches.append((muscle, "left", rows))
        if not any(first < 0 for _, first, _ in rows):  # one across the middle has no twin
            patches.append((muscle, "right", [(s, -last, -first) for s, first, last in rows]))
    return patches


def _oval_rows(low: float, high: float, first: float, last: float) -> tuple[PatchRow, ...]:
    """Return the rows of a rounded patch."""
    rows = []
    middle, half = (first + last) / 2, (last - first) / 2
    for i in range(9):
        q = i / 8
        width = half * max((1 - abs(2 * q - 1) ** 2.3) ** (1 / 2.3), 0.03)
        rows.append((low + (high - low) * q, middle - width, middle + width))
    return tuple(rows)


def _scoop(count: int = 8) -> list[PatchRow]:
    """Return the rows of the neckline: a curve that opens upwards."""
    (lowest, half), rows = NECKLINE, []
    for i in range(count + 1):
        q = i / count
        width = half * max(0.04, sin(q * pi / 2) ** 0.62)
        rows.append((lowest + (NECK_RING - lowest) * q, -width, width))
    return rows
