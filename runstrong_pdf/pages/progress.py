"""What is written down: push-up check, ladders, when to move up, what to swap; and the log."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.blocks import Drawn, Heading, Paragraph
from runstrong_pdf.layout.flow import Item, SideBySide
from runstrong_pdf.layout.sheet import WRITING, Sheet, centred
from runstrong_pdf.layout.symbols import badge, hatch
from runstrong_pdf.layout.table import TableRow, Words, labelled, table_items, to_write
from runstrong_pdf.layout.text import MM, fitting, width
from runstrong_pdf.layout.theme import GUTTER, Style
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Plan, Session, Week
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.units import in_kilograms, number_in
from runstrong_pdf.model.words import BandColour, Kit, Phase
from runstrong_pdf.pages.blanks import log_blank, logged
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, checks_push_ups, weight_text
from runstrong_pdf.pages.cards import band_swatch
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

LOADS = ("pull", "press", "raise")
MOST_BANDS, MOST_WEIGHTS, FEWEST_RUNGS = 5, 6, 3
Rung = BandColour | float


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
        rungs: tuple[Sequence[Rung], ...] = shown_bands(brief), shown_weights(brief.plan)
        groups = ((Item(ladder(brief, one)),) for one in rungs if one)
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


# -- log ------------------------------------------------------------------------------------------

WIDES = ((0.15, 1.7), (0.16, 2.5), (0.28, 3.8), (0.19, 2.5))
"""Width of week and session, date, effort, best set: of the measure at most, and in millimetres
per point of type. Notes have the rest."""
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
    """Yield the log below a heading of `size` points: a row a session."""
    texts, scale = brief.texts, brief.scale
    place = "" if role == "H2" else "log"  # a chapter is in the outline already
    title = Heading(texts("progress.log"), size, role, texts("progress.scale"), scale.narrow, place)
    yield Item(title, holds=True)
    heads = [texts(f"progress.column_{number}") for number in (1, 3, 4, 5, 6)]
    style = scale.narrow._replace(face="name", lead=scale.narrow.size * 1.1)

    def columns(measure: float) -> list[float]:
        wides = [min(share * measure, point * scale.narrow.size) for share, point in WIDES]
        return [*wides, measure - fsum(wides)]

    cells = [Words(head, style, stand=1.0, air=1.0) for head in heads]
    head = TableRow(cells, columns, head=True, below=1.4, apart=INSET)
    row = TableRow((), columns, least=scale.line, below=WRITING, edges=WRITING, apart=INSET)
    rows = [
        row._replace(cells=_logged(brief, week, session))
        for week in brief.plan.weeks
        for session in week.sessions
    ]
    yield from spaced(table_items(head, rows, grow=scale.line * LINES_MORE), scale.gap * 0.2)


def _logged(brief: Brief, week: Week, session: Session) -> tuple[Drawn, ...]:
    """Return the cells of a session: week and letter, date, five rings, best set, what else."""

    def blank(key: str) -> Drawn:
        return to_write(*log_blank(brief, week, session, key), brief.scale.narrow.size)

    best = blank("best") if has_push_ups(session) else Drawn(_dash)
    which, felt = _session(brief, week, session), _effort(brief, week, session)
    return which, blank("date"), felt, best, blank("noticed")


def _session(brief: Brief, week: Week, session: Session) -> Drawn:
    """Return the week's number beside its phase's pattern, and the session's letter."""
    size, disc = brief.scale.number, brief.scale.box * 0.98

    def paint(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
        middle, edge = y + high / 2, PATTERN * brief.paper.measure
        hatch(sheet, PHASE_PATTERNS[week.phase], x, y, edge, high, spread=0.72)
        number = str(week.number)
        sheet.text(x + edge + INSET * 1.6, centred(middle, size), number, "display", size)
        left, letter = x + wide - disc - 1.0, max(brief.paper.smallest, disc * 1.95)
        badge(sheet, brief.look, session.key, left, middle - disc / 2, disc, letter)

    return Drawn(paint)


def _effort(brief: Brief, week: Week, session: Session) -> Drawn:
    """Return five numbered rings."""
    face, size = brief.scale.narrow.face, brief.scale.narrow.size
    radius = size * 0.235

    def paint(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
        middle, step = y + high / 2, (wide - 2 * radius - 1.0) / 4
        for number, answer in enumerate(logged(brief, week, session)):
            centre = x + radius + 0.3 + number * step
            sheet.ring(centre, middle, radius, answer, 0.9)
            sheet.text(centre, centred(middle, size), str(number + 1), face, size, align="centre")

    return Drawn(paint)


def _dash(sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
    """Draw that there is nothing to write."""
    middle, line = x + (wide - INSET) / 2, y + high / 2
    sheet.line([(middle - 1.5, line), (middle + 1.5, line)], 0.75)


def has_push_ups(session: Session) -> bool:
    """Whether a session has push-ups of any kind, whose best set is worth a note."""
    return any("push-up" in row.exercise for row in session.rows)


# -- ladders --------------------------------------------------------------------------------------


def ladder(brief: Brief, all_rungs: Sequence[Rung]) -> SideBySide:
    """Return a row a kind of lift, a ring a band or a weight; where the plan starts is bold.

    Rungs whose words have no room beside each other are left out at the end.
    """
    texts, scale, size = brief.texts, brief.scale, brief.scale.narrow.size
    style = scale.narrow._replace(face="name", lead=size * 1.25)
    kinds = {load: texts(f"progress.ladder_{load}") for load in LOADS}
    kit = texts(f"phase.{Phase.BANDS if isinstance(all_rungs[0], str) else Phase.DUMBBELLS}")
    label = max(width(word, "name", size) for word in (*kinds.values(), kit)) + 2.0
    room = (brief.paper.measure + GUTTER) / 2 - GUTTER if scale.wide else brief.paper.measure
    widest = max(width(_word(brief, rung), "name", size) for rung in all_rungs) + size * 0.17
    rungs = all_rungs[: max(FEWEST_RUNGS, int((room - label) / widest))]
    columns = labelled(label, len(rungs))
    named = (_rung(brief, rung, style) for rung in rungs)
    head = TableRow((Words(kit, style, stand=1.0), *named), columns, head=True)
    rows = []
    for load, kind in kinds.items():
        rings = (_ring(brief, load, kind, rungs, rung) for rung in rungs)
        rows.append(
            TableRow((Words(kind, style), *rings), columns, least=1.2 * scale.box, above=0.35)
        )
    return SideBySide((tuple(table_items(head, rows)),))


def _rung(brief: Brief, rung: Rung, style: Style) -> Drawn:
    """Return a rung's word, below the swatch of a band."""
    words = Words(_word(brief, rung), style, "centre", stand=1.0)
    wide, tall = style.size * 0.56, style.size * 0.36

    def paint(sheet: Sheet, x: float, y: float, room: float, high: float) -> None:
        if isinstance(rung, str):
            band_swatch(sheet, brief, rung, x + (room - wide) / 2, y, wide, tall)
        words.draw(sheet, x, y, room, high)

    return Drawn(paint, tall + style.lead / MM)


def _ring(brief: Brief, load: str, kind: str, rungs: Sequence[Rung], rung: Rung) -> Drawn:
    """Return the ring of a rung, bold where the plan begins, and the line to the next one."""
    radius = brief.scale.box / 2
    field = f"rung.{load}.{rung if isinstance(rung, str) else f'{rung:g}kg'}"
    tip = brief.texts("field.rung", load=kind, rung=_word(brief, rung))
    weight = brief.scale.heavy if rung in first_loads(brief, load) else 0.7

    def paint(sheet: Sheet, x: float, y: float, room: float, high: float) -> None:
        middle, line = x + room / 2, y + high / 2
        sheet.tick_ring(middle, line, radius, field, tip, weight)
        if rung != rungs[-1]:
            sheet.line([(middle + radius, line), (middle + room - radius, line)], 0.35)

    return Drawn(paint)


def _word(brief: Brief, rung: Rung) -> str:
    """Return what a rung is called."""
    texts = brief.texts
    return texts(f"band.{rung}") if isinstance(rung, str) else weight_text((rung,), texts)


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
