"""The nearest request that a programme fits, for the remedy of an error (exit code 4)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from runstrong_pdf.errors import RunstrongError
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit


def nearest_that_fits(request: Request, programme_of: Callable[[Request], str]) -> str:
    """Return which one option to change, and the programme that then fits."""
    for change, other in _changes(request):
        try:
            return f"{change}: {programme_of(other)} would fit"
        except RunstrongError:
            continue
    return "no single option fixes this: ask a physiotherapist for exercises that suit you"


def _changes(request: Request) -> Iterator[tuple[str, Request]]:
    """Yield requests with one option changed, never a caution left out; smallest change first."""
    if request.without:
        yield "leave fewer exercises out", replace(request, without=())
    for minutes in (request.minutes + 10, request.minutes + 20):
        if minutes <= 60:
            yield f"choose {minutes} minutes", replace(request, minutes=minutes)
    for kit in (Kit.BAND, Kit.DUMBBELLS, Kit.CHAIR):
        if kit not in request.kit:
            yield f"add {kit} to the kit", replace(request, kit=(*request.kit, kit))
    for sessions in (2, 1):
        if sessions != request.sessions:
            many = "1 session" if sessions == 1 else f"{sessions} sessions"
            yield f"choose {many} a week", replace(request, sessions=sessions)
