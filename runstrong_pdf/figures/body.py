"""The figure: limbs with their muscles, shorts and shoes, hands, and all parts of a posed body.

Points of a hand are (along the fingers, towards the palm side, towards the thumb side) from the
wrist, in body heights; angles in degrees.
"""

from math import atan2, cos, degrees, dist, fsum, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

from runstrong_pdf.figures.head import STYLES, head_parts, neck_part
from runstrong_pdf.figures.outline import Ball, Blob, envelope
from runstrong_pdf.figures.part import (
    FINE,
    LEAST_MUSCLE,
    SHORT,
    Coat,
    Cord,
    Mark,
    Part,
    Tube,
    sampled,
    shell,
)
from runstrong_pdf.figures.path import PATCH_TOLERANCE, area, cornered, polyline, smooth
from runstrong_pdf.figures.proportions import (
    ANKLE_HEIGHT,
    BALL,
    BODY,
    LIMB_MARKS,
    PROFILES,
    SHORTS_END,
    SHORTS_GROW,
    SIDES,
    LimbMark,
    MuscleTable,
    Profile,
    measures,
)
from runstrong_pdf.figures.skeleton import Bone, Foot, Skeleton, smoothstep
from runstrong_pdf.figures.trunk import trunk_parts
from runstrong_pdf.figures.vectors import (
    ZERO,
    Axes,
    Camera,
    Point,
    Vector,
    add,
    along,
    cross,
    dot,
    place,
    scale,
    sized,
    square_to,
    to_world,
    unit,
)


class FingerMeasure(NamedTuple):
    """A finger: its knuckle (along, aside), its length and its radius."""

    along: float
    aside: float
    length: float
    radius: float


# Index, middle, ring and little finger
FINGERS = tuple(FingerMeasure(*row) for row in BODY["hands"]["fingers"])
THUMB_RADIUS = 0.0092
WRIST_RADIUS = 0.0152
PALM_BLOBS = BODY["hands"]["palm"]


class HandForm(NamedTuple):
    """How each finger leans to the thumb side, and the halves of all bend to the palm side.

    `sag` is how far the palm bends between wrist and knuckles, body heights.
    """

    spread: tuple[float, float, float, float]
    curl: tuple[float, float]
    thumb: tuple[Vector, Vector, Vector]
    sag: float = 0.0


FORMS = {name: HandForm(**form) for name, form in BODY["hands"]["forms"].items()}

ROOT = 1.3  # how far a finger reaches into the palm, in its radii
FORESHORTENED = 0.4  # share of its length below which a hand or finger is seen end-on
# How much nearer than the palm a finger must be to be painted over it, body heights.
OVER_PALM = -0.004
BENT = 60.0  # degrees of curl from which a finger may be hidden behind the palm


class _Digit(NamedTuple):
    """A finger or the thumb, ready to be painted."""

    cord: Cord
    depth: float
    behind: bool


def hand_part(camera: Camera, body: Skeleton, side: str) -> Part:
    """Return one hand."""
    hand, wrist = body.hands[side], body.joints[f"{side}.wrist"]
    thumb_side = scale(unit(cross(hand.palm, hand.fingers)), SIDES[side])
    model = _Hand(camera, wrist, (hand.fingers, hand.palm, thumb_side), FORMS[hand.shape])
    tip = 0.03 if hand.shape == "fist" else 0.075
    balls = [(model.at((x, 0.0, 0.0)), r) for x, r in ((0.02, 0.018), (0.05, 0.018), (tip, 0.012))]
    return Part(f"{side}.hand", sampled(camera, balls), model.coats())


