"""An exercise as a row: its figures, what to do, a box a round and a blank for what was done.

One block for a lane of a week sheet, a page of large print and one of half the size: it measures
its words at a scale. What is too long for a line takes two.
"""

from itertools import accumulate
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import HAIR, MM, fitted, fitting, parted, width
from runstrong_pdf.layout.theme import ONE_LINE, Scale
from runstrong_pdf.model.colour import BLACK
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.model.words import Unit
from runstrong_pdf.pages.blanks import did_blank, round_box
from runstrong_pdf.pages.brief import Brief, counted, number_of
from runstrong_pdf.pages.cards import BELOW_FIGURES, Easier, RowFigures, draw_load, load_width
from runstrong_pdf.pages.row_words import FULL, Detail, easier, said
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

COLOURED = 22.0
"""Points from which type is large enough for the accent (docs/pages.md#colour)."""
PAD = 0.09
"""Millimetres above and below the words of the lowest row, per point of its text."""
CLOSE = 0.78
"""From one line to the next in the lowest row, of their leading."""
SPREAD, WIDEST = 0.5, 0.3
"""Of spare height the share that goes between the lines, until they are so much wider apart."""
ROOMY = 8.0
"""Millimetres of spare height from which there is a chevron between two frames."""
ABOVE_BOXES = 0.06
"""Air between the baseline of a name and the boxes below it, per point of its type."""
MUCH_WIDER = 2.0
"""Of the width of a count: what takes its place is no wider."""
DOSE = 0.847
"""Room for a number and its word beside boxes and blank, in millimetres per point."""


class Line(NamedTuple):
    """One line below the dose: what its number counts, the load, what there is to say.

    Attributes:
        loaded: whether the load stands here, between the other two.
    """

    words: str
    counted: str = ""
    loaded: bool = False


class Told(NamedTuple):
    """What a row says in the room that it has.

    Attributes:
        names: the lines of its name, in type of `name_size`.
        counts: what stands beside the number, in type of `count_size`; loaded: whether the load
            stands there as well.
        lines: what stands below.
    """

    names: list[str]
    name_size: float
    counts: str
    count_size: float
    loaded: bool
    lines: list[Line]


