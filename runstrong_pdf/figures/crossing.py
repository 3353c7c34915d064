"""Arrows that lie across the body or across equipment, where they cannot be told from it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from runstrong_pdf.figures.arrows import Disc, arrow_discs, arrow_points
from runstrong_pdf.figures.body import figure_parts
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.draw import Scene
from runstrong_pdf.figures.part import Part
from runstrong_pdf.figures.path import UNITS
from runstrong_pdf.figures.props.parts import prop_parts
from runstrong_pdf.figures.vectors import Point

CORNER = re.compile(r"(-?\d+) (-?\d+)")


def crossings(scene: Scene) -> Iterator[str]:
    """Yield arrows that lie across something."""
    for number, arrow in enumerate(scene.pose.arrow, 1):
        body, camera = scene.bodies[arrow.on], scene.camera(arrow.on)
        points = arrow_points(camera, arrow, body, scene.postures)
        discs = arrow_discs(points, both_ways=arrow.both_ways)
        crossed = [
            part.name
            for part in figure_parts(camera, body, scene.marked, scene.hair)
            if _on_body(discs, part)
        ]
        crossed += [
            part.name for part in _things(scene, arrow.on, camera) if _on_thing(discs, part)
        ]
        for name in dict.fromkeys(crossed):
            yield f"[{arrow.on}] arrow {number} crosses the {name.replace('.', ' ')}"


def _things(scene: Scene, frame: str, camera: Camera) -> Iterator[Part]:
    """Yield solid equipment; a band or towel may be crossed, it runs on to both sides."""
    for number, prop in enumerate(scene.props(frame)):
        for part in prop_parts(camera, scene.bodies[frame], prop, number):
            if part.shapes:
                yield part


def _on_body(discs: Sequence[Disc], part: Part) -> bool:
    return any(
        hypot(x - px, y - py) < radius + half
        for x, y, radius, _ in part.reach or part.samples
        for px, py, half in discs
    )


def _on_thing(discs: Sequence[Disc], part: Part) -> bool:
    """Return whether an arrow touches the outline of a thing with flat faces."""
    outline = part.shapes[0].path
    corners = [(int(x) / UNITS, -int(y) / UNITS) for x, y in CORNER.findall(outline)]
    around = [*corners, corners[0]]
    return any(_inside((x, y), around) or _near((x, y), around) < half for x, y, half in discs)


def _inside(p: Point, around: Sequence[Point]) -> bool:
    """Return whether a point lies in a convex outline."""
    turns = [
        (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) for (ax, ay), (bx, by) in pairwise(around)
    ]
    return all(turn > 0 for turn in turns) or all(turn < 0 for turn in turns)


def _near(p: Point, around: Sequence[Point]) -> float:
    """Return how far a point is from the nearest edge."""
    return min(_distance(p, a, b) for a, b in pairwise(around))


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    share = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / ((dx * dx + dy * dy) or 1.0)
    share = max(0.0, min(1.0, share))
    return hypot(p[0] - a[0] - dx * share, p[1] - a[1] - dy * share)
