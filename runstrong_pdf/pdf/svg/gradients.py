"""Linear and radial gradients -> PDF shadings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from runstrong_pdf.pdf.slots import RGB
from runstrong_pdf.pdf.svg.document import Node
from runstrong_pdf.pdf.svg.errors import SvgError, cannot_draw
from runstrong_pdf.pdf.svg.matrix import IDENTITY, Matrix, length, transform
from runstrong_pdf.pdf.svg.style import StyleSheet, colour, share

GRADIENTS = frozenset({"linearGradient", "radialGradient"})
LINEAR = {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"}
RADIAL = {"cx": "50%", "cy": "50%", "r": "50%"}
MOST_STOPS = 100
DEEPEST = 10
Tint = Callable[[RGB], RGB]
"""Turns a colour into the one that is printed: itself, or a grey."""


@dataclass(frozen=True)
class Gradient:
    """A gradient.

    Attributes:
        axis: PDF coordinates: x0 y0 x1 y1, or x0 y0 r0 x1 y1 r1 for a radial one.
        stops: place from 0 to 1 and colour, in order; at least two.
        matrix: from the gradient's coordinates to those of the shape or of its box.
        of_box: whether coordinates are shares of the shape's box.
    """

    axis: tuple[float, ...]
    stops: tuple[tuple[float, RGB], ...]
    matrix: Matrix
    of_box: bool

    def shading(self, tint: Tint) -> str:
        """Return the PDF shading dictionary."""
        colours = [tint(rgb) for _, rgb in self.stops]
        steps = [
            f"<</FunctionType 2/Domain[0 1]/N 1/C0[{_channels(a)}]/C1[{_channels(b)}]>>"
            for a, b in pairwise(colours)
        ]
        first, *inner, last = (place for place, _ in self.stops)
        bounds = " ".join(f"{place:.5f}" for place in inner)
        function = (
            f"<</FunctionType 3/Domain[{first:.5f} {last:.5f}]/Functions[{''.join(steps)}]"
            f"/Bounds[{bounds}]/Encode[{' '.join(['0 1'] * len(steps))}]>>"
        )
        coordinates = " ".join(f"{value:.5f}" for value in self.axis)
        kind = 2 if len(self.axis) == 4 else 3
        return (
            f"<</ShadingType {kind}/ColorSpace/DeviceRGB/Coords[{coordinates}]"
            f"/Domain[0 1]/Extend[true true]/Function {function}>>"
        )


def _channels(rgb: RGB) -> str:
    return " ".join(f"{channel:.3f}" for channel in rgb)


def read_gradient(
    node: Node, known: Mapping[str, Node], sheet: StyleSheet, whole: tuple[float, float]
) -> Gradient | RGB | None:
    """Return a gradient, the one colour it has, or None where it has none. Raises SvgError."""
    chain = _chain(node, known)
    given: dict[str, str] = {}
    for link in reversed(chain):
        given |= link.attributes
    if given.get("spreadMethod", "pad") != "pad":
        raise cannot_draw("a gradient that repeats")
    holder = next((link for link in chain if any(c.name == "stop" for c in link.children)), node)
    stops = _stops(holder, sheet)
    if len(stops) < 2:
        return stops[0][1] if stops else None
    of_box = given.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox"
    axis = _axis(node.name, given, (1.0, 1.0) if of_box else whole)
    matrix = transform(given["gradientTransform"]) if "gradientTransform" in given else IDENTITY
    return Gradient(axis, tuple(stops), matrix, of_box)


def _chain(node: Node, known: Mapping[str, Node]) -> list[Node]:
    """Return a gradient and those that it takes over from, nearest first."""
    chain = [node]
    while target := chain[-1].attributes.get("href", "").strip().removeprefix("#"):
        following = known.get(target)
        if following is None or following.name not in GRADIENTS:
            raise SvgError(f"has a gradient that refers to {target[:30]!r}, which is none")
        if len(chain) > DEEPEST:
            raise SvgError("has gradients that refer to one another in a circle")
        chain.append(following)
    return chain


def _axis(kind: str, given: Mapping[str, str], whole: tuple[float, float]) -> tuple[float, ...]:
    wide, high = whole
    if kind == "linearGradient":
        x1, y1, x2, y2 = (given.get(key, usual) for key, usual in LINEAR.items())
        return length(x1, wide), length(y1, high), length(x2, wide), length(y2, high)
    cx, cy, r = (given.get(key, usual) for key, usual in RADIAL.items())
    fx, fy = given.get("fx", cx), given.get("fy", cy)
    mean = ((wide**2 + high**2) / 2) ** 0.5
    focus = length(fx, wide), length(fy, high), length(given.get("fr", "0"), mean)
    return *focus, length(cx, wide), length(cy, high), length(r, mean)


def _stops(node: Node, sheet: StyleSheet) -> list[tuple[float, RGB]]:
    stops: list[tuple[float, RGB]] = []
    found = [child for child in node.children if child.name == "stop"]
    if len(found) > MOST_STOPS:
        raise SvgError(f"has a gradient of more than {MOST_STOPS} colours")
    for child in found:
        own = sheet.own(child)
        if share(own.get("stop-opacity", "1")) < 1:
            raise cannot_draw("a gradient that fades out")
        place = share(own.get("offset", "0"))
        before = stops[-1][0] if stops else -1.0
        stops.append((max(place, before + 1e-5), colour(own.get("stop-color", "black"))))
    if len(stops) > 1 and (stops[0][0] > 0 or stops[-1][0] < 1):
        stops = [(0.0, stops[0][1]), *stops] if stops[0][0] > 0 else stops
        stops = [*stops, (1.0, stops[-1][1])] if stops[-1][0] < 1 else stops
    return stops
