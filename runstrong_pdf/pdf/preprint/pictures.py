"""The raster pictures of a page, in forms within forms too, with their resolution as printed."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

from runstrong_pdf.pdf.preprint.raster import Box, Raster

DEEPEST = 12
LEAST_POINTS = 8.5
"""3 mm: a picture smaller than this either way is a line, a bullet or a patch of colour."""
LEAST_PIXELS = 3
MOST_OBJECTS = 300_000
Matrix = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Picture:
    """A raster picture: its resolution in the worse direction, and its box in the raster."""

    dpi: float
    box: Box


def pictures(page: pdfium.PdfPage, raster: Raster) -> list[Picture]:
    """Return the pictures of a page that are on the paper and large enough to look at."""
    found = (_picture(page, raster, *image) for image in _images(page))
    return [picture for picture in found if picture]


def _images(page: pdfium.PdfPage) -> Iterator[tuple[object, Matrix]]:
    """Yield every image object with the matrix that puts its unit square on the page."""
    left = MOST_OBJECTS
    waiting: list[tuple[object, Matrix, int]] = [
        (c.FPDFPage_GetObject(page, index), UPRIGHT, 0)
        for index in range(min(c.FPDFPage_CountObjects(page), left))
    ]
    while waiting and left:
        left -= 1
        handle, outer, depth = waiting.pop()
        kind = c.FPDFPageObj_GetType(handle)
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            yield handle, _times(_matrix(handle), outer)
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = _times(_matrix(handle), outer)
            number = min(c.FPDFFormObj_CountObjects(handle), left)
            kids = (c.FPDFFormObj_GetObject(handle, index) for index in range(number))
            waiting += [(kid, inner, depth + 1) for kid in kids]


def _picture(
    page: pdfium.PdfPage, raster: Raster, handle: object, matrix: Matrix
) -> Picture | None:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not c.FPDFImageObj_GetImagePixelSize(handle, width, height):
        return None
    a, b, c_, d, _, _ = matrix
    wide, high = math.hypot(a, b), math.hypot(c_, d)
    if min(wide, high) < LEAST_POINTS or min(width.value, height.value) < LEAST_PIXELS:
        return None
    box = _box(page, raster, matrix)
    if box[0] >= box[2] or box[1] >= box[3]:
        return None
    return Picture(72 * min(width.value / wide, height.value / high), box)


def _box(page: pdfium.PdfPage, raster: Raster, matrix: Matrix) -> Box:
    """Return the part of the raster that a picture covers."""
    a, b, c_, d, e, f = matrix
    across, down = ctypes.c_int(), ctypes.c_int()
    points = []
    wide, high = raster.image.size
    for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        place = (a * x + c_ * y + e, b * x + d * y + f)
        c.FPDF_PageToDevice(page, 0, 0, wide, high, 0, *place, across, down)
        points.append((across.value, down.value))
    xs, ys = zip(*points, strict=True)
    return max(min(xs), 0), max(min(ys), 0), min(max(xs), wide), min(max(ys), high)


def _matrix(handle: object) -> Matrix:
    raw = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(handle, raw)
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies one after the other."""
    a, b, c_, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j,
        c_ * g + d * i, c_ * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
