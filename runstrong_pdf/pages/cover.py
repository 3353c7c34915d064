"""The cover: one big bib, the wall chart, kit, how it works, when to stop."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.layout.colour import WHITE
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import A4, COVER_TEXT, GOAL, MEASURE, TOP
from runstrong_pdf.pages.brief import Brief, span
from runstrong_pdf.pages.cover_foot import CoverFoot
from runstrong_pdf.pages.wall_chart import WallChart

ADVISED = ("wrist", "osteoporosis", "older-adult", "youth")
"""Cautions that change how a session is done, not only what is in it."""
RUNNER = "march-and-swing"
"""The drawing on a cover without a logo."""


@dataclass(frozen=True)
class CoverPage:
    """The first sheet."""

    brief: Brief
    code: str = "0"

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
        shorter = min(0.0, self.brief.paper.height - A4.height)
        high = 70 + shorter * 0.5
        self._bib(sheet, TOP, high, 17 + shorter * 0.12)
        y = TOP + high + 12.5
        notes = " ".join((*self.brief.plan.notes, *advice(self.brief)))
        told = paragraph_height(notes, COVER_TEXT, MEASURE) + 2.5 if notes else 0.0
        referred = self._referral(sheet, y - 9.5) if self.brief.plan.refer_first else 0.0
        y = WallChart(self.brief).draw(sheet, y + referred, 82 + shorter * 0.3 - told - referred)
        if notes:
            with sheet.tag("P"):
                sheet.paragraph(self.brief.paper.left, y + 2.0, MEASURE, notes, COVER_TEXT)
        CoverFoot(self.brief).draw(sheet, y + told + 12.0)

    def _referral(self, sheet: Sheet, y: float) -> float:
        """Print the advice to ask first (R34); return the height it takes."""
        text = self.brief.texts("cover.refer")
        high = paragraph_height(text, GOAL, MEASURE - 8) + 4.0
        sheet.rect(self.brief.paper.left, y, MEASURE, high, 2, outline=1.6)
        with sheet.tag("P"):
            sheet.paragraph(self.brief.paper.left + 4, y + 2.0, MEASURE - 8, text, GOAL)
        return high + 2.0

    # -- bib -----------------------------------------------------------------------------------

    def _bib(self, sheet: Sheet, y: float, high: float, strip: float) -> None:
        brief, x = self.brief, self.brief.paper.left
        middle = x + MEASURE / 2
        self._card(sheet, x, y, high, strip)
        with sheet.tag("H1"):
            sheet.text(
                middle,
                centred(y + strip / 2, 30),
                brief.plan.title,
                "display",
                30,
                align="centre",
                colour=brief.look.on_accent,
                room=150,
                floor=16,
            )
        body = Area(x, y + strip, MEASURE, high - strip)
        self._weeks(sheet, middle, body)
        self._who(sheet, middle, body)
        self._facts(sheet, x + MEASURE - 50, body)

    def _card(self, sheet: Sheet, x: float, y: float, high: float, strip: float) -> None:
        look = self.brief.look
        with sheet.clip(x, y, MEASURE, high, 4.5):
            sheet.rect(x, y, MEASURE, strip, inside=look.accent)
        if look.keyline:
            sheet.line([(x, y + strip), (x + MEASURE, y + strip)], 1.2)
        sheet.rect(x, y, MEASURE, high, 4.5, outline=1.6)
        for hx in (x + 6, x + MEASURE - 6):
            for hy in (y + strip / 2, y + high - 6):
                sheet.circle(hx, hy, 1.5, inside=WHITE, outline=0.8)

    def _weeks(self, sheet: Sheet, middle: float, body: Area) -> None:
        number, unit = str(len(self.brief.plan.weeks)), self.brief.texts("cover.weeks")
        size = 112 * body.h / 53
        wide = width(number, "display", size) + 2 + width(unit, "display", 34)
        baseline = body.y + body.h * 0.62
        with sheet.tag("P"):
            x = min(middle - wide / 2, middle + 29 - wide)  # two figures keep clear of the dates
            x += sheet.text(x, baseline, number, "display", size) + 2
            sheet.text(x, baseline, unit, "display", 34)

    def _who(self, sheet: Sheet, middle: float, body: Area) -> None:
        """Print the runner, then name and club, or lines to write them on."""
        brief = self.brief
        low = body.y + body.h * 0.87
        picture = Area(brief.paper.left + 12, body.y + 3.5, 33, body.h * 0.87 - 11)
        brief.pictures.draw(sheet, RUNNER, picture, which=("end",))
        if brief.named:
            with sheet.tag("P"):
                y = low - 2.5 if brief.clubbed else low
                sheet.slot("name", middle, y, "name", 23, 100, align="centre")
        else:
            y = low - 3.0 if brief.clubbed else low
            self._blank(sheet, brief.texts("cover.name"), middle - 34, y, 68)
        if brief.clubbed:
            with sheet.tag("P"):
                sheet.slot("club", middle, low + 3.8, "name", 12, 140, align="centre")
        else:
            self._blank(sheet, brief.texts("cover.club"), brief.paper.left + 11.5, low, 34)

    def _blank(self, sheet: Sheet, label: str, x: float, y: float, w: float) -> None:
        with sheet.tag("P"):
            used = sheet.text(x, y, label, "condensed", 11)
        sheet.rule(x + used + 1.5, y + 0.6, x + w, 0.5)

    def _facts(self, sheet: Sheet, x: float, body: Area) -> None:
        brief, texts = self.brief, self.brief.texts
        minutes = [s.minutes for week in brief.plan.weeks for s in week.sessions]
        facts = [
            (str(self.brief.columns), texts("cover.sessions")),
            (span([str(min(minutes)), str(max(minutes))], texts), texts("cover.minutes")),
        ]
        step, y = 7.2, body.y + body.h * 0.23
        for index, (figure, words) in enumerate(facts):
            with sheet.tag("P"):
                sheet.text(x + 15, y + index * step, figure, "display", 14, align="right")
                sheet.text(x + 17.5, y + index * step, words, "condensed", 11)
        for index, key in enumerate(("start", "finish"), 2):
            self._date(sheet, key, x, y + index * step)

    def _date(self, sheet: Sheet, key: str, x: float, y: float) -> None:
        with sheet.tag("P"):
            if self.brief.dated:
                sheet.slot(key, x + 15, y, "display", 14, 22, align="right")
            sheet.text(x + 17.5, y, self.brief.texts(f"cover.{key}"), "condensed", 11)
        if not self.brief.dated:
            sheet.rule(x - 3, y + 0.6, x + 15, 0.5)


def advice(brief: Brief) -> Iterator[str]:
    """Yield what a caution asks beyond swapped exercises (FACTS 5.3)."""
    for caution in ADVISED:
        if caution in brief.plan.request.avoid:
            yield brief.texts(f"advice.{caution}")
