"""Tidying takes away only what cannot be seen."""

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.figures.drawing import Shape, tidied

places = st.integers(-400, 400)
points = st.tuples(places, places)
segments = st.one_of(points.map(lambda p: [p]), st.tuples(points, points, points).map(list))


def tidy(path: str) -> str:
    return tidied(Shape("fill", "skin", path)).path


def test_a_step_of_one_unit_is_left_out() -> None:
    assert tidy("M0 0L100 0L101 0L100 100L0 0Z") == "M0 0L100 0L100 100L0 0Z"
    assert tidy("M0 0L100 0C101 0 101 1 100 1L0 100Z") == "M0 0L100 0L0 100Z"


def test_a_dot_stays_a_dot() -> None:
    """Round ends make it a disc as wide as its stroke."""
    assert tidy("M5 5L6 5") == "M5 5L6 5"
    assert tidy("M5 5L5 5Z") == "M5 5L5 5Z"


def test_a_straight_curve_becomes_a_line_and_a_bowed_one_stays() -> None:
    assert tidy("M0 0C30 0 60 0 90 0") == "M0 0L90 0"
    assert tidy("M0 0C30 2 60 2 90 0") == "M0 0C30 2 60 2 90 0"
    assert tidy("M0 0C-40 0 130 0 90 0") == "M0 0C-40 0 130 0 90 0"


def test_equal_outlines_stay_equal_wherever_they_stand() -> None:
    """The repetition is what makes a rim, its area and its contour cheap."""
    outline = "M0 0C30 0 60 0 90 0L91 0L90 80L0 0Z"
    assert tidy(f"M7 7L9 90Z{outline}") == f"M7 7L9 90Z{tidy(outline)}"


@given(points, st.lists(segments, min_size=1, max_size=8))
def test_what_is_left_leads_through_the_same_places(
    begin: tuple[int, int], run: list[list[tuple[int, int]]]
) -> None:
    letters = {1: "L", 3: "C"}
    path = f"M{begin[0]} {begin[1]}" + "".join(
        letters[len(piece)] + " ".join(f"{x} {y}" for x, y in piece) for piece in run
    )
    left = tidy(path)
    kept = [tuple(map(int, word.split()[-2:])) for word in left[1:].replace("C", "L").split("L")]
    for x, y in (begin, *(piece[-1] for piece in run)):
        assert min(hypot(x - kx, y - ky) for kx, ky in kept) < 1.5
    assert len(kept) > 1
