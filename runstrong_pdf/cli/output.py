"""Writes a result: whole or not at all, and never over somebody else's file."""

import os
import re
import sys
import tempfile
from pathlib import Path

import typer

from runstrong_pdf.errors import OutputError, UsageError

FOLDER = Path("output")
OURS = b"RunStrong PDF"
"""Every kind of file that we write names its maker in its first or last bytes."""
LOOKED_AT = 8192
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def chosen_format(output: str | None, wanted: str | None, possible: tuple[str, ...]) -> str:
    """Return the format by `--format` or by the file's ending; the first one by default.

    Raises:
        UsageError: when it is not among `possible`.
    """
    ending = Path(output).suffix.lower().removeprefix(".") if output and output != "-" else ""
    chosen = (wanted or ending or possible[0]).lower()
    if wanted and ending in possible and ending != chosen:
        raise UsageError(f"--output {output} and --format {wanted} contradict each other")
    if chosen not in possible:
        option = "--format" if wanted else "--output"
        raise UsageError(
            f"{option}: {chosen!r} is not possible here, possible: {', '.join(possible)}"
        )
    return chosen


def default_file(name: str, ending: str) -> Path:
    """Return `output/NAME.ending`, and make the folder."""
    try:
        FOLDER.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{FOLDER}: cannot be made: {error.strerror}") from error
    return FOLDER / f"{file_name(name)}.{ending}"


def file_name(text: str) -> str:
    """Return `text` as a safe file name: letters and figures of any script, and hyphens."""
    words = re.sub(r"[\W_]+", "-", text.lower()).strip("-")[:60].strip("-") or "plan"
    return f"{words}-plan" if RESERVED.match(words) else words


def write(target: str | Path, content: bytes, *, force: bool = False) -> None:
    """Write `content` to a file, or to stdout for `-`, and print the file's path.

    Raises:
        OutputError: when the file is somebody else's, or cannot be written; nothing is left behind.
    """
    if target == "-":
        _to_stdout(content)
        return
    path = Path(target)
    _check_free(path, force=force)
    try:
        _replace(path, content)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
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


def _check_free(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise OutputError(f"{path}: is a folder", "name a file in it")
    if not path.parent.is_dir():
        raise OutputError(f"{path.parent}: there is no such folder", "make it first")
    if path.exists() and not path.is_file():
        raise OutputError(f"{path}: is not a plain file")
    if path.exists() and not force and not _is_ours(path):
        raise OutputError(
            f"{path}: exists and was not made by runstrong",
            "another name with -o, or --force to replace it",
        )


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(LOOKED_AT)
            file.seek(max(0, path.stat().st_size - LOOKED_AT))
            return OURS in head or OURS in file.read() or path.stat().st_size == 0
    except OSError as error:
        raise OutputError(f"{path}: cannot be read: {error.strerror}") from error


def _replace(path: Path, content: bytes) -> None:
    """Write beside the target and rename; the half-written file goes if anything fails."""
    handle, name = tempfile.mkstemp(prefix=".runstrong-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
