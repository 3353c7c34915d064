"""An SMTP conversation in which answers are whole, each in its turn and in a stated time.

And what they mean, in words that a volunteer understands.

smtplib waits anew for every byte, takes half a line or garbage for an answer, and an answer that
was there before the question for the answer to it. None of it may decide whether a message was
sent.
"""

import re
import smtplib
import socket
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from runstrong_pdf.errors import plain_line
from runstrong_pdf.mail.ledger import DeliveryState

REPLY_LINE = re.compile(rb"([2-5]\d\d)(?:([ -])([^\n]*?))?\r?\n")
"""A line of an answer (RFC 5321): three digits, a hyphen if there are more lines, a text."""
LONGEST_REPLY = 64 * 1024
"""Bytes of a whole answer; nobody greets at greater length."""
SLOWEST = 4096
"""Bytes a second that a server must at least take of a message, beside its time to answer."""
PIECE = 64 * 1024
"""Bytes that are written before we listen whether the server has given up."""


class Conversation(smtplib.SMTP):
    """Begins without encryption, for STARTTLS; `timeout` is the time for one whole answer."""

    _heard = b""

    def getreply(self) -> tuple[int, bytes]:
        """Return code and text of the next answer.

        Raises:
            OSError: when there is none in time, or what comes is no answer.
        """
        try:
            return self._reply(time.monotonic() + self.timeout)
        except OSError:
            self.close()  # nobody knows any more which answer belongs to what
            raise

    def send(self, s: object) -> None:
        """Write a command. Raises OSError, also when the server has spoken before its turn."""
        if self.hears():
            raise _broken("it spoke out of turn", self._heard)
        content = s.encode(self.command_encoding) if isinstance(s, str) else s
        assert isinstance(content, bytes)  # noqa: S101  nobody hands over anything else
        self._write(content, time.monotonic() + self.timeout)

    def send_body(self, content: bytes) -> bool:
        """Write a message; return False if the server spoke before it was all there."""
        end = time.monotonic() + self.timeout + len(content) / SLOWEST
        for start in range(0, len(content), PIECE):
            if self.hears():
                return False
            self._write(memoryview(content)[start : start + PIECE], end)
        return not self.hears()

    def hears(self) -> bool:
        """Return whether the server has said something that nobody has asked. Raises OSError."""
        if not self._heard:
            with suppress(BlockingIOError, ssl.SSLWantReadError):
                self._hear(0.0)
        return bool(self._heard)

    def _reply(self, end: float) -> tuple[int, bytes]:
        texts: list[bytes] = []
        first, length, more = b"", 0, True
        while more:
            line = self._line(end)
            found, length = REPLY_LINE.fullmatch(line), length + len(line)
            if not found or found[1] != (first or found[1]) or length > LONGEST_REPLY:
                raise _broken("it said", line)
            first, more = found[1], found[2] == b"-"
            texts.append((found[3] or b"").strip())
        self._connected().settimeout(self.timeout)
        return int(first), b"\n".join(texts)

    def _line(self, end: float) -> bytes:
        while b"\n" not in self._heard:
            if len(self._heard) > LONGEST_REPLY:
                raise _broken("it said", self._heard)
            self._hear(_left(end))
        line, end_of_line, self._heard = self._heard.partition(b"\n")
        return line + end_of_line

    def _hear(self, seconds: float) -> None:
        sock = self._connected()
        sock.settimeout(seconds)
        content = sock.recv(4096)
        if not content:
            raise _broken("it hung up", self._heard)
        self._heard += content

    def _write(self, content: bytes | memoryview, end: float) -> None:
        sock = self._connected()
        sock.settimeout(_left(end))
        sock.sendall(content)

    def _connected(self) -> socket.socket:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        return self.sock


class EncryptedConversation(Conversation, smtplib.SMTP_SSL):
    """One that is encrypted from the first byte."""


def _left(end: float) -> float:
    """Return the seconds until a time. Raises TimeoutError if it is over."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    return left


def _broken(what: str, said: bytes) -> smtplib.SMTPServerDisconnected:
    words = plain_line(said[:200].decode("utf-8", "replace"))
    return smtplib.SMTPServerDisconnected(f"{what}: {words}" if words else what)


# -- what an answer means --------------------------------------------------------------------------

LONGEST_QUOTE = 160
"""Characters of a server's own words that are worth repeating."""
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
REFUSED, PUT_OFF = "the server refuses the message", "the server cannot take it for now"
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
    why = MEANINGS.get(code, REFUSED if code >= 500 else PUT_OFF)
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


def reply_text(code: int, text: bytes | str) -> str:
    """Return a server's answer on one line, without anything that a terminal would obey."""
    words = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return plain_line(f"{code} {words}")[:LONGEST_QUOTE]
