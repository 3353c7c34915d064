"""The week sheet: one page a week, session A left, session B right.

A third session gets the back of the sheet for itself, and so does every session of a week that
does not fit in two lanes: its exercises stand down the left column and then down the right.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.bib import Bib
from runstrong_pdf.layout.pattern import hatch
from runstrong_pdf.layout.sheet import Sheet
from runstrong_pdf.layout.theme import COLUMN, GOAL, GUTTER, MEASURE, TOP, Style
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.brief import Brief, reserve
from runstrong_pdf.pages.circuits import Circuit, circuits
from runstrong_pdf.pages.furniture import has_band, punch_mark, safety, safety_height
from runstrong_pdf.pages.lane import (
    FEEL,
    NOTE_LINE,
    ROOMY_ROW,
    ROW_WITHOUT_NOTES,
    SHORTEST_ROW,
    TALLEST_ROW,
    Lane,
    feelings,
    notes,
)
from runstrong_pdf.pages.row_words import missed
from runstrong_pdf.pages.strips import (
    Days,
    stretch_cells,
    ticked_strip,
    warm_up_cells,
)

HEADER = 25.5
WARM_UP, STRETCH = 12.6, 12.0
STRIPS_TOP = TOP + HEADER + 2.0
ABOVE_STRETCH = 1.8
TALLEST_SESSION_ROW = 36.0
RULE = Style("condensed", 10, 11.4)
TITLE, NUMBERS = 64.0, 72.0
"""Widths of the two parts of the head beside the bib."""


class WeekPage(NamedTuple):
    """One sheet: two sessions side by side, or one that has it for itself."""

    brief: Brief
    week: Week
    sessions: tuple[Session, ...]

    @property
    def name(self) -> str:
        """What an error calls this page."""
        return self.brief.texts("week.page_name", number=self.week.number)

    @property
    def label(self) -> str:
        """What viewers show beside the page number."""
        return self.brief.texts("week.label", number=self.week.number, session=self._keys).strip()

    @property
    def bookmark(self) -> str:
        """What the outline calls this page."""
        return self.brief.texts("week.bookmark", label=self.label, title=self.week.title)

    @property
    def code(self) -> str:
        """The end of the plan code that names this sheet."""
        return f"W{self.week.number}{self._keys}"

    @property
    def _keys(self) -> str:
        """The letters of its sessions, nothing where it has the whole week."""
        whole = len(self.sessions) > 1 and self.sessions == self.week.sessions
        return "" if whole else "".join(session.key for session in self.sessions)

    def draw(self, sheet: Sheet) -> None:
        """Print the whole sheet except its footer."""
        brief, week = self.brief, self._shown
        header(sheet, brief, week, TOP)
        left, y = brief.paper.left, self._lanes_top - 2.6 - WARM_UP
        sheet.rule(left, STRIPS_TOP, left + MEASURE)
        Days(brief, self.week).draw(sheet, left, STRIPS_TOP + 0.6, MEASURE, y - STRIPS_TOP)
        texts, plan = brief.texts, brief.plan
        cells = warm_up_cells(plan, texts)
        seconds = plan.warm_up_seconds
        ticked_strip(sheet, brief, week, y, WARM_UP, "warm_up", seconds, cells, 8.0)
        bottom = self._bottom()
        if len(self.sessions) == 1:
            self._session(sheet, self.sessions[0], bottom)
        else:
            self._lanes(sheet, bottom)
        cells = stretch_cells(plan, texts)
        seconds = plan.stretch_seconds
        ticked_strip(
            sheet, brief, week, bottom + ABOVE_STRETCH, STRETCH, "stretch", seconds, cells, 12.5
        )
        safety(sheet, brief, self._safety_lines())
        punch_mark(sheet, brief)

    @property
    def _shown(self) -> Week:
        """The week with only the sessions of this sheet."""
        return self.week.model_copy(update={"sessions": self.sessions})

    @property
    def _lanes_top(self) -> float:
        """Where the lanes begin: below the days of the week and the warm-up."""
        days = Days(self.brief, self.week).height(MEASURE) + 0.8
        return STRIPS_TOP + days + WARM_UP + 2.6

    def row_height(self) -> float:
        """Return the height of the rows of both lanes; may be too low to print."""
        return _roomiest(self._both(), self._bottom() - self._lanes_top - FEEL, TALLEST_ROW)[1]

    def _both(self) -> list[Lane]:
        """Return a lane a session."""
        brief, week = self.brief, self.week
        return [Lane(brief, week, session, circuits(session)) for session in self.sessions]

    def _halves(self, session: Session) -> list[Lane]:
        """Return the two columns of a session that has the sheet for itself."""
        left, right = halved(circuits(session))
        lane = Lane(self.brief, self.week, session, left)
        return [lane, lane._replace(circuits=right, first=False)]

    def _bottom(self) -> float:
        """Return the lower edge of the lanes."""
        lines = safety_height(self._safety_lines())
        return self.brief.paper.bottom - lines - 1.2 - STRETCH - ABOVE_STRETCH

    def _safety_lines(self) -> list[str]:
        brief = self.brief
        slugs = [row.exercise for session in self._shown.sessions for row in session.rows]
        lines = [brief.texts("safety.stop")]
        if brief.plan.refer_first:
            lines.insert(0, brief.texts("safety.refer"))
        if has_band(brief, slugs):
            lines.append(brief.texts("safety.band"))
        return lines

    def _lanes(self, sheet: Sheet, bottom: float) -> None:
        left = self.brief.paper.left
        space = bottom - self._lanes_top - FEEL
        lanes, high = _roomiest(self._both(), space, TALLEST_ROW)
        for index, (session, lane) in enumerate(zip(self.sessions, lanes, strict=True)):
            x = left + index * (COLUMN + GUTTER)
            y = lane.draw(sheet, x, self._lanes_top, high)
            self._closing(sheet, session, x, y, bottom)
        fold = self.brief.paper.width / 2
        sheet.dotted((fold, self._lanes_top), (fold, bottom))

    def _session(self, sheet: Sheet, session: Session, bottom: float) -> None:
        left = self.brief.paper.left
        space = bottom - self._lanes_top - FEEL - 2 * NOTE_LINE
        lanes, high = _roomiest(self._halves(session), space, TALLEST_SESSION_ROW)
        if high < SHORTEST_ROW:
            raise OutputError(f"{self.name}: session {session.key} has too many exercises")
        y = lanes[0].draw(sheet, left, self._lanes_top, high)
        self._notes(sheet, f"{session.key}.more", left, y, bottom)
        x = left + COLUMN + GUTTER
        y = lanes[1].draw(sheet, x, self._lanes_top, high)
        self._closing(sheet, session, x, y, bottom)

    def _closing(self, sheet: Sheet, session: Session, x: float, y: float, bottom: float) -> None:
        """Leave room for notes below the rows; ask how it was where the column ends."""
        self._notes(sheet, session.key, x, y, bottom - FEEL)
        feelings(sheet, self.brief, self.week, session, x, bottom - FEEL + 1.5)

    def _notes(self, sheet: Sheet, key: str, x: float, y: float, bottom: float) -> None:
        """Rule lines for what was noticed in a session; a page alone has a second lot of them."""
        week = self.week.number
        tip = self.brief.texts("field.notes", week=week, session=key[0], line="{line}")
        notes(sheet, self.brief, f"{week}.{key}", tip, x, y, bottom)


def _row_height(lanes: list[Lane], space: float, tallest: float) -> float:
    """Return the height that all rows have, for the fullest lane; room for a note if it is high."""
    highs = [((space - lane.fixed()) / lane.many, lane.many) for lane in lanes if lane.many]
    least, count = min(highs)
    noted = min(tallest, least - NOTE_LINE / count)
    return noted if noted >= ROW_WITHOUT_NOTES else least


def _roomiest(roomy: list[Lane], space: float, tallest: float) -> tuple[list[Lane], float]:
    """Return lanes with every cue where their rows stay high, else with fewer words."""
    high = _row_height(roomy, space, tallest)
    if high >= ROOMY_ROW:
        return roomy, high
    short = [lane._replace(short=True) for lane in roomy]
    return short, _row_height(short, space, tallest)


def halved(blocks: tuple[Circuit, ...]) -> tuple[tuple[Circuit, ...], tuple[Circuit, ...]]:
    """Split a session's blocks over two columns, between two blocks unless that is lopsided."""
    counts = [len(circuit.rows) for circuit in blocks]
    half = (sum(counts) + 1) // 2
    ends = list(accumulate(counts))[:-1]
    at = min(ends, key=lambda end: max(end, sum(counts) - end), default=0)
    if ends and max(at, sum(counts) - at) <= half + 1:
        return blocks[: ends.index(at) + 1], blocks[ends.index(at) + 1 :]
    return _cut(blocks, half)


