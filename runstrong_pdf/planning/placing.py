"""Which day each session falls on in the running week (rules R23 to R28)."""

from collections.abc import Sequence
from itertools import combinations, permutations
from typing import NamedTuple

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.fields import WEEKDAYS
from runstrong_pdf.model.programme import DayPlan, SessionKey
from runstrong_pdf.model.request import DAYS_BEFORE_RACE
from runstrong_pdf.model.words import Run, RunKind, Weekday

DAYS = 7
SATURDAY = 5
CLEAR_DAYS = 2
"""48 hours between sessions: at least every second day (R23)."""
HOURS_AFTER_HARD_RUN = 6
"""A hard or long run comes first, with this gap (R26)."""
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
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
    """

    runs: tuple[RunKind | None, ...]
    days: dict[SessionKey, int]
    eves: frozenset[SessionKey]
    given: bool

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
    return RunningWeek(week, days, frozenset(eves), given=bool(runs))


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
    """Return the days that suit race week's one session, best first (R23, R28)."""
    first = max(week.days.values()) + CLEAR_DAYS - DAYS
    latest = min(race_day - DAYS_BEFORE_RACE, DAYS - 1)
    fits = [day for day in range(max(0, first), latest + 1) if week.runs[day] != "off"]
    return sorted(fits, key=lambda day: (*_strain(day, week), -day))


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
    return sorted(fits, key=lambda day: (*_strain(day, week), -day))


def _strain(day: int, week: RunningWeek) -> tuple[bool, bool]:
    return before_hard(day, week.runs), week.runs[day] in HARD
