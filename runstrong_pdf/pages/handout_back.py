"""The back of a handout: warm-up and stretches explained, swaps, whom to ask, when to stop."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Column, Item, draw_column, paginate
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.qr import QrBox
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import HANDOUT, TOP, Scale, Style
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.furniture import safety_height
from runstrong_pdf.pages.progress import swaps, when
from runstrong_pdf.pages.row_words import fitting
from runstrong_pdf.pages.strips import stretch_dose
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

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


# -- the page --------------------------------------------------------------------------------------

GAP = 2.4
INSET = 4.0
"""Millimetres from the frame of the health check to its words."""
SHOWN = (1.0, 0.8, 0.0)
"""Of their width pictures have; less where words are short of room, none where they have none."""
CARD = 0.76
"""Type of the heads of moves, of that of the parts."""
LEAST = {True: 11.0, False: 9.0}
"""The smallest type of a whole sheet, and of half of one."""
CODE = 18.0
"""Millimetres of the QR code."""


@dataclass(frozen=True)
class HandoutBackPage:
    """The back; `front` is the code of the sheet's front."""

    brief: Brief
    front: str

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("handout.back_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("handout.back")

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.label

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        return f"{self.front}-S"

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        paper = self.brief.paper
        style, column, top = self._fitted()
        draw_column(sheet, column, paper.left, TOP, paper.measure)
        if self.brief.reachable:
            with sheet.tag("P"):
                y = top - GAP - self._link_high - 1.2
                sheet.slot("contact", paper.left, y, "name", style.size, paper.measure)
        if self._link:
            at = top - GAP - CODE - self._link.quiet
            self._link.draw(sheet, paper.left, at, paper.measure - self._link.indent)
        sheet.rect(paper.left, top, paper.measure, paper.bottom - 2.0 - top, 2, outline=1.6)
        head = Heading(self.brief.texts("cover.stop"), self._scale.section)
        left, y = paper.left + INSET, top + 2.0
        head.draw(sheet, left, y, paper.measure - 2 * INSET, 0.0)
        y += self._head_high
        for line in self._safety():
            with sheet.tag("P"):
                y += sheet.paragraph(left, y, paper.measure - 2 * INSET, line, style)

    def _fitted(self) -> tuple[Style, Column, float]:
        """Return the largest type in which it all fits, else with fewer words; and its end."""
        paper, styles = self.brief.paper, self._styles
        many = len(list(swaps(self.brief)))
        tries = [(style, many, SHOWN[0]) for style in styles]
        tries += [(styles[-1], count, shown) for shown in SHOWN for count in range(many, -1, -1)]
        for style, count, shown in tries:
            boxed = safety_height(list(self._safety()), paper.measure - 2 * INSET, style)
            top = paper.bottom - 6.0 - self._head_high - boxed
            contact = style.lead / MM if self.brief.reachable else 0.0
            room = top - GAP - self._link_high - contact - TOP
            items = tuple(self._items(style, count, shown))
            columns = paginate(items, paper.measure, room, room)
            if len(columns) == 1:
                return style, columns[0], top
        raise OutputError(f"{self.name}: what it has to say has no room on this page")

    @cached_property
    def _scale(self) -> Scale:
        return self.brief.scale

    @property
    def _styles(self) -> tuple[Style, ...]:
        """The styles of its words, the best first."""
        style, least = self._scale.body, LEAST[self._scale == HANDOUT]
        sizes = (style.size, (style.size + least) / 2, least)
        return tuple(style.scaled(size / style.size) for size in sizes)

    @property
    def _head_high(self) -> float:
        return self._scale.section * CAP_HEIGHT / MM + 1.4

    @cached_property
    def _link(self) -> QrBox | None:
        """The coach's link as a code, on a whole sheet; half of one has room for its words only."""
        link, texts, style = self.brief.link, self.brief.texts, self._styles[0]
        whole = self._scale == HANDOUT
        return QrBox(link, texts, CODE, style, style) if link and whole else None

    @property
    def _link_high(self) -> float:
        """Millimetres of the link with the white around its code."""
        return CODE + 2 * self._link.quiet if self._link else 0.0

    # -- what it says --------------------------------------------------------------------------

    def _items(self, style: Style, count: int, shown: float) -> Iterator[Item]:
        """Yield what flows down the page.

        Args:
            count: how many swaps are named.
            shown: the share of their width that pictures have; stretches are told at length beside
                large ones only.
        """
        plan, texts = self.brief.plan, self.brief.texts
        minutes = texts("minutes", number=whole_minutes(plan.warm_up_seconds))
        yield self._head("handout.warm_up_how", style, minutes)
        yield from self._moves(style, self._warm_ups(), shown)
        minutes = texts("minutes", number=whole_minutes(plan.stretch_seconds))
        yield self._head("stretching.title", style, minutes, gap=GAP)
        yield Item(Paragraph(texts("handout.stretch"), style))
        yield from self._moves(style, self._stretches(full=shown == 1), shown)
        yield self._head("progress.swaps", style, gap=GAP)
        for line in (*tuple(swaps(self.brief))[:count], *self._rules()):
            yield Item(Paragraph(line, style))

    def _head(self, key: str, style: Style, beside: str = "", gap: float = 0.0) -> Item:
        size = self._scale.section
        head = Heading(self.brief.texts(key), size, beside=beside, beside_style=style)
        return Item(head, gap=gap, grow=4.0 if gap else 0.0)

    def _moves(self, style: Style, cards: Iterable[Card], shown: float) -> Iterator[Item]:
        scale, found = self._scale, list(cards)
        if not shown:
            for card in found:
                yield Item(Paragraph(f"**{card.names[0]}, {card.dose}:** {card.how}", style))
            return
        for pair in zip(found[::2], [*found[1::2], None], strict=False):
            both = tuple(card for card in pair if card)
            block = MovePair(self.brief, both, scale.section * CARD, style, scale.panel * shown)
            yield Item(block, gap=0.6, grow=scale.panel * 0.3)

    def _warm_ups(self) -> Iterator[Card]:
        for slug, move in self.brief.plan.warm_ups.items():
            dose = self.brief.texts("seconds", number=move.seconds)
            yield Card(slug, (move.name, move.short_name), dose, move.how)

    def _stretches(self, *, full: bool) -> Iterator[Card]:
        for slug, stretch in self.brief.plan.stretches.items():
            names = stretch.name, stretch.short_name or stretch.name
            how = stretch.how if full else stretch.cue
            yield Card(slug, names, stretch_dose(stretch, self.brief.texts), how)

    def _rules(self) -> Iterator[str]:
        texts = self.brief.texts
        yield f"**{texts('progress.down')}** {when(self.brief, 'down')}"
        yield from self.brief.plan.notes
        if (link := self.brief.link) and not self._link:
            yield texts("link.read", text=link.text or texts("link.more"), address=link.shown)

    def _safety(self) -> Iterator[str]:
        texts = self.brief.texts
        yield from texts.some("cover.warnings")
        yield texts("stretching.leave_out")
        yield texts("cover.disclaimer")
