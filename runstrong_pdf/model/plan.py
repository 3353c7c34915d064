"""The resolved plan: every number that the paper shows, none of them typed by hand."""

from runstrong_pdf.model.catalogue import Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import DayPlan, Row, SessionKey
from runstrong_pdf.model.record import Record
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import BandColour, Kit, Phase, Slug, Unit, WeekKind

SCHEMA_VERSION = 1
"""Raised when a field of the plan's JSON changes its meaning or goes."""


class Prescription(Row):
    """A row of a session with what follows from its exercise.

    Attributes:
        unit: what `reps` counts.
        cue: the short instruction on the sheet (the row's tip, else the exercise's cue).
        set_seconds: estimated working time of one set, both sides (R29).
    """

    unit: Unit
    cue: str
    set_seconds: float


class Session(Record):
    """One training session.

    Attributes:
        day: 0 for Monday to 6 for Sunday.
        rounds: the most rounds of any row: the number of tick-box columns.
        seconds, minutes: estimate with warm-up and stretch; minutes are rounded up (R29).
    """

    key: SessionKey
    day: int
    rows: tuple[Prescription, ...]
    sets: int
    push_sets: int
    pull_sets: int
    rounds: int
    seconds: float
    minutes: int


class Week(Record):
    """One week; `number` counts from 1. Rests in seconds, reserve in repetitions."""

    number: int
    phase: Phase
    kind: WeekKind
    title: str
    goal: str
    reserve: tuple[int, int]
    rest_seconds: int
    round_rest_seconds: int
    sessions: tuple[Session, ...]
    sets: int
    push_sets: int
    pull_sets: int


class Plan(Record):
    """A whole programme for one request, independent of name, club, dates and paper.

    Attributes:
        code: short name of the plan on every sheet, the same for the same training.
        days: seven entries, Monday first.
        bands: the colours the plan uses, lightest first; kg: the weights, lightest first.
        warm_up_seconds, stretch_seconds: with changes between moves (R29, R30).
        exercises, warm_ups, stretches: the facts behind the rows, by slug, in printed order.
    """

    schema_version: int = SCHEMA_VERSION
    code: str
    programme: Slug
    title: str
    request: Request
    kit: tuple[Kit, ...]
    bands: tuple[BandColour, ...]
    kg: tuple[float, ...]
    days: tuple[DayPlan, ...]
    weeks: tuple[Week, ...]
    warm_up_seconds: int
    stretch_seconds: int
    warm_ups: dict[Slug, WarmUp]
    stretches: dict[Slug, Stretch]
    more_stretches: dict[Slug, Stretch]
    exercises: dict[Slug, Exercise]

    @property
    def session_keys(self) -> tuple[SessionKey, ...]:
        """The letters of the sessions of a week, in order."""
        return tuple(session.key for session in self.weeks[0].sessions)
