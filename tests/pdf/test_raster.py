"""Pictures of finished pages: one as it is, several on a sheet, the same bytes every time."""

import io
from concurrent.futures import ThreadPoolExecutor

from PIL import Image, ImageChops

from runstrong_pdf.contents import find_subject, subject_picture
from runstrong_pdf.library import open_library
from runstrong_pdf.pages.picture_file import picture_file
from runstrong_pdf.pdf.raster import GAP, PAGE_DPI, SHEET_DPI, pages_png
from runstrong_pdf.resources import PRODUCER
from tests.making import NOBODY, Made, made
from tests.reading import picture


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_one_page_is_that_page() -> None:
    document = made(NOBODY, edition="stretching")
    image = opened(pages_png(document.pdf))
    assert ImageChops.difference(image, picture(document.pdf, 0, PAGE_DPI)).getbbox() is None
    assert image.info["Software"] == PRODUCER
    assert round(image.info["dpi"][0]) == PAGE_DPI


def test_several_pages_stand_on_a_sheet_in_their_order(default: Made) -> None:
    png = pages_png(default.pdf)
    sheet = opened(png)
    first = picture(default.pdf, 0, SHEET_DPI)
    wide = first.width + GAP
    columns = sheet.width // wide
    rows = -(-len(default.pages) // columns)
    high = (sheet.height - GAP) // rows
    for index in range(len(default.pages)):
        left, top = GAP + index % columns * wide, GAP + index // columns * high
        shown = sheet.crop((left, top, left + first.width - 1, top + first.height - 1))
        page = picture(default.pdf, index, SHEET_DPI).crop((0, 0, *shown.size))
        assert ImageChops.difference(shown, page).getbbox() is None, default.pages[index].name
        label = sheet.crop((left, top + first.height + 2, left + first.width, top + high - 2))
        assert sum(label.convert("L").histogram()[:60]) > 20, "no label"
    assert 1 < sheet.width / sheet.height < 2
    assert len(png) < 3_000_000


def test_the_same_pages_make_the_same_bytes() -> None:
    document = made(NOBODY, edition="stretching")
    assert pages_png(document.pdf) == pages_png(document.pdf)


def test_several_threads_may_draw_at_once() -> None:
    """pdfium cannot: without turns, this ended in an error or a crash each of four times."""
    library = open_library()
    push_up = subject_picture(find_subject("push-up", library), library)
    pdf = picture_file(push_up, "pdf", ink_saver=True)
    with ThreadPoolExecutor(8) as threads:
        drawn = list(threads.map(lambda _: pages_png(pdf, 20), range(300)))
    assert set(drawn) == {pages_png(pdf, 20)}
