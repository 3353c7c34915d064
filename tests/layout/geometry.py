"""What is wrong with a made document, from the marks that its pages leave: a line a fault."""

import itertools
from collections.abc import Iterator

from runstrong_pdf.layout.surface import Mark
from tests.making import Drawn

TOUCHING = (0.25, 0.15)
"""Millimetres by which boxes of letters may overlap sideways and in height: rounding and air."""
ON_PICTURES = 0.6
"""The same for the place of a picture, which has air of its own around what is drawn."""
SMALLEST, SMALLEST_IN_FOOTER = 9.0, 8.5
LARGE = 16.0
"""Points: large print begins where normal print ends."""


def is_large(document: Drawn) -> bool:
    return document.brief.paper.smallest == LARGE


SPACE = 0.2 * 25.4 / 72
"""Millimetres a point of size: the narrowest space; a broken line keeps its own for copying."""


def pages(document: Drawn) -> Iterator[tuple[str, tuple[Mark, ...]]]:
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
    """Return texts, boxes, rings and fields."""
    return [mark for mark in marks if mark.kind not in {"rule", "upright", "figure"}]


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


def overlapping(document: Drawn) -> list[str]:
    """Return the texts and boxes that overlap."""
    found = []
    for name, marks in pages(document):
        for a, b in near(solid(marks)):
            wide, high = overlap(a, b)
            if wide > TOUCHING[0] and high > TOUCHING[1] and not numbered(a, b):
                found.append(f"{name}: {a.what!r} and {b.what!r} by {wide:.2f} x {high:.2f} mm")
    return found


def on_pictures(document: Drawn) -> list[str]:
    """Return the texts and boxes that reach into the place of a picture."""
    found = []
    for name, marks in pages(document):
        figures = [mark for mark in marks if mark.kind == "figure"]
        for a, figure in itertools.product(solid(marks), figures):
            wide, high = overlap(a, figure)
            if wide > TOUCHING[0] and high > ON_PICTURES:
                found.append(
                    f"{name}: {a.what!r} in {figure.what[:30]!r} by {wide:.2f} x {high:.2f}"
                )
    return found


def outside(document: Drawn) -> list[str]:
    """Return what leaves the measure."""
    paper = document.brief.paper
    left, right = paper.left - 0.3, paper.left + paper.measure + 0.3
    return [
        f"{name}: {mark.what!r} from {mark.left:.2f} to {mark.right:.2f} mm"
        for name, marks in pages(document)
        for mark in marks
        if mark.left < left
        or mark.right > right
        or mark.top < 8
        or mark.bottom > paper.height - 8.5
    ]


def in_the_footer(document: Drawn) -> list[str]:
    """Return what ends below the rule of the footer."""
    rule, footer = document.brief.paper.footer_rule, document.brief.paper.footer
    return [
        f"{name}: {mark.what!r} ends {mark.bottom - rule:.2f} mm below the footer's rule"
        for name, marks in pages(document)
        for mark in solid(marks)
        if mark.bottom > rule - 0.5 and mark.size != footer
    ]


def too_small(document: Drawn) -> list[str]:
    """Return text that is too small to be read."""
    footer = document.brief.paper.footer_rule
    least, in_footer = floors(document)
    return [
        f"{name}: {mark.what!r} has {mark.size:.2f} pt"
        for name, marks in pages(document)
        for mark in marks
        if mark.kind == "text" and mark.size < (in_footer if mark.top > footer else least) - 1e-6
    ]


def crossed(document: Drawn) -> list[str]:
    """Return texts and boxes with a rule through them."""
    found = []
    for name, marks in pages(document):
        rules = [mark for mark in marks if mark.kind == "rule"]
        for a, rule in itertools.product(solid(marks), rules):
            below = 0.25 if a.kind == "text" else 0.0
            if a.top - 0.05 < rule.top < a.bottom + below and overlap(a, rule)[0] > 0.5:
                found.append(f"{name}: rule at {rule.top:.2f} mm through {a.what!r}")
    return found


def beside_a_rule(document: Drawn) -> list[str]:
    """Return texts that stand nearer to a vertical rule than a space is wide, or are crossed."""
    found = []
    for name, marks in pages(document):
        uprights = [mark for mark in marks if mark.kind == "upright"]
        texts = [mark for mark in marks if mark.kind == "text"]
        for text, rule in itertools.product(texts, uprights):
            wide, high = overlap(text, rule)
            if high > TOUCHING[1] and -wide < SPACE * text.size:
                found.append(f"{name}: {text.what!r} {-wide:.2f} mm from a vertical rule")
    return found


def floors(document: Drawn) -> tuple[float, float]:
    """Return the smallest type size in points of the page, and of its footer."""
    if is_large(document):
        return LARGE, LARGE
    return SMALLEST, SMALLEST_IN_FOOTER


CHECKS = (
    overlapping, on_pictures, outside, in_the_footer, too_small, crossed, beside_a_rule
)  # fmt: skip
