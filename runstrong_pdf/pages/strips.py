"""The strips before and after a session: the warm-up, the stretches."""

from collections.abc import Sequence
from math import fsum
from typing import Literal, NamedTuple

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import HAIR, MM, shared, width
from runstrong_pdf.layout.theme import Style
from runstrong_pdf.model.catalogue import Stretch
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.blanks import strip_box
from runstrong_pdf.pages.brief import Brief, whole_minutes

AIR = 1.6
"""Between the words of a move and the next move."""
HEAD_WIDTH = 19.0
GAP = 2.0
"""Millimetres between two moves."""
BODY = 1000.0
"""Units of a drawing that the height of the pictures has: nobody is drawn larger."""
LARGE_PICTURE = 0.85
"""Height of a picture above its words, of the strip with words beside it."""
PICTURE = 1.6
"""Height of a picture in a session of large print, of its boxes."""
BOX_STEP = 10.4
"""From one session's tick box to the next."""
AroundKey = Literal["warm_up", "stretch"]
"""What is done before a session, and after it."""


class Cell(NamedTuple):
    """One cell of a strip: what, how much, and the picture beside it."""

    what: str
    how_much: str
    picture: Slug


class Around(NamedTuple):
    """What is done before or after a session, how long it takes, and its moves."""

    key: AroundKey
    seconds: int
    cells: list[Cell]


# -- with pictures ---------------------------------------------------------------------------------


