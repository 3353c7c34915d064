"""The options of a command, made from the one table of options (`model/fields.py`)."""

import inspect
from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from runstrong_pdf.model.fields import Field, Kind

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


def with_options(
    fields: Iterable[Field], *, without_default: tuple[str, ...] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command an option for every field.

    The command takes them as `**given`: text by the field's name, None for what was left out.

    Args:
        without_default: names of options whose default the command itself decides.
    """

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command)
        kept = [one for one in own.parameters.values() if one.kind is not one.VAR_KEYWORD]
        options = {one.name: _option(one, shown=one.name not in without_default) for one in fields}
        added = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
            for name, option in options.items()
        ]
        signature = own.replace(parameters=[*added, *kept])
        command.__signature__ = signature  # type: ignore[attr-defined]
        command.__annotations__.update(options)
        return command

    return decorated


def given_options(values: dict[str, Any]) -> dict[str, object]:
    """Return those options that were given."""
    return {name: value for name, value in values.items() if value is not None}


def _option(field: Field, *, shown: bool) -> Any:  # noqa: ANN401  what Typer reads
    option = "--" + field.column
    if field.kind is Kind.SWITCH:
        names = f"{option}/--no-{field.column}" if field.default else option
        return Annotated[bool | None, typer.Option(names, help=field.help, show_default=False)]
    return Annotated[
        str | None,
        typer.Option(
            option,
            help=_help(field, shown=shown),
            metavar=METAVARS.get(field.kind, "TEXT"),
            show_default=False,
            autocompletion=_completion(field) if field.choices else None,
        ),
    ]


def _help(field: Field, *, shown: bool) -> str:
    """Return what an option is for, what is possible, and its default."""
    text = field.help.rstrip(".")
    if field.possible:
        text += f" ({field.possible})" if field.example else f": {field.possible}"
    default = field.shown_default if shown else ""
    return f"{text}. [default: {default}]" if default else f"{text}."


def _completion(field: Field) -> Callable[[str], list[str]]:
    """Return what completes a value; of a list, its last word."""

    def complete(incomplete: str) -> list[str]:
        head = incomplete.rpartition(",")[0] if field.kind is Kind.CHOICES else ""
        before = f"{head}," if head else ""
        return [before + one for one in field.choices if (before + one).startswith(incomplete)]

    return complete
