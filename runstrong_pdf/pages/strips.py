"""The strips before and after a session: the warm-up, the stretches."""

from collections.abc import Callable, Sequence
from math import fsum
from typing import Literal, NamedTuple

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.text import natural_width, shared, widest_word, width
from runstrong_pdf.layout.theme import ONE_LINE, Style
from runstrong_pdf.model.catalogue import Stretch
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.blanks import strip_box
from runstrong_pdf.pages.brief import Brief, whole_minutes

GAP = 2.0
"""Millimetres between two moves."""
HEAD, MINUTES = 12.0, 9.5
"""Type of the title beside the moves, and of the minutes below it."""
TITLE, TIME = 4.2, 3.8
"""Millimetres from the edge to the title, and to each line below it."""
BESIDE = 3.0
"""Millimetres between that and the first move, and between the last one and the boxes."""
LETTER, BOX_GAP = 3.2, 1.2
"""Width of the letter before a box, and air between two boxes."""
AroundKey = Literal["warm_up", "stretch"]
"""What is done before a session, and after it."""
Measured = Callable[[str, str, float], float]
"""How wide a text is in a face and a size."""
Lines = list[tuple[str, ...]]
"""What stands below each picture."""


class Cell(NamedTuple):
    """One cell of a strip: what, how much if that is said, and the picture above it."""

    what: str
    how_much: str
    picture: Slug

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands below the picture."""
        return (self.what, f"**{together(self.how_much)}**") if self.how_much else (self.what,)


class Around(NamedTuple):
    """What is done before or after a session, how long it takes, and its moves.

    Attributes:
        change: seconds from one move to the next, where they are not part of the moves.
    """

    seconds: int
    cells: list[Cell]
    change: int = 0

    def between(self, texts: Texts) -> list[str]:
        """Return how long to change from one move to the next, if that is said."""
        rest = texts("seconds", number=self.change)
        return [texts("block.between_short", rest=rest)] if self.change else []

    def times(self, texts: Texts) -> list[str]:
        """Return how long it takes in all, and each change."""
        minutes = texts("minutes", number=whole_minutes(self.seconds))
        return [minutes, *self.between(texts)]


class PictureStrip(NamedTuple):
    """Moves side by side, each below its picture: to follow at a glance.

    Attributes:
        style: of the words; it shrinks a little where all take one line then, or where one of them
            is wider than its move.
        picture: height of the pictures at least.
    """

    brief: Brief
    cells: Sequence[Cell]
    style: Style
    picture: float

    def height(self, measure: float) -> float:
        """Return the height of pictures and words."""
        return self.picture + self._words_high(measure) + 1.2

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print every move as an item of a list, its picture as high as there is room."""
        wides, style, told = self._words(measure)
        tall = high - self._words_high(measure) - 1.2
        with sheet.tag("L"):
            for cell, lines, wide in zip(self.cells, told, wides, strict=True):
                area, top = Area(x, y + 0.4, wide, tall), y + tall + 0.8
                with sheet.tag("LI"), sheet.tag("LBody"):
                    pictures = self.brief.pictures
                    pictures.draw(sheet, cell.picture, area, stand="bottom", arrange="best")
                    with sheet.tag("P"):
                        for line in lines:
                            where = x, top, wide, f"{line} "
                            top += sheet.paragraph(*where, style, align="centre", even=True)
                x += wide + GAP

    def _words(self, measure: float) -> tuple[list[float], Style, Lines]:
        """Return the width of each move, the type of the words, and their lines.

        Moves are as wide as one another, unless a word is too long for that in the smallest type.
        The dose stands beside the name where all of them fit, below it where all names take one
        line, else behind it.
        """
        apart = [cell.lines for cell in self.cells]
        joint: Lines = [(" ".join(lines),) for lines in apart]
        face, size = self.style.face, self._smallest
        least = [max(widest_word(line, face, size) for line in lines) for lines in apart]
        wides = shared(measure - GAP * (len(self.cells) - 1), least)
        for told in (joint, apart):
            if style := self._fitted(told, wides, natural_width, ONE_LINE):
                return wides, style, told
        style = self._fitted(joint, wides, widest_word, 0.0) or self.style._replace(size=size)
        return wides, style, joint

    def _fitted(
        self, told: Lines, wides: list[float], measured: Measured, least: float
    ) -> Style | None:
        """Return the type in which no line is wider than its move, None below the `least` share."""
        face, size = self.style.face, self.style.size
        pairs = zip(told, wides, strict=True)
        shares = [wide / measured(line, face, size) for lines, wide in pairs for line in lines]
        share = min(1.0, *shares)
        if share < max(least, (self.style.floor if least else self._smallest) / size):
            return None
        return self.style._replace(size=size * share, lead=self.style.lead * share)

    def _words_high(self, measure: float) -> float:
        """Return the height of the words."""
        wides, style, told = self._words(measure)
        pairs = zip(told, wides, strict=True)
        return max(fsum(paragraph_height(line, style, w) for line in lines) for lines, w in pairs)

    @property
    def _smallest(self) -> float:
        return min(self.style.size, self.brief.paper.smallest)


