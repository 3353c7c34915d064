"""The article's two sessions: C17 and C18."""

from tests.planning.checker.records import Findings, Plan, Session
from tests.planning.checker.words import HOME_WORKOUT, TRIO

SHIPPED = frozenset(
    {
        "bodyweight-to-dumbbells", "bands-only", "dumbbells-only", "bodyweight-only",
        "race-build-up",
    }
)  # fmt: skip
"""Programmes that have the two sessions: not `comeback` and `in-season`, nor a coach's own."""


def _applies(plan: Plan) -> bool:
    """Beginner and intermediate, a chair, 40 minutes (from 38 on), full focus, no flags, no `next`.

    And no race before week 8. With an exercise left out by name they cannot be whole.
    """
    return (
        plan.level < 3
        and "chair" in plan.kit
        and plan.minutes >= 38
        and (plan.focus == "full" or plan.sessions == 1)
        and not plan.flags
        and not plan.goes_on
        and not plan.without
        and (plan.race is None or plan.race >= 8)
        and plan.programme in SHIPPED
    )


def c17_home_workout(plan: Plan) -> Findings:
    """C17: the six moves of the home workout stand in one session.

    With one session a week beginners have them spread over weeks 1 and 2; above that kit enters in
    week 2, and four pushes in week 1 would leave no room for as many pulls.
    """
    few = plan.push_ups is not None and plan.push_ups < 3  # nothing on the floor yet (C31)
    if not _applies(plan) or few or (plan.sessions == 1 and plan.level > 1):
        return
    if plan.sessions == 1:
        most = _moves([session for week in plan.weeks[:2] for session in week.sessions])
    else:
        most = max(_moves([session]) for session in plan.all_sessions)
    if most < len(HOME_WORKOUT):
        yield f"season: {most} of the {len(HOME_WORKOUT)} moves of the home workout"


def _moves(sessions: list[Session]) -> int:
    slugs = frozenset[str]().union(*(session.slugs for session in sessions))
    return sum(not slugs.isdisjoint(versions) for versions in HOME_WORKOUT)


def c18_trio(plan: Plan) -> Findings:
    """C18: press, lateral and front raise in one session, two rounds and ten repetitions each.

    Where weights enter and some fit; with one session a week block 2 is too short for them.
    """
    has_weights = any(week.phase == "dumbbells" for week in plan.weeks)
    if not (_applies(plan) and has_weights and _fits(plan)) or plan.sessions == 1:
        return
    if not any(_has_trio(session) for session in plan.all_sessions):
        yield "season: the three dumbbell moves never stand together"


def _fits(plan: Plan) -> bool:
    """Whether weights between half and 1.25 of the advised are owned, or twice that, bridged.

    Raises start with 1 and 2 kg, presses with 2 and 4; a raise with bent elbows or a shared weight
    takes twice as much.
    """
    advised = (1, 2) if plan.level == 1 else (2, 4)
    return all(
        any(0.5 * kg <= own <= 1.25 * kg or kg <= own <= 2.5 * kg for own in plan.weights)
        for kg in advised
    )


def _has_trio(session: Session) -> bool:
    for versions in TRIO:
        rows = [row for row in session.rows if row.slug in versions]
        if not any(row.rounds > 1 and row.reps * row.fact.sides >= 10 for row in rows):
            return False
    return True
