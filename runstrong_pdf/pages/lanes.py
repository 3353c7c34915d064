"""The columns of a week sheet: a session in each, or one over both."""

from itertools import accumulate
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.sheet import Sheet, centred, paragraph_height
from runstrong_pdf.layout.symbols import badge
from runstrong_pdf.layout.text import width
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.pages.brief import Brief, day_room
from runstrong_pdf.pages.circuits import Circuit, circuits
from runstrong_pdf.pages.furniture import print_day
from runstrong_pdf.pages.row_words import session_facts, with_run

BADGE, BESIDE_BADGE = 6.8, 8.8


class Lane(NamedTuple):
    """What of a session stands in one column.

    Attributes:
        begins, ends: whether its head stands here, and whether the end of the session does.
        leasts: the least heights of what stands here, as far as it stands level with others.
    """

    session: Session
    parts: tuple[Circuit, ...]
    begins: bool = True
    ends: bool = True
    leasts: tuple[float, ...] = ()

    @property
    def many(self) -> int:
        """How many rows stand here."""
        return sum(len(part.rows) for part in self.parts)


def lanes_of(sessions: tuple[Session, ...]) -> list[Lane]:
    """Return a column a session, or two for a session that has the sheet for itself."""
    if len(sessions) > 1:
        return [Lane(session, circuits(session)) for session in sessions]
    left, right = halved(circuits(sessions[0]))
    return [Lane(sessions[0], left, ends=False), Lane(sessions[0], right, begins=False)]


class LaneHead(NamedTuple):
    """Letter and day of a session, and how long it takes; or where it goes on."""

    brief: Brief
    week: Week
    lane: Lane

    def height(self, measure: float) -> float:
        """Return the height of the badge, or of the words beside it."""
        room, style = measure - BESIDE_BADGE, self.brief.scale.narrow
        below = fsum(paragraph_height(fact, style, room) for fact in self._facts(room)[1])
        return max([BADGE + 0.8 + below, *self.lane.leasts[:1]])

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print it."""
        brief, session, left = self.brief, self.lane.session, x + BESIDE_BADGE
        if not self.lane.begins:
            first = self.lane.parts[0].rows[0][0]
            going_on = brief.texts("lane.continued", session=session.key, number=first)
            with sheet.tag("H3"):
                sheet.text(x, y + high - 1.3, going_on, "name", 13, room=measure)
            return
        room, baseline = measure - BESIDE_BADGE, centred(y + BADGE / 2, 13)
        style = brief.scale.narrow
        beside, below = self._facts(room)
        with sheet.tag("H3"):
            badge(sheet, brief.look, session.key, x, y, BADGE, 14)
            print_day(sheet, brief, self.week, session, left, baseline, 13, room)
        if beside:
            with sheet.tag("P"):
                sheet.text(x + measure, baseline, beside, style.face, style.size, align="right")
        y += BADGE
        for fact in below:
            with sheet.tag("P"):
                y += sheet.paragraph(left, y, room, fact, style)

    def _facts(self, room: float) -> tuple[str, list[str]]:
        """Return sets and minutes, where they have room beside the day, and what stands below."""
        brief, session, style = self.brief, self.lane.session, self.brief.scale.narrow
        facts = session_facts(brief, self.week, session)
        below = list(filter(None, [with_run(session, brief.texts)]))
        if width(facts, style.face, style.size) <= room - day_room(brief, session, 13) - 2:
            return facts, below
        return "", [facts, *below]


def halved(
    blocks: tuple[Circuit, ...], slack: int = 1
) -> tuple[tuple[Circuit, ...], tuple[Circuit, ...]]:
    """Split a session's blocks over two columns, between two blocks unless that is lopsided.

    Args:
        slack: how many rows more than half may stand in one column.
    """
    counts = [len(circuit.rows) for circuit in blocks]
    half = (sum(counts) + 1) // 2
    ends = list(accumulate(counts))[:-1]
    at = min(ends, key=lambda end: max(end, sum(counts) - end), default=0)
    if ends and max(at, sum(counts) - at) <= half + slack:
        return blocks[: ends.index(at) + 1], blocks[ends.index(at) + 1 :]
    return _cut(blocks, half)


def _cut(blocks: tuple[Circuit, ...], row: int) -> tuple[tuple[Circuit, ...], tuple[Circuit, ...]]:
    """Split after a row, inside a block where it must be."""
    left = [c._replace(rows=tuple(r for r in c.rows if r[0] <= row)) for c in blocks]
    right = [c._replace(rows=tuple(r for r in c.rows if r[0] > row)) for c in blocks]
    return tuple(c for c in left if c.rows), tuple(c for c in right if c.rows)
