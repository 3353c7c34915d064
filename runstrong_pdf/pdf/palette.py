"""Colours of drawings by number: `17 sc` takes a third of the bytes of `0.953 0.824 0.722 rg`.

A drawing sets its colour a hundred times, so that this is a thirtieth of a file. Black and white
pages stay with grey levels, which printers print with black ink alone.
"""

from functools import cache
from typing import TYPE_CHECKING, Protocol

from reportlab.pdfbase.pdfdoc import PDFObject

from runstrong_pdf.pdf.slots import RGB, fill, stroke
from runstrong_pdf.pdf.structure import number

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

MOST = 256
A_DRAWING = 80
"""More colours than any drawing has."""


class Inks(Protocol):
    """How a content stream names colours.

    Attributes:
        opening: operators before the first colour.
    """

    opening: str

    def fill(self, colour: RGB) -> str:
        """Return the operators that set the fill colour."""

    def stroke(self, colour: RGB) -> str:
        """Return the operators that set the stroke colour."""


class PlainInks:
    """Red, green and blue, or grey."""

    opening = ""
    fill = staticmethod(fill)
    stroke = staticmethod(stroke)


class Palette(PDFObject):
    """The resources of all drawings that share its colours."""

    __RefOnly__ = 1
    opening = "/P cs/P CS "

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, ...], int] = {}

    @property
    def has_room(self) -> bool:
        """Whether another drawing can take its colours from here."""
        return len(self._numbers) <= MOST - A_DRAWING

    def fill(self, colour: RGB) -> str:
        """Return the operator that sets the fill colour."""
        return f"{self._number(colour)} sc"

    def stroke(self, colour: RGB) -> str:
        """Return the operator that sets the stroke colour."""
        return f"{self._number(colour)} SC"

    def _number(self, colour: RGB) -> int:
        return self._numbers.setdefault(_steps(colour), len(self._numbers))

    def format(self, document: "PDFDocument") -> bytes:
        """Return a resource dictionary with the colour space."""
        return b"<</ColorSpace<</P %d 0 R>>>>" % number(document, _Space(self._numbers))


@cache
def _steps(colour: RGB) -> tuple[int, ...]:
    """Return red, green and blue from 0 to 255."""
    return tuple([round(part * 255) for part in colour])


class _Space(PDFObject):
    """An indexed colour space."""

    __RefOnly__ = 1

    def __init__(self, numbers: dict[tuple[int, ...], int]) -> None:
        self._numbers = numbers

    def format(self, document: "PDFDocument") -> bytes:  # noqa: ARG002  ReportLab passes it
        """Return the array; colours stand in the order of their numbers."""
        table = b"".join(bytes(steps) for steps in self._numbers)
        return b"[/Indexed/DeviceRGB %d<%s>]" % (len(self._numbers) - 1, table.hex().encode())
