"""The week sheet: one page a week, session A left, session B right.

A third session gets the back of the sheet for itself, and so does every session of a week that
does not fit in two lanes: its exercises stand down the left column and then down the right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from math import fsum
from typing import NamedTuple

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.blocks import Paragraph, Rule, WritingLines
from runstrong_pdf.layout.flow import Item, SideBySide, Stack, height_of
from runstrong_pdf.layout.theme import COLUMN, MEASURE
from runstrong_pdf.model.plan import Session, Week
from runstrong_pdf.model.record import Slug
from runstrong_pdf.pages.blanks import Feeling
from runstrong_pdf.pages.brief import Brief, week_titles
from runstrong_pdf.pages.chapter import (
    A_LITTLE,
    Page,
    chapter_pages,
    largest,
    page_height,
    week_chapter,
)
from runstrong_pdf.pages.circuits import circuit_items
from runstrong_pdf.pages.furniture import band_check, ways_in_columns
from runstrong_pdf.pages.row_words import Detail
from runstrong_pdf.pages.strips import AroundKey, TickedStrip, around
from runstrong_pdf.pages.week_head import Days, Lane, LaneHead, WeekHead, lanes_of

ABOVE_LANES, ABOVE_STRETCH, ABOVE_SAFETY = 2.6, 1.8, 1.2
NOTE_LINE = 7.4
TALLER, TALLER_ALONE = 8.0, 21.5
"""What a row grows at most beside another session, and on a sheet of its own."""
ROOM_FOR_NOTES = 3.9
"""Spare height from which a row leaves some to a line for notes."""
AIRY = 2.0
"""Spare height of a row that larger type leaves, and known cues beside small pictures."""
SMALL_PICTURES, LOW_PICTURES, PICTURES = 5.0, 8.0, 10.8
LARGER_PICTURES, LARGEST_PICTURES = 13.0, 15.5
"""Heights of the pictures of warm-up and stretches: at least, where that fits, and that too; where
rows keep a little air, and where type is as large as it can be, too."""
TIGHT = 1.0
"""Spare height of a row that larger pictures leave, and known cues beside usual ones."""
ROOMY = 4.9
"""From this spare height on a row has its cue also where it says more."""
LEVEL = 1.0
"""Spare height that rows keep where those of two columns stand level, one beside the other."""
A_LITTLE_LESS = 0.95
"""Of the usual type, where a pair of sessions would just not fit."""


class WeekSheet(NamedTuple):
    """One sheet: two sessions side by side, or one that has it for itself.

    Attributes:
        known: what sheets of the same week have measured.
        pictures: how high those of warm-up and stretches are.
        uncued: the exercises whose cue is left out.
    """

    brief: Brief
    week: Week
    sessions: tuple[Session, ...]
    known: "Known"
    pictures: float = SMALL_PICTURES
    uncued: frozenset[Slug] = frozenset()

    def page(self) -> Page:
        """Return the page. Raises OutputError for a session of too many rows."""
        lanes = SideBySide(self._stacks(), folded=len(self.sessions) > 1)
        between = Item(lanes, gap=ABOVE_LANES, fills=True)
        above, below = self._around
        items, lines = (*above, between, *below), self._safety_lines
        (page,) = chapter_pages(week_chapter(self.brief, self.week, self._keys, items, lines))
        return page

    @property
    def _keys(self) -> str:
        """The letters of its sessions, nothing where it has the whole week."""
        whole = len(self.sessions) > 1 and self.sessions == self.week.sessions
        return "" if whole else "".join(session.key for session in self.sessions)

    # -- above and below the lanes -------------------------------------------------------------

    @property
    def _around(self) -> tuple[Stack, Stack]:
        """What stands above the lanes, and what below; made and measured once."""
        key = self._keys, self.brief.scale.narrow.size, self.pictures
        if key not in self.known.around:
            self.known.around[key] = self._above, self._below
        return self.known.around[key]

    @property
    def _above(self) -> Stack:
        """The head, the days of the week, the warm-up, and the band check where there is a band."""
        brief, check = self.brief, band_check(self.brief, self.sessions)
        return (
            Item(WeekHead(brief, self.week)),
            Item(Rule(0.35), gap=2.0),
            Item(Days(brief, self.week), gap=0.6),
            Item(self._strip("warm_up"), gap=0.2),
            *([Item(Paragraph(check, brief.scale.safety))] if check else []),
        )

    @property
    def _below(self) -> Stack:
        """The stretches, and what to do where the session does not suit."""
        ways = ways_in_columns(self.brief, self.sessions, self.brief.scale.safety)
        return Item(self._strip("stretch"), gap=ABOVE_STRETCH), replace(ways, gap=ABOVE_SAFETY)

    def _strip(self, key: AroundKey) -> TickedStrip:
        # stretches are done from memory sooner: theirs grow last
        grows = key == "warm_up" or self.pictures > LOW_PICTURES
        picture = self.pictures if grows else SMALL_PICTURES
        found = around(self.brief, key)
        return TickedStrip(self.brief, self.week, self.sessions, key, found, picture)

    @property
    def _safety_lines(self) -> tuple[str, ...]:
        return *self.brief.plan.warnings, self.brief.texts("safety.stop")

    # -- lanes ---------------------------------------------------------------------------------

    def filled(self) -> "Filled":
        """Return what stands in the columns; its spare is below 0 where that does not fit."""
        return self._levelled(self._filled())

    def _stacks(self) -> tuple[Stack, ...]:
        """Return the columns."""
        filled = self.filled()
        if filled.spare < 0:
            name = self.brief.texts.inside(week_titles(self.brief, self.week)[0])
            key = self.sessions[0].key
            raise OutputError(f"{name}: session {key} has too many exercises")
        grow = min(filled.tallest, filled.spare)
        lines, detail = filled.lines, filled.detail
        return tuple([self._items(lane, grow, lines, detail) for lane in filled.lanes])

    def _levelled(self, filled: "Filled") -> "Filled":
        """Return columns that stand level, where that leaves rows some air.

        Row by row as far as the same stands one below the other, else block by block.
        """
        if filled.spare < 0:  # it only falls
            return filled
        columns = [self._measured(lane, filled.lines, filled.detail) for lane in filled.lanes]
        pairs = zip(*(column.told for column in columns), strict=False)
        alike = list(takewhile(lambda pair: len({kind for kind, _ in pair}) == 1, pairs))
        rows = [[1] * len(alike)] * len(columns)
        blocks = [_blocks(lane) for lane in filled.lanes]
        for sizes, enough in ((rows, LEVEL), (blocks, 0.0)):
            leasts = _level(columns, sizes)
            spare = min(
                (filled.room - column.high - column.raised(least)) / max(1, lane.many)
                for lane, column, least in zip(filled.lanes, columns, leasts, strict=True)
            )
            if spare >= enough:
                pairs = zip(filled.lanes, leasts, strict=True)
                level = [lane._replace(leasts=tuple(least)) for lane, least in pairs]
                return filled._replace(lanes=level, spare=spare, level=sizes is rows)
        return filled

    @property
    def _room(self) -> float:
        """The height of the columns."""
        above, below = self._around
        others = height_of((*above, *below), MEASURE) + ABOVE_LANES + ABOVE_STRETCH
        return page_height(self.brief, self._safety_lines) - others

    def _filled(self) -> "Filled":
        """Return what stands in the columns, with every cue where that leaves rows high."""
        room, alone = self._room, len(self.sessions) == 1
        lanes = lanes_of(self.sessions)
        least, tallest = (2, TALLER_ALONE) if alone else (0, TALLER)
        detail = Detail(uncued=self.uncued)
        spare, more = self._shared(lanes, room, least, tallest, detail)
        if spare < ROOMY:
            detail = detail._replace(short=True)
            spare, more = self._shared(lanes, room, least, tallest, detail)
        return Filled(lanes, room, spare, least + more, tallest, detail)

    def _shared(
        self, lanes: list[Lane], room: float, lines: int, tallest: float, detail: Detail
    ) -> tuple[float, int]:
        """Return what each row of the fullest lane can grow, and 1 where notes get a line more."""
        spares = []
        for lane in lanes:
            left = room - self._measured(lane, lines, detail).high
            spares.append((left / max(1, lane.many), max(1, lane.many)))
        spare, many = min(spares)
        noted = min(tallest, spare - NOTE_LINE / many)
        return (noted, 1) if noted >= ROOM_FOR_NOTES else (spare, 0)

    def _measured(self, lane: Lane, lines: int, detail: Detail) -> "Measured":
        """Return how high a column is at least, before it stands level with another."""
        size = self.brief.scale.narrow.size
        key = lane.session.key, lane.begins, lane.ends, size, lines, detail
        if key not in self.known.columns:
            items = self._items(lane, 0.0, lines, detail)
            told = (item for item in items if not isinstance(item.block, Rule))
            kinds = tuple([(type(item.block), item.height(COLUMN)) for item in told])
            self.known.columns[key] = Measured(height_of(items, COLUMN), kinds)
        return self.known.columns[key]

    def _items(self, lane: Lane, grow: float, lines: int, detail: Detail) -> Stack:
        """Return what stands in a column, with so many lines for notes at least."""
        brief, week, session = self.brief, self.week, lane.session
        head = LaneHead(brief, week, lane)
        rows = circuit_items(
            brief,
            week,
            session,
            lane.parts,
            grow=grow,
            role="H4",
            detail=detail,
            leasts=lane.leasts[1:],
        )
        key = session.key if lane.ends else f"{session.key}.more"
        tip = brief.texts("field.notes", week=week.number, session=session.key, line="{line}")
        name, style = f"notes.{week.number}.{key}.{{line}}", brief.scale.narrow
        notes = WritingLines(brief.texts("notes"), style, NOTE_LINE, lines, name, tip)
        felt = [Item(Feeling(brief, week, session))] if lane.ends else []
        return (Item(head, holds=True), *rows, Item(Rule(1.0)), Item(notes, fills=True), *felt)


@dataclass(frozen=True)
class Known:
    """What was measured for the sheets of a week, which are tried in several ways and sizes.

    Attributes:
        around: by size, what stands above and below the lanes.
        columns: by size, lines for notes and detail, the columns.
    """

    around: dict[object, tuple[Stack, Stack]] = field(default_factory=dict)
    columns: dict[object, "Measured"] = field(default_factory=dict)


class Measured(NamedTuple):
    """The least height of a column, and kind and least height of each thing in it but rules."""

    high: float
    told: tuple[tuple[type, float], ...]

    def raised(self, leasts: Sequence[float]) -> float:
        """Return how much higher the column is where its first things are at least so high."""
        return fsum(leasts) - fsum(high for _, high in self.told[: len(leasts)])


def _blocks(lane: Lane) -> list[int]:
    """Return how many things stand level together: each head alone, the rows of each block."""
    return [1, *(many for part in lane.parts[:-1] for many in (1, len(part.rows))), 1]


def _level(columns: Sequence[Measured], sizes: Sequence[Sequence[int]]) -> list[list[float]]:
    """Return the heights at which columns stand level, group by group of so many things."""
    leasts: list[list[float]] = [[] for _ in columns]
    for group in zip(*sizes, strict=False):
        found = [
            [high for _, high in column.told[len(least) : len(least) + size]]
            for column, least, size in zip(columns, leasts, group, strict=True)
        ]
        level = max(map(fsum, found))
        for least, highs in zip(leasts, found, strict=True):
            least += [high + (level - fsum(highs)) / len(highs) for high in highs]
    return leasts


class Filled(NamedTuple):
    """Columns filled with rows.

    Attributes:
        room: the height of the columns.
        spare: what each row has beside its words; tallest: how much of that it may use.
        lines: for notes, at least.
        detail: how much rows say.
        level: whether rows stand level.
    """

    lanes: list[Lane]
    room: float
    spare: float
    lines: int
    tallest: float
    detail: Detail
    level: bool = False


def week_pages(brief: Brief) -> Iterator[Page]:
    """Yield the sheets of every week."""
    return (sheet.page() for sheet in week_sheets(brief))


def week_sheets(brief: Brief) -> Iterator[WeekSheet]:
    """Yield the sheets of every week: sessions two by two where they fit, else one by one."""
    brief = replace(brief, scale=brief.scale._replace(above_safety=ABOVE_SAFETY))
    for week in brief.weeks:
        known = Known()
        for at in range(0, len(week.sessions), 2):
            pair = week.sessions[at : at + 2]
            together = WeekSheet(brief, week, pair, known)
            bare = _without_known_cues(together)
            smaller = bare._replace(brief=brief.scaled_type(A_LITTLE_LESS))
            if len(pair) == 2 and bare.filled().spare >= 0:
                yield _in_larger_type(together)
            elif len(pair) == 2 and smaller.filled().spare >= 0:
                yield _with_pictures(smaller, LOW_PICTURES, 0.0)
            else:
                alone = (WeekSheet(brief, week, (one,), known) for one in pair)
                yield from map(_in_larger_type, alone)


def _in_larger_type(page: WeekSheet) -> WeekSheet:
    """Return a sheet in larger type, which leaves rows some air.

    Before that the moves of the warm-up get pictures that can be followed, for which cues that are
    known give way, and a little larger ones where there is room; where that is too much, the cues
    come first.
    """
    pictured, bare = page._replace(pictures=PICTURES), _without_known_cues(page)
    short = _without_known_cues(pictured)
    ways = ((pictured, TIGHT), (short, 0.0), (page, AIRY))
    chosen = next((way for way, least in ways if way.filled().spare >= least), bare)
    low = _with_pictures(chosen, LOW_PICTURES, 0.0)

    def enlarged(share: float) -> WeekSheet | None:
        larger = low._replace(brief=low.brief.scaled_type(share))
        return larger if larger.filled().spare >= AIRY else None

    page = largest(enlarged, A_LITTLE, low)
    page = _with_pictures(page, LARGER_PICTURES, TIGHT if page is low else AIRY)
    return _with_pictures(page, LARGEST_PICTURES, AIRY)


def _with_pictures(page: WeekSheet, high: float, least: float) -> WeekSheet:
    """Return a sheet with pictures so high at least, if rows keep so much air and stay level."""
    if page.pictures >= high:
        return page
    larger = page._replace(pictures=high)
    now, then = page.filled(), larger.filled()
    return larger if then.spare >= least and then.level >= now.level else page


def _without_known_cues(page: WeekSheet) -> WeekSheet:
    """Return a sheet without the cues that the sheets of earlier weeks have said."""
    weeks = page.brief.plan.weeks[: page.week.number - 1]
    sessions = (session for week in weeks for session in week.sessions)
    return page._replace(uncued=frozenset(r.exercise for s in sessions for r in s.rows))
