"""Every pose file of the project draws without a warning, and its drawing is up to date."""

import re
import zlib
from functools import cache
from math import acos, degrees
from pathlib import Path

import pytest

from runstrong_pdf.figures import svg
from runstrong_pdf.figures.check import check
from runstrong_pdf.figures.draw import Scene, draw
from runstrong_pdf.figures.drawing import FORMS_ENDING, Drawing, unpacked
from runstrong_pdf.figures.pose import Pose, read_pose_file
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.theme import colour_theme, ink_of
from runstrong_pdf.figures.vectors import dot
from runstrong_pdf.layout.picture import FilmStrip
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.pages.drawings import load_drawings
from runstrong_pdf.resources import data_folder
from tests.making import shipped

FILES = sorted(data_folder("images").glob("*.toml"))
every_pose = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def pose_in(file: Path) -> Pose:
    return read_pose_file(file)


def test_there_are_poses() -> None:
    assert FILES


@every_pose
def test_a_pose_has_no_warnings(file: Path) -> None:
    assert check(pose_in(file)) == ()


@every_pose
def test_a_drawing_is_up_to_date(file: Path) -> None:
    drawing = draw(pose_in(file))
    text = file.with_suffix(".svg").read_text(encoding="utf-8")
    assert text == svg.write(drawing), "run python tools/draw_images.py"
    assert svg.read(text) == drawing


@every_pose
def test_what_was_made_ready_is_up_to_date(file: Path) -> None:
    drawing = svg.read(file.with_suffix(".svg").read_text(encoding="utf-8"))
    ready_one = unpacked(file.with_suffix(FORMS_ENDING).read_bytes())
    told = [frame._replace(shapes=()) for frame in (*drawing.frames, *drawing.insets)]
    assert [*ready_one.frames, *ready_one.insets] == told, "run python tools/draw_images.py"
    assert (ready_one.name, ready_one.skin, ready_one.band) == (
        drawing.name,
        drawing.skin,
        drawing.band,
    )
    small = file.stem in shipped().slugs(CrossTraining)
    frames = {frame.name: frame for frame in (*drawing.frames, *drawing.insets)}
    assert ready_one.forms
    for names, form in ready_one.forms.items():
        strip = FilmStrip(tuple(frames[name] for name in names.split()))
        made = strip.form(small=small, pack=str.encode)
        kept = (zlib.decompress(form.colour), form.inks, zlib.decompress(form.line_art))
        assert kept == (made.colour, made.inks, made.line_art), "run python tools/draw_images.py"


def test_all_that_a_plan_shows_was_made_ready() -> None:
    library = shipped()
    exercises, stretches = library.slugs(Exercise), library.slugs(Stretch)
    others = (*library.slugs(WarmUp), *stretches, *library.slugs(CrossTraining))
    for whole in (exercises, (*exercises, *stretches, *library.slugs(WarmUp))):
        for picture in load_drawings((*exercises, *others), library, whole).values():
            assert isinstance(picture, Drawing)
            assert picture.forms, picture.name


@pytest.mark.parametrize("club", ["#006B5E", "#22303C", "#FFFFFF", "#7A1F3D"])
def test_what_stands_for_a_colour_has_that_colour_in_every_club(club: str) -> None:
    for file in FILES:
        drawing = svg.read(file.with_suffix(".svg").read_text(encoding="utf-8"))
        theme = colour_theme(club, drawing.skin, drawing.band or None)
        for shape in (shape for frame in drawing.frames for shape in frame.shapes):
            of_shape = (shape.role, shape.tone, shape.light)
            assert theme.colour(*ink_of(*of_shape)) == theme.colour(*of_shape)


@every_pose
def test_every_frame_is_described_for_those_who_do_not_see_it(file: Path) -> None:
    pose = pose_in(file)
    for name in pose.frames:
        assert 0 < len(getattr(pose.describe, name)) <= 130
    if pose.inset:
        assert (
            30 < len(getattr(pose.describe, "hands" if pose.inset == "hands" else "inset")) <= 130
        )


STRAIGHT = re.compile(
    r"\b[Ss]traight arm|\b[Aa]rms? (?:\w+ ){0,2}(?:straight|long)\b|\barms? hang"
    r"|\b[Ee]lbows (?:still )?straight"
)


@every_pose
def test_an_arm_that_is_told_to_be_straight_is(file: Path) -> None:
    pose = pose_in(file)
    for name, body in Scene(pose).bodies.items():
        if STRAIGHT.search(getattr(pose.describe, name)):
            axes = [
                (body.bones[f"{side}.upper_arm"].axis, body.bones[f"{side}.forearm"].axis)
                for side in SIDES
            ]
            assert min(degrees(acos(min(1.0, dot(*pair)))) for pair in axes) < 20, name
