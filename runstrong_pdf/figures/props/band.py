"""Bands and towels: taut ribbons through joints and points.

A ribbon is cut into short pieces, so that it can pass behind one limb and in front of another;
pieces that are painted one after the other are joined into one line again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.drawing import Shape
from runstrong_pdf.figures.part import Part, sampled
from runstrong_pdf.figures.path import polyline
from runstrong_pdf.figures.props.tables import Anchor, Band, Towel
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.style import LINE
from runstrong_pdf.figures.vectors import Point, Vector, add, between, distance

PIECE = 0.07  # longest piece, body heights
MOST_PIECES = 1000
BIAS = 0.012
WIDTHS = {"band": 0.011, "towel": 0.026}
EDGES = {"band": "band_edge", "towel": "ink"}


@dataclass(slots=True)
class RibbonPart(Part):
    """One piece of a ribbon: its number in the ribbon, and its ends on paper."""

    role: str = "band"
    number: int = 0
    ends: tuple[Point, Point] = ((0.0, 0.0), (0.0, 0.0))


def ribbon_parts(camera: Camera, body: Skeleton, ribbon: Band | Towel, number: int) -> list[Part]:
    """Return the pieces of a band or towel; `number` keeps it apart from other ribbons."""
    points = [anchor_point(body, anchor) for anchor in ribbon.through]
    parts: list[Part] = []
    for a, b in pairwise(points):
        count = max(2, int(distance(a, b) / PIECE))
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
        bias=BIAS,
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
    return edges + [Shape("line", role, path, width) for role, path, width in paths]
