"""How to go on is told alike on every kind of paper, and names only what the plan uses."""

from typing import Any

import pytest

from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit
from runstrong_pdf.pages.progress import SWAPS
from tests.making import Made, made

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
