"""The SMTP conversation: verified TLS, the login, one message at a time. The only home of smtplib.

The conversation is walked step by step instead of with `sendmail`, to know on which side of the
final dot it broke: before it the message is certainly not sent, after it nobody knows.
"""

import contextlib
import select
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from runstrong_pdf.errors import MailError, plain_line
from runstrong_pdf.mail.replies import (
    MICROSOFT_LOGIN,
    DeliveryOutcome,
    DeliveryState,
    Scope,
    is_microsoft,
    reply_outcome,
    reply_text,
)
from runstrong_pdf.model.address import ascii_domain, needs_smtputf8

PORTS = {"starttls": 587, "tls": 465}
OUR_NAME = "localhost"
"""What we call ourselves: the real name of a home computer is nobody's business."""
DROPPED = "the connection was lost before the message was complete; it was not sent"
NO_ANSWER = (
    "the whole message was handed over, but the connection was lost before the server said "
    "whether it took it"
)
START_DATA, OK = 354, 250
RECIPIENT_OK = {OK, 251, 252}
LAST_ANSWER = 5
"""How many times longer than any other answer the one after the final dot may take (RFC 5321)."""

CHECK_SETTINGS = "check mail.host, mail.port and mail.security in club.toml, or try again later"
CHECK_LOGIN = "most providers want an app password, made on their web page; check mail.user, too"
CERTIFICATES = {  # by OpenSSL's numbers of what can be wrong with one
    10: ("it has expired", "see whether this computer's date is right, or tell the provider"),
    20: (
        "nobody whom this computer trusts has signed it",
        "on a Mac run Install Certificates.command in Python's folder under Applications",
    ),
    62: (
        "it belongs to a server of another name",
        "check mail.host in club.toml for a typing mistake; it must be the server's own name",
    ),
}


@dataclass(frozen=True)
class Account:
    """How to reach the server.

    Attributes:
        security: `starttls` or `tls`.
        user: empty for a server without a login.
        password: never shown, not even in a traceback.
        timeout: seconds to wait for an answer.
    """

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    timeout: float = 60

    @property
    def place(self) -> str:
        """Host and port, as messages name the server."""
        return f"{self.host}:{self.port}"


