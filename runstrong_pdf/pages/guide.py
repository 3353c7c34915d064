"""The exercise guide: a card an exercise, its picture beside its cues."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from runstrong_pdf.layout.blocks import Heading
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import care, chevron, cross
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import Scale
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.chapter import Chapter, ColumnPage, chapter_pages
from runstrong_pdf.pages.exercise_words import (
    avoided,
    first_band,
    move_up,
    neighbours,
    used_in,
    used_in_weeks,
    working,
)
from runstrong_pdf.pages.furniture import has_band, panel
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

GROWS = 18.0
"""Millimetres of spare height that a card's picture takes."""


def guide_pages(brief: Brief) -> Iterator[ColumnPage]:
    """Yield the pages of the guide."""
    texts = brief.texts
    lines = [texts("safety.stop")]
    if has_band(brief, list(brief.plan.exercises)):
        lines.append(texts("safety.band"))
    return chapter_pages(
        Chapter(
            brief,
            code="G",
            label=texts("guide.bookmark"),
            bookmark=texts("guide.bookmark"),
            running=texts("guide.bookmark"),
            items=tuple(_items(brief)),
            safety=(" ".join(lines),),
        )
    )


def _items(brief: Brief) -> Iterator[Item]:
    scale = brief.scale
    yield Item(Heading(brief.texts("guide.title"), scale.title), holds=True)
    for slug in brief.plan.exercises:
        yield Item(GuideCard(brief, slug), gap=scale.gap * 0.6, grow=GROWS)


