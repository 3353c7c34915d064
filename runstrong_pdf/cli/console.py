"""What a command says: results go to a file or stdout; problems, notes, progress to stderr."""

import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from runstrong_pdf.cli.interrupt import INTERRUPTED
from runstrong_pdf.errors import OutputError, Problem, RunstrongError, UsageError, plain
from runstrong_pdf.files import check_replaceable, file_name, make_folder, write_whole
from runstrong_pdf.progress import Progress, no_progress

FOLDER = Path("output")
Force = Annotated[bool, typer.Option("--force", help="Replace a file of another origin.")]


def say(line: str) -> None:
    """Print a line that is no result; nothing in it steers the terminal."""
    typer.echo(plain(line), err=True)


def report(error: RunstrongError) -> None:
    """Print every problem of an error, and what fixes it; the same remedy only once."""
    remedies = {problem.remedy for problem in error.problems}
    for problem in error.problems:
        show(problem)
        if problem.remedy and len(remedies) > 1:
            say(f"  try: {problem.remedy}")
    if len(remedies) == 1 and error.remedy:
        say(f"  try: {error.remedy}")


def show_all(problems: Iterable[Problem]) -> None:
    """Print problems, each with its remedy."""
    for problem in problems:
        show(problem)


def show(problem: Problem) -> None:
    """Print one problem; an option is called as it is typed. What is no error gets its remedy."""
    line = str(problem)
    if problem.field and not problem.where:
        line = f"--{problem.field.replace('_', '-')}: {problem.message}"
    if problem.remedy and problem.severity != "error":
        line += f"; {problem.remedy}"
    for part in line.splitlines():
        say(f"{problem.severity}: {part}")


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a line for each row of a table, its columns one below the other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show how far long work is, on a terminal; nothing if stderr is piped."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich import console, progress  # noqa: PLC0415  100 ms that only long work can afford

    with progress.Progress(console=console.Console(stderr=True), transient=True) as bars:
        tasks: dict[str, progress.TaskID] = {}

        def show_progress(done: int, total: int, what: str) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield show_progress


def plural(count: int, thing: str) -> str:
    """Return `1 member` or `2 members`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def duration(seconds: float) -> str:
    """Return a span of time in the unit that people would use, such as `90 s` or `5 min`."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


@contextmanager
def stop_on_interrupt(said: str) -> Iterator[threading.Event]:
    """Let the first Ctrl-C print a line and set an event to look at; the second one breaks off."""
    stop = threading.Event()

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        with suppress(OSError):  # not by `say`: a print that it interrupts cannot be entered anew
            os.write(2, f"\n{said}\n".encode())

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    finally:
        signal.signal(signal.SIGINT, before)


# -- results --------------------------------------------------------------------------------------


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
