"""The handout for a club night: one session in front, stretching and safety behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import TOP
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.model.sheets import ALL, sheet_code
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, span, whole_minutes
from runstrong_pdf.pages.circuits import Circuit, circuit_rests, circuit_title, circuits
from runstrong_pdf.pages.furniture import has_band
from runstrong_pdf.pages.handout_rows import HandoutRows
from runstrong_pdf.pages.handout_scale import Scale, scale_of
from runstrong_pdf.pages.row_words import fitting
from runstrong_pdf.pages.strips import warm_up_cells
from runstrong_pdf.pdf.fonts import CAP_HEIGHT


def chosen(brief: Brief, sheet: str) -> tuple[tuple[Week, Session], ...]:
    """Return the session of a code such as `3B`, as it ends the code on its sheets.

    A number stands for all sessions of that week, `all` for all there are, nothing for the first
    one of week 1. Raises UsageError, naming those there are.
    """
    sessions = {
        f"{week.number}{session.key}": (week, session)
        for week in brief.plan.weeks
        for session in week.sessions
    }
    everything, wanted = tuple(sessions.values()), sheet_code(sheet)
    if wanted in sessions:
        return (sessions[wanted],)
    found = tuple(one for one in everything if wanted in {ALL, str(one[0].number)})
    if wanted and not found:
        possible = f"{', '.join(sessions)}; a week, such as 1; or all"
        raise UsageError(f"{sheet[:40]!r} is not in this plan; possible: {possible}", field="sheet")
    return found or everything[:1]


@dataclass(frozen=True)
class HandoutPage:
    """The front: what to do, in rows that can be read standing up."""

    brief: Brief
    week: Week
    session: Session

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("handout.page_name", code=f"{self.week.number}{self.session.key}")

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("week.label", number=self.week.number, session=self.session.key)

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.brief.texts("week.bookmark", label=self.label, title=self.week.title)

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        return f"W{self.week.number}{self.session.key}"

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer. Raises OutputError for too long a session."""
        scale, left, right = self._scale, self.brief.paper.left, self._right
        self._head(sheet)
        lines = list(self._lines())
        foot = self.brief.paper.bottom - fsum(self._height(line) for line in lines)
        y = TOP + scale.header + scale.head
        blocks = circuits(self.session)
        room = foot - 2.0 - y - len(blocks) * scale.block
        high = min(scale.tallest_row, room / len(self.session.rows))
        if high < scale.shortest_row:
            raise OutputError(
                f"{self.name}: {len(self.session.rows)} exercises are too many for this page",
                "print it once on a sheet, or choose the edition week-sheets",
            )
        self._columns(sheet, y - 1.6)
        for block in blocks:
            y = self._block(sheet, block, left, y, high)
        sheet.rule(left, y, right, 1.4)
        y = foot
        for line in lines:
            with sheet.tag("P"):
                y += sheet.paragraph(left, y, self.brief.paper.measure, line, scale.foot)

    def _block(self, sheet: Sheet, circuit: Circuit, x: float, y: float, high: float) -> float:
        """Print the head of a block and its rows; return their lower edge."""
        scale, texts, right = self._scale, self.brief.texts, self._right
        sheet.rule(x, y, right, 1.4)
        baseline = y + scale.block - scale.load * 0.12
        with sheet.tag("H3"):
            used = sheet.text(x, baseline, circuit_title(circuit, texts), "name", scale.load)
        rests = circuit_rests(circuit, texts)
        room = right - x - used - 4
        words = fitting(rests, "condensed", scale.load, room)
        if words:
            with sheet.tag("P"):
                sheet.text(right, baseline, words, "condensed", scale.load, align="right")
        y += scale.block
        with sheet.tag("L"):
            for number, row in circuit.rows:
                sheet.rule(x, y, right)
                with sheet.tag("LI"):
                    self._rows.draw_row(sheet, Area(x, y, right - x, high), number, row)
                y += high
        return y

    @cached_property
    def _scale(self) -> Scale:
        return scale_of(self.brief.paper)

    @cached_property
    def _rows(self) -> HandoutRows:
        return HandoutRows(self.brief, self.week, self.session)

    @property
    def _right(self) -> float:
        return self._rows.right

    # -- head ----------------------------------------------------------------------------------

    def _head(self, sheet: Sheet) -> None:
        brief, scale, texts = self.brief, self._scale, self.brief.texts
        x, y = brief.paper.left + scale.bib + 5, TOP
        room = self._right - x
        week = texts("handout.week", number=self.week.number)
        bib = Bib(
            scale.bib,
            scale.header - 1.5,
            texts("handout.bib"),
            self.session.key,
            week,
            figure_size=scale.bib_figure,
            bottom_size=max(9.5, scale.line * 0.95),
        )
        cap = scale.title * CAP_HEIGHT / MM
        with sheet.tag("H2"):
            sheet.text(x, y + cap + 0.6, self.week.title, "display", scale.title, room=room)
        with sheet.tag("P"):
            bib.draw(sheet, brief.look, brief.paper.left, y)
        self._occasion(sheet, x, y + cap + 0.6 + scale.line * 0.6, room)
        self._facts(sheet, x, y + scale.header - 2.6)

    def _occasion(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print for whom and when; lines to write on where that is not known."""
        brief, scale = self.brief, self._scale
        date = width("Wednesday 30 Sep", "name", scale.line) + 1
        if brief.named or brief.clubbed:
            with sheet.tag("P"):
                sheet.slot("who", x, y, "name", scale.line, room - date - 4)
        else:
            self._blank(sheet, "cover.club", x, y, room - date - 4)
        if brief.dated:
            key = f"day.{self.week.number}.{self.session.key}"
            with sheet.tag("P"):
                sheet.slot(key, self._right, y, "name", scale.line, date, align="right")
        else:
            self._blank(sheet, "handout.date", x + room - date, y, date)

    def _blank(self, sheet: Sheet, key: str, x: float, y: float, wide: float) -> None:
        label, size = self.brief.texts(key), self._scale.line
        labelled_blank(sheet, label, f"{key}.{self.code}", x, y, x + wide, size, drop=0.5)

    def _facts(self, sheet: Sheet, x: float, y: float) -> None:
        """Print rounds, minutes and repetitions in reserve."""
        scale, texts = self._scale, self.brief.texts
        rounds = sorted({row.rounds for row in self.session.rows})
        facts = (
            (span([str(rounds[0]), str(rounds[-1])], texts), texts("handout.rounds")),
            (str(self.session.minutes), texts("handout.minutes")),
            (span([str(n) for n in self.session.reserve], texts), texts("handout.reserve")),
        )
        used = fsum(
            width(figure, "display", scale.fact) + width(words, "name", scale.fact_words) + 1.2
            for figure, words in facts
        )
        gap = min(6.0, (self._right - x - used) / 2)
        for figure, words in facts:
            with sheet.tag("P"):
                x += sheet.text(x, y, figure, "display", scale.fact) + 1.2
                x += sheet.text(x, y, words, "name", scale.fact_words) + gap

    # -- rows ----------------------------------------------------------------------------------

    def _columns(self, sheet: Sheet, y: float) -> None:
        """Print the numbers of the rounds over their boxes."""
        scale, texts = self._scale, self.brief.texts
        left = self._right - self._rows.boxes
        with sheet.tag("P"):
            word = texts("lane.round")
            sheet.text(left - 2.4, y, word, "condensed", scale.load, align="right")
            for index in range(self.session.rounds):
                middle = left + index * (scale.box + scale.gap) + scale.box / 2
                sheet.text(middle, y, str(index + 1), "name", scale.load, align="centre")

    # -- foot ----------------------------------------------------------------------------------

    def _height(self, line: str) -> float:
        return paragraph_height(line, self._scale.foot, self.brief.paper.measure)

    def _lines(self) -> Iterator[str]:
        """Yield what stands below the rows."""
        plan, texts = self.brief.plan, self.brief.texts
        moves = ", ".join(cell.what.lower() for cell in warm_up_cells(plan, texts))
        yield texts("handout.warm_up", minutes=whole_minutes(plan.warm_up_seconds), moves=moves)
        if plan.refer_first:
            yield texts("safety.refer")
        yield texts("handout.how")
        yield texts("handout.stop")
        if has_band(self.brief, [row.exercise for row in self.session.rows]):
            yield texts("safety.band")
