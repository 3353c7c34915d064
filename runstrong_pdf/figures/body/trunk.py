"""The trunk: shorts below the hem, vest above, muscles and necklines on its surface."""

from math import pi, sin

from runstrong_pdf.figures.body.shell import shell
from runstrong_pdf.figures.body.surface import PatchRow, patch
from runstrong_pdf.figures.body.trunk_form import TrunkForm
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.muscles import CHEST, TRUNK_MARKS, Marked, Oval
from runstrong_pdf.figures.outline import Blob
from runstrong_pdf.figures.part import Coat, Mark, Part, Sample
from runstrong_pdf.figures.profiles import HEM, TRUNK
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.style import FINE, TRUNK_SHADE
from runstrong_pdf.figures.vectors import Point, between, length, subtract

LEAST_ON_PAPER = 0.03
SHOULDER_BALL = 0.027  # fills the vest up to the shoulder
SHOULDER_BALL_PLACE = 0.16  # its share of the way from the shoulder to the neck
# Necklines: (angle, lowest place, half width in degrees); they end on the slope to the neck.
NECKLINES = ((0.0, 0.925, 50.0), (180.0, 0.965, 46.0))
NECK_RING = 1.075
LEAST_NECKLINE = 20.0  # degrees; a thinner sliver at the edge would look like a blot


def trunk_parts(camera: Camera, body: Skeleton, marked: Marked, *, bare_throat: bool) -> list[Part]:
    """Return the hips in shorts and the torso in its vest, cut low where the throat is bare."""
    trunk, axis = TrunkForm(body), _axis(camera, body)
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


def _axis(camera: Camera, body: Skeleton) -> Point:
    """Return the direction of the trunk on paper."""
    up = subtract(body.joints["neck"], body.joints["pelvis"])
    return camera.heading(up, (0.0, 1.0), LEAST_ON_PAPER)


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
    samples: list[Sample] = []
    for centre, size in blobs:
        radius = size if isinstance(size, float) else min(max(length(size[0]), 0.03), 0.075)
        samples.append((*camera.flat(centre), radius, camera.depth(centre)))
    return samples


def _marks(
    camera: Camera, trunk: TrunkForm, marked: Marked, *, bare_throat: bool
) -> tuple[Mark, ...]:
    marks = []
    for muscle, side, rows in _muscle_patches():
        role = marked.role(muscle, side)
        path = patch(camera, rows, trunk.ring) if role else ""
        if role and path:
            marks.append(Mark(role, path))
    for angle, lowest, half in NECKLINES if bare_throat else ():
        path = patch(camera, _scoop(angle, lowest, half), trunk.ring, least=LEAST_NECKLINE)
        if path:
            marks += [Mark("skin", path), Mark("ink", path, "fine", FINE)]
    return tuple(marks)


def _muscle_patches() -> list[tuple[str, str, list[PatchRow]]]:
    """Return every muscle of the trunk: its name, its side, and the rows of its patch."""
    patches = [
        ("chest", "left", list(CHEST)),
        ("chest", "right", [(s, -last, -first) for s, first, last in CHEST]),
    ]
    for muscle, ovals in TRUNK_MARKS.items():
        for oval in ovals:
            side = "left" if (oval.left + oval.right) / 2 % 360 < 180 else "right"
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
