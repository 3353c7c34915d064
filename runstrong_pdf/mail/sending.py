"""Sends many messages one by one: rate limit, retries, the ledger's entries.

A message that its own mailbox delays goes back to the queue and is tried again later; a lost
connection makes everybody wait. Either way nothing is tried more than a few times. Clock and
connection are arguments.
"""

import threading
from bisect import insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from runstrong_pdf.errors import MailError, OutputError
from runstrong_pdf.mail.conversation import QUOTA, DeliveryOutcome, Scope
from runstrong_pdf.mail.copies import PART, MessageCopies
from runstrong_pdf.mail.ledger import DeliveryState, Ledger, LedgerEntry
from runstrong_pdf.mail.message import message_key
from runstrong_pdf.mail.smtp import SmtpConnection
from runstrong_pdf.model.club import Family, Rate

RETRY_AFTER = (10.0, 60.0, 300.0, 600.0)
"""Seconds until a message that its mailbox delays is tried again; greylists want minutes."""
RECONNECT_AFTER = (2.0, 10.0, 30.0, 120.0, 300.0)
"""Seconds until a lost connection is made again, counted since the last message got through."""
MOST_UNCLEAR = 2
"""Messages one after the other of which nobody knows whether they arrived: no more are risked."""
LONGEST_WAIT = 3600.0
"""A rate that makes us wait for longer ends the run instead; the next one goes on."""
SILENT_WAIT = 5.0
"""Seconds after which people would begin to wonder."""
RETRIES_LEFT = "the server wants to see the delayed messages again then"
CONNECTION_LOST = "the connection was lost and is made again then"


class RateLimiter:
    """Counts what went out lately and says how long to wait.

    Args:
        rate: what the provider allows.
        before: times of messages that earlier runs sent; a restart must not double the rate.

    Example:
        >>> from runstrong_pdf.model.club import parse_rate
        >>> RateLimiter(parse_rate("2 per minute"), [100.0, 130.0]).delay(140.0)
        20.0
    """

    def __init__(self, rate: Rate, before: Iterable[float] = ()) -> None:
        self.rate = rate
        self._sent = list(before)

    def delay(self, now: float) -> float:
        """Return the seconds until the next message may go.

        What seems to lie in the future was written by a clock that was wrong, and does not count.
        """
        self._sent = sorted(at for at in self._sent if now - self.rate.seconds < at <= now)
        if len(self._sent) < self.rate.count:
            return 0.0
        return self._sent[-self.rate.count] + self.rate.seconds - now

    def record(self, now: float) -> None:
        """Count a message that was handed over."""
        self._sent.append(now)


@dataclass(frozen=True)
class Clock:
    """The time and how to let it pass.

    Attributes:
        now: seconds since 1970.
        sleep: may return early once the run is to stop.
    """

    now: Callable[[], float]
    sleep: Callable[[float], None]


Queued = tuple[float, int, Family]
"""When a message is due, how often it was tried, and whose it is."""


def _take(fresh: Iterator[Family], delayed: list[Queued], now: float) -> Queued | None:
    """Take the next message: new ones in order, delayed ones when they are due; None at the end."""
    if (not delayed or delayed[0][0] > now) and (new := next(fresh, None)):
        return 0.0, 0, new
    return delayed.pop(0) if delayed else None


