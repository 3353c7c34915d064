"""The cover and what belongs before week 1, in a single column."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.colour import WHITE
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.pattern import swatch
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Scale, Style
from runstrong_pdf.pages.brief import Brief, span
from runstrong_pdf.pages.column.chapter import Chapter, ColumnPage, chapter_pages, scale_of
from runstrong_pdf.pages.column.chart import ChartHead, ChartRow, FinishLine
from runstrong_pdf.pages.column.row import outline
from runstrong_pdf.pages.cover import RUNNER, advice
from runstrong_pdf.pages.cover_foot import kit_list
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

FULL = 178.0
"""The measure at which the bib has the sizes written below."""
BIB_HEIGHT = 80.0
MOST_ON_COVER = 8
"""Weeks whose chart stands below the bib; a longer one has a page of its own."""


def cover_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the cover, and the pages that it goes on to."""
    label = brief.texts("cover.label")
    items = tuple(_items(brief))
    return chapter_pages(Chapter(brief, "0", label, label, brief.plan.title, items, ()))


def _items(brief: Brief) -> Iterator[Item]:
    scale, texts = scale_of(brief), brief.texts
    gap = scale.gap
    yield Item(CoverBib(brief))
    if brief.plan.refer_first:
        yield Item(Boxed((texts("cover.refer"),), scale.body), gap=gap)
    before, after = (_chart, _preparation)
    if len(brief.plan.weeks) > MOST_ON_COVER:
        before, after = after, before
    yield from before(brief)
    yield from after(brief)
    warnings = tuple(texts.some("cover.warnings"))
    yield Item(Boxed(warnings, scale.body, texts("cover.stop"), scale.section), gap=gap)
    yield Item(Paragraph(texts("cover.disclaimer"), scale.body), gap=gap * 0.8, holds=True)
    yield Item(Contact(brief), gap=gap * 0.3)


def _preparation(brief: Brief) -> Iterator[Item]:
    """Yield what to lay ready and how it works, each of them on one page."""
    scale, texts, gap = scale_of(brief), brief.texts, scale_of(brief).gap
    notes = " ".join((*brief.plan.notes, *advice(brief)))
    if notes:
        yield Item(Paragraph(notes, scale.body), gap=gap * 0.6)
    yield Item(Heading(texts("cover.kit"), scale.section), gap=gap, holds=True)
    kit = kit_list(brief)
    for index, (name, weeks, words) in enumerate(kit):
        line, holds = KitLine(brief, name, weeks, words), index < len(kit) - 1
        yield Item(line, gap=gap * 0.4, within="L", holds=holds)
    yield Item(Heading(texts("cover.how"), scale.section), gap=gap, holds=True)
    steps = _steps(brief)
    for number, step in enumerate(steps, 1):
        block, holds = Step(number, step, scale), number < len(steps)
        yield Item(block, gap=gap * 0.3, within="L", holds=holds)


def _chart(brief: Brief) -> Iterator[Item]:
    scale, weeks = scale_of(brief), brief.plan.weeks
    title = brief.texts("cover.glance", weeks=brief.texts(f"number.{len(weeks)}"))
    ticks = brief.texts("cover.ticks", ticks=sum(len(week.sessions) for week in weeks))
    heading = Heading(
        title, scale.section, beside=ticks, beside_style=scale.narrow, place="chart", level=1
    )
    yield Item(heading, gap=scale.gap, holds=True)
    head = ChartHead(brief)
    yield Item(head, gap=scale.gap * 0.3, holds=True, within="Table")
    for index, week in enumerate(weeks):
        before = weeks[index - 1] if index else week
        row = ChartRow(brief, week, new_phase=week.phase != before.phase)
        yield Item(row, within="Table", again=head, grow=scale.gap, holds=True)
    yield Item(FinishLine(brief))


def _steps(brief: Brief) -> list[str]:
    steps = list(brief.texts.some("cover.steps"))
    if brief.columns == 1:
        steps[0] = brief.texts("cover.single_step")
    return steps


