"""The back of a handout: when to stop, warm-up and stretches explained, what to swap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import fsum
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Column, Item, draw_column, paginate
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import HANDOUT, TOP, Style
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.chapter import abreast
from runstrong_pdf.pages.furniture import Boxed, Contact, LinkBox
from runstrong_pdf.pages.progress import swaps, when
from runstrong_pdf.pages.row_words import fitting
from runstrong_pdf.pages.strips import stretch_dose

GAP, AIR = 2.4, 2.0
FLAT = 0.4
"""Height of a picture at least, of its width."""
CARD = 0.76
"""Type of the heads of moves, of that of the parts."""
SWAP = 0.6
"""Width of the picture of a swap, of a move's."""
LEAST = {True: 11.0, False: 9.0}
"""The smallest type of a whole sheet, and of half of one."""
CODE = 18.0
"""Millimetres of the QR code."""


class SlimCard(NamedTuple):
    """A picture, and beside it a name, how much, and how it is done; or words alone.

    Attributes:
        brief: its scale has the type of the words and the width of the picture.
        names: the full and the shortest name; none for words alone.
        frames: which of the picture's are shown, or all.
    """

    brief: Brief
    slug: Slug
    how: str
    names: tuple[str, ...] = ()
    dose: str = ""
    frames: tuple[str, ...] | None = None

    def height(self, measure: float) -> float:
        """Return the height of the words, or of a picture that can be made out."""
        room = measure - self._left
        words = paragraph_height(self.how, self.brief.scale.narrow, room)
        return max(self._head(room) + words, self.brief.scale.panel * FLAT) + 1.2

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it below a rule."""
        left, room, size = x + self._left, measure - self._left, self._size
        sheet.rule(x, y, x + measure, 0.8 if self.names else 0.35)
        beside, dosed = self._beside(room), width(self.dose, "display", size)
        if self.names:
            top, free = y + size / MM, room - (dosed + 2.5 if beside else 0.0)
            with sheet.tag("H3"):
                name = fitting(self.names, "display", size, free)
                sheet.text(left, top, name, "display", size, room=free)
            with sheet.tag("P"):
                at = (left + room - dosed, top) if beside else (left, top + self._line)
                sheet.text(*at, self.dose, "display", size)
        pictures = self.brief.pictures
        if self.slug in pictures.drawings:
            cut = pictures.is_cut(self.slug, self.frames)
            area = Area(x, y + 0.8, self.brief.scale.panel, high - (0.8 if cut else 1.2))
            pictures.draw(
                sheet,
                self.slug,
                area,
                which=self.frames,
                gap=1.2,
                stand="bottom" if cut else "centre",
                arrange="best",
                named=not self.names,
            )
        with sheet.tag("P"):
            below = y + self._head(room) + (0.0 if self.names else 0.8)
            sheet.paragraph(left, below, room, self.how, self.brief.scale.narrow)

    @property
    def _size(self) -> float:
        return self.brief.scale.section * CARD

    @property
    def _line(self) -> float:
        return self._size * 1.2 / MM

    @property
    def _left(self) -> float:
        return self.brief.scale.panel + AIR

    def _beside(self, room: float) -> bool:
        """Whether the dose has room beside the name."""
        wides = [width(text, "display", self._size) for text in (*self.names[-1:], self.dose)]
        return fsum(wides) + 2.5 <= room

    def _head(self, room: float) -> float:
        return self._line * (1 if self._beside(room) else 2) if self.names else 0.0


class Telling(NamedTuple):
    """How much the back says.

    Attributes:
        style: of its words.
        shown: the share of their width that pictures have.
        swaps: how many of them are named.
        drawn: whether swaps have pictures.
        full: whether stretches are told at length.
    """

    style: Style
    shown: float
    swaps: int
    drawn: bool = False
    full: bool = True


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
        draw_column(sheet, self._column(), paper.left, TOP, paper.measure)

    def _column(self) -> Column:
        """Return it in the largest type in which it all fits, else with fewer words."""
        paper = self.brief.paper
        room = paper.bottom - TOP
        for telling in self._tellings():
            columns = paginate(tuple(self._items(telling)), paper.measure, room, room)
            if len(columns) == 1:
                return columns[0]
        raise OutputError(f"{self.name}: what it has to say has no room on this page")

    def _tellings(self) -> Iterator[Telling]:
        """Yield how it may be told, the best first: words take from the swaps first."""
        style, many = self.brief.scale.body, len(list(swaps(self.brief)))
        least = LEAST[self._whole]
        sizes = (style.size, (style.size + least) / 2, least)
        styles = [style.scaled(size / style.size) for size in sizes]
        yield from (Telling(one, 1.0, many, drawn=True) for one in styles)
        yield Telling(styles[-1], 0.75, many, drawn=True)
        yield from (Telling(one, 1.0, many) for one in styles)
        for shown in (1.0, 0.8, 0.0):  # smaller pictures, then none
            for count in range(many, -1, -1):
                yield Telling(styles[-1], shown, count, full=shown == 1)

    @property
    def _whole(self) -> bool:
        """Whether it has a whole sheet."""
        return self.brief.scale == HANDOUT

    # -- what it says --------------------------------------------------------------------------

    def _items(self, telling: Telling) -> Iterator[Item]:
        """Yield what flows down the page."""
        plan, texts, scale = self.brief.plan, self.brief.texts, self.brief.scale
        style, shown = telling.style, telling.shown
        sized = scale._replace(narrow=style, panel=scale.panel * shown)
        brief = replace(self.brief, scale=sized)
        stop = Boxed(self._safety(), style, texts("cover.stop"), scale.section, 0.1 * self._whole)
        yield Item(stop)
        minutes = texts("minutes", number=whole_minutes(plan.warm_up_seconds))
        yield self._head("handout.warm_up_how", style, minutes)
        yield from self._moves(brief, self._warm_ups(brief))
        minutes = texts("minutes", number=whole_minutes(plan.stretch_seconds))
        yield self._head("stretching.title", style, minutes)
        yield Item(Paragraph(texts("handout.stretch"), style))
        yield from self._moves(brief, self._stretches(brief, full=telling.full))
        yield self._head("progress.swaps", style)
        lines = list(swaps(brief))[: telling.swaps]
        if telling.drawn:
            smaller = replace(brief, scale=sized._replace(panel=sized.panel * SWAP))
            cards = (SlimCard(smaller, swap.picture, swap.text, frames=("end",)) for swap in lines)
            yield from abreast(brief, ((Item(card),) for card in cards), 0.8)
        else:
            yield from (Item(Paragraph(swap.text, style)) for swap in lines)
        yield from (Item(Paragraph(line, style), gap=0.8) for line in self._rules())
        if brief.link and self._whole:
            yield Item(LinkBox(brief, brief.link, CODE), gap=GAP)
        yield Item(Contact(brief))

    def _head(self, key: str, style: Style, beside: str = "") -> Item:
        size = self.brief.scale.section
        head = Heading(self.brief.texts(key), size, beside=beside, beside_style=style)
        return Item(head, gap=GAP if self._whole else GAP * 0.6, grow=4.0, holds=True)

    def _moves(self, brief: Brief, cards: Iterable[SlimCard]) -> Iterator[Item]:
        """Yield the cards two by two; where there is no room for pictures, their words."""
        scale = brief.scale
        if not scale.panel:
            for card in cards:
                told = f"**{card.names[0]}, {card.dose}:** {card.how}"
                yield Item(Paragraph(told, scale.narrow))
            return
        grow = self.brief.scale.panel * 0.3
        yield from abreast(brief, ((Item(card, grow=grow),) for card in cards), 0.6)

    def _warm_ups(self, brief: Brief) -> Iterator[SlimCard]:
        for slug, move in brief.plan.warm_ups.items():
            dose = brief.texts("seconds", number=move.seconds)
            names = move.name, move.short_name
            yield SlimCard(brief, slug, move.how, names, dose)

    def _stretches(self, brief: Brief, *, full: bool) -> Iterator[SlimCard]:
        for slug, stretch in brief.plan.stretches.items():
            names = stretch.name, stretch.short_name or stretch.name
            how, dose = stretch.how if full else stretch.cue, stretch_dose(stretch, brief.texts)
            yield SlimCard(brief, slug, how, names, dose)

    def _rules(self) -> Iterator[str]:
        texts = self.brief.texts
        yield f"**{texts('progress.down')}** {when(self.brief, 'down')}"
        yield from self.brief.plan.notes
        if (
            link := self.brief.link
        ) and not self._whole:  # half a sheet has room for its words only
            yield texts("link.read", text=link.text or texts("link.more"), address=link.shown)

    def _safety(self) -> tuple[tuple[str, ...], ...]:
        """Return whom to ask and when to stop, in two columns on a whole sheet."""
        texts = self.brief.texts
        before, *stop = *texts.some("cover.warnings"), texts("safety.call")
        leave, disclaimer = texts("stretching.leave_out"), texts("cover.disclaimer")
        if self._whole:
            return (before, disclaimer), (*stop, leave)
        return ((before, *stop, leave, disclaimer),)
