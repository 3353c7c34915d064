"""What somebody who reads whole plans would change: order, balance work, light weeks, loads."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest

from runstrong_pdf.errors import NoProgrammeError, UsageError
from runstrong_pdf.model.catalogue import Exercise
from runstrong_pdf.model.plan import Plan
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Caution, Level, Phase
from runstrong_pdf.planning.athlete import athlete
from runstrong_pdf.planning.limits import Rests
from runstrong_pdf.planning.loads import SCALE, Load, next_manner
from runstrong_pdf.planning.made import Log, MadeBlock, MadeWeek
from runstrong_pdf.planning.picks import Pick, PickedBlock, in_order, picks_of
from runstrong_pdf.planning.row import Row
from runstrong_pdf.planning.season import Span, season
from tests.making import plan_of, shipped
from tests.planning.sampling import samples

SEED, MANY = 41, 60
CATALOGUE = shipped().all(Exercise)


def plans() -> Iterator[tuple[Request, Plan]]:
    """Yield sampled requests with their plans."""
    for request in samples(SEED, MANY):
        try:
            yield request, plan_of(request)
        except (NoProgrammeError, UsageError):
            continue


def alike(slugs: tuple[str, ...]) -> bool:
    """Whether two neutral exercises of one pattern stand side by side in a ring; raises may."""
    ring = [CATALOGUE[slug] for slug in (*slugs, slugs[0])]
    return any(
        a.balance == b.balance == "neutral" and a.pattern == b.pattern != "shoulder-isolation"
        for a, b in pairwise(ring)
    )


def alternates(slugs: tuple[str, ...]) -> bool:
    """Whether no push follows a push and no pull a pull in a ring."""
    ring = [CATALOGUE[slug].balance for slug in (*slugs, slugs[0])]
    return all(a != b or a == "neutral" for a, b in pairwise(ring))


@pytest.mark.parametrize(
    "names",
    [
        "push-up dead-bug forearm-plank prone-ytw",
        "dumbbell-squat bodyweight-reverse-lunge push-up prone-ytw",
        "push-up prone-pulldown plank-to-press plank-shoulder-tap reverse-snow-angel",
        "dead-bug forearm-plank bodyweight-squat",
    ],
)
def test_two_alike_never_stand_in_a_row_where_another_order_closes_the_ring(names: str) -> None:
    slugs = tuple(names.split())
    picks = tuple(Pick(slug, CATALOGUE[slug], rank) for rank, slug in enumerate(slugs))
    found = in_order([PickedBlock(picks)])
    assert found
    order = tuple(pick.slug for pick in picks_of(found))
    better = [o for o in permutations(slugs) if alternates(o) and not alike(o)]
    assert alternates(order)
    assert not (better and alike(order))


@pytest.mark.parametrize("caution", ["older-adult", "osteoporosis"])
@pytest.mark.parametrize("minutes", [20, 25, 40, 60])
def test_who_must_not_fall_stands_on_one_leg_in_every_warm_up(caution: str, minutes: int) -> None:
    made = plan_of(Request(avoid=(caution,), minutes=minutes, kit=("chair", "band")))
    assert "one-leg-stand" in made.warm_ups


@pytest.mark.parametrize(
    ("minutes", "avoid", "kept"),
    [
        (20, ("osteoporosis",), "hinge-and-reach"),
        (40, ("osteoporosis",), "hinge-and-reach"),
        (40, ("osteoporosis", "low-back"), "wrist-prep"),
    ],
)
def test_what_leads_into_the_session_stays_beside_the_one_leg_stand(
    minutes: int, avoid: tuple[Caution, ...], kept: str
) -> None:
    moves = plan_of(Request(avoid=avoid, minutes=minutes, kit=("chair", "band"))).warm_ups
    assert kept in moves
    assert list(moves)[-1] == "one-leg-stand"
    assert "cross-body-swings" not in moves
    assert len(moves) == (4 if minutes == 20 else 6)


def test_what_a_light_week_swaps_in_is_no_harder_than_it_was() -> None:
    """R17: in a light week nothing rises, whatever takes the place of a row."""
    checked = 0
    crowded = Request(  # four colours in its light week, one too many
        weeks=7, level="intermediate", kit=("chair", "band", "anchor"), sessions=1, minutes=48,
        start=date(2026, 12, 7), race=date(2027, 1, 21),
    )  # fmt: skip
    for request, made in [(crowded, plan_of(crowded)), *plans()]:
        last: dict[str, tuple[int, int]] = {}
        for week in made.weeks:
            rows = [row for session in week.sessions for row in session.rows]
            for row in rows:
                if week.kind == "light" and row.exercise in last:
                    checked += 1
                    assert row.reps <= last[row.exercise][0], (request, week.number, row.exercise)
            if week.kind.is_loading:
                new = {row.exercise: (row.reps, week.number) for row in rows}
                for row in rows:
                    new[row.exercise] = max(new[row.exercise], (row.reps, week.number))
                last |= new
    assert checked > MANY


@pytest.mark.parametrize("slug", ["mountain-climber", "slow-mountain-climber"])
def test_climbers_are_never_slow(slug: str) -> None:
    """R18: neither the climber nor the slow one for beginners takes a manner."""
    who = athlete(Request(), shipped().bands, {})
    assert next_manner(CATALOGUE[slug], Load(), who) is None
    assert next_manner(CATALOGUE["dead-bug"], Load(), who)


def test_a_dose_of_the_block_before_is_forgotten_once_another_session_has_one() -> None:
    """C19: where another session has met a row since, that dose counts, not the old one."""
    exercise = CATALOGUE["dumbbell-lunge"]
    old = Row("dumbbell-lunge", exercise, 3, 6, Load(kg=7), 0)
    new = Row("dumbbell-lunge", exercise, 3, 8, Load(kg=7, manner="pause"), 4)
    log = Log({("A", old.slug): old, ("B", old.slug): old}, {old.slug: old})
    frame = season(Span(4, 2, Level.BEGINNER, tuple(Phase)))[3]
    log.note(MadeWeek(frame, {"A": (MadeBlock(3, Rests(45, 75), (new,)),)}))
    assert log.last("A", old.slug) == log.last("B", old.slug) == new
    assert ("B", old.slug) not in log.doses  # what waits for time is held at this dose


@pytest.mark.parametrize("sessions", [2, 3])
@pytest.mark.parametrize("minutes", [20, 24, 30, 40])
def test_what_is_said_of_light_weeks_is_true(sessions: int, minutes: int) -> None:
    for avoid in ((), ("older-adult",), ("pregnancy",)):
        plan = plan_of(Request(avoid=avoid, sessions=sessions, minutes=minutes, weeks=12))
        said = next(reason.text for reason in plan.why if "light: " in reason.text)
        sets = [week.sets for week in plan.weeks]
        light = [week.number for week in plan.weeks if week.kind.value == "light"]
        shares = [(sets[n - 1], max(sets[max(0, n - 4) : n - 1])) for n in light]
        assert all(now < before for now, before in shares)
        told = " and ".join(f"{now} sets after {before}" for now, before in shares)
        assert said == f"weeks {' and '.join(map(str, light))} are light: {told} (R17)"


@pytest.mark.parametrize("sessions", [1, 2, 3])
@pytest.mark.parametrize("minutes", [24, 30, 40, 60])
def test_from_65_on_no_week_has_many_more_sets(sessions: int, minutes: int) -> None:
    plan = plan_of(Request(avoid=("older-adult",), sessions=sessions, minutes=minutes, weeks=12))
    for before, week in pairwise(plan.weeks):
        if before.kind.is_loading:
            assert week.sets <= before.sets + 8
        old = {session.key: session.sets for session in before.sessions}
        assert all(s.sets <= old[s.key] + 5 for s in week.sessions if before.kind.is_loading)


@pytest.mark.parametrize(
    "request_",
    [
        Request(start=date(2026, 12, 7), race=date(2026, 12, 20), weeks=12),
        Request(kit=("band",), weeks=12, sessions=3, minutes=20),
        Request(kit=("band",), weeks=12, sessions=2, minutes=30),
    ],
)
def test_a_colour_once_reached_is_kept_in_other_sessions_and_parts(request_: Request) -> None:
    """C19: an exercise that moves to another session goes on there with its load."""
    reached: dict[str, int] = {}
    for week in (week for week in plan_of(request_).weeks if week.kind.is_loading):
        rows = [row for session in week.sessions for row in session.rows if row.band]
        for row in rows:
            assert SCALE.index(row.band[0]) >= reached.get(row.exercise, 0), (week.number, row)
        reached |= {row.exercise: SCALE.index(row.band[0]) for row in rows}


@pytest.mark.parametrize("race_week", [2, 3, 4, 5])
def test_after_an_early_race_weights_come_and_no_round_is_added_at_once(race_week: int) -> None:
    start = date(2026, 12, 7)
    race = start + timedelta(days=7 * race_week - 1)
    plan = plan_of(Request(start=start, race=race, weeks=12))
    weights = [week.number for week in plan.weeks if week.phase is Phase.DUMBBELLS]
    assert weights
    assert weights[0] > race_week
    before = max(week.sets for week in plan.weeks[:race_week])
    assert plan.weeks[race_week].sets <= before
