"""How many weeks each stage lasts (rule R21, docs/training-rules.md#weeks-of-each-stage)."""

from collections.abc import Sequence

from runstrong_pdf.model.words import Level, Phase

ByLevel = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]

_BODYWEIGHT, _BANDS, _DUMBBELLS = Phase.BODYWEIGHT, Phase.BANDS, Phase.DUMBBELLS
LENGTHS: dict[tuple[Phase, ...], dict[int, ByLevel]] = {
    (_BODYWEIGHT, _BANDS): {
        4: ((2, 2), (1, 3), (1, 3)),
        6: ((3, 3), (2, 4), (1, 5)),
        8: ((3, 5), (2, 6), (2, 6)),
        10: ((4, 6), (3, 7), (2, 8)),
        12: ((4, 8), (3, 9), (2, 10)),
    },
    (_BODYWEIGHT, _DUMBBELLS): {
        4: ((2, 2), (2, 2), (1, 3)),
        6: ((3, 3), (2, 4), (2, 4)),
        8: ((4, 4), (3, 5), (2, 6)),
        10: ((4, 6), (3, 7), (2, 8)),
        12: ((5, 7), (4, 8), (3, 9)),
    },
    (_BODYWEIGHT, _BANDS, _DUMBBELLS): {
        4: ((2, 1, 1), (1, 1, 2), (1, 1, 2)),
        6: ((2, 2, 2), (1, 2, 3), (1, 1, 4)),
        8: ((3, 3, 2), (2, 3, 3), (1, 3, 4)),
        10: ((3, 4, 3), (2, 4, 4), (2, 3, 5)),
        12: ((4, 4, 4), (3, 4, 5), (2, 4, 6)),
    },
    (_BODYWEIGHT,) * 3: {
        4: ((2, 2, 0),) * 3,
        6: ((2, 2, 2),) * 3,
        8: ((3, 3, 2),) * 3,
        10: ((3, 4, 3),) * 3,
        12: ((4, 4, 4),) * 3,
    },
}
"""Weeks of each stage by plan length and level [judgement]; an odd week goes to the longest."""
SHORTEST = 4
"""Weeks of the shortest plan; its race week leaves three, which the last stage misses."""
TWO_WEEKS = 2
"""The shortest stage with one session a week (R21)."""


def stage_lengths(
    phases: Sequence[Phase], weeks: int, level: Level, sessions: int
) -> tuple[int, ...]:
    """Return how many weeks each stage lasts; 0 for one that waits for the next plan."""
    table = LENGTHS.get(tuple(phases))
    even = max(SHORTEST, weeks - weeks % 2)
    lengths = list(table[even][level.number - 1] if table else _even(phases, weeks))
    lengths[lengths.index(max(lengths))] += max(0, weeks - sum(lengths))
    while sum(lengths) > weeks:
        lengths[_last(lengths)] -= 1
    return tuple(_two_weeks_each(lengths) if sessions == 1 else lengths)


def _even(phases: Sequence[Phase], weeks: int) -> list[int]:
    return [weeks // len(phases)] * len(phases)


def _two_weeks_each(lengths: list[int]) -> list[int]:
    """Lengthen one-week stages: A and B both need their first time (R21)."""
    for i in range(len(lengths)):
        while lengths[i] == 1:
            donors = [d for d in range(len(lengths)) if d != i and lengths[d] > 2]
            donor = max(donors, key=lambda d: lengths[d]) if donors else _last(lengths)
            lengths[donor] -= 1
            lengths[i if donor != i else i - 1] += 1
    return lengths


def _last(lengths: list[int]) -> int:
    return max(i for i, length in enumerate(lengths) if length)
