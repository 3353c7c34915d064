"""Which exercises somebody may do, from when, and what takes the place of the others."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Because
from runstrong_pdf.model.programme import family
from runstrong_pdf.model.words import Kit, Level, Phase
from runstrong_pdf.planning.athlete import FALLBACK, FEW_PUSH_UPS, HANDLE_PUSH_UPS, Athlete, Care
from runstrong_pdf.planning.loads import first_load
from runstrong_pdf.planning.picks import (
    DOGS,
    LEAD_INS,
    MAIN_PULLS,
    REAR,
    Catalogue,
    is_small,
    twins_of,
    works_back,
    works_chest,
)

PHASE_KIT: Mapping[Phase, frozenset[Kit]] = {
    Phase.BODYWEIGHT: frozenset({Kit.CHAIR}),
    Phase.BANDS: frozenset({Kit.CHAIR, Kit.BAND, Kit.ANCHOR}),
    Phase.DUMBBELLS: frozenset(Kit),
}
"""What each phase may use; phases are cumulative (R22)."""
LOADED_LEGS = frozenset(
    {
        "dumbbell-squat", "dumbbell-lunge", "dumbbell-overhead-squat", "thruster",
        "dumbbell-clean", "dumbbell-snatch", "dumbbell-jerk", "push-press",
        "dumbbell-romanian-deadlift",
    }
)  # fmt: skip
"""Never on the day before a hard or long run (R24)."""
FIRST_RUNGS = frozenset(
    {"wall-push-up", "incline-push-up", "knee-push-up", "side-plank-knees", "knee-plank"}
)
"""What those beyond the beginning are past, unless a caution asks for it."""
ON_THE_FLOOR = frozenset({"knee-push-up", "knee-wide-push-up", "knee-diamond-push-up"})
"""Push-ups that wait for the second part where hardly any was counted (C31)."""
BEGINNERS_NEVER = frozenset({"thruster", "superman"})
"""Beside what its level rules out (R09)."""
STANDING_PRESS, FIRST_PRESSES = "dumbbell-shoulder-press", (
    "seated-dumbbell-press", "band-overhead-press",
)  # fmt: skip
FEWEST_LIFTS = 3
"""Exercises with weights that make a part of its own worth it."""
LAST_PART = 9
"""A part in which everything has come that a caution lets wait."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where exercises are wanted: the phase and part, and what is known there.

    Attributes:
        weeks_done: loading weeks so far by exercise.
        week: from which the exercises are wanted, counted from 1.
        eve: whether the session is on the day before a hard or long run.
        first: whether it is the first week of a first plan.
        lifts: whether a lift may be new here.
    """

    phase: Phase
    part: int
    weeks_done: Mapping[str, int]
    first: bool = False
    eve: bool = False
    lifts: bool = True
    week: int = 1


def why_not(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> Because | None:
    """Return what rules an exercise out here, or None (R08, R09, R24, R33, C04, C23)."""
    if _too_hard(slug, exercise, athlete) or _too_early(slug, athlete, place):
        return "level"
    if not PHASE_KIT[place.phase].issuperset(exercise.kit) or not athlete.kit.issuperset(
        exercise.kit
    ):
        return "kit"
    if is_avoided(slug, exercise, athlete) or _waits(slug, exercise, athlete, place):
        return "caution"
    if place.eve and slug in LOADED_LEGS:
        return "run"
    return None if first_load(slug, exercise, athlete) else "load"


def fitting(athlete: Athlete, catalogue: Catalogue) -> frozenset[str]:
    """Return what nothing rules out that is the same in every week: level, cautions and loads."""
    return frozenset(
        slug
        for slug, exercise in catalogue.items()
        if not _too_hard(slug, exercise, athlete)
        and athlete.kit.issuperset(exercise.kit)
        and not is_avoided(slug, exercise, athlete)
        and first_load(slug, exercise, athlete)
    )


def may_come(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> bool:
    """Whether nothing rules an exercise out here, as `why_not` says, but sooner."""
    return (
        slug in athlete.fits
        and PHASE_KIT[place.phase].issuperset(exercise.kit)
        and athlete.kit.issuperset(exercise.kit)
        and not (place.eve and slug in LOADED_LEGS)
        and not _too_early(slug, athlete, place)
        and not _waits(slug, exercise, athlete, place)
    )


def usable_kit(athlete: Athlete, catalogue: Catalogue) -> frozenset[Kit]:
    """Return the kit without a band or weights of which nothing suits: no load is light enough."""
    place = Place(Phase.DUMBBELLS, LAST_PART, dict.fromkeys(catalogue, LAST_PART))
    can = [e for s, e in catalogue.items() if may_come(s, e, athlete, place)]
    band = any(Kit.BAND in exercise.kit and exercise.balance == "pull" for exercise in can)
    weights = sum(Kit.DUMBBELLS in exercise.kit for exercise in can) >= FEWEST_LIFTS
    out = (set() if band else {Kit.BAND, Kit.ANCHOR}) | (set() if weights else {Kit.DUMBBELLS})
    return athlete.kit - out


def is_avoided(slug: str, exercise: Exercise, athlete: Athlete) -> bool:
    """Whether an exercise never comes: a caution is against it, or the athlete is."""
    cautions = athlete.avoid.intersection(exercise.caution) - {"latex"}
    return bool(cautions) or slug in athlete.care.never or slug in athlete.without


def _waits(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> bool:
    """Whether a caution lets an exercise come later."""
    care = athlete.care
    early = care.waits(slug, place.part, place.week)
    return early or (place.first and not care.may_start(slug, exercise))


def _too_hard(slug: str, exercise: Exercise, athlete: Athlete) -> bool:
    """Whether an exercise is beyond the level, in whatever week."""
    if exercise.level.number > athlete.level.number:
        return True
    beginner = athlete.level is Level.BEGINNER
    unsure = athlete.push_ups is None and "knee" in athlete.avoid  # who cannot go on from the knees
    if beginner and (slug in BEGINNERS_NEVER or (slug == "push-up" and (unsure or _few(athlete)))):
        return True
    counted = 0 if beginner else HANDLE_PUSH_UPS if athlete.push_ups is None else athlete.push_ups
    return slug == "handle-push-up" and counted < HANDLE_PUSH_UPS


def _few(athlete: Athlete) -> bool:
    """Whether so few push-ups were counted that the hands begin on a worktop (C31)."""
    return athlete.push_ups is not None and athlete.push_ups < FEW_PUSH_UPS


def _too_early(slug: str, athlete: Athlete, place: Place) -> bool:
    """Whether something lighter comes first: a press for a beginner, the lead-ins of a lift."""
    if slug in ON_THE_FLOOR and _few(athlete) and place.part == 1 and slug not in place.weeks_done:
        return True
    if slug == STANDING_PRESS and athlete.level is Level.BEGINNER and _lacks_press(athlete, place):
        return True
    if slug not in LEAD_INS or slug in place.weeks_done:
        return False
    weeks, groups = LEAD_INS[slug]
    return not place.lifts or any(
        max((place.weeks_done.get(lead, 0) for lead in group), default=0) < weeks
        for group in groups
    )


def _lacks_press(athlete: Athlete, place: Place) -> bool:
    """Whether a beginner has yet to press seated or with the band, if kit for it is owned."""
    can = athlete.kit & {Kit.CHAIR, Kit.BAND}
    return bool(can) and not any(place.weeks_done.get(lead) for lead in FIRST_PRESSES)


def is_behind(slug: str, athlete: Athlete) -> bool:
    """Whether somebody is past the first rungs, and no caution asks for them."""
    return slug in FIRST_RUNGS and athlete.level.number > 1 and not athlete.care.rules


# -- stand-ins -------------------------------------------------------------------------------------

GENTLEST = frozenset({"heel-slide", "pelvic-floor-breathing", "standing-hip-hinge"})
"""What never stands in for anything: it is for those whose caution names it."""
GENTLE = GENTLEST | {
    "doorway-external-rotation", "wall-push-up", "forearm-bird-dog", "standing-ytw",
    "slow-mountain-climber",
}  # fmt: skip
"""What stands in only where nothing else is left: it is for those who need it."""
FIRST_VERSIONS = GENTLE | FIRST_RUNGS
"""What nobody goes back to who has done the rung above it."""
NO_CARE = Care()


def nearest(
    wanted: str,
    catalogue: Catalogue,
    can: Collection[str],
    taken: Collection[str],
    elsewhere: Collection[str] = (),
    *,
    like: bool = False,
    care: Care = NO_CARE,
) -> str | None:
    """Return the exercise most like a wanted one, of the same balance, or None.

    Args:
        like: whether it must be of the same family, and of the same use for chest and back.
        care: what cautions ask for: exercises of their own lists come before all else.
    """
    mine = catalogue[wanted]
    free = (s for s in can if s not in taken and s not in LEAD_INS)
    if like:
        free = (
            s
            for s in free
            if family(catalogue[s]) == family(mine) and _same_work(wanted, s, catalogue)
        )
    return min(
        (s for s in free if catalogue[s].balance == mine.balance),
        key=_rank(wanted, catalogue, elsewhere, care),
        default=None,
    )


def _rank(
    wanted: str, catalogue: Catalogue, elsewhere: Collection[str], care: Care
) -> Callable[[str], tuple[object, ...]]:
    """Return how far exercises are from a wanted one."""
    ladder = _ladder(wanted, catalogue)

    def rank(slug: str) -> tuple[object, ...]:
        gentle = slug in GENTLE and slug not in care.named | care.starts
        return (
            bool(care.named) and slug not in care.named,
            gentle and not (care.falls_back and slug in FALLBACK - GENTLEST),
            *_unlikeness(wanted, slug, catalogue, elsewhere=slug in elsewhere, rung=slug in ladder),
        )

    return rank


def stand_ins(
    wanted: str,
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    used: Collection[str],
    *,
    elsewhere: Collection[str] = (),
    kept: bool = False,
    quick: bool = False,
) -> Iterator[str]:
    """Yield what can take the place of an exercise that has nothing left to give, nearest first.

    Args:
        used: what its session has; elsewhere: what else is not wanted, as other sessions have it.
        kept: whether it must do the same work for the week (R04); quick: whether a set must take
            less time.
    """
    known = {*used, *elsewhere}
    taken = {*known, *(twin for slug in known for twin in twins_of(slug) if slug != wanted)}
    mine = catalogue[wanted]
    others = {catalogue[slug].pattern for slug in used if slug != wanted}
    flat = mine.pattern == "horizontal-push" not in others  # R03
    can = [
        slug
        for slug, exercise in catalogue.items()
        if slug in athlete.fits
        and exercise.balance == mine.balance
        and slug not in LEAD_INS
        and slug not in taken
        and ("push-up" in slug or "push-up" not in wanted)
        and not (flat and exercise.pattern != "horizontal-push")
        and not (kept and not _same_work(wanted, slug, catalogue, rear=bool(athlete.care.starts)))
        and not (kept and athlete.care.bird_dog_extends and wanted in DOGS and slug not in DOGS)
        and not _adds_chest_or_back(mine, exercise)
        and not (mine.balance != "neutral" and is_small(exercise) and not is_small(mine))
        and (family(mine) != "core" or family(exercise) == "core")
        and not (slug in GENTLEST and slug not in athlete.care.named)
        and not sets_back(slug, exercise, athlete, place)
        and not (quick and _first_seconds(exercise) >= _first_seconds(mine))
        and may_come(slug, exercise, athlete, place)
    ]
    seen: set[str] = set()
    for slug in sorted(can, key=_rank(wanted, catalogue, (), athlete.care)):
        if slug not in seen:
            seen |= twins_of(slug)
            yield slug


def sets_back(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> bool:
    """Whether somebody is past it: beyond the beginning, or with the rung above it done."""
    if athlete.level.number == 1 and slug not in FIRST_VERSIONS:
        return False
    above = exercise.harder in place.weeks_done and exercise.harder not in athlete.without
    return is_behind(slug, athlete) or above


def _adds_chest_or_back(old: Exercise, new: Exercise) -> bool:
    """Whether an exercise counts for chest or back where the old one did not (R13)."""
    return (works_chest(new) and not works_chest(old)) or (works_back(new) and not works_back(old))


def _same_work(slug: str, other: str, catalogue: Catalogue, *, rear: bool = False) -> bool:
    """Whether an exercise counts for all that the other counts for in its week.

    Args:
        rear: whether work for the rear shoulder need not count for the back.
    """
    a, b = catalogue[slug], catalogue[other]
    if rear and {slug, other} <= REAR and (Kit.BAND in a.kit) <= (Kit.BAND in b.kit):
        return True
    if works_back(a) != works_back(b) or works_chest(a) != works_chest(b):
        return False
    if Kit.BAND in a.kit and a.balance == "pull" and Kit.BAND not in b.kit:
        return False
    if {a.pattern, b.pattern} <= MAIN_PULLS and slug not in REAR:  # C25
        return other not in REAR
    return other in REAR if slug in REAR else a.pattern == b.pattern


def _first_seconds(exercise: Exercise) -> float:
    return exercise.first_reps * exercise.seconds_per_rep * exercise.sides


def _unlikeness(
    wanted: str, other: str, catalogue: Catalogue, *, elsewhere: bool, rung: bool
) -> tuple[object, ...]:
    """Rank a stand-in: the same work, then new to the week, a near rung, like kit, like level."""
    a, b = catalogue[wanted], catalogue[other]
    return (
        (wanted in REAR) != (other in REAR),
        (a.pattern == "spinal-extension") != (b.pattern == "spinal-extension"),
        family(a) != family(b),
        works_back(a) and not works_back(b),
        works_chest(a) and not works_chest(b),
        a.pattern != b.pattern,
        bool(a.kit) and set(a.kit) != set(b.kit),
        elsewhere,
        not rung,
        abs(len(a.kit) - len(b.kit)),
        abs(a.level.number - b.level.number),
        not set(a.primary) & set(b.primary),
        b.priority,
        other,
    )


def _ladder(slug: str, catalogue: Catalogue) -> Collection[str]:
    """Return the rungs below and above an exercise."""
    found: set[str] = set()
    for direction in ("easier", "harder"):
        here = getattr(catalogue[slug], direction)
        while here in catalogue and here not in found:
            found.add(here)
            here = getattr(catalogue[here], direction)
    return found
