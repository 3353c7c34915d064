"""The PNG of a drawing: the shapes where they belong, in the colours of the theme."""

import io
from itertools import pairwise

from PIL import Image

from runstrong_pdf.figures.drawing import Frame
from runstrong_pdf.figures.paint import Painted
from runstrong_pdf.pdf.arrangement import MARGIN, PaintedFrame, side_by_side
from runstrong_pdf.pdf.metadata import PRODUCER
from runstrong_pdf.pdf.preview import SCALE, drawing_png

RED, BLACK, WHITE = (255, 0, 0), (0, 0, 0), (255, 255, 255)
INK = (0.0, 0.0, 0.0)


def drawn(*shapes: Painted, cropped: bool = False) -> Image.Image:
    """Return a picture of shapes in the square from 0 to 400."""
    frame = Frame("start", (), (0, 0, 400, 400), cropped)
    return opened(drawing_png(side_by_side([PaintedFrame(frame, shapes)])))


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def at(image: Image.Image, x: float, y: float) -> object:
    """Return the colour at a place in drawing units."""
    return image.getpixel((round((x + MARGIN) * SCALE), round((y + MARGIN) * SCALE)))


def square(low: int, high: int) -> str:
    return f"M{low} {low}L{high} {low}L{high} {high}L{low} {high}Z"


def test_it_names_its_maker() -> None:
    assert drawn().info["Software"] == PRODUCER


def test_size_and_resolution() -> None:
    image = drawn()
    assert image.size == (312, 312)  # (400 + 2 x 20) units at 60 mm a 1000 and 300 dpi
    assert round(image.info["dpi"][0]) == 300


def test_areas_are_filled_to_their_edge() -> None:
    image = drawn(Painted("fill", square(100, 300), (1.0, 0.0, 0.0)))
    assert at(image, 110, 110) == at(image, 290, 290) == RED
    assert at(image, 90, 200) == at(image, 200, 310) == WHITE


def test_loops_add_and_opposite_loops_cut_out() -> None:
    inner, hole = square(200, 300), "M200 200L200 300L300 300L300 200Z"
    same = drawn(Painted("fill", square(100, 380) + inner, (1.0, 0.0, 0.0)))
    cut = drawn(Painted("fill", square(100, 380) + hole, (1.0, 0.0, 0.0)))
    assert at(same, 250, 250) == RED
    assert at(cut, 250, 250) == WHITE
    assert at(cut, 150, 150) == RED


def test_curves_are_round() -> None:
    k = 0.5523 * 200
    circle = (
        f"M400 200C400 {200 + k} {200 + k} 400 200 400C{200 - k} 400 0 {200 + k} 0 200"
        f"C0 {200 - k} {200 - k} 0 200 0C{200 + k} 0 400 {200 - k} 400 200Z"
    )
    image = drawn(Painted("fill", circle, (1.0, 0.0, 0.0)))
    assert at(image, 200 + 138, 200 + 138) == RED
    assert at(image, 200 + 146, 200 + 146) == WHITE


def test_ends_of_strokes() -> None:
    line = "M100 200L300 200"
    rounded = drawn(Painted("stroke", line, INK, 40.0))
    butt = drawn(Painted("stroke", line, INK, 40.0, "butt"))
    for image in (rounded, butt):
        assert at(image, 200, 215) == BLACK
        assert at(image, 200, 225) == WHITE
    assert at(rounded, 315, 200) == BLACK
    assert at(butt, 305, 200) == WHITE


def test_hatching_stays_inside_and_leaves_paper() -> None:
    image = drawn(Painted("hatch", square(100, 300), INK, 8.0, "butt", 40.0)).convert("L")
    inside = [image.getpixel((x, 150)) for x in range(90, 210)]
    changes = sum(a != b for a, b in pairwise([value == 0 for value in inside]))
    assert changes >= 6
    assert 255 in inside
    assert image.crop((0, 0, 80, 312)).getextrema() == (255, 255)


def test_a_crop_cuts_at_the_box() -> None:
    shape = Painted("fill", square(-100, 500), (1.0, 0.0, 0.0))
    assert at(drawn(shape), -10, 200) == RED
    assert at(drawn(shape, cropped=True), -10, 200) == WHITE
    assert at(drawn(shape, cropped=True), 10, 390) == RED


def test_frames_share_a_ground_line_and_insets_are_half_way_up() -> None:
    tall = Frame("start", (), (0, -400, 100, 0))
    low = Frame("end", (), (0, -100, 100, 0))
    inset = Frame("hands", (), (0, 0, 100, 100), cropped=True)
    red = Painted("fill", "M0 -100L100 -100L100 0L0 0Z", (1.0, 0.0, 0.0))
    hands = Painted("fill", square(0, 100), (1.0, 0.0, 0.0))
    frames = [PaintedFrame(tall, (red,)), PaintedFrame(low, (red,))]
    image = opened(drawing_png(side_by_side(frames, [PaintedFrame(inset, (hands,))])))
    assert at(image, 50, 390) == at(image, 210, 390) == RED
    assert at(image, 210, 290) == WHITE
    assert at(image, 370, 200) == RED
    assert at(image, 370, 300) == WHITE


def test_the_same_bytes_every_time() -> None:
    frame = Frame("start", (), (0, 0, 400, 400))
    shapes = (Painted("hatch", square(100, 300), INK, 8.0, "butt", 40.0),)
    first, second = (drawing_png(side_by_side([PaintedFrame(frame, shapes)])) for _ in range(2))
    assert first == second
