"""The nearest request that a programme fits, for the remedy of an error (exit code 4)."""

from collections.abc import Callable, Iterator

from runstrong_pdf.errors import RunstrongError
from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit
from runstrong_pdf.planning.outline import Outline


def nearest_that_fits(request: Request, outline: Callable[[Request], Outline]) -> str:
    """Return which one option to change, and the programme that then fits."""
    for change, other in _changes(request):
        try:
            return f"{change}: {outline(other).slug} would fit"
        except RunstrongError:
            continue
    return "no single option mends this: ask a physiotherapist for exercises that suit you"


def _changes(request: Request) -> Iterator[tuple[str, Request]]:
    """Yield requests with one option changed, never a caution left out; smallest change first."""
    for minutes in (request.minutes + 10, request.minutes + 20):
        if minutes <= 60:
            yield f"use --minutes {minutes}", request.model_copy(update={"minutes": minutes})
    for kit in (Kit.BAND, Kit.DUMBBELLS, Kit.CHAIR):
        if kit not in request.kit:
            more = (*request.kit, kit)
            yield f"add {kit} to --kit", request.model_copy(update={"kit": more})
    for sessions in (2, 1):
        if sessions != request.sessions:
            yield f"use --sessions {sessions}", request.model_copy(update={"sessions": sessions})
