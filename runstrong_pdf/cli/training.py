"""Turns the options that decide the training into a request."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from runstrong_pdf.cli import options
from runstrong_pdf.cli.wishes import Wishes
from runstrong_pdf.errors import UsageError
from runstrong_pdf.model.request import Request, Run
from runstrong_pdf.model.words import BandColour, Caution, Kit, Level

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def request(wishes: Wishes) -> Request:
    """Return the request behind the options. Raises UsageError with all that is wrong."""
    wrong = options.Wrong()
    found: dict[str, object] = {name: getattr(wishes, name) for name in COUNTS}
    for name, read in READERS.items():
        typed = getattr(wishes, name)
        if typed or name == "kit":  # left out, the rest has defaults, and --push-ups a level
            with wrong.noted():
                found[name] = read(typed)
    with wrong.noted():
        found["start"] = wishes.start_date
    return _checked(found, wrong)


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


COUNTS = ("weeks", "sessions", "minutes", "push_ups")
READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "level": lambda typed: options.one_of("--level", typed, tuple(Level)),
        "kit": kit,
        "bands": band_colours,
        "dumbbells": kilograms,
        "focus": lambda typed: options.one_of("--focus", typed, ("full", "split")),
        "programme": str,
        "avoid": cautions,
        "runs": runs,
        "race": lambda typed: options.date("--race", typed),
    }
)
"""What reads an option, by its name in `Wishes`."""
BOUNDS = MappingProxyType(
    {"less_than_equal": "at most", "greater_than_equal": "at least", "greater_than": "more than"}
)
"""How a limit is said, by pydantic's name of it."""


def _checked(found: Mapping[str, object], wrong: options.Wrong) -> Request:
    """Return a checked request. Raises UsageError with every option that is wrong."""
    try:
        request = Request.model_validate(found)
    except ValidationError as error:
        wrong.note(UsageError("\n".join(map(_limit, error.errors()))))
        raise wrong.all() from None
    wrong.stop()
    return request


def _limit(problem: ErrorDetails) -> str:
    option = "--" + str(problem["loc"][0]).replace("_", "-")
    return f"{option}: {problem['input']!r} {_said(problem)}"


def _said(problem: ErrorDetails) -> str:
    if said := BOUNDS.get(problem["type"]):
        (bound,) = problem["ctx"].values()
        return f"is not possible, {said} {bound:g}"
    return f"cannot be: {problem['msg'][:1].lower()}{problem['msg'][1:]}"
