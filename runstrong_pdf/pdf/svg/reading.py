"""An SVG's tree -> painted shapes, in drawing order."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.pdf.slots import RGB
from runstrong_pdf.pdf.svg.document import Node, parse_svg
from runstrong_pdf.pdf.svg.errors import SvgError, cannot_draw
from runstrong_pdf.pdf.svg.gradients import GRADIENTS, Gradient, read_gradient
from runstrong_pdf.pdf.svg.matrix import IDENTITY, Matrix, length, numbers, times, transform
from runstrong_pdf.pdf.svg.paths import Path
from runstrong_pdf.pdf.svg.shapes import SHAPES, Size, shape_path, transformed
from runstrong_pdf.pdf.svg.style import START, Style, StyleSheet, reference

GROUPS = frozenset({"g", "a", "svg"})
UNSEEN = frozenset({"defs", "style", "title", "desc", "metadata", "symbol", "clipPath", "stop",
                    "filter", "mask", "marker", "pattern", "view", "font", *GRADIENTS})  # fmt: skip
"""Elements that draw nothing where they stand."""
NAMED = {
    "text": ("text", "turn it into paths (in Inkscape: Path, Object to Path)"),
    "image": ("a picture of pixels", "use that picture itself, as png or jpg"),
}
MOST_PIECES = 100_000
"""Elements and lines that are drawn, counted each time they are repeated: no bomb gets further."""
DEEPEST = 8
"""Copies of copies, and clip paths that are clipped."""
Clip = tuple[Path, bool]
"""A path in the picture's coordinates, and whether it is filled by the even-odd rule."""


@dataclass(frozen=True)
class Painted:
    """One shape.

    Attributes:
        path: in the shape's own coordinates; matrix: from there to the picture's.
        clips: what it is cut to, one inside the other.
    """

    path: Path
    matrix: Matrix
    style: Style
    fill: RGB | Gradient | None
    stroke: RGB | None
    clips: tuple[Clip, ...]


@dataclass(frozen=True)
class Vector:
    """A picture made of shapes.

    Attributes:
        view: left, top, right and bottom of what is shown.
    """

    view: tuple[float, float, float, float]
    shapes: tuple[Painted, ...]


def read_svg(content: bytes) -> Vector:
    """Read an SVG. Raises SvgError saying what is wrong with it, or cannot be drawn."""
    root = parse_svg(content)
    left, top, wide, high = _view(root)
    shapes = tuple(_Walk(root, (wide, high)).shapes())
    return Vector((left, top, left + wide, top + high), shapes)


def _view(root: Node) -> tuple[float, float, float, float]:
    if "viewBox" in root.attributes:
        box = numbers(root.attributes["viewBox"])
        if len(box) != 4:
            raise SvgError("has a viewBox that is not four numbers")
        left, top, wide, high = box
    else:
        left = top = 0.0
        wide, high = (length(root.attributes.get(key, "0")) for key in ("width", "height"))
    if wide <= 0 or high <= 0:
        raise SvgError("does not say how large it is (viewBox, or width and height)")
    return left, top, wide, high


