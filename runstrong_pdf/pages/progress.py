"""What is written down: push-up check, ladders, when to move up, what to swap; and the log."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item, SideBySide
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM, fitting, width
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.units import in_kilograms, number_in
from runstrong_pdf.model.words import BandColour, Kit, Phase
from runstrong_pdf.pages.brief import Brief, checks_push_ups, weight_text
from runstrong_pdf.pages.chapter import (
    A_LITTLE,
    LARGER,
    Pages,
    abreast,
    balanced,
    in_largest_type,
    spaced,
)
from runstrong_pdf.pages.load import band_swatch
from runstrong_pdf.pages.log import log_items, log_pages

LOADS = ("pull", "press", "raise")
MOST_BANDS, MOST_WEIGHTS, FEWEST_RUNGS = 5, 6, 3


def written_pages(brief: Brief) -> tuple[Pages, Pages]:
    """Return the pages of progress, and those of a log that has no room on a whole sheet."""
    if brief.scale.wide:
        together = _pages(brief, log=True, most=A_LITTLE)
        if len(together) == 1:
            return together, ()
    return _pages(brief, log=False), log_pages(brief)


def _pages(brief: Brief, *, log: bool, most: float = LARGER[-1]) -> Pages:
    label, running = brief.texts("progress.label"), brief.texts("progress.title")
    items = partial(_items, log=log)
    return in_largest_type(brief, "P", label, items, running=running, even=True, most=most)


def _items(brief: Brief, *, log: bool) -> Iterator[Item]:
    scale, gap = brief.scale, brief.scale.gap
    yield Item(Heading(brief.texts("progress.title"), scale.title), holds=True)
    if checks_push_ups(brief):
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
    yield Item(Paragraph(texts("progress.check_how"), scale.narrow))
    for number in ("1", "2_knee") if brief.knee else ("1", "2", "3"):
        gap = scale.gap * (0.3 if number == "1" else 0)
        yield Item(Paragraph(texts(f"progress.check_{number}"), scale.narrow), gap=gap)


def _rule(brief: Brief, rule: str) -> Iterator[Item]:
    scale = brief.scale
    yield Item(_heading(brief, rule), holds=True)
    yield Item(Paragraph(brief.texts(f"progress.{rule}_when"), scale.narrow), gap=scale.gap * 0.1)


def _swaps(brief: Brief) -> Iterator[Item]:
    scale, gap = brief.scale, brief.scale.gap * 0.25
    yield Item(_heading(brief, "swaps", "swaps_how"), gap=scale.gap, holds=True)
    told = swaps(brief, [*brief.plan.exercises])
    entries = [Paragraph(text, scale.narrow, listed=True) for text in told]
    lines = [(Item(entry, gap=gap, within="L"),) for entry in entries]
    yield from [balanced(brief, lines)] if scale.wide else chain(*lines)


def _heading(brief: Brief, key: str, how: str = "") -> Heading:
    scale, texts = brief.scale, brief.texts
    beside = texts(f"progress.{how}") if how else ""
    return Heading(texts(f"progress.{key}"), scale.section, "H3", beside, scale.narrow, above=1.4)


class Bibs(NamedTuple):
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
        where = {"week": last.number, "session": last.sessions[-1].key}
        short = texts("week.label", number=last.number, session=last.sessions[-1].key).upper()
        tops = {
            "before": (texts("progress.before"), texts("column.before")),
            "after": (texts("progress.after", **where), short),
        }
        for moment, wordings in tops.items():
            top = fitting(wordings, "name", size * 1.1, wide - size * 0.8)
            strip, word = size * 0.45, texts("progress.push_ups")
            bib = Bib(brief.look, high, top, "", word, bottom_size=size, strip=strip, top_size=size)
            bib.draw(sheet, x, y, wide, high)
            left, free = x + wide * 0.15, high - 2.4 * strip
            field, tip = f"push-ups.{moment}", texts(f"field.{moment}", **where)
            sheet.text_field(left, y + strip * 1.2, wide * 0.7, free, field, tip, 24)
            x += wide + gap


# -- ladders --------------------------------------------------------------------------------------


class Ladder(NamedTuple):
    """A row a kind of lift, a ring a band or a weight; where the plan starts is a bold ring."""

    brief: Brief
    rungs: Sequence[BandColour | float]

    def height(self, _measure: float) -> float:
        """Return the height of head and rows."""
        return self._head + len(LOADS) * self._row

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print what the ladder is of and what each rung is, then the rings below it."""
        brief, size, kinds = self.brief, self.brief.scale.narrow.size, self._kinds
        kit = brief.texts(f"phase.{Phase.BANDS if self._banded else Phase.DUMBBELLS}")
        label = max(width(word, "name", size) for word in (*kinds.values(), kit)) + 2.0
        rungs = self._with_room(measure - label, size)
        step = (measure - label) / len(rungs)
        rings = [(rung, x + label + (at + 0.5) * step) for at, rung in enumerate(rungs)]
        with sheet.tag("Table"):
            with sheet.tag("TR"):
                with sheet.tag("TH", scope="Column"):
                    sheet.text(x, y + self._head - size * 0.12, kit, "name", size)
                for rung, middle in rings:
                    with sheet.tag("TH", scope="Column"):
                        self._rung(sheet, rung, middle, y)
            y += self._head
            for load, kind in kinds.items():
                middle = y + self._row / 2
                sheet.rule(x, y, x + measure)
                with sheet.tag("TR"):
                    with sheet.tag("TH", scope="Row"):
                        sheet.text(x, centred(middle, size), kind, "name", size)
                    self._rings(sheet, load, rings, middle)
                y += self._row

    def _rung(self, sheet: Sheet, rung: BandColour | float, middle: float, y: float) -> None:
        """Print a rung's word, below the swatch of a band."""
        size = self.brief.scale.narrow.size
        wide, high, baseline = size * 0.56, size * 0.36, y + self._head - size * 0.12
        if isinstance(rung, str):
            band_swatch(sheet, self.brief, rung, middle - wide / 2, y, wide, high)
        sheet.text(middle, baseline, self._word(rung), "name", size, align="centre")

    def _with_room(self, measure: float, size: float) -> Sequence[BandColour | float]:
        """Return the rungs whose words have room beside each other: the last ones may have none."""
        widest = max(width(self._word(rung), "name", size) for rung in self.rungs) + size * 0.17
        return self.rungs[: max(FEWEST_RUNGS, min(len(self.rungs), int(measure / widest)))]

    def _rings(
        self, sheet: Sheet, load: str, rings: list[tuple[BandColour | float, float]], y: float
    ) -> None:
        scale, radius = self.brief.scale, self.brief.scale.box / 2
        for (_, left), (_, right) in pairwise(rings):
            sheet.line([(left + radius, y), (right - radius, y)], 0.35)
        first = first_loads(self.brief, load)
        for rung, middle in rings:
            named = {"load": self._kinds[load], "rung": self._word(rung)}
            field = f"rung.{load}.{rung if isinstance(rung, str) else f'{rung:g}kg'}"
            tip = self.brief.texts("field.rung", **named)
            weight = scale.heavy if rung in first else 0.7
            with sheet.tag("TD"):
                sheet.tick_ring(middle, y, radius, field, tip, weight)

    def _word(self, rung: BandColour | float) -> str:
        texts = self.brief.texts
        return texts(f"band.{rung}") if isinstance(rung, str) else weight_text((rung,), texts)

    @property
    def _kinds(self) -> dict[str, str]:
        """What each of `LOADS` is called."""
        return {load: self.brief.texts(f"progress.ladder_{load}") for load in LOADS}

    @property
    def _banded(self) -> bool:
        return isinstance(self.rungs[0], str)

    @property
    def _head(self) -> float:
        size = self.brief.scale.narrow.size
        return 3.6 * size / 10 + size * 1.25 / MM

    @property
    def _row(self) -> float:
        return 1.2 * self.brief.scale.box


