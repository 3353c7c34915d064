"""One drawing or photo as an SVG, PNG or PDF file of its own."""

from dataclasses import replace
from typing import TYPE_CHECKING

from runstrong_pdf.cli.line_art import painted_svg
from runstrong_pdf.errors import UsageError
from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.figures.paint import paint
from runstrong_pdf.figures.svg import write
from runstrong_pdf.figures.theme import Theme, colour_theme, ink_theme
from runstrong_pdf.layout.picture import Area, Pictures
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import DEFAULT_ACCENT, Paper
from runstrong_pdf.pdf.arrangement import HEIGHT_MM, PaintedFrame, side_by_side
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.freeze import freeze
from runstrong_pdf.pdf.interactive import Interactive
from runstrong_pdf.pdf.metadata import PRODUCER, Metadata
from runstrong_pdf.pdf.preview import drawing_png, photo_png
from runstrong_pdf.pdf.stamp import stamp

if TYPE_CHECKING:
    from runstrong_pdf.pdf.picture import Photo

EDGE = 8.0
"""Millimetres around the picture on a page of its own, and between two frames."""
PHOTO_WIDTH = 120.0
"""Millimetres of a photo on a page of its own."""
LANGUAGE = "en-GB"


def picture_bytes(picture: "Drawing | Photo", kind: str, *, ink_saver: bool) -> bytes:
    """Return a picture as svg, png or pdf. Raises UsageError where that cannot be."""
    if kind == "pdf":
        return _pdf(picture, ink_saver=ink_saver)
    if isinstance(picture, Drawing):
        return _drawing(picture, kind, ink_saver=ink_saver)
    if kind == "svg":
        raise UsageError("--output: a photo cannot become svg, possible: png, pdf")
    return photo_png(picture, grey=ink_saver)


def _drawing(drawing: Drawing, kind: str, *, ink_saver: bool) -> bytes:
    """Return a PNG, or an SVG: in colour with its roles, as `images/` keeps it."""
    if kind == "svg" and not ink_saver:
        return f"{write(drawing)}<!-- {PRODUCER} -->\n".encode()
    theme = _theme(drawing.skin, drawing.band, ink_saver=ink_saver)
    frames, insets = (
        [PaintedFrame(frame, paint(frame, theme)) for frame in group]
        for group in (drawing.frames, drawing.insets)
    )
    arrangement = side_by_side(frames, insets)
    if kind == "svg":
        return painted_svg(drawing.name, arrangement).encode()
    return drawing_png(arrangement)


def _theme(skin: int, band: str, *, ink_saver: bool) -> Theme:
    return ink_theme() if ink_saver else colour_theme(DEFAULT_ACCENT, skin, band or None)


def _pdf(picture: "Drawing | Photo", *, ink_saver: bool) -> bytes:
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
    sheet = Sheet(canvas, interactive, paper, picture.name)
    left = EDGE / 2
    for name, (wide, _) in zip(parts, sizes, strict=True):
        pictures.draw(sheet, name, Area(left, EDGE / 2, wide, height), which=None, gap=EDGE)
        left += wide
    canvas.end_page()
    interactive.finish()
    meta = Metadata(picture.name, "", picture.name, "", LANGUAGE)
    return stamp(freeze(canvas, ()), {}, meta)


def _size(picture: "Drawing | Photo") -> tuple[float, float]:
    """Return the width and height of a picture's area in millimetres."""
    if not isinstance(picture, Drawing):
        return PHOTO_WIDTH, PHOTO_WIDTH / picture.ratio
    frames, scale = picture.frames, HEIGHT_MM / 1000
    wide = sum(frame.box[2] - frame.box[0] for frame in frames)
    tall = max(f.box[3] for f in frames) - min(f.box[1] for f in frames)
    return wide * scale + EDGE * len(frames), tall * scale + EDGE
