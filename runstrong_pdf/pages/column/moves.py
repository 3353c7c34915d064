"""Warm-up moves and stretches as cards: the picture on the left, words and boxes on the right."""

from collections.abc import Iterator
from dataclasses import dataclass

from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import care
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.catalogue import Stretch
from runstrong_pdf.model.words import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import Chapter, ColumnPage, chapter_pages, scale_of
from runstrong_pdf.pages.column.row import outline
from runstrong_pdf.pages.guide import panel
from runstrong_pdf.pages.strips import stretch_dose
from runstrong_pdf.pdf.fonts import CAP_HEIGHT


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
    minutes = texts("minutes", number=round(brief.plan.warm_up_seconds / 60))
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


def _card(brief: Brief, slug: Slug, stretch: Stretch) -> "MoveCard":
    dose = stretch_dose(stretch, brief.texts)
    words = MoveWords(stretch.name, dose, stretch.how, stretch.safety)
    return MoveCard(brief, slug, words, place=f"stretch-{slug}")


@dataclass(frozen=True)
class MoveWords:
    """What a card says: a name, how much, how, and what to mind."""

    name: str
    dose: str
    how: str
    safety: str = ""
    role: str = "H3"


@dataclass(frozen=True)
class MoveCard:
    """A picture and its words.

    Attributes:
        frames: which frames are shown, or all.
        weekly: whether it has a box a week.
        place: the name that the outline jumps to.
    """

    brief: Brief
    slug: Slug
    words: MoveWords
    frames: tuple[str, ...] | None = None
    weekly: bool = False
    place: str = ""

    def height(self, measure: float) -> float:
        """Return the height of its words, or of a picture that can be made out."""
        scale, words = self._scale, self.words
        room = measure - self._left
        high = 2.0 + (scale.section * 1.15) / MM
        high += paragraph_height(words.how, scale.narrow, room)
        if words.safety:
            high += paragraph_height(words.safety, scale.narrow, room - self._indent)
        if self.weekly:
            high += self._box + scale.gap * 0.6
        return max(high, scale.panel * 0.5)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print rule, picture and words."""
        brief, scale, words = self.brief, self._scale, self.words
        sheet.rule(x, y, x + measure, 1.4)
        area = Area(x, y + 1.4, scale.panel, high - 1.4)
        panel(sheet, brief.look, area)
        cropped = any(f.cropped for f in brief.pictures.frames(self.slug, self.frames))
        inner = Area(x + 1.5, area.y + 0.8, area.w - 3, area.h - (0.8 if cropped else 1.6))
        left, room = x + self._left, measure - self._left
        baseline = y + 2.0 + scale.section * CAP_HEIGHT / MM
        dose = width(words.dose, "display", scale.section * 0.8)
        with sheet.tag(words.role):
            name = room - dose - 3
            sheet.text(
                left, baseline, self._name(name), "display", scale.section, room=name, floor=self._floor
            )
        with sheet.tag("P"):
            right, size = x + measure, scale.section * 0.8
            sheet.text(right, baseline, words.dose, "display", size, align="right")
        brief.pictures.draw(
            sheet,
            self.slug,
            inner,
            which=self.frames,
            gap=2.5,
            stand="bottom" if cropped else "centre",
        )
        below = y + 2.0 + scale.section * 1.15 / MM
        with sheet.tag("P"):
            below += sheet.paragraph(left, below, room, words.how, scale.narrow)
        if words.safety:
            size = scale.body.size * 0.34
            care(sheet, left, below + scale.narrow.lead / 2 / MM - size * 0.44, size)
            with sheet.tag("P"):
                at = left + self._indent
                sheet.paragraph(at, below, room - self._indent, words.safety, scale.narrow)
        if self.weekly:
            self._boxes(sheet, left, y + high - self._box, room)
        if self.place:
            sheet.bookmark(words.name, self.place, y, 1)

    def _name(self, room: float) -> str:
        stretch = self.brief.plan.more_stretches.get(self.slug)
        name = self.words.name
        if stretch and stretch.short_name and width(name, "display", self._floor) > room:
            return stretch.short_name
        return name

    @property
    def _floor(self) -> float:
        return max(self.brief.paper.smallest, self._scale.section * 0.7)

    @property
    def _scale(self) -> Scale:
        return scale_of(self.brief)

    @property
    def _left(self) -> float:
        return self._scale.panel + self._scale.gap * 0.8

    @property
    def _indent(self) -> float:
        return self._scale.body.size * 0.48

    @property
    def _box(self) -> float:
        return self._scale.box if self._scale.box > 7 else 4.6

    def _boxes(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        brief, box = self.brief, self._box
        weeks = brief.plan.weeks
        step = min(box * 1.4, (room - box) / max(1, len(weeks) - 1))
        for index, week in enumerate(weeks):
            name, number = self.words.name, week.number
            tip = brief.texts("stretching.small_box_tip", stretch=name, week=number)
            field = f"stretch.{self.slug}.{number}"
            sheet.tick_box(x + index * step, y, box, field, tip, outline(self._scale))


@dataclass(frozen=True)
class Grid:
    """A table of boxes: a column a week, a row a session."""

    brief: Brief
    slug: Slug
    name: str

    def height(self, _measure: float) -> float:
        """Return the height of its rows."""
        return self._head + self._row * len(self.brief.plan.session_keys)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it."""
        texts, weeks, style = self.brief.texts, self.brief.plan.weeks, self._scale.narrow
        label = width(texts("stretching.after", session="A"), style.face, style.size) + 3
        wide = (measure - label) / len(weeks)
        baseline = y + self._head - style.size * 0.1
        with sheet.tag("Table"):
            with sheet.tag("TR"):
                with sheet.tag("TH", scope="Column"):
                    sheet.text(x, baseline, texts("stretching.week"), style.face, style.size)
                for index, week in enumerate(weeks):
                    middle = x + label + (index + 0.5) * wide
                    with sheet.tag("TH", scope="Column"):
                        number = str(week.number)
                        sheet.text(middle, baseline, number, "name", style.size, align="centre")
            for row, key in enumerate(self.brief.plan.session_keys):
                top = y + self._head + row * self._row
                self._session(sheet, key, x, x + label, top, wide)

    def _session(
        self, sheet: Sheet, key: str, x: float, left: float, y: float, wide: float
    ) -> None:
        texts, style, box = self.brief.texts, self._scale.narrow, self._scale.box
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                after = texts("stretching.after", session=key)
                sheet.text(x, centred(y + box / 2, style.size), after, style.face, style.size)
            for index, week in enumerate(self.brief.plan.weeks):
                if all(session.key != key for session in week.sessions):
                    sheet.empty_cell()
                    continue
                at = left + (index + 0.5) * wide - box / 2
                number = week.number
                tip = texts("stretching.box_tip", stretch=self.name, week=number, session=key)
                field = f"stretch.{self.slug}.{number}.{key}"
                with sheet.tag("TD"):
                    sheet.tick_box(at, y, box, field, tip, outline(self._scale))

    @property
    def _scale(self) -> Scale:
        return scale_of(self.brief)

    @property
    def _head(self) -> float:
        return self._scale.narrow.lead / MM

    @property
    def _row(self) -> float:
        return self._scale.box * 1.2
