"""What a black-and-white printer loses: pale text, and colours that turn into one grey."""

from collections import Counter
from collections.abc import Callable
from typing import cast

from PIL import Image, ImageChops, ImageFilter

from runstrong_pdf.model.colour import RGB, colour_name, contrast
from runstrong_pdf.preflight.raster import Box, PlacedImage, Raster
from runstrong_pdf.preflight.text import FEWEST_LETTERS, TextRun, excerpt

Pick = Callable[[Image.Image, Image.Image], Image.Image]
"""Of two images the lighter or the darker one, pixel by pixel."""
READABLE, READABLE_LARGE, LARGE_POINTS = 4.5, 3.0, 18.0
"""Contrast of text with its background, and of large text: WCAG 2.2, success criterion 1.4.3."""
BACKGROUND_SHARE = 0.3
"""A colour that fills less of a text's box is no background: text on a photo is not judged."""
OTHER_COLOUR = 30
"""Steps of 255 by which the background differs from the letters in some channel."""
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


def _contrast(run: TextRun, raster: Raster) -> float:
    """Return the contrast of a text with its background, both in grey; 21 if there is none."""
    crop = raster.image.crop(run.box)
    greys, opaque = crop.convert("L").histogram(), run.rgba[3] / 255
    likely = max(range(256), key=greys.__getitem__)
    if opaque == 1 and contrast(_grey(run.rgba[:3]), _grey((likely,) * 3)) >= READABLE:
        return 21.0  # the usual case, quickly
    for count, background in _colours(crop):
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
    counts = [count for count, _ in _colours(_coarse(crop))]
    return sum(counts[:PHOTO_COLOURS]) < PHOTO_SHARE * sum(counts)


def _coarse(image: Image.Image) -> Image.Image:
    """Return an image with 16 levels per channel."""
    return image.point([level & 0xF0 for level in range(256)] * 3)


def _colours(image: Image.Image) -> list[tuple[int, tuple[int, int, int]]]:
    """Return how many pixels each colour has, the most frequent first."""
    found = image.getcolors(image.width * image.height) or []
    return sorted(cast("list[tuple[int, tuple[int, int, int]]]", found), reverse=True)


def _colour_names(image: Image.Image, border: Image.Image, box: Box) -> tuple[str, ...]:
    """Return the names of the two colours most often found along a border."""
    names: Counter[str] = Counter()
    coarse = _coarse(image.crop(box))
    on_border = Image.composite(coarse, Image.new("RGB", coarse.size), border.crop(box))
    for count, colour in _colours(on_border):
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