@dataclass(frozen=True)
class CoverBib:
    """The plan's race number across the measure."""

    brief: Brief

    def height(self, measure: float) -> float:
        """Return its height."""
        return BIB_HEIGHT * measure / FULL

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        brief, f = self.brief, measure / FULL
        strip = 17 * f
        self._card(sheet, x, y, measure, high, strip)
        middle = x + measure / 2
        with sheet.tag("H1"):
            baseline, size = centred(y + strip / 2, 32 * f), 32 * f
            ink, room = brief.look.on_accent, measure * 0.86
            title = brief.plan.title
            sheet.text(
                middle, baseline, title, "display", size, align="centre", colour=ink, room=room
            )
        low = y + strip
        picture = Area(x + 10 * f, low + 3 * f, 38 * f, 38 * f)
        brief.pictures.draw(sheet, RUNNER, picture, which=("end",))
        self._weeks(sheet, x + 80 * f, low + 32 * f, f)
        self._facts(sheet, x + 112 * f, low + 10 * f, f)
        self._who(sheet, middle, low + 49.5 * f, f)

    def _card(
        self, sheet: Sheet, x: float, y: float, wide: float, high: float, strip: float
    ) -> None:
        look = self.brief.look
        f = wide / FULL
        with sheet.clip(x, y, wide, high, 4.5 * f):
            sheet.rect(x, y, wide, strip, inside=look.accent)
        if look.keyline:
            sheet.line([(x, y + strip), (x + wide, y + strip)], 1.2)
        sheet.rect(x, y, wide, high, 4.5 * f, outline=1.6)
        for hx in (x + 6 * f, x + wide - 6 * f):
            for hy in (y + strip / 2, y + high - 6 * f):
                sheet.circle(hx, hy, 1.5 * f, inside=WHITE, outline=0.8)

    def _weeks(self, sheet: Sheet, middle: float, baseline: float, f: float) -> None:
        number, unit = str(len(self.brief.plan.weeks)), self.brief.texts("cover.weeks")
        size, small = 112 * f * (1.0 if len(number) == 1 else 0.72), 32 * f
        wide = width(number, "display", size) + 2 * f + width(unit, "display", small)
        with sheet.tag("P"):
            x = middle - wide / 2
            x += sheet.text(x, baseline, number, "display", size) + 2 * f
            sheet.text(x, baseline, unit, "display", small)

    def _facts(self, sheet: Sheet, x: float, y: float, f: float) -> None:
        brief, texts = self.brief, self.brief.texts
        minutes = [s.minutes for week in brief.plan.weeks for s in week.sessions]
        facts = [
            (str(brief.columns), texts("cover.sessions")),
            (span([str(min(minutes)), str(max(minutes))], texts), texts("cover.minutes")),
        ]
        figure, words, step = 20 * f, 16 * f, 9.4 * f
        for index, (number, what) in enumerate(facts):
            with sheet.tag("P"):
                line = y + index * step
                sheet.text(x + 20 * f, line, number, "display", figure, align="right")
                sheet.text(x + 22.5 * f, line, what, "condensed", words)
        for index, key in enumerate(("start", "finish"), 2):
            line = y + index * step
            with sheet.tag("P"):
                if brief.dated:
                    sheet.slot(key, x + 20 * f, line, "display", figure, 20 * f, align="right")
                sheet.text(x + 22.5 * f, line, texts(f"cover.{key}"), "condensed", words)
            if not brief.dated:
                sheet.rule(x, line + 0.8, x + 20 * f, 0.5)

    def _who(self, sheet: Sheet, middle: float, y: float, f: float) -> None:
        """Print name and club, or lines to write them on."""
        brief, room = self.brief, 156 * f
        for key, given, size, line in (
            ("name", brief.named, 26 * f, y),
            ("club", brief.clubbed, 16 * f, y + 8.6 * f),
        ):
            if given:
                with sheet.tag("P"):
                    sheet.slot(key, middle, line, "name", size, room, align="centre")
            else:
                left = middle - 55 * f
                with sheet.tag("P"):
                    used = sheet.text(
                        left, line, brief.texts(f"cover.{key}"), "condensed", 16 * f
                    )
                sheet.rule(left + used + 1.5, line + 0.6, middle + 55 * f, 0.5)


