"""Other sports in a single column: emblem, how long, what each serves, a box a week."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.layout.blocks import Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.catalogue import CrossTraining
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pages.column.row import outline
from runstrong_pdf.pages.sports import SportsTable, sport_dose, sport_says
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

HEAVY = 2.2
"""Points: the outline of the box in the week whose sheet suggests the sport."""


def sport_items(brief: Brief) -> Iterator[Item]:
    """Yield every sport, those of the article first."""
    scale, weeks = scale_of(brief), len(brief.plan.weeks)
    hint = brief.texts("know_how.sport_weeks", weeks=weeks)
    yield Item(Paragraph(hint, scale.narrow), gap=scale.gap * 0.3, holds=True)
    for slug, sport in SportsTable(brief).sports:
        row = SportRow(brief, slug, sport)
        yield Item(row, gap=scale.gap * 0.3, within="L", grow=scale.gap)


@dataclass(frozen=True)
class SportRow:
    """One sport."""

    brief: Brief
    slug: Slug
    sport: CrossTraining

    def height(self, measure: float) -> float:
        """Return the height of its words and boxes."""
        scale = self._scale
        head = 1 if self._on_one_line(measure) else 2
        says = paragraph_height(self._says, scale.narrow, measure - self._left)
        return self._air + head * scale.strong.lead / MM + says + scale.box + scale.gap * 0.6

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print rule, emblem, words and boxes."""
        brief, scale = self.brief, self._scale
        strong, narrow = scale.strong, scale.narrow
        sheet.rule(x, y, x + measure)
        left, room = x + self._left, measure - self._left
        lead = strong.lead / MM
        area = Area(x, y + 0.8, self._left - scale.gap, high - 1.6)
        y += self._air
        baseline = y + (strong.lead + strong.size * CAP_HEIGHT) / 2 / MM
        with sheet.tag("LI"), sheet.tag("LBody"):
            if self.slug in brief.pictures.drawings:
                brief.pictures.draw(sheet, self.slug, area, largest=scale.narrow.size * 0.0018)
            with sheet.tag("P"):
                sheet.text(left, baseline, self.sport.name, strong.face, strong.size, room=room)
            dose, one = sport_dose(brief, self.sport), self._on_one_line(measure)
            with sheet.tag("P"):
                if one:
                    at = x + measure
                    sheet.text(at, baseline, dose, narrow.face, narrow.size, align="right")
                else:
                    sheet.text(left, baseline + lead, dose, narrow.face, narrow.size, room=room)
            y += lead if one else 2 * lead
            with sheet.tag("P"):
                y += sheet.paragraph(left, y, room, self._says, narrow)
            self._boxes(sheet, left, y + scale.gap * 0.2)

    @property
    def _scale(self) -> Scale:
        return scale_of(self.brief)

    @property
    def _air(self) -> float:
        return self._scale.gap * 0.2

    @property
    def _left(self) -> float:
        return self._scale.panel * 0.42 + self._scale.gap

    @property
    def _says(self) -> str:
        return sport_says(self.brief, self.sport)

    def _on_one_line(self, measure: float) -> bool:
        scale = self._scale
        name = width(self.sport.name, scale.strong.face, scale.strong.size)
        dose = width(sport_dose(self.brief, self.sport), scale.narrow.face, scale.narrow.size)
        return name + dose + scale.gap <= measure - self._left

    def _boxes(self, sheet: Sheet, x: float, y: float) -> None:
        """Print a box a week; the week that suggests this sport has a heavy one."""
        scale, texts = self._scale, self.brief.texts
        for index, week in enumerate(self.brief.plan.weeks):
            suggested = bool(week.cross_training and week.cross_training.activity == self.slug)
            key = "know_how.sport_tip_suggested" if suggested else "know_how.sport_tip"
            tip = texts(key, sport=self.sport.name, week=week.number)
            line = HEAVY if suggested else outline(scale)
            field = f"sport.{self.slug}.{week.number}"
            left = x + 0.15 + index * (scale.box + scale.box_gap)
            sheet.tick_box(left, y, scale.box, field, tip, line)
