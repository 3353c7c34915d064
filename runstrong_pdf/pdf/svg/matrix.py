"""Transforms and lengths."""

import math
import re

from runstrong_pdf.pdf.svg.errors import SvgError, cannot_draw

Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f: x' = a x + c y + e, y' = b x + d y + f."""
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
CALL = re.compile(r" ?(\w+) ?\(([^()]*)\)")
LENGTH = re.compile(rf"({NUMBER.pattern})(px|pt|pc|mm|cm|in|%|)")
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
LARGEST = 1e7
"""Beyond it a coordinate is a mistake or an attack."""


def numbers(text: str) -> list[float]:
    """Return the numbers of a list. Raises SvgError."""
    if NUMBER.sub("", text).strip(" ,\t\r\n"):
        raise SvgError(f"has something that is no number: {text.strip()[:30]!r}")
    return [_sane(float(found)) for found in NUMBER.findall(text)]


def _sane(value: float) -> float:
    if not abs(value) < LARGEST:
        raise SvgError(f"has a number out of all bounds: {value:g}")
    return value


def length(text: str, whole: float = 0.0) -> float:
    """Return a length in user units; `whole` is what 100 % means. Raises SvgError."""
    found = LENGTH.fullmatch(text.strip())
    if not found:
        raise cannot_draw(f"the length {text.strip()[:20]!r}")
    if found[2] == "%":
        return _sane(float(found[1])) / 100 * whole
    return _sane(float(found[1]) * UNITS[found[2]])


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the transform that does `second`, then `first`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + c * q,
        b * p + d * q,
        a * r + c * s,
        b * r + d * s,
        a * t + c * u + e,
        b * t + d * u + f,
    )


def moved(matrix: Matrix, point: Point) -> Point:
    """Return where a transform puts a point."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def stretch(matrix: Matrix) -> float:
    """Return by how much a transform widens a line, on average."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def transform(text: str) -> Matrix:
    """Return the matrix of a `transform` attribute. Raises SvgError."""
    plain = " ".join(text.replace(",", " ").split())
    matrix, place = IDENTITY, 0
    while call := CALL.match(plain, place):
        place = call.end()
        matrix = times(matrix, _called(call[1], numbers(call[2])))
    if plain[place:]:
        raise cannot_draw(f"the transform {text.strip()[:40]!r}")
    return matrix


def _called(name: str, given: list[float]) -> Matrix:
    count = len(given)
    if name == "matrix" and count == 6:
        a, b, c, d, e, f = given
        return a, b, c, d, e, f
    if name == "translate" and count in {1, 2}:
        return 1.0, 0.0, 0.0, 1.0, given[0], given[1] if count == 2 else 0.0
    if name == "scale" and count in {1, 2}:
        return given[0], 0.0, 0.0, given[-1], 0.0, 0.0
    if name == "rotate" and count in {1, 3}:
        return _rotated(math.radians(given[0]), *(given[1:] or (0.0, 0.0)))
    if name in {"skewX", "skewY"} and count == 1:
        slope = math.tan(math.radians(given[0]))
        return (1.0, 0.0, slope, 1.0, 0.0, 0.0) if name == "skewX" else (1.0, slope, 0, 1.0, 0, 0)
    raise cannot_draw(f"the transform {name}({count} numbers)")


def _rotated(angle: float, x: float, y: float) -> Matrix:
    cos, sin = math.cos(angle), math.sin(angle)
    around = times((1.0, 0.0, 0.0, 1.0, x, y), (cos, sin, -sin, cos, 0.0, 0.0))
    return times(around, (1.0, 0.0, 0.0, 1.0, -x, -y))
