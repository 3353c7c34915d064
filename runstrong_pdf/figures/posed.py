"""A whole posed body."""

from runstrong_pdf.figures.arm import solve_arm
from runstrong_pdf.figures.leg import solve_leg
from runstrong_pdf.figures.posture import Posture
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.skeleton import Skeleton, trunk_of


def posed(posture: Posture) -> Skeleton:
    """Solve a posture: trunk, legs, then arms.

    An arm that reaches for a point of the other arm is solved after it.
    """
    body = trunk_of(posture)
    for side in SIDES:
        solve_leg(body, posture.legs[side], side)
    for side in sorted(SIDES, key=lambda s: posture.arms[s].origin.startswith(("left.", "right."))):
        solve_arm(body, posture.arms[side], side)
    return body
