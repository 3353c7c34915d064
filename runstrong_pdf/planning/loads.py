"""Which band or weight to take, how it is held and moved, and what comes next (R19, R20, C30).

The loads: docs/training-rules.md#loads. Everything without a source there is judgement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import Grip, Manner
from runstrong_pdf.model.words import BandColour, Kit
from runstrong_pdf.planning.athlete import Athlete

SCALE: tuple[BandColour, ...] = get_args(BandColour)
"""The colours in rising order of force (docs/training-rules.md#bands-forces)."""
LIGHTEST_SHARE, HEAVIEST_SHARE = 0.5, 1.25
"""A first weight lies between these shares of the advised one."""
LIGHT_SHARE = 0.8
"""Below this share of the advised weight it is lowered slowly."""
LIGHTER_SHARE = 0.75
"""Of the advised weight, for cautions that start lighter: about one colour of band less."""
SMALLEST_STEP, EASY_STEP, LARGEST_STEP = 1.08, 1.25, 1.5
"""A next weight is at least 8 % heavier, at most 50; from 25 % on the top number comes first."""
SHARED_HALF, BENT_HALF = 0.5, 0.5
"""What one weight in both hands, or a bent arm's lever, leaves of the load for each hand."""
HALVES: Mapping[Grip, float] = {"shared": SHARED_HALF, "bent": BENT_HALF}
"""The same by grip; all others leave it whole."""
SHARED = frozenset(
    {
        "dumbbell-squat", "dumbbell-romanian-deadlift", "dumbbell-lunge", "dumbbell-shoulder-press",
        "seated-dumbbell-press", "thruster", "dumbbell-floor-press",
    }
)  # fmt: skip
"""Exercises that can be done with one weight in both hands."""
BAND_MANNERS: tuple[Manner, ...] = ("usual", "slow", "shorter")
FREE_MANNERS: tuple[Manner, ...] = ("usual", "slow", "pause")
"""From easy to hard where the load cannot change (R20)."""


@dataclass(frozen=True, slots=True)
class Load:
    """A colour or a weight, neither for bodyweight; how it is held and moved."""

    band: BandColour | None = None
    kg: float | None = None
    manner: Manner = "usual"
    grip: Grip = "usual"

    @property
    def amount(self) -> float:
        """What an arm has to move: kilograms, or the place on the scale of colours."""
        if self.band:
            return SCALE.index(self.band) + 1.0
        if not self.kg:
            return 0.0
        return self.kg * HALVES.get(self.grip, 1.0)


BODYWEIGHT = Load()


def first_load(slug: str, exercise: Exercise, athlete: Athlete) -> Load | None:
    """Return what to start with, or None where nothing owned suits (C30, R20)."""
    if Kit.BAND in exercise.kit:
        return _first_band(exercise, athlete)
    if Kit.DUMBBELLS in exercise.kit:
        return _first_weight(slug, exercise, athlete)
    return BODYWEIGHT


def _first_band(exercise: Exercise, athlete: Athlete) -> Load | None:
    """The advised colour, else one or two lighter and slow, else one heavier."""
    advised = max(0, advised_step(exercise, athlete))
    for step, manner in ((0, "usual"), (-1, "slow"), (-2, "slow"), (1, "usual")):
        at = advised + step
        if 0 <= at < len(SCALE) and SCALE[at] in athlete.first_colours:
            slow = manner == "slow" and slows(exercise, athlete)
            return Load(band=SCALE[at], manner="slow" if slow else "usual")
    return None


def _first_weight(slug: str, exercise: Exercise, athlete: Athlete) -> Load | None:
    """The nearest owned between half and five quarters of the advised weight, lighter first."""
    advised = advised_kg(exercise, athlete)
    grips: list[tuple[Grip, float]] = [("usual", 1)]
    grips += [("shared", SHARED_HALF)] if slug in SHARED else []
    grips += [("bent", BENT_HALF)] if exercise.pattern == "shoulder-isolation" else []
    fits = [
        (abs(felt - advised), felt > advised, grip != "usual", kg, grip, felt)
        for grip, share in grips
        for kg in athlete.first_kilograms
        if LIGHTEST_SHARE * advised <= (felt := kg * share) <= HEAVIEST_SHARE * advised
    ]
    if not fits:
        return None
    *_, kg, grip, felt = min(fits, key=lambda fit: fit[:3])
    slow = felt < LIGHT_SHARE * advised and slows(exercise, athlete)
    return Load(kg=kg, manner="slow" if slow else "usual", grip=grip)


def advised_step(exercise: Exercise, athlete: Athlete) -> int:
    """Return the place on the scale of the first colour (docs/training-rules.md#bands-choosing)."""
    assert exercise.start_band  # noqa: S101  the catalogue insists
    step = SCALE.index(exercise.start_band[athlete.level.number - 1])
    return step - athlete.care.lighter if athlete.care.is_lighter(exercise) else step


def advised_kg(exercise: Exercise, athlete: Athlete) -> float:
    """Return the kilograms to start with, per hand (docs/training-rules.md#dumbbells)."""
    assert exercise.start_kg  # noqa: S101  the catalogue insists
    share = LIGHTER_SHARE if athlete.care.is_lighter(exercise) else 1
    return exercise.start_kg[athlete.level.number - 1] * share


def next_load(load: Load, athlete: Athlete) -> Load | None:
    """Return the lightest owned that is 8 % heavier, at most half as heavy again; or None."""
    if load.band:
        step = SCALE.index(load.band) + 1
        owned = step < len(SCALE) and SCALE[step] in athlete.colours
        return Load(band=SCALE[step]) if owned else None
    if not load.kg:
        return None
    least = SMALLEST_STEP * load.kg
    heavier = next((kg for kg in athlete.kilograms if kg >= least), None)
    if heavier and heavier <= LARGEST_STEP * load.kg:
        return Load(kg=heavier, grip=load.grip)
    if load.grip == "bent":  # the same weight with straight arms: twice the lever, after its top
        return Load(kg=load.kg)
    return None


def is_big_step(load: Load, following: Load) -> bool:
    """Whether a step is more than 25 %, so that the top number must come first (R20)."""
    if load.band:
        return False
    return following.amount > EASY_STEP * load.amount


def next_manner(exercise: Exercise, load: Load, athlete: Athlete) -> Load | None:
    """Return the same load made harder without weight, or None where that is used up (R20)."""
    if not slows(exercise, athlete):
        return None
    manners = BAND_MANNERS if load.band else FREE_MANNERS
    at = manners.index(load.manner)
    harder = at + 1 < len(manners)
    return Load(load.band, load.kg, manners[at + 1], load.grip) if harder else None


def slows(exercise: Exercise, athlete: Athlete) -> bool:
    """Whether its repetitions can be done slower: no hold, no fast lift, no climber."""
    climbs = exercise.reps == CLIMBERS or exercise.variant_of == "mountain-climber"
    held = exercise.unit.is_time or exercise.effort == "fast" or climbs
    return not held and not athlete.care.no_manner


CLIMBERS = (20, 40)
"""The ranges by which climbers are told; quick ones are counted in steps."""
MANNER_RANK: Mapping[Manner, int] = {"longer": -1, "usual": 0, "slow": 1, "shorter": 2, "pause": 2}
