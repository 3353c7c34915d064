"""The sessions of a stage of the wall chart side by side: every move with the dose of each week."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from math import fsum
from typing import NamedTuple

from runstrong_pdf.layout.flow import Item, SideBySide, height_of
from runstrong_pdf.layout.picture import Area
from runstrong_pdf.layout.sheet import Sheet, paragraph_height
from runstrong_pdf.layout.symbols import badge, chevron, hatch
from runstrong_pdf.layout.text import MM, width
from runstrong_pdf.layout.theme import GUTTER, Style
from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.model.programme import Manner
from runstrong_pdf.pages.brief import PHASE_PATTERNS, Brief, span, weeks_text
from runstrong_pdf.pages.cards import draw_load, heaviest, load_width
from runstrong_pdf.pdf.fonts import CAP_HEIGHT

DOSES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0)
"""Type sizes of the doses, the largest that fits; capitals of 14 pt are read from 1.5 m."""
SMALLEST_PICTURE, WIDEST_PICTURE = 16.0, 46.0
READABLE = 14.0
"""Millimetres that a frame measures at least one way, or only one frame is shown."""
GAP = 2.4
"""Between picture and text, and between two loads or a unit and what follows."""
STEP = 4.0
"""Millimetres for the chevron between two loads."""
HEAD, BLOCK_HEAD, BADGE = 11.0, 9.6, 8.4
WEEK = 14.0
"""Type of the weeks over the doses."""
TALLEST_ROW = 34.0
HOW = Style("condensed", 13, 15)


# -- what stands on it ----------------------------------------------------------------------------


class Time(NamedTuple):
    """One time that a block is done: a session of a week."""

    week: Week
    session: Session


class Move(NamedTuple):
    """One exercise of a session.

    Attributes:
        weeks: the number of the week of each time.
        doses: an entry for each time, None where it is left out.
        circuit: the number of the block in which it is done.
    """

    weeks: tuple[int, ...]
    doses: tuple[Prescription | None, ...]
    circuit: int

    @property
    def rows(self) -> tuple[Prescription, ...]:
        """The doses that there are."""
        return tuple(dose for dose in self.doses if dose)

    @property
    def loads(self) -> tuple[tuple[int, Prescription], ...]:
        """The dose that a load comes with, and its week; each load once, in turn."""
        found: dict[object, tuple[int, Prescription]] = {}
        for week, dose in zip(self.weeks, self.doses, strict=True):
            if dose and (dose.band or dose.kg):
                found.setdefault((dose.band, dose.kg), (week, dose))
        return tuple(found.values())

    @property
    def manners(self) -> tuple[tuple[Manner, tuple[int, ...]], ...]:
        """Every manner but the usual one, and its weeks."""
        found: dict[Manner, list[int]] = {}
        for week, dose in zip(self.weeks, self.doses, strict=True):
            if dose and dose.manner != "usual":
                found.setdefault(dose.manner, []).append(week)
        return tuple((manner, tuple(weeks)) for manner, weeks in found.items())


class Block(NamedTuple):
    """What stands under one letter."""

    key: str
    times: tuple[Time, ...]
    moves: tuple[Move, ...]


class Stage(NamedTuple):
    """Weeks in which the exercises stay the same but for single moves."""

    weeks: tuple[Week, ...]
    blocks: tuple[Block, ...]


def stages(plan: Plan) -> tuple[Stage, ...]:
    """Return the whole programme, a stage for each run of weeks with the same kit."""
    return tuple(stage(tuple(weeks)) for _, weeks in groupby(plan.weeks, lambda week: week.phase))


def parts(found: Stage) -> tuple[Stage, ...]:
    """Return the parts of a stage, each with the same exercises throughout."""
    return tuple(stage(tuple(weeks)) for _, weeks in groupby(found.weeks, lambda week: week.part))


def stage(weeks: tuple[Week, ...]) -> Stage:
    """Return what these weeks hold, letter by letter."""
    times = [Time(week, session) for week in weeks for session in week.sessions]
    keys = sorted({time.session.key for time in times})
    blocks = (_block(key, tuple(t for t in times if t.session.key == key)) for key in keys)
    return Stage(weeks, tuple(blocks))


Key = tuple[str, int]
"""An exercise, and how often it stood in the session before."""


def _block(key: str, times: tuple[Time, ...]) -> Block:
    listed = [_numbered(time.session) for time in times]
    order: list[Key] = []
    for session in listed:
        _merge(order, session)
    found = [[session.get(move) for session in listed] for move in order]
    weeks = tuple(time.week.number for time in times)
    moves = (
        Move(weeks, tuple(one and one[1] for one in some), [one[0] for one in some if one][-1])
        for some in found
    )
    return Block(key, times, tuple(moves))


def _numbered(session: Session) -> dict[Key, tuple[int, Prescription]]:
    """Return each row with the number of its block."""
    found: dict[Key, tuple[int, Prescription]] = {}
    for number, block in enumerate(session.blocks, 1):
        for row in block.rows:
            before = sum(slug == row.exercise for slug, _ in found)
            found[row.exercise, before] = number, row
    return found


def _merge(order: list[Key], session: Collection[Key]) -> None:
    """Insert what is new after the move before it, and after what it takes the place of."""
    place = 0
    for move in session:
        if move in order:
            place = max(place, order.index(move) + 1)
            continue
        while place < len(order) and order[place] not in session:
            place += 1
        order.insert(place, move)
        place += 1


# -- on paper --------------------------------------------------------------------------------------


def stage_items(brief: Brief, stage: Stage, high: float) -> tuple[Item, ...]:
    """Return head and tables of a stage in the largest type that fits `high`, or nothing."""
    measure, head = brief.paper.measure, Item(StageHead(brief, stage))
    for dose in DOSES:
        type_ = Type(brief, stage, dose)
        tables = [SessionTable(type_, block) for block in stage.blocks]
        beside = SideBySide(tuple((Item(table, fills=True),) for table in tables))
        items = head, Item(beside, fills=True)
        wide = (measure + GUTTER) / len(tables) - GUTTER
        if SMALLEST_PICTURE + GAP + type_.needs <= wide and height_of(items, measure) <= high:
            return items
    return ()


def stage_title(brief: Brief, stage: Stage) -> str:
    """Return phase and weeks of a stage, as they are heard and listed."""
    phase, weeks = _titled(brief, stage)
    return brief.texts("wall.phase_heard", phase=phase, weeks=weeks)


def _titled(brief: Brief, stage: Stage) -> tuple[str, str]:
    weeks, texts = stage.weeks, brief.texts
    numbers = [weeks[0].number, weeks[-1].number]
    key = "wall.weeks" if len(weeks) > 1 else "wall.one_week"
    return texts(f"phase.{weeks[0].phase}"), texts(key, weeks=span(numbers, texts))


@dataclass(frozen=True)
class Type:
    """The sizes that all rows of a stage share; `dose` in points."""

    brief: Brief
    stage: Stage
    dose: float

    @property
    def name(self) -> float:
        """Type size of the names."""
        return max(13.0, self.dose * 0.9)

    @property
    def extra(self) -> float:
        """Type size of unit, loads and notes."""
        return max(11.5, self.dose * 0.72)

    @property
    def row(self) -> float:
        """The least height of a row, with its lines and a picture."""
        moves = (move for block in self.stage.blocks for move in block.moves)
        lines = max(MoveRow(self, move).lines for move in moves)
        words = (self.name + self.dose + lines * self.extra) * CAP_HEIGHT / MM + 4.2 + lines * 1.4
        return max(READABLE + 2.2, words)

    @property
    def rows(self) -> int:
        """How many rows the longest session has."""
        return max(len(block.moves) for block in self.stage.blocks)

    def pitch(self, block: Block) -> float:
        """Return the least distance from one week's doses to the next."""
        doses = (self.told(row) for move in block.moves for row in move.rows)
        return max(width(dose, "display", self.dose) for dose in doses) + self.dose * 0.16

    @cached_property
    def needs(self) -> float:
        """The narrowest text column that holds any of the sessions."""
        blocks = self.stage.blocks
        rows = (MoveRow(self, move).needs for block in blocks for move in block.moves)
        return max(*(len(block.times) * self.pitch(block) for block in blocks), *rows)

    def told(self, row: Prescription) -> str:
        """Return rounds and number; what is counted stands below it."""
        return self.brief.texts("wall.dose", rounds=row.rounds, number=row.reps)


