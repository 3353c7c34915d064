"""The rows of a handout: number, figures, name, load and cue, the dose, a box a round."""

from dataclasses import dataclass
from functools import cached_property
from math import fsum

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.handout_scale import Scale, scale_of
from runstrong_pdf.pages.load import draw_load
from runstrong_pdf.pages.row_words import Said, fitting, said
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

LONG = 1 / 0.82
"""How much wider than its room a name may be at the page's size; it shrinks to fit."""

LOAD: Said = ()
"""Stands for the line with sides and load."""
BEFORE_DOSE = 4.0
"""Millimetres at least between a name and the dose, so that they do not read as one."""


@dataclass(frozen=True)
class HandoutRows:
    """All rows of a session."""

    brief: Brief
    week: Week
    session: Session

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

    def draw_row(self, sheet: Sheet, area: Area, number: int, row: Prescription) -> None:
        """Print one row as a list item."""
        scale, brief = self.scale, self.brief
        x, middle = area.x + scale.picture + 2.5, area.y + area.h / 2
        boxes = self.right - self.boxes
        dose = boxes - 2.6
        room = self._text_room
        with sheet.tag("Lbl"):
            size = self._name_size
            baselines = self._baselines(area, self._under(row, area.h))
            used = sheet.text(x, baselines[0], str(number), "display", size) + size * 0.12
        with sheet.tag("LBody"):
            self._name(sheet, x + used, baselines[0], room - used, row)
            picture = Area(area.x, area.y + 0.7, scale.picture, area.h - 1.4)
            brief.pictures.draw(sheet, row.exercise, picture, band=row.band[-1] if row.band else "")
            for what, baseline in zip(self._under(row, area.h), baselines[1:], strict=True):
                self._line(sheet, what, row, x, baseline, room)
            with sheet.tag("P"):
                text, size = self._number(row), scale.figure
                sheet.text(dose, centred(middle, size), text, "display", size, align="right")
            self._ticks(sheet, boxes, middle - scale.box / 2, number, row)

    @cached_property
    def _dose_width(self) -> float:
        figures = (self._number(row) for row in self.session.rows)
        return max(width(figure, "display", self.scale.figure) for figure in figures)

    def _number(self, row: Prescription) -> str:
        """Return what is done in a round: seconds, or repetitions without a word."""
        if row.unit.is_time:
            return self.brief.texts("seconds", number=row.reps)
        return str(row.reps)

    def _name(self, sheet: Sheet, x: float, y: float, room: float, row: Prescription) -> None:
        size, full, short = self._name_size, *self._names(row)
        name = full if width(full, "name", size) <= room else short
        with sheet.tag("P"):
            sheet.text(x, y, name, "name", size, room=room)

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

    @property
    def _text_room(self) -> float:
        """The width of names, loads and cues."""
        used = self.scale.picture + 2.5 + self.boxes + 2.6 + self._dose_width + BEFORE_DOSE
        return self.brief.paper.measure - used

    def _under(self, row: Prescription, high: float) -> tuple[Said, ...]:
        """Return what stands below a row's name: its load or note, last week's dose or its cue."""
        load = [LOAD] if row.band or row.kg or row.note or row.unit.per_side else []
        lines = said(self.brief, self.session, row, short=True)
        plain = len(lines) == 1 and not (row.tip or row.otherwise or row.grip != "usual")
        if load and plain and high < self.scale.cue:
            return tuple(load)
        most = int((high - 2.0 - self._name_size * CAP_HEIGHT / MM) / (self.scale.load * 1.2 / MM))
        while len(load) + len(lines) > max(1, most) and len(lines) > 1:
            lines.pop(-2)  # how it is done comes last, and stays
        return (*load, *lines)

    def _line(
        self, sheet: Sheet, what: Said, row: Prescription, x: float, y: float, room: float
    ) -> None:
        size, texts = self.scale.load, self.brief.texts
        with sheet.tag("P"):
            if what:
                words = fitting(what, "condensed", size, room)
                sheet.text(x, y, words, "condensed", size, room=room)
                return
            if row.unit.per_side:
                short = bool(row.band or row.kg or row.note)
                side = texts("dose.each_side_short" if short else "dose.each_side")
                used = sheet.text(x, y, side, "name", size) + size * 0.16
                x, room = x + used, room - used
            if row.band or row.kg:
                draw_load(sheet, self.brief, row, x, y, room, size)
            elif row.note:
                sheet.text(x, y, row.note, "name", size, room=room)

    def _baselines(self, area: Area, under: tuple[Said, ...]) -> list[float]:
        """Centre the name and the lines below it in a row."""
        scale = self.scale
        caps = [self._name_size * CAP_HEIGHT / MM, *[scale.load * CAP_HEIGHT / MM for _ in under]]
        gap = min(scale.load * 0.2, (area.h - fsum(caps)) / (len(caps) + 0.6))
        y = area.y + (area.h - fsum(caps) - gap * len(under)) / 2
        found = []
        for cap in caps:
            y += cap
            found.append(y)
            y += gap
        return found

    def _ticks(self, sheet: Sheet, x: float, y: float, number: int, row: Prescription) -> None:
        scale, key = self.scale, self.session.key
        exercise = self.brief.plan.exercises[row.exercise].name
        field = f"handout.{self.week.number}{key}.{number}"
        for index in range(row.rounds):
            tip = self.brief.texts(
                "lane.box_tip",
                week=self.week.number,
                session=key,
                exercise=exercise,
                round=index + 1,
            )
            left = x + index * (scale.box + scale.gap) - 0.2
            sheet.tick_box(left, y, scale.box, f"{field}.{index + 1}", tip, 1.0)
