"""Who has what: what was made for everybody beside what the ledger says of it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from runstrong_pdf.mail.ledger import CAME_BACK, WENT_OUT, DeliveryState, LedgerEntry
from runstrong_pdf.mail.message import UNDATED, MessageKey, message_key, veiled, week_of
from runstrong_pdf.model.club import Made
from runstrong_pdf.model.fields import FIELDS

SHORTEST_BLOCK = dt.timedelta(weeks=FIELDS["weeks"].low or 0)
"""No plan is shorter."""
StatusWord = Literal[
    "on paper",
    "send is no",
    "unsubscribed",
    "new",
    "changed",
    "not sent",
    "being sent",
    "sent",
    "delayed",
    "failed",
    "unknown",
]
"""What `DeliveryStatus.state` can be.

`unsubscribed` is an address on the club's list of those who want no mail.
`new` was never sent; `changed` is another plan than the one that was sent, and goes out only when
that is asked for; `not sent` was begun,
certainly did not arrive and goes out next time; `being sent` is in the hands of a run that goes on
right now; `delayed` the server did not take yet; `failed` it
refused; of `unknown` nobody knows whether it arrived.
"""
WORDS: Mapping[DeliveryState, StatusWord] = MappingProxyType(
    {
        DeliveryState.STARTED: "not sent",
        DeliveryState.IN_FLIGHT: "being sent",
        DeliveryState.SENT: "sent",
        DeliveryState.DELAYED: "delayed",
        DeliveryState.FAILED: "failed",
        DeliveryState.UNKNOWN: "unknown",
    }
)
"""What the states of the ledger are called."""


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    """Where one person's plan stands.

    Attributes:
        row, name, email: as the roster has them; email is empty for those who get paper.
        file: name of the PDF.
        state: see `StatusWord`.
        detail: why, in words; empty if there is nothing to say.
        when: of the last message that was sent to this person; None for none.
    """

    row: int
    name: str
    email: str
    file: str
    state: StatusWord
    detail: str = ""
    when: dt.datetime | None = None


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


@dataclass(frozen=True)
class Choice:
    """Who of those who get mail is to get it now, beside those who have nothing yet.

    Attributes:
        resend_unknown: also those of whom nobody knows whether an earlier message arrived, and
            those whose message came back: a forwarded one may have arrived all the same.
        changed: also those who have another plan already.
        new_only: nobody but those who never got anything.
    """

    resend_unknown: bool = False
    changed: bool = False
    new_only: bool = False


class History:
    """What the ledger says of a club's people.

    Args:
        entries: of the ledger.
        everybody: whom there is a plan for. Mail to one who is not among them, but had the address
            of somebody who is, went to the same person under an earlier name.
    """

    def __init__(
        self, entries: Mapping[MessageKey, LedgerEntry], everybody: Iterable[Made]
    ) -> None:
        here = {message_key(made).person for made in everybody}
        self._entries = entries
        self._last: dict[tuple[str, int], list[tuple[str, float]]] = {}
        for key, entry in entries.items():
            if entry.state in WENT_OUT:
                week, start = week_of(key.content)
                who = {key.person} if key.person in here else {key.person, entry.address.lower()}
                for one in who:
                    self._last.setdefault((one, week), []).append((start, entry.at))

    def entry(self, made: Made) -> LedgerEntry | None:
        """Return what became of somebody's plan, also if that person was forgotten since.

        The first version kept it by the PDF's hash.
        """
        key = message_key(made)
        possible = (
            MessageKey(person, content)
            for person in (key.person, veiled(key.person))
            for content in (key.content, made.sha256)
        )
        return next(filter(None, map(self._entries.get, possible)), None)

    def before(self, made: Made) -> float | None:
        """Return when any plan was last sent to somebody, or any sheets of that week of a block.

        None for never. The same week of plans that start further apart than the shortest plan is
        long is not of the same block.
        """
        known = (message_key(made).person, made.email.lower())
        for who in (*known, *map(veiled, known)):
            times = self._last.get((who, made.week), ())
            if same := [at for start, at in times if not made.week or _near(start, made.start)]:
                return same[-1]
        return None


def _near(start: str, other: str | None) -> bool:
    """Return whether two plans may be of the same block, by the days they start on."""
    if start == UNDATED or not other:
        return True
    return abs(dt.date.fromisoformat(start) - dt.date.fromisoformat(other)) < SHORTEST_BLOCK


def statuses(people: Iterable[Made], history: History) -> tuple[DeliveryStatus, ...]:
    """Return where everybody's plan stands, in the order of the people."""
    return tuple(_status(made, history) for made in people)


def due(people: Iterable[Made], history: History, choice: Choice) -> tuple[Made, ...]:
    """Return who is to get a message: those tried before come last, lest they hold up the rest."""
    left = [made for made in people if _is_due(made, history, choice)]
    return tuple(sorted(left, key=lambda made: history.entry(made) is not None))


def _is_due(made: Made, history: History, choice: Choice) -> bool:
    entry, before = history.entry(made), history.before(made)
    if before is not None and choice.new_only:
        return False
    if entry is None:
        return before is None or choice.changed
    if entry.state is DeliveryState.SENT:
        return False
    doubtful = entry.state in WENT_OUT or entry.detail.startswith(CAME_BACK)
    return not doubtful or choice.resend_unknown


def status_of(
    made: Made, state: StatusWord | DeliveryState, detail: str = "", at: float | None = None
) -> DeliveryStatus:
    """Return the status of a person; `at` in seconds since 1970."""
    word = WORDS[state] if isinstance(state, DeliveryState) else state
    when = dt.datetime.fromtimestamp(at).astimezone() if at is not None else None
    return DeliveryStatus(made.row, made.name, made.email, made.file, word, detail, when)


def _status(made: Made, history: History) -> DeliveryStatus:
    if not made.send:
        if made.unsubscribed:
            return status_of(made, "unsubscribed")
        return status_of(made, "send is no" if made.email else "on paper")
    entry, before = history.entry(made), history.before(made)
    if entry is None:
        return status_of(made, "new" if before is None else "changed", at=before)
    if entry.state is DeliveryState.SENT:
        return status_of(made, "sent", at=entry.at)
    return status_of(made, entry.state, entry.detail, before)
