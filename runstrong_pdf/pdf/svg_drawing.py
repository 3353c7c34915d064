"""Draws an SVG with resvg, which is neither trusted to end nor to survive what it is given."""

import io
import re
import subprocess
import tempfile
from typing import IO

from PIL import Image

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.pdf.svg_style import cannot_draw
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
SIMPLER = "simplify it in a drawing program, or save it as a png"


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
