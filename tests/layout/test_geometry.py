"""Every page of the default plan: nothing overlaps, leaves its frame or is too small to read.

What was printed where comes from the marks that the pages leave; the paper's edge is looked at
in the rendered page, so that pictures and shapes are seen too.
"""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from runstrong_pdf.layout.sheet import Mark
from runstrong_pdf.layout.theme import FOOTER_RULE, MEASURE
from runstrong_pdf.model.link import checked_link
from runstrong_pdf.model.request import Request
from runstrong_pdf.pages.person import Person
from tests.making import NOBODY, ZOE, Made, brief_of, made, made_from
from tests.reading import picture

TOUCHING = (0.25, 0.15)
"""Millimetres by which boxes of letters may overlap sideways and in height: rounding and air."""
EDGE = 6.0
SMALLEST, SMALLEST_IN_FOOTER = 9.0, 8.5
SMALLEST_BOX = 4.5
CLUB_ONLY = Person("", "Riverside Runners", "", None)
VARIANTS = [
    pytest.param((person, paper, ink, None), id=f"{paper}-{ink}-{who}")
    for paper in ("a4", "letter")
    for ink in ("colour", "saver")
    for who, person in (("nobody", NOBODY), ("named", ZOE), ("club", CLUB_ONLY))
]
VARIANTS += [
    pytest.param((ZOE, "a4", "colour", Request(weeks=12)), id="12-weeks"),
    pytest.param((ZOE, "letter", "colour", Request(weeks=4, kit=())), id="bodyweight"),
    pytest.param((ZOE, "a4", "colour", Request(weeks=5, sessions=3)), id="3-sessions"),
]
REACHABLE = replace(ZOE, contact="Coach Ann, 01234 567890")
LINK = checked_link("--link", "https://riverside-runners.org/strength", "session times, videos")
LINKED = [
    pytest.param((REACHABLE, paper, "colour", Request(weeks=weeks, avoid=avoid)), id=f"{paper}-{n}")
    for paper in ("a4", "letter")
    for n, weeks, avoid in (
        ("link", 6, ()),
        ("link-12", 12, ()),
        ("link-told", 6, ("youth", "wrist")),
    )
]


@pytest.fixture(scope="module", params=[*VARIANTS, *LINKED])
def document(request: pytest.FixtureRequest) -> Made:
    person, paper, ink, training = request.param
    if person is not REACHABLE:
        return made(person, paper=paper, ink=ink, request=training)
    brief = brief_of(person, paper=paper, ink=ink, request=training, link=LINK)
    return made_from(brief, person)


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


def test_no_text_or_box_overlaps_another(document: Made) -> None:
    found = []
    for name, marks in pages(document):
        for a, b in itertools.combinations(solid(marks), 2):
            wide, high = overlap(a, b)
            if wide > TOUCHING[0] and high > TOUCHING[1]:
                found.append(f"{name}: {a.what!r} and {b.what!r} by {wide:.2f} x {high:.2f} mm")
    assert found == []


def test_nothing_leaves_the_measure(document: Made) -> None:
    paper = document.brief.paper
    left, right = paper.left - 0.3, paper.left + MEASURE + 0.3
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
    rule = document.brief.paper.height - FOOTER_RULE
    found = [
        f"{name}: {mark.what!r} ends {mark.bottom - rule:.2f} mm below the footer's rule"
        for name, marks in pages(document)
        for mark in solid(marks)
        if mark.bottom > rule - 0.5 and mark.size != SMALLEST_IN_FOOTER
    ]
    assert found == []


def test_text_can_be_read(document: Made) -> None:
    footer = document.brief.paper.height - FOOTER_RULE
    found = [
        f"{name}: {mark.what!r} has {mark.size:.2f} pt"
        for name, marks in pages(document)
        for mark in marks
        if mark.kind == "text"
        and mark.size < (SMALLEST_IN_FOOTER if mark.top > footer else SMALLEST) - 1e-6
    ]
    assert found == []


def test_personal_text_never_shrinks_below_what_can_be_read(document: Made) -> None:
    footer = FOOTER_RULE / 25.4 * 72
    for slot in document.template.slots:
        assert slot.floor >= (SMALLEST_IN_FOOTER if slot.y < footer else SMALLEST), slot.key


def test_boxes_are_large_enough_to_tick(document: Made) -> None:
    boxes = [mark for _, marks in pages(document) for mark in marks if mark.kind == "box"]
    assert len(boxes) > 200
    assert [box for box in boxes if box.right - box.left < SMALLEST_BOX - 1e-6] == []
    assert [
        box for box in boxes if abs((box.right - box.left) - (box.bottom - box.top)) > 1e-6
    ] == []


def test_no_rule_runs_through_text_or_boxes(document: Made) -> None:
    found = []
    for name, marks in pages(document):
        rules = [mark for mark in marks if mark.kind == "rule"]
        for a, rule in itertools.product(solid(marks), rules):
            below = 0.25 if a.kind == "text" else 0.0
            if overlap(a, rule)[0] > 0.5 and a.top - 0.05 < rule.top < a.bottom + below:
                found.append(f"{name}: rule at {rule.top:.2f} mm through {a.what!r}")
    assert found == []


def test_nothing_is_printed_near_the_edge_of_the_paper(document: Made) -> None:
    dpi = 50
    edge = int((EDGE - 0.1) / 25.4 * dpi)
    for index, page in enumerate(document.pages):
        image = picture(document.pdf, index, dpi)
        wide, high = image.size
        assert (wide, high) == pytest.approx(
            (document.brief.paper.width / 25.4 * dpi, document.brief.paper.height / 25.4 * dpi),
            abs=1,
        )
        box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
        assert box is not None, f"{page.name} is empty"
        left, top, right, bottom = box
        assert left >= edge, page.name
        assert top >= edge, page.name
        assert right <= wide - edge, page.name
        assert bottom <= high - edge, page.name


def test_ink_saver_has_the_same_geometry(default: Made, saver: Made) -> None:
    """So that page numbers, and people who share a table, agree."""
    assert [page.name for page in default.pages] == [page.name for page in saver.pages]
    for ours, theirs in zip(default.marks, saver.marks, strict=True):
        assert ours == theirs
