"""Reads the form of one PDF, in a process that a hostile file may crash or fill.

`filled` starts it and reads the one line of JSON that it prints.
"""

import ctypes
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from runstrong_pdf.pdf.syntax import NOTE_KEY

MEMORY = 1 << 30
"""Bytes of address space; not limited on Windows."""
MOST_FIELDS = 20_000
"""A plan of twelve weeks has some three thousand."""
MOST_PAGES = 500
LONGEST_VALUE, LONGEST_NOTE = 400, 400_000
"""Characters. What is longer was never written into a blank of ours."""
OFF = frozenset({"", "Off"})
LOCKED = frozenset({c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY})


def main(file: str) -> None:
    """Print what is filled in, or what is wrong, within limited memory."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # What a C library prints must not come into the answer.
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii") as answer:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        answer.write(json.dumps(read(Path(file))))


def read(file: Path) -> dict[str, Any]:
    """Return note and fields of a form, or what is wrong with it."""
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        return {"wrong": "locked" if error.err_code in LOCKED else "damaged"}
    with closing(document):
        if document.get_formtype() == c.FORMTYPE_NONE:
            return {"wrong": "flat"}
        document.init_forms()
        if len(document) > MOST_PAGES:
            return {"wrong": "too many"}
        return _form(document)


def _form(document: pdfium.PdfDocument) -> dict[str, Any]:
    """Return note and fields of a document with a form."""
    note, fields, seen = "", dict[str, str](), 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            continue  # one damaged page: the others may still tell
        with closing(page):
            for widget in _widgets(page):
                seen += 1
                if seen > MOST_FIELDS:
                    return {"wrong": "too many"}
                note = note or _note(widget)
                name, value = _field(document.formenv, widget)
                if name and value:
                    fields.setdefault(name, value)
    if not seen:
        return {"wrong": "flat"}
    return {"note": note, "fields": fields} if note else {"wrong": "foreign"}


def _widgets(page: pdfium.PdfPage) -> Iterator[Any]:
    """Yield the form fields on a page."""
    for number in range(c.FPDFPage_GetAnnotCount(page)):
        widget = c.FPDFPage_GetAnnot(page, number)
        if not widget:
            continue
        try:
            if c.FPDFAnnot_GetSubtype(widget) == c.FPDF_ANNOT_WIDGET:
                yield widget
        finally:
            c.FPDFPage_CloseAnnot(widget)


def _note(widget: Any) -> str:  # noqa: ANN401  a handle of pdfium's
    """Return what a field carries for our own program."""
    if not c.FPDFAnnot_HasKey(widget, NOTE_KEY):
        return ""
    return _text(lambda *room: c.FPDFAnnot_GetStringValue(widget, NOTE_KEY, *room), LONGEST_NOTE)


def _field(form: Any, widget: Any) -> tuple[str, str]:  # noqa: ANN401  handles of pdfium's
    """Return name and value of a field; no value if it is as it was made."""
    name = _text(lambda *room: c.FPDFAnnot_GetFormFieldName(form, widget, *room), LONGEST_VALUE)
    value = _text(lambda *room: c.FPDFAnnot_GetFormFieldValue(form, widget, *room), LONGEST_VALUE)
    if c.FPDFAnnot_GetFormFieldType(form, widget) == c.FPDF_FORMFIELD_CHECKBOX:
        ticked = c.FPDFAnnot_IsChecked(form, widget) or value not in OFF
        return name, "Yes" if ticked else ""
    return name, "" if value in OFF else value.strip()


def _text(read_into: Callable[..., int], longest: int) -> str:
    """Return what a function of pdfium's writes as UTF-16; nothing if that is too long."""
    size = read_into(None, 0)
    if not 2 < size <= 2 * longest:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read_into(ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace")
