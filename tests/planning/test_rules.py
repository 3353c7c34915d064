"""Every plan keeps the rules of docs/training-rules.md, or is refused with a reason.

Every combination of weeks, level, kit, sessions, minutes in steps of five, and focus; samples of
cautions, running weeks, races, owned loads, push-ups. The end of the test run says how many.
`--whole` walks all of them and forty times as many samples; without it the fewest in which any
three options meet in all their values.

The rules that keep somebody safe, on time and with what they own hold in every plan. Of the rules
of dose that make a plan a good one, docs/training-rules.md#not-kept-yet tells what is missing.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pytest

from runstrong_pdf.errors import NoProgrammeError, RunstrongError, UsageError
from runstrong_pdf.library import Library
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level
from runstrong_pdf.planning import make_plan
from runstrong_pdf.planning.after import note_of
from tests.planning.checker import RULES, number
from tests.planning.checker.reader import read
from tests.planning.remedies import changed
from tests.planning.sampling import KITS, combinations, samples

Tally = Callable[[str, int], None]

WEEKS = range(4, 13)
LENGTHS = tuple(range(20, 61, 5))
VALUES: dict[str, Iterable[object]] = {
    "weeks": WEEKS,
    "level": Level,
    "kit": KITS,
    "sessions": (1, 2, 3),
    "minutes": LENGTHS,
    "focus": ("full", "split"),
}
SAMPLES, ALL_SAMPLES = 150, 6000
LIBRARY = Library()
OF_DOSE = frozenset(
    {
        "R01", "R03", "R04", "R06", "R07", "R11", "R13", "R15", "R16", "R17", "R18", "R21", "R22",
        "R24", "R31", "C01", "C02", "C03", "C04", "C07", "C08", "C09", "C10", "C12", "C13", "C14",
        "C15", "C16", "C17", "C19", "C22", "C25", "C26", "c23_osteoporosis",
    }
)  # fmt: skip
"""Rules that say how good a plan is; every other one holds in every plan."""
MOST_COMBINED, MOST_OF_TWELVE_WEEKS, MOST_SAMPLED = 0.001, 0.01, 0.03
"""Plans that may break one of them, of the combinations and of the samples with cautions."""
NEXT_SAMPLES, MOST_NEXT = 60, 0.13
"""Samples whose next block is checked, and how many of those may break any rule."""


def walk(
    requests: Iterable[Request], tally: Tally, *, remedies: bool = False
) -> tuple[Counter[str], list[str], int]:
    """Plan for every request; count what came of it, list what is wrong, count weaker plans.

    Args:
        remedies: whether to do what a refusal says, and see that there is a plan then.
    """
    came: Counter[str] = Counter()
    wrong: list[str] = []
    weaker = 0
    for request in requests:
        try:
            plan = make_plan(request, LIBRARY)
        except (NoProgrammeError, UsageError) as error:
            wrong += [] if error.remedy else [f"no remedy: {error}"]
            wrong += useless(request, error) if remedies else []
            came[f"refused: {_kind(error)}"] += 1
            continue
        came["checked"] += 1
        seen = read(plan.model_dump(mode="json"))
        found = {rule.__name__: list(rule(seen)) for rule in RULES}
        of_dose = {rule.__name__ for rule in RULES if {number(rule), rule.__name__} & OF_DOSE}
        wrong += [
            f"{name} {each} {request!r}" for name in found.keys() - of_dose for each in found[name]
        ]
        weaker += any(found.values())
    tally("plans checked against R01 to R39 and C01 to C31", came["checked"])
    tally("plans weaker than they should be", weaker)
    tally("requests refused with a reason", came.total() - came["checked"])
    return came, wrong, weaker


def useless(request: Request, error: RunstrongError) -> Iterator[str]:
    """Yield what the remedy of a refusal offers without a plan coming of it."""
    for choice, others in changed(request, error.remedy):
        if not any(_is_mended(other, (_kind(error),)) for other in others):
            yield f"useless: {choice} {request!r}"


def _is_mended(request: Request, before: tuple[str, ...]) -> bool:
    """Whether there is a plan, perhaps after the remedies for what else is wrong."""
    try:
        make_plan(request, LIBRARY)
    except (NoProgrammeError, UsageError) as error:
        kind, choices = _kind(error), changed(request, error.remedy)
        others = (other for _, many in choices for other in many)
        return kind not in before and any(_is_mended(other, (*before, kind)) for other in others)
    return True


def _kind(error: RunstrongError) -> str:
    """Return what is wrong, whatever the numbers."""
    return re.sub(r"\d[\d-]*", "N", str(error))


def some(weeks: int) -> Iterator[Request]:
    """Yield every kit and length, with the other options so that any three of all meet."""
    for kit, length in itertools.product(range(len(KITS)), range(len(LENGTHS))):
        turn = WEEKS.index(weeks) + length + kit
        slower = WEEKS.index(weeks) // 3 + length // 3 + 2 * kit
        yield Request(
            weeks=weeks,
            level=tuple(Level)[turn % 3],
            kit=KITS[kit],
            sessions=(1, 2, 3)[slower % 3],
            minutes=LENGTHS[length],
            focus=("full", "split")[turn % 2],
        )


@pytest.mark.parametrize("weeks", WEEKS)
def test_every_combination_of_the_main_options_keeps_the_rules(
    weeks: int, tally: Tally, *, whole: bool
) -> None:
    came, wrong, weaker = walk(combinations(weeks, LENGTHS) if whole else some(weeks), tally)
    assert not wrong, "\n".join(wrong[:20])
    most = MOST_OF_TWELVE_WEEKS if weeks == max(WEEKS) else MOST_COMBINED
    assert weaker <= most * came["checked"]
    refused = {result for result in came if result.startswith("refused")}
    assert all("focus: split" in result for result in refused), refused


def test_any_three_options_meet_in_some_of_the_combinations() -> None:
    seen = {
        three
        for request in itertools.chain.from_iterable(map(some, WEEKS))
        for three in itertools.combinations([(name, getattr(request, name)) for name in VALUES], 3)
    }
    pairs = [[(name, value) for value in values] for name, values in VALUES.items()]
    wanted = {
        three
        for options in itertools.combinations(pairs, 3)
        for three in itertools.product(*options)
    }
    assert seen == wanted


@pytest.mark.parametrize("seed", range(8))
def test_sampled_cautions_runs_races_and_loads_keep_the_rules(
    seed: int, tally: Tally, *, whole: bool
) -> None:
    requests = samples(seed, ALL_SAMPLES if whole else SAMPLES)
    came, wrong, weaker = walk(requests, tally, remedies=True)
    assert not wrong, "\n".join(wrong[:20])
    assert weaker <= MOST_SAMPLED * came["checked"]
    unfit = sum(times for result, times in came.items() if "no sessions can be made" in result)
    assert unfit <= 0.03 * came["checked"], "refusing is an escape hatch"


def test_blocks_after_sampled_plans_break_no_more_than_they_did(tally: Tally) -> None:
    made = weaker = 0
    for request in samples(len(OF_DOSE), NEXT_SAMPLES):
        try:
            plan = make_plan(request, LIBRARY)
        except (NoProgrammeError, UsageError):
            continue
        note = note_of(plan)
        seen = read(make_plan(note.request, LIBRARY, after=note.after).model_dump(mode="json"))
        made += 1
        weaker += any(found for rule in RULES for found in rule(seen))
    tally("next blocks checked", made)
    tally("next blocks that break a rule", weaker)
    assert weaker <= MOST_NEXT * made
