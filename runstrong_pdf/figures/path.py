"""Outlines as path text: one segment a letter, whole numbers of 1/1000 body height, y down.

Text is made at once and reused: a fill, its contour and its shade repeat the same segments word
for word, which costs next to nothing once a PDF stream is compressed.
"""

from itertools import pairwise
from math import hypot

from runstrong_pdf.figures.curve import Bezier, fit, tangent
from runstrong_pdf.figures.vectors import Point

UNITS = 1000
OUTLINE_TOLERANCE = 0.0022
PATCH_TOLERANCE = 0.0040
SHADE_TOLERANCE = 0.010
# A curve that bulges less than this cannot be told from a line.
FLAT = 0.0012
# Handles this far from the centre make four Bezier curves an ellipse.
ROUND = 0.5523


def pair(p: Point) -> str:
    """Return a point as it stands in a path."""
    return f"{round(p[0] * UNITS)} {-round(p[1] * UNITS)}"


def move(p: Point) -> str:
    """Return the segment that begins a path at `p`."""
    return "M" + pair(p)


def line(p: Point) -> str:
    """Return the segment that draws a line to `p`."""
    return "L" + pair(p)


def curves(beziers: list[Bezier], flat: float = FLAT) -> list[str]:
    """Return the segments of curves; those flatter than `flat` become lines."""
    return [line(b[3]) if _is_flat(b, flat) else _curve(b) for b in beziers]


def _curve(b: Bezier) -> str:
    return f"C{pair(b[1])} {pair(b[2])} {pair(b[3])}"


def _is_flat(b: Bezier, flat: float) -> bool:
    (x0, y0), (x3, y3) = b[0], b[3]
    far = hypot(x3 - x0, y3 - y0)
    if far < 1e-6:
        return True
    nx, ny = -(y3 - y0) / far, (x3 - x0) / far
    # The bulge of a cubic is three quarters of its handles' distance from the chord.
    return max(abs((x - x0) * nx + (y - y0) * ny) for x, y in (b[1], b[2])) < flat * 4 / 3


def polygon(points: list[Point]) -> str:
    """Return the closed path of straight lines through `points`."""
    return move(points[0]) + "".join(map(line, points[1:])) + "Z"


def polyline(points: list[Point]) -> str:
    """Return the open path of straight lines through `points`."""
    return move(points[0]) + "".join(map(line, points[1:]))


def smooth_line(points: list[Point], tolerance: float) -> str:
    """Return the open path of curves through `points`."""
    return move(points[0]) + "".join(curves(fit(points, tolerance)))


def ellipse(centre: Point, a: Point, b: Point) -> str:
    """Return the ellipse with the half-axes `a` and `b`."""

    def at(s: float, t: float) -> Point:
        return (centre[0] + a[0] * s + b[0] * t, centre[1] + a[1] * s + b[1] * t)

    k = ROUND
    corners = (
        (1, k, k, 1, 0, 1),
        (-k, 1, -1, k, -1, 0),
        (-1, -k, -k, -1, 0, -1),
        (k, -1, 1, -k, 1, 0),
    )
    quarters = (
        f"C{pair(at(c, d))} {pair(at(e, f))} {pair(at(g, h))}" for c, d, e, f, g, h in corners
    )
    return move(at(1, 0)) + "".join(quarters) + "Z"


def smooth(runs: list[list[Point]], tolerance: float = OUTLINE_TOLERANCE) -> str:
    """Return a closed path; every run is fitted on its own and meets the next smoothly."""
    return move(runs[0][0]) + "".join(smooth_pieces(runs, tolerance)) + "Z"


def smooth_pieces(runs: list[list[Point]], tolerance: float = OUTLINE_TOLERANCE) -> list[str]:
    """Return the segments of each run of a smooth closed path, without the first move."""
    points, ends = _joined(runs)
    pieces = []
    for i, j in pairwise(ends):
        leave, arrive = _tangent(points, i), _tangent(points, j)
        back = (-arrive[0], -arrive[1])
        pieces.append("".join(curves(fit(points[i : j + 1], tolerance, leave, back), 0)))
    return pieces


def cornered(runs: list[list[Point]], tolerance: float = PATCH_TOLERANCE) -> str:
    """Return a closed path; every run is fitted on its own and meets the next at a corner."""
    points, ends = _joined(runs)
    path = [move(points[0])]
    for i, j in pairwise(ends):
        if j == i + 1:
            path.append(line(points[j]))
        elif j > i:
            path += curves(fit(points[i : j + 1], tolerance), 0)
    return "".join(path) + "Z"


def _joined(runs: list[list[Point]]) -> tuple[list[Point], list[int]]:
    """Return all points in a row and the index at which each run ends (the first is 0)."""
    points = list(runs[0])
    ends = [0, len(points) - 1]
    for run in runs[1:]:
        points += run[1:]
        ends.append(len(points) - 1)
    return points, ends


def _tangent(points: list[Point], i: int) -> Point:
    before = points[i - 1] if i > 0 else points[-2]
    after = points[i + 1] if i < len(points) - 1 else points[1]
    return tangent(before, points[i], after)
