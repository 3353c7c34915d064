"""The figure of a race number is as large as the card has room for, and never too small to read."""

import pytest

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import INK_SAVER, PAPERS
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.interactive import Interactive

A4 = PAPERS["a4"]


def figure_size(height: float) -> float:
    """Return the type size of the figure on a card so many millimetres high, in points."""
    canvas = TaggedCanvas("en-GB")
    canvas.new_page(A4.width * MM, A4.height * MM, "1")
    sheet = Sheet(canvas=canvas, interactive=Interactive(canvas), paper=A4, name="cover")
    with sheet.tag("P"):
        Bib(INK_SAVER, height, "WEEK", "7", "of 6").draw(sheet, 20, 20, 30, height)
    return next(mark.size for mark in sheet.marks if mark.what == "7")


def test_the_figure_has_the_size_asked_for_where_there_is_room() -> None:
    assert figure_size(40.0) == Bib(INK_SAVER, 40.0, "").figure_size


def test_the_figure_of_a_lower_card_is_smaller() -> None:
    assert A4.smallest < figure_size(20.0) < figure_size(24.0) < figure_size(40.0)


@pytest.mark.parametrize("height", [5.0, 10.0, 13.0])
def test_the_figure_of_the_lowest_card_can_be_read(height: float) -> None:
    assert figure_size(height) == A4.smallest