def around(brief: Brief, key: AroundKey) -> Around:
    """Return the warm-up before a session, or the stretches after it."""
    plan, texts = brief.plan, brief.texts
    if key == "warm_up":
        moves = [
            Cell(move.shown, texts("seconds", number=move.seconds), slug)
            for slug, move in plan.warm_ups.items()
        ]
        moving = sum(move.seconds for move in plan.warm_ups.values())
        change = (plan.warm_up_seconds - moving) // max(1, len(moves) - 1)
        return Around(plan.warm_up_seconds, moves, change)
    stretches = [
        Cell(stretch.shown, stretch_dose(stretch, texts), slug)
        for slug, stretch in plan.stretches.items()
    ]
    return Around(plan.stretch_seconds, stretches)


def stretch_dose(stretch: Stretch, texts: Texts) -> str:
    """Return how often and how long, such as `2 x 30 s / arm`."""
    if stretch.kind == "dynamic":
        key = "stretch.dynamic_sides" if stretch.per_side else "stretch.dynamic"
    else:
        key = "stretch.static_sides" if stretch.per_side else "stretch.static"
    return texts(key, number=stretch.repetitions, seconds=stretch.hold_seconds)


class TickedStrip(NamedTuple):
    """A title with a tick box a session, beside or above the moves and their pictures.

    Attributes:
        key: which texts and field names it uses.
        around: how long it takes, and its moves.
        picture: height of the pictures at least.
    """

    brief: Brief
    week: Week
    sessions: tuple[Session, ...]
    key: AroundKey
    around: Around
    picture: float

    def height(self, measure: float) -> float:
        """Return the height of the moves, with the title where that stands above them."""
        if not self.brief.scale.wide:
            return self._line + self._strip.height(measure)
        boxes = self._boxes_high + 2 * BOX_GAP
        return max(self._strip.height(self._room(measure)) + 0.8, self._head_high, boxes)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a rule, title and boxes, and the moves."""
        sheet.rule(x, y, x + measure)
        if not self.brief.scale.wide:
            self._in_line(sheet, x, y)
            self._strip.draw(sheet, x, y + self._line, measure, high - self._line)
            return
        sheet.rule(x, y + high, x + measure)
        self._head(sheet, x, y + (high - self._head_high) / 2)
        room = self._room(measure)
        self._strip.draw(sheet, x + self._beside, y, room, high - 0.8)
        self._boxes(sheet, x + measure, y + (high - self._boxes_high) / 2)

    def _in_line(self, sheet: Sheet, x: float, y: float) -> None:
        """Print box, title and minutes."""
        scale, texts, style = self.brief.scale, self.brief.texts, self.brief.scale.strong
        middle = y + self._line / 2
        self._box(sheet, self.sessions[0], x + 0.15, middle)
        with sheet.tag("H3"):
            minutes = texts("minutes_short", number=whole_minutes(self.around.seconds))
            title = texts("column.strip", title=texts(f"{self.key}.title"), minutes=minutes)
            left, baseline = x + scale.box + scale.box_gap, centred(middle, style.size)
            between = self.around.between(texts)  # read aloud in full, so a text of its own
            for words in [f"{title}, ", *between] if between else [title]:
                left += sheet.text(left, baseline, words, style.face, style.size)

    def _head(self, sheet: Sheet, x: float, y: float) -> None:
        """Print the title above the times."""
        with sheet.tag("H3"):
            title = self.brief.texts(f"{self.key}.title")
            sheet.text(x, y + TITLE, title, "name", HEAD)
        for line, time in enumerate(self._times, 1):
            with sheet.tag("P"):
                sheet.text(x, y + TITLE + line * TIME, time, "condensed", MINUTES)

    def _boxes(self, sheet: Sheet, right: float, y: float) -> None:
        """Print a box after the letter of each session, one below the other."""
        box = self.brief.scale.box
        for index, session in enumerate(self.sessions):
            middle = y + index * (box + BOX_GAP) + box / 2
            with sheet.tag("P"):
                x, baseline = right - box - LETTER, centred(middle, HEAD)
                sheet.text(x, baseline, session.key, "display", HEAD)
            self._box(sheet, session, right - box - 0.15, middle)

    def _box(self, sheet: Sheet, session: Session, x: float, middle: float) -> None:
        scale = self.brief.scale
        field, tip = strip_box(self.brief, self.week, session, self.key)
        sheet.tick_box(x, middle - scale.box / 2, scale.box, field, tip, scale.outline)

    @property
    def _strip(self) -> PictureStrip:
        style = self.brief.scale.narrow
        return PictureStrip(self.brief, self.around.cells, style, self.picture)

    @property
    def _times(self) -> list[str]:
        return self.around.times(self.brief.texts)

    @property
    def _line(self) -> float:
        """The height of box and title above the moves."""
        return self.brief.scale.box + self.brief.scale.gap * 0.5

    @property
    def _head_high(self) -> float:
        """The height of title and times."""
        return TITLE + TIME * len(self._times) + 1.2

    @property
    def _boxes_high(self) -> float:
        many = len(self.sessions)
        return many * (self.brief.scale.box + BOX_GAP) - BOX_GAP

    @property
    def _beside(self) -> float:
        """The width of title and times with the air behind them."""
        title = width(self.brief.texts(f"{self.key}.title"), "name", HEAD)
        return max(title, *(width(time, "condensed", MINUTES) for time in self._times)) + BESIDE

    def _room(self, measure: float) -> float:
        """Return the width of the moves."""
        return measure - self._beside - BESIDE - LETTER - self.brief.scale.box


def together(words: str) -> str:
    """Return words that no line break parts."""
    return words.replace(" ", "\u00a0")
