"""A flow of boxes keeps together what belongs together, repeats heads, and shares spare height."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.errors import OutputError
from runstrong_pdf.layout.flow import Column, Item, paginate
from runstrong_pdf.layout.sheet import Sheet

MEASURE = 100.0


@dataclass(frozen=True)
class Box:
    """A box of a fixed height that is never drawn here."""

    number: int
    tall: float

    def height(self, _measure: float) -> float:
        return self.tall

    def draw(self, sheet: Sheet, x: float, y: float, measure: float, high: float) -> None:
        raise NotImplementedError


def numbers(columns: list[Column]) -> list[list[int]]:
    return [[placed.block.number for placed in column] for column in columns]  # type: ignore[attr-defined]


items = st.lists(
    st.builds(
        lambda tall, gap, holds, grow: (tall, gap, holds, grow),
        st.floats(5, 60),
        st.floats(0, 8),
        st.booleans(),
        st.floats(0, 10),
    ),
    min_size=1,
    max_size=25,
)


def flow(drawn: list[tuple[float, float, bool, float]]) -> list[Item]:
    """Return items of which no more than three stay together."""
    made: list[Item] = []
    for number, (tall, gap, holds, grow) in enumerate(drawn):
        chained = len(made) > 1 and made[-1].holds and made[-2].holds
        made.append(Item(Box(number, tall), gap, holds=holds and not chained, grow=grow))
    return made


@given(drawn=items, even=st.booleans())
def test_nothing_is_lost_split_or_pushed_over_the_edge(
    *, drawn: list[tuple[float, float, bool, float]], even: bool
) -> None:
    made = flow(drawn)
    columns = paginate(made, MEASURE, 200, 220, even=even)
    assert [n for column in numbers(columns) for n in column] == list(range(len(made)))
    for index, column in enumerate(columns):
        room = 220 if index else 200
        for above, below in pairwise(column):
            assert below.y >= above.y + above.high - 1e-6
        assert column[-1].y + column[-1].high <= room + 0.1
        last = made[column[-1].block.number]  # type: ignore[attr-defined]
        assert not last.holds or index == len(columns) - 1, "parted from what follows"
        for placed in column:
            item = made[placed.block.number]  # type: ignore[attr-defined]
            assert placed.high <= item.block.height(MEASURE) + item.grow + 1e-6


@given(items)
def test_evening_out_costs_no_page(drawn: list[tuple[float, float, bool, float]]) -> None:
    made = flow(drawn)
    filled = paginate(made, MEASURE, 200, 220)
    assert len(paginate(made, MEASURE, 200, 220, even=True)) == len(filled)


def test_even_pages_are_about_equally_full() -> None:
    made = [Item(Box(number, 10)) for number in range(12)]
    assert [len(column) for column in paginate(made, MEASURE, 100, 100)] == [10, 2]
    assert [len(column) for column in paginate(made, MEASURE, 100, 100, even=True)] == [6, 6]


def test_air_is_left_out_at_the_top_of_a_page() -> None:
    made = [Item(Box(number, 40), gap=10) for number in range(3)]
    columns = paginate(made, MEASURE, 90, 90)
    assert [[placed.y for placed in column] for column in columns] == [[0, 50], [0]]


def test_a_table_begins_its_next_page_with_its_head() -> None:
    head = Item(Box(99, 10), within="Table", holds=True)
    made = [head]
    made += [Item(Box(number, 30), within="Table", again=head) for number in range(5)]
    columns = paginate(made, MEASURE, 100, 100)
    assert numbers(columns) == [[99, 0, 1, 2], [99, 3, 4]]
    assert [placed.y for placed in columns[1]] == [0, 10, 40]


def test_spare_height_goes_to_what_can_grow_then_to_what_fills() -> None:
    made = [
        Item(Box(0, 20), grow=5),
        Item(Box(1, 20), grow=30),
        Item(Box(2, 10), fills=True),
    ]
    (column,) = paginate(made, MEASURE, 100, 100)
    assert [placed.high for placed in column] == [25, 50, 25]
    (column,) = paginate(made, MEASURE, 60, 60)
    assert [placed.high for placed in column] == [25, 25, 10]


def test_what_is_higher_than_a_page_is_an_error_that_says_how_high() -> None:
    with pytest.raises(OutputError, match="needs 150 mm in a column of 100 mm"):
        paginate([Item(Box(0, 150))], MEASURE, 100, 100)
    with pytest.raises(OutputError, match="needs 120 mm"):
        paginate([Item(Box(0, 60), holds=True), Item(Box(1, 60))], MEASURE, 100, 100)
