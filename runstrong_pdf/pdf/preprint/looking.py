"""Opens a PDF and looks at it page by page."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as c

from runstrong_pdf.pdf.preprint.facts import FileFacts, PageFacts, Seen, Unreadable
from runstrong_pdf.pdf.preprint.findings import UNPRINTABLE_MM
from runstrong_pdf.pdf.preprint.glyphs import missing, unembedded
from runstrong_pdf.pdf.preprint.grey import alike, pale_text
from runstrong_pdf.pdf.preprint.ink import coverage, from_edges, margins
from runstrong_pdf.pdf.preprint.pictures import pictures
from runstrong_pdf.pdf.preprint.raster import Raster, rasterise
from runstrong_pdf.pdf.preprint.text import Run, sample, smallest, visible_runs

COLOURED = 0.02
"""Per cent of colour ink below which a page is black and white."""
END_WITHIN = 2048
"""Bytes from the end of the file in which its end mark must stand (PDF asks for 1024)."""
HEAD_WITHIN = 1024
PRINT_ALLOWED = 1 << 2


def look_at(file: Path) -> Iterator[Seen]:
    """Yield what is known of a file, then of each page; or only why it cannot be looked at."""
    try:
        begins, whole = _ends(file)
    except OSError as error:
        yield Unreadable(f"cannot be read: {error.strerror}")
        return
    if not begins:
        yield Unreadable("is not a PDF, whatever its name says; export it as PDF again")
        return
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        yield Unreadable(_reason(error))
        return
    with document:
        yield from _look_through(document, whole=whole)


def _look_through(document: pdfium.PdfDocument, *, whole: bool) -> Iterator[Seen]:
    pages = len(document)
    if not pages:
        yield Unreadable("has no pages; make or download it again")
        return
    allowed = c.FPDF_GetDocPermissions(document) & PRINT_ALLOWED
    yield FileFacts(pages, bool(allowed), whole)
    for index in range(pages):
        yield _page_facts(document, index)


def _ends(file: Path) -> tuple[bool, bool]:
    """Tell whether a file begins as a PDF does, and whether its end is there."""
    with file.open("rb") as stream:
        begins = b"%PDF-" in stream.read(HEAD_WITHIN)
        stream.seek(max(0, file.stat().st_size - END_WITHIN))
        return begins, b"%%EOF" in stream.read()


def _reason(error: pdfium.PdfiumError) -> str:
    if error.err_code == c.FPDF_ERR_PASSWORD:
        return "is locked with a password; save a copy without one and check that"
    if error.err_code == c.FPDF_ERR_SECURITY:
        return "is locked in a way that cannot be read; save a copy without a lock"
    return "is damaged, or has no pages; make or download it again"


def _page_facts(document: pdfium.PdfDocument, index: int) -> PageFacts:
    try:
        with closing(_for_print(document, index)) as page:
            return _seen(page, index + 1)
    except pdfium.PdfiumError:
        return PageFacts(index + 1, failure="is damaged and cannot be drawn")


def _for_print(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """Return a page with its form fields and stamps drawn in, as they are printed."""
    page = document[index]
    if c.FPDFPage_GetAnnotCount(page) > 0:
        c.FPDFPage_Flatten(page, c.FLAT_PRINT)
        page.close()
        page = document[index]
    return page


def _seen(page: pdfium.PdfPage, number: int) -> PageFacts:
    raster = rasterise(page)
    width, height = (side / 72 * 25.4 for side in page.get_size())
    runs, found = visible_runs(page, raster), pictures(page, raster)
    black, colour = coverage(raster.image)
    size, words = smallest(runs)
    boxes, nameless, around = missing(runs)
    pale, contrast = pale_text(runs, raster)
    colours, where = alike(raster, found) if colour > COLOURED else ((), "")
    return PageFacts(
        number=number,
        width=width,
        height=height,
        smallest=size,
        smallest_text=words,
        unembedded=unembedded(runs),
        missing=boxes,
        missing_text=around,
        nameless=nameless,
        margins=margins(raster),
        cut=_cut(runs, raster),
        pictures=len(found),
        coarsest=min((picture.dpi for picture in found), default=0.0),
        pale=pale,
        pale_contrast=contrast,
        alike=colours,
        alike_where=where,
        black=black,
        colour=colour,
    )


def _cut(runs: list[Run], raster: Raster) -> str:
    """Return the beginning of the first text that a home printer cuts off, or nothing."""
    for run in runs:
        if raster.millimetres(min(from_edges(run.box, raster))) < UNPRINTABLE_MM and run.letters:
            return sample(run.text)
    return ""
