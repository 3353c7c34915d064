"""What one file under `templates/programmes` says."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from runstrong_pdf.model.record import Record
from runstrong_pdf.model.words import BandColour, Kit, Level, Phase, Slug, WeekKind

SessionKey = Literal["A", "B", "C"]
DayPlan = Literal["rest", "easy-run", "hard-run", "long-run", "easy-run-or-rest", "A", "B", "C"]

NOTE_LETTERS = 24
"""The longest note that fits beside the tick boxes of a week row."""


class Row(Record):
    """One line of a session: an exercise with its dose.

    Attributes:
        reps: the number in the exercise's own unit, for one side where that counts sides.
        band: the colour, or the colours to choose from.
        kg: the weight in kilograms, or the lowest and highest to choose from.
        each_hand: whether `kg` is held in each hand.
        rest_before_seconds: a longer rest before this exercise than the week's usual one.
        note: stands on the sheet's load line when there is no load.
        tip: replaces the exercise's short cue this week.
    """

    exercise: Slug
    rounds: Annotated[int, Field(ge=1, le=4)]
    reps: Annotated[int, Field(ge=1, le=60)]
    band: tuple[BandColour, ...] = Field(default=(), max_length=2)
    kg: tuple[float, ...] = Field(default=(), max_length=2)
    each_hand: bool = False
    rest_before_seconds: Annotated[int, Field(ge=30, le=180)] | None = None
    note: Annotated[str, Field(max_length=NOTE_LETTERS)] | None = None
    tip: Annotated[str, Field(max_length=33)] | None = None

    @model_validator(mode="after")
    def _one_load(self) -> Self:
        if self.band and self.kg:
            raise ValueError("a row has a band or a weight, not both")
        return self


class WrittenWeek(Record):
    """One week as a coach writes it.

    Attributes:
        reserve: lowest and highest clean repetitions to keep in reserve.
        rest_seconds: between exercises.
        round_rest_seconds: between rounds.
    """

    phase: Phase
    kind: WeekKind
    title: Annotated[str, Field(max_length=26)]
    goal: Annotated[str, Field(max_length=66)]
    reserve: tuple[int, int]
    rest_seconds: Annotated[int, Field(ge=30, le=180)]
    round_rest_seconds: Annotated[int, Field(ge=30, le=240)] = 75
    sessions: dict[SessionKey, tuple[Row, ...]]


class Programme(Record):
    """A programme: who it suits, how a week runs, and its weeks.

    Attributes:
        code: two or three letters that begin the plan code on every sheet.
        days: seven entries, Monday first; a letter is that session's day.
    """

    name: Annotated[str, Field(max_length=60)]
    title: Annotated[str, Field(max_length=40)]
    purpose: Annotated[str, Field(max_length=300)]
    code: Annotated[str, Field(pattern=r"^[A-Z]{2,3}$")]
    level: Level
    kit: tuple[Kit, ...]
    minutes: Annotated[int, Field(ge=20, le=60)]
    days: tuple[DayPlan, ...] = Field(min_length=7, max_length=7)
    warm_up: tuple[Slug, ...] = Field(min_length=3, max_length=6)
    stretches: tuple[Slug, ...] = Field(min_length=4, max_length=4)
    more_stretches: tuple[Slug, ...] = Field(max_length=4)
    weeks: tuple[WrittenWeek, ...] = Field(min_length=4, max_length=12)
