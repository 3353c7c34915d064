"""The visible text of a page: pieces of one font and size, where they stand, their colour."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import pypdfium2 as pdfium
import pypdfium2.raw as c

from runstrong_pdf.pdf.preprint.raster import Box, Raster

INVISIBLE = {c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP}
OUTLINED = c.FPDF_TEXTRENDERMODE_STROKE
FLAT = 6
"""Steps of 255: where no channel varies by more, nothing can be read."""
SHARE_OF_BOX = 0.6
"""No letter is taller or wider than 1.2 times its size; a Type 3 font may state any size."""
NOBODY_READS = 3
"""Fewer letters than this are an index or a sign, not text."""
SAMPLE = 30


@dataclass(eq=False)
class Run:
    """Letters that one operator of the page shows.

    Attributes:
        font: pdfium's handle; alive as long as the page.
        size: points on the printed page.
        rgba: its colour, 0 to 255.
        box: in pixels of the raster.
    """

    font: Any
    size: float
    rgba: tuple[int, int, int, int]
    box: Box = (0, 0, 0, 0)
    codes: list[int] = field(default_factory=list)
    """Unicode numbers; of a shape without one, the code that the page uses for it."""
    nameless: set[int] = field(default_factory=set)
    """Places in `codes` that stand for no letter."""

    @property
    def text(self) -> str:
        """What can be read; a shape without a letter is a square."""
        return "".join(
            "\u25a1" if place in self.nameless or code in {0, 0xFFFD} else _character(code)
            for place, code in enumerate(self.codes)
        )

    @property
    def letters(self) -> int:
        """How many letters and digits it has."""
        return sum(character.isalnum() for character in self.text)


def visible_runs(page: pdfium.PdfPage, raster: Raster) -> list[Run]:
    """Return the text that ink is used for; not what is transparent, outside or hidden."""
    reader = page.get_textpage()
    try:
        return [run for run in _runs(page, reader, raster) if _is_seen(run.box, raster)]
    finally:
        reader.close()


def sample(text: str) -> str:
    """Return the beginning of a text, for a message: one line, nothing that moves the cursor."""
    plain = " ".join("".join(x if x.isprintable() else " " for x in text).split())
    return plain if len(plain) <= SAMPLE else plain[: SAMPLE - 3].rstrip() + "..."


def smallest(runs: list[Run]) -> tuple[float, str]:
    """Return the smallest size that a few letters have, with a sample; 0 where there is no text."""
    letters: dict[float, int] = {}
    for run in runs:
        size = round(run.size, 1)
        letters[size] = letters.get(size, 0) + run.letters
    sizes = [size for size, number in letters.items() if number >= NOBODY_READS]
    if not sizes:
        return 0.0, ""
    size = min(sizes)
    text = max((run.text for run in runs if round(run.size, 1) == size), key=len)
    return size, sample(text)


# -- reading --------------------------------------------------------------------------------------


def _runs(page: pdfium.PdfPage, reader: pdfium.PdfTextPage, raster: Raster) -> Iterator[Run]:
    last, run = 0, None
    ends: list[int] = []
    for index in range(reader.count_chars()):
        handle = c.FPDFText_GetTextObject(reader, index)
        if not handle:
            continue  # white space that pdfium put between two pieces
        address = ctypes.addressof(handle.contents)
        if address != last:
            if run:
                yield _placed(run, page, reader, ends, raster)
            last, ends, run = address, [index, index], _begun(handle, reader, index)
        if run:
            ends[1] = index
            if c.FPDFText_HasUnicodeMapError(reader, index) == 1:
                run.nameless.add(len(run.codes))
            run.codes.append(c.FPDFText_GetUnicode(reader, index))
    if run:
        yield _placed(run, page, reader, ends, raster)


def _begun(handle: object, reader: pdfium.PdfTextPage, index: int) -> Run | None:
    """Return an empty run with the looks of a text object, or None if it is invisible."""
    mode = c.FPDFTextObj_GetTextRenderMode(handle)
    if mode in INVISIBLE:
        return None
    rgba = _colour(reader, index, outlined=mode == OUTLINED)
    if rgba[3] == 0:
        return None
    matrix = c.FS_MATRIX()
    c.FPDFText_GetMatrix(reader, index, matrix)
    size = c.FPDFText_GetFontSize(reader, index) * math.hypot(matrix.c, matrix.d)
    return Run(c.FPDFTextObj_GetFont(handle), abs(size), rgba)


def _colour(reader: pdfium.PdfTextPage, index: int, *, outlined: bool) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    read = c.FPDFText_GetStrokeColor if outlined else c.FPDFText_GetFillColor
    read(reader, index, *parts)
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _placed(
    run: Run, page: pdfium.PdfPage, reader: pdfium.PdfTextPage, ends: list[int], raster: Raster
) -> Run:
    """Give a run its box, from its first and last letter, and a size that fits the letters."""
    boxes = [reader.get_charbox(index) for index in ends]
    reach = max(max(right - left, top - bottom) for left, bottom, right, top in boxes)
    run.size = max(run.size, SHARE_OF_BOX * reach)
    corners = [
        _pixel(page, raster, x, y)
        for left, bottom, right, top in boxes
        for x, y in ((left, bottom), (right, top))
    ]
    across, down = zip(*corners, strict=True)
    run.box = (min(across), min(down), max(across) + 1, max(down) + 1)
    return run


def _pixel(page: pdfium.PdfPage, raster: Raster, x: float, y: float) -> tuple[int, int]:
    """Return where a point of the page lies in the raster, whatever its rotation and crop."""
    across, down = ctypes.c_int(), ctypes.c_int()
    width, height = raster.image.size
    c.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
    return across.value, down.value


def _is_seen(box: Box, raster: Raster) -> bool:
    """Tell whether anything varies where a text should be."""
    width, height = raster.image.size
    left, top, right, bottom = box
    if left >= width or top >= height or right <= 0 or bottom <= 0:
        return False
    near = (max(left - 1, 0), max(top - 1, 0), min(right + 1, width), min(bottom + 1, height))
    extremes = cast("tuple[tuple[int, int], ...]", raster.image.crop(near).getextrema())
    return any(high - low > FLAT for low, high in extremes)


def _character(code: int) -> str:
    lone_surrogate = 0xD800 <= code <= 0xDFFF
    return "\u25a1" if lone_surrogate or code > 0x10FFFF else chr(code)
