"""One session as a lane: its head, its blocks of exercise rows, how it felt, notes."""

from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.blocks import WritingLines
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import COLUMN, Style
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.blanks import FEELINGS, did_blank, feeling
from runstrong_pdf.pages.brief import Brief, counted, number_of, span
from runstrong_pdf.pages.circuits import Circuit, circuit_again, circuit_start
from runstrong_pdf.pages.load import draw_load
from runstrong_pdf.pages.row_words import Said, fitting, said

WORDS = 49.0
"""Width of a row's words at least; what is left is its picture's."""
DOSE = 14.4
"""Room for a number and its word beside boxes and blank."""
BOX, BOX_GAP = 5.0, 1.6
BOX_RISE = 4.5
"""From the dose's baseline up to the top of its boxes: figures stand in their middle."""
BLANK, BLANK_HEIGHT = 20.0, 6.0
"""Room for a hand to write what was done, beside the boxes."""
BESIDE = 1.8
"""Between the last box and that blank."""
HEAD = 9.2
BLOCK_HEAD, AGAIN = 5.4, 5.0
FEEL = 10.4
NOTE_LINE = 7.4
NOTES = Style("condensed", 9.5, 11.6)
ASK = Style("condensed", 9.5, 11.2)
TALLEST_ROW, SHORTEST_ROW = 22.5, 14.5
ROW_WITHOUT_NOTES = 18.4
"""A row lower than this takes the note line's place first."""
ROOMY_ROW = 19.4
"""From this height on a row has its cue also where it says more."""
LOAD_LINE, MORE_LINE = 2.8, 3.5
"""What a row is higher for its load, and for every line beyond its cue."""


