"""Reads the session lists: which exercises stand in a session of a stage, block by block."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from runstrong_pdf.model.words import Level

Stages = Mapping[str, Mapping[str, str]]

BANDS_OF_MINUTES = ((53, 60), (38, 40), (28, 30), (25, 25), (20, 20))
"""From how many minutes on a session counts as one of 60, 40, 30, 25 or 20."""
SHORT, LONG = 28, 38
"""Below the first a session is one circuit; from the second on it is a full one."""
TOKEN = re.compile(r"(?:(?P<minutes>\d+)(?P<how>[:=]))?(?P<choices>\S+)")


class Slot(NamedTuple):
    """One place in a session: the first possible of its choices; the highest rank goes first."""

    choices: tuple[str, ...]
    rank: int


class Circuit(NamedTuple):
    """The slots of one block; `first` gains a round before the others."""

    slots: tuple[Slot, ...]
    first: bool


def size_of(minutes: int) -> int:
    """Return the size of session that so many minutes make: 20, 25, 30, 40 or 60.

    Example:
        >>> [size_of(minutes) for minutes in (20, 27, 35, 45, 60)]
        [20, 25, 30, 40, 60]
    """
    return next(size for least, size in BANDS_OF_MINUTES if minutes >= least)


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


def lines(sets: Sequence[Stages], stage: str, keys: Sequence[str]) -> Iterator[str | None]:
    """Yield the line of each letter in a stage, from the first set of lists that has it."""
    for key in keys:
        yield next((found[stage][key] for found in sets if key in found.get(stage, {})), None)
