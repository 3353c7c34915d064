"""What all stances have in common."""

from abc import abstractmethod
from collections.abc import Callable

from runstrong_pdf.figures.posture import ArmPose, HeadPose, LegPose, PelvisPose, Posture, SpinePose
from runstrong_pdf.figures.proportions import SIDES
from runstrong_pdf.figures.tables import Table

# What a frame changes about the posture of its stance.
Adjust = Callable[[Posture], Posture]


class Stance(Table):
    """The numbers of one stance."""

    @abstractmethod
    def posture(self, adjust: Adjust) -> Posture:
        """Return the posture these numbers stand for, before it is adjusted.

        A stance that searches for a fit, such as a plank with its elbows bent so far, needs
        `adjust` to know where the hands will be.
        """


def symmetric(
    pelvis: PelvisPose, spine: SpinePose, head: HeadPose, arm: ArmPose, leg: LegPose
) -> Posture:
    """Return a posture whose left and right limbs do the same."""
    arms, legs = dict.fromkeys(SIDES, arm), dict.fromkeys(SIDES, leg)
    return Posture(pelvis=pelvis, spine=spine, head=head, arms=arms, legs=legs)


HANGING_ARM = ArmPose(raised=8, toward="side", bend=12, forearm="front", hand="relaxed", palm="in")


def arm_on_lap(bend: float) -> ArmPose:
    """Return an arm that rests in front of somebody who sits; `bend` in degrees."""
    return ArmPose(raised=20, toward="front", bend=bend, forearm="front")
