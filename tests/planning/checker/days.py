"""Days and runs: R23 to R28, C27."""

import itertools
from collections.abc import Iterator
from datetime import date

from tests.planning.checker.records import Findings, Plan, Session
from tests.planning.checker.season import races
from tests.planning.checker.words import LOADED_LEGS

HARD = frozenset({"hard", "long"})
RUNS = HARD | {"easy"}


def r23_a_clear_day(plan: Plan) -> Findings:
    """R23: 48 hours, that is one clear day, between sessions."""
    days = sorted(7 * (session.week - 1) + session.day for session in plan.all_sessions)
    for a, b in itertools.pairwise(days):
        if b - a < 2:
            yield f"season: day {a} and day {b}"


def _is_eve(plan: Plan, session: Session) -> bool:
    return plan.json["runs"][(session.day + 1) % 7] in HARD


def r24_legs(plan: Plan) -> Findings:
    """R24: no loaded legs on the day before a hard or long run."""
    for session in plan.all_sessions:
        legs = LOADED_LEGS & session.slugs
        if legs and _is_eve(plan, session):
            yield f"{session}: {', '.join(sorted(legs))}"


def _choices(plan: Plan, days: set[int]) -> Iterator[tuple[int, ...]]:
    """Yield days for a week's sessions with a clear day between them, from Sunday to Monday too."""
    for chosen in itertools.combinations(sorted(days), plan.sessions):
        if all(b - a > 1 for a, b in itertools.pairwise((*chosen, chosen[0] + 7))):
            yield chosen


def _possible_days(plan: Plan) -> set[int]:
    return {day for day, run in enumerate(plan.json["runs"]) if run != "off"}


def _eves(plan: Plan) -> set[int]:
    return {day for day in range(7) if plan.json["runs"][(day + 1) % 7] in HARD}


def r25_before_hard_runs(plan: Plan) -> Findings:
    """R25: a session before a hard run only where no days are free, or it was asked for there.

    Then it is light, with a note.
    """
    asked = plan.json["request"].get("days")
    eves = [session for session in plan.all_sessions if _is_eve(plan, session)]
    if not eves:
        return
    free = next(_choices(plan, _possible_days(plan) - _eves(plan)), None)
    for session in eves:
        race = session.kind == "race"
        if free and not race and not asked:
            yield f"{session}: before a hard run, though {free} is free"
        rounds = max(block.rounds for block in session.blocks)
        if rounds > 2 or session.reserve < 4:
            yield f"{session}: {rounds} rounds, {session.reserve} in reserve before a hard run"
        if not session.json["near_run"] or not (race or plan.json["notes"]):
            yield f"{session}: before a hard run without a note"


def r26_same_day(plan: Plan) -> Findings:
    """R26: on a day with a hard or long run the run comes first, six hours before."""
    for session in plan.all_sessions:
        run = plan.json["runs"][session.day]
        if session.json["run"] != run:
            yield f"{session}: run {session.json['run']}, the week says {run}"
        hours = session.json["hours_after_run"]
        if run in HARD and hours < 6:
            yield f"{session}: {hours} h after a {run} run"


def r27_a_free_day(plan: Plan) -> Findings:
    """R27: a day for nothing, where days that are no worse before hard runs leave one."""
    running = {day for day, run in enumerate(plan.json["runs"]) if run in RUNS}
    eves = _eves(plan)
    full = [
        week
        for week in plan.weeks
        if week.kind != "race" and len(running | {s.day for s in week.sessions}) == 7
    ]
    if not full:
        return
    choices = list(_choices(plan, _possible_days(plan)))
    fewest = min((len(eves.intersection(days)) for days in choices), default=0)
    for days in choices:
        if len(eves.intersection(days)) == fewest and len(running.union(days)) < 7:
            yield f"{full[0]}: no free day, though {days} leaves one"
            return


def _race_day(plan: Plan) -> int | None:
    """Return the days from the first Monday to the race; without `start` it is in the last week."""
    start, race = plan.json["request"]["start"], plan.json["request"]["race"]
    if not race:
        return None
    day = date.fromisoformat(race)
    if start:
        return day.toordinal() - date.fromisoformat(start).toordinal()
    return 7 * (len(plan.weeks) - (day.weekday() > 2)) + day.weekday()


def r28_race_day(plan: Plan) -> Findings:
    """R28: race week is that of the race; its session lies three days before, or two after.

    A race from Monday to Wednesday begins a race week of its own: the last session before it lies
    in the week before, which may lighten too.
    """
    race, weeks = _race_day(plan), races(plan)
    if race is None or not 0 <= race <= 7 * len(plan.weeks) + 2:
        if weeks or plan.race:
            yield f"season: weeks {sorted(weeks)} lighten for no race"
        return
    own = race // 7 + 1
    early = race % 7 < 3
    # Given running days may leave no day for the session in the race's own week.
    given = bool(plan.json["request"]["runs"])
    if plan.race not in ({own, own - 1} if early or given else {own}):
        yield f"season: week {plan.race} for a race on day {race}"
    if not weeks <= {own, plan.race} or (own <= len(plan.weeks) and own not in weeks):
        yield f"season: race weeks {sorted(weeks)} for a race on day {race}"
    for session in plan.all_sessions:
        after = 7 * (session.week - 1) + session.day - race
        if -3 < after < (2 if session.kind == "race" else 1):
            yield f"{session}: {after} days after the race"


def c27_only_given_runs(plan: Plan) -> Findings:
    """C27: in pregnancy and after a birth the week plan prints only runs that were given."""
    if not {"pregnancy", "postnatal"} & plan.avoid:
        return
    given = {run["day"]: run["kind"] for run in plan.json["request"]["runs"]}
    for day, run in enumerate(plan.json["runs"]):
        if run in RUNS and given.get(day) != run:
            yield f"day {day}: a {run} run that was not given"
    for day, words in enumerate(plan.json["days"]):
        if "run" in words and given.get(day) not in RUNS:
            yield f"day {day}: {words}, though none was given"
