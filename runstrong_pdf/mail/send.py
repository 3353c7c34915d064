"""The SMTP conversation: verified TLS, login, one message at a time. The only home of smtplib.

The conversation is walked step by step instead of with `sendmail`, to know on which side of the
final dot it broke: before it the message is certainly not sent, after it nobody knows.
"""

import select
import smtplib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.address import envelope, needs_utf8
from runstrong_pdf.mail.headers import one_line
from runstrong_pdf.mail.replies import (
    DROPPED,
    NO_ANSWER,
    NO_PASSWORDS,
    Outcome,
    Reach,
    State,
    is_microsoft,
    judged,
    spoken,
)

PORTS = {"starttls": 587, "tls": 465}
READY, QUEUED = 354, 250
WHICH_LOGIN = "most providers want an app password, made on their web page; check mail.user, too"
OUR_NAME = "localhost"
"""What we call ourselves: the real name of a home computer is nobody's business."""
LAST_ANSWER = 5
"""How many times longer than any other answer the one after the final dot may take (RFC 5321)."""


@dataclass(frozen=True)
class Account:
    """How to reach the server. The password is never shown, not even in a traceback."""

    host: str
    port: int
    security: str
    user: str
    password: str
    timeout: float = 60

    def __repr__(self) -> str:
        return f"Account({self.user or 'nobody'} at {self.host}:{self.port})"


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
            self._smtp = _logged_in(self._account)
        return self._smtp

    def greet(self) -> None:
        """Connect and log in before the first message. Raises MailError, also without a network."""
        place = f"{self._account.host}:{self._account.port}"
        try:
            self.open()
        except socket.gaierror as error:
            raise MailError(
                f"{place}: there is no such server, or no network", "check mail.host in club.toml"
            ) from error
        except OSError as error:
            raise MailError(
                f"{place}: the server does not answer as it should: {one_line(str(error))[:200]}",
                "check mail.host, mail.port and mail.security in club.toml, or try again later",
            ) from error

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


def _logged_in(account: Account) -> smtplib.SMTP:
    """Connect, encrypt, log in. Raises MailError for what no retry mends, OSError otherwise."""
    place = f"{account.host}:{account.port}"
    try:
        smtp = _encrypted(account)
    except ssl.SSLCertVerificationError as error:
        raise MailError(
            f"{place}: its certificate cannot be trusted: {error.verify_message}; "
            "nothing was sent, and the password was not shown to it",
            "check mail.host in club.toml for a typing mistake; it must be the server's own name",
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailError(
            f"{place}: the server offers no encryption (STARTTLS)",
            'security = "tls" and port = 465 in club.toml, or ask the provider',
        ) from error
    except ssl.SSLError as error:
        raise MailError(
            f"{place}: no encrypted connection: {error.reason or error}",
            'security = "tls" goes with port 465, "starttls" with port 587',
        ) from error
    return _authenticated(smtp, account, place)


def _encrypted(account: Account) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if account.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            account.host,
            account.port,
            local_hostname=OUR_NAME,
            timeout=account.timeout,
            context=context,
        )
        smtp.ehlo_or_helo_if_needed()
        return smtp
    smtp = smtplib.SMTP(
        account.host, account.port, local_hostname=OUR_NAME, timeout=account.timeout
    )
    try:
        smtp.ehlo_or_helo_if_needed()
        smtp.starttls(context=context)
        smtp.ehlo()
    except BaseException:
        smtp.close()
        raise
    return smtp


def _authenticated(smtp: smtplib.SMTP, account: Account, place: str) -> smtplib.SMTP:
    if not account.user:
        return smtp
    try:
        smtp.login(account.user, account.password)
    except smtplib.SMTPAuthenticationError as error:
        smtp.close()
        if error.smtp_code < 500:  # 454: try again later
            raise
        said = spoken(error.smtp_code, _bytes(error.smtp_error))
        raise MailError(
            f"{place}: the server did not accept the login of {account.user!r}; it said: {said}",
            NO_PASSWORDS if is_microsoft(account.host, said) else WHICH_LOGIN,
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        smtp.close()
        raise MailError(
            f"{place}: the server offers no login that we know",
            NO_PASSWORDS if is_microsoft(account.host) else "",
        ) from error
    except UnicodeEncodeError:
        smtp.close()
        raise MailError(
            f"{place}: user and password must be plain ASCII", "make an app password"
        ) from None
    return smtp


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
