"""Hair: a volume that shapes the head's outline, patches of colour on it, and what hangs down."""

from itertools import pairwise
from math import cos, radians, sin

from runstrong_pdf.figures.body.hair_styles import HairStyle, Hang
from runstrong_pdf.figures.body.loft import place, slice_at
from runstrong_pdf.figures.body.shell import closed_path, shell
from runstrong_pdf.figures.body.surface import PatchRow, Ring, patch
from runstrong_pdf.figures.body.trunk_form import TrunkForm
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.outline import Ball, Blob, envelope
from runstrong_pdf.figures.part import Coat, Mark, Part, sampled
from runstrong_pdf.figures.path import PATCH_TOLERANCE, smooth_line
from runstrong_pdf.figures.profiles import HAIR, Row, measures
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.style import FINE
from runstrong_pdf.figures.vectors import (
    UP,
    Point,
    Vector,
    add,
    along,
    between,
    distance,
    dot,
    scale,
    subtract,
    unit,
)

# From above the crown is painted as its exact silhouette, from below as the rings that show.
CROWN = (0.0935, 0.101, 0.107, 0.112, 0.117, 0.1195)
CROWN_FROM_BELOW = (0.0925, 0.100, 0.106, 0.112, 0.117, 0.1195)
FROM_ABOVE = -0.02
HAIR_EDGE = 3  # line width, 1/1000: closes the seams between the patches
MIDDLE = 0.05  # height about which a bigger volume grows
# Hanging hair keeps off the head and the back by this cosine.
OFF_THE_BACK = 0.02
# With the face turned down it lies on the nape and the back (levels 0 = hips, 1 = neck).
FACE_DOWN = 0.45
NAPE = 0.040
BACK_LEVELS = (0.98, 0.85, 0.50)
ON_THE_BACK = 0.010
# Places of the curls: heights and angles around the head.
CURL_RINGS = (
    (0.012, range(110, 260, 30)),
    (0.045, range(95, 270, 25)),
    (0.078, range(35, 330, 25)),
    (0.104, range(0, 360, 45)),
)


