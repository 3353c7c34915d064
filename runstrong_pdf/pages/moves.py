"""The chapters that show the warm-up moves and the stretches: a card a move, boxes to tick."""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.layout.bib import Bib, BibHead
from runstrong_pdf.layout.blocks import Heading
from runstrong_pdf.layout.flow import Block, Item
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import care
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.catalogue import Stretch
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.chapter import Chapter, Pages, abreast, in_largest_type
from runstrong_pdf.pages.furniture import panel
from runstrong_pdf.pages.row_words import Said, fitting
from runstrong_pdf.pages.strips import stretch_dose
from runstrong_pdf.pdf.fonts import CAP_HEIGHT


def warm_up_pages(brief: Brief) -> Pages:
    """Return the pages that show the warm-up moves."""
    return in_largest_type(brief, _warm_up_chapter)


def _warm_up_chapter(brief: Brief) -> Chapter:
    title = brief.texts("warm_up.title")
    items = tuple(_warm_up(brief, title))
    lines = (brief.texts("safety.stop"),)
    return Chapter(brief, "U", title, title, title, items, lines)


def stretching_pages(brief: Brief) -> Pages:
    """Return the pages for after a session."""
    return in_largest_type(brief, _stretching_chapter)


def _stretching_chapter(brief: Brief) -> Chapter:
    texts = brief.texts
    label, running = texts("stretching.label"), texts("stretching.title")
    lines = (texts("stretching.leave_out"), texts("safety.stop"))
    items = tuple(_stretching(brief))
    return Chapter(brief, "S", label, label, running, items, lines, even=True)


def _warm_up(brief: Brief, title: str) -> Iterator[Item]:
    scale, texts = brief.scale, brief.texts
    minutes = texts("minutes", number=whole_minutes(brief.plan.warm_up_seconds))
    yield Item(Heading(title, scale.title, beside=minutes, beside_style=scale.narrow), holds=True)
    cards = (
        MoveCard(
            brief,
            slug,
            (move.name, move.short_name),
            texts("seconds", number=move.seconds),
            move.how,
            across=scale.wide,
        )
        for slug, move in brief.plan.warm_ups.items()
    )
    grow = scale.gap * (12 if scale.wide else 2.5)
    yield from abreast(brief, ((Item(card, grow=grow),) for card in cards), scale.gap * 0.6)


def _stretching(brief: Brief) -> Iterator[Item]:
    scale, texts, plan = brief.scale, brief.texts, brief.plan
    seconds = str(max(stretch.hold_seconds for stretch in plan.stretches.values()))
    top, unit, size = texts("stretching.bib"), texts("stretching.bib_unit"), scale.strong.size
    bib = Bib(
        *scale.bib,
        top,
        seconds,
        unit,
        figure_size=scale.bib_figure,
        bottom_size=size,
        strip=size * 0.45,
        top_size=size,
    )
    title, how = texts("stretching.title"), texts("stretching.how")
    head = BibHead(brief.look, scale, title, scale.title, how, bib, role="H2")
    yield Item(head, holds=True)
    cards = (_stretch(brief, *one) for one in plan.stretches.items())
    yield from abreast(brief, cards, scale.gap)
    if not plan.more_stretches:
        return
    title, beside = texts("stretching.more"), texts("stretching.more_boxes")
    more = Heading(title, scale.section, "H3", beside, scale.narrow, "stretch-more", above=1.4)
    yield Item(more, gap=scale.gap, holds=True)
    small = ((_small(brief, *one),) for one in plan.more_stretches.items())
    yield from abreast(brief, small, scale.gap * 0.6)


def _stretch(brief: Brief, slug: Slug, stretch: Stretch) -> Iterator[Item]:
    """Yield a card, and below it a box a week and session."""
    scale, dose = brief.scale, stretch_dose(stretch, brief.texts)
    names, place = (stretch.name, stretch.short_name or stretch.name), f"stretch-{slug}"
    card = MoveCard(brief, slug, names, dose, stretch.how, stretch.safety, place=place)
    yield Item(card, holds=True, grow=scale.gap * 6)
    yield Item(SessionBoxes(brief, slug, stretch.name), gap=scale.gap * 0.3)


def _small(brief: Brief, slug: Slug, stretch: Stretch) -> Item:
    scale, texts = brief.scale, brief.texts
    weeks = [week.number for week in brief.plan.weeks]
    tips = (texts("stretching.small_box_tip", stretch=stretch.name, week=w) for w in weeks)
    boxes = WeekBoxes(scale, f"stretch.{slug}", dict(zip(weeks, tips, strict=True)))
    names = (stretch.name, stretch.short_name or stretch.name)
    how = f"**{stretch_dose(stretch, texts)}** {stretch.cue}"
    card = MoveCard(brief, slug, names, "", how, boxes=boxes, frames=("end",), role="H4")
    return Item(card, grow=scale.gap * 2)


