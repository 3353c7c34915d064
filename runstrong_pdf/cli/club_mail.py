"""`runstrong club mail` and `status`: who is to get what, who has it, and why somebody has not."""

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from runstrong_pdf.cli.club import FOLDER, HIDDEN, club_app, leave_if, opened
from runstrong_pdf.cli.console import (
    at_work,
    duration,
    progress_bar,
    results,
    say,
    show_all,
)
from runstrong_pdf.club.club import Club
from runstrong_pdf.club.lists import status_table
from runstrong_pdf.club.status import DeliveryStatus, RunState, SendListener
from runstrong_pdf.errors import (
    MailError,
    Problem,
    UsageError,
    counted,
    errors_in,
    plain,
    plain_line,
)
from runstrong_pdf.files import quoted
from runstrong_pdf.model.address import name_and_address

EXPLAINED: Mapping[str, str] = {
    "left out": "put the row right, and make the plans again",
    "on paper": "no address in the roster, so print theirs, or print-all.pdf",
    "send is no": "has an address, but roster or club.toml says no mail, so print theirs",
}
"""What people ask about where somebody stands."""
WIDEST = 32
"""Letters of a name up to which what stands behind it is lined up."""
RESEND = "ask those of whom it is not known, or send to them once more with --resend-unknown"


@club_app.command(
    epilog="Example:  runstrong club mail our-club     then, once it looks right, --send"
)
def mail(
    folder: Path = FOLDER,
    send: bool = typer.Option(False, "--send", help="Really send."),
    to_self: str = typer.Option(
        "", "--to-self", metavar="N", help="Send the first N to yourself, or that of a NAME."
    ),
    only: Path | None = typer.Option(None, help="Only those in a list such as failures.csv."),
    new_only: bool = typer.Option(False, "--new-only", help="Only those who never got anything."),
    changed: bool = typer.Option(
        False, "--changed", help="Also a changed plan to those who have one; asks first."
    ),
    resend_unknown: bool = typer.Option(
        False, "--resend-unknown", help="Send again what may not have arrived, or came back."
    ),
    skip_problems: bool = typer.Option(
        False, "--skip-problems", help="Leave out whose message cannot go."
    ),
    hidden: bool = HIDDEN,
    week: str = typer.Option(
        "", "--week", metavar="N", help="Only the sheets of week N; or auto: by date."
    ),
    login: bool = typer.Option(
        False, "--login", help="Log in through the browser, as club.toml says; no mail."
    ),
    bounces: Path | None = typer.Option(
        None, help="Read from an mbox or .eml file what came back; no mail."
    ),
    rebuild_ledger: bool = typer.Option(
        False, "--rebuild-ledger", help="Make the ledger again from the copies; no mail."
    ),
) -> None:
    """Mail everybody's plan. Without --send it only writes the messages for you to look at."""
    ways = {"--send": send, "--to-self": to_self, "--rebuild-ledger": rebuild_ledger}
    ways |= {"--bounces": bounces is not None, "--login": login}
    if sum(map(bool, ways.values())) > 1:
        raise UsageError(f"choose one of {', '.join(way for way, on in ways.items() if on)}")
    if changed and new_only:
        raise UsageError("--changed and --new-only: choose one of the two")
    whose = {"only": only, "skip_problems": skip_problems, "hidden": hidden, "week": week or 0}
    choice = {**whose, "resend_unknown": resend_unknown, "new_only": new_only}
    with opened(folder) as club:
        if rebuild_ledger:
            _rebuild(club)
        elif login:
            from runstrong_pdf.cli.login import log_in_through_browser  # noqa: PLC0415  status needs none

            log_in_through_browser(club)
        elif bounces is not None:
            _read_bounces(club, bounces)
        elif to_self:
            who = int(to_self) if re.fullmatch("-?[0-9]{1,9}", to_self) else to_self
            _send_to_self(club, who, whose)
        elif send:
            _send(club, choice, changed=changed)
        else:
            _dry_run(club, choice, changed=changed)