@dataclass(frozen=True)
class Delivery:
    """Sends from one address over one connection, and records every step in the ledger.

    Attributes:
        sender: the address of the envelope.
        message: makes one message when it is its turn.
        on_wait: called before a longer wait, with its seconds and why.
        stop: looked at between messages. Only `is_set` is called, so that the handler of a signal
            may set it: an Event that its own thread waits for could block it for ever.
        to: the address that all messages go to; empty for everybody's own.
        copies: of what may have gone out; None for messages to oneself.
    """

    connection: SmtpConnection
    ledger: Ledger
    limiter: RateLimiter
    clock: Clock
    sender: str
    message: Callable[[Family], bytes]
    on_wait: Callable[[float, str], None]
    stop: threading.Event
    to: str = ""
    copies: MessageCopies | None = None

    def send_all(self, families: Iterable[Family]) -> Iterator[tuple[Family, DeliveryOutcome]]:
        """Send everybody's message and yield what became of it, once that is in the ledger.

        Raises:
            MailError: when it makes no sense to go on.
        """
        fresh, delayed, lost, unclear = iter(families), list[Queued](), 0, 0
        while not self.stop.is_set() and (taken := _take(fresh, delayed, self.clock.now())):
            due, tries, family = taken
            wait = min(max(0.0, due - self.clock.now()), RETRY_AFTER[-1])  # a clock may be put back
            self._wait(wait, RETRIES_LEFT)
            self._keep_rate()
            if self.stop.is_set():
                return
            outcome = self._deliver(family)
            lost = lost + 1 if outcome.scope is Scope.CONNECTION else 0
            unclear = unclear + 1 if outcome.state is DeliveryState.UNKNOWN else 0
            retry = self._retry_after(outcome, tries, lost)
            if retry is None:
                yield family, outcome
                self._stop_if_useless(outcome, lost, unclear)
            else:
                again = (self.clock.now() + retry, tries + 1, family)
                insort(delayed, again, key=itemgetter(0))
            if lost:
                self._wait(RECONNECT_AFTER[min(lost, len(RECONNECT_AFTER)) - 1], CONNECTION_LOST)

    def _deliver(self, family: Family) -> DeliveryOutcome:
        """Hand over one message, with intent before and outcome after in the ledger.

        A copy is there from just before the final dot for as long as the message may have arrived;
        of a family's message one for each of them.
        """
        message = self.message(family)
        self._record(family, DeliveryState.STARTED)
        before_dot = partial(self._before_dot, family, message)
        address = self.to or family[0].email
        outcome = self.connection.deliver(self.sender, address, message, before_dot)
        if outcome.state in {DeliveryState.DELAYED, DeliveryState.FAILED}:
            self._drop_copies(family)
        self._record(family, outcome.state, outcome.detail)
        if outcome.state in {DeliveryState.SENT, DeliveryState.UNKNOWN}:
            self.limiter.record(self.clock.now())
        if self.copies and outcome.state is DeliveryState.SENT:
            for made in family:
                self.copies.finish(made)
        return outcome

    def _before_dot(self, family: Family, message: bytes) -> None:
        self._record(family, DeliveryState.IN_FLIGHT)
        kept: Family = ()
        try:
            if self.copies:
                for made in family:
                    self.copies.keep(made, message, PART)
                    kept += (made,)
        except OutputError:
            self._drop_copies(kept)
            self._record(family, DeliveryState.STARTED)  # it goes nowhere
            raise

    def _drop_copies(self, family: Family) -> None:
        if self.copies:
            for made in family:
                self.copies.drop(made)

    def _record(self, family: Family, state: DeliveryState, detail: str = "") -> None:
        """Write one entry for everybody in the family, all of them or none."""
        now = self.clock.now()
        self.ledger.fill(
            {
                message_key(made): LedgerEntry(
                    made.name, self.to or made.email, state, detail, 1, now
                )
                for made in family
            }
        )

    def _retry_after(self, outcome: DeliveryOutcome, tries: int, lost: int) -> float | None:
        """Return in how many seconds to try a message again, None for not in this run."""
        if outcome.state is not DeliveryState.DELAYED or outcome.scope is Scope.EVERYONE:
            return None
        if outcome.scope is Scope.CONNECTION:
            return 0.0 if lost <= len(RECONNECT_AFTER) else None
        return RETRY_AFTER[tries] if tries < len(RETRY_AFTER) else None

    def _stop_if_useless(self, outcome: DeliveryOutcome, lost: int, unclear: int) -> None:
        """Raise MailError if no other message has a better chance now."""
        if outcome.scope is Scope.EVERYONE:
            when = "tomorrow" if outcome.detail.startswith(QUOTA) else "once that is fixed"
            raise MailError(outcome.detail, f"send again {when}: only the rest goes out")
        if unclear >= MOST_UNCLEAR:
            raise MailError(
                f"the server did not say of {unclear} messages one after the other whether it took "
                "them; nothing more was sent",
                "ask the provider, and those people whether they have their plan",
            )
        if lost > len(RECONNECT_AFTER):
            raise MailError(
                f"the server cannot be reached any more: {outcome.detail}",
                "send again later: only the rest goes out, and nothing twice",
            )

    def _keep_rate(self) -> None:
        wait = self.limiter.delay(self.clock.now())
        if wait > LONGEST_WAIT:
            raise MailError(
                f"the limit of {self.limiter.rate.words} is reached",
                f"send again in {wait / 3600:.0f} hours: only the rest goes out",
            )
        self._wait(wait, f"no more than {self.limiter.rate.words}")

    def _wait(self, seconds: float, why: str) -> None:
        if seconds >= SILENT_WAIT:
            self.on_wait(seconds, why)
        self.clock.sleep(seconds)
