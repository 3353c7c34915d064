"""What a row is done with: the band as a swatch with its word, the weight beside a dumbbell."""

from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.symbols import dumbbell, swatch
from runstrong_pdf.layout.text import MM, fitting, width
from runstrong_pdf.model.plan import Prescription
from runstrong_pdf.model.words import BandColour
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.row_words import load_words
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

SIGNED = 9.5
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
    factor = size / SIGNED
    if row.band:
        wide, high, rise = _swatch(row) * factor, 3.6 * factor, 3.0 * factor
        if low:
            high = rise = size * CAP_HEIGHT / MM
        for index, colour in enumerate(row.band):
            left = x + index * (wide + 0.5 * factor)
            band_swatch(sheet, brief, colour, left, y - rise, wide, high)
        used = _swatches(row) * factor
        sheet.text(x + used, y, load_words(row, brief.texts), "name", size, room=room - used)
    elif row.kg:
        dumbbell(sheet, x, y - 1.15 * factor, 6.4 * factor)
        x, room = x + 7.6 * factor, room - 7.6 * factor
        used = sheet.text(x, y, load_words(row, brief.texts), "name", size) + 1.0 * factor
        if row.each_hand:
            both = brief.texts("load.each_hand"), brief.texts("load.each")
            text = fitting(both, "condensed", size, room - used)
            sheet.text(x + used, y, text, "condensed", size, room=room - used)


def band_swatch(
    sheet: Sheet, brief: Brief, colour: BandColour, x: float, y: float, wide: float, high: float
) -> None:
    """Draw the colour of a band with its pattern, its top left corner at (x, y)."""
    rgb, pattern = brief.band_colour(colour), brief.bands[colour].pattern
    swatch(sheet, rgb, pattern, x, y, w=wide, h=high, plain_paper=brief.look.ink_saver)


def load_width(brief: Brief, row: Prescription, size: float) -> float:
    """Return the width of what `draw_load` prints where nothing has to be shortened."""
    factor, words = size / SIGNED, width(load_words(row, brief.texts), "name", size)
    if row.band:
        return _swatches(row) * factor + words
    if not row.kg:
        return 0.0
    hands = width(brief.texts("load.each_hand"), "condensed", size) if row.each_hand else -1.0
    return 8.6 * factor + words + hands


def _swatch(row: Prescription) -> float:
    return 5.6 if len(row.band) == 1 else 4.4


def _swatches(row: Prescription) -> float:
    return len(row.band) * (_swatch(row) + 0.5) + 0.7
