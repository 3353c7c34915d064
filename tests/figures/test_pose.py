"""Pose files: what they may say, and how they are told that they may not."""

import pytest

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures.pose import read_pose
from tests.figures.posing import PRESS, posed_by, standing


def problems(text: str) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        read_pose(text, "x.toml")
    return str(caught.value).splitlines()


def test_a_whole_pose_is_read() -> None:
    pose = posed_by(PRESS)
    assert list(pose.frames) == ["start", "end"]
    assert pose.muscles.primary == ("front_delts",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('stance = "levitate"', "x.toml: start.stance: 'levitate' is not known; allowed: stand, "),
        ("knee_bend = 4", "x.toml: start.knee_bend: unknown key; allowed here: stance, like, "),
        ("arm.left = { rais = 4 }", "x.toml: start.arm.left.rais: unknown key; allowed: raise, "),
        ('arm.left = { hand = "paw" }', "x.toml: start.arm.left.hand: 'paw' is not known; "),
        ('head = { look = "north" }', "x.toml: start.head.look: unknown direction word 'north'; "),
        ("head = { look = 3 }", "x.toml: start.head.look: a direction is words or three numbers"),
        ('leg.left = { from = "tail" }', "x.toml: start.leg.left.from: unknown reference 'tail'; "),
        ("spine = { bend = 'far' }", "x.toml: start.spine.bend: "),
        ('like = "end"', "x.toml: start.like: 'end' is no frame before this one; "),
    ],
)
def test_a_mistake_in_a_frame_is_named_with_what_is_allowed(line: str, told: str) -> None:
    (problem,) = problems(f'name = "X"\n[start]\n{line}\n')
    assert problem.startswith(told)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("colour = 1", "x.toml: colour: unknown key; allowed: name, describe, "),
        ('view = "moon"', "x.toml: view: unknown view 'moon'; allowed: front, "),
        ("skin = 9", "x.toml: skin: "),
        ('props = ["trampoline"]', "x.toml: props.1: unknown type 'trampoline'; allowed: 'mat', "),
        ('muscles = { primary = ["ear"] }', "x.toml: muscles.primary.1: unknown muscle 'ear'; "),
        ('hair = "mohican"', "x.toml: hair: 'mohican' is not known; allowed: 'short', "),
    ],
)
def test_a_mistake_in_the_header_is_named_with_what_is_allowed(line: str, told: str) -> None:
    (problem,) = problems(f'name = "X"\n{line}\n[start]\n')
    assert problem.startswith(told)


def test_every_problem_is_told_at_once() -> None:
    text = 'colour = 1\n[start]\nknees = "bent"\nspin = 2\n[end]\nlike = "middle"\n'
    assert len(problems(text)) == 5  # no name, colour, knees, spin, like


def test_a_pose_needs_a_start() -> None:
    assert problems('name = "X"\n') == ["x.toml: start: missing; a pose begins with [start]"]


def test_an_arrow_needs_its_frames() -> None:
    text = 'name = "X"\n[start]\n[[arrow]]\njoint = "head"\n'
    assert problems(text) == ["x.toml: arrow 1: needs the frame [end]; the file has none"]


def test_an_arrow_begins_somewhere() -> None:
    (problem,) = problems('name = "X"\n[start]\n[[arrow]]\non = "start"\n')
    assert "an arrow needs a joint" in problem


def test_broken_toml_is_told() -> None:
    (problem,) = problems('name = "X\n')
    assert problem.startswith("x.toml: not valid TOML: ")


def test_a_key_of_a_prop_is_checked_against_that_prop() -> None:
    (problem,) = problems('name = "X"\nprops = [{ type = "wall", y = 1 }]\n[start]\n')
    assert problem == "x.toml: props.1.wall.y: unknown key; allowed: type, z, x, height"


def test_placing_an_arm_anew_forgets_how_the_other_frame_placed_it() -> None:
    text = """name = "X"
[start]
arm.both = { from = "shoulder", at = [0, -0.3, 0], elbow = "out", hand = "fist" }
[end]
like = "start"
arm.left = { raise = 90 }
"""
    frames = posed_by(text).frames
    left, right = (frames["end"].posture().arms[side] for side in ("left", "right"))
    assert (left.raised, left.at, left.elbow, left.hand) == (90, None, None, "fist")
    assert (right.raised, right.at) == (None, (0, -0.3, 0))


def test_a_frame_of_another_stance_forgets_the_numbers_of_the_first() -> None:
    start = 'name = "X"\n[start]\nstance = "plank"\nhands = 0.3\n'
    text = f'{start}[end]\nlike = "start"\nstance = "stand"\n'
    assert posed_by(text).frames["end"].posture().pelvis.at[1] > 0.4


def test_lift_raises_the_pelvis() -> None:
    low, high = (standing(line).frames["start"].posture() for line in ("", "lift = 0.1"))
    assert high.pelvis.at[1] - low.pelvis.at[1] == pytest.approx(0.1)
