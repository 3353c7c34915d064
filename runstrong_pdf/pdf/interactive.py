"""What a reader can click: form fields, links, bookmarks, page labels.

Boxes of one size share their looks, and so do rings. Lines to type on never share any, for a viewer
draws what is typed into the look of its field, in the face that the file brings for it.

A viewer may draw all looks anew, and some do whenever a file asks for it (NeedAppearances, which
ours never do): so every box and ring says which letter of Zapf Dingbats its mark is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFObject,
    PDFString,
)

from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.fonts import FieldResources
from runstrong_pdf.pdf.shapes import circle, ring, square
from runstrong_pdf.pdf.streams import Form, Ready
from runstrong_pdf.pdf.structure import number, reference_number
from runstrong_pdf.pdf.syntax import NOTE_KEY, text_string
from runstrong_pdf.pdf.tagged_pages import Annotation

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference


Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
TYPED = b"/Typed %g Tf 0 g"
"""Face and colour of what is typed; size in points."""
MARKED = b"/ZaDb 0 Tf 0 g"
"""Face and colour of a mark that a viewer draws anew, as large as its field."""
RADIO = 1 << 15 | 1 << 25
"""The flags of radio buttons that go on and off together where two give the same answer: on the
sheet of a session and in the log (ISO 32000-1, table 226)."""


@dataclass(eq=False)
class Widget(Annotation):
    """What can be ticked, chosen or written on; the flag 4 makes it print.

    Attributes:
        tip: what a screen reader says.
        entries: of its dictionary: what sort of field it is, and how it looks.
    """

    rect: Rect
    tip: str
    entries: bytes

    def format(self, document: "PDFDocument") -> bytes:
        """Return the dictionary."""
        return (
            b"<</Type/Annot/Subtype/Widget/F 4/P %d 0 R"
            b"/TU%s%s/Rect[%.1f %.1f %.1f %.1f]/StructParent %d>>"
        ) % (
            reference_number(document, self.page),
            text_string(self.tip),
            self.entries,
            *self.rect,
            self.key,
        )


class Option(NamedTuple):
    """One answer to a question of which one answer is chosen.

    Attributes:
        field: name of the question's field; question: what it asks.
        answer: the value that is saved, of letters, figures and `_`; tip: what is read aloud.
    """

    field: str
    question: str
    answer: str
    tip: str


@dataclass(eq=False)
class RadioField(PDFObject):
    """A question with several rings (radio buttons): marking one frees the others.

    Attributes:
        rings: their object numbers.
    """

    __RefOnly__ = 1
    name: str
    question: str
    rings: list[int] = field(default_factory=list)

    def format(self, document: "PDFDocument") -> bytes:  # noqa: ARG002  ReportLab passes it
        """Return the dictionary; a mark can be taken back (no flag NoToggleToOff)."""
        kids = b" ".join(b"%d 0 R" % ring for ring in self.rings)
        asked = text_string(self.question)
        return b"<</FT/Btn/Ff %d/T%s/TU%s/V/Off/Kids[%s]>>" % (RADIO, _name(self.name), asked, kids)


def _name(name: str) -> bytes:
    """Return a field's name; a full stop in it would make it a tree of fields."""
    return text_string(name.replace(".", "-"))


