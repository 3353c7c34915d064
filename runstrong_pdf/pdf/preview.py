"""A drawing or a photo as a PNG, made with Pillow alone.

Shapes are painted four times as large as asked for and shrunk, which smooths their edges. Areas
follow PDF's and SVG's nonzero winding rule, which Pillow's own polygons do not.
"""

import io
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import ceil, hypot

from PIL import Image, ImageChops, ImageDraw
from PIL.PngImagePlugin import PngInfo

from runstrong_pdf.figures.drawing import Frame
from runstrong_pdf.figures.paint import Painted
from runstrong_pdf.pdf.arrangement import HEIGHT_MM, MARGIN, Arrangement
from runstrong_pdf.pdf.metadata import PRODUCER
from runstrong_pdf.pdf.picture import DOTS_PER_INCH, Photo, on_white

SCALE = HEIGHT_MM / 25.4 * DOTS_PER_INCH / 1000
"""Pixels a drawing unit (1/1000 body height)."""
FINER = 4
MOST_STEPS = 32
SEGMENT = re.compile(r"([MLCZ])([^MLCZ]*)")

Point = tuple[float, float]
Line = list[Point]
"""A run of points; a closed one ends where it begins."""


def drawing_png(arrangement: Arrangement) -> bytes:
    """Return the PNG of arranged frames."""
    size = (_pixels(arrangement.width), _pixels(arrangement.height))
    page = Image.new("RGB", size, "white")
    for frame, shapes, x, y in arrangement.placed:
        edge = 0 if frame.cropped else MARGIN
        corner = (round((x - edge) * SCALE), round((y - edge) * SCALE))
        page.paste(_tile(shapes, frame, edge), corner)
    return _png(page)


def photo_png(photo: Photo, *, grey: bool) -> bytes:
    """Return the PNG of a photo on white."""
    image = on_white(photo.pixels)
    return _png(image.convert("L") if grey else image)


def _png(image: Image.Image) -> bytes:
    """Encode, naming its maker: a file of ours may be written over."""
    text = PngInfo()
    text.add_text("Software", PRODUCER)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, pnginfo=text, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return out.getvalue()


def _tile(shapes: Iterable[Painted], frame: Frame, edge: int) -> Image.Image:
    """Paint one frame with `edge` units of paper around its box."""
    left, top, right, bottom = frame.box
    size = (_pixels(right - left + 2 * edge), _pixels(bottom - top + 2 * edge))
    brush = _Brush((size[0] * FINER, size[1] * FINER), (left - edge, top - edge))
    for shape in shapes:
        brush.paint(shape)
    return brush.image.reduce(FINER)


def _pixels(units: float) -> int:
    return ceil(units * SCALE)


class _Brush:
    """Paints shapes on an image that is `FINER` times too large."""

    def __init__(self, size: tuple[int, int], corner: tuple[int, int]) -> None:
        self.image = Image.new("RGB", size, "white")
        self.draw = ImageDraw.Draw(self.image)
        self.corner = corner
        self.scale = SCALE * FINER

    def paint(self, shape: Painted) -> None:
        """Paint one shape over what is there."""
        colour = tuple(round(part * 255) for part in shape.rgb)
        lines = [self._placed(line) for line in _lines(shape.path, self.scale)]
        if shape.kind == "fill":
            _fill(self.draw, lines, colour)
        elif shape.kind == "stroke":
            _stroke(
                self.draw, lines, shape.width * self.scale, colour, rounded=shape.cap == "round"
            )
        else:
            self._hatch(lines, shape, colour)

    def _placed(self, line: Line) -> Line:
        x0, y0 = self.corner
        return [((x - x0) * self.scale, (y - y0) * self.scale) for x, y in line]

    def _hatch(self, lines: list[Line], shape: Painted, colour: tuple[int, ...]) -> None:
        """Paint through a mask: inside the shape, and on a diagonal."""
        area = Image.new("L", self.image.size)
        _fill(ImageDraw.Draw(area), lines, (255,))
        area = ImageChops.multiply(area, self._diagonals(shape.pitch, shape.width))
        self.image.paste(colour, mask=area)

    def _diagonals(self, pitch: float, width: float) -> Image.Image:
        """Return white lines at 45 degrees on black, in one phase with the drawing's origin."""
        x0, y0 = self.corner
        phase = (y0 - x0) * self.scale
        return _diagonals(self.image.size, pitch * self.scale, width * self.scale, phase)


