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
from stat import S_ISREG

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from runstrong_pdf.errors import TemplateError

DOTS_PER_INCH = 300
LONGEST_SIDE = 1500
"""Pixels of the working copy: 127 mm at 300 dpi, wider than any place for a picture."""
MEGAPIXELS = {"WEBP": 30, "JPEG": 150, "MPO": 150}
OTHER_MEGAPIXELS = 75
"""A file that claims more is refused before a single pixel is decoded, so that reading one takes
less than half a gigabyte of memory. A plain JPEG is decoded small, whatever its size; WebP needs
four copies."""
LARGEST_FILE = 100 * 1024 * 1024
QUALITY = 85
WORTH_EXACTNESS = 1.3
"""A picture is kept exact when that takes at most so many times the bytes of a JPEG."""
SMALLEST_SIDE = 16
MOST_OBLONG = 8
"""A picture this many times wider than high, or higher than wide, is a mistake."""
BAND = 64
"""Rows of the working copy that are made at once, so that no second full-size copy is needed."""
ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""
POSSIBLE = "save it as jpg, png or webp"
BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, struct.error)
"""What Pillow raises on damaged files."""


@dataclass(frozen=True, eq=False)
class Photo:
    """A picture without its file's metadata.

    Attributes:
        name, description: what a reader who does not see it is told.
        pixels: the working copy, upright, in mode L, RGB or RGBA.
        full: width and height in the file, upright, pixels.
        dots_per_inch: at which it is printed at most.
    """

    name: str
    description: str
    pixels: Image.Image
    full: tuple[int, int]
    dots_per_inch: int = DOTS_PER_INCH

    @property
    def ratio(self) -> float:
        """Width by height."""
        return self.pixels.width / self.pixels.height

    def printed(self, width: float, *, grey: bool) -> "tuple[Samples, Samples | None]":
        """Return the samples for a picture printed `width` points wide, and its transparency.

        Args:
            grey: black and white, on white paper, for the ink saver.
        """
        image = _at_print_size(self, width)
        opaque = image.mode != "RGBA" or image.getchannel("A").getextrema()[0] == 255
        if grey or opaque:
            return _smaller(on_white(image).convert("L") if grey else on_white(image)), None
        alpha = image.getchannel("A")
        shown = Image.new("RGB", image.size, "white")  # what is cut out of a photo stays out
        shown.paste(image.convert("RGB"), mask=alpha.point(lambda value: 255 if value else 0))
        return _smaller(shown), _deflated(alpha)


def read_photo(file: Path, name: str, description: str = "") -> Photo:
    """Read a picture file.

    Raises:
        TemplateError: saying what is wrong with which file, and what is possible.
    """
    with _explained(file):
        status = file.stat()
        if not S_ISREG(status.st_mode):  # a pipe would be waited for
            raise TemplateError("cannot be read: it is not a plain file", where=str(file))
        if status.st_size > LARGEST_FILE:
            raise TemplateError("is larger than 100 MB", "save it smaller", where=str(file))
        with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as image:
            full = image.size
            _check_size(file, image)
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded smaller at once
            turned = _orientation(image)
            profile = image.info.get("icc_profile")
            small = _in_screen_colours(_shrunk(image), profile)
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    upright = _upright(small, turned)
    sideways = (upright.width > upright.height) != (full[0] > full[1])
    return Photo(name, description, upright, full[::-1] if sideways else full)


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    """Turn what Pillow raises into one sentence about the file, and quieten what it warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd metadata, and of sizes that are checked here
        try:
            yield
        except Image.DecompressionBombError as error:
            wrong = "claims more pixels than any camera takes"
            raise TemplateError(wrong, "save it smaller", where=str(file)) from error
        except UnidentifiedImageError as error:
            wrong = "is no picture that can be read" if file.stat().st_size else "is empty"
            raise TemplateError(wrong, POSSIBLE, where=str(file)) from error
        except BROKEN as error:
            if isinstance(error, OSError) and error.strerror:
                raise TemplateError(f"cannot be read: {error.strerror}", where=str(file)) from error
            raise TemplateError("is broken or cut off", POSSIBLE, where=str(file)) from error


def _check_size(file: Path, image: Image.Image) -> None:
    width, height = image.size
    most = MEGAPIXELS.get(image.format or "", OTHER_MEGAPIXELS)
    if "progressive" in image.info:  # the whole of it must be decoded before anything is seen
        most = OTHER_MEGAPIXELS
    said, where = f"has {width} x {height} pixels", str(file)
    if width * height > most * 1_000_000:
        remedy = f"save it with at most {most} megapixels"
        raise TemplateError(f"{said}, too many to be read", remedy, where=where)
    if min(width, height) < SMALLEST_SIDE:
        raise TemplateError(said, "save it larger: some hundred are needed", where=where)
    if max(width, height) > MOST_OBLONG * min(width, height):
        raise TemplateError(f"{said}, too narrow to be seen in print", "cut it", where=where)


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


def _orientation(image: Image.Image) -> object:
    """Return how the camera was held; as it should be, where the metadata is damaged."""
    try:
        return image.getexif().get(ORIENTATION, 1)
    except BROKEN:
        return 1


def _upright(image: Image.Image, orientation: object) -> Image.Image:
    """Turn the picture as its camera was held; return it without any metadata."""
    image.getexif()[ORIENTATION] = orientation
    turned = ImageOps.exif_transpose(image)
    bare = Image.new(turned.mode, turned.size)
    bare.paste(turned)
    return bare


@dataclass(frozen=True)
class Samples:
    """Pixels as a PDF stores them.

    Attributes:
        width, height: in pixels.
        colours: samples a pixel, 1 (grey) or 3.
        lossless: whether `data` is deflated with PNG's row predictors; else it is a JPEG.
    """

    width: int
    height: int
    colours: int
    lossless: bool
    data: bytes


def on_white(image: Image.Image) -> Image.Image:
    """Return `image` without transparency."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def _at_print_size(photo: Photo, width: float) -> Image.Image:
    image = photo.pixels
    wide = max(1, round(width / 72 * photo.dots_per_inch))
    if wide >= image.width:
        return image
    high = max(1, round(image.height * wide / image.width))
    return image.resize((wide, high), Image.Resampling.LANCZOS)


def _smaller(image: Image.Image) -> Samples:
    """Keep drawings and screenshots exact; photos become JPEG, which is far smaller for them."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    photo = Samples(*image.size, len(image.getbands()), lossless=False, data=out.getvalue())
    exact = _deflated(image)
    return exact if len(exact.data) <= WORTH_EXACTNESS * len(photo.data) else photo


def _deflated(image: Image.Image) -> Samples:
    """Compress as PNG does: its data chunks are what PDF calls Flate with predictor 15."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=9)
    data = b"".join(chunk for name, chunk in _chunks(out.getvalue()) if name == b"IDAT")
    return Samples(*image.size, len(image.getbands()), lossless=True, data=data)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place < len(png):
        length, name = struct.unpack_from(">I4s", png, place)
        yield name, png[place + 8 : place + 8 + length]
        place += length + 12