@dataclass(frozen=True)
class KitLine:
    """One phase's kit with a box to tick when it is ready."""

    brief: Brief
    name: str
    weeks: str
    words: str

    def height(self, measure: float) -> float:
        """Return the height of its words, and of the swatches of bands."""
        scale = scale_of(self.brief)
        words = paragraph_height(self._text, scale.body, measure - self._left)
        colours = scale.strong.lead * 1.15 / MM if self._shows_bands else 0.0
        return max(scale.box, words + colours)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print box and words."""
        brief, scale = self.brief, scale_of(self.brief)
        tip = brief.texts("cover.kit_tip", kit=self.words.partition(":")[0])
        with sheet.tag("LI"), sheet.tag("LBody"):
            sheet.tick_box(x + 0.15, y, scale.box, f"kit.{self.name}", tip, outline(scale))
            with sheet.tag("P"):
                left, room = x + self._left, measure - self._left
                sheet.paragraph(left, y, room, self._text, scale.body)
            if self._shows_bands:
                self._swatches(sheet, left, y + high - scale.strong.size * 0.12)

    @property
    def _text(self) -> str:
        return f"**{self.weeks}:** {self.words}"

    @property
    def _left(self) -> float:
        scale = scale_of(self.brief)
        return scale.box + scale.box_gap

    @property
    def _shows_bands(self) -> bool:
        return self.name == "bands"

    def _swatches(self, sheet: Sheet, x: float, baseline: float) -> None:
        brief, style = self.brief, scale_of(self.brief).strong
        f = style.size / 9.5
        with sheet.tag("P"):
            for colour in brief.plan.bands:
                pattern, plain = brief.bands[colour].pattern, brief.look.ink_saver
                top, rgb = baseline - 3.0 * f, brief.band_colour(colour)
                wide, tall = 5.6 * f, 3.6 * f
                swatch(sheet, rgb, pattern, x, top, w=wide, h=tall, plain_paper=plain)
                word = brief.texts(f"band.{colour}")
                x += 6.4 * f
                x += sheet.text(x, baseline, word, style.face, style.size) + 2.4 * f


@dataclass(frozen=True)
class Step:
    """One step of how it works."""

    number: int
    text: str
    scale: Scale

    def height(self, measure: float) -> float:
        """Return the height of its words."""
        return paragraph_height(self.text, self.scale.body, measure - self._left)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print number and words."""
        style = self.scale.body
        with sheet.tag("LI"):
            with sheet.tag("Lbl"):
                baseline = y + (style.lead + style.size * CAP_HEIGHT) / 2 / MM
                sheet.text(x, baseline, str(self.number), "display", style.size * 1.25)
            with sheet.tag("LBody"):
                sheet.paragraph(x + self._left, y, measure - self._left, self.text, style)

    @property
    def _left(self) -> float:
        return self.scale.body.size * 0.5


@dataclass(frozen=True)
class Boxed:
    """Paragraphs in a heavy frame, with a heading or without."""

    texts: tuple[str, ...]
    style: Style
    title: str = ""
    title_size: float = 0.0

    def height(self, measure: float) -> float:
        """Return the height of frame and words."""
        room = measure - 2 * self._inset
        words = sum(paragraph_height(text, self.style, room) for text in self.texts)
        return words + (len(self.texts) - 1) * self._between + self._head + 2 * self._inset * 0.7

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print frame and words."""
        sheet.rect(x, y, measure, high, 2, outline=1.6)
        left, room = x + self._inset, measure - 2 * self._inset
        y += self._inset * 0.7
        if self.title:
            with sheet.tag("H2"):
                baseline = y + self.title_size * CAP_HEIGHT / MM
                sheet.text(left, baseline, self.title, "display", self.title_size)
        y += self._head
        for text in self.texts:
            with sheet.tag("P"):
                y += sheet.paragraph(left, y, room, text, self.style) + self._between

    @property
    def _inset(self) -> float:
        return self.style.size * 0.26

    @property
    def _between(self) -> float:
        return self.style.size * 0.1

    @property
    def _head(self) -> float:
        return self.title_size * 1.1 / MM


@dataclass(frozen=True)
class Contact:
    """The line to reach the club, where there is one."""

    brief: Brief

    def height(self, _measure: float) -> float:
        """Return the height of its line."""
        return scale_of(self.brief).strong.lead / MM if self.brief.reachable else 0.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        style = scale_of(self.brief).strong
        if self.brief.reachable:
            with sheet.tag("P"):
                sheet.slot("contact", x, y + high - 1.0, style.face, style.size, measure)
