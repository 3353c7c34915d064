"""One drawing or photo as an SVG, PNG or PDF file of its own."""

from dataclasses import replace

from runstrong_pdf.errors import UsageError
from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.figures.svg import HEIGHT_MM, write
from runstrong_pdf.figures.theme import Theme, colour_theme, ink_theme
from runstrong_pdf.layout.picture import Area, Pictures
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import DEFAULT_ACCENT, Paper
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.interactive import Interactive
from runstrong_pdf.pdf.metadata import Metadata
from runstrong_pdf.pdf.picture import DOTS_PER_INCH, Photo
from runstrong_pdf.pdf.raster import page_png, photo_png
from runstrong_pdf.pdf.stamp import stamp
from runstrong_pdf.pdf.template import Template
from runstrong_pdf.resources import PRODUCER

FORMATS = ("png", "svg", "pdf")
"""What a picture can be written as."""
EDGE = 8.0
"""Millimetres around the picture on a page of its own, and between two frames."""
PHOTO_WIDTH = 120.0
"""Millimetres of a photo on a page of its own."""
LANGUAGE = "en-GB"


def picture_file(picture: Drawing | Photo, kind: str, *, ink_saver: bool) -> bytes:
    """Return a picture as one of `FORMATS`.

    An SVG is the drawing with its roles, as `images/` keeps it; all else shows the page.

    Raises:
        UsageError: for an SVG of a photo, or of line art.

    Example:
        >>> from runstrong_pdf.library import Library
        >>> from runstrong_pdf.pages.drawings import load_drawing
        >>> picture_file(load_drawing("push-up", Library()), "svg", ink_saver=False)[:4]
        b'<svg'
    """
    if kind == "svg":
        return _svg(picture, ink_saver=ink_saver)
    if kind == "png" and isinstance(picture, Photo):
        return photo_png(picture, grey=ink_saver)
    template, meta = _page(picture, ink_saver=ink_saver)
    pdf = stamp(template, {}, meta)
    return page_png(pdf, 1, DOTS_PER_INCH) if kind == "png" else pdf


def _svg(picture: Drawing | Photo, *, ink_saver: bool) -> bytes:
    wrong = "line art" if ink_saver else "a photo" if isinstance(picture, Photo) else ""
    if wrong or not isinstance(picture, Drawing):
        raise UsageError(f"{wrong} cannot become svg, possible: png, pdf", field="output")
    return f"{write(picture)}<!-- {PRODUCER} -->\n".encode()


def _theme(skin: int, band: str, *, ink_saver: bool) -> Theme:
    return ink_theme() if ink_saver else colour_theme(DEFAULT_ACCENT, skin, band or None)


def _page(picture: Drawing | Photo, *, ink_saver: bool) -> tuple[Template, Metadata]:
    """Return a page as large as the picture, tagged like every page of a plan."""
    parts = {picture.name: picture}
    if isinstance(picture, Drawing) and picture.insets:
        parts["insets"] = replace(picture, frames=picture.insets)
    pictures = Pictures(
        parts, lambda skin, band: _theme(skin, band, ink_saver=ink_saver), ink_saver
    )
    sizes = [_size(part) for part in parts.values()]
    height = max(high for _, high in sizes)
    paper = Paper("picture", sum(wide for wide, _ in sizes) + EDGE, height + EDGE)
    canvas = TaggedCanvas(LANGUAGE)
    interactive = Interactive(canvas)
    canvas.new_page(paper.width * MM, paper.height * MM, "1")
    sheet = Sheet(canvas=canvas, interactive=interactive, paper=paper, name=picture.name)
    left = EDGE / 2
    for name, (wide, _) in zip(parts, sizes, strict=True):
        pictures.draw(sheet, name, Area(left, EDGE / 2, wide, height), which=None, gap=EDGE)
        left += wide
    canvas.end_page()
    interactive.finish()
    meta = Metadata(picture.name, "", _said(picture) or picture.name, "", LANGUAGE)
    return freeze(canvas, ()), meta


def _said(picture: Drawing | Photo) -> str:
    """Return what is to be seen, for those who do not see it."""
    if not isinstance(picture, Drawing):
        return picture.description
    told = (frame for frame in (*picture.frames, *picture.insets) if frame.description)
    return " ".join(f"{frame.name.capitalize()}: {frame.description}." for frame in told)


def _size(picture: Drawing | Photo) -> tuple[float, float]:
    """Return the width and height of a picture's area in millimetres."""
    if not isinstance(picture, Drawing):
        return PHOTO_WIDTH, PHOTO_WIDTH / picture.ratio
    frames, scale = picture.frames, HEIGHT_MM / 1000
    wide = sum(frame.box[2] - frame.box[0] for frame in frames)
    tall = max(f.box[3] for f in frames) - min(f.box[1] for f in frames)
    return wide * scale + EDGE * len(frames), tall * scale + EDGE
