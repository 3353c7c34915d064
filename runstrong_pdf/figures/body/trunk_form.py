"""The form of the trunk: rings along a spine that may bend and twist."""

from runstrong_pdf.figures.body.surface import Ring
from runstrong_pdf.figures.outline import Ellipsoid
from runstrong_pdf.figures.profiles import TRUNK, measures
from runstrong_pdf.figures.proportions import SPINE, SPINE_STEPS
from runstrong_pdf.figures.skeleton import Skeleton
from runstrong_pdf.figures.vectors import Axes, Vector, along, between, scale, unit


class TrunkForm:
    """The trunk of a body; places along it count from 0 at the hips to 1 at the neck."""

    def __init__(self, body: Skeleton) -> None:
        self.body = body

    def axes_at(self, s: float) -> tuple[Vector, Axes]:
        """Return a point of the spine and its axes; beyond the ends it goes on straight."""
        spine = self.body.spine
        step = min(max(s, 0.0), 1.0) * SPINE_STEPS
        i = min(int(step), SPINE_STEPS - 1)
        (p, a), (q, b) = spine[i], spine[i + 1]
        x, y, z = (unit(between(m, n, step - i)) for m, n in zip(a, b, strict=True))
        beyond = min(s, 0.0) + max(s - 1.0, 0.0)
        return along(between(p, q, step - i), y, beyond * SPINE), (x, y, z)

    def slice(self, s: float, grow: float = 0.0, thickness: float | None = None) -> Ellipsoid:
        """Return the ellipsoid that stands for the trunk at a place on the spine."""
        centre, (x, y, z) = self.axes_at(s)
        width, depth, front, thick = measures(TRUNK, s)
        thick = thick if thickness is None else thickness
        axes = (scale(x, width + grow), scale(y, thick), scale(z, depth + grow))
        return along(centre, z, front), axes

    def ring(self, s: float) -> Ring:
        """Return the cut through the trunk at a place on the spine."""
        centre, axes = self.axes_at(s)
        width, depth, front, _ = measures(TRUNK, s)
        below, above = measures(TRUNK, s - 0.02), measures(TRUNK, s + 0.02)
        slope = (above[0] + above[1] - below[0] - below[1]) / 2 / (0.04 * SPINE)
        return Ring(along(centre, axes[2], front), axes, width, depth, slope)
