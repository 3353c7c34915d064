"""Closed outlines: the trunk, the head, the shoe."""

from collections.abc import Iterable, Sequence

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.outline import Blob, Envelope, envelope
from runstrong_pdf.figures.part import Closed, Contours
from runstrong_pdf.figures.path import OUTLINE_TOLERANCE, SHADE_TOLERANCE, cornered, smooth
from runstrong_pdf.figures.style import LIGHT
from runstrong_pdf.figures.vectors import Point

Groups = Iterable[tuple[int, ...]]


def closed_path(outline: Envelope, tolerance: float = OUTLINE_TOLERANCE) -> str:
    """Return the path around an envelope."""
    up, down = outline.upper, outline.lower
    return smooth([up, [up[-1], down[-1]], down[::-1], [down[0], up[0]]], tolerance)


def shell(
    camera: Camera,
    blobs: Sequence[Blob],
    axis: Point,
    *,
    groups: Groups | None = None,
    shade: float = 0.0,
    detail: tuple[int, int] = (24, 22),
    tolerance: float = OUTLINE_TOLERANCE,
) -> Closed:
    """Return the outline of blobs.

    Args:
        camera: the view.
        blobs: balls and ellipsoids, in order.
        axis: unit direction on paper to scan along.
        groups: which blobs are hulled together; by default each with the next.
        shade: how much of the width lies in the shade, 0 to 1.
        detail: directions and scans of the envelope.
        tolerance: how far its curves may be off, body heights.
    """
    directions, scans = detail
    outline = envelope(camera, blobs, axis, directions=directions, scans=scans, groups=groups)
    path = closed_path(outline, tolerance)
    return Closed(Contours(path, path, _shade(outline, axis, shade) if shade else ""))


def _shade(outline: Envelope, axis: Point, share: float) -> str:
    lit_above = -axis[1] * LIGHT[0] + axis[0] * LIGHT[1] >= 0
    edge, other = outline.upper, outline.lower
    if lit_above:
        edge, other = other, edge
    inner = [
        (x + (ox - x) * share, y + (oy - y) * share)
        for (x, y), (ox, oy) in zip(edge, other, strict=True)
    ]
    return cornered([edge, inner[::-1]], SHADE_TOLERANCE)
