"""Who has what: what was made for everybody beside what the ledger says of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from runstrong_pdf.errors import MailError
from runstrong_pdf.files import failing_as
from runstrong_pdf.mail.ledger import LedgerEntry, open_ledger
from runstrong_pdf.mail.message import MessageKey, message_key
from runstrong_pdf.mail.replies import DeliveryState
from runstrong_pdf.model.club import Made

LedgerEntries = Mapping[MessageKey, LedgerEntry]
StatusWord = Literal[
    "on paper", "send is no", "new", "changed", "not sent", "sent", "delayed", "failed", "unknown"
]
"""What `DeliveryStatus.state` can be.

`new` was never sent; `changed` is another plan than the one that was sent; `not sent` was begun,
certainly did not arrive and goes out next time; `delayed` the server did not take yet; `failed` it
refused; of `unknown` nobody knows whether it arrived.
"""
WORDS: Mapping[DeliveryState, StatusWord] = MappingProxyType(
    {
        DeliveryState.STARTED: "not sent",
        DeliveryState.IN_FLIGHT: "unknown",
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


def read_ledger(file: Path) -> LedgerEntries:
    """Return what a ledger says; if there is none yet, none is made. Raises MailError."""
    with failing_as(MailError, file):
        if not file.exists():
            return {}
    with open_ledger(file) as ledger:
        return ledger.entries()


def statuses(people: Iterable[Made], entries: LedgerEntries) -> tuple[DeliveryStatus, ...]:
    """Return where everybody's plan stands, in the order of the people."""
    sent = {key.person: one.at for key, one in entries.items() if one.state is DeliveryState.SENT}
    return tuple(_status(made, entries, sent) for made in people)


def due(
    people: Iterable[Made], entries: LedgerEntries, *, resend_unknown: bool
) -> tuple[Made, ...]:
    """Return who is to get a message: those tried before come last, lest they hold up the rest.

    Args:
        resend_unknown: also those of whom nobody knows whether an earlier message arrived.
    """
    closed = {DeliveryState.SENT}
    if not resend_unknown:
        closed.add(DeliveryState.UNKNOWN)
    found = ((made, entries.get(message_key(made))) for made in people)
    left = [(made, entry) for made, entry in found if not entry or entry.state not in closed]
    return tuple(made for made, _ in sorted(left, key=lambda one: one[1] is not None))


def status_of(
    made: Made, state: StatusWord | DeliveryState, detail: str = "", at: float | None = None
) -> DeliveryStatus:
    """Return the status of a person; `at` in seconds since 1970."""
    word = WORDS[state] if isinstance(state, DeliveryState) else state
    when = dt.datetime.fromtimestamp(at).astimezone() if at is not None else None
    return DeliveryStatus(made.row, made.name, made.email, made.file, word, detail, when)


def _status(made: Made, entries: LedgerEntries, sent: Mapping[str, float]) -> DeliveryStatus:
    if not made.send:
        return status_of(made, "send is no" if made.email else "on paper")
    key = message_key(made)
    entry, before = entries.get(key), sent.get(key.person)
    if entry is None:
        return status_of(made, "changed" if before else "new", at=before)
    if entry.state is DeliveryState.SENT:
        return status_of(made, "sent", at=entry.at)
    return status_of(made, entry.state, entry.detail, before)
