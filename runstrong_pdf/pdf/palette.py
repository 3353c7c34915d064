"""Colours of drawings by number: `17 sc` takes a third of the bytes of `0.953 0.824 0.722 rg`.

A drawing sets its colour a hundred times, so that this is a thirtieth of a file; and its content is
the same in every club's colours, so that it can be made ahead of time. Black and white pages stay
with grey levels, which printers print with black ink alone.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from reportlab.pdfbase.pdfdoc import PDFObject

from runstrong_pdf.figures.drawing import Ink
from runstrong_pdf.figures.paint import Painted
from runstrong_pdf.pdf.slots import RGB, fill, stroke

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument


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


class Palette(PDFObject):
    """The resources of drawings: what colour each number is."""

    __RefOnly__ = 1

    def __init__(self, colours: Iterable[RGB]) -> None:
        self.table = bytes(round(part * 255) for colour in colours for part in colour)

    def format(self, document: "PDFDocument") -> bytes:  # noqa: ARG002  ReportLab passes it
        """Return a resource dictionary with an indexed colour space."""
        last, table = len(self.table) // 3 - 1, self.table.hex().encode()
        return b"<</ColorSpace<</P[/Indexed/DeviceRGB %d<%s>]>>>>" % (last, table)
