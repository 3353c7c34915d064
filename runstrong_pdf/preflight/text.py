"""The visible text of a page: where it is, its size, colour and font, and missing glyphs."""

import ctypes
import math
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

import pypdfium2 as pdfium
import pypdfium2.raw as c

from runstrong_pdf.model.colour import RGB, contrast
from runstrong_pdf.preflight.raster import Box, Raster, colours
from runstrong_pdf.preflight.report import UNPRINTABLE_MM

INVISIBLE = {c.FPDF_TEXTRENDERMODE_INVISIBLE, c.FPDF_TEXTRENDERMODE_CLIP}
UNIFORM = 6
"""Steps of 255: if no channel varies by more, nothing can be read."""
SHARE_OF_BOX = 0.6
"""No letter is taller or wider than 1.2 times its size; a Type 3 font may state any size."""
FEWEST_LETTERS = 3
"""Fewer letters than this are an index or a sign, not text."""
EXCERPT_LENGTH = 30
SQUARE = "\u25a1"
"""Shown for a glyph that stands for no letter, or has no shape."""
NOT_LETTERS = {0, 0xFFFD}
"""What a page says it shows if it has no letter in mind."""
NONCHARACTER = 0xFFFF
"""Never a letter: a composite font answers with its box, a simple one with nothing."""
EM = 1.0
"""The size of type in which an outline is asked for."""
SAME_PLACE = 0.02
"""Share of the size of the type: what is stated of a letter is up to this beside what is drawn."""
SPACE = 0x20
Outline = list[list[tuple[float, float]]]
NAME_BYTES = 200


@dataclass(frozen=True, eq=False)
class TextRun:
    """Letters of one font, size and colour that one operator of the page shows.

    Attributes:
        font: pdfium's handle; alive as long as the page.
        size: points on the printed page.
        rgba: its colour, 0 to 255.
        codes: Unicode numbers; of a glyph without one, the code that the page uses for it.
        unmapped: places in `codes` that stand for no letter.
        boxes: places in `codes` that print as the font's box for a missing letter.
    """

    font: Any
    size: float
    rgba: tuple[int, int, int, int]
    box: Box
    codes: list[int]
    unmapped: set[int]
    boxes: list[int]

    @property
    def text(self) -> str:
        """What can be read; a glyph without a letter is a square."""
        letters = enumerate(map(_character, self.codes))
        return "".join(SQUARE if place in self.unmapped else letter for place, letter in letters)

    @property
    def letters(self) -> int:
        """How many letters and digits it has."""
        return sum(character.isalnum() for character in self.text)


def read_text(raster: Raster) -> list[TextRun]:
    """Return the text of a page; not what is transparent."""
    with closing(raster.page.get_textpage()) as reader:
        letters = ((i, c.FPDFText_GetTextObject(reader, i)) for i in range(reader.count_chars()))
        # White space that pdfium put between two pieces belongs to no object.
        shown = ((index, handle) for index, handle in letters if handle)
        pieces = groupby(shown, lambda letter: ctypes.addressof(letter[1].contents))
        glyphs = Glyphs(reader)
        runs = [_run(reader, list(piece), raster, glyphs) for _, piece in pieces]
    return [run for run in runs if run]


def visible_text(runs: list[TextRun], raster: Raster) -> list[TextRun]:
    """Return the text that takes ink; not what is off the paper or hidden."""
    return [run for run in runs if _is_visible(run.box, raster)]


def _character(code: int) -> str:
    lone_surrogate = 0xD800 <= code <= 0xDFFF
    return SQUARE if code in NOT_LETTERS or lone_surrogate or code > 0x10FFFF else chr(code)


def excerpt(text: str) -> str:
    r"""Return the beginning of a text, for a message: one line, nothing that moves the cursor.

    Example:
        >>> excerpt("Hold the band\nwith both hands, elbows in")
        'Hold the band with both han...'
    """
    plain = " ".join("".join(x if x.isprintable() else " " for x in text).split())
    cut = plain[: EXCERPT_LENGTH - 3].rstrip() + "..."
    return plain if len(plain) <= EXCERPT_LENGTH else cut


