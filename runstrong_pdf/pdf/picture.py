"""Someone's own photo or drawing: read whatever a camera or a program wrote, keep only the picture.

The file is shrunk while it is read, turned upright, brought to the colours of a screen (sRGB) and
freed of all metadata. It is encoded once, when the document is frozen, at print resolution for
the largest place in which it stands.
"""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from runstrong_pdf.errors import TemplateError

DOTS_PER_INCH = 300
LONGEST_SIDE = 1500
"""Pixels of the working copy: 127 mm at 300 dpi, wider than any place for a picture."""
MOST_PIXELS = 100_000_000
"""A file that claims more is refused before a single pixel is decoded."""
LARGEST_FILE = 100 * 1024 * 1024
SMALLEST_SIDE = 16
MOST_OBLONG = 8
"""A picture this many times wider than high, or higher than wide, is a mistake."""
BAND = 64
"""Rows of the working copy that are made at once, so that no second full-size copy is needed."""
ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""
POSSIBLE = "save it as a jpg, png or webp of at most 100 megapixels"
BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, struct.error)
"""What Pillow raises on damaged files."""


@dataclass(frozen=True, eq=False)
class Photo:
    """A picture without its file's metadata.

    Attributes:
        name, description: what a reader who does not see it is told.
        pixels: the working copy, upright, in mode L, RGB or RGBA.
        full: width and height in the file, upright, pixels.
    """

    name: str
    description: str
    pixels: Image.Image
    full: tuple[int, int]

    @property
    def ratio(self) -> float:
        """Width by height."""
        return self.pixels.width / self.pixels.height


def read_photo(file: Path, name: str, description: str = "") -> Photo:
    """Read a picture file.

    Raises:
        TemplateError: saying what is wrong with which file, and what is possible.
    """
    with _explained(file):
        if file.stat().st_size > LARGEST_FILE:
            raise TemplateError(f"{file}: is larger than 100 MB", POSSIBLE)
        with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as image:
            full = image.size
            _check_size(file, *full)
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded smaller at once
            turned = image.getexif().get(ORIENTATION, 1)
            profile = image.info.get("icc_profile")
            small = _in_screen_colours(_shrunk(image), profile)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    upright = _upright(small, turned)
    sideways = (upright.width > upright.height) != (full[0] > full[1])
    return Photo(name, description, upright, full[::-1] if sideways else full)


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    """Turn what Pillow raises and warns of into one sentence about the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd metadata, and of sizes that are checked below
        try:
            yield
        except Image.DecompressionBombError as error:
            raise TemplateError(f"{file}: has far too many pixels", POSSIBLE) from error
        except Image.UnidentifiedImageError as error:
            empty = "is empty" if file.stat().st_size == 0 else "is not a jpg, png or webp picture"
            raise TemplateError(f"{file}: {empty}", POSSIBLE) from error
        except BROKEN as error:
            broken = f"{file}: the picture is broken or cut off ({str(error)[:80]})"
            raise TemplateError(broken, POSSIBLE) from error


def _check_size(file: Path, width: int, height: int) -> None:
    said = f"{file}: has {width} x {height} pixels"
    if width * height > MOST_PIXELS:
        raise TemplateError(f"{said}, more than 100 megapixels", POSSIBLE)
    if min(width, height) < SMALLEST_SIDE:
        raise TemplateError(f"{said}, too few to print", "500 pixels or more look good")
    if max(width, height) > MOST_OBLONG * min(width, height):
        raise TemplateError(f"{said}, too long and narrow for a picture panel", "cut it to size")


def _shrunk(image: Image.Image) -> Image.Image:
    """Return the first frame, shrunk by a whole factor, in a plain mode; band by band."""
    factor = max(1, max(image.size) // LONGEST_SIDE)
    width, height = image.size
    rows = BAND * factor if factor > 1 else height
    bands = [
        _plain(image.crop((0, top, width, min(top + rows, height)))).reduce(factor)
        for top in range(0, height, rows)
    ]
    whole = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    top = 0
    for band in bands:
        whole.paste(band, (0, top))
        top += band.height
    return whole


def _plain(image: Image.Image) -> Image.Image:
    """Return an image of any mode as L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):  # 16 bits a sample; converting alone would clip, not scale
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in {"1", "L"}:
        return image.convert("L")
    return image if image.mode == "CMYK" else image.convert("RGB")


def _in_screen_colours(image: Image.Image, profile: object) -> Image.Image:
    """Return `image` in sRGB, by its profile where it has one that works."""
    plain = image.convert("RGB") if image.mode == "CMYK" else image
    if image.mode == "L" or not isinstance(profile, bytes):
        return plain
    source = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        embedded = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        screen = ImageCms.createProfile("sRGB")
        out = ImageCms.profileToProfile(source, embedded, screen, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a broken profile: the colours as they are
        return plain
    if out is None:
        return plain
    if image.mode == "RGBA":
        out.putalpha(image.getchannel("A"))
    return out


def _upright(image: Image.Image, orientation: object) -> Image.Image:
    """Turn the picture as its camera was held; return it without any metadata."""
    image.getexif()[ORIENTATION] = orientation
    turned = ImageOps.exif_transpose(image)
    bare = Image.new(turned.mode, turned.size)
    bare.paste(turned)
    return bare
