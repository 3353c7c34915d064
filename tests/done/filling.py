"""Fills in a form as a runner does on a screen: clicks and types by way of pdfium."""

import ctypes
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing

import pypdfium2 as pdfium
import pypdfium2.raw as c

from runstrong_pdf.pdf.raster import PDFIUM


def filled_in(pdf: bytes, marks: Mapping[str, str]) -> bytes:
    """Return the file as a viewer saves it.

    Args:
        marks: by the name of the field: `x` for a box to tick, the answer of a question with rings,
            or what is typed. Every one of them is in the file.
    """
    left = dict(marks)
    with PDFIUM, closing(pdfium.PdfDocument(pdf)) as document:  # a page may be drawing beside us
        document.init_forms()
        for index in range(len(document)):
            with closing(document[index]) as page:
                for name, answer, kind, middle in _fields(document, page):
                    if name not in left or (kind == c.FPDF_FORMFIELD_RADIOBUTTON and
                                            answer != left[name]):  # fmt: skip
                        continue
                    _click(document, page, middle)
                    if kind == c.FPDF_FORMFIELD_TEXTFIELD:
                        _type(document, page, left[name])
                    del left[name]
        assert not left, f"not in the file: {sorted(left)}"
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _fields(
    document: pdfium.PdfDocument, page: pdfium.PdfPage
) -> Iterator[tuple[str, str, int, tuple[float, float]]]:
    """Yield name, answer, kind and middle of every field on a page."""
    form = document.formenv
    found = []
    for number in range(c.FPDFPage_GetAnnotCount(page)):
        widget = c.FPDFPage_GetAnnot(page, number)
        if c.FPDFAnnot_GetSubtype(widget) == c.FPDF_ANNOT_WIDGET:
            rect = c.FS_RECTF()
            c.FPDFAnnot_GetRect(widget, rect)
            middle = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
            name = _text(c.FPDFAnnot_GetFormFieldName, form, widget)
            answer = _text(c.FPDFAnnot_GetFormFieldExportValue, form, widget)
            found.append((name, answer, c.FPDFAnnot_GetFormFieldType(form, widget), middle))
        c.FPDFPage_CloseAnnot(widget)
    yield from found


def _text(read: Callable[..., int], *handles: object) -> str:
    size = read(*handles, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(*handles, ctypes.cast(buffer, ctypes.POINTER(c.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")


def _click(document: pdfium.PdfDocument, page: pdfium.PdfPage, at: tuple[float, float]) -> None:
    c.FORM_OnMouseMove(document.formenv, page, 0, *at)
    c.FORM_OnLButtonDown(document.formenv, page, 0, *at)
    c.FORM_OnLButtonUp(document.formenv, page, 0, *at)


def _type(document: pdfium.PdfDocument, page: pdfium.PdfPage, text: str) -> None:
    wide = (text + "\0").encode("utf-16-le")
    units = (c.FPDF_WCHAR * (len(wide) // 2)).from_buffer_copy(wide)
    c.FORM_SelectAllText(document.formenv, page)
    c.FORM_ReplaceSelection(document.formenv, page, units)
    c.FORM_ForceToKillFocus(document.formenv)