def smallest_text(runs: list[TextRun]) -> tuple[float, str]:
    """Return the smallest size that a few letters have, with an excerpt; 0 if there is no text."""
    letters: Counter[float] = Counter()
    for run in runs:
        letters[round(run.size, 1)] += run.letters
    size = min((size for size, n in letters.items() if n >= FEWEST_LETTERS), default=0.0)
    texts = (run.text for run in runs if size and round(run.size, 1) == size)
    return size, excerpt(max(texts, key=len, default=""))


def clipped_text(runs: list[TextRun], raster: Raster) -> str:
    """Return an excerpt of text that is too near an edge of the paper to be printed, or nothing."""
    at_edge = (run for run in runs if min(raster.margins(run.box)) < UNPRINTABLE_MM)
    inked = (run for run in at_edge if run.letters and _is_inked_at_edge(run.box, raster))
    return next((excerpt(run.text) for run in inked), "")


def _is_inked_at_edge(box: Box, raster: Raster) -> bool:
    """Tell whether anything of a box can be seen at an edge: some fonts state boxes too large."""
    width, height = raster.image.size
    reach = math.ceil(UNPRINTABLE_MM / raster.millimetres(1))
    left, top, right, bottom = box
    for strip in (
        (left, top, min(right, reach), bottom),
        (left, top, right, min(bottom, reach)),
        (max(left, width - reach), top, right, bottom),
        (left, max(top, height - reach), right, bottom),
    ):
        if strip[0] < strip[2] and strip[1] < strip[3] and _is_visible(strip, raster):
            return True
    return False


def _run(
    reader: pdfium.PdfTextPage, letters: list[tuple[int, Any]], raster: Raster, glyphs: "Glyphs"
) -> TextRun | None:
    """Return the letters of one text object, each with its index, or None if it is invisible."""
    indexes = [index for index, _ in letters]
    first, handle = letters[0]
    mode = c.FPDFTextObj_GetTextRenderMode(handle)
    if mode in INVISIBLE:
        return None
    channels = [ctypes.c_uint() for _ in range(4)]
    outlined = mode == c.FPDF_TEXTRENDERMODE_STROKE
    read = c.FPDFText_GetStrokeColor if outlined else c.FPDFText_GetFillColor
    read(reader, first, *channels)
    red, green, blue, alpha = (channel.value for channel in channels)
    if alpha == 0:
        return None
    matrix = c.FS_MATRIX()
    c.FPDFText_GetMatrix(reader, first, matrix)
    size = abs(c.FPDFText_GetFontSize(reader, first) * math.hypot(matrix.c, matrix.d))
    codes = [c.FPDFText_GetUnicode(reader, index) for index in indexes]
    inked = [index for index, code in zip(indexes, codes, strict=True) if code != SPACE] or indexes
    ends = [reader.get_charbox(index) for index in (inked[0], inked[-1])]
    extent = max(max(right - left, top - bottom) for left, bottom, right, top in ends)
    corners = [raster.pixel(*point) for end in ends for point in (end[:2], end[2:])]
    across, down = zip(*corners, strict=True)
    no_letter = [c.FPDFText_HasUnicodeMapError(reader, index) == 1 for index in indexes]
    unmapped = {place for place, without in enumerate(no_letter) if without}
    font = c.FPDFTextObj_GetFont(handle)
    return TextRun(
        font=font,
        size=max(size, SHARE_OF_BOX * extent) * raster.unit,
        rgba=(red, green, blue, alpha),
        box=(min(across), min(down), max(across) + 1, max(down) + 1),
        codes=codes,
        unmapped=unmapped,
        # Only a glyph with a Unicode number can be asked for its outline.
        boxes=[
            place
            for place, code in enumerate(codes)
            if place not in unmapped and glyphs.is_box(font, code, indexes[place])
        ],
    )


