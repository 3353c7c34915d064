"""One session as a lane: its head, its blocks of exercise rows, how it felt, notes."""

from math import fsum
from typing import Literal, NamedTuple

from runstrong_pdf.layout.blocks import WritingLines
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import COLUMN, Style
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.blanks import did_blank, feeling
from runstrong_pdf.pages.brief import Brief, dose, span
from runstrong_pdf.pages.circuits import Circuit, circuit_rests, circuit_title
from runstrong_pdf.pages.load import draw_load
from runstrong_pdf.pages.row_words import Said, fitting, said

PICTURE_WIDTH = 34.0
BOX, BOX_GAP = 5.0, 1.6
BOX_RISE = 3.95
"""From the dose's baseline up to the top of its boxes: halfway between a long name and "did"."""
HEAD = 9.2
BLOCK_HEAD = 4.7
FEEL = 10.4
NOTE_LINE = 7.4
NOTES = Style("condensed", 9.5, 11.6)
ASK = Style("condensed", 9.5, 11.2)
TALLEST_ROW, SHORTEST_ROW = 22.5, 16.2
ROW_WITHOUT_NOTES = 19.2
"""A row lower than this takes the note line's place first."""
ROOMY_ROW = 20.4
"""From this height on a row has its cue also where it says more."""
MORE_LINE = 3.5
"""For every line of a row beyond its cue."""
BLANK, NARROW_BLANK = 18.2, 13.2
"""Millimetres for "did" and its line; narrow beside both sides and weight."""
FEELINGS = ("too_easy", "easy", "right", "hard", "too_hard")


