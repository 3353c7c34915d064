"""What one file under `templates/programmes`, `sessions`, `cautions` says."""

import re
from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.record import Record, Slug
from runstrong_pdf.model.words import BandColour, Focus, Kit, Level, Phase, WeekKind

SessionKey = Literal["A", "B", "C"]
DayPlan = Literal["rest", "easy-run", "hard-run", "long-run", "easy-run-or-rest", "A", "B", "C"]

# Sane bounds, as in the catalogue: whether a text fits is measured on its page.
Title = Annotated[str, Field(max_length=36)]
Goal = Annotated[str, Field(max_length=90)]
Note = Annotated[str, Field(max_length=36)]
Tip = Annotated[str, Field(max_length=50)]
Seconds = Annotated[int, Field(ge=30, le=180)]
Reserve = tuple[int, int]
Grip = Literal["usual", "bent", "shared", "doubled"]
"""How a load is held where none owned is near: with bent elbows, one weight in both hands, the band
doubled (docs/training-rules.md#loads)."""
Manner = Literal["usual", "slow", "pause", "shorter", "longer"]
"""How a repetition is done where the load cannot change (R20): lowered in three counts instead of
two, paused for two counts, or with the band held a hand shorter or longer."""


class Row(Record):
    """One line of a session: an exercise with its dose.

    Attributes:
        reps: the number in the exercise's own unit, for one side where that counts sides.
        band: the colour, or the colours to choose from.
        kg: the weight in kilograms, or the lowest and highest to choose from.
        each_hand: whether `kg` is held in each hand.
        grip: how it is held where the load alone does not fit.
        manner: slower (one second more a repetition), paused (two more), or with the band held
            otherwise, where that is what changes.
        rest_before_seconds: a longer rest before this exercise than the week's usual one.
        reserve: repetitions to keep in reserve, where they differ from the week's.
        note: stands on the sheet where there is no load; one of its programme's `notes` may stand
            in the place of "reps".
        tip: replaces the exercise's short cue this week.
    """

    exercise: Slug
    rounds: Annotated[int, Field(ge=1, le=4)]
    reps: Annotated[int, Field(ge=1, le=60)]
    band: tuple[BandColour, ...] = Field(default=(), max_length=2)
    kg: tuple[float, ...] = Field(default=(), max_length=2)
    each_hand: bool = False
    manner: Manner = "usual"
    grip: Grip = "usual"
    rest_before_seconds: Seconds | None = None
    reserve: Reserve | None = None
    note: Note | None = None
    tip: Tip | None = None

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
    title: Title
    goal: Goal
    reserve: Reserve
    rest_seconds: Seconds
    round_rest_seconds: Annotated[int, Field(ge=30, le=240)] = 75
    sessions: dict[SessionKey, tuple[Row, ...]]


class WeekWords(Record):
    """Title and goal of a week's sheet."""

    title: Title
    goal: Goal


class StageWords(Record):
    """What the sheets of one stage say, by kind of week, where the planner has no title left.

    Attributes:
        build: of build weeks, which take turns; last: of one that ends the plan.
    """

    intro: WeekWords
    build: tuple[WeekWords, ...] = Field(min_length=1)
    last: WeekWords | None = None
    light: WeekWords
    race: WeekWords


class Stage(Record):
    """A stretch of weeks with the same exercises: one of the parts of its phase, in this order.

    Attributes:
        name: what the slots call it.
        phase: the equipment it may use, with that of the phases before (R22).
        words: what its sheets say where the planner has no title left.
    """

    name: Slug
    phase: Phase
    words: StageWords | None = None


Choice = Slug | tuple[Slug | Literal["-"], Slug | Literal["-"], Slug | Literal["-"]]
"""An exercise, or one each for beginner, intermediate and experienced; `-` for none."""


class Slot(Record):
    """One place in a session: by stage, the exercise that stands there; a ladder across kit.

    Attributes:
        block: the circuit that it belongs to; without it the first four rows are the first.
    """

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Choice]

    block: Annotated[int, Field(ge=1, le=3)] | None = None

    @property
    def choices(self) -> dict[str, Choice]:
        """What stands here, by stage."""
        return self.__pydantic_extra__


Sessions = dict[SessionKey, tuple[Slot, ...]]


class PlanWords(Record):
    """Sentences that several weeks share.

    Attributes:
        fast: the tip of a fast lift, fast_light in light and race weeks.
        manner: the tip of a row done slower, paused or otherwise held (R20).
        one_session: says that one session is below the two days a week that WHO and NHS advise.
        no_load: says what bodyweight alone cannot do for the back (R37).
        too_heavy: by kit, says that nothing owned is light enough yet (R20).
        near_run: says why a session is light (R25).
        no_extension, no_rear: say what cautions leave out (R04, R33).
        notes: by exercise, the note of its rows, such as what a number counts, which then stands
            in the place of "reps"; at every level, but for push-ups, where it is for beginners.
    """

    fast: Tip
    fast_light: Tip
    manner: dict[Manner, Tip]
    one_session: Annotated[str, Field(max_length=220)]
    no_load: Annotated[str, Field(max_length=220)]
    too_heavy: dict[Kit, Annotated[str, Field(max_length=220)]]
    near_run: Annotated[str, Field(max_length=220)]
    no_extension: Annotated[str, Field(max_length=220)]
    no_rear: Annotated[str, Field(max_length=220)]
    notes: dict[Slug, Note] = Field(default_factory=dict)


