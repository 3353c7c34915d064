"""What is written down: push-up check, log, ladders, when to move up, what to swap."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item, SideBySide
from runstrong_pdf.layout.sheet import WRITING, Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge, hatch
from runstrong_pdf.layout.text import MM, fitting, width
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.plan import Plan, Session, Week
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.units import in_kilograms, number_in
from runstrong_pdf.model.words import BandColour, Kit, Phase
from runstrong_pdf.pages.blanks import log_blank, logged
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, checks_push_ups, weight_text
from runstrong_pdf.pages.chapter import (
    A_LITTLE,
    LARGER,
    Chapter,
    Pages,
    abreast,
    balanced,
    chapter_pages,
    in_largest_type,
    spaced,
)
from runstrong_pdf.pages.load import band_swatch

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
    entries = [Paragraph(swap.text, scale.narrow, listed=True) for swap in swaps(brief)]
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


class Swap(NamedTuple):
    """What to do instead where something is sore; the exercise drawn beside it, or empty."""

    text: str
    picture: Slug


SWAPS: dict[str, dict[str, Slug]] = {
    "wrist": {Kit.DUMBBELLS: "dead-bug", "none": "dead-bug"},
    "shoulder": {"none": "incline-push-up"},
    "low-back": {
        Kit.BAND: "seated-band-row",
        Kit.DUMBBELLS: "single-arm-dumbbell-row",
        "none": "bird-dog",
    },
    "knee": {"none": "standing-hip-hinge"},
    "high-bp": {
        Kit.DUMBBELLS: "seated-dumbbell-press",
        Kit.BAND: "",
        "none": "towel-isometric-row",
    },
    "pregnancy": {Kit.BAND: "standing-band-row", "none": "wall-push-up"},
    "older-adult": {"none": "one-leg-stand"},
}
"""What may be sore, in printed order, with the kit that its swap may name, the best first."""


def swaps(brief: Brief) -> Iterator[Swap]:
    """Yield what to do for everything that may be sore, with the kit of the plan."""
    for topic, tools in SWAPS.items():
        tool = next(tool for tool in tools if tool == "none" or tool in brief.plan.kit)
        yield Swap(brief.texts(f"progress.swap.{topic}.{tool}"), tools[tool])


# -- the training log ------------------------------------------------------------------------------

COLUMNS = ((0.15, 1.7), (0.16, 2.5), (0.28, 3.8), (0.19, 2.5))
"""Width of week and session, date, effort, best set: of the measure at most, and in millimetres
per point of type. Notes have the rest."""
HEADS = (1, 3, 4, 5, 6)
PATTERN = 0.022
"""Width of a phase's pattern, of the measure."""
INSET = 1.2
LINES_MORE = 1.6
"""How much higher a row of the log may be, of a line to write on."""


def log_pages(brief: Brief) -> Pages:
    """Return the pages of the training log."""
    label, scale = brief.texts("progress.log"), brief.scale
    items = tuple(log_items(brief, scale.title, "H2"))
    lines = (brief.texts("safety.stop"),)
    return chapter_pages(Chapter(brief, "L", label, label, label, items, lines))


def log_items(brief: Brief, size: float, role: str) -> Iterator[Item]:
    """Yield the log below a heading of `size` points."""
    texts, scale = brief.texts, brief.scale
    place = "" if role == "H2" else "log"  # a chapter is in the outline already
    told = texts("progress.scale")
    title = Heading(texts("progress.log"), size, role, told, scale.narrow, place)
    yield Item(title, holds=True)
    head = Item(LogHead(brief), gap=scale.gap * 0.2, holds=True, within="Table")
    yield head
    for week in brief.plan.weeks:
        for session in week.sessions:
            row = LogRow(brief, week, session)
            yield Item(row, within="Table", again=head, grow=scale.line * LINES_MORE)


