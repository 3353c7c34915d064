"""The wall chart: the whole programme on one page, to hang up and tick.

What is looked for from across the room is largest: week, boxes, letters, dates; what each session
holds is read from nearby. Enlarged to 141 % it fills A3.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.theme import TOP
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, span, whole_minutes
from runstrong_pdf.pages.furniture import has_band, safety, safety_height
from runstrong_pdf.pages.strips import stretch_cells, warm_up_cells
from runstrong_pdf.pages.wall_cards import cards
from runstrong_pdf.pages.wall_fit import FITS, Fit
from runstrong_pdf.pages.wall_names import names_in
from runstrong_pdf.pages.wall_weeks import WeekTable

MEASURE = 186.0
"""A poster needs no margin for holes."""
BIB = 30.0
BELOW_HEADER, BELOW_WEEKS, ABOVE_FOOT = 2.0, 3.0, 1.6


def wall_brief(brief: Brief) -> Brief:
    """Return the brief with the wider measure of a poster; most figures show their end alone."""
    pictures = replace(brief.pictures, whole=frozenset())
    return replace(brief, paper=replace(brief.paper, measure=MEASURE), pictures=pictures)


@dataclass(frozen=True)
class WallPage:
    """The poster."""

    brief: Brief
    code: str = "WALL"

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("wall.page_name")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("wall.label")

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.label

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer. Raises OutputError for too long a programme."""
        for fit in FITS:
            y = TOP + fit.header + BELOW_HEADER
            weeks, lines = WeekTable(self.brief, fit), list(self._lines(fit))
            top = y + weeks.height() + BELOW_WEEKS
            foot = self.brief.paper.bottom - safety_height(lines, self.brief.paper.measure)
            moves = cards(self.brief, fit, foot - ABOVE_FOOT - top)
            if moves:
                self._head(sheet, fit, TOP)
                weeks.draw(sheet, y)
                moves.draw(sheet, top)
                safety(sheet, self.brief, lines)
                return
        if self._names(sheet):
            return
        raise OutputError(
            f"{self.name}: this programme has too many exercises for one page",
            "the edition week-sheets has a page a week",
        )

    def _names(self, sheet: Sheet) -> bool:
        """Print a long programme with the names of its moves alone, if they fit."""
        for fit in FITS:
            y = TOP + fit.header + BELOW_HEADER
            weeks, lines = WeekTable(self.brief, fit), list(self._lines(fit))
            top = y + weeks.height() + BELOW_WEEKS
            foot = self.brief.paper.bottom - safety_height(lines, self.brief.paper.measure)
            room = foot - ABOVE_FOOT - top
            names = next((n for n in names_in(self.brief) if n.height() <= room), None)
            if names:
                self._head(sheet, fit, TOP)
                weeks.draw(sheet, y)
                names.draw(sheet, top, room)
                safety(sheet, self.brief, lines)
                return True
        return False

    def _lines(self, fit: Fit) -> Iterator[str]:
        """Yield what stands at the foot."""
        plan, texts = self.brief.plan, self.brief.texts
        if plan.refer_first:
            yield texts("safety.refer")
        yield from plan.notes
        if fit.moves:
            warm_up = " · ".join(cell.what for cell in warm_up_cells(plan, texts))
            stretch = " · ".join(cell.what for cell in stretch_cells(plan, texts))
            before, after = map(whole_minutes, (plan.warm_up_seconds, plan.stretch_seconds))
            first = texts("wall.warm_up", minutes=before, moves=warm_up)
            yield first + " " + texts("wall.stretch", minutes=after, moves=stretch)
        yield texts("safety.stop")
        if has_band(self.brief, list(plan.exercises)):
            yield texts("safety.band")

    # -- head ----------------------------------------------------------------------------------

    def _head(self, sheet: Sheet, fit: Fit, y: float) -> None:
        brief, texts, left = self.brief, self.brief.texts, self.brief.paper.left
        inset = BIB + 5 if fit.bib else 0.0
        x, room = left + inset, MEASURE - inset
        with sheet.tag("H2"):
            size = 34 if fit.bib else 28
            baseline = y + (10.2 if fit.bib else 7.2)
            sheet.text(x, baseline, brief.plan.title, "display", size, room=room, floor=16)
        if fit.bib:
            weeks = str(len(brief.plan.weeks))
            bib = Bib(BIB, fit.header, texts("wall.bib"), weeks, figure_size=40)
            with sheet.tag("P"):
                bib.draw(sheet, brief.look, left, y)
        line = y + fit.header - 1.6
        used = self._facts(sheet, x, line)
        self._who(sheet, x + used, line, room - used)

    def _facts(self, sheet: Sheet, x: float, y: float) -> float:
        """Print how many sessions, how long, from when to when; return the width."""
        texts, weeks, start = self.brief.texts, self.brief.plan.weeks, x
        minutes = [session.minutes for week in weeks for session in week.sessions]
        facts = (
            (str(sum(len(week.sessions) for week in weeks)), texts("wall.sessions")),
            (span([str(min(minutes)), str(max(minutes))], texts), texts("cover.minutes")),
        )
        with sheet.tag("P"):
            for figure, words in facts:
                x += sheet.text(x, y, figure, "display", 17) + 1.2
                x += sheet.text(x, y, words, "name", 11) + 5
        return x - start

    def _who(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print club and name; lines to write on where there is neither."""
        brief = self.brief
        if brief.named or brief.clubbed:
            with sheet.tag("P"):
                sheet.slot("who", x + room, y, "name", 14, room, align="right")
            return
        for key, left, wide in (("name", x, room * 0.55), ("club", x + room * 0.6, room * 0.4)):
            labelled_blank(sheet, brief.texts(f"cover.{key}"), key, left, y, left + wide, 11)
