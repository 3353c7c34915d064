"""Sends a club's messages: everything is checked first, then they go out one by one."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import typer

from runstrong_pdf.cli.club.copies import Copies
from runstrong_pdf.cli.club.letters import Outgoing, size
from runstrong_pdf.cli.club.progress import Progress, duration
from runstrong_pdf.cli.club.secret import password, password_remedy
from runstrong_pdf.cli.club.stopping import stoppable
from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.ledger import Ledger, open_ledger
from runstrong_pdf.mail.message import described, message_key
from runstrong_pdf.mail.replies import DeliveryOutcome, DeliveryState
from runstrong_pdf.mail.sending import Clock, Delivery, OutgoingMessage, RateLimiter
from runstrong_pdf.mail.settings import account_of, rate_of
from runstrong_pdf.mail.smtp import Account, SmtpConnection
from runstrong_pdf.model.address import needs_smtputf8
from runstrong_pdf.model.club import Club, Made


def send(outgoing: Outgoing, people: tuple[Made, ...], ledger: Ledger) -> bool:
    """Send to these people, and keep copies; return whether all had their turn.

    Args:
        people: in the order of the roster; those who were tried before come last.
        ledger: written before and after each message.

    Raises:
        MailError: before the first message, or where it makes no sense to go on.
    """
    largest = _largest(outgoing, people)
    rate = rate_of(outgoing.club)
    reports = _Reports(outgoing, people)
    limiter = RateLimiter(rate, ledger.sent_since(time.time() - rate.seconds))
    with _ready(outgoing, people, largest) as server, stoppable() as stop:
        delivery = Delivery(
            server,
            ledger,
            limiter,
            Clock(time.time, stop.sleep),
            outgoing.sender.address,
            reports.told,
            reports.rest,
            stop.event,
        )
        delivery.send_all(
            _outgoing(made, made.email, partial(reports.message, made)) for made in people
        )
    reports.bar.close()
    if stop.asked:
        typer.echo("stopped; the same command sends the rest, and nothing twice", err=True)
    return not stop.asked


class _Reports:
    """Makes each message when it is its turn, keeps its copy, and says how it went."""

    def __init__(self, outgoing: Outgoing, people: tuple[Made, ...]) -> None:
        self._outgoing = outgoing
        self._copies = Copies(outgoing.folder / "mail" / "sent")
        self._by_key = {message_key(made): made for made in people}
        self.bar = Progress("sending", len(people))

    def message(self, made: Made) -> bytes:
        content = self._outgoing.message(made, now())
        self._copies.begin(made, content)
        return content

    def told(self, sent: OutgoingMessage, outcome: DeliveryOutcome) -> None:
        made = self._by_key[sent.key]
        if outcome.state is not DeliveryState.UNKNOWN:  # its copy stays as it is
            self._copies.finish(made, kept=outcome.state is DeliveryState.SENT)
        if outcome.state is not DeliveryState.SENT:  # what did not go well gets a line of its own
            self.bar.close()
            typer.echo(f"{outcome.state}: {described(made)}: {outcome.detail}", err=True)
        self.bar.add(1)

    def rest(self, seconds: float, why: str) -> None:
        _rest(self.bar, seconds, why)


def send_to_self(outgoing: Outgoing, people: tuple[Made, ...]) -> None:
    """Send these people's messages to the sender; the club's ledger knows nothing of it."""
    largest = _largest(outgoing, people)
    address = outgoing.sender.address
    failed: list[str] = []
    bar = Progress("sending", len(people))

    def told(sent: OutgoingMessage, outcome: DeliveryOutcome) -> None:
        if outcome.state is not DeliveryState.SENT:
            failed.append(f"{sent.name}: {outcome.detail}")
        bar.add(1)

    ready, own = _ready(outgoing, people, largest), open_ledger(None)
    with ready as server, own as ledger, stoppable() as stop:
        limiter, clock = RateLimiter(rate_of(outgoing.club)), Clock(time.time, stop.sleep)
        delivery = Delivery(
            server, ledger, limiter, clock, address, told, partial(_rest, bar), stop.event
        )
        delivery.send_all(
            _outgoing(made, address, partial(outgoing.message_to_self, made, now()))
            for made in people
        )
    bar.close()
    if failed:
        raise MailError("\n".join(failed))
    typer.echo(f"{len(people)} sent to {address}", err=True)


def now() -> dt.datetime:
    """Return the time with this place's offset."""
    return dt.datetime.now().astimezone()


def _largest(outgoing: Outgoing, people: tuple[Made, ...]) -> int:
    """Make every message once; return the size of the largest. Raises MailError."""
    bar = Progress("checking", len(people))
    largest = 0
    for _, message in outgoing.check(people, now()):
        largest = max(largest, len(message))
        bar.add(1)
    bar.close()
    return largest


@contextmanager
def _ready(outgoing: Outgoing, people: tuple[Made, ...], largest: int) -> Iterator[SmtpConnection]:
    """Connect, log in and compare what the server takes with what there is. Raises MailError."""
    club = outgoing.club
    with SmtpConnection(_account(club)) as server:
        server.connect()
        most = server.size_limit()
        if 0 < most < largest:
            raise MailError(
                f"the server takes messages of at most {size(most)}, "
                f"the largest one here has {size(largest)}",
                'edition = "week-sheets" or forms = false in club.toml make smaller files',
            )
        odd = [made for made in people if needs_smtputf8(made.email)]
        if odd and not server.supports_smtputf8():
            raise MailError(
                "\n".join(
                    f"{described(made)}: this server cannot write to such an address"
                    for made in odd
                ),
                "ask for an address with plain letters before the @",
            )
        yield server


def _account(club: Club) -> Account:
    """Return how to reach the server. Raises MailError, also saying how to give a password."""
    try:
        return account_of(club, password(club.mail.user))
    except MailError as error:
        remedy = password_remedy(club.mail.user)
        raise MailError(
            replace(problem, remedy=remedy) if problem.field == "mail.user" else problem
            for problem in error.problems
        ) from error


def _outgoing(made: Made, address: str, message: Callable[[], bytes]) -> OutgoingMessage:
    return OutgoingMessage(message_key(made), made.row, made.name, address, message)


def _rest(bar: Progress, seconds: float, why: str) -> None:
    """Say how long nothing will happen, and why."""
    bar.close()
    typer.echo(f"waiting {duration(seconds)}: {why}", err=True)


def ledger_file(folder: Path) -> Path:
    """Return the ledger of a club's folder."""
    return folder / "ledger.sqlite"
