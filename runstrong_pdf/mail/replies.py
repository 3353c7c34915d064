"""What a mail server's answer means, and how a volunteer is told. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from runstrong_pdf.mail.headers import one_line

LONGEST = 160
"""Letters of a server's own words that are worth repeating."""


class State(StrEnum):
    """Where a message stands in the ledger.

    STARTED may be sent again: its last dot was never written. IN_FLIGHT becomes UNKNOWN when the
    run that wrote it is gone.
    """

    STARTED = "started"
    IN_FLIGHT = "in-flight"
    SENT = "sent"
    DELAYED = "delayed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Reach(StrEnum):
    """Whom an answer concerns: this message, the connection for now, or every message today."""

    MESSAGE = "message"
    CONNECTION = "connection"
    EVERYONE = "everyone"


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt: the state, why in plain words, and whom it concerns."""

    state: State
    detail: str
    reach: Reach = Reach.MESSAGE


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
    554: "the server refuses the message",
}
SENDER = "the server does not let us send from this address (mail.from in club.toml)"
LOGIN = re.compile(r"\b5\.7\.(30|57|139)\b")
"""Microsoft's codes for a login by password that it does not want any more."""
NO_PASSWORDS = (
    "Microsoft takes no passwords from programs any more, only a login through the browser (OAuth),"
    " which runstrong cannot do; use an account elsewhere, or ask the administrator of your"
    " Microsoft 365 to allow authenticated SMTP"
)
MICROSOFT = ("office365.com", "outlook.com", "hotmail.com", "live.com")
"""How the names of its servers end."""
QUOTA = "the provider's limit of messages for today is reached"
DROPPED = "the connection was lost before the message was complete; it was not sent"
NO_ANSWER = (
    "the whole message was handed over, but the connection was lost before the server said "
    "whether it took it"
)


def judged(code: int, text: bytes, *, sender: bool = False) -> Outcome:
    """Return what an answer means; `sender` for the answer to MAIL FROM."""
    said = spoken(code, text)
    if code == 421:
        return Outcome(State.DELAYED, _explained(code, said), Reach.CONNECTION)
    if re.search(r"\b[45]\.4\.5\b", said) or (code == 554 and "quota" in said.lower()):
        return Outcome(State.DELAYED, f"{QUOTA}; it said: {said}", Reach.EVERYONE)
    if LOGIN.search(said):
        return Outcome(State.DELAYED, f"{NO_PASSWORDS}; it said: {said}", Reach.EVERYONE)
    if code in {530, 535}:
        return Outcome(State.DELAYED, _explained(code, said), Reach.EVERYONE)
    if sender and code >= 500 and code != 552:
        return Outcome(State.DELAYED, f"{SENDER}; it said: {said}", Reach.EVERYONE)
    state = State.FAILED if code >= 500 else State.DELAYED
    return Outcome(state, _explained(code, said))


def is_microsoft(host: str, said: str = "") -> bool:
    """Whether a server, by its name or its answer, is one that wants OAuth."""
    name = host.lower().rstrip(".")
    ours = any(name == end or name.endswith(f".{end}") for end in MICROSOFT)
    return ours or bool(LOGIN.search(said))


def spoken(code: int, text: bytes) -> str:
    """Return a server's answer on one line, without anything that a terminal would obey."""
    return one_line(f"{code} {text.decode('utf-8', 'replace')}")[:LONGEST]


def _explained(code: int, said: str) -> str:
    meaning = MEANINGS.get(code) or (
        "the server refuses the message" if code >= 500 else "the server cannot take it for now"
    )
    return f"{meaning}; it said: {said}"
