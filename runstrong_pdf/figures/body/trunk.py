"""The trunk: shorts below the hem, vest above, muscles and necklines on its surface."""

from math import pi, sin

from runstrong_pdf.figures.body.shell import shell
from runstrong_pdf.figures.body.surface import PatchRow, Ring, patch
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.muscles import CHEST, TRUNK_MARKS, Marked, Oval
from runstrong_pdf.figures.outline import Blob, Ellipsoid
from runstrong_pdf.figures.part import Coat, Mark, Part, Sample
from runstrong_pdf.figures.profiles import HEM, TRUNK, measures
from runstrong_pdf.figures.proportions import SIDES, SPINE, SPINE_STEPS
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.style import TRUNK_SHADE
from runstrong_pdf.figures.vectors import (
    Axes,
    Point,
    Vector,
    along,
    between,
    length,
    scale,
    subtract,
    unit,
)

LEAST_ON_PAPER = 0.03
SHOULDER_BALL = 0.027  # fills the vest up to the shoulder
SHOULDER_BALL_PLACE = 0.16  # its share of the way from the shoulder to the neck
# Necklines: (angle, lowest place, half width in degrees); they end on the slope to the neck.
NECKLINES = ((0.0, 0.925, 50.0), (180.0, 0.965, 46.0))
NECK_RING = 1.075


class Trunk:
    """The surface of a trunk whose spine may bend and twist."""

    def __init__(self, camera: Camera, body: Skeleton) -> None:
        self.camera, self.body = camera, body

    def axes_at(self, s: float) -> tuple[Vector, Axes]:
        """Return a point of the spine and its axes; beyond the ends it goes on straight."""
        spine = self.body.spine
        step = min(max(s, 0.0), 1.0) * SPINE_STEPS
        i = min(int(step), SPINE_STEPS - 1)
        (p, a), (q, b) = spine[i], spine[i + 1]
        x, y, z = (unit(between(m, n, step - i)) for m, n in zip(a, b, strict=True))
        beyond = min(s, 0.0) + max(s - 1.0, 0.0)
        return along(between(p, q, step - i), y, beyond * SPINE), (x, y, z)

    def slice(self, s: float, grow: float = 0.0, thickness: float | None = None) -> Ellipsoid:
        """Return the ellipsoid that stands for the trunk at a place on the spine."""
        centre, (x, y, z) = self.axes_at(s)
        width, depth, front, thick = measures(TRUNK, s)
        thick = thick if thickness is None else thickness
        axes = (scale(x, width + grow), scale(y, thick), scale(z, depth + grow))
        return along(centre, z, front), axes

    def ring(self, s: float) -> Ring:
        """Return the cut through the trunk at a place on the spine."""
        centre, axes = self.axes_at(s)
        width, depth, front, _ = measures(TRUNK, s)
        below, above = measures(TRUNK, s - 0.02), measures(TRUNK, s + 0.02)
        slope = (above[0] + above[1] - below[0] - below[1]) / 2 / (0.04 * SPINE)
        return Ring(along(centre, axes[2], front), axes, width, depth, slope)

    @property
    def axis(self) -> Point:
        """Return the direction of the trunk on paper."""
        joints = self.body.joints
        up = subtract(joints["neck"], joints["pelvis"])
        return self.camera.heading(up, (0.0, 1.0), LEAST_ON_PAPER)


def trunk_parts(camera: Camera, body: Skeleton, marked: Marked) -> list[Part]:
    """Return the hips in shorts and the torso in its vest."""
    trunk = Trunk(camera, body)
    hem = trunk.slice(HEM, grow=0.002, thickness=0.004)
    hips: list[Blob] = [*(trunk.slice(row[0]) for row in TRUNK if row[0] < HEM), hem]
    chest: list[Blob] = [hem, *(trunk.slice(row[0]) for row in TRUNK if row[0] > HEM)]
    return [
        _part(trunk, "pelvis", hips, "shorts", (), None),
        _part(trunk, "torso", chest, "vest", _marks(trunk, marked), _shouldered(body, chest)),
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


def _part(
    trunk: Trunk,
    name: str,
    blobs: list[Blob],
    role: str,
    marks: tuple[Mark, ...],
    groups: list[tuple[int, ...]] | None,
) -> Part:
    camera = trunk.camera
    outline = shell(camera, blobs, trunk.axis, groups=groups, shade=TRUNK_SHADE)
    samples: list[Sample] = []
    for centre, size in blobs:
        radius = size if isinstance(size, float) else min(max(length(size[0]), 0.03), 0.075)
        samples.append((*camera.flat(centre), radius, camera.depth(centre)))
    return Part(name, samples, (Coat(role, outline, marks),))


def _marks(trunk: Trunk, marked: Marked) -> tuple[Mark, ...]:
    marks = []
    for muscle, side, rows in _muscle_patches():
        role = marked.role(muscle, side)
        path = patch(trunk.camera, rows, trunk.ring) if role else ""
        if role and path:
            marks.append(Mark(role, path))
    for angle, lowest, half in NECKLINES:
        path = patch(trunk.camera, _scoop(angle, lowest, half), trunk.ring)
        if path:
            marks += [Mark("skin", path), Mark("ink", path, "fine", 2)]
    return tuple(marks)


def _muscle_patches() -> list[tuple[str, str, list[PatchRow]]]:
    """Return every muscle of the trunk: its name, its side, and the rows of its patch."""
    patches = [
        ("chest", "left", list(CHEST)),
        ("chest", "right", [(s, -last, -first) for s, first, last in CHEST]),
    ]
    for muscle, ovals in TRUNK_MARKS.items():
        for oval in ovals:
            side = "left" if (oval.left + oval.right) % 360 < 180 else "right"
            patches.append((muscle, side, _oval_rows(oval)))
    return patches


def _oval_rows(oval: Oval, count: int = 9, power: float = 2.3) -> list[PatchRow]:
    rows = []
    middle, half = (oval.left + oval.right) / 2, (oval.right - oval.left) / 2
    for i in range(count):
        q = i / (count - 1)
        width = half * max((1 - abs(2 * q - 1) ** power) ** (1 / power), 0.03)
        rows.append((oval.low + (oval.high - oval.low) * q, middle - width, middle + width))
    return rows


def _scoop(angle: float, lowest: float, half: float, count: int = 8) -> list[PatchRow]:
    """Return the rows of a neckline: a curve that opens upwards."""
    rows = []
    for i in range(count + 1):
        q = i / count
        width = half * max(0.04, sin(q * pi / 2) ** 0.62)
        rows.append((lowest + (NECK_RING - lowest) * q, angle - width, angle + width))
    return rows
