"""Words a third longer than English ones, with accents, fit on every page of every edition.

Nothing raises an error, overlaps, leaves its frame or is too small to be read. `--whole` tries
every training on every paper, with and without a name.
"""

from itertools import product
from typing import Any

import pytest

from runstrong_pdf.model.person import Person
from runstrong_pdf.model.request import Request
from tests.layout.geometry import CHECKS
from tests.layout.test_geometry import BODYWEIGHT, CAUTIONS, HARD, LONG
from tests.longer import longer, longer_brief
from tests.making import NOBODY, ZOE, brief_of, drawn_from, shipped

EDITIONS: dict[str, dict[str, Any]] = {
    "full": {},
    "wall": {"edition": "wall"},
    "handout": {"edition": "handout"},
    "halves": {"edition": "handout", "two_up": True},
    "large": {"large_print": True},
    "booklet": {"edition": "booklet"},
    "sheets": {"edition": "week-sheets"},
    "large-sheets": {"edition": "week-sheets", "large_print": True},
    "guide": {"edition": "guide"},
    "stretching": {"edition": "stretching"},
}
ON_A5 = {"full", "handout", "sheets", "guide", "stretching"}
"""Those that are printed on A5 as well."""
PRINTED = [
    (edition, paper)
    for edition in EDITIONS
    for paper in ("a4", "letter", *["a5"] * (edition in ON_A5))
]
PEOPLE = {"a4": (Request(), ZOE), "letter": (HARD, NOBODY), "a5": (Request(weeks=12), ZOE)}
"""Whose plan is tried on which paper."""
TRAININGS = (Request(), HARD, LONG, BODYWEIGHT, Request(avoid=CAUTIONS))


def faults(edition: str, paper: str, training: Request, person: Person) -> list[str]:
    """Return what is wrong with an edition in the generated language."""
    options = {**EDITIONS[edition], "paper": paper}
    brief = longer_brief(brief_of(person, request=training, **options))
    name, two_up = options.get("edition", "full"), options.get("two_up", False)
    document = drawn_from(brief, edition=name, two_up=two_up)
    return [fault for check in CHECKS for fault in check(document)]


@pytest.mark.parametrize(("edition", "paper"), PRINTED)
def test_longer_words_fit(edition: str, paper: str) -> None:
    assert faults(edition, paper, *PEOPLE[paper]) == []


def test_longer_words_fit_whatever_the_training(*, whole: bool) -> None:
    if not whole:
        pytest.skip("with --whole")
    every = product(PRINTED, TRAININGS, (ZOE, NOBODY))
    found = {one: faults(*one[0], *one[1:]) for one in every}
    assert {one: wrong for one, wrong in found.items() if wrong} == {}


def test_the_generated_language_is_a_third_longer() -> None:
    texts = shipped().texts()
    plain = [text for key, text in texts.entries.items() if "{" not in text and len(text) > 20]
    share = sum(len(longer(text)) for text in plain) / sum(map(len, plain))
    assert 1.25 < share < 1.35  # spaces and signs stay as they are
    assert longer("Push-up, {number} reps") == "Puüsh-uüp, {number} reéps"
