"""Smooth curves through points (after Schneider, Graphics Gems, 1990), and outlines as path text.

Paths have one segment a letter, whole numbers of 1/1000 body height, y down. Text is made at once
and reused: a fill, its contour and its shade repeat the same segments word for word, which costs
next to nothing once a PDF stream is compressed.
"""

import re
from collections.abc import Collection
from itertools import accumulate, pairwise
from math import dist, hypot

from runstrong_pdf.figures.vectors import Point, unit_on_paper

Bezier = tuple[Point, Point, Point, Point]

# A handle longer than this share of the run would make the curve overshoot into a spike.
LONGEST_HANDLE = 0.75
SHORTEST_HANDLE = 0.01


def fit(
    points: list[Point],
    tolerance: float,
    leave: Point | None = None,
    arrive: Point | None = None,
) -> list[Bezier]:
    """Fit curves through an open run of points, nowhere further off than `tolerance`.

    They `leave` the first point in a unit direction, and `arrive` is that back from the last one.
    """
    run = _without_repeats(points)
    if len(run) < 2:
        return []
    if leave is None:
        leave = _end_tangent(run[0], run[1], run[min(2, len(run) - 1)])
    if arrive is None:
        arrive = _end_tangent(run[-1], run[-2], run[max(-3, -len(run))])
    curves: list[Bezier] = []
    _fit(run, leave, arrive, tolerance * tolerance, curves)
    return curves


def tangent(before: Point, at: Point, after: Point) -> Point:
    """Return the unit direction at the middle of three points: that of a parabola through them."""
    first, second = dist(before, at), dist(at, after)
    if not first or not second:
        return unit_on_paper(after[0] - before[0], after[1] - before[1])
    a, b = second / first, first / second
    return unit_on_paper(
        (at[0] - before[0]) * a + (after[0] - at[0]) * b,
        (at[1] - before[1]) * a + (after[1] - at[1]) * b,
    )


def _end_tangent(end: Point, near: Point, far: Point) -> Point:
    """Return the unit direction in which a run leaves its end: that of a parabola through it."""
    ax, ay, bx, by = near[0] - end[0], near[1] - end[1], far[0] - near[0], far[1] - near[1]
    a, b = hypot(ax, ay), hypot(bx, by)
    if not a or not b or ax * bx + ay * by <= 0:
        return unit_on_paper(ax, ay)
    bend = a / (a + b)
    return unit_on_paper(ax / a - bend * (bx / b - ax / a), ay / a - bend * (by / b - ay / a))


def _without_repeats(points: list[Point]) -> list[Point]:
    run = [points[0]]
    for x, y in points[1:]:
        if abs(x - run[-1][0]) > 1e-5 or abs(y - run[-1][1]) > 1e-5:
            run.append((x, y))
    return run


def _fit(run: list[Point], leave: Point, arrive: Point, limit: float, out: list[Bezier]) -> None:
    """Fit one curve; where it misses by more than `limit` (squared), split the run in two."""
    if len(run) == 2:
        out.append(_plain(run[0], run[1], leave, arrive))
        return
    far = lengths(run)
    total = far[-1]
    places = [f / total for f in far]
    worst = len(run) // 2
    for again in (True, False):
        bezier = _least_squares(run, places, leave, arrive, total)
        error, worst = _worst(bezier, run, places)
        if error < limit:
            out.append(bezier)
            return
        if error > limit * 16 or not again:
            break
        places = [_nearer(bezier, p, t) for p, t in zip(run, places, strict=True)]
    x, y = tangent(run[worst - 1], run[worst], run[worst + 1])
    _fit(run[: worst + 1], leave, (-x, -y), limit, out)
    _fit(run[worst:], (x, y), arrive, limit, out)


def _plain(p: Point, q: Point, leave: Point, arrive: Point) -> Bezier:
    d = hypot(q[0] - p[0], q[1] - p[1]) / 3
    return (
        p,
        (p[0] + leave[0] * d, p[1] + leave[1] * d),
        (q[0] + arrive[0] * d, q[1] + arrive[1] * d),
        q,
    )


def lengths(run: list[Point]) -> list[float]:
    """Return how far along the run each of its points is."""
    return list(accumulate(map(dist, run, run[1:]), initial=0.0))


def _at(b: Bezier, t: float) -> Point:
    s = 1 - t
    w0, w1, w2, w3 = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return (
        w0 * b[0][0] + w1 * b[1][0] + w2 * b[2][0] + w3 * b[3][0],
        w0 * b[0][1] + w1 * b[1][1] + w2 * b[2][1] + w3 * b[3][1],
    )


def _worst(bezier: Bezier, run: list[Point], places: list[float]) -> tuple[float, int]:
    """Return the largest squared error of the inner points, and where it is."""
    error, index = 0.0, len(run) // 2
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = bezier  # `_at` written out: it is called most of all
    for i in range(1, len(run) - 1):
        t, (px, py) = places[i], run[i]
        s = 1 - t
        w0, w1, w2, w3 = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        dx = w0 * x0 + w1 * x1 + w2 * x2 + w3 * x3 - px
        dy = w0 * y0 + w1 * y1 + w2 * y2 + w3 * y3 - py
        e = dx * dx + dy * dy
        if e > error:
            error, index = e, i
    return error, index