SessionsAWeek = Annotated[int, Field(ge=1, le=3)]
Minutes = Annotated[int, Field(ge=20, le=60)]
FEWEST_WEEKS = 4
"""Of a plan; fewer weeks written out would never be used."""
MOST_STAGES = 3
"""Of one phase; a plan has no more parts with the same kit."""


class Programme(Record):
    """A programme: who it suits, and where a coach wrote them, its stages, slots and weeks.

    Attributes:
        code: two or three letters that begin the plan code on every sheet.
        like: the programme that says whatever this one leaves out; keeps: its stages that stay.
            Who names no stages has the three phases as such.
        levels, kit, needs, sessions_a_week, minutes_range: who it suits; `kit` is what it can
            use, `needs` what it cannot do without.
        by_name: whether it is only picked when asked for.
        race: whether it leads up to a race: the week before race week is light too.
        easy_weeks: first weeks that stay far from failure, with no rounds added (R16) and at most
            12 sets a session.
        grows: whether build weeks add rounds.
        full, split: the slots of each session, in printed order, for the two kinds of focus;
            without them the sessions are those of `templates/sessions`.
        level, minutes, weeks: every week spelled out, and the options it was written for.
    """

    name: Annotated[str, Field(max_length=60)]
    title: Annotated[str, Field(min_length=1, max_length=54, pattern=r"\S")]
    purpose: Annotated[str, Field(max_length=300)]
    code: Annotated[str, Field(pattern=r"^[A-Z]{2,3}$")]
    like: Slug | None = None
    keeps: tuple[Slug, ...] = ()
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] = tuple(Level)
    kit: tuple[Kit, ...] = tuple(Kit)
    needs: tuple[Kit, ...] = ()
    sessions_a_week: tuple[SessionsAWeek, SessionsAWeek] = (1, 3)
    minutes_range: tuple[Minutes, Minutes] = (20, 60)
    by_name: bool = False
    race: bool = False
    easy_weeks: Annotated[int, Field(ge=0, le=4)] = 0
    grows: bool = True
    stages: tuple[Stage, ...] = ()
    full: Sessions = Field(default_factory=dict)
    split: Sessions = Field(default_factory=dict)
    words: PlanWords | None = None
    warm_up: tuple[Slug, ...] = Field(default=(), max_length=6)
    stretches: tuple[Slug, ...] = Field(default=(), max_length=4)
    level: Level = Level.BEGINNER
    minutes: Minutes = 40
    weeks: tuple[WrittenWeek, ...] = Field(default=(), max_length=12)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [key for key in ("words", "warm_up", "stretches") if not getattr(self, key)]
        if missing and not self.like:
            raise ValueError(f"without `like` it needs {', '.join(missing)}")
        if "keeps" in self.model_fields_set and not self.keeps:
            raise ValueError("keeps: name a phase, or leave it out to keep all of them")
        phases = [stage.phase for stage in self.stages]
        if phases != sorted(phases, key=list(Phase).index):
            raise ValueError("stages: the order is bodyweight, bands, dumbbells")
        for phase, many in Counter(phases).items():
            if many > MOST_STAGES:
                raise ValueError(f"stages: {many} of the phase {phase}, at most {MOST_STAGES}")
        return self

    @model_validator(mode="after")
    def _possible(self) -> Self:
        for key in ("sessions_a_week", "minutes_range"):
            low, high = getattr(self, key)
            if low > high:
                raise ValueError(f"{key}: [{low}, {high}]: the smaller number comes first")
        for key in ("full", "split"):
            sessions = getattr(self, key)
            if sessions and set(sessions) - {"C"} != {"A", "B"}:
                has = " and ".join(sorted(sessions))
                raise ValueError(f"{key}: has session {has}, it needs A and B")
        for number, week in enumerate(self.weeks, 1):
            keys = sorted(week.sessions)
            if not keys or keys != list("ABC"[: len(keys)]):
                has = " and ".join(keys) or "none"
                raise ValueError(f"weeks[{number}]: has session {has}: A comes first, then B and C")
        if self.weeks and len(self.weeks) < FEWEST_WEEKS:
            raise ValueError(f"weeks: plans have 4 to 12 weeks, here are {len(self.weeks)}")
        return self

    def slots(self, focus: Focus) -> Sessions:
        """Return the slots of every session for one focus."""
        return self.full if focus == "full" else self.split

    @property
    def stage_names(self) -> tuple[Slug, ...]:
        """What slots and `keeps` may name: its stages, or the phases where it has none."""
        return tuple(stage.name for stage in self.stages) or tuple(Phase)

    @property
    def kept(self) -> dict[Slug, Phase]:
        """The phase of every stage that stays, by name."""
        named = {stage.name: stage.phase for stage in self.stages}
        named = named or {phase.value: phase for phase in Phase}
        return {name: p for name, p in named.items() if not self.keeps or name in self.keeps}


