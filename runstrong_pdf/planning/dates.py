"""Where the race falls in the plan (rule R28)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.request import DAYS_BEFORE_RACE, Request
from runstrong_pdf.planning.placing import (
    DAY_NAMES,
    DAYS,
    RunningWeek,
    race_days,
    rested_days,
)


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


def with_start(request: Request) -> Request:
    """Return the request with a start: without one the last week leads up to the race."""
    if request.first_monday != request.start:
        return replace(request, start=request.first_monday)
    if request.start and request.start.weekday():
        before = request.start - timedelta(days=request.start.weekday())
        raise UsageError(
            f"{request.start} is a {DAY_NAMES[request.start.weekday()]}, but weeks of the plan "
            "begin on a Monday",
            f"choose {before} or {before + timedelta(days=DAYS)}",
            field="start",
        )
    return request


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
