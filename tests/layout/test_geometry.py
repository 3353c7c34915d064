"""Every page of the default plan: nothing overlaps, leaves its frame or is too small to read.

What was printed where comes from the marks that the pages leave; the paper's edge is looked at
in the rendered page, so that pictures and shapes are seen too.
"""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from runstrong_pdf.model.person import Person
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Caution, Kit, Level
from tests.layout.geometry import (
    beside_a_rule,
    crossed,
    floors,
    in_the_footer,
    is_large,
    on_pictures,
    outside,
    overlapping,
    pages,
    too_small,
)
from tests.making import NOBODY, ZOE, Drawn, Made, drawn, made
from tests.reading import edges, opened

EDGE = 6.0
SMALLEST_BOX = 4.5
CLUB_ONLY = Person("", "Riverside Runners", "", None)
BODYWEIGHT = Request(weeks=4, kit=())
CAUTIONS: tuple[Caution, ...] = ("wrist", "osteoporosis", "older-adult", "high-bp")
LARGE_BOX = 8.0
VARIANTS = [
    pytest.param((person, {"paper": paper, "ink": ink}), id=f"{paper}-{ink}-{who}")
    for paper in ("a4", "letter")
    for ink, who, person in (
        ("colour", "nobody", NOBODY),
        ("colour", "named", ZOE),
        ("colour", "club", CLUB_ONLY),
        ("saver", "named", ZOE),  # whose marks are those of colour, as a test below shows
    )
]
VARIANTS += [
    pytest.param((ZOE, {"request": Request(weeks=12)}), id="12-weeks"),
    pytest.param((ZOE, {"paper": "letter", "request": BODYWEIGHT}), id="bodyweight"),
    pytest.param((ZOE, {"request": Request(weeks=5, sessions=3)}), id="3-sessions"),
]
COLUMNS: dict[str, dict[str, Any]] = {
    "large-a4": {"large_print": True},
    "large-letter": {"large_print": True, "paper": "letter"},
    "a5": {"paper": "a5"},
    "booklet": {"edition": "booklet"},
    "half-letter": {"edition": "booklet", "paper": "letter"},
}
LONG = Request(weeks=12, minutes=60, level=Level.EXPERIENCED)
VARIANTS += [pytest.param((ZOE, kind), id=f"{name}-named") for name, kind in COLUMNS.items()]
VARIANTS += [
    pytest.param((person, {**COLUMNS[name], **more}), id=f"{name}-{what}")
    for name, what, person, more in (
        ("large-a4", "saver", CLUB_ONLY, {"ink": "saver"}),
        ("large-letter", "12-weeks", NOBODY, {"request": LONG}),
        ("large-letter", "3-sessions", NOBODY, {"request": Request(weeks=5, sessions=3)}),
        ("large-a4", "cautions", CLUB_ONLY, {"request": Request(avoid=CAUTIONS)}),
        ("half-letter", "12-weeks", NOBODY, {"request": LONG}),
        ("half-letter", "bodyweight", CLUB_ONLY, {"request": BODYWEIGHT}),
        ("a5", "3-sessions", NOBODY, {"request": Request(weeks=5, sessions=3)}),
    )
]
LONG_NAMES = Person("Bartholomew Featherstonehaugh-Cholmondeley of the Long Hill", "W" * 60, "")
HARD = Request(
    weeks=12,
    sessions=3,
    minutes=60,
    level=Level.INTERMEDIATE,
    kit=tuple(Kit),
    race=date(2027, 2, 28),
)
TRAININGS = {
    "default": None,
    "long-names": None,
    "hard": HARD,
    "long": replace(HARD, race=None, level=Level.BEGINNER),
    "short": Request(weeks=4, sessions=1, minutes=20, kit=()),
    "express": Request(weeks=12, sessions=3, minutes=20, kit=()),
    "asked": Request(weeks=6, avoid=("wrist", "pregnancy")),
}
HANDS_ON: dict[str, dict[str, Any]] = {
    "wall": {"edition": "wall"},
    "handout": {"edition": "handout"},
    "halves": {"edition": "handout", "two_up": True},
}
VARIANTS += [
    pytest.param(
        (person, {**options, "paper": paper, "ink": ink, "request": TRAININGS[which]}),
        id=f"{name}-{paper}-{ink}-{which}",
    )
    for name, options in HANDS_ON.items()
    for paper in ("a4", "letter")
    for ink, person, which in (
        ("colour", ZOE, "default"),
        ("saver", NOBODY, "default"),
        ("colour", LONG_NAMES, "long-names"),
        ("colour", ZOE, "hard"),
        ("colour", NOBODY, "long"),
        ("saver", CLUB_ONLY, "short"),
        ("colour", ZOE, "express"),
        ("colour", NOBODY, "asked"),
    )
]
VARIANTS += [
    pytest.param((ZOE, {**HANDS_ON["halves"], "sheet": "2B"}), id="halves-2B"),
    pytest.param((ZOE, {"edition": "handout", "paper": "a5"}), id="handout-a5"),
]
REACHABLE = replace(ZOE, contact="Coach Ann, 01234 567890")
LINK = {
    "link": "https://riverside-runners.org/strength",
    "link_text": "session times, videos",
}
VARIANTS += [
    pytest.param(
        (REACHABLE, {"paper": paper, "request": Request(weeks=weeks, avoid=avoid), **LINK}),
        id=f"{paper}-{name}",
    )
    for paper in ("a4", "letter")
    for name, weeks, avoid in (
        ("link", 6, ()),
        ("link-12", 12, ()),
        ("link-told", 6, ("youth", "wrist")),
    )
]
VARIANTS += [
    pytest.param((REACHABLE, {**options, **LINK}), id=f"{name}-link")
    for name, options in {**COLUMNS, **HANDS_ON}.items()
    if name != "wall"
]


