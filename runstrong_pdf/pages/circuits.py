"""The blocks of a session: which rows, how often round, how long to rest; in words and on paper."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from runstrong_pdf.layout.blocks import Rule
from runstrong_pdf.layout.flow import Item
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import round_again
from runstrong_pdf.layout.text import MM, fitting, width
from runstrong_pdf.layout.theme import Scale, Style
from runstrong_pdf.model.plan import Block, Prescription, Session, Week
from runstrong_pdf.model.texts import Texts
from runstrong_pdf.pages.brief import Brief
from runstrong_pdf.pages.row import Row, marked
from runstrong_pdf.pages.row_words import FULL, Detail
from runstrong_pdf.pdf.fonts import CAP_HEIGHT


class Circuit(NamedTuple):
    """A block with its place in the session.

    Attributes:
        number: which block it is, from 1, of how `many`.
        first: the number of its first row; numbers go on through the session.
        rows: its rows with their numbers; fewer where a column ends within the block.
    """

    number: int
    many: int
    block: Block
    first: int
    rows: tuple[tuple[int, Prescription], ...]


def circuits(session: Session) -> tuple[Circuit, ...]:
    """Return the blocks of a session with their rows numbered."""
    return tuple(_circuits(session))


def _circuits(session: Session) -> Iterator[Circuit]:
    start = 1
    for number, block in enumerate(session.blocks, 1):
        rows = tuple(enumerate(block.rows, start))
        yield Circuit(number, len(session.blocks), block, start, rows)
        start += len(block.rows)


def circuit_title(circuit: Circuit, texts: Texts) -> str:
    """Return which rows and how often, such as `Block 1: 1 to 4, three times round`."""
    rounds = circuit.block.rounds
    times = texts(f"sets.{rounds}" if _alone(circuit) else f"times.{rounds}")
    what = texts("block.circuit", rows=_rows(circuit, texts), times=times)
    if circuit.many == 1:
        return what
    return texts("block.numbered", block=circuit.number, what=what)


def circuit_rests(circuit: Circuit, texts: Texts) -> str:
    """Return the rests between exercises and after a round."""
    block = circuit.block
    if _alone(circuit):
        return texts("block.rest_alone", rest=block.rest_seconds) if block.rounds > 1 else ""
    key = "rests" if block.rounds > 1 else "rests_once"
    return texts(f"block.{key}", rest=block.rest_seconds, round_rest=block.round_rest_seconds)


def circuit_start(circuit: Circuit, texts: Texts) -> tuple[str, ...]:
    """Return which rows are done in turn and the rest after each, the longest first."""
    block, rows = circuit.block, _rows(circuit, texts)
    fields = {"rows": rows, "rest": block.rest_seconds}
    if _alone(circuit):
        sets = texts(f"sets.{block.rounds}")
        what = texts("block.circuit", rows=rows, times=sets)
        if block.rounds == 1:
            return (what,)
        return texts("block.sets", what=what, **fields), texts("block.in_turn_shortest", **fields)
    keys = "in_turn", "in_turn_short", "in_turn_shortest"
    return tuple(texts(f"block.{key}", **fields) for key in keys)


def circuit_again(circuit: Circuit, texts: Texts) -> tuple[str, ...]:
    """Return what follows the last row, at length and in short: the block again, then what."""
    block = circuit.block
    if _alone(circuit) or block.rounds == 1:
        return ()
    after = texts("block.next", row=circuit.first + len(block.rows))
    fields = {
        "rest": block.round_rest_seconds,
        "rounds": block.rounds,
        "next": after if circuit.number < circuit.many else texts("block.stretch"),
    }
    return texts("block.again", **fields), texts("block.again_short", **fields)


def _alone(circuit: Circuit) -> bool:
    """Whether the block is a single exercise, with sets instead of rounds."""
    return len(circuit.block.rows) == 1


def _rows(circuit: Circuit, texts: Texts) -> str:
    first, last = circuit.first, circuit.first + len(circuit.block.rows) - 1
    key = ("one_row", "two_rows")[last - first] if last - first < 2 else "more_rows"
    return texts(f"block.{key}", first=first, last=last)


# -- on paper --------------------------------------------------------------------------------------


def circuit_items(
    brief: Brief,
    week: Week,
    session: Session,
    parts: Iterable[Circuit],
    *,
    grow: float,
    role: str,
    detail: Detail = FULL,
    leasts: Iterable[float] = (),
) -> Iterator[Item]:
    """Yield blocks with their heads, their rows, and what comes after the last of them.

    Args:
        parts: the blocks, or what of them stands in one column.
        grow: how much higher a row may be than it has to.
        role: of the heads.
        leasts: the least heights of heads, rows and what follows a block, as they come.
    """
    least, columns = iter(leasts), max(one.rounds for one in week.sessions)
    for part in parts:
        head = CircuitHead(brief, part, role, next(least, 0.0))
        yield Item(head, gap=brief.scale.gap * 0.3, holds=True)
        ends_here = part.rows[-1][0] == part.first + len(part.block.rows) - 1
        again = circuit_again(part, brief.texts) if ends_here else ()
        for number, row in part.rows:
            block = Row(brief, week, session, number, row, columns, detail, next(least, 0.0))
            holds = bool(again) and (number, row) == part.rows[-1]
            yield Item(block, within="L", grow=grow, holds=holds)
        if again:
            yield Item(Rule(0.35), holds=True)
            yield Item(Again(again, head_style(brief.scale), next(least, 0.0)))


def head_style(scale: Scale) -> Style:
    """Return the type above and below the rows of a block."""
    return scale.narrow._replace(face="name")


class Again(NamedTuple):
    """A bar below the last row of a block: an arrow that turns back, the rest and the rounds.

    Attributes:
        wordings: at length and in short: the first that has room on one line, else the last.
        least: its height at least, to stand level with another.
    """

    wordings: tuple[str, ...]
    style: Style
    least: float = 0.0

    def height(self, measure: float) -> float:
        """Return the least height of the bar."""
        return max(self.least, self._high(measure))

    def _high(self, measure: float) -> float:
        """Return the height of its words."""
        room = measure - self._indent
        return paragraph_height(self._words(room), self.style, room) + self.style.size * 0.04

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print arrow and words."""
        size, room = self.style.size, measure - self._indent
        round_again(sheet, x + size * 0.17, y + high / 2, size * 0.32)
        top = y + (high - self._high(measure)) / 2 + size * 0.02
        with sheet.tag("P"):
            sheet.paragraph(x + self._indent, top, room, self._words(room), self.style)

    @property
    def _indent(self) -> float:
        return self.style.size * 0.45

    def _words(self, room: float) -> str:
        return fitting(self.wordings, self.style.face, self.style.size, room)


