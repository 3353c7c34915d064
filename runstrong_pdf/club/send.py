"""Sends a club's messages: everything is checked first, then they go out one by one."""

import datetime as dt
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from runstrong_pdf.club.ledgers import club_ledger, ledger_entries, sent_copies
from runstrong_pdf.club.lists import write_failures
from runstrong_pdf.club.outbox import Outbox, size
from runstrong_pdf.club.status import (
    WAITING,
    Choice,
    DeliveryStatus,
    SendListener,
    StatusWord,
    due,
    status_of,
    statuses,
)
from runstrong_pdf.errors import (
    MailError,
    Problem,
    ProblemCollector,
    UsageError,
    as_warnings,
    expect,
)
from runstrong_pdf.files import OWNER_ONLY, check_replaceable, make_folder, write_stream
from runstrong_pdf.mail.copies import MessageCopies
from runstrong_pdf.mail.ledger import Ledger, open_ledger
from runstrong_pdf.mail.preview import BEGIN, preview_page
from runstrong_pdf.mail.replies import DeliveryOutcome, DeliveryState
from runstrong_pdf.mail.sending import Clock, Delivery, RateLimiter
from runstrong_pdf.mail.settings import account_of, doubtful_settings, missing_settings, rate_of
from runstrong_pdf.mail.smtp import SmtpConnection
from runstrong_pdf.model.address import needs_smtputf8
from runstrong_pdf.model.club import Family, Made
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
        messages: how many those are.
        folder: where the messages lie, one .eml file each.
        preview: a page with all of them, to read.
        problems: what club.toml lacks, or what may keep mail from going out; rows of `only` that
            name nobody, and who was left out; as a note, what else lies in the folder.
    """

    people: tuple[DeliveryStatus, ...]
    due: tuple[DeliveryStatus, ...]
    messages: int
    folder: Path
    preview: Path
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SendReport:
    """How sending went.

    Attributes:
        people: where the plans of those who were to have it stand now.
        stopped: whether it was stopped; the next run sends the rest, and nothing twice.
        failures: the list of those who were not reached, which can be given as `only`; None if
            there is nobody on it.
        problems: why that list could not be written, rows of `only` that name nobody; and, as
            warnings, who was left out.
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


def due_now(outbox: Outbox, people: tuple[Made, ...], choice: Choice) -> tuple[DeliveryStatus, ...]:
    """Return who of these people would be sent a message. Raises MailError."""
    history = outbox.history(ledger_entries(outbox.folder))
    return statuses(due(people, history, choice), history)


def dry_run(
    outbox: Outbox,
    only: Path | str | None,
    choice: Choice,
    now: dt.datetime,
    progress: Progress,
    *,
    skip_problems: bool,
) -> MailReport:
    """Write every message that would be sent. Raises MailError."""
    expect(now=(now, dt.datetime), progress=(progress, "__call__"))
    if not FIRST_YEAR <= now.year <= LAST_YEAR:
        raise UsageError(f"the year {now.year} is not possible", field="now")
    folder = outbox.folder
    rate_of(folder.settings)
    people, strangers = outbox.wanted(only)
    history = outbox.history(ledger_entries(folder))
    messages, wrong = due(people, history, choice), dict[int, Problem]()
    copies = MessageCopies(folder.mail / "dry-run")
    others = copies.clear()
    written, done = list[Family](), 0
    for family, message in outbox.checked(outbox.families(messages), now):
        if isinstance(message, Problem):
            wrong[family[0].row] = message
        else:
            copies.keep(family[0], message)
            written.append(family)
        done += len(family)
        progress(done, len(messages), "writing")
    if wrong and not skip_problems:
        raise MailError(wrong.values())
    page = folder.mail / "preview.html"
    _write_preview(page, outbox, written, now)
    return MailReport(
        people=statuses(outbox.everybody, history),
        due=statuses((made for made in messages if made.row not in wrong), history),
        messages=len(written),
        folder=copies.folder,
        preview=page,
        problems=(
            *others,
            *as_warnings((*outbox.left_out, *wrong.values())),
            *strangers,
            *missing_settings(folder.settings),
            *doubtful_settings(folder.settings),
        ),
    )