def _cut(blocks: tuple[Circuit, ...], row: int) -> tuple[tuple[Circuit, ...], tuple[Circuit, ...]]:
    """Split after a row, inside a block where it must be."""
    left = [c._replace(rows=tuple(r for r in c.rows if r[0] <= row)) for c in blocks]
    right = [c._replace(rows=tuple(r for r in c.rows if r[0] > row)) for c in blocks]
    return tuple(c for c in left if c.rows), tuple(c for c in right if c.rows)


def week_pages(brief: Brief) -> Iterator[WeekPage]:
    """Yield the sheets of every week: sessions two by two where they fit, else one by one."""
    for week in brief.weeks:
        for at in range(0, len(week.sessions), 2):
            pair = week.sessions[at : at + 2]
            page = WeekPage(brief, week, pair)
            if len(pair) == 2 and page.row_height() >= SHORTEST_ROW:
                yield page
            else:
                yield from (WeekPage(brief, week, (session,)) for session in pair)


def header(sheet: Sheet, brief: Brief, week: Week, y: float) -> None:
    """Print bib, phase, title and goal, and the three numbers of the week."""
    left, texts = brief.paper.left, brief.texts
    bottom = "first-name" if brief.named else ""
    bib = Bib(31, HEADER, texts("week.bib"), str(week.number), bottom, bottom_is_slot=True)
    x = left + 36
    with sheet.tag("H2"):
        bib.draw(sheet, brief.look, left, y)
        sheet.text(x, y + 14.4, week.title, "display", 27, room=TITLE, floor=16)
    _phase(sheet, brief, week, x, y)
    with sheet.tag("P"):
        sheet.paragraph(x, y + 16.6, TITLE, week.goal, GOAL, even=True)
    _numbers(sheet, brief, week, left + MEASURE - NUMBERS, y)


