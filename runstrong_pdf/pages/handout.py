"""The handout for a club night: one session in front, stretching and safety behind."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.layout.bib import Bib, beside_bib
from runstrong_pdf.layout.blocks import Drawn, Heading, Paragraph, Rule
from runstrong_pdf.layout.flow import Item, SideBySide, height_of
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.theme import HALF_HANDOUT, WHOLES
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.sheets import handout_code
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, dated_room, span, whole_minutes
from runstrong_pdf.pages.chapter import (
    Page,
    beside,
    chapter_pages,
    page_height,
    spaced,
    week_chapter,
)
from runstrong_pdf.pages.circuits import circuit_items, circuits, halved
from runstrong_pdf.pages.furniture import band_words, in_columns, print_facts, ways_in_columns
from runstrong_pdf.pages.kit import needed
from runstrong_pdf.pages.row_words import Detail, easier, missed
from runstrong_pdf.pages.strips import PictureStrip, around
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

FACT = 0.67
"""Type of the facts below the title, of the title's."""
BELOW_HEAD, BESIDE_BIB = 1.6, 5.0
SMALLER = 11 / 12
"""Type of a whole sheet where nothing else fits, of its usual type."""
NAME = 0.55
"""Of the line for name and club, that for the name."""


class Way(NamedTuple):
    """How a session is told.

    Attributes:
        short, cued: whether cues give way where rows say more, and whether there are any.
        slack: how many rows more than half may stand in one column.
        air: millimetres that an exercise has at least beside its words.
        drawn: whether easier versions are drawn.
        limited: whether a line says what to do where it is too easy, sore or too long.
    """

    short: bool
    cued: bool
    slack: int = 1
    air: float = 0.0
    drawn: bool = False
    limited: bool = True


WAYS = (
    Way(short=False, cued=True, air=0.5, drawn=True),
    Way(short=False, cued=True, air=1.6),
    Way(short=True, cued=True, air=0.5),
    Way(short=True, cued=False),
    Way(short=True, cued=False, slack=0),
)
"""The first that fits is printed."""


def chosen(brief: Brief, sheet: str) -> tuple[tuple[Week, Session], ...]:
    """Return the sessions of a code such as `3B`, as it ends the code on its sheets.

    `3` stands for all sessions of a week, `all` for every one, nothing for the first. Raises
    UsageError, naming those there are.
    """
    sessions = {
        f"{week.number}{session.key}": (week, session)
        for week in brief.plan.weeks
        for session in week.sessions
    }
    wanted = handout_code(sheet)
    found = tuple(
        one for code, one in sessions.items() if wanted in {code, str(one[0].number), "all"}
    )
    if not found:
        possible = f"{', '.join(sessions)}; a week such as 3; or all"
        raise UsageError(f"{sheet[:40]!r} is not in this plan; possible: {possible}", field="sheet")
    return found


def handout_front(brief: Brief, week: Week, session: Session) -> Page:
    """Return the front, with as many words as fit: easier versions go first, then cues.

    Raises:
        OutputError: for too long a session.
    """
    measure, rows = brief.paper.measure, len(session.rows)
    head = Item(_head(brief, week, session), holds=True)
    room = page_height(brief, ())
    name = brief.texts("document.edition.handout", sheet=f"{week.number}{session.key}")
    for sized, way in _ways(brief):
        items = (head, *spaced(_items(sized, week, session, way), BELOW_HEAD))
        if height_of(items, measure) + rows * way.air <= room:
            chapter = week_chapter(brief, week, session.key, items, ())._replace(name=name)
            (page,) = chapter_pages(chapter)
            return page
    raise OutputError(
        f"{name}: {rows} exercises are too many for this page",
        "print it once on a sheet, or choose the edition week-sheets",
    )


def _ways(brief: Brief) -> Iterator[tuple[Brief, Way]]:
    """Yield how it may be told, in the type asked for, then in smaller type.

    On half a sheet drawn easier versions go before the cues, and those before the lines that say
    what to do where it does not suit.
    """
    short = [way for way in WAYS if way.short]
    if brief.scale != HALF_HANDOUT:
        small = brief.scaled_type(SMALLER)
        safety = brief.scale.safety.scaled(SMALLER)
        yield from ((brief, way) for way in WAYS)
        yield from ((replace(small, scale=small.scale._replace(safety=safety)), w) for w in short)
        return
    tight = replace(brief, scale=brief.scale.tight())
    sized = [(brief, way) for way in WAYS] + [(tight, way) for way in short]
    for cued, limited in ((True, True), (False, True), (True, False), (False, False)):
        for one, way in sized:
            undrawn = not way.drawn or brief.plan.request.avoid  # nothing is drawn then
            if way.cued == cued and (limited or undrawn):
                yield one, way._replace(limited=limited)


def _head(brief: Brief, week: Week, session: Session) -> SideBySide:
    """Return the race number, and beside it title, for whom, facts, and what comes first."""
    scale, texts = brief.scale, brief.texts
    bib = Bib(
        brief.look,
        scale.bib[1],
        texts("handout.bib"),
        session.key,
        texts("handout.week", number=week.number),
        figure_size=scale.bib_figure,
        bottom_size=max(9.5, scale.strong.size * 0.95),
    )
    words = (
        Item(Heading(week.title, scale.title, lead=CAP_HEIGHT)),
        Item(Occasion(brief, week, session)),
        Item(_facts(brief, session)),
        Item(Paragraph(texts("handout.need", kit=needed(brief, session)), scale.safety)),
        Item(Paragraph(texts("handout.first"), scale.safety)),
    )
    return beside_bib(bib, scale.bib[0], words, BESIDE_BIB, fills=True)


