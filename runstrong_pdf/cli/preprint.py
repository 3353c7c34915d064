"""`runstrong check FILE.pdf`: what harms the print, and what to know before printing."""

from pathlib import Path

import typer

from runstrong_pdf import preflight
from runstrong_pdf.cli.club.progress import Progress


def check_pdf(file: Path, *, facts: bool) -> list[str]:
    """Print warnings, a verdict and, if asked for, the facts of a PDF; return its errors."""
    report = _checked(file)
    for problem in report.problems:
        if problem.severity == "warning":
            typer.echo(f"warning: {problem}", err=True)
    if report.facts:
        typer.echo(f"{file}: {_verdict(report)}")
        for line in report.summary() if facts else ():
            typer.echo(f"  {line}")
    return [str(problem) for problem in report.problems if problem.severity == "error"]


def _checked(file: Path) -> preflight.Report:
    bar = Progress("pages", 0)

    def show(done: int, total: int, what: str) -> None:
        nonlocal bar
        if not done:
            bar = Progress(what, total)
        bar.add(done - bar.done)

    try:
        return preflight.check(file, progress=show)
    finally:
        bar.close()


def _verdict(report: preflight.Report) -> str:
    if not report.printable:
        return "will not print well, see the errors"
    return "can be printed, see the warnings" if report.problems else "all right"