class Hair:
    """The hair of a head in its axes."""

    def __init__(self, camera: Camera, body: Skeleton, style: HairStyle) -> None:
        self.camera, self.style, self.body = camera, style, body
        self.head, self.axes = body.joints["head"], body.axes["head"]

    def blobs(self) -> list[Blob]:
        """Return the slices of the volume."""
        return [slice_at(self.head, self.axes, self._grown(row)) for row in HAIR]

    def _grown(self, row: Row) -> Row:
        height, width, depth, front, thick = row
        k = self.style.volume
        return (MIDDLE + (height - MIDDLE) * k, width * k, depth * k, front, thick)

    def _ring(self, height: float) -> Ring:
        width, depth, front, _ = measures(HAIR, height)
        below, above = measures(HAIR, height - 0.004), measures(HAIR, height + 0.004)
        slope = (above[0] + above[1] - below[0] - below[1]) / 2 / 0.008
        up, width, depth, front, _ = self._grown((height, width, depth, front, 0.0))
        return Ring(place(self.head, self.axes, (0.0, up, front)), self.axes, width, depth, slope)

    def marks(self, axis: Point) -> list[Mark]:
        """Return the patches of hair to paint on the head, and its edge for line art."""
        from_above = dot(self.camera.towards, self.axes[1]) > FROM_ABOVE
        regions: list[list[PatchRow]] = [
            [(height, first, 182.0) for height, first in self.style.line],
            [(height, -182.0, -first) for height, first in self.style.line],
        ]
        if not from_above:
            regions.append([(height, -180.0, 180.0) for height in CROWN_FROM_BELOW])
        # Separate fills: in one path, opposite windings would cancel out.
        paths = [patch(self.camera, rows, self._ring, least=4, corners=True) for rows in regions]
        if from_above:
            paths.append(self._crown(axis))
        marks = []
        for path in filter(None, paths):
            role = self.style.role
            marks += [Mark(role, path), Mark(role, path, "stroke", HAIR_EDGE)]
        return marks + (self._edges() if self.style.edged else [])

    def _crown(self, axis: Point) -> str:
        blobs: list[Blob] = []
        for height in CROWN:
            row = self._grown((height, *measures(HAIR, height)))
            centre, (x, y, z) = slice_at(self.head, self.axes, row)
            blobs.append((centre, (x, scale(y, 0.35), z)))
        outline = envelope(self.camera, blobs, axis, directions=20, scans=12)
        return closed_path(outline, PATCH_TOLERANCE)

    def _edges(self) -> list[Mark]:
        """Return the visible pieces of the hairline."""
        marks = []
        for sign in (1, -1):
            points = []
            for height, angle in self.style.line:
                ring = self._ring(height)
                if self._seen(ring, sign * angle):
                    points.append(self.camera.flat(ring.at(sign * angle)))
            if len(points) > 2:
                marks.append(Mark("ink", smooth_line(points, PATCH_TOLERANCE), "fine", FINE))
        return marks

    def _seen(self, ring: Ring, angle: float) -> bool:
        x, _, z = ring.axes
        out = add(
            scale(x, sin(radians(angle)) * ring.depth), scale(z, cos(radians(angle)) * ring.width)
        )
        return dot(unit(out), self.camera.towards) > 0.0

    def loose(self) -> Part | None:
        """Return the hair that stands off the head, as a part of its own."""
        if self.style.curls:
            return self._curls()
        return self._hanging(self.style.hang) if self.style.hang else None

    def _curls(self) -> Part:
        """Return curls that bulge past the outline from behind."""
        balls: list[Ball] = []
        for height, angles in CURL_RINGS:
            ring = self._ring(height)
            balls += [(ring.at(angle), self.style.curls) for angle in angles]
        groups = [(i,) for i in range(len(balls))]
        axis = self.camera.heading(self.axes[1], (0.0, 1.0), 0.3)
        outline = shell(self.camera, balls, axis, groups=groups, detail=(12, 40))
        far = along(self.head, self.camera.towards, -0.2)
        part = Part("hair", sampled(self.camera, [(far, 0.06)]), (Coat("hair", outline),))
        part.reach = tuple(sampled(self.camera, balls))
        return part

    def _hanging(self, hang: Hang) -> Part:
        balls = self._chain(hang)
        way = subtract(balls[-1][0], balls[0][0])
        axis = self.camera.heading(way, (0.0, 1.0), 0.01)
        outline = shell(self.camera, balls, axis, detail=(14, 4 + 3 * len(balls)))
        return Part("hair", sampled(self.camera, balls), (Coat(self.style.role, outline),))

    def _chain(self, hang: Hang) -> list[Ball]:
        """Return the balls of hanging hair, evenly spaced along its way."""
        behind = scale(self.axes[2], -1)
        start = place(self.head, self.axes, (0.0, hang.height, -hang.back))
        root = along(start, behind, hang.stand)
        way = [root, along(root, self._fall(), hang.fall)]
        if dot(behind, UP) > FACE_DOWN and hang.fall:
            way = [root, *self._back()]
        count = len(hang.radii) - 1
        shares = (hang.fall * i / max(count - 1, 1) for i in range(count))
        points = [start, *(_point_on(way, share) for share in shares)]
        return list(zip(points, hang.radii, strict=True))

    def _fall(self) -> Vector:
        """Return the way hair hangs: down, but never through the head or the back."""
        down = scale(UP, -1)
        for wall in (self.axes[2], self.body.axes["chest"][2]):
            into = dot(down, wall)
            if into > -OFF_THE_BACK:
                down = unit(along(down, wall, -into - OFF_THE_BACK))
        return down

    def _back(self) -> list[Vector]:
        """Return the nape and the back, on which hair lies when the face is turned down."""
        trunk, neck = TrunkForm(self.body), self.body.axes["neck"]
        nape = along(between(self.body.joints["neck"], self.head, 0.5), neck[2], -NAPE)
        rings = (trunk.ring(level) for level in BACK_LEVELS)
        return [nape, *(along(ring.at(180), ring.axes[2], -ON_THE_BACK) for ring in rings)]


def _point_on(way: list[Vector], far: float) -> Vector:
    """Return the point `far` along a way of straight pieces."""
    for a, b in pairwise(way):
        piece = distance(a, b)
        if far <= piece or b == way[-1]:
            return along(a, unit(subtract(b, a)), far)
        far -= piece
    return way[-1]
