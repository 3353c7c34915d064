"""Drawings as operators: on the grid, in the order they were painted, their colours by number."""

import pikepdf
import pytest
from reportlab.pdfbase.pdfdoc import PDFDocument

from runstrong_pdf.figures.theme import Painted
from runstrong_pdf.pdf.drawing import (
    GRID,
    Colours,
    NumberedColours,
    Palette,
    drawing_operators,
)
from tests.making import Made
from tests.reading import opened

RED, BLACK = (1.0, 0.0, 0.0), (0.0, 0.0, 0.0)
BOX = (0, 0, 400, 400)


def drawn(*shapes: Painted) -> list[str]:
    return drawing_operators(shapes, BOX, Colours(), cropped=False).split("\n")[1:]


def test_coordinates_are_whole_numbers_of_the_grid() -> None:
    shape = Painted("fill", "M10 -21L30 40C1 2 3 40 -5 6Z", RED)
    whole = drawing_operators([shape], BOX, Colours(), cropped=False).split("\n")
    assert whole[0].startswith(f"{GRID} 0 0 {-GRID} 0 0 cm")
    assert whole[1] == "1 0 0 rg 3 7 m 10 -13 l 0 -1 1 -13 -2 -2 c h f"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("M0 0L30 0L60 0L60 30Z", "0 0 m 20 0 l 20 -10 l h "),
        ("M0 0L30 1L60 0L60 30Z", "0 0 m 20 0 l 20 -10 l h "),
        ("M0 0L30 6L60 0", "0 0 m 10 -2 l 20 0 l "),
        ("M0 0L60 0L30 0", "0 0 m 20 0 l 10 0 l "),
        ("M0 0L1 1L60 0", "0 0 m 20 0 l "),
        ("M0 0C20 1 40 1 60 0", "0 0 m 20 0 l "),
        ("M0 0C20 9 40 9 60 0", "0 0 m 7 -3 13 -3 20 0 c "),
        ("M0 0C20 9 40 9 60 0L90 0L120 0", "0 0 m 7 -3 13 -3 20 0 c 40 0 l "),
        ("M0 0L1 0", "0 0 m 0 0 l "),
        ("M0 0C1 0 1 1 0 1C0 1 0 1 0 0Z", "0 0 m 0 0 l h "),
    ],
)
def test_what_no_printer_shows_is_left_out(path: str, shown: str) -> None:
    assert drawn(Painted("fill", path, BLACK)) == [f"0 g {shown}f"]


def test_a_colour_is_set_only_where_it_changes() -> None:
    shapes = [Painted("fill", f"M0 0L{n} 0Z", RED) for n in (10, 20)]
    operators = "\n".join(drawn(*shapes, Painted("fill", "M0 0L30 0Z", BLACK)))
    assert operators.count(" rg ") == 1
    assert operators.count("0 g ") == 1


def test_an_area_with_its_contour_is_painted_at_once() -> None:
    area, other = "M0 0L30 0L30 30Z", "M0 0L60 0L30 30Z"
    contour = Painted("stroke", area, BLACK, contour=True)
    both = drawn(Painted("fill", area, RED), contour)
    assert both == ["1 0 0 rg 0 G 0 0 m 10 0 l 10 -10 l h B"]
    assert len(drawn(Painted("fill", other, RED), contour)) == 2


def test_a_stroke_of_its_own_width_leaves_the_contours_theirs() -> None:
    bar = Painted("stroke", "M0 0L100 0", RED, 24.0)
    (operators,) = drawn(bar)
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
