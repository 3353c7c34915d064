"""Draws an SVG with resvg, which is neither trusted to end nor to survive what it is given."""

import io
import re
import signal
import subprocess
import sys
import tempfile
from typing import IO

from PIL import Image

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.pdf.svg_process import REFUSED
from runstrong_pdf.pdf.svg_style import cannot_draw
from runstrong_pdf.resources import data_folder

CHILD = "runstrong_pdf.pdf.svg_process"
MOST_SECONDS = 60.0
"""Of waiting, on however busy a computer; the process itself stops computing far earlier."""
A_BUG = 1
"""The exit code of Python where something was raised."""
TOO_LONG = -getattr(signal, "SIGXCPU", 0)
MESSAGES = 100_000
LOST = (
    (re.compile(r"Failed to parse ([\w-]+) value: '(.{0,30})"), "the {0} {1!r}"),
    (re.compile(r"Failed to parse a filter value"), "an unknown filter"),
    (re.compile(r"(\S+) filter input isn't supported"), "a filter of {0!r}"),
    (re.compile(r"'(\S+)' is not a valid filter primitive"), "the filter {0!r}"),
    (re.compile(r"'(:\S+)' is not supported"), "the style selector {0!r}"),
    (re.compile(r"Selector parsing failed"), "a style selector of a newer kind"),
    (re.compile(r"No fonts with a (.)/"), "the letter {0!r}"),
)
"""What resvg says of something that a browser would draw, and what it is in words."""
VOID = re.compile(r" value: '(?:|null|undefined|none|auto|normal|initial|unset|revert)'")
"""Values that say nothing, which drawing programs write and browsers pass over as well."""
SIMPLER = "simplify it in a drawing program, or save it as a png"


def draw_svg(svg: str) -> Image.Image:
    """Return an SVG that was looked through as pixels of its own size.

    Raises:
        TemplateError: where it cannot be drawn, or not all of it.
    """
    command = [sys.executable, "-P", "-m", CHILD, str(data_folder("templates") / "fonts")]
    with tempfile.TemporaryFile() as messages:
        try:
            done = subprocess.run(  # noqa: S603  our own module
                command,
                input=svg.encode(),
                stdout=subprocess.PIPE,
                stderr=messages,
                timeout=MOST_SECONDS,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except subprocess.TimeoutExpired:
            raise _too_long() from None
        said = _said(messages)
    _check(done.returncode, said)
    with Image.open(io.BytesIO(done.stdout), formats=("PNG",)) as image:
        return image.convert("RGBA")


def _said(messages: IO[bytes]) -> str:
    messages.seek(0)
    return messages.read(MESSAGES).decode(errors="replace")


def _too_long() -> TemplateError:
    return TemplateError("takes too long to draw", SIMPLER)


def _check(code: int, said: str) -> None:
    """Raise what went wrong: nothing drawn, or something lost."""
    if code == A_BUG:
        raise RuntimeError(said)
    if code and code == TOO_LONG:
        raise _too_long()
    if code == REFUSED and "nodes limit" not in said:
        raise TemplateError(f"cannot be drawn: {said.strip().splitlines()[-1]}", SIMPLER)
    if code:  # a crash, too
        wrong = "has copies without end, a size out of all bounds, or needs too much memory"
        raise TemplateError(f"cannot be drawn: it {wrong}", SIMPLER)
    for line in said.splitlines():
        for pattern, what in LOST:
            if (found := pattern.search(line)) and not VOID.search(line):
                raise cannot_draw(what.format(*found.groups()))
