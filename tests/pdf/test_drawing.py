"""Drawings as operators: on the grid, in the order they were painted, their colours by number."""

import pikepdf
from reportlab.pdfbase.pdfdoc import PDFDocument

from runstrong_pdf.figures.paint import Painted
from runstrong_pdf.pdf.drawing import GRID, drawing_operators
from runstrong_pdf.pdf.palette import NumberedColours, Palette, PlainColours
from tests.making import Made
from tests.reading import opened

RED, BLACK = (1.0, 0.0, 0.0), (0.0, 0.0, 0.0)
BOX = (0, 0, 400, 400)


def test_coordinates_are_whole_numbers_of_the_grid() -> None:
    shape = Painted("fill", "M10 -21L30 40C1 2 3 4 -5 6Z", RED)
    lines = drawing_operators([shape], BOX, PlainColours(), cropped=False).split("\n")
    assert lines[0].startswith(f"{GRID} 0 0 {-GRID} 0 0 cm")
    assert lines[1] == "1 0 0 rg 3 7 m 10 -13 l 0 -1 1 -1 -2 -2 c  h f"


def test_a_colour_is_set_only_where_it_changes() -> None:
    shapes = [Painted("fill", f"M0 0L{n} 0Z", RED) for n in (10, 20)]
    shapes.append(Painted("fill", "M0 0L30 0Z", BLACK))
    operators = drawing_operators(shapes, BOX, PlainColours(), cropped=False)
    assert operators.count(" rg ") == 1
    assert operators.count("0 g ") == 1


def test_a_stroke_of_its_own_width_leaves_the_contours_theirs() -> None:
    bar = Painted("stroke", "M0 0L100 0", RED, 24.0)
    operators = drawing_operators([bar], BOX, PlainColours(), cropped=False).split("\n")[1]
    assert operators.startswith("q ")
    assert f" {24 / GRID:g} w " in operators
    assert operators.endswith("S Q")


def test_colours_are_numbers_of_what_has_them() -> None:
    skin, shade = ("skin", "", 0), ("skin", "shade", 0)
    numbered = NumberedColours([skin, shade])
    assert numbered.fill(Painted("fill", "", RED, ink=shade)) == "1 sc"
    assert numbered.stroke(Painted("stroke", "", RED, ink=skin)) == "0 SC"


def test_a_palette_says_what_colour_a_number_is() -> None:
    assert b"/Indexed/DeviceRGB 1<ff0000000000>" in Palette([RED, BLACK]).format(PDFDocument())


def test_colour_pages_number_their_colours(default: Made) -> None:
    assert _indexed_spaces(default)


def test_line_art_prints_with_black_ink_alone(saver: Made) -> None:
    """Grey levels: black made of red, green and blue would be mixed from three inks."""
    assert not _indexed_spaces(saver)


def _indexed_spaces(document: Made) -> list[pikepdf.Object]:
    with opened(document.pdf) as pdf:
        named = [obj.ColorSpace for obj in pdf.objects if "/ColorSpace" in _keys(obj)]
        spaces = [space.P for space in named if "/P" in _keys(space)]
        return [space for space in spaces if space[0] == "/Indexed"]


def _keys(found: pikepdf.Object) -> set[str]:
    return set(found.keys()) if isinstance(found, pikepdf.Dictionary) else set()
