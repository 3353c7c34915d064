"""Sends a club's messages: everything is checked first, then they go out one by one."""

import datetime as dt
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from runstrong_pdf.club.folder import DRY_RUN, FAILURES, PREVIEW
from runstrong_pdf.club.ledgers import club_ledger, ledger_entries, sent_copies
from runstrong_pdf.club.lists import write_failures
from runstrong_pdf.club.outbox import Outbox, size
from runstrong_pdf.club.status import (
    WAITING,
    DeliveryStatus,
    DueRule,
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
from runstrong_pdf.mail.conversation import DeliveryOutcome
from runstrong_pdf.mail.copies import MessageCopies
from runstrong_pdf.mail.ledger import DeliveryState, Ledger, open_ledger
from runstrong_pdf.mail.sending import Clock, Delivery, RateLimiter
from runstrong_pdf.mail.settings import account_of, doubtful_settings, missing_settings, rate_of
from runstrong_pdf.mail.smtp import SmtpConnection
from runstrong_pdf.mail.wording import PREVIEW_BEGINS, preview_page
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


def dry_run(
    outbox: Outbox,
    only: Path | str | None,
    rule: DueRule,
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
    messages, wrong = due(people, history, rule), list[Problem]()
    copies = MessageCopies(folder.path / DRY_RUN)
    others = copies.clear()
    written = list[Family]()
    families = outbox.families(messages)
    for family, message in outbox.messages(families, now, wrong, progress, "writing"):
        copies.keep(family[0], message)
        written.append(family)
    if wrong and not skip_problems:
        raise MailError(wrong)
    unfit = {problem.row for problem in wrong}
    page = folder.path / PREVIEW
    _write_preview(page, outbox, written, now)
    return MailReport(
        people=statuses(outbox.everybody, history),
        due=statuses((made for made in messages if made.row not in unfit), history),
        messages=len(written),
        folder=copies.folder,
        preview=page,
        problems=(
            *others,
            *as_warnings((*outbox.left_out, *wrong)),
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
    check_replaceable(file, begins=PREVIEW_BEGINS)
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

    def send(
        self, outbox: Outbox, only: Path | str | None, rule: DueRule, changed: int
    ) -> SendReport:
        """Send to those who have nothing yet; write failures.csv in any case.

        Args:
            only: a list of those who may get something; None for all.
            changed: how many have another plan already, and get this one all the same.

        Raises:
            MailError: before the first message, or when it makes no sense to go on.
        """
        folder = outbox.folder
        people, strangers = outbox.wanted(only)
        file, found, left_out = folder.path / FAILURES, ProblemCollector(), list[Problem]()
        with club_ledger(folder) as ledger:
            history = outbox.history(ledger.entries())
            messages = due(people, history, rule)
            begun = statuses(messages, history)
            if (many := sum(one.state == "changed" for one in begun)) != changed:
                who = "1 person has" if many == 1 else f"{many} people have"
                text = f"{who} another plan already and would get a changed one, not {changed}"
                raise MailError(f"{text}; nothing was sent", "look at them, then say that number")
            self.listener.begins(begun)
            failures = None
            try:
                families = outbox.families(messages)
                with closing(self._delivered(outbox, families, ledger, left_out)) as sent:
                    for made, outcome in sent if messages else ():
                        at = self.clock.now() if outcome.state is DeliveryState.SENT else None
                        self.listener.outcome(status_of(made, outcome.state, outcome.detail, at))
            finally:
                now = statuses(people, outbox.history(ledger.entries()))
                failed = [one for one in now if one.state in {"failed", "delayed"}]
                with found.collected():  # what went out is told all the same
                    write_failures(file, failed)
                    failures = file if failed else None
        problems = (*as_warnings(outbox.left_out), *strangers, *as_warnings(left_out))
        return SendReport(now, self.stop.is_set(), failures, (*problems, *found.problems))

    def send_to_self(self, outbox: Outbox, families: list[Family]) -> SendReport:
        """Send these people's messages to the sender; the club's ledger knows nothing of it."""
        self.listener.begins([status_of(made, "new") for family in families for made in family])
        left_out = list[Problem]()
        with (
            open_ledger(None) as ledger,
            closing(self._delivered(outbox, families, ledger, left_out, to_self=True)) as sent,
        ):
            people = tuple(status_of(made, one.state, one.detail) for made, one in sent)
        problems = (*outbox.left_out, *as_warnings(left_out))
        return SendReport(people, self.stop.is_set(), None, problems)

    def _delivered(
        self,
        outbox: Outbox,
        families: list[Family],
        ledger: Ledger,
        left_out: list[Problem],
        *,
        to_self: bool = False,
    ) -> Generator[tuple[Made, DeliveryOutcome]]:
        """Check everything, then send it; yield what became of everybody's.

        The connection is open between two of them: close it if not all are taken.

        Args:
            left_out: takes why some are left out, once all is checked.

        Raises:
            MailError: before the first message, with all that is wrong with messages; or, if
                nothing is, with all that the server does not take.
        """
        settings, done, total, wrong = outbox.folder.settings, 0, 0, list[Problem]()
        account, rate = account_of(settings, self.password), rate_of(settings)
        sizes = self._sizes(outbox, families, wrong)
        if not self._goes_on(wrong):
            return
        limiter = RateLimiter(rate, ledger.sent_since(self.clock.now() - rate.seconds))

        def waits(seconds: float, why: str) -> None:
            self.progress(done, total, WAITING)
            self.listener.waits(seconds, why)

        with closing(SmtpConnection(account)) as connection:
            connection.connect()
            able = self._accepted(outbox, connection, sizes, wrong)
            if not self._goes_on(wrong):
                return
            left_out += wrong
            sender = outbox.sender.address
            delivery = Delivery(
                connection=connection,
                ledger=ledger,
                limiter=limiter,
                clock=self.clock,
                sender=sender,
                message=lambda one: outbox.message(one, local_time(self.clock), to_self=to_self),
                on_wait=waits,
                stop=self.stop,
                to=sender if to_self else "",
                copies=None if to_self else sent_copies(outbox.folder),
            )
            total = sum(map(len, able))
            for family, outcome in delivery.send_all(able):
                yield from ((made, outcome) for made in family)
                done += len(family)
                self.progress(done, total, "sending")

    def _goes_on(self, wrong: list[Problem]) -> bool:
        """Whether to go on after a check. Raises MailError, unless who is wrong is left out."""
        if self.stop.is_set():
            return False
        if wrong and not self.skip_problems:
            raise MailError(wrong)
        return True

    def _accepted(
        self,
        outbox: Outbox,
        connection: SmtpConnection,
        sizes: Mapping[Family, int],
        wrong: list[Problem],
    ) -> list[Family]:
        """Return whose messages the server takes; note in `wrong` why not those of others.

        A family whose message it does not take is written to one by one.
        """
        able = list[Family]()
        for family, length in sizes.items():
            problem = _unfit(outbox, connection, family[0], length)
            if not problem:
                able.append(family)
            elif len(family) == 1:
                wrong.append(problem)
            else:
                ones = self._sizes(outbox, [(made,) for made in family], wrong)
                able += self._accepted(outbox, connection, ones, wrong)
        return able

    def _sizes(
        self, outbox: Outbox, families: list[Family], wrong: list[Problem]
    ) -> dict[Family, int]:
        """Make every message once; return the bytes of each, and note why others cannot go."""
        now = local_time(self.clock)
        made = outbox.messages(families, now, wrong, self.progress, "checking", self.stop)
        return {family: len(message) for family, message in made}


def _unfit(outbox: Outbox, connection: SmtpConnection, made: Made, length: int) -> Problem | None:
    """Return why the server does not take a message by what it says of itself."""
    most = connection.size_limit()
    if 0 < most < length:
        text = f"the server takes messages of at most {size(most)}"
        text += f", this one has {size(length)}"
        remedy = 'edition = "week-sheets" or forms = false in club.toml make smaller files'
        return outbox.problem_with(made, text, remedy)
    if needs_smtputf8(made.email) and not connection.supports_smtputf8():
        text = "this server cannot write to such an address"
        remedy = "ask for an address with plain letters before the @"
        return outbox.problem_with(made, text, remedy)
    return None
