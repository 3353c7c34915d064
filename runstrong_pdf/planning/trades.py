"""Rows that take another dose, load or exercise so that a session keeps its rules and its time."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from runstrong_pdf.model.programme import SessionKey
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.loads import SCALE, slows
from runstrong_pdf.planning.made import HARDER_SHARE, Log, MadeBlock, is_fast, rows_of
from runstrong_pdf.planning.row import MOST_FEWER, Row, hold, steps_of

MOST_COLOURS, MOST_WEIGHTS = 3, 5
"""Of a session (C15)."""


def weights_of(rows: Sequence[Row]) -> set[float]:
    """Return the weights that some rows need."""
    return {row.load.kg for row in rows if row.load.kg}


def colours_of(rows: Sequence[Row]) -> set[str]:
    """Return the colours that some rows need."""
    return {row.load.band for row in rows if row.load.band}


def loads_without(rows: Sequence[Row], row: Row) -> int:
    """Return how many loads some rows need where one of them keeps its old load."""
    left = [row.otherwise or row if r is row else r for r in rows]
    return len(weights_of(left)) + len(colours_of(left))


def unstepped(blocks: tuple[MadeBlock, ...], row: Row) -> tuple[MadeBlock, ...]:
    """Let a row keep its old load one week longer."""
    assert row.otherwise  # noqa: S101  a step of load has it
    return exchanged_row(blocks, row, hold(row.otherwise, row.rounds, row.week))


def is_crowded(blocks: tuple[MadeBlock, ...]) -> bool:
    """Whether most rows of a session take a load or manner, so that nothing else is added (R18)."""
    steps = [row.step for row in rows_of(blocks)]
    return sum(step in {"load", "manner"} for step in steps) > len(steps) / 2


def is_alone_with_its_load(row: Row, rows: Sequence[Row]) -> bool:
    """Whether no other row of the session has this weight or colour."""
    mine = (row.load.band, row.load.kg)
    return any(mine) and sum((r.load.band, r.load.kg) == mine for r in rows) == 1


def with_lighter(new: Sequence[Row], rows: Sequence[Row]) -> Row | None:
    """Return the lowest new row for which the session has a colour one or two lighter."""
    colours = {SCALE.index(row.load.band) for row in rows if row.load.band}
    for row in reversed(new):
        at = SCALE.index(row.load.band) if row.load.band else 0
        if colours & {at - 1, at - 2}:
            return row
    return None


def recoloured(
    blocks: tuple[MadeBlock, ...], row: Row, rows: Sequence[Row], athlete: Athlete
) -> tuple[MadeBlock, ...]:
    """Let a new row take the next lighter colour of the session, slowly (C15, R20)."""
    at = SCALE.index(row.load.band) if row.load.band else 0
    near = max(i for i in (SCALE.index(r.load.band) for r in rows if r.load.band) if i < at)
    manner = "slow" if slows(row.exercise, athlete) else row.load.manner
    load = replace(row.load, band=SCALE[near], manner=manner)
    return exchanged_row(blocks, row, replace(row, load=load))


def reweighted(
    blocks: tuple[MadeBlock, ...], new: Sequence[Row], rows: Sequence[Row]
) -> tuple[MadeBlock, ...] | None:
    """Let a new row take the nearest lighter weight that the session has already (C15)."""
    offers = []
    for row in new:
        others = [r.load.kg for r in rows if r is not row and r.load.kg]
        lighter = [kg for kg in others if row.load.kg and kg < row.load.kg]
        if lighter and row.load.kg and row.load.kg not in others:
            offers.append((row.load.kg / max(lighter), row, max(lighter)))
    if not offers:
        return None
    _, row, kg = min(offers, key=lambda offer: offer[0])
    return exchanged_row(blocks, row, replace(row, load=replace(row.load, kg=kg)))


def exchanged_row(blocks: tuple[MadeBlock, ...], row: Row, other: Row) -> tuple[MadeBlock, ...]:
    """Return the session with another row in a place; the place keeps its rest and reason."""
    other = replace(
        other, rest_before=row.rest_before, instead_of=row.instead_of, because=row.because
    )
    return tuple(
        replace(block, rows=tuple(other if r is row else r for r in block.rows))
        if any(r is row for r in block.rows)
        else block
        for block in blocks
    )


# -- time -----------------------------------------------------------------------------------------

Fits = Callable[[Sequence[MadeBlock]], bool]
"""Whether a session takes no longer than was asked for."""


def less_crowded(blocks: tuple[MadeBlock, ...], key: SessionKey, log: Log) -> tuple[MadeBlock, ...]:
    """Let lowest rows wait where most take a load or manner beside a round or a lift (R18)."""
    rows = rows_of(blocks)
    adds = any(r.step == "round" or (r.step in {"new", "rung"} and is_fast(r)) for r in rows)
    for row in reversed(rows):
        if not (adds and is_crowded(blocks)):
            return blocks
        waits = hold(row.otherwise, row.rounds, row.week) if row.otherwise else None
        if row.step in {"load", "manner"} and waits and not log.is_stuck(key, waits):
            blocks = exchanged_row(blocks, row, waits)
    return blocks


def lowered(
    blocks: tuple[MadeBlock, ...], key: SessionKey, log: Log, fits: Fits
) -> tuple[MadeBlock, ...]:
    """Let rows of the block before begin up to two repetitions lower, lowest first (C20)."""
    for row in reversed(rows_of(blocks)):
        last = log.last(key, row.slug)
        taken_up = last is not None and not last.week and row.step == "new"
        fewer = max(row.reps - MOST_FEWER, row.exercise.reps[0])
        if taken_up and fewer < row.reps and not fits(blocks):
            blocks = exchanged_row(blocks, row, replace(row, reps=fewer, weeks_at_top=0))
    return blocks


def smaller_steps(
    blocks: tuple[MadeBlock, ...],
    some: Sequence[MadeBlock],
    key: SessionKey,
    log: Log,
    fits: Fits,
    *,
    weights_last: bool,
) -> tuple[MadeBlock, ...]:
    """Let rows of some blocks that gained two repetitions gain one, lowest first."""
    rows = [row for block in reversed(some) for row in reversed(block.rows)]
    for row in sorted(rows, key=lambda row: weights_last and bool(row.load.kg)):
        if fits(blocks):
            return blocks
        last = log.last(key, row.slug)
        small = 5 if row.exercise.unit.is_time else 1
        if last and row.step == "reps" and row.reps - last.reps > small:
            fewer = replace(row, reps=last.reps + small, weeks_at_top=0)
            blocks = exchanged_row(blocks, row, fewer)
    return blocks


def held(
    blocks: tuple[MadeBlock, ...], key: SessionKey, log: Log, fits: Fits
) -> tuple[MadeBlock, ...]:
    """Let lowest rows stay as they were, while enough of the session is harder (C01)."""
    rows = rows_of(blocks)
    steps = sum(row.step is not None for row in rows)
    for row in reversed(rows):
        if fits(blocks) or steps - 1 < HARDER_SHARE * len(rows):
            return blocks
        last = log.doses.get((key, row.slug))
        if row.step != "reps" or last is None or last.held:
            continue
        same = hold(last, row.rounds, row.week)
        if not log.is_stuck(key, same):
            blocks, steps = exchanged_row(blocks, row, same), steps - 1
    return blocks


def shortened(
    blocks: tuple[MadeBlock, ...], key: SessionKey, log: Log, fits: Fits
) -> tuple[MadeBlock, ...]:
    """Let the longest sets of a session that does not fit else have smaller numbers (R29)."""
    while not fits(blocks):
        rows = rows_of(blocks)
        shorter = [row for row in rows if row.reps > _least(row, key, log)] or [
            row for row in rows if row.reps > steps_of(row.exercise)[0]
        ]
        if not shorter:
            return blocks
        row = max(shorter, key=lambda row: row.seconds)
        reps = max(n for n in steps_of(row.exercise) if n < row.reps)
        blocks = exchanged_row(blocks, row, replace(row, reps=reps, weeks_at_top=0))
    return blocks


def _least(row: Row, key: SessionKey, log: Log) -> int:
    """Return the number that a row may not go below, having been there already (C19)."""
    last = log.like(key, row)
    if last is None or last.load != row.load:
        return row.exercise.reps[0]
    return last.reps