class CircuitHead(NamedTuple):
    """What stands above the rows of a block; `least`: its height at least, to stand level."""

    brief: Brief
    part: Circuit
    role: str
    least: float = 0.0

    def height(self, measure: float) -> float:
        """Return the height of its words, or the least."""
        words, room, _ = self._told(measure)
        return max(self.least, paragraph_height(words, self._style, room) + 1.4)

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print which rows and their rest; the rounds over the boxes, a word over the blanks."""
        scale, style, rounds = self.brief.scale, self._style, self.part.block.rounds
        words, room, counted = self._told(measure)
        sheet.rule(x, y, x + measure, 1.4)
        with sheet.tag(self.role):
            sheet.paragraph(x, y + 0.7, room, words, style)
        left, baseline = (
            x + measure - marked(scale, rounds),
            y + high - 0.7 - (style.lead - style.size * CAP_HEIGHT) / 2 / MM,
        )
        with sheet.tag("P"):
            if counted:
                at = left - self._air
                sheet.text(
                    at, baseline, f"{counted} ", scale.narrow.face, style.size, align="right"
                )
            for index in range(rounds):
                middle = left + index * (scale.box + scale.box_gap) + scale.box / 2
                number = f"{index + 1} "
                sheet.text(middle, baseline, number, style.face, style.size, align="centre")
            if wide := scale.blank[0]:
                at, words = x + measure - wide, self.brief.texts("lane.or")
                sheet.text(at, baseline, words, scale.narrow.face, style.size, room=wide)

    @property
    def _style(self) -> Style:
        return head_style(self.brief.scale)

    def _told(self, measure: float) -> tuple[str, float, str]:
        """Return which rows and their rest, the width of that, and what the boxes are counted by.

        The last is left out where the head has no room for it.
        """
        scale, style, air = self.brief.scale, self._style, self._air
        counted = self.brief.texts("lane.set" if _alone(self.part) else "lane.round")
        said = width(counted, scale.narrow.face, style.size)
        wordings = circuit_start(self.part, self.brief.texts)
        boxes = marked(scale, self.part.block.rounds)
        shortest = width(wordings[-1], style.face, style.size)
        if shortest + said + 2 * air + boxes <= measure:
            room = measure - boxes - (said + air) - air
        else:
            counted, room = "", measure - boxes - air
        return fitting(wordings, style.face, style.size, room), room, counted

    @property
    def _air(self) -> float:
        return self.brief.scale.body.size * 0.15
