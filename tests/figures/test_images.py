"""Every pose file of the project draws without a warning, and its drawing is up to date."""

from functools import cache
from pathlib import Path

import pytest

from runstrong_pdf.figures import svg
from runstrong_pdf.figures.check import check
from runstrong_pdf.figures.draw import draw
from runstrong_pdf.figures.pose import Pose, read_pose_file
from runstrong_pdf.resources import data_folder

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
def test_every_frame_is_described_for_those_who_do_not_see_it(file: Path) -> None:
    pose = pose_in(file)
    for name in pose.frames:
        assert 0 < len(getattr(pose.describe, name)) <= 130
    if pose.inset:
        assert 30 < len(getattr(pose.describe, pose.inset)) <= 130