@club_app.command(epilog="Example:  runstrong club status our-club")
def status(
    folder: Path = FOLDER,
    csv: bool = typer.Option(
        False, "--csv", help="As a table for a spreadsheet:  --csv > status.csv"
    ),
) -> None:
    """Say who has what, who failed and why; also while a run goes on in another window."""
    with opened(folder) as club:
        for one in club.runs():
            say(_run_line(one))
        if csv:
            typer.echo(status_table(club.status()), nl=False)
        else:
            _show_table(club.status())


def _run_line(run: RunState) -> str:
    """Return how far a run is that goes on in another window."""
    ago = duration(max(0.0, (dt.datetime.now(dt.UTC) - run.at).total_seconds()))
    line = f"{run.kind}: {run.step}, {run.done} of {run.total}, {ago} ago"
    return line if run.alive else f"{line}; it seems to have been ended, the same command goes on"


def _dry_run(club: Club, choice: dict[str, Any], *, changed: bool) -> None:
    """Write every message that --send would send, and show a table."""
    with progress_bar() as progress:
        report = club.dry_run(**choice, changed=changed, progress=progress)
    _show_table(report.people)
    if report.due:
        results(report.folder, report.preview)
    say(f"nothing was sent; --send would send {counted(report.messages, 'message')}")
    for problem in report.problems:
        before = "" if problem.severity == "note" else "before --send: "
        say(f"note: {before}{problem}")
    _tell_waiting(report.people, choice, changed=changed)
    for one in report.people:
        if one.state == "unknown":
            say(f"unknown: {_described(one)}")


def _send(club: Club, choice: dict[str, Any], *, changed: bool) -> None:
    """Send what was not sent, and say how it went."""
    agreed = _agreed(club, choice) if changed else 0
    with _mailing(club) as told:
        report = club.send(**choice, changed=agreed, **told)
    if report.stopped:
        say("stopped; the same command sends the rest, and nothing twice")
    show_all(one for one in report.problems if one.severity != "error")
    if report.failures:
        results(report.failures)
    what = "sheet" if choice["week"] else "plan"
    say(f"{len(report.sent)} of {len(report.people)} have their {what}")
    _tell_waiting(report.people, choice, changed=changed)
    make_again = f"runstrong club make {quoted(club.folder)}"
    fix = f"fix the addresses in the roster, {make_again}, this command again"
    missed = [(one, one.detail, fix) for one in (*report.failed, *report.delayed)]
    missed += [(one, "it is not known whether it arrived", RESEND) for one in report.unknown]
    wrong = [Problem("", f"{_described(one)}: {why}", how) for one, why, how in missed]
    wrong += errors_in(report.problems)
    if wrong:
        raise MailError(wrong)
    leave_if(report.stopped)


def _tell_waiting(
    people: Sequence[DeliveryStatus], choice: dict[str, Any], *, changed: bool
) -> None:
    """Say who only gets something with --changed."""
    count = sum(one.state == "changed" for one in people)
    if count and not changed:
        have = "has" if count == 1 else "have"
        what = "another sheet of that week" if choice["week"] else "another plan"
        say(f"note: {count} {have} {what} already; only with --changed they get this one")


def _agreed(club: Club, choice: dict[str, Any]) -> int:
    """Ask for the number of those who get a second plan; return it. Raises MailError."""
    count = sum(one.state == "changed" for one in club.due(**choice, changed=True))
    if count:
        have = "person has" if count == 1 else "people have"
        say(f"{count} {have} another plan already and would get the changed one, too.")
        say(f"Type {count} and Enter to send it, anything else to stop:")
        if sys.stdin.readline().strip() != str(count):
            raise MailError("nothing was sent", "without --changed only the others get mail")
    return count


