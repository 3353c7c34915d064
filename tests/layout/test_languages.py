"""Every shipped language fits on every page, and no English word is left beside it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from runstrong_pdf import render
from runstrong_pdf.errors import OutputError
from runstrong_pdf.library import ENGLISH
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.pages.editions import make_edition
from runstrong_pdf.template_cache import TemplateCache
from tests.layout.geometry import CHECKS
from tests.layout.test_geometry import BODYWEIGHT, CAUTIONS, HARD, LONG
from tests.layout.test_longer_words import EDITIONS
from tests.making import NOBODY, ZOE, brief_of, made_from, shipped
from tests.pseudo import ACCENTED, TAG, write_language

OTHERS = tuple(tag for tag in shipped().languages() if tag != ENGLISH)
TRAININGS = (Request(), HARD, LONG, BODYWEIGHT, Request(avoid=CAUTIONS))
EVERYTHING = Request(
    weeks=12,
    level="experienced",
    sessions=3,
    minutes=60,
    kit="chair,band,anchor,dumbbells",
    runs="tue:hard,sun:long",
    start="2026-12-07",
    language=TAG,
)
"""With nearly every exercise, every kit, dates and runs."""
ALLOWED = {"WALL", "RunStrong"}
"""Codes and names that are the same in every language."""
LATIN = re.compile(r"[A-Za-zÀ-ž]{3,}|\d+\.\d+")
TRANSLATED = {chr(letter) for letter in ACCENTED}
"""Letters that have an accent in the artificial language."""


def faults(language: str, edition: str, paper: str, training: Request, person: Person) -> list[str]:
    """Return what is wrong with an edition in a language."""
    options: dict[str, Any] = {"paper": paper, **EDITIONS[edition]}
    brief = brief_of(person, request=replace(training, language=language), **options)
    name, two_up = options.get("edition", "full"), options.get("two_up", False)
    try:
        document = made_from(brief, person, edition=name, two_up=two_up)
    except OutputError as error:
        return [str(error)]
    return [fault for check in CHECKS for fault in check(document)]


@pytest.mark.parametrize(
    ("edition", "paper", "training", "person"),
    [
        ("full", "a4", Request(), NOBODY),
        ("wall", "letter", HARD, ZOE),
        ("handout", "a4", Request(), ZOE),
        ("large", "letter", BODYWEIGHT, NOBODY),
    ],
)
@pytest.mark.parametrize("language", OTHERS)
def test_a_language_fits(
    language: str, edition: str, paper: str, training: Request, person: Person
) -> None:
    assert faults(language, edition, paper, training, person) == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_usual_plan_has_the_sheets_of_the_english_one(language: str) -> None:
    assert codes(language) == codes(ENGLISH)


def codes(language: str) -> list[str]:
    """Return the pages of the usual plan but those of know-how, which may need one more."""
    brief = brief_of(NOBODY, request=Request(language=language))
    pages = make_edition("full", brief).pages
    return [page.code for page in pages if not page.code.startswith("K")]


def test_every_language_fits_whatever_the_training(*, whole: bool) -> None:
    if not whole:
        pytest.skip("with --whole")
    every = product(OTHERS, EDITIONS, ("a4", "letter"), TRAININGS, (ZOE, NOBODY))
    assert {one: found for one in every if (found := faults(*one))} == {}


def english_words(text: str) -> set[str]:
    """Return words that the artificial language would have written with an accent."""
    words = (word for word in LATIN.findall(text) if word not in ALLOWED)
    return {w for w in words if "." in w or (TRANSLATED & {*w} and w.isascii())}


def texts_of_pages(pdf: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.get_textpage().get_text_range()


def test_another_language_needs_no_code_and_leaves_no_english(tmp_path: Path) -> None:
    folder = write_language(tmp_path / "own")
    for edition in ("full", "wall", "handout"):
        pdf = render(
            EVERYTHING,
            Person(),
            Sheets(edition=edition),
            templates=folder,
            cache=TemplateCache(None),
        )
        assert english_words("\n".join(texts_of_pages(pdf))) == set(), edition
    told = render(EVERYTHING, Person(), format="txt", templates=folder).decode()
    assert english_words(told) <= {"0.1"}  # our version
    calendar = render(EVERYTHING, Person(), format="ics", templates=folder).decode()
    lines = calendar.replace("\r\n ", "").split("\r\n")
    said = (line.partition(":")[2] for line in lines if line.startswith(("SUMMARY", "DESCRIPTION")))
    assert english_words("\n".join(said).replace("\\n", "\n")) <= {"min"}
