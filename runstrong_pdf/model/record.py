"""The parent of every record that is read from a file, and what is wrong with one, in words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from runstrong_pdf.errors import Problem, UsageError, shown
from runstrong_pdf.model.reading import did_you_mean

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, Field(pattern=SLUG, max_length=60)]
"""A file name without its ending, such as `push-up`: how templates refer to one another."""


class Record(BaseModel):
    """A frozen value; an unknown key is an error, so that a typing mistake never passes.

    What validates a kind of record is made when the first of them is read: no command needs all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class PublicRecord(Record):
    """A record that whoever calls from outside may make: what is wrong is told as of options."""

    if not TYPE_CHECKING:  # a checker goes on to see the fields as arguments

        def __init__(self, **values: object) -> None:
            """Take its fields. Raises UsageError with everything that is wrong."""
            try:
                super().__init__(**values)
            except ValidationError as error:
                raise UsageError(problems(error, "", type(self))) from None

        __init__.__pydantic_base_init__ = True  # what is read from files is validated without it


WANTED: Mapping[str, str] = MappingProxyType(
    {
        "dict_type": "a table such as {{ key = value }}",
        "model_type": "a table such as {{ key = value }}",
        "model_attributes_type": "a table such as {{ key = value }}",
        "union_tag_not_found": "a table with a `type`",
        "tuple_type": "a list in square brackets",
        "list_type": "a list in square brackets",
        "string_type": 'text in "quotes"',
        "int_type": "a whole number",
        "int_parsing": "a whole number",
        "int_from_float": "a whole number",
        "float_type": "a number",
        "float_parsing": "a number",
        "finite_number": "a finite number",
        "bool_type": "true or false",
        "bool_parsing": "true or false",
        "greater_than": "more than {gt:g}",
        "greater_than_equal": "at least {ge:g}",
        "less_than": "less than {lt:g}",
        "less_than_equal": "at most {le:g}",
        "string_too_long": "at most {max_length} characters long",
        "string_too_short": "at least {min_length} characters long",
        "too_long": "a list of {max_length} at most, here are {actual_length}",
        "too_short": "a list of {min_length} at least",
    }
)
"""What TOML calls that of which pydantic speaks in Python's words."""

PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "^[A-Z]{2,3}$": "two or three capital letters",
        SLUG: "the name of a file without its ending: small letters, figures and hyphens",
        r"^#[0-9A-Fa-f]{6}$": "a colour such as #7a1f3d",
        r"\S": "more than spaces",
    }
)
"""What a pattern means, for those who do not read patterns."""


def problems(error: ValidationError, file: str, model: type[BaseModel]) -> list[Problem]:
    """Return a problem for every error: the key of the file, what is wrong, what is allowed."""
    return [
        Problem(*_placed(_place(e["loc"]), _wrong(e, model)), where=file) for e in error.errors()
    ]


def _placed(place: str, message: str) -> tuple[str, str]:
    """Return place and message; of a whole file, the key that the message begins with."""
    key = re.match(r"([a-z_]+(?:\[\d+\])?): ", message)
    return (
        (key[1], message[key.end() :])
        if key and not place
        else (place or "the whole file", message)
    )


def _place(location: tuple[int | str, ...]) -> str:
    """Write ('weeks', 2, 'reserve') as `weeks[3].reserve`; people count from 1."""
    place = ""
    for part in location:
        if isinstance(part, int):
            place += f"[{part + 1}]"
        else:
            place += f".{part}" if place else part
    return place


def _wrong(error: Mapping[str, Any], model: type[BaseModel]) -> str:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return unknown_key(str(error["loc"][-1]), allowed_keys(model, error["loc"]))
    if kind in {"literal_error", "enum", "union_tag_invalid"}:
        allowed = context.get("expected") or context["expected_tags"]
        return f"is {shown(given)}, allowed: {allowed}"
    if kind == "string_pattern_mismatch":
        return f"is {shown(given)}, should be {PATTERNS[context['pattern']]}"
    if kind in WANTED:
        return f"is {shown(given)}, should be {WANTED[kind].format_map(context)}"
    message = str(error["msg"]).removeprefix("Value error, ")
    return message if kind == "value_error" else f"is {shown(given)}, {_lower(message)}"


def unknown_key(key: str, allowed: Iterable[str]) -> str:
    """Return what is wrong with a key that is none of those that are allowed."""
    allowed = sorted(allowed)
    hint = did_you_mean(key, allowed, before="; ") or f", allowed: {', '.join(allowed)}"
    return f"is not a known key{hint}"


def allowed_keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """Return the keys of the table in which the last part of `location` was found."""
    current = model
    for part in location[:-1]:
        if part in (names := _annotations(current)):
            current = next(_models(names[str(part)]), current)
        else:  # the number in a list, or the `type` that tells tables of a list apart
            several = (each for names in _annotations(model).values() for each in _models(names))
            current = next((each for each in several if _tag(each) == part), current)
    return list(_annotations(current))


def _annotations(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield every table that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _tag(model: type[BaseModel]) -> object:
    field = model.model_fields.get("type")
    return next(iter(get_args(field.annotation)), None) if field else None


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
