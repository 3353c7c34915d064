"""`runstrong club mail` and `runstrong club status`: plans by email, safe by default."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from runstrong_pdf.cli.club.letters import Outgoing
    from runstrong_pdf.mail.ledger import LedgerEntry
    from runstrong_pdf.mail.message import MessageKey
    from runstrong_pdf.model.club import Made

MAIL_EXAMPLE = "Example:  runstrong club mail riverside     then, once it looks right, --send"
STATUS_EXAMPLE = "Example:  runstrong club status riverside"
INTERRUPTED = 130
"""The exit code that shells give to Ctrl-C."""
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The club's folder.")]


def mail(
    folder: Folder,
    send: Annotated[bool, typer.Option("--send", help="Really send.")] = False,
    to_self: Annotated[
        int, typer.Option("--to-self", min=0, metavar="N", help="Send the first N to yourself.")
    ] = 0,
    only: Annotated[
        Path | None, typer.Option("--only", help="Only those in a list such as failures.csv.")
    ] = None,
    resend_unknown: Annotated[
        bool,
        typer.Option("--resend-unknown", help="Send again what may or may not have arrived."),
    ] = False,
) -> None:
    """Mail everybody's plan. Without --send it only writes the messages for you to look at."""
    from runstrong_pdf.cli.club import letters, posting  # noqa: PLC0415  --help pays for nothing
    from runstrong_pdf.errors import UsageError  # noqa: PLC0415

    if send and to_self:
        raise UsageError("--send and --to-self: choose one of the two")
    outgoing = letters.open_outgoing(folder)
    people = letters.only(only, outgoing.wanted) if only else outgoing.wanted
    if to_self:
        posting.send_to_self(outgoing, people[:to_self])
    elif send:
        _send(outgoing, people, resend_unknown=resend_unknown)
    else:
        _dry_run(outgoing, people, resend_unknown=resend_unknown)


def status(folder: Folder) -> None:
    """Say who has what, who failed and why."""
    from runstrong_pdf.cli.club import letters, standing  # noqa: PLC0415

    for line in standing.lines(letters.read_made(folder).people, _entries(folder)):
        typer.echo(line)


def _dry_run(outgoing: "Outgoing", people: "tuple[Made, ...]", *, resend_unknown: bool) -> None:
    """Write every message that --send would send, and a table."""
    from runstrong_pdf.cli.club import posting, standing  # noqa: PLC0415
    from runstrong_pdf.cli.club.copies import Copies  # noqa: PLC0415
    from runstrong_pdf.cli.club.progress import Progress  # noqa: PLC0415
    from runstrong_pdf.mail.settings import (  # noqa: PLC0415
        doubtful_settings,
        missing_settings,
        rate_of,
    )

    rate_of(outgoing.club)
    entries = _entries(outgoing.folder)
    due = standing.due(people, entries, resend_unknown=resend_unknown)
    copies = Copies(outgoing.folder / "mail" / "dry-run")
    copies.clear()
    bar = Progress("writing", len(due))
    for made, message in outgoing.check(due, posting.now()):
        copies.keep(made, message)
        bar.add(1)
    bar.close()
    for line in standing.lines(outgoing.made, entries):
        typer.echo(line)
    if due:
        typer.echo(str(copies.folder))
    typer.echo(f"nothing was sent; --send would send {standing.messages(len(due))}", err=True)
    for problem in (*missing_settings(outgoing.club), *doubtful_settings(outgoing.club)):
        typer.echo(f"note: before --send: {problem}", err=True)
    standing.warn_of_unknown(people, entries)


def _send(outgoing: "Outgoing", people: "tuple[Made, ...]", *, resend_unknown: bool) -> None:
    """Send what was not sent; write failures.csv whatever happens."""
    from runstrong_pdf.cli.club import posting, standing  # noqa: PLC0415
    from runstrong_pdf.cli.club.copies import write_failures  # noqa: PLC0415
    from runstrong_pdf.mail.ledger import open_ledger  # noqa: PLC0415

    file = outgoing.folder / "mail" / "failures.csv"
    with open_ledger(posting.ledger_file(outgoing.folder)) as ledger:
        due = standing.due(people, ledger.entries(), resend_unknown=resend_unknown)
        standing.say_what_is_new(due, ledger.entries())
        try:
            finished = not due or posting.send(outgoing, due, ledger)
        finally:
            entries = ledger.entries()
            some = write_failures(file, standing.failures(people, entries))
    if some:
        typer.echo(str(file))
    standing.conclude(people, entries, outgoing.folder)
    if not finished:
        raise typer.Exit(INTERRUPTED)


def _entries(folder: Path) -> "Mapping[MessageKey, LedgerEntry]":
    """Return what the ledger says; where there is none yet, none is made."""
    from runstrong_pdf.cli.club.posting import ledger_file  # noqa: PLC0415
    from runstrong_pdf.mail.ledger import open_ledger  # noqa: PLC0415

    if not ledger_file(folder).exists():
        return {}
    with open_ledger(ledger_file(folder)) as ledger:
        return ledger.entries()
