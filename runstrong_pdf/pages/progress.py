"""What is written down: push-up check, log, ladders, when to move up, what to swap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item, SideBySide
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.units import in_kilograms, number_in
from runstrong_pdf.model.words import BandColour, Kit
from runstrong_pdf.pages.brief import Brief, checks_push_ups, weight_text
from runstrong_pdf.pages.chapter import (
    Chapter,
    Pages,
    abreast,
    chapter_pages,
    spaced,
)
from runstrong_pdf.pages.load import band_swatch
from runstrong_pdf.pages.log import log_items, log_pages
from runstrong_pdf.pages.row_words import fitting

LOADS = ("pull", "press", "raise")
MOST_BANDS, MOST_WEIGHTS, FEWEST_RUNGS = 5, 6, 3


def written_pages(brief: Brief) -> tuple[Pages, Pages]:
    """Return the pages of progress, and those of a log that has no room on a whole sheet."""
    if brief.scale.wide:
        together = _pages(brief, log=True)
        if len(together) == 1:
            return together, ()
    return _pages(brief, log=False), tuple(log_pages(brief))


def _pages(brief: Brief, *, log: bool) -> Pages:
    texts = brief.texts
    label, running = texts("progress.label"), texts("progress.title")
    lines, items = (texts("safety.stop"),), tuple(_items(brief, log=log))
    chapter = Chapter(brief, "P", label, label, running, items, lines, even=True)
    return tuple(chapter_pages(chapter))


def _items(brief: Brief, *, log: bool) -> Iterator[Item]:
    scale, gap = brief.scale, brief.scale.gap
    yield Item(Heading(brief.texts("progress.title"), scale.title), holds=True)
    yield Item(SideBySide(((Item(Bibs(brief)),), tuple(_check(brief)))), gap=gap * 0.6)
    if log:
        yield from spaced(log_items(brief, scale.section, "H3"), gap)
    if brief.plan.bands or brief.plan.kg:
        yield Item(_heading(brief, "ladder", "ladder_how"), gap=gap, holds=True)
        ladders = Ladder(brief, shown_bands(brief)), Ladder(brief, shown_weights(brief.plan))
        groups = ((Item(ladder),) for ladder in ladders if ladder.rungs)
        yield from abreast(brief, groups, gap * 0.5)
    yield from abreast(brief, (_rule(brief, rule) for rule in RULES), gap, columns=3)
    yield from _swaps(brief)


def _check(brief: Brief) -> Iterator[Item]:
    """Yield how push-ups are counted, and what each number means for the first weeks."""
    texts, scale = brief.texts, brief.scale
    yield Item(Heading(texts("progress.check"), scale.section, role="H3"))
    how = texts(f"progress.check_{'how' if checks_push_ups(brief) else 'not'}")
    yield Item(Paragraph(how, scale.narrow))
    for number in (1, 2, 3):
        gap = scale.gap * (0.3 if number == 1 else 0)
        yield Item(Paragraph(texts(f"progress.check_{number}"), scale.narrow), gap=gap)


def _rule(brief: Brief, rule: str) -> Iterator[Item]:
    scale = brief.scale
    yield Item(_heading(brief, rule), holds=True)
    yield Item(Paragraph(when(brief, rule), scale.narrow), gap=scale.gap * 0.1)


def _swaps(brief: Brief) -> Iterator[Item]:
    scale = brief.scale
    yield Item(_heading(brief, "swaps", "swaps_how"), gap=scale.gap, holds=True)
    lines = (
        (Item(Paragraph(swap, scale.narrow, listed=True), within="L"),) for swap in swaps(brief)
    )
    yield from abreast(brief, lines, scale.gap * 0.25)


def _heading(brief: Brief, key: str, how: str = "") -> Heading:
    scale, texts = brief.scale, brief.texts
    beside = texts(f"progress.{how}") if how else ""
    return Heading(texts(f"progress.{key}"), scale.section, "H3", beside, scale.narrow, above=1.4)


@dataclass(frozen=True)
class Bibs:
    """Two bibs to write the number of push-ups on."""

    brief: Brief

    def height(self, _measure: float) -> float:
        """Return the height of a bib."""
        return self.brief.scale.bib[1] * 1.1

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print them side by side."""
        brief, texts, gap = self.brief, self.brief.texts, self.brief.scale.gap
        size, wide = brief.scale.strong.size, (measure - gap) / 2
        last = brief.plan.weeks[-1]
        number, key = last.number, last.sessions[-1].key
        after = texts("progress.after", week=number, session=key)
        short = texts("week.label", number=number, session=key).upper()
        tops = {
            "before": (texts("progress.before"), texts("column.before")),
            "after": (after, short),
        }
        for moment, wordings in tops.items():
            bib = Bib(
                wide,
                high,
                fitting(wordings, "name", size * 1.1, wide - size * 0.8),
                bottom=texts("progress.push_ups"),
                bottom_size=size,
                strip=size * 0.45,
                top_size=size,
            )
            with sheet.tag("P"):
                bib.draw(sheet, brief.look, x, y)
            tip = texts(f"field.{moment}", week=number, session=key)
            left, free = x + wide * 0.15, high - 2.4 * bib.strip
            field, top = f"push-ups.{moment}", y + bib.strip * 1.2
            sheet.text_field(left, top, wide * 0.7, free, field, tip, 24)
            x += wide + gap


