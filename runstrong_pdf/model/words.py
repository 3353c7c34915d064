"""The closed word lists of the training data: what a template may say. Needs nothing heavy."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal, get_args

from runstrong_pdf.errors import Problem, UsageError, shown


class Level(StrEnum):
    """How far along the athlete is (docs/training-rules.md#levels)."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    EXPERIENCED = "experienced"

    @cached_property
    def number(self) -> int:
        """1, 2 or 3, as the rules R01 to R39 count levels."""
        return {"beginner": 1, "intermediate": 2, "experienced": 3}[self.value]


class Kit(StrEnum):
    """What an athlete may own. Bodyweight needs none of it."""

    CHAIR = "chair"
    BAND = "band"
    ANCHOR = "anchor"
    DUMBBELLS = "dumbbells"


class Phase(StrEnum):
    """The equipment a phase adds; phases are cumulative (R22)."""

    BODYWEIGHT = "bodyweight"
    BANDS = "bands"
    DUMBBELLS = "dumbbells"


class WeekKind(StrEnum):
    """What a week is for (docs/training-rules.md#words)."""

    INTRO = "intro"
    BUILD = "build"
    LIGHT = "light"
    RACE = "race"

    @property
    def is_loading(self) -> bool:
        """Whether such a week loads: it is neither light nor for a race."""
        return self is WeekKind.INTRO or self is WeekKind.BUILD  # asked thousands of times


class Unit(StrEnum):
    """What the number after the rounds counts."""

    REPS = "reps"
    REPS_PER_SIDE = "reps-per-side"
    SECONDS = "seconds"
    SECONDS_PER_SIDE = "seconds-per-side"

    @cached_property
    def per_side(self) -> bool:
        """Whether the work is done once for each side."""
        return self in {Unit.REPS_PER_SIDE, Unit.SECONDS_PER_SIDE}

    @cached_property
    def is_time(self) -> bool:
        """Whether the number is seconds of holding, not repetitions."""
        return self in {Unit.SECONDS, Unit.SECONDS_PER_SIDE}


Pattern = Literal[
    "horizontal-push",
    "vertical-push",
    "horizontal-pull",
    "vertical-pull",
    "shoulder-isolation",
    "arm-isolation",
    "core-anti-extension",
    "core-anti-rotation",
    "core-flexion",
    "spinal-extension",
    "whole-body",
    "scapular",
]
Balance = Literal["push", "pull", "neutral"]
Region = Literal["chest", "back", "shoulders", "arms", "core", "legs"]
Caution = Literal[
    "wrist",
    "elbow",
    "shoulder",
    "neck",
    "low-back",
    "hip",
    "knee",
    "ankle",
    "high-bp",
    "pregnancy",
    "postnatal",
    "osteoporosis",
    "older-adult",
    "youth",
    "latex",
]
Muscle = Literal[
    "anterior deltoid",
    "biceps brachii",
    "brachialis",
    "brachioradialis",
    "erector spinae",
    "forearm flexors",
    "gluteus maximus",
    "gluteus medius",
    "hamstrings",
    "iliopsoas",
    "infraspinatus",
    "lateral deltoid",
    "latissimus dorsi",
    "lower trapezius",
    "middle trapezius",
    "multifidus",
    "obliques",
    "pectoralis major",
    "pelvic floor",
    "posterior deltoid",
    "quadratus lumborum",
    "quadriceps femoris",
    "rectus abdominis",
    "rhomboids",
    "serratus anterior",
    "supraspinatus",
    "teres major",
    "teres minor",
    "transversus abdominis",
    "triceps brachii",
    "upper trapezius",
]
BandColour = Literal["tan", "yellow", "red", "green", "blue", "black", "silver", "gold"]
"""The Thera-Band scale in rising order of force (docs/training-rules.md#bands-forces)."""
Focus = Literal["full", "split"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
RunKind = Literal["easy", "hard", "long", "off"]


@dataclass(frozen=True)
class Run:
    """What one weekday already holds: a run, or `off` where no training is possible at all.

    Attributes:
        day: 0 for Monday to 6 for Sunday.

    Raises:
        UsageError: when there is no such day or kind.
    """

    day: int
    kind: RunKind

    def __post_init__(self) -> None:
        """Refuse what is no day or no kind of run."""
        found = []
        if type(self.day) is not int or not 0 <= self.day <= 6:
            text = f"{shown(self.day)} is not a day, 0 for Monday to 6 for Sunday"
            found.append(Problem("runs", text))
        kind, kinds = shown(self.kind), get_args(RunKind)
        if kind not in map(repr, kinds):
            text = f"{kind} is not a kind of run, possible: {', '.join(kinds)}"
            found.append(Problem("runs", text))
        if found:
            raise UsageError(found)
