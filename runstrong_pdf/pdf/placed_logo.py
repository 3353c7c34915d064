"""Paints a logo on a canvas: pixels as an image, shapes as a form of their own."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import PDFDictionary

from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.embedded import EmbeddedPhoto
from runstrong_pdf.pdf.logo import Logo, light, light_photo
from runstrong_pdf.pdf.picture import Photo
from runstrong_pdf.pdf.svg import Vector
from runstrong_pdf.pdf.svg.painting import UNITS, painted


@dataclass(frozen=True)
class PlacedLogo:
    """A logo in its colours, or in light grey for an ink saver."""

    logo: Logo
    ink_saver: bool

    def draw(
        self, canvas: TaggedCanvas, key: str, x: float, y: float, width: float, height: float
    ) -> None:
        """Paint it for the innermost element with its bottom left corner at (x, y), in points."""
        if isinstance(self.logo.picture, Photo):
            photo = light_photo(self.logo.picture) if self.ink_saver else self.logo.picture
            if not canvas.has_form(key):
                canvas.photo(key, EmbeddedPhoto(photo, grey=self.ink_saver))
            canvas.place_photo(key, x, y, width, height)
        else:
            self._shapes(canvas, key, self.logo.picture, x, y + height, width)

    def _shapes(
        self, canvas: TaggedCanvas, key: str, vector: Vector, x: float, top: float, width: float
    ) -> None:
        """Store the picture in units that make short numbers exact, and place it."""
        left, up, right, down = self.logo.box
        units = UNITS / max(right - left, down - up)
        if not canvas.has_form(key):
            tint = light if self.ink_saver else _as_it_is
            made = painted(vector, units, tint)
            box = (left * units, up * units, right * units, down * units)
            canvas.form(key, box, "\n".join(made.lines), _dictionary(made.resources()))
        scale = width / (right - left) / units
        place = x - left * units * scale, top + up * units * scale
        canvas.place(key, *place, scale, 0.0, None)


def _as_it_is(colour: tuple[float, float, float]) -> tuple[float, float, float]:
    return colour


def _dictionary(resources: Mapping[str, Mapping[str, str]]) -> PDFDictionary:
    return PDFDictionary({kind: PDFDictionary(dict(found)) for kind, found in resources.items()})
