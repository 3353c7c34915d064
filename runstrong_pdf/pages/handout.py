"""The handout for a club night: one session in front, stretching and safety behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.sheet import Sheet, centred
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import TOP
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.model.sheets import handout_code
from runstrong_pdf.pages.blanks import labelled_blank
from runstrong_pdf.pages.brief import Brief, day_room, span, weights_text, whole_minutes
from runstrong_pdf.pages.circuits import Circuit, circuit_again, circuit_start, circuits
from runstrong_pdf.pages.furniture import has_band, safety, safety_height
from runstrong_pdf.pages.handout_rows import HandoutRows
from runstrong_pdf.pages.handout_scale import Scale, scale_of
from runstrong_pdf.pages.row_words import fitting
from runstrong_pdf.pages.strips import PictureStrip, warm_up_cells
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

NEEDED = (
    *("mat", "chair", "wall", "worktop", "step", "doorway", "towel"),
    *("band", "anchor", "dumbbells"),
)
"""What may have to lie ready, in printed order."""


def chosen(brief: Brief, sheet: str) -> tuple[tuple[Week, Session], ...]:
    """Return the sessions of a code such as `3B`, as it ends the code on its sheets.

    `3` stands for all sessions of a week, `all` for every one, nothing for the first. Raises
    UsageError, naming those there are.
    """
    sessions = {
        f"{week.number}{session.key}": (week, session)
        for week in brief.plan.weeks
        for session in week.sessions
    }
    wanted = handout_code(sheet)
    found = tuple(
        one for code, one in sessions.items() if wanted in {code, str(one[0].number), "all"}
    )
    if not found:
        possible = f"{', '.join(sessions)}; a week such as 3; or all"
        raise UsageError(f"{sheet[:40]!r} is not in this plan; possible: {possible}", field="sheet")
    return found


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
        scale, paper = self._scale, self.brief.paper
        left, right = paper.left, paper.left + paper.measure
        y = self._warm_up(sheet, left, self._head(sheet) + 1.6)
        lines = list(self._lines())
        foot = paper.bottom - safety_height(lines, paper.measure, scale.foot)
        blocks = circuits(self.session)
        bars = 1 + sum(1 for block in blocks if circuit_again(block, self.brief.texts))
        room = foot - 1.6 - y - (len(blocks) + bars) * scale.block
        high = min(scale.tallest_row, room / len(self.session.rows))
        if high < scale.shortest_row:
            raise OutputError(
                f"{self.name}: {len(self.session.rows)} exercises are too many for this page",
                "print it once on a sheet, or choose the edition week-sheets",
            )
        rows = HandoutRows(self.brief, self.week, self.session, high)
        for block in blocks:
            y = self._block(sheet, block, rows, y)
        minutes = whole_minutes(self.brief.plan.stretch_seconds)
        y = self._bar(sheet, self.brief.texts("handout.then", minutes=minutes), y, 1.4)
        sheet.rule(left, y, right, 1.4)
        safety(sheet, self.brief, lines, scale.foot)

    @cached_property
    def _scale(self) -> Scale:
        return scale_of(self.brief.paper)

    @property
    def _right(self) -> float:
        return self.brief.paper.left + self.brief.paper.measure

    # -- head ----------------------------------------------------------------------------------

    def _head(self, sheet: Sheet) -> float:
        """Print race number, title, for whom, facts, and what comes first; return its end."""
        brief, scale, texts = self.brief, self._scale, self.brief.texts
        x, y = brief.paper.left + scale.bib + 5, TOP
        room = self._right - x
        said = [texts("handout.need", kit=needed(brief, self.session)), texts("handout.first")]
        cap = scale.title * CAP_HEIGHT / MM
        with sheet.tag("H2"):
            sheet.text(x, y + cap, self.week.title, "display", scale.title, room=room)
        who = y + cap + scale.line * 0.55
        facts = who + scale.fact * 0.44
        bottom = facts + scale.fact * 0.07 + safety_height(said, room, scale.said)
        week = texts("handout.week", number=self.week.number)
        bib = Bib(
            scale.bib,
            bottom - y,
            texts("handout.bib"),
            self.session.key,
            week,
            figure_size=scale.bib_figure,
            bottom_size=max(9.5, scale.line * 0.95),
        )
        with sheet.tag("P"):
            bib.draw(sheet, brief.look, brief.paper.left, y)
        self._occasion(sheet, x, who, room)
        self._facts(sheet, x, facts)
        y = facts + scale.fact * 0.07
        for line in said:
            with sheet.tag("P"):
                y += sheet.paragraph(x, y, room, line, scale.said)
        return bottom

    def _occasion(self, sheet: Sheet, x: float, y: float, room: float) -> None:
        """Print for whom and when; lines to write on where that is not known."""
        brief, scale = self.brief, self._scale
        date = day_room(brief, self.session, scale.line) + 0.5
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
            (self._reserve, texts("handout.reserve")),
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

    @property
    def _reserve(self) -> str:
        return span([str(number) for number in self.session.reserve], self.brief.texts)

    def _warm_up(self, sheet: Sheet, x: float, y: float) -> float:
        """Print what comes before the first exercise, move by move; return its lower edge."""
        brief, scale, plan = self.brief, self._scale, self.brief.plan
        minutes = whole_minutes(plan.warm_up_seconds)
        sheet.rule(x, y, self._right, 1.4)
        with sheet.tag("H3"):
            words = brief.texts("handout.warm_up", minutes=minutes)
            sheet.text(x, self._in_bar(y), words, "name", scale.bar, room=brief.paper.measure)
        y += scale.block
        strip = PictureStrip(brief, warm_up_cells(plan, brief.texts), scale.move, scale.move_high)
        high = strip.height(brief.paper.measure)
        strip.draw(sheet, x, y, brief.paper.measure, high)
        return y + high + 0.8

    # -- rows ----------------------------------------------------------------------------------

    def _block(self, sheet: Sheet, circuit: Circuit, rows: HandoutRows, y: float) -> float:
        """Print a block's head, its rows, and what comes after them; return the lower edge."""
        scale, texts, x, right = self._scale, self.brief.texts, self.brief.paper.left, self._right
        sheet.rule(x, y, right, 1.4)
        word, size = texts("lane.round"), scale.bar
        rounds = right - rows.boxes - 2.4
        room = rounds - width(word, "condensed", size) - 3 - x
        with sheet.tag("H3"):
            words = fitting(circuit_start(circuit, texts), "name", size, room)
            sheet.text(x, self._in_bar(y), words, "name", size, room=room)
        with sheet.tag("P"):
            sheet.text(rounds, self._in_bar(y), word, "condensed", size, align="right")
            for index in range(circuit.block.rounds):
                middle = rows.middle(index)
                sheet.text(middle, self._in_bar(y), f" {index + 1}", "name", size, align="centre")
        y += scale.block
        with sheet.tag("L"):
            for number, row in circuit.rows:
                sheet.rule(x, y, right)
                with sheet.tag("LI"):
                    rows.draw_row(sheet, y, number, row)
                y += rows.high
        if again := circuit_again(circuit, texts):
            y = self._bar(sheet, again, y, 0.35)
        return y

    def _bar(self, sheet: Sheet, words: str, y: float, weight: float) -> float:
        """Print what comes next below a rule; return its lower edge."""
        left, measure = self.brief.paper.left, self.brief.paper.measure
        sheet.rule(left, y, left + measure, weight)
        with sheet.tag("P"):
            sheet.text(left, self._in_bar(y), words, "name", self._scale.bar, room=measure)
        return y + self._scale.block

    def _in_bar(self, y: float) -> float:
        """Return the baseline in a head that begins at a height."""
        return centred(y + self._scale.block / 2, self._scale.bar)

    # -- foot ----------------------------------------------------------------------------------

    def _lines(self) -> Iterator[str]:
        """Yield what stands below the rows."""
        texts, rows = self.brief.texts, self.session.rows
        if self.brief.plan.refer_first:
            yield texts("safety.refer")
        yield texts("handout.how", tempo=texts("week.tempo"))
        yield texts("handout.stop_at", reserve=self._reserve)
        if any(row.otherwise for row in rows):
            yield texts("handout.missed")
        yield texts("handout.stop")
        if has_band(self.brief, [row.exercise for row in rows]):
            yield texts("safety.band")


def needed(brief: Brief, session: Session) -> str:
    """Return in words what has to lie ready for a session, its warm-up and its stretches."""
    rows, texts, plan = session.rows, brief.texts, brief.plan
    used = [plan.exercises[row.exercise] for row in rows]
    things = {str(thing) for exercise in used for thing in (*exercise.kit, *exercise.household)}
    shown = (*(row.exercise for row in rows), *plan.warm_ups, *plan.stretches)
    frames = (frame for slug in shown for frame in brief.pictures.frames(slug, None))
    if any(shape.role == "mat" for frame in frames for shape in frame.shapes):
        things.add("mat")
    if "chair" in things:
        things.discard("wall")  # it stands against one
    bands = [colour for colour in plan.bands if any(colour in row.band for row in rows)]
    kg = sorted({one for row in rows for one in row.kg})
    loads = {
        "bands": ", ".join(texts(f"band.{colour}") for colour in bands),
        "weights": weights_text(kg, texts),
    }
    return ", ".join(texts(f"need.{thing}", **loads) for thing in NEEDED if thing in things)