class _Hand:
    """A hand in its own axes: along the fingers, to the palm side, to the thumb side."""

    def __init__(self, camera: Camera, wrist: Vector, axes: Axes, form: HandForm) -> None:
        self.camera, self.wrist, self.axes, self.form = camera, wrist, axes, form

    def at(self, offset: Vector) -> Vector:
        """Return a point of the hand in the world."""
        return place(self.wrist, self.axes, offset)

    def coats(self) -> tuple[Coat | Cord, ...]:
        """Return the layers of the hand, the farthest first."""
        palm_depth = self.camera.depth(self.at((0.036, 0.0, 0.0)))
        digits = [self._finger(measure, i) for i, measure in enumerate(FINGERS)]
        digits.append(self._digit(list(self.form.thumb), THUMB_RADIUS, 0.5, behind=True))
        digits.sort(key=lambda digit: digit.depth)
        behind = [d for d in digits if d.behind and d.depth < palm_depth + OVER_PALM]
        before = [d for d in digits if d not in behind]
        return (*(d.cord for d in behind), self._palm(), *(d.cord for d in before))

    def _palm(self) -> Coat:
        blobs: list[Blob] = [(self.wrist, WRIST_RADIUS)]
        for ahead, palm, *half in PALM_BLOBS:
            centre = self.at((ahead, palm + self._sag(ahead), 0.0))
            blobs.append((centre, sized(self.axes, *half)))
        axis = self.camera.heading(self.axes[0], least=0.25)
        x, y = self.camera.flat(self.wrist)
        start = x * axis[0] + y * axis[1]
        outline = envelope(self.camera, blobs, axis, scans=10, at=(start,))
        short = hypot(*self.camera.flat(self.axes[0])) < FORESHORTENED
        end = outline.places[-1]
        return Coat("skin", Tube(outline, axis, start, end, shaded=False, short=short))

    def _sag(self, ahead: float) -> float:
        return self.form.sag * min(1.0, ahead / FINGERS[1].along)

    def _finger(self, measure: FingerMeasure, index: int) -> _Digit:
        form = self.form
        lean = radians(form.spread[index])
        points = [(measure.along, self._sag(measure.along), measure.aside)]
        for bend in form.curl:
            x, y, z = points[-1]
            far, out = measure.length / 2 * cos(radians(bend)), measure.length / 2
            points.append((x + far * cos(lean), y + out * sin(radians(bend)), z + far * sin(lean)))
        return self._digit(points, measure.radius, 0.9, behind=form.curl[0] > BENT)

    def _digit(self, points: list[Vector], radius: float, root: float, *, behind: bool) -> _Digit:
        """Return a digit; its root lies deeper in the palm and the share `root` as far aside."""
        x, y, z = points[0]
        deeper: Vector = (x - radius * ROOT, y, z * root)
        places = [self.at(point) for point in points]
        depth = fsum(self.camera.depth(place) for place in places[1:]) / (len(places) - 1)
        core = [self.camera.flat(place) for place in places]
        rooted = [self.camera.flat(self.at(deeper)), *core]
        cord = Cord("skin", polyline(core), polyline(rooted), round(radius * 2000))
        return _Digit(cord, depth, behind)


THIGH = PROFILES["thigh"]
LEAST_ON_PAPER = 0.012  # a shorter bone on paper has no direction of its own
LEAST_SECTOR = 14.0  # degrees of a muscle that must be in view for it to be drawn
LEAST_WIDTH = 0.1  # of a muscle across a limb, in radii
BLUNT = 0.4  # how much of its ball an arm overhead loses: the vest's seam crosses it
HANGING = -0.72  # a thigh this much along the trunk hangs
STRIPE = LimbMark("stripe", -0.04, 0.47, 90.0, 10)
SHORTS_ROWS = (0.0, 0.11, 0.22, 0.34)
SHORTS_SHORT = 0.03


def limb(camera: Camera, body: Skeleton, name: str, marked: MuscleTable) -> Part:
    """Return one limb segment, such as "left.upper_arm"; the deltoid goes with the chest."""
    bone, chest = body.bones[name], body.axes["chest"]
    balls = _balls(bone, PROFILES[name.split(".")[1]])
    raised = smoothstep(dot(bone.axis, chest[1])) if name.endswith("upper_arm") else 0.0
    tube = _tube(camera, bone, balls, blunt=BLUNT * raised)
    coat = Coat("skin", tube, _muscles(camera, name, bone, marked, chest))
    return Part(name, sampled(camera, balls), (coat,))


def thigh(camera: Camera, body: Skeleton, name: str, marked: MuscleTable) -> Part:
    """Return a thigh with its leg of the shorts, on which its muscles are marked as on a vest."""
    bone, pelvis = body.bones[name], body.axes["pelvis"]
    balls = _balls(bone, THIGH)
    muscles = _muscles(camera, name, bone, marked, pelvis)
    coats = (Coat("skin", _tube(camera, bone, balls)), _shorts(camera, bone, muscles))
    hangs = dot(bone.axis, pelvis[1]) < HANGING
    return Part(name, sampled(camera, balls), coats, hangs=hangs)


def _muscles(
    camera: Camera, name: str, bone: Bone, marked: MuscleTable, chest: Axes
) -> tuple[Mark, ...]:
    side, segment = name.split(".")
    marks: list[Mark] = []
    for mark in LIMB_MARKS[segment]:
        role = marked.role(mark.muscle, side)
        if role is not None:
            around = _around(mark, side, chest, bone)
            path = _Surface(camera, bone, PROFILES[segment]).sector(mark, around)
            if path and area(path) > LEAST_MUSCLE:
                marks.append(Mark(role, path))
    return tuple(marks)


def _balls(bone: Bone, profile: Profile) -> list[Ball]:
    return [(_centre(bone, t, front, out), r) for t, r, front, out in profile]


