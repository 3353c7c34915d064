"""A personal text is as large as its place allows; no text at all fits everywhere."""

import pytest

from runstrong_pdf.errors import OutputError
from runstrong_pdf.pdf.slots import SlotPlace
from runstrong_pdf.pdf.stamp import LineCache, SlotText
from runstrong_pdf.pdf.template import Glyphs

GLYPHS = Glyphs(widths={"a": 500.0}, fonts={"a": "/F1"}, codes={97: "01"})


def slot(width: float) -> SlotText:
    place = SlotPlace("name", x=10, y=20, role="name", size=10, floor=5, width=width, page=1)
    return SlotText(place, LineCache({"name": GLYPHS}))


@pytest.mark.parametrize("width", [5.0, 0.0, -1.0])
@pytest.mark.parametrize("empty", ["", "\n"])
def test_no_text_needs_no_room(width: float, empty: str) -> None:
    assert slot(width).shown(empty) == ""


def test_a_text_shrinks_to_its_place() -> None:
    assert "/F1 10 Tf" in slot(10).shown("aa")
    assert "/F1 5 Tf" in slot(5).shown("aa")


@pytest.mark.parametrize("width", [4.9, 0.0, -1.0])
def test_a_text_without_room_is_refused(width: float) -> None:
    with pytest.raises(OutputError, match=r"^page 1: 'aa' is too long for its place"):
        slot(width).shown("aa")
