"""One other sport a week that serves the same muscles (docs/training-rules.md#other-sports)."""

from collections.abc import Collection, Mapping, Sequence

from runstrong_pdf.model.catalogue import CrossTraining
from runstrong_pdf.model.plan import CrossTrainingDay
from runstrong_pdf.model.record import Slug
from runstrong_pdf.model.words import Caution, WeekKind

GENTLE = ("core", "both", "push")
"""What suits a light week, best first: Pilates, swimming, yoga [judgement]."""


def suggestions(
    kinds: Sequence[WeekKind],
    activities: Mapping[Slug, CrossTraining],
    avoid: Collection[Caution],
) -> list[CrossTrainingDay | None]:
    """Return one suggestion a week: the article's sports first, gentle in light weeks.

    What a caution rules out is never suggested (R33).
    """
    suits = [slug for slug, sport in activities.items() if not set(sport.caution) & set(avoid)]
    turn = sorted(suits, key=lambda slug: (not activities[slug].seed, slug))
    gentle = sorted(
        (slug for slug in turn if activities[slug].balance in GENTLE),
        key=lambda slug: GENTLE.index(activities[slug].balance),
    )
    found: list[CrossTrainingDay | None] = []
    for number, kind in enumerate(kinds):
        if kind is WeekKind.RACE or not turn:
            found.append(None)
            continue
        light = kind is WeekKind.LIGHT
        slug = gentle[0] if light and gentle else turn[number % len(turn)]
        found.append(_suggestion(slug, activities[slug], shortest=light or number == 0))
    return found


def _suggestion(slug: Slug, activity: CrossTraining, *, shortest: bool) -> CrossTrainingDay:
    low, high = activity.minutes
    return CrossTrainingDay(activity=slug, minutes=low if shortest else (low + high) // 2 // 5 * 5)
