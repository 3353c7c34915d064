"""Drawings as operators: on the grid, in the order they were painted, their colours by number."""

import pikepdf

from runstrong_pdf.figures.paint import Painted
from runstrong_pdf.pdf.drawing import GRID, drawing_operators
from runstrong_pdf.pdf.palette import A_DRAWING, MOST, Palette, PlainInks
from tests.making import Made
from tests.reading import opened

RED, BLACK = (1.0, 0.0, 0.0), (0.0, 0.0, 0.0)
BOX = (0, 0, 400, 400)


def test_coordinates_are_whole_numbers_of_the_grid() -> None:
    shape = Painted("fill", "M10 -21L30 40C1 2 3 4 -5 6Z", RED)
    lines = drawing_operators([shape], BOX, PlainInks(), cropped=False).split("\n")
    assert lines[0].startswith(f"{GRID} 0 0 {-GRID} 0 0 cm")
    assert lines[1] == "1 0 0 rg 3 7 m 10 -13 l 0 -1 1 -1 -2 -2 c  h f"


def test_a_colour_is_set_only_where_it_changes() -> None:
    shapes = [Painted("fill", f"M0 0L{n} 0Z", RED) for n in (10, 20)]
    shapes.append(Painted("fill", "M0 0L30 0Z", BLACK))
    operators = drawing_operators(shapes, BOX, PlainInks(), cropped=False)
    assert operators.count(" rg ") == 1
    assert operators.count("0 g ") == 1


def test_a_stroke_of_its_own_width_leaves_the_contours_theirs() -> None:
    bar = Painted("stroke", "M0 0L100 0", RED, 24.0)
    operators = drawing_operators([bar], BOX, PlainInks(), cropped=False).split("\n")[1]
    assert operators.startswith("q ")
    assert f" {24 / GRID:g} w " in operators
    assert operators.endswith("S Q")


def test_equal_colours_have_one_number() -> None:
    palette = Palette()
    assert palette.fill(RED) == palette.stroke(RED).lower() == "0 sc"
    assert palette.fill(BLACK) == "1 sc"
    assert palette.fill((0.9999, 0.0, 0.0)) == "0 sc"


def test_a_palette_never_overflows() -> None:
    palette, colours = Palette(), 0
    while palette.has_room:
        for _ in range(A_DRAWING):
            palette.fill((colours // 256 / 255, colours % 256 / 255, 0.5))
            colours += 1
    assert colours <= MOST


def test_colour_pages_number_their_colours(default: Made) -> None:
    assert _indexed_spaces(default)


def test_line_art_prints_with_black_ink_alone(saver: Made) -> None:
    """Grey levels: black made of red, green and blue would be mixed from three inks."""
    assert not _indexed_spaces(saver)


def _indexed_spaces(document: Made) -> list[pikepdf.Object]:
    with opened(document.pdf) as pdf:
        arrays = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Array)]
        return [array for array in arrays if len(array) == 4 and array[0] == "/Indexed"]
