"""The know-how: each topic with its bib and lead, then its sections, bands and other sports."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from typing import NamedTuple

from runstrong_pdf.layout.bib import AROUND, TRACK, Bib, beside_bib
from runstrong_pdf.layout.blocks import Drawn, Entry, Heading, Paragraph, Rule
from runstrong_pdf.layout.flow import Item, SideBySide, Stack
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import hatch
from runstrong_pdf.layout.table import TableRow, Words, as_asked, table_items
from runstrong_pdf.layout.text import MM, fitted, width
from runstrong_pdf.model.catalogue import BibFact, CrossTraining, Grid, Section, Topic
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import BandColour
from runstrong_pdf.pages.brief import Brief, in_units, plain_muscles, span
from runstrong_pdf.pages.cards import band_swatch, card_name
from runstrong_pdf.pages.chapter import Pages, balanced, in_largest_type, spaced
from runstrong_pdf.pages.moves import WeekBoxes
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

LENGTHS = ("band_rest", "band_twice", "band_thrice")
TALLEST = 180.0
"""Millimetres of two columns; longer ones go on overleaf, one below the other."""
INSET = 1.6
"""Millimetres between two cells."""


def know_how_pages(brief: Brief) -> Pages:
    """Return the pages of all topics; on whole sheets an optional one is no reason for one more."""
    needed = tuple(topic for topic in brief.topics if not topic.optional)
    if not needed:
        return ()
    whole = _pages(brief, brief.topics)
    if not brief.scale.wide or needed == brief.topics:
        return whole
    least = _pages(brief, needed)
    return least if len(least) < len(whole) else whole


def _pages(brief: Brief, topics: tuple[Topic, ...]) -> Pages:
    title, items = brief.texts("know_how.title"), partial(_items, topics=topics)
    return in_largest_type(brief, "K", title, items, even=True)


def _items(brief: Brief, topics: tuple[Topic, ...]) -> Iterator[Item]:
    yield Item(Heading(brief.texts("know_how.title"), brief.scale.title * 0.8), holds=True)
    for topic in topics:
        yield from _head(brief, topic)
        yield from spaced(_sections(brief, topic), brief.scale.gap * 0.5)


def _head(brief: Brief, topic: Topic) -> Iterator[Item]:
    """Yield a topic's title with what leads in below it, beside its one fact, if it has any."""
    scale, place = brief.scale, f"topic-{brief.topics.index(topic)}"
    yield Item(Rule(1.4, topic.title, place), gap=scale.gap * 0.8, holds=True)
    lead = [Item(Paragraph(topic.lead, scale.narrow))] if topic.lead else []
    words = Item(card_name(topic.title, scale.section)), *lead
    head = _beside_fact(brief, topic.bib, words) if topic.bib else SideBySide((words,))
    yield Item(head, gap=1.0 + scale.gap * 0.3, holds=True)


def _beside_fact(brief: Brief, fact: BibFact, words: Stack) -> SideBySide:
    """Return words beside the bib with a fact, as wide as that asks for."""
    size = brief.scale.strong.size
    strip = width(fact.top, "name", size, TRACK)
    wide, tall = max(size * 2.7, strip + AROUND + 0.5), size * 1.45
    figure = fitted(fact.figure, "display", tall * 1.2, wide - 8, 10) or 10
    bib = Bib(brief.look, tall, fact.top, fact.figure, fact.bottom, figure_size=figure)
    bib = bib._replace(bottom_size=size, strip=size * 0.44, top_size=size)
    return beside_bib(bib, wide, words, brief.scale.gap)


def _sections(brief: Brief, topic: Topic) -> Iterator[Item]:
    """Yield sections; on whole sheets in two columns, but for the sports and what is too long."""
    for sports, group in groupby(topic.sections, lambda section: section.shows == "sports"):
        parts = [tuple(_section(brief, section)) for section in group]
        two = balanced(brief, parts)
        fits = two.height(brief.paper.measure) < TALLEST
        yield from [two] if brief.scale.wide and fits and not sports else chain(*parts)


def _section(brief: Brief, section: Section) -> Iterator[Item]:
    scale = brief.scale
    gap = scale.gap * 0.5
    if section.heading:
        head = Heading(section.heading, scale.strong.size, "H4", face="name")
        yield Item(head, gap=gap * 1.5, holds=True)
    if section.shows == "bands":
        yield from _band_scale(brief)
    if section.shows == "sports":
        yield from _sports(brief)
    if section.table:
        yield from _written(brief, section.table)
    for text in section.paragraphs:
        yield Item(Paragraph(text, scale.narrow), gap=gap * 0.5)
    for number, text in enumerate(section.points, 1):
        holds = number == len(section.points) - 1  # the last one is not left alone on a page
        entry = Paragraph(text, scale.narrow, listed=True)
        yield Item(entry, gap=gap * 0.4, within="L", holds=holds)


def _written(brief: Brief, table: Grid) -> Iterator[Item]:
    """Yield a written table; the column of the plan's own level is bold, a band has its swatch."""
    own = [column == brief.plan.level for column in table.columns]
    bands = {str(colour): colour for colour in brief.bands}

    def cell(text: str, *, bold: bool) -> Words:
        return _words(brief, text, bold=bold, band=bands.get(text))

    heads = [_words(brief, text, bold=bold) for text, bold in zip(table.columns, own, strict=True)]
    rows = [[cell(text, bold=own[at] or at == 0) for at, text in enumerate(r)] for r in table.rows]
    return _table(heads, rows)


