"""One drawing as an SVG, PNG or PDF file of its own."""

from runstrong_pdf.figures.drawing import Drawing
from runstrong_pdf.figures.svg import write
from runstrong_pdf.figures.theme import colour_theme, ink_theme
from runstrong_pdf.layout.picture import Area, Pictures
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import DEFAULT_ACCENT, Paper
from runstrong_pdf.pdf.canvas import TaggedCanvas
from runstrong_pdf.pdf.interactive import Interactive
from runstrong_pdf.pdf.metadata import PRODUCER, Metadata
from runstrong_pdf.pdf.preview import png
from runstrong_pdf.pdf.stamp import stamp
from runstrong_pdf.pdf.template import freeze

HEIGHT = 60.0
"""Millimetres of a body's height in a picture of its own."""
EDGE = 4.0


def picture_bytes(drawing: Drawing, kind: str, *, ink_saver: bool) -> bytes:
    """Return `drawing` as svg, png or pdf."""
    if kind == "svg":
        return f"{write(drawing)}<!-- {PRODUCER} -->\n".encode()
    pdf = _pdf(drawing, ink_saver=ink_saver)
    return png(pdf) if kind == "png" else pdf


def _pdf(drawing: Drawing, *, ink_saver: bool) -> bytes:
    def theme(skin: int, band: str):  # noqa: ANN202
        return ink_theme() if ink_saver else colour_theme(DEFAULT_ACCENT, skin, band or None)

    pictures = Pictures({drawing.name: drawing}, theme, ink_saver)
    frames = drawing.frames
    units = sum(frame.box[2] - frame.box[0] for frame in frames)
    tall = max(f.box[3] for f in frames) - min(f.box[1] for f in frames)
    scale = HEIGHT / 1000
    paper = Paper("picture", units * scale + EDGE * (len(frames) + 1), tall * scale + 2 * EDGE)
    canvas = TaggedCanvas("en-GB")
    interactive = Interactive(canvas)
    canvas.new_page(paper.width * MM, paper.height * MM, "1")
    sheet = Sheet(canvas, interactive, paper, drawing.name)
    area = Area(EDGE / 2, EDGE / 2, paper.width - EDGE, paper.height - EDGE)
    pictures.draw(sheet, drawing.name, area, which=None, gap=EDGE)
    canvas.end_page()
    interactive.finish()
    meta = Metadata(drawing.name, "", drawing.name, "", "en-GB")
    return stamp(freeze(canvas, ()), {}, meta)
