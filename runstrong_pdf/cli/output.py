"""Where a result goes: which format, which file, or stdout."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.files import check_replaceable, file_name, make_folder, write_whole

Force = Annotated[bool, typer.Option("--force", help="Replace a file of another origin.")]

FOLDER = Path("output")


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


def default_file(name: str, ending: str) -> Path:
    """Return `output/NAME.ending`, and make the folder. Raises OutputError."""
    make_folder(FOLDER)
    return FOLDER / f"{file_name(name)}.{ending}"


def write(target: str | Path, content: bytes, *, force: bool = False) -> None:
    """Write `content` to a file, or to stdout for `-`, and print the file's path.

    Raises:
        OutputError: when the file is somebody else's, or cannot be written; nothing is left behind.
    """
    if target == "-":
        _to_stdout(content)
        return
    path = Path(target)
    remedy = "another name with -o, or --force to replace it"
    check_replaceable(path, force=force, remedy=remedy)
    write_whole(path, content)
    typer.echo(str(path))


def _to_stdout(content: bytes) -> None:
    """Write to stdout; a reader that leaves early is no error, a full disk is."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _give_up_stdout()
    except OSError as error:
        _give_up_stdout()
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def _give_up_stdout() -> None:
    """Point stdout to nowhere, or Python would complain again when it closes it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
