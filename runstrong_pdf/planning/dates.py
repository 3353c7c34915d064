"""Where the race falls in the plan (rule R28)."""

from dataclasses import dataclass
from datetime import date, timedelta

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning.placing import DAY_NAMES, DAYS, DAYS_BEFORE_RACE


@dataclass(frozen=True, slots=True)
class Race:
    """The week (from 1) and weekday of a race inside the plan."""

    week: int
    day: int


def with_start(request: Request) -> Request:
    """Return the request with a start: a race without one falls into the last week."""
    if request.race and not request.start:
        monday = request.race - timedelta(days=request.race.weekday())
        start = monday - timedelta(weeks=request.weeks - 1)
        return request.model_copy(update={"start": start})
    if request.start and request.start.weekday():
        before = request.start - timedelta(days=request.start.weekday())
        raise UsageError(
            f"--start {request.start} is a {DAY_NAMES[request.start.weekday()]}, but weeks of the "
            "plan begin on a Monday",
            f"use --start {before} or --start {before + timedelta(days=DAYS)}",
        )
    return request


def race_in(request: Request) -> Race | None:
    """Return where the race falls, or None if it lies after the plan. Raises UsageError."""
    if not request.race or not request.start:
        return None
    days = (request.race - request.start).days
    if days < 0:
        raise UsageError(
            f"--race {request.race} is before --start {request.start}",
            "begin earlier, or leave out --race",
        )
    race = Race(days // DAYS + 1, days % DAYS)
    if race.week > request.weeks:
        return None
    _check_room(race, request.race, request)
    return race


def _check_room(race: Race, day: date, request: Request) -> None:
    if race.week == 1:
        raise UsageError(
            f"--race {day} falls into the first week of the plan, which begins on {request.start}",
            f"begin after the race: --start {day + timedelta(days=DAYS - day.weekday())}",
        )
    if race.day < DAYS_BEFORE_RACE:
        raise UsageError(
            f"--race {day} is a {DAY_NAMES[race.day]}: its week has no day for a session three "
            "days or more before it",
            "leave out --race and rest from three days before it",
        )
