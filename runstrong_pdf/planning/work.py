"""A row while it is being planned: a move, which stays, and its dose, which changes."""

from dataclasses import dataclass, field, replace
from typing import Self

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.record import Slug
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
        instead_of, because: the exercise it stands in for, and why.
        covers: all that rules R01, R03 and R04 ask for, as one set.
        foreign: whether that is another movement, so that this one may go first.
    """

    slug: Slug
    exercise: Exercise
    balance: str
    chest: bool
    back: bool
    vertical: bool
    core: bool
    raises: bool
    covers: frozenset[str]
    sides: int
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
            core=exercise.pattern.startswith("core"),
            raises=exercise.pattern == "shoulder-isolation",
            covers=_covers(slug, exercise),
            sides=exercise.sides,
            rep_seconds=exercise.seconds_per_rep * exercise.sides,
            switch_seconds=SWITCH_SIDES_SECONDS if exercise.sides == 2 else 0,
        )

    def standing_in(self, wanted: Slug, because: Because, *, foreign: bool) -> Self:
        """Return the move as a stand-in for another one."""
        return replace(self, instead_of=wanted, because=because, foreign=foreign)


def _covers(slug: Slug, exercise: Exercise) -> frozenset[str]:
    """Return regions and the kinds of exercise that every session or week needs."""
    kinds = {
        "horizontal push": exercise.pattern == "horizontal-push",
        "pull": exercise.balance == "pull",
        "core exercise": exercise.pattern.startswith("core"),
        "extension": "erector spinae" in exercise.primary,
        "rear": slug in REAR,
    }
    return frozenset({*exercise.regions, *(kind for kind, is_so in kinds.items() if is_so)})


@dataclass(frozen=True, slots=True)
class Work:
    """One row of a session; `set_seconds` is the working time of one set (R29), reckoned once."""

    move: Move
    load: Load = BODYWEIGHT
    rounds: int = 2
    reps: int = 0
    rest_before_seconds: int | None = None
    set_seconds: float = field(init=False)

    def __post_init__(self) -> None:
        slower = MANNER_SECONDS.get(self.load.manner, 0) * self.move.sides
        seconds = self.reps * (self.move.rep_seconds + slower) + self.move.switch_seconds
        object.__setattr__(self, "set_seconds", seconds)  # frozen, so it stays true

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

    def at(self, *, rounds: int | None = None, reps: int | None = None) -> Self:
        """Return the row with another dose."""
        if rounds in {None, self.rounds} and reps in {None, self.reps}:
            return self
        again = type(self)  # not replace(), which takes four times as long
        rounds, reps = rounds or self.rounds, reps or self.reps
        return again(self.move, self.load, rounds, reps, self.rest_before_seconds)

    def resting(self, seconds: int | None) -> Self:
        """Return the row with another rest before it."""
        if seconds == self.rest_before_seconds:
            return self
        return type(self)(self.move, self.load, self.rounds, self.reps, seconds)
