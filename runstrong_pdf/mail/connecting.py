"""Connects to a mail server: verified TLS, then the login; every refusal in plain words."""

import smtplib
import socket
import ssl
from dataclasses import dataclass

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.headers import one_line
from runstrong_pdf.mail.replies import NO_PASSWORDS, is_microsoft, spoken

PORTS = {"starttls": 587, "tls": 465}
WHICH_LOGIN = "most providers want an app password, made on their web page; check mail.user, too"
OUR_NAME = "localhost"
"""What we call ourselves: the real name of a home computer is nobody's business."""
SETTINGS = "check mail.host, mail.port and mail.security in club.toml, or try again later"
EXPIRED, UNKNOWN_AUTHORITY, OTHER_NAME = 10, 20, 62
"""OpenSSL's numbers of what can be wrong with a certificate."""
DISTRUST = {
    EXPIRED: ("it has expired", "see whether this computer's date is right, or tell the provider"),
    UNKNOWN_AUTHORITY: (
        "nobody whom this computer trusts has signed it",
        "on a Mac run Install Certificates.command in Python's folder under Applications",
    ),
    OTHER_NAME: (
        "it belongs to a server of another name",
        "check mail.host in club.toml for a typing mistake; it must be the server's own name",
    ),
}


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


def connected(account: Account) -> smtplib.SMTP:
    """Return a connection, encrypted and logged in.

    Raises:
        MailError: for what no retry mends.
        OSError: for what may be over in a while.
    """
    place = f"{account.host}:{account.port}"
    try:
        smtp = _encrypted(account)
    except ssl.SSLCertVerificationError as error:
        raise _distrusted(error, place) from error
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


def unreachable(account: Account, error: OSError) -> MailError:
    """Return why there is no connection, as a volunteer can mend it."""
    place = f"{account.host}:{account.port}"
    if isinstance(error, socket.gaierror):
        return MailError(
            f"{place}: there is no such server, or no network", "check mail.host in club.toml"
        )
    if isinstance(error, ConnectionRefusedError):
        return MailError(f"{place}: nobody answers at this port", SETTINGS)
    if TimeoutError in (type(error), type(error.__context__)):  # smtplib wraps it
        return MailError(f"{place}: no answer in {account.timeout:g} seconds", SETTINGS)
    why = one_line(str(error))[:200]
    return MailError(f"{place}: the server does not answer as it should: {why}", SETTINGS)


def _distrusted(error: ssl.SSLCertVerificationError, place: str) -> MailError:
    why, remedy = DISTRUST.get(
        error.verify_code, (error.verify_message, "ask the provider for the right mail.host")
    )
    return MailError(
        f"{place}: its certificate cannot be trusted: {why}; "
        "nothing was sent, and the password was not shown to it",
        remedy,
    )


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
    except OSError as error:
        smtp.close()
        if (mistake := _refused(error, account, place)) is None:
            raise
        raise mistake from error
    except UnicodeEncodeError:
        smtp.close()
        raise MailError(
            f"{place}: user and password must be plain ASCII", "make an app password"
        ) from None
    return smtp


def _refused(error: OSError, account: Account, place: str) -> MailError | None:
    """Return what a refused login means; None where it may do later (454), or the line broke."""
    if isinstance(error, smtplib.SMTPNotSupportedError):
        remedy = NO_PASSWORDS if is_microsoft(account.host) else ""
        return MailError(f"{place}: the server offers no login that we know", remedy)
    if not isinstance(error, smtplib.SMTPAuthenticationError) or error.smtp_code < 500:
        return None
    said = spoken(error.smtp_code, _bytes(error.smtp_error))
    return MailError(
        f"{place}: the server did not accept the login of {account.user!r}; it said: {said}",
        NO_PASSWORDS if is_microsoft(account.host, said) else WHICH_LOGIN,
    )


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
