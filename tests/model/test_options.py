"""Options that are read together, because one says how another is meant."""

import datetime as dt
import re

import pytest

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.options import past_notes, read_options


@pytest.mark.parametrize(
    ("given", "kilograms"),
    [
        ("5,8", (2.27, 3.63)),
        ([5, 8], (2.27, 3.63)),
        ("5 kg", (5,)),
        ("5lb, 5 pounds, 5 lbs", (2.27,)),
    ],
)
def test_weights_without_units_are_in_those_of_the_plan(
    given: object, kilograms: tuple[float, ...]
) -> None:
    assert read_options({"dumbbells": given, "units": "lb"}).request.dumbbells == kilograms
    assert read_options({"units": "LB", "dumbbells": given}).request.dumbbells == kilograms


def test_what_is_no_weight_is_said_once() -> None:
    with pytest.raises(UsageError) as wrong:
        read_options({"units": "lb", "dumbbells": "heavy"})
    assert [problem.field for problem in wrong.value.problems] == ["dumbbells"]
    with pytest.raises(UsageError, match="200 lb is not possible, at most 110"):
        read_options({"units": "lb", "dumbbells": "200"})


def test_a_race_before_the_last_week_is_noted() -> None:
    def notes(race: str) -> list[str]:
        found = read_options({"start": "2026-12-07", "weeks": 6, "race": race}).notes
        return [note.message for note in found]

    assert notes("2026-12-20") == ["2026-12-20 ends week 2; the plan goes on after it"]
    assert notes("2027-01-13") == ["2027-01-13 ends week 5; the plan goes on after it"]
    assert notes("2027-01-14") == notes("2027-01-20") == []


def test_a_race_that_is_too_near_for_the_weeks_is_noted() -> None:
    asked = read_options({"race": "2026-12-20", "weeks": 6}).request
    (note,) = past_notes(asked, dt.date(2026, 11, 25))
    assert str(note).startswith("race: 6 weeks that end with the race began on 2026-11-09")
    assert note.remedy == "make 4 weeks at most, or give the start 2026-11-09 if they have begun"
    fewer = read_options({"race": "2026-12-20", "weeks": 4}).request
    assert list(past_notes(fewer, dt.date(2026, 11, 25))) == []
    assert list(past_notes(asked, dt.date(2026, 11, 9))) == []


def test_what_is_said_of_a_race_that_is_too_near_can_be_done() -> None:
    asked = read_options({"race": "2026-12-20", "weeks": 6}).request
    (note,) = past_notes(asked, dt.date(2026, 12, 16))
    assert note.severity == "warning"
    assert "too late" in note.message
    assert "weeks at most" not in note.remedy
    later = read_options({"start": re.findall(r"on (\S+);", note.remedy)[0]}).request
    assert list(past_notes(later, dt.date(2026, 12, 16))) == []
