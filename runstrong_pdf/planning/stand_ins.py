"""Which rung of the ladder stands in for an exercise that is not possible (R08, R33, R36)."""

from collections.abc import Container, Iterable, Iterator

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.words import Kit
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.ladder import RANK, REAR_SWAPS, Catalogue, Place, why_not

RUNGS_UP = 2
"""From the bottom of a ladder, for who is there only because the weights are too heavy."""


def nearest(
    wanted: str,
    catalogue: Catalogue,
    can: Iterable[str],
    taken: Container[str],
    rather_not: Container[str],
) -> str | None:
    """Return the nearest possible rung of the same balance, or None.

    Args:
        can: what is possible here.
        taken: what the session has already.
        rather_not: what the week's other sessions have.
    """
    free = [slug for slug in can if slug not in taken]
    ranked = ((r[0], r[-1] in rather_not, *r[1:]) for r in _rungs(wanted, free, catalogue))
    best = min(ranked, default=None)
    return best[-1] if best else None


def climbed(
    slug: str, catalogue: Catalogue, athlete: Athlete, place: Place, taken: Container[str]
) -> str:
    """Return the rung two above the bottom of a bodyweight ladder, as far as that is possible.

    Who owns only weights that are too heavy is no weaker for it: a push-up on the knees stands in
    for a floor press, not one against the wall [judgement].
    """
    if catalogue[slug].easier or catalogue[slug].kit:
        return slug
    for _ in range(RUNGS_UP):
        higher = _next_rung(slug, catalogue, athlete, place)
        if not higher or higher in taken:
            break
        slug = higher
    return slug


def as_hard(
    slug: str,
    wanted: str,
    catalogue: Catalogue,
    athlete: Athlete,
    place: Place,
    taken: Container[str],
    rather_not: Container[str],
) -> str:
    """Return the rung nearest to the level of what it stands in for.

    Who lacks a chair is no weaker for it: a full push-up stands in for a chair dip with straight
    legs, not one against a worktop. What the week's other session has counts a rung less
    [judgement].
    """
    best, here, height = (0, slug not in rather_not, slug), slug, 0
    while RANK[catalogue[here].level] < RANK[catalogue[wanted].level]:
        higher = _next_rung(here, catalogue, athlete, place)
        if not higher:
            break
        here, height = higher, height + 1
        if here not in taken:
            fresh = here not in rather_not
            best = max(best, (height - (not fresh), fresh, here))
    return best[-1]


def _next_rung(slug: str, catalogue: Catalogue, athlete: Athlete, place: Place) -> str | None:
    """Return the next harder rung of the same movement without kit, if it is possible."""
    higher = catalogue[slug].harder
    if not higher or catalogue[higher].kit:
        return None
    if why_not(higher, catalogue[higher], athlete, place):
        return None
    return higher if catalogue[higher].pattern == catalogue[slug].pattern else None


def _rungs(
    wanted: str, free: Iterable[str], catalogue: Catalogue
) -> Iterator[tuple[int, int, int, int, int, str]]:
    """Yield every stand-in: same movement, then same kit, then near on the ladder."""
    original = catalogue[wanted]
    steps = _steps(wanted, catalogue)
    for slug in free:
        exercise = catalogue[slug]
        likeness = _likeness(original, exercise)
        if {slug, wanted} <= REAR_SWAPS or (
            likeness is not None and _both_extend(original, exercise)
        ):
            likeness = -1
        if slug != wanted and likeness is not None:
            kit = abs(_tier(original) - _tier(exercise))
            gap = abs(RANK[original.level] - RANK[exercise.level])
            yield likeness, kit, steps.get(slug, len(steps) + 1), gap, exercise.priority, slug


def _likeness(original: Exercise, other: Exercise) -> int | None:
    """0 for the same movement, 1 for the same muscles, 2 for the same balance; None: none."""
    if original.balance != other.balance:
        return None
    if _movement(original) == _movement(other):
        return 0
    if set(original.primary) & set(other.primary):
        return 1
    return None if original.balance == "neutral" else 2


def _both_extend(original: Exercise, other: Exercise) -> bool:
    """Whether both work the lower back, which every week needs (R04)."""
    return "erector spinae" in original.primary and "erector spinae" in other.primary


def _movement(exercise: Exercise) -> str:
    return "core" if exercise.pattern.startswith("core") else exercise.pattern


def _tier(exercise: Exercise) -> int:
    """0 bodyweight, 1 band, 2 dumbbells."""
    return 2 if Kit.DUMBBELLS in exercise.kit else int(Kit.BAND in exercise.kit)


def _steps(slug: str, catalogue: Catalogue) -> dict[str, int]:
    """Return how many rungs away each exercise of the same ladder is; down counts first."""
    found: dict[str, int] = {}
    for direction in ("easier", "harder"):
        here, step = getattr(catalogue[slug], direction), 1
        while here in catalogue and here not in found:
            found[here] = step
            here, step = getattr(catalogue[here], direction), step + 1
    return found
