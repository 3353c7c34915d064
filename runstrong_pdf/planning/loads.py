"""Which band or weight to take, and the next one (rules R19 and R20)."""

from dataclasses import dataclass

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.words import BandColour, Kit
from runstrong_pdf.planning.athlete import Athlete

HEAVIER_THAN_ADVISED = 1.25
"""A first weight may be this much above the advised one where no lighter is owned [judgement]."""
LARGEST_JUMP = 1.50
"""No dumbbell step above 50 %: slower lowering comes first (R20)."""
SMALLEST_RESET = 3
"""A new load takes three repetitions or more off; narrower ranges keep theirs (R20)."""
SCALE: tuple[BandColour, ...] = (
    "tan", "yellow", "red", "green", "blue", "black", "silver", "gold",
)  # fmt: skip
"""The colours in rising order of force (FACTS 2.1)."""


@dataclass(frozen=True, slots=True)
class Load:
    """A colour or a weight; neither for bodyweight."""

    band: BandColour | None = None
    kg: float | None = None


BODYWEIGHT = Load()


def first_load(exercise: Exercise, athlete: Athlete) -> Load | None:
    """Return what to start with, or None where nothing owned is light enough."""
    if Kit.BAND in exercise.kit:
        return _first_band(exercise, athlete)
    if Kit.DUMBBELLS in exercise.kit:
        return _first_weight(exercise, athlete)
    return BODYWEIGHT


def _first_band(exercise: Exercise, athlete: Athlete) -> Load | None:
    """The advised colour or the nearest lighter one; else one step heavier, held longer."""
    assert exercise.start_band  # noqa: S101  the catalogue insists
    advised = SCALE.index(exercise.start_band[athlete.level.number - 1])
    owned = [SCALE.index(colour) for colour in athlete.colours]
    lighter = [step for step in owned if step <= advised]
    best = max(lighter) if lighter else min(owned, default=len(SCALE))
    return Load(band=SCALE[best]) if best <= advised + 1 else None


def _first_weight(exercise: Exercise, athlete: Athlete) -> Load | None:
    assert exercise.start_kg  # noqa: S101  the catalogue insists
    advised = exercise.start_kg[athlete.level.number - 1]
    lighter = [kg for kg in athlete.kilograms if kg <= advised]
    best = max(lighter) if lighter else min(athlete.kilograms)
    return Load(kg=best) if best <= advised * HEAVIER_THAN_ADVISED else None


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
