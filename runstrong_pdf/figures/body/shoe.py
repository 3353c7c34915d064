"""Shoes: one outline for sole and upper, the upper painted on top."""

from runstrong_pdf.figures.body.shell import shell
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.outline import Blob, Ellipsoid
from runstrong_pdf.figures.part import Coat, Mark, Part, sampled
from runstrong_pdf.figures.proportions import ANKLE_HEIGHT, BALL
from runstrong_pdf.figures.skeleton import Foot, Skeleton
from runstrong_pdf.figures.style import FINE
from runstrong_pdf.figures.vectors import ZERO, Vector, add, along, cross, scale, square_to, unit

DETAIL = (18, 14)
TOLERANCE = 0.0024
# What is hulled with what: the upper's five blobs, then the sole's three.
UPPER_GROUPS = ((0, 1), (0, 2), (1, 2), (2, 3), (3, 4))
SOLE_GROUPS = ((1, 5), (3, 6), (5, 6), (6, 7), (4, 7))


def shoe_part(camera: Camera, body: Skeleton, side: str) -> Part:
    """Return one shoe."""
    ankle, foot = body.joints[f"{side}.ankle"], body.feet[side]
    upper, sole = _Last(ankle, foot).blobs()
    axis = camera.heading(foot.forward, least=0.2)
    whole = shell(
        camera,
        upper + sole,
        axis,
        groups=UPPER_GROUPS + SOLE_GROUPS,
        detail=DETAIL,
        tolerance=TOLERANCE,
    )
    top = shell(camera, upper, axis, groups=UPPER_GROUPS, detail=DETAIL, tolerance=TOLERANCE)
    toe = upper[-1][0]
    balls = [
        (along(ankle, foot.up, -0.010), 0.022),
        (along(along(ankle, foot.forward, 0.040), foot.up, -0.025), 0.020),
        (toe, 0.014),
    ]
    marks = (Mark("shoe", top.paths.fill), Mark("ink", top.paths.fill, "fine", FINE))
    return Part(f"{side}.foot", sampled(camera, balls), (Coat("sole", whole, marks),))


class _Last:
    """The form a shoe is built on; the toes bend at the ball."""

    def __init__(self, ankle: Vector, foot: Foot) -> None:
        self.ankle, self.foot = ankle, foot
        self.side = unit(cross(foot.up, foot.forward))
        self.toes = unit(foot.toes)
        self.toes_up = square_to(foot.up, self.toes)
        if self.toes_up == ZERO:
            self.toes_up = foot.up

    def blobs(self) -> tuple[list[Blob], list[Blob]]:
        """Return the blobs of the upper and of the sole."""
        upper: list[Blob] = [
            (self._at(-0.006, ANKLE_HEIGHT + 0.010), 0.0235),
            self._hind(-0.014, 0.034, (0.0230, 0.0220, 0.0215)),
            self._hind(0.030, 0.034, (0.0300, 0.0220, 0.0225)),
            self._hind(0.072, 0.0255, (0.0180, 0.0135, 0.0255)),
            self._fore(0.025, 0.0215, (0.0165, 0.0095, 0.0215)),
        ]
        sole: list[Blob] = [
            self._hind(-0.014, 0.008, (0.0235, 0.0080, 0.0225)),
            self._hind(0.070, 0.008, (0.0180, 0.0080, 0.0265)),
            self._fore(0.024, 0.010, (0.0185, 0.0090, 0.0225)),
        ]
        return upper, sole

    def _at(self, ahead: float, height: float) -> Vector:
        """Return the point `ahead` of the ankle and `height` above the sole."""
        forward = along(self.ankle, self.foot.forward, ahead)
        return along(forward, self.foot.up, height - ANKLE_HEIGHT)

    def _hind(self, ahead: float, height: float, size: Vector) -> Ellipsoid:
        axes = (self.foot.forward, self.foot.up, self.side)
        return self._at(ahead, height), self._sized(axes, size)

    def _fore(self, ahead: float, height: float, size: Vector) -> Ellipsoid:
        centre = add(
            along(self._at(BALL, 0.0), self.toes, ahead),
            scale(self.toes_up, height),
        )
        return centre, self._sized((self.toes, self.toes_up, self.side), size)

    @staticmethod
    def _sized(axes: tuple[Vector, Vector, Vector], size: Vector) -> tuple[Vector, Vector, Vector]:
        x, y, z = (scale(axis, s) for axis, s in zip(axes, size, strict=True))
        return x, y, z
