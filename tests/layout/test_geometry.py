"""Every page of the default plan: nothing overlaps, leaves its frame or is too small to read.

What was printed where comes from the marks that the pages leave; the paper's edge is looked at
in the rendered page, so that pictures and shapes are seen too.
"""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from runstrong_pdf.layout.surface import Mark
from runstrong_pdf.model.person import Person
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Caution, Kit, Level
from tests.making import NOBODY, ZOE, Made, made
from tests.reading import edges, opened

TOUCHING = (0.25, 0.15)
"""Millimetres by which boxes of letters may overlap sideways and in height: rounding and air."""
EDGE = 6.0
SMALLEST, SMALLEST_IN_FOOTER = 9.0, 8.5
SMALLEST_BOX = 4.5
CLUB_ONLY = Person("", "Riverside Runners", "", None)
BODYWEIGHT = Request(weeks=4, kit=())
CAUTIONS: tuple[Caution, ...] = ("wrist", "osteoporosis", "older-adult", "high-bp")
LARGE, LARGE_BOX = 16.0, 8.0
"""Large print begins where normal print ends."""
VARIANTS = [
    pytest.param((person, {"paper": paper, "ink": ink}), id=f"{paper}-{ink}-{who}")
    for paper in ("a4", "letter")
    for ink in ("colour", "saver")
    for who, person in (("nobody", NOBODY), ("named", ZOE), ("club", CLUB_ONLY))
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


@pytest.fixture(scope="module", params=VARIANTS)
def document(request: pytest.FixtureRequest) -> Made:
    person, options = request.param
    return made(person, **options)


def is_large(document: Made) -> bool:
    return document.brief.paper.smallest == LARGE


SPACE = 0.2 * 25.4 / 72
"""Millimetres a point of size: the narrowest space; a broken line keeps its own for copying."""


def pages(document: Made) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """Yield the name and the marks of every page, without blank text."""
    for page, marks in zip(document.pages, document.marks, strict=True):
        shown = (mark for mark in marks if mark.what.strip() or mark.kind != "text")
        yield page.name, tuple(map(without_space, shown))


def without_space(mark: Mark) -> Mark:
    """Leave out the space at the end of a text."""
    blank = len(mark.what) - len(mark.what.rstrip(" "))
    return mark._replace(right=mark.right - blank * SPACE * mark.size)


def overlap(a: Mark, b: Mark) -> tuple[float, float]:
    """Return by how much two marks overlap sideways and in height; negative = distance."""
    return (
        min(a.right, b.right) - max(a.left, b.left),
        min(a.bottom, b.bottom) - max(a.top, b.top),
    )


def solid(marks: tuple[Mark, ...]) -> list[Mark]:
    return [mark for mark in marks if mark.kind != "rule"]


def near(marks: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """Yield every two marks of which one begins above the other's end."""
    falling = sorted(marks, key=lambda mark: mark.top)
    for place, a in enumerate(falling, 1):
        for b in itertools.islice(falling, place, None):
            if b.top >= a.bottom:
                break
            yield a, b


def numbered(a: Mark, b: Mark) -> bool:
    """Whether one is a ring and the other its figure, well inside it."""
    ring, figure = (a, b) if a.kind == "ring" else (b, a)
    inside = ring.left < figure.left and figure.right < ring.right
    return ring.kind == "ring" and figure.what in {"1", "2", "3", "4", "5"} and inside


def test_no_text_or_box_overlaps_another(document: Made) -> None:
    found = []
    for name, marks in pages(document):
        for a, b in near(solid(marks)):
            wide, high = overlap(a, b)
            if wide > TOUCHING[0] and high > TOUCHING[1] and not numbered(a, b):
                found.append(f"{name}: {a.what!r} and {b.what!r} by {wide:.2f} x {high:.2f} mm")
    assert found == []


def test_nothing_leaves_the_measure(document: Made) -> None:
    paper = document.brief.paper
    left, right = paper.left - 0.3, paper.left + paper.measure + 0.3
    found = [
        f"{name}: {mark.what!r} from {mark.left:.2f} to {mark.right:.2f} mm"
        for name, marks in pages(document)
        for mark in marks
        if mark.left < left
        or mark.right > right
        or mark.top < 8
        or mark.bottom > paper.height - 8.5
    ]
    assert found == []


def test_content_ends_above_the_footer(document: Made) -> None:
    rule, footer = document.brief.paper.footer_rule, document.brief.paper.footer
    found = [
        f"{name}: {mark.what!r} ends {mark.bottom - rule:.2f} mm below the footer's rule"
        for name, marks in pages(document)
        for mark in solid(marks)
        if mark.bottom > rule - 0.5 and mark.size != footer
    ]
    assert found == []


def test_text_can_be_read(document: Made) -> None:
    footer = document.brief.paper.footer_rule
    least, in_footer = floors(document)
    found = [
        f"{name}: {mark.what!r} has {mark.size:.2f} pt"
        for name, marks in pages(document)
        for mark in marks
        if mark.kind == "text" and mark.size < (in_footer if mark.top > footer else least) - 1e-6
    ]
    assert found == []


def floors(document: Made) -> tuple[float, float]:
    """Return the smallest type size in points of the page, and of its footer."""
    if is_large(document):
        return LARGE, LARGE
    return SMALLEST, SMALLEST_IN_FOOTER


def test_personal_text_never_shrinks_below_what_can_be_read(document: Made) -> None:
    paper = document.brief.paper
    footer = (paper.height - paper.footer_rule) / 25.4 * 72
    least, in_footer = floors(document)
    for slot in document.template.slots:
        assert slot.floor >= (in_footer if slot.y < footer else least), slot.key


def test_boxes_are_large_enough_to_tick(document: Made) -> None:
    least = LARGE_BOX if is_large(document) else SMALLEST_BOX
    boxes = [mark for _, marks in pages(document) for mark in marks if mark.kind == "box"]
    assert len(boxes) > (200 if document.pages[0].code == "0" else 3)
    assert [box for box in boxes if box.right - box.left < least - 1e-6] == []
    assert [
        box for box in boxes if abs((box.right - box.left) - (box.bottom - box.top)) > 1e-6
    ] == []


def test_there_is_room_to_type(document: Made) -> None:
    fields = [mark for _, marks in pages(document) for mark in marks if mark.kind == "field"]
    flat = [mark for mark in fields if mark.bottom - mark.top < 2.7 or mark.right - mark.left < 8]
    assert flat == []


def test_no_rule_runs_through_text_or_boxes(document: Made) -> None:
    found = []
    for name, marks in pages(document):
        rules = [mark for mark in marks if mark.kind == "rule"]
        for a, rule in itertools.product(solid(marks), rules):
            below = 0.25 if a.kind == "text" else 0.0
            if a.top - 0.05 < rule.top < a.bottom + below and overlap(a, rule)[0] > 0.5:
                found.append(f"{name}: rule at {rule.top:.2f} mm through {a.what!r}")
    assert found == []


def test_nothing_is_printed_near_the_edge_of_the_paper(document: Made) -> None:
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
            assert image.getextrema() == (255, 255), f"side {index}, {edge}"


def test_ink_saver_has_the_same_geometry(default: Made, saver: Made) -> None:
    """So that page numbers, and people who share a table, agree."""
    assert [page.name for page in default.pages] == [page.name for page in saver.pages]
    for ours, theirs in zip(default.marks, saver.marks, strict=True):
        assert ours == theirs
