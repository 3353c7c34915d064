"""A row while it is being planned: an exercise with its dose so far."""

from dataclasses import dataclass, replace
from typing import Self

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.words import Slug
from runstrong_pdf.planning.estimate import SWITCH_SIDES_SECONDS
from runstrong_pdf.planning.ladder import REAR
from runstrong_pdf.planning.loads import BODYWEIGHT, Load

BACK = frozenset(
    {"latissimus dorsi", "rhomboids", "middle trapezius", "lower trapezius", "posterior deltoid"}
)
"""Muscles that make a pull a back exercise (R13)."""


@dataclass(frozen=True, slots=True)
class Work:
    """One row of a session.

    Attributes:
        chest, back, vertical: what rules R07 and R13 count.
        extension, rear: what rule R04 asks for.
        foreign: whether it stands in for another movement, so that it may go first.
    """

    slug: Slug
    exercise: Exercise
    load: Load = BODYWEIGHT
    rounds: int = 2
    reps: int = 0
    rest_before_seconds: int | None = None
    instead_of: Slug | None = None
    because: Because | None = None
    tip: str | None = None
    balance: str = ""
    chest: bool = False
    back: bool = False
    vertical: bool = False
    core: bool = False
    extension: bool = False
    foreign: bool = False
    rear: bool = False
    rep_seconds: float = 0
    switch_seconds: int = 0

    @classmethod
    def of(cls, slug: Slug, exercise: Exercise, load: Load) -> Self:
        """Return the row of an exercise at the bottom of its range."""
        primary = set(exercise.primary)
        return cls(
            slug=slug,
            exercise=exercise,
            load=load,
            reps=exercise.reps[0],
            balance=exercise.balance,
            chest="pectoralis major" in primary,
            back=exercise.balance == "pull" and bool(primary & BACK),
            vertical=exercise.pattern == "vertical-push",
            core=exercise.pattern.startswith("core"),
            extension="erector spinae" in primary,
            rear=slug in REAR,
            rep_seconds=exercise.seconds_per_rep * exercise.sides,
            switch_seconds=SWITCH_SIDES_SECONDS if exercise.sides == 2 else 0,
        )

    @property
    def set_seconds(self) -> float:
        """Working time of one set (R29)."""
        return self.reps * self.rep_seconds + self.switch_seconds

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

    def without_tip(self) -> Self:
        """Return the row without this week's tip."""
        return replace(self, tip=None) if self.tip else self
