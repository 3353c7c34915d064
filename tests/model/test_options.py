"""Options that are read together, because one says how another is meant."""

import pytest

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.options import read_options


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
