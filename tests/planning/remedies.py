"""What a refusal says to do, done: requests changed as its remedy tells."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

from runstrong_pdf.model.request import Request
from runstrong_pdf.model.words import Kit

Change = Callable[[Request, re.Match[str]], Iterator[Request]]
"""The requests of which one at least makes a plan."""


def changed(request: Request, remedy: str) -> Iterator[tuple[str, list[Request]]]:
    """Yield every choice that a remedy offers, with the requests that it may mean.

    A choice that nobody here understands has none.
    """
    for choice in re.split(r", or ", remedy):
        words = choice.split(": ")[0]  # behind the colon stands which programme would fit
        found = [
            other
            for pattern, change in _CHANGES
            if (match := re.fullmatch(pattern, words))
            for other in change(request, match)
        ]
        yield choice, found


def _sessions(request: Request, match: re.Match[str]) -> Iterator[Request]:
    yield replace(request, sessions=int(match[1]))


def _fewer_sessions(request: Request, _: re.Match[str]) -> Iterator[Request]:
    yield from (replace(request, sessions=many) for many in range(1, request.sessions))


def _full_focus(request: Request, _: re.Match[str]) -> Iterator[Request]:
    yield replace(request, focus="full")


def _minutes(request: Request, match: re.Match[str]) -> Iterator[Request]:
    yield replace(request, minutes=int(match[1]))


def _kit(request: Request, match: re.Match[str]) -> Iterator[Request]:
    yield replace(request, kit=(*request.kit, Kit(match[1])))


def _one_caution_less(request: Request, _: re.Match[str]) -> Iterator[Request]:
    for caution in request.avoid:
        yield replace(request, avoid=tuple(other for other in request.avoid if other != caution))


def _after_the_race(request: Request, match: re.Match[str]) -> Iterator[Request]:
    yield replace(request, start=date.fromisoformat(match[1]), race=None)


def _earlier(request: Request, match: re.Match[str]) -> Iterator[Request]:
    yield replace(request, start=date.fromisoformat(match[1]))


def _no_race(request: Request, _: re.Match[str]) -> Iterator[Request]:
    yield replace(request, race=None)


def _free_days(request: Request, _: re.Match[str]) -> Iterator[Request]:
    """Yield the request with one running day less, then with more."""
    for many in (1, 2, 3):
        for out in combinations(request.runs, many):
            yield replace(request, runs=tuple(run for run in request.runs if run not in out))


_CHANGES: tuple[tuple[str, Change], ...] = (
    (r"choose (\d) sessions?(?: a week)?", _sessions),
    (r"choose fewer sessions", _fewer_sessions),
    (r"the focus full", _full_focus),
    (r"choose (\d+) minutes", _minutes),
    (r"add (\w+) to the kit", _kit),
    (r"leave one of them out, and ask a physiotherapist.*", _one_caution_less),
    (r"start after the race, on ([\d-]+), without it", _after_the_race),
    (r"on ([\d-]+) or earlier", _earlier),
    (r"leave the race out", _no_race),
    (r"free (?:another running day|running days before and after it)", _free_days),
)
