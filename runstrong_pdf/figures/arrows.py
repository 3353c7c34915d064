"""Arrows that show the movement, drawn in the space it has just left; other signs on paper."""

from math import asin, copysign, cos, pi, sin
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from runstrong_pdf.figures.drawing import LINE, Shape
from runstrong_pdf.figures.path import ellipse, lengths, polygon, polyline, smooth_line
from runstrong_pdf.figures.posture import Posture, blend
from runstrong_pdf.figures.skeleton import Skeleton, posed
from runstrong_pdf.figures.values import Joint, Place, Share, Size, Spot, Table, one_of, within
from runstrong_pdf.figures.vectors import Camera, Point, Vector, unit_on_paper
from runstrong_pdf.library import read_toml

FrameName = Literal["start", "middle", "end"]
Shown = FrameName | Literal["inset"]
# How far an arrow curves aside, as a share of its length.
Bow = Annotated[float, within(-2, 2)]


class Arrow(Table):
    """An arrow: along the way a joint takes between two frames, or from a joint `to` somewhere.

    All offsets are on paper, [right, up] in body heights.
    """

    joint: Joint | None = None
    origin: Place | None = Field(None, alias="from")  # a point in the room instead of a joint
    on: Shown = "end"
    path: tuple[FrameName, FrameName] = ("start", "end")
    part: tuple[Share, Share] = (0.0, 1.0)  # which piece of the way is drawn
    shift: Spot = (0.0, 0.0)
    from_shift: Spot = (0.0, 0.0)
    to: Spot | None = None
    bow: Bow = 0.0
    both_ways: bool = False

    @model_validator(mode="after")
    def _begins_somewhere(self) -> Self:
        if self.joint is None and (self.origin is None or self.to is None):
            raise ValueError("an arrow needs a joint, or a point `from` together with `to`")
        return self


SHAFT = 0.0185
HEAD = 0.062
HALO = 0.014
SHORTEST = 0.05
SEEN = 0.18  # a shorter one along a way begins earlier
TOLERANCE = 0.002
STEPS = 10  # pieces of the way of a joint
GENTLE = 0.125  # bow of the way of a joint that is not known
HALF_CIRCLE = 0.5
HEAD_HALF = 0.52  # half width of the head, in head lengths
BARB = 0.12  # how far the back of the head is notched

DISCS = 24  # that cover a shaft

Postures = dict[str, Posture]
Disc = tuple[float, float, float]


def arrow_points(camera: Camera, arrow: Arrow, body: Skeleton, postures: Postures) -> list[Point]:
    """Return the way of an arrow on paper, body heights."""
    if arrow.to is not None:
        way = _straight(camera, arrow, arrow.to, body)
    else:
        start, end = arrow.path
        way = _way_of_joint(camera, str(arrow.joint), postures[start], postures[end])
    last = len(way) - 1
    first, final = (round(share * last) for share in arrow.part)
    dx, dy = arrow.shift
    points = [(x + dx, y + dy) for x, y in way[first : final + 1]]
    far = lengths(points)[-1]
    if arrow.to is not None or arrow.both_ways or not SHORTEST < far < SEEN:
        return points
    (x, y), (x1, y1) = points[0], _at(points, lengths(points), far / 4)
    ahead = unit_on_paper(x1 - x, y1 - y)
    return [(x - ahead[0] * (SEEN - far), y - ahead[1] * (SEEN - far)), *points]


def _straight(camera: Camera, arrow: Arrow, to: Point, body: Skeleton) -> list[Point]:
    """Return a way with a bow from a joint, or from a point in the room."""
    origin = arrow.origin if arrow.origin is not None else body.joints[str(arrow.joint)]
    x, y = camera.flat(origin)
    return _bowed((x + arrow.from_shift[0], y + arrow.from_shift[1]), to, arrow.bow, 12)


def _bowed(begin: Point, to: Point, bow: float, steps: int) -> list[Point]:
    """Return a way with a `bow` from a point `to` another, which counts from it."""
    (x, y), (dx, dy) = begin, to
    way = (_on_bow(bow, i / steps) for i in range(steps + 1))
    return [(x + dx * t - dy * aside, y + dy * t + dx * aside) for t, aside in way]


def _on_bow(bow: float, t: float) -> Point:
    """Return a place on a curve from (0, 0) to (1, 0), `bow` high: beyond half a circle an arc."""
    if abs(bow) <= HALF_CIRCLE:
        return t, 4 * bow * t * (1 - t)
    radius = (0.25 + bow * bow) / (2 * abs(bow))
    half = pi - asin(0.5 / radius)
    angle = half * (2 * t - 1)
    return 0.5 + radius * sin(angle), copysign(abs(bow) + radius * (cos(angle) - 1), bow)


def _way_of_joint(camera: Camera, joint: str, start: Posture, end: Posture) -> list[Point]:
    """Return the way a joint takes between two postures."""
    side, _, name = joint.partition(".")
    if name and not _alike(start, end, side, arm=name in ("hand", "elbow", "wrist", "fingertips")):
        (x0, y0), (x1, y1) = (camera.flat(posed(p).joints[joint]) for p in (start, end))
        return _bowed((x0, y0), (x1 - x0, y1 - y0), GENTLE, STEPS)
    shares = (i / STEPS for i in range(STEPS + 1))
    return [camera.flat(posed(blend(start, end, share)).joints[joint]) for share in shares]