class MoveCard(NamedTuple):
    """Name and how much; below them a picture, and beside it how, what to mind, boxes.

    Attributes:
        names: the name, and a shorter one for a narrow card.
        dose: how much, at the right end of the name's line.
        boxes: what is ticked.
        place: the name that the outline jumps to.
        frames: which frames are shown, or all.
        across: whether the picture has the whole width, above how it is done.
    """

    brief: Brief
    slug: Slug
    names: Said
    dose: str
    how: str
    safety: str = ""
    boxes: Block | None = None
    place: str = ""
    frames: tuple[str, ...] | None = None
    role: str = "H3"
    across: bool = False

    def height(self, measure: float) -> float:
        """Return the height of its words, or of a picture that can be made out."""
        scale, room = self._scale, measure - self._left(measure)
        high = paragraph_height(self.how, scale.narrow, room)
        if self.safety:
            high += paragraph_height(self.safety, scale.narrow, room - self._indent)
        if self.boxes:
            high += self.boxes.height(room) + scale.gap * 0.4
        panel = self._panel(measure) * 0.36
        return self._head + (panel + scale.gap * 0.4 + high if self.across else max(high, panel))

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print rule and title, below them picture and words."""
        sheet.rule(x, y, x + measure, 1.4 if self.role == "H3" else 0.35)
        self._title(sheet, x, y, measure)
        if self.place:
            sheet.bookmark(self.names[0], self.place, y, 1)
        y, high = y + self._head, high - self._head
        left, room = x + self._left(measure), measure - self._left(measure)
        if self.across:
            words = paragraph_height(self.how, self._scale.narrow, room)
            self._picture(sheet, Area(x, y, measure, high - words - self._scale.gap * 0.4))
            y += high - words
        else:
            self._picture(sheet, Area(x, y, self._panel(measure), high))
        self._advice(sheet, left, y, room)
        if self.boxes:
            tall = self.boxes.height(room)
            self.boxes.draw(sheet, left, y + high - tall, room, tall)

    def _title(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print the name, and how much at the right end of its line."""
        size, dose = self._size, self.dose
        baseline = y + 2.0 + size * CAP_HEIGHT / MM
        floor = max(self.brief.paper.smallest, size * 0.7)
        free = room - width(dose, "display", size * 0.8) - 3 if dose else room
        with sheet.tag(self.role):
            name = fitting(self.names, "display", floor, free)
            sheet.text(x, baseline, name, "display", size, room=free, floor=floor)
        if dose:
            with sheet.tag("P"):
                sheet.text(x + room, baseline, dose, "display", size * 0.8, align="right")

    def _picture(self, sheet: Sheet, area: Area) -> None:
        pictures = self.brief.pictures
        panel(sheet, self.brief.look, area)
        cut = pictures.is_cut(self.slug, self.frames)
        inner = Area(area.x + 1.5, area.y + 0.8, area.w - 3, area.h - (0.8 if cut else 1.6))
        pictures.draw(
            sheet,
            self.slug,
            inner,
            which=self.frames,
            gap=2.5,
            stand="bottom" if cut else "centre",
            arrange="best",
            named=False,
        )

    def _advice(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print how it is done, and what to mind."""
        style = self._scale.narrow
        with sheet.tag("P"):
            y += sheet.paragraph(x, y, room, self.how, style)
        if self.safety:
            size = self._scale.body.size * 0.34
            with sheet.tag("P"):
                top = y + style.lead / 2 / MM - size * 0.44
                care(sheet, x, top, size, self.brief.texts("guide.care"))
                at = x + self._indent
                sheet.paragraph(at, y, room - self._indent, self.safety, style)

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    @property
    def _size(self) -> float:
        """Points of the name."""
        return self._scale.section if self.role == "H3" else self._scale.strong.size * 1.15

    @property
    def _head(self) -> float:
        return 2.0 + self._size * 1.15 / MM

    @property
    def _indent(self) -> float:
        return self._scale.body.size * 0.48

    def _panel(self, measure: float) -> float:
        return measure if self.across else min(self._scale.panel, measure * 0.42)

    def _left(self, measure: float) -> float:
        return 0.0 if self.across else self._panel(measure) + self._scale.gap * 0.8


# -- boxes ----------------------------------------------------------------------------------------


class WeekBoxes(NamedTuple):
    """A box a week, in as many lines as they need.

    Attributes:
        field: what their names begin with; tips: what is said of each, by week.
        heavy: the weeks whose box has a heavy outline.
    """

    scale: Scale
    field: str
    tips: dict[int, str]
    heavy: frozenset[int] = frozenset()

    def height(self, measure: float) -> float:
        """Return the height of its lines."""
        lines = -(-len(self.tips) // self._most(measure))
        return self.scale.box + (lines - 1) * self._step

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print them from the left."""
        for index, (week, tip) in enumerate(self.tips.items()):
            line, place = divmod(index, self._most(measure))
            left, top = x + 0.15 + place * self._step, y + line * self._step
            weight = self.scale.heavy if week in self.heavy else self.scale.outline
            sheet.tick_box(left, top, self.scale.box, f"{self.field}.{week}", tip, weight)

    @property
    def _step(self) -> float:
        return self.scale.box * 1.18

    def _most(self, measure: float) -> int:
        return max(1, int((measure - self.scale.box - 0.3) / self._step) + 1)


class SessionBoxes(NamedTuple):
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
                    sheet.tick_box(at, y, box, field, tip, self._scale.outline)

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    @property
    def _head(self) -> float:
        return self._scale.narrow.lead / MM

    @property
    def _row(self) -> float:
        return self._scale.box * 1.14
