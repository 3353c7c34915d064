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


def test_an_arrow_across_the_body_is_told() -> None:
    arrow = '[[arrow]]\njoint = "chest"\non = "start"\nto = [0.0, 0.2]\n'
    warnings = check(posed_by(f'name = "X"\n[start]\n{arrow}'))
    assert "[start] arrow 1 crosses the torso" in map(str, warnings)


def test_an_arrow_across_curls_is_told() -> None:
    arrow = '[[arrow]]\njoint = "head"\non = "start"\nfrom_shift = [0.0, 0.13]\nto = [-0.2, 0.0]\n'
    head = 'name = "X"\nhair = "{}"\n[start]\n'
    assert "[start] arrow 1 crosses the hair" in map(
        str, check(posed_by(head.format("curly") + arrow))
    )
    assert check(posed_by(head.format("shaved") + arrow)) == ()


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
