"""A text object that goes on: lines of one element follow one another in one `BT ... ET`."""

from collections.abc import Iterable
from typing import NamedTuple

from runstrong_pdf.pdf.slots import shortest

NO_TRACK = "0 Tc"


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

    def changes(self, before: "Pen") -> list[str]:
        """Return the operators that lead here from the line before."""
        moved = f"{shortest(self.x - before.x)} {shortest(self.y - before.y)} Td"
        colour = [self.colour] if self.colour != before.colour else []
        track = [self.track] if self.track != before.track else []
        return [*colour, *track, moved]


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
        block, font = [self.block.removesuffix(self.pen.end), *pen.changes(self.pen)], self.font
        for name, string in shown:
            wanted = f"{name} {size:g} Tf"
            block += [wanted, f"{string} Tj"] if wanted != font else [f"{string} Tj"]
            font = wanted
        return TextLines(" ".join(block) + pen.end, pen, font)