# -- ladders --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ladder:
    """A row a kind of lift, a ring a band or a weight; where the plan starts is a bold ring."""

    brief: Brief
    rungs: Sequence[BandColour | float]

    def height(self, _measure: float) -> float:
        """Return the height of head and rows."""
        return self._head + len(LOADS) * self._row

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print what each rung is, then the rings below it."""
        size = self.brief.scale.narrow.size
        words = (self.brief.texts(f"progress.ladder_{load}") for load in LOADS)
        label = max(width(word, "name", size) for word in words) + 2.0
        rungs = self._with_room(measure - label, size)
        step = (measure - label) / len(rungs)
        middles = [x + label + (index + 0.5) * step for index in range(len(rungs))]
        with sheet.tag("P"):
            for rung, middle in zip(rungs, middles, strict=True):
                if isinstance(rung, str):
                    wide, high = size * 0.56, size * 0.36
                    band_swatch(sheet, self.brief, rung, middle - wide / 2, y, wide, high)
                baseline = y + self._head - size * 0.12
                sheet.text(middle, baseline, self._words(rung), "name", size, align="centre")
        y += self._head
        for load in LOADS:
            sheet.rule(x, y, x + measure)
            with sheet.tag("P"):
                word = self.brief.texts(f"progress.ladder_{load}")
                sheet.text(x, centred(y + self._row / 2, size), word, "name", size)
            self._rings(sheet, load, rungs, middles, y + self._row / 2)
            y += self._row

    def _with_room(self, measure: float, size: float) -> Sequence[BandColour | float]:
        """Return the rungs whose words have room beside each other: the last ones may have none."""
        widest = max(width(self._words(rung), "name", size) for rung in self.rungs) + 1.0
        return self.rungs[: max(FEWEST_RUNGS, min(len(self.rungs), int(measure / widest)))]

    def _rings(
        self,
        sheet: Sheet,
        load: str,
        rungs: Sequence[BandColour | float],
        middles: list[float],
        y: float,
    ) -> None:
        texts, radius = self.brief.texts, self.brief.scale.box / 2
        for left, right in pairwise(middles):
            sheet.line([(left + radius, y), (right - radius, y)], 0.35)
        first = first_loads(self.brief, load)
        for rung, middle in zip(rungs, middles, strict=True):
            kind = texts(f"progress.ladder_{load}")
            tip = texts("field.rung", load=kind, rung=self._words(rung))
            key = rung if isinstance(rung, str) else f"{rung:g}kg"
            weight = 1.6 if rung in first else 0.7
            sheet.tick_ring(middle, y, radius, f"rung.{load}.{key}", tip, weight)

    def _words(self, rung: BandColour | float) -> str:
        if isinstance(rung, str):
            return self.brief.texts(f"band.{rung}")
        return weight_text((rung,), self.brief.texts)

    @property
    def _head(self) -> float:
        size = self.brief.scale.narrow.size
        return 3.6 * size / 10 + size * 1.25 / MM

    @property
    def _row(self) -> float:
        return 1.2 * self.brief.scale.box


def first_loads(brief: Brief, load: str) -> tuple[BandColour | None, float | None]:
    """Return colour and weight with which the plan begins rows, presses or raises."""
    band: BandColour | None = None
    weight: float | None = None
    for week in brief.plan.weeks:
        for session in week.sessions:
            for row in session.rows:
                if _load_of(brief, row.exercise) != load:
                    continue
                band = band or (row.band[0] if row.band else None)
                weight = weight or (row.kg[0] if row.kg else None)
    return band, weight


def _load_of(brief: Brief, slug: str) -> str:
    exercise = brief.plan.exercises[slug]
    if exercise.pattern == "shoulder-isolation":
        return "raise"
    if exercise.balance == "push":
        return "press"
    return "pull" if exercise.pattern.endswith("-pull") else ""


def shown_bands(brief: Brief) -> list[BandColour]:
    """Return neighbouring colours that begin with the lightest one used."""
    if not brief.plan.bands:
        return []
    known = list(brief.bands)
    first = min(known.index(brief.plan.bands[0]), len(known) - MOST_BANDS)
    return known[first : first + MOST_BANDS]


def shown_weights(plan: Plan) -> list[float]:
    """Return the weights used and the whole kilograms, or fives of pounds, after them."""
    if not plan.kg:
        return []
    units, weights = plan.request.units, sorted(plan.kg)[:MOST_WEIGHTS]
    step = 5 if units == "lb" else 1
    while len(weights) < MOST_WEIGHTS:
        number = number_in(units, weights[-1])
        weights.append(in_kilograms(float(number // step + 1) * step, units))
    return weights


# -- words -----------------------------------------------------------------------------------------


RULES = ("up", "stay", "down")
SWAPS: dict[str, tuple[Kit, ...]] = {
    "wrist": (Kit.DUMBBELLS,),
    "shoulder": (),
    "low-back": (Kit.BAND, Kit.DUMBBELLS),
    "high-bp": (Kit.BAND, Kit.DUMBBELLS),
    "pregnancy": (Kit.BAND,),
    "older-adult": (),
}
"""What may be sore, in printed order, with the kit that its swap may name, the best first."""


def when(brief: Brief, rule: str) -> str:
    """Return when a rule of `RULES` applies and what to do then."""
    return brief.texts(f"progress.{rule}_when")


def swaps(brief: Brief) -> Iterator[str]:
    """Yield one line for everything that may be sore, with the kit of the plan."""
    for topic, tools in SWAPS.items():
        tool = next((kit.value for kit in tools if kit in brief.plan.kit), "none")
        yield brief.texts(f"progress.swap.{topic}.{tool}")
