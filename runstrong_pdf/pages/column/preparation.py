"""What belongs before week 1: kit to lay ready, steps, framed warnings, whom to ask."""

from dataclasses import dataclass
from math import fsum

from runstrong_pdf.layout.pattern import swatch
from runstrong_pdf.layout.qr import QrBox
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM
from runstrong_pdf.layout.theme import Scale, Style
from runstrong_pdf.model.link import Link
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.column.chapter import scale_of
from runstrong_pdf.pages.column.row import outline
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

CODE_BOXES = 4.2
"""The side of a QR code in tick boxes: 21 mm beside boxes of 5."""


@dataclass(frozen=True)
class KitLine:
    """One phase's kit with a box to tick when it is ready."""

    brief: Brief
    name: str
    weeks: str
    words: str

    def height(self, measure: float) -> float:
        """Return the height of its words, and of the swatches of bands."""
        scale = scale_of(self.brief)
        words = paragraph_height(self._text, scale.body, measure - self._left)
        colours = scale.strong.lead * 1.15 / MM if self._shows_bands else 0.0
        return max(scale.box, words + colours)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print box and words."""
        brief, scale = self.brief, scale_of(self.brief)
        tip = brief.texts("cover.kit_tip", kit=self.words.partition(":")[0])
        with sheet.tag("LI"), sheet.tag("LBody"):
            sheet.tick_box(x + 0.15, y, scale.box, f"kit.{self.name}", tip, outline(scale))
            with sheet.tag("P"):
                left, room = x + self._left, measure - self._left
                sheet.paragraph(left, y, room, self._text, scale.body)
            if self._shows_bands:
                self._swatches(sheet, left, y + high - scale.strong.size * 0.12)

    @property
    def _text(self) -> str:
        return f"**{self.weeks}:** {self.words}"

    @property
    def _left(self) -> float:
        scale = scale_of(self.brief)
        return scale.box + scale.box_gap

    @property
    def _shows_bands(self) -> bool:
        return self.name == "bands"

    def _swatches(self, sheet: Sheet, x: float, baseline: float) -> None:
        brief, style = self.brief, scale_of(self.brief).strong
        f = style.size / 9.5
        with sheet.tag("P"):
            for colour in brief.plan.bands:
                pattern, plain = brief.bands[colour].pattern, brief.look.ink_saver
                top, rgb = baseline - 3.0 * f, brief.band_colour(colour)
                wide, tall = 5.6 * f, 3.6 * f
                swatch(sheet, rgb, pattern, x, top, w=wide, h=tall, plain_paper=plain)
                word = brief.texts(f"band.{colour}")
                x += 6.4 * f
                x += sheet.text(x, baseline, word, style.face, style.size) + 2.4 * f


@dataclass(frozen=True)
class Step:
    """One step of how it works."""

    number: int
    text: str
    scale: Scale

    def height(self, measure: float) -> float:
        """Return the height of its words."""
        return paragraph_height(self.text, self.scale.body, measure - self._left)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print number and words."""
        style = self.scale.body
        with sheet.tag("LI"):
            with sheet.tag("Lbl"):
                baseline = y + (style.lead + style.size * CAP_HEIGHT) / 2 / MM
                sheet.text(x, baseline, str(self.number), "display", style.size * 1.25)
            with sheet.tag("LBody"):
                sheet.paragraph(x + self._left, y, measure - self._left, self.text, style)

    @property
    def _left(self) -> float:
        return self.scale.body.size * 0.5


@dataclass(frozen=True)
class Boxed:
    """Paragraphs in a heavy frame, with a heading or without."""

    texts: tuple[str, ...]
    style: Style
    title: str = ""
    title_size: float = 0.0

    def height(self, measure: float) -> float:
        """Return the height of frame and words."""
        room = measure - 2 * self._inset
        words = fsum(paragraph_height(text, self.style, room) for text in self.texts)
        return words + (len(self.texts) - 1) * self._between + self._head + 2 * self._inset * 0.7

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print frame and words."""
        sheet.rect(x, y, measure, high, 2, outline=1.6)
        left, room = x + self._inset, measure - 2 * self._inset
        y += self._inset * 0.7
        if self.title:
            with sheet.tag("H2"):
                baseline = y + self.title_size * CAP_HEIGHT / MM
                sheet.text(left, baseline, self.title, "display", self.title_size)
        y += self._head
        for text in self.texts:
            with sheet.tag("P"):
                y += sheet.paragraph(left, y, room, text, self.style) + self._between

    @property
    def _inset(self) -> float:
        return self.style.size * 0.26

    @property
    def _between(self) -> float:
        return self.style.size * 0.1

    @property
    def _head(self) -> float:
        return self.title_size * 1.1 / MM


@dataclass(frozen=True)
class Contact:
    """The line to reach the club, where there is one."""

    brief: Brief

    def height(self, _measure: float) -> float:
        """Return the height of its line."""
        return scale_of(self.brief).strong.lead / MM if self.brief.reachable else 0.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        style = scale_of(self.brief).strong
        if self.brief.reachable:
            with sheet.tag("P"):
                sheet.slot("contact", x, y + high - 1.0, style.face, style.size, measure)


@dataclass(frozen=True)
class LinkBox:
    """The coach's link as a QR code, with its address beside it."""

    brief: Brief
    link: Link

    def height(self, measure: float) -> float:
        """Return the height of the code or its words, and of the white around the code."""
        code = self._code
        return max(code.size + code.quiet, code.height(measure - code.indent)) + code.quiet

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it."""
        code = self._code
        code.draw(sheet, x, y + code.quiet, measure - code.indent)

    @property
    def _code(self) -> QrBox:
        scale = scale_of(self.brief)
        size = CODE_BOXES * scale.box
        return QrBox(self.link, self.brief.texts, size, scale.body, scale.narrow)
