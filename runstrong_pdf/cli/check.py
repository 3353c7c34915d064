"""`runstrong check`: every problem of a template or pose file, with its place."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runstrong_pdf.errors import TemplateError, UsageError

if TYPE_CHECKING:
    from runstrong_pdf.model.record import Record

EXAMPLE = "Example:  runstrong check images/push-up.toml my-programme.toml"


def check(
    files: Annotated[list[Path], typer.Argument(help="Programme, exercise or pose files (.toml).")],
) -> None:
    """Check files of your own: every problem with its place, and what is allowed."""
    problems: list[str] = []
    for file in files:
        try:
            warnings = _check(file)
        except TemplateError as error:
            problems += str(error).splitlines()
            continue
        for warning in warnings:
            typer.echo(f"warning: {file}: {warning}", err=True)
        typer.echo(f"{file}: {'can be used, see the warnings' if warnings else 'all right'}")
    if problems:
        raise TemplateError.listing(problems)


def _check(file: Path) -> tuple[str, ...]:
    """Return the warnings of one file. Raises TemplateError with its problems."""
    from runstrong_pdf.library import parse, read_toml  # noqa: PLC0415

    if file.suffix.lower() == ".pdf":
        raise UsageError(f"{file}: checking PDFs is planned, but not there yet")
    tables = read_toml(file)
    if "start" in tables and "pattern" not in tables:
        return _check_pose(file)
    parse(_kind(tables, file), tables, str(file))
    return ()


def _check_pose(file: Path) -> tuple[str, ...]:
    from runstrong_pdf.figures.check import check as check_pose  # noqa: PLC0415
    from runstrong_pdf.figures.pose import read_pose  # noqa: PLC0415

    return check_pose(read_pose(file.read_text(encoding="utf-8-sig"), str(file)))


def _kind(tables: dict[str, object], file: Path) -> "type[Record]":
    """Tell from its keys what a template file is."""
    from runstrong_pdf.model.catalogue import (  # noqa: PLC0415
        CrossTraining,
        Exercise,
        Stretch,
        WarmUp,
    )
    from runstrong_pdf.model.programme import Programme  # noqa: PLC0415

    marks: tuple[tuple[str, type[Record]], ...] = (
        ("purpose", Programme),
        ("weeks", Programme),
        ("pattern", Exercise),
        ("cues", Exercise),
        ("hold_seconds", Stretch),
        ("tip", WarmUp),
        ("sessions_per_week", CrossTraining),
    )
    kind = next((kind for key, kind in marks if key in tables), None)
    if kind is None:
        raise TemplateError(
            f"{file}: is neither a programme (purpose), an exercise (pattern), a stretch "
            "(hold_seconds), a warm-up (tip), a sport (sessions_per_week) nor a pose ([start])"
        )
    return kind
