"""The back of a handout: the stretches, when to move up or down, whom to ask, when to stop."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.qr import QrBox
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import TOP
from runstrong_pdf.model.catalogue import Stretch
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.handout_scale import WHOLE, Scale, scale_of
from runstrong_pdf.pages.progress import when
from runstrong_pdf.pages.strips import stretch_dose
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

GUTTER, GAP = 5.0, 2.4
LOWEST_PICTURE = 12.0
CODE = 18.0
"""Millimetres of the QR code."""


@dataclass(frozen=True)
class HandoutBackPage:
    """The back; `front` is the code of the sheet's front."""

    brief: Brief
    front: str

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("handout.back_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("handout.back")

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.label

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        return f"{self.front}-S"

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        brief, scale, left = self.brief, self._scale, self.brief.paper.left
        rules, safety = list(self._rules()), list(self._safety())
        boxed = fsum(self._height(line, 8) for line in safety) + 4.0 + self._section_high
        below = fsum(self._height(line) + 0.8 for line in rules) + self._section_high
        top = brief.paper.bottom - 2.0 - boxed
        y = self._head(sheet, TOP)
        onward = top - GAP - below - self._link_high
        self._stretches(sheet, y, onward - GAP - scale.section * 0.12)
        y = self._section(sheet, "handout.onward", left, onward)
        with sheet.tag("L"):
            for line in rules:
                with sheet.tag("LI"), sheet.tag("LBody"):
                    y += sheet.paragraph(left, y, brief.paper.measure, line, scale.text) + 0.8
        if self._link:
            room = brief.paper.measure - self._link.indent
            self._link.draw(sheet, left, y + self._link.quiet, room)
        sheet.rect(left, top, brief.paper.measure, boxed, 2, outline=1.6)
        y = self._section(sheet, "cover.stop", left + 4, top + 2.0)
        for line in safety:
            with sheet.tag("P"):
                y += sheet.paragraph(left + 4, y, brief.paper.measure - 8, line, scale.text)

    @cached_property
    def _scale(self) -> Scale:
        return scale_of(self.brief.paper)

    @cached_property
    def _link(self) -> QrBox | None:
        """The coach's link as a code, on a whole sheet; half of one has room for its words only."""
        link, texts, style = self.brief.link, self.brief.texts, self._scale.text
        return QrBox(link, texts, CODE, style, style) if link and self._scale is WHOLE else None

    @property
    def _link_high(self) -> float:
        """Millimetres of the link with the white around its code."""
        return CODE + 2 * self._link.quiet if self._link else 0.0

    @property
    def _section_high(self) -> float:
        return self._scale.section * 0.45

    def _height(self, line: str, less: float = 0.0) -> float:
        return paragraph_height(line, self._scale.text, self.brief.paper.measure - less)

    def _section(self, sheet: Sheet, key: str, x: float, y: float) -> float:
        size = self._scale.section
        with sheet.tag("H3"):
            sheet.text(x, y + size * CAP_HEIGHT / MM, self.brief.texts(key), "display", size)
        return y + self._section_high

    def _rules(self) -> Iterator[str]:
        texts = self.brief.texts
        for rule in ("up", "down"):
            yield f"**{texts(f'progress.{rule}')}** {when(self.brief, rule)}"
        yield from self.brief.plan.notes
        if (link := self.brief.link) and not self._link:
            yield texts("link.read", text=link.text or texts("link.more"), address=link.shown)

    def _safety(self) -> Iterator[str]:
        texts = self.brief.texts
        yield from texts.some("cover.warnings")
        yield texts("stretching.leave_out")
        yield texts("cover.disclaimer")

    # -- stretches -----------------------------------------------------------------------------

    def _head(self, sheet: Sheet, y: float) -> float:
        """Print the title and how to stretch; return the lower edge."""
        brief, scale, texts = self.brief, self._scale, self.brief.texts
        size = scale.title * 0.85
        cap = size * CAP_HEIGHT / MM
        with sheet.tag("H2"):
            room = brief.paper.measure
            sheet.text(
                brief.paper.left, y + cap, texts("stretching.title"), "display", size, room=room
            )
        y += cap + 2.2
        with sheet.tag("P"):
            text, room = texts("handout.stretch"), brief.paper.measure
            y += sheet.paragraph(brief.paper.left, y, room, text, scale.text)
        return y + 2.0

    def _stretches(self, sheet: Sheet, y: float, bottom: float) -> None:
        """Print cards, two across."""
        plan = self.brief.plan
        wide = (self.brief.paper.measure - GUTTER) / 2
        lines = -(-len(plan.stretches) // 2)
        high = (bottom - y - GAP * (lines - 1)) / lines
        words = max(
            paragraph_height(s.how, self._scale.text, wide) for s in plan.stretches.values()
        )
        head = self._scale.card * 0.5
        if high - head - words < LOWEST_PICTURE:
            raise OutputError(f"{self.name}: the stretches have no room on this page")
        for index, (slug, stretch) in enumerate(plan.stretches.items()):
            x = self.brief.paper.left + index % 2 * (wide + GUTTER)
            area = Area(x, y + index // 2 * (high + GAP), wide, high)
            self._card(sheet, slug, stretch, area, head, words)

    def _card(
        self, sheet: Sheet, slug: Slug, stretch: Stretch, area: Area, head: float, words: float
    ) -> None:
        size, brief = self._scale.card, self.brief
        sheet.rule(area.x, area.y, area.x + area.w, 1.0)
        baseline = area.y + head - 0.8
        dose = stretch_dose(stretch, brief.texts)
        room = area.w - width(dose, "display", size * 0.85) - 2.5
        with sheet.tag("H3"):
            name = stretch.name
            if stretch.short_name and width(name, "display", size * 0.8) > room:
                name = stretch.short_name
            sheet.text(area.x, baseline, name, "display", size, room=room)
        with sheet.tag("P"):
            right = area.x + area.w
            sheet.text(right, baseline, dose, "display", size * 0.85, align="right")
        picture = Area(area.x, area.y + head + 0.4, area.w, area.h - head - words - 1.2)
        cropped = any(frame.cropped for frame in brief.pictures.frames(slug))
        brief.pictures.draw(
            sheet, slug, picture, which=None, gap=4, stand="bottom" if cropped else "centre"
        )
        with sheet.tag("P"):
            top = area.y + area.h - words
            sheet.paragraph(area.x, top, area.w, stretch.how, self._scale.text)