class TickedPictures(NamedTuple):
    """A title, the moves with their pictures, and a tick box a session.

    Attributes:
        key: which texts and field names it uses.
        seconds: how long it takes.
        picture: width of a picture; least: height at least.
        large: whether the moves stand below their pictures, which are as large as they can be.
    """

    brief: Brief
    week: Week
    sessions: tuple[Session, ...]
    key: AroundKey
    seconds: int
    cells: Sequence[Cell]
    picture: float
    least: float
    large: bool = False

    def height(self, measure: float) -> float:
        """Return the height of the longest words beside their picture, or of a strip."""
        if not (fit := self._beside(measure)):
            return self._strip.height(self._room(measure)) + 0.8
        style, rooms = fit
        pairs = zip(self.cells, rooms, strict=True)
        names = max(paragraph_height(cell.what, style, room) for cell, room in pairs)
        return max(self.least, names + style.lead / MM + 0.5)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it between two rules."""
        middle, left = y + high / 2, x + self._head
        for edge in (y, y + high):
            sheet.rule(x, edge, x + measure)
        with sheet.tag("H3"):
            sheet.text(x, middle - 0.4, self._title, "name", 12)
        with sheet.tag("P"):
            sheet.text(x, middle + 3.9, self._minutes, "condensed", 9.5)
        if fit := self._beside(measure):
            with sheet.tag("L"):
                for cell, room in zip(self.cells, fit[1], strict=True):
                    area = Area(left, y, self.picture + AIR + room, high)
                    with sheet.tag("LI"), sheet.tag("LBody"):
                        self._cell(sheet, cell, area, fit[0])
                    left += area.w
        else:
            self._strip.draw(sheet, left, y, self._room(measure), high)
        self._boxes(sheet, x + measure, middle)

    def _cell(self, sheet: Sheet, cell: Cell, area: Area, style: Style) -> None:
        picture = Area(area.x, area.y + 0.6, self.picture, area.h - 0.6)
        self.brief.pictures.draw(sheet, cell.picture, picture, which=("end",), stand="bottom")
        x, room, lead = area.x + self.picture + 1.0, area.w - self.picture - AIR, style.lead / MM
        names = paragraph_height(cell.what, style, room)
        top = area.y + (area.h - names - lead) / 2
        with sheet.tag("P"):
            sheet.paragraph(x, top, room, cell.what + " ", style)
            baseline = centred(top + names + lead / 2, style.size)
            sheet.text(x, baseline, cell.how_much, "name", style.size)

    def _boxes(self, sheet: Sheet, right: float, middle: float) -> None:
        """Print a box after the letter of each session."""
        box, x = self.brief.scale.box, right - BOX_STEP * len(self.sessions) + BOX_STEP - 8.2
        for session in self.sessions:
            with sheet.tag("P"):
                sheet.text(x, centred(middle, 12), session.key, "display", 12)
            field, tip = strip_box(self.brief, self.week, session, self.key)
            sheet.tick_box(x + 3.2, middle - box / 2, box, field, tip)
            x += BOX_STEP

    @property
    def _title(self) -> str:
        return self.brief.texts(f"{self.key}.title")

    @property
    def _minutes(self) -> str:
        return self.brief.texts("minutes", number=whole_minutes(self.seconds))

    @property
    def _head(self) -> float:
        """The width of title and minutes."""
        title, minutes = width(self._title, "name", 12), width(self._minutes, "condensed", 9.5)
        return max(HEAD_WIDTH, title + AIR, minutes + AIR)

    def _room(self, measure: float) -> float:
        """Return the width of all moves."""
        return measure - self._head - BOX_STEP * len(self.sessions)

    def _beside(self, measure: float) -> tuple[Style, list[float]] | None:
        """Return type and widths of words beside pictures, None where they have no room there."""
        if self.large:
            return None
        room = self._room(measure) - len(self.cells) * (self.picture + AIR)
        style = self.brief.scale.narrow
        rooms = shared(room, [widest(cell, style, "name") for cell in self.cells])
        style = words_fitted(self.cells, style, "name", rooms, self.brief)
        pairs = zip(self.cells, rooms, strict=True)
        fits = all(widest(cell, style, "name") <= room + HAIR for cell, room in pairs)
        return (style, rooms) if fits else None

    @property
    def _strip(self) -> "PictureStrip":
        """The moves below their pictures, where words are too long."""
        picture = self.least * (LARGE_PICTURE if self.large else 0.6)
        return PictureStrip(self.brief, self.cells, self.brief.scale.narrow, picture)


class PictureStrip(NamedTuple):
    """Moves side by side, each below its picture: to follow at a glance.

    Attributes:
        style: of the words; it shrinks where one of them is wider than its move.
        picture: height of the pictures at least.
    """

    brief: Brief
    cells: Sequence[Cell]
    style: Style
    picture: float

    def height(self, measure: float) -> float:
        """Return the height of pictures, names and doses."""
        _, style, names = self._words(measure)
        return self.picture + names + style.lead / MM + 0.8

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print every move as an item of a list, its picture as high as there is room."""
        wides, style, names = self._words(measure)
        tall = self.picture + high - self.height(measure) - 0.4
        below, pictures = y + tall + 0.8, self.brief.pictures
        dose = below + names + style.lead * 0.78 / MM
        with sheet.tag("L"):
            for cell, wide in zip(self.cells, wides, strict=True):
                slug, (what, how_much) = cell.picture, cell[:2]
                area = Area(x, y + 0.4, wide, tall)
                with sheet.tag("LI"), sheet.tag("LBody"):
                    largest = tall / BODY
                    pictures.draw(
                        sheet, slug, area, stand="bottom", arrange="best", largest=largest
                    )
                    with sheet.tag("P"):
                        sheet.paragraph(x, below, wide, what, style, align="centre", even=True)
                        middle, size = x + wide / 2, style.size
                        sheet.text(middle, dose, how_much, "display", size, align="centre")
                x += wide + GAP

    def fits(self, measure: float) -> bool:
        """Whether all words stand side by side in the smallest type."""
        return fsum(self._least) <= self._room(measure)

    def _words(self, measure: float) -> tuple[list[float], Style, float]:
        """Return the width of each move, the type of the words, and the height of the names.

        Moves are as wide as one another, unless a word is too long for that in the smallest type.
        """
        wides = shared(self._room(measure), self._least)
        style = words_fitted(self.cells, self.style, "display", wides, self.brief)
        pairs = zip(self.cells, wides, strict=True)
        return wides, style, max(paragraph_height(cell.what, style, w) for cell, w in pairs)

    def _room(self, measure: float) -> float:
        return measure - GAP * (len(self.cells) - 1)

    @property
    def _least(self) -> list[float]:
        """The widths that the words need in the smallest type."""
        smallest = self.style._replace(size=min(self.style.size, self.brief.paper.smallest))
        return [widest(cell, smallest, "display") for cell in self.cells]


def words_fitted(
    cells: Sequence[Cell], style: Style, dosed: str, rooms: Sequence[float], brief: Brief
) -> Style:
    """Return the style in which each dose, in the face `dosed`, and each longest word fit."""
    pairs = zip(cells, rooms, strict=True)
    share = min(1.0, *(room / widest(cell, style, dosed) for cell, room in pairs))
    size = max(brief.paper.smallest, style.size * share)
    return style._replace(size=size, lead=style.lead * size / style.size)


