"""Which day each session falls on in the running week; where the race falls (R23 to R28)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, permutations
from typing import NamedTuple, Self

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.fields import WEEKDAYS
from runstrong_pdf.model.programme import DayPlan, SessionKey
from runstrong_pdf.model.reading import DAY_NAMES
from runstrong_pdf.model.request import DAYS_BEFORE_RACE, Request
from runstrong_pdf.model.words import Run, RunKind, Weekday

DAYS = 7
SATURDAY = 5
CLEAR_DAYS = 2
"""48 hours between sessions: at least every second day (R23)."""
RESTED = DAYS_BEFORE_RACE + 1
"""Days from the last session to a race, where the running week leaves such a day (R28)."""
HOURS_AFTER_HARD_RUN = 6
"""A hard or long run comes first, with this gap (R26)."""
HARD: frozenset[RunKind] = frozenset({"hard", "long"})
USUAL_RUNS: dict[int, tuple[RunKind | None, ...]] = {
    1: (None, "hard", None, "easy", None, "easy", "long"),
    2: (None, "hard", None, "easy", None, "easy", "long"),
    3: (None, "easy", "hard", "easy", None, None, "long"),
}
"""Running weeks that suit one, two and three sessions, where none is given
[judgement]; with three the hard run shares its day (R26)."""


class RunningWeek(NamedTuple):
    """A placed week.

    Attributes:
        runs: seven entries, Monday first.
        days: the day of each session.
        eves: sessions that fall on the day before a hard or long run.
        given: whether the person gave the runs.
        named: the days that the person names; empty where the best ones are taken.
    """

    runs: tuple[RunKind | None, ...]
    days: dict[SessionKey, int]
    eves: frozenset[SessionKey]
    given: bool
    named: frozenset[int] = frozenset()

    @property
    def plan(self) -> tuple[DayPlan, ...]:
        """Seven entries for the sheet; a session's letter stands before the run beside it."""
        letters: dict[int, SessionKey] = {day: key for key, day in self.days.items()}
        return tuple(
            letters.get(day) or self._run_day(day, run) for day, run in enumerate(self.runs)
        )

    def _run_day(self, day: int, run: RunKind | None) -> DayPlan:
        if day == SATURDAY and run == "easy" and not self.given:
            return "easy-run-or-rest"
        named: dict[RunKind, DayPlan] = {"easy": "easy-run", "hard": "hard-run", "long": "long-run"}
        return named.get(run, "rest") if run else "rest"


def place(
    runs: Sequence[Run], sessions: int, chosen: Sequence[Weekday] = (), *, usual: bool = True
) -> RunningWeek:
    """Return the best days for the sessions. Raises UsageError where there are none.

    Args:
        chosen: the days themselves, if the person names them.
        usual: whether a usual running week stands in where no runs are given (C27), fitted to the
            days that the person names.
    """
    week = running_week(runs, sessions) if runs or usual else (None,) * DAYS
    free = [day for day in range(DAYS) if week[day] != "off"]
    options = [days for days in combinations(free, sessions) if _apart(days)]
    if chosen:
        options = [_as_chosen(chosen, sessions, free)]
        week = week if runs or not usual else _fitted(options[0], sessions)
    if not options:
        raise UsageError(
            f"{sessions} a week need {_needs(sessions)}, but the running days leave "
            f"{'only ' + ', '.join(DAY_NAMES[day] for day in free) if free else 'none'}",
            "choose fewer sessions, or free another running day",
            field="sessions",
        )
    best = min(options, key=lambda days: _cost(days, week))
    keys: tuple[SessionKey, ...] = ("A", "B", "C")
    days: dict[SessionKey, int] = dict(zip(keys, best, strict=False))
    eves = {key for key, day in days.items() if before_hard(day, week)}
    if sessions == 1 and eves:
        eves.add("B")
    named = frozenset(best if chosen else ())
    return RunningWeek(week, days, frozenset(eves), given=bool(runs), named=named)


