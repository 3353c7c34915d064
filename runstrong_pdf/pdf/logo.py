"""A club's logo: looked through, drawn if it is an SVG, measured, ready to be fitted."""

import io
import math
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import IO

from PIL import Image, ImageChops

from runstrong_pdf.errors import Problem, TemplateError
from runstrong_pdf.files import failing_as, read_file
from runstrong_pdf.pdf.picture import LARGEST_FILE, MOST_OBLONG, Photo, on_white, read_photo
from runstrong_pdf.pdf.svg_guard import SIMPLER, SafeSvg, cannot_draw, safe_svg
from runstrong_pdf.pdf.svg_worker import REFUSED
from runstrong_pdf.resources import data_folder
from runstrong_pdf.workers import worker_command

CPU_SECONDS = 10
"""A usual logo takes a tenth of one."""
SECONDS = 60.0
"""Of waiting, on however busy a computer; on Windows the only limit."""
UNCAUGHT = 1
"""The exit code of Python after an exception that nothing caught."""
STOPPED = -9
"""The exit code of a worker that was killed, as we do to one that is waited for too long."""
MESSAGES = 100_000
"""Bytes that are looked at."""
WORKER = "runstrong_pdf.pdf.svg_worker"
LOST = (
    (re.compile(r"Failed to parse ([\w-]+) value: '([^']{0,30})"), "the {0} {1!r}"),
    (re.compile(r"Failed to parse a filter value"), "an unknown filter"),
    (re.compile(r"(\S+) filter input isn't supported"), "a filter of {0!r}"),
    (re.compile(r"'(\S+)' is not a valid filter primitive"), "the filter {0!r}"),
    (re.compile(r"'(:\S+)' is not supported"), "the style selector {0!r}"),
    (re.compile(r"Selector parsing failed"), "a style selector of a newer kind"),
    (re.compile(r"No fonts with a (.)/"), "the letter {0!r}"),
)
"""What resvg says of something that a browser would draw, and what it is in words."""
EMPTY = re.compile(r" value: '(?:|null|undefined|none|auto|normal|initial|unset|revert)'")
"""Values that say nothing, which drawing programs write and browsers pass over as well."""
ENDLESS = "it has copies without end, or a size out of all bounds: too much time or memory"
"""Why a worker died or was stopped; which limit it met first depends on the computer."""


POSSIBLE = "save the logo as svg, png, jpg or webp"
OTHERS = {b"%PDF": "a PDF", b"%!PS": "an EPS or PostScript file", b"\x1f\x8b": "a packed file",
          b"GIF8": "a GIF", b"8BPS": "a Photoshop file", b"RIFX": "a Director file"}  # fmt: skip
SEEN = 16
"""Steps of 255 below white from which a pixel counts as drawn."""
LIGHT = 0.55
"""How much of its ink a logo keeps on an ink saver's page."""
DOTS_PER_INCH = 600
"""Of a logo that was drawn from an SVG: the dots of an office printer, so that it is as sharp."""
SIDE = 1000
"""Pixels of the longer side of a drawn SVG."""
ENOUGH = 850
"""Pixels of what is seen of it: 36 mm at 600 dpi, the circle on the cover in large print."""
MOST_ENLARGEMENTS = 2
LETTERING = "its lettering was set in Fira Sans: the type it asks for may not be on every computer"
PATHS = 'to keep its own look, convert its text to paths ("create outlines") and export it again'
Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Logo:
    """A logo.

    Attributes:
        picture: its pixels, on white and cut to what is drawn.
        radius: pixels; of the smallest circle around the middle that holds all that is drawn.
        notes: what the one who gave the file should know.
    """

    picture: Photo
    radius: float
    notes: tuple[Problem, ...] = ()

    def light_picture(self) -> Photo:
        """Return its pixels in light grey."""
        faded = [round(255 - LIGHT * (255 - value)) for value in range(256)]
        return replace(self.picture, pixels=self.picture.pixels.convert("L").point(faded))


def read_logo(file: Path) -> Logo:
    """Read a logo by what is in the file, whatever its ending.

    Raises:
        TemplateError: saying what is wrong with which file, and what is possible.
    """
    try:
        return _read(file)
    except TemplateError as error:
        placed = [replace(problem, where=str(file)) for problem in error.problems]
        raise TemplateError(placed) from None


def _read(file: Path) -> Logo:
    start = _start(file)
    for sign, kind in OTHERS.items():
        if start.startswith(sign):
            raise TemplateError(f"is {kind}", POSSIBLE)
    if not start.strip():
        raise TemplateError("is empty", POSSIBLE)
    logo = _drawn(file) if _is_xml(start) else _measured(read_photo(file, file.stem))
    sides = sorted(logo.picture.pixels.size)
    if sides[1] > MOST_OBLONG * sides[0]:
        wrong = f"is more than {MOST_OBLONG} times as wide as high, or as high as wide"
        raise TemplateError(f"{wrong}: nobody could read it", "use a squarer version")
    return logo