def _is_visible(box: Box, raster: Raster) -> bool:
    """Tell whether anything varies where a text should be."""
    width, height = raster.image.size
    left, top, right, bottom = box
    if left >= width or top >= height or right <= 0 or bottom <= 0:
        return False
    near = (max(left - 1, 0), max(top - 1, 0), min(right + 1, width), min(bottom + 1, height))
    extremes = cast("tuple[tuple[int, int], ...]", raster.image.crop(near).getextrema())
    return any(high - low > UNIFORM for low, high in extremes)


# -- fonts and glyphs -----------------------------------------------------------------------------


def unembedded_fonts(runs: list[TextRun]) -> tuple[str, ...]:
    """Return the names of fonts that the printing computer must have or replace."""
    names: set[str] = set()
    fonts = {ctypes.addressof(run.font.contents): run.font for run in runs}  # handles differ
    for font in fonts.values():
        if c.FPDFFont_GetIsEmbedded(font) == 0:
            buffer = ctypes.create_string_buffer(NAME_BYTES)
            c.FPDFFont_GetBaseFontName(font, buffer, NAME_BYTES)
            prefix, _, name = buffer.value.decode(errors="replace").partition("+")
            names.add(excerpt(name or prefix) or "a font without a name")
    return tuple(sorted(names))


def missing_glyphs(runs: list[TextRun]) -> tuple[int, int, str]:
    """Count letters that print as a box, and glyphs without a letter; quote the first box."""
    missing, unmapped, words = 0, 0, ""
    for run in runs:
        no_letter = {place for place, code in enumerate(run.codes) if code in NOT_LETTERS}
        unmapped += len((run.unmapped | no_letter) - {*run.boxes})
        missing += len(run.boxes)
        if run.boxes and not words:
            shown = "".join(SQUARE if place in run.boxes else x for place, x in enumerate(run.text))
            words = excerpt(shown[max(run.boxes[0] - 10, 0) :])
    return missing, unmapped, words


class Glyphs:
    """The shapes that the fonts of a page have."""

    def __init__(self, reader: pdfium.PdfTextPage) -> None:
        self._reader = reader
        self._boxes: dict[tuple[int, int], Outline] = {}
        self._alike: dict[tuple[int, int], bool] = {}

    def is_box(self, font: Any, code: int, index: int) -> bool:  # noqa: ANN401  pdfium's handle
        """Tell whether a letter of the page is its font's box for a missing one.

        A font is asked for the shape of a text code, which need not be what is on the page: a
        hyphen at the end of a line, or two letters that share a shape. So the letter must be as
        large as the box, and where the box would be, too.
        """
        address = ctypes.addressof(font.contents)
        asked = NONCHARACTER if code else 0
        if (address, asked) not in self._boxes:
            self._boxes[address, asked] = _box(font, asked)
        box = self._boxes[address, asked]
        if not box:
            return False
        if (address, code) not in self._alike:
            self._alike[address, code] = _outline(font, code) == box
        return self._alike[address, code] and self._covers(index, box)

    def _covers(self, index: int, box: Outline) -> bool:
        """Tell whether a letter covers what a shape at its place would."""
        reader, matrix = self._reader, c.FS_MATRIX()
        c.FPDFText_GetMatrix(reader, index, matrix)
        points = c.FPDFText_GetFontSize(reader, index)
        x, y = ctypes.c_double(), ctypes.c_double()
        c.FPDFText_GetCharOrigin(reader, index, x, y)
        placed = [
            (
                x.value + (matrix.a * across + matrix.c * up) * points,
                y.value + (matrix.b * across + matrix.d * up) * points,
            )
            for contour in box
            for across, up in contour
        ]
        xs, ys = zip(*placed, strict=True)
        size = abs(points) * max(math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d))
        expected = min(xs), min(ys), max(xs), max(ys)
        seen = reader.get_charbox(index)
        apart = (abs(a - b) for a, b in zip(seen, expected, strict=True))
        return bool(max(apart) < SAME_PLACE * size)


