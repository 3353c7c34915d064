"""Checks the `[mail]` part of club.toml, and turns it into a sender and an account. Pure."""

from collections.abc import Iterator

from runstrong_pdf.errors import MailError
from runstrong_pdf.mail.address import name_and_address, needs_utf8, wrong_with
from runstrong_pdf.mail.compose import Sender
from runstrong_pdf.mail.connecting import PORTS, Account
from runstrong_pdf.mail.headers import one_line
from runstrong_pdf.mail.pace import Rate, parse_rate
from runstrong_pdf.mail.replies import NO_PASSWORDS, is_microsoft
from runstrong_pdf.model.club import Club, Mail

PASSWORD = "RUNSTRONG_SMTP_PASSWORD"  # noqa: S105  the name of a variable
SERVICE = "runstrong"
"""The name under which the keyring has the password."""
EXAMPLE = "coach@example.org"
"""Who writes in the club.toml that `runstrong club new` makes."""


def sender_of(club: Club) -> Sender:
    """Return who writes. Raises MailError listing everything that is wrong."""
    wrong = list(_wrong(club.mail))
    if wrong:
        raise MailError("\n".join(f"club.toml: mail.{line}" for line in wrong))
    name, address = name_and_address(club.mail.sender)
    reply_to = name_and_address(club.mail.reply_to)[1]
    return Sender(name or club.name, address, reply_to, club.mail.list_unsubscribe)


def rate_of(club: Club) -> Rate:
    """Return how fast mail may go out. Raises MailError."""
    return parse_rate(club.mail.rate)


def account_of(club: Club, password: str) -> Account:
    """Return how to reach the server. Raises MailError listing everything that is missing."""
    mail = club.mail
    missing = list(unready(club))
    remedy = ""
    if mail.user and not password:
        missing.append(f"there is no password for {mail.user!r}")
        remedy = (
            f"keyring set {SERVICE} {mail.user}  (it asks for it; pip install "
            f"'runstrong-pdf[keyring]' brings it), or for this terminal alone, on Mac and Linux: "
            f"read -rs {PASSWORD}; export {PASSWORD}"
        )
    if missing:
        raise MailError("\n".join(missing), remedy)
    port = mail.port or PORTS[mail.security]
    return Account(mail.host, port, mail.security, mail.user, password, mail.timeout)


def unready(club: Club) -> Iterator[str]:
    """Yield what club.toml still lacks before anything can be sent."""
    if not club.mail.host:
        yield "club.toml: mail.host is missing: the provider's SMTP server (club.toml lists some)"
    if name_and_address(club.mail.sender)[1] == EXAMPLE:
        yield f"club.toml: mail.from: {EXAMPLE} is the example; put in your own"


def doubts(club: Club) -> Iterator[str]:
    """Yield what may keep mail from going out, though nobody can know before it is tried."""
    if is_microsoft(club.mail.host):
        yield f"club.toml: mail.host: {NO_PASSWORDS}"


def _wrong(mail: Mail) -> Iterator[str]:
    if not mail.sender:
        yield "from is missing: the address that the mail comes from"
    elif problem := wrong_with(name_and_address(mail.sender)[1]):
        yield f"from: {problem}"
    elif needs_utf8(name_and_address(mail.sender)[1]):
        yield "from: must have plain letters before the @"
    if mail.reply_to and (problem := wrong_with(name_and_address(mail.reply_to)[1])):
        yield f"reply_to: {problem}"
    link = mail.list_unsubscribe
    if link and not link.startswith(("https://", "mailto:")) and wrong_with(link):
        yield "list_unsubscribe: must be an address, or a link with https:// or mailto:"
    elif not link.isascii() or set(link) & set('<> "') or one_line(link) != link:
        yield "list_unsubscribe: must be plain ASCII without spaces"
