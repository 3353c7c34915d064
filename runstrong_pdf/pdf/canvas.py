"""A canvas on which nothing can be painted without saying what it means.

Text that differs from person to person is a slot: its place is reserved here and filled when the
template is stamped.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import xObjectName

from runstrong_pdf.model.colour import BLACK, RGB
from runstrong_pdf.pdf.drawing import GRID, Palette
from runstrong_pdf.pdf.fonts import Face, face
from runstrong_pdf.pdf.slots import SlotPlace
from runstrong_pdf.pdf.streams import EmbeddedPhoto, Form
from runstrong_pdf.pdf.structure import Element
from runstrong_pdf.pdf.syntax import fill, shortest, shown_codes, text_string
from runstrong_pdf.pdf.tagged_pages import TaggedPages

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


class TaggedCanvas(TaggedPages):
    """Draws text, forms and photos in points with the origin at the bottom left.

    Args:
        language: BCP 47 tag of the text, such as `en-GB`.
        archivable: whether the file is to be PDF/A-2a beside PDF/UA-1.
        lighter: whether letters are of the lighter cuts, to save ink.
    """

    def __init__(self, language: str, *, archivable: bool = False, lighter: bool = False) -> None:
        super().__init__(language, archivable=archivable)
        self._lighter = lighter
        self._forms: dict[str, str] = {}
        self._lines = NO_LINES
        self._palettes: dict[tuple[RGB, ...], Palette] = {}
        self._photos: dict[str, EmbeddedPhoto] = {}
        self._ends: dict[Element, TextEnd] = {}
        self._encoded: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._codes: dict[str, dict[str, tuple[str, str]]] = {}

    def face(self, role: str) -> Face:
        """Return the face that this document has for a role."""
        return face(role, lighter=self._lighter)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        role: str,
        size: float,
        colour: RGB = BLACK,
        track: float = 0.0,
        spoken: str = "",
        language: str = "",
    ) -> None:
        """Paint one line with its baseline at y; `track` is extra space between letters.

        What is `spoken` is read aloud in its place, unless it is decoration; a `language` is named
        where it is not the document's.

        Lines of one element that follow one another share a text object, and say only what
        changes from one to the next. A word that stands apart from the one before it in the same
        element is read apart, too.
        """
        owner = self._owner()
        self._space_before(owner, x, y, text)
        if isinstance(owner, Element):
            self._ends[owner] = TextEnd(x, y, role, self.face(role), size, track, text)
        pen = Pen(round(x, 1), round(y, 1), fill(colour), f"{track:g} Tc" if track else NO_TRACK)
        heard = f"/E{text_string(spoken).decode()}" if spoken else ""
        heard += f"/Lang({language})" if language else ""
        if heard and isinstance(owner, Element):
            lines = NO_LINES.followed(pen, size, self._encode(text, role))
            opening = f"/Span<<{heard}>>BDC"
            self.pages._code += [opening, lines.block, "EMC"]  # noqa: SLF001
            return
        before = self._lines if self._goes_on() else NO_LINES
        self._write(before.followed(pen, size, self._encode(text, role)))

    def _space_before(self, owner: Element | str, x: float, y: float, text: str) -> None:
        """Part a text from the one before it in its element, for those who hear or copy both."""
        end = self._ends.get(owner) if isinstance(owner, Element) else None
        self._switch(owner)
        if end is None or end.joins(x, y, text):
            return
        space = self._encode(" ", end.role)
        if self._goes_on():
            self._write(self._lines.lengthened(end.size, space))
        else:
            pen = Pen(round(end.x, 1), round(end.y, 1), fill(BLACK))
            self._write(NO_LINES.followed(pen, end.size, space))

    def _goes_on(self) -> bool:
        """Whether a text object has just been written to."""
        codes = self.pages._code  # noqa: SLF001
        return bool(codes) and codes[-1] is self._lines.block

    def _write(self, lines: TextLines) -> None:
        """Write a text object, in place of its beginning where it goes on."""
        codes = self.pages._code  # noqa: SLF001
        codes[-1 if self._goes_on() else len(codes) :] = [lines.block]
        self._lines = lines

    def _encode(self, text: str, role: str) -> list[tuple[str, str]]:
        """Return (font resource, string operand) for every run of one embedded subset."""
        if (text, role) not in self._encoded:
            codes = self._codes.setdefault(role, {})
            try:
                found = [codes[character] for character in text]
            except KeyError:
                self._learn(codes, text, role)
                found = [codes[character] for character in text]
            self._encoded[text, role] = [
                (name, f"({''.join([code for _, code in run])})")
                for name, run in groupby(found, itemgetter(0))
            ]
        return self._encoded[text, role]

    def _learn(self, codes: dict[str, tuple[str, str]], text: str, role: str) -> None:
        """Add the characters of a text, each with its font resource and how it is written."""
        for font, run in self.face(role).runs(text):
            for character in run:
                ((subset, code),) = font.splitString(character, self.document)
                name = font.getSubsetInternalName(subset, self.document)
                codes[character] = (name, shown_codes(code))

    def slot(self, place: SlotPlace) -> None:
        """Reserve the place of a personal text for the innermost element."""
        owner = self._owner()
        if isinstance(owner, Element):
            self._space_before(owner, place.x, place.y, place.key)
            face = self.face(place.role)
            self._ends[owner] = TextEnd(place.x, place.y, place.role, face, place.size)
        self._close()
        self.slots.append(place._replace(page=self.page_number, opening=self._opening(owner)))

    def form(
        self,
        key: str,
        box: tuple[float, float, float, float],
        content: str | bytes,
        colours: Iterable[RGB] = (),
    ) -> None:
        """Store a drawing once under `key`; `place` paints it any number of times.

        Args:
            content: its operators, or a zlib stream of them.
            colours: the colour of every number in it.
        """
        if key in self._forms:
            return
        self._forms[key] = f"f{len(self._forms)}"
        palette = self._palette(tuple(colours))
        self.document.Reference(Form(box, content, palette), xObjectName(self._forms[key]))

    def _palette(self, colours: tuple[RGB, ...]) -> Palette | None:
        """Return the palette that drawings of the same colours share."""
        return self._palettes.setdefault(colours, Palette(colours)) if colours else None

    @property
    def records(self) -> bool:
        """Whether decoration goes into a form for the time being."""
        return self._recorded is not None

    @contextmanager
    def recorded_form(self, key: str, box: tuple[float, float, float, float]) -> Iterator[None]:
        """Store the decoration painted meanwhile as a form under `key`, instead of painting it."""
        self._recorded = []
        yield
        operators, self._recorded = "\n".join(self._recorded), None
        self.form(key, box, operators)

    def has_form(self, key: str) -> bool:
        """Whether a drawing or photo is stored under `key`."""
        return key in self._forms

    def place(
        self,
        key: str,
        x: float,
        y: float,
        scale: float,
        line: float,
        window: tuple[int, int, int, int] | None,
    ) -> None:
        """Paint a stored drawing, whose y axis points down, with its origin at (x, y).

        Args:
            scale: points a drawing unit.
            line: width of its contours in drawing units.
            window: left, top, right and bottom of the part to show, in drawing units; or all.
        """
        name = self._forms[key]
        self.pages._formsinuse.append(name)  # noqa: SLF001
        matrix = f"{scale:.5f} 0 0 {-scale:.5f} {x:.1f} {y:.1f} cm {line / GRID:.2f} w"
        clip = ""
        if window:
            left, top, right, bottom = window
            clip = f" {left} {top} {right - left} {bottom - top} re W n"
        self.emit(f"q {matrix}{clip} /{xObjectName(name)} Do Q")

    def photo(self, key: str, photo: EmbeddedPhoto) -> None:
        """Store a photo once under `key`; `place_photo` paints it any number of times."""
        self._forms[key] = f"f{len(self._forms)}"
        self._photos[key] = photo
        self.document.Reference(photo, xObjectName(self._forms[key]))

    def place_photo(self, key: str, x: float, y: float, width: float, height: float) -> None:
        """Paint a stored photo with its bottom left corner at (x, y)."""
        name = self._forms[key]
        self.pages._formsinuse.append(name)  # noqa: SLF001
        self._photos[key].width = max(self._photos[key].width, width)
        matrix = f"{width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm"
        self.emit(f"q {matrix} /{xObjectName(name)} Do Q")

    def stamp_form(self, key: str, x: float, y: float, *, means: bool = False) -> None:
        """Paint a stored shape with its origin at (x, y), at its own size.

        Args:
            means: whether it belongs to the innermost element, instead of being decoration.
        """
        name = self._forms[key]
        self.pages._formsinuse.append(name)  # noqa: SLF001
        paint = self.emit if means else self.decorate
        paint(f"q 1 0 0 1 {x:.1f} {y:.1f} cm /{xObjectName(name)} Do Q")
