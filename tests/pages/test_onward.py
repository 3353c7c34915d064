"""How to go on is told alike on every kind of paper, and names only what the plan uses."""

from typing import Any, get_args

import pytest

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.programme import CautionRule
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Caution, Kit, Pattern
from runstrong_pdf.pages.progress import SWAPS, is_about
from tests.making import Made, made, shipped

EXERCISES = shipped().all(Exercise)
KITS: dict[str, tuple[Kit, ...]] = {
    "none": (),
    "band": (Kit.BAND,),
    "dumbbells": (Kit.CHAIR, Kit.DUMBBELLS),
}
SHAPES: dict[str, dict[str, Any]] = {
    "sheets": {},
    "large print": {"large_print": True},
    "booklet": {"edition": "booklet"},
}


def printed(document: Made) -> str:
    """Return all words of a document, one blank between them."""
    texts = (mark.what for marks in document.marks for mark in marks if mark.kind == "text")
    return " ".join(" ".join(str(text) for text in texts).split())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kit", KITS)
def test_each_swap_is_printed_once_and_fits_the_kit(kit: str, shape: str) -> None:
    request = Request(kit=KITS[kit])
    document = made(request=request, **SHAPES[shape])
    texts, words = document.brief.texts, printed(document)
    for topic in SWAPS:
        lead = texts(f"progress.swap.{topic}.none").split("**")[1]
        assert words.count(lead) == 1, (topic, words.count(lead))


def about(topic: str) -> dict[str, set[int]]:
    """Return which parts of a swap each exercise gets, by the places of the parts."""
    return {
        slug: {
            place
            for parts in SWAPS[topic].values()
            for place, part in enumerate(parts)
            if is_about(part, topic, slug, exercise)
        }
        for slug, exercise in EXERCISES.items()
    }


def test_names_in_swaps_exist() -> None:
    parts = [part for tools in SWAPS.values() for parts in tools.values() for part in parts]
    names = {name for part in parts for name in part.split()}
    assert names <= {*EXERCISES, *get_args(Pattern)}


@pytest.mark.parametrize("topic", ["shoulder", "low-back"])
def test_an_exercise_with_a_caution_in_its_data_has_a_swap(topic: Caution) -> None:
    careful = {slug for slug, one in EXERCISES.items() if topic in one.caution}
    assert {slug for slug in careful if not about(topic)[slug]} == set()
    tools = SWAPS[topic]
    kits = {"none": set[Kit](), **{tool: {Kit(tool)} for tool in tools if tool != "none"}}
    for tool, kit in kits.items():
        for slug in careful:
            exercise = EXERCISES[slug]
            if {*exercise.kit} & {Kit.BAND, Kit.DUMBBELLS} <= kit:
                assert any(is_about(part, topic, slug, exercise) for part in tools[tool]), slug


def test_an_exercise_that_a_sore_knee_leaves_out_has_a_swap() -> None:
    never = shipped().one(CautionRule, "knee").never
    assert never
    assert [slug for slug in never if not about("knee")[slug]] == []


@pytest.mark.parametrize(
    ("topic", "slug", "places"),
    [
        ("shoulder", "pallof-press", set()),
        ("shoulder", "plank-to-press", {2}),
        ("shoulder", "pike-push-up", {1}),
        ("shoulder", "dumbbell-jerk", {1}),
        ("shoulder", "thruster", {1}),
        ("low-back", "thruster", {1}),
        ("knee", "thruster", {2}),
        ("knee", "wall-push-up", set()),
        ("knee", "incline-push-up", set()),
    ],
)
def test_a_swap_is_about_exercises_and_not_about_words(
    topic: str, slug: str, places: set[int]
) -> None:
    assert about(topic)[slug] == places
