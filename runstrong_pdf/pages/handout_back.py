"""The back of a handout: when to stop, warm-up and stretches explained, what to swap."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.qr import QrBox
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import HANDOUT, Style
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.chapter import Chapter, ColumnPage, abreast, chapter_pages
from runstrong_pdf.pages.furniture import Boxed, Contact
from runstrong_pdf.pages.progress import swaps
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


def handout_back(brief: Brief, front: str) -> ColumnPage:
    """Return the back of the sheet whose front has this code, told at length as far as it fits.

    Raises:
        OutputError: when not even the least that it says has room.
    """
    label = brief.texts("handout.back")
    for telling in _tellings(brief):
        items = tuple(_items(brief, telling))
        chapter = Chapter(brief, f"{front}-S", label, label, "", items, ())
        page, *more = chapter_pages(chapter)
        if not more:
            return page
    name = brief.texts("handout.back_name")
    raise OutputError(f"{name}: what it has to say has no room on this page")


def _tellings(brief: Brief) -> Iterator[Telling]:
    """Yield how it may be told, the best first: words take from the swaps first."""
    style, many, least = brief.scale.body, len(list(swaps(brief))), LEAST[_whole(brief)]
    sizes = (style.size, (style.size + least) / 2, least)
    styles = [style.scaled(size / style.size) for size in sizes]
    yield from (Telling(one, 1.0, many, drawn=True) for one in styles)
    yield Telling(styles[-1], 0.75, many, drawn=True)
    yield from (Telling(one, 1.0, many) for one in styles)
    for shown in (1.0, 0.8, 0.0):  # smaller pictures, then none
        for count in range(many, -1, -1):
            yield Telling(styles[-1], shown, count, full=shown == 1)


def _whole(brief: Brief) -> bool:
    """Whether it has a whole sheet."""
    return brief.scale == HANDOUT


# -- what it says ----------------------------------------------------------------------------------


def _items(usual: Brief, telling: Telling) -> Iterator[Item]:
    """Yield what flows down the page."""
    style, scale, whole = telling.style, usual.scale, _whole(usual)
    sized = scale._replace(narrow=style, panel=scale.panel * telling.shown)
    brief, texts, grow = replace(usual, scale=sized), usual.texts, scale.panel * 0.3
    stop = _safety(brief, whole=whole)
    yield Item(Boxed(stop, style, texts("cover.stop"), scale.section, 0.1 * whole))
    yield _head(brief, "handout.warm_up_how", brief.plan.warm_up_seconds, whole=whole)
    yield from _moves(brief, _warm_ups(brief), grow)
    yield _head(brief, "stretching.title", brief.plan.stretch_seconds, whole=whole)
    yield Item(Paragraph(texts("handout.stretch"), style))
    yield from _moves(brief, _stretches(brief, full=telling.full), grow)
    yield _head(brief, "progress.swaps", whole=whole)
    lines = list(swaps(brief))[: telling.swaps]
    if telling.drawn:
        smaller = replace(brief, scale=sized._replace(panel=sized.panel * SWAP))
        cards = (SlimCard(smaller, swap.picture, swap.text, frames=("end",)) for swap in lines)
        yield from abreast(brief, ((Item(card),) for card in cards), 0.8)
    else:
        yield from (Item(Paragraph(swap.text, style)) for swap in lines)
    yield from (Item(Paragraph(line, style), gap=0.8) for line in _rules(brief, whole=whole))
    if brief.link and whole:
        yield Item(QrBox(brief.link, texts, CODE, style), gap=GAP)
    yield Item(Contact(brief))


def _head(brief: Brief, key: str, seconds: int = 0, *, whole: bool) -> Item:
    """Return the head of a part, with the minutes it takes where it takes any."""
    texts, scale = brief.texts, brief.scale
    minutes = texts("minutes", number=whole_minutes(seconds)) if seconds else ""
    head = Heading(texts(key), scale.section, beside=minutes, beside_style=scale.narrow)
    return Item(head, gap=GAP if whole else GAP * 0.6, grow=4.0, holds=True)


def _moves(brief: Brief, cards: Iterable[SlimCard], grow: float) -> Iterator[Item]:
    """Yield the cards two by two; where there is no room for pictures, their words."""
    if brief.scale.panel:
        yield from abreast(brief, ((Item(card, grow=grow),) for card in cards), 0.6)
        return
    for card in cards:
        told = f"**{card.names[0]}, {card.dose}:** {card.how}"
        yield Item(Paragraph(told, brief.scale.narrow))


def _warm_ups(brief: Brief) -> Iterator[SlimCard]:
    for slug, move in brief.plan.warm_ups.items():
        dose = brief.texts("seconds", number=move.seconds)
        yield SlimCard(brief, slug, move.how, (move.name, move.short_name), dose)


def _stretches(brief: Brief, *, full: bool) -> Iterator[SlimCard]:
    for slug, stretch in brief.plan.stretches.items():
        names = stretch.name, stretch.short_name or stretch.name
        how, dose = stretch.how if full else stretch.cue, stretch_dose(stretch, brief.texts)
        yield SlimCard(brief, slug, how, names, dose)


def _rules(brief: Brief, *, whole: bool) -> Iterator[str]:
    texts, link = brief.texts, brief.link
    yield f"**{texts('progress.down')}** {texts('progress.down_when')}"
    yield from brief.plan.notes
    if link and not whole:  # half a sheet has room for its words only
        yield texts("link.read", text=link.text or texts("link.more"), address=link.shown)


def _safety(brief: Brief, *, whole: bool) -> tuple[tuple[str, ...], ...]:
    """Return whom to ask and when to stop, in two columns on a whole sheet."""
    texts = brief.texts
    before, *stop = *texts.some("cover.warnings"), texts("safety.call")
    leave, disclaimer = texts("stretching.leave_out"), texts("cover.disclaimer")
    if whole:
        return (before, disclaimer), (*stop, leave)
    return ((before, *stop, leave, disclaimer),)
