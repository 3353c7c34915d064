"""Colours: whatever a club brings, everything stays legible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.errors import UsageError
from runstrong_pdf.layout.surface import Surface
from runstrong_pdf.layout.theme import (
    A4,
    INK_SAVER,
    LARGE,
    NORMAL,
    SMALL,
    Look,
    Scale,
    colour_look,
)
from runstrong_pdf.model.colour import (
    BLACK,
    RGB,
    WHITE,
    contrast,
    darkened,
    hex_code,
    mix,
    parse_colour,
    saturation,
)
from runstrong_pdf.pdf.canvas import TaggedCanvas

CHANNEL = st.integers(0, 255).map(lambda value: value / 255)
COLOURS = st.tuples(CHANNEL, CHANNEL, CHANNEL)


@given(COLOURS, COLOURS)
def test_contrast_is_a_ratio_from_1_to_21(a: RGB, b: RGB) -> None:
    assert contrast(a, b) == contrast(b, a)
    assert 1 <= contrast(a, b) <= 21.0001
    assert contrast(a, a) == pytest.approx(1)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(parse_colour("#777777"), WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast(parse_colour("#ff0000"), WHITE) == pytest.approx(3.998, abs=0.005)


@given(COLOURS, st.floats(1, 21))
def test_darkened_colours_stand_off_white(colour: RGB, ratio: float) -> None:
    shade = darkened(colour, ratio)
    assert contrast(shade, WHITE) >= ratio
    assert all(new <= old + 1e-9 for new, old in zip(shade, colour, strict=True))


@given(COLOURS)
def test_darkening_stops_as_soon_as_it_can(colour: RGB) -> None:
    shade = darkened(colour, 4.5)
    if shade != colour:
        lighter = mix(shade, colour, 0.25)
        assert contrast(lighter, WHITE) < 4.7 or contrast(colour, WHITE) >= 4.5


@given(COLOURS)
def test_every_club_colour_gives_a_legible_look(colour: RGB) -> None:
    look = colour_look(hex_code(colour))
    assert look.on_accent in {WHITE, BLACK}
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.accent_ink, WHITE) >= 4.5
    assert contrast(look.tint, BLACK) > 15
    assert look.keyline == (contrast(look.accent, WHITE) < 3)
    if saturation(look.accent) < 0.12:
        assert look.accent_ink == BLACK


def test_the_ink_saver_fills_nothing() -> None:
    assert INK_SAVER.accent == INK_SAVER.tint == WHITE
    assert INK_SAVER.on_accent == INK_SAVER.accent_ink == BLACK
    assert INK_SAVER.keyline


@given(COLOURS)
def test_hexadecimal_and_back(colour: RGB) -> None:
    assert parse_colour(hex_code(colour)) == pytest.approx(colour)
    assert parse_colour(hex_code(colour).upper().removeprefix("#")) == pytest.approx(colour)


@pytest.mark.parametrize("text", ["#a13", "A13"])
def test_a_colour_may_be_written_in_short(text: str) -> None:
    assert parse_colour(text) == parse_colour("#aa1133")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "red",
        "#12",
        "#1234",
        "#12345",
        "#1234567",
        "#12 456",
        "##123456",
        "#gg0000",
        "#١٢٣٤٥٦",
        "#123456\n",
    ],
)
def test_what_is_not_a_colour_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match=r"^colour: ") as raised:
        parse_colour(text)
    assert "#7a1f3d" in raised.value.remedy


@given(COLOURS, COLOURS, st.floats(0, 1))
def test_mixing_stays_between_its_colours(a: RGB, b: RGB, share: float) -> None:
    for mixed, one, other in zip(mix(a, b, share), a, b, strict=True):
        assert min(one, other) - 1e-9 <= mixed <= max(one, other) + 1e-9


@pytest.mark.parametrize("scale", [NORMAL, SMALL, LARGE])
@pytest.mark.parametrize("look", [colour_look(), INK_SAVER], ids=["colour", "saver"])
def test_what_stands_out_is_twice_as_heavy_in_either_ink(look: Look, scale: Scale) -> None:
    surface = Surface(canvas=TaggedCanvas("en"), paper=A4, pen=look.pen)
    assert surface.weight(scale.heavy) >= 2 * surface.weight(scale.outline) - 1e-6