def _start(file: Path) -> bytes:
    with failing_as(TemplateError, file):
        if file.is_dir():
            raise TemplateError("is a folder", "name the file of the logo")
        if not file.exists():
            raise TemplateError("there is no such file")
        if not file.is_file():
            raise TemplateError("is no ordinary file", POSSIBLE)
        with file.open("rb") as stream:
            return stream.read(256)


def _is_xml(start: bytes) -> bool:
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return plain.startswith((b"<", b"\xff\xfe<\0", b"\xfe\xff\0<"))


def _drawn(file: Path) -> Logo:
    pixels, lettered = _svg_pixels(read_file(file, LARGEST_FILE, TemplateError, "logo"))
    photo = Photo(file.stem, "", pixels, pixels.size, DOTS_PER_INCH)
    note = Problem("logo", LETTERING, PATHS, "note", str(file))
    return replace(_measured(photo), notes=(note,) if lettered else ())


@lru_cache(maxsize=2)
def _svg_pixels(content: bytes) -> tuple[Image.Image, bool]:
    """Draw an SVG; what is small on a large sheet again, larger. Return also whether it has text.

    Remembered, for drawing takes a third of a second, and a logo is read for its notes and again
    for every template.
    """
    svg = safe_svg(content)
    area = (0.0, 0.0, *svg.size)
    pixels = _part(svg, area)
    for _ in range(MOST_ENLARGEMENTS):
        box = _seen(on_white(pixels)).getbbox()
        if box is None or max(box[2] - box[0], box[3] - box[1]) >= ENOUGH:
            break
        area = _inside(area, box, pixels.size)
        pixels = _part(svg, area)
    return pixels, svg.lettered


def _inside(area: Box, box: tuple[int, int, int, int], size: tuple[int, int]) -> Box:
    """Return the part of an area drawn with `size` pixels that has a box of them, and one more."""
    x, y = (area[2] - area[0]) / size[0], (area[3] - area[1]) / size[1]
    left, top, right, bottom = box
    first = area[0] + (left - 1) * x, area[1] + (top - 1) * y
    return *first, area[0] + (right + 1) * x, area[1] + (bottom + 1) * y


def _part(svg: SafeSvg, box: Box) -> Image.Image:
    """Return what is in a box as pixels, `SIDE` of them on its longer side."""
    wide, high = box[2] - box[0], box[3] - box[1]
    scale = SIDE / max(wide, high)
    return draw_svg(svg.part(box, max(1, round(wide * scale)), max(1, round(high * scale))))


def _measured(photo: Photo) -> Logo:
    """Cut a picture to what is seen on white, and measure that."""
    flat = on_white(photo.pixels)
    seen = _seen(flat)
    box = seen.getbbox()
    if box is None:
        raise TemplateError(
            "is all white or transparent: nothing of it would be seen on paper",
            "use the version for light backgrounds",
        )
    x, y = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    radius = max(math.dist((x, y), point) for point in _outline(seen.crop(box)))
    return Logo(replace(photo, pixels=flat.crop(box)), radius)


def _seen(image: Image.Image) -> Image.Image:
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


# -- drawn by resvg, which is neither trusted to end nor to survive what it is given ---------------


def draw_svg(svg: str) -> Image.Image:
    """Return an SVG that was looked through as pixels of its own size.

    Raises:
        TemplateError: where it cannot be drawn, or not all of it.
        RuntimeError: there is a bug in the worker; the message is its traceback.
    """
    fonts = str(data_folder("templates") / "fonts")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as errors:
        given = fonts, folder, str(CPU_SECONDS)
        try:
            worker = subprocess.run(  # noqa: S603  our own module
                worker_command(WORKER, *given, flags=("-I", "-S")),
                input=svg.encode(),
                stdout=subprocess.PIPE,
                stderr=errors,
                timeout=SECONDS,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            code, png = worker.returncode, worker.stdout
        except subprocess.TimeoutExpired:
            code, png = STOPPED, b""
        _check(code, _messages(errors))
    with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
        return image.convert("RGBA")


def _messages(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read(MESSAGES).decode(errors="replace")


def _check(code: int, said: str) -> None:
    """Raise what went wrong: nothing was drawn, or not all of it."""
    if code == UNCAUGHT:
        raise RuntimeError(said)
    if code == REFUSED and "nodes limit" not in said:
        raise TemplateError(f"cannot be drawn: {said.strip().splitlines()[-1]}", SIMPLER)
    if code:  # a crash, too
        raise TemplateError(f"cannot be drawn: {ENDLESS}", SIMPLER)
    for line in said.splitlines():
        for pattern, what in LOST:
            if (found := pattern.search(line)) and not EMPTY.search(line):
                raise cannot_draw(what.format(*found.groups()))