class Row(NamedTuple):
    """One row of a session.

    Attributes:
        columns: of boxes on the sheet, of which each row's begin at one edge.
        least: its height at least, to stand level with another.
    """

    brief: Brief
    week: Week
    session: Session
    number: int
    row: Prescription
    columns: int
    detail: Detail = FULL
    least: float = 0.0

    def height(self, measure: float) -> float:
        """Return the least height of the row."""
        room = self._room(measure)
        return max(self.least, self._height(self._told(room), room))

    def _height(self, told: Told, room: float) -> float:
        """Return the height of what it says."""
        words = fsum(self._gaps(told)) + self._cap + self._scale.narrow.size * 0.078
        return words + 2 * self._pad + self._easier_high(room)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print rule, figures, words, boxes and blank."""
        room, right = self._room(measure), x + measure
        told, left = self._told(room), right - room
        spare = high - self._height(told, room)
        grown = min(spare, high - self.least)
        eased = self._easier
        bottom = y + high - self._easier_high(room)
        baselines, many = self._baselines(y, spare, self._gaps(told)), len(told.names)
        names, dose, below = baselines[:many], baselines[many], baselines[many + 1 :]
        sheet.rule(x, y, right)
        self._page(sheet, left, right, names[0], below, told)
        with sheet.tag("LI"):
            with sheet.tag("Lbl"):
                ink = self.brief.look.accent_ink if self._loud else BLACK
                sheet.text(left, names[0], str(self.number), *self._numeral, colour=ink)
            with sheet.tag("LBody"):
                self._name(sheet, left + self._indent, names, told)
                area = Area(x, y + BELOW_FIGURES, left - x - self._air, high - 2 * BELOW_FIGURES)
                figures = RowFigures(self.brief, self.row)
                figures.draw(sheet, area, gap=3.0 if grown > ROOMY else 0.4)
                self._dose(sheet, left, dose, room, told)
                for line, baseline in zip(told.lines, below, strict=True):
                    self._line(sheet, line, left, baseline, room, low=grown < ROOMY / 2)
                self._mark(sheet, dose + self._drop, right)
                if eased:
                    eased.draw(sheet, left, bottom, room, y + high - bottom)

    # -- measures ------------------------------------------------------------------------------

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    @property
    def _loud(self) -> bool:
        """Whether the number is large enough for the club's colour."""
        return self._scale.number >= COLOURED

    @property
    def _air(self) -> float:
        """Millimetres between figures and words, and between words on a line."""
        return self._scale.body.size * 0.18

    @property
    def _pad(self) -> float:
        return self._scale.body.size * PAD

    @property
    def _cap(self) -> float:
        return self._scale.name * CAP_HEIGHT / MM

    @property
    def _drop(self) -> float:
        """From the dose's baseline down to the edge of its boxes: figures stand in their middle."""
        return self._scale.box * 0.1

    @property
    def _indent(self) -> float:
        """The width of the number with the air behind it."""
        return width(str(self.number), *self._numeral) + self._scale.name * 0.135

    @property
    def _numeral(self) -> tuple[str, float]:
        """Face and size of the number."""
        scale = self._scale
        return ("display", scale.number) if self._loud else ("condensed", scale.name)

    def _room(self, measure: float) -> float:
        """Return the width of the words: what figures leave, or what dose and boxes need."""
        scale = self._scale
        least = scale.dose * DOSE + marked(scale, self.columns)
        return max(measure - scale.picture - self._air, least)

    def _gaps(self, told: Told) -> list[float]:
        """Return the least distances from each baseline to the next."""
        scale = self._scale
        name, lead = scale.name * 1.08 / MM, scale.narrow.lead * CLOSE / MM
        dose = (scale.blank[1] or scale.box + ABOVE_BOXES * scale.name) - self._drop
        dose = max(dose, scale.dose * CAP_HEIGHT / MM) + 0.1
        below = [lead + self._drop * (not index) for index in range(len(told.lines))]
        return [*[name] * (len(told.names) - 1), dose, *below]

    def _baselines(self, y: float, spare: float, gaps: list[float]) -> list[float]:
        """Spread the lines over a row, no wider than they read as one block."""
        more = min(WIDEST, SPREAD * spare / fsum(gaps))
        y += self._pad + (spare - more * fsum(gaps)) / 2 + self._cap
        return list(accumulate((gap * (1 + more) for gap in gaps), initial=y))

    # -- what it says --------------------------------------------------------------------------

    def _told(self, room: float) -> Told:
        """Place number, count and load on one line where they fit, else on two.

        A note of what is counted takes the place of the count: `24 steps` instead of reps.
        """
        scale, row, texts, style = self._scale, self.row, self.brief.texts, self._scale.narrow
        number = width(number_of(row, texts), "display", scale.dose)
        free = room - marked(scale, row.rounds) - number - 0.9 * self._air
        words, floor = counted(row, texts), self.brief.paper.smallest
        sized = ((one, fitted(one, style.face, style.size, free, floor)) for one in words)
        counts, size = next(((one, size) for one, size in sized if size), ("", style.size))
        noted = self._noted(words, free - self._air / 2)
        free -= width(counts, style.face, size) + self._air
        over = "" if counts or not words else words[-1]
        load = self._load_width()
        loaded = not over and load <= max(0.0, free - self._air / 2)
        lines = self._lines(room)
        if noted:
            counts, size, loaded = self._note, noted, False
        elif over or not loaded:
            below = load > 0 and not loaded
            lines = self._joined(Line("", over, loaded=below), lines, room)
        return Told(*self._name_lines(room), counts, size, loaded, lines)

    def _noted(self, words: tuple[str, ...], free: float) -> float | None:
        """Return the size at which a note takes the place of the count, None where it does not."""
        note, row = self._note, self.row
        if (
            not note
            or note != self.brief.plan.counts.get(row.exercise)
            or row.unit is not Unit.REPS
        ):
            return None
        style = self._scale.narrow
        most = MUCH_WIDER * width(words[0], style.face, style.size)
        return fitted(note, style.face, style.size, min(free, most), style.floor)

    def _name_lines(self, room: float) -> tuple[list[str], float]:
        """Return the name on one line, a little smaller if need be, else on as many as it needs."""
        name, room = self.brief.plan.exercises[self.row.exercise].shown, room - self._indent
        natural, smallest = self._scale.name, max(9.4, self.brief.paper.smallest)
        floor = max(smallest, natural * ONE_LINE)
        size = fitted(name, "name", natural, room, floor)
        if size:
            return [name], size
        longest = max(name.split(" "), key=lambda word: width(word, "name", natural))
        size = fitted(longest, "name", natural, room, smallest) or smallest
        return parted(name, "name", size, room), size

    @property
    def _note(self) -> str:
        """What is noted instead of a load."""
        return "" if self.row.band or self.row.kg else self.row.note or ""

    def _load_width(self) -> float:
        size = self._scale.narrow.size
        if self._note:
            return width(self._note, "name", size)
        return load_width(self.brief, self.row, size)

    def _lines(self, room: float) -> list[Line]:
        """Return grip, cue and last week's dose."""
        style, smallest, lines = self._scale.narrow, self.brief.paper.smallest, list[str]()
        told = said(self.brief, self.session, self.row, self.detail)
        if self.detail.handout and not (self.detail.short or self._easier):
            told += easier(self.brief, self.row)
        for words in told:
            line = fitting(words, style.face, style.size, room)
            fits = fitted(line, style.face, style.size, room, smallest)
            lines += [line] if fits else parted(line, style.face, style.size, room)
        return [Line(line) for line in lines]

    def _joined(self, first: Line, lines: list[Line], room: float) -> list[Line]:
        """Return a line with the load above the others, or with the first of them at its end."""
        if lines and not self.row.otherwise:
            both = first._replace(words=lines[0].words)
            if self._line_width(both) <= room:
                return [both, *lines[1:]]
        return [first, *lines]

    def _line_width(self, line: Line) -> float:
        """Return the width of what stands on a line, with the air between."""
        style = self._scale.narrow
        parts = (
            width(line.counted, "name", style.size),
            self._load_width() if line.loaded else 0.0,
            width(line.words, style.face, style.size),
        )
        return fsum(part + self._air for part in parts if part) - self._air

    @property
    def _easier(self) -> Easier | None:
        """The easier version that is drawn, if any."""
        slug = self.brief.plan.exercises[self.row.exercise].easier or ""
        told = easier(self.brief, self.row)
        if not (told and self.detail.drawn and slug in self.brief.pictures.drawings):
            return None
        return Easier(self.brief, slug, told[0][0], self.row.band)

    def _easier_high(self, room: float) -> float:
        return self._easier.height(room) if self._easier else 0.0

    # -- drawing -------------------------------------------------------------------------------

    def _page(
        self, sheet: Sheet, x: float, right: float, y: float, below: list[float], told: Told
    ) -> None:
        """Print the page of the guide beside the name, else the lowest line that has room.

        The link of the name says it to who does not see.
        """
        page = sheet.shown.get(self.row.exercise)
        if not page or self.detail.handout:
            return
        words, small = self.brief.texts("lane.page", page=page), self.brief.paper.smallest
        free = right - x - width(words, "condensed", small) - self._air
        used = {y: self._indent + width(told.names[0], "name", told.name_size)}
        used |= dict(zip(below[::-1], map(self._line_width, told.lines[::-1]), strict=True))
        baseline = next((at for at, wide in used.items() if wide <= free + HAIR), None)
        if baseline:
            with sheet.artifact():
                sheet.text(right, baseline, words, "condensed", small, align="right")

    def _name(self, sheet: Sheet, x: float, baselines: list[float], told: Told) -> None:
        """Print the name; where there is a guide it leads to its card."""
        brief, exercise = self.brief, self.brief.plan.exercises[self.row.exercise]
        size = told.name_size
        with sheet.tag("P"), sheet.tag("Link" if brief.guided else "Span"):
            wides = [
                sheet.text(x, y, line, "name", size)
                for y, line in zip(baselines, told.names, strict=True)
            ]
            if brief.guided:
                contents = brief.texts("lane.link", exercise=exercise.shown)
                high = size * 0.38 + baselines[-1] - baselines[0]
                place = f"exercise-{self.row.exercise}"
                sheet.link(x, baselines[0] - size * 0.3, max(wides), high, contents, place)

    def _dose(self, sheet: Sheet, x: float, y: float, room: float, told: Told) -> None:
        """Print the number of a round, what it counts, and the load where it fits."""
        scale, style, start = self._scale, self._scale.narrow, x
        with sheet.tag("P"):
            number = number_of(self.row, self.brief.texts)
            x += sheet.text(x, y, number, "display", scale.dose) + self._air / 2
            if told.counts:
                x += sheet.text(x, y, told.counts, style.face, told.count_size)
        if told.loaded:
            x += self._air
            self._load(sheet, x, y, start + room - marked(scale, self.row.rounds) - x)

    def _line(
        self, sheet: Sheet, line: Line, x: float, y: float, room: float, *, low: bool
    ) -> None:
        """Print what the number counts, the load and words, or some of them."""
        style, right = self._scale.narrow, x + room
        if line.counted:
            with sheet.tag("P"):
                x += sheet.text(x, y, line.counted, "name", style.size, room=room) + self._air
        if line.loaded:
            self._load(sheet, x, y, right - x, low=low)
            x += self._load_width() + self._air
        if line.words:
            with sheet.tag("P"):
                sheet.text(x, y, line.words, style.face, style.size, room=right - x)

    def _load(self, sheet: Sheet, x: float, y: float, room: float, *, low: bool = True) -> None:
        row, size = self.row, self._scale.narrow.size
        if not (row.band or row.kg or row.note):
            return
        with sheet.tag("P"):
            if self._note:
                sheet.text(x, y, self._note, "name", size, room=room)
            else:
                draw_load(sheet, self.brief, row, x, y, room, size, low=low)

    def _mark(self, sheet: Sheet, bottom: float, right: float) -> None:
        """Print a box a round, and the blank for what was done."""
        scale, row, named = self._scale, self.row, (self.week, self.session, self.number, self.row)
        left = right - marked(scale, row.rounds)
        for index in range(row.rounds):
            field, tip = round_box(self.brief, *named, index, handout=self.detail.handout)
            at = left + index * (scale.box + scale.box_gap)
            sheet.tick_box(at, bottom - scale.box, scale.box, field, tip, scale.outline)
        if not self.detail.handout:
            field, tip = did_blank(self.brief, *named)
            wide, high = scale.blank
            sheet.blank(right - wide, bottom, right, high, field, tip)


def marked(scale: Scale, rounds: int) -> float:
    """Return the width of the boxes of so many rounds, with the blank beside them if there is."""
    boxes = rounds * (scale.box + scale.box_gap) - scale.box_gap
    return boxes + (scale.box * 0.36 + scale.blank[0] if scale.blank[0] else 0.3)