def _as_chosen(chosen: Sequence[Weekday], sessions: int, free: Sequence[int]) -> tuple[int, ...]:
    """Return the days that a person names. Raises UsageError where they cannot be."""
    days = tuple(WEEKDAYS.index(day) for day in chosen)
    names = ", ".join(DAY_NAMES[day] for day in days)
    if len(days) != sessions:
        many = "1 day" if len(days) == 1 else f"{len(days)} days"
        raise UsageError(f"{names}: {many}, but {sessions} a week", "name as many", field="days")
    if not _apart(days):
        text = f"{names}: there must be a clear day between two sessions (R23)"
        raise UsageError(text, "choose days that are not next to each other", field="days")
    if taken := [DAY_NAMES[day] for day in days if day not in free]:
        text = f"{', '.join(taken)} cannot be, the running week says off"
        raise UsageError(text, "choose another day", field="days")
    return days


def _fitted(days: Sequence[int], sessions: int) -> tuple[RunKind | None, ...]:
    """Return the usual running week with its runs moved as the sessions need it.

    The long run stays on the weekend, and the hard one is not beside it.
    """
    usual = USUAL_RUNS[sessions]

    def moved(week: Sequence[RunKind | None]) -> int:
        return sum(now != was for now, was in zip(week, usual, strict=True))

    weeks = {
        week
        for week in permutations(usual)
        if week.index("long") >= SATURDAY
        and abs(week.index("long") - week.index("hard")) not in {1, DAYS - 1}
    }
    return min(sorted(weeks, key=str), key=lambda week: (_cost(days, week), moved(week)))


def running_week(runs: Sequence[Run], sessions: int) -> tuple[RunKind | None, ...]:
    """Return what is run on each day. Raises UsageError where a day has two runs."""
    if not runs:
        return USUAL_RUNS[sessions]
    by_day: dict[int, RunKind] = {}
    for run in runs:
        if by_day.get(run.day, run.kind) != run.kind:
            raise UsageError(
                f"{DAY_NAMES[run.day]} is both {by_day[run.day]} and {run.kind}",
                "name each day once",
                field="runs",
            )
        by_day[run.day] = run.kind
    return tuple(by_day.get(day) for day in range(DAYS))


def _needs(sessions: int) -> str:
    return "a day" if sessions == 1 else f"{sessions} days with a clear day between them"


def _apart(days: Sequence[int]) -> bool:
    """Whether a clear day lies between all sessions, also from Sunday to Monday."""
    around = (*days, days[0] + DAYS)
    return all(b - a >= CLEAR_DAYS for a, b in zip(days, around[1:], strict=True))


def before_hard(day: int, week: Sequence[RunKind | None]) -> bool:
    """Whether the next day holds a hard or long run."""
    return week[(day + 1) % DAYS] in HARD