class SessionLists(Record):
    """Sessions by stage (`bands-2`) and letter (`A`); how a line is written: beginner.toml."""

    stages: dict[str, dict[str, str]]


Family = Literal["push", "pull", "rear", "core", "hinge", "raise", "other"]
Part = Annotated[int, Field(ge=2, le=4)]


class CautionRule(Record):
    """How a plan differs for somebody with one caution (docs/training-rules.md#cautions).

    Attributes:
        order: of several cautions the lowest order with sessions of its own gives the sessions.
        bound: the families of exercises that `starts` binds in week 1.
        starts: what week 1 may use of those; never: what does not come at all.
        later: what comes from which part on, counted from kit to kit and from light week to light
            week; from_week: what comes from which week on.
        every_session: of which week 1 has one in every session.
        stays: groups of which no row is left out, where there are two sessions or more.
        one_round_first: whether week 1 has a single round, and block 1 two from week 2 on.
        two_rounds_first: whether no block has more than two rounds in week 1.
        most_rounds: of any block; gains_from: the part from which, below 38 minutes, blocks gain
            rounds.
        rest_seconds, round_rest_seconds: at least.
        reserve: repetitions to keep in week 1, in the rest of part 1, in part 2, and afterwards.
        first_reps: repetitions that a load is not begun below.
        small_steps: whether numbers go up by one; short_third: whether a third session has ten
            sets.
        lighter: colours less than advised, or a quarter of the weight; lighter_for: the families
            it is for; empty for all.
        flat: whether sets stay as they are all plan; one_gain: whether one session a week gains.
        no_manner: whether nothing is made slower; manners: from which part on an exercise is done
            slower, and with a pause; longest_hold: seconds of the longest hold.
        one_load_step: whether at most one row of a session takes a heavier load in a week.
        top_first: whether a load gets heavier from the highest number alone; load_once: once in a
            part, and weights once in the whole plan.
        band_first: whether the band is there from week 1; weights_last: weights in the last part.
        bird_dog_extends: whether a bird dog counts as work for the lower back (R04).
        extends_twice: whether two sessions a week have such work.
        given_runs_only: whether only runs that were given are printed (C27).
        sessions: by stage and letter, as in `templates/sessions`.
    """

    order: int
    bound: tuple[Family, ...] = ()
    starts: tuple[Slug, ...] = ()
    never: tuple[Slug, ...] = ()
    later: dict[Slug, Part] = Field(default_factory=dict)
    from_week: dict[Slug, Annotated[int, Field(ge=2, le=12)]] = Field(default_factory=dict)
    every_session: tuple[Slug, ...] = ()
    stays: tuple[tuple[Slug, ...], ...] = ()
    one_round_first: bool = False
    two_rounds_first: bool = False
    most_rounds: Annotated[int, Field(ge=1, le=4)] = 4
    gains_from: Annotated[int, Field(ge=1, le=4)] = 1
    rest_seconds: Seconds = 30
    round_rest_seconds: Annotated[int, Field(ge=30, le=240)] = 60
    reserve: tuple[Reserve, Reserve, Reserve, Reserve] | None = None
    first_reps: Annotated[int, Field(ge=1, le=20)] | None = None
    small_steps: bool = False
    short_third: bool = False
    lighter: Annotated[int, Field(ge=0, le=2)] = 0
    lighter_for: tuple[Family, ...] = ()
    flat: bool = False
    one_gain: bool = False
    no_manner: bool = False
    manners: dict[Slug, tuple[Part, Part]] = Field(default_factory=dict)
    longest_hold: Annotated[int, Field(ge=5, le=60)] | None = None
    one_load_step: bool = False
    top_first: bool = False
    load_once: bool = False
    band_first: bool = False
    weights_last: bool = False
    bird_dog_extends: bool = False
    extends_twice: bool = False
    given_runs_only: bool = False
    sessions: dict[str, dict[str, str]] = Field(default_factory=dict)

    @property
    def binds_all(self) -> bool:
        """Whether `starts` binds whole sessions; then what stands in comes from the lists, too."""
        return "other" in self.bound

    @property
    def named(self) -> frozenset[Slug]:
        """All exercises of `starts` and of the sessions."""
        lines = (line for stage in self.sessions.values() for line in stage.values())
        words = (re.split(r"[,/:=]", word) for line in lines for word in line.split())
        return frozenset(self.starts) | {w for many in words for w in many if w[:1].isalpha()}


def bound_as(exercise: Exercise) -> Family:
    """Return what a `starts` list binds an exercise as; work for the blades is a family, too."""
    return "rear" if exercise.pattern == "scapular" else family(exercise)


def family(exercise: Exercise) -> Family:
    """Return what an exercise is among those that can take its place."""
    pattern = exercise.pattern
    if pattern.startswith("core"):
        return "core"
    if pattern in {"horizontal-push", "vertical-push"}:
        return "push"
    if pattern in {"horizontal-pull", "vertical-pull", "scapular"}:
        return "pull"
    if pattern == "spinal-extension":
        return "hinge"
    return "raise" if pattern == "shoulder-isolation" else "other"
