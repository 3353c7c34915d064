"""Themes: highlights that can be seen, skin of every tone, and line art without greys."""

from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.figures.draw import draw
from runstrong_pdf.figures.drawing import LINE
from runstrong_pdf.figures.part import FINE
from runstrong_pdf.figures.theme import SKINS, accent_for, colour_theme, ink_theme, paint
from runstrong_pdf.model.colour import (
    BLACK,
    WHITE,
    contrast,
    difference,
    hex_code,
    luminance,
    mix,
    rgb,
)
from tests.figures.posing import PRESS, posed_by

SEEN = 20.0  # Lab distance of two colours nobody confuses


@given(st.from_regex(r"\A#[0-9A-F]{6}\Z"), st.sampled_from(SKINS))
def test_the_highlight_stands_out_on_every_vest_and_skin(club: str, skin: str) -> None:
    accent = accent_for(rgb(club), rgb(skin))
    assert difference(accent, rgb(club)) > SEEN
    assert difference(accent, rgb(skin)) > SEEN


@given(st.from_regex(r"\A#[0-9A-F]{6}\Z"))
def test_all_figures_of_a_document_have_one_highlight(club: str) -> None:
    accents = {colour_theme(club, skin).colours["m1"] for skin in range(1, 7)}
    assert len(accents) == 1


@given(st.from_regex(r"\A#[0-9A-F]{6}\Z"))
def test_vest_and_shorts_are_told_apart_in_grey(club: str) -> None:
    colours = colour_theme(club).colours
    assert contrast(colours["vest"], colours["shorts"]) > 1.4


@given(st.from_regex(r"\A#[0-9A-F]{6}\Z"))
def test_a_colour_survives_being_written(code: str) -> None:
    assert hex_code(rgb(code)) == code


def test_mixing_ends_at_both_colours() -> None:
    assert mix(BLACK, WHITE, 0) == BLACK
    assert mix(BLACK, WHITE, 1) == WHITE
    assert round(difference(BLACK, WHITE)) == 100


def test_a_skin_tone_is_a_number_or_a_colour() -> None:
    assert colour_theme(skin=3).colours["skin"] == rgb(SKINS[2])
    assert colour_theme(skin="#123456").colours["skin"] == rgb("#123456")


def test_a_band_has_the_colour_that_is_asked_for() -> None:
    assert colour_theme(band="red").colours["band"] == rgb("#E03A3E")
    assert colour_theme(band="#ABCDEF").colours["band"] == rgb("#ABCDEF")


def test_only_line_art_is_hatched() -> None:
    frame = draw(posed_by(PRESS)).frames[1]
    kinds = {p.kind for p in paint(frame, colour_theme())}
    assert kinds == {"fill", "stroke"}
    assert "hatch" in {p.kind for p in paint(frame, ink_theme())}


def test_line_art_is_black_and_white_with_one_light_tint() -> None:
    frame = draw(posed_by(PRESS.replace("turn = 18", "turn = 70"))).frames[1]
    tints = {p.rgb for p in paint(frame, ink_theme())} - {BLACK, WHITE}
    assert all(min(tint) > 0.85 for tint in tints)


def test_paths_are_passed_on_untouched() -> None:
    frame = draw(posed_by(PRESS)).frames[0]
    paths = {shape.path for shape in frame.shapes}
    assert {painted.path for painted in paint(frame, colour_theme())} <= paths


def test_contours_keep_their_weight_and_things_their_size() -> None:
    frame = draw(posed_by(PRESS)).frames[1]
    shapes = [s for s in frame.shapes if s.kind != "fine"]
    once, twice = (paint(frame, colour_theme(), outline) for outline in (1.0, 2.0))
    for shape, thin, fat in zip(shapes, once, twice, strict=True):
        grows = shape.edge if shape.kind in {"line", "butt"} else shape.width
        assert fat.width == thin.width + grows


def test_ordinary_contours_are_marked() -> None:
    frame = draw(posed_by(PRESS)).frames[0]
    widths = {p.width for p in paint(frame, colour_theme()) if p.contour}
    assert widths == {LINE}


@given(st.from_regex(r"\A#[0-9A-F]{6}\Z"))
def test_the_mat_is_seen_in_every_club_colour(club: str) -> None:
    colours = colour_theme(club).colours
    assert difference(colours["mat"], WHITE) > 3
    assert difference(colours["mat_edge"], colours["mat"]) > 3


def test_the_mat_of_a_white_club_is_grey_blue() -> None:
    colours = colour_theme("#FFFFFF").colours
    assert (hex_code(colours["mat"]), hex_code(colours["mat_edge"])) == ("#EDF0F2", "#BFC5CC")


def test_a_band_in_line_art_is_black_between_white_lines() -> None:
    prop = 'props = [{ type = "band", through = ["left.hand", "right.hand"] }]'
    frame = draw(posed_by(f'name = "X"\n{prop}\n[start]\n')).frames[0]
    theme = ink_theme().colours
    assert {"band", "band_edge"} <= {shape.role for shape in frame.shapes}
    assert (theme["band"], theme["band_edge"]) == (BLACK, WHITE)


def test_contours_on_dark_skin_are_light_so_that_grey_print_parts_skin_from_cloth() -> None:
    for number, code in enumerate(SKINS, 1):
        colours = colour_theme(skin=number).colours
        dark = luminance(rgb(code)) < 0.2
        assert (luminance(colours["skin_line"]) > luminance(rgb(code))) is dark


def test_contours_on_dark_shorts_are_light_so_that_thigh_is_parted_from_thigh() -> None:
    for club, dark in (("#006B5E", True), ("#22303C", False)):
        colours = colour_theme(club).colours
        assert (luminance(colours["shorts_line"]) > luminance(colours["shorts"])) is dark


def test_line_art_gives_every_contour_the_weight_of_the_page() -> None:
    for painted in paint(draw(posed_by(PRESS)).frames[0], ink_theme()):
        if painted.kind == "stroke" and painted.width <= FINE:
            assert painted.contour