@dataclass(frozen=True)
class MoveRow:
    """One row."""

    type: Type
    move: Move

    # -- measures ------------------------------------------------------------------------------

    @property
    def _row(self) -> Prescription:
        return self.move.rows[0]

    @property
    def _name(self) -> str:
        return self.type.brief.plan.exercises[self._row.exercise].shown

    @cached_property
    def _unit(self) -> str:
        unit, texts = self._row.unit, self.type.brief.texts
        if unit.is_time:
            return texts("wall.seconds_side" if unit.per_side else "wall.seconds")
        return texts("dose.each_side") if unit.per_side else ""

    @cached_property
    def _loads(self) -> tuple[tuple[str, Prescription], ...]:
        """Return a row for every load in turn, without "each hand" where that is the rule.

        Before each that is not the first stands the week that it comes in.
        """
        loads = self.move.loads
        return tuple(
            (f"{week}: " if number else "", dose.model_copy(update={"each_hand": False}))
            for number, (week, dose) in enumerate(loads)
        )

    @cached_property
    def _manner(self) -> str:
        """Return how it is done where that is not as usual, and in which weeks."""
        texts = self.type.brief.texts
        return "; ".join(
            f"{weeks_text(weeks, texts)}: {texts(f'up_manner.{manner}')}"
            for manner, weeks in self.move.manners
        )

    @property
    def lines(self) -> int:
        """Return how many lines stand below the doses, one at least."""
        return max(1, bool(self._unit or self._loads) + bool(self._manner))

    def _load_width(self, row: Prescription) -> float:
        return load_width(self.type.brief, row, self.type.extra) + 0.2

    def _week_width(self, week: str) -> float:
        return width(week, "condensed", self.type.extra)

    @cached_property
    def needs(self) -> float:
        """Return the narrowest text column that holds name, unit and loads."""
        loads = fsum(self._week_width(week) + self._load_width(row) for week, row in self._loads)
        loads += STEP * max(0, len(self._loads) - 1)
        unit = width(self._unit, "condensed", self.type.extra) + GAP if self._unit else 0.0
        manner = width(self._manner, "condensed", self.type.extra)
        return max(width(self._name, "name", self.type.name), unit + loads, manner)

    # -- drawing -------------------------------------------------------------------------------

    def draw(self, sheet: Sheet, area: Area, picture: float, pitch: float) -> None:
        """Print the row as a table row, its picture `picture` wide, `pitch` between doses."""
        type_, left, right = self.type, area.x + picture + GAP, area.x + area.w
        lines = [
            type_.name,
            type_.dose,
            *([type_.extra] if self._unit or self._loads else []),
            *([type_.extra] if self._manner or self._alone else []),
        ]
        name, dose, *extra = _baselines(area, lines)
        with sheet.tag("TR"):
            with sheet.tag("TH", scope="Row"):
                self._picture(sheet, Area(area.x, area.y + 0.6, picture, area.h - 1.2))
                room = right - left
                sheet.text(left, name, self._name, "name", type_.name, room=room)
            for index, row in enumerate(self.move.doses):
                with sheet.tag("TD"):
                    if row:
                        place = left + index * pitch
                        sheet.text(place, dose, type_.told(row), "display", type_.dose)
            with sheet.tag("TD"):
                if self._unit or self._loads:
                    self._extras(sheet, left, extra[0], right)
                if words := self._last_line(right - left):
                    sheet.text(left, extra[-1], words, "condensed", type_.extra)

    def _picture(self, sheet: Sheet, area: Area) -> None:
        """Print start and end where both can be made out from afar, else the end alone."""
        pictures, slug = self.type.brief.pictures, self._row.exercise
        frames = pictures.frames(slug, ("start", "end"))
        which: tuple[str, ...] = ("end",)
        if frames:
            large = pictures.arranged(frames, area, 1.0)[1]
            sides = (max(f.box[2] - f.box[0], f.box[3] - f.box[1]) for f in frames)
            if min(sides) * large >= READABLE:
                which = ("start", "end")
        band = heaviest(self._row.band)
        pictures.draw(sheet, slug, area, which=which, band=band, arrange="best")

    @cached_property
    def _note(self) -> str:
        return next((row.note for row in self.move.rows if row.note), "")

    @property
    def _alone(self) -> str:
        """The note, where no unit or load stands beside it."""
        return "" if self._unit or self._loads else self._note

    def _last_line(self, room: float) -> str:
        """Return note and manner, or the manner alone where there is no room for both."""
        both = "; ".join(filter(None, (self._alone, self._manner)))
        fits = width(both, "condensed", self.type.extra) <= room
        return both if fits else self._manner

    def _extras(self, sheet: Sheet, x: float, y: float, right: float) -> None:
        """Print the unit, the loads with a chevron between two, and the note where it fits."""
        size, brief = self.type.extra, self.type.brief
        if self._unit:
            x += sheet.text(x, y, self._unit, "condensed", size) + GAP
        for index, (week, row) in enumerate(self._loads):
            if index:
                chevron(sheet, x + STEP / 2 - 0.4, y - size * CAP_HEIGHT / 2 / MM, 1.6)
                x += STEP
                x += sheet.text(x, y, week, "condensed", size)
            wide = self._load_width(row)
            draw_load(sheet, brief, row, x, y, wide, size, low=True)
            x += wide
        x += GAP if self._loads else 0.0
        if self._note and width(self._note, "condensed", size) <= right - x:
            sheet.text(x, y, self._note, "condensed", size)


