"""Requests to plan for: every combination of the main options, and samples of all the others."""

import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args

from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import BandColour, Caution, Kit, Level, Run, RunKind
from runstrong_pdf.planning.athlete import KILOGRAMS

MONDAY = date(2026, 12, 7)
KITS: tuple[tuple[Kit, ...], ...] = tuple(
    tuple(kit for kit, owned in zip(Kit, flags, strict=True) if owned)
    for flags in itertools.product((False, True), repeat=len(Kit))
)


def combinations(weeks: int, minutes: tuple[int, ...]) -> Iterator[Request]:
    """Yield every level, kit, number of sessions, length and focus for one number of weeks."""
    for level, kit, sessions, length, focus in itertools.product(
        Level, KITS, (1, 2, 3), minutes, ("full", "split")
    ):
        yield Request(
            weeks=weeks, level=level, kit=kit, sessions=sessions, minutes=length, focus=focus
        )


def samples(seed: int, many: int) -> Iterator[Request]:
    """Yield random requests: cautions, running weeks, races, owned loads, push-ups."""
    chance = random.Random(seed)  # noqa: S311  nothing secret
    for _ in range(many):
        yield Request(**_options(chance))


def _options(chance: random.Random) -> dict[str, Any]:
    kit = [kit for kit in Kit if chance.random() < 0.6]
    options: dict[str, Any] = {
        "weeks": chance.randint(4, 12),
        "kit": kit,
        "sessions": chance.randint(1, 3),
        "minutes": chance.randint(20, 60),
        "focus": chance.choice(("full", "full", "split")),
    }
    if chance.random() < 0.2:
        options["push_ups"] = chance.randint(0, 40)
    else:
        options["level"] = chance.choice(list(Level))
    if chance.random() < 0.5:
        options["avoid"] = chance.sample(get_args(Caution), chance.choice((1, 1, 1, 2, 3)))
    if Kit.BAND in kit and chance.random() < 0.4:
        options["bands"] = chance.sample(get_args(BandColour), chance.randint(1, 4))
    if Kit.DUMBBELLS in kit and chance.random() < 0.4:
        options["dumbbells"] = sorted(chance.sample(KILOGRAMS, chance.randint(1, 5)))
    return options | _running(chance, options["weeks"])


def _running(chance: random.Random, weeks: int) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if chance.random() < 0.6:
        possible: tuple[RunKind | None, ...] = ("easy", "hard", "long", "off", None)
        kinds = chance.choices(possible, (4, 2, 1, 1, 4), k=7)
        options["runs"] = [Run(day=day, kind=kind) for day, kind in enumerate(kinds) if kind]
    if chance.random() < 0.4:
        options["start"] = MONDAY
        options["race"] = MONDAY + timedelta(days=chance.randint(0, 7 * weeks + 10))
    return options
