"""The big bib of the cover: title, weeks, who it is for and from, the facts."""

from typing import NamedTuple

from runstrong_pdf.layout.logo import draw_logo
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import MEASURE
from runstrong_pdf.model.colour import WHITE
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, span
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

RUNNER = "march-and-swing"
"""The drawing on a cover without a logo."""
LOGO = 29.0
"""Millimetres of the circle that a logo fits."""
NAME_HEIGHT = 10.5
"""Millimetres from a name's baseline to the tops of its letters, with accents and some air."""
BELOW_FACTS = 8.5
"""Millimetres from the last of the facts to the line that club and name share."""
NAME_ROOM, BESIDE_LOGO = 100.0, 90.0
"""Millimetres for a name, and where a logo stands left of it."""


class CoverBib(NamedTuple):
    """A race number as wide as the page."""

    brief: Brief

    def draw(self, sheet: Sheet, y: float, high: float, strip: float) -> None:
        """Print the bib from y down; `strip` is the height of its coloured head."""
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
        baseline = min(body.y + body.h * 0.62, self._name(body) - NAME_HEIGHT)
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
        self._picture(sheet, body, low)
        if brief.named:
            with sheet.tag("P"):
                room = BESIDE_LOGO if brief.logo else NAME_ROOM
                sheet.slot("name", middle, self._name(body), "name", 23, room, align="centre")
        else:
            self._blank(sheet, "name", middle - 34, self._name(body), 68)
        if brief.clubbed:
            with sheet.tag("P"):
                sheet.slot("club", middle, low + 3.8, "name", 12, 140, align="centre")
        elif not brief.logo:
            self._blank(sheet, "club", brief.paper.left + 11.5, low, 34)

    def _picture(self, sheet: Sheet, body: Area, low: float) -> None:
        """Print the club's logo in the middle of the left side, or a runner above the club."""
        brief, left = self.brief, self.brief.paper.left
        if not brief.logo:
            picture = Area(left + 12, body.y + 3.5, 33, low - body.y - 11)
            brief.pictures.draw(sheet, RUNNER, picture, which=("end",))
            return
        club_logo(sheet, brief, left + 27, body.y + body.h / 2, min(LOGO, body.h - 5.0))

    def _name_line(self, body: Area) -> float:
        """Return the height on which name and club stand, one above and one below it."""
        return body.y + min(body.h * 0.87, body.h - 6.0)

    def _name(self, body: Area) -> float:
        """Return the baseline of the name, which makes room for a club below it."""
        return self._name_line(body) - (2.5 if self.brief.clubbed else 0.0)

    def _blank(self, sheet: Sheet, key: str, x: float, y: float, w: float) -> None:
        labelled_blank(sheet, self.brief.texts(f"cover.{key}"), key, x, y, x + w, 11)

    def _facts(self, sheet: Sheet, x: float, body: Area) -> None:
        brief, texts = self.brief, self.brief.texts
        minutes = [s.minutes for week in brief.plan.weeks for s in week.sessions]
        facts = [
            (str(self.brief.columns), texts("cover.sessions")),
            (span([str(min(minutes)), str(max(minutes))], texts), texts("cover.minutes")),
        ]
        y, last = body.y + body.h * 0.23, self._name_line(body) - BELOW_FACTS
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
            tip = self.brief.texts(f"field.{key}")
            sheet.writing_line(x - 3, y + 0.6, x + 15, key, tip, size=11)


def club_logo(sheet: Sheet, brief: Brief, x: float, y: float, diameter: float) -> None:
    """Print the logo, if there is one, in a circle around (x, y), and say whose it is."""
    if brief.logo:
        club, texts, saver = brief.logo_of, brief.texts, brief.look.ink_saver
        alt = texts("cover.logo_of", club=club) if club else texts("cover.logo")
        draw_logo(sheet, brief.logo, x, y, diameter, alt, ink_saver=saver)
