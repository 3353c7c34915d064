"""What is held: bands and towels, dumbbells; and every kind of equipment among the parts.

A ribbon is cut into short pieces, so that it can pass behind one limb and in front of another;
pieces that are painted one after the other are joined into one line again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, dist, fsum, hypot, pi, sin

from runstrong_pdf.figures.drawing import LINE, Shape
from runstrong_pdf.figures.furniture import furniture_parts, solid
from runstrong_pdf.figures.part import FINE, RIM, Part, sampled
from runstrong_pdf.figures.path import polygon, polyline, rounded
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.props import (
    Anchor,
    Band,
    Chair,
    DoorAnchor,
    Dumbbell,
    Mat,
    Panel,
    Prop,
    Step,
    Towel,
    Wall,
)
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.vectors import (
    Camera,
    Point,
    Vector,
    add,
    along,
    between,
    cross,
    dot,
    scale,
    square_to,
    subtract,
    unit,
)

PIECE = 0.07  # longest piece, body heights
MOST_PIECES = 1000
BIAS = 0.012
UNDER_FOOT = (0.02, -0.04)  # below this height a ribbon is under the soles: its bias there
WIDTHS = {"band": 0.013, "towel": 0.040}
WEAVE = 0.026  # from one line across a towel to the next, body heights
SLANT = 0.8  # how far such a line runs on for each step across
EDGES = {"band": "band_edge", "towel": "ink"}


@dataclass(slots=True)
class RibbonPart(Part):
    """One piece of a ribbon: its number in the ribbon, and its ends on paper."""

    role: str = "band"
    number: int = 0
    ends: tuple[Point, Point] = ((0.0, 0.0), (0.0, 0.0))


def ribbon_parts(camera: Camera, body: Skeleton, ribbon: Band | Towel, number: int) -> list[Part]:
    """Return the pieces of a band or towel; `number` keeps it apart from other ribbons.

    One that begins or ends in a fist does so under its fingers: a loose end would look like a
    handle or a hook.
    """
    points = [anchor_point(body, anchor) for anchor in ribbon.through]
    parts: list[Part] = []
    for a, b in pairwise(points):
        count = max(2, int(dist(a, b) / PIECE))
        for i in range(count):
            start, end = between(a, b, i / count), between(a, b, (i + 1) / count)
            parts.append(_piece(camera, ribbon.type, number * MOST_PIECES + len(parts), start, end))
    return parts


def anchor_point(body: Skeleton, anchor: Anchor) -> Vector:
    """Return the point in the room that a pose file means."""
    if isinstance(anchor, str):
        return body.joints[anchor]
    if len(anchor) == 2:
        joint, offset = anchor
        return add(body.joints[joint], offset)
    return anchor


def _piece(camera: Camera, role: str, number: int, start: Vector, end: Vector) -> RibbonPart:
    radius = WIDTHS[role] * 0.6
    balls = [(between(start, end, t), radius) for t in (0.0, 0.5, 1.0)]
    return RibbonPart(
        name=f"{role}{number}",
        samples=sampled(camera, balls),
        bias=UNDER_FOOT[1] if max(start[1], end[1]) < UNDER_FOOT[0] else BIAS,
        role=role,
        number=number,
        ends=(camera.flat(start), camera.flat(end)),
    )


def ribbon_shapes(pieces: Sequence[RibbonPart]) -> list[Shape]:
    """Return the shapes of pieces painted one after the other: all edges, then all colour."""
    lines: list[tuple[str, list[Point], int]] = []
    for piece in sorted(pieces, key=lambda p: (p.role, p.number)):
        role, points, last = lines[-1] if lines else ("", [], -9)
        if last == piece.number - 1 and piece.number % MOST_PIECES:
            points.append(piece.ends[1])
            lines[-1] = (role, points, piece.number)
        else:
            lines.append((piece.role, list(piece.ends), piece.number))
    paths = [(role, polyline(points), round(WIDTHS[role] * 1000)) for role, points, _ in lines]
    edges = [Shape("butt", EDGES[role], path, width, edge=LINE + 1) for role, path, width in paths]
    woven = "".join(_weave(points) for role, points, _ in lines if role == "towel")
    weave = [Shape("stroke", "towel_weave", woven, FINE)] if woven else []
    return [*edges, *(Shape("line", role, path, width) for role, path, width in paths), *weave]


def _weave(points: list[Point]) -> str:
    """Return the slanting lines across a towel."""
    half, out = WIDTHS["towel"] / 2, []
    for (x0, y0), (x1, y1) in pairwise(points):
        far = hypot(x1 - x0, y1 - y0)
        count = int(far / WEAVE)
        ahead, aside = ((x1 - x0) / (far or 1.0), (y1 - y0) / (far or 1.0))
        for i in range(count):
            t = (i + 0.5) / count
            x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            dx, dy = (ahead * SLANT + aside) * half, (aside * SLANT - ahead) * half
            out.append(polyline([(x - dx, y - dy), (x + dx, y + dy)]))
    return "".join(out)


PANEL_REACH = (0.1, 0.5, 0.95)  # shares of the way from its middle where a panel is sampled
PANEL_RADIUS = 0.022
MANY_CORNERS = 9  # from here on the middles of its sides are samples enough


def panel_part(camera: Camera, body: Skeleton, panel: Panel, number: int) -> Part:
    """Return a flat thing; `number` keeps it apart from others."""
    corners = [anchor_point(body, anchor) for anchor in panel.corners]
    share = 1 / len(corners)
    x, y, z = (fsum(values) * share for values in zip(*corners, strict=True))
    rim = [between(a, b, 0.5) for a, b in pairwise([*corners, corners[0]])]
    if len(corners) < MANY_CORNERS:
        rim += corners
    balls = [
        (between((x, y, z), point, reach), PANEL_RADIUS) for point in rim for reach in PANEL_REACH
    ]
    around = [camera.flat(corner) for corner in corners]
    path = rounded(around) if panel.round else polygon(around)
    shapes = [Shape("fill", panel.colour, path)]
    if panel.net:
        shapes.append(Shape("stroke", "ink", _strings(around), FINE))
    shapes.append(Shape("stroke", "ink", path, RIM if panel.net else LINE))
    return Part(f"panel{number}", sampled(camera, balls), shapes=tuple(shapes))


def _strings(around: list[Point]) -> str:
    """Return lines across, and lines at right angles to them, from corner to corner."""
    count = len(around)
    pairs = [
        (around[(i + quarter) % count], around[(quarter - i) % count])
        for quarter in (0, count // 4)
        for i in range(1, (count + 1) // 2)
    ]
    return "".join(polyline([a, b]) for a, b in pairs)


GRIP = (0.036, 0.013)  # middle of the bar: along the hand and off the palm
BAR = 0.016
BAR_HALF = 0.045
BAR_LIGHT = 28
HEAD_RADIUS = 0.037
HEAD = (0.034, 0.070)  # where a head begins and ends, from the middle of the bar
HEAD_BIAS = 0.034
BAR_BIAS = 0.020


def dumbbell_parts(camera: Camera, body: Skeleton, dumbbell: Dumbbell) -> list[Part]:
    """Return the bars and the heads of one dumbbell or two."""
    if dumbbell.hand == "between":
        left, right = (body.joints[f"{side}.hand"] for side in SIDES)
        place = between(left, right, 0.5), unit(subtract(left, right)), body.axes["chest"][1]
        return _dumbbell(camera, "shared", *place, dumbbell.size)
    parts = []
    for side in dumbbell.fists:
        hand, wrist = body.hands[side], body.joints[f"{side}.wrist"]
        ahead, off = GRIP
        centre = add(along(wrist, hand.fingers, ahead), scale(hand.palm, off))
        handle = unit(cross(hand.palm, hand.fingers))
        parts += _dumbbell(camera, side, centre, handle, hand.fingers, dumbbell.size)
    return parts


def _dumbbell(
    camera: Camera, name: str, centre: Vector, handle: Vector, across: Vector, size: float
) -> list[Part]:
    """Return bar and heads; `handle` runs along the bar, `across` to a corner of its heads."""
    first = square_to(across, handle)
    ring = (first, cross(handle, first))
    heads = [
        _head(camera, f"{name}.dumbbell{sign}", centre, scale(handle, sign), ring, size)
        for sign in (-1, 1)
    ]
    return [_bar(camera, f"{name}.bar", centre, handle), *heads]


def _bar(camera: Camera, name: str, centre: Vector, handle: Vector) -> Part:
    ends = [along(centre, handle, far) for far in (-BAR_HALF, BAR_HALF)]
    path = polyline([camera.flat(end) for end in ends])
    width = round(BAR * 1000)
    shapes = (
        Shape("line", "ink", path, width, edge=LINE),
        Shape("line", "steel", path, width, light=BAR_LIGHT),
    )
    samples = [(*camera.flat(end), BAR / 2, camera.depth(centre)) for end in ends]
    return Part(name, samples, shapes=shapes, bias=BAR_BIAS)


def _head(
    camera: Camera, name: str, centre: Vector, out: Vector, ring: tuple[Vector, Vector], size: float
) -> Part:
    """Return one head; `out` is the unit direction from the hand to it."""
    near, far = HEAD[0], HEAD[0] + (HEAD[1] - HEAD[0]) * size
    inner, outer = (
        _hexagon(along(centre, out, off), ring, HEAD_RADIUS * size) for off in (near, far)
    )
    if dot(cross(*ring), out) < 0:  # corners must run anticlockwise seen from outside
        inner, outer = inner[::-1], outer[::-1]
    sides = [[inner[k], inner[(k + 1) % 6], outer[(k + 1) % 6], outer[k]] for k in range(6)]
    places = ((near, 0.025), ((near + far) / 2, 0.034), (far, 0.025))
    balls = [(along(centre, out, off), radius * size) for off, radius in places]
    shapes = solid(camera, "steel", [outer, inner[::-1], *sides])
    return Part(name, sampled(camera, balls), shapes=shapes, bias=HEAD_BIAS)


def _hexagon(centre: Vector, ring: tuple[Vector, Vector], radius: float) -> list[Vector]:
    angles = [pi / 3 * k + pi / 6 for k in range(6)]
    offsets = (add(scale(ring[0], cos(a)), scale(ring[1], sin(a))) for a in angles)
    return [along(centre, offset, radius) for offset in offsets]


def prop_parts(camera: Camera, body: Skeleton, prop: Prop, number: int) -> list[Part]:
    """Return the parts of a piece of equipment; its number keeps two bands apart."""
    match prop:
        case Dumbbell():
            return dumbbell_parts(camera, body, prop)
        case Band() | Towel():
            return ribbon_parts(camera, body, prop, number)
        case Panel():
            return [panel_part(camera, body, prop, number)]
        case Chair() | Step() | DoorAnchor():
            return furniture_parts(camera, prop)
        case Mat() | Wall():
            return []  # they are background: `ground` and `draw` paint them first
