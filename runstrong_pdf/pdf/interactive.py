"""What a reader can click: form fields, links, bookmarks, page labels."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFObject,
    PDFString,
)

from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.fields import (
    MARKED,
    Appearances,
    Option,
    RadioField,
    Rect,
    Ring,
    TextField,
    TickBox,
    Widget,
)
from runstrong_pdf.pdf.shapes import ring, square
from runstrong_pdf.pdf.streams import Ready
from runstrong_pdf.pdf.strings import text_string
from runstrong_pdf.pdf.structure import number
from runstrong_pdf.pdf.tagged_pages import Annotation
from runstrong_pdf.pdf.typed import FieldResources

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument


@dataclass(eq=False)
class Link(Annotation):
    """A jump to a place in the file, or to an address in ASCII, which a viewer opens."""

    rect: Rect
    contents: str
    goal: PDFObject | str

    def format(self, document: "PDFDocument") -> bytes:
        """Return the dictionary; a place that was never bookmarked is an error of ReportLab's."""
        if isinstance(self.goal, str):  # in hexadecimal nothing of it can end its string
            goal = b"/A<</S/URI/URI<%s>>>" % self.goal.encode("ascii").hex().encode()
        else:
            goal = b"/Dest %d 0 R" % number(document, self.goal)
        return (
            b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Contents%s"
            b"/Rect[%.0f %.0f %.0f %.0f]%s/StructParent %d>>"
        ) % (text_string(self.contents), *self.rect, goal, self.key)


class Interactive:
    """Collects the fields, links and bookmarks of one document.

    Args:
        forms: whether boxes and lines are fields; else they are only printed.
        note: what the first field of every page carries for our own program, in ASCII.
        whole: whether all pages are drawn; one alone has neither outline nor places to jump to.
    """

    def __init__(
        self, canvas: TaggedCanvas, *, forms: bool = True, note: str = "", whole: bool = True
    ) -> None:
        self._canvas = canvas
        self._forms = forms
        self._whole = whole
        self._note = Ready(text_string(note)) if note else None
        self._noted = 0
        self._fields: list[PDFObject] = []
        self._radios: dict[str, RadioField] = {}
        self._appearances = Appearances(canvas.document)
        self._bookmarks: list[tuple[int, str, str, int]] = []

    def tick_box(self, rect: Rect, line: float, name: str, tip: str) -> None:
        """Print a square and make it a check box; in an artifact, or without forms, no field.

        Args:
            line: width of the square's outline in points.
        """
        size = round(rect[2] - rect[0], 2)
        self._print(square(size, line), rect)
        if self._forms and not self._canvas.meaningless:
            self._add(TickBox(tip, rect, name, self._appearances.box(size)))

    def tick_ring(self, rect: Rect, line: float, name: str, tip: str) -> None:
        """Print a ring and make it a check box, as `tick_box` does a square."""
        size = round(rect[2] - rect[0], 2)
        self._print(ring(size, line), rect)
        if self._forms and not self._canvas.meaningless:
            self._add(TickBox(tip, rect, name, self._appearances.ring(size, "Yes")))

    def ring(self, rect: Rect, line: float, option: Option) -> None:
        """Print a ring and make it an answer to choose; in an artifact, or without forms, no field.

        Args:
            line: width of the ring's outline in points, inside `rect`.
        """
        size = round(rect[2] - rect[0], 2)
        self._print(ring(size, line), rect)
        if not self._forms or self._canvas.meaningless:
            return
        radio, reference = self._radio(option), self._canvas.document.Reference
        looks = self._appearances.ring(size, option.answer)
        widget = Ring(option.tip, rect, reference(radio), looks)
        self._annotate(widget)
        radio.rings.append(reference(widget))

    def _print(self, drawn: str, rect: Rect) -> None:
        """Print a shape on the page itself, where it stays whatever becomes of a field."""
        self._canvas.decorate(f"q 1 0 0 1 {rect[0]:.2f} {rect[1]:.2f} cm {drawn}Q")

    def _radio(self, option: Option) -> RadioField:
        """Return the question of an option, asked when its first ring is added."""
        if option.field not in self._radios:
            self._radios[option.field] = RadioField(option.field, option.question)
            self._fields.append(self._radios[option.field])
        return self._radios[option.field]

    def text_field(self, rect: Rect, name: str, tip: str, size: float) -> None:
        """Add a line to type on, `size` points large; nothing in an artifact or without forms."""
        if not self._forms or self._canvas.meaningless:
            return
        look = None
        if self._canvas.archivable:
            look = self._appearances.blank(rect[2] - rect[0], rect[3] - rect[1])
        self._add(TextField(tip, rect, name, size, look))

    def _add(self, field: Widget) -> None:
        self._annotate(field)
        self._fields.append(field)

    def _annotate(self, widget: Widget) -> None:
        if self._note and self._noted != self._canvas.page_number:
            self._noted = self._canvas.page_number
            widget.note = self._canvas.document.Reference(self._note)
        alt = widget.tip if isinstance(widget, TextField) else None  # Firefox names lines by it
        with self._canvas.tag("Form", alt=alt):
            self._canvas.annotate(widget)

    def link(self, rect: Rect, contents: str, place: str) -> None:
        """Make `rect` a jump to a bookmarked place; call it inside a Link element."""
        if self._canvas.meaningless or not self._whole:
            return
        target = self._canvas.pages._bookmarkReference(place)  # noqa: SLF001
        self._canvas.annotate(Link(rect, contents, target))

    def web_link(self, rect: Rect, contents: str, address: str) -> None:
        """Make `rect` open an address in ASCII; call it inside a Link element."""
        if not self._canvas.meaningless:
            self._canvas.annotate(Link(rect, contents, address))

    def bookmark(self, page: int, title: str, place: str, top: float, level: int) -> None:
        """Name the height `top` of this page and list it in the outline.

        Args:
            page: its place in reading order, which the outline follows.
            level: depth in the outline, from 0.
        """
        if self._whole and not self._canvas.meaningless:
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
            form = {"Fields": fields, "DA": PDFString(MARKED), "DR": FieldResources()}
            document.Catalog.AcroForm = PDFDictionary(form)
