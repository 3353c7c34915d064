"""`runstrong club print`: the handouts of one evening, for the copier."""

from typing import Annotated

import typer

from runstrong_pdf.cli.club import Dask, Folder, Hidden, Jobs, SkipProblems, club_app, opened
from runstrong_pdf.cli.console import plural, progress_bar, say, show_all, stop_on_interrupt
from runstrong_pdf.cli.interrupt import INTERRUPTED
from runstrong_pdf.cli.plan import CUTTING

SOME_CUT = "print on both sides, flip on the long edge, at 100 %; cut sheets that have a line"


@club_app.command(name="print", epilog="Example:  runstrong club print our-club --session 3B")
def print_(
    folder: Folder,
    session: Annotated[str, typer.Option("--session", help="Such as 3B; 3 for a week; or all.")],
    copies: Annotated[
        int, typer.Option("--copies", metavar="N", min=0, help="N without names, not everybody's.")
    ] = 0,
    two_up: Annotated[
        bool | None,
        typer.Option("--two-up/--no-two-up", help="Two on a sheet, to be cut; else by the roster."),
    ] = None,
    jobs: Jobs = 0,
    dask: Dask = "",
    skip_problems: SkipProblems = False,
    hidden: Hidden = False,
) -> None:
    """Make one file for the copier with everybody's handout of a session."""
    with stop_on_interrupt("stopping ...") as stop, opened(folder) as club:
        with progress_bar() as progress:
            report = club.print_session(
                session,
                copies=copies,
                two_up=two_up,
                progress=progress,
                jobs=jobs,
                dask=dask,
                skip_problems=skip_problems,
                hidden=hidden,
                stop=stop,
            )
        show_all(report.problems)
        if report.stopped:
            raise typer.Exit(INTERRUPTED)
        say(plural(report.handouts, "handout"))
        if report.cut:
            say(CUTTING if report.short_edge else SOME_CUT)
        typer.echo(str(report.file))
