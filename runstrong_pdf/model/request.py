"""What the person asked for, checked and complete."""

from typing import Annotated

from pydantic import Field

from runstrong_pdf.model.record import Record
from runstrong_pdf.model.words import BandColour, Caution, Kit, Level

DEFAULT_KIT = (Kit.CHAIR, Kit.BAND, Kit.DUMBBELLS)


class Request(Record):
    """The options that decide the training; nothing about paper or people.

    Attributes:
        programme: a shipped programme's slug, or None for what fits best.
        avoid: cautions whose exercises are to be swapped (R33).
    """

    weeks: Annotated[int, Field(ge=4, le=12)] = 6
    level: Level = Level.BEGINNER
    kit: tuple[Kit, ...] = DEFAULT_KIT
    bands: tuple[BandColour, ...] = ()
    dumbbells: tuple[float, ...] = ()
    sessions: Annotated[int, Field(ge=1, le=3)] = 2
    minutes: Annotated[int, Field(ge=20, le=60)] = 40
    programme: str | None = None
    avoid: tuple[Caution, ...] = ()
