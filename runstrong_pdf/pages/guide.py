"""The exercise guide: a card an exercise, its picture beside its cues."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Heading, Paragraph, Rule
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM, Said
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import LastDose, Plan, Prescription, Step
from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import Brief, number_in_unit, plain_muscles, weeks_text, weight_text
from runstrong_pdf.pages.cards import (
    BELOW_CARD_RULE,
    Picture,
    advice,
    card_name,
    numbered,
    pictured,
)
from runstrong_pdf.pages.chapter import Pages, in_largest_type
from runstrong_pdf.pages.furniture import has_band
from runstrong_pdf.pages.row_words import load_words

CARD = "exercise-"
"""What the place of a card begins with; its slug follows."""
GROWS = 18.0
"""Millimetres of spare height that a card's picture takes."""
SPREAD = 0.5
"""How much of their leading lines may stand further apart where a card has room."""
NARROW = 0.9
"""How wide the picture of a card is in a single column, of other cards there."""
ANY_PAGE = 888
"""A page whose number is as wide as any."""


class Card(NamedTuple):
    """What a card says of an exercise, in type of any size.

    Attributes:
        band: the colour that the plan uses with it, the heaviest first met, or nothing.
        used: where the plan uses it; works: its muscles; avoid: its mistakes; up: what comes next.
    """

    slug: Slug
    exercise: Exercise
    band: str
    used: Said
    works: Said
    avoid: str
    up: Said


def guide_pages(brief: Brief) -> Pages:
    """Return the pages of the guide."""
    cards = list(_cards(brief))
    return in_largest_type(brief, "G", brief.texts("guide.title"), partial(_items, cards=cards))


def _cards(brief: Brief) -> Iterator[Card]:
    bands, weeks = dict[Slug, str](), _weeks(brief.plan)
    for row in brief.rows:
        if row.band:
            bands.setdefault(row.exercise, row.band[-1])
    for slug, exercise in brief.plan.exercises.items():
        yield Card(
            slug,
            exercise,
            band=bands.get(slug, ""),
            used=used_in(weeks.get(slug, {}), brief.texts),
            works=working(brief, exercise),
            avoid=avoided(brief, exercise),
            up=move_up(brief, slug),
        )


def _weeks(plan: Plan) -> dict[Slug, dict[SessionKey, list[int]]]:
    """Return the weeks in which each session has an exercise."""
    found: dict[Slug, dict[SessionKey, list[int]]] = {}
    for week in plan.weeks:
        for session in week.sessions:
            for slug in {row.exercise for row in session.rows}:
                found.setdefault(slug, {}).setdefault(session.key, []).append(week.number)
    return found


def _items(brief: Brief, cards: Iterable[Card]) -> Iterator[Item]:
    """Yield all cards; the band check stands once, before the first card with a band."""
    scale, texts = brief.scale, brief.texts
    shaded = texts("guide.shaded")
    yield Item(Heading(texts("guide.title"), scale.title, "H2", shaded, scale.narrow), holds=True)
    checked = False
    for card in cards:
        gap = scale.gap * 0.6
        if not checked and has_band(brief, [card.slug]):
            yield Item(Paragraph(texts("safety.band"), scale.narrow), gap=gap, holds=True)
            checked = True
        yield Item(Rule(1.4, card.exercise.shown, f"{CARD}{card.slug}"), gap=gap, holds=True)
        yield from (_beside if scale.wide else _below)(brief, card)


def _beside(brief: Brief, card: Card) -> Iterator[Item]:
    """Yield a card with all of its words beside the picture."""
    scale, style = brief.scale, brief.scale.narrow
    spread = style.lead * SPREAD / MM
    *cues, last = numbered(card.exercise.cues, style, scale.gap * 0.12, grow=spread)
    words = (
        Item(card_name(card.exercise.shown, scale.section, card.used, style)),
        Item(Paragraph(card.works, style), grow=spread),
        *cues,
        replace(last, fills=True),
        *_advised(brief, card, spread),
    )
    whole = pictured(brief, _picture(brief, card, 0.68), words)._replace(headed=True)
    yield Item(whole, gap=BELOW_CARD_RULE, grow=GROWS)


def _below(brief: Brief, card: Card) -> Iterator[Item]:
    """Yield a card with its cues beside a smaller picture, and its advice below both.

    What works stands in the title's line, where a wide card has the weeks: the line is long here.
    """
    style = brief.scale.narrow
    title = card_name(card.exercise.shown, brief.scale.section, card.works, style)
    yield Item(title, gap=BELOW_CARD_RULE, holds=True)
    cues = tuple(numbered(card.exercise.cues, style, 0.0, grow=style.lead * SPREAD / MM))
    picture = pictured(brief, _picture(brief, card, 0.6), cues, share=NARROW)
    yield Item(picture, holds=True, grow=GROWS)
    *lines, last = _advised(brief, card, 0.0)
    yield from (replace(line, holds=True) for line in lines)
    yield last


def _picture(brief: Brief, card: Card, least: float) -> Picture:
    return Picture(brief, card.slug, least, band=card.band, inset=True)


