"""What is printed on the screen: problems, notes, progress. Results go to stdout, the rest here."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import typer

from runstrong_pdf.errors import Problem, RunstrongError
from runstrong_pdf.progress import Progress, no_progress

INTERRUPTED = 130
"""The exit code that shells give to Ctrl-C."""


def say(line: str) -> None:
    """Print a line that is no result."""
    typer.echo(line, err=True)


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
    """Print one problem; an option is called as it is typed."""
    line = str(problem)
    if problem.field and not problem.where:
        line = f"--{problem.field.replace('_', '-')}: {problem.message}"
    for part in line.splitlines():
        say(f"{problem.severity}: {part}")


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show how far long work is, on a terminal; nothing if stderr is piped."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console  # noqa: PLC0415  100 ms that only long work can afford
    from rich.progress import Progress as Bars  # noqa: PLC0415  the same
    from rich.progress import TaskID  # noqa: PLC0415  the same

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(done: int, total: int, what: str) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield progress


def plural(count: int, thing: str) -> str:
    """Return `1 member` or `2 members`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
