"""Turns what was typed into records; each message names the option and what is possible."""

import datetime as dt
import os
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar, get_args

import typer
from pydantic import ValidationError

from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.request import Request, Run
from runstrong_pdf.model.words import BandColour, Caution, Kit

E = TypeVar("E", bound=StrEnum)
LETTER_COUNTRIES = ("_US", "_CA", "_MX", "_PH", "_CL", "_CO", "_CR", "_GT", "_PA", "_VE")
"""Countries that print on US Letter, as locale names end."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def one_of(option: str, value: str, possible: tuple[str, ...]) -> str:
    """Return `value` in small letters. Raises UsageError with the nearest match."""
    given = value.strip().lower()
    if given in possible:
        return given
    near = get_close_matches(given, possible, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UsageError(f"{option}: {value[:40]!r} is not known; {hint}possible: {', '.join(possible)}")


def several_of(option: str, value: str, possible: tuple[str, ...]) -> tuple[str, ...]:
    """Return a comma list without repetitions; `none` alone is the empty list."""
    if value.strip().lower() in {"", "none"}:
        return ()
    words = (one_of(option, word, (*possible, "none")) for word in value.split(","))
    chosen = tuple(dict.fromkeys(words))
    if "none" in chosen:
        raise UsageError(f"{option}: 'none' cannot stand beside anything else")
    return chosen


def kit(value: str) -> tuple[Kit, ...]:
    """Return the kit of a comma list."""
    return tuple(Kit(word) for word in several_of("--kit", value, tuple(Kit)))


def band_colours(value: str) -> tuple[BandColour, ...]:
    """Return band colours of a comma list, in the order of the scale."""
    scale = get_args(BandColour)
    owned = several_of("--bands", value, scale)
    return tuple(colour for colour in scale if colour in owned)


def kilograms(value: str) -> tuple[float, ...]:
    """Return the weights of a comma list, lightest first."""
    weights = []
    for word in value.replace(";", ",").split(","):
        try:
            weights.append(float(word.strip().lower().removesuffix("kg")))
        except ValueError:
            raise UsageError(
                f"--dumbbells: {word.strip()[:20]!r} is not a weight in kilograms",
                "for example --dumbbells 1,2,3,4",
            ) from None
    return tuple(sorted(set(weights)))


def cautions(value: str) -> tuple[Caution, ...]:
    """Return the cautions of a comma list."""
    possible = get_args(Caution)
    return tuple(tag for tag in possible if tag in several_of("--avoid", value, possible))


def runs(value: str) -> tuple[Run, ...]:
    """Return the running days of a list such as `tue:hard,thu:easy,sun:long`."""
    found = []
    for entry in value.split(","):
        day, _, kind = entry.partition(":")
        weekday = DAYS.index(one_of("--runs", day[:3], DAYS))
        chosen = one_of("--runs", kind or "easy", ("easy", "hard", "long", "off"))
        found.append(Run.model_validate({"day": weekday, "kind": chosen}))
    return tuple(sorted(found, key=lambda run: run.day))


def date(option: str, value: str) -> dt.date:
    """Return a date written as 2026-12-07. Raises UsageError."""
    try:
        return dt.date.fromisoformat(value.strip())
    except ValueError:
        raise UsageError(
            f"{option}: {value[:30]!r} is not a date that exists",
            f"year-month-day, for example {option} 2026-12-07",
        ) from None


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


def request(**fields: object) -> Request:
    """Return a checked request. Raises UsageError with every option that is wrong."""
    try:
        return Request.model_validate(fields)
    except ValidationError as error:
        wrong = []
        for problem in error.errors():
            option = "--" + str(problem["loc"][0]).replace("_", "-")
            message = str(problem["msg"])
            lower = message[:1].lower() + message[1:]
            wrong.append(f"{option}: {problem['input']!r}: {lower}")
        raise UsageError("\n".join(wrong)) from None
