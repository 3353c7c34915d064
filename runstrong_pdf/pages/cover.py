"""The cover: one big bib, the wall chart, kit, how it works, when to stop."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.colour import WHITE
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import A4, COVER_TEXT, GOAL, MEASURE, TOP
from runstrong_pdf.pages.brief import Brief, span
from runstrong_pdf.pages.cover_foot import CoverFoot
from runstrong_pdf.pages.wall_chart import WallChart
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

ADVISED = ("wrist", "osteoporosis", "older-adult", "youth")
"""Cautions that change how a session is done, not only what is in it."""
RUNNER = "march-and-swing"
"""The drawing on a cover without a logo."""
BELOW_BIB, CHART_FRAME, ABOVE_FOOT = 12.5, 16.2, 12.0
"""Millimetres between bib and chart, of the chart without its rows, from the chart to the foot."""
AIR_GIVES, BIB_GIVES, LOWEST_BIB = 3.0, 6.0, 50.0
NAME_HEIGHT = 8.5
"""From the tops of the name's letters to the line that club and name share, and some air."""
ROW, LOWEST_ROW = 6.1, 3.5
"""A tick box of 4.5 mm and what is around it; what still can be ticked with a sharp pencil."""


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
        high, rows, air = self._heights()
        shorter = min(0.0, self.brief.paper.height - A4.height)
        self._bib(sheet, TOP, high, 17 + shorter * 0.12)
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
            raise OutputError(said, "leave out --link or --contact, or shorten what they say")
        return high, shrunk, air

    @property
    def _notes(self) -> str:
        return " ".join((*self.brief.plan.notes, *self._advice()))

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

    def _advice(self) -> Iterator[str]:
        """Yield what a caution asks beyond swapped exercises (FACTS 5.3)."""
        for caution in ADVISED:
            if caution in self.brief.plan.request.avoid:
                yield self.brief.texts(f"advice.{caution}")

    def _referral(self, sheet: Sheet, y: float) -> None:
        """Print the advice to ask first (R34)."""
        text = self.brief.texts("cover.refer")
        sheet.rect(self.brief.paper.left, y, MEASURE, self._referred - 2.0, 2, outline=1.6)
        with sheet.tag("P"):
            sheet.paragraph(self.brief.paper.left + 4, y + 2.0, MEASURE - 8, text, GOAL)

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
        above_name = self._name_line(body) - NAME_HEIGHT - 1.0
        baseline = min(body.y + body.h * 0.62, above_name)
        size = min(112 * body.h / 53, (baseline - body.y - 2.0) * MM / CAP_HEIGHT)
        wide = width(number, "display", size) + 2 + width(unit, "display", 34)
        with sheet.tag("P"):
            x = min(middle - wide / 2, middle + 29 - wide)  # two figures keep clear of the dates
            x += sheet.text(x, baseline, number, "display", size) + 2
            sheet.text(x, baseline, unit, "display", 34)

    def _who(self, sheet: Sheet, middle: float, body: Area) -> None:
        """Print the runner, then name and club, or lines to write them on."""
        brief = self.brief
        low = self._name_line(body)
        picture = Area(brief.paper.left + 12, body.y + 3.5, 33, low - body.y - 11)
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

    def _name_line(self, body: Area) -> float:
        """Return the height on which name and club stand, one above and one below it."""
        return body.y + min(body.h * 0.87, body.h - 6.0)

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
        y, last = body.y + body.h * 0.23, self._name_line(body) - NAME_HEIGHT
        step = min(7.2, (last - y) / 3)
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
