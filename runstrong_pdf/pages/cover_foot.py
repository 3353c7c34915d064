"""The foot of the cover: kit, how it works, when to stop, the disclaimer."""

from dataclasses import dataclass
from itertools import groupby

from runstrong_pdf.layout.pattern import swatch
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.theme import BOXED_TEXT, COVER_TEXT, MEASURE
from runstrong_pdf.model.words import Phase
from runstrong_pdf.pages.brief import Brief, span

THIRD = (MEASURE - 12) / 3


@dataclass(frozen=True)
class CoverFoot:
    """What stands below the wall chart."""

    brief: Brief

    def draw(self, sheet: Sheet, y: float) -> None:
        """Print the three columns from the baseline of their heads, and the disclaimer."""
        left = self.brief.paper.left
        self._kit(sheet, left, y)
        self._how(sheet, left + THIRD + 6, y)
        self._stop(sheet, left + 2 * (THIRD + 6), y)
        self._disclaimer(sheet, left)

    def _disclaimer(self, sheet: Sheet, x: float) -> None:
        """Print the advice to consult, and the club's contact line where there is one."""
        text, wide = self.brief.texts("cover.disclaimer"), 2 * THIRD + 3
        bottom = self.brief.paper.bottom - 1.5
        if self.brief.reachable:
            bottom -= 4.6
            with sheet.tag("P"):
                sheet.slot("contact", x, bottom + 3.6, "name", 10.5, wide)
        with sheet.tag("P"):
            y = bottom - paragraph_height(text, BOXED_TEXT, wide)
            sheet.paragraph(x, y, wide, text, BOXED_TEXT)

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

    def _swatches(self, sheet: Sheet, x: float, y: float) -> float:
        brief = self.brief
        with sheet.tag("P"):
            for colour in brief.plan.bands:
                pattern = brief.bands[colour].pattern
                rgb, plain = brief.band_colour(colour), brief.look.ink_saver
                swatch(sheet, rgb, pattern, x, y + 0.5, plain_paper=plain)
                word = brief.texts(f"band.{colour}")
                x += 6.6 + sheet.text(x + 6.6, y + 3.6, word, "name", 9.8) + 2.6
        return y + 5.0

    def _how(self, sheet: Sheet, x: float, y: float) -> None:
        self._head(sheet, x, y, "cover.how")
        y += 2.8
        with sheet.tag("L"):
            steps = list(self.brief.texts.some("cover.steps"))
            if self.brief.columns == 1:
                steps[0] = self.brief.texts("cover.single_step")
            for index, step in enumerate(steps, 1):
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
