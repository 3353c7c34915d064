"""One session as a lane: its head, its exercise rows, how it felt, notes."""

from typing import Literal, NamedTuple

from runstrong_pdf.layout.blocks import WritingLines
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.text import width
from runstrong_pdf.layout.theme import COLUMN, Style
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.pages.blanks import did_blank, feeling
from runstrong_pdf.pages.brief import Brief, cue_text, dose, span
from runstrong_pdf.pages.load import draw_load

PICTURE_WIDTH = 34.0
BOX, BOX_GAP = 5.0, 1.6
BOX_RISE = 3.95
"""From the dose's baseline up to the top of its boxes: halfway between a long name and "did"."""
HEAD = 9.2
FEEL = 10.4
NOTE_LINE = 7.4
NOTES = Style("condensed", 9.5, 11.6)
TALLEST_ROW, SHORTEST_ROW = 22.5, 17.4
ROW_WITHOUT_NOTES = 19.2
"""A row lower than this takes the note line's place first."""
BLANK, NARROW_BLANK = 18.2, 13.2
"""Millimetres for "did" and its line; narrow beside both sides and weight."""
FEELINGS = ("too_easy", "easy", "right", "hard", "too_hard")


class Lane(NamedTuple):
    """Part of a session in one column.

    Attributes:
        rows: the numbered rows that stand here.
        columns: how many rounds have a column of tick boxes.
        first: whether this column has the session's head (else only a reference to it).
    """

    brief: Brief
    week: Week
    session: Session
    rows: tuple[tuple[int, Prescription], ...]
    columns: int
    first: bool = True

    def draw(self, sheet: Sheet, x: float, y: float, row_height: float) -> float:
        """Print head and rows from (x, y); return the lower edge of the rows."""
        self._head(sheet, x, y)
        y += HEAD
        sheet.rule(x, y, x + COLUMN, 1.4)
        with sheet.tag("L"):
            for index, (number, row) in enumerate(self.rows):
                if index:
                    sheet.rule(x, y, x + COLUMN)
                with sheet.tag("LI"):
                    self._row(sheet, Area(x, y, COLUMN, row_height), number, row)
                y += row_height
        sheet.rule(x, y, x + COLUMN, 1.0)
        return y

    # -- head ----------------------------------------------------------------------------------

    def _head(self, sheet: Sheet, x: float, y: float) -> None:
        texts, key = self.brief.texts, self.session.key
        with sheet.tag("H3"):
            if self.first:
                badge(sheet, self.brief.look, key, x, y, 8.2, 16)
                self._day(sheet, x + 10.4, y + 3.8)
            else:
                going_on = texts("lane.continued", session=key, number=self.rows[0][0])
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
        name, dose_line, load_line, cue_line = _baselines(area)
        with sheet.tag("Lbl"):
            gap = sheet.text(x, name, str(number), "display", 12) + 1.6
        with sheet.tag("LBody"):
            self._name(sheet, x + gap, name, right, row)
            band = row.band[-1] if row.band else ""
            arrange: Literal["row", "best"] = "best" if area.h > TALLEST_ROW else "row"
            gap = 3.0 if arrange == "best" else 1.0  # room for the chevron between the frames
            pictures = self.brief.pictures
            pictures.draw(sheet, row.exercise, picture, band=band, arrange=arrange, gap=gap)
            side = self._dose(sheet, x, dose_line, right, row, 17 if area.h >= 18.5 else 16)
            blank = NARROW_BLANK if side and row.kg else BLANK
            below = dose_line - BOX_RISE + BOX
            free = Area(right - blank, below, blank, load_line - below)
            self._load(sheet, x, load_line, free.x - x - 1.5, row, side)
            self._cue(sheet, x, cue_line, right - x, cue_text(self.brief, self.session, row))
            self._boxes(sheet, right, dose_line - BOX_RISE, number, row)
            self._did(sheet, free, load_line, number, row)

    def _name(self, sheet: Sheet, x: float, y: float, right: float, row: Prescription) -> None:
        exercise = self.brief.plan.exercises[row.exercise]
        name, room = exercise.name, right - x
        if exercise.short_name and width(name, "name", 9.4) > room:
            name = exercise.short_name
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

    def _cue(self, sheet: Sheet, x: float, y: float, room: float, cue: str) -> None:
        with sheet.tag("P"):
            if width(cue, "body", 9.5) <= room:
                sheet.text(x, y, cue, "body", 9.5)
            else:
                sheet.text(x, y, cue, "condensed", 10, room=room, floor=9.5)


def _baselines(area: Area) -> tuple[float, float, float, float]:
    """Spread four baselines over a row with equal air above the name and below the cue."""
    if area.h < TALLEST_ROW:
        pad = min(2.0, 0.75 + max(0.0, area.h - SHORTEST_ROW) * 0.25)
    else:
        pad = (area.h - 18.5) / 2
    name, cue = area.y + pad + 2.85, area.y + area.h - pad - 0.75
    step = cue - name
    return name, name + step * 0.42, name + step * 0.71, cue


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
