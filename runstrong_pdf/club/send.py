"""Sends a club's messages: everything is checked first, then they go out one by one."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from runstrong_pdf.club.lists import write_failures
from runstrong_pdf.club.outbox import PART, MessageCopies, Outbox, size
from runstrong_pdf.club.status import (
    DeliveryStatus,
    StatusWord,
    due,
    read_ledger,
    status_of,
    statuses,
)
from runstrong_pdf.errors import MailError, Problem, ProblemCollector, UsageError, expect
from runstrong_pdf.mail.ledger import Ledger, open_ledger
from runstrong_pdf.mail.replies import DeliveryOutcome, DeliveryState
from runstrong_pdf.mail.sending import Clock, Delivery, RateLimiter
from runstrong_pdf.mail.settings import account_of, doubtful_settings, missing_settings, rate_of
from runstrong_pdf.mail.smtp import SmtpConnection
from runstrong_pdf.model.address import needs_smtputf8
from runstrong_pdf.model.club import Made
from runstrong_pdf.model.reading import FIRST_YEAR, LAST_YEAR
from runstrong_pdf.progress import Progress

NAP = 0.2
"""Seconds after which a wait looks whether to stop."""


@dataclass(frozen=True)
class MailReport:
    """What a dry run found.

    Attributes:
        people: where everybody's plan stands.
        due: those who would get a message now; those tried before come last.
        folder: where the messages lie, one .eml file each.
        problems: what club.toml lacks, or what may keep mail from going out; as a note, what else
            lies in the folder.
    """

    people: tuple[DeliveryStatus, ...]
    due: tuple[DeliveryStatus, ...]
    folder: Path
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SendReport:
    """How sending went.

    Attributes:
        people: where the plans of those who were to have it stand now.
        stopped: whether it was stopped; the next run sends the rest, and nothing twice.
        failures: the list of those who were not reached, which can be given as `only`; None if
            there is nobody on it.
        problems: why that list could not be written.
    """

    people: tuple[DeliveryStatus, ...]
    stopped: bool = False
    failures: Path | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def sent(self) -> tuple[DeliveryStatus, ...]:
        """Those who have their plan, also from an earlier run."""
        return self._in("sent")

    @property
    def failed(self) -> tuple[DeliveryStatus, ...]:
        """Those whose message the server refused."""
        return self._in("failed")

    @property
    def delayed(self) -> tuple[DeliveryStatus, ...]:
        """Those whose message the server did not take yet."""
        return self._in("delayed")

    @property
    def unknown(self) -> tuple[DeliveryStatus, ...]:
        """Those of whom nobody knows whether the message arrived."""
        return self._in("unknown")

    def _in(self, state: StatusWord) -> tuple[DeliveryStatus, ...]:
        return tuple(one for one in self.people if one.state == state)


class SendListener:
    """Told what happens while mail goes out; override what you want to know.

    Example:
        >>> class Printer(SendListener):
        ...     def outcome(self, message):
        ...         print(message.name, message.state, message.detail)
    """

    def begins(self, messages: Sequence[DeliveryStatus]) -> None:
        """Take note of what is to be sent, before everything is checked."""

    def outcome(self, message: DeliveryStatus) -> None:
        """Take note of what became of one message."""

    def waits(self, seconds: float, why: str) -> None:
        """Take note that nothing will happen for a while."""


def system_clock(stop: threading.Event | None) -> Clock:
    """Return this computer's clock; waiting ends early once the run is to stop.

    The event is looked at, never waited for: the handler of a signal that sets an event which its
    own thread waits for could block it for ever.
    """

    def sleep(seconds: float) -> None:
        end = time.monotonic() + seconds
        while not (stop and stop.is_set()) and (left := end - time.monotonic()) > 0:
            time.sleep(min(NAP, left))

    return Clock(time.time, sleep)


def local_time(clock: Clock) -> dt.datetime:
    """Return the time with this place's offset."""
    return dt.datetime.fromtimestamp(clock.now()).astimezone()


def dry_run(
    outbox: Outbox,
    people: tuple[Made, ...],
    now: dt.datetime,
    progress: Progress,
    *,
    resend_unknown: bool,
) -> MailReport:
    """Write every message that these people would be sent. Raises MailError."""
    expect(now=(now, dt.datetime), progress=(progress, "__call__"))
    if not FIRST_YEAR <= now.year <= LAST_YEAR:
        raise UsageError(f"the year {now.year} is not possible", field="now")
    folder = outbox.folder
    rate_of(folder.settings)
    entries = read_ledger(folder.ledger_file)
    messages = due(people, entries, resend_unknown=resend_unknown)
    copies = MessageCopies(folder.mail / "dry-run")
    others = copies.clear()
    for done, (made, message) in enumerate(outbox.checked(messages, now), 1):
        copies.keep(made, message)
        progress(done, len(messages), "writing")
    return MailReport(
        people=statuses(outbox.made, entries),
        due=statuses(messages, entries),
        folder=copies.folder,
        problems=(
            *others,
            *missing_settings(folder.settings),
            *doubtful_settings(folder.settings),
        ),
    )


