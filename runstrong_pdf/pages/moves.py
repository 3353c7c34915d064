"""The chapters that show the warm-up moves and the stretches: a card a move, boxes to tick."""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.layout.bib import Bib, beside_bib
from runstrong_pdf.layout.blocks import Drawn, Heading, Paragraph, Rule
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.table import TableRow, Words, labelled, table_items, tick
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import GUTTER, Scale, Style
from runstrong_pdf.model.catalogue import Stretch, WarmUp
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.cards import BELOW_CARD_RULE, Picture, advice, card_name, pictured
from runstrong_pdf.pages.chapter import Pages, abreast, in_largest_type, spaced
from runstrong_pdf.pages.strips import around, stretch_dose

BELOW_TITLE = 0.95
"""Height of the line of a title, of its size."""
LEAST = 0.36
"""The height of a picture that can be made out, of its width."""


def warm_up_pages(brief: Brief) -> Pages:
    """Return the pages that show the warm-up moves."""
    return in_largest_type(brief, "U", brief.texts("warm_up.title"), _warm_up)


def stretching_pages(brief: Brief) -> Pages:
    """Return the pages for after a session."""
    label, running = brief.texts("stretching.label"), brief.texts("stretching.title")
    foot = "stretching.leave_out", "safety.stop"
    return in_largest_type(brief, "S", label, _stretching, running=running, foot=foot, even=True)


# -- warm-up --------------------------------------------------------------------------------------


def _warm_up(brief: Brief) -> Iterator[Item]:
    scale, texts, moves = brief.scale, brief.texts, brief.plan.warm_ups
    title, times = texts("warm_up.title"), ", ".join(around(brief, "warm_up").times(texts))
    yield Item(Heading(title, scale.title, beside=times, beside_style=scale.narrow), holds=True)
    column = (brief.paper.measure + GUTTER) / 2 - GUTTER
    told = [_told(move) for move in moves.values()]
    tallest = max(paragraph_height(words, scale.narrow, column) for words in told)
    cards = (_move(brief, slug, move, tallest) for slug, move in moves.items())
    yield from abreast(brief, cards, scale.gap * 0.6)


def _move(brief: Brief, slug: Slug, move: WarmUp, tallest: float) -> Iterator[Item]:
    """Yield a card; on a whole sheet its picture has the whole width, all of one height.

    Args:
        tallest: the height of the longest words below a picture.
    """
    scale, told = brief.scale, _told(move)
    yield Item(Rule(1.4), holds=True)
    seconds = brief.texts("seconds", number=move.seconds)
    title = card_name(move.shown, scale.section, seconds, _dose_style(scale))
    yield Item(title, gap=BELOW_CARD_RULE, holds=True)
    picture, words = Picture(brief, slug, LEAST), Paragraph(told, scale.narrow)
    if scale.wide:
        yield Item(picture, holds=True, grow=scale.gap * 12)
        below = Paragraph(told, scale.narrow, least=tallest)
        yield Item(below, gap=scale.gap * 0.4)
    else:
        yield Item(pictured(brief, picture, (Item(words),)), grow=scale.gap * 2.5)


def _told(move: WarmUp) -> str:
    return f"{move.how} {move.tip}."


# -- stretches ------------------------------------------------------------------------------------


def _stretching(brief: Brief) -> Iterator[Item]:
    scale, texts, plan = brief.scale, brief.texts, brief.plan
    size, minutes = scale.strong.size, str(whole_minutes(plan.stretch_seconds))
    bib = Bib(
        brief.look,
        scale.bib[1],
        texts("stretching.bib"),
        minutes,
        texts("stretching.bib_unit"),
        figure_size=scale.bib_figure,
        bottom_size=size,
        strip=size * 0.45,
        top_size=size,
    )
    words = (
        Item(Heading(texts("stretching.title"), scale.title, lead=BELOW_TITLE)),
        Item(Paragraph(texts("stretching.how"), scale.narrow)),
    )
    yield Item(beside_bib(bib, scale.bib[0], words, scale.gap), holds=True)
    cards = (_stretch(brief, *one) for one in plan.stretches.items())
    yield from abreast(brief, cards, scale.gap)
    if plan.more_stretches:
        more = Heading(
            texts("stretching.more"), scale.section, "H3", place="stretch-more", above=1.4
        )
        yield Item(more, gap=scale.gap, holds=True)
        small = (_small(brief, *one) for one in plan.more_stretches.items())
        yield from abreast(brief, small, scale.gap * 0.6)
    yield Item(Rule(1.4), gap=scale.gap, holds=True)
    yield from spaced(stretch_boxes(brief), scale.gap * 0.4)


