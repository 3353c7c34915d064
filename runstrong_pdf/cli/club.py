"""`runstrong club`: one roster, a plan for everybody; mail has a module of its own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import typer

from runstrong_pdf.cli.computer import chosen_cache, local_paper, today
from runstrong_pdf.cli.console import at_work, progress_bar, results, say, show_all
from runstrong_pdf.cli.interrupt import INTERRUPTED
from runstrong_pdf.cli.output import CUTTING, SOME_CUT
from runstrong_pdf.club.club import Club
from runstrong_pdf.errors import (
    MailError,
    Problem,
    RosterError,
    RunstrongError,
    counted,
    errors_in,
    plain_line,
)
from runstrong_pdf.files import quoted
from runstrong_pdf.model.remedies import GO_ON, LOG_IN, MAKE_A_CLUB, MAKE_AGAIN, MAKE_FIRST, REBUILD

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
OPTIONS = {"who": "to_self", "sent": "from", "file": "bounces"}
"""The options that are called otherwise than the argument of `Club`, by that argument."""
ERASED = "erased; PDFs that came back, printouts and the mailbox you send from are not looked at"

FOLDER = typer.Argument(..., metavar="DIR", help="The club's folder.")
JOBS = typer.Option(0, help="Processes to use; 0 for as many as are worth it.", min=0)
DASK = typer.Option("", help="Address of a Dask scheduler to work on.")
SKIP_PROBLEMS = typer.Option(False, "--skip-problems", help="Leave out rows that have an error.")
HIDDEN = typer.Option(False, "--hidden", help="Also rows that are hidden or struck out.")
PRINT_ALL = typer.Option(True, "--print-all/--no-print-all", help="One more file for the copier.")

club_app = typer.Typer(
    help="A running club: one roster, a plan for everybody, mail that is safe by default.",
    epilog="Example:  runstrong club new our-club",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app = typer.Typer(rich_markup_mode=None)
app.add_typer(club_app, name="club")


@club_app.command(epilog="Example:  runstrong club new our-club")
def new(folder: Path = typer.Argument(..., metavar="DIR", help="The folder to make.")) -> None:
    """Make a folder with a club.toml and a roster.csv that work as they are."""
    results(*Club.create(folder))
    say(f"next: fill in both files, then  runstrong club check {quoted(folder)}")


@club_app.command(epilog="Example:  runstrong club check our-club")
def check(folder: Path = FOLDER, jobs: int = JOBS, dask: str = DASK) -> None:
    """List every problem of every row; nothing is written."""
    with opened(folder) as club:
        with at_work("stopping ...") as told:
            problems = club.check(jobs=jobs, dask=dask, today=today(), **told)
        leave_if(told["stop"].is_set())
        if errors_in(problems):
            raise RosterError(problems)
        show_all(problems)
        results(f"{folder}: {counted(len(club.roster().rows), 'member')}, all right")
        say(f"next: runstrong club make {quoted(folder)}")


@club_app.command(epilog="Example:  runstrong club make our-club")
def make(
    folder: Path = FOLDER,
    jobs: int = JOBS,
    dask: str = DASK,
    print_all: bool = PRINT_ALL,
    skip_problems: bool = SKIP_PROBLEMS,
    hidden: bool = typer.Option(
        False, "--hidden", help="Hidden or struck out rows in print-all.pdf, too."
    ),
) -> None:
    """Make a PDF for everybody, print-all.pdf, summary.csv; only what has changed is written."""
    with opened(folder) as club:
        with at_work("finishing the files in flight ...") as told:
            report = club.make(
                jobs=jobs,
                dask=dask,
                print_all=print_all,
                skip_problems=skip_problems,
                hidden=hidden,
                today=today(),
                **told,
            )
        show_all(report.problems)
        if report.stopped:
            there = report.made + report.up_to_date
            say(f"stopped: {there} of {report.members} files are there, all of them whole")
            say(f"  try: runstrong club make {quoted(folder)}  (goes on where it stopped)")
        leave_if(report.stopped)
        say(f"{counted(report.made, 'file')} written, {report.up_to_date} up to date")
        if report.left_out:
            say(f"{counted(report.left_out, 'row')} left out, see above")
        if report.strangers:  # they are left alone
            some = ", ".join(report.strangers[:5]) + (", ..." if len(report.strangers) > 5 else "")
            say(f"note: {report.folder}: nobody on the roster has these: {some}")
            say(f"  try: runstrong club left {quoted(folder)} --move  (moves them aside)")
        results(report.folder, *report.files)
        if report.mailed:
            say(f"next: runstrong club mail {quoted(folder)}  (writes messages; nothing is sent)")
        for file in report.files if not report.mailed else ():
            if file.suffix == ".pdf":
                say(f"next: print {file}; nobody gets mail")


@club_app.command(name="next", epilog="Example:  runstrong club next our-club --from sent-back")
def next_(
    folder: Path = FOLDER,
    sent: Path | None = typer.Option(
        None, "--from", metavar="DIR", help="PDFs that came back, filled in."
    ),
    block: int | None = typer.Option(
        None, "--block", metavar="N", help="Its number; else the last begun."
    ),
    jobs: int = JOBS,
    dask: str = DASK,
    print_all: bool = PRINT_ALL,
) -> None:
    """Make the next block for everybody: from what was done where a PDF came back."""
    with opened(folder) as club, progress_bar() as progress:
        report = club.next_block(sent, block=block, progress=progress)
    show_all(report.problems)
    say(
        f"block {report.block}: {counted(report.members, 'member')} "
        f"{'goes' if report.members == 1 else 'go'} on, {len(report.filled)} from what was done"
    )
    results(report.file)
    make(folder, jobs, dask, print_all, skip_problems=False, hidden=False)


@club_app.command(name="print", epilog="Example:  runstrong club print our-club --session 3B")
def print_(
    folder: Path = FOLDER,
    session: str = typer.Option(..., "--session", help="Such as 3B; 3 for a week; or all."),
    copies: int = typer.Option(
        0, "--copies", metavar="N", min=0, help="N without names, not everybody's."
    ),
    two_up: bool | None = typer.Option(
        None, "--two-up/--no-two-up", help="Two on a sheet, to be cut; else by the roster."
    ),
    jobs: int = JOBS,
    dask: str = DASK,
    skip_problems: bool = SKIP_PROBLEMS,
    hidden: bool = HIDDEN,
) -> None:
    """Make one file for the copier with everybody's handout of a session."""
    with opened(folder) as club:
        with at_work("stopping ...") as told:
            report = club.print_session(
                session,
                copies=copies,
                two_up=two_up,
                jobs=jobs,
                dask=dask,
                skip_problems=skip_problems,
                hidden=hidden,
                **told,
            )
        show_all(report.problems)
        leave_if(report.stopped)
        if report.left_out:
            say(f"{counted(report.left_out, 'row')} left out, see above")
        say(counted(report.handouts, "handout"))
        if report.cut:
            say(CUTTING if report.short_edge else SOME_CUT)
        results(report.file)


