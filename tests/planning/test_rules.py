"""Every plan keeps rules R01 to R39, or is refused with a reason (docs/training-rules.md#rules).

Every combination of weeks, level, kit, sessions, minutes in steps of five, and focus; samples of
cautions, running weeks, races, owned loads, push-ups. The end of the test run says how many.
RUNSTRONG_WALK=1 walks every single minute and forty times as many samples.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from runstrong_pdf.errors import NoProgrammeError, UsageError
from runstrong_pdf.library import Library
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning import make_plan
from tests.planning.rules import RULES, broken
from tests.planning.sampling import combinations, samples

Tally = Callable[[str, int], None]

WALK = bool(os.environ.get("RUNSTRONG_WALK"))
LENGTHS = tuple(range(20, 61, 1 if WALK else 5))
SAMPLES = 6000 if WALK else 150
LIBRARY = Library()


def walk(requests: Iterable[Request], tally: Tally) -> tuple[Counter[str], list[str]]:
    """Plan for every request; count what came of it and list what is wrong."""
    came: Counter[str] = Counter()
    wrong: list[str] = []
    for request in requests:
        try:
            plan = make_plan(request, LIBRARY)
        except (NoProgrammeError, UsageError) as error:
            wrong += [] if error.remedy else [f"no remedy: {error}"]
            came[re.sub(r"\d[\d-]*", "N", f"refused: {error}")] += 1
            continue
        came["checked"] += 1
        asked = repr(request)
        wrong += [f"{found} {asked}" for found in broken(plan.model_dump(mode="json"))]
    tally("plans checked against R01 to R39", came["checked"])
    tally("requests refused with a reason", came.total() - came["checked"])
    return came, wrong


def test_there_is_a_check_for_every_rule_that_a_plan_can_break() -> None:
    named = {rule.__name__[1:3] for rule in RULES}
    assert named == {f"{n:02}" for n in range(1, 40)} - {"38"}  # R38 is about texts


@pytest.mark.parametrize("weeks", range(4, 13))
def test_every_combination_of_the_main_options_keeps_the_rules(weeks: int, tally: Tally) -> None:
    came, wrong = walk(combinations(weeks, LENGTHS), tally)
    assert not wrong, "\n".join(wrong[:20])
    refused = {result for result in came if result.startswith("refused")}
    assert all("focus: split" in result for result in refused), refused


@pytest.mark.parametrize("seed", range(8))
def test_sampled_cautions_runs_races_and_loads_keep_the_rules(seed: int, tally: Tally) -> None:
    came, wrong = walk(samples(seed, SAMPLES), tally)
    assert not wrong, "\n".join(wrong[:20])
    unfit = sum(times for result, times in came.items() if "would lack" in result)
    assert unfit <= 0.03 * came["checked"], "refusing is an escape hatch"