def _alike(start: Posture, end: Posture, side: str, *, arm: bool) -> bool:
    """Return whether both postures place the limb in the same way, so that they can be blended."""
    limbs = [(p.arms if arm else p.legs)[side] for p in (start, end)]
    return len({(limb.at is None, limb.origin) for limb in limbs}) == 1


def shapes_along(points: list[Point], *, both_ways: bool = False) -> list[Shape]:
    """Return shaft and heads over a halo that parts them from what is behind."""
    far = lengths(points)
    if far[-1] < SHORTEST:
        return []
    head = min(HEAD, far[-1] * (0.36 if both_ways else 0.5))
    begin = head * 0.9 if both_ways else 0.0
    end = far[-1] - head * 0.9
    shaft = [_at(points, far, begin + (end - begin) * i / 12) for i in range(13)]
    path = smooth_line(shaft, TOLERANCE)
    tips = _head(points[-1], shaft[-1], head)
    if both_ways:
        tips += _head(points[0], shaft[0], head)
    width, halo = round(SHAFT * 1000), round(HALO * 1000)
    return [
        Shape("line", "halo", path, width + halo),
        Shape("line", "halo", tips, halo),
        Shape("line", "arrow", path, width),
        Shape("fill", "arrow", tips),
    ]


HOLD = 0.064  # radius of the sign of a hold
HOLD_RING, HOLD_BAR = 0.014, 0.023  # widths
BAR_OUT, BAR_UP = 0.019, 0.024  # how far its two bars are off the middle, and reach


def beside_chest(camera: Camera, body: Skeleton, offset: Spot) -> Point:
    """Return a place on paper that far from the chest, body heights."""
    x, y = camera.flat(body.joints["chest"])
    return x + offset[0], y + offset[1]


def hold_shapes(place: Point, size: float = 1.0) -> list[Shape]:
    """Return the sign that a posture is held: two bars in a ring, as on the button for a pause."""
    x, y = place
    radius, out, up = (size * length for length in (HOLD, BAR_OUT, BAR_UP))
    turns = [2 * pi * i / 16 for i in range(17)]
    ring = smooth_line([(x + radius * cos(t), y + radius * sin(t)) for t in turns], TOLERANCE)
    bars = "".join(polyline([(x + dx, y - up), (x + dx, y + up)]) for dx in (-out, out))
    return [
        Shape("fill", "halo", ring),
        Shape("line", "arrow", ring, round(size * HOLD_RING * 1000)),
        Shape("butt", "arrow", bars, round(size * HOLD_BAR * 1000)),
    ]


LETTERS: dict[str, Any] = read_toml(Path(__file__).with_name("letters.toml"))
LETTER_LINE = 0.026
Text = Annotated[str, one_of(tuple(LETTERS), "letter")]


class Letter(Table):
    """A letter that the body makes, `height` tall, its middle `at` on paper from the chest."""

    text: Text
    at: Spot
    height: Size = 0.17


def letter_shapes(camera: Camera, letter: Letter, body: Skeleton) -> list[Shape]:
    """Return a letter in straight strokes, over a halo."""
    (x, y), tall = beside_chest(camera, body, letter.at), letter.height
    path = "".join(
        polyline([(x + dx * tall, y + dy * tall) for dx, dy in stroke])
        for stroke in LETTERS[letter.text]
    )
    width = round(LETTER_LINE * 1000)
    return [
        Shape("line", "halo", path, width + round(HALO * 1000)),
        Shape("line", "arrow", path, width),
    ]


DROP_FOOT = 0.032  # radius of the ring on the floor


def drop_shapes(camera: Camera, point: Vector) -> list[Shape]:
    """Return how far a point is off the floor: a dashed plumb line, and a ring where it ends."""
    x, _, z = point
    foot = camera.flat((x, 0.0, z))
    ring = ellipse(foot, camera.flat((DROP_FOOT, 0.0, 0.0)), camera.flat((0.0, 0.0, DROP_FOOT)))
    line = polyline([camera.flat(point), foot])
    return [Shape("stroke", "ink", ring, LINE), Shape("hint", "ink", line, 2 * LINE)]


def arrow_discs(points: list[Point], *, both_ways: bool) -> list[Disc]:
    """Return discs (x, y, radius) that cover an arrow: its shaft, and its head where it widens."""
    far = lengths(points)
    head = min(HEAD, far[-1] * 0.5)
    discs = [(*_at(points, far, far[-1] * i / DISCS), SHAFT / 2) for i in range(DISCS + 1)]
    for end in (points, points[::-1]) if both_ways else (points,):
        for share in (0.25, 0.5, 0.75, 1.0):
            x, y = _at(end, far if end is points else lengths(end), far[-1] - head * share)
            discs.append((x, y, head * HEAD_HALF * share))
    return discs


def _at(points: list[Point], far: list[float], distance: float) -> Point:
    for i in range(1, len(points)):
        if far[i] >= distance:
            t = (distance - far[i - 1]) / ((far[i] - far[i - 1]) or 1)
            (x0, y0), (x1, y1) = points[i - 1], points[i]
            return (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)
    return points[-1]


def _head(tip: Point, back: Point, length: float) -> str:
    dx, dy = unit_on_paper(tip[0] - back[0], tip[1] - back[1])
    half, barb = length * HEAD_HALF, length * BARB
    (x, y) = back
    return polygon(
        [
            tip,
            (x - dy * half, y + dx * half),
            (x + dx * barb, y + dy * barb),
            (x + dy * half, y - dx * half),
        ]
    )
