"""One sheet of paper while it is drawn: millimetres from the top left corner.

Text belongs to the innermost tag, shapes are decoration. Every text and tick box is noted with
its place, so that tests can prove that nothing overlaps, leaves its frame or is too small.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.colour import BLACK, RGB
from runstrong_pdf.layout.text import HAIR, MM, Line, balance, fitted, line_width, width, wrap
from runstrong_pdf.layout.theme import Paper, Style
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.fonts import CAP_HEIGHT
from runstrong_pdf.pdf.interactive import Interactive
from runstrong_pdf.pdf.slots import SlotPlace, fill, stroke

Align = Literal["left", "centre", "right"]
Point = tuple[float, float]
HEADINGS = frozenset({"H2", "H3", "H4", "H5", "H6"})
EDGE = 5.9
"""Millimetres at the paper's edge where no home printer prints."""
HALF_LINE = 1.0
"""Points; no outline of a sign reaches further out of its box."""
ROUND = 0.5523
"""Bezier handle of a quarter circle of radius 1."""


class Mark(NamedTuple):
    """Where something was printed; for tests. Edges in millimetres, size in points."""

    kind: Literal["text", "box", "rule"]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    what: str


@dataclass
class Sheet:
    """A page in progress.

    Attributes:
        name: what an error message calls this page.
        number: its place in reading order, from 0.
        raised: how many levels headings are raised: 1 in a file without the cover's H1.
        origin: where this page's left edge lies on the paper, in millimetres; not 0 on the right
            half of a sheet that is folded or cut.
        marks: everything printed so far, from this page's own left edge.
    """

    canvas: TaggedCanvas
    interactive: Interactive
    paper: Paper
    name: str
    number: int = 0
    raised: int = 0
    origin: float = 0.0
    marks: list[Mark] = field(default_factory=list)

    # -- text ----------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        text: str,
        face: str,
        size: float,
        *,
        align: Align = "left",
        colour: RGB = BLACK,
        track: float = 0.0,
        room: float | None = None,
        floor: float | None = None,
    ) -> float:
        """Print one line with its baseline at y and return its width.

        Args:
            room: the widest it may be; it shrinks to `floor` points to fit, or to the page's
                smallest size.

        Raises:
            OutputError: when it does not fit even then.
        """
        if room is not None:
            size = self._shrunk(text, face, size, room, floor or self.paper.smallest)
        wide = width(text, face, size, track)
        left = x - {"left": 0.0, "centre": wide / 2, "right": wide}[align]
        self._check_edges(text, left, left + wide)
        self.canvas.text(self.across(left), self.up(y), text, face, size, colour, track)
        self._note(
            "text", left, y - size * CAP_HEIGHT / MM, wide, size * CAP_HEIGHT / MM, size, text
        )
        return wide

    def _check_edges(self, text: str, left: float, right: float) -> None:
        if left < EDGE or right > self.paper.width - EDGE:
            raise OutputError(
                f"{self.name}: {text[:60]!r} runs over the edge of the paper",
                "give a shorter text in the template",
            )

    def _shrunk(self, text: str, face: str, size: float, room: float, floor: float) -> float:
        smaller = fitted(text, face, size, room, floor)
        if smaller is None:
            raise OutputError(
                f"{self.name}: {text[:60]!r} needs {width(text, face, floor):.1f} mm "
                f"at {floor:g} pt, but has {room:.1f} mm",
                "give a shorter text in the template",
            )
        return smaller

    def slot(
        self,
        key: str,
        x: float,
        y: float,
        face: str,
        size: float,
        room: float,
        *,
        align: Align = "left",
        floor: float | None = None,
        colour: RGB = BLACK,
        track: float = 0.0,
    ) -> None:
        """Reserve the place of a personal text; arguments as for `text`."""
        smallest = floor or self.paper.smallest
        place = SlotPlace(
            key, self.across(x), self.up(y), face, size, smallest, room * MM, align, colour, track
        )
        self.canvas.slot(place)
        left = x - {"left": 0.0, "centre": room / 2, "right": room}[align]
        self._note(
            "text", left, y - size * CAP_HEIGHT / MM, room, size * CAP_HEIGHT / MM, size, key
        )

    def runs(self, x: float, y: float, line: Sequence[tuple[str, str]], size: float) -> float:
        """Print (text, face) pieces one after the other and return the width of all."""
        start = x
        for text, face in line:
            x += self.text(x, y, text, face, size)
        return x - start

    def paragraph(
        self,
        x: float,
        y: float,
        measure: float,
        text: str,
        style: Style,
        *,
        align: Align = "left",
        even: bool = False,
    ) -> float:
        """Print a paragraph whose first line begins at the top edge y; return its height."""
        lines = broken(text, style, measure, even=even)
        for index, line in enumerate(lines):
            wide = line_width(line, style.size)
            if wide > measure + HAIR:
                raise OutputError(f"{self.name}: a word of {text[:60]!r} is wider than its column")
            left = x + {"left": 0.0, "centre": (measure - wide) / 2, "right": measure - wide}[align]
            baseline = y + (style.lead * (index + 0.5) + style.size * CAP_HEIGHT / 2) / MM
            last = index == len(lines) - 1
            pieces = [(run.text, run.face) for run in line]
            if not last:  # the space that the line break swallowed, for text extraction
                pieces[-1] = (pieces[-1][0] + " ", pieces[-1][1])
            self.runs(left, baseline, pieces, style.size)
        return len(lines) * style.lead / MM

    # -- tags ----------------------------------------------------------------------------------

    @contextmanager
    def tag(
        self, role: str, *, alt: str | None = None, scope: str = "", rows: int = 1
    ) -> Iterator[None]:
        """Open a structure element.

        Args:
            scope: Column or Row for a table's header cell.
            rows: how many rows a table cell spans.
        """
        if role in HEADINGS:
            role = f"H{int(role[1]) - self.raised}"
        attributes = {"O": "/Table", "Scope": f"/{scope}"} if scope else {}
        if rows > 1:
            attributes["RowSpan"] = str(rows)
        with self.canvas.tag(role, alt=alt, attributes=attributes):
            yield

    def empty_cell(self) -> None:
        """Leave a table cell to write in."""
        with self.tag("TD"):
            pass

    def figure(
        self, x: float, y: float, w: float, h: float, alt: str
    ) -> AbstractContextManager[object]:
        """Open a Figure element with its box and alternative text."""
        left, bottom, right, top = self._rect(x, y, w, h)
        box = f"[{left:.1f} {bottom:.1f} {right:.1f} {top:.1f}]"
        attributes = {"O": "/Layout", "BBox": box, "Placement": "/Block"}
        return self.canvas.tag("Figure", alt=alt, attributes=attributes)

    def artifact(self, kind: str = "Layout") -> AbstractContextManager[object]:
        """Print something that a screen reader skips."""
        return self.canvas.artifact(kind)

    # -- shapes (decoration) -------------------------------------------------------------------

    def rule(self, x0: float, y: float, x1: float, weight: float = 0.35) -> None:
        """Draw a horizontal rule; weight in points."""
        self.line([(x0, y), (x1, y)], weight)
        self._note("rule", x0, y, x1 - x0, 0.0, weight, "rule")

    def line(
        self, points: Sequence[Point], weight: float, *, colour: RGB = BLACK, rounded: bool = False
    ) -> None:
        """Draw an open line through points."""
        ends = "1 J 1 j " if rounded else ""
        path = self.path(points)
        self.canvas.decorate(f"q {stroke(colour)} {weight:g} w {ends}{path} S Q")

    def dotted(self, start: Point, end: Point, weight: float = 0.5) -> None:
        """Draw a line of round dots."""
        path = self.path([start, end])
        self.canvas.decorate(f"q 0 G {weight:g} w 1 J [.1 2.4] 0 d {path} S Q")

    def polygon(
        self,
        points: Sequence[Point],
        *,
        inside: RGB | None = None,
        outline: float = 0.0,
    ) -> None:
        """Draw a closed shape, filled with `inside` and outlined in black."""
        self.canvas.decorate(_painted(self.path(points) + " h", inside, outline))

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
        self.canvas.decorate(_painted(self._rounded(x, y, w, h, radius), inside, outline))

    def circle(
        self, x: float, y: float, radius: float, *, inside: RGB | None = None, outline: float = 0.0
    ) -> None:
        """Draw a circle around (x, y); equal circles are stored once."""
        key = f"circle {radius:.3f} {inside} {outline}"
        r = radius * MM
        if not self.canvas.has_form(key):
            edge = r + outline / 2 + 0.1
            self.canvas.form(key, (-edge, -edge, edge, edge), _painted(_ring(r), inside, outline))
        self.canvas.stamp_form(key, self.across(x), self.up(y))

    def sign(
        self,
        key: str,
        x: float,
        y: float,
        w: float,
        h: float,
        draw: Callable[[float, float], None],
    ) -> None:
        """Draw decoration that is stored once however often it is printed.

        Args:
            key: names what is drawn, with all that makes it differ.
            x, y, w, h: the box it stays in, but for half an outline.
            draw: draws it in a box with this top left corner; with any shapes but circles.
        """
        if self.canvas.records:
            draw(x, y)
            return
        if not self.canvas.has_form(key):
            box = (-HALF_LINE, -h * MM - HALF_LINE, w * MM + HALF_LINE, HALF_LINE)
            with self.canvas.recorded_form(key, box):
                draw(-self.origin, self.paper.height)  # where the paper's own origin is
        self.canvas.stamp_form(key, self.across(x), self.up(y))

    @contextmanager
    def clip(self, x: float, y: float, w: float, h: float, radius: float = 0.0) -> Iterator[None]:
        """Keep decoration drawn meanwhile inside a rectangle."""
        self.canvas.decorate(f"q {self._rounded(x, y, w, h, radius)} W n")
        yield
        self.canvas.decorate("Q")

    # -- what can be clicked -------------------------------------------------------------------

    def tick_box(
        self, x: float, y: float, size: float, name: str, tip: str, line: float = 0.9
    ) -> None:
        """Print an empty square that is a form field too; `line` is its outline in points."""
        self.interactive.tick_box(self._rect(x, y, size, size), line, name, tip)
        self._note("box", x, y, size, size, size, name)

    def link(self, x: float, y: float, w: float, h: float, contents: str, place: str) -> None:
        """Make an area a jump to a named place; call it inside a Link element."""
        self.interactive.link(self._rect(x, y, w, h), contents, place)

    def web_link(self, x: float, y: float, w: float, h: float, contents: str, address: str) -> None:
        """Make an area open an address in ASCII; call it inside a Link element."""
        self.interactive.web_link(self._rect(x, y, w, h), contents, address)

    def bookmark(self, title: str, place: str, y: float, level: int) -> None:
        """List a height of this page in the outline."""
        self.interactive.bookmark(self.number, title, place, self.up(y), level)

    # -- coordinates ---------------------------------------------------------------------------

    def place_drawing(
        self,
        key: str,
        x: float,
        y: float,
        scale: float,
        line: float,
        window: tuple[int, int, int, int] | None,
    ) -> None:
        """Print a stored drawing; `scale` in points, `line` and `window` in its own units."""
        self.canvas.place(key, self.across(x), self.up(y), scale, line, window)

    def across(self, x: float) -> float:
        """Return the distance from the paper's left edge in points."""
        return (self.origin + x) * MM

    def up(self, y: float) -> float:
        """Return the height above the paper's bottom edge in points."""
        return (self.paper.height - y) * MM

    def _rect(self, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
        return (self.across(x), self.up(y + h), self.across(x + w), self.up(y))

    def path(self, points: Sequence[Point]) -> str:
        """Return the operators of an open line through points."""
        moves = "m" + "l" * (len(points) - 1)
        return " ".join(
            f"{self.across(x):.1f} {self.up(y):.1f} {move}"
            for (x, y), move in zip(points, moves, strict=True)
        )

    def _rounded(self, x: float, y: float, w: float, h: float, radius: float) -> str:
        left, bottom, right, top = self._rect(x, y, w, h)
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

    def _note(
        self,
        kind: Literal["text", "box", "rule"],
        left: float,
        top: float,
        wide: float,
        high: float,
        size: float,
        what: str,
    ) -> None:
        self.marks.append(Mark(kind, left, top, left + wide, top + high, size, what))


def broken(text: str, style: Style, measure: float, *, even: bool = False) -> tuple[Line, ...]:
    """Break a paragraph into lines, evened out where asked."""
    return (balance if even else wrap)(text, style.face, style.size, measure)


def paragraph_height(text: str, style: Style, measure: float, *, even: bool = False) -> float:
    """Return the height that `Sheet.paragraph` will use."""
    return len(broken(text, style, measure, even=even)) * style.lead / MM


def centred(y: float, size: float) -> float:
    """Return the baseline that centres capitals of `size` points on y."""
    return y + size * CAP_HEIGHT / 2 / MM


def _ring(r: float) -> str:
    """Return the path of a circle of radius r points around the origin."""
    k = r * ROUND
    pieces: tuple[tuple[float | str, ...], ...] = (
        (r, 0.0, "m"),
        (r, k, k, r, 0.0, r, "c"),
        (-k, r, -r, k, -r, 0.0, "c"),
        (-r, -k, -k, -r, 0.0, -r, "c"),
        (k, -r, r, -k, r, 0.0, "c"),
    )
    return " ".join(_operator(piece) for piece in pieces) + " h"


def _operator(piece: tuple[float | str, ...]) -> str:
    """Write coordinates and the operator that follows them."""
    *numbers, operator = piece
    return " ".join([f"{number:.2f}" for number in numbers] + [str(operator)])


def _painted(path: str, inside: RGB | None, outline: float) -> str:
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    colour = f"{fill(inside)} " if inside is not None else ""
    line = f"0 G {outline:g} w " if outline else ""
    return f"q {colour}{line}{path} {paint[inside is not None, bool(outline)]} Q"
