"""Pose files: what they may say, and how they are told that they may not."""

import tomllib

import pytest

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures.draw import draw
from runstrong_pdf.figures.pose import read_pose
from tests.figures.posing import PRESS, posed_by, standing


def problems(text: str) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        read_pose(tomllib.loads(text), "x.toml")
    return str(caught.value).splitlines()


def test_a_whole_pose_is_read() -> None:
    pose = posed_by(PRESS)
    assert list(pose.frames) == ["start", "end"]
    assert pose.muscles.primary == ("front_delts",)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('stance = "levitate"', "x.toml: start.stance: is 'levitate', allowed: stand, "),
        ("knee_bend = 4", "x.toml: start.knee_bend: is not a known key"),
        (
            "arm.left = { rais = 4 }",
            "x.toml: start.arm.left.rais: is not a known key; did you mean raise?",
        ),
        ('arm.left = { hand = "paw" }', "x.toml: start.arm.left.hand: is 'paw', allowed: "),
        (
            'arm.left = { palm = "north" }',
            "x.toml: start.arm.left.palm: unknown direction word 'north'; ",
        ),
        (
            "arm.left = { palm = 3 }",
            "x.toml: start.arm.left.palm: a direction is words or three numbers",
        ),
        ('leg.left = { from = "tail" }', "x.toml: start.leg.left.from: unknown reference 'tail'; "),
        ("spine = { bend = 'far' }", "x.toml: start.spine.bend: "),
        ('like = "end"', "x.toml: start.like: 'end' is no frame before this one; "),
        ("like = 3", "x.toml: start.like: is 3, allowed: 'start', "),
        ("arm.left = 3", "x.toml: start.arm.left: is 3, should be a table"),
        (
            "arm.left = { at = [0, 1, 2, 3] }",
            "x.toml: start.arm.left.at: is [0, 1, 2, 3], should be a list of 3 ",
        ),
        ("arm.left = { at = [0, 9, 0] }", "x.toml: start.arm.left.at: 9 is out of range; "),
        (
            'arm.left = { toward = "sideways" }',
            "x.toml: start.arm.left.toward: 'sideways' is not known; allowed: front, side, ",
        ),
    ],
)
def test_a_mistake_in_a_frame_is_named_with_what_is_allowed(line: str, told: str) -> None:
    (problem,) = problems(f'name = "X"\n[start]\n{line}\n')
    assert problem.startswith(told)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("colour = 1", "x.toml: colour: is not a known key, allowed: arrow, "),
        ('view = "moon"', "x.toml: view: unknown view 'moon'; allowed: front, "),
        ("skin = 9", "x.toml: skin: 9 is out of range; allowed: 1 to 6"),
        ("skin = 2.5", "x.toml: skin: is 2.5, should be a whole number"),
        ('view = { turn = "left" }', "x.toml: view.turn: is 'left', should be a number"),
        ("name = 3", "x.toml: name: is 3, should be text"),
        (
            "props = [{ seat = 1 }]",
            "x.toml: props[1]: is {'seat': 1}, should be a table with a `type`",
        ),
        (
            'props = [{ type = "band", through = ["left.hand", [0, nan, 1]] }]',
            "x.toml: props[1].band.through[2]: [0, nan, 1] is no anchor; allowed: a joint, ",
        ),
        (
            'props = [{ type = "towel", through = ["head"] }]',
            "x.toml: props[1].towel.through: needs at least 2 anchors; it has 1",
        ),
        ('props = ["trampoline"]', "x.toml: props[1]: is {'type': 'trampoline'}, allowed: 'mat', "),
        ('muscles = { primary = ["ear"] }', "x.toml: muscles.primary[1]: unknown muscle 'ear'; "),
        ('hair = "mohican"', "x.toml: hair: is 'mohican', allowed: 'short', "),
    ],
)
def test_a_mistake_in_the_header_is_named_with_what_is_allowed(line: str, told: str) -> None:
    named = "" if line.startswith("name") else 'name = "X"\n'
    (problem,) = problems(f"{named}{line}\n[start]\n")
    assert problem.startswith(told)


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ('stance = "plank"\nhands = nan', "hands"),
        ("feet = inf", "feet"),
        ("lift = -inf", "lift"),
        ("arm.left = { at = [0, nan, 1] }", "arm.left.at[2]"),
        ("head = { nod = nan }", "head.nod"),
    ],
)
def test_numbers_are_finite(lines: str, key: str) -> None:
    (problem,) = problems(f'name = "X"\n[start]\n{lines}\n')
    assert problem.startswith(f"x.toml: start.{key}: is ")
    assert problem.endswith(", should be a finite number")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("knees = 300", "knees: 300 is out of range; allowed: 0 to 170 degrees"),
        ("hinge = 400", "hinge: 400 is out of range; allowed: -40 to "),
        ("toe_out = 200", "toe_out: 200 is out of range; allowed: -90 to 90 degrees"),
        ('stance = "plank"\nelbow_bend = 300', "elbow_bend: 300 is out of range; allowed: 0 to "),
        ("arm.left = { bend = -40 }", "arm.left.bend: -40 is out of range; allowed: 0 to "),
        ("arm.left = { raise = 500 }", "arm.left.raise: 500 is out of range; allowed: 0 to 180"),
        ("head = { nod = 170 }", "head.nod: 170 is out of range; allowed: -80 to 80 degrees"),
    ],
)
def test_angles_are_those_of_a_body(lines: str, told: str) -> None:
    (problem,) = problems(f'name = "X"\n[start]\n{lines}\n')
    assert problem.startswith(f"x.toml: start.{told}")


@pytest.mark.parametrize("lines", ["hinge = 120\nknees = 170\nfeet = 1", "hinge = -40"])
def test_the_ends_of_the_ranges_are_drawn(lines: str) -> None:
    assert draw(standing(lines)).frames


def test_a_wrong_stance_is_told_once() -> None:
    text = 'name = "X"\n[start]\nstance = "levitate"\n[end]\nlike = "start"\nknees = 3\n'
    (problem,) = problems(text)
    assert problem.startswith("x.toml: start.stance: is 'levitate', ")


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


def test_a_key_of_a_prop_is_checked_against_that_prop() -> None:
    (problem,) = problems('name = "X"\nprops = [{ type = "wall", y = 1 }]\n[start]\n')
    assert problem == "x.toml: props[1].wall.y: is not a known key, allowed: height, type, z"


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
