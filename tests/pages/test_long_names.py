"""Names of up to 80 letters are printed whole: smaller, or on two lines."""

from dataclasses import replace
from pathlib import Path

import pytest

from runstrong_pdf import Person, Request, Sheets, render
from runstrong_pdf.pages.person import lines_of
from tests.making import ZOE
from tests.reading import first_text

LONG = (
    "Bartholomew Montgomery-Featherstonehaugh of Wymondham",
    "Bartholomew Montgomery-Featherstonehaugh of Wymondham and Great Yarmouth, Jr. IV",
    "Maximiliana-Theodora Wolfeschlegelsteinhausenbergerdorff von Hohenzollern-Sigmar",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswesse",
)


def cover(name: str, cache: Path, *, large_print: bool = False) -> str:
    sheets = Sheets(large_print=large_print)
    pdf = render(Request(), replace(ZOE, name=name), sheets, cache=cache)
    return first_text(pdf).replace("\r", "")


@pytest.mark.parametrize("large_print", [False, True])
def test_a_long_name_is_whole_on_the_cover(shared_cache: Path, *, large_print: bool) -> None:
    for name in LONG:
        said = cover(name, shared_cache, large_print=large_print).partition("Riverside")[0]
        assert _letters(name) in _letters(said)


def _letters(text: str) -> str:
    """Return the letters alone: where a line breaks there may be a hyphen more."""
    return "".join(letter for letter in text if letter.isalpha())


def test_a_long_name_breaks_where_it_is_most_even() -> None:
    assert tuple(lines_of(Person(name=LONG[1]))["name"])[1].split("\n") == [
        "Bartholomew Montgomery-Featherstonehaugh",
        "of Wymondham and Great Yarmouth, Jr. IV",
    ]


def test_what_is_left_out_of_a_name_in_the_footer_is_seen() -> None:
    said = tuple(lines_of(Person(name="Ana Maria de la Cruz", club="Tri"))["who"])
    assert said[:3] == ("Tri  ·  Ana Maria de la Cruz", "Ana Maria de la Cruz", "Ana ... Cruz")
    assert said[3:] == ("Ana Maria de la ...", "Ana Maria de ...", "Ana Maria ...", "Ana ...", "")
    said = tuple(lines_of(Person(name="Anna Lee MD"))["who"])
    assert said == ("Anna Lee MD", "Anna Lee ...", "Anna ...", "")
    said = tuple(lines_of(Person(name="Smith, Anna Maria, Jr."))["who"])
    assert said[1] == "Smith ... Maria"
    assert tuple(lines_of(Person(club="Tri Club"))["who"]) == ("Tri Club", "Tri ...", "")
    sheets = Sheets(edition="handout", paper="a4", two_up=True)
    pdf = render(Request(), Person(name=LONG[2]), sheets)
    assert "Maximiliana-Theodora ..." in first_text(pdf)