def widest(cell: Cell, style: Style, dosed: str) -> float:
    """Return the width of the longest word or the dose."""
    words = (width(word, style.face, style.size) for word in cell.what.split(" "))
    return max(*words, width(cell.how_much, dosed, style.size))


def around(brief: Brief, key: AroundKey) -> Around:
    """Return the warm-up before a session, or the stretches after it."""
    plan, texts = brief.plan, brief.texts
    if key == "warm_up":
        moves = [
            Cell(move.short_name, texts("seconds", number=move.seconds), slug)
            for slug, move in plan.warm_ups.items()
        ]
        return Around(key, plan.warm_up_seconds, moves)
    stretches = [
        Cell(stretch.short_name or stretch.name, stretch_dose(stretch, texts), slug)
        for slug, stretch in plan.stretches.items()
    ]
    return Around(key, plan.stretch_seconds, stretches)


def stretch_dose(stretch: Stretch, texts: Texts) -> str:
    """Return how often and how long, such as `2 x 30 s / arm`."""
    if stretch.kind == "dynamic":
        key = "stretch.dynamic_sides" if stretch.per_side else "stretch.dynamic"
    else:
        key = "stretch.static_sides" if stretch.per_side else "stretch.static"
    return texts(key, number=stretch.repetitions, seconds=stretch.hold_seconds)


# -- in a single column ----------------------------------------------------------------------------


class TickedStrip(NamedTuple):
    """A tick box, what it stands for, and the moves: in large print with pictures, else in words.

    Attributes:
        key: which texts and field names it uses.
        seconds: how long it takes.
    """

    brief: Brief
    week: Week
    session: Session
    key: AroundKey
    seconds: int
    cells: Sequence[Cell]

    def height(self, measure: float) -> float:
        """Return the height of the taller of box and words, or of the pictures below the box."""
        scale = self.brief.scale
        if pictures := self._pictures(measure):
            return scale.box + 2 * scale.gap * 0.4 + pictures.height(measure)
        words = paragraph_height(self._moves(), scale.narrow, measure - self._indent())
        return max(scale.box, words) + scale.gap * (0.5 if scale.compact else 0.8)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a rule, box and title, and the moves beside or below them."""
        scale, pictures = self.brief.scale, self._pictures(measure)
        sheet.rule(x, y, x + measure, 1.0 if self.key == "stretch" else 0.35)
        middle = y + scale.gap * 0.4 + scale.box / 2 if pictures else y + high / 2
        field, tip = strip_box(self.brief, self.week, self.session, self.key)
        sheet.tick_box(x + 0.15, middle - scale.box / 2, scale.box, field, tip, scale.outline)
        with sheet.tag("H3"):
            style = scale.strong
            left = x + scale.box + scale.box_gap
            sheet.text(left, centred(middle, style.size), self._title(), style.face, style.size)
        if pictures:
            below = scale.box + 2 * scale.gap * 0.4
            pictures.draw(sheet, x, y + below, measure, high - below)
            return
        left, room = x + self._indent(), measure - self._indent()
        top = middle - paragraph_height(self._moves(), scale.narrow, room) / 2
        with sheet.tag("P"):
            sheet.paragraph(left, top, room, self._moves(), scale.narrow)

    def _pictures(self, measure: float) -> PictureStrip | None:
        """The moves below their pictures, where type is large and every word fits."""
        scale = self.brief.scale
        strip = PictureStrip(self.brief, self.cells, scale.narrow, PICTURE * scale.box)
        return strip if not scale.compact and strip.fits(measure) else None

    def _title(self) -> str:
        texts = self.brief.texts
        minutes = texts("minutes_short", number=whole_minutes(self.seconds))
        return texts("column.strip", title=texts(f"{self.key}.title"), minutes=minutes)

    def _indent(self) -> float:
        scale = self.brief.scale
        title = width(self._title(), scale.strong.face, scale.strong.size)
        return scale.box + scale.box_gap + title + scale.gap

    def _moves(self) -> str:
        return ", ".join(together(f"{cell.what} {cell.how_much}") for cell in self.cells)


def together(words: str) -> str:
    """Return words that no line break parts."""
    return words.replace(" ", "\u00a0")
