"""The commands `runstrong club new`, `check` and `make`."""

from pathlib import Path
from typing import Annotated

import typer

NEW = "Example:  runstrong club new our-club"
CHECK = "Example:  runstrong club check our-club"
MAKE = "Example:  runstrong club make our-club"

Jobs = Annotated[int, typer.Option(help="Processes to use; 0 for as many as are worth it.", min=0)]
Dask = Annotated[str, typer.Option(help="Address of a Dask scheduler to work on.")]


def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False)],
) -> None:
    """Make a folder with a club.toml and a roster.csv that work as they are."""
    from runstrong_pdf.cli.club.starting import start_club  # noqa: PLC0415  --help pays for nothing

    for file in start_club(folder):
        typer.echo(str(file))
    typer.echo(f"next: fill in both files, then  runstrong club check {folder}", err=True)


def check(
    folder: Annotated[Path, typer.Argument(help="The club's folder.", show_default=False)],
    jobs: Jobs = 0,
    dask: Dask = "",
) -> None:
    """List every problem of every row; nothing is written."""
    from runstrong_pdf.cli.club.night import check_club  # noqa: PLC0415

    count = check_club(folder, jobs, dask)
    typer.echo(f"{folder}: {count} {'member' if count == 1 else 'members'}, all right")


def make(
    folder: Annotated[Path, typer.Argument(help="The club's folder.", show_default=False)],
    jobs: Jobs = 0,
    dask: Dask = "",
    print_all: Annotated[
        bool, typer.Option("--print-all/--no-print-all", help="One more file for the copier.")
    ] = True,
) -> None:
    """Make a PDF for everybody, print-all.pdf, summary.csv; only what has changed is written."""
    from runstrong_pdf.cli.club.night import make_club  # noqa: PLC0415

    for path in make_club(folder, jobs, dask, print_all=print_all):
        typer.echo(str(path))
