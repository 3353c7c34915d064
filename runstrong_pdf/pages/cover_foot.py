"""The foot of the cover: kit, how it works, when to stop, a link, the disclaimer."""

from itertools import groupby
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.pattern import swatch
from runstrong_pdf.layout.qr import QrBox
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import BOXED_TEXT, COVER_TEXT, MEASURE
from runstrong_pdf.model.words import BandColour, Phase
from runstrong_pdf.pages.brief import Brief, checks_push_ups, span

THIRD = (MEASURE - 12) / 3
CODE = 21.0
"""Millimetres of the QR code."""
GAP = 1.0


def how_steps(brief: Brief) -> list[str]:
    """Return how a plan works, in the order in which it is done."""
    steps = list(brief.texts.some("cover.steps"))
    if brief.columns == 1:
        steps[0] = brief.texts("cover.single_step")
    return [brief.texts("cover.check"), *steps] if checks_push_ups(brief) else steps


class CoverFoot(NamedTuple):
    """What stands below the wall chart."""

    brief: Brief

    @property
    def height(self) -> float:
        """Millimetres from the baseline of the heads to the lower edge of it all."""
        texts = self.brief.texts
        how = fsum(
            paragraph_height(s, COVER_TEXT, THIRD - 5.5) + 1.5 for s in how_steps(self.brief)
        )
        kit = fsum(self._item_height(name, words) for name, _, words in kit_list(self.brief))
        stop = fsum(
            paragraph_height(text, BOXED_TEXT, THIRD - 6) + 1.3
            for text in texts.some("cover.warnings")
        )
        closing = self._advice_height + self._contact_height
        kit += self._quiet + self._code_height if self._code else closing + GAP
        stop += self._contact_height if self._code else 0.0
        return max(2.8 + how + GAP + closing, 2.6 + kit, stop + 3.6)

    @property
    def bottom(self) -> float:
        """The lower edge: a code keeps its quiet zone from the footer's rule."""
        paper = self.brief.paper
        return min(paper.bottom - 1.5, paper.footer_rule - 0.3 - self._quiet)

    def draw(self, sheet: Sheet, y: float) -> None:
        """Print the three columns from the baseline of their heads, and what closes the page."""
        left = self.brief.paper.left
        self._kit(sheet, left, y)
        if self._code:
            top = self.bottom - self._code_height
            self._code.draw(sheet, left, top, THIRD - self._code.indent)
        self._how(sheet, left + THIRD + 6, y)
        self._stop(sheet, left + 2 * (THIRD + 6), y)
        self._disclaimer(sheet)
        self._contact(sheet)

    # -- what closes the page ------------------------------------------------------------------

    @property
    def _code(self) -> QrBox | None:
        return QrBox(self.brief.link, self.brief.texts, CODE) if self.brief.link else None

    @property
    def _quiet(self) -> float:
        return self._code.quiet if self._code else 0.0

    @property
    def _code_height(self) -> float:
        """Return the height of the code and its words."""
        return max(CODE, self._code.height(THIRD - self._code.indent)) if self._code else 0.0

    @property
    def _contact_height(self) -> float:
        return 4.6 if self.brief.reachable else 0.0

    @property
    def _closing(self) -> tuple[float, float]:
        """Return left edge and width of the closing lines; a code has the first column alone."""
        left = self.brief.paper.left
        return (left + THIRD + 6, THIRD) if self._code else (left, 2 * THIRD + 3)

    @property
    def _advice_height(self) -> float:
        text = self.brief.texts("cover.disclaimer")
        return paragraph_height(text, BOXED_TEXT, self._closing[1])

    def _disclaimer(self, sheet: Sheet) -> None:
        """Print the advice to consult, evened out where it is narrow."""
        x, wide = self._closing
        y = self.bottom - self._contact_height - self._advice_height
        text, even = self.brief.texts("cover.disclaimer"), self._code is not None
        with sheet.tag("P"):
            sheet.paragraph(x, y, wide, text, BOXED_TEXT, even=even)

    def _contact(self, sheet: Sheet) -> None:
        """Print the club's contact line where there is one, beside a code below all columns."""
        if not self.brief.reachable:
            return
        x, wide = self._closing
        wide += THIRD + 6 if self._code else 0.0
        with sheet.tag("P"):
            sheet.slot("contact", x, self.bottom - 1.0, "name", 10.5, wide)

    # -- the columns ---------------------------------------------------------------------------

    def _head(self, sheet: Sheet, x: float, y: float, key: str) -> None:
        with sheet.tag("H2"):
            sheet.text(x, y, self.brief.texts(key), "display", 16)

    def _kit(self, sheet: Sheet, x: float, y: float) -> None:
        self._head(sheet, x, y, "cover.kit")
        y += 2.6
        with sheet.tag("L"):
            for name, weeks, words in kit_list(self.brief):
                with sheet.tag("LI"), sheet.tag("LBody"):
                    y = self._kit_item(sheet, x, y, name, weeks, words) + 2.0

    def _kit_item(
        self, sheet: Sheet, x: float, y: float, name: str, weeks: str, words: str
    ) -> float:
        tip = self.brief.texts("cover.kit_tip", kit=words.partition(":")[0])
        sheet.tick_box(x, y + 0.6, 4.8, f"kit.{name}", tip)
        with sheet.tag("P"):
            sheet.text(x + 7, y + 4.1, weeks, "name", 10.5)
        with sheet.tag("P"):
            y += 5.1 + sheet.paragraph(x + 7, y + 5.1, THIRD - 7, words, COVER_TEXT)
        return self._swatches(sheet, x + 7, y) if name == "bands" else y

    def _item_height(self, name: str, words: str) -> float:
        swatches = 5.0 * len(self._swatch_lines()) if name == "bands" else 0.0
        return 5.1 + paragraph_height(words, COVER_TEXT, THIRD - 7) + swatches + 2.0

    def _swatches(self, sheet: Sheet, x: float, y: float) -> float:
        brief = self.brief
        with sheet.tag("P"):
            for line in self._swatch_lines():
                left = x
                for colour in line:
                    pattern = brief.bands[colour].pattern
                    rgb, plain = brief.band_colour(colour), brief.look.ink_saver
                    swatch(sheet, rgb, pattern, left, y + 0.5, plain_paper=plain)
                    word = brief.texts(f"band.{colour}")
                    left += 6.6 + sheet.text(left + 6.6, y + 3.6, word, "name", 9.8) + 2.6
                y += 5.0
        return y

    def _swatch_lines(self) -> list[list[BandColour]]:
        """Return the colours of the plan, as many on a line as the column holds."""
        lines: list[list[BandColour]] = [[]]
        used = 0.0
        for colour in self.brief.plan.bands:
            wide = 9.2 + width(self.brief.texts(f"band.{colour}"), "name", 9.8)
            if lines[-1] and used + wide - 2.6 > THIRD - 7:
                lines.append([])
                used = 0.0
            lines[-1].append(colour)
            used += wide
        return lines

    def _how(self, sheet: Sheet, x: float, y: float) -> None:
        self._head(sheet, x, y, "cover.how")
        y += 2.8
        with sheet.tag("L"):
            for index, step in enumerate(how_steps(self.brief), 1):
                with sheet.tag("LI"):
                    with sheet.tag("Lbl"):
                        sheet.text(x, y + 4.2, str(index), "display", 14)
                    with sheet.tag("LBody"):
                        y += sheet.paragraph(x + 5.5, y + 0.4, THIRD - 5.5, step, COVER_TEXT) + 1.5

    def _stop(self, sheet: Sheet, x: float, y: float) -> None:
        top = y - 7.4
        self._head(sheet, x + 3, y, "cover.stop")
        y += 2.6
        for text in self.brief.texts.some("cover.warnings"):
            with sheet.tag("P"):
                y += sheet.paragraph(x + 3, y, THIRD - 6, text, BOXED_TEXT) + 1.3
        sheet.rect(x - 1, top, THIRD + 1, y + 1.0 - top, 2, outline=1.6)


def kit_list(brief: Brief) -> list[tuple[str, str, str]]:
    """Return (name, weeks, what) of everything to lay ready, phase by phase."""
    texts, plan = brief.texts, brief.plan
    items = []
    for phase, group in groupby(plan.weeks, key=lambda week: week.phase):
        weeks = tuple(group)
        if (phase == Phase.BANDS and not plan.bands) or (phase == Phase.DUMBBELLS and not plan.kg):
            continue
        numbers = span([str(weeks[0].number), str(weeks[-1].number)], texts)
        key = "cover.kit_weeks" if len(weeks) > 1 else "cover.kit_week"
        kg = ", ".join(f"{weight:g}" for weight in plan.kg)
        what = texts(f"cover.kit_{phase}", kg=kg)
        items.append((str(phase), texts(key, weeks=numbers), what))
    return items
