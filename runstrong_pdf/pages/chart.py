"""The chart of the cover: a row a week, a box a session, a pattern a phase."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Drawn
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.symbols import badge, chequered_line, hatch
from runstrong_pdf.layout.table import TableRow, Words
from runstrong_pdf.layout.text import MM, fitting, parted, width
from runstrong_pdf.layout.theme import Scale, Style
from runstrong_pdf.model.plan import Prescription, Session, Week
from runstrong_pdf.model.words import Kit, Phase
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, in_lane, reserve
from runstrong_pdf.pages.cards import heaviest

PATTERN, INDENT, WEEK = 0.03, 0.045, 0.085
"""Of the measure: the phase's pattern, that with the air beside it, the week's number."""
AFTER_AIM = AFTER_PHASE = 4.0
PHASE = 0.18
"""Of the measure, on a whole sheet: the phase's name and what it is about as a picture."""
SESSION = {1: 0.2, 2: 0.175, 3: 0.14}
"""Of the measure: one session, by how many a week has."""
LARGEST_BOX = 13.0
"""Millimetres of a box that leaves room for minutes."""
FINISH = 4.0
"""Millimetres of the finish line, the same in both inks."""
PHASE_KIT = {
    Phase.BODYWEIGHT: set[Kit](),
    Phase.BANDS: {Kit.BAND},
    Phase.DUMBBELLS: {Kit.DUMBBELLS},
}


