"""What a mail server's answer means, in words that a volunteer understands. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from runstrong_pdf.errors import plain_line

LONGEST = 160
"""Characters of a server's own words that are worth repeating."""


class DeliveryState(StrEnum):
    """The state of a message in the ledger.

    STARTED may be sent again: its last dot was never written. IN_FLIGHT becomes UNKNOWN when the
    run that wrote it is gone.
    """

    STARTED = "started"
    IN_FLIGHT = "in-flight"
    SENT = "sent"
    DELAYED = "delayed"
    FAILED = "failed"
    UNKNOWN = "unknown"


WENT_OUT = frozenset({DeliveryState.IN_FLIGHT, DeliveryState.UNKNOWN, DeliveryState.SENT})
"""States of a message that may have arrived."""


class Scope(StrEnum):
    """What an answer concerns: this message, the connection for now, or every message today."""

    MESSAGE = "message"
    CONNECTION = "connection"
    EVERYONE = "everyone"


@dataclass(frozen=True)
class DeliveryOutcome:
    """What became of one attempt: the state, why in plain words, and what it concerns."""

    state: DeliveryState
    detail: str
    scope: Scope = Scope.MESSAGE


MEANINGS = {
    421: "the server is busy or closes for now",
    450: "the mailbox is busy, or the server wants to see us again later",
    451: "the server has a problem of its own for now",
    452: "the server or the mailbox has no room for now",
    501: "the server does not understand the address",
    530: "the server wants a login first: set user in club.toml",
    535: "the server no longer accepts the login",
    550: "there is no such mailbox, or it takes no mail from us",
    551: "the person is at another address now",
    552: "the mailbox is full, or the message too large",
    553: "the address is not allowed",
}
REFUSED, NOT_NOW = "the server refuses the message", "the server cannot take it for now"
"""Any other code from 500, and below."""
SENDER_REFUSED = "the server does not let us send from this address (mail.from in club.toml)"
PASSWORDS_OFF = re.compile(r"\b5\.7\.(30|57|139)\b")
"""Microsoft's codes for a login by password that it does not want any more."""
MICROSOFT_LOGIN = (
    "Microsoft takes no passwords from programs any more, only a login through the browser (OAuth):"
    " [mail.login] in club.toml, as docs/clubs.md tells; the administrator of your Microsoft 365"
    " must allow authenticated SMTP, too"
)
MICROSOFT = (".office365.com", ".outlook.com", ".hotmail.com", ".live.com")
"""How the names of its servers end, with a full stop before the whole name."""
QUOTA = "the provider's limit of messages for today is reached"


def reply_outcome(code: int, text: bytes, *, sender: bool = False) -> DeliveryOutcome:
    """Return what an answer means.

    Args:
        code: of three digits (RFC 5321).
        sender: whether it answers MAIL FROM.

    Example:
        >>> reply_outcome(450, b"greylisted").detail
        'the mailbox is busy, or the server wants to see us again later; it said: 450 greylisted'
    """
    said = reply_text(code, text)
    why = MEANINGS.get(code, REFUSED if code >= 500 else NOT_NOW)
    state, scope = DeliveryState.DELAYED, Scope.EVERYONE
    if code == 421:
        scope = Scope.CONNECTION
    elif re.search(r"\b[45]\.4\.5\b", said) or (code == 554 and "quota" in said.lower()):
        why = QUOTA
    elif PASSWORDS_OFF.search(said):
        why = MICROSOFT_LOGIN
    elif sender and code >= 500 and code not in {530, 535, 552}:
        why = SENDER_REFUSED
    elif code not in {530, 535}:
        state = DeliveryState.FAILED if code >= 500 else DeliveryState.DELAYED
        scope = Scope.MESSAGE
    return DeliveryOutcome(state, f"{why}; it said: {said}", scope)


def is_microsoft(host: str, said: str = "") -> bool:
    """Return whether a server, by its name or its answer, is one that wants OAuth."""
    name = f".{host.lower().rstrip('.')}"
    return name.endswith(MICROSOFT) or bool(PASSWORDS_OFF.search(said))


def reply_text(code: int, text: bytes) -> str:
    """Return a server's answer on one line, without anything that a terminal would obey."""
    return plain_line(f"{code} {text.decode('utf-8', 'replace')}")[:LONGEST]
