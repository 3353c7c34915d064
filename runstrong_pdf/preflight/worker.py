"""Reads one PDF page by page, in a process that a hostile file may crash or fill.

`supervisor` starts it and reads what it prints: a line of JSON for the file, one for each page.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as c

from runstrong_pdf.preflight import grey, text
from runstrong_pdf.preflight.facts import Facts, FileFacts, PageFacts, Unreadable, to_line
from runstrong_pdf.preflight.raster import ink_coverage, ink_margins, placed_images, rasterise

MEMORY_LIMIT = 1 << 30
"""Bytes of address space; an image of 100 megapixels takes a third of it."""
COLOURED = 0.02
"""Per cent of colour ink below which a page is black and white."""
HEADER_BYTES = 1024
TRAILER_BYTES = 2048
"""From the end of the file, in which its end mark must be (PDF asks for 1024)."""
PRINTING_ALLOWED = 1 << 2
LOCKED = {
    c.FPDF_ERR_PASSWORD: "is locked with a password; save a copy without one and check that",
    c.FPDF_ERR_SECURITY: "is locked in a way that cannot be read; save a copy without a lock",
}
DAMAGED = "is damaged, or has no pages; make or download it again"


def main(file: str) -> None:
    """Print what is known of a file within limited memory; not limited on Windows."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    # What a C library prints must not come between the lines.
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii") as lines:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        try:
            for facts in read_facts(Path(file)):
                lines.write(to_line(facts))
                lines.flush()
        except MemoryError:
            sys.exit(3)  # any code but that of an exception


def read_facts(file: Path) -> Iterator[Facts]:
    """Yield what is known of a file, then of each page; or only why it cannot be read."""
    try:
        with file.open("rb") as stream:
            header = stream.read(HEADER_BYTES)
            stream.seek(max(0, file.stat().st_size - TRAILER_BYTES))
            complete = b"%%EOF" in stream.read()
    except OSError as error:
        yield Unreadable(f"cannot be read: {error.strerror}")
        return
    if b"%PDF-" not in header:
        yield Unreadable("is not a PDF, whatever its name says; export it as PDF again")
        return
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        yield Unreadable(LOCKED.get(error.err_code, DAMAGED))
        return
    with document:
        pages = len(document)
        if not pages:
            yield Unreadable("has no pages; make or download it again")
            return
        allowed = c.FPDF_GetDocPermissions(document) & PRINTING_ALLOWED
        yield FileFacts(pages, bool(allowed), complete)
        for index in range(pages):
            try:
                with closing(_flattened(document, index)) as page:
                    facts = _page_facts(page, index + 1)
            except pdfium.PdfiumError:
                facts = PageFacts(index + 1, failure="is damaged and cannot be drawn")
            yield facts


def _flattened(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """Return a page with its form fields and annotations drawn into it, as they are printed."""
    page = document[index]
    if c.FPDFPage_GetAnnotCount(page) > 0:
        c.FPDFPage_Flatten(page, c.FLAT_PRINT)
        page.close()
        page = document[index]
    return page


def _page_facts(page: pdfium.PdfPage, number: int) -> PageFacts:
    raster = rasterise(page)
    width, height = (side / 72 * 25.4 for side in page.get_size())
    images, runs = placed_images(raster), text.visible_text(raster)
    black, colour = ink_coverage(raster.image)
    size, smallest = text.smallest_text(runs)
    missing, unmapped, around = text.missing_glyphs(runs)
    pale, contrast = grey.pale_text(runs, raster)
    colours, place = grey.same_grey(raster, images) if colour > COLOURED else ((), "")
    return PageFacts(
        number=number,
        width=width,
        height=height,
        smallest_size=size,
        smallest_text=smallest,
        unembedded_fonts=text.unembedded_fonts(runs),
        missing_glyphs=missing,
        missing_glyphs_text=around,
        unmapped_glyphs=unmapped,
        margins=ink_margins(raster),
        clipped_text=text.clipped_text(runs, raster),
        images=len(images),
        lowest_dpi=min((image.dpi for image in images), default=0.0),
        pale_text=pale,
        pale_contrast=contrast,
        same_grey=colours,
        same_grey_place=place,
        black_ink=black,
        colour_ink=colour,
    )