class Chart(NamedTuple):
    """The whole programme as a table to tick.

    Attributes:
        field: what the names of its boxes begin with.
        written: whether there is a line for a week's dates where they are not known.
    """

    brief: Brief
    field: str = "cover"
    written: bool = False

    def height(self, measure: float) -> float:
        """Return the height of head, rows and finish line."""
        return self._head(measure).height(measure) + fsum(self._rows(measure, 0.0)) + FINISH

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it; rows share what height there is."""
        head, bottom = self._head(measure), y + high - FINISH
        tall = head.height(measure)
        with sheet.tag("Table"):
            head.draw(sheet, x, y, measure, tall)
            y += tall
            highs = self._rows(measure, bottom - y)
            rows = zip(self.brief.plan.weeks, highs, strict=True)
            for _, group in groupby(rows, key=lambda row: row[0].phase):
                phase = tuple(group)
                self._phase(sheet, x, y, measure, phase, min(highs))
                y += fsum(tall for _, tall in phase)
        sheet.rule(x, bottom, x + measure, 1.4)
        if not self.brief.look.ink_saver:
            chequered_line(sheet, x, bottom + 0.4, measure)

    @property
    def _scale(self) -> Scale:
        return self.brief.scale

    def _columns(self, measure: float) -> list[float]:
        """Return the widths: phase on a whole sheet, week, aim, each session, reserve.

        The pattern of the phase takes some of the first.
        """
        wide, count = self._scale.wide, len(self.brief.lanes)
        shares = [PHASE, WEEK] if wide else [WEEK]
        shares[0] += INDENT
        sessions = [0.33 / count if wide else SESSION[count]] * count
        keep = 0.14 if wide else 0.11
        aim = 1 - fsum([*shares, *sessions, keep])
        return [share * measure for share in (*shares, aim, *sessions, keep)]

    def _rows(self, measure: float, high: float) -> list[float]:
        """Return the height of each week: equal, or at least what its title takes.

        Where no cell has the phase, its name stands below.
        """
        weeks, lead = self.brief.plan.weeks, self._scale.narrow.lead
        more, wide = self.written or not self._scale.wide, self._scale.wide
        room = self._columns(measure)[1 + wide] - AFTER_AIM
        least = [(len(self._titled(week, room)[0]) + more) * lead / MM + 1.2 for week in weeks]
        if max(least) * len(weeks) <= high:
            return [high / len(weeks)] * len(weeks)
        spare = max(0.0, high - fsum(least)) / len(weeks)
        return [one + spare for one in least]

    # -- head ----------------------------------------------------------------------------------

    def _head(self, measure: float) -> TableRow:
        """Return the row of column heads, which stand on one line."""
        style, texts = self._scale.narrow, self.brief.texts
        style = style._replace(lead=style.size * 1.08)
        lead, letter = style.lead / MM, max(style.size, self._scale.box * 1.9)
        air = 1.0 + max(0.0, letter * 0.5 - lead)  # words stand halfway down the badges
        keys = ("phase", "week", "aim") if self._scale.wide else ("week", "aim")
        *first, keep = (
            Words(texts(f"cover.column_{key}"), style, stand=1.0, air=air)
            for key in (*keys, "reserve")
        )
        if keep.height(self._columns(measure)[-1]) - air > lead:  # two lines reach down to the rule
            keep = keep._replace(air=1.0)
        lanes = (self._lane_head(lane, style, letter) for lane in self.brief.lanes)
        return TableRow((*first, *lanes, keep), self._columns, head=True, below=1.4)

    def _lane_head(self, lane: str, style: Style, letter: float) -> Drawn:
        """Return a session's badge and day, or only the day where two take turns.

        Args:
            letter: the type size of its letter.
        """
        day, disc = self.brief.texts(f"short_day.{self.brief.usual_day(lane) + 1}"), letter * 0.5

        def paint(sheet: Sheet, x: float, y: float, _wide: float, high: float) -> None:
            middle = y + high - 0.5 - max(style.lead / MM, disc) / 2
            if lane:
                badge(sheet, self.brief.look, lane, x, middle - disc / 2, disc, letter)
                x += disc + style.size * 0.1 - width(" ", "name", style.size)
            words = f" {day}" if lane else day
            sheet.text(x, centred(middle, style.size), words, "name", style.size)

        return Drawn(paint, disc + 1.0)

    # -- rows ----------------------------------------------------------------------------------

    def _phase(
        self,
        sheet: Sheet,
        x: float,
        y: float,
        measure: float,
        rows: Sequence[tuple[Week, float]],
        lowest: float,
    ) -> None:
        """Print the weeks of a phase, each with its height; `lowest` is the least of all."""
        first, tall, edge = rows[0][0], fsum(row for _, row in rows), PATTERN * measure
        hatch(sheet, PHASE_PATTERNS[first.phase], x, y, edge, tall)
        for left in (x, x + edge):
            sheet.upright(left, y, y + tall, 0.8)
        columns, wide = self._columns(measure), self._scale.wide
        for week, row in rows:
            cells, opens = self._cells(week, lowest), week is first
            begin = 0.0 if opens else columns[0] if wide else INDENT * measure
            if week.number > 1:
                sheet.rule(x + begin, y, x + measure, 1.0 if opens else 0.35)
            if wide and opens:
                phase = Drawn(partial(self._phase_cell, week, tall))
                whole = TableRow((phase, *cells), self._columns, heads=2, spans=len(rows))
                whole.draw(sheet, x, y, measure, row)
            elif wide:
                later = TableRow(cells, lambda _: columns[1:])
                later.draw(sheet, x + begin, y, measure - begin, row)
            else:
                TableRow(cells, self._columns).draw(sheet, x, y, measure, row)
            y += row

    def _phase_cell(
        self, week: Week, tall: float, sheet: Sheet, x: float, y: float, wide: float, _row: float
    ) -> None:
        """Print what the phase is called, and a picture of what it is about."""
        brief, size, indent = (
            self.brief,
            self._scale.section * 0.82,
            wide * INDENT / (PHASE + INDENT),
        )
        area = Area(x + indent, y, wide - indent - AFTER_PHASE, tall)
        names = {brief.texts(f"phase.{one.phase}") for one in brief.plan.weeks}
        size *= min(1.0, area.w / max(width(name, "display", size) for name in names))
        head = size * 0.42
        low = tall < head + 1.5
        baseline = centred(y + tall / 2, size) if low else y + head - 0.4
        name = brief.texts(f"phase.{week.phase}")
        sheet.text(area.x, baseline, name, "display", size, room=area.w)
        if tall > 16:
            row = shown_row(week, brief)
            picture = area._replace(y=y + head + 0.8, h=tall - head - 1.6)
            band = heaviest(row.band)
            brief.pictures.draw(sheet, row.exercise, picture, which=("end",), band=band)

    def _cells(self, week: Week, lowest: float) -> list[Drawn | Words | None]:
        """Return a week's number, its aim, a box a session, and what to keep in reserve.

        Number and boxes are as large in all weeks as they can be in the lowest row.
        """
        sessions = ((lane, in_lane(week, lane)) for lane in self.brief.lanes)
        boxes = (
            Drawn(partial(self._tick, week, session, lane, lowest)) if session else None
            for lane, session in sessions
        )
        keep = Words(reserve(week, self.brief.texts), self._scale.strong)
        number, aim = Drawn(partial(self._number, week, lowest)), Drawn(partial(self._aim, week))
        return [number, aim, *boxes, keep]

    def _number(
        self, week: Week, lowest: float, sheet: Sheet, x: float, y: float, wide: float, high: float
    ) -> None:
        size = min(self._scale.week * 0.85, lowest * 2)
        if not self._scale.wide:
            x += wide * INDENT / (WEEK + INDENT)
        sheet.text(x, centred(y + high / 2, size), str(week.number), "display", size)

    def _aim(self, week: Week, sheet: Sheet, x: float, y: float, wide: float, high: float) -> None:
        """Print a week's title, and below it its dates, or the phase that no cell names."""
        brief, style, room = self.brief, self._scale.narrow, wide - AFTER_AIM
        middle, lead, dates = y + high / 2, style.lead / MM, f"dates.{week.number}"
        below = brief.dated or self.written or not self._scale.wide
        lines, face = self._titled(week, room)
        if below and high < (len(lines) + 1) * lead:  # no room for what the other sheets say too
            sheet.slot(dates, x, centred(middle, style.size), "name", 10, room)
            return
        y = centred(middle - (len(lines) - 1 + below) * lead / 2, style.size)
        for line in lines:
            sheet.text(x, y, line, face, style.size, room=room)
            y += lead
        if brief.dated:
            sheet.slot(dates, x, y, style.face, style.size, room)
        elif self.written:
            tip = brief.texts("field.dates", week=week.number)
            sheet.writing_line(x, y + 0.8, x + room, dates, tip)
        elif below:
            phase = brief.texts(f"phase.{week.phase}")
            sheet.text(x, y, phase, style.face, style.size, room=room)

    def _titled(self, week: Week, room: float) -> tuple[list[str], str]:
        """Return a week's title on one line or more, and the face of all titles.

        It is the bolder, unless a title that fits on one line would not in that.
        """
        style = self._scale.narrow

        def fits(title: str, face: str) -> bool:
            return width(title, face, style.floor) <= room

        titles = [one.title for one in self.brief.plan.weeks]
        lighter = any(fits(one, style.face) and not fits(one, "name") for one in titles)
        face = style.face if lighter else "name"
        if fits(week.title, face):
            return [week.title], face
        return parted(week.title, face, style.size, room), face

    def _tick(
        self,
        week: Week,
        session: Session,
        lane: str,
        lowest: float,
        sheet: Sheet,
        x: float,
        y: float,
        wide: float,
        high: float,
    ) -> None:
        """Print a session's box, and beside it what its head does not say."""
        scale, style, middle = self._scale, self._scale.narrow, y + high / 2
        box = min(scale.box * 1.5, LARGEST_BOX, lowest - 1.0) if scale.wide else scale.box
        field = f"{self.field}.{week.number}.{session.key}"
        tip = self.brief.texts("cover.box_tip", week=week.number, session=session.key)
        sheet.tick_box(x, middle - box / 2, box, field, tip, scale.outline)
        used = box + style.size * 0.1
        tries = tuple(self._beside(session, lane))
        words = fitting((*tries, ""), style.face, style.size, wide - 1 - used)
        sheet.text(x + used, centred(middle, style.size), words, style.face, style.size)

    def _beside(self, session: Session, lane: str) -> Iterator[str]:
        """Yield what stands beside a session's box, the longest first.

        Its letter where sessions take turns, its day where that is not the usual one, its minutes.
        """
        brief, odd = self.brief, session.day != self.brief.usual_day(lane)
        day = brief.texts(f"short_day.{session.day + 1}") if odd else ""
        minutes = brief.texts("minutes_short", number=session.minutes)
        told = " ".join(filter(None, ("" if lane else session.key, day)))
        yield f"{told}   {minutes}".strip()
        yield f"{told} {minutes}".strip()
        yield told or minutes


def shown_row(week: Week, brief: Brief) -> Prescription:
    """Return the first row that shows what the phase is about: its own kit, or a push-up."""
    wanted = PHASE_KIT[week.phase]
    rows = [row for session in week.sessions for row in session.rows]
    own = [row for row in rows if set(brief.plan.exercises[row.exercise].kit) == wanted]
    return (own or rows)[0]
