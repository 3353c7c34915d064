"""What a command prints: results to stdout; problems, notes and progress to stderr."""

import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import typer

from runstrong_pdf.cli.interrupt import INTERRUPTED, on_interrupt, say_at_once
from runstrong_pdf.errors import Problem, RunstrongError, errors_in, plain
from runstrong_pdf.progress import Progress, no_progress

COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "note": typer.colors.CYAN}
"""Of how bad a problem is, on a terminal."""


def say(line: str, severity: str = "") -> None:
    """Print a line that is no result; nothing in it steers the terminal.

    A stderr that is closed or full is no reason to stop.
    """
    line = plain(line)
    if severity:
        start = f"{severity}:"
        if sys.stderr and sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
            start = typer.style(start, fg=COLOURS[severity], bold=True)
        line = f"{start} {line}"
    with suppress(OSError):
        typer.echo(line, err=True)


def results(*lines: object) -> None:
    """Print results to stdout, one a line."""
    for line in lines:
        typer.echo(str(line))


def to_stdout(content: bytes) -> None:
    """Write to stdout. Raises OSError if it is full, or its reader has left."""
    if sys.stdout:  # None where it was closed
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def abandon_stdout() -> None:
    """Let go of a stdout that cannot be written, or Python would complain when it closes it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def report(error: RunstrongError) -> None:
    """Print every problem of an error, and what fixes it; the same remedy only once.

    That of a note stands beside it already.
    """
    remedies = {problem.remedy for problem in errors_in(error.problems)}
    for problem in error.problems:
        show(problem)
        if problem.remedy and problem.severity == "error" and len(remedies) > 1:
            say(f"  try: {problem.remedy}")
    if len(remedies) == 1 and (remedy := next(iter(remedies))):
        say(f"  try: {remedy}")


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
        say(part, problem.severity)


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


def duration(seconds: float) -> str:
    """Return a span of time in the unit that people would use, such as `90 s` or `5 min`."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


@contextmanager
def at_work(said: str) -> Iterator[dict[str, Any]]:
    """Yield what long work is given: `progress` and `stop`, which the first Ctrl-C sets.

    The second one breaks off.

    Args:
        said: on the first.
    """
    stop = threading.Event()

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        say_at_once(said)

    try:
        with on_interrupt(interrupt), progress_bar() as progress:
            yield {"progress": progress, "stop": stop}
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
