"""The way to the mail server: verified TLS, the login, one message at a time.

The conversation is walked step by step instead of with `sendmail`, to know on which side of the
final dot it broke: before it the message is certainly not sent, after it nobody knows.
"""

import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from runstrong_pdf.errors import MailError, plain_line
from runstrong_pdf.mail.conversation import (
    MICROSOFT_LOGIN,
    Conversation,
    DeliveryOutcome,
    EncryptedConversation,
    Scope,
    is_microsoft,
    reply_outcome,
    reply_text,
)
from runstrong_pdf.mail.ledger import DeliveryState
from runstrong_pdf.model.address import ascii_domain, needs_smtputf8
from runstrong_pdf.model.remedies import LOG_IN

PORTS = {"starttls": 587, "tls": 465}
OUR_NAME = "localhost"
"""What we call ourselves: the real name of a home computer is nobody's business."""
DROPPED = "the connection was lost before the message was complete; it was not sent"
NO_ANSWER = (
    "the whole message was handed over, but the server did not say clearly whether it took it"
)
DONE, GO_ON, NOT_NOW = 2, 3, 4
"""First figures of an answer: it is done; the rest is waited for; from here on it is refused."""
LAST_ANSWER = 5
"""How many times longer than any other answer the one after the final dot may take (RFC 5321)."""
FAREWELL = 5.0
"""Seconds to wait at most for the answer to our leaving."""

CHECK_SETTINGS = "check mail.host, mail.port and mail.security in club.toml, or try again later"
CHECK_LOGIN = "most providers want an app password, made on their web page; check mail.user, too"
LOG_IN_AGAIN = (
    f"{LOG_IN}; at Microsoft 365 an administrator must also allow authenticated SMTP for this "
    "mailbox"
)
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
        password: never shown, not even in a traceback; or the token of a login through the browser.
        browser: whether it is such a token.
        timeout: seconds to wait for an answer.
    """

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    timeout: float = 60
    browser: bool = False

    @property
    def place(self) -> str:
        """Host and port, as messages name the server."""
        return f"{self.host}:{self.port}"


class SmtpConnection:
    """A connection that is made when it is needed, and again after it was lost."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._smtp: Conversation | None = None

    def connect(self) -> None:
        """Connect and log in before the first message. Raises MailError, also without a network."""
        try:
            self._open()
        except OSError as error:
            raise _unreachable(self._account, error) from error

    def close(self) -> None:
        """Leave politely if possible."""
        if self._smtp is not None:
            self._smtp.timeout = min(self._smtp.timeout, FAREWELL)
            with contextlib.suppress(OSError):
                self._smtp.quit()
        self._drop()

    def size_limit(self) -> int:
        """Return the bytes of the largest message that the server takes, 0 for no limit known."""
        limit = self._open().esmtp_features.get("size", "")
        return int(limit) if re.fullmatch(r"[0-9]{1,15}", limit) else 0

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
        try:
            before_dot()
        except BaseException:
            self._drop()  # in the middle of a message there is no polite way to leave
            raise
        try:
            smtp.send(b".\r\n")
        except OSError as error:  # one TLS record: written whole or not readable at all
            return self._lost(error)
        return self._last_answer(smtp)

    def _open(self) -> Conversation:
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

    def _last_answer(self, smtp: Conversation) -> DeliveryOutcome:
        """Return what the answer to the final dot means; whatever is none leaves it unknown."""
        smtp.timeout = self._account.timeout * LAST_ANSWER
        code, text = GO_ON * 100, b""
        with contextlib.suppress(OSError):
            code, text = smtp.getreply()
        smtp.timeout = self._account.timeout
        if code // 100 == DONE:
            return DeliveryOutcome(DeliveryState.SENT, reply_text(code, text))
        if code // 100 >= NOT_NOW:
            return self._refused(smtp, reply_outcome(code, text))
        self._drop()
        return DeliveryOutcome(DeliveryState.UNKNOWN, NO_ANSWER, Scope.CONNECTION)

    def _refused(self, smtp: Conversation, outcome: DeliveryOutcome) -> DeliveryOutcome:
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
    refusal = _unless(DONE, smtp.mail(ascii_domain(sender), options), sender=True)
    return refusal or _unless(DONE, smtp.rcpt(ascii_domain(address)))


def _body(smtp: Conversation, message: bytes) -> DeliveryOutcome | None:
    """Write everything but the final dot."""
    if refusal := _unless(GO_ON, smtp.docmd("DATA")):
        return refusal
    dotted = message.replace(b"\r\n.", b"\r\n..")
    if smtp.send_body(b"." + dotted if dotted.startswith(b".") else dotted):
        return None
    reply = smtp.getreply()
    smtp.close()  # it gave up in the middle: certainly not taken, and no way back but a new start
    return _unless(0, reply)


def _unless(
    wanted: int, reply: tuple[int, bytes], *, sender: bool = False
) -> DeliveryOutcome | None:
    """Return what a refusal means, None if the answer is the wanted one. Raises OSError if neither.

    Args:
        wanted: the answer's first figure.
    """
    code, text = reply
    if code // 100 == wanted:
        return None
    if code // 100 < NOT_NOW:
        raise smtplib.SMTPServerDisconnected(f"it said: {reply_text(code, text)}")
    return reply_outcome(code, text, sender=sender)


# -- connecting: a MailError for what no retry fixes, an OSError for what may be over in a while --


def _encrypted(account: Account) -> Conversation:
    """Return a connection with verified TLS, before the login."""
    try:
        context, at_once = ssl.create_default_context(), account.security == "tls"
        kind = partial(EncryptedConversation, context=context) if at_once else Conversation
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
        if account.user and account.browser:
            _show_token(smtp, account)
        elif account.user:
            smtp.login(account.user, account.password)
    except smtplib.SMTPNotSupportedError as error:
        remedy = MICROSOFT_LOGIN if is_microsoft(account.host) else ""
        raise MailError("the server offers no login that we know", remedy) from error
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code < 500:  # it may do later (454)
            raise
        said = reply_text(error.smtp_code, error.smtp_error)
        text = f"the server did not accept the login of {account.user!r}; it said: {said}"
        remedy = MICROSOFT_LOGIN if is_microsoft(account.host, said) else CHECK_LOGIN
        if account.browser:
            remedy = LOG_IN_AGAIN
        raise MailError(text, remedy) from error
    except UnicodeEncodeError:
        text = "user and password must be plain ASCII"
        raise MailError(text, "make an app password") from None
    except ValueError as error:  # a challenge that is no base64
        raise MailError("the server's question for the login cannot be read") from error


def _show_token(smtp: smtplib.SMTP, account: Account) -> None:
    """Log in with a token (XOAUTH2); the question after a refusal wants an empty answer."""
    if "XOAUTH2" not in smtp.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError

    def words(challenge: bytes | None = None) -> str:
        if challenge is not None:
            return ""
        return f"user={account.user}\1auth=Bearer {account.password}\1\1"

    smtp.auth("XOAUTH2", words)


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
        said = plain_line(str(error))[:200]
        if isinstance(error, smtplib.SMTPResponseException):
            said = f"it said: {reply_text(error.smtp_code, error.smtp_error)}"
        message = f"the server does not answer as it should: {said}"
    return MailError(message, remedy, where=account.place)
