"""One exercise on the wall chart: its drawing, its name, a dose a week, its load."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.symbols import chevron
from runstrong_pdf.layout.text import HAIR, MM, width
from runstrong_pdf.model.plan import Prescription
from runstrong_pdf.pages.brief import Brief, kilograms
from runstrong_pdf.pages.load import draw_load, load_width
from runstrong_pdf.pages.wall_rows import Block, Move
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

WIDEST_PICTURE, NARROWEST_PICTURE = 40.0, 10.0
BOTH_FRAMES = 24.0
"""A picture at least so wide shows start and end."""
LARGEST, SMALLEST = 18.0, 9.0
"""Type sizes of the names."""
BETWEEN = 2.2
"""Millimetres at least between a name or a dose and what stands beside it."""
STEP = 4.0
"""Millimetres for the chevron between two loads."""


def tables(brief: Brief, row: float) -> "Iterator[Table]":
    """Yield what rows of this height may look like, the largest first."""
    largest = min(LARGEST, max(SMALLEST, round(row * 1.32 * 4) / 4))
    wide = min(WIDEST_PICTURE, max(NARROWEST_PICTURE, row * 2.0))
    for step in range(int((largest - SMALLEST) * 4) + 1):
        size = largest - step / 4
        yield Table(brief, size, wide)
        yield Table(brief, size, max(NARROWEST_PICTURE, wide * 0.75))
    for wide in (NARROWEST_PICTURE, 8.0, 6.4):
        yield Table(brief, SMALLEST, wide, close=True)


@dataclass(frozen=True)
class Table:
    """What all rows share.

    Attributes:
        size: of the names, in points; picture: width of the pictures.
        close: whether the doses stand as close as can be read.
    """

    brief: Brief
    size: float
    picture: float
    close: bool = False

    @property
    def gap(self) -> float:
        """Between picture and text."""
        return 1.5 if self.close else 2.0

    @property
    def dose_size(self) -> float:
        """Type size of the doses."""
        return self.size * (1.0 if self.close else 1.08)

    def narrowest_pitch(self, block: Block) -> float:
        """Return the least distance from one week's doses to the next."""
        widest = max(
            width(self.dose(row), "display", self.dose_size)
            for move in block.moves
            for row in move.rows
        )
        return widest + (1.1 if self.close else self.size * 0.16)

    def pitch(self, block: Block, room: float) -> float:
        """Return the distance that leaves the doses room beside what follows them."""
        least = self.narrowest_pitch(block)
        rows = [MoveRow(self, move, least) for move in block.moves]
        beside = [row.extras for row in rows if row.beside(room)]
        free = room - len(block.times) * least - max(beside, default=0.0) - BETWEEN
        return least + max(0.0, min(least * 0.5, free / len(block.times)))

    def needs(self, block: Block, *, noted: bool) -> float:
        """Return the narrowest column in which a block can be read, or its notes too."""
        least = self.narrowest_pitch(block)
        rows = (MoveRow(self, move, least) for move in block.moves)
        texts = (max(row.needs, row.wants if noted else 0.0) for row in rows)
        return self.picture + self.gap + max(texts)

    def dose(self, row: Prescription) -> str:
        """Return rounds and number; the unit stands at the end of the row."""
        return self.brief.texts("wall.dose", rounds=row.rounds, number=row.reps)


