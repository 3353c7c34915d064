"""One page as pixels: its ink and margins, and the raster images placed on it."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import pypdfium2 as pdfium
import pypdfium2.raw as c
from PIL import Image, ImageChops, ImageFilter, ImageStat

from runstrong_pdf.model.colour import colour_name

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""
DPI = 100.0
OVERSAMPLING = 3
"""pdfium draws no line thinner than a pixel. On a sheet of hairlines (0.25 points, the ink saver)
that is a fifth more ink than there is at 100 dots per inch, 7 % at 200, 2 % at 300."""
BYTES = 4
"""A pixel, as pdfium draws it for us."""
MOST_PIXELS = 2_000_000
LONGEST_SIDE = 10_000
FAINTEST = 10
"""Steps of 255 below white: less is no ink."""
FULL = 255.0
DEEPEST = 13
"""Levels that are searched for images: the page, and forms within forms."""
LEAST_POINTS = 8.5
"""3 mm: an image smaller than this either way is a line, a bullet or a patch of colour."""
LEAST_PIXELS = 3
MOST_OBJECTS = 300_000


@dataclass(frozen=True, eq=False)
class Raster:
    """A page and its pixels, in RGB on white, as they are printed.

    Attributes:
        page: what is asked for texts and images.
        image: what was drawn.
        dpi: pixels an inch.
        unit: points in a unit of the page.
    """

    page: pdfium.PdfPage
    image: Image.Image
    dpi: float
    unit: float = 1.0

    def millimetres(self, pixels: float) -> float:
        """Return a length on paper."""
        return pixels * 25.4 / self.dpi

    def pixel(self, x: float, y: float) -> tuple[int, int]:
        """Return where a point of the page is, whatever its rotation and crop."""
        across, down = ctypes.c_int(), ctypes.c_int()
        c.FPDF_PageToDevice(self.page, 0, 0, *self.image.size, 0, x, y, across, down)
        return across.value, down.value

    def margins(self, box: Box) -> tuple[float, ...]:
        """Return the millimetres from a box to each edge: left, top, right, bottom."""
        width, height = self.image.size
        left, top, right, bottom = box
        return tuple(map(self.millimetres, (left, top, width - right, height - bottom)))


def rasterise(page: pdfium.PdfPage, unit: float) -> Raster:
    """Draw a page at 100 dots per inch; a huge one at fewer, so that it fits in memory."""
    width, height = (side * unit for side in page.get_size())
    square_inches = max(width, 1) * max(height, 1) / 72**2
    longest = max(width, height) / 72
    dpi = min(DPI, math.sqrt(MOST_PIXELS / square_inches), LONGEST_SIDE / longest)
    # Four bytes a pixel, which Pillow reads where they are.
    drawn = page.render(
        scale=OVERSAMPLING * dpi / 72 * unit,
        bitmap_maker=_bitmap,
        rev_byteorder=True,
        prefer_bgrx=True,
        draw_annots=False,
        may_draw_forms=False,
    )
    image = drawn.to_pil().reduce(OVERSAMPLING).convert("RGB")
    drawn.close()
    return Raster(page, image, dpi, unit)


def _bitmap(width: int, height: int, **options: Any) -> pdfium.PdfBitmap:  # noqa: ANN401  pdfium's
    """Return a bitmap in the memory of the one before: fresh memory costs a third of a page."""
    room = _room(width * height * BYTES)
    return pdfium.PdfBitmap.new_native(width, height, buffer=room, **options)


@lru_cache(maxsize=1)
def _room(size: int) -> Any:  # noqa: ANN401  ctypes has no name for it
    return (ctypes.c_ubyte * size)()


def ink_coverage(image: Image.Image) -> tuple[float, float]:
    """Return black and colour ink in per cent of the paper, solid = 100.

    The grey in every pixel is taken as black, what is left of cyan, magenta and yellow as colour:
    what a printer does that replaces grey by black. Pure red is 0 and 200, for it takes two inks.
    """
    red, green, blue = image.split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    (most,), means = ImageStat.Stat(brightest).mean, ImageStat.Stat(image).mean
    return 100 * (FULL - most) / FULL, 100 * (3 * most - sum(means)) / FULL


def ink_margins(raster: Raster) -> tuple[float, ...]:
    """Return millimetres from each edge to the nearest ink, as `margins`; empty if blank."""
    red, green, blue = raster.image.split()
    darkest = ImageChops.invert(ImageChops.darker(ImageChops.darker(red, green), blue))
    box = darkest.point([0] * FAINTEST + [FULL] * (256 - FAINTEST)).getbbox()
    return raster.margins(box) if box else ()


@dataclass(frozen=True)
class PlacedImage:
    """The dots per inch of an image as printed, the coarser way, and what it covers of a raster."""

    dpi: float
    box: Box


def placed_images(raster: Raster) -> list[PlacedImage]:
    """Return the images that are on the paper and not tiny, in forms within forms too."""
    found: list[PlacedImage] = []
    right, bottom = raster.image.size
    for image, matrix in _image_objects(raster.page):
        columns, rows = ctypes.c_uint(), ctypes.c_uint()
        known = c.FPDFImageObj_GetImagePixelSize(image, columns, rows)
        width = math.hypot(matrix.a, matrix.b) * raster.unit
        height = math.hypot(matrix.c, matrix.d) * raster.unit
        fewest = min(columns.value, rows.value)
        if not known or min(width, height) < LEAST_POINTS or fewest < LEAST_PIXELS:
            continue
        corners = (raster.pixel(*matrix.on_point(x, y)) for x in (0, 1) for y in (0, 1))
        xs, ys = zip(*corners, strict=True)
        box = max(min(xs), 0), max(min(ys), 0), min(max(xs), right), min(max(ys), bottom)
        if box[0] < box[2] and box[1] < box[3]:
            dpi = 72 * min(columns.value / width, rows.value / height)
            found.append(PlacedImage(dpi, box))
    return found


def _image_objects(page: pdfium.PdfPage) -> Iterator[tuple[Any, pdfium.PdfMatrix]]:
    """Yield every image object with the matrix that puts its unit square on the page.

    By pdfium's own functions: a page has thousands of objects, and hardly one is an image.
    """
    level = [(c.FPDFPage_GetObject, page, c.FPDFPage_CountObjects(page), pdfium.PdfMatrix())]
    seen = 0
    for _ in range(DEEPEST):
        forms = []
        for get, parent, count, placed in level:
            for index in range(min(count, MOST_OBJECTS - seen)):
                found = get(parent, index)
                kind = c.FPDFPageObj_GetType(found)
                if kind == c.FPDF_PAGEOBJ_IMAGE:
                    yield found, _matrix(found).multiply(placed)
                elif kind == c.FPDF_PAGEOBJ_FORM:
                    inside = c.FPDFFormObj_CountObjects(found)
                    matrix = _matrix(found).multiply(placed)
                    forms.append((c.FPDFFormObj_GetObject, found, inside, matrix))
            seen += count
        level = forms


def _matrix(found: Any) -> pdfium.PdfMatrix:  # noqa: ANN401  pdfium's handle
    raw = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(found, raw)
    return pdfium.PdfMatrix.from_raw(raw)


# -- colours that turn into one grey ---------------------------------------------------------------

Pick = Callable[[Image.Image, Image.Image], Image.Image]
"""Of two images the lighter or the darker one, pixel by pixel."""
SAME_GREY = 24
"""Steps of 255: a tenth, the palest tint that a laser printer shows for certain."""
CLEARLY_COLOURED = 48
"""Steps of Cb or Cr: a reader would call the two by different names.

