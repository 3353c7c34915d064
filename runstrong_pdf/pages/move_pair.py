"""Two moves side by side: the picture left, name, dose and how it is done beside it."""

from typing import NamedTuple

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.row_words import fitting

GUTTER, AIR = 5.0, 2.0
FLAT = 0.4
"""Height of a picture at least, of its width."""


class Card(NamedTuple):
    """What one of them says.

    Attributes:
        names: the full and the shortest name.
    """

    slug: Slug
    names: tuple[str, str]
    dose: str
    how: str


class MovePair(NamedTuple):
    """A block of one or two cards below a rule.

    Attributes:
        head: type size of names; style: of how it is done; picture: width of the pictures.
    """

    brief: Brief
    cards: tuple[Card, ...]
    head: float
    style: Style
    picture: float

    def height(self, measure: float) -> float:
        """Return the height of the longer words, or of a picture that can be made out."""
        room = self._wide(measure) - self.picture - AIR
        words = max(paragraph_height(card.how, self.style, room) for card in self.cards)
        heads = max(self._lines(card, room) for card in self.cards) * self._line_high
        return max(heads + words, self.picture * FLAT) + 1.2

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print the cards."""
        wide = self._wide(measure)
        for index, card in enumerate(self.cards):
            self._card(sheet, card, Area(x + index * (wide + GUTTER), y, wide, high))

    def _wide(self, measure: float) -> float:
        return (measure - GUTTER) / 2

    @property
    def _line_high(self) -> float:
        return self.head * 1.2 / MM

    def _lines(self, card: Card, room: float) -> int:
        """Return how many lines the head has: the dose goes below a name that leaves no room."""
        both = (
            width(card.names[-1], "display", self.head)
            + width(card.dose, "display", self.head)
            + 2.5
        )
        return 1 if both <= room else 2

    def _card(self, sheet: Sheet, card: Card, area: Area) -> None:
        x, size, right = area.x + self.picture + AIR, self.head, area.x + area.w
        room, lines, top = right - x, self._lines(card, right - x), area.y + size / MM
        sheet.rule(area.x, area.y, right, 0.8)
        free = room - (width(card.dose, "display", size) + 2.5 if lines == 1 else 0.0)
        with sheet.tag("H3"):
            sheet.text(
                x, top, fitting(card.names, "display", size, free), "display", size, room=free
            )
        with sheet.tag("P"):
            if lines == 1:
                sheet.text(right, top, card.dose, "display", size, align="right")
            else:
                sheet.text(x, top + self._line_high, card.dose, "display", size, room=room)
        cut = any(frame.cropped for frame in self.brief.pictures.frames(card.slug))
        picture = Area(area.x, area.y + 0.8, self.picture, area.h - (0.8 if cut else 1.2))
        self.brief.pictures.draw(
            sheet,
            card.slug,
            picture,
            gap=1.2,
            stand="bottom" if cut else "centre",
            arrange="best",
        )
        with sheet.tag("P"):
            sheet.paragraph(x, area.y + lines * self._line_high, room, card.how, self.style)
