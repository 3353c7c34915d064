"""An emblem is the same picture, told in fewer bytes."""

import re

import pytest

from runstrong_pdf.figures.drawing import STEP, Drawing, Frame, Shape, emblem
from runstrong_pdf.pages.drawings import load_drawing
from tests.making import shipped

SPORTS = (
    "climbing", "kayaking", "nordic-walking", "pilates", "rowing", "swimming", "tennis", "yoga",
)  # fmt: skip


def sport(slug: str) -> Frame:
    drawing = load_drawing(slug, shipped())
    assert isinstance(drawing, Drawing)
    return drawing.frames[0]


@pytest.mark.parametrize("slug", SPORTS)
def test_an_emblem_is_smaller_and_stands_where_the_drawing_stood(slug: str) -> None:
    frame = sport(slug)
    small = emblem(frame)
    length = sum(len(shape.path) for shape in frame.shapes)
    assert sum(len(shape.path) for shape in small.shapes) < 0.95 * length
    assert (small.box, small.name, small.description) == (
        frame.box,
        frame.name,
        frame.description,
    )
    kept = [shape for shape in frame.shapes if shape.tone != "shade"]
    for before, after in zip(kept, small.shapes, strict=True):
        ends = [re.findall(r"-?\d+", shape.path)[:2] for shape in (before, after)]
        assert all(abs(int(a) - int(b)) <= STEP / 2 for a, b in zip(*ends, strict=True))
        assert (before.kind, before.role, before.width) == (after.kind, after.role, after.width)


def test_points_that_meet_are_one() -> None:
    path = "M0 0L1 1L20 0C20 1 21 0 19 1C30 0 30 10 20 20Z"
    (shape,) = emblem(Frame("start", (Shape("fill", "skin", path),), (0, 0, 30, 30))).shapes
    assert shape.path == "M0 0L20 0C30 0 30 10 20 20Z"