def _centre(bone: Bone, t: float, front: float, out: float) -> Vector:
    on_bone = along(bone.start, bone.axis, t * dist(bone.start, bone.end))
    return along(along(on_bone, bone.front, front), bone.out, out)


def _tube(camera: Camera, bone: Bone, balls: list[Ball], blunt: float = 0.0) -> Tube:
    axis, start, end = placed(camera, bone.start, bone.end)
    outline = envelope(camera, balls, axis, at=(start, end))
    inner = sum(1 for u in outline.places if start - 1e-9 <= u <= end + 1e-9)
    short = end - start < SHORT or inner < 3
    return Tube(outline, axis, start, end, blunt=0.0 if short else blunt, short=short)


def placed(camera: Camera, start: Vector, end: Vector) -> tuple[Point, float, float]:
    """Return the direction from `start` to `end` on paper, and the place of both along it."""
    p, q = camera.flat(start), camera.flat(end)
    x, y = q[0] - p[0], q[1] - p[1]
    n = sqrt(x * x + y * y)
    axis = (x / n, y / n) if n > LEAST_ON_PAPER else (1.0, 0.0)
    return axis, p[0] * axis[0] + p[1] * axis[1], q[0] * axis[0] + q[1] * axis[1]


def _shorts(camera: Camera, bone: Bone, muscles: tuple[Mark, ...]) -> Coat:
    blobs: list[Blob] = []
    for t in SHORTS_ROWS:
        r, front, out = measures(THIGH, t)
        blobs.append((_centre(bone, t, front, out), r + SHORTS_GROW))
    r, front, out = measures(THIGH, SHORTS_END)
    r += SHORTS_GROW + 0.002
    hem = _centre(bone, SHORTS_END, front, out)
    blobs.append((hem, (scale(bone.front, r), scale(bone.out, r), scale(bone.axis, 0.004))))
    axis, start, _ = placed(camera, bone.start, bone.end)
    outline = envelope(camera, blobs, axis, at=(start,))
    x, y = camera.flat(hem)
    short = x * axis[0] + y * axis[1] - start < SHORTS_SHORT
    tube = Tube(outline, axis, start, outline.places[-1], flatten=0.0, short=short)
    grown = tuple((t, r + SHORTS_GROW + 0.0001, front, out) for t, r, front, out in THIGH)
    stripe = _Surface(camera, bone, grown).sector(STRIPE, bone.out, tapered=False)
    marks = (Mark("stripe", stripe), *muscles) if stripe else muscles
    return Coat("shorts", tube, marks, stays_open=False)


def _around(mark: LimbMark, side: str, chest: Axes, bone: Bone) -> Vector:
    """Return the direction of the middle of a muscle."""
    if isinstance(mark.around, int | float):
        angle = radians(mark.around)
        return add(scale(bone.front, cos(angle)), scale(bone.out, sin(angle)))
    x, y, z = mark.around
    return square_to(to_world(chest, (x if side == "left" else -x, y, z)), bone.axis)


class _Sector(NamedTuple):
    """The visible piece of a muscle across a limb, in radii from its middle line."""

    low: float
    high: float
    anchor: float  # where it shrinks to at its ends

    def at(self, width: float) -> tuple[float, float]:
        """Return its edges where it has the share `width` of its full width."""
        return (
            self.anchor + (self.low - self.anchor) * width,
            self.anchor + (self.high - self.anchor) * width,
        )


class _Surface:
    """The skin of a limb seen as a cylinder of changing radius."""

    def __init__(self, camera: Camera, bone: Bone, profile: Profile) -> None:
        self.camera, self.bone, self.profile = camera, bone, profile
        self.towards = square_to(camera.towards, bone.axis)
        self.across = cross(bone.axis, self.towards)

    def sector(self, mark: LimbMark, around: Vector, *, tapered: bool = True) -> str:
        """Return the path of a strip of the surface, or "" if too little of it can be seen."""
        sector = self._visible(mark.half, around)
        if sector is None or sector.high - sector.low < LEAST_WIDTH:
            return ""
        one, two = [], []
        for width, centre, radius in self._rows(mark, tapered=tapered):
            low, high = sector.at(width)
            one.append(self.camera.flat(along(centre, self.across, low * radius)))
            two.append(self.camera.flat(along(centre, self.across, high * radius)))
        if tapered:
            return smooth([one, two[-2::-1]], PATCH_TOLERANCE)
        return cornered([one, [one[-1], two[-1]], two[::-1]])

    def _visible(self, half: float, around: Vector) -> _Sector | None:
        if self.towards == ZERO:
            return None
        angle = degrees(atan2(dot(around, self.across), dot(around, self.towards)))
        low, high = max(-90.0, angle - half), min(90.0, angle + half)
        if high - low < LEAST_SECTOR:
            return None
        first, last = sin(radians(low)), sin(radians(high))
        if first <= -0.97 and last < 0.97:
            return _Sector(first, last, -1.0)
        if last >= 0.97 and first > -0.97:
            return _Sector(first, last, 1.0)
        return _Sector(first, last, (first + last) / 2)

    def _rows(self, mark: LimbMark, *, tapered: bool) -> list[tuple[float, Vector, float]]:
        """Return share of the full width, centre and radius at places along the muscle."""
        rows = []
        for i in range(9):
            q = 0.5 - 0.5 * cos(pi * i / 8)
            t = mark.first + (mark.last - mark.first) * q
            radius, front, out = measures(self.profile, t)
            beyond = max(self.profile[0][0] - t, t - self.profile[-1][0], 0.0)
            beyond *= dist(self.bone.start, self.bone.end)
            radius = sqrt(max(0.0, radius * radius - beyond * beyond))
            width = sqrt(max(0.0, 1 - abs(2 * q - 1) ** 2.6)) if tapered else 1.0
            rows.append((width, _centre(self.bone, t, front, out), radius))
        return rows


