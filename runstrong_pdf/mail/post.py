"""Works off a pile of messages: pace, retries, the ledger's entries. Clock and server are given.

A message that its own mailbox delays goes back to the pile and is tried again later; a lost
connection makes everybody wait. Either way nothing is tried more than a few times.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.ledger import Ledger
from runstrong_pdf.mail.letter import Key
from runstrong_pdf.mail.pace import Pace
from runstrong_pdf.mail.replies import QUOTA, Outcome, Reach, State

AGAIN = (10.0, 60.0, 300.0, 600.0)
"""Seconds until a message that its mailbox delays is tried again; greylists want minutes."""
RECONNECT = (2.0, 10.0, 30.0, 120.0, 300.0)
"""Seconds until a lost connection is made again, counted since the last message got through."""
LONGEST_PAUSE = 3600.0
"""A rate that makes us wait for longer ends the run instead; the next one goes on."""

WORTH_A_WORD = 5.0
"""Seconds of rest after which people would begin to wonder."""
LATER = "the server wants to see the delayed messages again then"
LOST = "the connection was lost and is made again then"


class Carrier(Protocol):
    """What hands a message over: `send.Server`, or a test's own."""

    def deliver(
        self, sender: str, address: str, message: bytes, before_dot: Callable[[], None]
    ) -> Outcome:
        """Hand over one message and say what became of it."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message on the pile; its bytes are made when it is its turn."""

    key: Key
    row: int
    name: str
    address: str
    message: Callable[[], bytes]


@dataclass(frozen=True)
class Clock:
    """The time and how to let it pass. `now` in seconds since 1970."""

    now: Callable[[], float]
    sleep: Callable[[float], None]


@dataclass
class Pile:
    """What is still to be sent: new ones in order, delayed ones when they are due."""

    fresh: Iterator[Parcel]
    delayed: list[tuple[float, int, int, Parcel]] = field(default_factory=list)
    _count: int = 0

    def take(self, now: float) -> tuple[Parcel, int, float] | None:
        """Return the next message, how often it was tried, and the seconds until it may go.

        None when the pile is worked off.
        """
        if not self.delayed or self.delayed[0][0] > now:
            parcel = next(self.fresh, None)
            if parcel:
                return parcel, 0, 0.0
        if not self.delayed:
            return None
        due, _, tries, parcel = heapq.heappop(self.delayed)
        return parcel, tries, max(0.0, due - now)

    def put_back(self, parcel: Parcel, tries: int, due: float) -> None:
        """Try a message again at `due`."""
        self._count += 1
        heapq.heappush(self.delayed, (due, self._count, tries, parcel))


@dataclass(frozen=True)
class PostOffice:
    """Sends from one address through one server, and writes down every step.

    Attributes:
        sender: the address of the envelope.
        told: called with every message's outcome, once it is in the ledger.
        resting: called before a longer wait, with its seconds and why.
        stopping: asked between messages whether to stop (Ctrl-C).
    """

    carrier: Carrier
    ledger: Ledger
    pace: Pace
    clock: Clock
    sender: str
    told: Callable[[Parcel, Outcome], None]
    resting: Callable[[float, str], None]
    stopping: Callable[[], bool] = lambda: False

    def send_all(self, parcels: Iterable[Parcel]) -> None:
        """Send every message. Raises MailError when it makes no sense to go on."""
        pile, lost = Pile(iter(parcels)), 0
        while not self.stopping() and (taken := pile.take(self.clock.now())):
            parcel, tries, wait = taken
            self._rest(wait, LATER)
            self._keep_pace()
            if self.stopping():
                return
            outcome = self._deliver(parcel)
            lost = lost + 1 if outcome.reach is Reach.CONNECTION else 0
            again = self._next_try(outcome, tries, lost)
            if again is None:
                self.told(parcel, outcome)
                self._stop_where_useless(outcome, lost)
            else:
                pile.put_back(parcel, tries + 1, self.clock.now() + again)
            if lost:
                self._rest(RECONNECT[min(lost, len(RECONNECT)) - 1], LOST)

    def _deliver(self, parcel: Parcel) -> Outcome:
        """Hand over one message, with intent before and outcome after in the ledger."""
        message = parcel.message()
        self._write(parcel, State.STARTED)
        outcome = self.carrier.deliver(
            self.sender, parcel.address, message, lambda: self._write(parcel, State.IN_FLIGHT)
        )
        self._write(parcel, outcome.state, outcome.detail)
        if outcome.state in {State.SENT, State.UNKNOWN}:
            self.pace.note(self.clock.now())
        return outcome

    def _write(self, parcel: Parcel, state: State, detail: str = "") -> None:
        now = self.clock.now()
        self.ledger.write(parcel.key, parcel.name, parcel.address, state, now, detail)

    def _next_try(self, outcome: Outcome, tries: int, lost: int) -> float | None:
        """Return in how many seconds to try a message again, None for not in this run."""
        if outcome.state is not State.DELAYED or outcome.reach is Reach.EVERYONE:
            return None
        if outcome.reach is Reach.CONNECTION:
            return 0.0 if lost <= len(RECONNECT) else None
        return AGAIN[tries] if tries < len(AGAIN) else None

    def _stop_where_useless(self, outcome: Outcome, lost: int) -> None:
        if outcome.reach is Reach.EVERYONE:
            when = "tomorrow" if outcome.detail.startswith(QUOTA) else "once that is mended"
            raise MailError(outcome.detail, f"the same command {when} sends the rest")
        if lost > len(RECONNECT):
            raise MailError(
                f"the server cannot be reached any more: {outcome.detail}",
                "the same command later sends the rest, and nothing twice",
            )

    def _keep_pace(self) -> None:
        wait = self.pace.wait(self.clock.now())
        if wait > LONGEST_PAUSE:
            raise MailError(
                f"the limit of {self.pace.rate.words} is reached",
                f"the same command in {wait / 3600:.0f} hours sends the rest",
            )
        self._rest(wait, f"no more than {self.pace.rate.words}")

    def _rest(self, seconds: float, why: str) -> None:
        if seconds >= WORTH_A_WORD:
            self.resting(seconds, why)
        self.clock.sleep(seconds)
