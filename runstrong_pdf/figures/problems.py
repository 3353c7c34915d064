"""What pydantic found wrong, in words: which key, what is wrong with it, what is allowed."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from runstrong_pdf.figures.tables import Table

# What is wrong with a value of the wrong kind, by the name pydantic has for the mistake.
NUMBER = "must be a number, not {given!r}"
WHOLE = "must be a whole number, not {given!r}"
TABLE = "must be a table, not {given!r}"
SWITCH = "must be true or false, not {given!r}"
PLAIN = {
    "missing": "missing",
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": "must be a finite number, not {given!r}",
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "string_type": "must be text, not {given!r}",
    "bool_type": SWITCH,
    "bool_parsing": SWITCH,
    "tuple_type": "must be a list, not {given!r}",
    "too_long": "must be a list of {max_length}, not {given!r}",
    "model_type": TABLE,
    "model_attributes_type": TABLE,
    "dict_type": TABLE,
    "union_tag_not_found": "needs a `type`; it has none in {given!r}",
}


def problems_of(
    error: ValidationError, table: type[BaseModel], also: tuple[str, ...] = ()
) -> list[str]:
    """Return one line a problem; `also` names keys that are allowed beside those of `table`."""
    lines = (f"{_key(detail)}: {_words(detail, table, also)}" for detail in error.errors())
    return list(dict.fromkeys(lines))


def _key(detail: ErrorDetails) -> str:
    parts = [str(p + 1) if isinstance(p, int) else p for p in detail["loc"]]
    return ".".join(parts) or "the table"


def _words(detail: ErrorDetails, table: type[BaseModel], also: tuple[str, ...]) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            extra = also if len(detail["loc"]) == 1 else ()
            return f"unknown key; allowed: {', '.join((*_keys(table, detail['loc']), *extra))}"
        case "value_error":
            return str(context["error"])
        case "literal_error":
            return f"{detail['input']!r} is not known; allowed: {context['expected']}"
        case "union_tag_invalid":
            return f"unknown type {context['tag']!r}; allowed: {context['expected_tags']}"
        case kind:
            return PLAIN.get(kind, detail["msg"]).format(given=detail["input"], **context)


def _keys(table: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    """Return the keys allowed in the table in which the last part of `place` was found."""
    current: type[BaseModel] = table
    for part in place[:-1]:
        if part in _names(current):
            inner = list(_tables(_names(current)[str(part)]))
            current = inner[0] if inner else current
            continue
        tagged = [t for t in _siblings(table) if _tag(t) == part]
        current = tagged[0] if tagged else current
    return list(_names(current))


def _names(table: type[BaseModel]) -> dict[str, Any]:
    return {f.alias or name: f.annotation for name, f in table.model_fields.items()}


def _tables(annotation: object) -> Iterator[type[Table]]:
    """Return every table an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        yield annotation
    for argument in get_args(annotation):
        yield from _tables(argument)


def _siblings(table: type[BaseModel]) -> Iterator[type[Table]]:
    for annotation in _names(table).values():
        yield from _tables(annotation)


def _tag(table: type[BaseModel]) -> object:
    field = table.model_fields.get("type")
    return get_args(field.annotation)[0] if field else None
