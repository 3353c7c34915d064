"""No move contradicts a caution: every exercise, warm-up move, stretch and sport against each.

`strains.toml` says what each move asks of the body and which of it a caution rules out.
"""

import tomllib
from pathlib import Path

import pytest

from runstrong_pdf.library import Library
from runstrong_pdf.model.catalogue import CrossTraining, Exercise, Stretch, WarmUp
from runstrong_pdf.model.programme import CautionRule

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