def _stretch(brief: Brief, slug: Slug, stretch: Stretch) -> Iterator[Item]:
    """Yield a card: how often and how long, how, what to mind."""
    scale = brief.scale
    yield Item(Rule(1.4, stretch.name, f"stretch-{slug}"), holds=True)
    yield Item(card_name(stretch.name, scale.section), gap=BELOW_CARD_RULE, holds=True)
    words = (
        Item(Paragraph(stretch_dose(stretch, brief.texts), _dose_style(scale))),
        Item(Paragraph(stretch.how, scale.narrow)),
        *([Item(advice(brief, stretch.safety))] if stretch.safety else []),
    )
    yield Item(pictured(brief, Picture(brief, slug, LEAST), words), grow=scale.gap * 8)


def _small(brief: Brief, slug: Slug, stretch: Stretch) -> Iterator[Item]:
    scale = brief.scale
    yield Item(Rule(0.35), holds=True)
    yield Item(
        card_name(stretch.name, scale.strong.size * 1.15, role="H4"),
        gap=BELOW_CARD_RULE,
        holds=True,
    )
    how = f"**{stretch_dose(stretch, brief.texts)}** {stretch.cue}"
    words = (Item(Paragraph(how, scale.narrow)),)
    picture = Picture(brief, slug, LEAST * 0.8, frames=("end",))
    yield Item(pictured(brief, picture, words), grow=scale.gap * 4)


def _dose_style(scale: Scale) -> Style:
    """Return the type of how long a move or stretch is done."""
    return Style("display", scale.section * 0.8, scale.section)


# -- boxes ----------------------------------------------------------------------------------------


class WeekBoxes(NamedTuple):
    """A box a week below its number, in as many lines as they need.

    Attributes:
        field: what their names begin with; tips: what is said of each, by week.
        heavy: the weeks whose box has a heavy outline.
    """

    brief: Brief
    field: str
    tips: dict[int, str]
    heavy: frozenset[int] = frozenset()

    def height(self, measure: float) -> float:
        """Return the height of its lines."""
        lines = -(-len(self.tips) // self._most(measure))
        return lines * (self._head + self._step) - self._step + self.brief.scale.box

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print them from the left; a screen reader has the number in the tip of the box."""
        box, style = self.brief.scale.box, self.brief.scale.narrow
        for index, (week, tip) in enumerate(self.tips.items()):
            line, place = divmod(index, self._most(measure))
            left, top = x + 0.15 + place * self._step, y + line * (self._head + self._step)
            with sheet.artifact():
                baseline, size = top + self._head - style.size * 0.1, style.floor
                sheet.text(left + box / 2, baseline, str(week), "name", size, align="centre")
            weight = self.brief.scale.heavy if week in self.heavy else self.brief.scale.outline
            sheet.tick_box(left, top + self._head, box, f"{self.field}.{week}", tip, weight)

    @property
    def _head(self) -> float:
        return self.brief.scale.narrow.floor * 1.05 / MM

    @property
    def _step(self) -> float:
        return self.brief.scale.box * 1.18

    def _most(self, measure: float) -> int:
        return max(1, int((measure - self.brief.scale.box - 0.3) / self._step) + 1)


def stretch_boxes(brief: Brief) -> Iterator[Item]:
    """Yield a table of boxes: a column a week, a row a session, one for the longer programme."""
    texts, plan, scale = brief.texts, brief.plan, brief.scale
    style, bold = scale.narrow, scale.narrow._replace(face="name")
    keys = [*plan.session_keys, *([""] if plan.more_stretches else [])]
    after, more = "stretching.after", texts("stretching.more_row")
    rows = {texts(after, session=key) if key else more: key for key in keys}

    def boxes(label: str, key: str) -> Iterator[Drawn | None]:
        for week in plan.weeks:
            tip = texts("stretching.box_tip", week=week.number, what=label)
            name = f"stretch.{week.number}.{key or 'more'}"
            has = not key or any(session.key == key for session in week.sessions)
            yield tick(scale.box, name, tip, scale.outline) if has else None

    label = max(width(row, style.face, style.size) for row in rows) + 3
    columns = labelled(label, len(plan.weeks))
    numbers = (Words(str(week.number), bold, "centre") for week in plan.weeks)
    head = TableRow((Words(texts("stretching.week"), style), *numbers), columns, head=True)
    return table_items(
        head,
        [
            TableRow((Words(row, style), *boxes(row, key)), columns, least=scale.box * 1.14)
            for row, key in rows.items()
        ],
    )
