"""What the wall chart says of the sessions: for each stretch of weeks and each letter the moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from runstrong_pdf.model.plan import Plan, Prescription, Session, Week
from runstrong_pdf.pages.circuits import circuits


class Time(NamedTuple):
    """One time that a block is done: a session of a week."""

    week: Week
    session: Session


@dataclass(frozen=True)
class Move:
    """One exercise of a session.

    Attributes:
        doses: an entry for each time, None where it is left out.
        circuit: the number of the block in which it is done.
    """

    doses: tuple[Prescription | None, ...]
    circuit: int = 1

    @property
    def rows(self) -> tuple[Prescription, ...]:
        """The doses that there are."""
        return tuple(dose for dose in self.doses if dose)


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


def _block(key: str, times: tuple[Time, ...]) -> Block:
    listed = [_numbered(time.session) for time in times]
    order: list[tuple[str, int]] = []
    for session in listed:
        _merge(order, [move for move, _ in session])
    found = [dict(session) for session in listed]
    where: dict[tuple[str, int], int] = {}
    for time, session in zip(times, listed, strict=True):
        numbers = (c.number for c in circuits(time.session) for _ in c.rows)
        where |= {move: number for (move, _), number in zip(session, numbers, strict=True)}
    moves = (Move(tuple(f.get(move) for f in found), where[move]) for move in order)
    return Block(key, times, tuple(moves))


def _numbered(session: Session) -> list[tuple[tuple[str, int], Prescription]]:
    """Return each row with its exercise and how often that stood in the session before it."""
    return list(_counted(session.rows))


def _counted(
    rows: Sequence[Prescription],
) -> Iterator[tuple[tuple[str, int], Prescription]]:
    for index, row in enumerate(rows):
        before = sum(other.exercise == row.exercise for other in rows[:index])
        yield (row.exercise, before), row


def _merge(order: list[tuple[str, int]], session: list[tuple[str, int]]) -> None:
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
