"""What cards are made of: a title, a picture, words behind a number or a sign."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import NamedTuple

from runstrong_pdf.layout.flow import Item, SideBySide, Stack
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import arrow_up, care, chevron, cross
from runstrong_pdf.layout.text import MM, is_one_line, width
from runstrong_pdf.layout.theme import LABEL, Style
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.row_words import Said, fitting
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

APART = 3.0
"""Millimetres between a name and what stands at the end of its line."""
BELOW_RULE = 2.0
"""Millimetres between a card's rule and its capitals, or its picture."""


class Title(NamedTuple):
    """A name on one line, and at its right end, or else below it, a few words.

    Attributes:
        names: the name, and a shorter one for a narrow card.
        size: of the name in points.
        told: the words, in several lengths, in `style`.
        face: of the name.
        above: millimetres above its capitals; lead: height of the line below those, of its size.
    """

    names: Said
    size: float
    role: str = "H3"
    told: Said = ()
    style: Style = LABEL
    face: str = "display"
    above: float = 0.0
    lead: float = 1.15

    def height(self, measure: float) -> float:
        """Return the height of the name, and of words that have no room beside it."""
        _, beside = self._line(measure)
        if beside or not self.told:
            return self._high
        return self._high + paragraph_height(self.told[-1], self.style, measure)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it; a name is smaller where even the short one has no room."""
        baseline = y + self.above + self.size * CAP_HEIGHT / MM
        name, beside = self._line(measure)
        with sheet.tag(self.role):
            floor = max(sheet.paper.smallest, self.size * 0.7)
            used = sheet.text(x, baseline, name, self.face, self.size, room=measure, floor=floor)
        if not self.told:
            return
        with sheet.tag("P"):
            if beside:
                top = baseline - (self.style.lead + self.style.size * CAP_HEIGHT) / 2 / MM
                left, room = x + used + APART, measure - used - APART
                sheet.paragraph(left, top, room, beside, self.style, align="right")
            else:
                sheet.paragraph(x, y + self._high, measure, self.told[-1], self.style)

    def _line(self, measure: float) -> tuple[str, str]:
        """Return the longest name with the longest words that fit beside it, or without any."""
        for name in self.names:
            room = measure - width(name, self.face, self.size) - APART
            for told in self.told:
                if is_one_line(told, self.style.face, self.style.size, room):
                    return name, told
        return fitting(self.names, self.face, self.size, measure), ""

    @property
    def _high(self) -> float:
        return self.above + self.size * self.lead / MM


class Picture(NamedTuple):
    """An exercise on its tinted panel, at least `least` of its width high.

    Attributes:
        frames: which are shown, or all; band: the colour of its band, or the drawing's own.
        inset: whether what is seen from elsewhere stands in a corner.
        panel: whether it has a panel, and room for a chevron; named: whether its text for those
            who do not see it begins with its name.
    """

    brief: Brief
    slug: Slug
    least: float
    frames: tuple[str, ...] | None = None
    band: str = ""
    inset: bool = False
    panel: bool = True
    named: bool = False

    def height(self, measure: float) -> float:
        """Return the least height at which it can be made out."""
        return measure * self.least

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print panel and picture; who is cut stands on the panel's edge."""
        pictures, look = self.brief.pictures, self.brief.look
        cut, gap = pictures.is_cut(self.slug, self.frames), 1.2
        area = Area(x, y, measure, high)
        if self.panel:
            area, gap = Area(x + 1.5, y + 0.8, measure - 3, high - (0.8 if cut else 1.6)), 2.5
            if not look.ink_saver:
                sheet.rect(x, y, measure, high, 2.0, inside=look.tint)
        pictures.draw(
            sheet,
            self.slug,
            area,
            which=self.frames,
            gap=gap,
            band=self.band,
            stand="bottom" if cut else "centre",
            arrange="best",
            named=self.named,
        )
        if self.inset:
            wide = measure * 0.28
            pictures.draw_inset(sheet, self.slug, Area(x + 1.0, y + 1.0, wide, wide * 0.6))


class Signed(NamedTuple):
    """A paragraph behind a number or a sign.

    Attributes:
        told: its words; of several lengths the first that takes one line, else the last.
        sign: a number, or `care`, `cross`, `up`, `back`; or nothing.
        heard: what the sign says to who does not see it.
        listed: whether it is an entry of a list.
    """

    told: Said
    style: Style
    sign: str = ""
    heard: str = ""
    listed: bool = False

    def height(self, measure: float) -> float:
        """Return the height of its words."""
        room = measure - self._indent
        return paragraph_height(self._words(room), self.style, room)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print sign and words."""
        room = measure - self._indent
        with sheet.tag("LI") if self.listed else nullcontext():
            if self.listed:
                with sheet.tag("Lbl"):
                    self._sign(sheet, x, y)
            with sheet.tag("LBody" if self.listed else "P"):
                if not self.listed:
                    self._sign(sheet, x, y)
                sheet.paragraph(x + self._indent, y, room, self._words(room), self.style)

    def _words(self, room: float) -> str:
        face, size = self.style.face, self.style.size
        fit = (words for words in self.told[:-1] if is_one_line(words, face, size, room))
        return next(fit, self.told[-1])

    def _sign(self, sheet: Sheet, x: float, y: float) -> None:
        size, middle = self.style.size * 0.35, y + self.style.lead / 2 / MM
        baseline = middle + self.style.size * CAP_HEIGHT / 2 / MM
        if self.sign == "care":
            care(sheet, x, middle - size * 0.44, size, self.heard)
        elif self.sign == "cross":
            cross(sheet, x + size / 2, middle, size * 0.56)
        elif self.sign == "up":
            arrow_up(sheet, x + size / 2, middle, size)
        elif self.sign == "back":
            chevron(sheet, x + size / 2, middle, size * 0.58, 1.3, back=True)
        elif self.sign:
            sheet.text(x, baseline, self.sign, "display", self.style.size * 1.2)

    @property
    def _indent(self) -> float:
        return self.style.size * 0.49 if self.sign else 0.0


def advice(brief: Brief, text: str) -> Signed:
    """Return what is to be minded, behind the sign of care."""
    return Signed((text,), brief.scale.narrow, "care", brief.texts("guide.care"))


def numbered(
    texts: Iterable[str], style: Style, gap: float, *, grow: float = 0.0
) -> Iterator[Item]:
    """Yield a numbered list, `gap` millimetres above each entry."""
    for number, text in enumerate(texts, 1):
        entry = Signed((text,), style, str(number), listed=True)
        yield Item(entry, gap=gap, within="L", grow=grow)


def pictured(brief: Brief, picture: Picture | None, words: Stack, share: float = 1.0) -> SideBySide:
    """Return words, and left of them a picture, if there is any, `share` of the usual width."""
    shown, scale = (Item(picture, fills=True),) if picture else (), brief.scale
    return SideBySide((shown, words), first=scale.panel * share, gutter=scale.gap * 0.8)
