"""Which band or weight to take, in which manner, and the next step (rules R19 and R20)."""

from dataclasses import dataclass, replace

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import Manner
from runstrong_pdf.model.words import BandColour, Kit
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.care import LIGHTER_SHARE

HEAVIER_THAN_ADVISED = 1.25
"""A first weight may be this much above the advised one where no lighter is owned [judgement]."""
HARDLY_HEAVIER = 1.15
"""This much above is nearer than anything that would have to be lowered slowly: of 5 and 10 kg, 10
where 9 are advised [judgement]."""
LIGHT_SHARE, FAR_TOO_LIGHT_SHARE = 0.8, 0.5
"""A first weight below 0.8 of the advised one is lowered slowly (the default plan:
4 kg, or 3 kg with a 3-second lowering); below half it begins with more repetitions as well."""
LARGEST_JUMP = 1.50
"""No dumbbell step above 50 %: slower lowering comes first (R20)."""
SMALLEST_RESET = 3
"""A new load takes three repetitions or more off; narrower ranges keep theirs (R20)."""
SCALE: tuple[BandColour, ...] = (
    "tan", "yellow", "red", "green", "blue", "black", "silver", "gold",
)  # fmt: skip
"""The colours in rising order of force (docs/training-rules.md#bands-forces)."""
BAND_MANNERS: tuple[Manner, ...] = ("longer", "usual", "slow", "shorter", "pause")
FREE_MANNERS: tuple[Manner, ...] = ("usual", "slow", "pause")
"""From easy to hard, for bands and for all else (R20): slower, then a shorter hold."""


@dataclass(frozen=True, slots=True)
class Load:
    """A colour or a weight, neither for bodyweight; and the manner in which it is moved."""

    band: BandColour | None = None
    kg: float | None = None
    manner: Manner = "usual"


BODYWEIGHT = Load()


def first_load(exercise: Exercise, athlete: Athlete) -> Load | None:
    """Return what to start with, or None where nothing owned is light enough."""
    if Kit.BAND in exercise.kit:
        return _first_band(exercise, athlete)
    if Kit.DUMBBELLS in exercise.kit:
        return _first_weight(exercise, athlete)
    return BODYWEIGHT


def far_too_light(exercise: Exercise, load: Load, athlete: Athlete) -> bool:
    """Whether more repetitions must make up for what is owned (R20)."""
    if load.band:
        return SCALE.index(load.band) < advised_step(exercise, athlete) - 1
    return load.kg is not None and load.kg < FAR_TOO_LIGHT_SHARE * advised_kg(exercise, athlete)


def advised_step(exercise: Exercise, athlete: Athlete) -> int:
    """Return the place on the colour scale of the first band.

    The colours: docs/training-rules.md#bands-choosing.
    """
    assert exercise.start_band  # noqa: S101  the catalogue insists
    step = SCALE.index(exercise.start_band[athlete.level.number - 1])
    return max(0, step - athlete.care.lighter)


def advised_kg(exercise: Exercise, athlete: Athlete) -> float:
    """Return the kilograms to start with, per hand (docs/training-rules.md#dumbbells)."""
    assert exercise.start_kg  # noqa: S101  the catalogue insists
    share = LIGHTER_SHARE if athlete.care.lighter else 1
    return exercise.start_kg[athlete.level.number - 1] * share


def _first_band(exercise: Exercise, athlete: Athlete) -> Load | None:
    """The advised colour, the nearest lighter held shorter, or one step heavier held longer."""
    advised = advised_step(exercise, athlete)
    owned = [SCALE.index(colour) for colour in athlete.colours]
    lighter = [step for step in owned if step <= advised]
    best = max(lighter) if lighter else min(owned, default=len(SCALE))
    if best > advised + 1:
        return None
    manner: Manner = "longer" if best > advised else "shorter" if best < advised else "usual"
    return Load(band=SCALE[best], manner=manner)


def _first_weight(exercise: Exercise, athlete: Athlete) -> Load | None:
    """The advised weight, the nearest lighter, or one that is a little heavier.

    A little heavier is better than far too light: of 1 and 10 kg, 10 where 9 are advised.
    """
    advised = advised_kg(exercise, athlete)
    most = advised * (1 / LIGHTER_SHARE if athlete.care.lighter else HEAVIER_THAN_ADVISED)
    lighter = [kg for kg in athlete.kilograms if kg <= advised]
    heavier = [kg for kg in athlete.kilograms if advised < kg <= most]
    best = max(lighter, default=0)
    far_too_light = best < FAR_TOO_LIGHT_SHARE * advised
    light = best < LIGHT_SHARE * advised
    if heavier and (far_too_light or (light and min(heavier) <= HARDLY_HEAVIER * advised)):
        return Load(kg=min(heavier))
    if not lighter:
        return None
    slow = best < LIGHT_SHARE * advised and slows(exercise)
    return Load(kg=best, manner="slow" if slow else "usual")


def next_load(exercise: Exercise, load: Load, athlete: Athlete) -> Load | None:
    """Return the next owned load, or None where the step is too big or there is none."""
    low, high = exercise.reps
    if high - low < SMALLEST_RESET:
        return None
    if load.band:
        return _next_band(load.band, athlete)
    heavier = [kg for kg in athlete.kilograms if load.kg and kg > load.kg]
    if not heavier or not load.kg or heavier[0] > load.kg * LARGEST_JUMP:
        return None
    return Load(kg=heavier[0])


def _next_band(colour: BandColour, athlete: Athlete) -> Load | None:
    """One step in the order of colours, never two (R19)."""
    step = SCALE.index(colour) + 1
    owned = step < len(SCALE) and SCALE[step] in athlete.colours
    return Load(band=SCALE[step]) if owned else None


def next_manner(exercise: Exercise, load: Load) -> Load | None:
    """Return the same load made harder without weight, or None where that is used up (R20)."""
    if not slows(exercise):
        return None
    manners = BAND_MANNERS if load.band else FREE_MANNERS
    harder = manners[manners.index(load.manner) + 1 :]
    return replace(load, manner=harder[0]) if harder else None


def slows(exercise: Exercise) -> bool:
    """Whether its repetitions can be done slower: no hold, no fast lift."""
    return not exercise.unit.is_time and exercise.effort != "fast"