def _write_preview(file: Path, outbox: Outbox, families: list[Family], now: dt.datetime) -> None:
    """Write a page with every message. Raises OutputError if somebody else's is there."""

    def write(out: BinaryIO) -> None:
        title = f"{outbox.folder.settings.name}: {len(families)} to be sent"
        words = ((outbox.words(family, now), family[0].language) for family in families)
        out.writelines(preview_page(title, words))

    make_folder(file.parent, private=True)
    check_replaceable(file, begins=BEGIN)
    write_stream(file, write, mode=OWNER_ONLY)


@dataclass(frozen=True)
class Mailing:
    """How messages go out.

    Attributes:
        password: of the user in club.toml; empty if there is none.
        progress: told how far it is: `checking`, then `sending`.
        stop: ends the run when it is set, after the message in flight.
        skip_problems: leave out whose message cannot go, and send the others.
    """

    outbox: Outbox
    password: str
    progress: Progress
    listener: SendListener
    clock: Clock
    stop: threading.Event
    skip_problems: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be called, before anything goes out."""
        expect(
            password=(self.password, str),
            progress=(self.progress, "__call__"),
            listener=(self.listener, "begins outcome waits"),
            clock=(self.clock, "now sleep"),
            stop=(self.stop, "is_set"),
        )

    def send(self, only: Path | str | None, choice: Choice, changed: int) -> SendReport:
        """Send to those who have nothing yet; write failures.csv in any case.

        Args:
            only: a list of those who may get something; None for all.
            changed: how many have another plan already, and get this one all the same.

        Raises:
            MailError: before the first message, or when it makes no sense to go on.
        """
        folder = self.outbox.folder
        people, strangers = self.outbox.wanted(only)
        file, found = folder.mail / "failures.csv", ProblemCollector()
        found.problems += [*as_warnings(self.outbox.left_out), *strangers]
        with club_ledger(folder) as ledger:
            history = self.outbox.history(ledger.entries())
            messages = due(people, history, choice)
            begun = statuses(messages, history)
            _check_changed(sum(one.state == "changed" for one in begun), changed)
            self.listener.begins(begun)
            failures = None
            try:
                if messages:
                    found.problems += as_warnings(self._send_due(messages, ledger))
            finally:
                now = statuses(people, self.outbox.history(ledger.entries()))
                failed = [one for one in now if one.state in {"failed", "delayed"}]
                with found.collected():  # what went out is told all the same
                    write_failures(file, failed)
                    failures = file if failed else None
        return SendReport(now, self.stop.is_set(), failures, tuple(found.problems))

    def send_to_self(self, families: list[Family]) -> SendReport:
        """Send these people's messages to the sender; the club's ledger knows nothing of it."""
        address, results = self.outbox.sender.address, dict[Made, DeliveryStatus]()
        self.listener.begins([status_of(made, "new") for family in families for made in family])

        def note(made: Made, outcome: DeliveryOutcome) -> None:
            results[made] = status_of(made, outcome.state, outcome.detail)

        with open_ledger(None) as ledger:
            content = partial(self.outbox.message, to_self=True)
            left_out = as_warnings(self._deliver(families, ledger, content, note, address))
        return SendReport(
            tuple(results.values()), self.stop.is_set(), None, (*self.outbox.left_out, *left_out)
        )

    def _send_due(self, people: tuple[Made, ...], ledger: Ledger) -> list[Problem]:
        """Send; return why some were left out."""
        copies = sent_copies(self.outbox.folder)

        def note(made: Made, outcome: DeliveryOutcome) -> None:
            at = self.clock.now() if outcome.state is DeliveryState.SENT else None
            self.listener.outcome(status_of(made, outcome.state, outcome.detail, at))

        families = self.outbox.families(people)
        return self._deliver(families, ledger, self.outbox.message, note, copies=copies)

    def _deliver(
        self,
        families: list[Family],
        ledger: Ledger,
        content: Callable[[Family, dt.datetime], bytes],
        note: Callable[[Made, DeliveryOutcome], None],
        address: str = "",
        copies: MessageCopies | None = None,
    ) -> list[Problem]:
        """Check everything, then send, all to one address if there is one; return who is left out.

        Raises:
            MailError: before the first message, with all that is wrong.
        """
        account = account_of(self.outbox.folder.settings, self.password)
        rate = rate_of(self.outbox.folder.settings)
        sizes, wrong = self._checked(families)
        if self.stop.is_set():
            return []
        limiter = RateLimiter(rate, ledger.sent_since(self.clock.now() - rate.seconds))
        done, total = 0, 0

        def waits(seconds: float, why: str) -> None:
            self.progress(done, total, WAITING)
            self.listener.waits(seconds, why)

        with closing(SmtpConnection(account)) as connection:
            connection.connect()
            able, unfit = self._accepted(connection, sizes)
            wrong += unfit
            if wrong and not self.skip_problems:
                raise MailError(wrong)
            delivery = Delivery(
                connection=connection,
                ledger=ledger,
                limiter=limiter,
                clock=self.clock,
                sender=self.outbox.sender.address,
                message=lambda family: content(family, local_time(self.clock)),
                on_wait=waits,
                stop=self.stop,
                to=address,
                copies=copies,
            )
            total = sum(map(len, able))
            for family, outcome in delivery.send_all(able):
                for made in family:
                    note(made, outcome)
                done += len(family)
                self.progress(done, total, "sending")
        return wrong

    def _accepted(
        self, connection: SmtpConnection, sizes: list[tuple[Family, int]]
    ) -> tuple[list[Family], list[Problem]]:
        """Return whose messages the server takes, and what is wrong with others.

        A family whose message it does not take is written to one by one.
        """
        able, wrong = list[Family](), list[Problem]()
        for family, length in sizes:
            problem = self._unfit(connection, family[0], length)
            if not problem:
                able.append(family)
            elif len(family) == 1:
                wrong.append(problem)
            else:
                ones, unmade = self._checked([(made,) for made in family])
                taken, unfit = self._accepted(connection, ones)
                able += taken
                wrong += [*unmade, *unfit]
        return able, wrong

    def _unfit(self, connection: SmtpConnection, made: Made, length: int) -> Problem | None:
        """Return why the server does not take a message by what it says of itself."""
        most = connection.size_limit()
        if 0 < most < length:
            text = f"the server takes messages of at most {size(most)}"
            text += f", this one has {size(length)}"
            remedy = 'edition = "week-sheets" or forms = false in club.toml make smaller files'
            return self.outbox.problem_with(made, text, remedy)
        if needs_smtputf8(made.email) and not connection.supports_smtputf8():
            text = "this server cannot write to such an address"
            remedy = "ask for an address with plain letters before the @"
            return self.outbox.problem_with(made, text, remedy)
        return None

    def _checked(self, families: list[Family]) -> tuple[list[tuple[Family, int]], list[Problem]]:
        """Make every message once; return the bytes of each, and what is wrong with others.

        Raises:
            MailError: with all that is wrong, unless those people are left out.
        """
        sizes, wrong = list[tuple[Family, int]](), list[Problem]()
        done, total = 0, sum(map(len, families))
        for family, message in self.outbox.checked(families, local_time(self.clock)):
            if isinstance(message, Problem):
                wrong.append(message)
            else:
                sizes.append((family, len(message)))
            done += len(family)
            self.progress(done, total, "checking")
            if self.stop.is_set():
                return sizes, wrong
        if wrong and not self.skip_problems:
            raise MailError(wrong)
        return sizes, wrong


def _check_changed(many: int, expected: int) -> None:
    """Raise MailError unless as many would get a changed plan as whoever sends expects."""
    if many != expected:
        who = "1 person has" if many == 1 else f"{many} people have"
        text = f"{who} another plan already and would get a changed one, not {expected}"
        raise MailError(f"{text}; nothing was sent", "look at them, then say that number")
