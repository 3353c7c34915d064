"""Painted shapes -> content-stream operators, in colour or in light grey."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from runstrong_pdf.pdf.slots import RGB, fill, stroke
from runstrong_pdf.pdf.svg.gradients import Gradient, Tint
from runstrong_pdf.pdf.svg.matrix import Matrix, Point, length, moved, numbers, stretch, times
from runstrong_pdf.pdf.svg.paths import Path
from runstrong_pdf.pdf.svg.reading import Painted, Vector
from runstrong_pdf.pdf.svg.shapes import points_along

CAPS = {"butt": 0, "round": 1, "square": 2}
JOINS = {"miter": 0, "round": 1, "bevel": 2}
UNITS = 1000
"""The longer side of a picture in a PDF, so that short numbers are exact enough."""
WHITE_FROM = 0.97
Box = tuple[float, float, float, float]


@dataclass
class Operators:
    """What paints a picture, and the resources that its operators name."""

    lines: list[str] = field(default_factory=list)
    shadings: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def resources(self) -> dict[str, dict[str, str]]:
        """Return PDF resources by kind and name."""
        shadings = {f"s{index}": entry for index, entry in enumerate(self.shadings)}
        states = {f"a{index}": entry for index, entry in enumerate(self.states)}
        found = {"Shading": shadings, "ExtGState": states}
        return {kind: entries for kind, entries in found.items() if entries}


def painted(vector: Vector, scale: float, tint: Tint) -> Operators:
    """Return the operators of a picture, in units of 1 / `scale` of its own, y down."""
    out = Operators()
    left, top, right, bottom = vector.view
    out.lines.append(f"{scale:.8f} 0 0 {scale:.8f} 0 0 cm")
    out.lines.append(f"{_n(left)} {_n(top)} {_n(right - left)} {_n(bottom - top)} re W n")
    for shape in vector.shapes:
        out.lines += _shape(shape, out, tint)
    return out


def _shape(shape: Painted, out: Operators, tint: Tint) -> Iterator[str]:
    yield "q"
    for clip, even_odd in shape.clips:
        yield f"{_path(clip)} {'W*' if even_odd else 'W'} n" if clip else "0 0 0 0 re W n"
    yield f"{_matrix(shape.matrix)} cm"
    rule = "*" if shape.style["fill-rule"] == "evenodd" else ""
    if shape.fill is not None and _has_area(shape.path):
        yield _state(out, shape.style.alpha("fill"))
        if isinstance(shape.fill, Gradient):
            out.shadings.append(shape.fill.shading(tint))
            placed = _placed(shape.fill, shape.path)
            name = f"/s{len(out.shadings) - 1}"
            yield f"q {_path(shape.path)} W{rule} n {_matrix(placed)} cm {name} sh Q"
        else:
            yield f"{fill(tint(shape.fill))} {_path(shape.path)} f{rule}"
    if shape.stroke is not None and shape.path and shape.style.number("stroke-width") > 0:
        yield _state(out, shape.style.alpha("stroke"))
        yield f"{stroke(tint(shape.stroke))} {_pen(shape)} {_path(shape.path)} S"
    yield "Q"


def _has_area(path: Path) -> bool:
    """Return whether there is something to fill; of a mere line a PDF viewer would show a hair."""
    left, top, right, bottom = bounds(points_along(path))
    return right > left and bottom > top


def _state(out: Operators, alpha: float) -> str:
    entry = f"<</ca {alpha:.3f}/CA {alpha:.3f}>>"
    if alpha >= 1 and not out.states:
        return ""
    if entry not in out.states:
        out.states.append(entry)
    return f"/a{out.states.index(entry)} gs"


def _pen(shape: Painted) -> str:
    style = shape.style
    cap = CAPS.get(style["stroke-linecap"], 0)
    join = JOINS.get(style["stroke-linejoin"], 0)
    dashes = style["stroke-dasharray"]
    pattern = [] if dashes == "none" else [max(0.0, value) for value in numbers(dashes)]
    pattern = pattern if sum(pattern) > 0 else []
    dash = " ".join(map(_n, pattern * (2 if len(pattern) % 2 else 1)))
    offset = max(0.0, length(style["stroke-dashoffset"]))
    limit = max(1.0, length(style["stroke-miterlimit"]))
    width = style.number("stroke-width")
    return f"{_n(width)} w {cap} J {join} j {_n(limit)} M [{dash}] {_n(offset)} d"


def _placed(gradient: Gradient, path: Path) -> Matrix:
    """Return the transform from a gradient's coordinates to those of its shape."""
    if not gradient.of_box:
        return gradient.matrix
    left, top, right, bottom = bounds(points_along(path))
    wide, high = max(right - left, 1e-6), max(bottom - top, 1e-6)
    return times((wide, 0.0, 0.0, high, left, top), gradient.matrix)


def seen_points(vector: Vector) -> Iterator[Point]:
    """Yield points around all that is not white, in the picture's coordinates."""
    for shape in vector.shapes:
        wide = 0.0
        if shape.stroke is not None and not _pale(shape.stroke, shape.style.alpha("stroke")):
            wide = shape.style.number("stroke-width") * stretch(shape.matrix) / 2
        elif shape.fill is None or _pale(shape.fill, shape.style.alpha("fill")):
            continue
        points = [moved(shape.matrix, point) for point in points_along(shape.path)]
        cross = (
            ((0.0, 0.0),) if not wide else ((-wide, 0.0), (wide, 0.0), (0.0, -wide), (0.0, wide))
        )
        points = [(x + dx, y + dy) for x, y in points for dx, dy in cross]
        for clip, _ in shape.clips:
            points = _cut(points, list(points_along(clip)))
        yield from _cut(points, _corners(vector.view))


def _cut(points: list[Point], edge: list[Point]) -> list[Point]:
    """Return points of a shape that is cut: its own, or the edge's where it reaches beyond."""
    if not points or not edge:
        return []
    frame = bounds(edge)
    if all(_into(point, frame) == point for point in points):
        return points
    own = bounds(points)
    return [_into(point, own) for point in edge]


def _corners(box: Box) -> list[Point]:
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _into(point: Point, box: Box) -> Point:
    left, top, right, bottom = box
    return min(max(point[0], left), right), min(max(point[1], top), bottom)


def _pale(paint: RGB | Gradient, alpha: float) -> bool:
    """Return whether a paint cannot be seen on white paper."""
    colours = [rgb for _, rgb in paint.stops] if isinstance(paint, Gradient) else [paint]
    return all(1 - alpha * (1 - min(rgb)) > WHITE_FROM for rgb in colours)


def bounds(points: Iterable[Point]) -> Box:
    """Return left, top, right and bottom of points; nothing where there are none."""
    found = list(points)
    if not found:
        return 0.0, 0.0, 0.0, 0.0
    xs, ys = zip(*found, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _path(path: Path) -> str:
    return " ".join(
        " ".join([*(f"{_n(x)} {_n(y)}" for x, y in points), kind]) for kind, points in path
    )


def _matrix(matrix: Matrix) -> str:
    return " ".join(f"{value:.8f}" for value in matrix)


def _n(value: float) -> str:
    """Write a number without an exponent and without idle zeros."""
    return f"{value:.5f}".rstrip("0").rstrip(".") or "0"
