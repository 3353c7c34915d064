"""What the person asked for, checked and complete."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from runstrong_pdf.model.record import Record
from runstrong_pdf.model.words import BandColour, Caution, Kit, Level

DEFAULT_KIT = (Kit.CHAIR, Kit.BAND, Kit.DUMBBELLS)

Focus = Literal["full", "split"]
RunKind = Literal["easy", "hard", "long", "off"]
Weekday = Annotated[int, Field(ge=0, le=6)]
"""0 for Monday to 6 for Sunday."""


class Run(Record):
    """What one weekday already holds: a run, or `off` where no training is possible at all."""

    day: Weekday
    kind: RunKind


class Request(Record):
    """The options that decide the training; nothing about paper or people.

    Attributes:
        level: taken as it stands, unless it is left out and `push_ups` is given.
        push_ups: full push-ups in one go; picks the level (docs/training-rules.md#levels) and the
            first rep target.
        bands, dumbbells: the colours and kilograms owned; empty for the whole default scale.
        focus: every session works everything, or a push day and a pull day.
        programme: a shipped programme's slug, or None for what fits best.
        avoid: cautions whose exercises are to be swapped (R33).
        runs: the running week; empty for a usual one.
        start: the Monday of week 1.
        race: a race day; the week that leads up to it lightens (R28). Without `start` that is the
            last week.
    """

    weeks: Annotated[int, Field(ge=4, le=12)] = 6
    level: Level = Level.BEGINNER
    push_ups: Annotated[int, Field(ge=0, le=200)] | None = None
    kit: tuple[Kit, ...] = DEFAULT_KIT
    bands: tuple[BandColour, ...] = ()
    dumbbells: tuple[Annotated[float, Field(gt=0, le=50)], ...] = ()
    sessions: Annotated[int, Field(ge=1, le=3)] = 2
    minutes: Annotated[int, Field(ge=20, le=60)] = 40
    focus: Focus = "full"
    programme: str | None = None
    avoid: tuple[Caution, ...] = ()
    runs: tuple[Run, ...] = ()
    start: date | None = None
    race: date | None = None
