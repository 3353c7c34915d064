"""Reads one PDF page by page, in a process that a hostile file may crash or fill.

`supervisor` starts it, and reads what it prints: a line of JSON for the file, and one for each page
that it was asked for.
"""

import ctypes
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from runstrong_pdf.preflight import text
from runstrong_pdf.preflight.raster import (
    ink_coverage,
    ink_margins,
    placed_images,
    rasterise,
    same_grey,
)
from runstrong_pdf.preflight.report import Facts, FileFacts, PageFacts, Unreadable, to_line

MEMORY_LIMIT = 1 << 30
"""Bytes of address space; an image of 100 megapixels takes a third of it."""
COLOURED = 0.02
"""Per cent of colour ink below which a page is black and white."""
HEADER_BYTES = 1024
TRAILER_BYTES = 2048
"""From the end of the file, in which its end mark must be (PDF asks for 1024)."""
PRINTING_ALLOWED = 1 << 2
EVERYWHERE = (-1e6, -1e6, 1e6, 1e6)
"""Points: left, bottom, right, top."""
UNIT = re.compile(rb"/UserUnit\s*([0-9]*\.?[0-9]+)")
DRAWN_NOTES = {
    c.FPDF_ANNOT_LINE,
    c.FPDF_ANNOT_POLYGON,
    c.FPDF_ANNOT_POLYLINE,
    c.FPDF_ANNOT_STAMP,
    c.FPDF_ANNOT_CARET,
}
"""Kinds of notes that pdfium draws only if they bring their look with them."""
CUT_LINE, LONGEST_MARK = "CutLine", 64
"""The mark of a line that goes to the edge on purpose: the paper is cut there."""
LOCKED = {
    c.FPDF_ERR_PASSWORD: "is locked with a password; save a copy without one and check that",
    c.FPDF_ERR_SECURITY: "is locked in a way that cannot be read; save a copy without a lock",
}
DAMAGED = "is damaged, or has no pages; make or download it again"


def main(file: str) -> None:
    """Answer what is asked about a file within limited memory; not limited on Windows.

    The first line that it writes is about the file; then one for every page number that comes in.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    # What a C library prints must not come between the lines.
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii") as lines:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        try:
            for facts in read_facts(Path(file), map(int, sys.stdin)):
                lines.write(to_line(facts))
                lines.flush()
        except MemoryError:
            sys.exit(3)  # any code but that of an exception


def read_facts(file: Path, numbers: Iterable[int] | None = None) -> Iterator[Facts]:
    """Yield what is known of a file, then of each page asked for; or only why it cannot be read."""
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
        in_units = _saved_unit(document)
        for number in numbers or range(1, pages + 1):
            try:
                yield _page_facts(document, number, _unit(document, number) if in_units else 1.0)
            except pdfium.PdfiumError:
                yield PageFacts(number, failure="cannot be drawn: damaged")


def _saved_unit(document: pdfium.PdfDocument) -> bytes:
    """Return what a document says of a unit, once it is saved; nothing if it says nothing.

    pdfium does not tell it, and packs nothing that it saves.
    """
    with io.BytesIO() as saved, suppress(pdfium.PdfiumError):
        document.save(saved)
        with saved.getbuffer() as content:
            found = re.search(rb"/UserUnit.{0,40}", content, re.DOTALL)
            return found[0] if found else b""
    return b""


def _unit(document: pdfium.PdfDocument, number: int) -> float:
    """Return how many points a unit of a page is, which pdfium takes for one."""
    with closing(pdfium.PdfDocument.new()) as alone:
        alone.import_pages(document, [number - 1])
        found = UNIT.match(_saved_unit(alone))
    return float(found[1]) if found and float(found[1]) > 0 else 1.0


def _page_facts(document: pdfium.PdfDocument, number: int, unit: float) -> PageFacts:
    page = document[number - 1]
    crop_outside = not all(page.get_size())
    if crop_outside:
        page.set_cropbox(*EVERYWHERE)  # what of it is on the page is taken
    unseen = 0
    if c.FPDFPage_GetAnnotCount(page) > 0:
        # Drawn into it, as they are printed; drawing once gives usual notes the look they lack: all
        # of them, however little of the page is drawn.
        across, up = (max(side - 1, 0) for side in page.get_size())
        page.render(crop=(across, up, 0, 0)).close()
        unseen = _notes_without_look(page)
        seen = page.get_bbox()
        page.set_mediabox(*seen)  # pdfium forgets one that the page got from its parent
        page.set_cropbox(*seen)
        c.FPDFPage_Flatten(page, c.FLAT_PRINT)
        page.close()
        page = document[number - 1]
    with closing(page):
        _leave_out_cut_lines(page)
        raster = rasterise(page, unit)
        images, written, margins = (
            placed_images(raster),
            text.read_text(raster),
            ink_margins(raster),
        )
        runs = text.visible_text(written, raster)
        width, height = (side * unit / 72 * 25.4 for side in page.get_size())
        black, colour = ink_coverage(raster.image)
        size, smallest = text.smallest_text(runs)
        missing, unmapped, around = text.missing_glyphs(runs)
        pale, contrast = text.pale_text(runs, raster)
        colours, place = same_grey(raster, images) if colour > COLOURED else ((), "")
        return PageFacts(
            number=number,
            width=width,
            height=height,
            crop_outside=crop_outside,
            notes_without_look=unseen,
            smallest_size=size,
            smallest_text=smallest,
            # Of a blank page, too: this computer may have no font in their place.
            unembedded_fonts=text.unembedded_fonts(runs if margins else written),
            missing_glyphs=missing,
            missing_glyphs_text=around,
            unmapped_glyphs=unmapped,
            margins=margins,
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


def _leave_out_cut_lines(page: pdfium.PdfPage) -> None:
    """Take away the lines that the file marks as those to cut along."""
    found = [c.FPDFPage_GetObject(page, at) for at in range(c.FPDFPage_CountObjects(page))]
    for one in found:
        marks = (c.FPDFPageObj_GetMark(one, at) for at in range(c.FPDFPageObj_CountMarks(one)))
        is_path = c.FPDFPageObj_GetType(one) == c.FPDF_PAGEOBJ_PATH
        if is_path and any(_mark_name(mark) == CUT_LINE for mark in marks):
            c.FPDFPage_RemoveObject(page, one)
            c.FPDFPageObj_Destroy(one)


def _mark_name(mark: Any) -> str:  # noqa: ANN401  pdfium's handle
    size = ctypes.c_ulong()
    room = ctypes.create_string_buffer(2 * LONGEST_MARK)
    known = c.FPDFPageObjMark_GetName(
        mark, ctypes.cast(room, ctypes.POINTER(c.FPDF_WCHAR)), len(room), size
    )
    return room.raw[: size.value].decode("utf-16-le", "replace").rstrip("\0") if known else ""


def _notes_without_look(page: pdfium.PdfPage) -> int:
    """Count the notes that are to be printed, and that say nothing of how they look."""
    count = 0
    for index in range(c.FPDFPage_GetAnnotCount(page)):
        note = c.FPDFPage_GetAnnot(page, index)
        kind, flags = c.FPDFAnnot_GetSubtype(note), c.FPDFAnnot_GetFlags(note)
        printed = flags & c.FPDF_ANNOT_FLAG_PRINT and not flags & c.FPDF_ANNOT_FLAG_HIDDEN
        if printed and kind in DRAWN_NOTES:
            count += not c.FPDFAnnot_GetAP(note, c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2
        c.FPDFPage_CloseAnnot(note)
    return count
