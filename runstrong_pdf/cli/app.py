"""The `runstrong` command and the one place where errors become messages and exit codes."""

import sys

import typer

from runstrong_pdf import __version__
from runstrong_pdf.cli import check, exercises, plan, programmes, show
from runstrong_pdf.cli.club import club_app
from runstrong_pdf.errors import Problem, RunstrongError

app = typer.Typer(
    name="runstrong",
    help="Printable, illustrated upper-body strength plans for runners. Works offline.",
    epilog="Begin with:  runstrong plan",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # rich help costs 100 ms on every start
    pretty_exceptions_enable=False,
)
app.command(name="plan", epilog=plan.EXAMPLE)(plan.plan)
app.command(name="exercises", epilog=exercises.EXAMPLE)(exercises.exercises)
app.command(name="show", epilog=show.EXAMPLE)(show.show)
app.command(name="programmes", epilog=programmes.EXAMPLE)(programmes.programmes)
app.command(name="check", epilog=check.EXAMPLE)(check.check)
app.add_typer(club_app, name="club")


@app.callback(invoke_without_command=True)
def about(
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    """Printable, illustrated upper-body strength plans for runners. Works offline."""
    if version:
        typer.echo(f"runstrong {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; a user's error ends with its message and its exit code."""
    try:
        app()
    except RunstrongError as error:
        report(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of a pipe left early: nothing is wrong
        sys.stderr.close()
        sys.exit(0)


def report(error: RunstrongError) -> None:
    """Print every problem of an error, and what fixes it."""
    remedies = {problem.remedy for problem in error.problems}
    for problem in error.problems:
        for line in _shown(problem).splitlines():
            typer.echo(f"error: {line}", err=True)
        if problem.remedy and len(remedies) > 1:
            typer.echo(f"  try: {problem.remedy}", err=True)
    if len(remedies) == 1 and error.remedy:
        typer.echo(f"  try: {error.remedy}", err=True)


def _shown(problem: Problem) -> str:
    """Return a problem on one line; an option is called as it is typed."""
    if problem.where or not problem.field:
        return str(problem)
    return f"--{problem.field.replace('_', '-')}: {problem.message}"
