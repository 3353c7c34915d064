"""The options of a command, made from the one table of options (`model/fields.py`)."""

import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from runstrong_pdf.cli.app import as_typed
from runstrong_pdf.model.fields import FIELDS, GROUPS, Field, Kind, Shapes

METAVARS = {
    Kind.NUMBER: "N",
    Kind.DATE: "DATE",
    Kind.TIME: "TIME",
    Kind.FILE: "FILE",
    Kind.FOLDER: "DIR",
    Kind.CHOICES: "LIST",
    Kind.NAMES: "LIST",
    Kind.WEIGHTS: "LIST",
    Kind.RUNS: "LIST",
}
"""What stands for a value in the help."""
OWN = "Output"
"""The group of the options that a command has beside those of the table."""
LOCAL = {"paper": "your country's", "language": "your computer's"}
"""Options whose default the computer's settings decide."""
TEXTS = frozenset((*FIELDS, "output", "file_format"))
"""Options whose value is text."""


class GroupedCommand(TyperCommand):
    """A command whose help shows the options of the table in their groups."""

    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401  Typer's own types are private
        """Return its options; what is text is taken as it was typed."""
        return as_typed(super().get_params(ctx), TEXTS)

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  Typer's are private
        """Print arguments, the groups of the table, then the command's own options."""
        groups = {field.name: title for title, fields in GROUPS.items() for field in fields}
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": []}
        sections |= {title: [] for title in (*GROUPS, OWN)}
        for one in self.get_params(ctx):
            if record := one.get_help_record(ctx):
                is_option = one.param_type_name == "option"
                title = groups.get(str(one.name), OWN) if is_option else "Arguments"
                sections[title].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def with_options(
    command: Callable[..., None],
    *,
    as_before: Collection[Shapes] = (),
    told: Mapping[str, str] = MappingProxyType({}),
) -> Callable[..., None]:
    """Give a command every option of the table.

    It takes them as `**given`: text by the option's name, None for what was left out.

    Args:
        as_before: what stays as it was where nothing is given: it has no default.
        told: what an option is for, where that is something else here.
    """
    own = inspect.signature(command)
    kept = [one for one in own.parameters.values() if one.kind is not one.VAR_KEYWORD]
    options = {
        name: _option(
            replace(field, help=told.get(name, field.help)), default=field.shapes not in as_before
        )
        for name, field in FIELDS.items()
    }
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
        for name, option in options.items()
    ]
    signature = own.replace(parameters=[*added, *kept])
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__.update(options)
    return command


def _option(field: Field, *, default: bool) -> Any:  # noqa: ANN401  what Typer reads
    option = "--" + field.column
    if field.kind is Kind.SWITCH:
        names = f"{option}/--no-{field.column}" if field.default else option
        return Annotated[bool | None, typer.Option(names, help=field.help, show_default=False)]
    choice = field.kind is Kind.CHOICE  # one of them is to be typed
    return Annotated[
        str | None,
        typer.Option(
            option,
            help=_help(field, default=default),
            metavar=f"[{'|'.join(field.choices)}]" if choice else METAVARS.get(field.kind, "TEXT"),
            show_default=False,
            autocompletion=_completion(field) if field.choices else None,
        ),
    ]


def _help(field: Field, *, default: bool) -> str:
    """Return what an option is for, what is possible, and its default."""
    text = field.help.rstrip(".")
    if field.possible and field.kind is not Kind.CHOICE:
        text += f" ({field.possible})" if field.example else f": {field.possible}"
    shown = field.shown_default if default and field.name not in LOCAL else ""
    return f"{text}. [default: {shown}]" if shown else f"{text}."


def _completion(field: Field) -> Callable[[str], list[str]]:
    """Return what completes a value; of a list, its last word."""

    def complete(incomplete: str) -> list[str]:
        head = incomplete.rpartition(",")[0] if field.kind is Kind.CHOICES else ""
        before = f"{head}," if head else ""
        return [before + one for one in field.choices if (before + one).startswith(incomplete)]

    return complete
