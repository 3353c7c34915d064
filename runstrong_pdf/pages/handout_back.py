"""The back of a handout: when to stop, warm-up and stretches explained, what is easier, swaps."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.blocks import Heading, Paragraph, Rule
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.qr import QrBox
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import HANDOUT, Style
from runstrong_pdf.model.plan import Session
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.cards import Picture, pictured
from runstrong_pdf.pages.chapter import Chapter, Page, abreast, chapter_pages
from runstrong_pdf.pages.furniture import Boxed, contact, in_columns
from runstrong_pdf.pages.kit import kit
from runstrong_pdf.pages.progress import swaps
from runstrong_pdf.pages.row_words import easier
from runstrong_pdf.pages.strips import Cell, PictureStrip, stretch_dose

GAP, BELOW_THIN_RULE = 2.4, 0.8
FLAT = 0.4
"""Height of a picture at least, of its width."""
CARD = 0.76
"""Type of the heads of moves, of that of the parts."""
RISE, LINE = 0.31, 1.2
"""Of the type of a head: from the rule to its capitals, and to what follows."""
HIGHER = 0.3
"""How much higher a picture may be than it has to, of its width."""
LEAST = {True: 11.0, False: 9.0}
"""The smallest type of a whole sheet, and of half of one."""
INSTEAD = "mat", "chair", "worktop", "towel", "doorway", "band", "dumbbells"
"""What something else can be taken for."""
EASIER = 11.0
"""Height of the pictures of what is easier."""
CODE = 18.0
"""Millimetres of the QR code."""


class Move(NamedTuple):
    """A move of warm-up or stretches: name, how much, how it is done."""

    slug: Slug
    name: str
    dose: str
    how: str


def _card(brief: Brief, move: Move) -> Iterator[Item]:
    """Yield a move's picture, and beside it name and dose above how it is done."""
    scale = brief.scale
    size, grow = scale.section * CARD, HIGHER * scale.panel
    line = Style("display", size, size * LINE)
    rise = size * RISE / MM - BELOW_THIN_RULE
    name = Heading(move.name, size, "H3", move.dose, line, rise=rise, lead=LINE - RISE)
    words = Item(name), Item(Paragraph(move.how, scale.narrow))
    card = pictured(brief, Picture(brief, move.slug, FLAT, panel=False), words)
    yield Item(Rule(0.8), holds=True)
    yield Item(card._replace(headed=True), gap=BELOW_THIN_RULE, grow=grow)


class Telling(NamedTuple):
    """How much the back says.

    Attributes:
        style: of its words.
        shown: the share of their width that pictures have.
        swaps: how many of them are named.
        full: whether stretches are told at length.
    """

    style: Style
    shown: float
    swaps: int
    full: bool = True


def handout_back(brief: Brief, session: Session, front: str) -> Page:
    """Return the back of a session's sheet, told at length as far as it fits.

    Args:
        front: the code of its front.

    Raises:
        OutputError: when not even the least that it says has room.
    """
    label = brief.texts("handout.back")
    name = brief.texts("document.edition.handout", sheet=front.removeprefix("W"))
    for telling in _tellings(brief, session):
        items = tuple(_items(brief, session, telling))
        chapter = Chapter(brief, f"{front}-S", label, label, "", items, (), name=name)
        page, *more = chapter_pages(chapter)
        if not more:
            return page
    raise OutputError(f"{name}: what its back has to say has no room on this page")


def _tellings(brief: Brief, session: Session) -> Iterator[Telling]:
    """Yield how it may be told, the best first: words take from the swaps first."""
    style, many, least = brief.scale.body, len(_swaps(brief, session)), LEAST[_whole(brief)]
    sizes = (style.size, (style.size + least) / 2, least)
    styles = [style.scaled(size / style.size) for size in sizes]
    yield from (Telling(one, 1.0, many) for one in styles)
    yield from (Telling(styles[-1], shown, many) for shown in (0.8, 0.65))
    fewer = range(many - 1, -1, -1)
    yield from (Telling(styles[-1], 0.8, count) for count in fewer)
    for shown in (0.8, 0.0):
        yield from (Telling(styles[-1], shown, count, full=False) for count in (many, *fewer))


def _whole(brief: Brief) -> bool:
    """Whether it has a whole sheet."""
    return brief.scale == HANDOUT


# -- what it says ----------------------------------------------------------------------------------


def _items(usual: Brief, session: Session, telling: Telling) -> Iterator[Item]:
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
    if whole and (eased := _easier(brief, session)):
        yield _head(brief, "handout.easier_title", whole=whole)
        yield Item(PictureStrip(brief, eased, style, EASIER * telling.shown), grow=GAP)
    if lines := _swaps(brief, session)[: telling.swaps]:
        yield _head(brief, "progress.swaps", whole=whole)
        half = (len(lines) + 1) // 2
        yield in_columns((lines[:half], lines[half:]), style)
    rules = _rules(brief, session, whole=whole)
    yield from (Item(Paragraph(line, style), gap=0.8) for line in rules)
    if brief.link and whole:
        yield Item(QrBox(brief.link, texts, CODE, style), gap=GAP)
    yield from contact(brief)


def _easier(brief: Brief, session: Session) -> list[Cell]:
    """Return the easier versions of a session, each behind the numbers of its rows."""
    rows: dict[Slug, list[str]] = {}
    for number, row in enumerate(session.rows, 1):
        slug = brief.plan.exercises[row.exercise].easier or ""
        if easier(brief, row) and slug in brief.pictures.drawings:
            rows.setdefault(slug, []).append(str(number))
    return [
        Cell(f"**{', '.join(numbers)}** {brief.known[slug].shown}", "", slug)
        for slug, numbers in rows.items()
    ]


def _swaps(brief: Brief, session: Session) -> list[str]:
    """Return what to do where something is sore, as far as the session has it."""
    return list(swaps(brief, [row.exercise for row in session.rows]))


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
        told = f"**{move.name}, {move.dose}:** {move.how}"
        yield Item(Paragraph(told, brief.scale.narrow))


def _warm_ups(brief: Brief) -> Iterator[Move]:
    for slug, move in brief.plan.warm_ups.items():
        dose = brief.texts("seconds", number=move.seconds)
        yield Move(slug, move.shown, dose, move.how)


def _stretches(brief: Brief, *, full: bool) -> Iterator[Move]:
    for slug, stretch in brief.plan.stretches.items():
        how, dose = stretch.how if full else stretch.cue, stretch_dose(stretch, brief.texts)
        yield Move(slug, stretch.shown, dose, how)


def _rules(brief: Brief, session: Session, *, whole: bool) -> Iterator[str]:
    texts, link = brief.texts, brief.link
    things = set(kit(brief, session))
    instead = [texts(f"instead.{thing}") for thing in INSTEAD if thing in things]
    if instead:
        yield " ".join([texts("handout.not_there"), *instead])
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
