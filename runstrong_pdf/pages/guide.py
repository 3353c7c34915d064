"""The exercise guide: four to six cards a page, in the order in which the plan brings them."""

from collections.abc import Iterator
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import care, chevron, cross
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import GUIDE_TEXT, MEASURE, TOP, Look
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.exercise_words import (
    avoided,
    first_band,
    move_up,
    neighbours,
    used_in,
    used_in_weeks,
    working,
)
from runstrong_pdf.pages.furniture import has_band, safety, safety_height

PANEL = 66.0
TEXT_LEFT = PANEL + 5
TEXT_WIDTH = MEASURE - TEXT_LEFT
SHORTEST_CARD = 45.0
MOST_CARDS = 6
CARD_GAP = 1.4
LARGEST_STRETCH = 16.0
"""Spare height goes to the pictures, at most so much a card."""
HEAD, FOOT = 7.8, 9.6
INDENT = 5.0
LINE = GUIDE_TEXT.lead / MM
BETWEEN = 0.3
INSET = 19.0
"""Width of the hands from above, in the corner of a panel."""


class GuidePage(NamedTuple):
    """One page of cards, `number` of `total`."""

    brief: Brief
    slugs: tuple[Slug, ...]
    number: int
    total: int

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("guide.page_name", number=self.number)

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("guide.label", number=self.number)

    @property
    def bookmark(self) -> str:
        """What the outline calls the guide, on its first page."""
        return self.brief.texts("guide.bookmark") if self.number == 1 else ""

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        return f"G{self.number}"

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        brief, left = self.brief, self.brief.paper.left
        with sheet.tag("H2"):
            sheet.text(left, TOP + 7.4, brief.texts("guide.title"), "display", 22)
        with sheet.tag("P"):
            part = brief.texts("guide.part", number=self.number, total=self.total)
            sheet.text(left + MEASURE, TOP + 7.4, part, "condensed", 10.5, align="right")
        lines = _safety_lines(brief, self.slugs)
        heights = [Card(brief, slug).height() for slug in self.slugs]
        *_, used = accumulate(heights)  # sum() adds up otherwise from Python 3.12 on
        spare = _room(brief, self.slugs) - used - CARD_GAP * (len(heights) - 1)
        more = min(LARGEST_STRETCH, spare / len(heights))
        y = TOP + 11
        for slug, high in zip(self.slugs, heights, strict=True):
            Card(brief, slug).draw(sheet, y, high + more)
            y += high + more + CARD_GAP
        safety(sheet, brief, lines)


def guide_pages(brief: Brief) -> Iterator[GuidePage]:
    """Yield the pages of the guide: as many cards on each as fit."""
    groups: list[tuple[Slug, ...]] = []
    left = tuple(brief.plan.exercises)
    while left:
        count = _fitting(brief, left)
        groups.append(left[:count])
        left = left[count:]
    for number, slugs in enumerate(groups, 1):
        yield GuidePage(brief, slugs, number, len(groups))


def _fitting(brief: Brief, slugs: tuple[Slug, ...]) -> int:
    """Return how many of the first cards fit on one page."""
    count, used = 0, 0.0
    for slug in slugs[:MOST_CARDS]:
        used += Card(brief, slug).height() + (CARD_GAP if count else 0.0)
        if used > _room(brief, slugs[: count + 1]):
            break
        count += 1
    if not count:
        raise OutputError(f"the guide card of {slugs[0]} is higher than a page")
    return count


def _room(brief: Brief, slugs: tuple[Slug, ...]) -> float:
    lines = safety_height(_safety_lines(brief, slugs))
    return brief.paper.bottom - lines - 1.6 - TOP - 11


def _safety_lines(brief: Brief, slugs: tuple[Slug, ...]) -> list[str]:
    stop = [brief.texts("safety.stop")]
    return [*stop, brief.texts("safety.band")] if has_band(brief, list(slugs)) else stop


