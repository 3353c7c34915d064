"""The rows of a handout: number, figures, name, load, cue, easier version; a box a round."""

from dataclasses import dataclass
from functools import cached_property
from math import fsum

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.brief import Brief, counted, number_of
from runstrong_pdf.pages.handout_scale import Scale, scale_of
from runstrong_pdf.pages.load import draw_load, load_width
from runstrong_pdf.pages.row_words import Said, fitting, said
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

LONG = 1 / 0.82
"""How much wider than its room a name may be at the page's size; it shrinks to fit."""
LOAD: Said = ()
"""Stands for the line with load or note."""
LEAD, ROW_AIR = 1.17, 2.4
"""From one line to the next, of their type size; millimetres of a row that no line takes."""
UNIT_ROOM = 0.65
"""Millimetres of what is counted at most, per point of the number above it."""
BEFORE_DOSE = 4.0
"""Millimetres at least between a name and the dose, so that they do not read as one."""


@dataclass(frozen=True)
class HandoutRows:
    """All rows of a session, each of them `high`."""

    brief: Brief
    week: Week
    session: Session
    high: float

    @cached_property
    def scale(self) -> Scale:
        """The sizes of the page."""
        return scale_of(self.brief.paper)

    @property
    def right(self) -> float:
        """The right edge of the boxes."""
        return self.brief.paper.left + self.brief.paper.measure

    @property
    def boxes(self) -> float:
        """The width of the boxes of all rounds."""
        return self.session.rounds * (self.scale.box + self.scale.gap) - self.scale.gap

    def middle(self, index: int) -> float:
        """Return the middle of a round's boxes."""
        step = self.scale.box + self.scale.gap
        return self.right - self.boxes + index * step + self.scale.box / 2

    def draw_row(self, sheet: Sheet, y: float, number: int, row: Prescription) -> None:
        """Print one row as a list item, from its top edge."""
        scale, brief = self.scale, self.brief
        left, room, size = brief.paper.left, self._text_room, self._name_size
        x, under = left + scale.picture + 2.5, self._under(row)
        name, *baselines = self._baselines(y, len(under))
        with sheet.tag("Lbl"):
            used = sheet.text(x, name, str(number), "display", size) + size * 0.12
        with sheet.tag("LBody"):
            self._name(sheet, x + used, name, room - used, row)
            picture = Area(left, y + 0.5, scale.picture, self.high - 1.0)
            brief.pictures.draw(sheet, row.exercise, picture, band=row.band[-1] if row.band else "")
            for what, baseline in zip(under, baselines, strict=True):
                used = self._line(sheet, what, row, x, baseline, room)
            if (easier := self._easier(row, room - used - 3.0)) and (easier,) not in under:
                with sheet.tag("P"):
                    sheet.text(x + used + 3.0, baselines[-1], easier, "condensed", self._said_size)
            middle = y + self.high / 2
            self._dose(sheet, self.right - self.boxes - 2.6, middle, row)
            self._ticks(sheet, middle - scale.box / 2, number, row)

    # -- dose ----------------------------------------------------------------------------------

    def _dose(self, sheet: Sheet, right: float, middle: float, row: Prescription) -> None:
        """Print the number of a round, and below it what it counts."""
        scale, words = self.scale, self._counted(row)
        high, below = scale.figure * CAP_HEIGHT / MM, scale.unit * CAP_HEIGHT / MM + 1.4
        baseline = middle + (high - (below if words else 0.0)) / 2
        text, size = number_of(row, self.brief.texts), scale.figure
        with sheet.tag("P"):
            sheet.text(right, baseline, text, "display", size, align="right")
            if words:
                y = baseline + below
                sheet.text(right, y, words, "condensed", scale.unit, align="right")

    def _counted(self, row: Prescription) -> str:
        """Return what a row counts, in short where it would be much wider than the numbers."""
        words, scale = counted(row, self.brief.texts), self.scale
        room = scale.figure * UNIT_ROOM
        return fitting(words, "condensed", scale.unit, room) if words else ""

    @cached_property
    def _dose_width(self) -> float:
        scale, rows = self.scale, self.session.rows
        figures = (width(number_of(row, self.brief.texts), "display", scale.figure) for row in rows)
        return max(*figures, *(width(self._counted(r), "condensed", scale.unit) for r in rows))

    # -- name ----------------------------------------------------------------------------------

    def _name(self, sheet: Sheet, x: float, y: float, room: float, row: Prescription) -> None:
        size = self._name_size
        with sheet.tag("P"):
            sheet.text(x, y, fitting(self._names(row), "name", size, room), "name", size, room=room)

    def _names(self, row: Prescription) -> tuple[str, str]:
        return self.brief.plan.exercises[row.exercise].names

    @cached_property
    def _name_size(self) -> float:
        """The size in which most names fit, in full or in short; long ones shrink a little."""
        scale, size = self.scale, self.scale.name
        longest = max(
            width(f"{number} {self._names(row)[1]}", "name", 1)
            for number, row in enumerate(self.session.rows, 1)
        )
        return max(scale.smallest_name, min(size, LONG * (self._text_room - size * 0.12) / longest))

    @cached_property
    def _text_room(self) -> float:
        """The width of names, loads and cues."""
        used = self.scale.picture + 2.5 + self.boxes + 2.6 + self._dose_width + BEFORE_DOSE
        return self.brief.paper.measure - used

    # -- what stands below ---------------------------------------------------------------------

    @cached_property
    def _said_size(self) -> float:
        """The type of lines below a name: smaller where two fit then, or a row must have two."""
        name, scale = self._name_size * CAP_HEIGHT / MM, self.scale
        two = (self.high - ROW_AIR - name) / 2 * MM / LEAD
        must = any(row.otherwise and (row.band or row.kg) for row in self.session.rows)
        if two < scale.smallest_load and not must:
            return scale.load
        return max(scale.smallest_load, min(scale.load, two))

    def _under(self, row: Prescription) -> tuple[Said, ...]:
        """Return what stands below a row's name: load or note, last week's dose, cue, easier."""
        load = [LOAD] if row.band or row.kg or row.note else []
        lines = said(self.brief, self.session, row, short=True)
        room = self.high - ROW_AIR - self._name_size * CAP_HEIGHT / MM
        most = max(1, int(room / (self._said_size * LEAD / MM) + 1e-6))
        plain = not (row.tip or row.otherwise or row.grip != "usual")
        if load and plain and most == 1:
            return tuple(load)
        while len(load) + len(lines) > most and len(lines) > 1:
            lines.pop(-2)  # the way out of a harder row comes last, and stays
        easier = self._easier(row, self._text_room)
        if easier and len(load) + len(lines) < most:
            lines.append((easier,))
        return (*load, *lines)

    def _easier(self, row: Prescription, room: float) -> str:
        """Return the easier version where it fits; none where it may be what is to be avoided."""
        slug = self.brief.plan.exercises[row.exercise].easier
        if not slug or self.brief.plan.request.avoid:
            return ""
        name = self.brief.names[slug]
        words = self.brief.texts("handout.easier", name=self.brief.texts.inside(name))
        return words if width(words, "condensed", self._said_size) <= room else ""

    def _line(
        self, sheet: Sheet, what: Said, row: Prescription, x: float, y: float, room: float
    ) -> float:
        """Print one line below the name; return its width."""
        size = self._said_size
        with sheet.tag("P"):
            if what:
                words = fitting(what, "condensed", size, room)
                return sheet.text(x, y, words, "condensed", size, room=room)
            if row.note and not (row.band or row.kg):
                return sheet.text(x, y, row.note, "name", size, room=room)
            draw_load(sheet, self.brief, row, x, y, room, size)
            return load_width(self.brief, row, size)

    def _baselines(self, y: float, lines: int) -> list[float]:
        """Centre the name and so many lines below it in a row from its top edge."""
        size = self._said_size
        caps = [self._name_size * CAP_HEIGHT / MM, *[size * CAP_HEIGHT / MM] * lines]
        gap = min(size * 0.2, (self.high - fsum(caps)) / (len(caps) + 0.6))
        y += (self.high - fsum(caps) - gap * lines) / 2
        found = []
        for cap in caps:
            y += cap
            found.append(y)
            y += gap
        return found

    # -- boxes ---------------------------------------------------------------------------------

    def _ticks(self, sheet: Sheet, y: float, number: int, row: Prescription) -> None:
        box, texts = self.scale.box, self.brief.texts
        week, key = self.week.number, self.session.key
        exercise = self.brief.plan.exercises[row.exercise].name
        field = f"handout.{week}{key}.{number}"
        for index in range(row.rounds):
            tip = texts("lane.box_tip", week=week, session=key, exercise=exercise, round=index + 1)
            left = self.middle(index) - box / 2 - 0.2
            sheet.tick_box(left, y, box, f"{field}.{index + 1}", tip, 1.0)
