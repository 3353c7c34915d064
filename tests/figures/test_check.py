"""The checker: each thing a body cannot do is told, and ordinary poses are not blamed."""

import pytest

from runstrong_pdf.figures.check import check
from tests.figures.posing import PRESS, posed_by, standing


def test_an_ordinary_pose_has_no_warnings() -> None:
    assert check(posed_by(PRESS)) == ()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            'arm.left = { from = "shoulder", at = [0, 0, 0.6] }',
            "left hand cannot reach its target: 0.",
        ),
        ("leg.right = { at = [0.05, 0, 0.9] }", "right foot cannot reach its target: 0."),
        (
            'pelvis = { at = [0, 0.4, 0] }\nleg.left = { at = [0.05, -0.04, 0], foot = "free" }',
            "left ankle is 0.060 body heights below the floor",
        ),
        ("pelvis = { at = [0, 0, 0] }", "pelvis is 0.058 body heights below the floor"),
        ("arm.left = { raise = 20, bend = 170 }", "left elbow is bent 170 degrees"),
        ('leg.left = { raise = 70, toward = "back" }', "left hip is stretched backwards"),
        (
            'arm.left = { from = "chest", at = [0, -0.05, 0.03], elbow = "out" }',
            "left hand is 0.",
        ),
        (
            'arm.left = { from = "head", at = [0, 0.05, 0.0], elbow = "out" }',
            "left hand is 0.",
        ),
    ],
)
def test_what_a_body_cannot_do_is_told(lines: str, told: str) -> None:
    assert any(str(warning).startswith(f"[start] {told}") for warning in check(standing(lines)))


def test_a_hand_in_a_belly_that_breath_has_moved_is_told() -> None:
    hand = 'arm.left = { from = "pelvis", at = [0.03, 0.07, 0.085], elbow = "out" }'
    assert check(standing(hand)) == ()
    (told,) = check(standing(hand + "\nspine = { belly = 0.05 }"))
    assert "trunk" in str(told)


def test_an_arrow_across_the_body_is_told() -> None:
    arrow = '[[arrow]]\njoint = "chest"\non = "start"\nto = [0.0, 0.2]\n'
    warnings = check(posed_by(f'name = "X"\n[start]\n{arrow}'))
    assert "[start] arrow 1 crosses the torso" in map(str, warnings)


def test_a_sign_of_a_hold_across_the_body_is_told() -> None:
    text = 'name = "X"\n[start]\nhold = [{}, 0.2]\n'
    crossed = "[start] the sign of the hold crosses the head"
    assert crossed in map(str, check(posed_by(text.format("0.0"))))
    assert check(posed_by(text.format("0.3"))) == ()
    arrow = '[[arrow]]\non = "start"\njoint = "chest"\nfrom_shift = [0.3, 0.1]\nto = [0.0, 0.2]\n'
    told = check(posed_by(text.format("0.3") + arrow))
    assert list(map(str, told)) == ["[start] the sign of the hold crosses arrow 1"]


def test_a_letter_across_the_body_is_told() -> None:
    text = 'name = "X"\n[start]\nletter = {{ text = "Y", at = [{}, 0.2] }}\n'
    crossed = "[start] the letter crosses the head"
    assert crossed in map(str, check(posed_by(text.format("0.0"))))
    assert check(posed_by(text.format("0.3"))) == ()


@pytest.mark.parametrize(
    ("other", "crossed"),
    [
        ('[[arrow]]\non = "start"\njoint = "chest"\nfrom_shift = [0.3, 0.1]\nto = [0.0, 0.2]\n',
         "[start] the letter crosses arrow 1"),
        ("hold = [0.3, 0.2]\n", "[start] the letter crosses the sign of the hold"),
    ],
)  # fmt: skip
def test_a_letter_across_another_sign_is_told(other: str, crossed: str) -> None:
    text = 'name = "X"\n[start]\nletter = {{ text = "Y", at = [{}, 0.2] }}\n' + other
    assert list(map(str, check(posed_by(text.format("0.3"))))) == [crossed]
    assert check(posed_by(text.format("-0.3"))) == ()


def test_an_arrow_across_curls_is_told() -> None:
    arrow = '[[arrow]]\njoint = "head"\non = "start"\nfrom_shift = [0.0, 0.13]\nto = [-0.2, 0.0]\n'
    head = 'name = "X"\nhair = "{}"\n[start]\n'
    assert "[start] arrow 1 crosses the hair" in map(
        str, check(posed_by(head.format("curly") + arrow))
    )
    assert check(posed_by(head.format("shaved") + arrow)) == ()


