"""Turns the options that decide the training into a request."""

import datetime as dt
from typing import get_args

import typer
from pydantic import ValidationError

from runstrong_pdf.cli import options
from runstrong_pdf.cli.wishes import Wishes
from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.request import Request, Run
from runstrong_pdf.model.words import BandColour, Caution, Kit, Level

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def request(wishes: Wishes) -> Request:
    """Return the request behind the options. Raises UsageError."""
    race = options.date("--race", wishes.race) if wishes.race else None
    start = wishes.start_date
    if race and start and race > start + dt.timedelta(weeks=wishes.weeks, days=2):
        typer.echo(
            f"note: --race {race} is after the last week; the plan takes no account of it", err=True
        )
    level = options.one_of("--level", wishes.level, tuple(Level)) if wishes.level else None
    return _checked(
        weeks=wishes.weeks,
        sessions=wishes.sessions,
        minutes=wishes.minutes,
        push_ups=wishes.push_ups,
        kit=kit(wishes.kit),
        bands=band_colours(wishes.bands) if wishes.bands else (),
        dumbbells=kilograms(wishes.dumbbells) if wishes.dumbbells else (),
        focus=options.one_of("--focus", wishes.focus, ("full", "split")),
        programme=wishes.programme or None,
        avoid=cautions(wishes.avoid) if wishes.avoid else (),
        runs=runs(wishes.runs) if wishes.runs else (),
        start=wishes.start_date,
        race=race,
        **({"level": level} if level else {}),  # left out, --push-ups may choose it
    )


def kit(value: str) -> tuple[Kit, ...]:
    """Return the kit of a comma list."""
    return tuple(Kit(word) for word in options.several_of("--kit", value, tuple(Kit)))


def band_colours(value: str) -> tuple[BandColour, ...]:
    """Return band colours of a comma list, in the order of the scale."""
    scale = get_args(BandColour)
    owned = options.several_of("--bands", value, scale)
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
    return tuple(tag for tag in possible if tag in options.several_of("--avoid", value, possible))


def runs(value: str) -> tuple[Run, ...]:
    """Return the running days of a list such as `tue:hard,thu:easy,sun:long`."""
    found = []
    for entry in value.split(","):
        day, _, kind = entry.partition(":")
        weekday = DAYS.index(options.one_of("--runs", day[:3], DAYS))
        chosen = options.one_of("--runs", kind or "easy", ("easy", "hard", "long", "off"))
        found.append(Run.model_validate({"day": weekday, "kind": chosen}))
    return tuple(sorted(found, key=lambda run: run.day))


def _checked(**fields: object) -> Request:
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
