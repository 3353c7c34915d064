"""What comes in place of a row, or of a whole session, that has nothing left to add."""

from typing import Any

import pytest

from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Plan, Session
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning.limits import Rests
from runstrong_pdf.planning.loads import Load
from runstrong_pdf.planning.made import MadeBlock
from runstrong_pdf.planning.picks import Pick, PickedBlock
from runstrong_pdf.planning.row import Row
from tests.making import plan_of, shipped


def plan(**options: Any) -> Plan:  # noqa: ANN401  any option
    return plan_of(Request(**options))


def session_of(made: Plan, week: int, key: str = "A") -> Session:
    return next(s for s in made.weeks[week - 1].sessions if s.key == key)


def doses(session: Session) -> list[object]:
    return [(r.exercise, r.rounds, r.reps, r.band, r.kg, r.manner) for r in session.rows]


def slugs(session: Session) -> set[str]:
    return {row.exercise for row in session.rows}


def test_instead_of_the_session_before_comes_nothing_that_makes_a_and_b_alike() -> None:
    """C16: here the one other exercise is in A, and a second one in common is too much."""
    made = plan(weeks=10, sessions=2, minutes=20, kit=("chair",), avoid=("postnatal",))
    a, b = (slugs(session_of(made, 8, key)) for key in "AB")
    assert len(a & b) <= 0.4 * min(len(a), len(b))


def test_with_several_cautions_a_and_b_may_be_alike_rather_than_the_session_before() -> None:
    """C16 gives way there, C01 does not."""
    avoid = ("high-bp", "older-adult")
    made = plan(weeks=12, sessions=3, minutes=20, kit=("chair",), avoid=avoid)
    assert doses(session_of(made, 7, "B")) != doses(session_of(made, 6, "B"))


def test_what_replaces_a_row_in_the_last_week_was_done_before() -> None:
    avoid = ("low-back", "neck")
    made = plan(weeks=10, sessions=1, minutes=20, kit=("dumbbells",), avoid=avoid)
    known = {row.exercise for w in made.weeks[:-1] for s in w.sessions for row in s.rows}
    assert slugs(session_of(made, 10)) <= known
    assert doses(session_of(made, 10)) != doses(session_of(made, 9))


def test_a_row_that_replaces_one_late_is_known_even_if_something_new_were_nearer() -> None:
    """C09: in the last week something new would be met once."""
    made = plan(weeks=10, sessions=3, minutes=20, kit=("chair",), level="experienced")
    known = {row.exercise for w in made.weeks[:-1] for s in w.sessions for row in s.rows}
    swapped = slugs(session_of(made, 10, "C")) - slugs(session_of(made, 9, "C"))
    assert swapped
    assert swapped <= known


# -- rounds of the blocks around it ----------------------------------------------------------------


def rounds_of(made: Plan, week: int, key: str) -> list[int]:
    """Return the rounds of a session's circuits, lifts by themselves aside."""
    return [b.rounds for b in session_of(made, week, key).blocks if len(b.rows) > 1]


@pytest.mark.parametrize(
    ("sessions", "key", "before"), [(2, "A", 8), (2, "B", 8), (3, "C", 8), (3, "C", 9)]
)
def test_blocks_keep_their_rounds_where_a_lift_joins(sessions: int, key: str, before: int) -> None:
    """A lift is no circuit: those after it go on from their own rounds."""
    kit = ("chair", "dumbbells")
    made = plan(weeks=10, sessions=sessions, minutes=45, kit=kit, level="experienced")
    assert len(session_of(made, before + 1, key).blocks[0].rows) == 1
    assert rounds_of(made, before + 1, key) == rounds_of(made, before, key)


def test_blocks_keep_their_rounds_where_a_little_new_kit_joins() -> None:
    made = plan(weeks=6, sessions=2, minutes=45, kit=("chair", "dumbbells"))
    assert [made.weeks[at].phase for at in (1, 2)] == ["bodyweight", "dumbbells"]
    assert rounds_of(made, 3, "B") == rounds_of(made, 2, "B") == [3, 2]


@pytest.mark.parametrize("slug", ["push-press", "dumbbell-overhead-squat", "push-up"])
def test_a_lift_by_itself_is_the_same_as_it_is_picked_and_as_it_is_made(slug: str) -> None:
    """C06: fast or not, its block counts as no circuit."""
    exercise = shipped().all(Exercise)[slug]
    picked = PickedBlock((Pick(slug, exercise, 1),))
    made = MadeBlock(3, Rests(120, 135), (Row(slug, exercise, 3, 5, Load(), 9),))
    assert picked.alone == made.alone == (slug != "push-up")
