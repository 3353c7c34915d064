"""The strips of a week sheet: the running week, the warm-up, the stretches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, broken, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import MEASURE, Scale, Style
from runstrong_pdf.model.catalogue import Stretch
from runstrong_pdf.model.plan import Plan, Session, Week
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.blanks import FEELINGS, feeling
from runstrong_pdf.pages.brief import Brief, whole_minutes
from runstrong_pdf.pages.row import outline

AIR = 1.6
"""Between the words of two neighbouring days."""
HEAD_WIDTH = 19.0
CELL_TEXT = Style("condensed", 9.8, 10.8)
BOX = 5.0
EASY_ROUND_A_RACE = 2
"""Days before and after a race on which a usual running week has no hard or long run."""
BOX_STEP = 10.4
"""From one session's tick box to the next."""


class Cell(NamedTuple):
    """One cell of a strip: what, how much, and the picture beside it."""

    what: str
    how_much: str
    picture: Slug


@dataclass(frozen=True)
class Days:
    """The seven days of a week, Monday first; strength days carry the session's badge."""

    brief: Brief
    week: Week

    def height(self, measure: float) -> float:
        """Return the height of the fullest day."""
        words = (self._words_height(index, measure) for index in range(7))
        return self._badge + max(words)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print seven cells with hairlines between them."""
        tall = self.height(measure)
        with sheet.tag("L"):
            for index in range(7):
                left = x + index * measure / 7
                if index:
                    edge = left - AIR / 2 - 0.3
                    sheet.line([(edge, y + 0.6), (edge, y + tall - 0.4)], 0.35)
                with sheet.tag("LI"), sheet.tag("LBody"):
                    self._day(sheet, index, left, y, measure / 7 - AIR)

    @property
    def _badge(self) -> float:
        """The height of the line with the day's name and the badge."""
        return self.brief.scale.strong.size * 0.52

    def _words_height(self, index: int, measure: float) -> float:
        _, words = day_words(self.brief, self.week, index)
        return paragraph_height(words, self.brief.scale.narrow, measure / 7 - AIR)

    def _day(self, sheet: Sheet, index: int, x: float, y: float, room: float) -> None:
        brief, scale = self.brief, self.brief.scale
        key, words = day_words(brief, self.week, index)
        size, wide = scale.strong.size, self._badge - 0.6
        baseline = centred(y + self._badge / 2, size)
        with sheet.tag("P"):
            day = brief.texts(f"short_day.{index + 1}")
            used = sheet.text(x, baseline, day, scale.strong.face, size)
            if key:
                badge(sheet, brief.look, key, x + used + 1.2, y + 0.3, wide, size)
        with sheet.tag("P"):
            sheet.paragraph(x, y + self._badge, room, words, scale.narrow)


def day_words(brief: Brief, week: Week, index: int) -> tuple[str, str]:
    """Return a day's session, "" where it has none, and what else is done; 0 is Monday."""
    key = next((session.key for session in week.sessions if session.day == index), "")
    return key, brief.texts(f"run.{_what(brief.plan, week, index, strength=bool(key))}")


def _what(plan: Plan, week: Week, index: int, *, strength: bool) -> str:
    """Return the key of a day's words: strength, strength with a run, or the run alone."""
    if not strength:
        return _run(plan, week, index)
    run = plan.runs[index]
    return f"with-{run}" if run in {"easy", "hard", "long"} else "strength"


def _run(plan: Plan, week: Week, index: int) -> str:
    """Return what is run on a day without strength work."""
    start, race = plan.request.start, plan.request.race
    day = plan.days[index]
    if start and race:
        after = (start + timedelta(weeks=week.number - 1, days=index) - race).days
        if after == 0:
            return "race"
        if abs(after) <= EASY_ROUND_A_RACE and day in {"hard-run", "long-run"}:
            return "easy-run-or-rest" if not plan.request.runs else day
    if len(day) > 1:
        return day
    run = plan.runs[index]  # a strength day of other weeks
    return "rest" if run in {None, "off"} else f"{run}-run"


def ticked_strip(
    sheet: Sheet,
    brief: Brief,
    week: Week,
    y: float,
    height: float,
    name: str,
    seconds: int,
    cells: Sequence[Cell],
    picture_width: float,
) -> None:
    """Print a title cell, the moves, and a tick box a session.

    Args:
        name: `warm_up` or `stretch`: which texts and field names it uses.
        seconds: how long the block takes.
    """
    left, middle = brief.paper.left, y + height / 2
    keys = [session.key for session in week.sessions]
    boxes = BOX_STEP * len(keys)
    wide = (MEASURE - HEAD_WIDTH - boxes) / len(cells)
    with sheet.tag("H3"):
        sheet.text(left, middle - 0.4, brief.texts(f"{name}.title"), "name", 12)
    with sheet.tag("P"):
        minutes = brief.texts("minutes", number=whole_minutes(seconds))
        sheet.text(left, middle + 3.9, minutes, "condensed", 9.5)
    with sheet.tag("L"):
        for index, cell in enumerate(cells):
            area = Area(left + HEAD_WIDTH + index * wide, y, wide, height)
            with sheet.tag("LI"), sheet.tag("LBody"):
                _cell(sheet, brief, cell, area, picture_width)
    first = left + MEASURE - boxes + BOX_STEP - 3.2 - BOX
    for index, key in enumerate(keys):
        x = first + index * BOX_STEP
        with sheet.tag("P"):
            sheet.text(x, centred(middle, 12), key, "display", 12)
        tip = brief.texts(f"{name}.tip", week=week.number, session=key)
        sheet.tick_box(x + 3.2, middle - BOX / 2, BOX, f"w{week.number}.{key}.{name}", tip)
    sheet.rule(left, y, left + MEASURE)
    sheet.rule(left, y + height, left + MEASURE)