def first_loads(brief: Brief, load: str) -> tuple[BandColour | None, float | None]:
    """Return colour and weight with which the plan begins rows, presses or raises."""
    lifts = [row for row in brief.rows if _load_of(brief, row.exercise) == load]
    band = next((row.band[0] for row in lifts if row.band), None)
    return band, next((row.kg[0] for row in lifts if row.kg), None)


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


PRONE = "superman prone-cobra-raise"
CLIMBERS = "mountain-climber slow-mountain-climber"
SMALL = (
    "horizontal-pull vertical-pull shoulder-isolation arm-isolation scapular spinal-extension "
    "core-anti-rotation core-anti-extension core-flexion"
)
KNEELING = (
    "push-up wide-push-up diamond-push-up knee-push-up knee-wide-push-up knee-diamond-push-up "
    "knee-plank knee-plank-to-press side-plank-knees"
)
SQUATS = (
    "bodyweight-squat overhead-reach-squat bodyweight-reverse-lunge dumbbell-squat dumbbell-lunge "
    "thruster dumbbell-overhead-squat dumbbell-jerk"
)
LOW_BACK = (
    "horizontal-pull",
    "whole-body dumbbell-romanian-deadlift",
    f"vertical-pull scapular {PRONE} {CLIMBERS}",
    "vertical-push shoulder-isolation",
)
SWAPS: dict[str, dict[str, tuple[str, ...]]] = {
    "wrist": dict.fromkeys((Kit.DUMBBELLS, "none"), ("", CLIMBERS)),
    "shoulder": {"none": ("horizontal-push", "vertical-push whole-body", SMALL)},
    "low-back": {
        **dict.fromkeys((Kit.BAND, Kit.DUMBBELLS), LOW_BACK),
        "none": ("vertical-pull scapular", f"{PRONE} {CLIMBERS}"),
    },
    "knee": {
        "none": (KNEELING, f"{CLIMBERS} bird-dog forearm-bird-dog", SQUATS, "band-lat-pulldown")
    },
    "high-bp": dict.fromkeys((Kit.DUMBBELLS, Kit.BAND, "none"), ("", "")),
    "pregnancy": dict.fromkeys((Kit.BAND, "none"), ("", "")),
    "older-adult": {"none": ("",)},
}
"""What may be sore, in printed order, with the kit that its swap may name, the best first; for each
part of what is said, the exercises that it is about: by name, or by their pattern where their data
have the caution; nothing where it is for all."""


def swaps(brief: Brief, rows: Sequence[Slug]) -> Iterator[str]:
    """Yield what to do in place of these moves for everything that may be sore."""
    between = brief.texts("guide.and")
    for topic, tools in SWAPS.items():
        tool = next(tool for tool in tools if tool == "none" or tool in brief.plan.kit)
        text = brief.texts(f"progress.swap.{topic}.{tool}")
        what, colon, told = text.partition(":** ")
        parts, abouts = told.removesuffix(".").split(between), tools[tool]
        exercises = {slug: brief.plan.exercises[slug] for slug in rows}
        kept = [
            part
            for part, about in zip(parts, abouts, strict=False)
            if not about or any(is_about(about, topic, *one) for one in exercises.items())
        ]
        if len(parts) != len(abouts):  # words of somebody's own
            yield text
        elif kept:
            yield f"{what}{colon}{between.join(kept)}."


def is_about(about: str, topic: str, slug: Slug, exercise: Exercise) -> bool:
    """Whether a part of a swap is about an exercise."""
    names = about.split()
    return slug in names or (topic in exercise.caution and exercise.pattern in names)