class Lane(NamedTuple):
    """Part of a session in one column.

    Attributes:
        circuits: the blocks that stand here; one that began in the column before has no heading.
        columns: how many rounds have a column of tick boxes.
        short: whether cues give way where a row says more.
        first: whether this column has the session's head (else only a reference to it).
        begun: whether its first block began in the column before.
    """

    brief: Brief
    week: Week
    session: Session
    circuits: tuple[Circuit, ...]
    columns: int
    short: bool = False
    first: bool = True
    begun: bool = False

    # -- measures ------------------------------------------------------------------------------

    @property
    def many(self) -> int:
        """How many rows stand here."""
        return sum(len(circuit.rows) for circuit in self.circuits)

    def fixed(self) -> float:
        """Return the height of everything but the rows' own height."""
        heads = len(self.circuits) - self.begun
        rows = (row for circuit in self.circuits for _, row in circuit.rows)
        asks = (paragraph_height(text, ASK, COLUMN) + 0.8 for text in self._asked())
        more = fsum(self._more(row) for row in rows)
        return HEAD + heads * BLOCK_HEAD + more + fsum(asks)

    def _asked(self) -> list[str]:
        """Return what is asked once, after the first block of week 1."""
        here = any(circuit.number == 1 for circuit in self.circuits)
        once = self.week.number == 1 and self.session.key == self.week.sessions[0].key
        return [self.brief.texts("otherwise.could_more")] if here and once else []

    def _said(self, row: Prescription) -> list[Said]:
        return said(self.brief, self.session, row, short=self.short)

    def _more(self, row: Prescription) -> float:
        return MORE_LINE * (len(self._said(row)) - 1)

    # -- drawing -------------------------------------------------------------------------------

    def draw(self, sheet: Sheet, x: float, y: float, row_height: float) -> float:
        """Print head and rows from (x, y); return the lower edge of the rows."""
        self._head(sheet, x, y)
        y += HEAD
        for index, circuit in enumerate(self.circuits):
            sheet.rule(x, y, x + COLUMN, 1.4)
            if index or not self.begun:
                self._block_head(sheet, circuit, x, y)
                y += BLOCK_HEAD
                sheet.rule(x, y, x + COLUMN)
            y = self._rows(sheet, circuit, x, y, row_height)
            if circuit.number == 1:
                for text in self._asked():
                    sheet.rule(x, y, x + COLUMN)
                    with sheet.tag("P"):
                        y += sheet.paragraph(x, y + 0.4, COLUMN, text, ASK) + 0.8
        sheet.rule(x, y, x + COLUMN, 1.0)
        return y

    def _rows(self, sheet: Sheet, circuit: Circuit, x: float, y: float, high: float) -> float:
        with sheet.tag("L"):
            for index, (number, row) in enumerate(circuit.rows):
                if index:
                    sheet.rule(x, y, x + COLUMN)
                with sheet.tag("LI"):
                    tall = high + self._more(row)
                    self._row(sheet, Area(x, y, COLUMN, tall), number, row)
                y += tall
        return y

    def _block_head(self, sheet: Sheet, circuit: Circuit, x: float, y: float) -> None:
        """Print which rows, how often round, and the rests."""
        texts, baseline = self.brief.texts, y + BLOCK_HEAD - 1.25
        with sheet.tag("H4"):
            used = sheet.text(x, baseline, circuit_title(circuit, texts), "name", 10)
        rests = fitting(circuit_rests(circuit, texts), "condensed", 9.5, COLUMN - used - 3)
        if rests:
            with sheet.tag("P"):
                sheet.text(x + COLUMN, baseline, rests, "condensed", 9.5, align="right")

    # -- head ----------------------------------------------------------------------------------

    def _head(self, sheet: Sheet, x: float, y: float) -> None:
        texts, key = self.brief.texts, self.session.key
        with sheet.tag("H3"):
            if self.first:
                badge(sheet, self.brief.look, key, x, y, 8.2, 16)
                self._day(sheet, x + 10.4, y + 3.8)
            else:
                going_on = texts("lane.continued", session=key, number=self.circuits[0].rows[0][0])
                sheet.text(x, y + 7.9, going_on, "name", 13)
        if self.first:
            self._run(sheet, x, y + 3.8)
            facts = texts("lane.facts", sets=self.session.sets, minutes=self.session.minutes)
            if self.session.reserve != self.week.reserve:
                keep = span([str(number) for number in self.session.reserve], texts)
                facts += texts("lane.keep", reserve=keep)
            with sheet.tag("P"):
                room = COLUMN - 10.4 - self._boxes_width() - 14
                sheet.text(x + 10.4, y + 7.9, facts, "condensed", 9.8, room=room)
        with sheet.tag("P"):
            left = x + COLUMN - self._boxes_width()
            sheet.text(left - 2.0, y + 7.9, texts("lane.round"), "condensed", 9.8, align="right")
            for column in range(self.columns):
                middle = left + column * (BOX + BOX_GAP) + BOX / 2
                sheet.text(middle, y + 7.9, str(column + 1), "name", 10, align="centre")

    def _run(self, sheet: Sheet, x: float, y: float) -> None:
        """Print how the session goes together with a run on the same day (R26)."""
        if self.session.run in {"easy", "hard", "long"}:
            key = "lane.same_day_easy" if self.session.run == "easy" else "lane.same_day_hard"
            words = self.brief.texts(key, hours=self.session.hours_after_run)
            with sheet.tag("P"):
                sheet.text(x + COLUMN, y, words, "condensed", 9.8, align="right", room=34)

    def _day(self, sheet: Sheet, x: float, y: float) -> None:
        if self.brief.dated:
            sheet.slot(f"day.{self.week.number}.{self.session.key}", x, y, "name", 13, 40)
        else:
            sheet.text(x, y, self.brief.weekday(self.session), "name", 13)

    def _boxes_width(self) -> float:
        return self.columns * (BOX + BOX_GAP) - BOX_GAP

    # -- rows ----------------------------------------------------------------------------------

    def _row(self, sheet: Sheet, area: Area, number: int, row: Prescription) -> None:
        picture = Area(area.x, area.y + 0.7, PICTURE_WIDTH, area.h - 1.4)
        x, right = area.x + PICTURE_WIDTH + 3.0, area.x + area.w
        lines = self._said(row)
        name, dose_line, load_line, *said_lines = _baselines(area, len(lines))
        with sheet.tag("Lbl"):
            gap = sheet.text(x, name, str(number), "display", 12) + 1.6
        with sheet.tag("LBody"):
            self._name(sheet, x + gap, name, right, row)
            band = row.band[-1] if row.band else ""
            arrange: Literal["row", "best"] = "best" if area.h > TALLEST_ROW else "row"
            gap = 3.0 if arrange == "best" else 1.0  # room for the chevron between the frames
            pictures = self.brief.pictures
            pictures.draw(sheet, row.exercise, picture, band=band, arrange=arrange, gap=gap)
            side = self._dose(sheet, x, dose_line, right, row, _dose_size(area.h - self._more(row)))
            blank = NARROW_BLANK if side and row.kg else BLANK
            below = dose_line - BOX_RISE + BOX
            free = Area(right - blank, below, blank, load_line - below)
            self._load(sheet, x, load_line, free.x - x - 1.5, row, side)
            for line, baseline in zip(lines, said_lines, strict=True):
                self._line(sheet, x, baseline, right - x, line)
            self._boxes(sheet, right, dose_line - BOX_RISE, number, row)
            self._did(sheet, free, load_line, number, row)

    def _name(self, sheet: Sheet, x: float, y: float, right: float, row: Prescription) -> None:
        exercise = self.brief.plan.exercises[row.exercise]
        room = right - x
        name = fitting(exercise.names, "name", 9.4, room)
        with sheet.tag("P"), sheet.tag("Link" if self.brief.guided else "Span"):
            wide = sheet.text(x, y, name, "name", 11.5, room=room, floor=9.4)
            if self.brief.guided:
                contents = self.brief.texts("lane.link", exercise=exercise.name)
                sheet.link(x, y - 3.4, wide, 4.4, contents, f"exercise-{row.exercise}")

    def _dose(
        self, sheet: Sheet, x: float, y: float, right: float, row: Prescription, size: float
    ) -> str:
        """Print the dose; return "each side" where it has no room here."""
        side = self.brief.texts("dose.each_side") if row.unit.per_side else ""
        with sheet.tag("P"):
            used = sheet.text(x, y, dose(row, self.brief.texts), "display", size)
            free = right - x - used - self._boxes_width() - BOX_GAP - 1.4
            for words in (side, self.brief.texts("dose.each_side_short")):
                if side and width(words, "condensed", 10) <= free:
                    sheet.text(x + used + 1.4, y, words, "condensed", 10)
                    return ""
        return side

    def _boxes(self, sheet: Sheet, right: float, y: float, number: int, row: Prescription) -> None:
        left = right - self._boxes_width() - 0.15
        exercise = self.brief.plan.exercises[row.exercise].name
        week, key = self.week.number, self.session.key
        for index in range(row.rounds):
            tip = self.brief.texts(
                "lane.box_tip", week=week, session=key, exercise=exercise, round=index + 1
            )
            field = f"w{week}.{key}.{number}.{index + 1}"
            sheet.tick_box(left + index * (BOX + BOX_GAP), y, BOX, field, tip)

    def _did(self, sheet: Sheet, free: Area, y: float, number: int, row: Prescription) -> None:
        """Print the blank for what was done, its words at y, between the edges of what is free."""
        with sheet.tag("P"):
            used = sheet.text(free.x, y, self.brief.texts("lane.did"), "condensed", 9)
        name, tip = did_blank(self.brief, self.week, self.session, number, row)
        left, right = free.x + used + 1.0, free.x + free.w
        sheet.writing_line(left, y + 0.5, right, name, tip, below=free.y)

    def _load(
        self, sheet: Sheet, x: float, y: float, room: float, row: Prescription, side: str
    ) -> None:
        """Print sides, band, weight or note, whatever the row has."""
        if not (side or row.band or row.kg or row.note):
            return
        with sheet.tag("P"):
            if side:
                words = self.brief.texts("dose.each_side_short") if row.kg or row.band else side
                used = sheet.text(x, y, words, "name", 10) + 1.5
                x, room = x + used, room - used
            if row.band or row.kg:
                draw_load(sheet, self.brief, row, x, y, room, 9.5)
            elif row.note and not side:
                sheet.text(x, y, row.note, "name", 10, room=room)

    def _line(self, sheet: Sheet, x: float, y: float, room: float, line: Said) -> None:
        """Print a cue, a grip or last week's dose, in the wider face where that fits."""
        with sheet.tag("P"):
            if len(line) == 1 and width(line[0], "body", 9.5) <= room:
                sheet.text(x, y, line[0], "body", 9.5)
            else:
                words = fitting(line, "condensed", 9.0, room)
                sheet.text(x, y, words, "condensed", 9.5, room=room, floor=9.0)


