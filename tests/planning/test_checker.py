"""The checker of plans can see: a coach's plans pass, and each rule finds one spoilt for it.

A rule that no spoilt plan trips would let every plan pass.
"""

from pathlib import Path

import pytest

from tests.planning import checker
from tests.planning.checker import RULES, broken, number
from tests.planning.checker.reader import read
from tests.planning.reference_steps import Json
from tests.planning.references import NAMES, reference
from tests.planning.spoilers import SPOILT
from tests.planning.spoiling import Spoil

ACCEPTED: dict[str, list[str]] = {
    # Said of the block's exercises, which were in a block of two rounds before the light week.
    "02": [
        (
            "C10 week 10: 'the next weight row, floor press, squat and deadlift get heavier;"
            " a block gains a round.', and no block gains a round"
        )
    ],
    # A coach's choice: the band push-up starts a colour lighter than the exercise's file advises.
    "04": ["R20 week 10 A: band-push-up: red, advised is green"],
    # The hinge stands alone in its block for one week, until the bird dog joins it.
    "09": ["C05 week 1 B: block 2 has 1 rows"],
}


def findings(name: str, plan: Json) -> set[str]:
    """Return what one rule finds."""
    rule = next(rule for rule in RULES if rule.__name__ == name)
    return set(rule(read(plan)))


@pytest.mark.parametrize("name", NAMES)
def test_a_coachs_plan_keeps_the_rules(name: str) -> None:
    assert broken(reference(name)) == ACCEPTED.get(name[:2], [])


@pytest.mark.parametrize(
    ("rule", "name", "spoil"), SPOILT, ids=[f"{i}-{spoilt[0]}" for i, spoilt in enumerate(SPOILT)]
)
def test_each_rule_finds_what_it_is_for(rule: str, name: str, spoil: Spoil) -> None:
    plan = reference(name)
    before = findings(rule, plan)
    spoil(plan)
    assert findings(rule, plan) - before, f"{rule} sees nothing wrong"


def test_no_rule_is_left_out() -> None:
    assert {rule for rule, _, _ in SPOILT} == {rule.__name__ for rule in RULES}


def test_there_is_a_check_for_every_rule_that_a_plan_can_break() -> None:
    """R38 is about texts, C29 about the last page: neither stands in a plan."""
    wanted = {f"R{n:02}" for n in range(1, 40)} | {f"C{n:02}" for n in range(1, 32)}
    assert {number(rule) for rule in RULES} == wanted - {"R38", "C29"}


def test_the_checker_shares_nothing_with_the_engine() -> None:
    modules = sorted(Path(checker.__file__).parent.glob("*.py"))
    assert len(modules) > len({rule.__module__ for rule in RULES})
    assert not [path.name for path in modules if "runstrong_pdf" in path.read_text("utf-8")]
