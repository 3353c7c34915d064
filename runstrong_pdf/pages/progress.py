"""The progress page: push-up check, log, ladder, and when to move up, stay or step down."""

from itertools import pairwise
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.pattern import swatch
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import down_sign, equal_sign, up_sign
from runstrong_pdf.layout.theme import (
    A4,
    COLUMN,
    COVER_TEXT,
    GUTTER,
    MEASURE,
    TOP,
    Style,
)
from runstrong_pdf.model.words import BandColour
from runstrong_pdf.pages.brief import Brief, checks_push_ups
from runstrong_pdf.pages.furniture import safety
from runstrong_pdf.pages.log import log, log_fits
from runstrong_pdf.pages.onward import RULES, swaps, when

SWAP_TEXT = Style("condensed", 9.5, 10.9)
RULE_TEXT = Style("condensed", 10, 11.6)
RUNG, RUNG_ROW = 2.4, 7.4
LADDER_LABEL, BAND_STEP, KG_STEP = 30.0, 18.2, 8.7
MOST_BANDS, MOST_WEIGHTS = 5, 6
LOADS = ("pull", "press", "raise")
SIGNS = (up_sign, equal_sign, down_sign)


class ProgressPage(NamedTuple):
    """The sheet to write on."""

    brief: Brief
    code: str = "P"

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("progress.page_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("progress.label")

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.label

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        brief, left = self.brief, self.brief.paper.left
        with sheet.tag("H2"):
            sheet.text(left, TOP + 9.2, brief.texts("progress.title"), "display", 30)
        if brief.named:
            with sheet.tag("P"):
                room = 90
                sheet.slot("name", left + MEASURE, TOP + 9.2, "name", 12, room, align="right")
        shorter = min(0.0, brief.paper.height - A4.height)
        y = self._check(sheet, TOP + 13, 32 + shorter * 0.2)
        if log_fits(brief):
            y = log(sheet, brief, y + 4, 91 + shorter * 0.6)
        if brief.plan.bands or brief.plan.kg:
            y = self._ladder(sheet, y + 9.5)
        else:
            y += 6.0  # the scale under the log has its own line
        y = self._rules(sheet, y + 8.0)
        self._swaps(sheet, y + 8.5)
        safety(sheet, brief, [brief.texts("safety.stop")])

    # -- push-up check -------------------------------------------------------------------------

    def _check(self, sheet: Sheet, y: float, high: float) -> float:
        texts, left = self.brief.texts, self.brief.paper.left
        last = len(self.brief.plan.weeks)
        key = self.brief.plan.weeks[-1].sessions[-1].key
        tops = (texts("progress.before"), texts("progress.after", week=last, session=key))
        for index, (top, moment) in enumerate(zip(tops, ("before", "after"), strict=True)):
            bib = Bib(43, high, top, bottom=texts("progress.push_ups"), bottom_size=11, strip=6)
            with sheet.tag("P"):
                bib.draw(sheet, self.brief.look, left + index * 48, y)
            tip = texts(f"field.{moment}", week=last, session=key)
            at = left + index * 48 + 6
            sheet.text_field(at, y + 8, 31, high - 16, f"push-ups.{moment}", tip, 30)
        x = left + 98
        with sheet.tag("H3"):
            sheet.text(x, y + 4.6, texts("progress.check"), "display", 16)
        with sheet.tag("P"):
            room = MEASURE - 98
            used = sheet.paragraph(x, y + 6.2, room, check_words(self.brief), COVER_TEXT)
        line = y + 6.2 + used + 5.0
        for index in (1, 2, 3):
            with sheet.tag("P"):
                how_many = texts(f"progress.check_{index}")
                sheet.text(x, line, how_many, "name", 10.5, room=33)
                means = texts(f"progress.check_{index}_means")
                sheet.text(x + 34, line, means, "condensed", 10.5, room=MEASURE - 98 - 34)
            line += 5.0
        return y + high

    # -- ladder --------------------------------------------------------------------------------

    def _ladder(self, sheet: Sheet, y: float) -> float:
        brief, texts, left = self.brief, self.brief.texts, self.brief.paper.left
        with sheet.tag("H3"):
            used = sheet.text(left, y, texts("progress.ladder"), "display", 16)
        with sheet.tag("P"):
            sheet.text(left + used + 3, y, texts("progress.ladder_how"), "body", 10)
        y += 2.6
        bands = shown_bands(list(brief.bands), brief.plan.bands, MOST_BANDS)
        weights = shown_weights(brief.plan.kg)
        x = left + LADDER_LABEL
        with sheet.tag("P"):
            for index, colour in enumerate(bands):
                self._band_head(sheet, colour, x + index * BAND_STEP, y)
            kg = x + len(bands) * BAND_STEP + (2 if bands else 0)
            for index, weight in enumerate(weights):
                middle = kg + index * KG_STEP + RUNG
                sheet.text(middle, y + 3.8, f"{weight:g}", "name", 10, align="centre")
            if weights:
                unit = kg + len(weights) * KG_STEP - 1.5
                sheet.text(unit, y + 3.8, texts("progress.kg"), "condensed", 10)
        y += 5.6
        for load in LOADS:
            sheet.rule(left, y, left + MEASURE)
            with sheet.tag("P"):
                word = texts(f"progress.ladder_{load}")
                sheet.text(left, centred(y + RUNG_ROW / 2, 10.5), word, "name", 10.5)
            colours = (
                band_rung(brief, one, x + i * BAND_STEP + 2.8) for i, one in enumerate(bands)
            )
            weighed = (kg_rung(brief, w, kg + i * KG_STEP + RUNG) for i, w in enumerate(weights))
            draw_rungs(sheet, brief, load, [*colours, *weighed], y + RUNG_ROW / 2, RUNG)
            y += RUNG_ROW
        sheet.rule(left, y, left + MEASURE)
        return y

    def _band_head(self, sheet: Sheet, colour: BandColour, x: float, y: float) -> None:
        brief = self.brief
        pattern, plain = brief.bands[colour].pattern, brief.look.ink_saver
        swatch(sheet, brief.band_colour(colour), pattern, x, y + 0.6, plain_paper=plain)
        sheet.text(x + 6.6, y + 3.8, brief.texts(f"band.{colour}"), "name", 9.5)

    # -- rules ---------------------------------------------------------------------------------

    def _rules(self, sheet: Sheet, y: float) -> float:
        """Print when to move up, stay and step down; return the lower edge."""
        texts, left = self.brief.texts, self.brief.paper.left
        wide = (MEASURE - 2 * GUTTER) / 3
        whens = [when(self.brief, rule) for rule in RULES]
        for index, (rule, sign) in enumerate(zip(RULES, SIGNS, strict=True)):
            x = left + index * (wide + GUTTER)
            sheet.rule(x, y - 4.6, x + wide, 1.4)
            sign(sheet, x + 1.8, y - 0.6)
            with sheet.tag("H3"):
                sheet.text(x + 5.4, y + 1.0, texts(f"progress.{rule}"), "display", 15)
            with sheet.tag("P"):
                sheet.paragraph(x, y + 2.4, wide, whens[index], RULE_TEXT)
        return y + 2.4 + max(paragraph_height(words, RULE_TEXT, wide) for words in whens)

    def _swaps(self, sheet: Sheet, y: float) -> None:
        """Print what to do instead, in two columns read across."""
        brief, texts, left = self.brief, self.brief.texts, self.brief.paper.left
        sheet.rule(left, y - 5.6, left + MEASURE, 1.4)
        with sheet.tag("H3"):
            used = sheet.text(left, y, texts("progress.swaps"), "display", 15)
        with sheet.tag("P"):
            sheet.text(left + used + 3, y, texts("progress.swaps_how"), "body", 10)
        y += 1.8
        lines = list(swaps(brief))
        with sheet.tag("L"):
            for pair in zip(lines[::2], lines[1::2], strict=True):
                for index, swap in enumerate(pair):
                    with sheet.tag("LI"), sheet.tag("LBody"):
                        x = left + index * (COLUMN + GUTTER)
                        sheet.paragraph(x, y, COLUMN, swap, SWAP_TEXT)
                y += max(paragraph_height(swap, SWAP_TEXT, COLUMN) for swap in pair) + 0.6
        if y > self.brief.paper.bottom - 4:
            raise OutputError(
                f"{self.name}: the swaps need {y - self.brief.paper.bottom + 4:.1f} mm more"
            )


def check_words(brief: Brief) -> str:
    """Return how the push-up check is done, or that it is not for a plan without full push-ups."""
    return brief.texts(f"progress.check_{'how' if checks_push_ups(brief) else 'not'}")


class Rung(NamedTuple):
    """One ring of a ladder, around `x`.

    Attributes:
        key: of the colour or the weight; words: what it is.
        load: the colour or the weight itself.
    """

    x: float
    key: str
    words: str
    load: BandColour | float


def band_rung(brief: Brief, colour: BandColour, x: float) -> Rung:
    """Return the rung of a colour."""
    return Rung(x, colour, brief.texts(f"band.{colour}"), colour)


def kg_rung(brief: Brief, weight: float, x: float) -> Rung:
    """Return the rung of a weight."""
    return Rung(x, f"{weight:g}kg", brief.texts("load.kg", weight=f"{weight:g}"), weight)


def draw_rungs(
    sheet: Sheet, brief: Brief, load: str, rungs: list[Rung], y: float, radius: float
) -> None:
    """Print a ladder's row, to mark what is reached; where the plan starts is a bold ring."""
    for one, other in pairwise(rungs):
        sheet.line([(one.x + radius, y), (other.x - radius, y)], 0.35)
    for rung in rungs:
        kind = brief.texts(f"progress.ladder_{load}")
        tip = brief.texts("field.rung", load=kind, rung=rung.words)
        weight = 1.6 if rung.load in first_loads(brief, load) else 0.7
        sheet.tick_ring(rung.x, y, radius, f"rung.{load}.{rung.key}", tip, weight)


def first_loads(brief: Brief, load: str) -> tuple[BandColour | None, float | None]:
    """Return colour and weight with which the plan begins rows, presses or raises."""
    band: BandColour | None = None
    weight: float | None = None
    for week in brief.plan.weeks:
        for session in week.sessions:
            for row in session.rows:
                if _load_of(brief, row.exercise) != load:
                    continue
                band = band or (row.band[0] if row.band else None)
                weight = weight or (row.kg[0] if row.kg else None)
    return band, weight


def _load_of(brief: Brief, slug: str) -> str:
    exercise = brief.plan.exercises[slug]
    if exercise.pattern == "shoulder-isolation":
        return "raise"
    if exercise.balance == "push":
        return "press"
    return "pull" if exercise.pattern.endswith("-pull") else ""


def shown_bands(
    scale: list[BandColour], used: tuple[BandColour, ...], most: int
) -> list[BandColour]:
    """Return `most` neighbouring colours that begin with the lightest one used."""
    if not used:
        return []
    first = min(scale.index(used[0]), len(scale) - most)
    return scale[first : first + most]


def shown_weights(used: tuple[float, ...]) -> list[float]:
    """Return the weights used and the whole kilograms after them."""
    if not used:
        return []
    weights = sorted(used)[:MOST_WEIGHTS]
    while len(weights) < MOST_WEIGHTS:
        weights.append(float(int(weights[-1]) + 1))
    return weights
