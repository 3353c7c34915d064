"""Reads the session lists: which exercises stand in a session of a stage, block by block."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from runstrong_pdf.model.words import Kit, Level
from runstrong_pdf.planning.limits import LEAST_REST
from runstrong_pdf.planning.made import Task
from runstrong_pdf.planning.picks import FEWEST_ROWS, MOST_ROWS
from runstrong_pdf.planning.season import Frame

SHORTEST = 20
"""Minutes of the shortest sessions."""

Stages = Mapping[str, Mapping[str, str]]

TOKEN = re.compile(r"(?:(?P<minutes>\d+)(?P<how>[:=]))?(?P<choices>\S+)")


class Slot(NamedTuple):
    """One place in a session: the first possible of its choices; the highest rank goes first."""

    choices: tuple[str, ...]
    rank: int


class Circuit(NamedTuple):
    """The slots of one block; `first` gains a round before the others."""

    slots: tuple[Slot, ...]
    first: bool


@cache
def circuits(line: str, size: int, level: Level) -> tuple[Circuit, ...]:
    """Return the blocks of one line of a session list.

    Example:
        >>> [len(c.slots) for c in circuits("push-up 40:wall-slide |+ a/b", 30, Level.BEGINNER)]
        [1, 1]
    """
    found, rank = [], 0
    for part in re.split(r"\|", line):
        names = part.removeprefix("+").split()
        slots = []
        for choices in (_choices(name, size, level) for name in names):
            rank += 1
            if choices:
                slots.append(Slot(choices, rank))
        if slots:
            found.append(Circuit(tuple(slots), first=part.startswith("+")))
    return tuple(found)


def _choices(name: str, size: int, level: Level) -> tuple[str, ...]:
    match = TOKEN.fullmatch(name)
    assert match  # noqa: S101  the templates are checked
    least, how = int(match["minutes"] or 0), match["how"]
    if (how == "=" and size != least) or (how == ":" and size < least):
        return ()
    levels = match["choices"].split("/")
    choice = levels[min(level.number, len(levels)) - 1]
    return () if choice == "-" else tuple(choice.split(","))


def _lines(sets: Sequence[Stages], stage: str, keys: Sequence[str]) -> Iterator[str | None]:
    """Yield the line of each letter in a stage, from the first set of lists that has it."""
    for key in keys:
        yield next((found[stage][key] for found in sets if key in found.get(stage, {})), None)


def circuits_at(frame: Frame, task: Task, sets: Sequence[Stages]) -> dict[str, tuple[Circuit, ...]]:
    """Return the circuits of each session of a part.

    One session a week has those of even weeks as `A-even`, where they differ.
    """
    stage = f"{frame.phase.value}-{frame.nth}"
    level = task.athlete.level
    own = sets[0] if task.athlete.care.rules and len(sets) > 2 else None
    chair = Kit.CHAIR in task.athlete.kit
    if task.no_kit and not chair and frame.nth == 1:
        sets = tuple(
            {**found, stage: found.get("no-kit-1", found.get(stage, {}))} for found in sets
        )

    def read(*keys: str) -> list[tuple[Circuit, ...]]:
        return [circuits(line or "", task.size, level) for line in _lines(sets, stage, keys)]

    if task.sessions == 1 and own:
        first, second = read("A", "B")
        return _turns(first, second, task)
    if task.sessions == 1:
        if task.short:
            return {"A": read("express")[0]}
        main, odd, even = read("main", "odd", "even")
        return {"A": (*main, *odd), "A-even": (*main, *even)}
    letters = "ABC"[: task.sessions]
    if own:
        found = dict(zip(letters, read(*letters), strict=True))
        return {k: _one_circuit(v, task) for k, v in found.items()} if task.short else found
    names = tuple(letters)
    if task.short:
        names = tuple(f"express-{key}" for key in letters)
    elif task.split:
        names = ("push-A", "pull-B", "C")[: task.sessions]
    return dict(zip(letters, read(*names), strict=True))


def _turns(
    a: tuple[Circuit, ...], b: tuple[Circuit, ...], task: Task
) -> dict[str, tuple[Circuit, ...]]:
    """Return a caution's one session a week; its second block takes turns with that of B."""
    if task.short:
        return {"A": _one_circuit(a, task)}
    flat = any(task.catalogue[slot.choices[0]].pattern == "horizontal-push" for slot in a[0].slots)
    two = flat and len(b) > 1 and len(b[1].slots) > 1
    if len(a) > 1 and two and not task.athlete.care.flat:
        return {"A": a, "A-even": (*a[:1], *b[1:])}
    return {"A": a}


def _one_circuit(session: tuple[Circuit, ...], task: Task) -> tuple[Circuit, ...]:
    """Return the first rows of a session as one circuit, for 20 minutes; four with long rests."""
    slots = [slot for circuit in session for slot in circuit.slots]
    care = task.athlete.care
    slow = task.short and task.sessions > 1 and care.rest_seconds > LEAST_REST
    slow = slow and (not care.flat or task.size == SHORTEST)
    many = FEWEST_ROWS if slow else MOST_ROWS
    first = slots[:many]

    def does(slot: Slot, pattern: str) -> bool:
        return task.catalogue[slot.choices[0]].pattern.startswith(pattern)

    for pattern in ("core", "horizontal-push"):  # R03
        offers = [slot for slot in slots if does(slot, pattern)]
        if offers and not any(does(slot, pattern) for slot in first):
            spare = [s for s in first if not does(s, "core") and not does(s, "horizontal")]
            first[first.index((spare or first)[-1])] = offers[0]
    if care.one_round_first and task.size == SHORTEST and slow:  # block 1 is done twice first
        return tuple(Circuit(tuple(first[at : at + 2]), first=not at) for at in (0, 2))
    return (Circuit(tuple(first), first=False),)
