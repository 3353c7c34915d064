"""What pydantic found wrong, in words: which key, what is wrong with it, what is allowed."""

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from runstrong_pdf.errors import Problem
from runstrong_pdf.model.problems import allowed_keys, short

# What is wrong with a value of the wrong kind, by the name pydantic has for the mistake.
NUMBER = "must be a number, not {given}"
WHOLE = "must be a whole number, not {given}"
TABLE = "must be a table, not {given}"
SWITCH = "must be true or false, not {given}"
PLAIN = {
    "missing": "missing",
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": "must be a finite number, not {given}",
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "string_type": "must be text, not {given}",
    "bool_type": SWITCH,
    "bool_parsing": SWITCH,
    "tuple_type": "must be a list, not {given}",
    "too_long": "must be a list of {max_length}, not {given}",
    "model_type": TABLE,
    "model_attributes_type": TABLE,
    "dict_type": TABLE,
    "union_tag_not_found": "needs a `type`; it has none in {given}",
}


def problems_of(
    error: ValidationError, table: type[BaseModel], also: tuple[str, ...] = ()
) -> list[Problem]:
    """Return every problem once; `also` names keys that are allowed beside those of `table`."""
    found = (Problem(_key(detail), _words(detail, table, also)) for detail in error.errors())
    return list(dict.fromkeys(found))


def _key(detail: ErrorDetails) -> str:
    parts = [str(p + 1) if isinstance(p, int) else p for p in detail["loc"]]
    return ".".join(parts) or "the table"


def _words(detail: ErrorDetails, table: type[BaseModel], also: tuple[str, ...]) -> str:
    context, given = detail.get("ctx", {}), short(detail["input"])
    match detail["type"]:
        case "extra_forbidden":
            extra = also if len(detail["loc"]) == 1 else ()
            allowed = (*allowed_keys(table, detail["loc"]), *extra)
            return f"unknown key; allowed: {', '.join(allowed)}"
        case "value_error":
            return str(context["error"])
        case "literal_error":
            return f"{given} is not known; allowed: {context['expected']}"
        case "union_tag_invalid":
            return f"unknown type {context['tag']!r}; allowed: {context['expected_tags']}"
        case kind if kind in PLAIN:
            return PLAIN[kind].format(given=given, **context)
        case _:
            return detail["msg"]