@dataclass(frozen=True)
class Mailing:
    """How messages go out.

    Attributes:
        password: of the user in club.toml; empty if there is none.
        progress: told how far it is: `checking`, then `sending`.
        stop: ends the run when it is set, after the message in flight.
    """

    outbox: Outbox
    password: str
    progress: Progress
    listener: SendListener
    clock: Clock
    stop: threading.Event

    def __post_init__(self) -> None:
        """Refuse what cannot be called, before anything goes out."""
        expect(
            password=(self.password, str),
            progress=(self.progress, "__call__"),
            listener=(self.listener, "begins outcome waits"),
            clock=(self.clock, "now sleep"),
            stop=(self.stop, "is_set"),
        )

    def send(self, people: tuple[Made, ...], *, resend_unknown: bool) -> SendReport:
        """Send to those of these people who have nothing yet; write failures.csv in any case.

        Raises:
            MailError: before the first message, or when it makes no sense to go on.
        """
        folder = self.outbox.folder
        file, found = folder.mail / "failures.csv", ProblemCollector()
        with open_ledger(folder.ledger_file) as ledger:
            before = ledger.entries()
            messages = due(people, before, resend_unknown=resend_unknown)
            self.listener.begins(statuses(messages, before))
            try:
                if messages:
                    self._send_due(messages, ledger)
            finally:
                now = statuses(people, ledger.entries())
                failed = [one for one in now if one.state in {"failed", "delayed"}]
                with found.collected():  # what went out is told all the same
                    write_failures(file, failed)
        failures = file if failed and not found.problems else None
        return SendReport(now, self.stop.is_set(), failures, tuple(found.problems))

    def send_to_self(self, people: tuple[Made, ...]) -> SendReport:
        """Send these people's messages to the sender; the club's ledger knows nothing of it."""
        address, results = self.outbox.sender.address, dict[Made, DeliveryStatus]()
        self.listener.begins([status_of(made, "new") for made in people])

        def note(made: Made, outcome: DeliveryOutcome) -> None:
            results[made] = status_of(made, outcome.state, outcome.detail)

        with open_ledger(None) as ledger:
            content = partial(self.outbox.message, to_self=True)
            self._deliver(people, ledger, content, note, address)
        return SendReport(tuple(results.values()), self.stop.is_set())

    def _send_due(self, people: tuple[Made, ...], ledger: Ledger) -> None:
        copies = MessageCopies(self.outbox.folder.mail / "sent")

        def content(made: Made, now: dt.datetime) -> bytes:
            message = self.outbox.message(made, now)
            copies.keep(made, message, PART)
            return message

        def note(made: Made, outcome: DeliveryOutcome) -> None:
            if outcome.state is not DeliveryState.UNKNOWN:  # its copy stays as it is
                copies.finish(made, kept=outcome.state is DeliveryState.SENT)
            at = self.clock.now() if outcome.state is DeliveryState.SENT else None
            self.listener.outcome(status_of(made, outcome.state, outcome.detail, at))

        self._deliver(people, ledger, content, note)

    def _deliver(
        self,
        people: tuple[Made, ...],
        ledger: Ledger,
        content: Callable[[Made, dt.datetime], bytes],
        note: Callable[[Made, DeliveryOutcome], None],
        address: str = "",
    ) -> None:
        """Check everything, then send; all messages to one address, if there is one."""
        account = account_of(self.outbox.folder.settings, self.password)
        largest = self._largest(people)
        if self.stop.is_set():
            return
        rate = rate_of(self.outbox.folder.settings)
        limiter = RateLimiter(rate, ledger.sent_since(self.clock.now() - rate.seconds))
        with closing(SmtpConnection(account)) as connection:
            connection.connect()
            self._check_server(connection, people, largest)
            delivery = Delivery(
                connection=connection,
                ledger=ledger,
                limiter=limiter,
                clock=self.clock,
                sender=self.outbox.sender.address,
                message=lambda made: content(made, local_time(self.clock)),
                on_wait=self.listener.waits,
                stop=self.stop,
                to=address,
            )
            for done, (made, outcome) in enumerate(delivery.send_all(people), 1):
                note(made, outcome)
                self.progress(done, len(people), "sending")

    def _check_server(
        self, connection: SmtpConnection, people: tuple[Made, ...], largest: int
    ) -> None:
        """Compare what the server takes with what there is. Raises MailError."""
        most = connection.size_limit()
        if 0 < most < largest:
            raise MailError(
                f"the server takes messages of at most {size(most)}, "
                f"the largest one here has {size(largest)}",
                'edition = "week-sheets" or forms = false in club.toml make smaller files',
            )
        odd = [made for made in people if needs_smtputf8(made.email)]
        if odd and not connection.supports_smtputf8():
            text = "this server cannot write to such an address"
            remedy = "ask for an address with plain letters before the @"
            raise MailError(self.outbox.problem_with(made, text, remedy) for made in odd)

    def _largest(self, people: tuple[Made, ...]) -> int:
        """Make every message once; return the bytes of the largest. Raises MailError."""
        largest = 0
        for done, (_, message) in enumerate(self.outbox.checked(people, local_time(self.clock)), 1):
            largest = max(largest, len(message))
            self.progress(done, len(people), "checking")
            if self.stop.is_set():
                break
        return largest
