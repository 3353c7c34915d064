"""The resolved plan: every number that the paper shows; and what a PDF carries of it."""

from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import DayPlan, Grip, Manner, Note, Row, SessionKey
from runstrong_pdf.model.record import PublicRecord, Record, Slug
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import BandColour, Kit, Level, Phase, RunKind, Unit, WeekKind

Because = Literal["kit", "level", "caution", "load", "session", "run", "progress"]
"""Why a row holds another exercise than the programme names."""

SCHEMA_VERSION = 2
"""Raised when a field of the plan's JSON changes its meaning or goes."""


StepKind = Literal["round", "reps", "load", "rung", "manner", "new"]
"""How a row is harder than in its last loading week (R18)."""


class LastDose(Record):
    """What a row was in its last loading week: the way out, printed beside a harder one (C07)."""

    week: int
    exercise: Slug
    rounds: int
    reps: int
    band: tuple[BandColour, ...] = ()
    kg: tuple[float, ...] = ()
    manner: Manner = "usual"
    grip: Grip = "usual"


class DoneRow(LastDose):
    """A row of a plan that was trained, as it was done; as printed, where nothing else is known.

    Attributes:
        week: of that plan, from 1; 0 for one of a plan before it.
    """

    session: SessionKey


class After(PublicRecord):
    """What the block before leaves to the next one: a runner who goes on starts there.

    Attributes:
        number: of the new block in the row of blocks, from 2.
        session_sets: sets of each session in the last loading week.
        phase, nth, part: which set of exercises of which phase the last week had, and in which
            part, counted through all blocks.
        rows: every row of the last three loading weeks.
        earlier: the last dose of every exercise that is not among them.
        weeks_done: loading weeks of every exercise so far, in all blocks.
        left_out: exercises that it leaves out: they hurt or were far too hard; and harder ones.
        easier: of those that were too hard, the exercise that takes their place.
        kg, bands: the loads that the blocks before named; what is new begins with one of them.

    Example:
        >>> from runstrong_pdf import make_plan
        >>> after = After(
        ...     number=2, session_sets={"A": 10}, phase="bodyweight", nth=1, part=1, rows=()
        ... )
        >>> make_plan(after=after).weeks[0].kind
        <WeekKind.BUILD: 'build'>
    """

    number: Annotated[int, Field(ge=2, le=999)]
    session_sets: dict[SessionKey, Annotated[int, Field(ge=1, le=99)]]
    phase: Phase
    nth: Annotated[int, Field(ge=0, le=9)]
    part: Annotated[int, Field(ge=0, le=9999)]
    rows: Annotated[tuple[DoneRow, ...], Field(max_length=200)]
    earlier: Annotated[tuple[DoneRow, ...], Field(max_length=400)] = ()
    weeks_done: dict[Slug, int] = Field(default_factory=dict)
    left_out: Annotated[tuple[Slug, ...], Field(max_length=200)] = ()
    easier: dict[Slug, Slug] = Field(default_factory=dict)
    kg: Annotated[tuple[float, ...], Field(max_length=99)] = ()
    bands: Annotated[tuple[BandColour, ...], Field(max_length=9)] = ()

    @property
    def named_kg(self) -> tuple[float, ...]:
        """The weights that the blocks before named, also where only their rows say it."""
        used = {kg for row in (*self.earlier, *self.rows) for kg in row.kg}
        return tuple(sorted({*self.kg, *used}))

    @property
    def named_bands(self) -> frozenset[BandColour]:
        """The colours that the blocks before named, also where only their rows say it."""
        used = {band for row in (*self.earlier, *self.rows) for band in row.band}
        return frozenset({*self.bands, *used})


