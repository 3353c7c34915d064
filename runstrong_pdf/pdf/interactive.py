"""What a reader can click: tick boxes, links, bookmarks, page labels."""

from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFObject,
    PDFString,
)

from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.streams import Form
from runstrong_pdf.pdf.strings import text_string
from runstrong_pdf.pdf.structure import number, reference_number
from runstrong_pdf.pdf.tagged_pages import Annotation

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


class TickBox(Annotation):
    """A check box field. Its square is part of the appearance, so that it prints as a square."""

    def __init__(self, name: str, tip: str, rect: Rect, appearance: "PDFObjectReference") -> None:
        self.name = name
        self.tip = tip
        self.rect = rect
        self.appearance = appearance

    def format(self, document: "PDFDocument") -> bytes:
        """Return the dictionary; the flag 4 makes it print."""
        return (
            b"<</Type/Annot/Subtype/Widget/FT/Btn/F 4/T%s/TU%s/V/Off/AS/Off"
            b"/Rect[%.2f %.2f %.2f %.2f]/AP %d 0 R/P %d 0 R/StructParent %d>>"
        ) % (
            text_string(self.name),
            text_string(self.tip),
            *self.rect,
            reference_number(document, self.appearance),
            reference_number(document, self.page),
            self.key,
        )


class Link(Annotation):
    """A jump to a place in the file."""

    def __init__(self, rect: Rect, contents: str, target: PDFObject) -> None:
        self.rect = rect
        self.contents = contents
        self.target = target

    def format(self, document: "PDFDocument") -> bytes:
        """Return the dictionary; a place that was never bookmarked is an error of ReportLab's."""
        return _link(self, b"/Dest %d 0 R" % number(document, self.target))


class WebLink(Annotation):
    """A web page or mail address that a viewer opens; `address` is ASCII."""

    def __init__(self, rect: Rect, contents: str, address: str) -> None:
        self.rect = rect
        self.contents = contents
        self.address = address

    def format(self, document: "PDFDocument") -> bytes:  # noqa: ARG002  ReportLab passes it
        """Return the dictionary; in hexadecimal nothing of the address can end its string."""
        return _link(self, b"/A<</S/URI/URI<%s>>>" % self.address.encode("ascii").hex().encode())


def _link(link: Link | WebLink, goal: bytes) -> bytes:
    return (
        b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Contents%s"
        b"/Rect[%.2f %.2f %.2f %.2f]%s/StructParent %d>>"
    ) % (text_string(link.contents), *link.rect, goal, link.key)


class Interactive:
    """Collects the fields, links and bookmarks of one document.

    Args:
        forms: whether tick boxes are fields; else they are only printed.
    """

    def __init__(self, canvas: TaggedCanvas, *, forms: bool = True) -> None:
        self._canvas = canvas
        self._forms = forms
        self._fields: list[TickBox] = []
        self._bookmarks: list[tuple[int, str, str, int]] = []
        self._appearances: dict[tuple[float, float], PDFObjectReference] = {}

    def tick_box(self, rect: Rect, line: float, name: str, tip: str) -> None:
        """Add a check box; in an artifact, or without forms, only its square.

        Args:
            line: width of the square's outline in points.
        """
        if not self._forms or self._canvas.meaningless:
            square = _square(round(rect[2] - rect[0], 2), line)
            self._canvas.decorate(f"q 1 0 0 1 {rect[0]:.2f} {rect[1]:.2f} cm {square}Q")
            return
        box = TickBox(name, tip, rect, self._appearance(round(rect[2] - rect[0], 2), line))
        with self._canvas.tag("Form"):
            self._canvas.annotate(box)
        self._fields.append(box)

    def link(self, rect: Rect, contents: str, place: str) -> None:
        """Make `rect` a jump to a bookmarked place; call it inside a Link element."""
        if self._canvas.meaningless:
            return
        target = self._canvas.pages._bookmarkReference(place)  # noqa: SLF001
        self._canvas.annotate(Link(rect, contents, target))

    def web_link(self, rect: Rect, contents: str, address: str) -> None:
        """Make `rect` open an address in ASCII; call it inside a Link element."""
        if not self._canvas.meaningless:
            self._canvas.annotate(WebLink(rect, contents, address))

    def bookmark(self, page: int, title: str, place: str, top: float, level: int) -> None:
        """Name the height `top` of this page and list it in the outline.

        Args:
            page: its place in reading order, which the outline follows.
            level: depth in the outline, from 0.
        """
        if not self._canvas.meaningless:
            self._canvas.pages.bookmarkHorizontal(place, 0, top)
            self._bookmarks.append((page, title, place, level))

    def finish(self) -> None:
        """Write the outline, the page labels and the field list into the catalogue."""
        for _, title, place, level in sorted(self._bookmarks, key=lambda entry: entry[0]):
            self._canvas.pages.addOutlineEntry(title, place, level=level, closed=level > 0)
        document = self._canvas.document
        labels: list[object] = []
        for page, label in enumerate(self._canvas.labels):
            labels += [page, PDFDictionary({"P": PDFString(label)})]
        document.Catalog.PageLabels = PDFDictionary({"Nums": PDFArray(labels)})
        if self._fields:
            fields = PDFArray([document.Reference(field) for field in self._fields])
            document.Catalog.AcroForm = PDFDictionary({"Fields": fields})

    def _appearance(self, size: float, line: float) -> "PDFObjectReference":
        """Return the shared appearance of all boxes of one size: a square, and a ticked square."""
        if (size, line) not in self._appearances:
            square = _square(size, line)
            states = {
                "Off": self._stream(size, square),
                "Yes": self._stream(size, square + _tick(size)),
            }
            appearance = PDFDictionary({"N": PDFDictionary(states)})
            self._appearances[size, line] = self._canvas.document.Reference(appearance)
        return self._appearances[size, line]

    def _stream(self, size: float, operators: str) -> "PDFObjectReference":
        form = Form((0, 0, size, size), operators)
        reference: PDFObjectReference = self._canvas.document.Reference(form)
        return reference


def _square(size: float, line: float) -> str:
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