def _band_scale(brief: Brief) -> Iterator[Item]:
    """Yield every colour with its forces in the plan's units, its own in bold, and the ruler."""
    texts, scale = brief.texts, brief.scale
    heads = [_words(brief, texts(f"know_how.band_column_{number}")) for number in range(1, 5)]
    rows = []
    for colour, band in brief.bands.items():
        forces = band.pounds if texts.units == "lb" else band.kilograms
        told = (in_units(texts.number(force, 1), texts) for force in forces)
        bold = colour in brief.plan.bands
        others = [_words(brief, text, bold=bold) for text in (band.maker_name, *told)]
        rows.append([_words(brief, colour, bold=bold, band=colour), *others])
    yield from _table(heads, rows)
    yield Item(Paragraph(texts("know_how.band_bold"), scale.narrow), gap=scale.gap * 0.2)
    yield Item(Ruler(brief), gap=scale.gap * 0.3)


def _words(brief: Brief, text: str, *, bold: bool = False, band: BandColour | None = None) -> Words:
    """Return what stands in a cell; the name of a band stands behind its swatch."""
    style = brief.scale.narrow._replace(face="name") if bold else brief.scale.narrow
    words = Words(text, style, stand=0.0, air=style.size * 0.07)
    if not band:
        return words
    wide = style.size * CAP_HEIGHT * 0.78
    tall = wide * 0.64

    def swatch(sheet: Sheet, x: float, y: float) -> None:
        band_swatch(sheet, brief, band, x, y + (style.lead / MM - tall) / 2, wide, tall)

    name = brief.texts(f"band.{band}")
    return words._replace(text=name, indent=wide + style.size * 0.12, sign=swatch)


def _table(heads: Sequence[Words], rows: Sequence[Sequence[Words]]) -> Iterator[Item]:
    """Yield a table whose columns are as wide as their words ask for."""
    columns = as_asked([heads, *rows], INSET)
    head = TableRow(heads, columns, head=True, below=1.0, apart=INSET)
    return table_items(head, [TableRow(row, columns, below=0.35, apart=INSET) for row in rows])


class Ruler(NamedTuple):
    """A band that is pulled out to three times its length, its stripes ever wider apart."""

    brief: Brief

    def height(self, measure: float) -> float:
        """Return the height of bar and words."""
        style, room = self.brief.scale.narrow, self._room(measure)
        return self._bar + max(paragraph_height(words, style, room) for words in self._words())

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it."""
        style, unit = self.brief.scale.narrow, measure / len(LENGTHS)
        for times, words in enumerate(self._words(), 1):
            left = x + (times - 1) * unit
            hatch(sheet, "v", left, y, unit, self._bar, spread=1.2 * times)
            sheet.rect(left, y, unit, self._bar, outline=0.8)
            with sheet.tag("P"):
                room, top = self._room(measure), y + self._bar
                sheet.paragraph(left + unit - room, top, room, words, style, align="right")

    def _words(self) -> list[str]:
        return [self.brief.texts(f"know_how.{key}") for key in LENGTHS]

    def _room(self, measure: float) -> float:
        """Return the width of the words below a length."""
        return measure / len(LENGTHS) - self.brief.scale.narrow.size * 0.15

    @property
    def _bar(self) -> float:
        return self.brief.scale.narrow.size * 0.28


# -- other sports ---------------------------------------------------------------------------------

SHARES = 0.25, 0.515, 0.235
"""Of a whole sheet beside the emblem: name and dose, what it serves, boxes."""


def _sports(brief: Brief) -> Iterator[Item]:
    """Yield every sport, those of the article first."""
    gap = brief.scale.gap
    for slug, sport in sorted(brief.sports.items(), key=lambda item: (not item[1].seed, item[0])):
        row = Entry(_sport(brief, slug, sport), air=gap * 0.12)
        yield Item(row, within="L", grow=gap)


def _sport(brief: Brief, slug: Slug, sport: CrossTraining) -> SideBySide:
    """Return a sport: emblem, name, how long and how often, what it serves, a box a week.

    A week whose sheet suggests it has a heavy box.
    """
    texts, scale = brief.texts, brief.scale
    minutes, times = span(sport.minutes, texts), span(sport.sessions_per_week, texts)
    dose = texts("know_how.sport_dose", minutes=minutes, times=times)
    muscles = ", ".join(plain_muscles(sport.primary, texts))
    serves = texts("know_how.serves", muscles=muscles, note=sport.note)
    sports = {week.number: week.cross_training for week in brief.plan.weeks}
    heavy = frozenset(n for n, other in sports.items() if other and other.activity == slug)
    tip = {True: "know_how.sport_tip_suggested", False: "know_how.sport_tip"}
    tips = {n: texts(tip[n in heavy], sport=sport.name, week=n) for n in sports}
    words = [
        Item(Paragraph(f"**{sport.name}** {dose}", scale.narrow)),
        Item(Paragraph(serves, scale.narrow)),
        Item(WeekBoxes(brief, f"sport.{slug}", tips, heavy)),
    ]
    stacks = [(word,) for word in words] if scale.wide else [tuple(words)]
    emblem = (Item(Drawn(partial(_emblem, brief, slug)), fills=True),)
    gap, shares = scale.gap * 0.6, SHARES if scale.wide else ()
    first = scale.panel * 0.26 if scale.wide else scale.panel * 0.3
    return SideBySide((emblem, *stacks), first=first, gutter=gap, shares=shares)


def _emblem(
    brief: Brief, slug: Slug, sheet: Sheet, x: float, y: float, wide: float, high: float
) -> None:
    """Print a sport's emblem, if it has one."""
    if slug in brief.pictures.drawings:
        largest = brief.scale.narrow.size * 0.0018
        area = Area(x, y, wide, high)
        brief.pictures.draw(sheet, slug, area, which=("end",), largest=largest)