@cache
def _diagonals(size: tuple[int, int], pitch: float, width: float, phase: float) -> Image.Image:
    sheet = Image.new("L", size)
    draw = ImageDraw.Draw(sheet)
    wide, high = size
    half = width / 2**0.5  # half the line's extent along x
    first = -int((high + pitch) / pitch) - 1
    for k in range(first, int(wide / pitch) + 2):
        x = k * pitch + phase % pitch
        draw.polygon(
            [(x - half, 0), (x + half, 0), (x + half + high, high), (x - half + high, high)], 255
        )
    return sheet


# -- geometry --------------------------------------------------------------------------------------


def _lines(path: str, scale: float) -> Iterator[Line]:
    """Yield the subpaths of a path, curves flattened to less than a pixel; drawing units."""
    line: Line = []
    for letter, text in SEGMENT.findall(path):
        numbers = [float(number) for number in text.replace(",", " ").split()]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if letter == "M":
            if line:
                yield line
            line = points
        elif letter == "L":
            line += points
        elif letter == "C":
            line += _flattened(line[-1], points, scale)
        else:
            line.append(line[0])
    if line:
        yield line


def _flattened(start: Point, points: list[Point], scale: float) -> Iterator[Point]:
    (x1, y1), (x2, y2), (x3, y3) = points
    x0, y0 = start
    run = hypot(x1 - x0, y1 - y0) + hypot(x2 - x1, y2 - y1) + hypot(x3 - x2, y3 - y2)
    steps = min(MOST_STEPS, 2 + int((run * scale) ** 0.5))
    for step in range(1, steps + 1):
        t = step / steps
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _fill(draw: ImageDraw.ImageDraw, lines: Iterable[Line], colour: tuple[int, ...]) -> None:
    """Fill by the nonzero winding rule, row by row."""
    rows: dict[int, list[tuple[float, int]]] = {}
    for line in lines:
        for (xa, ya), (xb, yb) in zip(line, [*line[1:], line[0]], strict=True):
            _cross(rows, (xa, ya, xb, yb) if ya < yb else (xb, yb, xa, ya), 1 if ya < yb else -1)
    for y, crossings in rows.items():
        winding, begun = 0, 0.0
        for x, way in sorted(crossings):
            if winding == 0:
                begun = x
            winding += way
            if winding == 0 and ceil(x - 0.5) > ceil(begun - 0.5):
                draw.line((ceil(begun - 0.5), y, ceil(x - 0.5) - 1, y), colour)


def _cross(
    rows: dict[int, list[tuple[float, int]]], edge: tuple[float, float, float, float], way: int
) -> None:
    """Note where an edge crosses the middle of each row of pixels."""
    x, top, x_end, bottom = edge
    first, last = ceil(top - 0.5), ceil(bottom - 0.5)
    if first >= last:
        return
    slope = (x_end - x) / (bottom - top)
    for row in range(first, last):
        rows.setdefault(row, []).append((x + (row + 0.5 - top) * slope, way))


def _stroke(
    draw: ImageDraw.ImageDraw,
    lines: Iterable[Line],
    width: float,
    colour: tuple[int, ...],
    *,
    rounded: bool,
) -> None:
    """Draw every piece as a bar; round joins, and round ends unless they are butt."""
    half = max(width, 1.0) / 2
    for line in lines:
        for (xa, ya), (xb, yb) in pairwise(line):
            far = hypot(xb - xa, yb - ya)
            if far:
                nx, ny = (ya - yb) / far * half, (xb - xa) / far * half
                corners = [
                    (xa + nx, ya + ny),
                    (xb + nx, yb + ny),
                    (xb - nx, yb - ny),
                    (xa - nx, ya - ny),
                ]
                draw.polygon(corners, colour)
        for x, y in line if rounded or line[0] == line[-1] else line[1:-1]:
            draw.ellipse((x - half, y - half, x + half, y + half), colour)