class Occasion(NamedTuple):
    """For whom and when; lines to write on where that is not known."""

    brief: Brief
    week: Week
    session: Session

    def height(self, _measure: float) -> float:
        """Return the height of its line."""
        return self.brief.scale.strong.size * 0.55

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it with its baseline at the foot."""
        y, right = y + high, x + measure
        brief, scale = self.brief, self.brief.scale
        date = dated_room(brief, self.session, scale.strong.size) + 0.5
        free = right - x - date - 4
        if not brief.named:
            wide = (free - 4) * NAME
            self._blank(sheet, "cover.name", x, y, wide)
            x, free = x + wide + 4, free - wide - 4
        if brief.named or brief.clubbed:
            with sheet.tag("P"):
                sheet.slot("who", x, y, "name", scale.strong.size, free)
        else:
            self._blank(sheet, "cover.club", x, y, free)
        if brief.dated:
            key = f"day.{self.week.number}.{self.session.key}"
            with sheet.tag("P"):
                sheet.slot(key, right, y, "name", scale.strong.size, date, align="right")
        else:
            self._blank(sheet, "handout.date", right - date, y, date)

    def _blank(self, sheet: Sheet, key: str, x: float, y: float, wide: float) -> None:
        label, size = self.brief.texts(key), self.brief.scale.strong.size
        labelled_blank(
            sheet,
            label,
            f"{key}.W{self.week.number}{self.session.key}",
            x,
            y,
            x + wide,
            size,
            drop=0.5,
        )


def _facts(brief: Brief, session: Session) -> Drawn:
    """Return exercises and minutes, each figure before its words."""
    texts, size, words = brief.texts, FACT * brief.scale.title, brief.scale.strong.size
    many = len(session.rows)
    facts = (
        (str(many), texts("handout.exercises", n=many)),
        (str(session.minutes), texts("handout.minutes")),
    )
    return Drawn(
        lambda sheet, x, y, *_: print_facts(sheet, x, y + size * 0.44, facts, size, words),
        size * 0.51,
    )


# -- below it ------------------------------------------------------------------------------------


def _items(brief: Brief, week: Week, session: Session, way: Way) -> Iterator[Item]:
    """Yield the warm-up, the blocks in two columns, and what comes then."""
    plan, texts, scale = brief.plan, brief.texts, brief.scale
    warm_up = around(brief, "warm_up")
    title = texts("handout.warm_up", minutes=whole_minutes(warm_up.seconds))
    yield _bar(brief, ", ".join([title, *warm_up.between(texts)]), "H3")
    strip = PictureStrip(brief, warm_up.cells, scale.narrow, scale.box)
    yield Item(strip, grow=scale.box * 1.3)
    halves = halved(circuits(session), way.slack)
    uncued = frozenset[Slug]() if way.cued else frozenset(plan.exercises)
    detail = Detail(way.short, uncued, handout=True, drawn=way.drawn)
    stacks = [
        tuple(
            circuit_items(
                brief,
                week,
                session,
                half,
                grow=scale.taller,
                role="H3",
                detail=detail,
            )
        )
        for half in halves
        if half
    ]
    yield replace(beside(stacks), gap=scale.gap * 0.4)
    minutes = whole_minutes(plan.stretch_seconds)
    then = texts("handout.then", minutes=minutes)
    if brief.paper.name not in WHOLES and any(easier(brief, row) for row in session.rows):
        then += f" {texts('handout.easier_there')}"
    yield _bar(brief, then, "P")
    yield from _foot(brief, week, session, way)


def _bar(brief: Brief, words: str, role: str) -> Item:
    """Return words below a heavy rule."""
    style = brief.scale.strong
    return Item(Heading(words, style.size, role, above=1.4, face=style.face), gap=0.8)


def _foot(brief: Brief, week: Week, session: Session, way: Way) -> Iterator[Item]:
    """Yield how to do each exercise, what to do where it does not suit, and when to stop."""
    texts, style = brief.texts, brief.scale.safety
    keep = span([str(number) for number in session.reserve], texts)
    tempo = texts("handout.how", tempo=texts("week.tempo"))
    reserve, rule = texts("week.in_reserve", reserve=keep), missed(week, brief.plan, texts)
    stop = f"{texts('handout.stop')} {texts('safety.call')}"
    banded = band_words(brief, (session,))
    last = in_columns([(stop,), (banded,)], style), in_columns([(stop, banded)], style)
    if way.limited:
        how = (tempo,), (reserve, rule)
        parts = [in_columns(how, style), ways_in_columns(brief, (session,), style)]
    else:
        parts = [Item(Paragraph(" ".join(filter(None, (reserve, rule, tempo))), style))]
    parts.append(min(last, key=lambda item: item.height(brief.paper.measure)))
    parts += [Item(Paragraph(line, style)) for line in brief.plan.warnings]
    yield Item(Rule(1.4))
    yield from (replace(part, gap=0.6) for part in parts)
