"""The small tables of the know-how pages: written ones, and the band scale."""

from runstrong_pdf.layout.pattern import hatch, swatch
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.catalogue import Band
from runstrong_pdf.model.know_how import Grid
from runstrong_pdf.pages.brief import Brief

CELL = Style("condensed", 9.8, 11.4)
ROW, HEAD = 4.9, 5.0
AFTER = 1.6
SWATCH = 5.6
FIRST = 0.35
"""Share of the first column, which heads the rows."""
BAND_COLUMNS = (0.0, 0.215, 0.48, 0.745)
"""Left edges of colour, maker's name, force at twice and at three times the length, as shares."""
BAR, BAR_HEIGHT = 2.8, 9.4
LENGTHS = ("band_rest", "band_twice", "band_thrice")


def grid_height(table: Grid) -> float:
    """Return the height of a written table in millimetres."""
    return HEAD + ROW * len(table.rows) + AFTER


def grid(sheet: Sheet, brief: Brief, table: Grid, x: float, y: float, measure: float) -> float:
    """Print a written table; the column of the plan's own level is bold. Return its height."""
    wide = measure * (1 - FIRST) / (len(table.columns) - 1)
    first = measure * FIRST
    edges = [x, *(x + first + wide * index for index in range(len(table.columns) - 1))]
    rooms = [first - 1, *[wide - 1] * (len(table.columns) - 1)]
    own = [column == brief.plan.level for column in table.columns]
    with sheet.tag("Table"):
        with sheet.tag("TR"):
            for index, column in enumerate(table.columns):
                with sheet.tag("TH", scope="Column"):
                    _cell(sheet, brief, column, edges[index], y, rooms[index], bold=own[index])
        y += HEAD
        sheet.rule(x, y, x + measure, 1.0)
        for row in table.rows:
            with sheet.tag("TR"):
                for index, cell in enumerate(row):
                    bold = own[index] or not index
                    with sheet.tag("TD" if index else "TH", scope="" if index else "Row"):
                        _cell(sheet, brief, cell, edges[index], y, rooms[index], bold=bold)
            y += ROW
            sheet.rule(x, y, x + measure)
    return grid_height(table)


def _cell(
    sheet: Sheet, brief: Brief, text: str, x: float, y: float, room: float, *, bold: bool
) -> None:
    """Print one cell; the name of a band colour gets its swatch."""
    band = next((band for band in brief.bands.values() if band.colour == text), None)
    if band:
        _swatch(sheet, brief, band, x, y, 4.4)
        x, room, text = x + 5.2, room - 5.2, brief.texts(f"band.{band.colour}")
    face = "name" if bold else CELL.face
    sheet.text(x, centred(y + ROW / 2, CELL.size), text, face, CELL.size, room=room)


def _swatch(sheet: Sheet, brief: Brief, band: Band, x: float, y: float, w: float) -> None:
    colour, plain = brief.band_colour(band.colour), brief.look.ink_saver
    swatch(sheet, colour, band.pattern, x, y + (ROW - 3.4) / 2, w=w, h=3.4, plain_paper=plain)


# -- the band scale --------------------------------------------------------------------------------


def band_scale_height(brief: Brief) -> float:
    """Return the height of the band scale and the bars below it."""
    return HEAD + ROW * len(brief.bands) + 5.4 + BAR_HEIGHT


def band_scale(sheet: Sheet, brief: Brief, x: float, y: float, measure: float) -> float:
    """Print every colour with its forces, the plan's own in bold; return the height used."""
    edges = [x + measure * share for share in BAND_COLUMNS]
    with sheet.tag("Table"):
        with sheet.tag("TR"):
            for number, left in enumerate(edges, 1):
                with sheet.tag("TH", scope="Column"):
                    word = brief.texts(f"know_how.band_column_{number}")
                    sheet.text(left, centred(y + ROW / 2, CELL.size), word, CELL.face, CELL.size)
        top = y + HEAD
        sheet.rule(x, top, x + measure, 1.0)
        for index, band in enumerate(brief.bands.values()):
            _band(sheet, brief, band, edges, top + index * ROW)
            sheet.rule(x, top + (index + 1) * ROW, x + measure)
    below = top + ROW * len(brief.bands)
    with sheet.tag("P"):
        sheet.text(x, below + 4.0, brief.texts("know_how.band_bold"), CELL.face, CELL.size)
    _ruler(sheet, brief, x, below + 6.0, measure)
    return band_scale_height(brief)


def _band(sheet: Sheet, brief: Brief, band: Band, edges: list[float], y: float) -> None:
    face = "name" if band.colour in brief.plan.bands else CELL.face
    baseline = centred(y + ROW / 2, CELL.size)
    with sheet.tag("TR"):
        with sheet.tag("TH", scope="Row"):
            _swatch(sheet, brief, band, edges[0], y, SWATCH)
            word = brief.texts(f"band.{band.colour}")
            sheet.text(edges[0] + SWATCH + 1.2, baseline, word, face, CELL.size)
        with sheet.tag("TD"):
            room = edges[2] - edges[1] - 1
            sheet.text(edges[1], baseline, band.maker_name, face, CELL.size, room=room)
        for left, kilograms, pounds in zip(edges[2:], band.kilograms, band.pounds, strict=True):
            with sheet.tag("TD"):
                force = brief.texts("know_how.force", kg=f"{kilograms:.1f}", lb=f"{pounds:.1f}")
                sheet.text(left, baseline, force, face, CELL.size)


def _ruler(sheet: Sheet, brief: Brief, x: float, y: float, measure: float) -> None:
    """Draw a band that is pulled out to three times its length, its stripes ever wider apart."""
    unit = measure / len(LENGTHS)
    for times, key in enumerate(LENGTHS, 1):
        left = x + (times - 1) * unit
        hatch(sheet, "v", left, y, unit, BAR, spread=1.2 * times)
        sheet.rect(left, y, unit, BAR, outline=0.8)
        with sheet.tag("P"):
            words = brief.texts(f"know_how.{key}")
            sheet.text(left + unit, y + BAR + 3.7, words, CELL.face, CELL.size, align="right")