DETAIL = (16, 12)
TOLERANCE = 0.0024
# What is hulled with what: the upper's five blobs, then the sole's three.
UPPER_GROUPS = ((0, 1), (0, 2), (1, 2), (2, 3), (3, 4))
SOLE_GROUPS = ((1, 5), (3, 6), (5, 6), (6, 7), (4, 7))


def shoe_part(camera: Camera, body: Skeleton, side: str) -> Part:
    """Return one shoe."""
    ankle, foot = body.joints[f"{side}.ankle"], body.feet[side]
    last = _Last(ankle, foot)
    upper, sole = ([last.blob(row) for row in BODY["shoe"][part]] for part in ("upper", "sole"))
    axis = camera.heading(foot.forward, least=0.2)
    whole = shell(
        camera,
        upper + sole,
        axis,
        groups=UPPER_GROUPS + SOLE_GROUPS,
        detail=DETAIL,
        tolerance=TOLERANCE,
    )
    top = shell(camera, upper, axis, groups=UPPER_GROUPS, detail=DETAIL, tolerance=TOLERANCE)
    toe = upper[-1][0]
    balls = [
        (along(ankle, foot.up, -0.010), 0.022),
        (along(along(ankle, foot.forward, 0.040), foot.up, -0.025), 0.020),
        (toe, 0.014),
    ]
    marks = (Mark("shoe", top.fill), Mark("ink", top.fill, "fine", FINE))
    return Part(f"{side}.foot", sampled(camera, balls), (Coat("sole", whole, marks),))


class _Last:
    """The form a shoe is built on; the toes bend at the ball."""

    def __init__(self, ankle: Vector, foot: Foot) -> None:
        self.ankle, self.foot = ankle, foot
        side, toes = unit(cross(foot.up, foot.forward)), unit(foot.toes)
        toes_up = square_to(foot.up, toes)
        self.hind: Axes = (foot.forward, foot.up, side)
        self.fore: Axes = (toes, foot.up if toes_up == ZERO else toes_up, side)

    def blob(self, row: tuple[float, ...]) -> Blob:
        """Return a blob: `row` is its place ahead of ankle or ball, its height and its size."""
        fore, ahead, height, *size = row
        if not fore:
            centre = self._at(ahead, height)
        else:
            on_sole = along(self._at(BALL, 0.0), self.fore[0], ahead)
            centre = along(on_sole, self.fore[1], height)
        return centre, sized(self.fore if fore else self.hind, *size)

    def _at(self, ahead: float, height: float) -> Vector:
        """Return the point `ahead` of the ankle and `height` above the sole."""
        forward = along(self.ankle, self.foot.forward, ahead)
        return along(forward, self.foot.up, height - ANKLE_HEIGHT)


def figure_parts(camera: Camera, body: Skeleton, marked: MuscleTable, hair: str) -> list[Part]:
    """Return the parts of a posed body, in no particular order."""
    throat = "scarf" if STYLES[hair].role == "scarf" else "skin"  # or bare
    parts = trunk_parts(camera, body, marked, bare_throat=throat == "skin")
    for side in SIDES:
        parts += [
            thigh(camera, body, f"{side}.thigh", marked),
            limb(camera, body, f"{side}.shin", marked),
            shoe_part(camera, body, side),
            limb(camera, body, f"{side}.upper_arm", marked),
            limb(camera, body, f"{side}.forearm", marked),
            hand_part(camera, body, side),
        ]
    parts += [neck_part(camera, body, throat, marked), *head_parts(camera, body, hair)]
    return parts
