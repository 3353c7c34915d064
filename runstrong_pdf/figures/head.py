"""Neck, head and hair: a smooth head with nose, eyes and ears, to see where it looks.

Hair is a volume that shapes the outline of the head, patches of colour on it, and what hangs down.
Skin tones and hair styles are spread over the exercises. Heights of hair are above the head joint,
angles around the head (0 = front, 180 = back), degrees.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, dist, radians, sin
from typing import Any, Literal, NamedTuple
from zlib import crc32

from runstrong_pdf.figures.outline import Ball, Blob, Ellipsoid, envelope
from runstrong_pdf.figures.part import (
    FINE,
    HEAD_SHADE,
    START,
    Coat,
    Mark,
    Part,
    Tube,
    closed_path,
    sampled,
    shell,
)
from runstrong_pdf.figures.path import PATCH_TOLERANCE, ellipse, polyline, smooth_line
from runstrong_pdf.figures.proportions import (
    BODY,
    HAIR,
    HEAD,
    NECK_TRAPS,
    SIDES,
    TRAPEZIUS,
    MuscleTable,
    Row,
    measures,
)
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.trunk import PatchRow, Ring, TrunkForm, patch
from runstrong_pdf.figures.vectors import (
    UP,
    Axes,
    Camera,
    Point,
    Vector,
    add,
    along,
    between,
    dot,
    length,
    place,
    scale,
    sized,
    subtract,
    to_world,
    unit,
)

# (height, first angle that has hair), from nape to crown
HairLine = tuple[tuple[float, float], ...]
HAIRLINES: dict[str, HairLine] = BODY["hairlines"]


class Hang(NamedTuple):
    """Hair that stands off the head: a chain of balls that first goes back, then hangs down."""

    height: float
    back: float
    stand: float
    fall: float
    radii: tuple[float, ...]


class HairStyle(NamedTuple):
    """A way to wear hair: its size against close-cropped hair, where it begins, what hangs down.

    `curls` is their radius along the outline, 0 for smooth hair; of `edged` hair line art draws
    the edge, because its inside stays white.
    """

    role: str = "hair"
    volume: float = 1.05
    line: HairLine = HAIRLINES["usual"]
    hang: Hang | None = None
    curls: float = 0.0
    edged: bool = False
    ears: bool = True


def _style(written: dict[str, Any]) -> HairStyle:
    line = HAIRLINES[written.get("line", "usual")]
    hang = Hang(*written["hang"]) if "hang" in written else None
    return HairStyle(**written | {"line": line, "hang": hang})


STYLES = {name: _style(written) for name, written in BODY["styles"].items()}
HairName = Literal["short", "bun", "ponytail", "curly", "plait", "shaved", "headscarf"]


class Look(NamedTuple):
    """A skin tone, 1 (light) to 6 (dark), and a hair style."""

    skin: int
    hair: HairName


LOOKS = tuple(Look(*row) for row in BODY["looks"])


def look_for(name: str) -> Look:
    """Return the look of a figure whose pose file does not choose one.

    It depends on the name alone, so that a picture does not change when another is added.
    """
    return LOOKS[crc32(name.encode()) % len(LOOKS)]


def slice_at(joint: Vector, axes: Axes, row: Row) -> Ellipsoid:
    """Return the ellipsoid of a ring row: (height, half width, half depth, front, thickness)."""
    height, width, depth, front, thick = row
    return place(joint, axes, (0.0, height, front)), sized(axes, width, thick, depth)


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
        for height, angles in FACE["curls"]:
            ring = self._ring(height)
            balls += [(ring.at(angle), self.style.curls) for angle in angles]
        groups = [(i,) for i in range(len(balls))]
        axis = self.camera.heading(self.axes[1], (0.0, 1.0), 0.3)
        outline = shell(self.camera, balls, axis, groups=groups, detail=(12, 40))
        far = along(self.head, self.camera.towards, -0.2)
        reach = tuple(sampled(self.camera, balls))
        return Part(
            "hair", sampled(self.camera, [(far, 0.06)]), (Coat("hair", outline),), reach=reach
        )

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
        piece = dist(a, b)
        if far <= piece or b == way[-1]:
            return along(a, unit(subtract(b, a)), far)
        far -= piece
    return way[-1]


FACE = BODY["face"]
EAR_HEIGHT = 0.036
EAR_OUT = 0.0460
EAR_SEEN = 0.30  # cosine towards the camera from which an ear is drawn
FACE_SEEN = 0.36  # cosine towards the camera
FACE_WIDE = 0.55  # how wide a face is beside its depth, squared
NECK_BALLS = (0.0300, 0.0298, 0.0300)
SLOPE = -0.9  # how fast the slopes to the shoulders narrow upwards


def neck_part(camera: Camera, body: Skeleton, role: str, marked: MuscleTable) -> Part:
    """Return the neck with the slopes to the shoulders; it runs on into the vest."""
    trunk = TrunkForm(body)
    base, head = body.joints["neck"], body.joints["head"]
    low = along(base, body.axes["chest"][1], 0.004)
    high = along(head, body.axes["head"][1], 0.02)
    balls = [
        (between(base, head, 0.45), NECK_BALLS[0]),
        (head, NECK_BALLS[1]),
        (high, NECK_BALLS[2]),
    ]
    axis = camera.heading(subtract(head, low))
    slopes = [slice_at(*trunk.axes_at(s), (0.0, *row)) for s, *row in TRAPEZIUS]
    blobs: list[Blob] = [*slopes, *balls]
    outline = envelope(camera, blobs, axis)
    x, y = camera.flat(low)
    cut = x * axis[0] + y * axis[1] + 0.006
    places = outline.places
    first = min(next((i for i, u in enumerate(places) if u >= cut), 0), len(places) - 4)
    tube = Tube(outline, axis, places[first], places[-1], shaded=False)
    samples = sampled(camera, [(low, 0.03), *balls])
    rings = [
        Ring(centre, (unit(x), unit(y), unit(z)), length(x), length(z), SLOPE)
        for centre, (x, y, z) in slopes
    ] + [Ring(centre, body.axes["neck"], radius, radius, 0.0) for centre, radius in balls]
    marks = _traps(camera, rings, marked) if role == "skin" else ()
    return Part("neck", samples, (Coat(role, tube, marks),), opened={START})


def _traps(camera: Camera, rings: Sequence[Ring], marked: MuscleTable) -> tuple[Mark, ...]:
    """Return the upper ends of the trapezius, which are seen from the front, too."""
    marks = []
    for side, sign in SIDES.items():
        rows = [
            (i, min(sign * first, sign * last), max(sign * first, sign * last))
            for i, first, last in NECK_TRAPS
        ]
        role = marked.role("traps", side)
        path = patch(camera, rows, lambda i: rings[int(i)]) if role else ""
        if role and path:
            marks.append(Mark(role, path))
    return tuple(marks)


def head_parts(camera: Camera, body: Skeleton, style: str) -> list[Part]:
    """Return the head with its hair, and the hair that stands off it."""
    head, axes = body.joints["head"], body.axes["head"]
    hair = Hair(camera, body, STYLES[style])
    face: list[Blob] = [slice_at(head, axes, row) for row in HEAD]
    volume = hair.blobs()
    first, last = len(face), len(face) + len(volume)
    nose = [(place(head, axes, (0.0, up, ahead)), r) for up, ahead, r in FACE["nose"]]
    groups: list[tuple[int, ...]] = [(i, i + 1) for i in range(last - 1) if i != first - 1]
    groups.append((last, last + 1))
    blobs = [*face, *volume, *nose]
    marks = _face_marks(camera, head, axes)
    axis = camera.heading(axes[1], (0.0, 1.0), 0.3)
    if STYLES[style].ears:
        size = sized(axes, 0.0065, 0.0135, 0.008)
        sides = (place(head, axes, (sign * 0.0440, EAR_HEIGHT, -0.002)) for sign in (1, -1))
        blobs += [(centre, size) for centre in sides]
        groups += [(last + 2,), (last + 3,)]
        marks += _ear_marks(camera, head, axes)
    outline = shell(camera, blobs, axis, groups=groups, shade=HEAD_SHADE, detail=(20, 20))
    dark = STYLES[style].role == "hair"
    coat = Coat("skin", outline, (*hair.marks(axis), *marks), marks_over=dark)
    crown = place(head, axes, (0.0, 0.065, 0.0))
    balls = [
        (place(head, axes, (0.0, 0.03, 0.01)), 0.045),
        (crown, 0.05 * max(1.0, STYLES[style].volume)),
    ]
    part = Part("head", sampled(camera, balls), (coat,))
    loose = hair.loose()
    return [part] if loose is None else [loose, part]


def _face_marks(camera: Camera, head: Vector, axes: Axes) -> list[Mark]:
    """Return those strokes of the face that are turned to the camera, one mark for each width."""
    paths: dict[int, str] = {}
    for width, *stroke in FACE["strokes"]:
        if all(_turned(camera, axes, point) for point in stroke):
            points = [camera.flat(place(head, axes, point)) for point in stroke]
            paths[width] = paths.get(width, "") + polyline(points)
    return [Mark("hair", path, "line", width) for width, path in paths.items()]


def _turned(camera: Camera, axes: Axes, point: Vector) -> bool:
    """Return whether the skin at a point of the face is turned to the camera."""
    x, _, z = point
    return dot(to_world(axes, unit((x / FACE_WIDE, 0.0, z))), camera.towards) > FACE_SEEN


def _ear_marks(camera: Camera, head: Vector, axes: Axes) -> list[Mark]:
    marks = []
    for sign in (1, -1):
        out = scale(axes[0], sign)
        if dot(out, camera.towards) < EAR_SEEN:
            continue
        centre = place(head, axes, (sign * EAR_OUT, EAR_HEIGHT, -0.004))
        wide = camera.flat(add(scale(axes[2], 0.0085), scale(out, 0.005)))
        tall = camera.flat(add(scale(axes[1], 0.0135), scale(axes[2], -0.003)))
        path = ellipse(camera.flat(centre), wide, tall)
        marks += [Mark("skin", path), Mark("ink", path, "stroke", 3)]
    return marks