class SmtpConnection:
    """A connection that is made when it is needed, and again after it was lost.

    Args:
        account: where and as whom.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._smtp: smtplib.SMTP | None = None

    def connect(self) -> None:
        """Connect and log in before the first message. Raises MailError, also without a network."""
        try:
            self._open()
        except OSError as error:
            raise _unreachable(self._account, error) from error

    def close(self) -> None:
        """Leave politely if possible."""
        if self._smtp is not None:
            with contextlib.suppress(OSError):
                self._smtp.quit()
        self._drop()

    def size_limit(self) -> int:
        """Return the bytes of the largest message that the server takes, 0 for no limit known."""
        limit = self._open().esmtp_features.get("size", "")
        return int(limit) if limit.isdigit() else 0

    def supports_smtputf8(self) -> bool:
        """Return whether it delivers to addresses with letters beyond ASCII before the @."""
        return self._open().has_extn("smtputf8")

    def deliver(
        self, sender: str, address: str, message: bytes, before_dot: Callable[[], None]
    ) -> DeliveryOutcome:
        """Hand over one message.

        Args:
            sender: address of the envelope, like `address`.
            message: with CRLF line ends.
            before_dot: called when everything but the final dot is written; from here on the
                server may have the message.

        Raises:
            MailError: if a lost connection cannot be made again, and no retry fixes it.
        """
        try:
            smtp = self._open()
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

    def _open(self) -> smtplib.SMTP:
        """Return the connection, logged in. Raises MailError with what to do about it."""
        if self._smtp is None:
            try:
                smtp = _encrypted(self._account)
                with _closed_on_error(smtp):
                    _log_in(smtp, self._account)
            except MailError as error:
                raise error.located(where=self._account.place) from error
            self._smtp = smtp
        return self._smtp

    def _last_answer(self, smtp: smtplib.SMTP) -> DeliveryOutcome:
        _set_timeout(smtp, self._account.timeout * LAST_ANSWER)
        try:
            code, text = smtp.getreply()
        except OSError:
            self._drop()
            return DeliveryOutcome(DeliveryState.UNKNOWN, NO_ANSWER, Scope.CONNECTION)
        _set_timeout(smtp, self._account.timeout)
        if code == OK:
            return DeliveryOutcome(DeliveryState.SENT, reply_text(code, text))
        return self._refused(smtp, reply_outcome(code, text))

    def _refused(self, smtp: smtplib.SMTP, outcome: DeliveryOutcome) -> DeliveryOutcome:
        """Clear the envelope for the next message; a server that closes is reached anew."""
        if outcome.scope is Scope.CONNECTION:
            self._drop()
            return outcome
        try:
            smtp.rset()
        except OSError:
            self._drop()
        return outcome

    def _lost(self, error: OSError) -> DeliveryOutcome:
        self._drop()
        why = f" ({error})" if isinstance(error, TimeoutError) else ""
        return DeliveryOutcome(DeliveryState.DELAYED, DROPPED + why, Scope.CONNECTION)

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()


# -- one message ----------------------------------------------------------------------------------


def _envelope(smtp: smtplib.SMTP, sender: str, address: str, size: int) -> DeliveryOutcome | None:
    options = [f"SIZE={size}"] if smtp.has_extn("size") else []
    if needs_smtputf8(address) or needs_smtputf8(sender):
        options += ["SMTPUTF8", "BODY=8BITMIME"]
    code, text = smtp.mail(ascii_domain(sender), options)
    if code != OK:
        return reply_outcome(code, text, sender=True)
    code, text = smtp.rcpt(ascii_domain(address))
    return None if code in RECIPIENT_OK else reply_outcome(code, text)


def _body(smtp: smtplib.SMTP, message: bytes) -> DeliveryOutcome | None:
    """Write everything but the final dot."""
    code, text = smtp.docmd("DATA")
    if code != START_DATA:
        return reply_outcome(code, text)
    dotted = message.replace(b"\r\n.", b"\r\n..")
    smtp.send(b"." + dotted if dotted.startswith(b".") else dotted)
    if not _has_answer(smtp.sock):
        return None
    code, text = smtp.getreply()
    smtp.close()  # it gave up in the middle: certainly not taken, and no way back but a new start
    return reply_outcome(code, text)


def _has_answer(sock: socket.socket | None) -> bool:
    """Return whether the server has said something, or hung up, before it was its turn."""
    if sock is None:
        return False
    pending = isinstance(sock, ssl.SSLSocket) and sock.pending() > 0
    return pending or bool(select.select([sock], [], [], 0)[0])


def _set_timeout(smtp: smtplib.SMTP, seconds: float) -> None:
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)


# -- connecting: a MailError for what no retry fixes, an OSError for what may be over in a while --


def _encrypted(account: Account) -> smtplib.SMTP:
    """Return a connection with verified TLS, before the login."""
    try:
        context, at_once = ssl.create_default_context(), account.security == "tls"
        kind = partial(smtplib.SMTP_SSL, context=context) if at_once else smtplib.SMTP
        smtp = kind(account.host, account.port, local_hostname=OUR_NAME, timeout=account.timeout)
        with _closed_on_error(smtp):
            smtp.ehlo_or_helo_if_needed()
            if not at_once:
                smtp.starttls(context=context)
                smtp.ehlo()
    except ssl.SSLCertVerificationError as error:
        why, remedy = CERTIFICATES.get(
            error.verify_code, (error.verify_message, "ask the provider for the right mail.host")
        )
        raise MailError(
            f"its certificate cannot be trusted: {why}; "
            "nothing was sent, and the password was not shown to it",
            remedy,
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailError(
            "the server offers no encryption (STARTTLS)",
            'security = "tls" and port = 465 in club.toml, or ask the provider',
        ) from error
    except ssl.SSLError as error:
        raise MailError(
            f"no encrypted connection: {error.reason or error}",
            'security = "tls" goes with port 465, "starttls" with port 587',
        ) from error
    return smtp


def _log_in(smtp: smtplib.SMTP, account: Account) -> None:
    try:
        if account.user:
            smtp.login(account.user, account.password)
    except smtplib.SMTPNotSupportedError as error:
        remedy = MICROSOFT_LOGIN if is_microsoft(account.host) else ""
        raise MailError("the server offers no login that we know", remedy) from error
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code < 500:  # it may do later (454)
            raise
        answer = error.smtp_error
        said = reply_text(error.smtp_code, answer if isinstance(answer, bytes) else answer.encode())
        text = f"the server did not accept the login of {account.user!r}; it said: {said}"
        remedy = MICROSOFT_LOGIN if is_microsoft(account.host, said) else CHECK_LOGIN
        raise MailError(text, remedy) from error
    except UnicodeEncodeError:
        text = "user and password must be plain ASCII"
        raise MailError(text, "make an app password") from None


@contextlib.contextmanager
def _closed_on_error(smtp: smtplib.SMTP) -> Iterator[None]:
    try:
        yield
    except BaseException:
        smtp.close()
        raise


def _unreachable(account: Account, error: OSError) -> MailError:
    """Return why there is no connection, as a volunteer can fix it."""
    remedy = CHECK_SETTINGS
    if isinstance(error, socket.gaierror):
        message, remedy = "there is no such server, or no network", "check mail.host in club.toml"
    elif isinstance(error, ConnectionRefusedError):
        message = "nobody answers at this port"
    elif TimeoutError in (type(error), type(error.__context__)):  # smtplib wraps it
        message = f"no answer in {account.timeout:g} seconds"
    else:
        message = f"the server does not answer as it should: {plain_line(str(error))[:200]}"
    return MailError(message, remedy, where=account.place)