def _dose_size(high: float) -> float:
    """Return the type size of a dose on a row of this height."""
    return 17 if high >= 18.5 else 16 if high >= 17.0 else 14.5


def _baselines(area: Area, lines: int) -> list[float]:
    """Spread the baselines of name, dose, load and further lines over a row."""
    own = area.h - MORE_LINE * (lines - 1)
    if own < TALLEST_ROW:
        pad = min(2.0, 0.6 + max(0.0, own - SHORTEST_ROW) * 0.2)
    else:
        pad = (own - 18.5) / 2
    name, last = area.y + pad + 2.85, area.y + area.h - pad - 0.75
    step = last - name - MORE_LINE * (lines - 1)
    at_dose, at_load = (0.42, 0.71) if own >= ROW_WITHOUT_NOTES else (0.405, 0.7)
    more = [name + step + index * MORE_LINE for index in range(lines)]
    return [name, name + step * at_dose, name + step * at_load, *more]


def feelings(sheet: Sheet, brief: Brief, week: Week, session: Session, x: float, y: float) -> None:
    """Print five rings from too easy to too hard, the middle one bold."""
    with sheet.tag("P"):
        sheet.text(x, y + 3.9, brief.texts("feeling.question"), "name", 10.5)
        step = (COLUMN - 21) / 5
        for index, word in enumerate(FEELINGS):
            middle = x + 21 + step * (index + 0.5)
            best = word == "right"
            option = feeling(brief, week, session, word)
            sheet.ring(middle, y + 2.6, 2.4, option, 1.5 if best else 0.8)
            face = "name" if best else "condensed"
            sheet.text(middle, y + 8.3, brief.texts(f"feeling.{word}"), face, 9, align="centre")


def notes(
    sheet: Sheet, brief: Brief, key: str, tip: str, x: float, y: float, bottom: float
) -> None:
    """Rule as many lines to write on as fit between two heights; `key` names their fields."""
    name = f"notes.{key}.{{line}}"
    lines = WritingLines(brief.texts("notes"), NOTES, NOTE_LINE, name=name, tip=tip)
    lines.draw(sheet, x, y, COLUMN, bottom - y + 0.3)
