"""Where a command's result goes: into a file, or to stdout."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.files import check_replaceable, file_name, make_folder, write_whole

FOLDER = Path("output")
Force = Annotated[bool, typer.Option("--force", help="Replace a file of another origin.")]


def chosen_format(output: str, wanted: str, possible: tuple[str, ...]) -> str:
    """Return the format by `--format` or by the file's ending; the first one by default.

    Raises:
        UsageError: when it is not among `possible`.
    """
    ending = Path(output).suffix.lower().removeprefix(".") if output != "-" else ""
    chosen = (wanted or ending or possible[0]).lower()
    if wanted and ending in possible and ending != chosen:
        raise UsageError(f"--output {output} and --format {wanted} contradict each other")
    if chosen not in possible:
        raise UsageError(
            f"{chosen!r} is not possible here, possible: {', '.join(possible)}",
            field="format" if wanted else "output",
        )
    return chosen


def write(output: str, content: bytes, named: str, ending: str, *, force: bool) -> None:
    """Write a result to a file, or to stdout for `-`, and print the file's path.

    Args:
        output: what `--output` says; empty for `output/NAMED.ending`.

    Raises:
        OutputError: when the file is somebody else's, or cannot be written; nothing is left behind.
    """
    if output == "-":
        _to_stdout(content)
        return
    if not output:
        make_folder(FOLDER)
    path = Path(output or FOLDER / f"{file_name(named)}.{ending}")
    check_replaceable(path, force=force, remedy="another name with -o, or --force to replace it")
    write_whole(path, content)
    typer.echo(str(path))


def _to_stdout(content: bytes) -> None:
    """Write to stdout; a reader that leaves early is no error, a full disk is."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # or Python would complain again when it closes it
        os.close(nowhere)
        if not isinstance(error, BrokenPipeError):
            raise OutputError(f"standard output cannot be written: {error.strerror}") from error
