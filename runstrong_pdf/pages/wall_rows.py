"""What the wall chart says of the sessions: for each stretch of weeks and each letter the moves."""

from collections.abc import Collection
from itertools import groupby
from typing import NamedTuple

from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.model.programme import Manner


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