FULL = (
    *("(a4|letter)-link-12", "large.*-link", "half.*-link", "a5.*-link", "booklet.*-link"),
    *(".*-colour-hard", "wall-a4-saver-default", "handout-a5", "halves-2B"),
)
FULLEST = [one for one in VARIANTS if any(re.fullmatch(kind, str(one.id)) for kind in FULL)]
"""Of every edition on every paper the pages with most on them, to be looked at as they are printed:
where the edge is, neither ink nor training moves."""


@pytest.mark.parametrize("kind", FULL)
def test_the_fullest_pages_are_of_every_kind(kind: str) -> None:
    assert any(re.fullmatch(kind, str(one.id)) for one in FULLEST)


@pytest.fixture(scope="module", params=VARIANTS)
def document(request: pytest.FixtureRequest) -> Drawn:
    person, options = request.param
    if any(request.param == one.values[0] for one in FULLEST):
        return made(person, **options)  # whose file is looked at, too
    return drawn(person, **options)


def test_no_text_or_box_overlaps_another(document: Drawn) -> None:
    assert overlapping(document) == []


def test_no_text_or_box_reaches_into_a_picture(document: Drawn) -> None:
    assert on_pictures(document) == []


def test_nothing_leaves_the_measure(document: Drawn) -> None:
    assert outside(document) == []


def test_content_ends_above_the_footer(document: Drawn) -> None:
    assert in_the_footer(document) == []


def test_text_can_be_read(document: Drawn) -> None:
    assert too_small(document) == []


def test_personal_text_never_shrinks_below_what_can_be_read(document: Drawn) -> None:
    paper = document.brief.paper
    footer = (paper.height - paper.footer_rule) / 25.4 * 72
    least, in_footer = floors(document)
    for slot in document.slots:
        assert slot.floor >= (in_footer if slot.y < footer else least), slot.key


def test_boxes_are_large_enough_to_tick(document: Drawn) -> None:
    least = LARGE_BOX if is_large(document) else SMALLEST_BOX
    boxes = [mark for _, marks in pages(document) for mark in marks if mark.kind == "box"]
    assert len(boxes) > (200 if document.pages[0].code == "0" else 3)
    assert [box for box in boxes if box.right - box.left < least - 1e-6] == []
    assert [
        box for box in boxes if abs((box.right - box.left) - (box.bottom - box.top)) > 1e-6
    ] == []


def test_there_is_room_to_type(document: Drawn) -> None:
    fields = [mark for _, marks in pages(document) for mark in marks if mark.kind == "field"]
    flat = [mark for mark in fields if mark.bottom - mark.top < 2.7 or mark.right - mark.left < 8]
    assert flat == []


def test_no_rule_runs_through_text_or_boxes(document: Drawn) -> None:
    assert crossed(document) == []


def test_no_text_runs_into_a_vertical_rule(document: Drawn) -> None:
    assert beside_a_rule(document) == []


@pytest.mark.parametrize("variant", FULLEST)
def test_nothing_is_printed_near_the_edge_of_the_paper(
    variant: tuple[Person, dict[str, Any]],
) -> None:
    assert near_the_edge(variant) == []


def test_nothing_is_printed_near_the_edge_whatever_the_training(*, whole: bool) -> None:
    if not whole:
        pytest.skip("with --whole")
    found = {str(one.id): near_the_edge(one.values[0]) for one in VARIANTS}
    assert {name: sides for name, sides in found.items() if sides} == {}


def near_the_edge(variant: Any) -> list[str]:  # noqa: ANN401  a value of `pytest.param`
    """Return the edges of sheets with anything on them, also pictures and shapes."""
    person, options = variant
    document, found = made(person, **options), []
    with opened(document.pdf) as pdf:
        sizes = [[float(edge) / 72 * 25.4 for edge in page.mediabox[2:]] for page in pdf.pages]
    assert sizes == [pytest.approx((s.width, s.height), abs=0.1) for s in document.edition.sides]
    assert all(document.marks), "a page is empty"
    seen = edges(document.pdf, EDGE - 0.1)
    for index, (side, images) in enumerate(zip(document.edition.sides, seen, strict=True)):
        for edge, image in images.items():
            if side.cut and edge in {"top", "bottom"}:  # the line to cut along goes to the edge
                middle = image.width // 2
                image.paste("white", (middle - 4, 0, middle + 4, image.height))
            found += [f"side {index}, {edge}"] * (image.getextrema() != (255, 255))
    return found


def test_ink_saver_has_the_same_geometry(default: Made, saver: Made) -> None:
    """So that page numbers, and people who share a table, agree."""
    assert [page.name for page in default.pages] == [page.name for page in saver.pages]
    for ours, theirs in zip(default.marks, saver.marks, strict=True):
        assert ours == theirs