class Lane(NamedTuple):
    """Part of a session in one column.

    Attributes:
        circuits: the blocks that stand here, or the rows of them that do.
        short: whether cues give way where a row says more.
        first: whether this column has the session's head (else only a reference to it).
    """

    brief: Brief
    week: Week
    session: Session
    circuits: tuple[Circuit, ...]
    short: bool = False
    first: bool = True

    # -- measures ------------------------------------------------------------------------------

    @property
    def many(self) -> int:
        """How many rows stand here."""
        return sum(len(circuit.rows) for circuit in self.circuits)

    def fixed(self) -> float:
        """Return the height of everything but the rows' own height."""
        heads = len(self.circuits) * BLOCK_HEAD
        bars = AGAIN * sum(1 for circuit in self.circuits if self._again(circuit))
        rows = (row for circuit in self.circuits for _, row in circuit.rows)
        asks = (paragraph_height(text, ASK, COLUMN) + 0.8 for text in self._asked())
        more = fsum(self._more(row) for row in rows)
        return HEAD + heads + bars + more + fsum(asks)

    def _asked(self) -> list[str]:
        """Return what is asked once, after the first block of week 1."""
        here = any(circuit.number == 1 for circuit in self.circuits)
        once = self.week.number == 1 and self.session.key == self.week.sessions[0].key
        return [self.brief.texts("otherwise.could_more")] if here and once else []

    def _said(self, row: Prescription) -> list[Said]:
        return said(self.brief, self.session, row, short=self.short)

    def _more(self, row: Prescription) -> float:
        return MORE_LINE * (len(self._said(row)) - 1) + LOAD_LINE * _is_loaded(row)

    # -- drawing -------------------------------------------------------------------------------

    def draw(self, sheet: Sheet, x: float, y: float, row_height: float) -> float:
        """Print head and rows from (x, y); return the lower edge of the rows."""
        self._head(sheet, x, y)
        y += HEAD
        for circuit in self.circuits:
            sheet.rule(x, y, x + COLUMN, 1.4)
            self._block_head(sheet, circuit, x, y)
            y += BLOCK_HEAD
            sheet.rule(x, y, x + COLUMN)
            y = self._rows(sheet, circuit, x, y, row_height)
            if again := self._again(circuit):
                sheet.rule(x, y, x + COLUMN)
                with sheet.tag("P"):
                    sheet.text(x, y + AGAIN - 1.4, again, "name", 10.5, room=COLUMN)
                y += AGAIN
            if circuit.number == 1:
                for text in self._asked():
                    sheet.rule(x, y, x + COLUMN)
                    with sheet.tag("P"):
                        y += sheet.paragraph(x, y + 0.4, COLUMN, text, ASK) + 0.8
        sheet.rule(x, y, x + COLUMN, 1.0)
        return y

    def _again(self, circuit: Circuit) -> str:
        """Return what is done after the last row of a block, nothing where that is not here."""
        ends_here = circuit.rows[-1][0] == circuit.first + len(circuit.block.rows) - 1
        return circuit_again(circuit, self.brief.texts) if ends_here else ""

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
        """Print which rows and their rest; the rounds over their boxes, a word over the blanks."""
        texts, baseline, rounds = self.brief.texts, y + BLOCK_HEAD - 1.5, circuit.block.rounds
        left = x + COLUMN - _ticked(rounds)
        room = left - x - 1.5
        with sheet.tag("H4"):
            words = fitting(circuit_start(circuit, texts), "name", 10, room)
            sheet.text(x, baseline, words, "name", 10, room=room)
        with sheet.tag("P"):
            for column in range(rounds):
                middle = left + column * (BOX + BOX_GAP) + BOX / 2
                sheet.text(middle, baseline, f"{column + 1} ", "name", 10, align="centre")
            sheet.text(x + COLUMN - BLANK, baseline, texts("lane.or"), "condensed", 10, room=BLANK)

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
                sheet.text(x + 10.4, y + 7.9, facts, "condensed", 9.8, room=COLUMN - 10.4)

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

    # -- rows ----------------------------------------------------------------------------------

    def _row(self, sheet: Sheet, area: Area, number: int, row: Prescription) -> None:
        right = area.x + area.w
        x = right - max(WORDS, DOSE + _ticked(self.session.rounds))
        picture = Area(area.x, area.y + 0.7, x - area.x - 1.8, area.h - 1.4)
        lines = self._said(row)
        plain = area.h - self._more(row)
        name, dose_line, load_line, *said_lines = _baselines(area, row, len(lines), plain)
        with sheet.tag("Lbl"):
            gap = sheet.text(x, name, str(number), "condensed", 11.5) + 1.6
        with sheet.tag("LBody"):
            self._name(sheet, x + gap, name, right, row)
            band = row.band[-1] if row.band else ""
            gap = 3.0 if area.h > TALLEST_ROW else 0.4  # room for the chevron between the frames
            pictures = self.brief.pictures
            pictures.draw(sheet, row.exercise, picture, band=band, arrange="best", gap=gap)
            left = right - _ticked(row.rounds)
            side = self._dose(sheet, x, dose_line, left - x - 0.8, row, 17 if plain > 16 else 15)
            self._load(sheet, x, load_line, right - x, row, side, low=plain < 17)
            for line, baseline in zip(lines, said_lines, strict=True):
                self._line(sheet, x, baseline, right - x, line)
            top = dose_line - BOX_RISE
            self._boxes(sheet, left, top, number, row)
            field, tip = did_blank(self.brief, self.week, self.session, number, row)
            sheet.blank(right - BLANK, top + BOX, right, BLANK_HEIGHT, field, tip)

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
        self, sheet: Sheet, x: float, y: float, room: float, row: Prescription, size: float
    ) -> str:
        """Print the number of a round; return "each side" where it has no room here."""
        texts = self.brief.texts
        with sheet.tag("P"):
            used = sheet.text(x, y, number_of(row, texts), "display", size, room=room, floor=14)
            for words in counted(row, texts):
                if width(words, "condensed", 10) <= room - used - 0.8:
                    sheet.text(x + used + 0.8, y, words, "condensed", 10)
                    return ""
        return texts("dose.each_side") if row.unit.per_side else ""

    def _boxes(self, sheet: Sheet, left: float, y: float, number: int, row: Prescription) -> None:
        exercise = self.brief.plan.exercises[row.exercise].name
        week, key = self.week.number, self.session.key
        for index in range(row.rounds):
            tip = self.brief.texts(
                "lane.box_tip", week=week, session=key, exercise=exercise, round=index + 1
            )
            field = f"w{week}.{key}.{number}.{index + 1}"
            sheet.tick_box(left + index * (BOX + BOX_GAP), y, BOX, field, tip)

    def _load(
        self,
        sheet: Sheet,
        x: float,
        y: float,
        room: float,
        row: Prescription,
        side: str,
        *,
        low: bool,
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
                draw_load(sheet, self.brief, row, x, y, room, 9.5, low=low)
            elif row.note and not side:
                sheet.text(x, y, row.note, "name", 10, room=room)

    def _line(self, sheet: Sheet, x: float, y: float, room: float, line: Said) -> None:
        """Print a cue, a grip or last week's dose, in the wider face where that fits."""
        with sheet.tag("P"):
            if len(line) == 1 and width(line[0], "body", 9.5) <= room:
                sheet.text(x, y, line[0], "body", 9.5)
            else:
                words = fitting(line, "condensed", 9.5, room)
                sheet.text(x, y, words, "condensed", 10, room=room)


def _ticked(rounds: int) -> float:
    """Return the width of the boxes of so many rounds with the blank beside them."""
    return rounds * (BOX + BOX_GAP) - BOX_GAP + BESIDE + BLANK


def _is_loaded(row: Prescription) -> bool:
    """Whether a row has a line for its load, a note, or sides that find no room beside seconds."""
    return bool(row.band or row.kg or row.note or (row.unit.per_side and row.unit.is_time))


def _baselines(area: Area, row: Prescription, lines: int, plain: float) -> list[float]:
    """Spread the baselines of name, dose, load and further lines over a row.

    Args:
        plain: how high a row without load and further lines is.
    """
    pad = min(2.0, 0.7 + max(0.0, plain - SHORTEST_ROW) * 0.16)
    if plain >= TALLEST_ROW:
        pad = (area.h - MORE_LINE * (lines - 1) - 18.5) / 2
    name, last = area.y + pad + 2.85, area.y + area.h - pad - 0.75
    step = last - name - MORE_LINE * (lines - 1)
    at_dose, at_load = (0.455, 0.74) if _is_loaded(row) else (0.55, 0.8)
    if plain < ROOMY_ROW and not _is_loaded(row):
        at_dose = 0.61  # a hand needs the room over its line more than the air below
    more = [name + step + index * MORE_LINE for index in range(lines)]
    return [name, name + step * at_dose, name + step * at_load, *more]


def feelings(sheet: Sheet, brief: Brief, week: Week, session: Session, x: float, y: float) -> None:
    """Print five equal rings from too easy to too hard; the word to aim at is bold."""
    with sheet.tag("P"):
        sheet.text(x, y + 3.9, brief.texts("feeling.question"), "name", 10.5)
        step = (COLUMN - 21) / 5
        for index, word in enumerate(FEELINGS):
            middle = x + 21 + step * (index + 0.5)
            sheet.ring(middle, y + 2.6, 2.4, feeling(brief, week, session, word), 0.8)
            face = "name" if word == "right" else "condensed"
            sheet.text(middle, y + 8.3, brief.texts(f"feeling.{word}"), face, 9, align="centre")


def notes(
    sheet: Sheet, brief: Brief, key: str, tip: str, x: float, y: float, bottom: float
) -> None:
    """Rule as many lines to write on as fit between two heights; `key` names their fields."""
    name = f"notes.{key}.{{line}}"
    lines = WritingLines(brief.texts("notes"), NOTES, NOTE_LINE, name=name, tip=tip)
    lines.draw(sheet, x, y, COLUMN, bottom - y + 0.3)
