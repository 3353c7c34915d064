"""What a row is done with: the band as a swatch with its word, the weight beside a dumbbell."""

from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.symbols import dumbbell, swatch
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.model.plan import Prescription
from runstrong_pdf.model.words import BandColour
from runstrong_pdf.pages.brief import Brief, weight_text
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

SMALLEST = 9.5
"""Points: the type size at which the signs have the sizes written below."""


def draw_load(
    sheet: Sheet,
    brief: Brief,
    row: Prescription,
    x: float,
    y: float,
    room: float,
    size: float,
    *,
    low: bool = False,
) -> None:
    """Print band or weight on the baseline y, `size` points large, in `room` millimetres.

    A swatch is a little higher than the letters beside it; `low` keeps it between baseline and
    cap height, where another line of text follows close below.
    """
    if row.band:
        _band(sheet, brief, row, x, y, room, size, low=low)
    elif row.kg:
        _weight(sheet, brief, row, x, y, room, size)


def band_swatch(
    sheet: Sheet, brief: Brief, colour: BandColour, x: float, y: float, wide: float, high: float
) -> None:
    """Draw the colour of a band with its pattern, its top left corner at (x, y)."""
    rgb, pattern = brief.band_colour(colour), brief.bands[colour].pattern
    swatch(sheet, rgb, pattern, x, y, w=wide, h=high, plain_paper=brief.look.ink_saver)


def load_width(brief: Brief, row: Prescription, size: float) -> float:
    """Return the width of what `draw_load` prints where nothing has to be shortened."""
    factor = size / SMALLEST
    if row.band:
        words = _words(brief, row)
        return _swatches(row) * factor + width(words, "name", size)
    if not row.kg:
        return 0.0
    hands = width(brief.texts("load.each_hand"), "condensed", size) if row.each_hand else -1.0
    return 8.6 * factor + width(weight_text(row.kg, brief.texts), "name", size) + hands


def _band(
    sheet: Sheet,
    brief: Brief,
    row: Prescription,
    x: float,
    y: float,
    room: float,
    size: float,
    *,
    low: bool,
) -> None:
    factor = size / SMALLEST
    wide, high, rise = _swatch(row) * factor, 3.6 * factor, 3.0 * factor
    if low:
        high = rise = size * CAP_HEIGHT / MM
    for index, colour in enumerate(row.band):
        band_swatch(sheet, brief, colour, x + index * (wide + 0.5 * factor), y - rise, wide, high)
    used = _swatches(row) * factor
    sheet.text(x + used, y, _words(brief, row), "name", size, room=room - used)


def _weight(
    sheet: Sheet, brief: Brief, row: Prescription, x: float, y: float, room: float, size: float
) -> None:
    factor = size / SMALLEST
    dumbbell(sheet, x, y - 1.15 * factor, 6.4 * factor)
    x, room = x + 7.6 * factor, room - 7.6 * factor
    used = sheet.text(x, y, weight_text(row.kg, brief.texts), "name", size) + 1.0 * factor
    if row.each_hand:
        long, short = brief.texts("load.each_hand"), brief.texts("load.each")
        text = long if width(long, "condensed", size) <= room - used else short
        sheet.text(x + used, y, text, "condensed", size, room=room - used)


def _words(brief: Brief, row: Prescription) -> str:
    return brief.texts("load.either").join(brief.texts(f"band.{colour}") for colour in row.band)


def _swatch(row: Prescription) -> float:
    return 5.6 if len(row.band) == 1 else 4.4


def _swatches(row: Prescription) -> float:
    return len(row.band) * (_swatch(row) + 0.5) + 0.7