Burgundy beside navy has 52."""
NEAR_MM = 20.0
LEAST_BORDER_MM2 = 8.0
"""16 mm of border within `NEAR_MM`, half a millimetre wide as it is found here; less is a detail,
such as a brown arm beside a green vest."""
COARSEST_DPI = 50
"""On a page drawn at fewer dots per inch, borders cannot be found."""
PHOTO_COLOURS, PHOTO_SHARE = 12, 0.85
"""A chart is mostly a dozen colours; an image with more is a photo, and keeps its shapes."""


def same_grey(raster: Raster, images: list[PlacedImage]) -> tuple[tuple[str, ...], str]:
    """Return two colours that are side by side and become one grey, and where; empty if none do.

    Looks for a border that the colours show and the greys do not: the colour changes within three
    pixels, and the grey stays within a tenth all around, so no outline keeps the two apart.
    """
    if raster.dpi < COARSEST_DPI:
        return (), ""
    luma, blueness, redness = raster.image.convert("YCbCr").split()
    hues = ImageChops.lighter(_spread(blueness, 1), _spread(redness, 1))
    coloured = hues.point([0] * CLEARLY_COLOURED + [255] * (256 - CLEARLY_COLOURED))
    if _is_detail(coloured, raster):
        return (), ""
    one_grey = _spread(luma, 3).point([255] * SAME_GREY + [0] * (256 - SAME_GREY))
    border = ImageChops.darker(coloured, one_grey)
    for image in images:
        if _is_photo(raster.image.crop(image.box)):
            border.paste(0, image.box)
    if _is_detail(border, raster):
        return (), ""
    border = ImageChops.darker(border, _dense(border, raster))
    box = border.getbbox()
    return (_colour_names(raster.image, border, box), _place(box, raster)) if box else ((), "")


def _spread(channel: Image.Image, reach: int) -> Image.Image:
    """Return the difference of lightest and darkest within `reach` pixels of each pixel."""
    lightest, darkest = (
        _extreme(_extreme(channel, reach, pick, (1, 0)), reach, pick, (0, 1))
        for pick in (ImageChops.lighter, ImageChops.darker)
    )
    return ImageChops.subtract(lightest, darkest)


def _extreme(channel: Image.Image, reach: int, pick: Pick, way: tuple[int, int]) -> Image.Image:
    """Return the extreme within `reach` pixels along one way: of 2 pixels, then 4, then 8."""
    across, down = way
    width = 1
    while width < 2 * reach + 1:
        step = min(width, 2 * reach + 1 - width)
        channel = pick(channel, ImageChops.offset(channel, step * across, step * down))
        width += step
    return ImageChops.offset(channel, -reach * across, -reach * down)


def _is_detail(mask: Image.Image, raster: Raster) -> bool:
    """Tell whether what is white in a mask is too little to matter."""
    return mask.histogram()[255] * raster.millimetres(1) ** 2 < LEAST_BORDER_MM2


def _dense(mask: Image.Image, raster: Raster) -> Image.Image:
    """Return white wherever much of a mask is near."""
    radius = round(NEAR_MM / 2 / raster.millimetres(1))
    pixels = LEAST_BORDER_MM2 / raster.millimetres(1) ** 2
    level = max(round(255 * pixels / (2 * radius + 1) ** 2), 1)
    return mask.filter(ImageFilter.BoxBlur(radius)).point([0] * level + [255] * (256 - level))


def _is_photo(crop: Image.Image) -> bool:
    """Tell whether an image has many colours rather than a few areas."""
    counts = [count for count, _ in colours(_coarse(crop))]
    return sum(counts[:PHOTO_COLOURS]) < PHOTO_SHARE * sum(counts)


def _coarse(image: Image.Image) -> Image.Image:
    """Return an image with 16 levels per channel."""
    return image.point([level & 0xF0 for level in range(256)] * 3)


def colours(image: Image.Image) -> list[tuple[int, tuple[int, int, int]]]:
    """Return how many pixels each colour has, the most frequent first."""
    found = image.getcolors(image.width * image.height) or []
    return sorted(cast("list[tuple[int, tuple[int, int, int]]]", found), reverse=True)


def _colour_names(image: Image.Image, border: Image.Image, box: Box) -> tuple[str, ...]:
    """Return the names of the two colours most often found along a border."""
    names: Counter[str] = Counter()
    coarse = _coarse(image.crop(box))
    on_border = Image.composite(coarse, Image.new("RGB", coarse.size), border.crop(box))
    for count, colour in colours(on_border):
        if any(colour):
            names[colour_name(*(level / 240 for level in colour))] += count
    return tuple(name for name, _ in names.most_common(2))


def _place(box: Box, raster: Raster) -> str:
    """Return where on the page a box is, in words."""
    width, height = raster.image.size
    left, top, right, bottom = box
    if bottom - top > height / 2:
        return "in several places"
    down = ("top", "middle", "bottom")[min(3 * (top + bottom) // (2 * height), 2)]
    across = ("left", "middle", "right")[min(3 * (left + right) // (2 * width), 2)]
    wide = right - left > width / 2
    words = [word for word in (down, "middle" if wide else across) if word != "middle"]
    return f"at the {' '.join(words)}" if words else "in the middle"
