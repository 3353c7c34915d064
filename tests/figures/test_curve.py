"""Curves and outlines: they pass near their points, whatever these are."""

from itertools import pairwise
from math import cos, hypot, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.figures.outline import convex, envelope
from runstrong_pdf.figures.path import Bezier, curves, ellipse, fit, polygon, smooth
from runstrong_pdf.figures.vectors import Camera, Point

coordinates = st.floats(-1, 1).map(lambda n: round(n, 3))
runs = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=12)


def point_on(curve: Bezier, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    x, y = (sum(w * p[i] for w, p in zip(weights, curve, strict=True)) for i in (0, 1))
    return x, y


@given(runs)
def test_a_fit_begins_and_ends_at_its_points_and_has_no_gaps(run: list[Point]) -> None:
    beziers = fit(run, 0.01)
    if beziers:
        assert beziers[0][0] == run[0]
        assert beziers[-1][3] == pytest.approx(run[-1], abs=2e-5)
        for before, after in pairwise(beziers):
            assert before[3] == after[0]


def test_a_circle_is_fitted_closely_with_few_curves() -> None:
    run = [(cos(pi * i / 40), sin(pi * i / 40)) for i in range(21)]
    beziers = fit(run, 0.002)
    assert len(beziers) == 1
    for bezier in beziers:
        for i in range(11):
            assert hypot(*point_on(bezier, i / 10)) == pytest.approx(1, abs=0.004)


def test_a_flat_curve_becomes_a_line() -> None:
    assert curves([((0, 0), (0.1, 0.0001), (0.2, 0), (0.3, 0))]) == ["L300 0"]


def test_paths_point_down() -> None:
    assert polygon([(0, 0), (0.1, 0), (0.1, 0.2)]) == "M0 0L100 0L100 -200Z"
    assert ellipse((0, 0), (0.1, 0), (0, 0.05)).startswith("M100 0C100 -28 ")
    assert smooth([[(0, 0), (0.1, 0.1)], [(0.1, 0.1), (0, 0)]]).endswith("Z")


@given(st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=20))
def test_a_convex_hull_turns_one_way(points: list[Point]) -> None:
    hull = convex(points)
    assert set(hull) <= set(points)
    n = len(hull)
    for i in range(n if n > 2 else 0):
        (ax, ay), (bx, by), (cx, cy) = hull[i], hull[(i + 1) % n], hull[(i + 2) % n]
        assert (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0


def test_the_outline_of_a_ball_is_a_circle() -> None:
    camera = Camera.facing(30, 20)
    ball = ((0.0, 0.0, 0.0), 0.1)
    outline = envelope(camera, [ball, ball], (1.0, 0.0), directions=48)
    for x, y in outline.upper + outline.lower:
        assert hypot(x, y) == pytest.approx(0.1, rel=0.02)
