"""What the person asked for: the options that decide the training. Needs nothing heavy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from runstrong_pdf.model.reading import read_fields
from runstrong_pdf.model.units import Units
from runstrong_pdf.model.words import BandColour, Caution, Focus, Kit, Level, Run, Weekday

DEFAULT_KIT = (Kit.CHAIR, Kit.BAND, Kit.DUMBBELLS)
DAYS_BEFORE_RACE = 3
"""Days from the last session to a race, at least (R28)."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """The options that decide the training; nothing about paper or people.

    Values may be given as text, as on the command line. What is possible stands in the table of
    options (`model/fields.py`, docs/options.md).

    Attributes:
        weeks, sessions, minutes: how long, how often a week, how long each at most.
        level: None for a beginner, or what `push_ups` show.
        push_ups: full push-ups in one go; picks the level (docs/training-rules.md#levels) and the
            first number of repetitions.
        bands, dumbbells: the colours and kilograms owned; empty for the whole default scale.
        units: of weights on the sheets, and of the usual ones; `dumbbells` are kilograms anyhow.
        focus: every session works everything, or a push day and a pull day.
        programme: a shipped programme's name, the path of a .toml file, or None for what fits best.
        avoid: cautions whose exercises are to be swapped (R33).
        without: single exercises to leave out.
        use: single exercises that are to be in it, such as one of one's own.
        days: the days for strength, as many as sessions; empty for the best ones.
        runs: the running week; empty for a usual one.
        start: the Monday of week 1.
        race: a race day; the week that leads up to it is lighter (R28). Without `start` that is
            the last week.

    Raises:
        UsageError: with every value that is not possible.

    Example:
        >>> Request(weeks=8, kit="chair, band").kit
        (<Kit.CHAIR: 'chair'>, <Kit.BAND: 'band'>)
        >>> Request(weeks=99, minutes=5)
        Traceback (most recent call last):
        ...
        runstrong_pdf.errors.UsageError: weeks: 99 is not possible, at most 12
        minutes: 5 is not possible, at least 20
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    weeks: int = 6
    level: Level | None = None
    push_ups: int | None = None
    kit: tuple[Kit, ...] = DEFAULT_KIT
    bands: tuple[BandColour, ...] = ()
    dumbbells: tuple[float, ...] = ()
    units: Units = "kg"
    sessions: int = 2
    minutes: int = 40
    focus: Focus = "full"
    programme: str | None = None
    avoid: tuple[Caution, ...] = ()
    without: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    days: tuple[Weekday, ...] = ()
    runs: tuple[Run, ...] = ()
    start: date | None = None
    race: date | None = None

    if TYPE_CHECKING:  # what may be given: also text, which is read

        def __init__(
            self,
            *,
            weeks: int | str = 6,
            level: str | None = None,
            push_ups: int | str | None = None,
            kit: str | Iterable[str] = DEFAULT_KIT,
            bands: str | Iterable[str] = (),
            dumbbells: str | Iterable[float] = (),
            units: str = "kg",
            sessions: int | str = 2,
            minutes: int | str = 40,
            focus: str = "full",
            programme: str | None = None,
            avoid: str | Iterable[str] = (),
            without: str | Iterable[str] = (),
            use: str | Iterable[str] = (),
            days: str | Iterable[str] = (),
            runs: str | Iterable[Run] = (),
            start: date | str | None = None,
            race: date | str | None = None,
        ) -> None: ...

    def __post_init__(self) -> None:
        """Read every value as the table of options says."""
        read_fields(self)

    @property
    def first_monday(self) -> date | None:
        """The Monday of week 1: `start`, else what makes the last week lead up to the race."""
        if self.start or not self.race:
            return self.start
        last = self.race - timedelta(days=DAYS_BEFORE_RACE)
        return last - timedelta(days=last.weekday(), weeks=self.weeks - 1)
