"""The resolved plan: every number that the paper shows, none of them typed by hand."""

from typing import Literal

from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import DayPlan, Manner, Row, SessionKey
from runstrong_pdf.model.record import Record, Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import BandColour, Kit, Level, Phase, RunKind, Unit, WeekKind

Because = Literal["kit", "level", "caution", "load", "session", "run", "progress"]
"""Why a row holds another exercise than the programme names."""

SCHEMA_VERSION = 1
"""Raised when a field of the plan's JSON changes its meaning or goes."""


class Prescription(Row):
    """A row of a session with what follows from its exercise.

    Attributes:
        unit: what `reps` counts.
        cue: the short instruction on the sheet (the row's tip, else the exercise's cue).
        set_seconds: estimated working time of one set, both sides (R29).
        instead_of: the exercise that the programme names here, where this one stands in for it.
        because: why it stands in.
    """

    unit: Unit
    cue: str
    set_seconds: float
    instead_of: Slug | None = None
    because: Because | None = None


class Session(Record):
    """One training session.

    Attributes:
        day: 0 for Monday to 6 for Sunday.
        rounds: the most rounds of any row: the number of tick-box columns.
        seconds, minutes: estimate with warm-up and stretch; minutes are rounded up (R29).
        reserve: the week's, or more where the session is light.
        repeats: the session whose exercises a third one takes over.
        run: what is run on the same day; hours_after_run: the gap to leave after it (R26).
        near_run: whether it is light because it falls before a hard or long run (R25).
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
    reserve: tuple[int, int]
    repeats: SessionKey | None = None
    run: RunKind | None = None
    hours_after_run: int = 0
    near_run: bool = False


class CrossTrainingDay(Record):
    """One suggestion for a day without strength work."""

    activity: Slug
    minutes: int


class Week(Record):
    """One week; `number` counts from 1. Rests in seconds, reserve in repetitions.

    Attributes:
        stage: which stretch of weeks with the same exercises it belongs to, from 1.
        sets_limit: the most sets that rules R15 to R17 and R28 allow it.
        cross_training: one suggestion; none in race week.
    """

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
    stage: int = 1
    sets_limit: int | None = None
    cross_training: CrossTrainingDay | None = None


class Step(Record):
    """How one exercise moves on: the rule that is printed beside it (double progression).

    Attributes:
        low, high: the range of its number; reach `high` twice with two in reserve, then step up.
        next_band, next_kg: the next load that is owned and not too big a step (R19, R20).
        next_manner: how to do it next where no load and no harder version is left (R20).
        easier, harder: the neighbours on its movement ladder, with their names.
    """

    low: int
    high: int
    next_band: BandColour | None = None
    next_kg: float | None = None
    next_manner: Manner | None = None
    easier: Slug | None = None
    easier_name: str | None = None
    harder: Slug | None = None
    harder_name: str | None = None


class Reason(Record):
    """One answer to "why this?"."""

    topic: Literal["programme", "level", "weeks", "exercise", "load", "day", "race", "note"]
    text: str


class Plan(Record):
    """A whole programme for one request, independent of name, club, dates and paper.

    Attributes:
        code: short name of the plan on every sheet, the same for all sheets that say the same.
        level: the level it was made for, whether asked for or found from the push-ups.
        days: seven entries, Monday first; runs: what is run on each, also beside a session.
        refer_first: whether a health question stands before week 1 (R34).
        race_week: number of the week that lightens for the race; one from Monday to Wednesday
            lies at the beginning of the week after (R28).
        notes: sentences that the paper owes its reader (R25, R37, one session a week).
        steps: how each exercise moves on; why: the answers to "why this?".
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
    level: Level
    runs: tuple[RunKind | None, ...]
    refer_first: bool = False
    race_week: int | None = None
    notes: tuple[str, ...] = ()
    steps: dict[Slug, Step]
    cross_training: dict[Slug, CrossTraining]
    why: tuple[Reason, ...]

    @property
    def session_keys(self) -> tuple[SessionKey, ...]:
        """The letters of all sessions, in order."""
        found = {session.key for week in self.weeks for session in week.sessions}
        return tuple(sorted(found))