class Card(NamedTuple):
    """One exercise: pictures left, words right, its neighbours on the ladder below."""

    brief: Brief
    slug: Slug

    @property
    def exercise(self) -> Exercise:
        """The exercise itself."""
        return self.brief.plan.exercises[self.slug]

    def height(self) -> float:
        """Return the height that the words need."""
        words = LINE + 0.7 + 0.4
        for text in self._indented():
            words += paragraph_height(text, GUIDE_TEXT, TEXT_WIDTH - INDENT, even=True) + BETWEEN
        return max(SHORTEST_CARD, HEAD + words + FOOT)

    def draw(self, sheet: Sheet, y: float, high: float) -> None:
        """Print the card at full measure from height y."""
        brief, left = self.brief, self.brief.paper.left
        x, right = left + TEXT_LEFT, left + MEASURE
        sheet.rule(left, y, right, 1.4)
        panel(sheet, brief.look, Area(left, y + 2.0, PANEL, high - 2.8))
        self._title(sheet, x, y, right)
        self._words(sheet, x, y + HEAD)
        picture = Area(left + 1.5, y + 3.0, PANEL - 3, high - 4.8)
        band = first_band(brief, self.slug)
        brief.pictures.draw(
            sheet, self.slug, picture, which=None, gap=2.5, band=band, arrange="best"
        )
        corner = Area(left + PANEL - INSET - 1.0, y + 3.0, INSET, INSET * 0.6)
        brief.pictures.draw_inset(sheet, self.slug, corner)
        self._ladder(sheet, x, y + high - 5.6, right)

    def _title(self, sheet: Sheet, x: float, y: float, right: float) -> None:
        used, name = used_in(self.brief, self.slug), self.exercise.name
        if width(used, "condensed", 10) + width(name, "display", 15) + 3 > right - x:
            used = used_in_weeks(self.brief, self.slug)
        room = right - x - width(used, "condensed", 10) - 3
        with sheet.tag("H3"):
            sheet.text(x, y + 6.8, name, "display", 17, room=room, floor=12)
        with sheet.tag("P"):
            sheet.text(right, y + 6.6, used, "condensed", 10, align="right")
        sheet.bookmark(self.exercise.name, f"exercise-{self.slug}", y, 1)

    def _words(self, sheet: Sheet, x: float, y: float) -> None:
        works = working(self.brief, self.exercise, GUIDE_TEXT, TEXT_WIDTH)
        with sheet.tag("P"):
            y += sheet.paragraph(x, y, TEXT_WIDTH, works, GUIDE_TEXT) + 0.7
        with sheet.tag("L"):
            for index, cue in enumerate(self.exercise.cues, 1):
                with sheet.tag("LI"):
                    with sheet.tag("Lbl"):
                        sheet.text(x, y + 3.45, str(index), "display", 12)
                    with sheet.tag("LBody"):
                        y += self._line(sheet, x, y, cue)
        y += 0.4
        *_, avoid, safety_line = self._indented()
        cross(sheet, x + 1.6, y + 2.2)
        with sheet.tag("P"):
            y += self._line(sheet, x, y, avoid)
        care(sheet, x - 0.1, y + 0.55)
        with sheet.tag("P"):
            self._line(sheet, x, y, safety_line)

    def _line(self, sheet: Sheet, x: float, y: float, text: str) -> float:
        room = TEXT_WIDTH - INDENT
        return sheet.paragraph(x + INDENT, y, room, text, GUIDE_TEXT, even=True) + BETWEEN

    def _indented(self) -> list[str]:
        """Return the paragraphs beside the numbers and signs."""
        said = avoided(self.brief, self.exercise)
        return [*self.exercise.cues, said, self.exercise.safety]

    def _ladder(self, sheet: Sheet, x: float, y: float, right: float) -> None:
        texts = self.brief.texts
        with sheet.tag("P"):
            up = move_up(self.brief, self.slug, GUIDE_TEXT, TEXT_WIDTH)
            sheet.paragraph(x, y - 4.7, TEXT_WIDTH, up, GUIDE_TEXT)
        sheet.rule(x, y, right)
        easier, harder = neighbours(self.brief, self.exercise)
        labels = [texts("guide.easier"), texts("guide.harder")]
        words = [width(label, "condensed", 10) for label in labels]
        size = 10.0
        while fsum(words) + width(easier + harder, "name", size) > right - x - 10 and size > 9:
            size -= 0.25
        with sheet.tag("P"):
            chevron(sheet, x + 1.0, y + 2.9, 2.0, 1.3, back=True)
            used = sheet.text(x + 3.4, y + 4.1, labels[0], "condensed", 10)
            sheet.text(x + 3.4 + used, y + 4.1, easier, "name", size)
        with sheet.tag("P"):
            chevron(sheet, right - 1.0, y + 2.9, 2.0, 1.3)
            name = right - 3.4 - width(harder, "name", size)
            sheet.text(name, y + 4.1, labels[1], "condensed", 10, align="right")
            sheet.text(name, y + 4.1, harder, "name", size)


def panel(sheet: Sheet, look: Look, area: Area) -> None:
    """Draw the tinted field behind a picture; none where ink is saved."""
    if not look.ink_saver:
        sheet.rect(area.x, area.y, area.w, area.h, 2.0, inside=look.tint)
