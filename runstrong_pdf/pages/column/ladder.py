"""The ladders: a ring for each band and weight, to tick when it is reached."""

from dataclasses import dataclass

from runstrong_pdf.layout.pattern import swatch
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pages.column.strips import ring
from runstrong_pdf.pages.progress import (
    LOADS,
    MOST_BANDS,
    Rung,
    band_rung,
    draw_rungs,
    kg_rung,
    shown_bands,
    shown_weights,
)


@dataclass(frozen=True)
class BandLadder:
    """A row a kind of lift, a ring a colour."""

    brief: Brief

    def height(self, _measure: float) -> float:
        """Return the height of head and rows."""
        return self._head + len(LOADS) * row_height(scale_of(self.brief))

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print swatches and words, then the rings below them."""
        brief, scale = self.brief, scale_of(self.brief)
        bands = shown_bands(list(brief.bands), brief.plan.bands, MOST_BANDS)
        label = label_width(brief)
        step = (measure - label) / len(bands)
        factor = scale.narrow.size / 10
        with sheet.tag("P"):
            for index, colour in enumerate(bands):
                middle = x + label + (index + 0.5) * step
                wide, tall = 5.6 * factor, 3.6 * factor
                rgb, pattern = brief.band_colour(colour), brief.bands[colour].pattern
                plain = brief.look.ink_saver
                left = middle - wide / 2
                swatch(sheet, rgb, pattern, left, y, w=wide, h=tall, plain_paper=plain)
                word, size = brief.texts(f"band.{colour}"), scale.narrow.size
                baseline = y + self._head - size * 0.12
                sheet.text(middle, baseline, word, "name", size, align="centre")
        for index, load in enumerate(LOADS):
            rungs = [
                band_rung(brief, colour, x + label + (i + 0.5) * step)
                for i, colour in enumerate(bands)
            ]
            rung_row(
                sheet, brief, load, x, y + self._head + index * row_height(scale), measure, rungs
            )

    @property
    def _head(self) -> float:
        size = scale_of(self.brief).narrow.size
        return 3.6 * size / 10 + size * 1.25 / MM


@dataclass(frozen=True)
class WeightLadder:
    """A row a kind of lift, a ring a weight."""

    brief: Brief

    def height(self, _measure: float) -> float:
        """Return the height of head and rows."""
        return self._head + len(LOADS) * row_height(scale_of(self.brief))

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print the weights, then the rings below them."""
        brief, style = self.brief, scale_of(self.brief).narrow
        weights = shown_weights(brief.plan.kg)
        label = label_width(brief)
        step = (measure - label) / len(weights)
        baseline = y + self._head - style.size * 0.12
        with sheet.tag("P"):
            for index, weight in enumerate(weights):
                middle = x + label + (index + 0.5) * step
                kg = brief.texts("load.kg", weight=f"{weight:g}")
                sheet.text(middle, baseline, kg, "name", style.size, align="centre")
        for index, load in enumerate(LOADS):
            rungs = [
                kg_rung(brief, weight, x + label + (i + 0.5) * step)
                for i, weight in enumerate(weights)
            ]
            top = y + self._head + index * row_height(scale_of(brief))
            rung_row(sheet, brief, load, x, top, measure, rungs)

    @property
    def _head(self) -> float:
        return scale_of(self.brief).narrow.lead / MM


def row_height(scale: Scale) -> float:
    """Return the height of a row of rings."""
    return 2 * ring(scale) * 1.4


def label_width(brief: Brief) -> float:
    """Return the width of the longest kind of lift, with air."""
    scale = scale_of(brief)
    words = (brief.texts(f"progress.ladder_{load}") for load in LOADS)
    return max(width(word, "name", scale.narrow.size) for word in words) + scale.gap


def rung_row(
    sheet: Sheet,
    brief: Brief,
    load: str,
    x: float,
    y: float,
    measure: float,
    rungs: list[Rung],
) -> None:
    """Print one row: its words and its rings."""
    scale = scale_of(brief)
    middle = y + row_height(scale) / 2
    sheet.rule(x, y, x + measure)
    with sheet.tag("P"):
        size = scale.narrow.size
        sheet.text(x, centred(middle, size), brief.texts(f"progress.ladder_{load}"), "name", size)
    draw_rungs(sheet, brief, load, rungs, middle, ring(scale))