class _Walk:
    """Visits elements in drawing order."""

    def __init__(self, root: Node, whole: Size) -> None:
        self._root = root
        self._whole = whole
        self._sheet = StyleSheet(root)
        self._known: dict[str, Node] = {}
        self._note(root)
        self._pieces = 0
        self._gradients: dict[str, RGB | Gradient | None] = {}

    def _note(self, node: Node) -> None:
        if name := node.attributes.get("id"):
            self._known.setdefault(name, node)
        for child in node.children:
            self._note(child)

    def shapes(self) -> Iterator[Painted]:
        """Yield every shape that is seen."""
        style = START.below(self._root, self._sheet)
        clips = self._clips(style, IDENTITY)
        for child in self._root.children:
            yield from self._seen(child, style, IDENTITY, clips, ())

    def _seen(
        self,
        node: Node,
        around: Style,
        matrix: Matrix,
        clips: tuple[Clip, ...],
        used: tuple[str, ...],
    ) -> Iterator[Painted]:
        self._count(1)
        if node.name in UNSEEN:
            return
        style = around.below(node, self._sheet)
        if style["display"] == "none":
            return
        matrix = times(matrix, transform(node.attributes.get("transform", "")))
        clips = (*clips, *self._clips(style, matrix))
        if node.name in SHAPES:
            if style["visibility"] == "visible":
                yield self._shape(node, style, matrix, clips)
        elif node.name == "use":
            yield from self._copies(node, style, matrix, clips, used)
        elif node.name in GROUPS:
            self._check_group(node)
            for child in node.children:
                yield from self._seen(child, style, matrix, clips, used)
        else:
            raise cannot_draw(*NAMED.get(node.name, (f"the element <{node.name[:30]}>",)))

    def _count(self, pieces: int) -> None:
        self._pieces += pieces
        if self._pieces > MOST_PIECES:
            raise SvgError(f"draws more than {MOST_PIECES:,} lines; simplify it, or use a png")

    def _check_group(self, node: Node) -> None:
        if node.name == "svg" and set(node.attributes) & {"viewBox", "x", "y", "width", "height"}:
            raise cannot_draw("another SVG inside")

    def _copies(
        self,
        node: Node,
        style: Style,
        matrix: Matrix,
        clips: tuple[Clip, ...],
        used: tuple[str, ...],
    ) -> Iterator[Painted]:
        """Draw what a `use` refers to; a symbol like a group."""
        name = node.attributes.get("href", "").strip().removeprefix("#")
        target = self._known.get(name)
        if target is None:
            raise SvgError(f"uses {name[:30]!r}, which is not there")
        if name in used or len(used) > DEEPEST:
            raise SvgError(f"uses {name[:30]!r} inside itself, or in copies of copies")
        x, y = (length(node.attributes.get(key, "0"), 0) for key in ("x", "y"))
        matrix = times(matrix, (1.0, 0.0, 0.0, 1.0, x, y))
        if target.name == "symbol":
            if "viewBox" in target.attributes:
                raise cannot_draw("a symbol with a viewBox")
            inner = style.below(target, self._sheet)
            for child in target.children:
                yield from self._seen(child, inner, matrix, clips, (*used, name))
        else:
            yield from self._seen(target, style, matrix, clips, (*used, name))

    def _shape(self, node: Node, style: Style, matrix: Matrix, clips: tuple[Clip, ...]) -> Painted:
        path = shape_path(node, self._whole)
        self._count(len(path))
        fill, stroke = self._paint(style, "fill"), self._paint(style, "stroke")
        if isinstance(stroke, Gradient):
            raise cannot_draw("a line with a gradient", "turn the line into a path")
        return Painted(path, matrix, style, fill, stroke, clips)

    def _paint(self, style: Style, key: str) -> RGB | Gradient | None:
        paint = style.paint(key)
        if not isinstance(paint, str):
            return paint
        node = self._known.get(paint)
        if node is None:
            raise SvgError(f"refers to the colour {paint[:30]!r}, which is not there")
        if node.name not in GRADIENTS:
            raise cannot_draw(f"a {node.name}")
        if paint not in self._gradients:
            found = read_gradient(node, self._known, self._sheet, self._whole)
            self._gradients[paint] = found
        return self._gradients[paint]

    def _clips(self, style: Style, matrix: Matrix, depth: int = 0) -> tuple[Clip, ...]:
        """Return the clip path that a style names, if any, and what that is clipped to."""
        value = style["clip-path"].strip()
        if value == "none":
            return ()
        node = self._known.get(reference(value) or "")
        if node is None or node.name != "clipPath" or depth > DEEPEST:
            raise cannot_draw(f"the clip path {value[:30]!r}")
        if node.attributes.get("clipPathUnits", "userSpaceOnUse") != "userSpaceOnUse":
            raise cannot_draw("a clip path measured by the shape it cuts")
        matrix = times(matrix, transform(node.attributes.get("transform", "")))
        inner = START.below(node, self._sheet)
        return *self._clips(inner, matrix, depth + 1), self._outline(node, inner, matrix)

    def _outline(self, node: Node, around: Style, matrix: Matrix) -> Clip:
        """Return all shapes of a clip path as one path."""
        path: list[tuple[str, tuple[tuple[float, float], ...]]] = []
        even_odd = False
        for child in node.children:
            shape = child
            if child.name == "use":
                name = child.attributes.get("href", "").strip().removeprefix("#")
                shape = self._known.get(name, child)
            if shape.name not in SHAPES:
                raise cannot_draw(f"a clip path with <{shape.name[:30]}>")
            placed = matrix
            for link in (child, shape) if shape is not child else (child,):
                placed = times(placed, transform(link.attributes.get("transform", "")))
            even_odd = around.below(shape, self._sheet)["clip-rule"] == "evenodd"
            path += transformed(shape_path(shape, self._whole), placed)
            self._count(len(path))
        return tuple(path), even_odd
