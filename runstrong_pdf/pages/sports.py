"""The table of other sports: emblem, how long, what each serves, and a box to tick a week."""

from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import MEASURE, Style
from runstrong_pdf.model.catalogue import CrossTraining
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, plain_muscles, span

TEXT = Style("condensed", 9.8, 11.2)
NAME_TEXT = Style("name", 10.2, 11.6)
EMBLEM, NAME = 16.0, 35.0
TEXT_LEFT = EMBLEM + 1.5 + NAME + 1.5
BOX, STEP, BOX_GAP, MOST_BOXES = 4.6, 5.3, 0.7, 6
"""A box a week, at most six side by side."""
BOXES = STEP * MOST_BOXES
TEXT_WIDTH = MEASURE - TEXT_LEFT - BOXES - 2.5
HEAD, SHORTEST_ROW, AIR = 5.0, 11.6, 0.7
LARGEST_STRETCH = 3.4
"""Spare height goes to the emblems, at most so much a row."""
LARGEST_EMBLEM = 0.0135
"""Millimetres a unit: a seated figure is not drawn larger than that beside a standing one."""


class SportsTable(NamedTuple):
    """All sports of `templates/cross-training`, those of the article first."""

    brief: Brief

    @property
    def sports(self) -> list[tuple[Slug, CrossTraining]]:
        """The sports in printed order."""
        return sorted(self.brief.sports.items(), key=lambda item: (not item[1].seed, item[0]))

    def height(self) -> float:
        """Return the least height of the table."""
        return HEAD + fsum(self._row_height(sport) for _, sport in self.sports)

    def stretch(self) -> float:
        """Return how much more height it can use well."""
        return LARGEST_STRETCH * len(self.sports)

    def draw(self, sheet: Sheet, y: float, more: float = 0.0) -> None:
        """Print the table from y, its rows `more` millimetres higher in all."""
        left = self.brief.paper.left
        with sheet.tag("Table"):
            self._head(sheet, y)
            y += HEAD
            sheet.rule(left, y, left + MEASURE, 1.0)
            for slug, sport in self.sports:
                high = self._row_height(sport) + more / len(self.sports)
                with sheet.tag("TR"):
                    self._name(sheet, slug, sport, y, high)
                    with sheet.tag("TD"):
                        self._serves(sheet, sport, y, high)
                    with sheet.tag("TD"):
                        self._boxes(sheet, slug, sport, y, high)
                y += high
                sheet.rule(left, y, left + MEASURE)

    def _row_height(self, sport: CrossTraining) -> float:
        text = paragraph_height(sport_says(self.brief, sport), TEXT, TEXT_WIDTH)
        name = paragraph_height(sport.name, NAME_TEXT, NAME, even=True) + TEXT.lead / MM
        boxes = self._box_rows() * (BOX + BOX_GAP)
        return max(SHORTEST_ROW, max(text, name, boxes) + AIR)

    def _box_rows(self) -> int:
        return -(-len(self.brief.plan.weeks) // MOST_BOXES)

    def _head(self, sheet: Sheet, y: float) -> None:
        texts, left = self.brief.texts, self.brief.paper.left
        weeks = len(self.brief.plan.weeks)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Column"):
                sheet.text(left, y + 3.5, texts("know_how.sport"), TEXT.face, TEXT.size)
            with sheet.tag("TH", scope="Column"):
                words = texts("know_how.sport_serves")
                sheet.text(left + TEXT_LEFT, y + 3.5, words, TEXT.face, TEXT.size)
            with sheet.tag("TH", scope="Column"):
                x = left + MEASURE - BOXES
                words = texts("know_how.sport_weeks", weeks=weeks)
                sheet.text(x, y + 3.5, words, TEXT.face, TEXT.size)

    def _name(self, sheet: Sheet, slug: Slug, sport: CrossTraining, y: float, high: float) -> None:
        brief, left = self.brief, self.brief.paper.left
        x = left + EMBLEM + 1.5
        lines = paragraph_height(sport.name, NAME_TEXT, NAME, even=True)
        top = y + (high - lines - TEXT.lead / MM) / 2
        with sheet.tag("TH", scope="Row"):
            if slug in brief.pictures.drawings:
                area = Area(left, y + 0.4, EMBLEM, high - 0.8)
                brief.pictures.draw(sheet, slug, area, largest=LARGEST_EMBLEM)
            sheet.paragraph(x, top, NAME, sport.name, NAME_TEXT, even=True)
            sheet.paragraph(x, top + lines, NAME, sport_dose(brief, sport), TEXT)

    def _serves(self, sheet: Sheet, sport: CrossTraining, y: float, high: float) -> None:
        text = sport_says(self.brief, sport)
        top = y + (high - paragraph_height(text, TEXT, TEXT_WIDTH)) / 2
        sheet.paragraph(self.brief.paper.left + TEXT_LEFT, top, TEXT_WIDTH, text, TEXT)

    def _boxes(self, sheet: Sheet, slug: Slug, sport: CrossTraining, y: float, high: float) -> None:
        """Print a box a week; the week whose sheet suggests this sport has a heavy one."""
        weeks = self.brief.plan.weeks
        top = y + (high - self._box_rows() * (BOX + BOX_GAP) + BOX_GAP) / 2
        for index, week in enumerate(weeks):
            row, column = divmod(index, MOST_BOXES)
            x = self.brief.paper.left + MEASURE - BOXES + column * STEP + (STEP - BOX)
            suggested = bool(week.cross_training and week.cross_training.activity == slug)
            key = "know_how.sport_tip_suggested" if suggested else "know_how.sport_tip"
            tip = self.brief.texts(key, sport=sport.name, week=week.number)
            line = 1.7 if suggested else 0.8
            field = f"sport.{slug}.{week.number}"
            sheet.tick_box(x, top + row * (BOX + BOX_GAP), BOX, field, tip, line)


def sport_says(brief: Brief, sport: CrossTraining) -> str:
    """Return what a sport serves, and what to mind."""
    muscles = ", ".join(plain_muscles(sport.primary, brief.texts))
    return brief.texts("know_how.serves", muscles=muscles, note=sport.note)


def sport_dose(brief: Brief, sport: CrossTraining) -> str:
    """Return how long and how often, such as `20-45 min, 1-2 x a week`."""
    texts = brief.texts
    minutes = span([str(number) for number in sport.minutes], texts)
    times = span([str(number) for number in sport.sessions_per_week], texts)
    return texts("know_how.sport_dose", minutes=minutes, times=times)
