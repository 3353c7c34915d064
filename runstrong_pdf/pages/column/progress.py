"""What is written down: push-up check, ladder, when to move up, what to swap; then the log."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import Chapter, ColumnPage, chapter_pages, scale_of
from runstrong_pdf.pages.column.ladder import BandLadder, WeightLadder
from runstrong_pdf.pages.column.log import LogHead, LogRow
from runstrong_pdf.pages.onward import RULES, swaps, when
from runstrong_pdf.pages.progress import check_words


def progress_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the pages of the push-up check, the ladder, the rules and the swaps."""
    texts = brief.texts
    label, running = texts("progress.label"), texts("progress.title")
    lines, items = (texts("safety.stop"),), tuple(_progress(brief))
    return chapter_pages(Chapter(brief, "P", label, label, running, items, lines, even=True))


def log_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the pages of the training log."""
    label = brief.texts("progress.log")
    lines, items = (brief.texts("safety.stop"),), tuple(_log(brief, label))
    return chapter_pages(Chapter(brief, "L", label, label, label, items, lines))


def _progress(brief: Brief) -> Iterator[Item]:
    texts, scale = brief.texts, scale_of(brief)
    narrow, gap = scale.narrow, scale.gap
    yield Item(Heading(texts("progress.title"), scale.title), holds=True)
    yield Item(Check(brief), gap=gap * 0.6)
    yield Item(Answers(brief), gap=gap * 0.4)
    if brief.plan.bands or brief.plan.kg:
        yield Item(_heading(brief, "progress.ladder"), gap=gap, holds=True)
        yield Item(Paragraph(texts("progress.ladder_how"), narrow), holds=True)
        if brief.plan.bands:
            yield Item(BandLadder(brief), gap=gap * 0.4)
        if brief.plan.kg:
            yield Item(WeightLadder(brief), gap=gap * 0.6)
    for rule in RULES:
        yield Item(_heading(brief, f"progress.{rule}"), gap=gap, holds=True)
        yield Item(Paragraph(when(brief, rule), narrow), gap=gap * 0.1)
    yield Item(_heading(brief, "progress.swaps"), gap=gap, holds=True)
    yield Item(Paragraph(texts("progress.swaps_how"), narrow), gap=gap * 0.1, holds=True)
    for swap in swaps(brief):
        yield Item(Entry(swap, scale), gap=gap * 0.25, within="L")


def _log(brief: Brief, title: str) -> Iterator[Item]:
    scale = scale_of(brief)
    yield Item(Heading(title, scale.title), holds=True)
    head = LogHead(brief)
    yield Item(head, gap=scale.gap * 0.4, holds=True, within="Table")
    for week in brief.plan.weeks:
        for session in week.sessions:
            row = LogRow(brief, week, session)
            yield Item(row, within="Table", again=head, grow=scale.line * 0.6)
    yield Item(Paragraph(brief.texts("column.scale"), scale.narrow), gap=scale.gap * 0.3)


def _heading(brief: Brief, key: str) -> Heading:
    return Heading(brief.texts(key), scale_of(brief).section, role="H3", above=1.4)


@dataclass(frozen=True)
class Entry:
    """One entry of a list."""

    text: str
    scale: Scale

    def height(self, measure: float) -> float:
        """Return the height of its lines."""
        return paragraph_height(self.text, self.scale.narrow, measure)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it."""
        with sheet.tag("LI"), sheet.tag("LBody"):
            sheet.paragraph(x, y, measure, self.text, self.scale.narrow)


@dataclass(frozen=True)
class Check:
    """Two bibs to write the number of push-ups on, and how to find it."""

    brief: Brief

    def height(self, measure: float) -> float:
        """Return the height of the bibs or of the words beside them."""
        scale = scale_of(self.brief)
        words = paragraph_height(self._how(), scale.narrow, self._room(measure))
        return max(self._bib[1], scale.section * 1.2 / MM + words)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print bibs on the left, words on the right."""
        brief, scale, texts = self.brief, scale_of(self.brief), self.brief.texts
        last = brief.plan.weeks[-1]
        session = texts("week.label", number=last.number, session=last.sessions[-1].key)
        wide, tall = self._bib
        tops = (("before", texts("column.before")), ("after", session.upper()))
        for index, (moment, top) in enumerate(tops):
            bib = Bib(
                wide,
                tall,
                top,
                bottom=texts("progress.push_ups"),
                bottom_size=scale.strong.size,
                strip=scale.strong.size * 0.45,
                top_size=scale.strong.size,
            )
            with sheet.tag("P"):
                bib.draw(sheet, brief.look, x + index * (wide + scale.gap), y)
            tip = texts(f"field.{moment}", week=last.number, session=last.sessions[-1].key)
            at, free = x + index * (wide + scale.gap) + wide * 0.15, tall - 2.4 * bib.strip
            name = f"push-ups.{moment}"
            sheet.text_field(at, y + bib.strip * 1.2, wide * 0.7, free, name, tip, 24)
        left = x + measure - self._room(measure)
        with sheet.tag("H3"):
            baseline = y + scale.section * 0.75 / MM
            sheet.text(left, baseline, texts("progress.check"), "display", scale.section)
        with sheet.tag("P"):
            below = y + scale.section * 1.2 / MM
            sheet.paragraph(left, below, self._room(measure), self._how(), scale.narrow)

    def _how(self) -> str:
        return check_words(self.brief)

    @property
    def _bib(self) -> tuple[float, float]:
        wide, tall = scale_of(self.brief).bib
        return wide * 1.15, tall * 1.15

    def _room(self, measure: float) -> float:
        gap = scale_of(self.brief).gap
        return measure - 2 * (self._bib[0] + gap) - gap * 0.4


@dataclass(frozen=True)
class Answers:
    """What each number of push-ups means for the first weeks."""

    brief: Brief

    def height(self, _measure: float) -> float:
        """Return the height of its three lines."""
        return 3 * scale_of(self.brief).body.lead / MM

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print number and meaning side by side."""
        scale, texts = scale_of(self.brief), self.brief.texts
        lead, style = scale.body.lead / MM, scale.narrow
        for index in (1, 2, 3):
            baseline = y + (index - 0.28) * lead
            with sheet.tag("P"):
                half = measure * 0.42
                number = texts(f"progress.check_{index}")
                sheet.text(x, baseline, number, "name", style.size, room=half - 2)
                means = texts(f"progress.check_{index}_means")
                sheet.text(x + half, baseline, means, style.face, style.size, room=measure - half)
