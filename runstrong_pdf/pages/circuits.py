"""The blocks of a session in words: which rows, how often round, how long to rest."""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.model.plan import Block, Prescription, Session
from runstrong_pdf.model.texts import Texts


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


def circuit_rests(circuit: Circuit, texts: Texts) -> tuple[str, ...]:
    """Return the rests between exercises and after a round, at length and in short."""
    block = circuit.block
    if _alone(circuit):
        if block.rounds == 1:
            return ("",)
        return (texts("block.rest_alone", rest=block.rest_seconds),)
    fields = {"rest": block.rest_seconds, "round_rest": block.round_rest_seconds}
    return texts("block.rests", **fields), texts("block.rests_short", **fields)


def circuit_start(circuit: Circuit, texts: Texts) -> tuple[str, ...]:
    """Return which rows are done in turn and the rest after each, at length and in short."""
    block, rows = circuit.block, _rows(circuit, texts)
    fields = {"rows": rows, "rest": block.rest_seconds}
    if _alone(circuit):
        sets = texts(f"sets.{block.rounds}")
        what = texts("block.circuit", rows=rows, times=sets)
        return (texts("block.sets", what=what, **fields) if block.rounds > 1 else what,)
    return texts("block.in_turn", **fields), texts("block.in_turn_short", **fields)


def circuit_again(circuit: Circuit, texts: Texts) -> str:
    """Return what is done after the last row: the rest, and that the block begins again."""
    block = circuit.block
    if _alone(circuit) or block.rounds == 1:
        return ""
    rest, rows = block.round_rest_seconds, _rows(circuit, texts)
    return texts("block.again", rest=rest, rows=rows, rounds=block.rounds)


def _alone(circuit: Circuit) -> bool:
    """Whether the block is a single exercise, with sets instead of rounds."""
    return len(circuit.block.rows) == 1


def _rows(circuit: Circuit, texts: Texts) -> str:
    first, last = circuit.first, circuit.first + len(circuit.block.rows) - 1
    key = ("one_row", "two_rows")[last - first] if last - first < 2 else "more_rows"
    return texts(f"block.{key}", first=first, last=last)
