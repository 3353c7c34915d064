"""Hands: a palm, four fingers and a thumb, and the forms they take.

Points are (along the fingers, towards the palm side, towards the thumb side) from the wrist, in
body heights; angles in degrees.
"""

from math import cos, fsum, hypot, radians, sin
from typing import NamedTuple

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.contours import Tube
from runstrong_pdf.figures.outline import Blob, envelope
from runstrong_pdf.figures.part import Coat, Cord, Part, sampled
from runstrong_pdf.figures.path import polyline
from runstrong_pdf.figures.proportions import BODY, SIDES
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.vectors import Axes, Vector, add, cross, scale, sized, to_world, unit


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
        return add(self.wrist, to_world(self.axes, offset))

    def coats(self) -> tuple[Coat | Cord, ...]:
        """Return the layers of the hand, the farthest first."""
        palm_depth = self.camera.depth(self.at((0.036, 0.0, 0.0)))
        digits = [self._finger(measure, i) for i, measure in enumerate(FINGERS)]
        digits.append(self._thumb())
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

    def _thumb(self) -> _Digit:
        return self._digit(list(self.form.thumb), THUMB_RADIUS, 0.5, behind=True)

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
