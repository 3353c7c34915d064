"""What some cautions ask of the dose beyond swaps (docs/training-rules.md#cautions)."""

from collections.abc import Collection
from dataclasses import dataclass

from runstrong_pdf.model.words import Caution

LIGHTER_SHARE = 0.75
"""A lighter first weight: about as much less as one colour of band less [judgement]."""
OLDER: Caution = "older-adult"


@dataclass(frozen=True, slots=True)
class Care:
    """How the dose differs. Rests in seconds; the ordinary dose is all defaults.

    Attributes:
        one_set_first: whether week 1 has a single round, which then grows to two and three.
        rounds_most: rounds of a row at any level.
        rest_seconds, round_rest_seconds: least rest between exercises and between rounds; short_
            where a session has less than 30 minutes.
        lighter: whether first loads are one colour, or a quarter, lighter.
    """

    one_set_first: bool = False
    rounds_most: int = 4
    rest_seconds: int = 30
    short_rest_seconds: int = 30
    round_rest_seconds: int = 75
    short_round_rest_seconds: int = 75
    lighter: bool = False


ORDINARY = Care()
BY_CAUTION: dict[Caution, Care] = {
    # start with one set, build to two or three, 2 min rest (Fragala 2019); tan or yellow bands
    "older-adult": Care(
        one_set_first=True,
        rounds_most=3,
        rest_seconds=60,
        short_rest_seconds=45,
        round_rest_seconds=120,
        short_round_rest_seconds=120,
        lighter=True,
    ),
    # controlled blood pressure: lighter loads (Williams 2007, for the AHA)
    "high-bp": Care(lighter=True),
    # more rest (NHS)
    "pregnancy": Care(round_rest_seconds=120, short_round_rest_seconds=90),
}


def care_for(avoid: Collection[Caution]) -> Care:
    """Return the care that all cautions together ask for: the most careful of each."""
    asked = [care for caution, care in BY_CAUTION.items() if caution in avoid]
    if not asked:
        return ORDINARY
    return Care(
        one_set_first=any(care.one_set_first for care in asked),
        rounds_most=min(care.rounds_most for care in asked),
        rest_seconds=max(care.rest_seconds for care in asked),
        short_rest_seconds=max(care.short_rest_seconds for care in asked),
        round_rest_seconds=max(care.round_rest_seconds for care in asked),
        short_round_rest_seconds=max(care.short_round_rest_seconds for care in asked),
        lighter=any(care.lighter for care in asked),
    )