@dataclass(frozen=True)
class GuideCard:
    """One exercise."""

    brief: Brief
    slug: Slug

    @property
    def exercise(self) -> Exercise:
        """The exercise itself."""
        return self.brief.plan.exercises[self.slug]

    def height(self, measure: float) -> float:
        """Return the height of its words and signs."""
        scale = self._scale
        if scale.wide:
            room = measure - self._left
            words = self._head() + self._cues_height(room) + self._below(room)
            return max(words, scale.panel * 0.68)
        cues = max(self._cues_height(measure - self._left), scale.panel * 0.62)
        return self._head() + cues + self._below(measure)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print picture and words: beside it all of them, or the last across the measure."""
        scale, head, left = self._scale, self._head(), x + self._left
        sheet.rule(x, y, x + measure, 1.4)
        room = measure - self._left
        if scale.wide:
            picture = Area(x, y + 2.0, scale.panel, high - 2.8)
            self._title(sheet, left, y, room)
            at = left, y + high - self._below(room), room
        else:
            below = self._below(measure)
            picture = Area(x, y + head, scale.panel, high - head - below)
            self._title(sheet, x, y, measure)
            at = x, y + high - below + scale.gap * 0.3, measure
        self._picture(sheet, picture)
        self._cues(sheet, left, y + head, room)
        self._advice(sheet, *at)
        sheet.bookmark(self.exercise.name, f"exercise-{self.slug}", y, 1)

    def _picture(self, sheet: Sheet, area: Area) -> None:
        """Print all frames, and in a corner what is seen from elsewhere."""
        brief = self.brief
        panel(sheet, brief.look, area)
        inside = Area(area.x + 1.5, area.y + 0.8, area.w - 3, area.h - 1.6)
        band = first_band(brief, self.slug)
        brief.pictures.draw(
            sheet, self.slug, inside, which=None, gap=2.5, band=band, arrange="best"
        )
        wide = area.w * 0.28
        corner = Area(area.x + area.w - wide - 1.0, area.y + 1.0, wide, wide * 0.6)
        brief.pictures.draw_inset(sheet, self.slug, corner)

    @property
    def _left(self) -> float:
        """From its left edge to the words beside the picture."""
        return self._scale.panel + self._scale.gap * 0.8

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    @property
    def _indent(self) -> float:
        return self._scale.body.size * 0.48

    def _head(self) -> float:
        return 1.6 + self._scale.section * 1.15 / MM

    def _title(self, sheet: Sheet, x: float, y: float, measure: float) -> None:
        scale, name = self._scale, self.exercise.name
        style = scale.narrow
        used, size = used_in(self.brief, self.slug), scale.section
        if width(used, style.face, style.size) + width(name, "display", size) + 3 > measure:
            used = used_in_weeks(self.brief, self.slug)
        baseline = y + 2.0 + size * CAP_HEIGHT / MM
        room = measure - width(used, style.face, style.size) - 3
        with sheet.tag("H3"):
            sheet.text(x, baseline, name, "display", size, room=room, floor=size * 0.7)
        with sheet.tag("P"):
            right = x + measure
            sheet.text(right, baseline, used, style.face, style.size, align="right")

    # -- beside the picture --------------------------------------------------------------------

    def _cues_height(self, room: float) -> float:
        scale = self._scale
        high = paragraph_height(self._works(room), scale.narrow, room)
        for cue in self.exercise.cues:
            high += (
                paragraph_height(cue, scale.narrow, room - self._indent, even=True) + self._between
            )
        return high

    @property
    def _between(self) -> float:
        return self._scale.gap * 0.12

    def _works(self, room: float) -> str:
        return working(self.brief, self.exercise, self._scale.narrow, room)

    def _cues(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        scale, style = self._scale, self._scale.narrow
        with sheet.tag("P"):
            y += sheet.paragraph(x, y, room, self._works(room), style) + self._between
        with sheet.tag("L"):
            for index, cue in enumerate(self.exercise.cues, 1):
                with sheet.tag("LI"):
                    with sheet.tag("Lbl"):
                        baseline = y + (style.lead + style.size * CAP_HEIGHT) / 2 / MM
                        sheet.text(x, baseline, str(index), "display", scale.body.size * 1.15)
                    with sheet.tag("LBody"):
                        left = x + self._indent
                        y += sheet.paragraph(left, y, room - self._indent, cue, style, even=True)
                        y += self._between

    # -- below it ------------------------------------------------------------------------------

    def _advised(self, measure: float) -> list[str]:
        style = self._scale.narrow
        up = move_up(self.brief, self.slug, style, measure - self._indent)
        return [avoided(self.brief, self.exercise), self.exercise.safety, up]

    def _below(self, measure: float) -> float:
        style = self._scale.narrow
        words = fsum(
            paragraph_height(text, style, measure - self._indent, even=True) + self._between
            for text in self._advised(measure)
        )
        lines = 1 if self._on_one_line(measure) else 2
        return words + self._scale.gap * 0.5 + lines * style.lead / MM

    def _advice(self, sheet: Sheet, x: float, y: float, measure: float) -> None:
        """Print what to avoid, the safety line, when to move up, and the neighbours."""
        style, size = self._scale.narrow, self._scale.body.size
        middle = style.lead / 2 / MM
        signs = ("cross", "care", "up")
        for sign, text in zip(signs, self._advised(measure), strict=True):
            if sign == "cross":
                cross(sheet, x + size * 0.16, y + middle, size * 0.19)
            elif sign == "care":
                wide = size * 0.34
                care(sheet, x, y + middle - wide * 0.44, wide)
            else:
                self._arrow(sheet, x + size * 0.16, y + middle, size * 0.34)
            with sheet.tag("P"):
                left = x + self._indent
                y += sheet.paragraph(left, y, measure - self._indent, text, style, even=True)
            y += self._between
        self._ladder(sheet, x, y, measure)

    def _arrow(self, sheet: Sheet, x: float, y: float, size: float) -> None:
        """Draw an arrow upwards."""
        half = size / 2
        sheet.line([(x, y + half), (x, y - half)], 1.1)
        sheet.line([(x - half * 0.6, y - half * 0.3), (x, y - half)], 1.1)
        sheet.line([(x + half * 0.6, y - half * 0.3), (x, y - half)], 1.1)

    def _on_one_line(self, measure: float) -> bool:
        texts, style = self.brief.texts, self._scale.narrow
        words = texts("guide.easier") + texts("guide.harder")
        names = "".join(neighbours(self.brief, self.exercise))
        used = width(words, style.face, style.size) + width(names, "name", style.size)
        return used + 4 * self._indent <= measure

    def _ladder(self, sheet: Sheet, x: float, y: float, measure: float) -> None:
        texts, style = self.brief.texts, self._scale.narrow
        easier, harder = neighbours(self.brief, self.exercise)
        lead = style.lead / MM
        baseline = y + (style.lead + style.size * CAP_HEIGHT) / 2 / MM
        sign, right = style.size * 0.2, x + measure
        middle = baseline - style.size * CAP_HEIGHT / 2 / MM
        with sheet.tag("P"):
            chevron(sheet, x + sign * 0.7, middle, sign, 1.3, back=True)
            at = x + self._indent
            at += sheet.text(at, baseline, texts("guide.easier"), style.face, style.size)
            sheet.text(at, baseline, easier, "name", style.size)
        if not self._on_one_line(measure):
            baseline, middle = baseline + lead, middle + lead
        with sheet.tag("P"):
            chevron(sheet, right - sign * 0.7, middle, sign, 1.3)
            name = right - self._indent - width(harder, "name", style.size)
            label = texts("guide.harder")
            sheet.text(name, baseline, label, style.face, style.size, align="right")
            sheet.text(name, baseline, harder, "name", style.size)
