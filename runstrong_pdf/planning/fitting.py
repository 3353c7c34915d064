"""What keeps a programme from fitting, and the option that would mend it."""

from collections.abc import Iterator
from typing import NamedTuple

from runstrong_pdf.model.programme import Programme
from runstrong_pdf.model.request import Request
from runstrong_pdf.planning.athlete import Athlete
from runstrong_pdf.planning.dates import Race


class Misfit(NamedTuple):
    """One thing that does not fit.

    Attributes:
        wrong: both sides of it, beginning with a verb whose subject is the programme.
        change: the option to change; empty where it is about health or weights, not a choice.
    """

    wrong: str
    change: str


def misfits(
    programme: Programme, request: Request, athlete: Athlete, race: Race | None
) -> tuple[Misfit, ...]:
    """Return what keeps a programme from fitting, each with the option to change."""
    return tuple(_misfits(programme, request, athlete, race))


def _misfits(
    programme: Programme, request: Request, athlete: Athlete, race: Race | None
) -> Iterator[Misfit]:
    if athlete.level not in programme.levels:
        wrong = f"is for {', '.join(programme.levels)}, the level is {athlete.level}"
        yield Misfit(wrong, "" if athlete.refer_first else f"choose level {programme.levels[0]}")
    missing = [kit.value for kit in programme.needs if kit not in athlete.kit]
    if missing:
        lack, change = _lack(missing, request)
        yield Misfit(f"needs {' and '.join(missing)}, {lack}", change)
    low, high = programme.sessions_a_week
    if not low <= request.sessions <= high:
        wrong = f"has {_times(low, high, 'session')} a week, not {request.sessions}"
        n = _nearest(request.sessions, low, high)
        yield Misfit(wrong, f"choose {_times(n, n, 'session')} a week")
    low, high = programme.minutes_range
    if not low <= request.minutes <= high:
        wrong = f"takes {_times(low, high, 'minute')}, not {request.minutes}"
        yield Misfit(wrong, f"choose {_nearest(request.minutes, low, high)} minutes")
    if programme.race and race is None:
        wrong = "leads up to a race, but there is none inside the plan"
        yield Misfit(wrong, "give the day of a race")


def _lack(missing: list[str], request: Request) -> tuple[str, str]:
    """Say what keeps the kit away: not owned, or no load light enough."""
    unowned = set(missing) - set(request.kit)
    if unowned:
        return "which the kit does not have", f"add {' and '.join(sorted(unowned))} to the kit"
    return "of which nothing owned is light enough to start with", ""


def _nearest(asked: int, low: int, high: int) -> int:
    return min(max(asked, low), high)


def _times(low: int, high: int, what: str) -> str:
    many = what if (low, high) == (1, 1) else f"{what}s"
    return f"{low} {many}" if low == high else f"{low} to {high} {many}"