def _cost(days: Sequence[int], week: Sequence[RunKind | None]) -> tuple[int, int, int, int, int]:
    """Fewest before hard runs (R25), a free day (R27), then off run days, then mid-week.

    Beside a long run is worse than beside a hard one: that day is long enough.
    """
    busy = {day for day in range(DAYS) if week[day] in {"easy", "hard", "long"}} | set(days)
    return (
        sum(before_hard(day, week) for day in days),
        int(len(busy) == DAYS),
        sum((week[day] in HARD) + (week[day] == "long") for day in days),
        sum(week[day] == "easy" for day in days),
        sum(abs(day - DAYS // 2) for day in days),
    )


def race_days(week: RunningWeek, race_day: int) -> list[int]:
    """Return the days that suit race week's one session, best first (R23, R28).

    A day that the person names first, then four days before the race rather than three, where the
    days are as good.
    """
    first = max(week.days.values()) + CLEAR_DAYS - DAYS
    latest = min(race_day - DAYS_BEFORE_RACE, DAYS - 1)
    fits = [day for day in range(max(0, first), latest + 1) if week.runs[day] != "off"]
    return sorted(fits, key=lambda day: (_strain(day, week), day > race_day - RESTED, -day))


def rested_days(week: RunningWeek, race_day: int) -> list[int]:
    """Return the days for one session after a race early in the week, best first.

    Two days after it at least, as between two sessions (R23) [judgement], and two before the next.
    """
    latest = min(week.days.values()) + DAYS - CLEAR_DAYS
    fits = [
        day
        for day in range(race_day - DAYS + CLEAR_DAYS, min(latest, DAYS - 1) + 1)
        if week.runs[day] != "off"
    ]
    return sorted(fits, key=lambda day: (_strain(day, week), -day))


def _strain(day: int, week: RunningWeek) -> tuple[bool, bool, bool]:
    unnamed = bool(week.named) and day not in week.named
    return before_hard(day, week.runs), week.runs[day] in HARD, unnamed


# -- the race --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Race:
    """Where a race falls.

    Attributes:
        week: the week (from 1) that lightens for it: the one that holds its last session, three
            days before it or more (R28).
        day: days from that week's Monday to the race; 7 and more lie in the week after, which
            begins with the race and rests from it.
    """

    week: int
    day: int

    @property
    def weeks(self) -> tuple[int, ...]:
        """The weeks that give way to it: its own, and one that only begins with it."""
        return (self.week, self.week + 1) if self.day >= DAYS else (self.week,)

    @property
    def a_week_earlier(self) -> Self:
        """The same race with its last session in the week before."""
        return replace(self, week=self.week - 1, day=self.day + DAYS)


def race_in(request: Request) -> Race | None:
    """Return where the race falls, or None if it lies after the plan. Raises UsageError."""
    if not request.race or not request.start:
        return None
    days = (request.race - request.start).days
    if days < 0:
        raise UsageError(
            f"{request.race} is before the start, {request.start}",
            "start earlier, or leave the race out",
            field="race",
        )
    week = (days - DAYS_BEFORE_RACE) // DAYS + 1
    race = Race(week, days - DAYS * (week - 1))
    _check_room(race, request.race, request.start)
    return race if race.week <= request.weeks else None


def _check_room(race: Race, day: date, start: date) -> None:
    if race.week > 1:
        return
    after = day + timedelta(days=DAYS - day.weekday())
    weeks = -(-(DAYS + DAYS_BEFORE_RACE - (day - start).days) // DAYS)
    before = start - timedelta(days=DAYS * weeks)
    early = f"falls into the first week of the plan, which begins on {start}"
    if race.day >= DAYS:
        early = f"is a {DAY_NAMES[day.weekday()]}, so the first week, from {start}, leads up to it"
    raise UsageError(
        f"{day} {early}: nothing is built yet that could be made lighter",
        f"start after the race, on {after}, without it, or on {before} or earlier",
        field="race",
    )


def race_week_day(week: RunningWeek, race: Race, *, rests: bool) -> int:
    """Return the day of the one session of a week that gives way to a race.

    Args:
        rests: whether the week begins with the race, and rests from it.
    """
    return (rested_days if rests else race_days)(week, race.day)[0]


def with_room(race: Race, running: RunningWeek, request: Request) -> Race:
    """Return the race with a day for every session around it, if need be a week earlier.

    Raises:
        UsageError: where the running week leaves no day three days before and two after it.
    """
    for when in (race, race.a_week_earlier):
        rests = when.day >= DAYS and when.week < request.weeks
        before, after = race_days(running, when.day), rested_days(running, when.day)
        if when.week > 1 and before and (after or not rests):
            return when
    raise UsageError(
        f"{request.race} is a {DAY_NAMES[race.day % DAYS]}: the running days leave no day for a "
        "session three days or more before it and two days or more after the ones around it",
        "free running days before and after it, or leave the race out",
        field="race",
    )