class LogHead(NamedTuple):
    """What stands in each column."""

    brief: Brief

    def height(self, measure: float) -> float:
        """Return the height of the longest head."""
        return max(high for *_, high in self._heads(0.0, measure)) + 1.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a table row of column heads, all on one last line."""
        with sheet.tag("TR"):
            for word, left, room, tall in self._heads(x, measure):
                with sheet.tag("TH", scope="Column"):
                    sheet.paragraph(left, y + high - 1.0 - tall, room, word, self._style)
        sheet.rule(x, y + high, x + measure, 1.4)

    @property
    def _style(self) -> Style:
        scale = self.brief.scale
        return scale.narrow._replace(face="name", lead=scale.narrow.size * 1.1)

    def _heads(self, x: float, measure: float) -> Iterator[tuple[str, float, float, float]]:
        """Yield every head with its left edge, its width and its height."""
        columns = pairwise(edges(self.brief, x, measure))
        for number, (left, right) in zip(HEADS, columns, strict=True):
            word, room = self.brief.texts(f"progress.column_{number}"), right - left - INSET
            yield word, left, room, paragraph_height(word, self._style, room)


class LogRow(NamedTuple):
    """One session: week and letter, five numbered rings, cells to write in."""

    brief: Brief
    week: Week
    session: Session

    def height(self, _measure: float) -> float:
        """Return a height that can be written in."""
        return self.brief.scale.line

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a table row."""
        brief, scale, middle = self.brief, self.brief.scale, y + high / 2
        lefts = edges(brief, x, measure)
        pattern = PHASE_PATTERNS[self.week.phase]
        hatch(sheet, pattern, x, y, PATTERN * measure, high, spread=0.72)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                size, wide = scale.number, scale.box * 0.98
                at = x + PATTERN * measure + INSET * 1.6
                number = str(self.week.number)
                sheet.text(at, centred(middle, size), number, "display", size)
                at = lefts[1] - INSET - wide - 1.0
                letter = max(brief.paper.smallest, wide * 1.95)
                badge(sheet, brief.look, self.session.key, at, middle - wide / 2, wide, letter)
            self._cell(sheet, "date", lefts[1], lefts[2], y, high)
            with sheet.tag("TD"):
                self._effort(sheet, lefts[2], middle, lefts[3] - lefts[2] - INSET)
            if has_push_ups(self.session):
                self._cell(sheet, "best", lefts[3], lefts[4], y, high)
            else:
                sheet.empty_cell()
                centre = (lefts[3] + lefts[4]) / 2 - INSET
                sheet.line([(centre - 1.5, middle), (centre + 1.5, middle)], 0.75)
            self._cell(sheet, "noticed", lefts[4], lefts[5], y, high)
        for left in lefts[1:5]:
            edge = left - INSET
            sheet.line([(edge, y), (edge, y + high)], WRITING)
        sheet.rule(x, y + high, x + measure, WRITING)  # written on, and there in a copy of a copy

    def _cell(
        self, sheet: Sheet, key: str, left: float, right: float, y: float, high: float
    ) -> None:
        """Leave a table cell to write or type in."""
        name, tip = log_blank(self.brief, self.week, self.session, key)
        size = self.brief.scale.narrow.size
        with sheet.tag("TD"):
            wide = right - left - INSET
            sheet.text_field(left, y + 0.4, wide, high - 0.8, name, tip, size)

    def _effort(self, sheet: Sheet, x: float, middle: float, room: float) -> None:
        style = self.brief.scale.narrow
        radius = style.size * 0.235
        step = (room - 2 * radius - 1.0) / 4
        for number, answer in enumerate(logged(self.brief, self.week, self.session), 1):
            centre = x + radius + 0.3 + (number - 1) * step
            sheet.ring(centre, middle, radius, answer, 0.9)
            baseline = centred(middle, style.size)
            sheet.text(centre, baseline, str(number), style.face, style.size, align="centre")


def has_push_ups(session: Session) -> bool:
    """Whether a session has push-ups of any kind, whose best set is worth a note."""
    return any("push-up" in row.exercise for row in session.rows)


def edges(brief: Brief, x: float, measure: float) -> list[float]:
    """Return the left edges of the columns, and the right edge of the last."""
    size = brief.scale.narrow.size
    wides = (min(share * measure, point * size) for share, point in COLUMNS)
    return [*accumulate(wides, initial=x), x + measure]
