"""How much ink a page takes, and how near to the edges of the paper it goes."""

from PIL import Image, ImageChops, ImageStat

from runstrong_pdf.pdf.preprint.raster import Box, Raster

FAINTEST = 10
"""Steps of 255 below white: less is no ink."""
FULL = 255.0


def coverage(image: Image.Image) -> tuple[float, float]:
    """Return black and colour ink in per cent of the paper, solid = 100.

    The grey in every pixel is taken as black, what is left of cyan, magenta and yellow as colour:
    what a printer does that replaces grey by black. Pure red is 0 and 200, for it takes two inks.
    """
    red, green, blue = image.split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    (most,), means = ImageStat.Stat(brightest).mean, ImageStat.Stat(image).mean
    return 100 * (FULL - most) / FULL, 100 * (3 * most - sum(means)) / FULL


def margins(raster: Raster) -> tuple[float, ...]:
    """Return millimetres from each edge to the nearest ink: left, top, right, bottom."""
    darkest = ImageChops.invert(_darkest(raster.image))
    box = darkest.point([0] * FAINTEST + [FULL] * (256 - FAINTEST)).getbbox()
    if not box:
        return ()
    return tuple(raster.millimetres(pixels) for pixels in from_edges(box, raster))


def from_edges(box: Box, raster: Raster) -> tuple[int, int, int, int]:
    """Return how many pixels a box keeps from each edge: left, top, right, bottom."""
    width, height = raster.image.size
    left, top, right, bottom = box
    return left, top, width - right, height - bottom


def _darkest(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    return ImageChops.darker(ImageChops.darker(red, green), blue)