@pytest.mark.parametrize(("colour", "told"), [("water", []), ("wood", ["crosses the panel0"])])
def test_an_arrow_may_cross_water_alone(colour: str, told: list[str]) -> None:
    corners = "[[0.3, 0.2, 0], [0.9, 0.2, 0], [0.9, 0.9, 0], [0.3, 0.9, 0]]"
    prop = f'props = [{{ type = "panel", colour = "{colour}", corners = {corners} }}]\n'
    arrow = '[[arrow]]\non = "start"\nfrom = [0.4, 0.5, 0]\nto = [0.3, 0.0]\n'
    warnings = check(posed_by(f'name = "X"\n{prop}[start]\n{arrow}'))
    assert list(map(str, warnings)) == [f"[start] arrow 1 {text}" for text in told]


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("from_shift = [0.0, -0.15]\nto = [0.0, 0.13]", True),
        ("from_shift = [0.05, -0.15]\nto = [0.0, 0.18]", True),  # its head is wider
        ("from_shift = [0.05, -0.15]\nto = [0.0, 0.30]", False),  # its shaft passes by
        ("from_shift = [0.0, -0.25]\nto = [0.0, 0.13]", False),
    ],
)
def test_an_arrow_that_touches_a_dumbbell_is_told(way: str, told: bool) -> None:  # noqa: FBT001
    prop = 'props = [{ type = "dumbbell", hand = "left" }]\n[start]\n'
    arm = 'arm.left = { raise = 90, hand = "fist", palm = "down" }\n'
    arrow = '[[arrow]]\non = "start"\njoint = "left.hand"\n'
    warnings = check(posed_by(f'name = "X"\n{prop}{arm}{arrow}{way}\n'))
    assert any("arrow 1 crosses the left dumbbell" in str(w) for w in warnings) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[start]\n[end]\nlike = "start"\nspine = { bend = 4 }\n',
            "[end] looks like [start]",
        ),
        (
            (
                'view = { turn = 2, pitch = 4 }\n[start]\narm.both = { from = "shoulder", '
                'at = [0, -0.1, 0.15], elbow = "out" }\n[end]\nlike = "start"\n'
                "arm.both = { at = [0, -0.08, 0.35] }\n"
            ),
            "[end] the view hides the movement",
        ),
        (
            (
                'view = "side"\n[start]\n[end]\nlike = "start"\nknees = 80\n'
                '[[arrow]]\njoint = "pelvis"\nfrom_shift = [-0.25, 0.0]\nto = [0.0, 0.2]\n'
            ),
            "[end] arrow 1 points another way than the pelvis moves",
        ),
        (
            (
                'view = { turn = 42, pitch = 12 }\nprops = [{ type = "band", colour = "green", '
                'through = ["right.hand", [-0.62, 0.72, 0.18]] }]\n[start]\n'
                'arm.both = { from = "chest", at = [0.016, 0.0, 0.115], hand = "fist" }\n[end]\n'
                'like = "start"\narm.both = { at = [0.016, 0.03, 0.365] }\n[[arrow]]\n'
                'joint = "left.hand"\nfrom_shift = [-0.10, -0.13]\nto = [0.17, -0.05]\n'
            ),
            "[end] arrow 1 seems to go along the band",
        ),
        (
            (
                'props = [{ type = "band", through = ["left.hand", "right.hand"] }]\n[start]\n'
                'arm.both = { from = "pelvis", at = [0.2, 0.15, 0.0], hand = "fist" }\n'
            ),
            "[start] the band runs",
        ),
        (
            (
                'props = [{ type = "towel", through = ["left.hand", "right.hand"] }]\n[start]\n'
                'arm.both = { raise = 150 }\n[end]\nlike = "start"\narm.both = { raise = 90 }\n'
            ),
            "[end] the towel is ",
        ),
        (
            (
                'props = ["dumbbell"]\n[start]\nstance = "plank"\nshoulder_height = 0.403\n'
                'arm.both = { at = [0.13, 0.032, 0.7], hand = "fist", palm = "in", '
                'fingers = "forward", elbow = "feet" }\n'
            ),
            "[start] the left dumbbell stands on end",
        ),
    ],
)
def test_what_a_reader_cannot_read_is_told(text: str, told: str) -> None:
    warnings = [str(warning) for warning in check(posed_by(f'name = "X"\n{text}'))]
    assert any(warning.startswith(told) for warning in warnings), warnings


def test_a_reader_is_not_blamed_for_hands_that_open() -> None:
    text = '[start]\narm.both = {{ raise = 20, hand = "{}" }}\n'
    closed, opened = text.format("fist"), text.format("spread").replace("start", "end")
    assert check(posed_by(f'name = "X"\n{closed}{opened}')) == ()
