"""A contact sheet of drawings, one page PDF and PNG.

    python tools/gallery.py                       # all of them, into tools/pictures/gallery.png
    python tools/gallery.py -o out.png [--ink] [--size MM] [--columns N] [--club HEX] NAME...

A NAME is an exercise of images/ or the path of a pose file.
"""

import argparse
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL.Image import Dither
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from runstrong_pdf.errors import TemplateError
from runstrong_pdf.figures.check import check
from runstrong_pdf.figures.draw import draw
from runstrong_pdf.figures.drawing import LINE, Box, Drawing, Frame
from runstrong_pdf.figures.pose import read_pose_file
from runstrong_pdf.figures.theme import Theme, colour_theme, ink_theme, paint
from runstrong_pdf.pdf.drawing import GRID, Colours, drawing_operators

IMAGES = Path(__file__).parent.parent / "images"
GALLERY = Path(__file__).parent / "pictures" / "gallery.png"
COLOURS = 64
"""Of the PNG: flat drawings need no more, and the file is a third as large."""
BODY_MM = 33.0  # contours are drawn for a body of this height
PAD, CAPTION, GAP = 3 * mm, 5 * mm, 2 * mm


def main() -> int:
    """Lay out the sheet."""
    options = _options()
    drawings = [drawing for name in options.names if (drawing := _drawn(name)) is not None]
    if not drawings:
        return 1
    page = sheet(drawings, options)
    out = Path(options.output)
    out.with_suffix(".pdf").write_bytes(page)
    bitmap = pypdfium2.PdfDocument(page)[0].render(scale=options.dpi / 72)
    picture = bitmap.to_pil().convert("RGB").quantize(COLOURS, dither=Dither.NONE)
    picture.save(out.with_suffix(".png"), optimize=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", default=str(GALLERY))
    parser.add_argument("--ink", action="store_true", help="the ink saver instead of colour")
    parser.add_argument("--both", action="store_true", help="colour, and the ink saver beside it")
    parser.add_argument("--size", type=float, default=30.0, help="width of a frame, mm")
    parser.add_argument("--columns", type=int, default=5, help="exercises in a row")
    parser.add_argument("--club", default="#006B5E", help="colour of the vest")
    parser.add_argument("--dpi", type=int, default=90)
    parser.add_argument("--bare", action="store_true", help="without names")
    parser.add_argument("names", nargs="*", default=sorted(f.stem for f in IMAGES.glob("*.toml")))
    return parser.parse_args()


def _drawn(name: str) -> Drawing | None:
    file = Path(name) if name.endswith(".toml") else IMAGES / f"{name}.toml"
    try:
        pose = read_pose_file(file)
    except TemplateError as error:
        print(error)
        return None
    for warning in check(pose):
        print(f"{file.name}: {warning}")
    return draw(pose)


def sheet(drawings: Sequence[Drawing], options: argparse.Namespace) -> bytes:
    """Return the PDF of the sheet: drawings one after the other, as many in a row as fit."""
    size = options.size * mm
    inks = [False, True] if options.both else [options.ink]
    widths = [_width(drawing, size) * len(inks) for drawing in drawings]
    room = max(options.columns * len(inks) * 2 * (size + GAP), *widths)
    rows = _rows(widths, room)
    full = room + 2 * PAD
    row_height = size + CAPTION + PAD
    height = len(rows) * row_height + PAD
    out = BytesIO()
    canvas = Canvas(out, pagesize=(full, height), invariant=True)
    remaining = iter(drawings)
    for number, row in enumerate(rows, 1):
        x, y = PAD, height - number * row_height + CAPTION
        for width in row:
            drawing = next(remaining)
            _caption(canvas, drawing, (x, y), bare=options.bare)
            left = x
            for ink in inks:
                theme = _theme(drawing, options.club, ink=ink)
                left = _place(canvas, drawing, (left, y), size, theme)
            x += width
    canvas.save()
    return out.getvalue()


def _width(drawing: Drawing, size: float) -> float:
    return (len(drawing.frames) + len(drawing.insets)) * (size + GAP) + GAP


def _rows(widths: Sequence[float], full: float) -> list[list[float]]:
    """Break widths into rows that are at most `full` wide."""
    rows: list[list[float]] = [[]]
    for width in widths:
        if rows[-1] and sum(rows[-1]) + width > full:
            rows.append([])
        rows[-1].append(width)
    return rows


def _caption(canvas: Canvas, drawing: Drawing, corner: tuple[float, float], *, bare: bool) -> None:
    if not bare:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(corner[0], corner[1] - 3.5 * mm, drawing.name)


def _theme(drawing: Drawing, club: str, *, ink: bool) -> Theme:
    return ink_theme() if ink else colour_theme(club, drawing.skin, drawing.band or None)


def _place(
    canvas: Canvas, drawing: Drawing, corner: tuple[float, float], size: float, theme: Theme
) -> float:
    """Draw all frames of a drawing in panels at one scale; return the x after the last."""
    x, y = corner
    for group in (drawing.frames, drawing.insets):
        box = _union([frame.box for frame in group]) if group else (0, 0, 1, 1)
        for frame in group:
            canvas.setStrokeGray(0.8)
            canvas.setLineWidth(0.4)
            canvas.roundRect(x, y, size, size, 2 * mm)
            put(canvas, frame, box, (x, y), size, theme)
            x += size + GAP
    return x


def _union(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def put(
    canvas: Canvas,
    frame: Frame,
    box: Box,
    corner: tuple[float, float],
    size: float,
    theme: Theme,
) -> None:
    """Draw a frame in a square panel; `box` is what all frames beside it need."""
    left, top, right, bottom = box
    most = size * 0.96 if not frame.cropped else size * 1.5
    room = size - 3 * mm
    scale = min(most / 1000, room / (right - left), room / (bottom - top))
    x = corner[0] + size / 2 - (left + right) / 2 * scale
    y = corner[1] + (0 if frame.cropped else 1.5 * mm) + bottom * scale
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(scale, -scale)
    outline = BODY_MM * mm / 1000 / scale * max(1.0, size / (40 * mm)) ** 0.5
    canvas.setLineWidth(LINE * outline / GRID)
    shapes = paint(frame, theme, outline)
    operators = drawing_operators(shapes, frame.box, Colours(), cropped=frame.cropped)
    canvas._code.append(operators)  # type: ignore[attr-defined]  # noqa: SLF001
    canvas.restoreState()


if __name__ == "__main__":
    sys.exit(main())
