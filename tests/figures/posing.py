"""Poses the tests are about."""

import tomllib

from runstrong_pdf.figures.pose import Pose, read_pose

PRESS = """
name = "Press"
describe = { start = "Dumbbells at the shoulders", end = "Arms straight & <overhead>" }
view = { turn = 18, pitch = 8 }
props = [{ type = "dumbbell" }]
muscles = { primary = ["front_delts"], secondary = ["triceps"] }
[start]
arm.both = { from = "shoulder", at = [0.085, 0.075, 0.03], hand = "fist", palm = "front" }
[end]
like = "start"
arm.both = { at = [0.03, 0.395, 0.0], elbow = "out" }
[[arrow]]
joint = "left.hand"
from_shift = [0.115, -0.22]
to = [0.0, 0.2]
"""


def posed_by(text: str) -> Pose:
    """Return the pose written in `text`."""
    return read_pose(tomllib.loads(text), "test.toml")


def standing(extra: str) -> Pose:
    """Return somebody who stands, with more lines in [start]."""
    return posed_by(f'name = "Stand"\n[start]\n{extra}\n')
