"""The surface of a page: coordinates in millimetres from the top left corner, and shapes.

Shapes are decoration: a screen reader skips them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import Paper
from runstrong_pdf.model.colour import BLACK, RGB
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.shapes import ROUND, circle
from runstrong_pdf.pdf.streams import EmbeddedPhoto
from runstrong_pdf.pdf.syntax import fill, stroke

if TYPE_CHECKING:
    from runstrong_pdf.pdf.picture import Photo

Point = tuple[float, float]
HALF_LINE = 1.0
"""Points; no outline of a sign reaches further out of its box."""
HAIRLINE = 0.25
"""Points: the thinnest line, two dots of an office laser (600 an inch)."""
WHOLE = 0.63
"""Points: what two photocopies leave whole. No box, ring or line to write on is lighter."""
LIGHT = 0.35
"""Points: a rule between rows, which parts what is alike."""
DOT = 0.5
"""Points: such a rule is a row of dots where ink is saved, which take a fifth of a hairline's."""


Kind = Literal["text", "box", "ring", "field", "figure", "rule", "upright"]


class Mark(NamedTuple):
    """Where something was printed; for tests. Edges in millimetres, size in points."""

    kind: Kind
    left: float
    top: float
    right: float
    bottom: float
    size: float
    what: str


@dataclass(kw_only=True)
class Surface:
    """Where a page's shapes are drawn.

    Attributes:
        origin: where this page's left edge lies on the paper, in millimetres; not 0 on the right
            half of a sheet that is folded or cut.
        pen: how heavy lines are, of the weight asked for.
        marks: everything printed so far, from this page's own left edge.
    """

    canvas: TaggedCanvas
    paper: Paper
    origin: float = 0.0
    pen: float = 1.0
    marks: list[Mark] = field(default_factory=list)

    def rule(self, x0: float, y: float, x1: float, weight: float = 0.35) -> None:
        """Draw a horizontal rule; weight in points. A light one is dotted where ink is saved."""
        if weight <= LIGHT and self.pen < 1:
            self.dotted((x0, y), (x1, y), DOT)
        else:
            self.line([(x0, y), (x1, y)], weight)
        self.note("rule", x0, y, x1 - x0, 0.0, weight, "rule")

    def upright(self, x: float, y0: float, y1: float, weight: float = 0.35) -> None:
        """Draw a vertical rule; weight in points."""
        self.line([(x, y0), (x, y1)], weight)
        self.note("upright", x, y0, 0.0, y1 - y0, weight, "upright")

    def line(
        self, points: Sequence[Point], weight: float, *, colour: RGB = BLACK, rounded: bool = False
    ) -> None:
        """Draw an open line through points."""
        weight = self.weight(weight)
        ends = "1 J 1 j " if rounded else ""
        path = self.path(points)
        self.canvas.decorate(f"q {stroke(colour)} {weight:.3g} w {ends}{path} S Q")

    def dotted(self, start: Point, end: Point, weight: float = 0.5) -> None:
        """Draw a line of round dots; they are as large in every look, or would get lost."""
        path = self.path([start, end])
        self.canvas.decorate(f"q 0 G {weight:g} w 1 J [.1 2.4] 0 d {path} S Q")

    def polygon(
        self, points: Sequence[Point], *, inside: RGB | None = None, outline: float = 0.0
    ) -> None:
        """Draw a closed shape, filled with `inside` and outlined in black."""
        self._paint(self.path(points) + " h", inside, outline)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        radius: float = 0.0,
        *,
        inside: RGB | None = None,
        outline: float = 0.0,
    ) -> None:
        """Draw a rectangle from its top left corner."""
        self._paint(self._rounded(x, y, w, h, radius), inside, outline)

    def circle(
        self, x: float, y: float, radius: float, *, inside: RGB | None = None, outline: float = 0.0
    ) -> None:
        """Draw a circle around (x, y); equal circles are stored once."""
        key = f"circle {radius:.3f} {inside} {outline}"
        r, outline = radius * MM, self.weight(outline)
        if not self.canvas.has_form(key):
            edge = r + outline / 2 + 0.1
            self.canvas.form(key, (-edge, -edge, edge, edge), _painted(circle(r), inside, outline))
        self.canvas.stamp_form(key, self.across(x), self.up(y))

    def sign(
        self,
        key: str,
        x: float,
        y: float,
        w: float,
        h: float,
        draw: Callable[[float, float], None],
        *,
        means: bool = False,
    ) -> None:
        """Draw a shape that is stored once however often it is printed.

        Args:
            key: names what is drawn, with all that makes it differ.
            x, y, w, h: the box it stays in, but for half an outline.
            draw: draws it in a box with this top left corner; with any shapes but circles.
            means: whether it belongs to the innermost tag, instead of being decoration.
        """
        if self.canvas.records:
            draw(x, y)
            return
        if not self.canvas.has_form(key):
            box = (-HALF_LINE, -h * MM - HALF_LINE, w * MM + HALF_LINE, HALF_LINE)
            with self.canvas.recorded_form(key, box):
                draw(-self.origin, self.paper.height)  # where the paper's own origin is
        self.canvas.stamp_form(key, self.across(x), self.up(y), means=means)

    @contextmanager
    def clip(self, x: float, y: float, w: float, h: float, radius: float = 0.0) -> Iterator[None]:
        """Keep decoration drawn meanwhile inside a rectangle."""
        self.canvas.decorate(f"q {self._rounded(x, y, w, h, radius)} W n")
        yield
        self.canvas.decorate("Q")

    def photo(
        self, key: str, photo: "Photo", x: float, y: float, w: float, h: float, *, grey: bool
    ) -> None:
        """Print a photo for the innermost tag; it is stored once under `key`."""
        if not self.canvas.has_form(key):
            self.canvas.photo(key, EmbeddedPhoto(photo, grey=grey))
        self.canvas.place_photo(key, self.across(x), self.up(y + h), w * MM, h * MM)

    def weight(self, asked: float) -> float:
        """Return how heavy a line of `asked` points is here; 0 stays none."""
        least = WHOLE if asked >= WHOLE else HAIRLINE
        return max(asked * self.pen, least) if asked else 0.0

    def _paint(self, path: str, inside: RGB | None, outline: float) -> None:
        self.canvas.decorate(_painted(path, inside, self.weight(outline)))

    # -- coordinates ---------------------------------------------------------------------------

    def across(self, x: float) -> float:
        """Return the distance from the paper's left edge in points."""
        return (self.origin + x) * MM

    def up(self, y: float) -> float:
        """Return the height above the paper's bottom edge in points."""
        return (self.paper.height - y) * MM

    def rectangle(
        self, x: float, y: float, w: float, h: float
    ) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top in points of a box in millimetres."""
        return (self.across(x), self.up(y + h), self.across(x + w), self.up(y))

    def path(self, points: Sequence[Point]) -> str:
        """Return the operators of an open line through points."""
        moves = "m" + "l" * (len(points) - 1)
        return " ".join(
            f"{self.across(x):.1f} {self.up(y):.1f} {move}"
            for (x, y), move in zip(points, moves, strict=True)
        )

    def _rounded(self, x: float, y: float, w: float, h: float, radius: float) -> str:
        left, bottom, right, top = self.rectangle(x, y, w, h)
        if not radius:
            return f"{left:.1f} {bottom:.1f} {right - left:.1f} {top - bottom:.1f} re"
        r = min(radius * MM, (right - left) / 2, (top - bottom) / 2)
        k = r * (1 - ROUND)
        west, east, south, north = left + r, right - r, bottom + r, top - r
        pieces = (
            (west, bottom, "m"),
            (east, bottom, "l"),
            (right - k, bottom, right, bottom + k, right, south, "c"),
            (right, north, "l"),
            (right, top - k, right - k, top, east, top, "c"),
            (west, top, "l"),
            (left + k, top, left, top - k, left, north, "c"),
            (left, south, "l"),
            (left, bottom + k, left + k, bottom, west, bottom, "c"),
        )
        return " ".join(_operator(piece) for piece in pieces) + " h"

    def note(
        self, kind: Kind, left: float, top: float, w: float, h: float, size: float, what: str
    ) -> None:
        """Note what was printed where; edges in millimetres, `size` in points."""
        self.marks.append(Mark(kind, left, top, left + w, top + h, size, what))


def _operator(piece: tuple[float | str, ...]) -> str:
    """Write coordinates and the operator that follows them."""
    *numbers, operator = piece
    return " ".join([f"{number:.2f}" for number in numbers] + [str(operator)])


def _painted(path: str, inside: RGB | None, outline: float) -> str:
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    colour = f"{fill(inside)} " if inside is not None else ""
    line = f"0 G {outline:.3g} w " if outline else ""
    return f"q {colour}{line}{path} {paint[inside is not None, bool(outline)]} Q"
