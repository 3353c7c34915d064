"""Folded and cut sheets have every page once, where a folder or a guillotine expects it."""

import pytest

from runstrong_pdf.layout.theme import A4, A5, HALF_LETTER, LETTER, Paper
from runstrong_pdf.pages.editions import Side, booklet, one_up, two_alike


def folded(sides: tuple[Side, ...]) -> list[int | None]:
    """Return the pages in the order in which a reader of the folded, stapled sheets meets them.

    Every sheet lies in the one before it; its front shows its first and its last page.
    """
    first: list[int | None] = []
    last: list[int | None] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        (outer_last, outer_first), (inner_first, inner_last) = halves(front), halves(back)
        first += [outer_first, inner_first]
        last = [inner_last, outer_last, *last]
    return first + last


def halves(side: Side) -> tuple[int | None, int | None]:
    middle = side.width / 2
    left = [place.page for place in side.places if place.origin < middle - 1]
    right = [place.page for place in side.places if place.origin >= middle - 1]
    assert len(left) <= 1
    assert len(right) <= 1
    return next(iter(left), None), next(iter(right), None)


@pytest.mark.parametrize("count", range(1, 41))
def test_a_folded_booklet_reads_in_order_and_is_filled_up_with_blanks(count: int) -> None:
    sides = booklet(count, A5, A4)
    blanks = -count % 4
    assert folded(sides) == [*range(count), *[None] * blanks]
    assert len(sides) % 2 == 0


@pytest.mark.parametrize(("half", "whole"), [(A5, A4), (HALF_LETTER, LETTER)])
def test_halves_meet_at_the_fold_and_stay_on_the_sheet(half: Paper, whole: Paper) -> None:
    for side in (*booklet(9, half, whole), *two_alike(2, half, whole)):
        assert (side.width, side.height) == (whole.height, whole.width)
        for place in side.places:
            assert place.origin >= 0
            assert place.origin + half.width <= side.width
            assert not 0 < abs(place.origin - side.width / 2) < half.width


def test_a_cut_sheet_has_the_same_page_on_both_halves_and_reads_it_once() -> None:
    for page, side in enumerate(two_alike(2, A5, A4)):
        assert side.cut
        assert [(place.page, place.again) for place in side.places] == [(page, False), (page, True)]


def test_plain_sheets_have_a_page_a_side() -> None:
    assert [side.places[0].page for side in one_up(3, A4)] == [0, 1, 2]
