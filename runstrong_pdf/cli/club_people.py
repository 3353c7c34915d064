"""`runstrong club forget` and `left`: people who are no longer there."""

import sys
from typing import Annotated

import typer

from runstrong_pdf.cli.club import Folder, club_app, opened
from runstrong_pdf.cli.console import plural, say, show_all
from runstrong_pdf.club.forget import Traces
from runstrong_pdf.errors import RosterError, plain_line
from runstrong_pdf.files import quoted


@club_app.command(name="forget", epilog='Example:  runstrong club forget our-club "Zoë Łuczak"')
def forget(
    folder: Folder,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whom to erase.")],
    email: Annotated[
        list[str] | None,
        typer.Option("--email", help='Of several called so, whom; "" for no address.'),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for the name again.")] = False,
) -> None:
    """Erase a person everywhere in the club's folder; asks for the name again."""
    with opened(folder) as club:
        say(f"{plain_line(name)}: {_described(club.traces(name, email))}")
        if not yes:
            say("Type the name again and Enter to erase all of it, anything else to stop:")
            if sys.stdin.readline().split() != name.split():
                raise RosterError("nothing was erased", "--yes does not ask")
        report = club.forget(name, email)
        show_all(report.problems)
        for file in report.files:
            typer.echo(str(file))
        say(
            "erased; PDFs that came back, printouts and the mailbox you send from are not looked at"
        )
        say(f"next: runstrong club make {quoted(folder)}")


def _described(traces: Traces) -> str:
    """Return what there is of somebody, in words."""
    rows = f"row {', '.join(map(str, traces.rows))} of the roster" * bool(traces.rows)
    kept = plural(len(traces.kept), "roster") + " from before"
    plans = plural(len(traces.plans), "plan") * bool(traces.plans)
    mail = f"{plural(len(traces.messages), 'message')}, {len(traces.copies)} of them kept as copies"
    return (
        ", ".join(
            filter(None, (rows, kept * bool(traces.kept), plans, mail * bool(traces.messages)))
        )
        or "files called so"
    )


@club_app.command(name="left", epilog="Example:  runstrong club left our-club --move")
def left(
    folder: Folder,
    move: Annotated[bool, typer.Option("--move", help="Move them aside, into DIR/left/.")] = False,
) -> None:
    """List the plans of people who are no longer on the roster."""
    with opened(folder) as club:
        report = club.left(move=move)
        show_all(report.problems)
        for file in report.files:
            typer.echo(str(file))
        what = "plan of somebody" if len(report.files) == 1 else "plans of people"
        say(f"{len(report.files)} {what} who left{', moved aside' * move * bool(report.files)}")
        if report.files and not move:
            say(f"--move moves them into {club.folder / 'left'}")
