"""Basic shapes -> paths."""

from collections.abc import Iterable, Iterator

from runstrong_pdf.pdf.svg.arcs import arc, ellipse
from runstrong_pdf.pdf.svg.document import Node
from runstrong_pdf.pdf.svg.matrix import Matrix, Point, length, moved, numbers
from runstrong_pdf.pdf.svg.paths import Path, Segment, path_of

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
Size = tuple[float, float]


def shape_path(node: Node, whole: Size) -> Path:
    """Return the path of a shape; percentages count from `whole`. Raises SvgError."""
    if node.name == "path":
        return path_of(node.attributes.get("d", ""))
    if node.name in {"polyline", "polygon"}:
        return _poly(node)
    if node.name == "line":
        start = _get(node, "x1", whole[0]), _get(node, "y1", whole[1])
        return ("m", (start,)), ("l", ((_get(node, "x2", whole[0]), _get(node, "y2", whole[1])),))
    return _rect(node, whole) if node.name == "rect" else _round(node, whole)


def _get(node: Node, key: str, whole: float) -> float:
    return length(node.attributes.get(key, "0"), whole)


def _poly(node: Node) -> Path:
    flat = numbers(node.attributes.get("points", ""))
    points = list(zip(flat[::2], flat[1::2], strict=False))
    if len(points) < 2:
        return ()
    lines: list[Segment] = [("l", (point,)) for point in points[1:]]
    end: list[Segment] = [("h", ())] if node.name == "polygon" else []
    return ("m", (points[0],)), *lines, *end


def _round(node: Node, whole: Size) -> Path:
    mean = (whole[0] ** 2 + whole[1] ** 2) ** 0.5 / 2**0.5
    cx, cy = _get(node, "cx", whole[0]), _get(node, "cy", whole[1])
    if node.name == "circle":
        rx = ry = _get(node, "r", mean)
    else:
        rx, ry = _get(node, "rx", whole[0]), _get(node, "ry", whole[1])
    return ellipse(cx, cy, rx, ry) if rx > 0 and ry > 0 else ()


def _rect(node: Node, whole: Size) -> Path:
    x, y = _get(node, "x", whole[0]), _get(node, "y", whole[1])
    w, h = _get(node, "width", whole[0]), _get(node, "height", whole[1])
    if w <= 0 or h <= 0:
        return ()
    given = [_get(node, key, w) for key in ("rx", "ry") if key in node.attributes]
    rx, ry = min(given[0], w / 2) if given else 0.0, min(given[-1], h / 2) if given else 0.0
    right, bottom = x + w, y + h
    if rx <= 0 or ry <= 0:
        corners = ((right, y), (right, bottom), (x, bottom))
        return ("m", ((x, y),)), *(("l", (corner,)) for corner in corners), ("h", ())
    turns = [
        ((right - rx, y), (right, y + ry)),
        ((right, bottom - ry), (right - rx, bottom)),
        ((x + rx, bottom), (x, bottom - ry)),
        ((x, y + ry), (x + rx, y)),
    ]
    segments: list[Segment] = [("m", ((x + rx, y),))]
    for start, end in turns:
        segments.append(("l", (start,)))
        segments += arc(start, (rx, ry, 0, 0, 1), end)
    return *segments, ("h", ())


def transformed(path: Path, matrix: Matrix) -> Path:
    """Return a path in the coordinates that a transform leads to."""
    return tuple((kind, tuple(moved(matrix, p) for p in points)) for kind, points in path)


def points_along(path: Iterable[Segment]) -> Iterator[Point]:
    """Yield points on a path: ends of lines, and four on every curve."""
    at: Point = (0.0, 0.0)
    for kind, points in path:
        if kind == "c":
            yield from (_on_curve((at, *points), step / 4) for step in (1, 2, 3))
        if points:
            at = points[-1]
            yield at


def _on_curve(handles: tuple[Point, ...], t: float) -> Point:
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x = sum(part * point[0] for part, point in zip(shares, handles, strict=True))
    y = sum(part * point[1] for part, point in zip(shares, handles, strict=True))
    return x, y
