"""The options of a command, made from the one table of options (`model/fields.py`)."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from runstrong_pdf.model.fields import FIELDS, Field, Kind

METAVARS = {
    Kind.NUMBER: "N",
    Kind.DATE: "DATE",
    Kind.FILE: "FILE",
    Kind.FOLDER: "DIR",
    Kind.CHOICE: "NAME",
    Kind.CHOICES: "LIST",
    Kind.WEIGHTS: "LIST",
    Kind.RUNS: "LIST",
}
"""What stands for a value in the help."""
LOCAL = "paper"
"""The option whose default the computer's country decides."""


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command every option of the table.

    It takes them as `**given`: text by the option's name, None for what was left out.
    """
    own = inspect.signature(command)
    kept = [one for one in own.parameters.values() if one.kind is not one.VAR_KEYWORD]
    options = {name: _option(field) for name, field in FIELDS.items()}
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
        for name, option in options.items()
    ]
    signature = own.replace(parameters=[*added, *kept])
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__.update(options)
    return command


def _option(field: Field) -> Any:  # noqa: ANN401  what Typer reads
    option = "--" + field.column
    if field.kind is Kind.SWITCH:
        names = f"{option}/--no-{field.column}" if field.default else option
        return Annotated[bool | None, typer.Option(names, help=field.help, show_default=False)]
    return Annotated[
        str | None,
        typer.Option(
            option,
            help=_help(field),
            metavar=METAVARS.get(field.kind, "TEXT"),
            show_default=False,
            autocompletion=_completion(field) if field.choices else None,
        ),
    ]


def _help(field: Field) -> str:
    """Return what an option is for, what is possible, and its default."""
    text = field.help.rstrip(".")
    if field.possible:
        text += f" ({field.possible})" if field.example else f": {field.possible}"
    default = field.shown_default if field.name != LOCAL else ""
    return f"{text}. [default: {default}]" if default else f"{text}."


def _completion(field: Field) -> Callable[[str], list[str]]:
    """Return what completes a value; of a list, its last word."""

    def complete(incomplete: str) -> list[str]:
        head = incomplete.rpartition(",")[0] if field.kind is Kind.CHOICES else ""
        before = f"{head}," if head else ""
        return [before + one for one in field.choices if (before + one).startswith(incomplete)]

    return complete