def _phase(sheet: Sheet, brief: Brief, week: Week, x: float, y: float) -> None:
    pattern = brief.texts(f"phase_pattern.{week.phase}")
    hatch(sheet, pattern, x, y, 9, 4.4)
    sheet.rect(x, y, 9, 4.4, 0.6, outline=0.8)
    with sheet.tag("P"):
        words = brief.texts(f"phase.{week.phase}")
        if week.kind == "light":  # beside its dates the short form has to do
            words += brief.texts("week.light_short" if brief.dated else "week.light")
        used = sheet.text(x + 11, y + 3.5, words, "name", 10.5)
        if brief.dated:
            room = TITLE - 11 - used - 3
            sheet.slot(f"dates.{week.number}", x + 14 + used, y + 3.5, "condensed", 10.5, room)


def _numbers(sheet: Sheet, brief: Brief, week: Week, x: float, y: float) -> None:
    """Print what to keep in reserve, the tempo, and from week 2 on what to do without a number."""
    texts = brief.texts
    sheet.line([(x - 4, y), (x - 4, y + HEADER)], 0.35)
    with sheet.tag("P"):
        used = sheet.text(x, y + 6.8, reserve(week, texts), "display", 25) + 2.0
        sheet.paragraph(x + used, y, NUMBERS - used, texts("week.in_reserve"), RULE)
    top = y + 8.6
    for text in (texts("week.tempo"), missed(week, texts) or texts("week.rows")):
        with sheet.tag("P"):
            top += sheet.paragraph(x, top, NUMBERS, text, RULE)
