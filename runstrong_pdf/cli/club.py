"""`runstrong club`: one roster, a plan for everybody; mail has a module of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from runstrong_pdf.cli.console import plural, progress_bar, say, show_all, stop_on_interrupt
from runstrong_pdf.cli.interrupt import INTERRUPTED
from runstrong_pdf.cli.plan import chosen_cache, local_paper
from runstrong_pdf.club.club import Club
from runstrong_pdf.club.executors import GO_ON
from runstrong_pdf.club.folder import MAKE_A_CLUB
from runstrong_pdf.club.lists import MAKE_AGAIN, MAKE_FIRST
from runstrong_pdf.club.make import COPIER_FILE
from runstrong_pdf.errors import MailError, Problem, RosterError, RunstrongError
from runstrong_pdf.files import quoted
from runstrong_pdf.mail.ledger import REBUILD
from runstrong_pdf.mail.replies import LOG_IN

MOST_SHOWN = 30
"""Problems of the mail that are shown; one more line says how many there are besides."""
COMMANDS = {
    MAKE_A_CLUB: "runstrong club new {folder}",
    MAKE_FIRST: "runstrong club make {folder}",
    MAKE_AGAIN: "runstrong club make {folder}",
    GO_ON: "fix that, then runstrong club make {folder}  (goes on where it stopped)",
    REBUILD: "runstrong club mail {folder} --rebuild-ledger",
    LOG_IN: "runstrong club mail {folder} --login",
}
"""What the command line offers for what the library would do."""

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The club's folder.")]
Jobs = Annotated[int, typer.Option(help="Processes to use; 0 for as many as are worth it.", min=0)]
Dask = Annotated[str, typer.Option(help="Address of a Dask scheduler to work on.")]
SkipProblems = Annotated[
    bool, typer.Option("--skip-problems", help="Leave out rows that have an error.")
]
Hidden = Annotated[bool, typer.Option("--hidden", help="Also rows that are hidden or struck out.")]
PrintAll = Annotated[
    bool, typer.Option("--print-all/--no-print-all", help="One more file for the copier.")
]

club_app = typer.Typer(
    help="A running club: one roster, a plan for everybody, mail that is safe by default.",
    epilog="Example:  runstrong club new our-club",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app = typer.Typer(rich_markup_mode=None)
app.add_typer(club_app, name="club")


@club_app.command(name="new", epilog="Example:  runstrong club new our-club")
def new(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")]) -> None:
    """Make a folder with a club.toml and a roster.csv that work as they are."""
    for file in Club.create(folder):
        typer.echo(str(file))
    say(f"next: fill in both files, then  runstrong club check {quoted(folder)}")


@club_app.command(name="check", epilog="Example:  runstrong club check our-club")
def check(folder: Folder, jobs: Jobs = 0, dask: Dask = "") -> None:
    """List every problem of every row; nothing is written."""
    with stop_on_interrupt("stopping ...") as stop, opened(folder) as club:
        with progress_bar() as progress:
            problems = club.check(progress=progress, jobs=jobs, dask=dask, stop=stop)
        if stop.is_set():
            raise typer.Exit(INTERRUPTED)
        if any(problem.severity == "error" for problem in problems):
            raise RosterError(problems)
        show_all(problems)
        typer.echo(f"{folder}: {plural(len(club.roster().rows), 'member')}, all right")
        say(f"next: runstrong club make {quoted(folder)}")


@club_app.command(name="make", epilog="Example:  runstrong club make our-club")
def make(
    folder: Folder,
    jobs: Jobs = 0,
    dask: Dask = "",
    print_all: PrintAll = True,
    skip_problems: SkipProblems = False,
    hidden: Annotated[
        bool, typer.Option("--hidden", help="Hidden or struck out rows in print-all.pdf, too.")
    ] = False,
) -> None:
    """Make a PDF for everybody, print-all.pdf, summary.csv; only what has changed is written."""
    with stop_on_interrupt("finishing the files in flight ...") as stop, opened(folder) as club:
        with progress_bar() as progress:
            report = club.make(
                progress=progress,
                jobs=jobs,
                dask=dask,
                print_all=print_all,
                skip_problems=skip_problems,
                hidden=hidden,
                stop=stop,
            )
        show_all(report.problems)
        if report.stopped:
            there = report.made + report.up_to_date
            say(f"stopped: {there} of {report.members} files are there, all of them whole")
            say(f"  try: runstrong club make {quoted(folder)}  (goes on where it stopped)")
            raise typer.Exit(INTERRUPTED)
        say(f"{plural(report.made, 'file')} written, {report.up_to_date} up to date")
        if report.left_out:
            say(f"{plural(report.left_out, 'row')} left out, see above")
        if report.strangers:  # they are left alone
            some = ", ".join(report.strangers[:5]) + (", ..." if len(report.strangers) > 5 else "")
            say(f"note: {report.folder}: nobody on the roster has these: {some}")
            say(f"  try: runstrong club left {quoted(folder)} --move  (moves them aside)")
        for path in (report.folder, *report.files):
            typer.echo(str(path))
        if report.mailed:
            say(f"next: runstrong club mail {quoted(folder)}  (writes messages; nothing is sent)")
        elif print_all:
            say(f"next: print {report.folder / COPIER_FILE}; nobody gets mail")


@club_app.command(name="next", epilog="Example:  runstrong club next our-club --from sent-back")
def next_(
    folder: Folder,
    sent: Annotated[
        Path | None, typer.Option("--from", metavar="DIR", help="PDFs that came back, filled in.")
    ] = None,
    block: Annotated[
        int | None, typer.Option("--block", metavar="N", help="Its number; else the last begun.")
    ] = None,
    jobs: Jobs = 0,
    dask: Dask = "",
    print_all: PrintAll = True,
) -> None:
    """Make the next block for everybody: from what was done where a PDF came back."""
    with opened(folder) as club, progress_bar() as progress:
        report = club.next_block(sent, block=block, progress=progress)
    show_all(report.problems)
    say(
        f"block {report.block}: {plural(report.members, 'member')} "
        f"{'goes' if report.members == 1 else 'go'} on, {len(report.filled)} from what was done"
    )
    typer.echo(str(report.file))
    make(folder, jobs, dask, print_all=print_all)


@contextmanager
def opened(folder: Path) -> Iterator[Club]:
    """Open a club; say commands for remedies, and only the first problems of the mail."""
    try:
        yield Club.open(folder, paper=local_paper(), cache=chosen_cache())
    except RunstrongError as error:
        problems = [replace(one, remedy=_typed(one.remedy, folder)) for one in error.problems]
        more = len(problems) - MOST_SHOWN
        if isinstance(error, MailError) and more > 0:
            problems[MOST_SHOWN:] = [Problem("", f"and {more} more")]
        raise type(error)(problems) from error


def _typed(remedy: str, folder: Path) -> str:
    """Return a remedy with the commands that do what it says."""
    for what, command in COMMANDS.items():
        remedy = remedy.replace(what, command.format(folder=quoted(folder)))
    return remedy
