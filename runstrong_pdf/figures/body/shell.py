"""Closed outlines: the trunk, the head, the shoe."""

from collections.abc import Iterable, Sequence

from runstrong_pdf.figures.camera import Camera
from runstrong_pdf.figures.curve import fit
from runstrong_pdf.figures.outline import Blob, Envelope, envelope
from runstrong_pdf.figures.part import Closed, Contours
from runstrong_pdf.figures.path import (
    OUTLINE_TOLERANCE,
    SHADE_TOLERANCE,
    curves,
    line,
    move,
    smooth,
    smooth_pieces,
)
from runstrong_pdf.figures.style import LIGHT
from runstrong_pdf.figures.vectors import Point

Groups = Iterable[tuple[int, ...]]


def closed_path(outline: Envelope, tolerance: float = OUTLINE_TOLERANCE) -> str:
    """Return the path around an envelope."""
    return smooth(_around(outline), tolerance)


def _around(outline: Envelope) -> list[list[Point]]:
    """Return the four runs of a closed outline: upper side, end, lower side, start."""
    up, down = outline.upper, outline.lower
    return [up, [up[-1], down[-1]], down[::-1], [down[0], up[0]]]


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
    runs = _around(outline)
    pieces = smooth_pieces(runs, tolerance)
    path = move(runs[0][0]) + "".join(pieces) + "Z"
    return Closed(Contours(path, path, _shade(runs, pieces, axis, shade) if shade else ""))


def _shade(runs: list[list[Point]], pieces: list[str], axis: Point, share: float) -> str:
    """Return the strip along the side turned from the light; its edge repeats the outline."""
    lit_above = -axis[1] * LIGHT[0] + axis[0] * LIGHT[1] >= 0
    side = 2 if lit_above else 0
    edge, other = runs[side], runs[2 - side][::-1]
    inner = [
        (x + (ox - x) * share, y + (oy - y) * share)
        for (x, y), (ox, oy) in zip(edge, other, strict=True)
    ][::-1]
    back = "".join(curves(fit(inner, SHADE_TOLERANCE)))
    return f"{move(edge[0])}{pieces[side]}{line(inner[0])}{back}Z"
