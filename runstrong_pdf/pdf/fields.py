"""Form fields: boxes to tick and lines to type on, and what they look like while empty.

Boxes of one size share their looks. Lines never share any, for a viewer draws what is typed into
the look of its field. It does so in Helvetica, the one face that every viewer has, so that no font
need be in the file for it.
"""

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import PDFDictionary

from runstrong_pdf.pdf.streams import Form
from runstrong_pdf.pdf.strings import text_string
from runstrong_pdf.pdf.structure import reference_number
from runstrong_pdf.pdf.tagged_pages import Annotation

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
TYPED = b"/Helv %g Tf 0 g"
"""Face and colour of what is typed; size in points."""


class Field(Annotation):
    """A field on the page; the flag 4 makes it print.

    Attributes:
        name: unique in the file, its parts joined by full stops; tip: what a screen reader says.
    """

    def __init__(self, name: str, tip: str, rect: Rect) -> None:
        self.name = name
        self.tip = tip
        self.rect = rect

    def format(self, document: "PDFDocument") -> bytes:
        """Return the dictionary."""
        return (
            b"<</Type/Annot/Subtype/Widget/F 4/T%s/TU%s%s"
            b"/Rect[%.2f %.2f %.2f %.2f]/P %d 0 R/StructParent %d>>"
        ) % (
            text_string(self.name.replace(".", "-")),  # a full stop would make it a tree of fields
            text_string(self.tip),
            self.kind(document),
            *self.rect,
            reference_number(document, self.page),
            self.key,
        )

    def kind(self, document: "PDFDocument") -> bytes:
        """Return the entries that say what sort of field this is, and how it looks."""
        raise NotImplementedError


class TickBox(Field):
    """A check box field. Its square is part of its look, so that it prints as a square."""

    def __init__(self, name: str, tip: str, rect: Rect, looks: "PDFObjectReference") -> None:
        super().__init__(name, tip, rect)
        self.looks = looks

    def kind(self, document: "PDFDocument") -> bytes:
        """Return the entries of a check box that is not ticked."""
        return b"/FT/Btn/V/Off/AS/Off/AP %d 0 R" % reference_number(document, self.looks)


class TextField(Field):
    """A line to type on; `size` of the type in points.

    Attributes:
        look: its own empty one, which PDF/A-2 asks for (6.3.3); else a viewer makes it.
    """

    def __init__(
        self, name: str, tip: str, rect: Rect, size: float, look: "PDFObjectReference | None"
    ) -> None:
        super().__init__(name, tip, rect)
        self.size = size
        self.look = look

    def kind(self, document: "PDFDocument") -> bytes:
        """Return the entries of an empty text field."""
        own = b"/AP<</N %d 0 R>>" % reference_number(document, self.look) if self.look else b""
        return b"/FT/Tx/DA(%s)%s" % (TYPED % self.size, own)


class Appearances:
    """The looks of empty fields."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401  the stubs hide what is used of it
        self._document = document
        self._stored: dict[tuple[float, ...], PDFObjectReference] = {}

    def box(self, size: float, line: float) -> "PDFObjectReference":
        """Return the looks of all boxes of one size: a square, and a ticked square."""
        if (size, line) not in self._stored:
            drawn = square(size, line)
            states = {
                "Off": self._stream(size, size, drawn),
                "Yes": self._stream(size, size, drawn + _tick(size)),
            }
            looks = PDFDictionary({"N": PDFDictionary(states)})
            self._stored[size, line] = self._document.Reference(looks)
        return self._stored[size, line]

    def blank(self, wide: float, high: float) -> "PDFObjectReference":
        """Return the look of one line to type on: nothing, for its rule is on the page."""
        return self._stream(wide, high, "")

    def _stream(self, wide: float, high: float, operators: str) -> "PDFObjectReference":
        reference: PDFObjectReference = self._document.Reference(
            Form((0, 0, wide, high), operators)
        )
        return reference


def square(size: float, line: float) -> str:
    """Return a white square with rounded corners and a black outline."""
    low, high = line / 2, size - line / 2
    corner = min(2.0, size * 0.14)
    bow = corner * 0.4477
    return (
        f"q 1 g 0 G {line:g} w "
        f"{low + corner:.2f} {low:.2f} m {high - corner:.2f} {low:.2f} l "
        f"{high - bow:.2f} {low:.2f} {high:.2f} {low + bow:.2f} {high:.2f} {low + corner:.2f} c "
        f"{high:.2f} {high - corner:.2f} l "
        f"{high:.2f} {high - bow:.2f} {high - bow:.2f} {high:.2f} {high - corner:.2f} {high:.2f} c "
        f"{low + corner:.2f} {high:.2f} l "
        f"{low + bow:.2f} {high:.2f} {low:.2f} {high - bow:.2f} {low:.2f} {high - corner:.2f} c "
        f"{low:.2f} {low + corner:.2f} l "
        f"{low:.2f} {low + bow:.2f} {low + bow:.2f} {low:.2f} {low + corner:.2f} {low:.2f} c b Q\n"
    )


def _tick(size: float) -> str:
    return (
        f"q 0 G {size * 0.14:.2f} w 1 J 1 j {size * 0.22:.2f} {size * 0.5:.2f} m "
        f"{size * 0.42:.2f} {size * 0.26:.2f} l {size * 0.8:.2f} {size * 0.76:.2f} l S Q\n"
    )
