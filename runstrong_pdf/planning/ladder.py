"""The movement ladder: which exercises are possible for whom, where and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.words import Kit, Level, Phase
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.loads import first_load

Catalogue = Mapping[str, Exercise]

RANK: Mapping[Level, int] = {level: level.number for level in Level}
"""1, 2 and 3, looked up once."""
PHASE_KIT: Mapping[Phase, frozenset[Kit]] = {
    Phase.BODYWEIGHT: frozenset({Kit.CHAIR}),
    Phase.BANDS: frozenset({Kit.CHAIR, Kit.BAND, Kit.ANCHOR}),
    Phase.DUMBBELLS: frozenset(Kit),
}
"""What each phase may use; phases are cumulative (R22)."""
COACHED = frozenset({"dumbbell-snatch", "dumbbell-jerk", "dumbbell-overhead-squat"})
"""Level 3 only, and not before week 3 (R10)."""
FIRST_COACHED_WEEK = 3
LOADED_LEGS = frozenset(
    {
        "dumbbell-squat", "dumbbell-lunge", "dumbbell-overhead-squat", "thruster",
        "dumbbell-clean", "dumbbell-snatch", "dumbbell-jerk", "push-press",
        "dumbbell-romanian-deadlift",
    }
)  # fmt: skip
"""Never on the day before a hard or long run (R24)."""
REAR_SWAPS = frozenset(
    {
        "prone-ytw", "weighted-prone-ytw", "band-pull-apart", "band-double-external-rotation",
        "dumbbell-reverse-fly", "band-face-pull",
    }
)  # fmt: skip
"""External rotation, reverse fly, Y-T-W and pull-apart stand in for one another (R04)."""
REAR = REAR_SWAPS | {"standing-ytw"}
"""With the version that only stands in for lying face down."""
FEW_PUSH_UPS = 8
"""Fewer full push-ups than this: start from the knees (docs/training-rules.md#levels)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an exercise is wanted: the phase, its first week, and whether legs must rest."""

    phase: Phase
    week: int
    eve: bool = False


def why_not(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> Because | None:
    """Return what rules an exercise out here, or None (R08, R09, R10, R24, R33)."""
    if _too_hard(slug, exercise, athlete, place.week):
        return "level"
    if not set(exercise.kit) <= athlete.kit & PHASE_KIT[place.phase]:
        return "kit"
    if athlete.avoid.intersection(exercise.caution):
        return "caution"
    if place.eve and slug in LOADED_LEGS:
        return "run"
    return None if first_load(exercise, athlete) else "load"


def _too_hard(slug: str, exercise: Exercise, athlete: Athlete, week: int) -> bool:
    if slug == "push-up" and athlete.push_ups is not None and athlete.push_ups < FEW_PUSH_UPS:
        return True
    early = slug in COACHED and week < FIRST_COACHED_WEEK
    return early or RANK[exercise.level] > RANK[athlete.level]


def too_heavy(catalogue: Catalogue, athlete: Athlete) -> frozenset[Kit]:
    """Return the kit of which nothing owned is light enough for anything (R20)."""
    anywhere = Place(Phase.DUMBBELLS, FIRST_COACHED_WEEK)
    found = set()
    for kit in (Kit.BAND, Kit.DUMBBELLS):
        uses = [(s, e) for s, e in catalogue.items() if kit in e.kit]
        why = {why_not(slug, exercise, athlete, anywhere) for slug, exercise in uses}
        if "load" in why and None not in why:
            found.add(kit)
    return frozenset(found)


def ruled_out(catalogue: Catalogue, athlete: Athlete) -> frozenset[str]:
    """Return what R04 asks for but cautions rule out, whatever the kit at hand (R33)."""
    anywhere = Place(Phase.DUMBBELLS, FIRST_COACHED_WEEK)
    can = [s for s, e in catalogue.items() if not why_not(s, e, athlete, anywhere)]
    has = {
        "rear": bool(REAR.intersection(can)),
        "extension": any("erector spinae" in catalogue[slug].primary for slug in can),
    }
    return frozenset(kind for kind, found in has.items() if athlete.avoid and not found)
