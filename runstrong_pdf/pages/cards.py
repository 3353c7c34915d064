"""What cards and rows are made of: name, pictures, words behind a number or a sign, load."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from runstrong_pdf.figures.drawing import Frame
from runstrong_pdf.layout.blocks import Heading, Paragraph
from runstrong_pdf.layout.flow import Item, SideBySide, Stack
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import dumbbell, swatch
from runstrong_pdf.layout.text import MM, Said, fitting, width
from runstrong_pdf.layout.theme import LABEL, Style
from runstrong_pdf.model.plan import Prescription
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import BandColour
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.row_words import load_words
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

BELOW_NAME = 1.15
"""Height of the line of a name, of its size."""
BELOW_CARD_RULE = 2.0
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
        inset = pictures.inset(self.slug) if self.inset else None
        corner = Area(x + 1.0, y + 1.0, measure * 0.28, measure * 0.168)
        if inset is not None and inset.name != "hands":  # who stands leaves no room above the legs
            corner = Area(x + 1.5, y + 1.5, measure * 0.5, high * 0.27)
            area = area._replace(y=area.y + corner.h, h=area.h - corner.h)
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
        if inset is not None:
            pictures.draw_inset(sheet, self.slug, corner, band=self.band)


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


# -- figures of a row ------------------------------------------------------------------------------

BELOW_FIGURES = 0.7
"""Air between a rule and the figures of a row."""
THUMB = 2.1
"""Height of the picture of the easier version, in lines of text."""
READABLE = 7.0
"""Millimetres: how high three frames have to be for the one in between to be shown."""
INSET, BETWEEN = 0.24, 0.19
"""Width of the hands from above, of the picture's: in its corner, or between the heads of two who
lie side by side."""
LOW = 18.0
"""Height of a picture below which those who lie go to its foot, to make room for the hands."""


class RowFigures(NamedTuple):
    """The frames of a row's exercise, and its hands from above."""

    brief: Brief
    row: Prescription

    def draw(self, sheet: Sheet, area: Area, gap: float) -> None:
        """Print them, `gap` millimetres between two frames."""
        brief, pictures, slug = self.brief, self.brief.pictures, self.row.exercise
        frames, inset = pictures.frames(slug), pictures.inset(slug)
        hands = inset is not None and inset.name == "hands"
        which = None if self._readable(frames, area) else ("start", "end")
        key = "lane.frames" if len(frames) > 1 else "lane.frame"
        pictures.draw(
            sheet,
            slug,
            area,
            which=which,
            band=heaviest(self.row.band),
            arrange="best",
            stand="bottom" if hands and area.h < LOW else "centre",
            gap=gap,
            named=False,
            said=brief.texts(key) if brief.guided else "",
        )
        if hands:
            row = len(pictures.arranged(pictures.frames(slug, which), area, gap)[0]) == 1
            wide = area.w * (BETWEEN if row else INSET)
            left = area.x + (area.w - wide) / 2 if row else area.x
            pictures.draw_inset(sheet, slug, Area(left, area.y, wide, wide * 0.61), said=False)

    def _readable(self, frames: tuple[Frame, ...], area: Area) -> bool:
        """Whether all frames can be made out, not start and finish alone; a photo has none."""
        if not frames:
            return False
        scale = self.brief.pictures.arranged(frames, area, 0.4)[1]
        return min(frame.box[3] - frame.box[1] for frame in frames) * scale >= READABLE


class Easier(NamedTuple):
    """The easier version of a row: its finish, and beside it its name."""

    brief: Brief
    slug: Slug
    words: str
    band: tuple[BandColour, ...]

    def height(self, measure: float) -> float:
        """Return the height of picture and name."""
        style = self.brief.scale.narrow
        words = paragraph_height(self.words, style, measure - self._indent)
        return max(words, THUMB * style.lead / MM)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        style, room = self.brief.scale.narrow, measure - self._indent
        area = Area(x, y, self._thumb, high - BELOW_FIGURES)
        band = heaviest(self.band)
        self.brief.pictures.draw(sheet, self.slug, area, which=("end",), band=band)
        top = y + (high - paragraph_height(self.words, style, room)) / 2
        with sheet.tag("P"):
            sheet.paragraph(x + self._indent, top, room, self.words, style, even=True)

    @property
    def _thumb(self) -> float:
        return THUMB * self.brief.scale.narrow.lead / MM * 1.5

    @property
    def _indent(self) -> float:
        return self._thumb + self.brief.scale.body.size * 0.18


def heaviest(band: tuple[BandColour, ...]) -> str:
    """Return the colour in which a band is drawn, nothing for none."""
    return band[-1] if band else ""


# -- load ------------------------------------------------------------------------------------------

SIGNED = 9.5
"""Points: the type size at which the signs have the sizes written below."""


def draw_load(
    sheet: Sheet,
    brief: Brief,
    row: Prescription,
    x: float,
    y: float,
    room: float,
    size: float,
    *,
    low: bool = False,
) -> None:
    """Print band or weight on the baseline y, `size` points large, in `room` millimetres.

    A swatch is a little higher than the letters beside it; `low` keeps it between baseline and
    cap height, where another line of text follows close below.
    """
    factor = size / SIGNED
    if row.band:
        wide, high, rise = _swatch(row) * factor, 3.6 * factor, 3.0 * factor
        if low:
            high = rise = size * CAP_HEIGHT / MM
        for index, colour in enumerate(row.band):
            left = x + index * (wide + 0.5 * factor)
            band_swatch(sheet, brief, colour, left, y - rise, wide, high)
        used = _swatches(row) * factor
        sheet.text(x + used, y, load_words(row, brief.texts), "name", size, room=room - used)
    elif row.kg:
        dumbbell(sheet, x, y - 1.15 * factor, 6.4 * factor)
        x, room = x + 7.6 * factor, room - 7.6 * factor
        used = sheet.text(x, y, load_words(row, brief.texts), "name", size) + 1.0 * factor
        if row.each_hand:
            both = brief.texts("load.each_hand"), brief.texts("load.each")
            text = fitting(both, "condensed", size, room - used)
            sheet.text(x + used, y, text, "condensed", size, room=room - used)


def band_swatch(
    sheet: Sheet, brief: Brief, colour: BandColour, x: float, y: float, wide: float, high: float
) -> None:
    """Draw the colour of a band with its pattern, its top left corner at (x, y)."""
    rgb, pattern = brief.band_colour(colour), brief.bands[colour].pattern
    swatch(sheet, rgb, pattern, x, y, w=wide, h=high, plain_paper=brief.look.ink_saver)


def load_width(brief: Brief, row: Prescription, size: float) -> float:
    """Return the width of what `draw_load` prints where nothing has to be shortened."""
    factor, words = size / SIGNED, width(load_words(row, brief.texts), "name", size)
    if row.band:
        return _swatches(row) * factor + words
    if not row.kg:
        return 0.0
    hands = width(brief.texts("load.each_hand"), "condensed", size) if row.each_hand else -1.0
    return 8.6 * factor + words + hands


def _swatch(row: Prescription) -> float:
    return 5.6 if len(row.band) == 1 else 4.4


def _swatches(row: Prescription) -> float:
    return len(row.band) * (_swatch(row) + 0.5) + 0.7