def _cell(sheet: Sheet, brief: Brief, cell: Cell, area: Area, picture_width: float) -> None:
    middle = area.y + area.h / 2
    picture = Area(area.x, area.y + 0.6, picture_width, area.h - 0.6)
    brief.pictures.draw(sheet, cell.picture, picture, which=("end",), stand="bottom")
    x = area.x + picture_width + 1.0
    what = broken(cell.what, CELL_TEXT, area.x + area.w - x - 0.6)
    lead = CELL_TEXT.lead / MM
    y = centred(middle, CELL_TEXT.size) - len(what) * lead / 2
    with sheet.tag("P"):
        for line in what:
            sheet.runs(x, y, [(run.text + " ", run.face) for run in line], CELL_TEXT.size)
            y += lead
        sheet.text(x, y, cell.how_much, "name", CELL_TEXT.size)


def warm_up_cells(plan: Plan, texts: Texts) -> list[Cell]:
    """Return a cell a warm-up move."""
    return [
        Cell(move.short_name, texts("seconds", number=move.seconds), slug)
        for slug, move in plan.warm_ups.items()
    ]


def stretch_cells(plan: Plan, texts: Texts) -> list[Cell]:
    """Return a cell a stretch."""
    return [
        Cell(stretch.short_name or stretch.name, stretch_dose(stretch, texts), slug)
        for slug, stretch in plan.stretches.items()
    ]


def stretch_dose(stretch: Stretch, texts: Texts) -> str:
    """Return how often and how long, such as `2 x 30 s / arm`."""
    if stretch.kind == "dynamic":
        key = "stretch.dynamic_sides" if stretch.per_side else "stretch.dynamic"
    else:
        key = "stretch.static_sides" if stretch.per_side else "stretch.static"
    return texts(key, number=stretch.repetitions, seconds=stretch.hold_seconds)


# -- in a single column ----------------------------------------------------------------------------


@dataclass(frozen=True)
class TickedStrip:
    """A tick box, what it stands for, and the moves in one paragraph.

    Attributes:
        key: `warm_up` or `stretch`: which texts and field names it uses.
        seconds: how long it takes.
    """

    brief: Brief
    week: Week
    session: Session
    key: str
    seconds: int
    cells: Sequence[Cell]

    def height(self, measure: float) -> float:
        """Return the height of the taller of box and words."""
        scale = self.brief.scale
        words = paragraph_height(self._moves(), scale.narrow, measure - self._indent())
        return max(scale.box, words) + scale.gap * (0.5 if scale.compact else 0.8)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print a rule, box and title on the left, the moves on the right."""
        scale, texts = self.brief.scale, self.brief.texts
        sheet.rule(x, y, x + measure, 1.0 if self.key == "stretch" else 0.35)
        middle = y + high / 2
        tip = texts(f"{self.key}.tip", week=self.week.number, session=self.session.key)
        field = f"w{self.week.number}.{self.session.key}.{self.key}"
        sheet.tick_box(x + 0.15, middle - scale.box / 2, scale.box, field, tip, outline(scale))
        with sheet.tag("H3"):
            style = scale.strong
            left = x + scale.box + scale.box_gap
            sheet.text(left, centred(middle, style.size), self._title(), style.face, style.size)
        left, room = x + self._indent(), measure - self._indent()
        top = middle - paragraph_height(self._moves(), scale.narrow, room) / 2
        with sheet.tag("P"):
            sheet.paragraph(left, top, room, self._moves(), scale.narrow)

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


@dataclass(frozen=True)
class Feeling:
    """Five rings from too easy to too hard, all alike, each beside its word."""

    brief: Brief
    week: Week
    session: Session

    def height(self, _measure: float) -> float:
        """Return the height of the rings with their air."""
        scale = self.brief.scale
        return 2 * ring(scale) + scale.gap * (0.7 if scale.compact else 1.0)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print them on one line."""
        scale, texts = self.brief.scale, self.brief.texts
        style, radius, middle = scale.narrow, ring(scale), y + high / 2
        sheet.rule(x, y, x + measure)
        baseline = centred(middle, style.size)
        with sheet.tag("P"):
            question = texts("feeling.question")
            used = sheet.text(x, baseline, question, scale.strong.face, style.size)
            words = {word: texts(f"feeling.{word}") for word in FEELINGS}
            faces = {word: "name" if word == "right" else style.face for word in FEELINGS}
            wide = {w: width(words[w], faces[w], style.size) for w in FEELINGS}
            rings = len(FEELINGS) * (2 * radius + 1.2)
            gap = (measure - used - rings - fsum(wide.values())) / len(FEELINGS)
            left = x + used
            for word in FEELINGS:
                left += gap
                option = feeling(self.brief, self.week, self.session, word)
                sheet.ring(left + radius, middle, radius, option, 0.8)
                left += 2 * radius + 1.2
                sheet.text(left, baseline, words[word], faces[word], style.size)
                left += wide[word]


def ring(scale: Scale) -> float:
    """Return the radius of a ring to mark."""
    return scale.box * 0.43


def together(words: str) -> str:
    """Return words that no line break parts."""
    return words.replace(" ", "\u00a0")
