"""The plan's code: the same for the same sheets, another for others, easy to read aloud."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.model.request import Request
from runstrong_pdf.planning.resolve import LENGTH, SIGNS, plan_code
from tests.making import plan_of
from tests.planning.sampling import MONDAY

DEFAULT = plan_of()


def code_of(**options: Any) -> str:  # noqa: ANN401  any option
    return plan_of(Request(**options)).code


def test_a_code_is_short_and_of_signs_that_cannot_be_mistaken() -> None:
    assert re.fullmatch(rf"UB6-[{SIGNS}]{{{LENGTH}}}", DEFAULT.code)
    assert not set(SIGNS) & set("01AEILOUBSZ")


def test_plans_that_differ_anywhere_have_codes_that_differ() -> None:
    """One request for each thing that a sheet shows; the first four have the same exercises."""
    options: list[dict[str, Any]] = [
        {},
        {"runs": [{"day": 1, "kind": "hard"}, {"day": 6, "kind": "long"}]},
        {"avoid": ["youth"]},
        {"avoid": ["osteoporosis"]},
        {"without": ["dead-bug"]},
        {"weeks": 8},
        {"level": "intermediate"},
        {"sessions": 1},
        {"minutes": 25},
        {"kit": ["band"]},
        {"bands": ["red", "green"]},
        {"dumbbells": [1, 3]},
        {"focus": "split"},
        {"push_ups": 2},
        {"start": MONDAY, "race": "2027-01-16"},
        {"start": MONDAY, "race": "2027-01-17"},
    ]
    codes = [code_of(**one) for one in options]
    assert len(set(codes)) == len(codes), codes


def test_dates_alone_do_not_change_the_code() -> None:
    assert code_of(start=MONDAY) == DEFAULT.code
    race = code_of(race=date(2027, 2, 14))
    assert race == code_of(race=date(2027, 2, 21)) != DEFAULT.code


@given(st.sampled_from(["title", "goal", "cue"]), st.text("abc", min_size=1, max_size=5))
def test_a_changed_word_changes_the_code(what: str, word: str) -> None:
    week = DEFAULT.weeks[-1]
    if what == "cue":
        session = week.sessions[-1]
        block = session.blocks[-1]
        row = block.rows[-1].model_copy(update={"cue": word})
        block = block.model_copy(update={"rows": (*block.rows[:-1], row)})
        session = session.model_copy(update={"blocks": (*session.blocks[:-1], block)})
        changed = week.model_copy(update={"sessions": (*week.sessions[:-1], session)})
    else:
        changed = week.model_copy(update={what: word})
    plan = DEFAULT.model_copy(update={"weeks": (*DEFAULT.weeks[:-1], changed)})
    assert plan_code("UB", plan) != DEFAULT.code


@pytest.mark.parametrize("size", [10_000])
def test_codes_hardly_ever_meet(size: int) -> None:
    titles = (DEFAULT.model_copy(update={"title": f"{n}", "weeks": ()}) for n in range(size))
    codes = {plan_code("UB", plan) for plan in titles}
    assert len(codes) >= size - 5, "of 64 million, 10,000 meet 0.8 times on average"
