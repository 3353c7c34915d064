"""The chapters that show the warm-up moves and the stretches."""

from collections.abc import Iterator

from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.model.catalogue import Stretch
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.column.chapter import Chapter, ColumnPage, chapter_pages, scale_of
from runstrong_pdf.pages.column.grid import Grid
from runstrong_pdf.pages.column.move_card import MoveCard, MoveWords
from runstrong_pdf.pages.strips import stretch_dose


def warm_up_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the pages that show the warm-up moves."""
    title = brief.texts("warm_up.title")
    items = tuple(_warm_up(brief, title))
    lines = (brief.texts("safety.stop"),)
    return chapter_pages(Chapter(brief, "U", title, title, title, items, lines))


def stretching_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the pages for after a session."""
    texts = brief.texts
    label, running = texts("stretching.label"), texts("stretching.title")
    lines = (texts("stretching.leave_out"), texts("safety.stop"))
    items = tuple(_stretching(brief))
    return chapter_pages(Chapter(brief, "S", label, label, running, items, lines, even=True))


def _warm_up(brief: Brief, title: str) -> Iterator[Item]:
    scale, texts = scale_of(brief), brief.texts
    minutes = texts("minutes", number=whole_minutes(brief.plan.warm_up_seconds))
    yield Item(Heading(title, scale.title, beside=minutes, beside_style=scale.narrow), holds=True)
    for slug, move in brief.plan.warm_ups.items():
        words = MoveWords(move.name, texts("seconds", number=move.seconds), move.how)
        card = MoveCard(brief, slug, words)
        yield Item(card, gap=scale.gap * 0.6, grow=scale.gap * 2.5)


def _stretching(brief: Brief) -> Iterator[Item]:
    scale, texts, plan = scale_of(brief), brief.texts, brief.plan
    yield Item(Heading(texts("stretching.title"), scale.title), holds=True)
    yield Item(Paragraph(texts("stretching.how"), scale.narrow), gap=scale.gap * 0.4, holds=True)
    for slug, stretch in plan.stretches.items():
        yield Item(_card(brief, slug, stretch), gap=scale.gap * 0.6, holds=True, grow=scale.gap * 3)
        yield Item(Grid(brief, slug, stretch.name), gap=scale.gap * 0.3)
    if plan.more_stretches:
        head = Heading(
            texts("stretching.more"),
            scale.section,
            role="H3",
            beside=texts("stretching.more_boxes"),
            beside_style=scale.narrow,
            place="stretch-more",
        )
        yield Item(head, gap=scale.gap, holds=True)
    for slug, stretch in plan.more_stretches.items():
        words = MoveWords(stretch.name, stretch_dose(stretch, texts), stretch.cue, role="H4")
        yield Item(
            MoveCard(brief, slug, words, frames=("end",), weekly=True),
            gap=scale.gap * 0.6,
            grow=scale.gap * 2,
        )


def _card(brief: Brief, slug: Slug, stretch: Stretch) -> MoveCard:
    dose = stretch_dose(stretch, brief.texts)
    words = MoveWords(stretch.name, dose, stretch.how, stretch.safety)
    return MoveCard(brief, slug, words, place=f"stretch-{slug}")