def _rebuild(club: Club) -> None:
    """Make the ledger again, and say what it knows now."""
    report = club.rebuild_ledger()
    show_all(report.problems)
    say(
        f"the ledger knows of {counted(report.messages, 'message')} now; "
        f"of {report.copies} there is a copy in mail/sent"
    )
    if report.backup:
        say(f"the old one is kept as {report.backup}")
    results(report.file)


def _read_bounces(club: Club, file: Path) -> None:
    """Take down what came back, and say whose it is."""
    report = club.read_bounces(file)
    for one in report.failed:
        who = f"{plain_line(one.name)} <{plain_line(one.address)}>"
        results(plain(f"failed  {who}: {one.detail}"))
    say(
        f"{counted(len(report.failed), 'message')} came back, {report.known} known before; "
        f"{report.others} in the file {'is' if report.others == 1 else 'are'} about nothing "
        "that was sent from here and failed"
    )
    if report.failed:
        say("next: fix these addresses in the roster, make and send again; or write them into")
        say("  unsubscribed.txt. To the same address it goes again only with --resend-unknown")


def _send_to_self(club: Club, who: int | str, whose: dict[str, Any]) -> None:
    """Send some messages to the sender."""
    with _mailing(club) as told:
        report = club.send_to_self(who, **whose, **told)
    show_all(report.problems)
    say(f"{len(report.sent)} sent to {name_and_address(club.settings.mail.sender)[1]}")
    if len(report.sent) < len(report.people):
        failed = (one for one in report.people if one.state != "sent")
        raise MailError("\n".join(f"{plain_line(one.name)}: {one.detail}" for one in failed))
    leave_if(report.stopped)


class _Teller(SendListener):
    """Says what does not go well, and why nothing happens for a while."""

    def begins(self, messages: Sequence[DeliveryStatus]) -> None:
        changed = sum(one.when is not None for one in messages)
        more = f", {changed} of them a changed plan to somebody who has one" if changed else ""
        say(f"{counted(len(messages), 'message')} to send{more}")

    def outcome(self, message: DeliveryStatus) -> None:
        if message.state != "sent":
            say(f"{message.state}: {_described(message)}: {message.detail}")

    def waits(self, seconds: float, why: str) -> None:
        say(f"waiting {duration(seconds)}: {why}")


@contextmanager
def _mailing(club: Club) -> Iterator[dict[str, Any]]:
    """Yield what sending is given; say how a password is given."""
    from runstrong_pdf.cli.login import GIVE_IT, secret_of  # noqa: PLC0415  status needs none

    remedy = GIVE_IT.format(user=club.settings.mail.user)
    try:
        with at_work("finishing the message in flight ...") as told:
            yield {**told, "password": secret_of(club), "listener": _Teller()}
    except MailError as error:
        raise MailError(
            replace(one, remedy=remedy) if one.field == "mail.user" else one
            for one in error.problems
        ) from error


def _show_table(people: Sequence[DeliveryStatus]) -> None:
    """Print a line for everybody, then how many stand where."""
    width = min(WIDEST, max((len(plain_line(one.name)) for one in people), default=0))
    for one in people:
        address = f"<{plain_line(one.email)}>" if one.email else ""
        detail = one.detail
        if one.when and one.state in {"sent", "changed"}:
            before = "another plan was sent " if one.state == "changed" else ""
            detail = f"{before}{one.when:%Y-%m-%d %H:%M}"
        said = ", ".join(filter(None, (f"{address} {one.file}".strip(), detail)))
        results(plain(f"{one.state:<12}  {plain_line(one.name):<{width}}  {said}"))
    counts = Counter(one.state for one in people)
    results(", ".join(f"{count} {state}" for state, count in counts.items()))
    for state in counts:
        if state in EXPLAINED:
            say(f"{state}: {EXPLAINED[state]}")


def _described(one: DeliveryStatus) -> str:
    """Return a person as messages name them; nothing in it steers a terminal."""
    return f"row {one.row}, {plain_line(one.name)} <{plain_line(one.email)}>"
