"""Every shipped language fits on every page, and no English word is left beside it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pypdfium2
import pytest

from runstrong_pdf import render
from runstrong_pdf.errors import OutputError
from runstrong_pdf.library import ENGLISH, open_library
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.sheets import Sheets
from runstrong_pdf.model.words import Caution
from runstrong_pdf.pages.editions import make_edition
from runstrong_pdf.planning import make_plan
from runstrong_pdf.planning.after import after_plan
from runstrong_pdf.template_cache import TemplateCache
from tests.layout.geometry import CHECKS
from tests.layout.test_geometry import BODYWEIGHT, CAUTIONS, HARD, LONG
from tests.layout.test_longer_words import EDITIONS
from tests.making import NOBODY, ZOE, brief_of, drawn_from, shipped
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
SHORT = Request(weeks=4, sessions=1, units="lb", language=TAG)
ASKED: dict[str, dict[str, Any]] = {
    **{f"avoid {caution}": {"avoid": (caution,)} for caution in get_args(Caution)},
    "pounds": {"units": "lb", "dumbbells": "5,10,15"},
    "too heavy": {"kit": "band,dumbbells", "dumbbells": "20", "bands": "gold"},
    "once a week": {"kit": "none", "sessions": 1, "weeks": 4},
    "split": {"focus": "split", "sessions": 3, "weeks": 12, "minutes": 60, "level": "experienced"},
    "race": {"start": "2026-12-07", "race": "2027-01-31", "weeks": 8, "runs": "tue:hard,sun:long"},
    "for the race": {"programme": "race-build-up", "start": "2026-12-07", "race": "2027-01-14"},
    "express": {"programme": "express", "minutes": 20},
    "comeback": {"programme": "comeback"},
    "in season": {"programme": "in-season", "sessions": 1},
    "bands": {"programme": "bands-only", "kit": "chair,band"},
    "dumbbells": {"programme": "dumbbells-only", "kit": "dumbbells"},
    "bodyweight": {"programme": "bodyweight-only", "kit": "chair"},
}
"""Plans that say what others do not."""
LOOKS: dict[str, tuple[Request, dict[str, Any]]] = {
    "full": (EVERYTHING, {}),
    "wall": (EVERYTHING, {"edition": "wall"}),
    "handout": (EVERYTHING, {"edition": "handout"}),
    "large": (SHORT, {"large_print": True}),
    "booklet": (SHORT, {"edition": "booklet"}),
    "guide": (replace(SHORT, avoid=("older-adult",)), {"edition": "guide", "paper": "a5"}),
}
ALLOWED = {"WALL", "RunStrong"}
"""Codes and names that are the same in every language."""
CODE = re.compile(r"\b[A-Z]+\d*-[0-9A-Z]{6}\b")
"""Of a plan: figures and letters without a meaning."""
SPOKEN = ("/Alt", "/ActualText", "/TU", "/Contents", "/Title", "/Subject", "/Keywords", "/P", "/E")
"""Where a PDF keeps words that are heard or shown beside its pages."""
LATIN = re.compile(r"[A-Za-zÀ-ž]{3,}|\d+\.\d+")
TRANSLATED = {chr(letter) for letter in ACCENTED}
"""Letters that have an accent in the artificial language."""


def faults(language: str, edition: str, paper: str, training: Request, person: Person) -> list[str]:
    """Return what is wrong with an edition in a language."""
    options: dict[str, Any] = {"paper": paper, **EDITIONS[edition]}
    brief = brief_of(person, request=replace(training, language=language), **options)
    name, two_up = options.get("edition", "full"), options.get("two_up", False)
    try:
        document = drawn_from(brief, edition=name, two_up=two_up)
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
def test_the_usual_plan_has_the_pages_of_the_english_one(language: str) -> None:
    assert codes(language) == codes(ENGLISH)


def codes(language: str) -> list[str]:
    """Return the pages of the usual plan, on A4."""
    brief = brief_of(NOBODY, request=Request(language=language))
    return [page.code for page in make_edition("full", brief).pages]


def test_every_language_fits_whatever_the_training(*, whole: bool) -> None:
    if not whole:
        pytest.skip("with --whole")
    every = product(OTHERS, EDITIONS, ("a4", "letter"), TRAININGS, (ZOE, NOBODY))
    assert {one: found for one in every if (found := faults(*one))} == {}


def english_words(text: str) -> set[str]:
    """Return words that the artificial language would have written with an accent."""
    words = (word for word in LATIN.findall(CODE.sub("", text)) if word not in ALLOWED)
    return {w for w in words if "." in w or (TRANSLATED & {*w} and w.isascii())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of templates with the artificial language."""
    return write_language(tmp_path_factory.mktemp("own"))


@pytest.mark.parametrize("look", LOOKS)
def test_another_language_needs_no_code_and_leaves_no_english(look: str, folder: Path) -> None:
    request, sheets = LOOKS[look]
    kept = TemplateCache(None)
    pdf = render(request, Person(), Sheets(**sheets), templates=folder, cache=kept)
    assert english_words("\n".join(texts_of_pages(pdf))) == set()
    heard = "\n".join(spoken(pdf))
    assert heard
    assert english_words(heard) == set()


def texts_of_pages(pdf: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.get_textpage().get_text_range()


def spoken(pdf: bytes) -> Iterator[str]:
    """Yield what pictures, fields, links, bookmarks, page labels and the file itself are called."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary):
                found = (thing.get(key) for key in SPOKEN)
                yield from (str(text) for text in found if isinstance(text, pikepdf.String))


@pytest.mark.parametrize("asked", ASKED)
def test_no_plan_leaves_english(asked: str, folder: Path) -> None:
    """Whatever is asked for: the plan as a text, and so the block after it."""
    request, library = Request(language=TAG, **ASKED[asked]), open_library(folder)
    plan = make_plan(request, library)
    for one in (plan, make_plan(request, library, after=after_plan(plan))):
        told = render(one, Person(), format="txt", templates=folder).decode()
        assert english_words(told) <= {"0.1"}  # our version


def test_no_calendar_leaves_english(folder: Path) -> None:
    calendar = render(EVERYTHING, Person(), format="ics", templates=folder).decode()
    lines = calendar.replace("\r\n ", "").split("\r\n")
    said = (line.partition(":")[2] for line in lines if line.startswith(("SUMMARY", "DESCRIPTION")))
    assert english_words("\n".join(said).replace("\\n", "\n")) <= {"min"}
