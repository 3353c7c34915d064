"""Hair: a volume that shapes the head's outline, and patches of colour on it."""

from runstrong_pdf.figures.body.loft import place, slice_at
from runstrong_pdf.figures.body.shell import closed_path
from runstrong_pdf.figures.body.surface import PatchRow, Ring, patch
from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.outline import Blob, envelope
from runstrong_pdf.figures.part import Mark
from runstrong_pdf.figures.path import PATCH_TOLERANCE
from runstrong_pdf.figures.profiles import HAIR, measures
from runstrong_pdf.figures.vectors import Axes, Point, Vector, dot, scale

# Where hair begins: (height above the head joint, first angle that has hair), nape to crown.
HAIRLINE = (
    (-0.002, 158.0),
    (0.008, 136.0),
    (0.018, 118.0),
    (0.030, 108.0),
    (0.040, 104.0),
    (0.050, 97.0),
    (0.058, 86.0),
    (0.066, 72.0),
    (0.076, 58.0),
    (0.086, 38.0),
    (0.092, 16.0),
    (0.095, -2.0),
)
# From above the crown is painted as its exact silhouette, from below as the rings that show.
CROWN = (0.0935, 0.101, 0.107, 0.112, 0.117, 0.1195)
CROWN_FROM_BELOW = (0.0925, 0.100, 0.106, 0.112, 0.117, 0.1195)
FROM_ABOVE = -0.02
HAIR_EDGE = 3  # line width, 1/1000: closes the seams between the patches


def hair_blobs(head: Vector, axes: Axes, hair: str) -> list[Blob]:
    """Return the slices of the hair's volume."""
    return [slice_at(head, axes, row) for row in HAIR]


def hair_marks(camera: Camera, head: Vector, axes: Axes, hair: str, axis: Point) -> list[Mark]:
    """Return the patches of hair to paint on the head."""

    def ring(height: float) -> Ring:
        width, depth, front, _ = measures(HAIR, height)
        below, above = measures(HAIR, height - 0.004), measures(HAIR, height + 0.004)
        slope = (above[0] + above[1] - below[0] - below[1]) / 2 / 0.008
        return Ring(place(head, axes, (0.0, height, front)), axes, width, depth, slope)

    from_above = dot(camera.towards, axes[1]) > FROM_ABOVE
    regions: list[list[PatchRow]] = [
        [(height, first, 182.0) for height, first in HAIRLINE],
        [(height, -182.0, -first) for height, first in HAIRLINE],
    ]
    if not from_above:
        regions.append([(height, -180.0, 180.0) for height in CROWN_FROM_BELOW])
    # Separate fills: in one path, opposite windings would cancel out.
    paths = [patch(camera, rows, ring, least=4, corners=True) for rows in regions]
    if from_above:
        paths.append(_crown(camera, head, axes, axis))
    marks = []
    for path in filter(None, paths):
        marks += [Mark("hair", path), Mark("hair", path, "stroke", HAIR_EDGE)]
    return marks


def _crown(camera: Camera, head: Vector, axes: Axes, axis: Point) -> str:
    blobs: list[Blob] = []
    for height in CROWN:
        centre, (x, y, z) = slice_at(head, axes, (height, *measures(HAIR, height)))
        blobs.append((centre, (x, scale(y, 0.35), z)))
    outline = envelope(camera, blobs, axis, directions=20, scans=12)
    return closed_path(outline, PATCH_TOLERANCE)
