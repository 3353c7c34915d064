"""Form fields: boxes to tick, rings to choose from, lines to type on, and what they look like.

Boxes of one size share their looks, and so do rings. Lines never share any, for a viewer draws what
is typed into the look of its field, in the face that the file brings for it (`typed`).

A viewer may draw all looks anew, and some do whenever a file asks for it (NeedAppearances, which
ours never do): so every box and ring says which letter of Zapf Dingbats its mark is.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject

from runstrong_pdf.pdf.shapes import circle
from runstrong_pdf.pdf.streams import Form
from runstrong_pdf.pdf.strings import text_string
from runstrong_pdf.pdf.structure import reference_number
from runstrong_pdf.pdf.tagged_pages import Annotation

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
TYPED = b"/Typed %g Tf 0 g"
"""Face and colour of what is typed; size in points."""
MARKED = b"/ZaDb 0 Tf 0 g"
"""Face and colour of a mark that a viewer draws anew, as large as its field."""
NOTE_KEY = b"XXRunStrong"
"""Where a field has its note: names that begin with XX are for private use (ISO 32000-1, annex E),
and a viewer that saves a form keeps what it does not know in the dictionaries of its fields."""
RADIO = 1 << 15 | 1 << 25
"""The flags of radio buttons that go on and off together where two give the same answer: on the
sheet of a session and in the log (ISO 32000-1, table 226)."""


@dataclass(eq=False)
class Widget(Annotation):
    """What can be ticked, chosen or written on; the flag 4 makes it print.

    Attributes:
        tip: what a screen reader says.
        note: what it carries for our own program, if anything.
    """

    tip: str
    rect: Rect
    note: "PDFObjectReference | None" = field(default=None, init=False)

    def format(self, document: "PDFDocument") -> bytes:
        """Return the dictionary."""
        return (
            b"<</Type/Annot/Subtype/Widget/F 4/P %d 0 R"
            b"/TU%s%s%s/Rect[%.1f %.1f %.1f %.1f]/StructParent %d>>"
        ) % (
            reference_number(document, self.page),
            text_string(self.tip),
            self.kind(document),
            b"/%s %d 0 R" % (NOTE_KEY, reference_number(document, self.note)) if self.note else b"",
            *self.rect,
            self.key,
        )

    def kind(self, document: "PDFDocument") -> bytes:
        """Return the entries that say what sort of field this is, and how it looks."""
        raise NotImplementedError


@dataclass(eq=False)
class TickBox(Widget):
    """A check box field. Its square is on the page; its look is the mark alone."""

    name: str
    looks: "Looks"

    def kind(self, document: "PDFDocument") -> bytes:
        """Return the entries of a check box that is not ticked."""
        return b"/FT/Btn/T%s/V/Off%s" % (_name(self.name), self.looks.entries(document))


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
    """A question with several rings (radio buttons): marking one frees the others."""

    __RefOnly__ = 1
    name: str
    question: str
    rings: "list[PDFObjectReference]" = field(default_factory=list)

    def format(self, document: "PDFDocument") -> bytes:
        """Return the dictionary; a mark can be taken back (no flag NoToggleToOff)."""
        kids = b" ".join(b"%d 0 R" % reference_number(document, ring) for ring in self.rings)
        asked = text_string(self.question)
        return b"<</FT/Btn/Ff %d/T%s/TU%s/V/Off/Kids[%s]>>" % (RADIO, _name(self.name), asked, kids)


@dataclass(eq=False)
class Ring(Widget):
    """One ring of a radio field. The ring is on the page; its look is the mark alone."""

    radio: "PDFObjectReference"
    looks: "Looks"

    def kind(self, document: "PDFDocument") -> bytes:
        """Return the entries of a ring that is not marked."""
        radio = reference_number(document, self.radio)
        return b"/Parent %d 0 R%s" % (radio, self.looks.entries(document))


@dataclass(eq=False)
class TextField(Widget):
    """A line to type on; `size` of the type in points.

    Attributes:
        look: its own empty one, which PDF/A-2 asks for (6.3.3); else a viewer makes it.
    """

    name: str
    size: float
    look: "PDFObjectReference | None"

    def kind(self, document: "PDFDocument") -> bytes:
        """Return the entries of an empty text field."""
        own = b"/AP<</N %d 0 R>>" % reference_number(document, self.look) if self.look else b""
        return b"/FT/Tx/T%s/DA(%s)%s" % (_name(self.name), TYPED % self.size, own)


def _name(name: str) -> bytes:
    """Return a field's name; a full stop in it would make it a tree of fields."""
    return text_string(name.replace(".", "-"))


class Looks(NamedTuple):
    """What a box or a ring looks like.

    Attributes:
        states: its looks without a mark and with one.
        letter: the mark as a letter of Zapf Dingbats.
    """

    states: "PDFObjectReference"
    letter: bytes

    def entries(self, document: "PDFDocument") -> bytes:
        """Return the entries of a field that is not marked."""
        states = reference_number(document, self.states)
        return b"/AS/Off/MK<</CA(%s)>>/AP %d 0 R" % (self.letter, states)


class Appearances:
    """The looks of empty fields."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401  the stubs hide what is used of it
        self._document = document
        self._stored: dict[tuple[float, str, bytes], Looks] = {}
        self._streams: dict[tuple[float, str], PDFObjectReference] = {}

    def box(self, size: float) -> Looks:
        """Return the looks of all boxes of one size: nothing, and a tick."""
        return self._looks(size, "Yes", b"4", _tick(size))

    def ring(self, size: float, answer: str) -> Looks:
        """Return the looks of all rings of one size and answer: nothing, and a dot."""
        return self._looks(size, answer, b"l", _dot(size))

    def _looks(self, size: float, marked: str, letter: bytes, mark: str) -> Looks:
        """Return the looks of a square `size` points wide: unmarked, and with its mark."""
        key = (size, marked, letter)
        if key not in self._stored:
            states = {"Off": self._shared(size, ""), marked: self._shared(size, mark)}
            looks = PDFDictionary({"N": PDFDictionary(states)})
            self._stored[key] = Looks(self._document.Reference(looks), letter)
        return self._stored[key]

    def blank(self, wide: float, high: float) -> "PDFObjectReference":
        """Return the look of one line to type on: nothing, for its rule is on the page."""
        return self._stream(wide, high, "")

    def _shared(self, size: float, operators: str) -> "PDFObjectReference":
        """Return a square look, stored once however many answers look so."""
        key = (size, operators)
        if key not in self._streams:
            self._streams[key] = self._stream(size, size, operators)
        return self._streams[key]

    def _stream(self, wide: float, high: float, operators: str) -> "PDFObjectReference":
        reference: PDFObjectReference = self._document.Reference(
            Form((0, 0, wide, high), operators)
        )
        return reference


def _tick(size: float) -> str:
    return (
        f"q 0 G {size * 0.14:.2f} w 1 J 1 j {size * 0.22:.2f} {size * 0.5:.2f} m "
        f"{size * 0.42:.2f} {size * 0.26:.2f} l {size * 0.8:.2f} {size * 0.76:.2f} l S Q\n"
    )


def _dot(size: float) -> str:
    middle = f"{size / 2:.2f}"
    return f"q 0 g 1 0 0 1 {middle} {middle} cm {circle(size * 0.24)} f Q\n"
