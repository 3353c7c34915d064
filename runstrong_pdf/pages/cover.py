"""The cover: one big bib, the wall chart, kit, how it works, when to stop."""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.theme import A4, COVER_TEXT, GOAL, MEASURE, TOP
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.cover_bib import CoverBib
from runstrong_pdf.pages.cover_foot import CoverFoot
from runstrong_pdf.pages.wall_chart import WallChart

COVER = "0"
"""The end of the plan code on the sheet that has the document's H1."""
ADVISED = ("wrist", "osteoporosis", "older-adult", "youth")
"""Cautions that change how a session is done, not only what is in it."""
BELOW_BIB, CHART_FRAME, ABOVE_FOOT = 12.5, 16.2, 12.0
"""Millimetres between bib and chart, of the chart without its rows, from the chart to the foot."""
AIR_GIVES, BIB_GIVES, LOWEST_BIB = 3.0, 6.0, 50.0
ROW, LOWEST_ROW = 6.1, 3.5
"""A tick box of 4.5 mm and what is around it; what still can be ticked with a sharp pencil."""


class CoverPage(NamedTuple):
    """The first sheet."""

    brief: Brief
    code: str = COVER

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("cover.page_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("cover.label")

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.label

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        high, rows, air = self._heights()
        shorter = min(0.0, self.brief.paper.height - A4.height)
        CoverBib(self.brief).draw(sheet, TOP, high, 17 + shorter * 0.12)
        y = TOP + high + BELOW_BIB - air / 2
        if self.brief.plan.refer_first:
            self._referral(sheet, y - 9.5)
        y = WallChart(self.brief).draw(sheet, y + self._referred, rows)
        if self._notes:
            with sheet.tag("P"):
                sheet.paragraph(self.brief.paper.left, y + 2.0, MEASURE, self._notes, COVER_TEXT)
        CoverFoot(self.brief).draw(sheet, y + self._told + ABOVE_FOOT - air / 2)

    def _heights(self) -> tuple[float, float, float]:
        """Return the heights of the bib and of all rows of the chart, and of air to leave out.

        All are smaller where the paper is shorter. What the foot still lacks is taken from the
        air, the bib, the rows down to a good tick box, the bib again, and at last the rows.
        """
        shorter = min(0.0, self.brief.paper.height - A4.height)
        high = 70 + shorter * 0.5
        rows = 82 + shorter * 0.3 - self._told - self._referred
        foot = CoverFoot(self.brief)
        above = TOP + BELOW_BIB + self._referred + CHART_FRAME + self._told + ABOVE_FOOT
        lacking = max(0.0, above + high + rows + foot.height - foot.bottom)
        air = min(lacking, AIR_GIVES)
        weeks = len(self.brief.plan.weeks)
        shrunk = max(min(rows, ROW * weeks), rows - max(0.0, lacking - air - BIB_GIVES))
        high -= lacking - air - (rows - shrunk)
        shrunk -= max(0.0, LOWEST_BIB - high)
        high = max(LOWEST_BIB, high)
        if shrunk < LOWEST_ROW * weeks:
            said = f"{self.name}: what it says takes {LOWEST_ROW * weeks - shrunk:.1f} mm too much"
            raise OutputError(said, "leave out the link or the contact, or shorten what they say")
        return high, shrunk, air

    @property
    def _notes(self) -> str:
        return " ".join((*self.brief.plan.notes, *advice(self.brief)))

    @property
    def _told(self) -> float:
        """Millimetres that the notes take."""
        return paragraph_height(self._notes, COVER_TEXT, MEASURE) + 2.5 if self._notes else 0.0

    @property
    def _referred(self) -> float:
        """Millimetres that the advice to ask first takes."""
        if not self.brief.plan.refer_first:
            return 0.0
        return paragraph_height(self.brief.texts("cover.refer"), GOAL, MEASURE - 8) + 6.0

    def _referral(self, sheet: Sheet, y: float) -> None:
        """Print the advice to ask first (R34)."""
        text = self.brief.texts("cover.refer")
        sheet.rect(self.brief.paper.left, y, MEASURE, self._referred - 2.0, 2, outline=1.6)
        with sheet.tag("P"):
            sheet.paragraph(self.brief.paper.left + 4, y + 2.0, MEASURE - 8, text, GOAL)


def advice(brief: Brief) -> Iterator[str]:
    """Yield what a caution asks beyond swapped exercises (docs/training-rules.md#cautions)."""
    for caution in ADVISED:
        if caution in brief.plan.request.avoid:
            yield brief.texts(f"advice.{caution}")
