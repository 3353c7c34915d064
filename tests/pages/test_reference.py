"""Pages as they were when somebody looked at them. `pytest --update-reference` rewrites them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from runstrong_pdf.model.request import Request
from tests.making import ZOE, Made, brief_of, cover_from, made

Check = Callable[..., None]


@pytest.mark.parametrize(
    ("kind", "code", "name"),
    [
        ("default", "0", "cover"),
        ("default", "W3", "week-3"),
        ("default", "U", "warm-up"),
        ("default", "G", "guide-1"),
        ("default", "K", "know-how-1"),
        ("default", "K-2", "know-how-2"),
        ("default", "S", "stretching"),
        ("default", "P", "progress"),
        ("default", "X", "what-next"),
        ("saver", "0", "cover-ink-saver"),
        ("saver", "W3", "week-3-ink-saver"),
        ("saver", "G", "guide-1-ink-saver"),
        ("saver", "K-2", "know-how-2-ink-saver"),
        ("saver", "S", "stretching-ink-saver"),
        ("saver", "P", "progress-ink-saver"),
        ("letter", "0", "cover-letter"),
        ("letter", "W3", "week-3-letter"),
        ("letter", "G", "guide-1-letter"),
        ("letter", "K", "know-how-1-letter"),
        ("letter", "S", "stretching-letter"),
        ("letter", "P", "progress-letter"),
        ("wall", "WALL", "wall"),
        ("wall", "WALL-3", "wall-bands"),
        ("wall_of_twelve", "WALL", "wall-12-weeks-ink-saver-letter"),
        ("wall_of_twelve", "WALL-4", "wall-dumbbells-ink-saver-letter"),
        ("handout", "W3A", "handout"),
        ("handout", "W3A-S", "handout-back"),
        ("halves", "W5B", "handout-two-up-ink-saver"),
        ("large", "0", "large-cover"),
        ("large", "W", "large-weeks"),
        ("large", "W3A", "large-session"),
        ("large", "W3A-2", "large-session-2"),
        ("large", "U", "large-warm-up"),
        ("large", "G", "large-guide"),
        ("large", "K", "large-know-how"),
        ("large", "S", "large-stretching"),
        ("large", "P", "large-progress"),
        ("large", "L", "large-log"),
        ("a5", "W3A", "a5-session"),
        ("booklet", "0", "booklet-cover"),
    ],
)
def test_page_looks_as_it_did(
    kind: str,
    code: str,
    name: str,
    assert_looks_like: Check,
    request: pytest.FixtureRequest,
) -> None:
    document: Made = request.getfixturevalue(kind)
    assert_looks_like(document, code, name)


@pytest.mark.parametrize(
    ("paper", "ink", "name"),
    [("a4", "colour", "cover-club"), ("letter", "saver", "cover-club-ink-saver-letter")],
)
def test_a_clubs_cover_looks_as_it_did(
    paper: str, ink: str, name: str, assert_looks_like: Check
) -> None:
    link = {"link": "https://riverside-runners.org/strength", "link_text": "session times"}
    logo = str(Path(__file__).parents[1] / "pdf" / "crest.svg")
    colour = "#f5c731"
    brief = brief_of(ZOE, paper=paper, ink=ink, colour=colour, logo=logo, **link)
    assert_looks_like(cover_from(brief, ZOE), "0", name, from_afar=True)


@pytest.mark.parametrize("language", ["de", "es", "fr", "pl"])
def test_a_language_looks_as_it_did(language: str, assert_looks_like: Check) -> None:
    document = made(ZOE, request=Request(language=language))
    week = next(page.code for page in document.pages if page.code.startswith("W3"))
    assert_looks_like(document, "0", f"cover-{language}")
    assert_looks_like(document, week, f"week-3-{language}")


def test_a_session_alone_on_its_sheet_looks_as_it_did(assert_looks_like: Check) -> None:
    document = made(ZOE, edition="week-sheets", request=Request(sessions=3, weeks=5))
    assert_looks_like(document, "W3C", "session-alone")
