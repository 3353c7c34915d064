"""One warm-up move or stretch: the picture on the left, words and boxes on the right."""

from dataclasses import dataclass
from typing import Literal

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import care
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pages.column.row import outline
from runstrong_pdf.pages.furniture import panel
from runstrong_pdf.pdf.fonts import CAP_HEIGHT


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
        sheet.rule(x, y, x + measure, 1.4)
        left, room = x + self._left, measure - self._left
        self._title(sheet, left, y, room)
        self._picture(sheet, Area(x, y + 1.4, self._scale.panel, high - 1.4))
        self._advice(sheet, left, y + 2.0 + self._scale.section * 1.15 / MM, room)
        if self.weekly:
            self._boxes(sheet, left, y + high - self._box, room)
        if self.place:
            sheet.bookmark(self.words.name, self.place, y, 1)

    def _title(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print the name, and how much at the right end of its line."""
        size, dose = self._scale.section, self.words.dose
        baseline = y + 2.0 + size * CAP_HEIGHT / MM
        free = room - width(dose, "display", size * 0.8) - 3
        with sheet.tag(self.words.role):
            name = self._name(free)
            sheet.text(x, baseline, name, "display", size, room=free, floor=self._floor)
        with sheet.tag("P"):
            sheet.text(x + room, baseline, dose, "display", size * 0.8, align="right")

    def _picture(self, sheet: Sheet, area: Area) -> None:
        pictures = self.brief.pictures
        panel(sheet, self.brief.look, area)
        cropped = any(frame.cropped for frame in pictures.frames(self.slug, self.frames))
        inner = Area(area.x + 1.5, area.y + 0.8, area.w - 3, area.h - (0.8 if cropped else 1.6))
        stand: Literal["bottom", "centre"] = "bottom" if cropped else "centre"
        pictures.draw(sheet, self.slug, inner, which=self.frames, gap=2.5, stand=stand)

    def _advice(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print how it is done, and what to mind."""
        style, words = self._scale.narrow, self.words
        with sheet.tag("P"):
            y += sheet.paragraph(x, y, room, words.how, style)
        if words.safety:
            size = self._scale.body.size * 0.34
            care(sheet, x, y + style.lead / 2 / MM - size * 0.44, size)
            with sheet.tag("P"):
                at = x + self._indent
                sheet.paragraph(at, y, room - self._indent, words.safety, style)

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
