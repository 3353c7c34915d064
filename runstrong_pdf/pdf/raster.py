"""Finished pages as a PNG: one page as it is, several on a contact sheet with their labels.

pdfium draws our own file as a viewer would; it is loaded only by those who
want a picture.
"""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil, sqrt

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from runstrong_pdf.errors import UsageError
from runstrong_pdf.pdf.fonts import FILES
from runstrong_pdf.pdf.picture import DOTS_PER_INCH, Photo, on_white
from runstrong_pdf.resources import PRODUCER, data_folder

PAGE_DPI, SHEET_DPI = 150, 50
"""Dots an inch of a page alone, and of one among others: its titles can be read."""
GAP = 24
"""Pixels between pages on a contact sheet, and around them."""
LABEL = 20
"""Height of a label's type in pixels."""
COMPRESSION = 3
"""Of zlib's nine levels: a page takes a sixth of the time of the last, and a tenth fewer bytes."""
DESK, EDGE, INK = (233, 235, 237), (176, 180, 184), (0, 0, 0)
WIDER = 1.4
"""A contact sheet is about so much wider than high, as screens are."""

PDFIUM = threading.Lock()
"""Held while pdfium works, which crashes in two threads at once: whoever uses it here takes it."""


def pages_png(pdf: bytes, dpi: int = PAGE_DPI) -> bytes:
    """Return the PNG of a PDF's only page at `dpi`, or a contact sheet of all."""
    with _opened(pdf) as document:
        if len(document) == 1:
            return _png(_page(document, 0, dpi), dpi)
        pages = [_page(document, index, SHEET_DPI) for index in range(len(document))]
        labels = [document.get_page_label(index) for index in range(len(document))]
    return _png(_contact_sheet(pages, labels), SHEET_DPI)


def page_png(pdf: bytes, number: int, dpi: int) -> bytes:
    """Return one page as a PNG; the others are not drawn.

    Args:
        number: of the page, from 1.

    Raises:
        UsageError: when there is no such page.
    """
    with _opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise UsageError(f"there is no page {number}, but 1 to {len(document)}", field="page")
        return _png(_page(document, number - 1, dpi), dpi)


def photo_png(photo: Photo, *, grey: bool) -> bytes:
    """Return the PNG of a photo on white."""
    image = on_white(photo.pixels)
    return _png(image.convert("L") if grey else image, DOTS_PER_INCH)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    with PDFIUM, pdfium.PdfDocument(pdf) as document:
        if document.get_formtype():
            document.init_forms()  # else tick boxes are left out
        yield document


def _page(document: pdfium.PdfDocument, index: int, dpi: int) -> Image.Image:
    page = document[index]
    image: Image.Image = page.render(scale=dpi / 72).to_pil().convert("RGB")
    page.close()
    return image


def _contact_sheet(pages: list[Image.Image], labels: list[str]) -> Image.Image:
    """Stand pages in rows, each above its label."""
    wide = max(page.width for page in pages) + GAP
    high = max(page.height for page in pages) + GAP + 2 * LABEL
    columns = min(len(pages), ceil(sqrt(len(pages) * WIDER * high / wide)))
    rows = ceil(len(pages) / columns)
    sheet = Image.new("RGB", (columns * wide + GAP, rows * high + GAP), DESK)
    draw = ImageDraw.Draw(sheet)
    for place, (page, label) in enumerate(zip(pages, labels, strict=True)):
        row, column = divmod(place, columns)
        left, top = GAP + column * wide, GAP + row * high
        sheet.paste(page, (left, top))
        draw.rectangle((left - 1, top - 1, left + page.width, top + page.height), outline=EDGE)
        middle = (left + page.width / 2, top + page.height + LABEL)
        draw.text(middle, label, INK, _label_font(label, page.width), anchor="mm")
    return sheet


def _label_font(label: str, width: int) -> ImageFont.FreeTypeFont:
    """Return the face of labels at a size at which this one is no wider than its page."""
    file = data_folder("templates") / "fonts" / f"{FILES['name']}.ttf"
    font = ImageFont.truetype(file, LABEL)
    wide = font.getlength(label)
    return font if wide <= width else ImageFont.truetype(file, int(LABEL * width / wide))


def _png(image: Image.Image, dpi: int) -> bytes:
    """Encode, naming its maker: a file of ours may be written over."""
    text = PngInfo()
    text.add_text("Software", PRODUCER)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=COMPRESSION, pnginfo=text, dpi=(dpi, dpi))
    return out.getvalue()
