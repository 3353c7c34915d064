"""A text object that goes on: lines of one element follow one another in one `BT ... ET`."""

from collections.abc import Iterable
from typing import NamedTuple

from runstrong_pdf.pdf.fonts import Face
from runstrong_pdf.pdf.slots import shortest

NO_TRACK = "0 Tc"
TOUCHING = 0.3
"""Points; what begins nearer than this to the end of a text belongs to the same word."""


class Pen(NamedTuple):
    """Where a line of text begins, its colour and the space between its letters, as operators."""

    x: float = 0.0
    y: float = 0.0
    colour: str = ""
    track: str = NO_TRACK

    @property
    def end(self) -> str:
        """How a text object ends here: the space between letters would outlive it."""
        return " ET" if self.track == NO_TRACK else f" {NO_TRACK} ET"

    def changes(self, before: "Pen") -> str:
        """Return the operators that lead here from the line before."""
        moved = f"{shortest(self.x - before.x)} {shortest(self.y - before.y)} Td"
        if self.track != before.track:
            moved = f"{self.track} {moved}"
        return f"{self.colour} {moved}" if self.colour != before.colour else moved


class TextEnd(NamedTuple):
    """Where the last text of an element began, and how it was set."""

    start: float
    y: float
    role: str
    face: Face
    size: float
    track: float = 0.0
    text: str = ""

    @property
    def x(self) -> float:
        """Where it ended."""
        width = self.face.width(self.text, self.size)
        return self.start + width + self.track * len(self.text)

    def joins(self, x: float, y: float, text: str) -> bool:
        """Whether a text that begins at (x, y) goes on in the same word, or after a space."""
        if self.text.endswith(" ") or text.startswith(" "):
            return True
        return abs(x - self.x) < TOUCHING and abs(y - self.y) < TOUCHING


class TextLines(NamedTuple):
    """A text object.

    Attributes:
        block: its operators.
        pen: of its last line.
        font: the last one set, with its size.
    """

    block: str = "BT ET"
    pen: Pen = Pen()
    font: str = ""

    def followed(self, pen: Pen, size: float, shown: Iterable[tuple[str, str]]) -> "TextLines":
        """Return the text object with one more line, which says only what changes.

        Args:
            shown: font resource and string operand of every run.
        """
        block = [self.block.removesuffix(self.pen.end), pen.changes(self.pen)]
        font = self._shown(block, size, shown)
        return TextLines(" ".join(block) + pen.end, pen, font)

    def lengthened(self, size: float, shown: Iterable[tuple[str, str]]) -> "TextLines":
        """Return the text object with more on its last line."""
        block = [self.block.removesuffix(self.pen.end)]
        font = self._shown(block, size, shown)
        return TextLines(" ".join(block) + self.pen.end, self.pen, font)

    def _shown(self, block: list[str], size: float, shown: Iterable[tuple[str, str]]) -> str:
        """Add operators that show every run, setting its font only where it changed."""
        font = self.font
        for name, string in shown:
            wanted = f"{name} {size:g} Tf"
            block += [wanted, f"{string} Tj"] if wanted != font else [f"{string} Tj"]
            font = wanted
        return font


NO_LINES = TextLines()
"""A text object that has just begun."""
