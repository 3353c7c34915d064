"""A row while it is being planned: a move, which stays, and its dose, which changes."""

from dataclasses import dataclass, replace
from typing import Self

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.words import Slug
from runstrong_pdf.planning.estimate import MANNER_SECONDS, SWITCH_SIDES_SECONDS
from runstrong_pdf.planning.ladder import REAR
from runstrong_pdf.planning.loads import BODYWEIGHT, Load

BACK = frozenset(
    {"latissimus dorsi", "rhomboids", "middle trapezius", "lower trapezius", "posterior deltoid"}
)
"""Muscles that make a pull a back exercise (R13)."""


@dataclass(frozen=True, slots=True)
class Move:
    """An exercise with what the rules count it as.

    Attributes:
        chest, back, vertical, raises: what rules R07 and R13 count.
        horizontal, core, extension, rear: what rules R03 and R04 ask for.
        instead_of, because: the exercise it stands in for, and why.
        foreign: whether that is another movement, so that this one may go first.
    """

    slug: Slug
    exercise: Exercise
    balance: str
    chest: bool
    back: bool
    vertical: bool
    horizontal: bool
    core: bool
    extension: bool
    rear: bool
    raises: bool
    rep_seconds: float
    switch_seconds: int
    instead_of: Slug | None = None
    because: Because | None = None
    foreign: bool = False

    @classmethod
    def of(cls, slug: Slug, exercise: Exercise) -> Self:
        """Return the move of an exercise."""
        primary = set(exercise.primary)
        return cls(
            slug=slug,
            exercise=exercise,
            balance=exercise.balance,
            chest="pectoralis major" in primary,
            back=exercise.balance == "pull" and bool(primary & BACK),
            vertical=exercise.pattern == "vertical-push",
            horizontal=exercise.pattern == "horizontal-push",
            core=exercise.pattern.startswith("core"),
            extension="erector spinae" in primary,
            rear=slug in REAR,
            raises=exercise.pattern == "shoulder-isolation",
            rep_seconds=exercise.seconds_per_rep * exercise.sides,
            switch_seconds=SWITCH_SIDES_SECONDS if exercise.sides == 2 else 0,
        )

    def standing_in(self, wanted: Slug, because: Because, *, foreign: bool) -> Self:
        """Return the move as a stand-in for another one."""
        return replace(self, instead_of=wanted, because=because, foreign=foreign)


@dataclass(frozen=True, slots=True)
class Work:
    """One row of a session."""

    move: Move
    load: Load = BODYWEIGHT
    rounds: int = 2
    reps: int = 0
    rest_before_seconds: int | None = None

    @classmethod
    def of(cls, move: Move, load: Load) -> Self:
        """Return the row of a move at the bottom of its range."""
        return cls(move, load, reps=move.exercise.reps[0])

    @property
    def slug(self) -> Slug:
        """The exercise's file name."""
        return self.move.slug

    @property
    def exercise(self) -> Exercise:
        """The exercise itself."""
        return self.move.exercise

    @property
    def low(self) -> int:
        """The bottom of the range."""
        return self.move.exercise.reps[0]

    @property
    def high(self) -> int:
        """The top of the range."""
        return self.move.exercise.reps[1]

    @property
    def set_seconds(self) -> float:
        """Working time of one set (R29)."""
        slower = MANNER_SECONDS.get(self.load.manner, 0) * self.move.exercise.sides
        return self.reps * (self.move.rep_seconds + slower) + self.move.switch_seconds

    def at(self, *, rounds: int | None = None, reps: int | None = None) -> Self:
        """Return the row with another dose."""
        if rounds in {None, self.rounds} and reps in {None, self.reps}:
            return self
        return replace(self, rounds=rounds or self.rounds, reps=reps or self.reps)

    def resting(self, seconds: int | None) -> Self:
        """Return the row with another rest before it."""
        if seconds == self.rest_before_seconds:
            return self
        return replace(self, rest_before_seconds=seconds)
