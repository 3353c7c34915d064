"""Checks the `[mail]` part of club.toml, and turns it into a sender, a rate and an account. Pure.

Every error lists all that is wrong, one problem a key: `mail.from`, `mail.host`.
"""

import re
from collections.abc import Iterator

from runstrong_pdf.errors import MailError, Problem, plain_line, shown
from runstrong_pdf.files import comparable
from runstrong_pdf.mail.conversation import MICROSOFT_LOGIN, is_microsoft
from runstrong_pdf.mail.message import Sender
from runstrong_pdf.mail.smtp import PORTS, Account
from runstrong_pdf.model.address import address_problem, name_and_address, needs_smtputf8
from runstrong_pdf.model.club import ClubSettings, Mail, Rate, parse_rate

FILE = "club.toml"
NO_HOST = re.compile(r"[\s/@]|^[^:]*:[^:]*$")
"""What no name of a server has: a space, a web address, a mail address, a port behind a colon."""
EXAMPLE = "coach@example.org"
"""Who writes in the club.toml that a new club begins with."""


def sender_of(club: ClubSettings) -> Sender:
    """Return who writes. Raises MailError."""
    if problems := list(wrong_settings(club)):
        raise MailError(problems)
    name, address = name_and_address(club.mail.sender)
    reply_to = name_and_address(club.mail.reply_to)[1]
    return Sender(name or club.name, address, reply_to, club.mail.list_unsubscribe)


def wrong_settings(club: ClubSettings) -> Iterator[Problem]:
    """Yield what is wrong with who writes, and by what server."""
    yield from (Problem(f"mail.{key}", why, where=FILE) for key, why in _wrong(club.mail))
    groups = dict[str, str]()
    for group in club.mail.reply_to_group:
        first = groups.setdefault(comparable(group), group)
        if first != group:
            message = f"{shown(group)} and {shown(first)} are one group: capitals do not count"
            yield Problem("mail.reply_to_group", message, "leave out one of the two", where=FILE)


def rate_of(club: ClubSettings) -> Rate:
    """Return how fast mail may go out. Raises MailError."""
    try:
        return parse_rate(club.mail.rate)
    except MailError as error:
        raise error.located("mail.rate", FILE) from error


def account_of(club: ClubSettings, password: str) -> Account:
    """Return how to reach the server. Raises MailError with everything that is missing.

    Args:
        password: of the user in club.toml; empty if there is none.
    """
    mail = club.mail
    missing = list(missing_settings(club))
    if mail.user and not password:
        message = f"there is no password for {mail.user!r}"
        missing.append(Problem("mail.user", message, where=FILE))
    if missing:
        raise MailError(missing)
    port = mail.port or PORTS[mail.security]
    browser = bool(mail.login.provider)
    return Account(mail.host, port, mail.security, mail.user, password, mail.timeout, browser)


def missing_settings(club: ClubSettings) -> Iterator[Problem]:
    """Yield what club.toml still lacks before anything can be sent."""
    if not club.mail.host:
        message = f"is missing: the provider's SMTP server ({FILE} lists some)"
        yield Problem("mail.host", message, where=FILE)
    if name_and_address(club.mail.sender)[1] == EXAMPLE:
        message = f"{EXAMPLE} is the example; put in your own"
        yield Problem("mail.from", message, where=FILE)


def doubtful_settings(club: ClubSettings) -> Iterator[Problem]:
    """Yield what may keep mail from going out, though nobody can know before it is tried."""
    if is_microsoft(club.mail.host) and not club.mail.login.provider:
        yield Problem("mail.host", MICROSOFT_LOGIN, severity="warning", where=FILE)


def _wrong(mail: Mail) -> Iterator[tuple[str, str]]:
    """Yield each key whose value cannot be used, and why."""
    address = name_and_address(mail.sender)[1]
    if not mail.sender:
        yield "from", "is missing: the address that the mail comes from"
    elif problem := address_problem(address):
        yield "from", problem
    elif needs_smtputf8(address):
        yield "from", "must have plain letters before the @"
    if NO_HOST.search(mail.host):
        yield "host", "is no server's name such as smtp.example.org, and nothing beside it"
    if mail.reply_to and (problem := address_problem(name_and_address(mail.reply_to)[1])):
        yield "reply_to", problem
    for group, to in mail.reply_to_group.items():
        if problem := address_problem(name_and_address(to)[1]):
            yield f"reply_to_group.{plain_line(group)[:40]}", problem
    link = mail.list_unsubscribe
    if link and not link.startswith(("https://", "mailto:")) and address_problem(link):
        yield "list_unsubscribe", "must be an address, or a link with https:// or mailto:"
    elif not link.isascii() or set(link) & set('<> "') or plain_line(link) != link:
        yield "list_unsubscribe", "must be plain ASCII without spaces"