def _box(font: Any, code: int) -> Outline:  # noqa: ANN401  pdfium's handle
    """Return the outline of the box that a font shows for a code; nothing if it shows another.

    A box is a frame: a rectangle of four corners around all else. Of a font that is not in the
    file, another computer has another one.
    """
    shape = _outline(font, code) if c.FPDFFont_GetIsEmbedded(font) == 1 else []
    if not shape:
        return []
    xs, ys = ({point[way] for contour in shape for point in contour} for way in (0, 1))
    corners = {(x, y) for x in (min(xs), max(xs)) for y in (min(ys), max(ys))}
    framed = any({*contour} == corners for contour in shape)
    return shape if framed and len(shape) > 1 else []


def _outline(font: Any, code: int) -> Outline:  # noqa: ANN401  pdfium's handle
    """Return a letter's contours by their points; none for a blank or a drawn (Type 3) letter."""
    glyph = c.FPDFFont_GetGlyphPath(font, code, EM)
    contours: Outline = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(c.FPDFGlyphPath_CountGlyphSegments(glyph) if glyph else 0):
        segment = c.FPDFGlyphPath_GetGlyphPathSegment(glyph, index)
        if c.FPDFPathSegment_GetType(segment) == c.FPDF_SEGMENT_MOVETO:
            contours.append([])
        c.FPDFPathSegment_GetPoint(segment, x, y)
        contours[-1].append((x.value, y.value))
    return [contour for contour in contours if len(contour) > 1]


# -- pale text -------------------------------------------------------------------------------------

READABLE, READABLE_LARGE, LARGE_POINTS = 4.5, 3.0, 18.0
"""Contrast of text with its background, and of large text: WCAG 2.2, success criterion 1.4.3."""
BACKGROUND_SHARE = 0.3
"""A colour that fills less of a text's box is no background: text on a photo is not judged."""
OTHER_COLOUR = 30
"""Steps of 255 by which the background differs from the letters in some channel."""


def pale_text(runs: list[TextRun], raster: Raster) -> tuple[str, float]:
    """Return an excerpt of the palest text and its contrast in grey; empty if all can be read."""
    worst, lowest, letters = "", READABLE, 0
    for run in runs:
        ratio = _contrast(run, raster)
        if ratio < (READABLE_LARGE if run.size >= LARGE_POINTS else READABLE):
            letters += run.letters
            if ratio < lowest:
                worst, lowest = excerpt(run.text), ratio
    return (worst, lowest) if letters >= FEWEST_LETTERS else ("", 0.0)


def _contrast(run: TextRun, raster: Raster) -> float:
    """Return the contrast of a text with its background, both in grey; 21 if there is none."""
    crop = raster.image.crop(run.box)
    greys, opaque = crop.convert("L").histogram(), run.rgba[3] / 255
    likely = max(range(256), key=greys.__getitem__)
    if opaque == 1 and contrast(_grey(run.rgba[:3]), _grey((likely,) * 3)) >= READABLE:
        return 21.0  # the usual case, quickly
    for count, background in colours(crop):
        if count < crop.width * crop.height * BACKGROUND_SHARE:
            break
        pairs = zip(run.rgba[:3], background, strict=True)
        ink = tuple(round(opaque * i + (1 - opaque) * b) for i, b in pairs)
        if max(abs(i - b) for i, b in zip(ink, background, strict=True)) > OTHER_COLOUR:
            return contrast(_grey(ink), _grey(background))
    return 21.0


def _grey(rgb: tuple[int, ...]) -> RGB:
    """Return the grey that a printer driver makes of a colour of 0 to 255 (ITU-R BT.601)."""
    red, green, blue = rgb
    grey = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    return grey, grey, grey
