"""No move contradicts a caution: every exercise, warm-up move, stretch and sport against each.

`strains.toml` says what each move asks of the body and which of it a caution rules out.
"""

import itertools
import tomllib
from pathlib import Path

import pytest

from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.programme import CautionRule
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning import make_plan
from runstrong_pdf.planning.athlete import NOT_BOTH

LIBRARY = Library()
MOVES: dict[str, Exercise | WarmUp | Stretch | CrossTraining] = {
    **LIBRARY.all(Exercise),
    **LIBRARY.all(WarmUp),
    **LIBRARY.all(Stretch),
    **LIBRARY.all(CrossTraining),
}
RULES = LIBRARY.all(CautionRule)
_DATA = tomllib.loads((Path(__file__).parent / "strains.toml").read_text())
ASKS = {strain: moves.split() for strain, moves in _DATA["asks"].items()}
RULED_OUT = {caution: strains.split() for caution, strains in _DATA["rules_out"].items()}


def test_every_move_is_judged() -> None:
    strained = {slug for strain, moves in ASKS.items() if strain != "nothing" for slug in moves}
    assert strained | {*ASKS["nothing"]} == set(MOVES)
    assert not strained & {*ASKS["nothing"]}


def test_every_caution_is_judged() -> None:
    assert set(RULED_OUT) == set(RULES) - {"latex"}


@pytest.mark.parametrize("caution", RULED_OUT)
def test_no_move_asks_what_a_caution_rules_out(caution: str) -> None:
    rule = RULES[caution]
    strains = {slug: strain for strain in RULED_OUT[caution] for slug in ASKS[strain]}
    allowed = {
        f"{slug}: {strain}"
        for slug, strain in strains.items()
        if slug not in rule.never and caution not in MOVES[slug].caution
    }
    assert allowed == set()


def printed(plan: Plan) -> set[str]:
    """Return every move that a plan names anywhere: also as the easier or the harder one."""
    ladder = {s for e in plan.exercises.values() for s in (e.easier, e.harder) if s}
    steps = {s for step in plan.steps.values() for s in (step.easier, step.harder) if s}
    swapped = (plan.warm_ups, plan.stretches, plan.more_stretches, plan.cross_training)
    return {*plan.exercises, *ladder, *steps, *itertools.chain(*swapped)}


@pytest.mark.parametrize("caution", RULED_OUT)
def test_a_never_holds_whatever_else_is_avoided(caution: str) -> None:
    strains = {slug for strain in RULED_OUT[caution] for slug in ASKS[strain]}
    never = strains.union(RULES[caution].never)
    contradicting = {frozenset(pair) for pair in NOT_BOTH}
    pairs = [(caution, o) for o in RULED_OUT if {caution, o} not in contradicting]
    named = {
        f"{slug} with {' and '.join(dict.fromkeys(pair))}"
        for pair in pairs
        for slug in printed(make_plan(Request(avoid=tuple(dict.fromkeys(pair))), LIBRARY)) & never
    }
    assert len(pairs) > 10
    assert named == set()
