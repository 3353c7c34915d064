"""Colours of drawings by number: `17 sc` takes a third of the bytes of `0.953 0.824 0.722 rg`.

A drawing sets its colour a hundred times, so that this is a thirtieth of a file; and its content is
the same in every club's colours, so that it can be made ahead of time. Black and white pages stay
with grey levels, which printers print with black ink alone.
"""

from collections.abc import Iterable
from typing import Protocol

from runstrong_pdf.figures.drawing import Ink
from runstrong_pdf.figures.theme import Painted
from runstrong_pdf.pdf.slots import RGB, fill, stroke
from runstrong_pdf.pdf.streams import Ready


class Colours(Protocol):
    """How a content stream names colours.

    Attributes:
        opening: operators before the first colour.
    """

    opening: str

    def fill(self, shape: Painted) -> str:
        """Return the operators that set the fill colour."""

    def stroke(self, shape: Painted) -> str:
        """Return the operators that set the stroke colour."""


class PlainColours:
    """Red, green and blue, or grey."""

    opening = ""

    def fill(self, shape: Painted) -> str:
        """Return the operator that sets the fill colour."""
        return fill(shape.rgb)

    def stroke(self, shape: Painted) -> str:
        """Return the operator that sets the stroke colour."""
        return stroke(shape.rgb)


class NumberedColours:
    """Numbers.

    Args:
        inks: what has the colour of each number.
    """

    opening = "/P cs/P CS "

    def __init__(self, inks: Iterable[Ink]) -> None:
        self._numbers = {ink: number for number, ink in enumerate(inks)}

    def fill(self, shape: Painted) -> str:
        """Return the operator that sets the fill colour."""
        return f"{self._numbers[shape.ink]} sc"

    def stroke(self, shape: Painted) -> str:
        """Return the operator that sets the stroke colour."""
        return f"{self._numbers[shape.ink]} SC"


class Palette(Ready):
    """The resources of drawings: an indexed colour space, what colour each number is."""

    def __init__(self, colours: Iterable[RGB]) -> None:
        table = bytes(round(part * 255) for colour in colours for part in colour)
        entries = len(table) // 3 - 1, table.hex().encode()
        super().__init__(b"<</ColorSpace<</P[/Indexed/DeviceRGB %d<%s>]>>>>" % entries)
