"""The back of a handout: when to stop, warm-up and stretches explained, what to swap."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.blocks import Heading, Paragraph, Rule
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.qr import QrBox
from runstrong_pdf.layout.text import MM, Said
from runstrong_pdf.layout.theme import HANDOUT, Style
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.cards import Picture, pictured
from runstrong_pdf.pages.chapter import Chapter, Page, abreast, chapter_pages
from runstrong_pdf.pages.furniture import Boxed, Contact
from runstrong_pdf.pages.progress import Swap, swaps
from runstrong_pdf.pages.strips import stretch_dose

GAP, BELOW_THIN_RULE = 2.4, 0.8
FLAT = 0.4
"""Height of a picture at least, of its width."""
CARD = 0.76
"""Type of the heads of moves, of that of the parts."""
RISE, LINE = 0.31, 1.2
"""Of the type of a head: from the rule to its capitals, and to what follows."""
HIGHER = 0.3
"""How much higher a picture may be than it has to, of its width."""
SWAP = 0.6
"""Width of the picture of a swap, of a move's."""
LEAST = {True: 11.0, False: 9.0}
"""The smallest type of a whole sheet, and of half of one."""
CODE = 18.0
"""Millimetres of the QR code."""


class Move(NamedTuple):
    """A move of warm-up or stretches: full and shortest name, how much, how it is done."""

    slug: Slug
    names: Said
    dose: str
    how: str


def _card(brief: Brief, move: Move) -> Iterator[Item]:
    """Yield a move's picture, and beside it name and dose above how it is done."""
    scale = brief.scale
    size, grow = scale.section * CARD, HIGHER * scale.panel
    line = Style("display", size, size * LINE)
    rise = size * RISE / MM - BELOW_THIN_RULE
    name = Heading(move.names, size, "H3", move.dose, line, rise=rise, lead=LINE - RISE)
    words = Item(name), Item(Paragraph(move.how, scale.narrow))
    card = pictured(brief, Picture(brief, move.slug, FLAT, panel=False), words)
    yield Item(Rule(0.8), holds=True)
    yield Item(card._replace(headed=True), gap=BELOW_THIN_RULE, grow=grow)


def _swap(brief: Brief, swap: Swap) -> Iterator[Item]:
    """Yield what to do instead, beside a picture where there is one."""
    picture = Picture(brief, swap.picture, FLAT, ("end",), panel=False, named=True)
    words = (Item(Paragraph(swap.text, brief.scale.narrow)),)
    known = swap.picture in brief.pictures.drawings
    yield Item(Rule(0.35), holds=True)
    yield Item(pictured(brief, picture if known else None, words, SWAP), gap=BELOW_THIN_RULE)


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


def handout_back(brief: Brief, front: str) -> Page:
    """Return the back of the sheet whose front has this code, told at length as far as it fits.

    Raises:
        OutputError: when not even the least that it says has room.
    """
    label = brief.texts("handout.back")
    name = brief.texts("document.edition.handout", sheet=front.removeprefix("W"))
    for telling in _tellings(brief):
        items = tuple(_items(brief, telling))
        chapter = Chapter(brief, f"{front}-S", label, label, "", items, (), name=name)
        page, *more = chapter_pages(chapter)
        if not more:
            return page
    raise OutputError(f"{name}: what its back has to say has no room on this page")


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
    brief, texts = replace(usual, scale=sized), usual.texts
    stop = _safety(brief, whole=whole)
    yield Item(Boxed(stop, style, texts("cover.stop"), scale.section, 0.1 * whole))
    yield _head(brief, "handout.warm_up_how", brief.plan.warm_up_seconds, whole=whole)
    yield from _moves(brief, _warm_ups(brief))
    yield _head(brief, "stretching.title", brief.plan.stretch_seconds, whole=whole)
    yield Item(Paragraph(texts("handout.stretch"), style))
    yield from _moves(brief, _stretches(brief, full=telling.full))
    yield _head(brief, "progress.swaps", whole=whole)
    lines = list(swaps(brief))[: telling.swaps]
    if telling.drawn:
        yield from abreast(brief, (_swap(brief, swap) for swap in lines), 1.2)
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


def _moves(brief: Brief, moves: Iterable[Move]) -> Iterator[Item]:
    """Yield cards two by two; where there is no room for pictures, their words."""
    if brief.scale.panel:
        yield from abreast(brief, (_card(brief, move) for move in moves), 1.2)
        return
    for move in moves:
        told = f"**{move.names[0]}, {move.dose}:** {move.how}"
        yield Item(Paragraph(told, brief.scale.narrow))


def _warm_ups(brief: Brief) -> Iterator[Move]:
    for slug, move in brief.plan.warm_ups.items():
        dose = brief.texts("seconds", number=move.seconds)
        yield Move(slug, (move.name, move.short_name), dose, move.how)


def _stretches(brief: Brief, *, full: bool) -> Iterator[Move]:
    for slug, stretch in brief.plan.stretches.items():
        names = stretch.name, stretch.short_name or stretch.name
        how, dose = stretch.how if full else stretch.cue, stretch_dose(stretch, brief.texts)
        yield Move(slug, names, dose, how)


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