def _least_squares(
    run: list[Point], places: list[float], leave: Point, arrive: Point, total: float
) -> Bezier:
    """Return the curve with the given end directions whose handles suit the points best."""
    (ax, ay), (bx, by) = run[0], run[-1]
    c00 = c01 = c11 = x0 = x1 = 0.0
    for (px, py), t in zip(run, places, strict=True):
        s = 1 - t
        w1, w2 = 3 * s * s * t, 3 * s * t * t
        start, end = s * s * s + w1, w2 + t * t * t
        lx, ly, rx, ry = leave[0] * w1, leave[1] * w1, arrive[0] * w2, arrive[1] * w2
        c00 += lx * lx + ly * ly
        c01 += lx * rx + ly * ry
        c11 += rx * rx + ry * ry
        dx, dy = px - (ax * start + bx * end), py - (ay * start + by * end)
        x0 += lx * dx + ly * dy
        x1 += rx * dx + ry * dy
    determinant = c00 * c11 - c01 * c01
    a = b = 0.0
    if abs(determinant) > 1e-14:
        a, b = (x0 * c11 - x1 * c01) / determinant, (c00 * x1 - c01 * x0) / determinant
    if not all(SHORTEST_HANDLE * total <= h <= LONGEST_HANDLE * total for h in (a, b)):
        return _plain(run[0], run[-1], leave, arrive)
    return (
        run[0],
        (ax + leave[0] * a, ay + leave[1] * a),
        (bx + arrive[0] * b, by + arrive[1] * b),
        run[-1],
    )


def _nearer(b: Bezier, p: Point, t: float) -> float:
    """Move `t` one Newton step towards the place on the curve that is nearest to `p`."""
    x, y = _at(b, t)
    s = 1 - t
    u, v, w = s * s, 2 * s * t, t * t
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = b
    d1x = 3 * (u * (x1 - x0) + v * (x2 - x1) + w * (x3 - x2))
    d1y = 3 * (u * (y1 - y0) + v * (y2 - y1) + w * (y3 - y2))
    d2x = 6 * (s * (x2 - 2 * x1 + x0) + t * (x3 - 2 * x2 + x1))
    d2y = 6 * (s * (y2 - 2 * y1 + y0) + t * (y3 - 2 * y2 + y1))
    slope = d1x * d1x + d1y * d1y + (x - p[0]) * d2x + (y - p[1]) * d2y
    if abs(slope) < 1e-12:
        return t
    return min(1.0, max(0.0, t - ((x - p[0]) * d1x + (y - p[1]) * d1y) / slope))


UNITS = 1000
NUMBERS = re.compile(r"-?\d+")
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
    return [
        line(b[3]) if _is_flat(b, flat) else f"C{pair(b[1])} {pair(b[2])} {pair(b[3])}"
        for b in beziers
    ]


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
    return polyline(points) + "Z"


def polyline(points: list[Point]) -> str:
    """Return the open path of straight lines through `points`."""
    return move(points[0]) + "".join(map(line, points[1:]))


def smooth_line(points: list[Point], tolerance: float) -> str:
    """Return the open path of curves through `points`."""
    return move(points[0]) + "".join(curves(fit(points, tolerance)))


def rounded(points: list[Point]) -> str:
    """Return a closed path through points without a corner."""
    count = len(points)

    def beside(i: int, way: int) -> Point:
        (x, y), (ax, ay), (bx, by) = (points[k % count] for k in (i, i - way, i + way))
        return x + (bx - ax) / 6, y + (by - ay) / 6

    pieces = (
        f"C{pair(beside(i, 1))} {pair(beside(i + 1, -1))} {pair(points[(i + 1) % count])}"
        for i in range(count)
    )
    return move(points[0]) + "".join(pieces) + "Z"


def area(path: str) -> float:
    """Return the area of a closed path, square body heights; of curves about that.

    Example:
        >>> area("M0 0L100 0L100 200Z")
        0.01
    """
    numbers = list(map(int, NUMBERS.findall(path)))
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    twice = sum(x * b - a * y for (x, y), (a, b) in pairwise([*points, points[0]]))
    return abs(twice) / (2 * UNITS**2)


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


def smooth_pieces(
    runs: list[list[Point]],
    tolerance: float = OUTLINE_TOLERANCE,
    flat: float = 0,
    loose: Collection[int] = (),
) -> list[str]:
    """Return the segments of each run of a smooth closed path, without the first move.

    `loose` runs meet their neighbours at corners, and three times less exactly.
    """
    points, ends = _joined(runs)
    pieces = []
    for number, (i, j) in enumerate(pairwise(ends)):
        run = points[i : j + 1]
        if number in loose:
            beziers = fit(run, tolerance * 3)
        else:
            leave, (x, y) = _tangent(points, i), _tangent(points, j)
            beziers = fit(run, tolerance, leave, (-x, -y))
        pieces.append("".join(curves(beziers, flat)))
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
