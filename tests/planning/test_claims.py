"""No promise of speed, personal bests, or prevention of injury or soreness (rule R38)."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from runstrong_pdf.library import Library
from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning import make_plan

TEMPLATES = Path(__file__).parents[2] / "templates"
PROMISE = re.compile(
    r"\bfaster\b|\bPBs?\b|personal best|injury[- ]free|quicker times?|"
    r"\b(prevents?|reduces?|avoids?|protects?|cuts?|fewer|less)\b[^.]*\b(injur|sore)",
    re.IGNORECASE,
)
DENIAL = re.compile(r"\b(not|no|never|nor|cannot)\b", re.IGNORECASE)
"""A text that names a claim says in the same breath that it does not hold."""


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)


def promises(texts: Iterator[str]) -> list[str]:
    return [text for text in texts if PROMISE.search(text) and not DENIAL.search(text)]


def test_nothing_on_paper_promises() -> None:
    for file in TEMPLATES.rglob("*.toml"):
        said = texts_of(tomllib.loads(file.read_text(encoding="utf-8")))
        assert promises(said) == [], file.name


@pytest.mark.parametrize("slug", sorted(Library().slugs(Programme)))
def test_no_explanation_promises(slug: str) -> None:
    programme = Library().all(Programme)[slug]
    request = Request(
        programme=slug,
        sessions=programme.sessions_a_week[0],
        minutes=programme.minutes_range[0],
        race="2027-02-14" if programme.race else None,
    )
    made = make_plan(request, Library())
    assert promises(iter([*made.notes, *(reason.text for reason in made.why)])) == []


@pytest.mark.parametrize(
    "claim",
    [
        "It makes you faster.",
        "Strong shoulders prevent injury.",
        "Stretching reduces soreness.",
        "Minutes off your PB!",
    ],
)
def test_a_promise_is_noticed(claim: str) -> None:
    assert promises(iter([claim])) == [claim]