def _advised(brief: Brief, card: Card, spread: float) -> Iterator[Item]:
    """Yield what to avoid, to mind, when to move on, and what is easier or harder."""
    style = brief.scale.narrow
    blocks = (
        Paragraph(card.avoid, style, sign="cross"),
        advice(brief, card.exercise.safety),
        Paragraph(card.up, style, sign="up"),
        Neighbours(brief, card.exercise),
    )
    yield from (Item(block, gap=spread * 0.2, grow=spread) for block in blocks)


class Neighbours(NamedTuple):
    """What is easier and harder than an exercise, with the pages that show it."""

    brief: Brief
    exercise: Exercise

    def height(self, measure: float) -> float:
        """Return the height of its words, whatever the pages are."""
        return self._line({}).height(measure)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        self._line(sheet.shown).draw(sheet, x, y, measure, high)

    def _line(self, shown: Mapping[Slug, int]) -> Paragraph:
        words = neighbours(self.brief, self.exercise, shown)
        return Paragraph(words, self.brief.scale.narrow, sign="back")


# -- words -----------------------------------------------------------------------------------------


def working(brief: Brief, exercise: Exercise) -> Said:
    """Return the working muscles with their helpers, then with ever fewer of them."""
    texts = brief.texts
    works = plain_muscles(exercise.primary, texts)
    helps = [m for m in plain_muscles(exercise.secondary, texts) if m not in works]
    line = texts("guide.works", muscles=", ".join(works))
    counts = range(len(helps), 0, -1)
    longer = (texts("guide.helps", muscles=", ".join(helps[:count])) for count in counts)
    return *(line + more for more in longer), line


def avoided(brief: Brief, exercise: Exercise) -> str:
    """Return the mistakes to avoid in one sentence."""
    said = brief.texts("guide.and").join(map(brief.texts.inside, exercise.mistakes))
    return brief.texts("guide.avoid", mistakes=said)


def move_up(brief: Brief, slug: Slug) -> Said:
    """Return from which number this plan moves an exercise on, or the next one."""
    texts, step = brief.texts, brief.plan.steps[slug]
    weeks = (week for week in brief.plan.weeks if week.number == step.week)
    for row in (row for week in weeks for session in week.sessions for row in session.rows):
        if row.exercise == slug and row.otherwise and row.otherwise.exercise == slug:
            return (_moved(row, row.otherwise, step.week or 0, texts),)
    unit = brief.plan.exercises[slug].unit
    then, number = next_words(step, texts), number_in_unit(step.top, unit, texts)
    short = texts("guide.up_later_short", number=number)
    return (texts("guide.up_later", number=number, next=then), short) if then else (short,)


def _moved(row: Prescription, last: LastDose, week: int, texts: Texts) -> str:
    """Return from what to what a row moves on in a week of this plan."""
    load = load_words(last, texts)
    before = texts("guide.up_load", load=load) if load else ""
    changed = (last.band, last.kg) != (row.band, row.kg)
    then = load_words(row, texts) if changed else texts(f"up_manner.{row.manner}")
    number = number_in_unit(last.reps, row.unit, texts)
    return texts("guide.up", number=number, load=before, next=then, week=week)


def next_words(step: Step, texts: Texts) -> str:
    """Return the load, version or manner that comes next, empty where nothing does."""
    if step.next_band:
        return texts("guide.up_band", band=texts(f"band.{step.next_band}"))
    if step.next_kg:
        return weight_text((step.next_kg,), texts)
    if step.harder_name:
        return texts("guide.up_harder", name=texts.inside(step.harder_name))
    return texts(f"up_manner.{step.next_manner}") if step.next_manner else ""


def neighbours(brief: Brief, exercise: Exercise, shown: Mapping[Slug, int]) -> str:
    """Return what is easier, and what is harder as far as the guide has it, with their pages.

    What is easier and not in the guide is told by its cue; where there is nothing, what to change.
    """
    texts, easier, harder = brief.texts, exercise.easier, exercise.harder
    if easier and easier in brief.plan.exercises:
        told = _on_page(brief, easier, shown)
    elif easier:
        known = brief.known[easier]
        told = texts("plain.labelled", what=texts.inside(known.shown), text=texts.inside(known.cue))
    else:
        told = texts("guide.shorter" if exercise.unit.is_time else "guide.fewer")
    said = texts("guide.easier", easier=told)
    if harder in brief.plan.exercises:
        said += texts("guide.harder", harder=_on_page(brief, harder, shown))
    return said


def _on_page(brief: Brief, slug: Slug, shown: Mapping[Slug, int]) -> str:
    """Return an exercise with its page, or with room for any page where that is not known yet."""
    texts = brief.texts
    page = texts("lane.page", page=shown.get(slug, ANY_PAGE))
    return texts("guide.on_page", exercise=texts.inside(brief.known[slug].shown), page=page)


def used_in(weeks: Mapping[SessionKey, list[int]], texts: Texts) -> Said:
    """Return where the plan uses an exercise, such as `A: weeks 1-4   B: week 6`; or the weeks."""
    parts = (
        texts(
            "guide.used_week" if len(weeks[key]) == 1 else "guide.used_weeks",
            session=key,
            weeks=weeks_text(weeks[key], texts),
        )
        for key in sorted(weeks)
    )
    numbers = sorted({number for some in weeks.values() for number in some})
    return "   ".join(parts), texts("guide.used_any", weeks=weeks_text(numbers, texts))
