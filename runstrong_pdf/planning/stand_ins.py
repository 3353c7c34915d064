"""What takes the place of an exercise that is not possible or has nothing left to give."""

from collections.abc import Collection

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.caution import family
from runstrong_pdf.model.words import Kit
from runstrong_pdf.planning.athlete import FALLBACK, Athlete, Care
from runstrong_pdf.planning.eligibility import FIRST_RUNGS, Place, is_behind, may_come
from runstrong_pdf.planning.picks import (
    DOGS,
    LEAD_INS,
    MAIN_PULLS,
    REAR,
    Catalogue,
    twins_of,
    works_back,
    works_chest,
)
from runstrong_pdf.planning.row import is_small

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
    ladder = _ladder(wanted, catalogue)
    return min(
        (s for s in free if catalogue[s].balance == mine.balance),
        key=lambda s: (
            bool(care.named) and s not in care.named,
            s in GENTLE
            and s not in care.named | care.starts
            and not (care.falls_back and s in FALLBACK - GENTLEST),
            *_unlikeness(wanted, s, catalogue, elsewhere=s in elsewhere, rung=s in ladder),
        ),
        default=None,
    )


def stand_in(
    wanted: str,
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    used: Collection[str],
    *,
    elsewhere: Collection[str] = (),
    kept: bool = False,
    quick: bool = False,
) -> str | None:
    """Return what can take the place of an exercise that has nothing left to give (C09).

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
    return nearest(wanted, catalogue, can, taken, care=athlete.care)


def sets_back(slug: str, exercise: Exercise, athlete: Athlete, place: Place) -> bool:
    """Whether somebody is past it: beyond the beginning, or with the rung above it done."""
    if athlete.level.number == 1 and slug not in FIRST_VERSIONS:
        return False
    return is_behind(slug, athlete) or exercise.harder in place.weeks_done


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