def _baselines(area: Area, sizes: list[float]) -> list[float]:
    """Return the baselines of lines of these sizes, spread over the height of a row."""
    caps = [size * CAP_HEIGHT / MM for size in sizes]
    gap = min(2.6, (area.h - fsum(caps)) / (len(caps) + 1))
    y = area.y + (area.h - fsum(caps) - gap * (len(caps) - 1)) / 2
    found = []
    for cap in caps:
        found.append(y + cap)
        y += cap + gap
    return found


# -- blocks ----------------------------------------------------------------------------------------


class StageHead(NamedTuple):
    """Phase and weeks; below, how a block goes, and its rests."""

    brief: Brief
    stage: Stage

    def height(self, measure: float) -> float:
        """Return its height, with the air below it."""
        return HEAD + paragraph_height(self._how, HOW, measure) + 2.0

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, _high: float) -> None:
        """Print it."""
        hatch(sheet, PHASE_PATTERNS[self.stage.weeks[0].phase], x, y, 14, 8.4)
        sheet.rect(x, y, 14, 8.4, 0.8, outline=0.8)
        phase, weeks = _titled(self.brief, self.stage)
        with sheet.tag("H2"):
            used = 17 + sheet.text(x + 17, y + 8.3, phase, "display", 34) + 4
            sheet.text(x + used, y + 8.3, weeks, "name", 22, room=measure - used)
        with sheet.tag("P"):
            sheet.paragraph(x, y + HEAD, measure, self._how, HOW)

    @property
    def _how(self) -> str:
        sessions = (session for week in self.stage.weeks for session in week.sessions)
        blocks = [block for session in sessions for block in session.blocks if len(block.rows) > 1]
        rest = [block.rest_seconds for block in blocks] or [0]
        rounds = [block.round_rest_seconds for block in blocks] or [0]
        texts = self.brief.texts
        between, after = (span([min(some), max(some)], texts) for some in (rest, rounds))
        return texts("wall.how", rest=between, round_rest=after)


