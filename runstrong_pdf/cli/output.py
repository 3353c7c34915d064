"""Chooses the format of a result and writes it; the option `--force`, and how sheets are printed.

It goes to the file or folder that `--output` names, or to standard output.
"""

import os
import sys
from pathlib import Path

import typer

from runstrong_pdf.cli.console import results, say, to_stdout
from runstrong_pdf.errors import OutputError, UsageError
from runstrong_pdf.files import check_replaceable, is_folder, make_folder, real_path, write_whole

FOLDER = "output/"
TEXTS = ("json", "ics", "txt", "svg")
"""Formats that a terminal can show."""
BOTH_SIDES = "print on both sides, flip on the short edge, at 100 %; "
FOLDING = BOTH_SIDES + "lay the sheets together, fold them in the middle, staple in the fold"
CUTTING = BOTH_SIDES + "cut along the line, which goes to the edge on purpose"
SOME_CUT = "print on both sides, flip on the long edge, at 100 %; cut sheets that have a line"
ANOTHER = "another name with -o, or --force to replace it"
FORCE = typer.Option(False, "--force", help="Replace a file of another origin.")


def chosen_format(output: str, wanted: str, possible: tuple[str, ...]) -> str:
    """Return the format by `--format` or by the file's ending; the first one by default.

    Raises:
        UsageError: when it is not among `possible`, or a file's name does not say it.
    """
    if output and not output.strip():
        raise UsageError("is only a space", "leave -o out, or name a file", field="output")
    named = "" if output == "-" or _is_folder(output) else Path(output).name
    ending = Path(named).suffix.lower().removeprefix(".")
    chosen = wanted.lower() or ending or possible[0]
    if wanted and ending in possible and ending != chosen:
        raise UsageError(f"--output {output} and --format {wanted} contradict each other")
    if named and not wanted and not ending:
        text = f"{named[:60]!r} does not say what kind of file it is"
        like = [f"{named[:60]}.{one}" for one in possible]
        raise UsageError(text, f"name it {', '.join(like[:-1])} or {like[-1]}", field="output")
    if chosen not in possible:
        raise UsageError(
            f"{chosen!r} is not possible here, possible: {', '.join(possible)}",
            field="format" if wanted else "output",
        )
    if output == "-" and chosen not in TEXTS and sys.stdout and sys.stdout.isatty():
        text = f"a {chosen} cannot be read on a terminal"
        raise UsageError(text, "name a file, or hand it on: -o - > FILE", field="output")
    return chosen


def write(output: str, content: bytes, named: str, ending: str, *, force: bool) -> Path | None:
    """Write a result, and print the file's path; say so if it replaces an earlier one.

    Args:
        output: what `--output` says: a file; a folder, in which it is called `NAMED.ending`; empty
            for the folder `output`; `-` for standard output.

    Returns:
        The file; None for standard output.

    Raises:
        OutputError: when the file is somebody else's, or cannot be written; nothing is left behind.
    """
    if output == "-":
        if not sys.stdout:
            raise OutputError("standard output is closed", "name a file with -o")
        to_stdout(content)
        return None
    if not output or _is_folder(output):
        folder = Path(output or FOLDER)
        make_folder(folder)
        path = folder / f"{named}.{ending}"
    else:
        path = Path(output)
    target = real_path(path)
    check_replaceable(target, force=force, remedy=ANOTHER)
    replaced = target.exists()
    write_whole(target, content)
    results(path)
    if replaced:
        say(f"replaced the {path} that was there")
    return path


def _is_folder(output: str) -> bool:
    """Whether a result goes into a folder: one that is there, or a name that ends as one."""
    seps = tuple(filter(None, (os.sep, os.altsep)))
    return bool(output) and (output.endswith(seps) or is_folder(output))