@club_app.command(epilog="Example:  runstrong club left our-club --move")
def left(
    folder: Path = FOLDER,
    move: bool = typer.Option(False, "--move", help="Move them aside, into DIR/left/."),
) -> None:
    """List the plans of people who are no longer on the roster."""
    with opened(folder) as club:
        report = club.left(move=move)
        show_all(report.problems)
        results(*report.files)
        what = "plan of somebody" if len(report.files) == 1 else "plans of people"
        say(f"{len(report.files)} {what} who left{', moved aside' * move * bool(report.files)}")
        if report.files and not move:
            say(f"--move moves them into {club.folder / 'left'}")


@club_app.command(epilog='Example:  runstrong club forget our-club "Zoë Łuczak"')
def forget(
    folder: Path = FOLDER,
    name: str = typer.Argument(..., metavar="NAME", help="Whom to erase."),
    email: list[str] | None = typer.Option(
        None, "--email", help='Of several called so, whom; "" for no address.'
    ),
    yes: bool = typer.Option(False, "--yes", help="Do not ask for the name again."),
) -> None:
    """Erase a person everywhere in the club's folder; asks for the name again."""
    with opened(folder) as club:
        traces = club.traces(name, email)
        messages = counted(len(traces.messages), "message")
        there = {
            f"row {', '.join(map(str, traces.rows))} of the roster": traces.rows,
            f"{counted(len(traces.kept), 'roster')} from before": traces.kept,
            counted(len(traces.plans), "plan"): traces.plans,
            f"{messages}, {len(traces.copies)} of them kept as copies": traces.messages,
        }
        known = ", ".join(words for words, found in there.items() if found) or "files called so"
        say(f"{plain_line(name)}: {known}")
        if not yes:
            say("Type the name again and Enter to erase all of it, anything else to stop:")
            if sys.stdin.readline().split() != name.split():
                raise RosterError("nothing was erased", "--yes does not ask")
        report = club.forget(name, email)
        show_all(report.problems)
        results(*report.files)
        say(ERASED)
        say(f"next: runstrong club make {quoted(folder)}")


@contextmanager
def opened(folder: Path) -> Iterator[Club]:
    """Open a club; say options and commands, and only the first problems of the mail."""
    try:
        yield Club.open(folder, paper=local_paper(), cache=chosen_cache())
    except RunstrongError as error:
        problems = [_typed(one, folder) for one in error.problems]
        more = len(problems) - MOST_SHOWN
        if isinstance(error, MailError) and more > 0:
            problems[MOST_SHOWN:] = [Problem("", f"and {more} more")]
        raise type(error)(problems) from error


def leave_if(stopped: bool) -> None:
    """Leave with the exit code of Ctrl-C once work has ended early by it."""
    if stopped:
        raise typer.Exit(INTERRUPTED)


def _typed(problem: Problem, folder: Path) -> Problem:
    """Return a problem of what was typed, with the commands that do what its remedy says."""
    remedy, field = problem.remedy, problem.field
    for what in sorted(COMMANDS, key=len, reverse=True):  # one is the beginning of another
        remedy = remedy.replace(what, COMMANDS[what].format(folder=quoted(folder)))
    if not problem.where:  # keys of a file are called as in the file
        field = OPTIONS.get(field, field)
    return replace(problem, field=field, remedy=remedy)