class SessionTable(NamedTuple):
    """A session's moves with the dose of every week; rows are as high as those beside them."""

    type: Type
    block: Block

    def height(self, _measure: float) -> float:
        """Return the height of head and rows, as many as the longest session has."""
        return BLOCK_HEAD + self.type.rows * self.type.row

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        """Print badge and weeks, then the rows; pictures have what room the words leave."""
        type_, times, moves = self.type, self.block.times, self.block.moves
        tall = min(TALLEST_ROW, (high - BLOCK_HEAD) / type_.rows)
        picture = min(measure - GAP - type_.needs, WIDEST_PICTURE, tall * 2.2)
        text, right = x + picture + GAP, x + measure
        pitch = min(type_.pitch(self.block) * 1.6, (right - text) / len(times))
        circuits = [None, *(move.circuit for move in moves)]
        with sheet.tag("Table"):
            with sheet.tag("TR"):
                with sheet.tag("TH", scope="Column"):
                    badge(sheet, type_.brief.look, self.block.key, x, y, BADGE, 17)
                for index, words in enumerate(self._heads(pitch)):
                    with sheet.tag("TH", scope="Column"):
                        sheet.text(text + index * pitch, y + 6.8, words, "name", WEEK)
                sheet.empty_cell()
            y += BLOCK_HEAD
            sheet.rule(x, y, right, 1.4)
            for move, (above, circuit) in zip(moves, pairwise(circuits), strict=True):
                if above:
                    sheet.rule(x, y, right, 0.35 if above == circuit else 2.4)
                MoveRow(type_, move).draw(sheet, Area(x, y, measure, tall), picture, pitch)
                y += tall
            sheet.rule(x, y, right, 1.4)

    def _heads(self, pitch: float) -> list[str]:
        """Return the heads of the weeks, their numbers alone where they stand close."""
        numbers = [str(time.week.number) for time in self.block.times]
        words = [self.type.brief.texts("wall.one_week", weeks=number) for number in numbers]
        widest = max(width(text, "name", WEEK) for text in words)
        return words if widest + 2.0 <= pitch else numbers
