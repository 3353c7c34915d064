"""The SMTP conversation, one message at a time. With `connecting` the only home of smtplib.

The conversation is walked step by step instead of with `sendmail`, to know on which side of the
final dot it broke: before it the message is certainly not sent, after it nobody knows.
"""

import select
import smtplib
import socket
import ssl
from collections.abc import Callable
from types import TracebackType
from typing import Self

from runstrong_pdf.mail.address import envelope, needs_utf8
from runstrong_pdf.mail.connecting import Account, connected, unreachable
from runstrong_pdf.mail.replies import (
    DROPPED,
    NO_ANSWER,
    Outcome,
    Reach,
    State,
    judged,
    spoken,
)

READY, QUEUED = 354, 250
LAST_ANSWER = 5
"""How many times longer than any other answer the one after the final dot may take (RFC 5321)."""


class Server:
    """A connection that is made when it is needed, and again after it was lost.

    Args:
        account: where and as whom.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def open(self) -> smtplib.SMTP:
        """Return the connection, logged in. Raises MailError with what to do about it."""
        if self._smtp is None:
            self._smtp = connected(self._account)
        return self._smtp

    def greet(self) -> None:
        """Connect and log in before the first message. Raises MailError, also without a network."""
        try:
            self.open()
        except OSError as error:
            raise unreachable(self._account, error) from error

    def close(self) -> None:
        """Leave politely where possible."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except OSError:
                smtp.close()

    def largest(self) -> int:
        """Return the bytes of the largest message that the server takes, 0 for no limit known."""
        told = self.open().esmtp_features.get("size", "")
        return int(told) if told.isdigit() else 0

    def takes_utf8(self) -> bool:
        """Return whether it delivers to addresses with letters beyond ASCII before the @."""
        return self.open().has_extn("smtputf8")

    def deliver(
        self, sender: str, address: str, message: bytes, before_dot: Callable[[], None]
    ) -> Outcome:
        """Hand over one message.

        Args:
            sender, address: of the envelope.
            message: with CRLF line ends.
            before_dot: called when everything but the final dot is written; from here on the
                server may have the message.
        """
        try:
            smtp = self.open()
            refusal = _envelope(smtp, sender, address, len(message)) or _body(smtp, message)
        except OSError as error:
            return self._lost(error)
        if refusal:
            return self._refused(smtp, refusal)
        before_dot()
        try:
            smtp.send(b".\r\n")
        except OSError as error:  # one TLS record: written whole or not readable at all
            return self._lost(error)
        return self._last_answer(smtp)

    def _last_answer(self, smtp: smtplib.SMTP) -> Outcome:
        _patience(smtp, self._account.timeout * LAST_ANSWER)
        try:
            code, text = smtp.getreply()
        except OSError:
            self._drop()
            return Outcome(State.UNKNOWN, NO_ANSWER, Reach.CONNECTION)
        _patience(smtp, self._account.timeout)
        if code == QUEUED:
            return Outcome(State.SENT, spoken(code, text))
        return self._refused(smtp, judged(code, text))

    def _refused(self, smtp: smtplib.SMTP, outcome: Outcome) -> Outcome:
        """Clear the envelope for the next message; a server that closes is reached anew."""
        if outcome.reach is Reach.CONNECTION:
            self._drop()
            return outcome
        try:
            smtp.rset()
        except OSError:
            self._drop()
        return outcome

    def _lost(self, error: OSError) -> Outcome:
        self._drop()
        why = f" ({error})" if isinstance(error, TimeoutError) else ""
        return Outcome(State.DELAYED, DROPPED + why, Reach.CONNECTION)

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()


def _envelope(smtp: smtplib.SMTP, sender: str, address: str, size: int) -> Outcome | None:
    options = [f"SIZE={size}"] if smtp.has_extn("size") else []
    if needs_utf8(address) or needs_utf8(sender):
        options += ["SMTPUTF8", "BODY=8BITMIME"]
    code, text = smtp.mail(envelope(sender), options)
    if code != QUEUED:
        return judged(code, text, sender=True)
    code, text = smtp.rcpt(envelope(address))
    return None if code in {QUEUED, 251, 252} else judged(code, text)


def _body(smtp: smtplib.SMTP, message: bytes) -> Outcome | None:
    """Write everything but the final dot."""
    code, text = smtp.docmd("DATA")
    if code != READY:
        return judged(code, text)
    dotted = message.replace(b"\r\n.", b"\r\n..")
    smtp.send(b"." + dotted if dotted.startswith(b".") else dotted)
    if not _speaks(smtp.sock):
        return None
    code, text = smtp.getreply()
    smtp.close()  # it gave up in the middle: certainly not taken, and no way back but a new start
    return judged(code, text)


def _speaks(sock: socket.socket | None) -> bool:
    """Whether the server has said something, or hung up, before it was its turn."""
    if sock is None:
        return False
    pending = isinstance(sock, ssl.SSLSocket) and sock.pending() > 0
    return pending or bool(select.select([sock], [], [], 0)[0])


def _patience(smtp: smtplib.SMTP, seconds: float) -> None:
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)
