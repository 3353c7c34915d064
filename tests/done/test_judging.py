"""What counts of a row: the lower of printed and done, by the rule that the sheets print."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrong_pdf.done.blanks import Said, read_blank, read_number
from runstrong_pdf.done.judging import Done, RowDone
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Level
from tests.done.making import NOTE


def done_of(fields: Mapping[str, str], **note: object) -> Done:
    return Done(NOTE.model_copy(update=note), fields)


def row_of(fields: Mapping[str, str], place: str) -> RowDone:
    """Return a row of week 6, such as `A2`."""
    rows = done_of(fields).last_week
    return next(row for row in rows if f"{row.printed.session}{row.number}" == place)


def ticks(place: str, many: int) -> dict[str, str]:
    return {f"w6-{place[0]}-{place[1:]}-{box}": "Yes" for box in range(1, many + 1)}


# -- blanks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8", Said(8)),
        (" 8 reps ", Said(8)),
        ("8/side", Said(8)),
        ("20s", Said(20)),
        ("20 sec", Said(20)),
        ("10, 10, 8", Said(8)),
        ("10/10/8", Said(8)),
        ("10 10 8", Said(8)),
        ("3 x 8", Said(8, 3)),
        ("3×8", Said(8, 3)),  # noqa: RUF001  as it is printed
        ("12 x 4 kg", Said(12, None, 4.0)),
        ("4 kg x 12", Said(12, None, 4.0)),
        ("2 x 12 x 2,5kg", Said(12, 2, 2.5)),
        ("3 kg", Said(None, None, 3.0)),
        ("12 red", Said(12, band="red")),
        ("yellow band, 10", Said(10, band="yellow")),
        ("0", Said(0)),
    ],
)
def test_a_blank_is_read_as_people_write(text: str, said: Said) -> None:
    assert read_blank(text) == said


@pytest.mark.parametrize(
    "text",
    ["", " ", "felt great", "8 or so", "x", "12 x 15", "9999", "3 kg 4 kg", "red or green",
     "8" * 99, "-", "8.5", "\0", "８"],  # noqa: RUF001  a full-width figure
)  # fmt: skip
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert read_blank(text) is None


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    said = read_blank(text)
    assert said is None or said != Said()
    number = read_number(text)
    assert number is None or 0 <= number <= 200


# -- rows ------------------------------------------------------------------------------------------


def test_what_is_not_filled_in_counts_as_printed() -> None:
    done = done_of({})
    assert {row.why for row in done.rows} == {"as printed"}
    assert done.after == done.note.after


def test_all_boxes_ticked_is_clean() -> None:
    row = row_of(ticks("A2", 2), "A2")
    assert (row.why, row.counts, row.ticked) == ("clean", row.printed, 2)


def test_fewer_repetitions_count_although_every_box_is_ticked() -> None:
    row = row_of({**ticks("A2", 2), "did-6-A-2": "8"}, "A2")
    assert (row.why, row.counts.reps, row.counts.kg) == ("fewer", 8, (4.0,))


def test_more_than_printed_counts_as_printed() -> None:
    row = row_of({"did-6-A-2": "20 x 9 kg"}, "A2")
    assert (row.why, row.counts) == ("heavier", row.printed)


def test_a_lighter_weight_counts_with_its_repetitions() -> None:
    row = row_of({"did-6-B-1": "12 x 2 kg"}, "B1")
    assert (row.why, row.counts.reps, row.counts.kg) == ("lighter", 12, (2.0,))
    band = row_of({"did-6-B-2": "10 yellow"}, "B2")
    assert (band.why, band.counts.reps, band.counts.band) == ("lighter", 10, ("yellow",))


def test_a_round_too_few_goes_back_to_the_week_before() -> None:
    row = row_of(ticks("A1", 1), "A1")
    assert (row.why, row.printed.reps, row.counts.reps) == ("rounds missed", 10, 8)


def test_a_harder_manner_that_was_missed_takes_the_way_out() -> None:
    row = row_of({"did-6-B-4": "5"}, "B4")
    assert (row.printed.manner, row.counts.manner) == ("slow", "usual")
    assert row.counts.reps == 12


def test_too_hard_counts_for_every_row_of_the_session() -> None:
    done = done_of({"feeling-6-B": "too_hard"})
    lower = {r.printed.session: r.counts != r.printed for r in done.last_week}
    assert lower == {"A": False, "B": True}
    assert not any(r.counts != r.printed for r in done_of({"feeling-6-B": "right"}).rows)


def test_the_last_page_counts_too_and_the_lower_of_both() -> None:
    assert row_of({"next-did-6-A-2": "9"}, "A2").counts.reps == 9
    both = {"did-6-A-2": "8", "next-did-6-A-2": "10"}
    assert row_of(both, "A2").counts.reps == 8
    assert row_of({"did-6-A-2": "well", "next-did-6-A-2": "9"}, "A2").counts.reps == 9


def test_what_cannot_be_read_is_told_and_can_be_answered() -> None:
    done = done_of({"did-6-A-2": "nearly", "push-ups-after": "some"})
    assert [(one.field, one.said) for one in done.unclear] == [
        ("did-6-A-2", "nearly"), ("push-ups-after", "some"),
    ]  # fmt: skip
    answered = done.answered({"did-6-A-2": "9", "push-ups-after": ""})
    assert not answered.unclear
    assert {row.counts.reps for row in answered.last_week if row.field == "did-6-A-2"} == {9}


# -- the push-up check -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "offer"),
    [("7", None), ("8", Level.INTERMEDIATE), ("20 full ones", Level.EXPERIENCED), ("", None)],
)
def test_the_push_up_check_offers_a_level_and_forces_none(said: str, offer: Level | None) -> None:
    done = done_of({"push-ups-after": said} if said else {})
    assert done.offer is offer
    assert done.next_request().level is Level.BEGINNER


def test_a_yes_to_a_health_question_is_offered_nothing() -> None:
    request = Request(kit="chair, band", avoid="high-bp")
    assert done_of({"push-ups-after": "30"}, request=request).offer is None


def test_fewer_push_ups_than_the_level_stands_for_are_no_contradiction() -> None:
    done = done_of({"push-ups-after": "3"}, level=Level.INTERMEDIATE)
    assert (done.next_request().level, done.next_request().push_ups) == ("intermediate", None)
