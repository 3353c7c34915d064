"""What cards are made of: a title, a picture, words behind a number or a sign."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item, SideBySide, Stack
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import Said
from runstrong_pdf.layout.theme import LABEL, Style
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.brief import Brief

BELOW_NAME = 1.15
"""Height of the line of a name, of its size."""
BELOW_RULE = 2.0
"""Millimetres between a card's rule and its capitals, or its picture."""


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


def card_name(
    text: str | Said, size: float, beside: str | Said = (), style: Style = LABEL, role: str = "H3"
) -> Heading:
    """Return the name of what a card shows, and words at the end of its line."""
    return Heading(text, size, role, beside, style, lead=BELOW_NAME)


def advice(brief: Brief, text: str) -> Paragraph:
    """Return what is to be minded, behind the sign of care."""
    return Paragraph(text, brief.scale.narrow, sign="care", heard=brief.texts("guide.care"))


def numbered(
    texts: Iterable[str], style: Style, gap: float, *, grow: float = 0.0
) -> Iterator[Item]:
    """Yield a numbered list, `gap` millimetres above each entry."""
    for number, text in enumerate(texts, 1):
        entry = Paragraph(text, style, listed=True, sign=str(number))
        yield Item(entry, gap=gap, within="L", grow=grow)


def pictured(brief: Brief, picture: Picture | None, words: Stack, share: float = 1.0) -> SideBySide:
    """Return words, and left of them a picture, if there is any, `share` of the usual width."""
    shown, scale = (Item(picture, fills=True),) if picture else (), brief.scale
    return SideBySide((shown, words), first=scale.panel * share, gutter=scale.gap * 0.8)
