"""Solved bodies: limb lengths are exact, targets are met, sides mirror each other."""

from itertools import pairwise
from math import cos, dist, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures import proportions as body_measures
from runstrong_pdf.figures.pose import Pose
from runstrong_pdf.figures.skeleton import Skeleton, posed, reach
from runstrong_pdf.figures.stances import STANCES
from runstrong_pdf.figures.trunk import TrunkForm
from runstrong_pdf.figures.vectors import Vector, dot, subtract
from tests.figures.posing import standing

LENGTHS = {
    ("shoulder", "elbow"): body_measures.UPPER_ARM,
    ("elbow", "wrist"): body_measures.FOREARM,
    ("hip", "knee"): body_measures.THIGH,
    ("knee", "ankle"): body_measures.SHIN,
}
coordinates = st.floats(-0.6, 0.6)
vectors = st.tuples(coordinates, coordinates, coordinates)


def solved(pose: Pose, frame: str = "start") -> Skeleton:
    return posed(pose.frames[frame].posture())


@given(target=vectors, hint=vectors)
def test_two_bones_keep_their_lengths_wherever_they_reach(target: Vector, hint: Vector) -> None:
    root = (0.1, 0.2, -0.1)
    found = reach(root, target, 0.172, 0.150, hint)
    assert dist(root, found.middle) == pytest.approx(0.172)
    assert dist(found.middle, found.end) == pytest.approx(0.150)
    assert dist(found.end, target) == pytest.approx(found.miss, abs=1e-6)


@given(at=vectors, bend=st.floats(-90, 120), twist=st.floats(-60, 60), pitch=st.floats(-180, 180))
def test_no_pose_stretches_a_bone(at: Vector, bend: float, twist: float, pitch: float) -> None:
    x, y, z = at
    body = solved(
        standing(
            f"pelvis = {{ pitch = {pitch} }}\nspine = {{ bend = {bend}, twist = {twist} }}\n"
            f"arm.both = {{ at = [{x}, {y}, {z}] }}\nleg.left = {{ at = [{x}, {y}, {z}] }}"
        )
    )
    for side in ("left", "right"):
        for (start, end), length in LENGTHS.items():
            joints = body.joints[f"{side}.{start}"], body.joints[f"{side}.{end}"]
            assert dist(*joints) == pytest.approx(length)
    spine = [point for point, _ in body.spine]
    steps = [dist(p, q) for p, q in pairwise(spine)]
    assert sum(steps) == pytest.approx(body_measures.SPINE)


@pytest.mark.parametrize("stance", sorted(STANCES))
def test_no_stance_crosses_the_legs(stance: str) -> None:
    body = solved(standing(f'stance = "{stance}"'))
    apart = [
        subtract(body.joints[f"left.{joint}"], body.joints[f"right.{joint}"])
        for joint in ("hip", "ankle")
    ]
    assert dot(*apart) >= 0


@pytest.mark.parametrize("belly", [-0.03, 0.05])
def test_breath_moves_the_belly_but_neither_back_nor_chest(belly: float) -> None:
    resting, breathing = (
        TrunkForm(solved(standing(f"spine = {{ belly = {by} }}"))) for by in (0, belly)
    )

    def moved(place: float, angle: float) -> float:
        return breathing.ring(place).at(angle)[2] - resting.ring(place).at(angle)[2]

    assert moved(0.24, 0) == pytest.approx(belly)
    assert moved(0.24, 180) == pytest.approx(0)
    assert moved(0.6, 0) == pytest.approx(0)


def test_a_symmetric_pose_is_symmetric() -> None:
    body = solved(standing('arm.both = { raise = 70, toward = "front-side", bend = 40 }'))
    for name, (x, y, z) in body.joints.items():
        if name.startswith("left."):
            assert body.joints["right." + name[5:]] == pytest.approx((-x, y, z), abs=1e-9)


def test_a_flat_hand_lies_on_its_target() -> None:
    line = 'arm.left = { from = "shoulder", at = [0.05, -0.1, 0.25], hand = "flat" }'
    body = solved(standing(line))
    assert body.misses["left hand"] == pytest.approx(0, abs=1e-9)
    assert body.hands["left"].palm == pytest.approx((0, -1, 0))


def test_a_miss_is_measured() -> None:
    body = solved(standing('arm.left = { from = "shoulder", at = [0, 0, 0.6] }'))
    assert body.misses["left hand"] == pytest.approx(0.6 - 0.364, abs=0.03)


@pytest.mark.parametrize("bend", [6, 60, 116])
def test_a_plank_is_as_low_as_its_elbows_are_bent(bend: float) -> None:
    body = solved(standing(f'stance = "plank"\nelbow_bend = {bend}'))
    upper, lower = body.bones["left.upper_arm"].axis, body.bones["left.forearm"].axis
    assert dot(upper, lower) == pytest.approx(cos(radians(bend)), abs=0.02)
    assert body.joints["left.hand"][1] < 0.03


def test_an_arm_cannot_hang_on_one_that_hangs_on_it() -> None:
    both = 'arm.left = { from = "right.hand", at = [0, 0, 0] }\n'
    with pytest.raises(TemplateError, match=r"right\.hand is not placed yet"):
        solved(standing(both + 'arm.right = { from = "left.hand", at = [0, 0, 0] }'))


@pytest.mark.parametrize("stance", ["all_fours", "plank"])
def test_who_rests_on_the_hands_has_straight_arms(stance: str) -> None:
    body = solved(standing(f'stance = "{stance}"'))
    assert max(body.misses.values()) < 0.004
    for side in body_measures.SIDES:
        upper, lower = (body.bones[f"{side}.{name}"].axis for name in ("upper_arm", "forearm"))
        assert dot(upper, lower) > cos(radians(15))