class Prescription(Row):
    """A row of a session with what follows from its exercise.

    Attributes:
        step: how it is harder than in the last loading week; None where it is not.
        top: the number at which it moves on to the next load, rung or manner.
        otherwise: the dose of the last loading week, for who missed its numbers.
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
    step: StepKind | None = None
    top: int | None = None
    otherwise: LastDose | None = None


class Block(Record):
    """Two to five rows done as a circuit, all with the same rounds (C05). Rests in seconds.

    Attributes:
        rest_seconds: between exercises; round_rest_seconds: between rounds.
    """

    rounds: int
    rest_seconds: int
    round_rest_seconds: int
    rows: tuple[Prescription, ...]


class Session(Record):
    """One training session.

    Attributes:
        day: 0 for Monday to 6 for Sunday.
        seconds, minutes: estimate with warm-up and stretch; minutes are rounded up (R29).
        reserve: the week's, or more where the session is light.
        run: what is run on the same day; hours_after_run: the gap to leave after it (R26).
        near_run: whether it is light because it falls before a hard or long run (R25).
    """

    key: SessionKey
    day: int
    blocks: tuple[Block, ...]
    sets: int
    push_sets: int
    pull_sets: int
    seconds: float
    minutes: int
    reserve: tuple[int, int]
    run: RunKind | None = None
    hours_after_run: int = 0
    near_run: bool = False

    @property
    def rows(self) -> tuple[Prescription, ...]:
        """All rows, in the order in which they are done."""
        return tuple(row for block in self.blocks for row in block.rows)

    @property
    def rounds(self) -> int:
        """The most rounds of any block: the number of tick-box columns."""
        return max(block.rounds for block in self.blocks)


class CrossTrainingDay(Record):
    """One suggestion for a day without strength work."""

    activity: Slug
    minutes: int


class Week(Record):
    """One week; `number` counts from 1. Reserve in repetitions.

    Attributes:
        part: which stretch of weeks it belongs to, from 1: parts begin where kit enters and after
            each light week.
        cross_training: one suggestion; none in race week.
    """

    number: int
    phase: Phase
    kind: WeekKind
    title: str
    goal: str
    reserve: tuple[int, int]
    sessions: tuple[Session, ...]
    sets: int
    push_sets: int
    pull_sets: int
    part: int = 1
    cross_training: CrossTrainingDay | None = None


class Step(Record):
    """How one exercise moves on: the rule that is printed beside it (double progression).

    Attributes:
        low, high: the range of its number; at `top` it moves on to the next load or manner.
        week: the week in which this plan takes that step for the first time, if it does.
        next_band, next_kg: the next load that is owned and not too big a step (R19, R20).
        next_manner: how to do it next where no load and no harder version is left (R20).
        easier, harder: the neighbours on its movement ladder, with their names.
    """

    low: int
    high: int
    top: int
    week: int | None = None
    next_band: BandColour | None = None
    next_kg: float | None = None
    next_manner: Manner | None = None
    easier: Slug | None = None
    easier_name: str | None = None
    harder: Slug | None = None
    harder_name: str | None = None


Topic = Literal["programme", "level", "weeks", "exercise", "load", "day", "race", "note"]


class Reason(Record):
    """One answer to "why this?"."""

    topic: Topic
    text: str


class Plan(PublicRecord):
    """A whole programme for one request, independent of name, club, dates and paper.

    Attributes:
        code: short name of the plan on every sheet, the same for all sheets that say the same.
        level: the level it was made for, whether asked for or found from the push-ups.
        days: seven entries, Monday first; runs: what is run on each, also beside a session.
        refer_first: whether a health question stands before week 1 (R34).
        nth: which set of exercises of its phase the last week has, from 1.
        after: where it goes on, if it is the block after another one.
        race_week: number of the week that lightens for the race; one from Monday to Wednesday
            lies at the beginning of the week after (R28).
        notes: sentences that the paper owes its reader (R25, R37, one session a week).
        warnings: for what is avoided: whom to ask first, and at which signs to stop.
        advice: for what is avoided: what is left out, and how much may hurt. Both have `**bold**`.
        steps: how each exercise moves on; why: the answers to "why this?".
        bands: the colours the plan uses, lightest first; kg: the weights, lightest first.
        warm_up_seconds, stretch_seconds: with changes between moves (R29, R30).
        exercises, warm_ups, stretches: the facts behind the rows, by slug, in printed order.
        counts: by exercise, the note that says what its number counts, where not repetitions.
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
    counts: dict[Slug, Note] = Field(default_factory=dict)
    level: Level
    runs: tuple[RunKind | None, ...]
    nth: int = 1
    after: After | None = None
    refer_first: bool = False
    race_week: int | None = None
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    steps: dict[Slug, Step]
    cross_training: dict[Slug, CrossTraining]
    why: tuple[Reason, ...]

    def __hash__(self) -> int:
        """Plans that are alike have the same code."""
        return hash(self.code)

    @property
    def session_keys(self) -> tuple[SessionKey, ...]:
        """The letters of all sessions, in order."""
        found = {session.key for week in self.weeks for session in week.sessions}
        return tuple(sorted(found))


NOTE_VERSION: Final = 1
"""Raised when an older program would misread what is carried."""


class PlanNote(Record):
    """What the next block needs of a plan: nothing about paper or people.

    Attributes:
        code: of the plan; level: it was made for.
        request: what was asked for, without dates and without the path of a programme file.
        after: what it leaves to the next block, as printed; its rows stand in the order of the
            sheets, so that the fields of a sheet can be found again.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Literal[1] = NOTE_VERSION
    code: str
    level: Level
    request: Request
    after: After
