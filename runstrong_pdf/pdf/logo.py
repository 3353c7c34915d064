"""A club's logo: pixels or shapes, looked through, measured, ready to be fitted into a circle."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageChops

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.pdf.picture import MOST_OBLONG, Photo, on_white, read_photo
from runstrong_pdf.pdf.slots import RGB
from runstrong_pdf.pdf.svg import SvgError, Vector, read_svg
from runstrong_pdf.pdf.svg.painting import bounds, seen_points

POSSIBLE = "save the logo as svg, png, jpg or webp"
OTHERS = {b"%PDF": "a PDF", b"%!PS": "an EPS or PostScript file", b"\x1f\x8b": "a packed file",
          b"GIF8": "a GIF", b"8BPS": "a Photoshop file", b"RIFX": "a Director file"}  # fmt: skip
SEEN = 16
"""Steps of 255 below white from which a pixel counts as drawn."""
LIGHT = 0.55
"""How much of its ink a logo keeps on an ink saver's page."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Logo:
    """A logo.

    Attributes:
        picture: its pixels, on white and cut to what is drawn; or its shapes.
        box: left, top, right and bottom of what is drawn, in the picture's own units.
        radius: of the smallest circle around the middle of the box that holds all of it.
    """

    picture: Photo | Vector
    box: Box
    radius: float


def read_logo(file: Path) -> Logo:
    """Read a logo by what is in the file, whatever its ending.

    Raises:
        TemplateError: saying what is wrong with which file, and what is possible.
    """
    start = _start(file)
    for sign, kind in OTHERS.items():
        if start.startswith(sign):
            raise TemplateError(f"{file}: is {kind}; {POSSIBLE}")
    if not start.strip():
        raise TemplateError(f"{file}: is empty; {POSSIBLE}")
    logo = _vector(file) if _is_xml(start) else _pixels(file)
    left, top, right, bottom = logo.box
    sides = sorted((right - left, bottom - top))
    if logo.radius <= 0 or sides[1] > MOST_OBLONG * sides[0]:
        raise TemplateError(f"{file}: is more than {MOST_OBLONG} times as wide as high, or as high "
                            "as wide: nobody could read it; use a squarer version")  # fmt: skip
    return logo


def _start(file: Path) -> bytes:
    if file.is_dir():
        raise TemplateError(f"{file}: is a folder; name the file of the logo")
    if not file.exists():
        raise TemplateError(f"{file}: there is no such file")
    if not file.is_file():
        raise TemplateError(f"{file}: is no ordinary file; {POSSIBLE}")
    try:
        with file.open("rb") as stream:
            return stream.read(256)
    except OSError as error:
        raise TemplateError(f"{file}: cannot be read: {error.strerror}") from None


def _is_xml(start: bytes) -> bool:
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return plain.startswith((b"<", b"\xff\xfe<\0", b"\xfe\xff\0<"))


# -- shapes ---------------------------------------------------------------------------------------


def _vector(file: Path) -> Logo:
    try:
        vector = read_svg(file.read_bytes())
        points = list(seen_points(vector))
    except SvgError as error:
        raise TemplateError(f"{file}: {error}") from None
    if not points:
        raise _unseen(file)
    return _measured(vector, points)


def _unseen(file: Path) -> TemplateError:
    return TemplateError(
        f"{file}: is all white or transparent: nothing of it would be seen on paper; "
        "use the version for light backgrounds"
    )


def _measured(picture: Photo | Vector, points: Iterable[tuple[float, float]]) -> Logo:
    found = list(points)
    box = bounds(found)
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return Logo(picture, box, max(math.dist((x, y), point) for point in found))


# -- pixels ---------------------------------------------------------------------------------------


def _pixels(file: Path) -> Logo:
    photo = read_photo(file, file.stem)
    flat = on_white(photo.pixels)
    drawn = _drawn(flat)
    box = drawn.getbbox()
    if box is None:
        raise _unseen(file)
    cut = replace(photo, pixels=flat.crop(box))
    return _measured(cut, _outline(drawn.crop(box)))


def _drawn(image: Image.Image) -> Image.Image:
    """Return a mask of what is not white."""
    white = Image.new(image.mode, image.size, "white")
    difference = ImageChops.difference(image, white)
    strongest = difference.getchannel(0)
    for index in range(1, len(difference.getbands())):
        strongest = ImageChops.lighter(strongest, difference.getchannel(index))
    return strongest.point([0] * SEEN + [255] * (256 - SEEN))


def _outline(mask: Image.Image) -> Iterator[tuple[float, float]]:
    """Yield the corners of the first and last drawn pixel of every row."""
    for row in range(mask.height):
        box = mask.crop((0, row, mask.width, row + 1)).getbbox()
        if box:
            for x in (box[0], box[2]):
                yield from ((x, row), (x, row + 1))


def light(colour: RGB) -> RGB:
    """Return the light grey of a colour for an ink saver's page."""
    red, green, blue = colour
    grey = 1 - LIGHT * (1 - (0.299 * red + 0.587 * green + 0.114 * blue))
    return grey, grey, grey


def light_photo(photo: Photo) -> Photo:
    """Return a photo's pixels in light grey."""
    faded = [round(255 - LIGHT * (255 - value)) for value in range(256)]
    return replace(photo, pixels=photo.pixels.convert("L").point(faded))
