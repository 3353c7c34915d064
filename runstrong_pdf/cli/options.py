"""Reads single options; each message names the option and what is possible."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches

import typer

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.paperwork import A5_EDITIONS, LARGE_PRINT_EDITIONS, Paperwork

FIRST_YEAR, LAST_YEAR = 2000, 2199
"""A plan begins in somebody's lifetime; anything else is a slip of the finger."""
LETTER_COUNTRIES = ("_US", "_CA", "_MX", "_PH", "_CL", "_CO", "_CR", "_GT", "_PA", "_VE")
"""Countries that print on US Letter, as locale names end."""


class Wrong:
    """What is wrong with several options, so that all of it is told at once."""

    def __init__(self) -> None:
        self._errors: list[UsageError] = []

    def __bool__(self) -> bool:
        return bool(self._errors)

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note a UsageError instead of stopping at it."""
        try:
            yield
        except UsageError as error:
            self.note(error)

    def note(self, error: UsageError) -> None:
        """Note one more."""
        self._errors.append(error)

    def stop(self) -> None:
        """Raise what was noted, if anything was."""
        if self:
            raise self.all()

    def all(self) -> UsageError:
        """Return one error with everything that was noted."""
        return UsageError(problem for error in self._errors for problem in error.problems)


def one_of(option: str, value: str, possible: tuple[str, ...]) -> str:
    """Return `value` in small letters. Raises UsageError with the nearest match."""
    given = value.strip().lower()
    if given in possible:
        return given
    near = get_close_matches(given, possible, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UsageError(
        f"{option}: {value[:40]!r} is not known; {hint}possible: {', '.join(possible)}"
    )


def several_of(option: str, value: str, possible: tuple[str, ...]) -> tuple[str, ...]:
    """Return a comma list without repetitions; `none` alone is the empty list."""
    if value.strip().lower() in {"", "none"}:
        return ()
    words = (one_of(option, word, (*possible, "none")) for word in value.split(","))
    chosen = tuple(dict.fromkeys(words))
    if "none" in chosen:
        raise UsageError(f"{option}: 'none' cannot stand beside anything else")
    return chosen


def date(option: str, value: str) -> dt.date:
    """Return a date written as 2026-12-07. Raises UsageError."""
    try:
        day = dt.date.fromisoformat(value.strip())
    except ValueError:
        day = dt.date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(
            f"{option}: {value[:30]!r} is not a date between {FIRST_YEAR} and {LAST_YEAR}",
            f"year-month-day, for example {option} 2026-12-07",
        )
    return day


def monday_from(option: str, value: str) -> dt.date:
    """Return the first Monday from a date on; says so where the date is another day."""
    day = date(option, value)
    monday = day + dt.timedelta(days=-day.weekday() % 7)
    if monday != day:
        typer.echo(f"note: {option} {day} is not a Monday; week 1 begins on {monday}", err=True)
    return monday


def paper(value: str | None, possible: tuple[str, ...]) -> str:
    """Return the paper asked for, else the one of the computer's country."""
    if value:
        return one_of("--paper", value, possible)
    place = os.environ.get("LC_ALL") or os.environ.get("LC_PAPER") or os.environ.get("LANG") or ""
    return "letter" if place.split(".")[0].endswith(LETTER_COUNTRIES) else "a4"


def check_together(paperwork: Paperwork) -> None:
    """Raise UsageError where edition, paper and large print cannot be had together."""
    edition = paperwork.edition
    for option, given in {"--sheet": paperwork.sheet, "--two-up": paperwork.two_up}.items():
        if given and edition != "handout":
            raise UsageError(f"{option} is for --edition handout, not for {edition}")
    if paperwork.two_up and paperwork.paper == "a5":
        raise UsageError("--two-up: half of 'a5' is too small", "choose --paper a4 or letter")
    if paperwork.large_print and edition not in LARGE_PRINT_EDITIONS:
        raise UsageError(
            f"--edition: {edition!r} is not made in large print",
            f"leave out --large-print, or choose one of {', '.join(LARGE_PRINT_EDITIONS)}",
        )
    if paperwork.paper == "a5" and paperwork.large_print:
        raise UsageError("--paper: 'a5' is too small for large print", "choose a4 or letter")
    if paperwork.paper == "a5" and edition not in A5_EDITIONS:
        booklet = "a booklet is printed on a4 or letter and folded" if edition == "booklet" else ""
        raise UsageError(
            f"--paper: 'a5' is not possible with --edition {edition}",
            booklet or f"choose a4 or letter, or one of the editions {', '.join(A5_EDITIONS)}",
        )