@dataclass(frozen=True)
class MoveRow:
    """One row; `pitch` from one dose to the next."""

    table: Table
    move: Move
    pitch: float

    # -- measures ------------------------------------------------------------------------------

    @cached_property
    def _row(self) -> Prescription:
        return self.move.rows[0]

    @cached_property
    def _names(self) -> tuple[str, str]:
        """Return the full and the shortest name."""
        return self.table.brief.plan.exercises[self._row.exercise].names

    @cached_property
    def _unit(self) -> str:
        unit = self._row.unit
        if unit.is_time:
            return self.table.brief.texts("wall.seconds_side" if unit.per_side else "wall.seconds")
        return self.table.brief.texts("dose.each_side_short") if unit.per_side else ""

    @cached_property
    def _loads(self) -> tuple[Prescription, ...]:
        """Return a row for every load in turn, without "each hand" where that is the rule."""
        loads = dict.fromkeys((row.band, row.kg) for row in self.move.rows if row.band or row.kg)
        return tuple(
            self._row.model_copy(update={"band": band, "kg": kg, "each_hand": False})
            for band, kg in loads
        )

    @cached_property
    def _note(self) -> str:
        return next((row.note for row in self.move.rows if row.note), "")

    @cached_property
    def extras(self) -> float:
        """Return the width of unit and loads."""
        size = self.table.size
        wide = [self._load_width(row) for row in self._loads]
        if self._unit:
            wide.insert(0, width(self._unit, "condensed", size))
        steps = STEP * max(0, len(self._loads) - 1)
        air = 1.6 if self._unit and self._loads else 0.0
        return fsum(wide) + steps + air

    @property
    def _worded(self) -> bool:
        """Whether loads are words alone, as there are several and little room."""
        return self.table.close and len(self._loads) > 1

    def _words(self, row: Prescription) -> str:
        texts = self.table.brief.texts
        if row.kg:
            return kilograms(row.kg, texts)
        return texts("load.either").join(texts(f"band.{colour}") for colour in row.band)

    def _load_width(self, row: Prescription) -> float:
        if self._worded:
            return width(self._words(row), "name", self.table.size)
        return load_width(self.table.brief, row, self.table.size) + 0.2

    @property
    def _doses(self) -> float:
        return len(self.move.doses) * self.pitch

    def beside(self, room: float) -> bool:
        """Whether unit and loads stand beside the doses, not beside the name."""
        return self._doses + self.extras <= room + HAIR

    @cached_property
    def needs(self) -> float:
        """Return the narrowest text column that holds the row."""
        name = width(self._names[1], "name", self.table.size)
        if not self.extras:
            return max(name, self._doses)
        return max(name, self._doses, min(self._doses, name + BETWEEN) + self.extras)

    @property
    def wants(self) -> float:
        """Return the width at which the note fits beside the name, if there are no loads there."""
        if not self._note:
            return 0.0
        name = width(self._names[1], "name", self.table.size)
        note = width(self._note, "condensed", self._note_size) + BETWEEN + 0.1
        return max(self._doses + self.extras, name + note)

    @property
    def _note_size(self) -> float:
        return max(9.0, self.table.size * 0.92)

    # -- drawing -------------------------------------------------------------------------------

    def draw(self, sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
        """Print the row as a table row in a box from its top left corner."""
        table = self.table
        left, right = x + table.picture + table.gap, x + wide
        name, dose = _baselines(y, high, table)
        beside = self.beside(right - left)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                self._picture(sheet, Area(x, y + 0.5, table.picture, high - 1.0))
                used = self._name(sheet, left, name, right, beside=beside)
            for index, row in enumerate(self.move.doses):
                with sheet.tag("TD"):
                    if row:
                        place = left + index * self.pitch
                        sheet.text(place, dose, table.dose(row), "display", table.dose_size)
            with sheet.tag("TD"):
                after = left + self._doses
                if beside:
                    self._extras(sheet, after, dose)
                    after += self.extras + (1.6 if self.extras else 0.0)
                else:
                    self._extras(sheet, right - self.extras, name)
                    used += self.extras
                self._noted(sheet, left + used + BETWEEN, name, after, dose, right)

    def _picture(self, sheet: Sheet, area: Area) -> None:
        which = ("start", "end") if area.w >= BOTH_FRAMES else ("end",)
        band = self._row.band[-1] if self._row.band else ""
        pictures = self.table.brief.pictures
        pictures.draw(sheet, self._row.exercise, area, which=which, band=band)

    def _name(self, sheet: Sheet, x: float, y: float, right: float, *, beside: bool) -> float:
        size, (full, short) = self.table.size, self._names
        room = right - x - (0.0 if beside or not self.extras else self.extras + BETWEEN)
        name = full if width(full, "name", size) <= room else short
        return sheet.text(x, y, name, "name", size, room=room)

    def _extras(self, sheet: Sheet, x: float, y: float) -> None:
        """Print the unit and the loads, a chevron where one follows another."""
        size, brief = self.table.size, self.table.brief
        if self._unit:
            x += sheet.text(x, y, self._unit, "condensed", size) + 1.6
        for index, row in enumerate(self._loads):
            if index:
                chevron(sheet, x + STEP / 2 - 0.4, y - size * CAP_HEIGHT / 2 / MM, 1.6)
                x += STEP
            wide = self._load_width(row)
            if self._worded:
                sheet.text(x, y, self._words(row), "name", size)
            else:
                draw_load(sheet, brief, row, x, y, wide, size, low=self.table.close)
            x += wide

    def _noted(
        self, sheet: Sheet, name_end: float, name: float, dose_end: float, dose: float, right: float
    ) -> None:
        """Print the row's note where it fits: beside the doses, else beside the name."""
        note, size = self._note, self._note_size
        if not note:
            return
        wide = width(note, "condensed", size)
        if dose_end + wide <= right:
            sheet.text(right, dose, note, "condensed", size, align="right")
        elif name_end + wide <= right:
            sheet.text(right, name, note, "condensed", size, align="right")


def _baselines(y: float, high: float, table: Table) -> tuple[float, float]:
    """Return the baselines of name and doses."""
    name, dose = table.size * CAP_HEIGHT / MM, table.dose_size * CAP_HEIGHT / MM
    free = max(0.0, high - name - dose)  # the doses have no descenders, so less air is below
    between = min(free * 0.38, name * 0.9)
    above = (free - between) * 0.54
    return y + above + name, y + above + name + between + dose