class Appearances:
    """The looks of empty fields, as entries of their dictionaries."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401  the stubs hide what is used of it
        self._document = document
        self._stored: dict[tuple[float, str, bytes], bytes] = {}
        self._streams: dict[tuple[float, str], PDFObjectReference] = {}

    def box(self, size: float) -> bytes:
        """Return the looks of all boxes of one size: nothing, and a tick."""
        return self._marked(size, "Yes", b"4", _tick(size))

    def ring(self, size: float, answer: str) -> bytes:
        """Return the looks of all rings of one size and answer: nothing, and a dot."""
        return self._marked(size, answer, b"l", _dot(size))

    def blank(self, wide: float, high: float) -> bytes:
        """Return the look of one line to type on: nothing, for its rule is on the page."""
        return b"/AP<</N %d 0 R>>" % number(self._document, Form((0, 0, wide, high), ""))

    def _marked(self, size: float, answer: str, letter: bytes, mark: str) -> bytes:
        """Return the looks of a square `size` points wide: unmarked, and with its mark.

        Args:
            letter: the mark as one of Zapf Dingbats.
        """
        key = (size, answer, letter)
        if key not in self._stored:
            states = {"Off": self._shared(size, ""), answer: self._shared(size, mark)}
            looks = number(self._document, PDFDictionary({"N": PDFDictionary(states)}))
            self._stored[key] = b"/AS/Off/MK<</CA(%s)>>/AP %d 0 R" % (letter, looks)
        return self._stored[key]

    def _shared(self, size: float, operators: str) -> "PDFObjectReference":
        """Return a square look, stored once however many answers look so."""
        key = (size, operators)
        if key not in self._streams:
            self._streams[key] = self._document.Reference(Form((0, 0, size, size), operators))
        return self._streams[key]


def _tick(size: float) -> str:
    return (
        f"q 0 G {size * 0.14:.2f} w 1 J 1 j {size * 0.22:.2f} {size * 0.5:.2f} m "
        f"{size * 0.42:.2f} {size * 0.26:.2f} l {size * 0.8:.2f} {size * 0.76:.2f} l S Q\n"
    )


def _dot(size: float) -> str:
    middle = f"{size / 2:.2f}"
    return f"q 0 g 1 0 0 1 {middle} {middle} cm {circle(size * 0.24)} f Q\n"


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
        size = self._print(square, rect, line)
        if self._fillable:
            self._tick(rect, name, tip, self._appearances.box(size))

    def tick_ring(self, rect: Rect, line: float, name: str, tip: str) -> None:
        """Print a ring and make it a check box, as `tick_box` does a square."""
        size = self._print(ring, rect, line)
        if self._fillable:
            self._tick(rect, name, tip, self._appearances.ring(size, "Yes"))

    def ring(self, rect: Rect, line: float, option: Option) -> None:
        """Print a ring and make it an answer to choose; in an artifact, or without forms, no field.

        Args:
            line: width of the ring's outline in points, inside `rect`.
        """
        size, document = self._print(ring, rect, line), self._canvas.document
        if not self._fillable:
            return
        if option.field not in self._radios:
            self._radios[option.field] = RadioField(option.field, option.question)
            self._fields.append(self._radios[option.field])
        radio, looks = self._radios[option.field], self._appearances.ring(size, option.answer)
        entries = b"/Parent %d 0 R%s" % (number(document, radio), looks)
        radio.rings.append(number(document, self._annotate(rect, option.tip, entries)))

    def text_field(self, rect: Rect, name: str, tip: str, size: float) -> None:
        """Add a line to type on, `size` points large; nothing in an artifact or without forms.

        Its look stands in the file only where PDF/A-2 asks for it (6.3.3); else a viewer makes it.
        """
        if not self._fillable:
            return
        look = b""
        if self._canvas.archivable:
            look = self._appearances.blank(rect[2] - rect[0], rect[3] - rect[1])
        entries = b"/FT/Tx/T%s/DA(%s)%s" % (_name(name), TYPED % size, look)
        self._fields.append(self._annotate(rect, tip, entries, alt=tip))  # Firefox names it by that

    @property
    def _fillable(self) -> bool:
        return self._forms and not self._canvas.meaningless

    def _print(self, shape: Callable[[float, float], str], rect: Rect, line: float) -> float:
        """Print a shape on the page itself, whatever becomes of its field; return its size."""
        size = round(rect[2] - rect[0], 2)
        self._canvas.decorate(f"q 1 0 0 1 {rect[0]:.2f} {rect[1]:.2f} cm {shape(size, line)}Q")
        return size

    def _tick(self, rect: Rect, name: str, tip: str, looks: bytes) -> None:
        """Add a check box, whose look is the mark alone."""
        entries = b"/FT/Btn/T%s/V/Off%s" % (_name(name), looks)
        self._fields.append(self._annotate(rect, tip, entries))

    def _annotate(self, rect: Rect, tip: str, entries: bytes, alt: str | None = None) -> Widget:
        if self._note and self._noted != self._canvas.page_number:
            self._noted = self._canvas.page_number
            entries += b"/%s %d 0 R" % (NOTE_KEY, number(self._canvas.document, self._note))
        widget = Widget(rect, tip, entries)
        with self._canvas.tag("Form", alt=alt):
            self._canvas.annotate(widget)
        return widget

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
